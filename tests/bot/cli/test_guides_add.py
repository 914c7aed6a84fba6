"""`walkalong guides add` with tables and archives: mapping files, what is told, being stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from knowledge.importers.rows import Draft
from tests.bot.cli.conftest import Walkalong

ODD = "办啥,归谁管,要带的\n风筝放飞备案,城管局,风筝一只\n"


@pytest.fixture
def odd(tmp_path: Path) -> str:
    path = tmp_path / "odd.csv"
    path.write_bytes(ODD.encode("gb18030"))
    return str(path)


def test_an_odd_table_is_imported_by_the_mapping_that_was_written_for_it(
    walkalong: Walkalong, odd: str, tmp_path: Path
) -> None:
    refused = walkalong("guides", "add", odd)
    assert refused.code == 1
    assert "办啥、归谁管、要带的" in refused.err
    mapping = tmp_path / "m.yaml"
    assert walkalong("guides", "add", odd, "--write-mapping", str(mapping)).code == 0
    again = walkalong("guides", "add", odd, "--write-mapping", str(mapping))
    assert again.code == 1, "a file that somebody has filled in is not written over"
    text = mapping.read_text("utf-8").replace('# "办啥": ', '"办啥": 事项名称')
    mapping.write_text(text.replace('# "要带的": ', '"要带的": 申请材料'), "utf-8")
    done = walkalong("guides", "add", odd, "--mapping", str(mapping), "--json")
    (guide,) = json.loads(done.out)["guides"]
    assert (done.code, guide["name"], guide["outcome"]) == (0, "风筝放飞备案", "created")
    assert "风筝一只" in walkalong("guides", "show", guide["id"]).out


def test_a_faulty_mapping_is_told_with_its_lines_and_nothing_is_read(
    walkalong: Walkalong, odd: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text("sheets: x\ncolumns: {办啥: 事项名}\n", "utf-8")
    done = walkalong("guides", "add", odd, "--mapping", str(mapping))
    assert (done.code, done.out) == (1, "")
    assert [line[:8] for line in done.err.splitlines()] == ["m.yaml:1", "m.yaml:2"]


def test_a_mapping_is_written_for_one_table(walkalong: Walkalong, odd: str, tmp_path: Path) -> None:
    target = str(tmp_path / "m.yaml")
    assert walkalong("guides", "add", odd, odd, "--write-mapping", target).code == 2
    (tmp_path / "empty.csv").write_bytes(b"")
    done = walkalong("guides", "add", str(tmp_path / "empty.csv"), "--write-mapping", target)
    assert done.code == 1
    assert "没有指南" in done.err


def test_an_archive_is_imported_once_and_its_pictures_are_told(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    page = "# 风筝放飞备案\n## 申请材料\n风筝一只\n"
    with ZipFile(path, "w") as archive:
        for name, content in {"a.md": page, "副本/a.md": page, "大厅.jpg": "x"}.items():
            archive.writestr(name, content)
    first = walkalong("guides", "add", str(path))
    assert first.code == 0
    assert first.out.startswith("新增 1 · 更新 0 · 未变 1 · 未导入 0")
    assert "不是指南文件，没有读：a.zip/大厅.jpg" in first.out
    assert "与 a.zip/a.md:1 完全一样" in first.out
    again = json.loads(walkalong("guides", "add", str(path), "--json").out)
    assert {guide["outcome"] for guide in again["guides"]} == {"unchanged"}
    assert again["left_out"] == ["a.zip/大厅.jpg"]


def test_an_import_that_is_stopped_keeps_what_was_read(
    walkalong: Walkalong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from knowledge.importers import files

    path = tmp_path / "a.csv"
    path.write_text("事项名称,受理条件\n风筝甲,成年\n风筝乙,成年\n", "utf-8")
    whole = files.read_drafts

    def stopped(*args: Any, **kwargs: Any) -> Iterator[Any]:
        for draft in whole(*args, **kwargs):
            yield draft
            if isinstance(draft, Draft):
                raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files, "read_drafts", stopped)
        done = walkalong("guides", "add", str(path))
    assert (done.code, "再运行一次" in done.err) == (1, True)
    assert "风筝甲" in walkalong("guides", "list").out
    assert walkalong("guides", "add", str(path)).out.startswith("新增 1 · 更新 0 · 未变 1 ")


def test_that_search_by_meaning_is_off_is_told_once(
    walkalong: Walkalong, caplog: pytest.LogCaptureFixture
) -> None:
    guides = Path(__file__).parents[2] / "knowledge" / "guides"
    done = walkalong("guides", "add", str(guides / "elder.md"))
    told = "按设置未用语义检索，只按字词检索。"
    assert done.code == 0
    assert (done.out + done.err + caplog.text).count(told) == 1
