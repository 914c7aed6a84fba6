"""The pictures of a report: those of each issue, and small ones of the whole walk by stage.

Every picture is the shown copy (without metadata), made small; what cannot be
shown is told by its caption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.exports.photos import find, media_numbers
from storage.exports.report_data import ReportFile
from storage.exports.words import clock, moment
from storage.records import IssueRecord, MediaRecord

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

Photos = Callable[[str], Path] | None
Row = dict[str, Any]


class Size(NamedTuple):
    """What a picture takes at most: millimetres, and pixels of its longer side."""

    width: int
    height: int
    pixels: int


OF_ISSUE = Size(66, 80, 1_200)
"""Two stand side by side in the text block."""
OF_WALK = Size(46, 46, 640)
"""Three stand side by side."""


def issue_rows(issue: IssueRecord, document: DocxTemplate, photos: Photos) -> list[Row]:
    """Media in pairs: `左` and `右`, each a picture with its caption."""
    shown = [
        _of_issue(number, media, issue, document, photos)
        for number, media in zip(media_numbers(issue), issue.media, strict=True)
    ]
    return _side_by_side(shown, ("左", "右"))


def photo_rows(
    files: Iterable[ReportFile], start: datetime, document: DocxTemplate, photos: Photos
) -> list[Row]:
    """The photos of the walk that began at `start` in threes, each under its stage and time."""
    shown = []
    for file in files:
        if _is_picture(file.mime):
            caption = "\n".join(
                filter(None, (f"{file.stage}　{clock(file.at, start)}", file.number))
            )
            shown.append(_shown(file.sha256, caption.strip(), document, photos, OF_WALK))
    return _side_by_side(shown, ("左", "中", "右"))


def file_lines(files: Iterable[ReportFile], start: datetime) -> list[str]:
    """The files that are no photos, by name with stage and time."""
    lines = []
    for file in files:
        if not _is_picture(file.mime):
            where = "，".join(filter(None, (file.stage, clock(file.at, start), file.number)))
            lines.append((file.name or "（无文件名）") + (f"（{where}）" if where else ""))
    return lines


def _is_picture(mime: str) -> bool:
    return mime.startswith("image/")


def _side_by_side(shown: list[Row], places: tuple[str, ...]) -> list[Row]:
    shown += [{"图": "", "图注": ""}] * (-len(shown) % len(places))
    rows = (shown[start : start + len(places)] for start in range(0, len(shown), len(places)))
    return [dict(zip(places, row, strict=True)) for row in rows]


def _of_issue(
    number: str, media: MediaRecord, issue: IssueRecord, document: DocxTemplate, photos: Photos
) -> Row:
    message = issue.messages.get(media.message) if media.message is not None else None
    caption = f"{number}　{moment(media.taken_at or (message.at if message else None))}".rstrip()
    if not _is_picture(media.mime):
        return {"图": "", "图注": f"{caption}（录音、录像或文件，见影像资料）"}
    return _shown(media.sha256, caption, document, photos, OF_ISSUE)


def _shown(sha256: str, caption: str, document: DocxTemplate, photos: Photos, size: Size) -> Row:
    path = find(photos, sha256) if photos else None
    picture = _picture(path, document, size) if path else None
    return {"图": picture or "", "图注": caption if picture else f"{caption}（影像未能显示）"}


def _picture(path: Path, document: DocxTemplate, size: Size) -> Any:
    """A small JPEG of the photo, placed in the document; None when it is no readable picture."""
    from docx.shared import Mm
    from docxtpl import InlineImage
    from markupsafe import Markup
    from PIL import Image

    small = BytesIO()
    try:
        with Image.open(path) as image:
            image.thumbnail((size.pixels, size.pixels))
            image.convert("RGB").save(small, "JPEG", quality=82)
            wide = image.width * size.height >= image.height * size.width
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    side = {"width": Mm(size.width)} if wide else {"height": Mm(size.height)}
    document.current_rendering_part = document.docx.part
    return Markup(str(InlineImage(document, small, **side)))  # noqa: S704 - made here, no one's text
