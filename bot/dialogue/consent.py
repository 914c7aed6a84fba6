"""Consent of the person whose case is walked (R90): once it is refused, nothing is kept.

Only a plain no to the open question ends a walk at once. Any other no, and every
later change of mind, is asked about first: a slip must not delete a whole visit.
"""

from __future__ import annotations

from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.talk import Talk
from bot.reading import choices
from flows.events import Answered, Cancelled, Corrected, Prompt
from flows.model import Flow, Question, has_appearance
from flows.state import State, Value

APPEARANCE, REFUSED = "consent", "no"


def refuses(question: Question, value: Value) -> bool:
    """Whether `value` is a no to the question for consent."""
    return value == REFUSED and has_appearance(question, APPEARANCE)


def is_plain(talk: Talk, prompt: Prompt) -> bool:
    """Whether the no was tapped, or said in the very words of the option ("不同意", "不愿意")."""
    return bool(talk.inbound.choose) or choices.exact(talk.plan.text, prompt.choices) is not None


def was_refused(flow: Flow, state: State) -> bool:
    """Whether a walk ended because consent was refused: no report may be made of it."""
    path = _path(flow)
    answer = state.answers.get(path)
    return state.status == "cancelled" and answer is not None and answer.value == REFUSED


def ask_whether_refused(talk: Talk) -> None:
    """Put the no to the person; until they say yes to it the walk stays as it is."""
    options = (
        Option("withdraw:yes", talk.word("withdraw_yes")),
        Option("withdraw:no", talk.word("withdraw_no")),
    )
    talk.say("withdraw_sure", talk.menu("withdraw", options))


def answered(talk: Talk, which: str) -> None:
    """The person said whether consent is refused."""
    form = talk.form()
    if which == "yes" and form is not None and form.kind == "w":
        refuse(talk, form)


def refuse(talk: Talk, form: Form) -> None:
    """End the walk, erase what it recorded, and forget what was under way."""
    path, at = _path(form.flow), talk.evidence()
    item = talk.walk.item_name if talk.walk is not None else ""
    prompt = talk.look(form).prompt
    opened = prompt is not None and prompt.path == path
    talk.turn.set_kind("answer" if opened else "correction", path)
    talk.happen(form, (Answered if opened else Corrected)(path, REFUSED, at))
    if talk.walk is None:
        return
    talk.happen(Form("w", form.flow, talk.walk.state), Cancelled())
    talk.forget(path)
    talk.turn.erase_walk(talk.walk.id)
    talk.ctx = talk.ctx.fresh()
    talk.told.clear()
    again = Option(f"start:{form.flow.id}={item}"[:200], talk.word("consent_again"))
    talk.say("consent_no", talk.menu("refused", (again,)))
    if numbers := talk.turn.issue_numbers(talk.walk.id):
        talk.say("consent_no_issues", numbers=talk.joined(numbers))


def _path(flow: Flow) -> str:
    """The question for consent, which stands outside of repeats; empty where there is none."""
    rows = (row for row in flow.walk_rows() if isinstance(row, Question))
    return next((row.name for row in rows if has_appearance(row, APPEARANCE)), "")
