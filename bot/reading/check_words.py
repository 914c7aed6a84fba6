"""What an office says to have the guides checked: "检查指南", "检查居住证的指南", "check the guides"."""

from __future__ import annotations

import re

from bot.reading.words import core, fold

STALE = "~"
"""What is wanted where only guides out of date are."""
_LEAD = r"(?:请|帮我|我想|我要|想|给我|看一?[看下]?|[\s,:/])*+"
_GUIDE = r"(?:办事)?指南"
_CHECK = r"(?:检查|核查|校验|查错)(?:一下|一遍|下)?"
_FAULTS = r"(?:错误|毛病|问题|错|不对)(?:的?(?:地方|内容))?"
_ANY = rf"(?:(?:都|还)?(?:有没有|有|里有|里面有)(?:哪些|什么|啥|哪里|哪儿)?{_FAULTS}|{_FAULTS}|对不对)(?:没有?|吗|呢|\?)*"
_ZH = re.compile(
    rf"{_LEAD}(?:{_CHECK}\s*(?:全部|所有)?(?:的)?{_GUIDE}|{_GUIDE}{_CHECK})(?:结果)?"
    rf"(?:里|里面|中)?(?:的)?(?:{_ANY})?(?:\s*[:,]?\s*(?P<after>\S.{{0,60}}))?|"
    rf"{_LEAD}{_CHECK}\s*(?P<item>\S.{{0,60}}?)的?{_GUIDE}(?:里|里面)?(?:的)?(?:{_ANY})?|"
    rf"{_LEAD}(?P<of>\S.{{0,60}}?)的?{_GUIDE}(?:{_CHECK}(?:结果)?|{_ANY})|"
    rf"{_LEAD}(?:全部|所有)?(?:的)?{_GUIDE}(?:里|里面|中)?(?:都|还)?(?:有没有|有|里有)?(?:哪些|什么|啥)?{_FAULTS}(?:没有?|吗|呢|\?)*|"
    rf"{_LEAD}都?有(?:哪些|什么|啥)(?:错误?|毛病)(?:吗|呢|\?)*"
)
_OUT_OF_DATE = re.compile(
    rf"{_LEAD}(?:有没有|有)?(?:哪些|哪个|哪几个|什么)?{_GUIDE}(?:已经|都)?(?:过期|失效|过时|到期)了?的?(?:没有?|吗|呢|\?)*|"
    rf"{_LEAD}(?:有没有|有哪些|哪些)?(?:过期|失效|过时|到期)了?的{_GUIDE}(?:有哪些|呢|\?)*|"
    r"(?:which|what) guides (?:are|have) (?:out of date|outdated|expired|stale|no longer in force)\??|(?:expired|outdated) guides"
)
_LOOSE = re.compile(
    rf"{_LEAD}{_CHECK}\s*(?P<item>\S.{{0,60}}?)(?:\s*(?:{_ANY}))?|{_LEAD}(?P<of>\S.{{0,60}}?)的?{_CHECK}"
)
"""The same with no word of guides: only where a service is so called."""
_EN = re.compile(
    r"/?(?:(?:please|can you) )*check (?:(?:all |the )*guides|(?:the )?guide(?: (?:for|of|on))?\s+(?P<item>\S.{0,60}))|"
    r"what(?: is|'s) wrong (?:with|in) the guides\??|guide check|"
    r"what(?: is|'s) wrong (?:with|in) the (?P<of>\S.{0,60}?) guide\??"
)
_FINDING = re.compile(
    r"(?:把|将|the )?(?:发现|finding)?\s*(?P<id>f-[0-9a-f]{6,20})\s*"
    r"(?:给?我?(?:转|登记|记|报|列|立|改|变)(?:成|为|作|入)?(?:一个|个)?(?:问题|台账|整改)?(?:了|吧)?|(?:(?:to|into|as|is) )?(?:an )?issue)"
)
_ALL = re.compile(r"\s*(?:一下|全部|所有|这些|咱们|我们)*的?\s*")
MAX_SAID = 90
"""Characters above which a message tells something else."""


def meant(text: str) -> str | None:
    """What `text`, all of it, wants: "" all guides, "=F-…" an issue, `STALE`, else what service."""
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    if finding := _FINDING.fullmatch(said):
        return f"=F-{finding['id'][2:]}"
    if _OUT_OF_DATE.fullmatch(said):
        return STALE
    if (match := _ZH.fullmatch(said)) is not None:
        return _service(match["after"] or match["item"] or match["of"] or "")
    match = _EN.fullmatch(said)
    return None if match is None else _service(match["item"] or match["of"] or "")


def _service(named: str) -> str:
    """The service that is named; "全部" names none."""
    return "" if _ALL.fullmatch(named) else named.strip().strip("《》")


def service(text: str) -> str:
    """What `text`, all of it, wants checked with no word of guides: "检查老年卡"; "" for none."""
    said = core(fold(text))
    match = _LOOSE.fullmatch(said) if len(said) <= MAX_SAID else None
    return _service(match["item"] or match["of"]) if match is not None else ""
