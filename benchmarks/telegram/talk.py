"""The talk of all sides: a link is opened, ten questions are answered, a button is pressed."""

from __future__ import annotations

from dataclasses import dataclass

QUESTIONS = 10
FLOW = "ten_questions"
LINK = f"walk_{FLOW}"
QUESTION = "Question {}: what happened at the counter?"
ANSWER = "The clerk asked for a form which is not in the guide; I waited 25 minutes. {}-{}"
CONFIRM = "done:yes"
"""What the last button sends; it stands under what the person is to check."""
CHECK = "Please check"
COMPLETE = "The walk is complete"
TOKEN = "111:volunteer-token"
UPDATES = QUESTIONS + 2
"""Of one walk."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a person does (a text, or a button), and what the bot shows then."""

    text: str
    until: str
    is_press: bool = False


def walk(chat: int, number: int) -> list[Step]:
    """One walk of a person, who has their own words each time."""
    shown = [*(QUESTION.format(n + 1) for n in range(QUESTIONS)), CHECK]
    said = [f"/start {LINK}", *(ANSWER.format(f"{chat}.{number}", n) for n in range(QUESTIONS))]
    steps = [Step(text, until) for text, until in zip(said, shown, strict=True)]
    return [*steps, Step(CONFIRM, COMPLETE, is_press=True)]
