"""Moments that a person tells in passing take the time by themselves: "开始排队", "叫到号了".

The rows that wait for them are the walk's `hidden` ones with the appearance `moment`. What
was said last of a moment counts. Each is said back in one line with what follows from it; the
open question stays, and is shown again unless the person has their hands full (`busy`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.dialogue import queueing
from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import Form
from bot.dialogue.meanings import AnswerMeant, AskMeant, Meaning, View
from bot.dialogue.plan import Moments
from bot.dialogue.prompts import label_of, local, shown_line
from bot.dialogue.screen import place_of
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.reading import moments
from bot.reading.moments import Said
from bot.reading.words import core, fold
from flows.events import Happened, Prompt
from flows.model import Question, has_appearance
from flows.readback import correctable


def rows_of(form: Form) -> Iterator[Question]:
    """The moments that the form waits for."""
    return iter(form.flow.moments)


def told(form: Form | None, text: str, now: datetime) -> tuple[Said, ...]:
    """The moments of the walk that `text` tells."""
    if form is None or not form.state.is_under_way:
        return ()
    table = moments.table_of(tuple((row.name, row.synonyms) for row in rows_of(form)))
    return moments.find(text, table, now)


def beside(text: str, view: View, walk: Form | None) -> tuple[Meaning | Moments, tuple[Said, ...]]:
    """What `text` means, and the moments of the walk that it tells by the way.

    What answers the open question as a whole is that and no moment: "办好了" where the outcome
    is asked for. Words that tell a moment and are no answer, question or command besides
    are a story: nothing is kept of it but the words.
    """
    whole, said = understand(text, view), told(walk, text, view.now)
    rest = moments.without(text, said)
    if not said:
        return whole, ()
    if not core(fold(rest)):
        return (whole, ()) if _answers(view.prompt, whole) else (Moments(), said)
    meaning = understand(rest, view)
    aside = _answers(view.prompt, meaning) or isinstance(meaning, AskMeant | CommandMeant)
    return (meaning, said) if aside else (whole, ())


def _answers(prompt: Prompt | None, meaning: Meaning) -> bool:
    """Whether it is an answer but in free text, where a moment belongs to what happened."""
    free = prompt is not None and prompt.question.type == "text" and not prompt.more
    return isinstance(meaning, AnswerMeant) and not free


def take(talk: Talk) -> None:
    """Keep the moments of the message and say them back, each with what follows from it."""
    for said in talk.plan.moments:
        form = talk.walk_form()
        row = next((r for r in rows_of(form) if r.name == said.name), None) if form else None
        if form is None or row is None:
            continue
        before = form.state.known.get(row.name, "")
        filled = _prefilled(talk, form)
        rounds = queueing.another_round(form.state.known, said)
        if before and said.is_state and not rounds:
            _say(
                talk, row, datetime.fromisoformat(str(before)), "", []
            )  # still so: known since then
            continue
        step = talk.happen(form, Happened(row.name, said.at, rounds))
        if step.refusal is None:
            after = _prefilled(talk, form._replace(state=step.state))
            follows = [line for path, line in after.items() if path not in filled]
            if minutes := str(rounds.get(queueing.EARLIER, "")):
                _say_round(talk, row, said.at, minutes)
            else:
                _say(talk, row, said.at, "" if rounds else str(before), follows)
    if isinstance(talk.plan.meaning, Moments):
        _only(talk)


def _only(talk: Talk) -> None:
    """Nothing but moments was said: whoever has their hands full is left in peace.

    Not with a question that they have not seen: their next words would answer it.
    """
    last = talk.plan.moments[-1].name
    talk.turn.set_kind("moment", last)
    walk, form = talk.walk_form(), talk.form()
    rows = rows_of(walk) if walk is not None else ()
    if form is None or form.state.status != "open":
        return
    if any(row.name == last and has_appearance(row, "busy") for row in rows):
        talk.quiet = talk.screen.at == place_of(form, talk.now)
        talk.say("moment_busy")


def _prefilled(talk: Talk, form: Form) -> dict[str, str]:
    """What stands in the form without anyone having said it, by path."""
    return {
        line.path: talk.word(
            "pair",
            name=label_of(form, line.path, talk.locale, talk.now),
            value=shown_line(form, line, talk.locale),
        )
        for line in correctable(form.flow, form.state, talk.now)
        if line.answer is not None and line.answer.how == "default"
    }


def _say_round(talk: Talk, row: Question, at: datetime, minutes: str) -> None:
    what = local(row.label, talk.locale) or row.name
    talk.say("moment_round", time=f"{at:%H:%M}", what=what, minutes=minutes)


def _say(talk: Talk, row: Question, at: datetime, before: str, follows: list[str]) -> None:
    what = local(row.label, talk.locale) or row.name
    clock = f"{at:%H:%M}"
    again = before and before[-5:] != clock
    key = "moment_again" if again else "moment_follows" if follows else "moment"
    talk.say(key, time=clock, what=what, was=before[-5:], follows=talk.joined(follows))
