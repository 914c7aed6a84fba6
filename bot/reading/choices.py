"""Options of a choice list, picked by number, label, synonym, part of a label, or a small slip.

The levels are tried from the surest on; the first that matches anything
decides. One option there is the answer, several are an ambiguity and nothing
is read. Labels and synonyms count as literal, parts and slips are said back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.reading import yesno
from bot.reading.numbers import value_of
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, clauses, fold, is_filler, trimmed
from flows.model import Choice

NONE_NAMES = frozenset({"none", "no", "neither", "nothing"})
OTHER_NAMES = frozenset({"other", "others"})
SYNONYMS = "synonyms"
"""Column of the choices sheet with further words for an option, separated by `|`."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CJK = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf"(?:(?:我?就?选择?|要)?第(?P<cjk>[0-9]{{1,2}}|{_CJK})(?:个|项|条|种|号)?|"
    rf"(?:我?就?选择?|option|no\.?|number|#)?\s*(?P<n>[0-9]{{1,2}}|{_CJK})(?:号|项|\ufe0f?\u20e3)?|"
    rf"(?:我?就?选择?|option)?\s*(?P<letter>[a-h])|(?P<circled>[\u2460-\u2473])|"
    rf"(?P<last>最后一?[个项]|(?:the )?last(?: one)?)|"
    rf"(?:the\s+)?(?P<en>{'|'.join(_ORDINALS)})(?:\s+(?:one|option))?)(?:吧|了|的)?"
)
_BEFORE = re.compile(
    r"(?:我们?|选择?|就|应该|是|那|在|用|走|通过|属于|算|主要|去|到|i|we|choose|pick|it's|the|at|via|\s)+"
)
_AFTER = re.compile(
    r"(?:吧|了|的|呀|啊|呢|哦|哈|嘛|咯|办|办理|就行|就好|这个|那个|please|one|\s)+$"
)
_YES_OR_NO = re.compile(
    r"(?:都|全)?(?:没有?|无|不是?|否|是的?|有|对|好的?|行|嗯|不用|不需要|yes|no|ok)"
)
_GENERIC = re.compile(rf"{_YES_OR_NO.pattern}|其[他它]|别的|差|成了")
"""Words that say too little to be looked for inside a sentence."""
_NEGATED = re.compile(
    r"(?:不是|没有|并非|并不|不太|不怎么|不算|不|没|别|非|无|除了|not|n't|no)(?:很|太|是|怎么|那么|特别|非常|用|去|走)?\s*$"
)
_SPLIT = re.compile(r"[,、;/\s+&]+|还有|以及|加上|和|跟|与|\band\b|\bor\b|或者?")
_NONE = re.compile(
    r"(?:以上)?(?:都|全都?|啥|什么|啥都|什么都|一个都)?(?:没有?|不是|无|不用|不需要)(?:遇到|碰到|发生)?"
    r"(?:什么|啥|任何)?(?:问题|情况|毛病|这些)?(?:过|啊|了|的)*|"
    r"none(?: of (?:them|these))?|neither|nothing|nope|no"
)
_PRAISED = re.compile(
    r"(?:都|也|还|倒|是|真|方面|上)*(?:挺|很|蛮|非常|特别|比较|还|超级?)?(?:好(?!不)|不错|可以|热情|耐心|满意|顺利|没问题)"
)
_ALL = re.compile(
    r"(?:全部?|全都?|都|所有)(?:选|有|要|是|是的|用了|用过)?(?:了|的)?|以上都有|all(?: of them)?|everything"
)
_BUT = re.compile(
    r"除了?(?P<not>.{1,20}?)(?:以外|之外|外)?,?(?:其[他它]的?|别的)?(?:都|全)(?:选|有|要|用了)?了?|all but (?P<en>.+)"
)
_SPAN_OF_NUMBERS = re.compile(r"([0-9]{1,2})\s*(?:-|~|到|至|to)\s*([0-9]{1,2})")
MIN_PART, MIN_SLIP, MIN_SLIP_ASCII = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Option:
    """An option with its folded labels and synonyms."""

    name: str
    labels: tuple[str, ...]
    synonyms: tuple[str, ...]
    is_trouble: bool
    """Whether choosing it proposes an issue."""

    @property
    def words(self) -> tuple[str, ...]:
        return self.labels + self.synonyms

    @property
    def is_none(self) -> bool:
        """Whether it says that nothing applies."""
        return self.name in NONE_NAMES or any(_NONE.fullmatch(w) for w in self.labels)


