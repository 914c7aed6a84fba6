"""pandas.to_excel of the cells that `walkalong export ledger` wrote, nothing else of the workbook.

python -m benchmarks.ledger.peers cells FILE.xlsx FRAMES   reads the cells
python -m benchmarks.ledger.peers ENGINE FRAMES OUT.xlsx   writes them; only that is timed
"""

from __future__ import annotations

import pickle
import sys
import time
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from benchmarks.ledger.measured import tell


def cells(book: Path, frames: Path) -> None:
    """The sheets as frames."""
    found: dict[str, pd.DataFrame] = {}
    for sheet in load_workbook(book, read_only=True).worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        names = [f"{name}" for name in head]
        found[sheet.title] = pd.DataFrame(rows, columns=names, dtype=object)
    frames.write_bytes(pickle.dumps(found))


def write(engine: str, frames: Path, out: Path) -> None:
    """The frames as a workbook."""
    found: dict[str, pd.DataFrame] = pickle.loads(frames.read_bytes())
    began = time.process_time()
    with pd.ExcelWriter(out, engine=engine) as book:  # type: ignore[call-overload]
        for title, frame in found.items():
            frame.to_excel(book, sheet_name=title, index=False)
    cpu = time.process_time() - began
    cells_ = sum(frame.size + len(frame.columns) for frame in found.values())
    tell({"cpu": cpu, "cells": cells_, "bytes": out.stat().st_size})


if __name__ == "__main__":
    what, one, other = sys.argv[1:]
    cells(Path(one), Path(other)) if what == "cells" else write(what, Path(one), Path(other))
