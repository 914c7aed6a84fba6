"""The media of issues as files beside a ledger: `<stem>_影像/WT-2026-0001-1.jpg`.

What is copied is the shown copy (without metadata), never the original.
"""

from __future__ import annotations

import mimetypes
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from storage.records import IssueRecord, MediaRecord

Shown = Callable[[str], Path]
"""From a SHA-256 to the copy that people may see; OSError or LookupError when there is none."""


def media_numbers(issue: IssueRecord) -> tuple[str, ...]:
    """The number of each of the issue's media: the issue's own and a count from 1 (R73)."""
    return tuple(f"{issue.number}-{i}" for i in range(1, len(issue.media) + 1))


def copy_photos(
    issue: IssueRecord, shown: Shown, folder: Path, *, dated: bool = False
) -> dict[str, str]:
    """Copy the issue's media into `folder`; number to file name, for those that are there.

    `dated`: the time of each stands in its name, `WT-2026-0001-1_20261124-0905.jpg`.
    """
    files: dict[str, str] = {}
    for number, media in zip(media_numbers(issue), issue.media, strict=True):
        source = find(shown, media.sha256)
        if source is not None:
            suffix = source.suffix or mimetypes.guess_extension(media.mime) or ""
            time = f"_{taken(issue, media):%Y%m%d-%H%M}" if dated else ""
            files[number] = re.sub(r"[^\w.-]", "_", number) + time + suffix.lower()
            shutil.copyfile(source, folder / files[number])
    return files


def taken(issue: IssueRecord, media: MediaRecord) -> datetime:
    """When a photo was taken, else sent, else when the problem was found."""
    message = issue.messages.get(media.message) if media.message is not None else None
    return media.taken_at or (message.at if message else issue.found_at)


def place_of(media: MediaRecord) -> str:
    """Where a photo was taken, as it says itself; empty where it says nothing."""
    if media.latitude is None or media.longitude is None:
        return ""
    return f"{media.latitude:.4f}, {media.longitude:.4f}"


def state_of(*, is_there: bool, is_wanted: bool) -> str:
    """What a ledger says of one of its media: whether it was copied, or why not."""
    if is_there:
        return "已存档"
    return "未导出（缺失或无法清除定位）" if is_wanted else "不在本次（以往已导出）"


def find(shown: Shown, sha256: str) -> Path | None:
    """The shown copy, when it is there."""
    try:
        path = shown(sha256)
    except (OSError, LookupError):
        return None
    return path if path.is_file() else None


def link(folder: str, name: str) -> str:
    """A relative link that Excel opens: Chinese stays, what has a meaning in a link is escaped."""
    return re.sub(r'[\s%"#?<>\[\]^`{}|\\]', lambda m: quote(m[0]), f"{folder}/{name}")
