"""Every type takes its values in one canonical form and refuses the rest."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model import SILENT_TYPES, QuestionType
from flows.state import Value
from flows.values import UnfitError, normalise, usable_known

CHOICES = {"app": 1, "window": 2, "kiosk": 3}
ASKED = [t for t in get_args(QuestionType) if t not in SILENT_TYPES and t != "note"]

TAKEN = [
    ("text", " 一楼\0 ", " 一楼 "),
    ("integer", 5, 5),
    ("integer", 5.0, 5),
    ("integer", "5", 5),
    ("integer", "-5.0", -5),
    ("decimal", 5, 5.0),
    ("decimal", -0.0, 0.0),
    ("decimal", "2.50", 2.5),
    ("date", "2026-03-01", "2026-03-01"),
    ("date", "20260301", "2026-03-01"),
    ("time", "09:30:15", "09:30"),
    ("dateTime", "2026-03-01 09:30", "2026-03-01T09:30:00"),
    ("dateTime", "2026-03-01T09:30+08:00", "2026-03-01T09:30:00+08:00"),
    ("geopoint", "30.5, 120.25", "30.5 120.25"),
    ("geopoint", "30 120 5 3.5", "30 120 5 3.5"),
    ("select_one", "app", "app"),
    ("select_multiple", ("kiosk", "app", "app"), ("app", "kiosk")),
    ("select_multiple", ["window"], ("window",)),
    ("select_multiple", "kiosk app", ("app", "kiosk")),
    ("image", "a.jpg", ("a.jpg",)),
    ("file", ("b c.pdf", "a.pdf"), ("b c.pdf", "a.pdf")),
]
REFUSED = [
    ("text", "  ", "wrong_type"),
    ("text", 5, "wrong_type"),
    ("text", "\ud800", "wrong_type"),
    ("text", "x" * 4_001, "too_long"),
    ("integer", 5.5, "wrong_type"),
    ("integer", True, "wrong_type"),
    ("integer", "five", "wrong_type"),
    ("integer", 10**16, "wrong_type"),
    ("decimal", math.nan, "wrong_type"),
    ("decimal", math.inf, "wrong_type"),
    ("decimal", None, "wrong_type"),
    ("date", "yesterday", "wrong_type"),
    ("date", 20260301, "wrong_type"),
    ("time", "25:00", "wrong_type"),
    ("dateTime", "x" * 41, "wrong_type"),
    ("geopoint", "91 0", "wrong_type"),
    ("geopoint", "0 181", "wrong_type"),
    ("geopoint", "30", "wrong_type"),
    ("geopoint", 30, "wrong_type"),
    ("select_one", "phone", "not_a_choice"),
    ("select_one", ("app",), "wrong_type"),
    ("select_multiple", ("app", "phone"), "not_a_choice"),
    ("select_multiple", (), "wrong_type"),
    ("select_multiple", (1,), "wrong_type"),
    ("select_multiple", 5, "wrong_type"),
    ("image", "", "wrong_type"),
    ("image", ("a.jpg",) * 51, "too_long"),
    ("image", ("a" * 201,), "too_long"),
]


@pytest.mark.parametrize(("type_", "given_", "kept"), TAKEN)
def test_a_value_is_kept_in_its_canonical_form(type_: str, given_: Value, kept: Value) -> None:
    value = normalise(type_, given_, CHOICES)
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(("type_", "value", "code"), REFUSED)
def test_a_value_that_does_not_fit_is_refused_with_a_code(
    type_: str, value: object, code: str
) -> None:
    with pytest.raises(UnfitError) as unfit:
        normalise(type_, value, CHOICES)
    assert unfit.value.code == code


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["2026-03-01", "09:30", "30 120", "app", "5"]),
    st.lists(st.one_of(st.text(max_size=5), st.sampled_from(sorted(CHOICES))), max_size=4),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@given(st.sampled_from(ASKED), ANYTHING)
def test_normalising_is_total_and_settles_at_once(type_: str, value: object) -> None:
    try:
        once = normalise(type_, value, CHOICES)
    except UnfitError:
        return
    assert normalise(type_, once, CHOICES) == once


def test_only_usable_values_of_hidden_rows_are_kept() -> None:
    brought = {
        "place": "一楼",
        "limit": 60,
        "blank": "",
        "list": ("a", "b c"),
        "odd": ("a", 1),
        "none": (),
        "other": "x",
    }
    assert usable_known(brought, brought.keys() - {"other"}) == {
        "place": "一楼",
        "limit": 60,
        "list": ("a", "b\u00a0c"),
    }
