"""Files are read in the encodings in which they are written, and never in a wrong one."""

from __future__ import annotations

import pytest

from knowledge.importers.documents.blocks import DocumentError
from knowledge.importers.documents.page import read_page
from knowledge.importers.encodings import decoded

TEXT = "受理条件：本市户籍"
BROKEN = TEXT.encode() * 30 + b"\xff"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_text_is_read_in_its_encoding(codec: str) -> None:
    assert decoded(TEXT.encode(codec)) == TEXT


def test_the_name_of_an_encoding_goes_before_a_guess() -> None:
    assert decoded(TEXT.encode("big5", "ignore"), "big5") == "受理件：本市籍"
    assert decoded(TEXT.encode(), "big5") == TEXT, "but not before what it is for sure"


@pytest.mark.parametrize("name", ["undefined", "base64", "no-such"])
def test_a_name_of_no_encoding_is_passed_over(name: str) -> None:
    assert decoded(TEXT.encode("gbk"), name) == TEXT


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe"])
def test_what_its_mark_does_not_fit_is_no_text(mark: bytes) -> None:
    assert decoded(mark + b"\xc4\xe3\xba") is None


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_few_broken_bytes_do_not_cost_a_page(mark: bytes) -> None:
    (line,) = read_page(mark + BROKEN).blocks
    assert TEXT in line.text  # type: ignore[union-attr]


def test_a_page_of_no_encoding_is_refused() -> None:
    with pytest.raises(DocumentError):
        read_page(b"\xff\xfe" + b"\xd8\x00" * 50 + b"\x00")
