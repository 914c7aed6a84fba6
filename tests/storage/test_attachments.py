"""A file belongs to the message it came with, and to a stage, a question or a finding."""

from __future__ import annotations

import pytest

from storage.media import Media, MediaStore
from storage.reading import Reader
from storage.records import FieldValue, MediaRecord
from storage.turns import Store
from tests.storage.support import BEGUN, Say


@pytest.fixture
def note(media: MediaStore) -> Media:
    return media.save(b"%PDF-1.7 a receipt", "receipt.pdf")


def record(media: Media, message: int, stage: str = "", path: str = "") -> MediaRecord:
    return MediaRecord(
        media.sha256,
        media.mime,
        media.name,
        media.size,
        media.taken_at,
        media.latitude,
        media.longitude,
        message,
        stage,
        path,
    )


def test_a_file_tells_its_message_its_stage_and_its_question(
    note: Media, say: Say, reader: Reader
) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.attach(note.sha256, walk.id, "counter", "receipt_photo", name=note.name)
        first = turn.message_id
    with say("再发一次") as turn:
        turn.attach(note.sha256, walk.id, "online", None)
        turn.attach(note.sha256, None, "", None)
        both = [
            record(note, first, "counter", "receipt_photo"),
            record(note, turn.message_id, "online"),
        ]
        assert turn.attachments(walk.id) == both
    assert reader.attachments(walk.id) == both


def test_time_and_place_of_a_photo_are_kept(media: MediaStore, say: Say, reader: Reader) -> None:
    from tests.storage.test_media import YUNXI, photo

    taken = media.save(photo(place=YUNXI), "a.jpg")
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.attach(taken.sha256, walk.id, "counter", None, name=taken.name)
        message = turn.message_id
    assert reader.attachments(walk.id) == [record(taken, message, "counter")]
    assert taken.taken_at is not None


def test_a_message_tells_its_words_and_what_its_files_were_called(
    note: Media, say: Say, store: Store
) -> None:
    with say("两张", id_="m1") as turn:
        for name in ("a.jpg", "b.jpg"):
            turn.attach(note.sha256, None, "", None, name=name)
    with say("没有照片", id_="m2"):
        pass
    kept = store.kept("terminal", "c1", "m1")
    assert kept is not None
    assert (kept.text, sorted(kept.files)) == ("两张", ["a.jpg", "b.jpg"])
    assert store.kept("terminal", "c1", "m2") == ("没有照片", ())
    assert store.kept("terminal", "c1", "m3") is None


def test_a_file_given_to_a_finding_stays_with_the_message_it_came_with(
    note: Media, say: Say, reader: Reader
) -> None:
    fields = {"problem": FieldValue("收据写错了")}
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        came = turn.message_id
        turn.attach(note.sha256, walk.id, "counter", None, name=note.name)
    with say("报问题") as turn:
        found = turn.put_finding(walk.id, "k", "counter", "reported", fields)
        turn.attach(note.sha256, walk.id, "", None, found)
        assert turn.finding(found).media == (record(note, came, "counter"),)
        assert len(turn.attachments(walk.id)) == 1
        number = turn.confirm_issue(found, state="found", year=2026)
    issue = reader.issue(number)
    assert issue is not None
    assert issue.media == (record(note, came, "counter"),)
    assert [m.text for m in issue.messages.values()] == ["走流程"]


def test_a_file_of_another_chat_or_walk_is_attached_anew(note: Media, say: Say) -> None:
    fields = {"problem": FieldValue("收据写错了")}
    with say("别人的", chat="c2") as turn:
        turn.attach(note.sha256, None, "", None, name="别人起的名字.pdf")
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.attach(note.sha256, walk.id, "counter", None, name=note.name)
        found = turn.put_finding(None, "k", "", "reported", fields)
        turn.attach(note.sha256, None, "", None, found)
        assert turn.finding(found).media == (record(note, turn.message_id),)
        assert len(turn.attachments(walk.id)) == 1


def test_the_same_bytes_of_two_people_have_the_names_each_gave_them(
    note: Media, say: Say, reader: Reader
) -> None:
    with say("走流程", chat="c2") as turn:
        turn.attach(note.sha256, None, "", None, name="低保申请.pdf")
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.attach(note.sha256, walk.id, "", None)
        assert [media.name for media in turn.attachments(walk.id)] == [""]
        turn.attach(note.sha256, walk.id, "", None, name="表.pdf")
    with say("再发一次") as turn:
        turn.attach(note.sha256, walk.id, "", None)
    assert [media.name for media in reader.attachments(walk.id)] == ["", "表.pdf", "表.pdf"]


def test_a_file_that_was_never_stored_cannot_be_attached(say: Say) -> None:
    with pytest.raises(FileNotFoundError), say("一") as turn:
        turn.attach("0" * 64, None, "", None)
