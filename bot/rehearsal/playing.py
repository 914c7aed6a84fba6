"""Playing a rehearsal: its `user` rows are sent, and what must hold is looked at.

`holds` may ask, separated by `;`, for

    question=PATH  status=STATUS  issues=N (entered in the ledger so far)  not=WORDS
    answer=PATH:VALUE  note=WORDS (in a note of the walk)  category=TERM (of the last issue)

In brackets: `[tap LABEL]` taps the option with that label, or with LABEL in it,
that was shown last; one from further up is a stale button. `[photo]` or
`[photo xN]`, `[voice]` and `[file]` send files made on the spot, `[again]` repeats
the last message with its id, `[later 90]` lets so many minutes pass.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.dialogue.messages import FileIn, Inbound, Option, Outcome, Reply
from bot.rehearsal import pictures
from bot.rehearsal.checking import ACTION, photos
from bot.rehearsal.tables import Cast, Line, Rehearsal, tidy
from flows.state import State
from storage.reading import Reader

MINUTES_BETWEEN = 2
"""Time that passes between two messages of a rehearsal."""
_NO_OPTION = "none:"


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that should have held and did not."""

    number: int
    wanted: str
    got: str


@dataclass
class Stage:
    """Where a rehearsal is played: the dialogue, and the records that it keeps.

    `start` stands above the rehearsal's own. Without a `reader`, nothing can be held of
    what was kept.
    """

    handle: Callable[[Inbound], Outcome]
    count_issues: Callable[[], int]
    start: datetime | None = None
    chat: str = "rehearsal"
    reader: Reader | None = None


def play(
    rehearsal: Rehearsal,
    stage: Stage,
    hear: Callable[[Line, Outcome], None] | None = None,
) -> list[Failure]:
    """Play the rows and return what did not hold; `hear` gets every message with its outcome."""
    failures: list[Failure] = []
    cast = rehearsal.cast
    at = stage.start or cast.start
    sent = _person(stage, cast, at)
    outcome = Outcome(())
    shown: list[tuple[Option, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for line in rehearsal.lines:
            if line.who == "user":
                at += timedelta(minutes=MINUTES_BETWEEN + _minutes(line))
                if not _minutes(line):
                    sent = _inbound(line, sent, shown, at, Path(folder))
                    failures += _never_shown(line, sent, shown)
                    outcome = stage.handle(sent)
                    shown.insert(0, tuple(o for reply in outcome.replies for o in reply.options))
                    if hear is not None:
                        hear(line, outcome)
            failures += _check(line, outcome, stage)
    return failures


def _person(stage: Stage, cast: Cast, at: datetime) -> Inbound:
    """A message of the one who talks, to be filled in."""
    return Inbound(
        "rehearsal",
        stage.chat,
        "",
        at,
        name=stage.chat,
        role=cast.role,
        department=cast.department,
        locale=cast.locale,
    )


def _minutes(line: Line) -> int:
    """How long the person stays away; 0 for what is sent."""
    action = ACTION.match(line.says)
    return int(action[2]) if action and action[1] == "later" else 0


def _inbound(
    line: Line, last: Inbound, shown: list[tuple[Option, ...]], at: datetime, folder: Path
) -> Inbound:
    action = ACTION.match(line.says)
    if action is not None and action[1] == "again":
        return last
    base = replace(last, external_id=f"{line.number}", at=at, text="", choose="", files=())
    if action is None:
        return replace(base, text=line.says)
    if action[1] == "tap":
        return replace(base, choose=_option(action[2].strip(), shown))
    files = _files(action[1], f"{line.number}", action[2].strip(), at, folder)
    return replace(base, text=action[3], files=files)


def _never_shown(line: Line, sent: Inbound, shown: list[tuple[Option, ...]]) -> list[Failure]:
    """That an option is tapped which was never there."""
    if not sent.choose.startswith(_NO_OPTION) or not line.says.startswith("[tap"):
        return []
    last = next(filter(None, shown), ())
    offered = " ".join(f"[{option.label}]" for option in last)
    return [Failure(line.number, line.says, offered or "[]")]


def _option(label: str, shown: list[tuple[Option, ...]]) -> str:
    best_first = (o for one in shown for o in sorted(one, key=lambda o: o.label != label))
    chosen = next((o.id for o in best_first if label in o.label), "")
    return chosen or f"{_NO_OPTION}{label}"


def _files(kind: str, name: str, given: str, at: datetime, folder: Path) -> tuple[FileIn, ...]:
    if kind == "voice":
        return (pictures.voice(folder, name),)
    if kind == "file":
        return (pictures.document(folder, name),)
    return tuple(pictures.photo(folder, f"{name}-{i}", at) for i in range(photos(given)))


def bubble(reply: Reply) -> str:
    """What a reply says, and on a line of their own its options."""
    options = " ".join(f"[{option.label}]" for option in reply.options)
    return f"{reply.text}\n{options}" if options else reply.text


def said(outcome: Outcome) -> str:
    """All that the bot said and offered, as one text."""
    return "\n".join(map(bubble, outcome.replies))


def _check(line: Line, outcome: Outcome, stage: Stage) -> list[Failure]:
    failures: list[Failure] = []
    text = tidy(said(outcome))
    if line.who == "bot" and tidy(line.says) not in text:
        failures.append(Failure(line.number, line.says, text))
    for hold in line.holds:
        key, _, value = hold.partition("=")
        if key == "not":
            if value in text:
                failures.append(Failure(line.number, hold, text))
        elif (got := _fact(key, value, outcome, stage)) != value:
            told = f"{key}={got}" if got is not None else "unknown condition"
            failures.append(Failure(line.number, hold, told))
    return failures


def _fact(key: str, value: str, outcome: Outcome, stage: Stage) -> str | None:
    """What `key` is now, written as `value` is if it holds; None for what is not known."""
    match key:
        case "question":
            return outcome.walk.question
        case "status":
            return outcome.walk.status
        case "issues":
            return str(stage.count_issues())
    if stage.reader is None:
        return None
    walk = int(outcome.walk.id or 0)
    match key:
        case "answer":
            record = stage.reader.walk(walk)
            path = value.partition(":")[0]
            return f"{path}:{_answer(record.state, path) if record else ''}"
        case "note":
            notes = [note.text for note in stage.reader.notes(walk)]
            return value if any(value in note for note in notes) else " / ".join(notes)
        case "category":
            issues = stage.reader.issues()
            return issues[-1].fields["category"].value if issues else ""
    return None


def _answer(state: State, path: str) -> str:
    """The value as it is kept, the names of several choices with a comma between them."""
    answer = state.answers.get(path)
    if answer is None:
        return ""
    return ",".join(answer.value) if isinstance(answer.value, tuple) else str(answer.value)
