"""Signals of staging: an admin hears of them, nobody else does, and no walk waits for them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from bot.app import App
from bot.dialogue.dialogue import Dialogue
from bot.dialogue.messages import FileIn, Inbound, Outcome
from bot.ledger_file import export_ledger
from bot.rehearsal import said
from bot.reports import export_experience
from bot.signal_words import HEAD, NAMES
from flows.signals import KINDS
from storage.signals import SignalRecord
from tests.bot.homes import START
from tests.storage.test_likeness import counter

WELL = (
    "走流程 补办身份证", "同意", "窗口", "没有特别的", "普通群众", "清楚", "20分钟", "都顺利",
    "都对得上", "办好了", "10分钟", "非常满意", "都非常满意", "确认提交",
)  # fmt: skip
BADLY = (
    "走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有", "普通群众", "不清楚",
    "没写要不要户口本原件和复印件", "20分钟", "都顺利", "都对得上", "办好了", "10分钟", "满意",
    "都满意", "确认提交", "登记",
)  # fmt: skip
ASKED = ("可疑信号", "信号", "signals", "/signals", "/可疑信号", "suspicious signals")
Walk = Callable[..., Outcome]


@pytest.fixture
def app(own: App) -> App:
    return own


class Person:
    """Somebody who takes a minute for each message."""

    def __init__(
        self, dialogue: Dialogue, name: str, role: str = "volunteer", department: str = ""
    ) -> None:
        self._dialogue, self._name, self._role = dialogue, name, role
        self._department = department
        self._ids, self.at = count(), START

    def say(self, text: str = "", *files: Path, choose: str = "", seconds: float = 60) -> Outcome:
        self.at += timedelta(seconds=seconds)
        sent = tuple(FileIn(file, file.name) for file in files)
        return self._dialogue.handle(
            Inbound(
                "test", self._name, str(next(self._ids)), self.at, text, choose, sent,
                name=self._name, role=self._role, department=self._department,  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def walk(self, lines: tuple[str, ...], photo: Path | None = None, seconds: float = 60) -> str:
        """A whole walk; its number."""
        for line in lines:
            outcome = self.say(line, seconds=seconds)
            if photo is not None and line == "窗口":
                self.say("", photo)
        assert outcome.walk.status == "finished", said(outcome)
        return outcome.walk.id


def kinds(app: App, walk: str) -> dict[str, SignalRecord]:
    """What those see who look into it: then what could not be looked at before is looked at."""
    app.watcher.catch_up(START)
    return {one.kind: one for one in app.watcher.signals.latest(walk=int(walk))}


def photo(path: Path, taken: datetime, quality: int = 90) -> Path:
    picture = counter(0, 0)
    exif = picture.getexif()
    exif.get_ifd(0x8769)[0x9003] = taken.strftime("%Y:%m:%d %H:%M:%S")
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=quality, exif=exif)
    path.write_bytes(data.getvalue())
    return path


def test_a_visit_that_left_nothing_is_told_with_its_figures(app: App) -> None:
    found = kinds(app, Person(app.dialogue, "甲").walk(WELL, seconds=1))
    assert set(found) == {"too_fast", "all_top", "no_evidence"}
    assert found["too_fast"].details["median_seconds"] == 1
    assert found["too_fast"].details["channel"] == "test"
    assert found["all_top"].details == {"ratings": 5, "in_a_row": 1, "top": 1, "walks": 1}
    assert [m.text for m in found["too_fast"].messages.values()][1:3] == ["同意", "窗口"]


def test_an_honest_walk_raises_nothing(app: App, tmp_path: Path) -> None:
    taken = photo(tmp_path / "a.jpg", START)
    assert kinds(app, Person(app.dialogue, "甲").walk(BADLY, taken)) == {}


def test_words_and_photos_that_come_again_are_found(app: App, tmp_path: Path) -> None:
    first = Person(app.dialogue, "甲").walk(BADLY, photo(tmp_path / "a.jpg", START))
    again = photo(tmp_path / "b.jpg", START - timedelta(days=9), quality=60)
    found = kinds(app, Person(app.dialogue, "乙").walk(BADLY, again))
    assert set(found) == {"identical_text", "reused_photo", "photo_time"}
    assert found["identical_text"].other_walk == found["reused_photo"].other_walk == int(first)
    (text,) = found["identical_text"].details["texts"]
    assert (text["here"]["place"], found["identical_text"].details["same_person"]) == (
        "found_unclear",
        False,
    )
    assert 0 < found["reused_photo"].details["photos"][0]["difference"] < 0.2


def test_a_photo_that_was_cropped_is_found_again(app: App, tmp_path: Path) -> None:
    first = Person(app.dialogue, "甲").walk(BADLY, photo(tmp_path / "a.jpg", START))
    with Image.open(tmp_path / "a.jpg") as whole:
        whole.crop((40, 30, 760, 570)).save(tmp_path / "b.jpg", quality=60)
    found = kinds(app, Person(app.dialogue, "乙").walk(BADLY, tmp_path / "b.jpg"))
    assert found["reused_photo"].other_walk == int(first)
    assert 0 < found["reused_photo"].details["photos"][0]["difference"] <= 0.2


def test_top_marks_are_counted_over_a_persons_walks(app: App) -> None:
    person = Person(app.dialogue, "甲")
    Person(app.dialogue, "乙").walk(WELL)
    for lines in (WELL, BADLY, WELL):
        walk = person.walk(lines)
    found = kinds(app, person.walk(WELL))["all_top"].details
    assert (found["in_a_row"], found["top"], found["walks"]) == (2, 3, 4)
    assert "all_top" in kinds(app, walk)


def test_an_admin_is_told_in_both_languages(app: App) -> None:
    Person(app.dialogue, "甲").walk(WELL, seconds=1)
    admin = Person(app.dialogue, "督查", "admin")
    for words in ASKED:
        told = said(admin.say(words))
        assert told.startswith(HEAD[0]), words
        assert "用时很短：1" in told and "13 个回答，中位数 1.0 秒" in told
    admin.say("English")
    told = said(admin.say("signals"))
    assert HEAD[1] in told and "13 answers, median 1.0 s" in told


def test_an_admin_who_walks_may_say_signal(app: App) -> None:
    admin = Person(app.dialogue, "督查", "admin")
    for line in WELL[:3]:
        admin.say(line)
    assert admin.say("信号").walk.question != "aim", "it is what the person wants to find out"
    asked = admin.say("可疑信号")
    assert said(asked).startswith("没有信号。")
    assert asked.walk.question == "profile", "and the walk waits at its step"


@pytest.mark.parametrize("role", ["volunteer", "staff"])
def test_nobody_else_learns_that_there_are_any(app: App, role: str) -> None:
    before = Person(app.dialogue, "旁人甲", role)
    told_before = [said(before.say(words)) for words in ASKED]
    Person(app.dialogue, "甲").walk(WELL, seconds=1)
    assert app.watcher.signals.counts()
    after = Person(app.dialogue, "旁人乙", role)
    assert [said(after.say(words)) for words in ASKED] == told_before
    tapped = said(after.say(choose="cmd:signals"))
    assert not any(word in tapped for word in ("信号", *(zh for zh, _ in NAMES.values())))


def test_what_goes_out_says_nothing_of_them(app: App, tmp_path: Path) -> None:
    """Reports, the ledger, lists, and what is said to the one who walked."""
    person = Person(app.dialogue, "甲")
    heard = [said(person.say(line, seconds=1)) for line in BADLY]
    walk = app.reader.walks()[0].id
    assert "too_fast" in kinds(app, str(walk))
    export_ledger(app.house, tmp_path / "ledger.xlsx", app.reader.issues(), {}, app.clock())
    export_experience(app, walk, tmp_path / "report.docx")
    told = "\n".join(heard)
    for file in ("ledger.xlsx", "report.docx"):
        with ZipFile(tmp_path / file) as archive:
            told += "".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
    told += repr(app.reader.issues()) + repr(app.reader.walk(walk)) + said(person.say("我的问题"))
    secret = ("信号", *KINDS, *(zh for zh, _ in NAMES.values()))
    assert [word for word in secret if word in told] == []


def test_a_walk_that_cannot_be_looked_at_is_handed_in_all_the_same(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("no disk")

    monkeypatch.setattr(type(app.watcher.signals), "keep", broken)
    walk = Person(app.dialogue, "甲").walk(WELL, seconds=1)
    assert app.watcher.signals.latest() == []
    monkeypatch.undo()
    admin = Person(app.dialogue, "督查", "admin")
    assert HEAD[0] in said(admin.say("可疑信号")), "it is looked at when somebody asks"
    assert "too_fast" in kinds(app, walk)
    count_of = dict(app.watcher.signals.counts())
    app.watcher.catch_up(START)
    app.watcher.look(int(walk), START)
    assert app.watcher.signals.counts() == count_of


def test_limits_can_be_set(app: App) -> None:
    watcher = replace(app.watcher, limits=replace(app.watcher.limits, top_walks=2, walk_seconds=0))
    dialogue = Dialogue(replace(app.dialogue._house, watcher=watcher))
    person = Person(dialogue, "甲")
    assert set(kinds(app, person.walk(WELL, seconds=4))) == {"no_evidence"}
    assert set(kinds(app, person.walk(WELL, seconds=4))) == {"no_evidence", "all_top"}


def test_details_are_plain_enough_for_json(app: App) -> None:
    Person(app.dialogue, "甲").walk(WELL, seconds=1)
    for one in app.watcher.signals.latest():
        assert json.loads(json.dumps(one.details)) == one.details
