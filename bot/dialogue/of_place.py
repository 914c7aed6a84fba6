"""Which of the services offered a place means: "青禾县的", "市里的", "云溪市那个"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.reading.words import core, fold
from knowledge.places import LEVELS, MIN_STEM
from knowledge.regions import KIND, units

_OFFICE = re.compile(r"（(?P<bureau>[^（）·]+)(?:·(?P<level>[^（）·]+))?）")
"""What tells a service from its namesakes in its label."""
_LEAD = re.compile(r"(?:我们?|就|是|要|想|选|办|问|说|在|的|那|[\s,])*+")
_TAIL = re.compile(
    r"(?:那边|这边|那里|这里|那[个份]|这[个份]|里面?|本级|人|的|呢|吧|啊|[\s,.?!])*$"
)
MAX_SAID = 20
"""Characters above which words tell more than a place."""


def picked(text: str, offered: Iterable[tuple[str, str]]) -> str | None:
    """Id of the one of `offered` (ids and labels) whose office is of the place that is all
    of `text`."""
    said = core(fold(text))
    if len(said) > MAX_SAID:
        return None
    said = _TAIL.sub("", said[lead.end() :] if (lead := _LEAD.match(said)) else said)
    return _only(offered, said) if said else None


def named(text: str, offered: Iterable[tuple[str, str]]) -> str | None:
    """Id of the only one of `offered` whose place is named in a question: "云溪市的多少钱"."""
    folded, found = fold(text), set[tuple[int, str]]()
    rows = tuple(offered)
    for _, label in rows:
        for unit in _units(label):
            if unit in folded and (id_ := _only(rows, unit)) is not None:
                found.add((folded.index(unit), id_))
    ids = {id_ for _, id_ in found}
    return ids.pop() if len(ids) == 1 else max(found)[1] if found else None


def _only(offered: Iterable[tuple[str, str]], said: str) -> str | None:
    ids = [id_ for id_, label in offered if _is_of(label, said)]
    return ids[0] if len(ids) == 1 else None


def _units(label: str) -> tuple[str, ...]:
    office = _OFFICE.search(label)
    return units(office["bureau"]) if office is not None else ()


def _is_of(label: str, said: str) -> bool:
    """Whether the place of the office is called so: by its name, without its kind, by its level."""
    office, places = _OFFICE.search(label), _units(label)
    if office is None or not places:
        return False
    if said in (places[-1], "".join(places)):
        return True
    if len(said) >= MIN_STEM and said == KIND.sub("", places[-1]):
        return True
    level = next((name for name, kinds in LEVELS.items() if said in (name, *kinds)), "")
    return bool(level) and places[-1].endswith(LEVELS[level])
