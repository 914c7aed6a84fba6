"""What a person takes back is gone; an issue stays and leads to nobody (R89)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine, text

from flows.state import Answer, Evidence
from storage.database import check
from storage.exports.records_book import Head, Table, write_book
from storage.exports.records_file import write_records
from storage.media import MediaStore
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import Duplicate, Store
from tests.storage.support import BEGUN, NINE, Say

SECRET = "叫号屏坏了等到中午"


def walked(say: Say, media: MediaStore, chat: str = "c1") -> tuple[int, str]:
    """A walk with an answer, a note, photos, a finding left open and one in the ledger."""
    photo, proof = media.save(b"%PDF-1.7 a", "a.pdf"), media.save(b"%PDF-1.7 b", "b.pdf")
    with say("走流程", chat=chat, id_=f"{chat}-1") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.set_item(walk.id, "YX-1", "居民身份证补领")
        turn.reply({"replies": [{"text": "好", "options": [], "sources": [], "files": []}]})
    with say(SECRET, chat=chat) as turn:
        at = turn.message_id
        said = Answer(SECRET, Evidence(at, 0, len(SECRET)))
        turn.save_walk(
            walk.id, walk.state, replace(BEGUN, answers={"why": said}, status="finished")
        )
        turn.add_note(walk.id, "counter", SECRET, 0, len(SECRET))
        turn.attach(photo.sha256, walk.id, "counter", None)
        fields = {"problem": FieldValue(SECRET[:5], at, 0, 5, "asked")}
        entered = turn.put_finding(walk.id, "reported:1", "counter", "reported", fields)
        turn.attach(proof.sha256, walk.id, "", None, entered)
        turn.put_finding(walk.id, "reported:2", "counter", "reported", fields)
        number = turn.confirm_issue(entered, state="to_verify", year=2026)
        turn.reply({"replies": [{"text": SECRET, "options": [], "sources": [], "files": []}]})
    return walk.id, number


def traces(engine: Engine, person: int) -> dict[str, int]:
    """Rows that lead from a person to something they said or did."""
    queries = {
        "issue": "SELECT count(*) FROM issue WHERE person_id = :p",
        "log": "SELECT count(*) FROM issue_log WHERE person_id = :p",
        "words": "SELECT count(*) FROM message m JOIN chat c ON c.id = m.chat_id "
        "WHERE c.person_id = :p AND m.text LIKE '%叫号屏%'",
        "evidence": "SELECT count(*) FROM issue_field f JOIN message m ON m.id = f.message_id "
        "JOIN chat c ON c.id = m.chat_id WHERE c.person_id = :p",
        "finding": "SELECT count(*) FROM finding f JOIN chat c ON c.id = f.chat_id "
        "WHERE c.person_id = :p",
        "file": "SELECT count(*) FROM attachment a JOIN message m ON m.id = a.message_id "
        "JOIN chat c ON c.id = m.chat_id WHERE c.person_id = :p",
        "note": "SELECT count(*) FROM note n JOIN message m ON m.id = n.message_id "
        "JOIN chat c ON c.id = m.chat_id WHERE c.person_id = :p",
        "answer": "SELECT count(*) FROM answer a JOIN walk w ON w.id = a.walk_id "
        "JOIN chat c ON c.id = w.chat_id WHERE c.person_id = :p",
        "item": "SELECT count(*) FROM walk w JOIN chat c ON c.id = w.chat_id "
        "WHERE c.person_id = :p AND w.item_name <> ''",
        "name": "SELECT count(*) FROM person WHERE id = :p AND name <> ''",
    }
    with engine.connect() as connection:
        return {
            k: connection.execute(text(q), {"p": person}).scalar_one() for k, q in queries.items()
        }


def test_all_of_a_person_is_gone_and_the_ledger_stays(
    engine: Engine, store: Store, media: MediaStore, say: Say, reader: Reader
) -> None:
    _, number = walked(say, media)
    walked(say, media, chat="别人")
    with say("删除我的记录", id_="last") as turn:
        me = turn.person.id
        turn.people.apply(me, {"kind": "public"})
        turn.people.appoint(1, "approve", None)
        turn.withdraw_all()
        assert turn.walk is not None and turn.walk.state.status == "cancelled"
    assert not any(traces(engine, me).values()), traces(engine, me)
    issue = reader.issue(number)
    assert issue is not None
    assert (issue.reporter, issue.reporter_role) == ("", "volunteer")
    assert issue.fields["problem"].value == SECRET[:5]
    at = issue.fields["problem"].message
    assert at is not None and issue.messages[at].text == SECRET
    assert issue.messages[at].person_name == ""
    assert [media.get(m.sha256).sha256 for m in issue.media] == [issue.media[0].sha256]
    assert reader.issues_of(me) == []
    records = reader.records_of(me)
    assert SECRET not in str(records.data)
    assert check(engine) == []
    with pytest.raises(Duplicate), say("走流程", id_="c1-1"):
        pass
    again = store.peek("terminal", "c1", "c1-1").reply
    assert again is not None and "deleted" in again["replies"][0]["text"]
    assert len(reader.issues()) == 2 and reader.issues()[1].reporter == "体验员"


def test_one_walk_is_gone_and_the_others_stay(
    engine: Engine, media: MediaStore, say: Say, reader: Reader
) -> None:
    first, number = walked(say, media)
    with say("再走一个") as turn:
        second = turn.start_walk("accompanied", "1", BEGUN)
        me = turn.person.id
    with say("撤回") as turn:
        turn.withdraw_walk(first)
        assert turn.walk is not None and turn.walk.id == second.id
        assert turn.walk.state.is_under_way
    left = traces(engine, me)
    assert {k: n for k, n in left.items() if n} == {"name": 1}
    assert reader.issue(number) is not None
    assert reader.walks()[0].state.is_under_way


def test_an_issue_alone_can_be_let_go(
    engine: Engine, media: MediaStore, say: Say, reader: Reader
) -> None:
    walk, number = walked(say, media)
    with say("撤回") as turn:
        me = turn.person.id
        turn.withdraw_issue(number)
    left = traces(engine, me)
    assert (left["issue"], left["log"], left["evidence"]) == (0, 0, 0)
    assert left["answer"] == 1
    kept = reader.walk(walk)
    assert kept is not None and kept.state.answers["why"].value == SECRET
    issue = reader.issue(number)
    assert issue is not None and issue.walk_id is None and issue.reporter == ""


def test_all_that_is_kept_can_be_taken_along(
    media: MediaStore, say: Say, reader: Reader, tmp_path: Path
) -> None:
    walk, number = walked(say, media)
    walked(say, media, chat="别人")
    with say("导出") as turn:
        turn.people.apply(turn.person.id, {"kind": "public"})
        me = turn.person.id
    records = reader.records_of(me)
    table = Table("说过的话", [Head("时间", 17, "time"), Head("您说的", 40)], [(None, SECRET)])

    def book(to: Path) -> None:
        write_book([table], to, "我的记录", NINE)

    for _ in ("asked for", "asked for again"):
        write_records(records, media, tmp_path / "mine" / "records.zip", book)
    with ZipFile(tmp_path / "mine" / "records.zip") as archive:
        assert sorted(archive.namelist()) == [
            "files/001.pdf", "files/002.pdf", "records.json", "records.xlsx",
        ]  # fmt: skip
        data = json.loads(archive.read("records.json"))
    assert [m["text"] for m in data["messages"]] == ["走流程", SECRET, "导出"]
    assert data["messages"][1]["replies"] == [SECRET]
    assert data["walks"][0]["answers"]["why"]["value"] == SECRET
    assert [i["number"] for i in data["issues"]] == [number]
    assert len(data["files"]) == 2 and len(data["findings"]) == 2 and len(data["notes"]) == 1
    assert data["volunteer"]["applications"][0]["kind"] == "public"
    assert [w["id"] for w in data["walks"]] == [walk]
