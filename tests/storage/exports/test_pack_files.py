"""Zips of photos, and the manifest that proves a pack."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from storage.exports.pack_files import (
    ABOUT,
    FORMAT,
    MANIFEST,
    changed_in,
    digest_of,
    listed_in,
    manifest_in,
    may_be_taken,
    pack_photos,
    seal,
)

MADE = datetime(2026, 11, 26, 9)  # noqa: DTZ001  # zips have local times


def photos(folder: Path, *sizes: int) -> Path:
    made = folder / "整改台账_影像"
    made.mkdir()
    for number, size in enumerate(sizes, start=1):
        (made / f"WT-2026-0001-{number}.jpg").write_bytes(b"x" * size)
    return made


def about(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        return packed.read(ABOUT).decode("utf-8-sig")


def test_photos_go_into_one_zip_with_what_to_see_to(tmp_path: Path) -> None:
    folder = photos(tmp_path, 10, 20)
    (path,) = pack_photos(folder, tmp_path, "影像资料", 1_000_000, MADE)
    assert path.name == "影像资料.zip"
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        assert packed.namelist()[1:] == [
            f"整改台账_影像/WT-2026-0001-{number}.jpg" for number in (1, 2)
        ]
    assert "打码" in about(path)
    assert "WT-2026-0001-2.jpg" in about(path)
    assert not folder.exists()


def test_more_than_a_zip_takes_is_parted(tmp_path: Path) -> None:
    folder = photos(tmp_path, 30_000, 30_000, 90_000)
    zips = pack_photos(folder, tmp_path, "影像资料", 75_000, MADE)
    assert [path.name for path in zips] == ["影像资料-1.zip", "影像资料-2.zip"]
    assert zips[0].stat().st_size <= 75_000
    assert "第 2 部分，共 2 部分" in about(zips[1])
    with zipfile.ZipFile(zips[1]) as packed:
        assert len(packed.namelist()) == 2, "what is larger than a zip may be is one alone"


def test_without_photos_the_zip_says_so(tmp_path: Path) -> None:
    (path,) = pack_photos(tmp_path / "none", tmp_path, "影像资料", 1_000, MADE)
    assert "本期没有影像" in about(path)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    for name in ("a.xlsx", "b.zip"):
        (folder / name).write_text(name)
    seal(folder, {"week": "2026-W48"})
    return folder


def test_a_manifest_lists_every_file_and_all_are_read_only(sealed: Path) -> None:
    manifest = manifest_in(sealed)
    assert manifest is not None
    assert listed_in(manifest)["a.xlsx"].sha256 == digest_of(sealed / "a.xlsx")
    assert {path.stat().st_mode & 0o222 for path in sealed.iterdir()} == {0}
    assert list(changed_in(sealed, manifest)) == []
    assert may_be_taken(sealed)


def test_what_was_changed_taken_out_or_put_in_is_found(sealed: Path) -> None:
    manifest = manifest_in(sealed)
    assert manifest is not None
    (sealed / "a.xlsx").chmod(0o644)
    (sealed / "a.xlsx").write_text("A.xlsx")
    (sealed / "b.zip").unlink()
    (sealed / "c.txt").write_text("")
    assert sorted(changed_in(sealed, manifest)) == [
        ("added", "c.txt"),
        ("changed", "a.xlsx"),
        ("missing", "b.zip"),
    ]
    assert not may_be_taken(sealed)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[]", "null", "{", "\x00"),
        json.dumps({"format": "other", "files": []}),
        json.dumps({"format": FORMAT, "files": [{"name": "../x", "size": 1, "sha256": ""}]}),
        json.dumps({"format": FORMAT, "files": [{"name": "x"}]}),
        json.dumps({"format": FORMAT, "files": 3}),
    ],
)
def test_what_is_no_manifest_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    assert manifest_in(tmp_path) is None
    assert not may_be_taken(tmp_path)


def test_an_empty_folder_may_be_taken(tmp_path: Path) -> None:
    assert may_be_taken(tmp_path)
    assert manifest_in(tmp_path) is None
