"""A message is handled once, wholly or not at all, in its chat's order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from flows.state import Answer, Evidence
from storage.media import MediaStore
from storage.reading import Reader
from storage.records import Person
from storage.tables import Base
from storage.turns import ChatMoved, Duplicate, NewMessage, PersonHint, Said, Seen, Store
from tests.storage.support import BEGUN, NINE, Say

PAYLOAD = {"replies": [{"text": "（2/13）排队等了多久？", "options": []}], "walk": {"id": "1"}}


def new(text: str = "走流程", id_: str = "m1", at: datetime = NINE) -> NewMessage:
    return NewMessage("terminal", "c1", id_, text, at, PersonHint("体验员", "volunteer", "", "zh"))


def test_a_chat_that_nobody_has_spoken_in_is_empty(store: Store) -> None:
    assert store.peek("terminal", "c1", "m1") == Seen()
    assert store.undelivered("terminal", "c1") == []


def test_the_first_message_makes_the_person_and_the_chat(store: Store) -> None:
    hint = PersonHint("体验员", "staff", "云溪市公安局", "en")
    with store.turn(replace(new(), person=hint), expect_version=0) as turn:
        turn.set_context({"misses": 1})
        assert turn.person == Person(turn.person.id, "体验员", "staff", "云溪市公安局", "en")
    seen = store.peek("terminal", "c1", "m2")
    assert (seen.chat_id, seen.version, seen.person) == (turn.chat_id, 1, turn.person)
    assert (seen.context, seen.walk, seen.reply) == ({"misses": 1}, None, None)


def test_a_context_is_kept_until_it_is_replaced_and_may_be_emptied(store: Store, say: Say) -> None:
    with say("一") as turn:
        turn.set_context({"menu": ["甲", "乙"]})
    with say("二"):
        pass
    assert store.peek("terminal", "c1", "m").context == {"menu": ["甲", "乙"]}
    with say("三") as turn:
        turn.set_context({})
    assert store.peek("terminal", "c1", "m").context == {}


def test_a_message_that_was_handled_gives_its_reply_again(store: Store, say: Say) -> None:
    with say("走流程", id_="m1") as turn:
        turn.reply({"replies": []})
        turn.reply(PAYLOAD)
    with say("下一句", id_="m2") as turn:
        turn.reply({"replies": [{"text": "好"}]})
    assert store.peek("terminal", "c1", "m1").reply == PAYLOAD
    assert store.peek("terminal", "c2", "m1").reply is None


def test_a_message_that_nothing_was_said_to_is_handled_all_the_same(store: Store, say: Say) -> None:
    with say("走流程", id_="m1"):
        pass
    assert store.peek("terminal", "c1", "m1").reply == {}


def test_the_last_reply_is_what_may_not_have_arrived(store: Store, say: Say) -> None:
    with say("一") as turn:
        turn.reply({"replies": [{"text": "旧"}]})
    with say("二") as turn:
        turn.reply(PAYLOAD)
    assert store.undelivered("terminal", "c1") == [PAYLOAD]


def test_an_earlier_message_is_found_by_the_channel_s_own_id(store: Store, say: Say) -> None:
    with say("一", id_="m1") as first:
        first.set_kind("answer", "queue")
    with say("二", id_="m2") as last:
        last.set_kind("unclear")
    assert store.said("terminal", "c1", "m1") == Said(first.message_id, "answer", is_last=False)
    assert store.said("terminal", "c1", "m2") == Said(last.message_id, "unclear", is_last=True)
    assert store.said("terminal", "c1", "m3") is None
    assert store.said("terminal", "c2", "m1") is None


@pytest.mark.parametrize("expected", [0, 1])
def test_the_same_message_is_not_handled_twice(store: Store, say: Say, expected: int) -> None:
    with say("走流程", id_="m1"):
        pass
    again = store.turn(new(), expect_version=expected)
    with pytest.raises(Duplicate, match="m1 is handled already"), again:
        pytest.fail("the turn must not begin")
    assert store.peek("terminal", "c1", "m1").version == 1


@pytest.mark.parametrize("expected", [0, 2])
def test_a_turn_on_an_old_look_is_refused(store: Store, say: Say, expected: int) -> None:
    with say("一", id_="m1"):
        pass
    late = store.turn(new(id_="m2"), expect_version=expected)
    with pytest.raises(ChatMoved, match="c1 moved before m2"), late:
        pytest.fail("the turn must not begin")


def test_a_chat_that_is_gone_is_not_made_anew_behind_a_version(store: Store) -> None:
    with pytest.raises(ChatMoved), store.turn(new(), expect_version=3):
        pytest.fail("the turn must not begin")
    assert store.peek("terminal", "c1", "m1") == Seen()


def test_two_who_meet_an_empty_chat_do_not_both_make_it(url: str, store: Store) -> None:
    import threading

    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def speak(id_: str) -> None:
        barrier.wait()
        try:
            with store.turn(new(id_=id_), expect_version=0):
                outcomes.append("taken")
        except ChatMoved:
            outcomes.append("moved")

    threads = [threading.Thread(target=speak, args=(f"m{i}",)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", "taken"]
    assert store.peek("terminal", "c1", "m").version == 1


def rows(engine: Engine) -> dict[str, int]:
    """How much is kept, by table."""
    with engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in Base.metadata.tables.items()
        }


def test_a_turn_that_fails_leaves_nothing_behind(store: Store, say: Say, engine: Engine) -> None:
    with say("走流程"):
        pass
    before = rows(engine)
    with pytest.raises(RuntimeError, match="on purpose"), say("二", id_="m2") as turn:
        turn.set_context({"lost": True})
        turn.start_walk("accompanied", "1", BEGUN)
        turn.reply(PAYLOAD)
        raise RuntimeError("on purpose")
    assert rows(engine) == before
    seen = store.peek("terminal", "c1", "m2")
    assert (seen.version, seen.context, seen.walk, seen.reply) == (1, {}, None, None)
    with say("二", id_="m2"):
        pass


def test_role_and_department_follow_the_channel_and_name_and_language_the_person(
    store: Store, say: Say
) -> None:
    with say("一", person=PersonHint("甲", "volunteer", "", "zh")) as turn:
        first = turn.person
    with say("二", person=PersonHint("乙", "staff", "医保局", "en")) as turn:
        assert turn.person == Person(first.id, "甲", "staff", "医保局", "zh")
        turn.set_locale("en")
        assert turn.person.locale == "en"
        turn.set_plain(True)
    person = store.peek("terminal", "c1", "m").person
    assert person == Person(first.id, "甲", "staff", "医保局", "en", plain=True)


def test_messages_know_their_kind_their_question_and_their_walk(say: Say, reader: Reader) -> None:
    with say("你好"):
        pass
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.set_kind("command")
    with say("20分钟") as turn:
        turn.set_kind("answer", "queue")
    with say("要带什么?") as turn:
        turn.set_kind("question")
    with say("结束") as turn:
        turn.save_walk(walk.id, BEGUN, replace(BEGUN, status="finished"))
    with say("谢谢"):
        pass
    assert [(m.text, m.kind, m.question) for m in reader.messages(walk.id)] == [
        ("走流程", "command", ""),
        ("20分钟", "answer", "queue"),
        ("要带什么?", "question", ""),
        ("结束", "", ""),
    ]
    assert [m.at - NINE for m in reader.messages(walk.id)] == [
        timedelta(minutes=n) for n in (2, 3, 4, 5)
    ]
    assert {m.person_name for m in reader.messages(walk.id)} == {"体验员"}


def test_the_walk_of_a_chat_is_the_one_begun_last(store: Store, say: Say, reader: Reader) -> None:
    with say("走流程") as turn:
        first = turn.start_walk("accompanied", "1", BEGUN)
    with say("重新开始") as turn:
        turn.save_walk(first.id, BEGUN, replace(BEGUN, status="cancelled"))
        second = turn.start_walk("accompanied", "1", replace(BEGUN, skipped=("profile",)))
    seen = store.peek("terminal", "c1", "m").walk
    assert seen == second
    cancelled = reader.walk(first.id)
    assert cancelled is not None
    assert (cancelled.state.status, cancelled.started, cancelled.ended) == (
        "cancelled",
        NINE + timedelta(minutes=1),
        NINE + timedelta(minutes=2),
    )


def test_an_item_chosen_on_the_way_is_the_walks_item(store: Store, say: Say) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    with say("补身份证") as turn:
        turn.set_item(walk.id, "YX-GA-001", "居民身份证补领")
    seen = store.peek("terminal", "c1", "m").walk
    assert seen == walk._replace(item_id="YX-GA-001", item_name="居民身份证补领")


def test_a_state_of_another_flow_or_version_cannot_begin_a_walk(say: Say) -> None:
    with pytest.raises(ValueError, match="not of mutual"), say("走流程") as turn:
        turn.start_walk("mutual", "1", BEGUN)


def test_a_quote_is_cut_from_a_message_of_this_chat_only(say: Say) -> None:
    with say("等了大概40多分", chat="c1") as turn:
        mine = turn.message_id
        assert turn.quote(mine, 4, 8) == "40多分"
    with say("别人的", chat="c2") as turn:
        assert turn.quote(mine, 0, 8) == ""


def test_an_answer_cannot_point_at_a_message_that_is_not_there(engine: Engine, say: Say) -> None:
    broken = replace(BEGUN, answers={"queue": Answer(5, Evidence(999))})
    with pytest.raises(engine.dialect.loaded_dbapi.IntegrityError), say("走流程") as turn:
        turn.start_walk("accompanied", "1", broken)


def test_characters_that_no_database_holds_keep_their_places(say: Say, reader: Reader) -> None:
    with say("等\x00了\ud83d好久") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        assert turn.quote(turn.message_id, 4, 6) == "好久"
    assert reader.messages(walk.id)[0].text == "等\ufffd了\ufffd好久"


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = new(at=NINE.replace(tzinfo=None))
    with pytest.raises(ValueError, match="no time zone"), store.turn(naive, expect_version=0):
        pytest.fail("the turn must not begin")


def test_an_endless_name_is_refused_before_it_reaches_an_index(store: Store) -> None:
    with pytest.raises(ValueError, match="longer than 200"):
        store.peek("terminal", "c1", "m" * 201)


def test_two_stores_see_each_others_walks(engine: Engine, media: MediaStore, say: Say) -> None:
    """What one store remembers of a walk is dropped when another has changed it."""
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    here, there = Store(engine, media), Store(engine, media)
    state = BEGUN
    for number in range(6):
        one, other = (here, there) if number % 2 else (there, here)
        seen = one.peek("terminal", "c1", f"x{number}")
        assert seen.walk is not None
        assert seen.walk.state == state
        with one.turn(new(id_=f"x{number}"), expect_version=seen.version) as turn:
            after = replace(state, skipped=(*state.skipped, f"q{number}"))
            turn.save_walk(walk.id, state, after)
        state = after
        looked = other.peek("terminal", "c1", "x").walk
        assert looked is not None
        assert looked.state == state
