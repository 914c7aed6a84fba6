"""Whatever table leads to a person: their records hold it, and deleting empties it (R89)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import ColumnElement, Engine, Table, false, func, insert, or_, select

from flows.signals import Signal, Words
from storage.deliveries import Deliveries
from storage.media import MediaStore
from storage.reading import Reader
from storage.signals import SignalStore
from storage.tables import Base
from storage.unmet import NewUnmet, Place
from tests.storage.support import BEGUN, NINE, Say
from tests.storage.test_withdrawing import SECRET, walked

TABLES = Base.metadata.tables
EMPTIED = {"person", "chat", "message", "outbox", "walk", "delivery"}
"""Their rows stay, without what was said: a message that comes twice must be known."""
TAKEN_ALONG = {
    "answer": "walks", "application": "volunteer", "attachment": "files", "callback": "calls",
    "chat": "chats",
    "delivery": "told", "finding": "findings",
    "finding_field": "findings", "follow_up": "follow_ups",
    "issue": "issues", "issue_field": "issues", "issue_log": "issues", "message": "messages",
    "note": "notes", "notice": "volunteer", "outbox": "messages", "person": "person",
    "private_link": "volunteer", "sighting": "sightings", "term": "volunteer",
    "unmet_question": "unmet_questions", "volunteer": "volunteer", "walk": "walks",
}  # fmt: skip
"""Under which key of one's own records a table is found."""
FOR_INSPECTORS = {"signal", "signal_look", "signal_text"}
"""Tables about a person that they are never shown; they go with the walk all the same."""
NOBODYS = {
    *("invitation", "flow_version", "guide", "guide_removal", "issue_counter", "media"),
    "issue_log_head",
    *("telegram_bot", "telegram_update", "staff_invite", "staff_attempt", "job_run"),
    *("rotation", "pairing", "campaign", "action_plan", "sit_in"),  # of offices and their heads
    *("register_entry", "register_link", "register_log", "register_counter"),  # of offices; what
    # is of a walk goes with it: test_registers
    "must_walk",
    *("problem_class", "class_place", "class_log", "class_log_head", "class_counter"),  # of offices
    *("class_proposal", "not_alike", "public_decision"),  # what offices decided of issues
    *("weekly_pack", "weekly_note", "weekly_sending"),  # of units; who reported stands in none
    "reminder",  # which of the staff heard of an issue; whom the issue leads to is the issue's
}


def owned(table: Table, person: int) -> ColumnElement[bool]:
    """Whether a row leads to the person, by any of its keys but that of a file's bytes."""
    if table.name == "person":
        return table.c.id == person
    ways = [
        key.parent.in_(select(key.column).where(owned(key.column.table, person)))
        for key in table.foreign_keys
        if key.column.table.name not in NOBODYS
    ]
    return or_(false(), *ways)


def left(engine: Engine, person: int) -> dict[str, int]:
    """How many rows of each table lead to a person."""
    with engine.connect() as connection:
        return {
            name: connection.execute(
                select(func.count()).select_from(table).where(owned(table, person))
            ).scalar_one()
            for name, table in TABLES.items()
            if name not in NOBODYS
        }


CALLED = {
    "called_at": 0, "result": "satisfied", "mark": None, "tries": 1, "words": SECRET, "company": "",
    "key": "k", "entered_at": 0, "person_id": 1, "message_id": None, "settled": "", "reason": "",
}  # fmt: skip


def lived(engine: Engine, say: Say, media: MediaStore) -> tuple[int, int, str]:
    """Somebody of whom every table has a row: the person, the walk, an issue of somebody else."""
    _, others = walked(say, media, chat="别人")
    walk, own = walked(say, media)
    with say("还有") as turn:
        turn.see_issue(others, walk, "still")
        turn.see_issue(own, walk, "gone")
        turn.plan_follow_up(walk, "result", NINE)
        turn.plan_follow_up(walk, "issues", NINE + timedelta(days=14))
        turn.mark_asked(1)
        turn.answer_follow_up(1, "not_yet")
        turn.unmet.keep(NewUnmet(Place(turn.message_id, 0, 2), "refused", walk))
        turn.people.apply(turn.person.id, {"kind": "public"})
        turn.people.appoint(1, "approve", None)
        turn.people.train(turn.person.id)
        me, answered = turn.person.id, turn.message_id
    replied = {"bot": "terminal", "chat": "c1", "message_id": answered, "state": "sent"}
    counted = {"part": 1, "attempts": 0, "due_at": 0, "at": 0, "reason": ""}
    with engine.begin() as connection:
        connection.execute(insert(TABLES["delivery"]).values({**replied, **counted}))
    Deliveries(engine).add("terminal", "c1", {"replies": [{"text": SECRET}]}, NINE, "nudge")
    with engine.begin() as connection:
        issue = TABLES["issue"]
        mine = select(issue.c.id).where(issue.c.person_id == me).scalar_subquery()
        connection.execute(insert(TABLES["callback"]).values({**CALLED, "issue_id": mine}))
        dated = {"person_id": me, "digest": "d", "made_at": 0, "until": 1}
        connection.execute(insert(TABLES["private_link"]).values(dated))
    found = [Signal("too_fast", {"answers": 5, "messages": [1, 2]})]
    words = [(Words("note", 3, SECRET), SECRET)]
    SignalStore(engine).keep(walk, found, words, all_top=True, at=NINE)
    return me, walk, others


