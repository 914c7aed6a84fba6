"""Rehearsals: a conversation as a Markdown table, played through the real dialogue.

A flow author writes (and reads) rows like

    | who | says | holds |
    |---|---|---|
    | user | 走流程 陪同式帮办 | question=item |
    | bot | 今天走哪个事项 | |
    | user | [tap 办事窗口] | |
    | user | [photo x3] 门口的样子 | |

`user` rows are sent in order; each `bot` row names words that must stand in
what the bot said to the last `user` row. `holds` may ask for `question=PATH`,
`status=STATUS`, `issues=N` (entered in the ledger so far) and `not=WORDS`.
In brackets: `[tap LABEL]` taps the option with that label, or with LABEL in it,
that was shown last; one from further up is a stale button. `[photo]` or
`[photo xN]` sends pictures made on the spot, `[again]` repeats the last message
with its id, `[later 90]` lets so many minutes pass. Text in front of the table
is prose.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.dialogue.messages import FileIn, Inbound, Option, Outcome
from storage.records import Role

MINUTES_BETWEEN = 2
"""Time that passes between two messages of a rehearsal."""
MAX_PHOTOS = 20
MAX_LINES = 500
_ACTION = re.compile(r"^\[(tap|photo|again|later)\s*([^\]]*)\]\s*(.*)$")
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_TAKES = {
    "tap": (re.compile(r"\S.*"), "name the option, [tap LABEL]"),
    "photo": (re.compile(r"(?:x ?\d{1,3})?"), f"write [photo] or [photo x3], at most {MAX_PHOTOS}"),
    "again": (re.compile(""), "write [again]"),
    "later": (re.compile(r"\d{1,6}"), "name the minutes, [later 90]"),
}
"""What stands behind the word of an action, and the mend."""


class RehearsalError(Exception):
    """A rehearsal that cannot be read; the text names file, line and mend."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    number: int
    """Line of the file, from 1."""
    who: str
    says: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that should have held and did not."""

    number: int
    wanted: str
    got: str


def read_rehearsal(path: Path) -> tuple[Line, ...]:
    """The rows of the table in `path`. Raises `RehearsalError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RehearsalError(f"{path}: cannot be read ({error}); write a UTF-8 file") from None
    lines = tuple(_rows(path, text))
    if not any(line.who == "user" for line in lines):
        raise RehearsalError(f"{path}: no user row; write a table | who | says | holds |")
    return lines


def _rows(path: Path, text: str) -> Iterator[Line]:
    for number, raw in enumerate(text.splitlines(), start=1):
        match = _ROW.match(raw)
        if match is None:
            continue
        cells = [c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", match[1])]
        who = cells[0].lower()
        if who == "who" or set(who) <= set("-: "):
            continue
        if who not in ("user", "bot"):
            raise RehearsalError(f"{path}:{number}: who is user or bot, not {cells[0][:20]!r}")
        if number > MAX_LINES or len(cells) < 2:
            raise RehearsalError(f"{path}:{number}: three cells a row, {MAX_LINES} lines a file")
        if who == "user":
            _check_action(path, number, cells[1])
        holds = tuple(h.strip() for h in (cells[2] if len(cells) > 2 else "").split(";"))
        yield Line(number, who, cells[1], tuple(h for h in holds if h))


def _check_action(path: Path, number: int, says: str) -> None:
    action = _ACTION.match(says)
    if action is None:
        return
    form, mend = _TAKES[action[1]]
    given = action[2].strip()
    if not form.fullmatch(given) or (action[1] == "photo" and _photos(given) > MAX_PHOTOS):
        raise RehearsalError(f"{path}:{number}: [{action[1]} {given[:20]}] cannot be done; {mend}")


def _photos(given: str) -> int:
    """How many photos `x3` are; without a number it is one."""
    return int(given.lstrip("x ") or 1)


@dataclass
class Stage:
    """Where a rehearsal is played: the dialogue, and a count of the ledger's issues."""

    handle: Callable[[Inbound], Outcome]
    count_issues: Callable[[], int]
    start: datetime
    chat: str = "rehearsal"
    role: Role = "volunteer"


def play(
    lines: tuple[Line, ...],
    stage: Stage,
    hear: Callable[[str, Outcome], None] | None = None,
) -> list[Failure]:
    """Play the rows and return what did not hold; `hear` gets every message with its outcome."""
    failures: list[Failure] = []
    at = stage.start
    sent = Inbound("rehearsal", stage.chat, "", at, name=stage.chat, role=stage.role)
    outcome = Outcome(())
    shown: list[tuple[Option, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for line in lines:
            if line.who == "user":
                at += timedelta(minutes=MINUTES_BETWEEN)
                action = _ACTION.match(line.says)
                if action and action[1] == "later":
                    at += timedelta(minutes=int(action[2]))
                    continue
                sent = _inbound(line, action, sent, shown, at, Path(folder))
                outcome = stage.handle(sent)
                shown.insert(0, tuple(o for reply in outcome.replies for o in reply.options))
                if hear is not None:
                    hear(line.says, outcome)
            failures += _check(line, outcome, stage)
    return failures


def _inbound(
    line: Line,
    action: re.Match[str] | None,
    last: Inbound,
    shown: list[tuple[Option, ...]],
    at: datetime,
    folder: Path,
) -> Inbound:
    if action is not None and action[1] == "again":
        return last
    base = Inbound(
        last.channel,
        last.chat,
        f"{line.number}",
        at,
        name=last.name,
        role=last.role,
    )
    if action is None:
        return replace(base, text=line.says)
    if action[1] == "tap":
        label = action[2].strip()
        best_first = (o for one in shown for o in sorted(one, key=lambda o: o.label != label))
        chosen = next((o.id for o in best_first if label in o.label), "")
        return replace(base, choose=chosen or f"none:{label}")
    names = (f"{line.number}-{i}" for i in range(_photos(action[2].strip())))
    files = tuple(_photo(folder, name, at) for name in names)
    return replace(base, text=action[3], files=files)


def _photo(folder: Path, name: str, at: datetime) -> FileIn:
    """A small picture, different for each name, with the time it was taken inside."""
    from PIL import Image

    seed = sum(name.encode())
    picture = Image.new("RGB", (320, 240), (60 + seed % 120, 110, 150))
    exif: Any = picture.getexif()
    exif[0x010E] = name  # the description: no two pictures are the same bytes
    exif[0x0132] = at.strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(0x8769)[0x9003] = at.strftime("%Y:%m:%d %H:%M:%S")
    data = io.BytesIO()
    picture.save(data, "JPEG", exif=exif)
    path = folder / f"photo-{name}.jpg"
    path.write_bytes(data.getvalue())
    return FileIn(path, path.name, "image/jpeg")


def said(outcome: Outcome) -> str:
    """All that the bot said and offered, as one text."""
    return "\n".join(
        "\n".join([reply.text, *(f"[{option.label}]" for option in reply.options)])
        for reply in outcome.replies
    )


def _check(line: Line, outcome: Outcome, stage: Stage) -> list[Failure]:
    failures: list[Failure] = []
    text = said(outcome)
    if line.who == "bot" and line.says not in text:
        failures.append(Failure(line.number, line.says, text))
    facts: dict[str, Callable[[], str]] = {
        "question": lambda: outcome.walk.question,
        "status": lambda: outcome.walk.status,
        "issues": lambda: str(stage.count_issues()),
    }
    for hold in line.holds:
        key, _, value = hold.partition("=")
        if key == "not":
            if value in text:
                failures.append(Failure(line.number, hold, text))
        elif key not in facts:
            failures.append(Failure(line.number, hold, "unknown condition"))
        elif (got := facts[key]()) != value:
            failures.append(Failure(line.number, hold, f"{key}={got}"))
    return failures
