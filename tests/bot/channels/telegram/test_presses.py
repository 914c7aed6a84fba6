from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import presses
from bot.channels.telegram.parts import MAX_PRESS, MAX_TOAST
from bot.channels.telegram.splitting import units

PLACE = (4_000_000_000, 3, 59)


@given(st.text(max_size=120), st.booleans())
def test_a_press_fits_and_comes_back_as_its_option(option: str, tick: bool) -> None:
    place = (7, 0, 1)
    payload = {"replies": [{"options": [{"id": "other"}, {"id": option}]}]}
    press = presses.press_of(option, place, tick=tick)
    assert len(press.encode("utf-8", "surrogatepass")) <= MAX_PRESS
    assert presses.option_of(press, lambda delivery: payload if delivery == 7 else None) == option
    assert press.startswith(presses.TICK) or not tick


def test_the_longest_place_fits() -> None:
    assert len(presses.press_of("x" * 80, PLACE, tick=True).encode()) <= MAX_PRESS


@pytest.mark.parametrize(
    "press",
    [
        "~",
        "~1",
        "~1.2",
        "~a.b.c",
        "~1.0.9",
        "~1.9.0",
        "~2.0.0",
        "~1.0.-1",
        "~１.0.0",
        "~9999999999999.0.0",
    ],
)
def test_a_place_that_nobody_knows_means_nothing(press: str) -> None:
    payload: dict[str, Any] = {"replies": [{"options": [{"id": "a"}]}]}
    assert presses.option_of(press, {1: payload}.get) == ""


def test_boxes_are_ticked_and_emptied_and_told_in_their_order() -> None:
    rows = [[("☐ A", "+w:q=a")], [("☐ B", "+w:q=b")], [("Done", "=")], [("Skip", "w:q!")]]
    both = presses.toggled(presses.toggled(rows, "+w:q=b"), "+w:q=a")
    assert both[:2] == [[("☑ A", "+w:q=a")], [("☑ B", "+w:q=b")]]
    assert both[2:] == rows[2:]
    assert presses.ticked(both) == ["+w:q=a", "+w:q=b"]
    assert presses.ticked(presses.toggled(both, "+w:q=a")) == ["+w:q=b"]
    assert presses.several(["w:q=a", "w:q=b"]) == "w:q=a b"


def test_what_is_pressed_is_shown_by_its_words_and_within_the_limit() -> None:
    rows = [[("☑ A", "+w:q=a"), ("☐ B", "+w:q=b")], [("跳过", "w:q!"), ("长" * 500, "w:q=c")]]
    assert presses.labels(rows, ["+w:q=b", "+w:q=a"]) == "A、B"
    assert presses.labels(rows, ["w:q!"]) == "跳过"
    assert presses.labels(rows, ["gone"]) == ""
    assert units(presses.labels(rows, ["w:q=c"])) <= MAX_TOAST
    faces = [[("😀" * 150, "w:q=d")]]
    assert units(presses.labels(faces, ["w:q=d"])) <= MAX_TOAST
