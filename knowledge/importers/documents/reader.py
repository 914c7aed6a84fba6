"""Documents in, rows out: the reader of Word files, PDF files and saved pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from knowledge.importers.documents.apart import PICTURES, parse
from knowledge.importers.documents.blocks import Block, Document, DocumentError, Line, weighed
from knowledge.importers.documents.cases import cases_in
from knowledge.importers.documents.office import TEXTS
from knowledge.importers.documents.parting import elements_in, part
from knowledge.importers.documents.plain import read_text
from knowledge.importers.documents.record import row_of
from knowledge.importers.encodings import decoded
from knowledge.importers.rows import RowError, Rows
from knowledge.remarks import Remark, listed, remark
from knowledge.text import one_line

MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
"""One Word, PDF or HTML file; a scanned page takes up to 1 MB."""
SUFFIXES = (".docx", ".docm", *TEXTS, ".pdf", ".html", ".htm", ".xhtml", *PICTURES)


def read_document(path: Path, name: str) -> Rows:
    """Rows of a document, one for each guide in it.

    Raises:
        RowError: It cannot be read, or nothing in it is an element of a guide.
    """
    try:
        document = parse(path)
    except DocumentError as error:
        raise RowError(error.key, *error.values) from None
    yield from rows_of(document, name, path.stem)


def read_prose(path: Path, name: str) -> Rows:
    """Rows of a text file that people wrote: its lines are those of a document.

    Raises:
        RowError: It is no text in an encoding that Chinese files have, or has no element.
    """
    text = decoded(path.read_bytes())
    if text is None or "\0" in text:
        raise RowError("no_text")
    try:
        document = weighed(read_text(text))
    except DocumentError as error:
        raise RowError(error.key, *error.values) from None
    yield from rows_of(document, name, path.stem)


def rows_of(document: Document, name: str, stem: str) -> Rows:
    """Rows of what stands in a document.

    Raises:
        RowError: Nothing in it is an element of a guide.
    """
    if not document.blocks:
        raise RowError("doc_empty")
    if not elements_in(document.blocks):
        raise RowError("doc_no_elements")
    parts = part(document.blocks)
    odd = [remark(note) for note in document.notes]
    cases = cases_in(parts.guides[0].blocks) if len(parts.guides) == 1 else []
    if cases and all(case.plain for case in cases):
        odd.append(remark("doc_cases", listed([case.name for case in cases], 80)))
    elif parts.unsure:
        odd.append(remark("doc_several"))
    for number, guide in enumerate(parts.guides):
        told = [*odd, *_beside(parts.beside)] if number == 0 else odd
        yield row_of(guide, document, name, stem, told)


def _beside(blocks: Sequence[Block]) -> list[Remark]:
    """What stands above the first of several guides, and is none of them."""
    texts = [
        block.text if isinstance(block, Line) else " ".join(c for row in block.rows for c in row)
        for block in blocks
    ]
    told = one_line(" / ".join(texts))
    return [remark("doc_beside", len(texts), told[:60])] if told else []
