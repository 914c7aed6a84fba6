"""Packs as they are made, kept, corrected and proved; nobody who reported stands in them."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text as sql

from bot.rehearsal.pictures import photo
from bot.weekly.checking import check
from bot.weekly.giving_out import copy_pack
from bot.weekly.notes import words_to_come, write_note
from bot.weekly.packs import MAKING, NoPack, WeeklyPacks
from flows.weekly import LEAD
from storage.exports.files import ExportError
from storage.exports.pack_files import listed_in, manifest_in
from tests.bot.cli.conftest import environment
from tests.bot.schedule.conftest import Days

WEEK = "2026-W48"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def office(days: Days) -> Days:
    days.issue(department="医保局", item="异地就医备案", problem="系统坏了", deadline="2026-11-20")
    days.issue(department="公安局", item="居住证", problem="复印件要了两遍")
    days.now = days.now.fromisoformat("2026-11-26T10:00:00+08:00")
    return days


@pytest.fixture
def weekly(office: Days) -> WeeklyPacks:
    return office.app.weekly


def faults(weekly: WeeklyPacks) -> list[tuple[str, str, str]]:
    return [(one.kind, one.unit, one.file) for one in check(weekly, None)]


def texts(path: Path) -> str:
    """All that stands in a workbook, with its properties, and in the other files of a pack."""
    said = []
    for file in path.iterdir():
        if file.suffix in (".xlsx", ".docx", ".zip"):
            with zipfile.ZipFile(file) as parts:
                said += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
        else:
            said.append(file.read_text("utf-8"))
    return "\n".join(said)


def test_all_packs_of_a_week_are_of_one_moment_and_are_made_once(
    office: Days, weekly: WeeklyPacks
) -> None:
    assert weekly.ensure(WEEK)
    office.issue(department="医保局", problem="后来的")
    office.now += timedelta(hours=5)
    assert not weekly.ensure(WEEK)
    heads = set()
    for unit, issues in ((LEAD, 2), ("医保局", 1), ("公安局", 1)):
        manifest = manifest_in(weekly.folder(WEEK, unit, 1))
        assert manifest is not None
        assert manifest["counts"]["issues"] == manifest["counts"]["new"] == issues
        heads.add((manifest["log"]["seq"], manifest["log"]["hash"], manifest["until"]))
    assert len(heads) == 1
    assert faults(weekly) == []


def test_what_is_new_is_told_in_one_week_alone(office: Days, weekly: WeeklyPacks) -> None:
    weekly.ensure(WEEK)
    office.issue(department="医保局", problem="同一时刻的下一周")
    office.now += timedelta(days=7)
    office.issue(department="医保局", problem="下一周")
    weekly.ensure("2026-W49")
    manifest = manifest_in(weekly.folder("2026-W49", "医保局", 1))
    assert manifest is not None
    assert (manifest["counts"]["issues"], manifest["counts"]["new"]) == (3, 1)
    assert manifest["since"].startswith("2026-11-26T10:00")


def test_a_week_is_made_from_its_time_on_until_it_is_over(
    office: Days, weekly: WeeklyPacks
) -> None:
    office.now = office.now.fromisoformat("2026-11-26T08:59:00+08:00")
    with pytest.raises(NoPack) as future:
        weekly.ensure(WEEK)
    assert (future.value.kind, weekly.current()) == ("future", WEEK)
    office.now = office.now.fromisoformat("2026-11-30T09:00:00+08:00")
    with pytest.raises(NoPack) as past:
        weekly.ensure(WEEK)
    assert (past.value.kind, weekly.current()) == ("past", "2026-W49")
    office.now = office.now.fromisoformat("2026-11-29T23:00:00+08:00")
    assert weekly.current() == WEEK
    assert weekly.ensure(WEEK)


def test_a_correction_is_a_new_version_that_names_what_differs(
    office: Days, weekly: WeeklyPacks
) -> None:
    weekly.ensure(WEEK)
    before = texts(weekly.folder(WEEK, "医保局", 1))
    office.issue(department="医保局", problem="漏掉的")
    pack = weekly.correct(WEEK, "云溪市医疗保障局", "林工", "漏了一个", key="a")
    assert weekly.correct(WEEK, "医保局", "林工", "漏了一个", key="a") == pack
    assert (pack.version, pack.reason) == (2, "漏了一个")
    manifest = manifest_in(weekly.folder(WEEK, "医保局", 2))
    assert manifest is not None
    assert manifest["counts"]["issues"] == 2
    assert manifest["replaces"]["version"] == 1
    assert set(manifest["replaces"]["changed"]) == {"整改台账.xlsx", "信息简讯.docx"}
    assert texts(weekly.folder(WEEK, "医保局", 1)) == before
    assert faults(weekly) == []


def test_other_words_change_the_note_alone(office: Days, weekly: WeeklyPacks) -> None:
    proposed = words_to_come(weekly, WEEK, "医保局")
    assert "异地就医备案" in proposed
    assert write_note(weekly, WEEK, "医保局", "林工", "先写好的") is None
    assert words_to_come(weekly, WEEK, "医保局") == "先写好的"
    weekly.ensure(WEEK)
    assert weekly.text_of(weekly.one(WEEK, "医保局")) == "先写好的"
    same = write_note(weekly, WEEK, "医保局", "林工", "先写好的\n")
    assert same is not None
    assert same.version == 1
    office.issue(department="医保局", problem="后来的")
    office.now += timedelta(hours=1)
    pack = write_note(weekly, WEEK, "医保局", "林工", "改过的")
    assert pack is not None
    manifest = manifest_in(weekly.folder(WEEK, "医保局", 2))
    assert manifest is not None
    assert manifest["replaces"]["changed"] == ["信息简讯.docx"]
    assert manifest["counts"]["issues"] == 1
    assert pack.until < pack.made


def test_a_unit_that_came_later_gets_its_first_pack(office: Days, weekly: WeeklyPacks) -> None:
    weekly.ensure(WEEK)
    with pytest.raises(NoPack):
        weekly.correct(WEEK, "没有这个局", "林工", "补做")
    office.issue(department="民政局", problem="新单位")
    assert weekly.correct(WEEK, "民政局", "林工", "补做").version == 1
    assert faults(weekly) == []


def test_who_reported_stands_in_no_file(office: Days, weekly: WeeklyPacks) -> None:
    weekly.ensure(WEEK)
    for unit in (LEAD, "医保局"):
        said = texts(weekly.folder(WEEK, unit, 1))
        assert "系统坏了" in said
        assert "赵工" not in said
    with office.app.engine.begin() as connection:  # so does a ledger that is exported by itself
        assert connection.execute(sql("SELECT count(*) FROM person WHERE name = '赵工'")).scalar()


def test_marks_of_reporters_are_for_the_lead_office_alone(
    office: Days, weekly: WeeklyPacks
) -> None:
    office.issue(department="医保局", problem="评过的", satisfaction="打了两分")
    weekly.ensure(WEEK)
    assert "打了两分" in texts(weekly.folder(WEEK, LEAD, 1))
    own = texts(weekly.folder(WEEK, "医保局", 1))
    assert "评过的" in own and "打了两分" not in own


def test_every_change_of_what_was_made_is_found(office: Days, weekly: WeeklyPacks) -> None:
    weekly.ensure(WEEK)
    folder = weekly.folder(WEEK, "医保局", 1)
    for path in folder.iterdir():
        path.chmod(0o644)
    with (folder / "整改台账.xlsx").open("ab") as file:
        file.write(b"x")
    (folder / "信息简讯.docx").unlink()
    (folder / "多的.txt").write_text("")
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("陪走", "别人"), "utf-8")
    shutil.rmtree(weekly.folder(WEEK, "公安局", 1))
    shutil.copytree(weekly.folder(WEEK, LEAD, 1), weekly.folder(WEEK, LEAD, 7))
    assert sorted(faults(weekly)) == [
        ("added", "医保局", "多的.txt"),
        ("changed", "医保局", "整改台账.xlsx"),
        ("missing", "医保局", "信息简讯.docx"),
        ("no_folder", "公安局", ""),
        ("not_entered", LEAD, ""),
        ("other_manifest", "医保局", "manifest.json"),
    ]


def test_a_log_that_was_cut_or_made_anew_is_found(office: Days, weekly: WeeklyPacks) -> None:
    weekly.ensure(WEEK)
    with office.app.engine.begin() as connection:
        connection.execute(sql("UPDATE issue_log SET hash = 'x' WHERE seq = 2"))
    kinds = {kind for kind, _, _ in faults(weekly)}
    assert kinds == {"other_log", "log"}
    with office.app.engine.begin() as connection:
        connection.execute(sql("DELETE FROM issue_log WHERE seq = 2"))
    assert {kind for kind, _, _ in faults(weekly)} == {"cut", "log"}


def test_an_export_is_replaced_while_nobody_changed_it(
    office: Days, weekly: WeeklyPacks, tmp_path: Path
) -> None:
    weekly.ensure(WEEK)
    place = copy_pack(weekly, weekly.one(WEEK, "医保局"), tmp_path)
    second = weekly.correct(WEEK, "医保局", "林工", "漏了")
    assert copy_pack(weekly, second, tmp_path) == place
    manifest = manifest_in(place)
    assert manifest is not None
    assert manifest["version"] == 2
    (place / "我的.txt").write_text("")
    with pytest.raises(ExportError, match="不覆盖"):
        copy_pack(weekly, second, tmp_path)
    assert (place / "我的.txt").exists()
    assert list(tmp_path.glob("**/.weekly-*")) == []


def test_the_ledger_s_links_lead_into_the_zip(
    office: Days, weekly: WeeklyPacks, tmp_path: Path
) -> None:
    media = office.app.media.save(photo(tmp_path, "窗口", office.now).path, "窗口.jpg")
    office.issue(department="医保局", problem="有附件", media=media.sha256)
    office.now += timedelta(minutes=1)
    weekly.ensure(WEEK)
    folder = weekly.folder(WEEK, "医保局", 1)
    with zipfile.ZipFile(folder / "影像资料.zip") as packed:
        names = [name for name in packed.namelist() if "WT-" in name]
    sheet = load_workbook(folder / "整改台账.xlsx")["整改台账"]
    links = [cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink]
    assert names == links
    assert names[0].startswith("整改台账_影像/WT-2026-0003-1_20261126-1000")


@pytest.mark.parametrize("point", ["second unit", "in place", "entered"])
def test_killed_in_the_middle_it_is_made_whole_the_next_time(
    office: Days, weekly: WeeklyPacks, point: str
) -> None:
    child = f"""
