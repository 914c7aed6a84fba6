"""The weekly news note (信息简讯, R72) as a Word file, from a template that an office can edit.

The words are the unit's own or those that are proposed; a line that begins with `一、` is a
heading. The numbers are those of the ledger that goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.exports.word_file import write_word
from storage.exports.words import day_of

TEMPLATE = Path(__file__).parent / "templates" / "weekly_note.docx"
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、\S.{0,40}")


@dataclass(frozen=True, slots=True)
class NoteCounts:
    """The numbers of a pack's ledger; `new` and `closed` are of its period, the others of all."""

    total: int
    new: int
    closed: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class NewsNote:
    """What a note says. `text` has a paragraph a line; `correction` is why there is another one."""

    unit: str
    week: str
    since: datetime
    until: datetime
    counts: NoteCounts
    text: str
    correction: str = ""


def write_news_note(note: NewsNote, path: Path, *, template: Path | None = None) -> None:
    """Write the note to `path`.

    Raises `ExportError` for a template that cannot be read or used, naming the tag, or a target
    that cannot be written.
    """
    title = _title(note)
    values = _values(note, title)
    write_word(template or TEMPLATE, path, lambda _: values, title=title, day=note.until.date())


def _title(note: NewsNote) -> str:
    return f"{note.unit}整改工作信息"


def _values(note: NewsNote, title: str) -> dict[str, Any]:
    year, week = note.week.split("-W")
    return {
        "标题": title,
        "单位": note.unit,
        "期号": f"{year}年第{int(week)}周",
        "日期": day_of(note.until),
        "正文": list(_paragraphs(note.text)),
        "本期新增": str(note.counts.new),
        "本期销号": str(note.counts.closed),
        "在办": str(note.counts.open),
        "超期": str(note.counts.overdue),
        "累计": str(note.counts.total),
        "起自": f"{day_of(note.since)} {note.since:%H:%M}",
        "截至": f"{day_of(note.until)} {note.until:%H:%M}",
        "更正": note.correction,
    }


def _paragraphs(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        if words := " ".join(line.split()):
            yield {"内容": words, "是标题": _HEADING.fullmatch(words) is not None}
