"""An issue that is to be moved, in words: "把12号转给民政局，不归我们管", "复核通过", "reopen issue 12".

Which issue, which moves the verb may mean, and what is told with it. What asks something ("12号整改好
了吗") moves nothing, and a verb without a number means the issue that was shown last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.reading.asking import asks
from bot.reading.move_pieces import Piece, Pieces
from bot.reading.move_pieces import read as read_pieces
from bot.reading.move_verbs import VERB, moves_of
from bot.reading.numbers import CJK, value_of
from bot.reading.words import clauses, fold, trimmed
from flows.model import Locale

MAX_SAID = 1_000
"""Characters above which a message tells more than a move and what comes with it."""
NUMBER = re.compile(
    r"wt[-\s]?(?P<wt_year>20[0-9]{2})[-\s]?(?P<wt>[0-9]{1,6})(?![0-9])(?:号?问题)?|"
    rf"(?:(?P<year>20[0-9]{{2}})(?:年的?|-))?(?<![0-9月{CJK}])第?(?P<n>[0-9]{{1,6}}|[{CJK}]{{1,5}}) ?号"
    r"(?!窗|楼|线|厅|柜|桌|日|之?前|以前|上午|下午)(?:的?(?:问题|工单))?|"
    r"(?<![a-z])(?:issue|problem|no\.?|number|#) ?#?(?P<en>[0-9]{1,6})(?![0-9])"
)
_LEAD = re.compile(
    r"(?:请|麻烦|帮我|帮忙|给我|把|将|我们?|咱们?|这个|那个|这条|那条|它|好的?|嗯|行|可以|那就?|要|想|来|先|现在|已经?|都|"
    r"问题|的|已|就|被|please|ok|the|this|it|is|was|has been|can you|could you|i want to|i'd like to|"
    r"let's|we|i|[\s,:、])*+"
)
_NO_MOVE = re.compile(
    r"[吗么?]$|(?:了)?没有?$|(?:[了过好]|销号|公开|采纳|延期|申诉)的(?:有哪些|呢|问题)?$|怎么样|如何|多少|哪些|"
    r"(?:什么|啥)时候|谁|^(?:什么|怎么|为什么|哪)|^(?:has|have|is|are|was|did|does|which|what|who|how|when|show|list)\b"
)
_WEAK = {"plan", "report_progress"}
"""What their words name may as well come with another move."""
_IS_LIST = re.compile(r"^(?:还有|看看?|列出|查|有)|清单|列表|台账")


@dataclass(frozen=True, slots=True)
class MoveSaid:
    """A move that is wanted; `number` 0 is that of the issue shown last."""

    moves: tuple[str, ...]
    number: int
    year: int | None
    told: Pieces
    to: Piece | None
    """What stands right behind the verb: whom it is given to, a class."""


def read(text: str, *, now: datetime, locale: Locale, of_shown: bool = False) -> MoveSaid | None:
    """The move that `text` wants; None where it wants none. `of_shown`: an issue was just shown."""
    folded = fold(text)
    number = NUMBER.search(folded) if len(text) <= MAX_SAID else None
    verb = _verb(folded, number) if number is not None else None
    if number is None and of_shown and len(text) <= MAX_SAID:
        verb = _at_start(folded, 0)
    if verb is None or _asks(folded, verb, number):
        return None
    used = [verb.span(), *([number.span()] if number else [])]
    to = _behind(folded, text, verb, number)
    without = used + ([(to.start, to.end)] if to is not None else [])
    told = read_pieces(text, now=now, locale=locale, without=without)
    year, figure = figures(number)
    return MoveSaid(moves_of(verb), figure, year, told, to) if figure >= 0 else None


def _asks(folded: str, verb: re.Match[str], number: re.Match[str] | None) -> bool:
    """Whether it asks, up to the clause with the verb; why it is sent back may well ask."""
    stop = next((end for start, end in clauses(folded) if start <= verb.start() < end), len(folded))
    start, end = trimmed(folded, 0, stop)
    said = folded[start:end]
    if folded.startswith("的", verb.end()) or (number is None and said.endswith("的")):
        return True  # "我负责的", "退回的": those that are so
    return bool(_NO_MOVE.search(said) or _IS_LIST.search(said) or asks(said) in ("plain", "direct"))


def _verb(folded: str, number: re.Match[str]) -> re.Match[str] | None:
    """The verb beside the number, in front of it or behind, or that begins a clause after it."""
    lead = _LEAD.match(folded)
    before = _at_start(folded, 0) if lead is not None and lead.end() < number.start() else None
    if before is not None:
        gap = folded[before.end() : number.start()] if before.end() <= number.start() else "!"
        return before if not gap.strip(" ,:给掉了the") else None
    beside = _at_start(folded, number.end())
    behind = [(a, b) for a, b in clauses(folded) if b > number.end()]
    ends = (_at_end(folded, max(start, number.end()), end) for start, end in behind)
    begins = (_at_start(folded, start) for start, _ in behind if start > number.end())
    strong = (one for one in begins if one is not None and not set(moves_of(one)) & _WEAK)
    return beside or next(filter(None, ends), None) or next(strong, None)


def _at_start(folded: str, start: int) -> re.Match[str] | None:
    lead = _LEAD.match(folded, start)
    return VERB.match(folded, lead.end() if lead else start) or VERB.match(folded, start)


def _at_end(folded: str, start: int, end: int) -> re.Match[str] | None:
    """That it is mended, at the end of a clause: "三号窗口排了午班，已经整改好了"."""
    found = [m for m in VERB.finditer(folded, start, end) if m.end() == end]
    return found[-1] if found and "report_fix" in moves_of(found[-1]) else None


def _behind(
    folded: str, text: str, verb: re.Match[str], number: re.Match[str] | None
) -> Piece | None:
    """The words right behind the verb (and the number), up to the next clause."""
    if not {"assign", "transfer", "merge"} & set(moves_of(verb)):
        return None
    at = verb.end()
    if number is not None and number.start() >= at:
        at = number.end()
    end = next((b for a, b in clauses(folded) if a <= at < b), len(folded))
    joined = re.compile(r"\s*(?:给|到|至|to|的|,|:)*\s*").match(folded, at, end)
    start, end = trimmed(folded, joined.end() if joined else at, end)
    return Piece(text[start:end], start, end) if start < end else None


def figures(number: re.Match[str] | None) -> tuple[int | None, int]:
    """Year and number; 0 for none, -1 for one that is no number."""
    if number is None:
        return None, 0
    year = number["wt_year"] or number["year"]
    figure = value_of(number["wt"] or number["n"] or number["en"])
    return (int(year) if year else None), int(figure) if figure else -1
