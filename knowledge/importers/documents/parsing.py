"""The process that parses one file: bounded in memory and time, it prints what it found as JSON.

`python -m knowledge.importers.documents.parsing KIND PATH`. A parser of foreign files may
hang, crash or eat the memory; here that costs this file alone. No parser is imported before
the bounds are set.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.importers.documents.blocks import Document, DocumentError, packed, weighed

MEMORY = 3 * 1024 * 1024 * 1024
"""Address space of the process; the engine that reads scans takes 1.5 GB of it."""
SECONDS = 600
"""Of one core, after which the system ends the process."""


def main(kind: str, path: str) -> None:
    """Prints {"document": …} or {"error": …} and ends with 0; anything else is a crash."""
    _bound()
    data = Path(path).read_bytes()
    try:
        told: dict[str, Any] = {"document": packed(weighed(_reader(kind)(data)))}
    except DocumentError as error:
        told = {"error": [error.key, *error.values]}
    except MemoryError:
        told = {"error": ["doc_heavy"]}
    except RecursionError:
        told = {"error": ["doc_nested"]}
    except Exception:  # noqa: BLE001 (a parser may fail with anything on a broken file)
        told = {"error": ["doc_broken"]}
    # ASCII: halves of surrogate pairs of a broken file must not break the pipe
    json.dump(told, sys.stdout)


def _reader(kind: str) -> Callable[[bytes], Document]:
    if kind == "pdf":
        from knowledge.importers.documents.pdf import read_pdf

        return read_pdf
    if kind == "word":
        from knowledge.importers.documents.word import read_docx

        return read_docx
    if kind == "picture":
        from knowledge.importers.documents.pictures import read_picture

        return read_picture
    from knowledge.importers.documents.page import read_page

    return read_page


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return  # not on Windows; the time limit of the caller holds there, too
    for what, bound in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(what)
        top = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(what, (top, hard))


if __name__ == "__main__":
    main(*sys.argv[1:])
