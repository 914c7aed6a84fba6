"""The media of issues as files beside a ledger: `<stem>_影像/WT-2026-0001-1.jpg`.

What is copied is the shown copy (without metadata), never the original.
"""

from __future__ import annotations

import mimetypes
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from storage.records import IssueRecord

Shown = Callable[[str], Path]
"""From a SHA-256 to the copy that people may see; OSError or LookupError when there is none."""


def media_numbers(issue: IssueRecord) -> tuple[str, ...]:
    """The number of each of the issue's media: the issue's own and a count from 1 (R73)."""
    return tuple(f"{issue.number}-{i}" for i in range(1, len(issue.media) + 1))


def copy_photos(issue: IssueRecord, shown: Shown, folder: Path) -> dict[str, str]:
    """Copy the issue's media into `folder`; number to file name, for those that are there."""
    files: dict[str, str] = {}
    for number, media in zip(media_numbers(issue), issue.media, strict=True):
        source = find(shown, media.sha256)
        if source is not None:
            suffix = source.suffix or mimetypes.guess_extension(media.mime) or ""
            files[number] = re.sub(r"[^\w.-]", "_", number) + suffix.lower()
            shutil.copyfile(source, folder / files[number])
    return files


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
