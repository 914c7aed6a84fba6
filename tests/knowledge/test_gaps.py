"""Questions that ask for the same are one gap, by letters where no embedder is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from knowledge.gaps import Asked, grouped


def no_meaning(_text: str, _things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    return []


def of(*texts: str, item: str = "YX-1") -> list[list[str]]:
    asked = [Asked(n, text, item, text) for n, text in enumerate(texts, 1)]
    return [[one.text for one in group.asked] for group in grouped(asked, no_meaning)]


@pytest.mark.parametrize(
    "texts",
    [
        ("加急要多少钱", "加急费是多少", "加急收费标准"),
        ("能加急吗", "可以加急吗"),
        ("照片要什么底色", "照片要什么底色？"),
        ("加急要多少钱", "加急要多少钱"),
    ],
)
def test_wordings_of_one_question_are_one(texts: tuple[str, ...]) -> None:
    assert of(*texts) == [list(texts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("加急要多少钱", "加急要几天"),
        ("周末上班吗", "照片要什么底色"),
        ("有停车位吗", "能代办吗"),
        ("复印件要几份", "在哪里复印"),
        ("汽车年审要带什么", "汽车上牌要带什么"),
    ],
)
def test_what_asks_for_something_else_is_apart(one: str, other: str) -> None:
    assert of(one, other) == [[one], [other]]


def test_two_services_are_never_one() -> None:
    asked = [Asked(1, "加急多少钱", "A", "加急多少钱"), Asked(2, "加急多少钱", "B", "加急多少钱")]
    assert len(grouped(asked, no_meaning)) == 2


def test_of_an_unknown_service_anything_is_missing() -> None:
    assert of("离婚登记要带什么", "离婚在哪办", "养狗证怎么办", item="") == [
        ["离婚登记要带什么", "离婚在哪办"],
        ["养狗证怎么办"],
    ]
    assert of("離婚登記要帶什麼", "离婚要准备啥", "去民政局离婚要几天", item="") == [
        ["離婚登記要帶什麼", "离婚要准备啥", "去民政局离婚要几天"]
    ]


def test_a_later_question_moves_no_other() -> None:
    texts = ["能加急吗", "有停车位吗", "可以加急吗", "照片底色", "停车位收费吗", "加急多少钱"]
    before = of(*texts[:-1])
    after = of(*texts)
    assert [group[: len(was)] for group, was in zip(after, before, strict=False)] == before


def test_meaning_joins_what_letters_do_not() -> None:
    def near(text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        return [(name, 0.95 if "停车" in text else 0.5) for name in things]

    asked = [Asked(n, t, "A", t) for n, t in enumerate(["汽车放哪儿好", "停车方便吗"], 1)]
    assert len(grouped(asked, near)) == 1


def test_a_group_tells_its_element_and_the_usual_wording() -> None:
    texts = ["加急收费标准", "加急费是多少", "加急费是多少"]
    (group,) = grouped([Asked(n, t, "A", t) for n, t in enumerate(texts)], no_meaning)
    assert (group.element, group.wording) == ("收费标准", "加急费是多少")


def test_of_one_service_the_name_alone_makes_nothing_one() -> None:
    def near(_text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        return [(name, 0.9) for name in things]

    texts = ["居住证能买车吗", "居住证有英文版吗", "居住证有没有英文的"]
    asked = [Asked(n, t, "A", t, frozenset("居住证申领")) for n, t in enumerate(texts, 1)]
    groups = [[one.text for one in group.asked] for group in grouped(asked, near)]
    assert groups == [["居住证能买车吗"], ["居住证有英文版吗", "居住证有没有英文的"]]
