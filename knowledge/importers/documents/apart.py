"""Parsing one file in a process of its own, so that no file can stop or crash an import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from knowledge.importers.documents.blocks import Document, DocumentError, unpacked
from knowledge.importers.documents.office import TABLES, TEXTS, renewed

SECONDS = 60
SECONDS_OF_SCANS = 600
MAX_ANSWER = 64 * 1024 * 1024
"""Bytes that a process may answer with; text is bounded before, to a tenth of it."""
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff")
_KINDS = {
    ".docx": "word",
    ".docm": "word",
    ".pdf": "pdf",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    **dict.fromkeys(PICTURES, "picture"),
    **dict.fromkeys(TABLES, "page"),  # as portals give tables out; `is_page` tells
}
_ZIP, _HTML = b"PK\x03\x04", (b"<html", b"<!doctype html")
_PROGRAM = "knowledge.importers.documents.parsing"


def parse(path: Path) -> Document:
    """The content of a document.

    Raises:
        DocumentError: It cannot be read, or took too much time or memory.
    """
    suffix = path.suffix.lower()
    if suffix not in TEXTS:
        return _parsed(_KINDS[suffix], path)
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(_ZIP) and suffix != ".odt":  # renamed, or saved by another program
        return _parsed("word", path)
    if is_page(head):  # as portals give them out
        return _parsed("page", path)
    with tempfile.TemporaryDirectory(prefix="walkalong-") as folder:
        made = Path(folder, "guide.docx")
        made.write_bytes(renewed(path))
        return _parsed("word", made)


def is_page(head: bytes) -> bool:
    """Whether a file begins as a page does, whatever its name says."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML)


def _parsed(kind: str, path: Path) -> Document:
    limit = SECONDS_OF_SCANS if kind in ("pdf", "picture") else SECONDS
    command = [sys.executable, "-m", _PROGRAM, kind, str(path.resolve())]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 (our own program; the path is one argument)
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=limit,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
        except subprocess.TimeoutExpired:
            raise DocumentError("doc_slow", limit) from None
        answer.seek(0)
        text = answer.read(MAX_ANSWER)
    if done.returncode:
        raise DocumentError(
            "doc_slow" if done.returncode == -signal.SIGXCPU else "doc_crashed", limit
        )
    return _answered(text)


def _answered(text: bytes) -> Document:
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError:
        raise DocumentError("doc_crashed") from None
    if "error" in told:
        raise DocumentError(*told["error"])
    return unpacked(told["document"])
