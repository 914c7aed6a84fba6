"""How many or how much: "3次", "三趟", "两公里半", "三块五", "5%", "twice".

A range ("两三趟", "3-5次", "十几次") is not read, nor is a unit that the
question did not ask for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.numbers import ARABIC, CJK, Figure, find, value_of
from bot.reading.reading import Reading
from bot.reading.words import core, fold, is_denied, is_filler, is_vague, trimmed

_COUNTER = r"号人|次|趟|回|个|处|份|样|人|遍|家|项|件|张|条|名|位|页|台|道|轮|步|种|口人?|户|辆|站|层|栋|间|把|本|封|笔|times?|trips?|places?"
_UNIT = re.compile(rf"\s*(?:多|来|余)?\s*(?:{_COUNTER})?(?:地方|部门|窗口|材料|东西)?")
_MONEY = r"元|块钱?|角|毛|rmb|yuan|cny"
_ASKS_MONEY = "元|钱|费|价|yuan|fee|cost|pay"
_LENGTH = r"公里|千米|里[路地]|km\b|kilometers?|米|m\b"
_FOREIGN = (
    (r"个?(?:分钟|小时|钟头?)|刻|min|hour|hr", "分钟|小时|时间|minute|hour"),
    (r"分(?!钟|之)", "分钟|小时|时间|minute|hour|多少分|几分|评分|得分|score"),
    (r"天|日|days?", "天|日|day"),
    (r"周|个?星期|个?礼拜|week", "周|星期|week"),
    (r"个?月|month", "月|month"),
    (_MONEY, _ASKS_MONEY),
    (r"年|岁|year", "年|岁|多大|year|age|old"),
    (_LENGTH, "公里|千米|米|里|远|距离|km|kilomet|far|distance"),
    (r"公?斤|kg", "斤|重|kg|weigh"),
    (r"号(?!人)|点|楼|[%:/]|度|分之", "号|点|楼|%|度"),
)
_FOREIGN_AT = tuple(
    (re.compile(rf"\s*(?:多|来|余)?\s*(?:个半?(?:多|来|余|把)?)?(?:{u})"), about)
    for u, about in _FOREIGN
)
_NOT_ONE = re.compile(
    r"(?:[一1]|半)(?:次|趟|个|件|处|份|样|项|条|位|家)(?P<of>[^,;0-9]{0,6}?)(?:也|都)(?:没|不|未)[^,;]{0,6}"
)
"""Not a single one: "一件疑难的都没碰上"; "一件都没落下" is all of them."""
_SPARED = re.compile("落|漏|少|剩|误|拖|放过|白")
_NONE_OF = re.compile(
    rf"没(?:有)?(?:碰[上到着]|遇[上到着]|[接收]到|见[着到])过?(?:啥|什么|任何)?(?P<a>[^,;0-9{CJK}]{{1,8}})|"
    rf"(?P<b>[^,;0-9没不{CJK}]{{1,6}}?)的?(?:一[个件项样]也?)?没(?:有|[碰遇][上到])?了?|"
    rf"没有(?:啥|什么)?(?P<c>[^,;0-9{CJK}]{{1,6}}的[件事]?)"
)
"""None of what is named: "没遇上难办的", "疑难的没有"."""
_PERSONS = re.compile("[我你他她咱们家妻母父子女][俩仨]$")
"""Who was there: "他俩去了三趟"."""
_IDLE_SIGNS = frozenset("的了有几件个什么多少没到在是人事一大这种那")
_ZERO = re.compile(
    r"没(?:有)?(?:啥|什么)?(?:碰|遇|接|收|见)[上到着]过?了?|没(?:有)?(?:啥|什么)(?:可以?|好|能)[^,;]{1,6}|"
    r"(?:[一1](?:次|趟|个|处|份|样)?(?:也|都)?)?(?:没有?|木有|无|未)(?:有?过|.{0,3}过|跑|去|退|问|"
    r"多跑|收费?|收钱|花钱|要钱|(?:什么)?(?:可以?|能|要|好)[^,\s]{1,3}的)?"
    r"(?:任何|一[次趟个处份样]|了|啊|呢|的)*|"
    r"[一1](?:次|趟|个|处|份|样|项|步)(?:也|都)(?:不[用能必]?[^,\s]{1,3}|[^,\s不]{1,3}不[了得掉动])了?|在家里?办的?|没出门|(?:done )?(?:from|at) home|免费|不要钱|不收[费钱]|(?:it (?:was|is) |was )?(?:free(?: of charge)?|for free)|none|zero|never|nothing to [a-z]{2,10}|nothing (?:more )?can be [a-z]{2,10}|"
    r"not once|no"
)
_AND_HALF = re.compile(r"半(?![天夜路价年个程途道空成截边晌月])")
_HALF = re.compile(
    rf"(?<![{CJK}0-9个一多大小夜])半(?=[个份](?![\u4e00-\u9fff])|年|个月|{_LENGTH}|{_MONEY})"
)
_COUPLE = re.compile(r"\b(?:a )?couple of\b(?! (?:hours|minutes|days|weeks|months))")
_COINS = re.compile(
    rf"(?P<yuan>(?:{ARABIC})|[{CJK}]+)(?:块|元)(?P<jiao>[0-9零一二两三四五六七八九])[毛角]?"
    rf"(?:(?P<fen>[0-9一二两三四五六七八九])分?)?(?![0-9{CJK}毛角])钱?|"
    r"(?P<small>[0-9一二两三四五六七八九])[毛角](?P<rest>[0-9一二两三四五六七八九])?分?钱?"
)
_PERCENT = re.compile(rf"百分之(?P<n>{ARABIC}|[{CJK}点]+)")
_ASKS_SHARE = "%|百分|比例|率"

_COUNTERS = ("次趟回遍轮", "处个家户", "份样张件项条页种本", "人名位口", "步", "天日")
"""Counters that may stand for one another."""
_ASKED_COUNTER = re.compile(rf"几([{''.join(_COUNTERS)}])")


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    start: int
    end: int
    plain: bool


def read(text: str, *, about: str = "", whole: bool = True) -> Reading | None:
    """The one count that `text` gives; `about` is the question, for its unit.

    "没有" is 0. None when there is no figure, more than one, a range, a unit
    that the question did not ask for ("3小时" is no number of trips), or a
    fraction where a whole number is wanted ("两个半").
    """
    folded, asked = fold(text), fold(about)
    if not whole and not any(re.search(wanted, asked) for _, wanted in _FOREIGN):
        asked += "元"  # a bare "多少" of something may well be money
    if (zero := _zero(folded, asked, whole=whole)) is not None:
        return zero
    found = _special(folded, asked) or _counted(folded, asked)
    if found is None or is_denied(folded, found.start):
        return None
    if whole and found.value != int(found.value):
        return None
    outside = folded[: found.start] + folded[found.end :]
    vague = is_vague(folded[found.start : found.end])
    value = int(found.value) if whole else float(found.value)
    return Reading(
        value,
        *trimmed(folded, found.start, found.end),
        literal=found.plain and not core(outside) and not vague,
    )


def fits(text: str, reading: Reading, asked: str, *, exactly: bool) -> bool:
    """Whether the counter fits the question: "一份证明" answers no "几趟".

    With `exactly` it must be that counter: "没有,跑了两趟" answers "跑了几趟" and no "退了几次".
    """
    wanted = _ASKED_COUNTER.search(asked)
    if exactly and reading.value:
        return wanted is not None and wanted[1] in text[reading.start : reading.end]
    if wanted is None or not reading.value:
        return True
    said = {c for c in text[reading.start : reading.end + 1] if any(c in g for g in _COUNTERS)}
    group = next(g for g in _COUNTERS if wanted[1] in g)
    return not said or bool(said & set(group)) or (said == {"个"} and reading.end == len(text))


def _special(folded: str, asked: str) -> _Amount | None:
    """A sum of money or a share, where one is asked for, and no other figure beside it."""
    for pattern, wanted, worth in (
        (_COINS, _ASKS_MONEY, _money),
        (_PERCENT, _ASKS_SHARE, _share),
    ):
        match = pattern.search(folded) if re.search(wanted, asked) else None
        if match is None or find(folded[: match.start()]) or find(folded[match.end() :]):
            continue
        value = worth(match)
        return None if value is None else _Amount(value, *match.span(), plain=False)
    return None


def _money(match: re.Match[str]) -> float | None:
    """In yuan: "三块五" is 3.50, "两块零五" 2.05, "五毛" 0.50."""
    yuan = value_of(match["yuan"]) if match["yuan"] else 0
    if yuan is None:
        return None
    tenths, hundredths = match["jiao"] or match["small"], match["fen"] or match["rest"]
    cents = 10 * (value_of(tenths) or 0) + ((value_of(hundredths) or 0) if hundredths else 0)
    return round(yuan + cents / 100, 2)


def _share(match: re.Match[str]) -> float | None:
    return value_of(match["n"])


def _counted(folded: str, asked: str) -> _Amount | None:
    figures = _figures(folded)
    if not figures:
        figures = [
            Figure(worth, *found.span(), plain=False)
            for worth, pattern in ((0.5, _HALF), (2, _COUPLE))
            for found in pattern.finditer(folded)
        ]
    figure = figures[0] if len(figures) == 1 else None
    if figure is None or figure.value is None or _NOT_ONE.match(folded, figure.start):
        return None
    if any(u.match(folded, figure.end) and not re.search(w, asked) for u, w in _FOREIGN_AT):
        return None
    end = _unit_end(folded, figure.end)
    half = _AND_HALF.match(folded, end) if end > figure.end else None
    if half is None:
        return _Amount(figure.value, figure.start, end, figure.plain)
    return _Amount(figure.value + 0.5, figure.start, half.end(), plain=False)


def _unit_end(folded: str, start: int) -> int:
    unit = _UNIT.match(folded, start)
    end = unit.end() if unit and unit[0].strip() else start
    for foreign, _ in _FOREIGN_AT:
        if found := foreign.match(folded, end):
            return found.end()
    return end


def _figures(folded: str) -> list[Figure]:
    """Figures that count something: written in digits, followed by a unit, or alone."""
    out = []
    for figure in find(folded):
        digits = any(c in "0123456789俩仨" for c in folded[figure.start : figure.end])
        if _PERSONS.search(folded, 0, figure.end):
            continue
        rest = folded[: figure.start] + folded[figure.end :]
        if digits or _unit_end(folded, figure.end) > figure.end or is_filler(rest):
            out.append(figure)
    return out


def _zero(folded: str, asked: str, *, whole: bool) -> Reading | None:
    start, end = trimmed(folded)
    none = _ZERO.fullmatch(folded, start, end) or _denies_all(folded[start:end], asked)
    return Reading(0 if whole else 0.0, start, end, literal=False) if none else None


def _denies_all(said: str, asked: str) -> bool:
    """Whether there was not one of what was asked about: "户口本没有" answers no "几件疑难件"."""
    if found := _NOT_ONE.fullmatch(said):
        named = found["of"]
        return not _SPARED.search(said) and (not named or _of_question(named, asked))
    found = _NONE_OF.fullmatch(said)
    return found is not None and _of_question(found["a"] or found["b"] or found["c"], asked)


def _of_question(named: str, asked: str) -> bool:
    return bool((set(named) & set(asked)) - _IDLE_SIGNS)
