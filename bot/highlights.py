"""Highlights (R83): what was praised in walks, and a highlight's case as people may read it.

Who walked is not named in either, nor who reported the issues that a highlight is linked to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bot.finished_walks import FinishedWalk, finished_walks
from bot.office_files import actions_of
from flows.registers import Link
from storage.exports.case_text import Case
from storage.registers import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.app import App

PRAISE = "good_practice"
"""The question of walks for what is good and should spread."""
TITLE = 24
"""Characters of a title that is how the words begin."""
_TOLD = {"problem": "问题", "measure": "措施", "result": "成效"}


class Praised(NamedTuple):
    """What was praised in a walk."""

    walk: int
    day: date
    action: str
    item: str
    department: str
    text: str


def praised(app: App, limit: int) -> list[Praised]:
    """What was praised in walks and is no highlight yet, the newest first."""
    taken = {walk for one in app.registers.entries("highlights") for walk in one.refs("walk")}
    found = (one for one in _all(app) if str(one.walk) not in taken)
    return list(islice(found, limit))


def praised_in(app: App, walk: int) -> Praised | None:
    """What was praised in one walk; None: nothing, or there is no such walk."""
    return next((one for one in _all(app) if one.walk == walk), None)


def _all(app: App) -> Iterator[Praised]:
    titles = actions_of(app)
    for walk in finished_walks(app):
        text = str(walk.values.get(PRAISE) or "").strip()
        if text:
            yield Praised(
                walk.id,
                walk.day,
                titles.get(walk.action, walk.action),
                walk.item,
                _bureau(app, walk),
                text,
            )


def _bureau(app: App, walk: FinishedWalk) -> str:
    """Whose service it was."""
    guide = app.library.guide(walk.item_id) if walk.item_id else None
    return "" if guide is None else guide.bureau


def enter_praised(app: App, found: Praised, title: str, *, by: str) -> str:
    """Make it a highlight; its number. Raises `AlreadyEnteredError`."""
    words = " ".join((title or found.text).split())
    fields = {
        "title": words if title or len(words) <= TITLE else f"{words[:TITLE]}…",
        "text": found.text,
        "action": found.action,
        "item": found.item,
        "department": found.department,
        "date": found.day.isoformat(),
    }
    kept = {name: value for name, value in fields.items() if value}
    with app.registers.turn(by, app.clock()) as turn:
        return turn.enter("highlights", kept, [Link("walk", str(found.walk))])


def cases_of(app: App, figure: int | None) -> list[Case]:
    """The case of a highlight that stands, or (None) of all of them."""
    entries = app.registers.entries("highlights")
    return [_case(app, one) for one in entries if figure in (None, one.figure)]


def _case(app: App, one: Entry) -> Case:
    """A highlight with what the ledger says of its issues: problem, measure and result."""
    said = one.fields
    about = [said.get(name, "") for name in ("action", "item", "department", "date")]
    issues = []
    for number in one.refs("issue"):
        fields = app.reader.issue_fields(number) or {}
        told = [f"{word}：{fields[name]}" for name, word in _TOLD.items() if fields.get(name)]
        issues.append("；".join([number, *told]))
    return Case(
        one.number,
        said["title"],
        tuple(filter(None, about)),
        _parts(said),
        tuple(issues),
    )


def _parts(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    heads = {"text": "主要做法", "effect": "取得成效"}
    return tuple((head, said[name]) for name, head in heads.items() if said.get(name))
