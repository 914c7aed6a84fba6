"""Whether passages say what a text says. A doubt is a no: the guides' own words are there.

Nothing is understood here; every clause of the text has to be put together of pieces of one
sentence of a passage, and of words that state nothing (plain_words.toml). So what is new cannot
be said, whatever it is: a name, a material, another language, a link. What can be said with the
same pieces and is another thing is looked for by itself: figures with their units and bounds,
denials, duty and permission, conditions and exceptions left out, lists cut short.

The question is no ground: that somebody asks whether it costs 100 does not make it cost that.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.composing.figures import Figure, figures

MAX_CHARS = 600
"""Longest text that is looked at; a longer one is refused."""
MAX_CLAUSE = 120
"""Longest clause; nobody says as much in one breath, and the search for its pieces is bounded."""
MIN_PIECE = 2
"""Shortest piece of a passage that counts as its own words."""
SHORT = 40
"""A passage of up to so many characters has all its figures told."""

_WORDS = tomllib.loads((Path(__file__).parent / "plain_words.toml").read_text(encoding="utf-8"))
_DENIALS = frozenset(_WORDS["denials"].split())
_PLAIN = frozenset(_WORDS["plain"].split()) | _DENIALS
_LONGEST_PLAIN = max(map(len, _PLAIN))

_MARKUP = re.compile(r"[\[\]<>{}*#`|_\\$~^=]|https?:|www\.", re.IGNORECASE)
_MARKS = frozenset(",。;:、!?()\"'“”‘’《》—–-%·.…")
_SENTENCE = re.compile(r"[。;!?\n]")
_CLAUSE = re.compile(r"[。;!?\n()]|(?<!\d)[,:]|[,:](?!\d)")
_SAID = re.compile(r"[。;!?\n]|(?<!\d),|,(?!\d)")
"""Between clauses of a text: what stands before a colon, or in brackets, belongs to the clause."""
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9@:/.?=&%+\-]*[A-Za-z0-9]|[A-Za-z0-9]")
_DENIES = re.compile(r"(?!不动产|不锈|未来|无锡)[不无未没非免勿禁拒]|(?<![是能可])否")
_MAY = re.compile(r"可以|可(?![是能])|能(?!力)|允许")
_MUST = re.compile(r"必须|应当|须|应|需|要(?![求件点素])")
_ONLY = re.compile(r"[只仅]")
_STATES = re.compile(r"[可能会是有要需]")
_YES_OR_NO = re.compile(r"[是否可能不有无没需要会免]")
_BOUND = re.compile(
    r"如果|如需|若|凡|除|仅|只|限|但|例外|其中|以上|以下|未满|不满|年满|超过|[的时]$|之?[前后]$"
)
_BOUND_ELSEWHERE = re.compile(r"^(?:但|除|如|若|例外|其中)|除外|仅限|不适用|不予|另收|另行")
_JOINED = re.compile(r"[和与或及]|以及|或者")


@dataclass(frozen=True, slots=True)
class Given:
    """A passage that a text may rest on: what it is about, and what it says of it."""

    head: str
    """An element's name, or the question of a FAQ. It states nothing."""
    body: str


def unfounded(text: str, item: str, passages: Sequence[Given]) -> str:
    """What of a text the passages do not say, in a word for the log; "" where they say all."""
    if len(text) > MAX_CHARS:
        return "too long"
    said = folded(text)
    if not said or (markup := _MARKUP.search(said)):
        return f"markup: {markup[0]}" if said and markup else "empty"
    units = [unit for number, given in enumerate(passages) for unit in _units(number, given)]
    name = folded(item)
    used: list[_Unit] = []
    topic = ""
    for part in _parts(_SAID, said):
        clause = topic + part
        if len(clause) > MAX_CLAUSE:
            return "long clause"
        if _says_nothing(clause, units):
            continue
        reasons = [unit.refuses(clause, name) for unit in units]
        if "" in reasons:
            used += [unit for unit, reason in zip(units, reasons, strict=True) if not reason]
            topic = ""
        elif "topic" in reasons and not topic:  # "法定时限,…": what follows has to fit it
            topic = f"{clause},"
        else:
            return f"{min(reasons, key=_ORDER.index)}: {clause[:40]}"
    return f"topic: {topic[:40]}" if topic else _left_out(said, passages, used)


def _says_nothing(clause: str, units: Sequence[_Unit]) -> bool:
    """Whether a clause is of plain words alone, and no yes or no that is not a passage's own."""
    if _pieces(clause, (), frozenset()) is None:
        return False
    states = _STATES.search(clause) or _denials(clause)
    return not states or any(clause in unit.text for unit in units)


_ORDER = ("denial", "duty", "figure", "topic", "elsewhere", "word")
"""Why a clause is refused, the nearest miss first."""


def folded(text: str) -> str:
    """For comparing: one width, no blanks within a line."""
    text = unicodedata.normalize("NFKC", text).replace("\r", "\n")
    return re.sub(r"[^\S\n]+", "", text).strip()


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [part for part in pattern.split(text) if part]


