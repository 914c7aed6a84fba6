"""Options of a choice list, picked by number, label, synonym, part of a label, or a small slip.

The first level of `bot.reading.options` that matches anything decides. One
option there is the answer; several are an ambiguity, and nothing is read.
Labels, synonyms and numbers count as literal, all else is said back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading import ages, all_well, exceptions, yesno
from bot.reading import options as level
from bot.reading.all_well import says_all_well
from bot.reading.figured import figured
from bot.reading.option import NONE, OTHER_NAMES, Hit, Option, key_of, options_of
from bot.reading.options import LEVELS, MIN_PART
from bot.reading.praise import is_praise
from bot.reading.reading import Reading
from bot.reading.slips import slips
from bot.reading.words import MAX_READ, clauses, fold, is_filler, legible, trimmed
from flows.model import Choice

_SPLIT = re.compile(r"[,、;/\s+&]+|还有|以及|加上|和|跟|与|或者?")
_SPLIT_EN = re.compile(r"[,、;/+&]+|\band\b|\bor\b|(?<=[0-9])\s+(?=[0-9])")
"""English names of options have blanks in them."""
_LISTED = re.compile(r"[^,、;/+&\n]+")
MIN_LISTED, MAX_CLAUSES = 2, 4
"""Options that make a list, and clauses that one label may have."""
_OR = re.compile("还是")
_ALL = re.compile(
    r"(?:全部?都?|全都?|都|所有)(?:选|有|要|是|是的|用了|用过|看|去|试|走)?(?:了|的)?|以上都有|all(?: of them)?|"
    r"everything"
)
_BUT = re.compile(
    r"除了?(?P<not>.{1,20}?)(?:以外|之外|外)?,?(?:其[他它]的?|别的)?(?:都|全)(?:选|有|要|"
    r"用了)?了?|all but (?P<en>.+)"
)
_SPAN_OF_NUMBERS = re.compile(r"([0-9]{1,2})\s*(?:-|~|到|至|to)\s*([0-9]{1,2})")
_REFUSAL = re.compile(r"不|别|no\b|not\b|don't|leave it")


def exact(text: str, choices: Sequence[Choice]) -> Reading | None:
    """The one option whose label or synonym `text` is, or the number of one."""
    folded = fold(text[:MAX_READ])
    start, end = trimmed(folded)
    options = options_of(choices)
    hits = level.exact(folded, start, end, options) or level.stripped(folded, start, end, options)
    hits = hits or level.numbered(folded, start, end, options)
    return _single(hits) if len(text) <= MAX_READ else None


def listed(text: str, choices: Sequence[Choice]) -> Reading | None:
    """Several options, each by its very label or number, and nothing else: "1,3", "APP、窗口"."""
    options, folded = options_of(choices), fold(text[:MAX_READ])
    pieces = [trimmed(folded, *mark.span()) for mark in _LISTED.finditer(folded)]
    hits: list[Hit] = []
    while pieces and len(text) <= MAX_READ:
        found = _first_of(folded, pieces, options)
        if found is None:
            return None
        hits.append(found)
        pieces = [piece for piece in pieces if piece[0] >= found.end]
    mixed = any(o.is_none for o in options if o.name in {h.name for h in hits})
    return None if mixed or len(hits) < MIN_LISTED else _several(hits, options)


def _first_of(
    folded: str, pieces: list[tuple[int, int]], options: tuple[Option, ...]
) -> Hit | None:
    """The option that the first piece names, or with the next ones: labels have commas, too."""
    start = pieces[0][0]
    for _, end in reversed(pieces[:MAX_CLAUSES]):
        alone = end == pieces[0][1]
        if not alone and key_of(folded[start:end]).isdigit():
            continue  # "1,2,3" are three numbers
        hits = level.exact(folded, start, end, options)
        hits = hits or (level.numbered(folded, start, end, options) if alone else [])
        if len(hits) == 1:
            return hits[0]
    return None


def read(text: str, choices: Sequence[Choice]) -> Reading | None:
    """The one option that `text` picks; in "清楚,但问了好几处" what follows the "but" does.

    It does not where the text says the contrary too: "受理了,但没办成" is no "没有受理".
    """
    hits, folded = _found(text, choices), fold(text[:MAX_READ])
    turns = list(exceptions.TURN.finditer(folded))
    if len({h.name for h in hits}) > 1 and turns:
        hits = [h for h in hits if h.start >= turns[-1].end()]
        hits = [h for h in hits if not level.contradicts(folded, h.name, options_of(choices))]
    return _single(hits)


def read_many(text: str, choices: Sequence[Choice]) -> Reading | None:
    """All options that `text` picks, in the list's order: "1和3", "APP还有窗口", "都没有".

    Of "都顺利,除了态度差" and "没有,跑了两趟" only what was not well: that contradicts the rest.
    """
    options = options_of(choices)
    folded = fold(text[:MAX_READ])
    start, end = trimmed(folded)
    with_well = any(o.is_well for o in options)
    for well, named in exceptions.cuts(folded, start, end) if with_well else ():
        if _is_well(folded, well, options):
            found = _many(folded, *named, options)
            return replace(found, literal=False) if found else None
    return _many(folded, start, end, options)


def _is_well(folded: str, span: tuple[int, int], options: tuple[Option, ...]) -> bool:
    """Whether the characters of `span` say that all was well, or all the rest."""
    words = folded[slice(*span)]
    if rest := exceptions.OF_THE_REST.match(words):
        return is_praise(words[rest.end() :]) or _says_none(folded, span, options)
    return says_all_well(words) or _says_none(folded, span, options)


def _says_none(folded: str, span: tuple[int, int], options: tuple[Option, ...]) -> bool:
    reading = _many(folded, *span, options)
    well = {o.name for o in options if o.is_well}
    return reading is not None and isinstance(reading.value, tuple) and set(reading.value) <= well


def _many(folded: str, start: int, end: int, options: tuple[Option, ...]) -> Reading | None:
    whole = level.exact(folded, start, end, options) or level.stripped(folded, start, end, options)
    if len(whole) == 1:
        return _several(whole, options)
    if (special := _special(folded, start, end, options)) is not None:
        return special
    hits: list[Hit] = []
    lost = told = False
    for a, b in _pieces(folded, start, end):
        found = _piece(folded, a, b, options)
        if found is None:
            return None
        hits += found
        unread = not found and not is_filler(folded[a:b])
        lost = lost or unread
        told = told or (unread and not is_praise(folded[a:b]))
    if not hits or lost or is_praise(folded[start:end]):
        hits = level.contained(folded, start, end, options)
        if _shares_words(hits):
            return None
    if not hits:
        hits = _digits(folded, start, end, options)
    if told and hits and {h.name for h in hits} <= {o.name for o in options if o.is_none}:
        return None  # "多收了一份复印件,别的都顺利": something was wrong
    contradicted = _without_none(hits, options)
    if lost or len(contradicted) < len(hits):
        hits = [Hit(h.name, h.start, h.end, literal=False) for h in contradicted]
    wavers = any(h.end <= m.start() for m in _OR.finditer(folded, start, end) for h in hits)
    return _several(hits, options) if hits and not (wavers and len(hits) > 1) else None


def _without_none(hits: list[Hit], options: tuple[Option, ...]) -> list[Hit]:
    """What is named beside "nothing" or "all was well", which it contradicts."""
    none = {o.name for o in options if o.is_none}
    return [h for h in hits if h.name not in none] or hits


def is_none(names: Sequence[str], choices: Sequence[Choice]) -> bool:
    """Whether the options called so say that nothing applies."""
    none = {o.name for o in options_of(choices) if o.is_none}
    return bool(names) and set(names) <= none


def is_ambiguous(text: str, choices: Sequence[Choice]) -> bool:
    """Whether `text`, or a clause of it, fits more than one option."""
    folded = fold(text[:MAX_READ])
    spans = [trimmed(folded), *clauses(folded)]
    return any(len({h.name for h in _found(folded[a:b], choices)}) > 1 for a, b in spans)


def pick_option(
    text: str, options: Sequence[tuple[str, str]], *, yes_first: bool = False
) -> str | None:
    """The id of the button that `text` picks among `(id, label)`: by number, label or part of it.

    With `yes_first` a bare yes picks the first button, a bare no the one button
    whose label says no. A message that is more than a pick gives None.
    """
    choices = [Choice(id_, {"zh": label}) for id_, label in options]
    folded = legible(fold(text[:MAX_READ]))
    start, end = trimmed(folded)
    known = options_of(choices)
    for step in (level.exact, level.stripped, level.numbered, level.prefixed, level.inside):
        hits = step(folded, start, end, known)
        if hits:
            return hits[0].name if len({h.name for h in hits}) == 1 else None
    if not yes_first or not options:
        return None
    said = yesno.pointed(folded[start:end])
    if said == "yes":
        return options[0][0]
    refusals = [id_ for id_, label in options if _REFUSAL.match(fold(label))]
    return refusals[0] if said == "no" and len(refusals) == 1 else None


def _single(hits: list[Hit]) -> Reading | None:
    if len({h.name for h in hits}) != 1:
        return None
    start, end = min(h.start for h in hits), max(h.end for h in hits)
    return Reading(hits[0].name, start, end, literal=all(h.literal for h in hits))


def _several(hits: list[Hit], options: tuple[Option, ...]) -> Reading:
    names = {h.name for h in hits}
    value = tuple(o.name for o in options if o.name in names)
    start, end = min(h.start for h in hits), max(h.end for h in hits)
    return Reading(value, start, end, literal=all(h.literal for h in hits))


def _found(text: str, choices: Sequence[Choice]) -> list[Hit]:
    options = options_of(choices)
    folded = fold(text[:MAX_READ])
    start, end = trimmed(folded)
    for step in (*LEVELS, slips, figured):
        hits = step(folded, start, end, options)
        if step is level.contained:
            hits += ages.hits(folded, start, end, options)
        if hits:
            return hits
    return []


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = start
    marks = _SPLIT_EN if folded[start:end].isascii() else _SPLIT
    for mark in marks.finditer(folded, start, end):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, end))
    cut = (trimmed(folded, *span) for span in spans)
    return [(a, b) for a, b in cut if a < b]


def _piece(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit] | None:
    """What one piece of a list picks; None when it makes the whole unreadable."""
    for step in (level.exact, level.stripped, level.numbered, level.prefixed, level.inside):
        if hits := step(folded, start, end, options):
            return hits if len(hits) == 1 else None
    if span := _SPAN_OF_NUMBERS.fullmatch(folded, start, end):
        first, last = int(span[1]), int(span[2])
        if not 1 <= first < last <= len(options):
            return None
        return [Hit(o.name, start, end, literal=False) for o in options[first - 1 : last]]
    if folded[start:end].isdigit():
        return _digits(folded, start, end, options) or None
    found = level.contained(folded, start, end, options)
    return None if _shares_words(found) else found or slips(folded, start, end, options)


def _shares_words(hits: list[Hit]) -> bool:
    """Whether the same words name several options: "线上" the website, the app and more."""
    names = {(h.start, h.end): h.name for h in hits}
    return any(names[h.start, h.end] != h.name for h in hits)


def _digits(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """Read "134" as options 1, 3 and 4 where there is no option 134; a mark like "85" is no list."""
    run = folded[start:end]
    if (
        not (run.isascii() and run.isdigit())
        or list(run) != sorted(set(run))
        or len(run) < MIN_PART
    ):
        return []
    numbers = [int(c) for c in run]
    if not all(1 <= n <= len(options) for n in numbers):
        return []
    return [Hit(options[n - 1].name, start, end, literal=False) for n in numbers]


def _special(folded: str, start: int, end: int, options: tuple[Option, ...]) -> Reading | None:
    said = folded[start:end]
    half = said[: len(said) // 2]
    said = half if half + half == said else said  # "没有没有"
    real = [o for o in options if not o.is_none and o.name not in OTHER_NAMES]
    names: tuple[str, ...] = ()
    if NONE.fullmatch(said) or all_well.says_all_well(said):
        none = tuple(o.name for o in options if o.is_none and not o.is_trouble)
        none = none or tuple(o.name for o in options if o.is_well and said[:2] != "不用")
        names = none if len(none) == 1 else ()
    elif _ALL.fullmatch(said):
        names = tuple(o.name for o in real)
    elif but := _BUT.fullmatch(said):
        group = "not" if but["not"] else "en"
        without = {
            h.name
            for a, b in _pieces(said, but.start(group), but.end(group))
            for h in _piece(said, a, b, options) or ()
        }
        names = tuple(o.name for o in real if o.name not in without) if without else ()
    return Reading(names, start, end, literal=False) if names else None
