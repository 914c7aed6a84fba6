"""Corrections that say what was given and what it should be: "不是20分钟,是30分钟", "渠道加上小程序".

What is denied tells which answer is meant: the one that was given so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.reading import correction_words as said
from bot.reading.correction_scene import Correction, Scene
from bot.reading.naming import ENOUGH, Earlier, score
from bot.reading.option import options_of
from bot.reading.reading import Reading
from bot.reading.words import Span, fold, trimmed
from flows.state import Value


def read(scene: Scene) -> Correction | None:
    """The correction by what was given, or None when the words make no such one."""
    return more_or_less(scene) or _more_of_last(scene) or _swapped(scene) or _denied(scene)


def _denied(scene: Scene) -> Correction | None:
    """ "不是A,是B" and "是B,不是A": the answer that is A is to be B; the last one where none is."""
    match = scene.match(said.NOT_BUT) or scene.match(said.BUT_NOT)
    if match is None or not scene.earlier:
        return None
    old, new = match.span("old"), trimmed(scene.folded, *match.span("value"))
    given = [e for e in scene.earlier if _is(scene, e, old) and scene.value(e, new)]
    if len(given) > 1:
        return Correction(None, None, *new, among=tuple(e.path for e in given))
    if given:
        return Correction(given[0].path, scene.value(given[0], new), *new)
    last = scene.earlier[-1]
    reading = scene.value(last, new)
    fits = last.question.type != "text" or match["old"].strip() in fold(last.said)
    if reading is None or not fits or scene.value(last, old) is None:
        return None
    if scene.reads(scene.open_prompt, new):
        return None
    return Correction(last.path, reading, *new)


def _is(scene: Scene, earlier: Earlier, span: Span) -> bool:
    """Whether the answer was given as the characters of `span` say; words mean nothing alone."""
    if earlier.question.type == "text":
        return False
    reading, given = scene.value(earlier, span), scene.given(earlier)
    return reading is not None and given is not None and reading.value == given


def more_or_less(scene: Scene) -> Correction | None:
    """ "渠道加上小程序", "渠道去掉窗口": one more of the options that were chosen, or one less."""
    lists = [e for e in scene.earlier if e.question.type == "select_multiple"]
    if not lists:
        return None
    for pattern, add in (*((p, True) for p in said.MORE), *((p, False) for p in said.LESS)):
        match = scene.match(pattern)
        if match is None:
            continue
        target = match["target"].strip()
        scores = {e.path: score(target, e.labels) for e in lists}
        best = max(scores.values(), default=0.0)
        named = [e for e in lists if scores[e.path] == best]
        one = named[0] if best >= ENOUGH and len(named) == 1 else None
        if one is not None and (found := _change(scene, one, match, add=add)):
            return found
    return None


def _more_of_last(scene: Scene) -> Correction | None:
    """ "还有小程序": one more of the options chosen last, where nothing that is asked takes it."""
    last = scene.earlier[-1] if scene.earlier else None
    if last is None or last.question.type != "select_multiple":
        return None
    if not _is_told(scene) and scene.reads(scene.open_prompt, scene.span):
        return None
    for match in filter(None, map(scene.match, said.MORE_OF_LAST)):
        reading = scene.value(last, trimmed(scene.folded, *match.span("value")))
        if reading is not None and reading.literal:
            return _change(scene, last, match, add=True)
    return None


def _swapped(scene: Scene) -> Correction | None:
    """ "态度不好改成材料被退回": one of several options that were chosen is to be another."""
    lists = [e for e in scene.earlier if e.question.type == "select_multiple"]
    match = scene.match(said.SWAP) if lists else None
    found: list[Correction] = []
    for earlier in lists:
        given = scene.given(earlier) if match else None
        if match is None or not isinstance(given, tuple) or len(given) < 2:
            continue
        old, new = (scene.value(earlier, match.span(name)) for name in ("old", "value"))
        if not (old and new and old.literal and set(_names(old)) <= set(given)):
            continue
        after = (set(given) - set(_names(old))) | set(_names(new))
        value = tuple(c.name for c in earlier.choices if c.name in after)
        changed = replace(new, value=value, literal=False)
        found.append(Correction(earlier.path, changed, *match.span("value")))
    return found[0] if len(found) == 1 else None


def _names(reading: Reading) -> tuple[str, ...]:
    return reading.value if isinstance(reading.value, tuple) else ()


def _is_told(scene: Scene) -> bool:
    """Whether words are asked for, so that what is said may as well be told."""
    return scene.open_prompt is not None and scene.open_prompt.question.type == "text"


def _change(
    scene: Scene, earlier: Earlier, match: re.Match[str], *, add: bool
) -> Correction | None:
    """`earlier` with the options that the match names added to it, or taken out."""
    span = trimmed(scene.folded, *match.span("value"))
    reading = scene.value(earlier, span)
    if reading is None or (_is_told(scene) and not reading.literal):
        return None
    value = _changed(scene, earlier, reading, add=add)
    if value == scene.given(earlier) and said.LACKING.search(match[0]):
        value = _changed(scene, earlier, reading, add=False)
    if not value:
        return Correction(earlier.path, None, span[1], span[1])
    changed = replace(reading, value=value, end=match.end(), literal=False)
    return Correction(earlier.path, changed, *span)


def _changed(scene: Scene, earlier: Earlier, reading: Reading, *, add: bool) -> Value:
    """The chosen options with those of `reading` added or taken out, in the list's order."""
    given = scene.given(earlier)
    before = set(given) if isinstance(given, tuple) else set()
    named = set(reading.value) if isinstance(reading.value, tuple) else set()
    none = {o.name for o in options_of(earlier.choices) if o.is_none}
    after = (before - none) | named if add else before - named
    return tuple(c.name for c in earlier.choices if c.name in after)
