"""Scanned pages are read from their picture; where they cannot be, that is said."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from knowledge.importers.documents import pdf, scans
from knowledge.importers.documents.blocks import DocumentError
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft

SCAN = Path(__file__).with_name("scan.pdf")
"""One page of a fictional office, drawn and saved as a picture of two colours."""


def test_a_scanned_page_is_read_and_that_is_told() -> None:
    if not (find_spec("rapidocr") and find_spec("cv2")) and not os.environ.get("CI"):
        pytest.skip("the extra that reads pictures is not installed")
    (draft,) = read_drafts([SCAN])
    assert isinstance(draft, Draft), draft
    assert draft.guide.name == "老年优待证办理"
    assert draft.guide.elements == {
        "受理条件": "年满60周岁的老年人。",
        "申请材料": "居民身份证\n近期照片2张",
        "法定办结时限": "10 个工作日",
        "承诺办结时限": "3 个工作日",
        "咨询方式": "0999-8123403",
    }
    assert any(odd.startswith("有扫描页") for odd in draft.odd)


def test_without_the_extra_a_scan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(DocumentError) as refused:
        next(scans.read_scans(SCAN.read_bytes(), [0]))
    assert refused.value.key == "doc_no_ocr"


def test_more_scanned_pages_than_can_be_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SCANNED", 0)
    with pytest.raises(DocumentError) as refused:
        pdf.read_pdf(SCAN.read_bytes())
    assert refused.value.key == "doc_scans"
