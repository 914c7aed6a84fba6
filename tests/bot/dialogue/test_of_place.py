"""Which of the services offered a place means; what names none, or two, means none."""

from __future__ import annotations

import pytest

from bot.dialogue import of_place

OFFERED = (
    ("city", "居住证申领（云溪市公安局·市级）"),
    ("county", "居住证申领（云溪市青禾县公安局·县级）"),
    ("none", "都不是"),
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("青禾县的", "county"),
        ("青禾的", "county"),
        ("我在青禾县", "county"),
        ("云溪市青禾县的", "county"),
        ("县里的", "county"),
        ("云溪市的", "city"),
        ("市级", "city"),
        ("市里的呢", "city"),
        ("北山县的", None),
        ("公安局的", None),
        ("居住证", None),
        ("县", "county"),
        ("青禾县的公园在哪", None),
    ],
)
def test_a_place_alone(said: str, meant: str | None) -> None:
    assert of_place.picked(said, OFFERED) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("云溪市的多少钱", "city"),
        ("青禾县要几天", "county"),
        ("云溪市青禾县要几天", "county"),
        ("要几天", None),
        ("北山县要几天", None),
    ],
)
def test_a_place_in_a_question(asked: str, meant: str | None) -> None:
    assert of_place.named(asked, OFFERED) == meant


def test_two_of_one_place_are_not_told_apart() -> None:
    offered = (("a", "甲（云溪市公安局·市级）"), ("b", "乙（云溪市民政局·市级）"))
    assert of_place.picked("云溪市的", offered) is None
    assert of_place.named("云溪市的多少钱", offered) is None
