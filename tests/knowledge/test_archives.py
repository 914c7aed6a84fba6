"""Folders and zip files: what may be a guide is read, what is hostile is refused alone."""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft, LeftOut, Refused

Pack = Callable[..., Path]


def page(name: str) -> str:
    return f"# {name}\n## 申请材料\n{name}的材料\n"


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Packs members (name → content) into a zip file."""

    def _pack(members: dict[str, str | bytes], name: str = "a.zip") -> Path:
        path = tmp_path / name
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return path

    return _pack


def told(*paths: Path) -> tuple[list[str], list[Refused], list[str]]:
    """Files of the guides, the refusals, and files that were left out."""
    found = list(read_drafts(paths))
    return (
        [each.file for each in found if isinstance(each, Draft)],
        [each for each in found if isinstance(each, Refused)],
        [each.file for each in found if isinstance(each, LeftOut)],
    )


def test_a_zip_file_is_read_like_a_folder(pack: Pack) -> None:
    members: dict[str, str | bytes] = {
        "民政/婚姻/结婚登记.md": page("结婚登记"),
        "公安/户口.md": page("户口迁移"),
        "README.md": page("说明"),
        "__MACOSX/公安/._户口.md": b"\0",
        "公安/~$户口.xlsx": b"\0",
        "公安/Thumbs.db": b"\0",
        "公安/.DS_Store": b"\0",
        "公安/大厅.jpg": b"\0",
        "公安/老表.ofd": b"\0",
    }
    guides, refused, left = told(pack(members))
    assert guides == ["a.zip/公安/户口.md", "a.zip/民政/婚姻/结婚登记.md"]
    assert [(each.file, "另存为 xlsx" in each.mend) for each in refused] == [
        ("a.zip/公安/老表.ofd", True)
    ]
    assert left == ["a.zip/公安/大厅.jpg"]


def test_a_folder_leaves_out_the_same(tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "f"
    (folder / "内").mkdir(parents=True)
    for name in ("内/a.md", "~$a.xlsx", "Thumbs.db", ".隐.md", "图.png", "旧.ofd"):
        (folder / name).write_text(page("甲"), encoding="utf-8")
    pack({"b.md": page("乙")}).rename(folder / "c.zip")
    guides, refused, left = told(folder)
    assert guides == ["c.zip/b.md", "内/a.md"]
    assert [each.file for each in refused] == ["旧.ofd"]
    assert left == ["图.png"]


def test_names_that_windows_wrote_as_gbk_are_chinese(pack: Pack) -> None:
    raw = "户口.md".encode("gbk")
    path = pack({"x" * (len(raw) - 3) + ".md": page("户口")})
    path.write_bytes(path.read_bytes().replace(b"x" * (len(raw) - 3) + b".md", raw))
    assert told(path)[0] == ["a.zip/户口.md"]


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ("../../etc/甲.md", "指向压缩包之外"),
        ("/etc/甲.md", "指向压缩包之外"),
        ("C:/甲.md", "指向压缩包之外"),
        ("内.zip", "压缩包里的压缩包"),
    ],
)
def test_a_member_that_may_not_be_unpacked_is_refused_alone(
    pack: Pack, member: str, reason: str
) -> None:
    guides, (refused,), _ = told(pack({member: page("坏"), "好.md": page("好")}))
    assert guides == ["a.zip/好.md"]
    assert reason in refused.reason


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = ZipInfo("甲.md")
    link.external_attr = 0o120777 << 16
    with ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("乙.md", page("乙"))
    guides, (refused,), _ = told(path)
    assert guides == ["a.zip/乙.md"]
    assert "链接" in refused.reason


def test_a_member_with_a_password_is_refused_alone(pack: Pack) -> None:
    path = pack({"甲.md": page("甲"), "乙.md": page("乙")})
    content = bytearray(path.read_bytes())
    head = content.find(b"PK\x01\x02")  # the central directory's entry of the first member
    content[head + 8] |= 1
    path.write_bytes(bytes(content))
    guides, (refused,), _ = told(path)
    assert len(guides) == 1
    assert "密码" in refused.reason


def test_a_bomb_is_not_unpacked(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.importers.archives.MAX_MEMBER_BYTES", 1000)
    bomb = pack({"甲.md": "0" * 100_000, "乙.md": page("乙")})
    guides, (refused,), _ = told(bomb)
    assert guides == ["a.zip/乙.md"]
    assert "大于" in refused.reason


def test_an_archive_that_lies_about_sizes_unpacks_to_no_more_than_it_says(pack: Pack) -> None:
    path = pack({"甲.md": page("甲") * 5000})
    size = struct.pack("<I", len((page("甲") * 5000).encode()))
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<I", 50)))
    guides, (refused,), _ = told(path)
    assert guides == []
    assert "坏了" in refused.reason


def test_a_broken_member_costs_the_others_nothing(pack: Pack) -> None:
    path = pack({"甲.md": page("甲") * 50, "乙.md": page("乙")})
    content = path.read_bytes()
    start = content.find("甲.md".encode()) + len("甲.md".encode())
    path.write_bytes(content[:start] + b"\xff" * 8 + content[start + 8 :])
    guides, (refused,), _ = told(path)
    assert guides == ["a.zip/乙.md"]
    assert "坏了" in refused.reason


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip", zlib.compress(b"x")])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert "不是能读的 zip" in told(path)[1][0].reason


def test_an_archive_without_guides_says_so(pack: Pack) -> None:
    assert "没有指南文件" in told(pack({"a.jpg": "x"}))[1][0].reason


def test_thousands_of_members_are_read_and_more_are_refused(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    members: dict[str, str | bytes] = {f"{n}.md": page(f"甲{n}") for n in range(30)}
    monkeypatch.setattr("knowledge.importers.archives.MAX_FILES", 30)
    assert len(told(pack(members))[0]) == 30
    (refused,) = told(pack({**members, "x.md": page("乙")}))[1]
    assert "超过 30 个" in refused.reason


def test_nothing_unpacked_is_left_behind(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    drafts = read_drafts([pack({"甲.md": page("甲"), "乙.md": page("乙")})])
    next(drafts)
    drafts.close()  # type: ignore[attr-defined]  # as an import that is stopped half-way does
    assert list(aside.iterdir()) == []


def test_files_are_counted_before_they_are_read(pack: Pack, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    paths = [pack({"甲.md": page("甲"), "乙.md": page("乙")}), tmp_path / "none.md"]
    list(read_drafts(paths, step=lambda done, total: steps.append((done, total))))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
