"""A picture: by which formats it is opened, and what is told where it cannot be read."""

from __future__ import annotations

import io
import sys

import pytest
from PIL import Image

from knowledge.importers.documents.blocks import DocumentError
from knowledge.importers.documents.pdf import MAX_SCANNED
from knowledge.importers.documents.pictures import read_picture


@pytest.mark.parametrize(
    ("kind", "pages", "told"),
    [
        ("PNG", 1, "doc_no_ocr"),
        ("JPEG", 1, "doc_no_ocr"),
        ("TIFF", MAX_SCANNED + 1, "doc_scans"),
        ("PPM", 1, "doc_broken"),  # no camera, scanner or chat makes these
        ("EPS", 1, "doc_broken"),
    ],
)
def test_what_is_told_of_a_picture_without_the_extra(
    kind: str, pages: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    data = io.BytesIO()
    page = Image.new("RGB", (40, 40), "white")
    more = {"save_all": True, "append_images": [page] * (pages - 1)} if pages > 1 else {}
    page.save(data, kind, **more)
    with pytest.raises(DocumentError) as refused:
        read_picture(data.getvalue())
    assert refused.value.key == told


def test_what_is_no_picture_is_broken() -> None:
    with pytest.raises(DocumentError) as refused:
        read_picture(b"nothing of the kind")
    assert refused.value.key == "doc_broken"
