"""Public progress (R66): a folder of pages and data that any web server, or none, can show.

Issue by issue: problem, office, measure, state, days; lists by office and by state, in pages; the
figures at the top. Texts come masked (`bot.public_text`) and are escaped here. The newest issue is
read first, and of each only a line is kept in memory.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flows.issue_terms import STATES
from flows.progress import Figures, PublicIssue
from storage.exports.progress_data import data_files
from storage.exports.progress_pages import Bar, Group, Pages, Row
from storage.exports.progress_words import (
    LANGUAGES,
    Language,
    category_word,
    state_word,
    words,
)
from storage.exports.text import clean, clip

LISTED = 90
"""Characters of a problem in a list."""
LONGEST = 4_000
"""Characters of a sentence on a page."""
INDEX, OVERDUE = "index.html", "overdue.html"


@dataclass
class _Gathered:
    """What the lists are made of."""

    rows: list[Row] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)
    departments: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))


def write_progress(
    issues: Iterable[PublicIssue],
    folder: Path,
    now: datetime,
    *,
    period: tuple[date | None, date | None] = (None, None),
    templates: Path | None = None,
) -> Figures:
    """Write all of it into the empty `folder`; the figures. Raises `ExportError` and OSError."""
    pages = Pages(folder, now.date(), period, templates)
    pages.style()
    found, today = _Gathered(), now.date()
    with data_files(folder, now, found.figures) as data:
        for issue in issues:
            shown = _cleaned(issue)
            data.add(shown)
            row = _row(shown, today)
            found.rows.append(row)
            found.figures.add(shown, today)
            found.departments[shown.department].add(shown, today)
            pages.issue(row.link, {each: _page(shown, row, each) for each in LANGUAGES})
    _lists(pages, found)
    return found.figures


def _cleaned(issue: PublicIssue) -> PublicIssue:
    def fit(text: str) -> str:
        return clip(clean(text).strip(), LONGEST)

    return PublicIssue(
        issue.number,
        issue.state,
        issue.found,
        issue.deadline,
        issue.closed,
        fit(issue.item),
        fit(issue.category),
        fit(issue.department),
        {name: fit(text) for name, text in issue.texts.items()},
    )


def _row(issue: PublicIssue, today: date) -> Row:
    problem = " ".join(issue.texts.get("problem", "").split())
    _, year, count = issue.number.split("-")
    return Row(
        issue.number,
        f"issue/{year}/{count}.html",
        problem if len(problem) <= LISTED else f"{problem[:LISTED]}…",
        issue.department,
        issue.state,
        "overdue" if issue.is_overdue(today) else "" if issue.is_open else "closed",
        issue.found,
        issue.deadline,
        issue.closed,
    )


def _page(issue: PublicIssue, row: Row, language: Language) -> dict[str, Any]:
    t = words(language)
    chinese = "" if language == "zh" else "zh"
    facts = [
        (t["item"], issue.item, chinese),
        (t["category"], category_word(issue.category, language), ""),
        (t["department"], issue.department or t["no_department"], chinese),
        (t["problem"], issue.texts.get("problem", ""), chinese),
        (t["measure"], issue.texts.get("measure") or t["not_yet"], chinese),
        (t["result"], issue.texts.get("result", ""), chinese),
        (t["found_on"], issue.found.isoformat(), ""),
        (t["deadline"], issue.deadline.isoformat() if issue.deadline else t["not_yet"], ""),
        (t["closed_on"], issue.closed.isoformat() if issue.closed else "", ""),
    ]
    shown = row._replace(state=state_word(issue.state, language))
    return {"row": shown, "facts": [fact for fact in facts if fact[1]]}


def _lists(pages: Pages, found: _Gathered) -> None:
    states = {each: {s: state_word(s, each) for s in STATES} for each in LANGUAGES}
    by: dict[str, list[Row]] = defaultdict(list)
    for row in found.rows:
        by[department_link(row.department)].append(row)
        by[state_link(row.state)].append(row)
        if row.kind == "overdue":
            by[OVERDUE].append(row)
    headings = {department_link(name): _both(name) for name in found.departments}
    headings |= {state_link(state): {e: states[e][state] for e in LANGUAGES} for state in STATES}
    headings[OVERDUE] = {each: words(each)["overdue"] for each in LANGUAGES}
    for link, rows in by.items():
        pages.list(link, headings[link], rows, states=states)
    if OVERDUE not in by:
        pages.list(OVERDUE, headings[OVERDUE], ())
    title = {each: words(each)["title"] for each in LANGUAGES}
    groups = {each: _groups(found, each) for each in LANGUAGES}
    pages.list(INDEX, title, found.rows, found.figures, groups, states)


def _groups(found: _Gathered, language: Language) -> list[Group]:
    t, figures = words(language), found.figures
    offices = sorted(found.departments.items(), key=lambda one: (-one[1].found, one[0]))
    by_office = [
        Bar(
            name or t["no_department"],
            department_link(name),
            counts.found,
            counts.percent_closed,
            bool(name) and language == "en",
        )
        for name, counts in offices
    ]
    by_state = [
        Bar(
            state_word(state, language),
            state_link(state),
            figures.states[state],
            100 * figures.states[state] // figures.found,
            False,
        )
        for state in STATES
        if figures.states[state]
    ]
    return [
        Group(t["by_department"], t["department"], t["closed_share"], by_office),
        Group(t["by_state"], t["state"], t["share"], by_state),
    ]


def _both(name: str) -> dict[Language, str]:
    return {each: name or words(each)["no_department"] for each in LANGUAGES}


def department_link(name: str) -> str:
    """The address of an office's list, the same each time."""
    return f"department/{hashlib.sha256(name.encode()).hexdigest()[:12]}.html"


def state_link(state: str) -> str:
    """The address of a state's list."""
    return f"state/{state}.html"
