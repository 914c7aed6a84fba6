"""Reading a rehearsal: its rows, and who talks in it.

Guards that every cell can be written by code and read again as it was: a cell is on
one line, `<br>` stands for a new line, and a backslash before `|`, `<` and itself.
Blanks that nobody sees do not count (`tidy`). Text outside of the table is prose,
but for lines like `role: staff` above it, which say who talks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from bot.rehearsal.checking import NO_ROW, Words, faults_of, looks_like_a_row
from flows.characters import storable
from flows.model import LOCALES
from flows.reason_texts import reason_in
from storage.packing import CHINA
from storage.records import Role

MAX_LINES = 2_000
MAX_TOLD = 20
"""Faults of one file that are told."""
START = datetime(2026, 11, 24, 9, tzinfo=CHINA)
"""When a rehearsal begins that does not say it: a Tuesday."""
NEW_LINE = "<br>"
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_CELL = re.compile(r"(?:[^|\\]|\\.)*+")
_ESCAPED = re.compile(r"\\([\\|<])|<br>")
_HEAD = re.compile(r"(role|locale|department|flow|guides|start)[ \t]*[:：][ \t]*(\S.*?)[ \t]*")


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
    """Who talks, in which flow, by which guides, when. `locale` "" is told by the words."""

    role: Role = "volunteer"
    locale: str = ""
    department: str = ""
    flow: Path | None = None
    """A flow file beside the built-in ones; in the rehearsal its path is told from there."""
    guides: Path | None = None
    """Guides in place of the samples, by their path from the rehearsal, too."""
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
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RehearsalError(
            f"{path}：不是 UTF-8 文本；用记事本“另存为”，编码选 UTF-8",
            f"{path}: not UTF-8 text; save it again with the encoding UTF-8",
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise RehearsalError(
            f"{path}：读不了（{reason_in(reason, 'zh')}）；看看文件在不在，能不能打开",
            f"{path}: cannot be read ({reason}); check that it exists and may be opened",
        ) from None
    lines = _rows(path, text)
    if not any(line.who == "user" for line in lines):
        raise RehearsalError(
            f"{path}：没有 user 行；写一张 | who | says | holds | 的表",
            f"{path}: no user row; write a table | who | says | holds |",
        )
    return Rehearsal(tuple(lines), _cast(path, text))


def _rows(path: Path, text: str) -> list[Line]:
    """All rows. Raises RehearsalError with every fault of them."""
    lines: list[Line] = []
    wrong: list[RehearsalError] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        row = cells(raw)
        if row is None:
            if looks_like_a_row(raw) and not _ROW.match(raw):
                wrong.append(_fault(path, number, *NO_ROW))
            continue
        if number > MAX_LINES:
            words = (f"文件最多 {MAX_LINES} 行，分成几个文件", f"{MAX_LINES} lines a file at most")
            wrong.append(_fault(path, number, "", words))
            break
        says = unescaped(row[1] if len(row) > 1 else "")
        parts = (h.strip() for h in unescaped(row[2] if len(row) > 2 else "").split(";"))
        holds = tuple(h for h in parts if h)
        wrong += [_fault(path, number, *fault) for fault in faults_of(row, says, holds)]
        lines.append(Line(number, row[0].lower(), says, holds))
    if wrong:
        raise _all_of(wrong)
    return lines


def _all_of(wrong: list[RehearsalError]) -> RehearsalError:
    first = wrong[:MAX_TOLD]
    zh, en = ("\n".join(one.text[locale] for one in first) for locale in ("zh", "en"))
    if more := len(wrong) - len(first):
        zh, en = f"{zh}\n还有 {more} 处", f"{en}\nand {more} more"
    return RehearsalError(zh, en)


def _fault(path: Path, number: int, column: str, words: Words) -> RehearsalError:
    zh, en = (f"〔{column} 列〕", f"[column {column}] ") if column else ("", "")
    return RehearsalError(f"{path}:{number}：{zh}{words[0]}", f"{path}:{number}: {en}{words[1]}")


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
        raise _fault(path, number, "", (f"{key} 只有：{names}", f"{key} is one of: {names}"))
    if key in ("flow", "guides"):
        return path.parent / value
    if key == "start":
        try:
            start = datetime.fromisoformat(value)
        except ValueError:
            zh, en = "start 写成 2026-03-02 09:00 这样", "start is a time like 2026-03-02 09:00"
            raise _fault(path, number, "", (zh, en)) from None
        return start if start.tzinfo else start.replace(tzinfo=CHINA)
    return value
