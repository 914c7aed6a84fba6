"""Scanned pages: the text of their pictures, by an OCR engine whose models come with it.

Guards that reading ends: pages are drawn no larger than a bound, and the number of pages
is the caller's. Nothing is downloaded: the models named here lie in the engine's package.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge.importers.documents.blocks import DocumentError
from knowledge.importers.documents.letters import Letter, rows_of_text
from knowledge.importers.documents.printed import Printed, Sheet

SCALE = 150 / 72
"""Dots per point: 150 to the inch reads small print and takes half the time of 200."""
MAX_PIXELS = 4_000_000
SURE = 0.5
"""What is read less surely than this is smudges and stamps."""


def read_pictures(pictures: Iterable[Any]) -> Iterator[Sheet]:
    """What is printed on these pictures, each an array of rows of pixels.

    Raises:
        DocumentError: The engine is not installed.
    """
    engine = _engine()
    for image in pictures:
        yield Sheet(_rows(engine(image)), float(image.shape[1]))


def read_scans(data: bytes, numbers: Sequence[int]) -> Iterator[Sheet]:
    """What is printed on the pictures of these pages of a PDF.

    Raises:
        DocumentError: The engine is not installed.
    """
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    try:
        yield from read_pictures(_drawn(file[number]) for number in numbers)
    finally:
        file.close()


def _drawn(page: Any) -> Any:
    width, height = page.get_size()
    scale = min(SCALE, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
    return page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_numpy()[..., :3]


def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError:
        raise DocumentError("doc_no_ocr") from None
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _rows(read: Any) -> list[Printed]:
    """Rows of what was read on one page."""
    if read.boxes is None:
        return []
    found = zip(read.boxes, read.txts, read.scores, strict=True)
    return rows_of_text(
        [_piece(b, str(t)) for b, t, sure in found if sure >= SURE and str(t).strip()]
    )


def _piece(box: Any, text: str) -> Letter:
    left, right = float(box[:, 0].min()), float(box[:, 0].max())
    top, bottom = float(box[:, 1].min()), float(box[:, 1].max())
    # A box is higher than its letters; sizes are compared with one another only.
    return Letter(text, left, right, top, bottom, (bottom - top) / 1.3)
