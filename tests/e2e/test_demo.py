"""`walkalong demo`, twice into the same folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.e2e.chats import surroundings
from tests.processes import ROOT, carried_out


def demo(out: Path, home: Path, *options: str) -> str:
    played = carried_out(*options, "demo", "--out", str(out), environment=surroundings(home))
    assert played.returncode == 0, played.stderr
    return played.stdout


@pytest.mark.parametrize(("name", "locale"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_transcript_in_the_readme_is_what_the_demo_says(
    name: str, locale: str, tmp_path: Path
) -> None:
    talk = demo(tmp_path / "out", tmp_path / "home", "--locale", locale)
    block = (ROOT / name).read_text("utf-8").split("```text\n")[1].split("```")[0]
    pieces = [piece.strip("\n") for piece in block.split("…\n")]
    assert len(pieces) > 5
    at = 0
    for piece in pieces:
        at = talk.find(piece, at)
        assert at >= 0, piece
        at += len(piece)


def test_the_demo_plays_and_can_be_played_again(tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    first = demo(out, home)
    cells = list(load_workbook(out / "ledger.xlsx")["整改台账"].values)
    assert demo(out, home) == first
    assert list(load_workbook(out / "ledger.xlsx")["整改台账"].values) == cells

    assert first.count("我 > ") >= 30
    assert "走完了，谢谢您" in first
    for name in ("ledger.xlsx", "report.docx"):
        assert (out / name).stat().st_size > 5_000
        assert str(out / name) in first
    assert len(cells) == 5
    assert not home.exists(), "the demo leaves the person's own data alone"
