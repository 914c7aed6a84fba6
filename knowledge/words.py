"""What people say and what guides call it: everyday words, words that exclude each other, fillers.

The table is words.toml. Small on purpose: an item's own everyday names belong
in its guide (`aliases`); the table holds only what is the same for every
service, as that lost means 补领 and to hand over a flat means 转移登记.
Names that people have and no guide writes are in everyday.toml (knowledge.everyday).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from knowledge.text import grams

_TABLE = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_EQUIVALENTS: list[list[str]] = _TABLE["equivalents"]
_CONTRASTS: list[list[str]] = _TABLE["contrasts"]
ACTIONS = frozenset(_CONTRASTS[0])
"""Heads of what is done with a permit or card in its life: first issue, renewal, loss …"""
FIRST = "首次"
"""The head of those that a question need not say: what no name says otherwise is the first."""
BEGINNINGS = frozenset({FIRST, "设立"})
"""Heads of what every guide is about that says nothing else."""
SERVICES = frozenset(_TABLE["services"])
"""Heads that name a service or its document by themselves."""
CONFUSABLES: dict[str, str] = {
    char: row.replace(char, "") for row in _TABLE["confusables"] for char in row
}
"""Characters that are typed for one another though they sound otherwise."""
CONTRASTED = frozenset(head for contrast in _CONTRASTS for head in contrast)
"""Heads of words that exclude each other."""
_QUALIFIERS: list[str] = _TABLE["qualifiers"]
_FILLERS = re.compile("|".join(_TABLE["fillers"]))
_ENGLISH_FILLERS = re.compile(rf"\b(?:{'|'.join(_TABLE['fillers_en'])})\b")

_WHETHER = re.compile(_TABLE["whether"])
_EXPEDITED = re.compile(_TABLE["expedited"])
_NEEDED = tuple(map(re.compile, _TABLE["needed"]))
_HANDED = re.compile(_TABLE["handed"])
_TELLING = tuple(map(re.compile, _TABLE["telling"]))
_AGED = re.compile(_TABLE["aged"])
_AMOUNT = tuple(map(re.compile, _TABLE["amount"]))
_EXPLAINED = re.compile(_TABLE["explained"])
_POSSIBLE = tuple(map(re.compile, _TABLE["possible"]))
_GREETING = re.compile(_TABLE["greeting"])
_ELSEWHERE = re.compile(_TABLE["elsewhere"].replace("PLACES", "|".join(_TABLE["places"])))
_ASIDES = re.compile(_TABLE["asides"])
_HURRY = re.compile(_TABLE["hurry"])
OPPOSITES: dict[str, str] = {
    char: row.replace(char, "") for row in _TABLE["opposites"] for char in row
}
"""Characters that sound alike and mean the opposite."""
_ASKING = re.compile(_TABLE["asking"])

GROUP_OF = {word: group[0] for group in _EQUIVALENTS for word in group}
"""Words and the heads of their groups."""
_GROUPS = {group[0]: group for group in _EQUIVALENTS}
_DIALECT = [(re.compile(said), plain) for said, plain in _TABLE["dialect"]]
_ANY_WORD = re.compile("|".join(sorted(map(re.escape, GROUP_OF), key=len, reverse=True)))


def groups_in(folded: str) -> list[tuple[int, int, str]]:
    """Spans of everyday or official words in a folded text, each with its group's head."""
    return [(m.start(), m.end(), GROUP_OF[m[0]]) for m in _ANY_WORD.finditer(folded)]


def words_of(head: str) -> list[str]:
    """All words of a group; what is the head of none is its only word."""
    return _GROUPS.get(head, [head])


def asking_words() -> tuple[str, ...]:
    """What people ask with, for mending."""
    return tuple(_TABLE["ask_with"])


def word_pairs() -> frozenset[str]:
    """Pairs of neighbours in the words of all groups, and in those that people ask with."""
    words = (*GROUP_OF, *(word for word in asking_words() if len(word) == 2))
    return frozenset(pair for word in words for pair in grams(word, (2,)))


