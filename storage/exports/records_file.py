"""One's own records as a file to take along: a zip with all of them, and the files one sent.

`records.xlsx` is for people, `records.json` for programs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from storage.exports.files import staged
from storage.media import MediaStore
from storage.own_records import OwnRecords


def write_records(
    records: OwnRecords, media: MediaStore, path: Path, write_book: Callable[[Path], None]
) -> None:
    """Write `path` whole or not at all. A file that is gone, or cannot be shown, is left out.

    `write_book` writes the workbook to where it is told. Photos are those that the store
    shows to others, without what the camera wrote.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # an earlier one of the same person
    with staged(path, ".zip") as folder, ZipFile(folder / path.name, "w", ZIP_DEFLATED) as out:
        book = folder / "records.xlsx"
        write_book(book)
        out.write(book, book.name)
        out.writestr("records.json", json.dumps(records.data, ensure_ascii=False, indent=2))
        for number, sha in enumerate(records.files, start=1):
            try:
                file = media.shown(sha)
            except (FileNotFoundError, PermissionError):
                continue
            out.write(file, f"files/{number:03d}{file.suffix}")
