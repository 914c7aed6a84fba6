"""What was said besides an answer, so that it is kept and not lost."""

from __future__ import annotations

import re
from datetime import datetime

from bot.reading import choices, dates
from bot.reading.answers import read_answer, says_only
from bot.reading.reading import Reading
from bot.reading.self_correction import without_marks
from bot.reading.words import Span, clauses, core, fold, has_clause_end, is_filler
from flows.events import Prompt
from flows.model import Locale

_OLD = re.compile(r"\s*(?:而?不是|(?:and )?not )")
"""Before what was said first: "20 minutes, not 10"."""
CRUMB = 3
"""Characters beside an answer in its own clause up to which they say nothing."""


def rest(
    text: str, reading: Reading, prompt: Prompt, *, locale: Locale, now: datetime
) -> Span | None:
    """What was said besides the answer, where that is worth a note.

    It is not where it repeats the question or the answer ("没问题,同意了"), names an
    option, fills, is a crumb of the answer's own clause ("坐轮椅[的]"), or a value that was
    taken back ("20分钟,哦不,半小时").
    """
    said = _outside(text, reading, prompt) or _day_beside(text, reading, prompt, now)
    if said is None:
        return None
    if is_filler(fold(text[reading.end :])) and _retracts(text, reading, prompt, locale, now):
        return None
    words = text[slice(*said)]
    again = read_answer(prompt, words, locale=locale, now=now)
    repeated = (
        again is not None
        and again.value == reading.value
        and core(fold(words)) == core(fold(words[again.start : again.end]))
    )
    return None if repeated or choices.exact(words, prompt.choices) else said


def _retracts(text: str, reading: Reading, prompt: Prompt, locale: Locale, now: datetime) -> bool:
    """Whether values that were taken back are all that stands before the value."""
    folded = fold(text[: reading.start])
    before = without_marks(folded)
    if before == folded:
        return False
    values = [
        (before[a:b], read_answer(prompt, before[a:b], locale=locale, now=now))
        for a, b in clauses(before)
        if not is_filler(before[a:b])
    ]
    return all(value and says_only(prompt, words, value) for words, value in values)


def after(text: str, reading: Reading | None) -> Span | None:
    """What was said after a value, for a correction's other words."""
    if reading is None:
        return None
    folded, end = fold(text), reading.end
    later = [(end + max(a, 1) - 1, end + b - 1) for a, b in clauses(f"中{folded[end:]}")]
    told = [
        (a, b)
        for a, b in later
        if b - a > CRUMB and not is_filler(folded[a:b]) and not _OLD.match(folded, a, b)
    ]
    return (told[0][0], told[-1][1]) if told else None


def _day_beside(text: str, reading: Reading, prompt: Prompt, now: datetime) -> Span | None:
    """The words of a time with their day, where only the time is asked: "昨天下午三点"."""
    day = dates.read(text, now=now) if prompt.question.type == "time" else None
    if day is None or day.value == now.date().isoformat():
        return None
    return min(day.start, reading.start), max(day.end, reading.end)


def _outside(text: str, reading: Reading, prompt: Prompt) -> Span | None:
    folded = fold(text)
    asked = fold("".join([*prompt.question.label.values(), *prompt.question.hint.values()]))
    said: list[Span] = []
    for start, end in ((0, reading.start), (reading.end, len(text))):
        parts = [
            (a, b)
            for a, b in ((start + a, start + b) for a, b in clauses(folded[start:end]))
            if not is_filler(folded[a:b])
            and not set(folded[a:b]) <= set(asked)
            and (b - a > CRUMB or _apart(folded, min(b, reading.end), max(a, reading.start)))
        ]
        said += [(parts[0][0], parts[-1][1])] if parts else []
    if not said:
        return None
    if len(said) > 1:
        return 0, len(text)
    (start, end), (a, b) = said[0], (reading.start, reading.end)
    if _apart(folded, min(end, b), max(start, a)):
        return start, end
    # A sentence is not cut where its value stands.
    whole = [s for s in clauses(folded) if s[0] < max(end, b) and min(start, a) < s[1]]
    return min(whole[0][0], start), max(whole[-1][1], end)


def _apart(folded: str, start: int, end: int) -> bool:
    """Whether a sentence mark or a blank stands between two places."""
    return start < end and has_clause_end(f"中{folded[start:end]}中")
