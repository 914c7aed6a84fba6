"""Corrections of an answer whose own name holds words of change: "把“不对的信息”改成…".

Read before the others, which would take "不对" for the word that something was wrong.
"""

from __future__ import annotations

import re

from bot.reading import correction_words as said
from bot.reading.correction_scene import Correction, Scene
from bot.reading.words import fold

_CHANGES = re.compile(said.WRONG)


def read(scene: Scene) -> Correction | None:
    """The correction that begins with such a name in full, or None."""
    start, end = scene.span
    lead = said.AT_NAME.match(scene.folded, start, end)
    start = lead.end() if lead else start
    for at in scene.earlier:
        names = [n for n in map(fold, at.labels) if scene.folded.startswith(n, start)]
        if not names or at.calls or not _CHANGES.search(names[0]):
            continue
        match = said.AFTER_NAME.fullmatch(scene.folded, start + len(names[0]), end)
        if match is not None:
            span = scene.value_span(match)
            return Correction(at.path, scene.value(at, span), *span)
    return None
