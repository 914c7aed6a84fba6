"""推磨式互查 (R26): what every plan holds, whatever the units, bars, rounds and seed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.rotation import MAX_ROUNDS, MAX_UNITS, NoRotationError, Rotation, Unit, rotate

NAMES = "甲乙丙丁戊己庚辛"


@st.composite
def offices(draw: st.DrawFn) -> list[Unit]:
    """Two to eight units in up to three areas, some barred from each other."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    bars = st.frozensets(st.sampled_from(names), max_size=2)
    return [Unit(name, draw(st.sampled_from(("", "东", "西"))), draw(bars)) for name in names]


def may(one: Unit, other: Unit, apart: bool) -> bool:
    barred = other.name in one.barred or one.name in other.barred
    near = apart and one.area != "" and one.area == other.area
    return one.name != other.name and not barred and not near


def most_disjoint(units: Sequence[Unit], apart: bool, upto: int) -> int:
    """By trying everything: the most rounds without a common pair, up to so many."""
    plain = [
        order
        for order in permutations(units)
        if all(may(one, other, apart) for one, other in zip(units, order, strict=True))
    ]

    def longest(left: list[tuple[Unit, ...]], found: int) -> int:
        if found == upto:
            return found
        best = found
        for at, order in enumerate(left):
            rest = [
                other
                for other in left[at + 1 :]
                if all(a is not b for a, b in zip(order, other, strict=True))
            ]
            best = max(best, longest(rest, found + 1))
            if best == upto:
                break
        return best

    return longest(plain, 0)


def pairs(plan: Rotation, upto: int) -> list[tuple[str, str]]:
    return [pair for each in plan.rounds[:upto] for pair in each.items()]


@given(offices(), st.integers(1, 8), st.integers(0, 50), st.booleans())
def test_everybody_is_checked_once_a_round_and_never_by_whom_it_may_not(
    units: list[Unit], rounds: int, seed: int, apart: bool
) -> None:
    by_name = {unit.name: unit for unit in units}
    try:
        plan = rotate(units, rounds, seed, apart=apart)
    except NoRotationError as error:
        assert most_disjoint(units, apart, 1) == 0
        allowed = {
            other.name for name in error.units for other in units
            if may(by_name[name], other, apart)
        }  # fmt: skip
        assert allowed == set(error.targets), "whom those units may check"
        assert len(error.targets) < len(error.units)
        return
    assert len(plan.rounds) == rounds
    for each in plan.rounds:
        assert sorted(each) == sorted(each.values()) == sorted(by_name)
        assert all(may(by_name[one], by_name[other], apart) for one, other in each.items())
    fresh = pairs(plan, plan.fresh)
    assert len(fresh) == len(set(fresh))


@settings(max_examples=40)
@given(offices().filter(lambda units: len(units) <= 5), st.integers(1, 4), st.booleans())
def test_no_pair_comes_again_for_as_long_as_that_is_possible(
    units: list[Unit], rounds: int, apart: bool
) -> None:
    possible = most_disjoint(units, apart, rounds)
    if possible:
        assert min(rotate(units, rounds, apart=apart).fresh, rounds) == possible


@pytest.mark.parametrize("count", range(3, 13))
def test_no_two_check_each_other_where_nobody_is_barred(count: int) -> None:
    units = [Unit(f"{number:02}") for number in range(count)]
    rounds = count - 1 if count % 2 else count - 2
    plan = rotate(units, rounds, seed=count)
    assert plan.fresh == rounds
    assert plan.mutual == ()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_two_areas_that_check_each_other_have_no_pair_of_two(seed: int, rounds: int) -> None:
    units = [Unit(name, "东西"[at % 2]) for at, name in enumerate(NAMES[:6])]
    plan = rotate(units, rounds, seed, apart=True)
    assert (plan.fresh, plan.mutual) == (rounds, ())


def test_what_cannot_be_avoided_is_told() -> None:
    two = rotate([Unit("甲"), Unit("乙")], 2)
    assert (two.fresh, two.mutual) == (1, ((1, "乙", "甲"), (2, "乙", "甲")))
    four = rotate([Unit(name) for name in NAMES[:4]], 3)
    assert four.fresh == 3
    assert four.mutual, "three such rounds of four without it do not exist"


def test_the_same_units_and_seed_give_the_same_plan_in_any_order() -> None:
    units = [Unit(name, "东西中"[at % 3]) for at, name in enumerate(NAMES)]
    plans = {repr(rotate(given, 4, 5, apart=True)) for given in (units, units[::-1])}
    assert len(plans) == 1
    assert len({repr(rotate(units, 4, seed)) for seed in range(6)}) > 1


def test_the_largest_office_has_its_plan() -> None:
    units = [
        Unit(f"{n:03}", str(n % 7), frozenset({f"{n * 7 % 200:03}", f"{n * 11 % 200:03}"}))
        for n in range(MAX_UNITS)
    ]
    plan = rotate(units, 20, apart=True)
    assert (plan.fresh, plan.mutual) == (20, ())


def test_whoever_is_left_over_is_named() -> None:
    units = [Unit("甲", "东"), Unit("乙", "东"), Unit("丙", "东"), Unit("丁", "西")]
    with pytest.raises(NoRotationError) as refused:
        rotate(units, 1, apart=True)
    assert refused.value.targets == ("丁",)
    assert set(refused.value.units) < {"甲", "乙", "丙"} | {"丁"}


@pytest.mark.parametrize(
    ("names", "rounds"), [("甲", 1), ("甲甲", 1), ("甲乙", 0), ("甲乙", MAX_ROUNDS + 1)]
)
def test_what_is_no_rotation_is_refused(names: str, rounds: int) -> None:
    with pytest.raises(ValueError, match="a rotation has"):
        rotate([Unit(name) for name in names], rounds)
