"""Two programs that import at once: one index, nothing embedded twice, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.turns import turn
from knowledge.vector_sync import KeptMeaning
from tests.knowledge.onnx_folder import make_folder
from tests.knowledge.shelf import JsonShelf

ROOT = Path(__file__).parents[2]
COUNT = 5
HOLD = """
import sys, time
from pathlib import Path
from knowledge.turns import turn
with turn(Path(sys.argv[1]), print) as ours:
    print(ours, flush=True)
    time.sleep(60)
"""


def holding(file: Path) -> subprocess.Popen[str]:
    """Another process that has the turn, and keeps it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def library_in(home: Path) -> Library:
    embedder = make_folder(home / "model") if not (home / "model").exists() else ""
    embedder = embedder or f"onnx:{home / 'model'}"
    return Library(home / "index", JsonShelf(home / "shelf.json"), embedder=embedder)


def guides(home: Path, letter: str) -> Path:
    rows = [
        {"id": f"{letter}-{n}", "name": f"{letter}登记第{n}类", "受理条件": f"饲养第{n}类的居民"}
        for n in range(COUNT)
    ]
    file = home / f"{letter}.jsonl"
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_second_waits_and_takes_along_what_the_first_brought(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, waits = KeptMeaning._tell_wait, threading.Event()
    monkeypatch.setattr(KeptMeaning, "_tell_wait", lambda self: (told(self), waits.set()))
    library = library_in(tmp_path)
    library.add([guides(tmp_path, "犬")])
    other = holding(tmp_path / "index" / "writing.lock")
    try:
        done: list[int] = []
        add = threading.Thread(
            target=lambda: done.append(library.add([guides(tmp_path, "猫")]).embedded)
        )
        add.start()
        assert waits.wait(30)
        assert "等它做完" in caplog.text
        assert add.is_alive()
        # The one that is waited for brings another guide before it ends.
        late = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")
        shelf = JsonShelf(tmp_path / "shelf.json")
        first = next(iter(shelf.all()))
        shelf.put({**first, "id": "兔-1", "name": "兔登记", "digest": "d"})
        assert late.guide("兔-1") is not None
    finally:
        other.kill()  # the system gives its turn back
        other.wait()
    add.join(30)
    assert done == [2 * COUNT + 2]
    assert library.status().missing_vectors == 0


@pytest.mark.usefixtures("guides_alone")
def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = library_in(tmp_path)
    monkeypatch.setattr("knowledge.turns.WAIT_SECONDS", 0.2)
    other = holding(tmp_path / "index" / "writing.lock")
    try:
        report = library.add([guides(tmp_path, "犬")])
    finally:
        other.kill()
        other.wait()
    assert report.count("created") == COUNT, "the guides are kept, and letters find them"
    assert report.embedded == 0
    assert "walkalong init" in report.notice
    assert library.add([guides(tmp_path, "犬")]).embedded == 2 * COUNT


def test_where_no_lock_can_be_the_work_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with turn(tmp_path / "file" / "writing.lock", lambda: None) as ours:
        assert ours


def test_a_full_disk_costs_neither_the_guides_nor_the_index_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_in(tmp_path)
    library.add([guides(tmp_path, "犬")])
    with monkeypatch.context() as full:

        def write(*_: object) -> int:
            raise RuntimeError("database or disk is full")

        full.setattr("knowledge.vectors.VectorIndex.sync", write)
        full.setattr("knowledge.vector_sync._SPARE", 1 << 60)
        report = library.add([guides(tmp_path, "猫")])
    assert report.count("created") == COUNT
    assert "没写成（database or disk is full）" in report.notice
    assert library.search("猫登记第1类")[0].source.guide == "猫-1"
    assert library_in(tmp_path).add([guides(tmp_path, "猫")]).embedded == 2 * COUNT
