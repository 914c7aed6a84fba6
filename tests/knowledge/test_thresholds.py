"""Thresholds of each embedder: kept beside the index, measured, never lent by one to another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from langchain_core.embeddings import Embeddings

from knowledge import embedding
from knowledge.calibration import CannotCalibrateError, calibrated
from knowledge.library import Library
from knowledge.own_scale import own_scale
from knowledge.question_file import EvaluationQuestion
from knowledge.thresholds import (
    BUNDLED,
    BUNDLED_MODEL,
    BUNDLED_SCALE,
    Kept,
    Scale,
    thresholds_for,
)
from tests.knowledge.shelf import GUIDES, JsonShelf


class Pairs(Embeddings):
    """Counts pairs of letters: an embedder whose unrelated texts have cosines near 0."""

    model_id = "pairs/1"

    def embed_query(self, text: str) -> list[float]:
        counts = [0.0] * 512
        for pair in pairwise(text):
            counts[crc32("".join(pair).encode()) % 512] += 1
        size = sqrt(sum(count * count for count in counts)) or 1.0
        return [count / size for count in counts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


@pytest.fixture
def reopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Library]:
    """A library by `Pairs` over the test guides; each call opens it anew."""
    monkeypatch.setitem(embedding.EMBEDDERS, "pairs", Pairs)

    def _reopened() -> Library:
        library = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="pairs")
        library.add([GUIDES])
        return library

    return _reopened


def questions(library: Library) -> list[EvaluationQuestion]:
    return [
        EvaluationQuestion(
            id=f"{guide.id}-{term}",
            kind="a",
            question=f"{guide.name}{term}",
            expect="answered",
            guide=guide.id,
            elements=(term,),
        )
        for guide in library.guides()
        for term in ("受理条件", "申请材料", "办理流程")
        if term in guide.elements
    ]


def test_a_model_on_its_own_scale_keeps_its_values() -> None:
    assert BUNDLED.moved(BUNDLED_SCALE) == BUNDLED


def test_values_move_with_the_scale() -> None:
    moved = BUNDLED.moved(Scale(unrelated=0.1, right=0.1 + 10 * BUNDLED_SCALE.width))
    assert moved.nothing == pytest.approx(0.1 - 10 * (BUNDLED_SCALE.unrelated - 0.8), abs=1e-3)
    assert moved.faq_tells - moved.near_question == pytest.approx(0.56, abs=1e-3)
    assert moved.item_gap == pytest.approx(10 * BUNDLED.item_gap)


def test_only_the_bundled_model_has_thresholds_without_being_calibrated(tmp_path: Path) -> None:
    assert thresholds_for(tmp_path, BUNDLED_MODEL) == BUNDLED
    assert thresholds_for(tmp_path, "other") is None
    kept = Kept(
        model="other", scale=BUNDLED_SCALE, questions=20, thresholds=BUNDLED.moved(BUNDLED_SCALE)
    )
    file = kept.write(tmp_path)
    assert thresholds_for(tmp_path, "other") == kept.thresholds
    older = json.loads(file.read_text("utf-8"))
    del older["thresholds"]["option"]
    older["scale"] = {"unrelated": 0.1, "right": 0.6}
    file.write_text(json.dumps(older), encoding="utf-8")
    again = thresholds_for(tmp_path, "other")
    assert again is not None
    assert again.option == BUNDLED.moved(Scale(unrelated=0.1, right=0.6)).option
    assert again.item == kept.thresholds.item
    file.write_text("{", encoding="utf-8")
    assert thresholds_for(tmp_path, "other") is None


def test_names_of_models_that_look_alike_as_files_are_not_mixed_up(tmp_path: Path) -> None:
    Kept(model="a/b", scale=BUNDLED_SCALE, questions=20, thresholds=BUNDLED).write(tmp_path)
    assert thresholds_for(tmp_path, "a:b") is None


def test_an_embedder_without_thresholds_lets_letters_decide_and_says_so(
    reopened: Callable[[], Library],
    letters: Library,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("knowledge.vector_sync.own_scale", lambda *_: None)
    library = reopened()
    asked = [question.question for question in questions(library)]
    assert [library.ask(text, on=today) for text in asked] == [
        letters.ask(text, on=today) for text in asked
    ]
    assert library.search(asked[0]) == letters.search(asked[0])
    assert "pairs/1" in library.notice
    assert "calibrate" in library.status().notice


def test_the_guides_own_titles_tell_the_scale_of_a_model_until_questions_do(
    reopened: Callable[[], Library], tmp_path: Path
) -> None:
    library = reopened()
    assert library.status().notice == ""
    own = Kept.read(tmp_path / "index", "pairs/1")
    assert own is not None
    assert own.measured == "guides"
    assert own.scale.unrelated < 0.3 < own.scale.right
    assert own.thresholds == BUNDLED.moved(own.scale, "guides") == library.tuning.thresholds
    guides = {guide.id: guide for guide in library.guides()}
    better = calibrated(library.tuning, questions(library), guides, "pairs/1")
    assert better.measured == "questions"
    library.tuning.keep(better)
    (tmp_path / "index" / "chroma" / "made-for").unlink()
    again = reopened()
    assert again.tuning.thresholds == better.thresholds, "no import measures over it"


def test_titles_are_embedded_once(
    reopened: Callable[[], Library], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[str] = []

    def measure(*given: Any) -> Kept | None:
        measured.append(given[-1])
        return own_scale(*given)

    monkeypatch.setattr("knowledge.vector_sync.own_scale", measure)
    for _ in range(2):
        reopened()
        (tmp_path / "index" / "chroma" / "made-for").unlink()
    assert measured == ["pairs/1"]


def test_few_titles_or_a_blind_model_tell_no_scale() -> None:
    def texts(count: int) -> dict[str, tuple[str, str]]:
        return {str(n): (f"事项{n}·收费标准(多少钱):{n} 元", "text") for n in range(count)}

    def sees(text: str, ids: Iterable[str]) -> dict[str, float]:
        return {key: 0.9 if text == f"事项{key}收费标准" else 0.1 for key in ids}

    kept = own_scale(texts(20), sees, "m")
    assert kept is not None
    assert (kept.scale, kept.questions) == (Scale(unrelated=0.1, right=0.9), 20)
    assert own_scale(texts(19), sees, "m") is None
    assert own_scale(texts(20), lambda _, ids: dict.fromkeys(ids, 0.5), "m") is None
    assert own_scale({"1": ("事项·怎么办？ 去窗口", "text")} | texts(19), sees, "m") is None


def test_what_is_calibrated_is_there_when_the_library_is_opened_again(
    reopened: Callable[[], Library],
) -> None:
    library = reopened()
    guides = {guide.id: guide for guide in library.guides()}
    kept = calibrated(library.tuning, questions(library), guides, "pairs/1")
    assert kept.scale.unrelated < 0.5 < kept.scale.right
    library.tuning.keep(kept)
    again = reopened()
    first = next(iter(guides.values()))
    assert again.search(f"{first.name}受理条件")[0].score > 0
    assert again.status().notice == ""


def test_too_few_questions_or_a_blind_model_calibrate_nothing(
    reopened: Callable[[], Library],
) -> None:
    library = reopened()
    guides = {guide.id: guide for guide in library.guides()}
    some = questions(library)
    with pytest.raises(CannotCalibrateError, match="19"):
        calibrated(library.tuning, some[:19], guides, "pairs/1")

    class Blind:
        def cosines(self, text: str) -> list[tuple[object, float]]:
            return [(source, 0.5) for source, _ in library.tuning.cosines(text)]

    with pytest.raises(CannotCalibrateError, match=r"0\.5"):
        calibrated(Blind(), some, guides, "pairs/1")  # type: ignore[arg-type]
