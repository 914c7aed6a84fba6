"""How an issue came to be what it is: each step with when, who, what and why, a page at a time."""

from __future__ import annotations

from bot.dialogue.issue_wanted import IssuesFound
from bot.dialogue.issue_words import state_word
from bot.dialogue.messages import Option
from bot.dialogue.move_words_shown import pair, step_words
from bot.dialogue.talk import Talk
from storage.issue_history import MoveRecord
from storage.records import IssueRecord

SHOWN = 8
"""Steps of a page."""


def tell(talk: Talk, found: IssuesFound, issue: IssueRecord, further: Option | None) -> None:
    """A page of the steps; `further` is the button for the next one."""
    steps, start = found.history, found.wanted.start
    shown = steps[start : start + SHOWN]
    if not shown:
        talk.say("list_ends")
        return
    lines = [talk.word("history_head", number=issue.number, count=len(steps))]
    for place, step in enumerate(shown, start=start + 1):
        lines += _step(talk, place, step)
    left = start + len(shown) < len(steps) and further is not None
    talk.say_text("\n".join(lines), (further,) if left and further is not None else ())


def _step(talk: Talk, place: int, step: MoveRecord) -> list[str]:
    state = state_word(step.after, talk.locale)
    moved = talk.word("history_state", state=state) if step.after != step.before else ""
    lines = [talk.word("history_line", place=place, state=moved, **step_words(talk, step))]
    is_told = talk.turn.person.role != "staff"  # whom marks would lead to the one who gave them
    given = [
        pair(talk, name, value)
        for name, value in step.given.items()
        if value and (is_told or name != "satisfaction")
    ]
    return [*lines, *(talk.word("history_given", told=one) for one in given)]
