"""The words of a unit's news note, as `weekly note` shows and changes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.app import App

MAX_BYTES = 100_000
"""A news note is a page."""


def words_in(session: Session, file: Path) -> str:
    """The words of a text file, in an encoding of Windows' too."""
    from knowledge.importers.encodings import decoded

    if file.stat().st_size > MAX_BYTES:
        raise click.UsageError(
            session.say(f"{file} 太大，简讯一页就够。", f"{file} is too large for a page of news.")
        )
    words = decoded(file.read_bytes())
    if words is None:
        raise click.UsageError(session.say(f"{file} 不是文本文件。", f"{file} is no text file."))
    return words


def note_of(app: App, week: str, unit: str) -> str:
    """The words of a pack’s note; before it is made, those that wait for it or are proposed."""
    from bot.weekly.notes import words_to_come

    weekly = app.weekly
    if weekly.due(week) > app.clock() and not weekly.store.packs(week):
        return words_to_come(weekly, week, unit)
    weekly.see_to(week)
    return weekly.text_of(weekly.one(week, unit))


def changed_note(session: Session, app: App, week: str, unit: str, by: str, words: str) -> str:
    """Change the words; what was done, in words."""
    from bot.weekly.notes import MAX_NOTE, write_note

    weekly = app.weekly
    if not words.strip() or len(words.strip()) > MAX_NOTE:
        raise click.UsageError(
            session.say(f"简讯要 1 到 {MAX_NOTE} 个字。", f"A note has 1 to {MAX_NOTE} characters.")
        )
    weekly.see_to(week)
    pack = write_note(weekly, week, unit, by.strip() or "walkalong weekly", words)
    if pack is None:
        due = f"{weekly.due(week):%Y-%m-%d %H:%M}"
        return session.say(
            f"记下了，{due} 生成 {week} 的周报时用。",
            f"Kept for the pack of {week}, made at {due}.",
        )
    return session.say(
        f"{pack.week} {pack.unit} 第 {pack.version} 版用的是这份简讯。",
        f"{pack.week} {pack.unit}: version {pack.version} has these words.",
    )
