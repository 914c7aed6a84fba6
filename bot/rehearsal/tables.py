"""Reading a rehearsal: its rows, and who talks in it.

Guards that every cell can be written by code and read again as it was: a cell is on
one line, `<br>` stands for a new line, and a backslash before `|`, `<` and itself.
Blanks that nobody sees do not count (`tidy`). Text outside of the table is prose,
but for lines like `role: staff` above it, which say who talks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from flows.characters import storable
from flows.model import LOCALES
from storage.packing import CHINA
from storage.records import Role

MAX_PHOTOS = 20
MAX_LINES = 2_000
START = datetime(2026, 11, 24, 9, tzinfo=CHINA)
"""When a rehearsal begins that does not say it: a Tuesday."""
NEW_LINE = "<br>"
ACTION = re.compile(r"^\[(tap|photo|voice|file|again|later)\s*([^\]]*)\]\s*(.*)$", re.DOTALL)
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_CELL = re.compile(r"(?:[^|\\]|\\.)*+")
_ESCAPED = re.compile(r"\\([\\|<])|<br>")
_HEAD = re.compile(r"(role|locale|department|flow|start)[ \t]*:[ \t]*(\S.*?)[ \t]*")

Words = tuple[str, str]
"""The same in Chinese and in English."""
_NOTHING: tuple[re.Pattern[str], Words] = (re.compile(""), ("", ""))
_TAKES: dict[str, tuple[re.Pattern[str], Words]] = {
    "tap": (
        re.compile(r"\S.*"),
        ("写出选项，如 [tap 办事窗口]", "name the option, [tap LABEL]"),
    ),
    "photo": (
        re.compile(r"(?:x ?\d{1,3})?"),
        (
            f"写成 [photo] 或 [photo x3]，最多 {MAX_PHOTOS} 张",
            f"write [photo] or [photo x3], at most {MAX_PHOTOS}",
        ),
    ),
    "voice": (_NOTHING[0], ("写成 [voice]", "write [voice]")),
    "file": (_NOTHING[0], ("写成 [file]", "write [file]")),
    "again": (_NOTHING[0], ("写成 [again]", "write [again]")),
    "later": (
        re.compile(r"\d{1,6}"),
        ("写出分钟数，如 [later 90]", "name the minutes, [later 90]"),
    ),
}
"""What stands behind the word of an action, and the mend."""


class RehearsalError(Exception):
    """A rehearsal that cannot be played: file, line and mend, in `zh` and `en`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = {"zh": zh, "en": en}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    number: int
    """Line of the file, from 1."""
    who: str
    says: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who talks, in which flow and when. `locale` "" is told by the words, as in any chat."""

    role: Role = "volunteer"
    locale: str = ""
    department: str = ""
    flow: Path | None = None
    """A flow file beside the built-in ones; in the rehearsal its path is told from there."""
    start: datetime = START


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rehearsal that can be played."""

    lines: tuple[Line, ...]
    cast: Cast = field(default_factory=Cast)


def tidy(text: str) -> str:
    """`text` as a cell can hold it: without blanks at the ends of lines, one between words."""
    lines = (" ".join(line.split()) for line in storable(text).splitlines())
    return "\n".join(lines).strip("\n")


def escaped(text: str) -> str:
    """`tidy` text as the words of a cell."""
    for plain in ("\\", "|", NEW_LINE):
        text = text.replace(plain, f"\\{plain}")
    return text.replace("\n", NEW_LINE)


def unescaped(cell: str) -> str:
    """The inverse of `escaped`."""
    return _ESCAPED.sub(lambda found: found[1] or "\n", cell)


def cells(raw: str) -> list[str] | None:
    """The cells of a line as they are written; None where it is no row of a table with words."""
    match = _ROW.match(raw)
    if match is None:
        return None
    found, at = [], 0
    while at <= len(match[1]):
        cell = _CELL.match(match[1], at)
        end = cell.end() if cell else at
        found.append(match[1][at:end].strip())
        at = end + 1
    who = found[0].lower()
    return None if who == "who" or set(who) <= set("-: ") else found


def read_rehearsal(path: Path) -> Rehearsal:
    """The rehearsal in `path`. Raises `RehearsalError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RehearsalError(
            f"{path}：读不出来（{error}）；写成 UTF-8 文件",
            f"{path}: cannot be read ({error}); write a UTF-8 file",
        ) from None
    lines = tuple(_rows(path, text))
    if not any(line.who == "user" for line in lines):
        raise RehearsalError(
            f"{path}：没有 user 行；写一张 | who | says | holds | 的表",
            f"{path}: no user row; write a table | who | says | holds |",
        )
    return Rehearsal(lines, _cast(path, text))


def _rows(path: Path, text: str) -> Iterator[Line]:
    for number, raw in enumerate(text.split("\n"), start=1):
        row = cells(raw)
        if row is None:
            continue
        who = row[0].lower()
        if who not in ("user", "bot"):
            raise _fault(
                path,
                number,
                f"who 写 user 或 bot，不是 {row[0][:20]!r}",
                f"who is user or bot, not {row[0][:20]!r}",
            )
        if number > MAX_LINES or len(row) < 2:
            raise _fault(
                path,
                number,
                f"每行三格，文件最多 {MAX_LINES} 行",
                f"three cells a row, {MAX_LINES} lines a file",
            )
        says = unescaped(row[1])
        if who == "user":
            _check_action(path, number, says)
        holds = (h.strip() for h in unescaped(row[2] if len(row) > 2 else "").split(";"))
        yield Line(number, who, says, tuple(h for h in holds if h))


def _fault(path: Path, number: int, zh: str, en: str) -> RehearsalError:
    return RehearsalError(f"{path}:{number}：{zh}", f"{path}:{number}: {en}")


def _check_action(path: Path, number: int, says: str) -> None:
    action = ACTION.match(says)
    if action is None:
        return
    form, (zh, en) = _TAKES[action[1]]
    given = action[2].strip()
    if not form.fullmatch(given) or (action[1] == "photo" and photos(given) > MAX_PHOTOS):
        told = f"[{action[1]} {given[:20]}]"
        raise _fault(path, number, f"{told} 做不了；{zh}", f"{told} cannot be done; {en}")


def photos(given: str) -> int:
    """How many photos `x3` are; without a number it is one."""
    return int(given.lstrip("x ") or 1)


def _cast(path: Path, text: str) -> Cast:
    """Who talks, by the lines in front of the first row."""
    cast = Cast()
    for number, raw in enumerate(text.split("\n"), start=1):
        if _ROW.match(raw):
            break
        if head := _HEAD.fullmatch(raw):
            cast = replace(cast, **{head[1]: _told(path, number, head[1], head[2])})
    return cast


def _told(path: Path, number: int, key: str, value: str) -> Any:
    """The value of a line like `role: staff`."""
    known = {"role": get_args(Role), "locale": LOCALES}.get(key, (value,))
    if value not in known:
        names = ", ".join(known)
        raise _fault(path, number, f"{key} 只有：{names}", f"{key} is one of: {names}")
    if key == "flow":
        return path.parent / value
    if key == "start":
        try:
            start = datetime.fromisoformat(value)
        except ValueError:
            zh, en = "start 写成 2026-03-02 09:00 这样", "start is a time like 2026-03-02 09:00"
            raise _fault(path, number, zh, en) from None
        return start if start.tzinfo else start.replace(tzinfo=CHINA)
    return value
