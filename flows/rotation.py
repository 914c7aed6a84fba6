"""推磨式互查: who checks whom, round by round (R26).

Guards that nobody checks itself and everybody is checked once a round; that no pair comes again
for as many rounds as that is possible at all; that no two check each other in one round, where
that can be avoided; and that who may not check each other never does. The same units, rounds and
seed give the same plan.

Where it can be, the mill is simply turned: units stand in a ring, those of an area side by side,
and in each round all check the unit so many places on. Where bars leave too few such turns, as
many rounds without a common pair as there can be are cut out of all pairs that are allowed
(a k-regular bipartite graph falls into k perfect matchings).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

MAX_UNITS, MAX_ROUNDS = 200, 60
STARTS, TRIES = 12, 2_000
"""How often it is cut anew, and exchanges that are tried then, to part who check each other."""
LOOSE = 0.5
"""How often an exchange is not one that must help, so that the search does not stand still."""

Round = Mapping[str, str]
"""Who is checked, by who checks."""
Pairs = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Unit:
    """Who checks and is checked: a hall, an area, a town's service centre."""

    name: str
    area: str = ""
    barred: frozenset[str] = frozenset()
    """Units that it may not check and that may not check it."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """The plan. `fresh`: the rounds after which pairs come again."""

    rounds: tuple[Round, ...]
    fresh: int

    @property
    def mutual(self) -> tuple[tuple[int, str, str], ...]:
        """Units that check each other, with their round (from 1): no way around it was found."""
        return tuple(
            (number, one, other)
            for number, pairs in enumerate(self.rounds, 1)
            for one, other in pairs.items()
            if one < other and pairs[other] == one
        )


class NoRotationError(Exception):
    """Not one round can be made: `units` may together only check `targets`, who are fewer."""

    def __init__(self, units: Iterable[str], targets: Iterable[str]) -> None:
        self.units, self.targets = tuple(sorted(units)), tuple(sorted(targets))
        super().__init__(f"{len(self.units)} units may check {len(self.targets)} only")


def rotate(units: Sequence[Unit], rounds: int, seed: int = 0, *, apart: bool = False) -> Rotation:
    """Who checks whom in `rounds` rounds; `apart`: units of one area do not check each other.

    Raises NoRotationError where there is no round at all, ValueError for too few, too many or
    equal units, or too many rounds.
    """
    names = [unit.name for unit in units]
    if not 2 <= len(set(names)) == len(names) <= MAX_UNITS:
        raise ValueError(f"a rotation has 2 to {MAX_UNITS} units, each once")
    if not 1 <= rounds <= MAX_ROUNDS:
        raise ValueError(f"a rotation has 1 to {MAX_ROUNDS} rounds")
    random = Random(seed)  # noqa: S311  # a draw that anybody can repeat, no secret
    ring = _ring(units, random)
    allowed = _allowed(ring, apart)
    made = _turns(ring, allowed, rounds, random)
    if len(made) < rounds and len(cut := _disjoint(allowed, rounds)) > len(made):
        made = _parted(cut, allowed, random)
    return Rotation(tuple(islice(cycle(made), rounds)), len(made))


def _ring(units: Sequence[Unit], random: Random) -> list[Unit]:
    """The units in an order that is drawn, those of an area side by side."""
    drawn = sorted(units, key=lambda unit: unit.name)
    random.shuffle(drawn)
    areas = list(dict.fromkeys(unit.area for unit in drawn))
    return sorted(drawn, key=lambda unit: areas.index(unit.area))


def _allowed(ring: Sequence[Unit], apart: bool) -> Pairs:
    """Whom each may check."""

    def may(one: Unit, other: Unit) -> bool:
        near = apart and one.area != "" and one.area == other.area
        barred = other.name in one.barred or one.name in other.barred
        return one.name != other.name and not near and not barred

    return {one.name: [other.name for other in ring if may(one, other)] for one in ring}


def _turns(
    ring: Sequence[Unit], allowed: Pairs, rounds: int, random: Random
) -> list[dict[str, str]]:
    """Up to `rounds` turns of the ring in which nobody is barred, nor are two each other's.

    None of two turns has a pair of the other.
    """
    names, size = [unit.name for unit in ring], len(ring)
    may = {one: set(others) for one, others in allowed.items()}
    steps = [step for step in range(1, size) if 2 * step != size or size == 2]
    random.shuffle(steps)
    turned = ({name: names[(at + step) % size] for at, name in enumerate(names)} for step in steps)
    fit = (turn for turn in turned if all(other in may[one] for one, other in turn.items()))
    return list(islice(fit, rounds))


def _disjoint(allowed: Pairs, rounds: int) -> list[dict[str, str]]:
    """The most rounds without a common pair, up to `rounds`. Raises NoRotationError for none."""
    taken: dict[str, set[str]] = {}
    for count in range(1, rounds + 1):
        more = _regular(allowed, count, taken)
        if more is None:
            break
        taken = more
    left = {one: [other for other in allowed[one] if other in taken[one]] for one in allowed}
    made: list[dict[str, str]] = []
    while any(left.values()):
        matched = _regular(left, 1, {})
        if matched is None:  # it cannot be: what is left is regular
            raise AssertionError("no perfect matching in a regular graph")
        made.append({one: next(iter(others)) for one, others in matched.items()})
        left = {one: [o for o in others if o != made[-1][one]] for one, others in left.items()}
    return made


def _regular(
    allowed: Pairs, count: int, taken: Mapping[str, set[str]]
) -> dict[str, set[str]] | None:
    """Pairs in which each checks `count` others and is checked by as many, grown out of `taken`.

    None where there are none. Raises NoRotationError where that is so for a single one.
    """
    chosen = {one: set(taken.get(one, ())) for one in allowed}
    by: dict[str, set[str]] = {one: set() for one in allowed}
    for one, others in chosen.items():
        for other in others:
            by[other].add(one)
    for one in allowed:
        while len(chosen[one]) < count:
            path, seen, met = _path(one, allowed, chosen, by, count)
            if not path and count == 1:
                raise NoRotationError(seen, met)
            if not path:
                return None
            for checker, new, old in path:
                chosen[checker].add(new)
                by[new].add(checker)
                if old:
                    chosen[checker].discard(old)
                    by[old].discard(checker)
    return chosen


Path = list[tuple[str, str, str]]
"""Changes, the last one first: who now checks whom, and whom no more ("" nobody)."""


def _path(
    start: str,
    allowed: Pairs,
    chosen: Mapping[str, set[str]],
    by: Mapping[str, set[str]],
    count: int,
) -> tuple[Path, Collection[str], Collection[str]]:
    """How `start` gets one more to check, others exchanging theirs; empty where it cannot.

    With it all who were asked to exchange, and all whom they may check.
    """
    reached: dict[str, str] = {}
    gave: dict[str, str] = {start: ""}
    waiting = [start]
    for checker in waiting:
        for other in allowed[checker]:
            if other in reached or other in chosen[checker]:
                continue
            reached[other] = checker
            if len(by[other]) < count:
                return _back(other, reached, gave), gave, reached
            for next_one in sorted(by[other]):
                if next_one not in gave:
                    gave[next_one] = other
                    waiting.append(next_one)
    return [], gave, reached


def _back(end: str, reached: Mapping[str, str], gave: Mapping[str, str]) -> Path:
    path: Path = []
    other = end
    while other:
        checker = reached[other]
        path.append((checker, other, gave[checker]))
        other = gave[checker]
    return path[::-1]


def _parted(cut: list[dict[str, str]], allowed: Pairs, random: Random) -> list[dict[str, str]]:
    """As many rounds in which the fewest check each other: cut anew while any do."""
    best = cut
    for _ in range(STARTS):
        _part(cut, allowed, random)
        best = min(best, cut, key=_faults)
        if not _faults(best):
            break
        for others in allowed.values():
            random.shuffle(others)
        cut = _disjoint(allowed, len(cut))
    return best


def _faults(made: Iterable[Round]) -> int:
    return sum(len(_mutual(pairs)) for pairs in made)


def _part(made: list[dict[str, str]], allowed: Pairs, random: Random) -> None:
    """Exchange, within a round or between two, until no two check each other, or tries are used.

    What is exchanged leaves every round whole and every pair once.
    """
    may = {one: set(others) for one, others in allowed.items()}
    used = {pair for pairs in made for pair in pairs.items()}
    names = sorted(allowed)
    for _ in range(TRIES):
        faulty = [at for at, pairs in enumerate(made) if _mutual(pairs)]
        if not faulty:
            return
        at = random.choice(faulty)
        one = random.choice(names if random.random() < LOOSE else _mutual(made[at]))
        if random.random() < LOOSE:
            _between(made[at], random.choice(made), one)
        else:
            _within(made[at], one, random.choice(names), may, used)


def _mutual(pairs: Round) -> list[str]:
    return [one for one, other in pairs.items() if pairs[other] == one]


def _within(
    pairs: dict[str, str],
    one: str,
    two: str,
    may: Mapping[str, set[str]],
    used: set[tuple[str, str]],
) -> None:
    """Two of a round exchange whom they check, where both may and neither pair is in the plan."""
    old = {(one, pairs[one]), (two, pairs[two])}
    new = {(one, pairs[two]), (two, pairs[one])}
    if one == two or new & used or any(other not in may[who] for who, other in new):
        return
    before = len(_mutual(pairs))
    pairs[one], pairs[two] = pairs[two], pairs[one]
    if len(_mutual(pairs)) > before:
        pairs[one], pairs[two] = pairs[two], pairs[one]
        return
    used -= old
    used |= new


def _between(here: dict[str, str], there: dict[str, str], start: str) -> None:
    """Two rounds exchange the pairs of all who are bound together with `start` in them."""
    by = {other: who for who, other in there.items()}
    bound, who = [], start
    while who not in bound:
        bound.append(who)
        who = by[here[who]]
    before = len(_mutual(here)) + len(_mutual(there))
    _exchange(here, there, bound)
    if len(_mutual(here)) + len(_mutual(there)) > before:
        _exchange(here, there, bound)


def _exchange(here: dict[str, str], there: dict[str, str], bound: Iterable[str]) -> None:
    for who in bound:
        here[who], there[who] = there[who], here[who]