def test_every_table_is_known_to_be_about_a_person_or_about_none() -> None:
    assert set(TABLES) == {*TAKEN_ALONG, *FOR_INSPECTORS, *NOBODYS}


def test_all_that_leads_to_a_person_is_gone(engine: Engine, media: MediaStore, say: Say) -> None:
    me, _, _ = lived(engine, say, media)
    assert [name for name, rows in left(engine, me).items() if not rows] == []
    with say("删除我的记录") as turn:
        turn.withdraw_all()
    assert {name for name, rows in left(engine, me).items() if rows} == EMPTIED


def test_with_a_walk_goes_what_came_after_it(
    engine: Engine, media: MediaStore, say: Say, reader: Reader
) -> None:
    me, walk, others = lived(engine, say, media)
    with say("再走一个") as turn:
        later = turn.start_walk("accompanied", "1", BEGUN)
        turn.see_issue(others, later.id, "gone")
        turn.plan_follow_up(later.id, "result", NINE)
        turn.save_walk(later.id, later.state, replace(BEGUN, status="finished"))
    with say("撤回") as turn:
        turn.withdraw_walk(walk)
    kept = {name: rows for name, rows in left(engine, me).items() if name in CAME_AFTER}
    assert kept == {"sighting": 1, "follow_up": 1, "signal": 0, "signal_look": 0, "signal_text": 0}
    assert [one.walk_id for one in reader.follow_ups()] == [later.id]


CAME_AFTER = {"sighting", "follow_up", *FOR_INSPECTORS}


def test_after_a_walks_last_issue_nobody_is_asked_what_became_of_it(
    engine: Engine, media: MediaStore, say: Say, reader: Reader
) -> None:
    me, walk, others = lived(engine, say, media)
    mine, theirs = reader.issues_of(me)[0].number, reader.issue(others)
    assert theirs is not None and len(theirs.sightings) == 1
    with say("又遇到了", chat="别人") as turn:
        turn.see_issue(mine, 1, "still")
    with say("撤回") as turn:
        turn.withdraw_issue(mine)
    assert reader.follow_ups() == [], "the one that is answered is not asked again"
    let_go = reader.issue(mine)
    assert let_go is not None
    assert [one.seen for one in let_go.sightings] == ["still"], "what others met of it stays"
    assert reader.walk(walk) is not None


@pytest.mark.parametrize("kind", ["issues", "result"])
def test_while_another_issue_is_left_one_is_asked(
    media: MediaStore, say: Say, reader: Reader, kind: str
) -> None:
    walk, number = walked(say, media)
    with say("还有一个") as turn:
        turn.plan_follow_up(walk, kind, NINE)  # type: ignore[arg-type]
        (second,) = [one.id for one in turn.findings(walk) if one.status != "confirmed"]
        other = turn.confirm_issue(second, state="to_verify", year=2026)
        turn.withdraw_issue(number)
    assert [one.numbers for one in reader.follow_ups()] == [(other,)]


def test_all_but_signals_can_be_taken_along(
    engine: Engine, media: MediaStore, say: Say, reader: Reader
) -> None:
    me, walk, others = lived(engine, say, media)
    data = reader.records_of(me).data
    assert set(data) == set(TAKEN_ALONG.values())
    assert [key for key, rows in data.items() if not rows] == []
    assert data["person"]["plain"] is False
    seen = [(one["number"], one["walk_id"], one["seen"]) for one in data["sightings"]]
    assert seen == [(others, walk, "still"), (reader.issues_of(me)[0].number, walk, "gone")]
    first, second = data["follow_ups"]
    assert (first["kind"], first["answer"], first["due_at"]) == (
        "result",
        "not_yet",
        NINE.isoformat(),
    )
    assert (second["kind"], second["answered_at"]) == ("issues", None)
    assert "signal" not in str(data) and "too_fast" not in str(data)


def test_what_was_to_be_said_of_what_is_withdrawn_is_not_sent(engine: Engine, say: Say) -> None:
    kept = Deliveries(engine)
    with say(SECRET, channel="volunteer_bot") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.reply({"replies": [{"text": SECRET}]})
    told = kept.add("volunteer_bot", "c1", {"replies": [{"text": SECRET}]}, NINE)
    other = kept.add("volunteer_bot", "c2", {"replies": [{"text": "别人的"}]}, NINE)
    with say("撤回", channel="volunteer_bot") as turn:
        turn.withdraw_walk(walk.id)
        turn.reply({"replies": [{"text": "撤回了。"}]})
    assert [one.id for one in kept.waiting("volunteer_bot", "c1")] == [told, 4]
    with say("删除我的记录", channel="volunteer_bot") as turn:
        turn.withdraw_all()
        turn.reply({"replies": [{"text": "都删了。"}]})
    (said,) = kept.waiting("volunteer_bot", "c1")
    assert said.payload == {"replies": [{"text": "都删了。"}]}
    assert SECRET not in str(kept.listed(["waiting", "sent", "dead", "dropped"], 9))
    assert not kept.retry(1), "its words are gone"
    assert [one.id for one in kept.waiting("volunteer_bot", "c2")] == [other]
