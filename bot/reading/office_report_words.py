"""What an office says to have one of its reports: "出医保局的总结", "互查报告 12", "督查问题清单".

The whole message must be that: a kind of report, with the verb, the unit, the walk or the days that
go with it and nothing else. Which unit a name means is for who reads it to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.reading.issue_periods import PERIOD, days_of
from bot.reading.words import core, fold

Kind = Literal["peer", "inspection", "unit", "county"]
MAX_SAID = 60
"""Characters above which a message tells more."""


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """A report that is wanted. `unit` "" and `walk` "": none was named; `until` is the day after."""

    kind: Kind
    unit: str = ""
    walk: str = ""
    since: date | None = None
    until: date | None = None
    own: bool = False
    """It is of the unit of who asks: "我们单位的总结"."""
    bare: bool = False
    """No verb says that something is wanted: a unit that nobody knows is no unit then."""


_VERB = (
    r"(?:请|麻烦|帮我|给我|给|我要|要|想要|发(?:给)?(?:我)?|导出|下载|生成|出|做|写|打|看看?|把|一下|一?份|个|"
    r"send|export|download|make|write|give|show|me|the|a|an|please|\s)"
)
_TAIL = r"(?:发(?:给)?我|发一?份|导出来?|下载|出来?|生成|文件|word|docx|呢|吧|一下|谢谢|please|of it|[\s,.!。！])*+"
_N = r"(?:no\.?|number|#|第|编号|\s)*+(?P<{0}>[0-9]{{1,9}})号?"
_WALK = r"(?:走流程|互查|walk|check)?(?:记录)?"
_OWN = r"我们?(?:自己)?(?:单位|部门|局|中心)?|本(?:单位|部门|局|中心)|our(?: own)?(?: unit| office| department)?"
_UNIT = rf"(?:(?P<own>{_OWN})|(?P<unit>(?!单位|部门)[^\s,。的]{{2,30}}?))"
_SHAPES: dict[Kind, re.Pattern[str]] = {
    "peer": re.compile(
        rf"{_VERB}*+(?:{_WALK}{_N.format('a')}(?:次)?{_WALK}的?\s*)?(?:推磨式?)?互查(?:的|结果)?报告"
        rf"(?:\s*{_WALK}{_N.format('b')})?{_TAIL}|"
        rf"{_VERB}*+(?:peer[- ]check|round[- ]robin) report(?:\s*(?:of|for)?\s*{_WALK}\s*{_N.format('c')})?{_TAIL}"
    ),
    "inspection": re.compile(
        rf"{_VERB}*+(?:{_UNIT}的?)?\s*(?:专项)?督查(?:的|出的|发现的)?(?:问题)?(?:清单|单子|台账){_TAIL}|"
        rf"{_VERB}*+inspection list(?: (?:of|for) (?P<en>.{{2,40}}?))?{_TAIL}"
    ),
    "county": re.compile(
        rf"{_VERB}*+(?:(?:全县|全市|全区|县级?|市级?|区级?)的?(?:走流程)?(?:的)?(?:工作)?(?:总结|报告)(?:报告)?|"
        rf"(?:走流程)?工作报告){_TAIL}|{_VERB}*+county(?: work)? report{_TAIL}"
    ),
    "unit": re.compile(
        rf"{_VERB}*+(?:{_UNIT}的?|单位的?|部门的?)?\s*(?:走流程)?(?:的)?(?:工作)?总结(?:报告)?{_TAIL}|"
        rf"{_VERB}*+(?:(?P<ours>our)(?: unit'?s?)? |unit )?summary(?: (?:of|for) (?P<en>.{{2,40}}?))?{_TAIL}"
    ),
}
_ASKED = re.compile(rf"(?:{_VERB}).*|.*(?:发(?:给)?我|导出来?|下载)")
_PERIOD = re.compile(rf"(?:{PERIOD})的?")
_GAP = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


def read(text: str, today: date, *, in_form: bool) -> ReportAsked | None:
    """The report that `text`, all of it, wants; None where it wants something else."""
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    if in_form and not _ASKED.fullmatch(said):
        return None
    bare = _ASKED.fullmatch(said) is None
    period = _PERIOD.search(said)
    days = days_of(period, today) if period is not None else None
    if period is not None and days is not None:
        rest = f"{said[: period.start()]} {said[period.end() :]}".strip()
        dated = _matched(_GAP.sub("", rest))
        if dated is not None and dated.kind != "peer":
            return replace(dated, since=days[0], until=days[1], bare=bare)
    whole = _matched(said)
    return None if whole is None else replace(whole, bare=bare)


def _matched(said: str) -> ReportAsked | None:
    for kind, shape in _SHAPES.items():
        if match := shape.fullmatch(said):
            named = match.groupdict()
            walk = next(filter(None, (named.get(name) for name in "abc")), "")
            unit = (named.get("unit") or named.get("en") or "").strip()
            own = bool(named.get("own") or named.get("ours"))
            return ReportAsked(kind, unit, walk, own=own)
    return None
