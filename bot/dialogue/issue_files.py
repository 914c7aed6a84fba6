"""Files that go with the issues an office asks for: the ledger, and an issue's photos."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.house import House
from bot.dialogue.issue_words import in_words
from bot.dialogue.messages import Inbound
from bot.ledger_file import export_ledger
from flows.issue_query import IssueQuery
from storage.records import IssueRecord

MOST = 10
"""Photos that are sent of an issue."""


@dataclass(frozen=True, slots=True)
class Made:
    """A ledger as a file; none where no issue fits."""

    issues: int
    files: tuple[str, ...] = ()


def ledger(house: House, query: IssueQuery, who: Inbound) -> Made:
    """The ledger of these issues, for one person; the same message makes the same file."""
    total = house.reader.issue_page(query, 0, 1).total
    if not total:
        return Made(0)
    path = folder_for(house, who) / f"整改台账-{who.at:%Y%m%d-%H%M%S}.xlsx"
    filters = dict(in_words(query, "zh"))
    issues = house.reader.issues_each(query)
    export_ledger(house, path, issues, filters, who.at, within=query.within, with_photos=False)
    return Made(total, (str(path),))


def folder_for(house: House, who: Inbound) -> Path:
    """A folder for the file that one message asks for.

    A message that is handled once more makes the same file in the same place.
    """
    above = house.outgoing / "asked"
    key = repr((who.channel, who.chat, who.external_id)).encode()
    folder = above / hashlib.sha256(key).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def photos(house: House, issue: IssueRecord) -> tuple[str, ...]:
    """The issue's media as they may be shown."""
    return tuple(_shown(house, issue))[:MOST]


def _shown(house: House, issue: IssueRecord) -> Iterator[str]:
    for media in issue.media:
        try:
            yield str(house.media.shown(media.sha256))
        except (FileNotFoundError, PermissionError):
            continue  # taken back, or not to be cleaned of the place it was taken at