@dataclass(frozen=True, slots=True)
class Hit:
    """An option found in the characters [start, end)."""

    name: str
    start: int
    end: int
    literal: bool


def options_of(choices: Iterable[Choice]) -> tuple[Option, ...]:
    """The options of a choice list, ready for reading."""
    return tuple(
        Option(
            name=choice.name,
            labels=tuple(filter(None, (_key(label) for label in choice.label.values()))),
            synonyms=tuple(filter(None, map(_key, choice.extra.get(SYNONYMS, "").split("|")))),
            is_trouble=bool(choice.extra.get("issue_category")),
        )
        for choice in choices
    )


def exact(text: str, choices: Sequence[Choice]) -> Reading | None:
    """The one option whose label or synonym `text` is, or the number of one."""
    folded = fold(text[:MAX_READ])
    start, end = trimmed(folded)
    options = options_of(choices)
    hits = _exact(folded, start, end, options) or _stripped(folded, start, end, options)
    hits = hits or _numbered(folded, start, end, options)
    return _single(hits) if len(text) <= MAX_READ else None


def read(text: str, choices: Sequence[Choice]) -> Reading | None:
    """The one option that `text` picks."""
    return _single(_found(text, choices))


def read_many(text: str, choices: Sequence[Choice]) -> Reading | None:
    """All options that `text` picks, in the list's order: "1和3", "APP还有窗口", "都没有"."""
    options = options_of(choices)
    folded = fold(text[:MAX_READ])
    start, end = trimmed(folded)
    whole = _exact(folded, start, end, options) or _stripped(folded, start, end, options)
    if len(whole) == 1:
        return _several(whole, options)
    if (special := _special(folded, start, end, options)) is not None:
        return special
    hits: list[Hit] = []
    lost = False
    for a, b in _pieces(folded, start, end):
        found = _piece(folded, a, b, options)
        if found is None:
            return None
        hits += found
        lost = lost or (not found and not is_filler(folded[a:b]))
    if not hits or lost:
        hits = _contained(folded, start, end, options)
    if not hits:
        hits = _digits(folded, start, end, options)
    if lost:
        hits = [Hit(h.name, h.start, h.end, literal=False) for h in hits]
    return _several(hits, options) if hits else None


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
    folded = fold(text[:MAX_READ])
    start, end = trimmed(folded)
    known = options_of(choices)
    for level in (_exact, _stripped, _numbered, _prefixed, _inside):
        hits = level(folded, start, end, known)
        if hits:
            return hits[0].name if len({h.name for h in hits}) == 1 else None
    if not yes_first or not options:
        return None
    said = yesno.bare(folded[start:end])
    if said == "yes":
        return options[0][0]
    refusals = [id_ for id_, label in options if _REFUSAL.match(fold(label))]
    return refusals[0] if said == "no" and len(refusals) == 1 else None


_REFUSAL = re.compile(r"不|别|no\b|not\b|don't|leave it")


def _key(words: str) -> str:
    """`words` without blanks and punctuation, folded."""
    return re.sub(r"[\W_]+", "", fold(words))


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
    for level in _LEVELS:
        if hits := level(folded, start, end, options):
            return hits
    return []


Level = Callable[[str, int, int, tuple[Option, ...]], list[Hit]]


