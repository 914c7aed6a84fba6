"""A ledger of 100,000 issues: exported, asked, shown, and brought back filled in.

See README.md beside this file for what is compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.ledger.measured import WALKALONG, Run, module, run

ENGINES = ("xlsxwriter", "openpyxl")
CHANGED = (50, 5_000)
GOAL_P99_MS = 50


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    parser.add_argument("--issues", type=int, default=100_000)
    parser.add_argument(
        "--peer-issues", type=int, default=10_000, help="that pandas writes, and Walkalong besides"
    )
    parser.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        goals = _beside_pandas(Path(name), options.peer_issues)
        goals |= _large(Path(name), options.issues)
    for goal, reached in goals.items():
        print(f"{'met    ' if reached else 'NOT MET'} {goal}")
    sys.exit(0 if all(goals.values()) else 1)


def _made(home: Path, issues: int) -> None:
    home.mkdir()
    module("made", str(home), str(issues))


def _export(home: Path, file: Path) -> Run:
    return run(WALKALONG, "export", "ledger", str(file), home=home)


def _line(name: str, cpu: float, peak_mb: float, file: Path) -> None:
    print(f"{name:34} {cpu:8.1f} {peak_mb:8.0f} {file.stat().st_size / 1e6:8.1f}")


def _beside_pandas(folder: Path, issues: int) -> dict[str, bool]:
    """The same cells by pandas."""
    home, file, frames = folder / "small", folder / "small.xlsx", folder / "frames"
    _made(home, issues)
    ours = _export(home, file)
    module("peers", "cells", str(file), str(frames))
    print(f"{f'{issues:,} issues, all sheets':34} {'s CPU':>8} {'peak MB':>8} {'file MB':>8}")
    _line("walkalong export ledger", ours.cpu, ours.peak_mb, file)
    goals: dict[str, bool] = {}
    for engine in ENGINES:
        out = folder / f"{engine}.xlsx"
        peer = module("peers", engine, str(frames), str(out))
        cpu = peer.told["cpu"]
        _line(f"pandas.to_excel, {engine}", cpu, peer.peak_mb, out)
        goals |= {
            f"as fast as pandas with {engine} ({cpu / ours.cpu:.2f}x)": cpu >= ours.cpu,
            f"less memory than it ({peer.peak_mb / ours.peak_mb:.1f}x)": peer.peak_mb
            > ours.peak_mb,
        }
        out.unlink()
    print(f"{peer.told['cells']:,} cells\n")
    frames.unlink()
    return goals


def _large(folder: Path, issues: int) -> dict[str, bool]:
    """What a large ledger takes."""
    home, file = folder / "large", folder / "large.xlsx"
    print(f"{f'{issues:,} issues':34} {'s CPU':>8} {'s':>8} {'peak MB':>8}")
    _made(home, issues)
    _told("db check", run(WALKALONG, "db", "check", home=home))
    _told("export ledger", _export(home, file))
    number = "WT-2025-0100"
    _told("issues show", run(WALKALONG, "issues", "show", number, home=home))
    for cells in CHANGED:
        filled = folder / "filled.xlsx"
        if module("filled", str(file), str(filled), str(cells)).told["changed"] != cells:
            sys.exit(f"fewer than {cells} issues are being fixed")
        back = module("brought_back", str(home), str(filled))
        if back.told["troubles"] or back.told["done"] != cells:
            sys.exit(f"not imported: {back.told}")
        _told(f"import ledger, {cells:,} changed cells", back)
        print(f"    other writers waited {back.told['held']:.2f} s")
    run(WALKALONG, "db", "check", home=home)
    told = module("asked", str(home)).told
    print(f"\n{told['questions']} kinds of questions  {'p50 ms':>8} {'p99 ms':>8}")
    for kind, name in (("page", "a page"), ("count", "counted"), ("one", "one issue, its moves")):
        print(f"{name:24}{told[f'{kind}_50']:8.1f} {told[f'{kind}_99']:8.1f}")
    print()
    return {f"p99 of a page under {GOAL_P99_MS} ms": told["page_99"] < GOAL_P99_MS}


def _told(name: str, one: Run) -> None:
    print(f"{name:34} {one.cpu:8.1f} {one.wall:8.1f} {one.peak_mb:8.0f}", flush=True)


if __name__ == "__main__":
    main()
