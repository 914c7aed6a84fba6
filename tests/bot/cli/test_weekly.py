"""`walkalong weekly` and `export weekly`: an admin's Thursday on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Walkalong

UNITS = "单位\n医保局\n公安局\n"


@pytest.fixture
def thursday(walkalong: Walkalong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Walkalong:
    """An office with two units, on a Thursday after nine."""
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    assert walkalong("duties", "units", str(tmp_path / "units.csv")).code == 0
    monkeypatch.setenv("WALKALONG_NOW", "2026-11-26T10:00:00+08:00")
    return walkalong


def test_packs_are_written_and_kept(thursday: Walkalong, home: Path, tmp_path: Path) -> None:
    done = thursday("export", "weekly", str(tmp_path / "out"), "--unit", "医保局")
    assert done.code == 0, done.err
    written = tmp_path / "out" / "2026-W48" / "医保局"
    kept = home / "packs" / "2026-W48" / "医保局" / "v1"
    names = {path.name for path in written.iterdir()}
    assert names == {"整改台账.xlsx", "影像资料.zip", "信息简讯.docx", "manifest.json"}
    assert all((written / name).read_bytes() == (kept / name).read_bytes() for name in names)
    assert thursday("export", "weekly", str(tmp_path / "out")).code == 0
    assert {path.name for path in written.parent.iterdir()} == {"牵头单位", "医保局", "公安局"}
    listed = json.loads(thursday("weekly", "list", "--json").out)
    assert [(one["unit"], one["version"]) for one in listed] == [
        ("牵头单位", 1), ("公安局", 1), ("医保局", 1),
    ]  # fmt: skip


def test_before_its_time_a_draft_is_written_and_nothing_kept(
    thursday: Walkalong, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_NOW", "2026-11-25T10:00:00+08:00")
    done = thursday("export", "weekly", str(tmp_path / "out"))
    assert done.code == 0
    assert "草稿" in done.err
    manifest = json.loads((tmp_path / "out/2026-W48/医保局/manifest.json").read_text("utf-8"))
    assert (manifest["version"], manifest["locked"]) == (0, False)
    assert not (home / "packs").exists()
    assert "11-26 09:00 生成" in thursday("weekly", "status").out
    assert "12-03 09:00 才生成" in thursday("weekly", "show", "第49周", "--unit", "all").err
    monkeypatch.setenv("WALKALONG_NOW", "2026-11-26T10:00:00+08:00")
    assert thursday("export", "weekly", str(tmp_path / "out")).code == 0, "in its place"
    manifest = json.loads((tmp_path / "out/2026-W48/医保局/manifest.json").read_text("utf-8"))
    assert manifest["locked"]


def test_who_has_handed_in_is_told_and_entered(thursday: Walkalong) -> None:
    assert "没报的 2 个：公安局、医保局" in thursday("weekly", "status").out
    sent = thursday("weekly", "send", "--unit", "医保", "--by", "林工", "--at", "2026-11-26T09:30")
    assert "医保局 第 1 版：2026-11-26 09:30 林工（登记）" in sent.out
    again = thursday("weekly", "send", "--unit", "医保局", "--by", "别人")
    assert "09:30 林工" in again.out
    lines = {one["unit"]: one for one in json.loads(thursday("weekly", "status", "--json").out)}
    assert lines["医保局"]["standing"] == "sent"
    assert lines["公安局"]["standing"] == "waiting"
    late = thursday("weekly", "send", "--unit", "公安局", "--by", "周工", "--at", "2026-11-27")
    assert late.code == 2
    assert "今天之间" in late.err


def test_a_correction_keeps_what_was_before(thursday: Walkalong, home: Path) -> None:
    done = thursday("weekly", "resend", "--unit", "医保局", "--reason", "漏了两个", "--by", "林工")
    assert "第 2 版" in done.out
    assert (home / "packs/2026-W48/医保局/v1/manifest.json").exists()
    shown = thursday("weekly", "show", "--unit", "医保局").out
    assert "代替第 1 版（漏了两个）" in shown
    manifest = json.loads(thursday("weekly", "show", "--unit", "医保局", "--json").out)
    assert manifest["replaces"]["version"] == 1
    assert manifest["made_by"] == "林工"
    listed = json.loads(thursday("weekly", "list", "w48", "--unit", "医保局", "--json").out)
    assert [one["version"] for one in listed] == [1, 2]


def test_a_note_is_shown_and_changed(thursday: Walkalong, tmp_path: Path) -> None:
    assert "零报告" in thursday("weekly", "note", "--unit", "医保局").out
    words = tmp_path / "n.txt"
    words.write_text("一、本期发现\n自己写的", encoding="gb18030")
    done = thursday("weekly", "note", "--unit", "医保局", "--file", str(words))
    assert "第 2 版" in done.out
    assert thursday("weekly", "note", "--unit", "医保局").out == "一、本期发现\n自己写的\n"
    assert thursday("weekly", "note", "--unit", "医保局", "--set", " ").code == 2
    both = thursday("weekly", "note", "--unit", "医保局", "--set", "x", "--file", str(words))
    assert both.code == 2
    number = "139" + "0" * 6 + "17"
    thursday("weekly", "note", "--unit", "公安局", "--set", f"请打 {number}")
    assert number not in thursday("weekly", "note", "--unit", "公安局").out
    kept = thursday("weekly", "note", "第49周", "--unit", "医保局", "--set", "下周的")
    assert "记下了，2026-12-03 09:00" in kept.out
    assert thursday("weekly", "note", "w49", "--unit", "医保局").out == "下周的\n"


def test_what_was_changed_is_named(thursday: Walkalong, home: Path) -> None:
    assert thursday("weekly", "status").code == 0
    assert thursday("weekly", "check").code == 0
    file = home / "packs/2026-W48/公安局/v1/信息简讯.docx"
    file.chmod(0o644)
    file.write_bytes(b"x")
    done = thursday("weekly", "check", "2026-W48")
    assert done.code == 1
    assert "2026-W48 公安局 第 1 版: 文件被改过：信息简讯.docx" in done.out
    found = json.loads(thursday("weekly", "check", "--json").out)
    assert [(one["kind"], one["unit"], one["file"]) for one in found] == [
        ("changed", "公安局", "信息简讯.docx")
    ]


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("weekly", "status", "2026-W60"), 2, "不是一周；写成 2026-W48"),
        (("weekly", "show"), 2, "加上 --unit"),
        (("weekly", "show", "--unit", "没有的局"), 1, "有：牵头单位、公安局、医保局"),
        (("weekly", "show", "2026-W12", "--unit", "医保局"), 1, "没有做过周报"),
        (("weekly", "resend", "2026-W12", "--unit", "医保局", "--reason", "x"), 1, "没有做过周报"),
        (("weekly", "resend", "--unit", "医保局", "--reason", " "), 2, "写上原因"),
        (("export", "weekly", "out", "--week", "2026-W12"), 1, "补不出来"),
        (("export", "weekly", "out", "--unit", "没有的局"), 1, "没有“没有的局”的周报"),
    ],
)
def test_what_is_wrong_is_told_with_its_mend(
    thursday: Walkalong, command: tuple[str, ...], code: int, told: str
) -> None:
    done = thursday(*command)
    assert done.code == code
    assert told in done.err


def test_a_folder_with_other_files_is_left_alone(thursday: Walkalong, tmp_path: Path) -> None:
    place = tmp_path / "out" / "2026-W48" / "医保局"
    place.mkdir(parents=True)
    (place / "我的.docx").write_text("x")
    done = thursday("export", "weekly", str(tmp_path / "out"), "--unit", "医保局")
    assert done.code == 1
    assert "不覆盖" in done.err
    assert [path.name for path in place.iterdir()] == ["我的.docx"]