def _exact(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    key = _key(folded[start:end])
    return [Hit(o.name, start, end, literal=True) for o in options if key and key in o.words]


def _stripped(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """Exact once "我选", "就是" … and "吧", "的" … are taken off."""
    before = _BEFORE.match(folded, start, end)
    first = before.end() if before else start
    after = _AFTER.search(folded[first:end])
    last = first + after.start() if after else end
    spans = ((first, end), (start, last), (first, last))
    for a, b in spans:
        if hits := _exact(folded, a, b, options):
            return hits
    return []


def _numbered(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    match = _NUMBERED.fullmatch(folded, start, end)
    index = _index(match, len(options)) if match else None
    if index is None or not 0 <= index < len(options):
        return []
    return [Hit(options[index].name, start, end, literal=True)]


def _index(match: re.Match[str], count: int) -> int | None:
    if match["letter"]:
        return ord(match["letter"]) - ord("a")
    if match["circled"]:
        return ord(match["circled"]) - 0x2460
    if match["last"]:
        return count - 1
    if match["en"]:
        return _ORDINALS.index(match["en"])
    value = value_of(match["cjk"] or match["n"])
    return None if value is None else int(value) - 1


def _prefixed(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    key = _key(folded[start:end])
    if len(key) < MIN_PART or _YES_OR_NO.fullmatch(key) or (key.isascii() and len(key) <= MIN_PART):
        return []
    for words in (lambda o: o.labels, lambda o: o.synonyms):
        hits = [
            Hit(o.name, start, end, literal=False)
            for o in options
            if any(word.startswith(key) for word in words(o))
        ]
        if hits:
            return hits
    return []


def _inside(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    key = _key(folded[start:end])
    if len(key) < MIN_PART or _GENERIC.fullmatch(key) or (key.isascii() and len(key) <= MIN_PART):
        return []
    return [
        Hit(o.name, start, end, literal=False)
        for o in options
        if any(key in label for label in o.labels)
    ]


def _contained(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """Labels and synonyms that stand inside the text, the longest first; negated ones do not count."""
    words = sorted(
        {(w, o.name, o.is_trouble) for o in options for w in o.words if _worth_finding(w)},
        key=lambda one: (-len(one[0]), one),
    )
    taken: list[tuple[int, int, str]] = []
    hits: list[Hit] = []
    for word, name, is_trouble in words:
        for match in _word_pattern(word).finditer(folded, start, end):
            a, b = match.span()
            if any(a < y and x < b and (x, y, w) != (a, b, word) for x, y, w in taken):
                continue
            taken.append((a, b, word))
            denied = _NEGATED.search(folded[start:a]) or (is_trouble and _PRAISED.match(folded, b))
            if not denied:
                hits.append(Hit(name, a, b, literal=False))
    return hits


def _worth_finding(word: str) -> bool:
    return len(word) >= MIN_PART and not _GENERIC.fullmatch(word)


def _word_pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word))


def _slips(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """Labels (and Latin synonyms) that are one slip of the finger away."""
    from rapidfuzz.distance import OSA

    key = _key(folded[start:end])
    words = [(o.name, w) for o in options for w in (*o.labels, *filter(str.isascii, o.synonyms))]
    return [
        Hit(name, start, end, literal=False)
        for name, word in words
        if min(len(word), len(key)) >= (MIN_SLIP_ASCII if word.isascii() else MIN_SLIP)
        and OSA.distance(key, word, score_cutoff=1) <= 1
        and not _turns_meaning(key, word)
    ]


def _turns_meaning(a: str, b: str) -> bool:
    return any((sign in a) != (sign in b) for sign in "不没无未非上下")


_LEVELS: tuple[Level, ...] = (
    _exact, _stripped, _numbered, _prefixed, _inside, _contained, _slips,
)  # fmt: skip


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = start
    for mark in _SPLIT.finditer(folded, start, end):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, end))
    cut = (trimmed(folded, *span) for span in spans)
    return [(a, b) for a, b in cut if a < b]


def _piece(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit] | None:
    """What one piece of a list picks; None when it makes the whole unreadable."""
    for level in (_exact, _stripped, _numbered, _prefixed, _inside):
        if hits := level(folded, start, end, options):
            return hits if len(hits) == 1 else None
    if span := _SPAN_OF_NUMBERS.fullmatch(folded, start, end):
        first, last = int(span[1]), int(span[2])
        if not 1 <= first < last <= len(options):
            return None
        return [Hit(o.name, start, end, literal=False) for o in options[first - 1 : last]]
    if folded[start:end].isdigit():
        return _digits(folded, start, end, options) or None
    return _contained(folded, start, end, options) or _slips(folded, start, end, options)


def _digits(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """ "134" is options 1, 3 and 4 where there is no option 134."""
    run = folded[start:end]
    if not (run.isascii() and run.isdigit()) or len(set(run)) != len(run) or len(run) < MIN_PART:
        return []
    numbers = [int(c) for c in run]
    if not all(1 <= n <= len(options) for n in numbers):
        return []
    return [Hit(options[n - 1].name, start, end, literal=False) for n in numbers]


def _special(folded: str, start: int, end: int, options: tuple[Option, ...]) -> Reading | None:
    said = folded[start:end]
    real = [o for o in options if not o.is_none and o.name not in OTHER_NAMES]
    names: tuple[str, ...] = ()
    if _NONE.fullmatch(said):
        names = tuple(o.name for o in options if o.is_none)
        names = names if len(names) == 1 else ()
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
