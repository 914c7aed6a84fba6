"""PDF files: text and ruled tables by pdfplumber, scanned pages by reading their picture.

Nothing in a PDF is run: its scripts, forms and attachments are not looked at.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from knowledge.importers.documents.blocks import Document, DocumentError, Table, squared
from knowledge.importers.documents.layout import Placed, Printed, Sheet, paragraphs
from knowledge.text import one_line

MAX_PAGES = 300
MAX_SCANNED = 40
"""Pages read from their picture; each takes a few seconds."""
MAX_CHARS_A_PAGE = 30_000
_FEW = 12
"""A page with fewer characters, and with a picture, is a scan; a stamp or page number is no text."""
_HEAVY = ("bold", "black", "heavy", "simhei", "heiti")


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
        with pdfplumber.open(io.BytesIO(data)) as file:
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
        if page.images and sum(1 for char in page.chars if char["text"].strip()) < _FEW:
            scanned.append(number)
        sheets.append(_sheet(page))
        page.close()  # else the objects of every page are kept
    notes = ()
    if scanned:
        notes = _read_scans(data, scanned, sheets)
    blocks, edges = paragraphs(sheets)
    title = (file.metadata or {}).get("Title", "")
    return Document(
        tuple(blocks), tuple(edges), one_line(title)[:200] if isinstance(title, str) else "", notes
    )


def _read_scans(data: bytes, scanned: list[int], sheets: list[Sheet]) -> tuple[str, ...]:
    from knowledge.importers.documents.scans import read_scans

    if len(scanned) > MAX_SCANNED:
        raise DocumentError("doc_scans", MAX_SCANNED)
    for number, sheet in zip(scanned, read_scans(data, scanned), strict=True):
        sheets[number] = sheet
    return ("doc_scanned",)


def _sheet(page: Any) -> Sheet:
    found = [table for table in page.find_tables() if len(table.cells) > 1]
    boxes = [table.bbox for table in found]

    def outside(item: Any) -> bool:
        x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= low for left, top, right, low in boxes)

    rows = [_printed(line) for line in _lines(page, outside)]
    tables = [Placed(_table(table, page), table.bbox[1]) for table in found]
    placed: list[Printed | Placed] = [*filter(None, rows), *tables]
    return sorted(placed, key=lambda each: each.top)


def _lines(page: Any, outside: Any) -> list[Any]:
    # dedupe: some printers set bold by printing twice
    words = page.filter(lambda item: item["object_type"] != "char" or outside(item)).dedupe_chars()
    found: list[Any] = words.extract_text_lines(x_tolerance=2, y_tolerance=3, return_chars=True)
    return found


def _printed(line: Any) -> Printed | None:
    text = one_line(line["text"])
    chars = [char for char in line["chars"] if char["text"].strip()]
    if not text or not chars:
        return None
    sizes = sorted(char["size"] for char in chars)
    heavy = sum(1 for c in chars if any(mark in c["fontname"].casefold() for mark in _HEAVY))
    return Printed(
        text, line["x0"], line["x1"], line["top"], sizes[len(sizes) // 2], heavy * 2 > len(chars)
    )


def _table(table: Any, page: Any) -> Table:
    """A table as a grid: a merged cell is found by where it lies."""
    edges = sorted({round(x) for cell in table.cells for x in (cell[0], cell[2])})
    across = [(a + b) / 2 for a, b in zip(edges, edges[1:], strict=False) if b - a > 3]
    heights = sorted({round(y) for cell in table.cells for y in (cell[1], cell[3])})
    down = [(a + b) / 2 for a, b in zip(heights, heights[1:], strict=False) if b - a > 3]
    texts = {cell: _cell(page, cell) for cell in table.cells}
    return squared(tuple(_at(table.cells, texts, x, y) for x in across) for y in down)


def _at(cells: list[Any], texts: dict[Any, str], x: float, y: float) -> str:
    for cell in cells:
        left, top, right, low = cell
        if left <= x <= right and top <= y <= low:
            return texts[cell]
    return ""


def _cell(page: Any, box: Any) -> str:
    """A cell's text; rows that were only wrapped to fit it are one."""
    left, top, right, low = box
    inner = page.crop(_within(page, (left, top, right, low)), strict=False)
    rows = list(filter(None, (_printed(line) for line in _lines(inner, lambda _: True))))
    return "\n".join(_joined(rows, right))


def _within(page: Any, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    x0, y0, x1, y1 = page.bbox
    return max(box[0], x0), max(box[1], y0), min(box[2], x1), min(box[3], y1)


def _joined(rows: list[Printed], right: float) -> Iterator[str]:
    from knowledge.importers.documents.shapes import opens_paragraph

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
