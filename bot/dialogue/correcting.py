"""Corrections of earlier answers: at once, by asking for the new value, or by asking which."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import followups, items, unread, walking
from bot.dialogue.buttons import as_asked
from bot.dialogue.context import STAY
from bot.dialogue.earlier import changeable, is_prefilled
from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.prompts import (
    choice_id,
    label_of,
    local,
    question_at,
    question_prompt,
    short,
    shown_line,
)
from bot.dialogue.talk import Talk
from bot.dialogue.understand import CorrectionMeant
from bot.dialogue.values import answer_in, is_free_text
from bot.reading import free_text, text_edits
from bot.reading.answers import read_answer
from bot.reading.correction_scene import Edit
from bot.reading.option import NONE_NAMES
from flows.model import has_appearance
from flows.readback import LineView, choices_of
from flows.state import Evidence, Value

LISTED = 8
"""Answers that are offered for correction at once; the others are one tap away."""


def correction(talk: Talk, meaning: CorrectionMeant) -> None:
    """ "第三个改成5分钟": at once; "刚才那个填错了": ask for the new value; else which."""
    talk.turn.set_kind("correction", meaning.path or "")
    form = talk.form()
    if form is None:
        talk.no_walk()
        return
    if meaning.path is None and meaning.among:
        _ask_which_of(talk, meaning)
    elif meaning.path is None:
        ask_which(talk)
    elif meaning.reading is None:
        _say_no_such_choice(talk, form, meaning.path, meaning.text)
        ask_new_value(talk, meaning.path)
    else:
        reading = meaning.reading
        _set_value(talk, meaning.path, reading.value, reading.start, reading.end, meaning.edit)
        if meaning.rest is not None:
            unread.keep_note(talk, *meaning.rest)


def _say_no_such_choice(talk: Talk, form: Form, path: str, words: str) -> None:
    if words and question_at(form, path).list_name:
        label = label_of(form, path, talk.locale, talk.now)
        talk.say("no_such_choice", text=short(words), label=label)


def _is_left_out(talk: Talk, form: Form, path: str, value: Value) -> bool:
    """Whether it is a choice of the list that the question's `choice_filter` leaves out."""
    offered = {choice.name for choice in choices_of(form.flow, form.state, path, talk.now)}
    chosen = value if isinstance(value, tuple) else (value,)
    return bool(question_at(form, path).list_name) and not offered.issuperset(chosen)


def _set_value(talk: Talk, path: str, value: Value, start: int, end: int, edit: Edit = "") -> None:
    form = talk.form()
    if form is None:
        return
    question = question_at(form, path)
    if items.names_service(question):
        items.resolve(talk, form, path, talk.plan.text[start:end], start, end)
        return
    if followups.tells_nothing(talk, form, path, value):
        return
    if _is_left_out(talk, form, path, value):
        _say_no_such_choice(talk, form, path, talk.plan.text[start:end])
        ask_new_value(talk, path)
        return
    walking.correct(talk, form, path, value, talk.evidence(start, end), edited=bool(edit))


def _lines(talk: Talk) -> tuple[LineView, ...]:
    form = talk.form()
    return changeable(form, talk.now) if form is not None else ()


def ask_which(talk: Talk, *, rest: bool = False) -> None:
    """List the answers given last; `rest`: the earlier ones, and what nobody was asked.

    What is not listed can still be picked by its name.
    """
    lines = _lines(talk)
    form = talk.form()
    if not lines or form is None:
        talk.say("nothing_to_correct")
        return
    said = [line for line in lines if not is_prefilled(line)]
    last = said[-LISTED:] if len(lines) > LISTED else list(lines)
    others = [line for line in lines if line not in last]
    more = [Option("which:rest", talk.word("more_answers"))] if others and not rest else []
    shown, hidden = (others, last) if rest else (last, others)
    options = [*(_listed(talk, form, line) for line in shown), *more]
    talk.menu("which", (*options, *(_listed(talk, form, line) for line in hidden)))
    talk.say("which_correct", (*options, Option(STAY, talk.word("stay"))))


