"""Flows as Excel forms and as drawings, on the command line; an Excel form is walked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.test_chat import lines, said

SURVEY = (
    ("type", "name", "label::English (en)", "label::French (fr)", "choice_filter", "relevant"),
    ("select_one region", "region", "Which region?", "Quelle région ?", "", ""),
    ("select_one town", "town", "Which town?", "Quelle ville ?", "region=${region}", ""),
    ("text", "why", "Why ${town}?", "Pourquoi ?", "", "${town} = ‘b’"),
)
CHOICES = (
    ("list name", "name", "label::English (en)", "label::French (fr)", "region"),
    ("region", "n", "North", "Nord", ""),
    ("region", "s", "South", "Sud", ""),
    ("town", "a", "Atown", "A", "n"),
    ("town", "b", "Btown", "B", "s"),
)


def form(path: Path, *survey: tuple[str, ...]) -> Path:
    book = Workbook()
    for name, rows in (
        ("survey", survey),
        ("choices", CHOICES),
        ("settings", [("form_title", "form_id"), ("Places", "places")]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    del book["Sheet"]
    book.save(path)
    return path


def test_a_form_of_others_is_checked_imported_and_walked(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    path = form(tmp_path / "form.xlsx", *SURVEY)
    done = walkalong("--locale", "en", "flows", "check", str(path))
    assert done.code == 0 and "places" in done.out and "French (fr)" in done.err
    assert walkalong("flows", "import", str(path)).code == 0
    taps = [{"id": "m1", "text": "走流程 Places"}]
    taps += [{"id": f"m{n}", "text": text} for n, text in ((2, "South"), (3, "1"), (4, "near"))]
    told = said(home, lines(*taps))
    assert [line["walk"]["question"] for line in told] == ["region", "town", "why", ""]
    assert "Btown" in told[2]["replies"][-1]["text"]


def test_what_is_refused_is_told_with_row_and_column(walkalong: Walkalong, tmp_path: Path) -> None:
    path = form(tmp_path / "form.xlsx", *SURVEY, ("rank town", "r", "Order", "", "", ""))
    done = walkalong("--locale", "en", "flows", "check", str(path))
    assert done.code == 1
    assert "form.xlsx:5: [sheet survey, column type] rank is not supported" in done.err


def test_an_export_can_be_edited_and_put_to_use(walkalong: Walkalong, tmp_path: Path) -> None:
    path = tmp_path / "issue.xlsx"
    assert walkalong("flows", "export", "issue", str(path)).code == 0
    assert walkalong("flows", "check", str(path)).code == 0
    assert walkalong("flows", "export", "issue", str(path)).code == 0, "nobody saved it since"
    book = load_workbook(path)
    book["settings"]["A2"] = "报个问题"
    book.properties.lastModifiedBy = "an office"
    book.save(path)
    assert walkalong("flows", "export", "issue", str(path)).code == 1
    assert "代替内置" in walkalong("flows", "import", str(path)).out
    assert "报个问题" in walkalong("flows", "list").out
    assert walkalong("flows", "export", "nowhere", str(tmp_path / "n.xlsx")).code == 1
    assert walkalong("flows", "export", "issue", str(tmp_path / "n.xls")).code == 1


def test_a_flow_is_drawn_as_text(walkalong: Walkalong, tmp_path: Path) -> None:
    drawn = walkalong("flows", "show", "issue", "--format", "dot").out
    assert drawn.startswith("digraph flow {") and drawn.rstrip().endswith("}")
    assert drawn.count("{") - drawn.count("${") == drawn.count("}") - drawn.count("${")
    out = tmp_path / "issue.mmd"
    assert walkalong("flows", "show", "issue", "--out", str(out)).code == 0
    assert out.read_text("utf-8") == walkalong("flows", "show", "issue").out
    wrong = [["--format", "png"], ["--format", "svg", "--out", str(tmp_path / "a.png")]]
    assert [walkalong("flows", "show", "issue", *args).code for args in wrong] == [2, 2]
    assert walkalong("flows", "show", "issue", "--out", str(tmp_path / "a.pdf")).code == 2


def test_a_picture_needs_graphviz(
    walkalong: Walkalong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        done = walkalong("flows", "show", "issue", "--format", "svg")
    assert done.code == 1 and "graphviz" in done.err and "mermaid" in done.err
    (tmp_path / "dot").write_text("#!/bin/sh\necho broken font >&2; exit 3\n")
    (tmp_path / "dot").chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        done = walkalong("flows", "show", "issue", "--format", "svg")
    assert done.code == 1 and "broken font" in done.err


@pytest.mark.skipif(shutil.which("dot") is None, reason="graphviz is not installed")
def test_graphviz_draws_pictures(walkalong: Walkalong, tmp_path: Path) -> None:
    out = tmp_path / "issue.png"
    assert walkalong("flows", "show", "issue", "--out", str(out)).code == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    drawn = walkalong("flows", "show", "issue", "--format", "svg").out
    assert "<svg" in drawn and "报问题" in drawn
