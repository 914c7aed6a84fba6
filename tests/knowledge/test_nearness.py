"""What a text comes nearest to by meaning, with the real model."""

import pytest

from knowledge.library import Library
from knowledge.nearness import PER_THING, Nearness

TROUBLES = {
    "none": ["没有，都顺利", "顺利", "挺好的"],
    "attitude": ["态度不好", "不理人", "凶"],
    "queue": ["排队太久", "等太久", "人太多"],
}


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        ("挺顺的", "none"),
        ("一路都好着呢", "none"),
        ("爱搭不理的", "attitude"),
        ("队伍老长了", "queue"),
    ],
)
def test_words_that_nobody_listed_come_nearest_to_what_they_mean(
    library: Library, said: str, nearest: str
) -> None:
    found = library.nearest(said, TROUBLES)
    assert found[0][0] == nearest
    assert sorted(found, key=lambda pair: -pair[1]) == found
    assert {name for name, _ in found} == set(TROUBLES)


def test_without_a_model_nothing_is_near(letters: Library) -> None:
    assert letters.nearest("挺顺的", TROUBLES) == []


class Counting:
    """An embedder that notes what it was given; a text's vector is its length."""

    model_id = "counting"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> list[float]:
        return [1.0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [[float(len(text))] for text in texts]


def test_few_wordings_are_compared_and_each_is_embedded_once() -> None:
    model = Counting()
    nearness = Nearness(model)  # type: ignore[arg-type]  # as much of an embedder as is used
    wordings = ["标签", "甲乙丙", *(f"不同{n}" for n in range(20))]
    nearness.of("甲乙", {"a": wordings, "b": []})
    assert len(model.embedded) == PER_THING
    assert model.embedded[:2] == ["标签", "甲乙丙"]  # its label, and what shares most letters
    nearness.of("甲乙", {"a": wordings})
    assert len(model.embedded) == PER_THING
