"""PDF files: text and ruled tables by pdfplumber, scanned pages by reading their picture.

Nothing in a PDF is run: its scripts, forms and attachments are not looked at.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from knowledge.importers.documents.blocks import SCANNED, Document, DocumentError, Table, squared
from knowledge.importers.documents.layout import paragraphs
from knowledge.importers.documents.letters import Letter, rows_of_text
from knowledge.importers.documents.printed import Placed, Printed, Sheet
from knowledge.importers.documents.shapes import opens_paragraph
from knowledge.text import one_line

MAX_PAGES = 300
MAX_SCANNED = 40
"""Pages read from their picture; each takes a few seconds."""
MAX_CHARS_A_PAGE = 30_000
_FEW = 12
"""A page with a picture and fewer characters is a scan; a stamp or page number is no text."""
_RULE = 3
"""Columns and rows narrower than this lie between the two edges of one ruled line."""
_UNMAPPED = "(cid:"
"""What a letter begins with whose font does not say which character it is."""
_HEAVY = ("bold", "black", "heavy", "simhei", "heiti")

Box = tuple[float, float, float, float]


def read_pdf(data: bytes) -> Document:
    """The content of a PDF file.

    Raises:
        DocumentError: It is encrypted, broken, too long, or scanned and cannot be read.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    if b"%PDF-" not in data[:1024]:
        raise DocumentError("doc_broken")
    try:
        with pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False) as file:
            return _read(file, data)
    except PdfminerException as error:
        locked = any(isinstance(each, PDFPasswordIncorrect) for each in error.args)
        raise DocumentError("doc_encrypted" if locked else "doc_broken") from None


def _read(file: Any, data: bytes) -> Document:
    sheets: list[Sheet] = []
    scanned: list[int] = []
    for number, page in enumerate(file.pages):
        if number >= MAX_PAGES:
            raise DocumentError("doc_pages", MAX_PAGES)
        if len(page.chars) > MAX_CHARS_A_PAGE:
            raise DocumentError("doc_long")
        if _is_picture(page):
            scanned.append(number)
        sheets.append(_sheet(page))
        page.close()  # else the objects of every page are kept
    notes: tuple[str, ...] = ()
    if scanned:
        notes = _read_scans(data, scanned, sheets)
    blocks, edges = paragraphs(sheets)
    title = (file.metadata or {}).get("Title", "")
    return Document(
        tuple(blocks), tuple(edges), one_line(title)[:200] if isinstance(title, str) else "", notes
    )


def _is_picture(page: Any) -> bool:
    """Whether a page has to be read from its picture: a scan, or letters of unknown meaning."""
    texts = [str(char["text"]) for char in page.chars if str(char["text"]).strip()]
    unknown = sum(1 for text in texts if text.startswith(_UNMAPPED))
    return (bool(page.images) and len(texts) < _FEW) or unknown * 5 > len(texts)


def _read_scans(data: bytes, scanned: list[int], sheets: list[Sheet]) -> tuple[str, ...]:
    from knowledge.importers.documents.scans import read_scans

    if len(scanned) > MAX_SCANNED:
        raise DocumentError("doc_scans", MAX_SCANNED)
    for number, sheet in zip(scanned, read_scans(data, scanned), strict=True):
        sheets[number] = sheet
    return (SCANNED,)


def _sheet(page: Any) -> Sheet:
    found = [table for table in page.find_tables() if len(table.cells) > 1]
    inside: dict[int, list[Letter]] = {}
    outside: list[Letter] = []
    for letter in filter(None, map(_letter, page.chars)):
        x = (letter.left + letter.right) / 2
        at = next((n for n, table in enumerate(found) if _holds(table.bbox, x, letter.middle)), -1)
        (inside.setdefault(at, []) if at >= 0 else outside).append(letter)
    tables = [Placed(_table(t, inside.get(n, [])), t.bbox[1]) for n, t in enumerate(found)]
    placed: list[Printed | Placed] = [*rows_of_text(outside), *tables]
    return Sheet(sorted(placed, key=lambda each: each.top), float(page.width))


def _letter(char: Any) -> Letter | None:
    text = str(char["text"])
    if not text or not char.get("upright", True):
        return None
    bold = any(mark in str(char["fontname"]).casefold() for mark in _HEAVY)
    size = max(float(char["size"]), 1.0)
    return Letter(text, char["x0"], char["x1"], char["top"], char["bottom"], size, bold)


def _holds(box: Box, x: float, y: float) -> bool:
    left, top, right, low = box
    return left <= x <= right and top <= y <= low


def _table(table: Any, letters: list[Letter]) -> Table:
    """A table as a grid: a merged cell is found by where it lies."""
    cells: list[Box] = table.cells
    held: dict[Box, list[Letter]] = {}
    for letter in letters:
        x = (letter.left + letter.right) / 2
        if box := next((box for box in cells if _holds(box, x, letter.middle)), None):
            held.setdefault(box, []).append(letter)
    texts = {box: "\n".join(_joined(rows_of_text(inner), box[2])) for box, inner in held.items()}
    across, down = _middles(cells, 0), _middles(cells, 1)
    return squared(tuple(_at(cells, texts, x, y) for x in across) for y in down)


def _middles(cells: list[Box], side: int) -> list[float]:
    """The middle of each column, or of each row."""
    edges = sorted({edge for cell in cells for edge in (cell[side], cell[side + 2])})
    return [(a + b) / 2 for a, b in pairwise(edges) if b - a > _RULE]


def _at(cells: list[Box], texts: dict[Box, str], x: float, y: float) -> str:
    return next((texts.get(box, "") for box in cells if _holds(box, x, y)), "")


def _joined(rows: list[Printed], right: float) -> Iterator[str]:
    """The paragraphs of a cell: rows that were only wrapped to fit it are one."""
    text = ""
    last: Printed | None = None
    for row in rows:
        full = last is not None and last.right > right - 2.2 * last.size
        if last is not None and not (full and not opens_paragraph(row.text)):
            yield text
            text = ""
        text += row.text
        last = row
    if text:
        yield text