def _ask_which_of(talk: Talk, meaning: CorrectionMeant) -> None:
    """The words name several answers: which one is to have the new value, if one was said?"""
    form = talk.form()
    if form is None:
        return
    lines = [line for line in _lines(talk) if line.path in meaning.among]
    options = tuple(_listed(talk, form, line) for line in lines)
    data = {"text": meaning.text, "message": str(talk.turn.message_id)}
    data["start"] = str(max(talk.plan.text.rfind(meaning.text), 0))
    if meaning.edit:
        data["edit"] = meaning.edit
    talk.say("which_correct", talk.menu("which", options, **data))


def picked(talk: Talk, path: str, data: Mapping[str, str]) -> None:
    """One of the listed answers: set it to the value that was said before, or ask for one."""
    form, words = talk.form(), data.get("text", "")
    prompt = question_prompt(form, path) if form is not None and words else None
    if form is None or prompt is None or has_appearance(prompt.question, "item"):
        ask_new_value(talk, path)
        return
    reading = read_answer(prompt, words, locale=talk.form_locale, now=talk.now)
    if reading is None:
        ask_new_value(talk, path)
        return
    at, start = int(data["message"]), int(data["start"])
    talk.turn.set_kind("correction", path)
    evidence = Evidence(at, start + reading.start, start + reading.end)
    value, edit = reading.value, data.get("edit", "")
    if edit and isinstance(value, str):
        old = next((str(line.value) for line in _lines(talk) if line.path == path), "")
        value = text_edits.grown(old, value, as_points=edit == "points")
    walking.correct(talk, form, path, value, evidence, edited=bool(edit))


def take_away(talk: Talk, rest: str) -> None:
    """`path=choice`: take it out of the answer; where it was the only one, "none" or a new one."""
    path, _, choice = rest.partition("=")
    form = talk.form()
    answer = form.state.answers.get(path) if form is not None else None
    if form is None or answer is None or not isinstance(answer.value, tuple):
        talk.stale()
        return
    left = tuple(name for name in answer.value if name != choice)
    names = (c.name for c in choices_of(form.flow, form.state, path, talk.now))
    none = tuple(name for name in names if name in NONE_NAMES)
    if not left and len(none) != 1:
        ask_new_value(talk, path)
        return
    talk.turn.set_kind("correction", path)
    walking.correct(talk, form, path, left or none, talk.evidence())


def _listed(talk: Talk, form: Form, line: LineView) -> Option:
    label = label_of(form, line.path, talk.locale, talk.now)
    value = short(shown_line(form, line, talk.locale), 20) or talk.word("not_given")
    return Option(f"fix:{line.path}", talk.word("pair", name=label, value=value))


def ask_new_value(talk: Talk, path: str) -> None:
    """Ask for the new value of the answer at `path`."""
    form = talk.form()
    line = next((one for one in _lines(talk) if one.path == path), None)
    if form is None or line is None:
        talk.stale()
        return
    choices = choices_of(form.flow, form.state, path, talk.now)
    options = tuple(
        Option(choice_id(form, path, c.name), local(c.label, talk.locale)) for c in choices
    )
    label = label_of(form, path, talk.locale, talk.now)
    old = shown_line(form, line, talk.locale) or talk.word("not_given")
    talk.say("new_value", talk.menu("value", options, path=path), label=label, old=short(old))
    talk.replies[-1] = as_asked(talk.replies[-1], line.question)


def ask_item(talk: Talk) -> None:
    """ "换个事项": ask for the service anew; where none was named yet it is asked for anyway."""
    form = talk.form()
    if form is None or form.kind == "i":
        talk.say("capture_first") if form is not None else talk.no_walk()
        return
    named = [line for line in _lines(talk) if has_appearance(line.question, "item")]
    if named:
        ask_new_value(talk, named[0].path)
    else:
        talk.say("item_anew")


def new_value(talk: Talk, path: str, text: str) -> None:
    form = talk.form()
    if form is None:
        talk.stale()
        return
    prompt = question_prompt(form, path)
    reading = answer_in(text, prompt, locale=talk.form_locale, now=talk.now)
    talk.turn.set_kind("correction", path)
    shrugs = is_free_text(prompt) and free_text.is_dont_know(text)
    if reading is None or shrugs:
        unread.not_understood(talk, "dont_know" if shrugs else "value", prompt)
        if talk.ctx.misses:  # else ways out were offered: do not insist
            ask_new_value(talk, path)
        return
    _set_value(talk, path, reading.value, reading.start, reading.end)
