"""Public progress: what goes out, masked, and where it is put (R66).

Only gathers; laying out is the business of `storage.exports`, hiding that of `bot.public_text`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.office_folder import FOLDER
from bot.office_turns import office_turn
from bot.privacy import mask
from bot.public_text import PublicText
from flows.issue_terms import CATEGORIES
from flows.progress import LONGEST, Deed, Figures, PublicIssue, states_in
from flows.rectification import MOVES, Refusal
from storage.exports.progress import write_progress
from storage.exports.progress_pages import NAMES, TEMPLATES
from storage.exports.swapped import swapped
from storage.public_issues import Candidate, PublicIssues, Stand

if TYPE_CHECKING:
    from bot.app import App
    from storage.turn import Turn

OWN_TEMPLATES = "progress"
"""The folder of the office's folder in which its own templates stand."""
CHAT, NAME = "progress", "定期公开"
"""Who makes the moves of a publication, in the log: nobody in person."""
_OFFICE = re.compile("[局委办处科所站队心厅院会部台关]$")
NAMED = ("item", "category", "department")


class Shown(NamedTuple):
    """What goes out of an issue, and what was decided about it."""

    issue: PublicIssue
    stand: Stand
    masked: tuple[str, ...]
    """Fields in which something was hidden."""


class Published(NamedTuple):
    """What was written where."""

    folder: Path
    figures: Figures
    moved: int
    """Issues that became public by it."""


def masks(app: App) -> PublicText:
    """Hides what tells of the persons that are known at this moment."""
    issues = PublicIssues(app.engine)
    offices = {name for name in app.reader.issue_names("department") if _OFFICE.search(name)}
    services = {guide.name for guide in app.library.guides()}  # what a ledger says may hold a name
    return PublicText.of(issues.names(), (*offices, *services, *CATEGORIES))


def shown(app: App, since: datetime | None = None, until: datetime | None = None,
          number: str = "") -> Iterator[Shown]:  # fmt: skip
    """Every issue in a public state as it would go out, held back or not; the newest first."""
    hide = masks(app)
    states = states_in(app.settings.progress_states)
    for one in PublicIssues(app.engine).all(states, since, until, number):
        yield _shown(one, hide)


def _shown(one: Candidate, hide: PublicText) -> Shown:
    raw = one.issue
    told = {**raw.texts, **one.stand.texts}
    if "result" not in raw.texts:  # nothing is achieved yet, however it is worded
        told.pop("result", None)
    texts = {name: hide.shown(text) for name, text in told.items() if text}
    issue = replace(
        raw,
        texts=texts,
        item=hide.shown(raw.item),
        category=hide.shown(raw.category),
        department=hide.shown(raw.department),
    )
    masked = [name for name in texts if texts[name] != told[name]]
    masked += [name for name in NAMED if getattr(issue, name) != getattr(raw, name)]
    return Shown(issue, one.stand, tuple(masked))


def export_progress(
    app: App, folder: Path, since: date | None = None, until: date | None = None
) -> Figures:
    """Write what is public into `folder`, found in this time. Raises `ExportError`."""
    now = app.clock()
    begins = None if since is None else datetime.combine(since, datetime.min.time(), now.tzinfo)
    ends = None if until is None else datetime.combine(until, datetime.min.time(), now.tzinfo)
    ends = ends + timedelta(days=1) if ends is not None else None
    public = (one.issue for one in shown(app, begins, ends) if not one.stand.held)
    templates = app.settings.home / FOLDER / OWN_TEMPLATES
    with swapped(folder, now, app.settings.progress_kept) as place:
        return write_progress(public, place, now, period=(since, until), templates=templates)


def publish(app: App, folder: Path) -> Published:
    """Publish: where it is so set, closed issues become public; then the pages are written."""
    moved = _publish_closed(app) if app.settings.progress_moves else 0
    return Published(folder, export_progress(app, folder), moved)


def _publish_closed(app: App) -> int:
    """Make `publish` of closed issues that nobody holds back and that have a measure (R66)."""
    numbers = PublicIssues(app.engine).numbers("closed")
    today = app.clock().date()

    def move(turn: Turn) -> int:
        made = (turn.moves.make(number, MOVES["publish"], {}, today) for number in numbers)
        return sum(not isinstance(one, Refusal) for one in made)

    return office_turn(app, CHAT, NAME, "定期公开", "publish", move) if numbers else 0


def decide(
    app: App, number: str, deed: Deed, reason: str = "", texts: Mapping[str, str] | None = None
) -> None:
    """Enter from the command line what the public sees of an issue.

    Raises LookupError for no such issue, ValueError for words that are too long, and
    `OfficeBusyError`.
    """
    if any(len(text) > LONGEST for text in (reason, *(texts or {}).values())):
        raise ValueError(number)
    told = f"{deed} {number} {reason}".strip()

    def enter(turn: Turn) -> None:
        turn.moves.public.add(number, deed, mask(reason).text, texts)

    office_turn(app, CHAT, NAME, told, "publish", enter)


def lay_out_templates(app: App) -> tuple[Path, list[str]]:
    """Copy the built-in templates to where the office edits them; the folder, and which are new."""
    folder = app.settings.home / FOLDER / OWN_TEMPLATES
    folder.mkdir(parents=True, exist_ok=True)
    made = [name for name in NAMES if not (folder / name).exists()]
    for name in made:
        shutil.copyfile(TEMPLATES / name, folder / name)
    return folder, made