import os, signal
from datetime import datetime
from dataclasses import replace
from bot.app import open_app
from bot.settings import Settings
import bot.weekly.making as making, storage.weekly as kept
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
seal, count = making.seal, []
def once(*args):
    count.append(1)
    if len(count) == 2 and {point!r} == "second unit":
        die()
    return seal(*args)
making.seal = once
add = kept.WeeklyStore.add
def adding(self, packs):
    packs = list(packs)
    if packs and {point!r} == "in place":
        die()
    add(self, packs)
    if packs:
        die()
kept.WeeklyStore.add = adding
with open_app(Settings(embedder="none")) as app:
    app.weekly.ensure({WEEK!r})
"""
    surroundings = environment(office.app.settings.home)
    surroundings["WALKALONG_NOW"] = office.now.isoformat()
    done = subprocess.run(
        [sys.executable, "-c", child], cwd=ROOT, env=surroundings, check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    weekly.ensure(WEEK)
    packs = weekly.store.packs(WEEK)
    assert [(one.unit, one.version) for one in packs] == [
        (unit, 1) for unit in (LEAD, "公安局", "医保局")
    ]
    assert faults(weekly) == []
    for one in packs:
        manifest = manifest_in(weekly.folder(WEEK, one.unit, 1))
        assert manifest is not None
        assert len(listed_in(manifest)) == 3
    assert list((weekly.home / "packs").glob(f"{MAKING}*")) == []
