"""Whether each field of an issue points at the words it rests on, and those words say it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.reading import durations
from bot.reading.answers import read_answer
from flows.catalog import built_in
from flows.events import Prompt
from flows.issue_terms import INITIAL_STATE
from flows.model import Flow, Question
from storage.records import FieldValue, IssueRecord
from tests.bot.homes import START

FLOWS = built_in()
IN_THEIR_WORDS = (
    "problem", "cause", "measure", "suggestion", "department", "target", "owner", "result",
    "evidence", "progress", "supplement", "review", "partners",
)  # fmt: skip


def of_walkers(issues: Iterable[IssueRecord]) -> list[IssueRecord]:
    """Those that walkers found; what an office makes of its guides rests on the guides."""
    return [issue for issue in issues if "severity" in issue.fields]


def quote(issue: IssueRecord, field: FieldValue) -> str:
    assert field.message is not None
    text = issue.messages[field.message].text
    assert 0 <= field.start < field.end <= len(text)
    return text[field.start : field.end]


def check(issue: IssueRecord) -> None:
    """Every field has words in a stored message, and they are what it says."""
    assert {"problem", "category", "severity"} <= issue.fields.keys()
    moved = issue.state != INITIAL_STATE
    fields = {  # but for what follows from a step, as who verified it does, and photos
        name: field
        for name, field in issue.fields.items()
        if not (moved and field.how == "rule" and field.start == field.end)
    }
    for field in fields.values():
        assert field.state == "confirmed"
        assert quote(issue, field).strip()
    for name, field in fields.items():
        if field.how != "asked" or name in ("item", "place"):
            continue
        words = quote(issue, field)
        if name.partition(":")[0] in IN_THEIR_WORDS or (moved and name == "mode"):
            assert field.value == words
        else:
            assert reads_as(name, words) == field.value, (name, words)
    if issue.fields["problem"].how == "rule":
        _check_rule(issue)


def _check_rule(issue: IssueRecord) -> None:
    """It quotes the last detail, or what set it off."""
    problem = issue.fields["problem"]
    words = quote(issue, problem)
    _, has_detail, last = problem.value.rpartition("；")
    detail = last.partition("：")[2] if has_detail else ""
    # A number is told without the unit that was said ("30" for "30天"), a time with blanks.
    assert detail in words or words in problem.value.replace(" ", ""), problem


def reads_as(name: str, words: str) -> str:
    """What `words` mean as an answer to the question `name` of any flow: a label, or a day."""
    if name == "minutes":
        reading = durations.read(words)
        return str(reading.value) if reading is not None else ""
    for flow in FLOWS.values():
        question = question_of(flow, name)
        if question is None:
            continue
        choices = flow.choices.get(question.list_name, ())
        prompt = Prompt(name, question, "", 0, 0, required=True, choices=choices)
        read = (read_answer(prompt, words, locale=locale, now=START) for locale in ("zh", "en"))
        reading = next((one for one in read if one is not None), None)
        if reading is None:
            continue
        if question.type == "date":
            return str(reading.value)
        names = reading.value if isinstance(reading.value, tuple) else (reading.value,)
        return "、".join(c.label["zh"] for c in choices if c.name in names)
    return ""


def question_of(flow: Flow, name: str) -> Question | None:
    rows = (row for row in flow.walk_rows() if isinstance(row, Question) and row.name == name)
    return next(rows, None)
