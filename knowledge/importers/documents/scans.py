"""Scanned pages: the text of their pictures, by an OCR engine whose models come with it.

Guards that reading ends: pages are drawn no larger than a bound, and the number of pages
is the caller's. Nothing is downloaded: the models named here lie in the engine's package.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.importers.documents.blocks import DocumentError
from knowledge.importers.documents.layout import Printed, Sheet

SCALE = 150 / 72
"""Dots per point: 150 to the inch reads small print and takes half the time of 200."""
MAX_PIXELS = 4_000_000
SURE = 0.5
"""What is read less surely than this is smudges and stamps."""


def read_scans(data: bytes, numbers: Sequence[int]) -> Iterator[Sheet]:
    """What is printed on the pictures of these pages of a PDF.

    Raises:
        DocumentError: The engine is not installed.
    """
    engine = _engine()
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = file[number]
            width, height = page.get_size()
            scale = min(SCALE, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
            picture = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
            yield _sheet(engine(picture.to_numpy()[..., :3]))
    finally:
        file.close()


def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError:
        raise DocumentError("doc_no_ocr") from None
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _sheet(read: Any) -> Sheet:
    """Rows of what was read: boxes of one height stand in one row, apart by two spaces."""
    if read.boxes is None:
        return []
    found = [
        (box, str(text))
        for box, text, score in zip(read.boxes, read.txts, read.scores, strict=True)
        if score >= SURE and str(text).strip()
    ]
    rows: list[list[tuple[Any, str]]] = []
    for box, text in sorted(found, key=lambda each: float(each[0][:, 1].mean())):
        if rows and _beside(rows[-1][-1][0], box):
            rows[-1].append((box, text))
        else:
            rows.append([(box, text)])
    return [_row(sorted(row, key=lambda each: float(each[0][:, 0].min()))) for row in rows]


def _beside(one: Any, other: Any) -> bool:
    height = float(min(_height(one), _height(other)))
    return abs(float(one[:, 1].mean()) - float(other[:, 1].mean())) < 0.5 * height


def _height(box: Any) -> float:
    return float(box[:, 1].max() - box[:, 1].min())


def _row(row: list[tuple[Any, str]]) -> Printed:
    left, right = (float(f(box[:, 0])) for f, (box, _) in ((min, row[0]), (max, row[-1])))
    top = float(min(box[:, 1].min() for box, _ in row))
    # A box is higher than its letters; sizes are compared with one another only.
    size = sum(_height(box) for box, _ in row) / len(row) / 1.3
    return Printed("  ".join(text for _, text in row), left, right, top, size)
