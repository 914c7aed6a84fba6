"""Every row of utterances.md means what it says; and whatever is typed, nothing breaks."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.dialogue.understand import (
    Ambiguous,
    AnswerMeant,
    AskMeant,
    CommandMeant,
    CorrectionMeant,
    Earlier,
    IssueMeant,
    Meaning,
    NoteMeant,
    NotUnderstood,
    View,
    understand,
)
from bot.reading.reading import Reading
from flows.events import Prompt
from flows.model import Choice, Question
from flows.state import Value

NOW = datetime.fromisoformat("2026-11-24T15:30:00+08:00")
SHEET = (Path(__file__).parent / "utterances.md").read_text(encoding="utf-8")
EARLIER = ("item", "place", "queue", "trips", "channels")


def _rows(heading: str) -> list[list[str]]:
    section = SHEET.split(f"## {heading}")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def _choices(cell: str) -> tuple[Choice, ...]:
    out = []
    for one in filter(None, map(str.strip, cell.split(";"))):
        name, _, words = one.partition(":")
        label, *synonyms = (w.strip() for w in words.split(" / "))
        extra = {"synonyms": "|".join(synonyms)}
        if name.endswith("!"):
            extra["issue_category"] = "其他"
        out.append(Choice(name.rstrip("!"), {"zh": label}, extra))
    return tuple(out)


def _prompts() -> dict[str, Prompt]:
    prompts = {}
    for key, type_, appearance, required, label, short, options in _rows("Questions"):
        question = Question(
            name=key,
            type=type_,  # type: ignore[arg-type]
            row=0,
            label={"zh": label},
            short={"zh": short},
            appearance=appearance,
        )
        prompts[key] = Prompt(
            key, question, "s", 1, 9, required=required == "yes", choices=_choices(options)
        )
    return prompts


PROMPTS = _prompts()


def _earlier(order: tuple[str, ...]) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(
            path=key,
            labels=(PROMPTS[key].question.short["zh"], PROMPTS[key].question.label["zh"]),
            number=number,
            question=PROMPTS[key].question,
            choices=PROMPTS[key].choices,
        )
        for number, key in enumerate(order, start=1)
    )


def view_of(cell: str, text: str = "") -> View:
    open_, _, last = (part.strip() for part in cell.partition("<"))
    order = EARLIER
    if last:
        order = (*(k for k in EARLIER if k != last), last)
    status = {"-": "none", "paused": "paused"}.get(open_, "open")
    return View(
        prompt=PROMPTS.get(open_),
        earlier=() if open_ == "-" else _earlier(tuple(k for k in order if k != open_)),
        status=status,  # type: ignore[arg-type]
        locale="en" if re.search("[a-z]{3}", text) and text.isascii() else "zh",
        now=NOW,
    )


def _value(value: Value) -> str:
    shown = " ".join(value) if isinstance(value, tuple) else str(value)
    return shown.removesuffix("+08:00")


def _reading(reading: Reading) -> str:
    return ("" if reading.literal else "~") + _value(reading.value)


def shown(meaning: Meaning, text: str) -> tuple[str, str]:
    """A meaning as the table writes it."""
    match meaning:
        case AnswerMeant(reading, rest, ask):
            more = f" + {text[slice(*rest)]}" if rest else ""
            return "answer", _reading(reading) + more + (f" ? {ask}" if ask else "")
        case AskMeant(question):
            return "ask", question
        case Ambiguous(_, question):
            return "both", question
        case CorrectionMeant(path, reading, _):
            value = f" = {_reading(reading)}" if reading else ""
            return "correction", (path or "?") + value
        case NoteMeant(words, _, _):
            return "note", words
        case IssueMeant(words, _, _):
            return "issue", words
        case CommandMeant(name, argument, _):
            return "command", f"{name} {argument}".strip()
        case NotUnderstood(reason):
            return "unclear", reason


@pytest.mark.parametrize(
    ("open_", "text", "what", "gives"), _rows("Messages"), ids=lambda cell: cell or "-"
)
def test_a_message_means_what_the_table_says(open_: str, text: str, what: str, gives: str) -> None:
    assert shown(understand(text, view_of(open_, text)), text) == (what, gives)


def test_the_table_is_long_enough_to_be_worth_something() -> None:
    rows = _rows("Messages")
    assert len(rows) >= 200
    assert {row[2] for row in rows} == {
        "answer", "ask", "both", "correction", "note", "issue", "command", "unclear"
    }  # fmt: skip
