"""Follow-ups that ask what was wrong, when the answer tells nothing.

"没有" to "哪一点不清楚？" is no problem to be put in a ledger: it speaks against the mark that
brought the question up, so whether that is to be changed is asked. "1" or "a" is no story
either; it is asked again, with the example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.dialogue.context import STAY
from bot.dialogue.house import CAPTURE_FLOW, PROBLEM, Form
from bot.dialogue.instances import offered
from bot.dialogue.messages import Option
from bot.dialogue.prompts import label_of, question_at, show_value
from bot.dialogue.talk import Talk
from bot.dialogue.unread import miss
from bot.reading import free_text, yesno
from bot.reading.numbers import CJK
from bot.reading.option import key_of
from bot.reading.small_talk import is_small_talk
from bot.reading.words import core, fold
from flows.expressions import REFERENCE
from flows.model import Group, Question, Row
from flows.readback import list_of
from flows.state import Value

_ALL_WELL = re.compile(
    r"(?:都|其实|也|倒|好像|应该|真的?|还|挺|很|蛮)*+"
    r"(?:没(?:有)?(?:什么|啥|哪里|哪儿)?不[^,;.!?\s]{1,5}(?:地方)?的?|"
    r"(?:好|清楚|明白|满意|顺利|方便)的?)(?:了|啊|呀|吧)*|"
    r"nothing (?:was )?(?:wrong|unclear|bad)|(?:it was |all |it's )(?:clear|fine|ok|okay|good|well)"
)
_FIGURES = re.compile(rf"[0-9{CJK}]+")


def tells_nothing(talk: Talk, form: Form, path: str, value: Value) -> bool:
    """Whether `value` tells nothing of what was wrong; then the person was asked about it."""
    if offered(form, path):
        return False
    question = question_at(form, path)
    reports = form.flow.id == CAPTURE_FLOW and question.name == PROBLEM
    if question.type != "text" or not (question.issue_detail or question.issue or reports):
        return False
    said = str(value)
    denied = denies(said)
    trigger, choice = _trigger(form, path, question) if denied and not reports else ("", "")
    if denied and (reports or trigger):
        talk.turn.set_kind("unclear", path)
        if reports:
            _ask_whether_to_report(talk)
        else:
            _ask_whether_wrong(talk, form, trigger, choice)
        return True
    if not (denied or _is_too_little(said)):
        return False
    talk.turn.set_kind("unclear", path)
    talk.say("too_little")
    miss(talk)
    return True


def denies(said: str) -> bool:
    """Whether `said` says that there was nothing: "没有", "无", "没什么不清楚的"."""
    nothing = free_text.is_nothing(said) or yesno.bare(said) == "no"
    return nothing or _ALL_WELL.fullmatch(core(fold(said))) is not None


def _is_too_little(said: str) -> bool:
    """Whether nobody could make anything of it: a number, a letter, a laugh; "慢" is a word."""
    key = key_of(said)
    letter = key.isascii() and len(key) <= 1
    return letter or _FIGURES.fullmatch(key) is not None or is_small_talk(said)


def _ask_whether_to_report(talk: Talk) -> None:
    options = (
        Option("end:report", talk.word("capture_drop")),
        Option("end:no", talk.word("capture_go_on")),
    )
    talk.say("capture_nothing", talk.menu("end_report", options))


def _ask_whether_wrong(talk: Talk, form: Form, trigger: str, choice: str) -> None:
    """Offer to change the answer that the follow-up hangs on, or to say what was wrong."""
    answer = form.state.answers[trigger]
    asked = question_at(form, trigger)
    choices = list_of(form.flow, form.state, trigger)
    label = label_of(form, trigger, talk.locale, talk.now)
    several = isinstance(answer.value, tuple) and choice
    shown = show_value(asked, choices, (choice,) if several else answer.value, talk.locale)
    if several:
        change = Option(f"less:{trigger}={choice}", talk.word("take_away", value=shown))
    else:
        change = Option(f"fix:{trigger}", talk.word("change_answer", label=label))
    options = (change, Option(STAY, talk.word("say_after_all")))
    menu = talk.menu("nothing_wrong", options)
    talk.say("nothing_wrong", menu, label=label, value=shown)


def _trigger(form: Form, path: str, question: Question) -> tuple[str, str]:
    """The path of the answer that the question hangs on, and its choice, if one is named.

    A question that describes a problem hangs on that of the problem, one that is a problem
    itself on what decides whether it is asked; on neither, the path is empty.
    """
    answers, place = form.state.answers, path.rpartition("/")[0]
    for described in question.issue_detail.split():
        name, _, choice = described.partition(":")
        for at in (f"{place}/{name}", name):
            if at in answers:
                return at, choice
    asked_if = " ".join(row.relevant for row in _way_to(form.flow.rows, question))
    return next((name for name in REFERENCE.findall(asked_if)[::-1] if name in answers), ""), ""


def _way_to(rows: Iterable[Row], question: Question) -> list[Row]:
    """The groups around a question, the outermost first, and the question."""
    for row in rows:
        if row is question:
            return [row]
        if isinstance(row, Group) and (way := _way_to(row.rows, question)):
            return [row, *way]
    return []
