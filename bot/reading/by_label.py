"""Which answer words name by its question's label, by what it says, or by its instance.

Shared by the corrections: `target` are the words that name it, `span` those of the new value.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.reading import correction_words as said
from bot.reading.correction_scene import Correction, Scene
from bot.reading.naming import ENOUGH, SURELY, Earlier, by_value, in_instance, score
from bot.reading.words import Span, fold
from flows.events import Prompt


def by_label(scene: Scene, match: re.Match[str], target: str, span: Span) -> Correction | None:
    """The correction of the answer that `target` names, to the value in `span`, or None."""
    if (lead := said.JUST_SAID.match(target)) and lead.end() < len(target):
        target = target[lead.end() :]
    labelled = any(target == fold(label) for e in scene.earlier for label in e.labels)
    if not labelled and (old := by_value(target, scene.earlier)) and not is_weak(match):
        return _one_of(scene, match, target, old, span)
    called = in_instance(target, scene.earlier)
    ours, target = called or (list(scene.earlier), target)
    levels = min(len(e.calls) for e in ours) if called is not None else 0
    if called is not None and not target:
        fitting = [e for e in ours if e.question.type != "text" and scene.value(e, span)]
        return _one_of(scene, match, target, fitting or ours, span)
    in_full = [e for e in ours if target in map(fold, e.labels[:2])]
    if in_full and (scene.open_prompt is None or target not in labels_of(scene.open_prompt)):
        return _one_of(scene, match, target, in_full, span)
    scores = {e.path: score(target, e.labels) for e in ours}
    best = max(scores.values(), default=0.0)
    prompt, places = scene.open_prompt, {e.instance for e in ours}
    here = called is None or (prompt is not None and prompt.path.rpartition("/")[0] in places)
    own = score(target, labels_of(prompt)) if prompt is not None and here else 0.0
    if own > best:
        return _of_open(scene, own, span)
    if best < ENOUGH:
        at_level = [e for e in ours if called is not None and len(e.calls) == levels]
        return _one_of(scene, match, target, at_level, span) if at_level else None
    if own == best and (span[0] >= span[1] or scene.reads(prompt, span)):
        return _of_open(scene, own, span)
    return _one_of(scene, match, target, [e for e in ours if scores[e.path] == best], span)


def _one_of(
    scene: Scene, match: re.Match[str], target: str, alike: list[Earlier], span: Span
) -> Correction | None:
    """The one answer among those named alike that the value fits; which one, where several do."""
    readings = [(e, reading) for e in alike if (reading := scene.value(e, span))]
    if said.IMPERATIVE is match.re:
        readings = [(e, r) for e, r in readings if e.question.type != "text"]
    firm = [(e, r) for e, r in readings if e.question.type != "text" and r.literal]
    if len(firm) == 1:
        readings = firm  # anything fits where words are wanted
    if len(readings) == 1:
        found, reading = readings[0]
        if _is_hearsay(match, target, found):
            return None
        return Correction(found.path, reading, *span)
    if is_weak(match):
        return None
    if len(alike) == 1:
        loosely = span[0] < span[1] and 0 < score(target, alike[0].labels) < SURELY
        return None if loosely else Correction(alike[0].path, None, *span)
    return Correction(None, None, *span, among=tuple(e.path for e in alike))


def _of_open(scene: Scene, share: float, span: Span) -> Correction | None:
    """The open question is named with its value: "排队时间改成5分钟" before it was answered."""
    prompt = scene.open_prompt
    if prompt is None or prompt.question.type == "text" or share < ENOUGH:
        return None
    reading = scene.reads(prompt, span)
    return Correction(prompt.path, replace(reading, literal=False), *span) if reading else None


def is_weak(match: re.Match[str]) -> bool:
    """Whether it may as well state something: "排队时间其实没那么久"."""
    return said.MILD.search(match.groupdict().get("change") or "") is not None


def _is_hearsay(match: re.Match[str], target: str, found: Earlier) -> bool:
    """Whether it may be no correction: "地点应该是公开的" changes no text, unless it names the answer in full."""
    named = any(target == fold(label) for label in found.labels)
    return is_weak(match) and found.question.type == "text" and not named


def labels_of(prompt: Prompt) -> tuple[str, ...]:
    """What the question of `prompt` is called, the few words first."""
    return (*prompt.question.short.values(), *prompt.question.label.values())
