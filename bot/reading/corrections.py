"""Corrections of earlier answers: which answer is meant, and what it should be.

An answer is named by its place ("第三个", "the third"), as the last one
("刚才那个", "填错了"), or by words of its label ("排队时间"). A sentence is a
correction only when it names one *and* says that it changes; "建议把窗口改成…"
names none and stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher

from bot.reading import correction_words as said
from bot.reading import denials, full_names, removals, text_edits, yesno
from bot.reading.asking import asks
from bot.reading.by_label import by_label, is_weak, labels_of
from bot.reading.correction_scene import Correction, Scene
from bot.reading.naming import ENOUGH, Earlier, score
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, Span, clauses, core, fold, is_filler, trimmed
from flows.events import Prompt
from flows.model import Locale, has_appearance


def read(
    text: str,
    earlier: Sequence[Earlier],
    open_prompt: Prompt | None,
    *,
    locale: Locale,
    now: datetime,
) -> Correction | None:
    """The correction that `text` makes, or None when it makes none."""
    scene = Scene.of(text, earlier, open_prompt, locale, now)
    if (edit := text_edits.read(scene)) is not None or len(text) > MAX_READ:
        return edit
    return (
        denials.read(scene)
        or removals.read(scene)
        or _named(scene)
        or _in_a_clause(scene)
        or _taken_back(scene)
        or _last(scene)
        or _stated(scene)
        or _some_after_none(scene)
    )


def read_named(
    text: str,
    earlier: Sequence[Earlier],
    open_prompt: Prompt | None,
    *,
    locale: Locale,
    now: datetime,
) -> Correction | None:
    """The correction that names its answer and says its new value, or None.

    For answers of another form than the one that is open.
    """
    if len(text) > MAX_READ:
        return None
    scene = Scene.of(text, earlier, open_prompt, locale, now)
    found = denials.more_or_less(scene) or _named(scene)
    ours = {e.path for e in earlier}
    return found if found and found.path in ours and found.reading else None


def without_name(
    text: str, path: str | None, earlier: Sequence[Earlier], open_prompt: Prompt | None
) -> str:
    """`text` without the words of the question at `path`, which ask nothing: "等了多久改成5分钟"."""
    folded = fold(text)
    labels = [label for e in earlier if e.path == path for label in e.labels]
    if open_prompt is not None and open_prompt.path == path:
        labels += labels_of(open_prompt)
    shared = [SequenceMatcher(None, folded, fold(at), False).find_longest_match() for at in labels]
    longest = max(shared, key=lambda match: match.size, default=None)
    if longest is None:
        return folded
    return folded[: longest.a] + folded[longest.a + longest.size :]


def is_request(text: str) -> bool:
    """Whether what asks is a polite order: "能不能把排队时间改成20分钟"."""
    return said.REQUEST.match(fold(text)) is not None


_CHANGING = (said.MAKE, said.ENGLISH, said.NOT_OLD, said.SENTENCE, said.IMPERATIVE)
_ORDERING = tuple(pattern for pattern in _CHANGING if pattern is not said.SENTENCE)
"""Those that need no word of change in the message."""


def _named(scene: Scene) -> Correction | None:
    """The answer is named: in full, by its place, as the last one, or by words of its label."""
    changes = said.tells_change(core(scene.folded))
    if changes and (called := full_names.read(scene)) is not None:
        return called
    for pattern in _CHANGING if changes else _ORDERING:
        match = scene.match(pattern)
        if match is None:
            continue
        target = match["target"].strip()
        if yesno.bare(target):
            continue  # "没有要改的"
        span = scene.value_span(match)
        by_place = _by_place(target, scene.earlier)
        if by_place is not None:
            found = by_place[0] if by_place else None
            return Correction(
                found.path if found else None, scene.value(found, span) if found else None, *span
            )
        if pattern is said.IMPERATIVE:
            span = match.span("target")  # "更正:排队时间20分钟"
        if (correction := by_label(scene, match, target, span)) is not None:
            return correction
    return None


def _stated(scene: Scene) -> Correction | None:
    """ "办事人是企业" where nothing is asked: an answer is named with another value.

    While something is asked that the words do not answer, or that wants words of no such kind,
    the name must be that of the answer in full.
    """
    prompt = scene.open_prompt
    if prompt is not None and not _may_be_beside(scene, prompt):
        return None
    lead = said.BY_THE_WAY.match(scene.folded, *scene.span)
    scene = scene.within((lead.end(), scene.span[1])) if lead else scene
    for pattern in said.STATED if prompt is None else said.STATED[:1]:
        match = scene.match(pattern)
        if match is None:
            continue
        span = scene.value_span(match) if "value" in match.re.groupindex else scene.span
        target = match["target"].strip()
        found = by_label(scene, match, target, span)
        at = next((e for e in scene.earlier if found is not None and e.path == found.path), None)
        if found is None or found.reading is None or at is None or at.question.type == "text":
            continue
        if prompt is not None and target not in map(fold, at.labels):
            continue
        if found.reading.value != scene.given(at) and _is_named(scene, at, found.reading):
            return found
    return None


def _some_after_none(scene: Scene) -> Correction | None:
    """ "15分钟" right after "没等": a figure, where the last answer was none and nothing takes it."""
    last = scene.earlier[-1] if scene.earlier else None
    prompt = scene.open_prompt
    if last is None or last.question.type not in ("integer", "decimal") or prompt is None:
        return None
    if prompt.question.type == "text" or scene.given(last) != 0:
        return None
    if scene.reads(prompt, scene.span) or not _is_value(scene, scene.span):
        return None
    reading = scene.value(last, scene.span)
    if reading is None or reading.value == 0 or scene.folded[slice(*scene.span)].isdecimal():
        return None
    return Correction(last.path, replace(reading, literal=False), *scene.span)


def _may_be_beside(scene: Scene, prompt: Prompt) -> bool:
    """Whether a statement of another answer may be none to the open question."""
    question = prompt.question
    if question.type != "text" or prompt.more:
        return scene.reads(prompt, scene.span) is None
    told = question.issue_detail or question.issue or has_appearance(question, "aim", "question")
    return not told


def _is_named(scene: Scene, at: Earlier, reading: Reading) -> bool:
    """Whether words besides the value name the answer: "没有了" names none."""
    start, end = scene.span
    outside = f"{scene.folded[start : reading.start]} {scene.folded[reading.end : end]}".strip(
        " 是为:"
    )
    return len(outside) > 1 and score(outside, at.labels) >= ENOUGH


def _in_a_clause(scene: Scene) -> Correction | None:
    """A named correction after other words: "我没说清楚,排队其实是一个半小时"."""
    told = scene.open_prompt is not None and scene.open_prompt.question.type == "text"
    for start, _ in clauses(scene.folded)[1:]:
        later = scene.within((start, scene.span[1]))
        found = _named(later)
        if found is None or found.path is None or found.reading is None:
            continue
        if not (told and said.MILD.search(scene.folded, start, found.start)):
            return found
    return None


def _taken_back(scene: Scene) -> Correction | None:
    """ "不是,排队时间是35分钟": what was just heard is taken back, and an answer named with its value."""
    match = scene.match(said.TAKEN_BACK)
    if match is None:
        return None
    span = scene.value_span(match)
    target = match["target"].strip()
    place = _by_place(target, scene.earlier)
    found = (
        Correction(place[0].path, None, *span) if place else by_label(scene, match, target, span)
    )
    if found is None or found.path is None:
        return None
    at = next((e for e in scene.earlier if e.path == found.path), None)
    reading = scene.value(at, span) if at is not None and at.question.type != "text" else None
    return Correction(found.path, reading, *span) if reading else None


def _by_place(words: str, earlier: Sequence[Earlier]) -> tuple[Earlier, ...] | None:
    """None when `words` name no place; empty when nothing stands at the place they name."""
    if place := said.PLACE.fullmatch(words):
        number = said.number_of(place)
        return tuple(e for e in earlier if e.number == number)
    return tuple(earlier[-1:]) if said.LAST.fullmatch(words) else None


def _last(scene: Scene) -> Correction | None:
    """The answer given last: "填错了", "改成5分钟", "不对,是30分钟"."""
    if not scene.earlier or scene.match(said.NOT_BUT):
        return None
    last = scene.earlier[-1]
    match = scene.match(said.SELF)
    if match is None or (scene.open_prompt is not None and scene.open_prompt.default is not None):
        return None
    span = scene.value_span(match)
    reading = scene.value(last, span)
    if match["change"] and (reading is None or _tells(scene, match, last)):
        return None
    if reading is None and span[0] < span[1]:
        return None
    if _could_answer(scene, match, span):
        return None
    return Correction(last.path, reading, *span)


def _tells(scene: Scene, match: re.Match[str], last: Earlier) -> bool:
    """Whether "actually" begins what is told next, and no new wording of a text that was given."""
    told = match["change"] == "actually" and last.question.type == "text"
    return told and said.OF_IT.match(scene.folded, match.end("change")) is None


def _could_answer(scene: Scene, match: re.Match[str], span: Span) -> bool:
    """Whether the words may as well answer the open question: "应该是20分钟", a bare "不对"."""
    if match["change"]:
        mild = is_weak(match) or match["change"].startswith(("填", "选", "不是"))
        return mild and scene.reads(scene.open_prompt, span) is not None
    whole, prompt = trimmed(scene.folded), scene.open_prompt
    if match["wrong"].endswith("i meant") and scene.earlier[-1].question.type == "text":
        if asks(scene.text[slice(*span)]) in ("plain", "direct"):
            return True  # "I meant how much": of the guides
        value = scene.reads(prompt, span) if prompt is not None else None
        if value is not None and prompt is not None and prompt.question.type != "text":
            return True  # "I meant 25 minutes": words were never minutes
    told = prompt is not None and prompt.question.type == "text" and not _is_value(scene, span)
    if not match["wrong"].startswith(("不", "更正")) or not (span[0] >= span[1] or told):
        return False
    return scene.reads(prompt, whole) is not None


def _is_value(scene: Scene, span: Span) -> bool:
    """Whether the words are a value of the last answer and nothing else: "三次", "35分钟"."""
    last = scene.earlier[-1]
    reading = scene.value(last, span) if last.question.type != "text" else None
    if reading is None:
        return False
    return is_filler(scene.folded[span[0] : reading.start] + scene.folded[reading.end : span[1]])
