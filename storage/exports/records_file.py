"""One's own records as a file to take along: a zip with `records.json` and the files one sent."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from storage.exports.files import staged
from storage.media import MediaStore
from storage.own_records import OwnRecords


def write_records(records: OwnRecords, media: MediaStore, path: Path) -> None:
    """Write `path` whole or not at all. A file that is gone, or cannot be shown, is left out.

    Photos are those that the store shows to others, without what the camera wrote.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # an earlier one of the same person
    with staged(path, ".zip") as folder, ZipFile(folder / path.name, "w", ZIP_DEFLATED) as out:
        out.writestr("records.json", json.dumps(records.data, ensure_ascii=False, indent=2))
        for number, sha in enumerate(records.files, start=1):
            try:
                file = media.shown(sha)
            except (FileNotFoundError, PermissionError):
                continue
            out.write(file, f"files/{number:03d}{file.suffix}")