def excluded(asked: frozenset[str], held: frozenset[str]) -> bool:
    """True if a question's words ask for something that the item's words exclude."""
    for contrast in _CONTRASTS:
        mine, theirs = asked.intersection(contrast), held.intersection(contrast)
        if theirs and not mine <= theirs:
            return True
    return False


def qualified(text: str) -> bool:
    """True if a piece of an item's name makes it another service than without the piece."""
    return any(word in text for word in _QUALIFIERS)


def plainly(text: str) -> str:
    """A text as long as before, with the question words of some places as the others say them."""
    for said, plain in _DIALECT:
        text = said.sub(plain, text)
    return text


def fillers(folded: str, *, english: bool) -> list[tuple[int, int]]:
    """Spans that carry no content of a question."""
    pattern = _ENGLISH_FILLERS if english else _FILLERS
    return [(match.start(), match.end()) for match in pattern.finditer(folded)]


def asides(folded: str) -> list[tuple[int, int]]:
    """Spans that alone name no item, though a name may hold them ("加急")."""
    return [match.span() for match in _ASIDES.finditer(folded)]


def hurry(folded: str) -> list[tuple[int, int]]:
    """Spans that say how soon one wants it."""
    return [match.span() for match in _HURRY.finditer(folded)]


def elsewhere(folded: str) -> str:
    """The place where something is to be done, if it is named beside the doing; else ""."""
    found = _ELSEWHERE.search(folded)
    return next(filter(None, found.groups()), "") if found else ""


def asks_whether(folded: str) -> bool:
    """True if a folded text asks whether something is possible ("能办吗")."""
    return bool(_WHETHER.search(folded))


def expedited(folded: str) -> re.Match[str] | None:
    """Where a folded text speaks of a faster way than the ordinary one ("加急")."""
    return _EXPEDITED.search(folded)


def needed(folded: str) -> tuple[int, int] | None:
    """The span of what a folded text asks to be needed ("结婚证" of "过户要结婚证吗")."""
    return _first_span(_NEEDED, folded)


def handed(folded: str) -> bool:
    """True if a folded text asks how a paper is to be handed in ("要原件吗")."""
    return bool(_HANDED.search(folded))


def amount(folded: str) -> tuple[int, int] | None:
    """The span of that of which a folded text asks how much it is ("利率")."""
    return _first_span(_AMOUNT, folded)


def explained(folded: str) -> str:
    """What a folded text asks to be explained ("签注" of "签注是啥"); "" if nothing."""
    found = _EXPLAINED.search(folded)
    return next(filter(None, found.groups()), "") if found else ""


def silent(folded: str, told: str) -> bool:
    """True if a folded text says something of which what would answer it must speak and does not.

    "居住证和身份证哪个先办" is told by nothing that merely names both.
    """
    return any(said.search(folded) and not said.search(told) for said in _TELLING)


def ages(folded: str) -> list[tuple[int, int]]:
    """Spans that say how old somebody is."""
    return [match.span() for match in _AGED.finditer(folded)]


def possible(folded: str) -> tuple[int, int] | None:
    """The span of what a folded text asks to be possible or there ("现场拍照")."""
    return _first_span(_POSSIBLE, folded)


def _first_span(patterns: Iterable[re.Pattern[str]], folded: str) -> tuple[int, int] | None:
    found = (match.span(1) for pattern in patterns if (match := pattern.search(folded)))
    return next(found, None)


def asks(folded: str) -> bool:
    """True if a folded text asks for something, more than a name or a wish does."""
    return bool(_ASKING.search(folded))


def greets(folded: str) -> bool:
    """True if a folded text greets, or asks what can be asked, and says nothing else."""
    return bool(_GREETING.fullmatch(folded))


def translate(folded: str) -> str:
    """An English question with the names of services in Chinese; other words stay."""
    for pattern, chinese in _TABLE["glossary"]:
        folded = re.sub(rf"\b(?:{pattern})\b", f" {chinese} ", folded)
    return re.sub(r"\s+", " ", folded).strip()
