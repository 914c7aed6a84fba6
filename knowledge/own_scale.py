"""The scale of an embedder nobody has calibrated, by the guides' own titles: "补领身份证收费标准".

A title and an element's name are no question that people put. So the two cosines are not those of
questions, but they are the same kind of cosines for the bundled model, whose values are known, and
by these its thresholds are moved. `guides calibrate` measures by questions and stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from statistics import median

from knowledge.elements import BY_TERM
from knowledge.thresholds import BUNDLED, Kept, Scale

AT_LEAST, AT_MOST = 20, 60
"""Titles that are asked by."""
MIN_WIDTH = 0.02
"""How far a title's own passage must lie above the others: a model that tells less is no help."""
_TITLED = re.compile(r"([^·]+)·([^(:]{2,12})[(:]")

Cosines = Callable[[str, Iterable[str]], Mapping[str, float]]
"""Of a text to each of some passages, by id."""


def own_scale(texts: Mapping[str, tuple[str, str]], cosines: Cosines, model: str) -> Kept | None:
    """The thresholds of a model by the texts of its index (id → text, kind); None if they are few.

    Also None where the model does not tell a title's own passage from the others.
    """
    passages = sorted(key for key, (_, kind) in texts.items() if kind == "text")
    titled = [
        (key, found[1] + found[2])
        for key in passages
        if (found := _TITLED.match(texts[key][0])) and found[2] in BY_TERM
    ]
    some = titled[:: max(1, len(titled) // AT_MOST)][:AT_MOST]
    near = [(key, cosines(title, passages)) for key, title in some]
    right = [cosine[key] for key, cosine in near if key in cosine]
    if len(right) < AT_LEAST:
        return None
    unrelated = median(median(cosine.values()) for _, cosine in near if cosine)
    scale = Scale(unrelated=round(unrelated, 4), right=round(median(right), 4))
    if scale.width < MIN_WIDTH:
        return None
    thresholds = BUNDLED.moved(scale, "guides")
    return Kept(
        model=model, scale=scale, questions=len(right), thresholds=thresholds, measured="guides"
    )
