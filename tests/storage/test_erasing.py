"""What a walk recorded is taken back where the applicant does not consent (R90)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from flows.state import Answer, Evidence
from storage.media import MediaStore
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import Duplicate
from tests.storage.support import BEGUN, Say

FIELDS = {"problem": FieldValue("叫号屏坏了", None, 0, 0, "asked")}


def test_words_notes_files_and_findings_of_the_walk_are_gone(
    engine: Engine, media: MediaStore, say: Say, reader: Reader
) -> None:
    mine, shared = media.save(b"%PDF-1.7 mine", "a.pdf"), media.save(b"%PDF-1.7 both", "b.pdf")
    media.shown(mine.sha256)
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    with say("叫号屏坏了") as turn:
        turn.add_note(walk.id, "counter", "叫号屏坏了", 0, 5)
        turn.attach(mine.sha256, walk.id, "counter", None)
        turn.attach(shared.sha256, walk.id, "counter", None)
        finding = turn.put_finding(walk.id, "reported:1", "counter", "reported", FIELDS)
        turn.attach(mine.sha256, walk.id, "", None, finding)
    with say("发错了", chat="别人") as turn:
        turn.attach(shared.sha256, None, "", None)
    with say("不同意") as turn:
        refused = replace(BEGUN, status="cancelled")
        refused = replace(refused, answers={"consent": Answer("no", Evidence(turn.message_id))})
        turn.save_walk(walk.id, walk.state, refused)
        turn.erase_walk(walk.id)
    assert [m.text for m in reader.messages(walk.id)] == ["", "", "不同意"]
    assert reader.notes(walk.id) == []
    assert reader.attachments(walk.id) == []
    assert reader.findings(walk.id) == []
    with pytest.raises(FileNotFoundError):
        media.shown(mine.sha256)
    with pytest.raises(FileNotFoundError):
        media.get(mine.sha256)
    assert media.get(shared.sha256).sha256 == shared.sha256
    with engine.connect() as connection:
        kept = connection.execute(text("select sha256 from media")).scalars().all()
    assert kept == [shared.sha256]


def test_what_an_issue_rests_on_stays(media: MediaStore, say: Say, reader: Reader) -> None:
    photo = media.save(b"%PDF-1.7 proof", "a.pdf")
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    with say("叫号屏坏了") as turn:
        at = turn.message_id
        fields = {"problem": FieldValue("叫号屏坏了", at, 0, 5, "asked")}
        finding = turn.put_finding(walk.id, "reported:1", "counter", "reported", fields)
        turn.attach(photo.sha256, walk.id, "", None, finding)
        number = turn.confirm_issue(finding, state="new", year=2026)
    with say("不同意") as turn:
        turn.erase_walk(walk.id)
    issue = reader.issue(number)
    assert issue is not None
    assert [m.sha256 for m in issue.media] == [photo.sha256]
    assert [m.text for m in reader.messages(walk.id)] == ["", "叫号屏坏了", "不同意"]
    assert media.get(photo.sha256).sha256 == photo.sha256


def test_a_message_of_an_erased_walk_is_still_known(say: Say) -> None:
    with say("走流程", id_="m1") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.reply({"replies": ["好"]})
    with say("不同意", id_="m2") as turn:
        turn.erase_walk(walk.id)
    with pytest.raises(Duplicate), say("走流程", id_="m1"):
        pass