@dataclass(frozen=True)
class _Unit:
    """A sentence of a passage, or a clause of one that has several figures of one unit."""

    passage: int
    head: str
    text: str
    lead: str
    """The passage's first clause: the yes or no to its head."""

    def refuses(self, clause: str, item: str) -> str:
        """Why this sentence does not say a clause; "" if it does."""
        pieces = _pieces(clause, (self.text, self.head, item), self.words)
        if pieces is None:
            return "word"
        if not {*figures(clause)} <= self.figures:
            return "figure"
        own = [piece for piece in pieces if piece in self.text]
        if own or {*figures(clause)}:
            return self._turned(clause, own)
        if not any(piece in self.head for piece in pieces):
            return "elsewhere" if _STATES.search(clause) or not pieces else "topic"
        if not _STATES.search(clause) and not _denials(clause):
            return "topic"
        if not _YES_OR_NO.match(self.lead) or _denials(clause) != _denials(self.lead):
            return "denial"
        return ""

    def _turned(self, clause: str, own: Iterable[str]) -> str:
        count = _denials(clause)
        for piece in own:
            holding = next(filter(None, ([p for p in ps if piece in p] for ps in self.parted)))
            if all(_denials(part) != count for part in holding):
                return "denial"
            if all(_ONLY.search(part) for part in holding) and not _ONLY.search(clause):
                return "duty"
        may, must = _MAY.search(self.text + self.head), _MUST.search(self.text)
        if _MAY.search(clause) and not may:
            return "duty"
        return "duty" if _MUST.search(clause) and may and not must else ""

    @cached_property
    def parted(self) -> tuple[list[str], ...]:
        """Its clauses, brackets apart; for what reaches over a bracket with them; all of it."""
        return _parts(_CLAUSE, self.text), _parts(_SAID, self.text), [self.text]

    @cached_property
    def figures(self) -> frozenset[Figure]:
        """Its figures; what stands in brackets or behind a colon as well."""
        return frozenset(figures(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its Latin words, numbers and addresses, whole."""
        return frozenset(_WORD.findall(self.text + "\n" + self.head))


def _units(number: int, given: Given) -> Iterator[_Unit]:
    head, body = folded(given.head), folded(given.body)
    lead = next(iter(_parts(_CLAUSE, body)), "")
    for sentence in _parts(_SENTENCE, body):
        kinds = [figure.unit for figure in figures(sentence)]
        apart = len(kinds) > len(set(kinds))
        for text in _parts(_SAID, sentence) if apart else [sentence]:
            yield _Unit(number, head, text, lead)


def _pieces(clause: str, sources: Sequence[str], words: frozenset[str]) -> list[str] | None:
    """A clause as pieces of the sources, the fewest; None where it has something else in it."""
    if any(found[0] not in words for found in _WORD.finditer(clause)):
        return None
    best: list[list[str] | None] = [[], *[None] * len(clause)]
    for start, char in enumerate(clause):
        so_far = best[start]
        if so_far is None:
            continue
        if char in _MARKS:
            _keep(best, start + 1, so_far)
        for end in range(start + 1, min(start + _LONGEST_PLAIN, len(clause)) + 1):
            if clause[start:end] in _PLAIN:
                _keep(best, end, so_far)
        end = start + MIN_PIECE
        while end <= len(clause) and any(clause[start:end] in source for source in sources):
            _keep(best, end, [*so_far, clause[start:end]])
            end += 1
    return best[-1]


def _keep(best: list[list[str] | None], at: int, pieces: list[str]) -> None:
    held = best[at]
    if held is None or len(pieces) < len(held):
        best[at] = pieces


def _denials(clause: str) -> int:
    return len(_DENIES.findall(clause))


def _left_out(said: str, passages: Sequence[Given], used: Sequence[_Unit]) -> str:
    """What of the passages is missing in a text that says nothing else: a bound, a list's item."""
    for number, given in enumerate(passages):
        mine = [unit for unit in used if unit.passage == number]
        body = folded(given.body)
        if not mine:
            return f"unused: {given.head[:40]}"
        if len(body) <= SHORT and not {*figures(body)} <= {*figures(said)}:
            return f"figure left out: {body}"
        sentences = [s for s in _parts(_SENTENCE, body) if any(u.text in s for u in mine)]
        bounds = [c for s in sentences for c in _parts(_CLAUSE, s) if _BOUND.search(c)]
        bounds += [c for c in _parts(_CLAUSE, body) if _BOUND_ELSEWHERE.search(c)]
        if lost := next((bound for bound in bounds if not _is_told(bound, said)), ""):
            return f"condition left out: {lost[:40]}"
        lists = [(c, s in sentences) for s in _parts(_SENTENCE, body) for c in _parts(_CLAUSE, s)]
        if lost := next(filter(None, (_cut_short(c, said, whole=w) for c, w in lists)), ""):
            return f"item left out: {lost[:40]}"
    return ""


def _is_told(bound: str, said: str) -> bool:
    """Whether a condition is in the text: all its figures, and half of its letters in pairs."""
    if not {*figures(bound)} <= {*figures(said)}:
        return False
    pairs = [bound[at : at + 2] for at in range(len(bound) - 1)]
    return 2 * sum(pair in said for pair in pairs) >= len(pairs)


def _cut_short(clause: str, said: str, *, whole: bool) -> str:
    """The item of a list ("甲、乙和丙") that is missing, be it where another one is told."""
    items = clause.split("、")
    if len(items) < 2:
        return ""
    first, last = items[0], _JOINED.split(items[-1])
    middle = [*items[1:-1], *(part for part in last[:-1] if len(part) >= MIN_PIECE)]
    # A verb may stand before the first, and behind the last.
    wanted = [each for each in (*middle, first[-3:], last[-1][:3]) if each]
    lost = [each for each in wanted if each not in said]
    return lost[0] if lost and (whole or len(lost) < len(wanted)) else ""
