"""Where a guide is in force, and which of several same-named guides a place means.

A place is told as addresses tell it, from the large to the small: 云溪市青禾县. That 青禾县
lies in 云溪市 is known from any guide or setting that says so. A place's own guide goes
before that of the larger place around it; what is of neither is of another place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.model import Guide
from knowledge.place_sounds import in_chinese, without
from knowledge.proposing import Choice
from knowledge.regions import KIND, KINDS, Place, units
from knowledge.text import fold, is_english

MIN_STEM = 2
"""Shortest name of a place that means it without its kind, as "青禾" for 青禾县."""
_BEFORE_STEM = ("", "在", "是", "到", "去", "那", "问")
"""Where it does: at the beginning, and after these; "高新" of 高新区 is a word of its own."""
LEVELS = {
    "省级": ("省", "自治区"),
    "市级": ("市", "自治州", "地区", "盟"),
    "县级": ("县", "区", "旗", "自治县"),
    "乡镇级": ("镇", "乡", "街道"),
    "村级": ("村", "社区"),
}
"""Of which kind of place an authority of this level is."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one library's guides. `here` is where people ask who name no place."""

    guides: Mapping[str, Guide]
    here: Place = ()
    _chains: dict[str, Place] = field(default_factory=dict)
    _of: dict[str, Place] = field(default_factory=dict)
    _names: list[str] = field(default_factory=list)
    """Names of the items; a place that stands in one is told to name it."""
    _called: dict[str, list[str]] = field(default_factory=dict)
    """Ids by name: to fold thousands of names at each question would cost more than to search."""

    def __post_init__(self) -> None:
        """Learns what lies where."""
        told = {id_: units(g.region) or units(g.bureau) for id_, g in self.guides.items()}
        for place in sorted({self.here, *told.values()}, key=lambda place: (len(place), place)):
            for end in range(1, len(place) + 1):
                self._chains[place[end - 1]] = max(
                    place[:end], self._chains.get(place[end - 1], ()), key=len
                )
        self._of.update((id_, self._whole(place)) for id_, place in told.items())
        for id_, guide in self.guides.items():
            self._called.setdefault(fold(guide.name), []).append(id_)
        self._names.extend({name for g in self.guides.values() for name in (g.name, *g.aliases)})

    @property
    def _is_one(self) -> bool:
        """All is of one place: nothing is told apart by places."""
        return len({*self._of.values(), self._whole(self.here)} - {()}) < 2

    def of(self, id_: str) -> Place:
        """Where the guide of an item is in force; () where that is not said."""
        return self._of.get(id_, ())

    def read(self, text: str) -> tuple[Place, str]:
        """The place that a question names, and the question without it; no place where none."""
        if is_english(text):
            names = tuple(self._chains)
            text = without(text, names) if self._is_one else in_chinese(text, names)
        if self._is_one:
            return (), text
        for unit in sorted(self._chains, key=lambda unit: (-len(self._chains[unit]), -len(unit))):
            if name := self._said(unit, text):
                kept = text if self._is_inside(name) else self._without(text, unit, name)
                return self._chains[unit], kept
        return (), text

    def unplaced(self, text: str) -> str:
        """A text without the name of the place that all guides are of: it tells none apart.

        Guides that name it themselves ("外地户口能在云溪办吗") would be nearest to whatever does.
        """
        home = max(self._of.values(), key=len, default=()) if self._is_one else ()
        for unit in home:
            stem = KIND.sub("", unit)
            if len(stem) >= MIN_STEM:
                text = re.sub(f"[在到往]?{re.escape(stem)}(?:{KINDS})?的?", "", text)
        return text

    def settle(self, choice: Choice, place: Place, focus: str | None, said: str) -> Choice:
        """A choice between same-named items, as the place decides it.

        Args:
            choice: What the names say.
            place: The place that the question names, else ().
            focus: The item in focus, which is of the place where one is.
            said: The question, folded: a bureau or level that it names decides before the place.
        """
        ids = (choice.chosen,) if choice.chosen else choice.candidates
        if not ids:
            return choice
        if choice.chosen:
            named = not place and (choice.chosen == focus or self._is_named(choice.chosen, said))
            ids = ids if named else self.same(choice.chosen)
        kept = self.nearest(ids, self.asked(place, focus))
        if len(kept) == 1 and (choice.chosen or choice.sure):
            return Choice(chosen=kept[0])
        return choice if choice.chosen else replace(choice, candidates=kept)

    def nearest(self, ids: Sequence[str], place: Place) -> tuple[str, ...]:
        """Items without those whose namesakes are rather for the place, where it is told."""
        groups: dict[str, list[str]] = {}
        for id_ in ids:
            groups.setdefault(fold(self.guides[id_].name), []).append(id_)
        kept = {id_ for group in groups.values() for id_ in self._best(group, place)}
        return tuple(id_ for id_ in dict.fromkeys(ids) if id_ in kept)

    def asked(self, place: Place, focus: str | None) -> Place:
        """The place that a question is asked for."""
        return place or self.of(focus or "") or self._whole(self.here)

    def serves(self, id_: str, place: Place) -> bool:
        """Whether a guide is in force in a place, as far as both are known."""
        own = self.of(id_)
        return not (own and place) or own[-1] in place

    def _best(self, ids: list[str], place: Place) -> list[str]:
        serving = [id_ for id_ in ids if self.serves(id_, place)]
        if len(ids) == 1 or not place or not serving:
            return ids
        depth = {id_: place.index(own[-1]) if (own := self.of(id_)) else -1 for id_ in serving}
        deepest = [id_ for id_ in serving if depth[id_] == max(depth.values())]
        level = [id_ for id_ in deepest if _is_of_level(self.guides[id_].level, place[-1])]
        return level or deepest

    def same(self, id_: str) -> tuple[str, ...]:
        """The items that are called as this one is, in all places."""
        return tuple(self._called[fold(self.guides[id_].name)])

    def _is_named(self, id_: str, said: str) -> bool:
        guide = self.guides[id_]
        return any(part in said for part in map(fold, (guide.bureau, guide.level)) if part)

    def _said(self, unit: str, text: str) -> str:
        """What a text calls a place, "" where it does not name it."""
        if unit in text:
            return unit
        stem = KIND.sub("", unit)
        before, found, _ = text.partition(stem)
        named = len(stem) >= MIN_STEM and found and before[-1:] in _BEFORE_STEM
        return stem if named and not self._is_inside(stem) else ""

    def _is_inside(self, name: str) -> bool:
        return any(name in other for other in self._names)

    def _whole(self, place: Place) -> Place:
        """A place with what is known of the larger places around it."""
        return max(place, self._chains.get(place[-1], ()), key=len) if place else ()

    def _without(self, text: str, unit: str, name: str) -> str:
        """The text without a place, and without the larger ones that are written before it."""
        at = text.index(name)
        head = text[:at]
        for other in reversed(self._chains[unit][:-1]):
            head = head.removesuffix(other)
        return head + text[at + len(name) :]


def _is_of_level(level: str, unit: str) -> bool:
    return unit.endswith(LEVELS.get(level, ()))
