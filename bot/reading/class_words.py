"""What an office says of classes of problems: "同类问题", "TL-1", "建一类：…", "云溪镇中心查过了，也有".

Numbers are read, and not looked up; which class is meant where none is named is for who reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.reading.words import fold, trimmed
from flows.problem_classes import NUMBER, Called

Deed = Literal[
    "list", "card", "issues", "places", "members", "make", "add", "look", "fix", "close", "reopen",
    "set",
]  # fmt: skip
MAX_SAID = 1_000


@dataclass(frozen=True, slots=True)
class ClassSaid:
    """What is wanted; `of` None is the class that was shown last."""

    deed: Deed
    of: Called | None = None
    start: int = 0
    """From which character on the words of its own stand: a name, places, fields."""
    end: int = 0
    state: str = ""
    issues: tuple[tuple[int | None, int], ...] = ()
    """Year and count of issues."""
    where: str = ""
    """A place by its words, or by its number in digits."""
    found: bool = False


_POLITE = r"(?:请|麻烦|帮我|给我|我想|我要|想|要|再|看一?[看下]?|查一?[查下]?|查看|打开|列出|显示|show(?: me)?|the|\s)*+"
_END = r"[\s?!。.吧吗呢啊]*"
_STATES = {
    "open": "待定方案",
    "fixing": "整改中",
    "fixed": "待销号|已整改",
    "closed": "已销号|销号",
}
_STATE = "|".join(f"(?P<s_{name}>(?:{words})了?的?)" for name, words in _STATES.items())
_LIST = re.compile(
    rf"/classes|{_POLITE}(?:有(?:哪些|什么)|哪些|所有|全部)?(?:{_STATE})?同类问题(?:清单|列表|一览|台账)?(?:有?哪些|有什么)?{_END}|"
    rf"{_POLITE}(?:all )?classes(?: of problems)?{_END}"
)
_CARD = re.compile(
    rf"{_POLITE}{NUMBER}(?:的?(?:情况|详情|进展|怎么样了?|怎样了))?{_END}|/class\s+{NUMBER.replace('?P<tl', '?P<c_tl')}"
)
_ISSUES = re.compile(
    rf"{_POLITE}{NUMBER}(?:里面?|中)?(?:的|有|\s)*(?:哪些|什么)?(?:成员|问题)(?:清单|列表|有?哪些)?{_END}|"
    rf"{_POLITE}(?:issues|members) (?:of|in) {NUMBER.replace('?P<tl', '?P<i_tl')}{_END}"
)
_PLACES = re.compile(
    rf"{_POLITE}{NUMBER}(?:的|要|有|[\s,:])*(?:查的|查|排查)?(?:哪些|什么)?(?:地点|地方|点位)(?:清单|有?哪些)?{_END}|"
    rf"{_POLITE}places (?:of|in) {NUMBER.replace('?P<tl', '?P<p_tl')}{_END}"
)
_ISSUE = r"(?:wt[-\s]?)?(?:20[0-9]{2}-)?[0-9]{1,6}号?(?:问题)?"
_MAKE = re.compile(
    rf"{_POLITE}(?:[把将]\s*(?P<issues>{_ISSUE}(?:[\s,、和与及]+{_ISSUE})*))?\s*"
    r"(?:新?建成?|新增|设|立|归成|归为|合成|并成)(?:立|为)?一?个?新?的?(?:同类问题|同类|一?类(?:问题)?)\s*[:,]?\s*(?P<name>\S.*)|"
    r"(?:please )?(?:make|add|new|create) (?:an? )?(?:new )?class(?: of problems)?(?: called)?\s*:?\s+(?P<en>\S.*)",
    re.DOTALL,
)
_ADD = re.compile(
    rf"{_POLITE}(?:{NUMBER})?[\s,:]*(?:再?(?:加上?|增加|添加|补充)(?:要?查的|排查)?(?:地点|地方|点位)|要查)\s*[:,]?\s*(?P<places>\S.*)|"
    rf"(?:{NUMBER.replace('?P<tl', '?P<a_tl')})?[\s,:]*add places?\s*:?\s+(?P<en>\S.*)",
    re.DOTALL,
)
_MET = r"(?P<yes>也有|有同样的?问题|有这个?问题|有问题|存在|有)|(?P<no>没有?(?:发现|问题|这个问题|这种情况)?|不存在|无|正常)"
_LOOK = re.compile(
    rf"(?:{NUMBER})?[\s,:的]*(?:第?(?P<nth>[0-9]{{1,4}})\s*(?:处|个?地点|号地点)|(?P<where>[^,。;!?]{{2,60}}?))?\s*"
    rf"(?:已经?)?(?:排查|检查|核查|查|看|去)过?完?了?[\s,:]*(?:{_MET})(?:[\s,:。;了]+(?P<note>\S.*))?|"
    rf"(?:{NUMBER.replace('?P<tl', '?P<n_tl')})?[\s,:的]*第?(?P<only>[0-9]{{1,4}})\s*(?:处|个?地点|号地点)[\s,:]*"
    rf"(?:{_MET.replace('?P<', '?P<only_')})(?:[\s,:。;了]+(?P<only_note>\S.*))?|"
    rf"(?:{NUMBER.replace('?P<tl', '?P<e_tl')})?[\s,:]*(?:place (?P<e_nth>[0-9]{{1,4}})|(?P<e_where>[^,.;!?]{{2,60}}?)) (?:was |is )?"
    r"(?:checked|looked at)[\s,:]*(?:(?P<e_yes>also|found|met|yes|there too)|(?P<e_no>no|none|not found|not met|clear))"
    r"(?:[\s,:.;]+(?P<e_note>\S.*))?",
    re.DOTALL,
)
_OF = re.compile(
    rf"{_POLITE}{NUMBER}[\s,:的]*(?:已经?|现在|(?:is|was)\s)?\s*(?P<rest>\S.*)", re.DOTALL
)
_FIX = re.compile(
    r"(?:报)?(?:整改(?:完成|好|到位|完毕)|完成整改|改好|已整改|全部?(?:整改|改)好)了?[\s,:。;]*|(?:report(?:ed)? )?fixed[\s,:.;]*"
)
_CLOSE = re.compile(rf"(?:销号|可以销号|关闭|办结|close[d]?){_END}")
_REOPEN = re.compile(r"(?:重新打开|重新?开启|reopen(?:ed)?)[\s,:。;]*")
_NAMES = re.compile(
    r"(?:整改|责任|问题|优化)*(?:措施|责任人|负责人|部门|单位|时限|期限|原因|名称)|(?:measure|owner|department|deadline|cause|name)\b"
)


def read(text: str, *, of_shown: bool) -> ClassSaid | None:
    """What `text`, all of it, wants of classes; None for all else. `of_shown`: one was shown."""
    if len(text) > MAX_SAID:
        return None
    folded = fold(text)
    start, end = trimmed(folded)
    said = folded[start:end]
    return _looked(said, folded, start, end) or _changed(said, start, end, of_shown=of_shown)


def _looked(said: str, folded: str, start: int, end: int) -> ClassSaid | None:
    if match := _LIST.fullmatch(said):
        named = (name for name in _STATES if match.groupdict().get(f"s_{name}"))
        return ClassSaid("list", state=next(named, ""))
    looks: tuple[tuple[re.Pattern[str], Deed], ...] = (
        (_CARD, "card"), (_ISSUES, "issues"), (_PLACES, "places"),
    )  # fmt: skip
    for pattern, deed in looks:
        if match := pattern.fullmatch(said):
            return ClassSaid(deed, _number(match))
    match = _MAKE.fullmatch(folded, start, end)
    if match is None:
        return None
    group = "name" if match["name"] else "en"
    found = re.finditer(r"(?:(20[0-9]{2})-)?([0-9]{1,6})(?!-)", match["issues"] or "")
    issues = tuple((int(one[1]) if one[1] else None, int(one[2])) for one in found)
    return ClassSaid("make", None, *match.span(group), issues=issues)


def _changed(said: str, start: int, end: int, *, of_shown: bool) -> ClassSaid | None:
    match = _ADD.fullmatch(said)
    if match is not None and (_number(match) is not None or of_shown):
        a, b = match.span("places" if match["places"] else "en")
        return ClassSaid("add", _number(match), start + a, start + b)
    match = _LOOK.fullmatch(said)
    if match is not None and (_number(match) is not None or of_shown):
        return _met(match, start)
    match = _OF.fullmatch(said)
    if match is not None:
        return _step(match["rest"], _number(match), start + match.start("rest"), end)
    if of_shown and _NAMES.match(said):
        return ClassSaid("set", None, start, end)
    return None


def _met(match: re.Match[str], start: int) -> ClassSaid | None:
    told = {name: words for name, words in match.groupdict().items() if words}
    where = next((told[n] for n in ("nth", "only", "e_nth", "where", "e_where") if n in told), "")
    found = bool(told.keys() & {"yes", "only_yes", "e_yes"})
    note = next((name for name in ("note", "only_note", "e_note") if name in told), "")
    a, b = match.span(note) if note else (0, 0)
    return ClassSaid(
        "look", _number(match), *((start + a, start + b) if note else (0, 0)),
        where=where.strip(), found=found,
    )  # fmt: skip


def _step(rest: str, of: Called | None, start: int, end: int) -> ClassSaid | None:
    if _CLOSE.fullmatch(rest):
        return ClassSaid("close", of)
    for pattern, deed in ((_FIX, "fix"), (_REOPEN, "reopen")):
        if verb := pattern.match(rest):
            return ClassSaid(deed, of, start + verb.end(), end)  # type: ignore[arg-type]
    return ClassSaid("set", of, start, end) if _NAMES.match(rest) else None


def _number(match: re.Match[str]) -> Called | None:
    told = {name: words for name, words in match.groupdict().items() if words}
    count = next((w for n, w in told.items() if n == "tl" or n.endswith("_tl")), "")
    year = next((w for n, w in told.items() if n.endswith("tl_year")), "")
    return Called(int(count), int(year) if year else None) if count else None
