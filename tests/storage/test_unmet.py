"""Questions that were not met are kept once, go with their words, and become issues of nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from storage.database import check
from storage.office_issues import OfficeIssue
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import PersonHint
from storage.unmet import NewUnmet, Place, UnmetReader
from tests.storage.support import BEGUN, NINE, Say

ASKED = "补办身份证加急多少钱"
ADMIN = PersonHint("督查", "admin", locale="zh")
ANSWER = {
    "replies": [
        {
            "text": "40 元",
            "options": [],
            "files": [],
            "sources": [
                {"item": "居民身份证补领", "element": "收费标准", "guide": "YX-1", "version": "2"}
            ],
        }
    ]
}


@pytest.fixture
def unmet(engine: Engine) -> UnmetReader:
    return UnmetReader(engine)


def ask(say: Say, words: str = ASKED, chat: str = "c1", *, walk: int | None = None) -> int:
    """A question that was refused; the id of its message."""
    with say(words, chat=chat) as turn:
        place = Place(turn.message_id, 0, len(words))
        turn.unmet.keep(NewUnmet(place, "refused", walk, item_id="YX-1", item_name="身份证"))
        turn.reply(ANSWER)
        return turn.message_id


def enter(say: Say, keys: list[int], key: str = "gap:1") -> str:
    """An issue that an office makes of these questions."""
    with say("指南缺口 1 转为问题", chat="office", person=ADMIN) as turn:
        cited = turn.office.copies(keys)
        fields = {
            "problem": FieldValue("指南没写", how="rule"),
            **{
                f"problem:{n}": FieldValue(one.asked.text, one.message, 0, len(one.asked.text))
                for n, one in enumerate(cited, 1)
            },
        }
        return turn.office.enter(OfficeIssue(key, "群众提问", fields, NINE), keys)


def test_a_question_is_kept_with_its_words_and_the_role_alone(
    say: Say, unmet: UnmetReader, engine: Engine
) -> None:
    ask(say)
    (one,) = unmet.all()
    assert (one.text, one.role, one.outcome, one.unhelpful) == (
        ASKED, "volunteer", "refused", False,
    )  # fmt: skip
    assert (one.item_id, one.item_name, one.settled, one.issue) == ("YX-1", "身份证", "", "")
    with engine.connect() as connection:
        columns = connection.execute(text("SELECT * FROM unmet_question")).keys()
    assert not {"person_id", "name", "text"} & set(columns)
    assert check(engine) == []


def test_said_twice_it_counts_once(say: Say, unmet: UnmetReader) -> None:
    at = ask(say)
    for _ in range(2):
        with say("没帮上忙") as turn:
            turn.unmet.keep(NewUnmet(Place(at, 0, len(ASKED)), "answered", unhelpful=True))
    (one,) = unmet.all()
    assert (one.unhelpful, one.outcome) == (True, "refused")


def test_what_was_shown_is_told_of_this_chat_alone(say: Say) -> None:
    at = ask(say)
    with say("没用") as turn:
        shown = turn.unmet.shown(at)
        assert shown is not None
        assert [source["element"] for source in shown.sources] == ["收费标准"]
        assert turn.unmet.shown(turn.message_id) is None
    with say("没用", chat="c2") as turn:
        assert turn.unmet.shown(at) is None


def test_what_was_missing_is_the_message_that_says_it(say: Say, unmet: UnmetReader) -> None:
    ask(say)
    (one,) = unmet.all()
    with say("加急的价钱") as turn:
        turn.unmet.want(one.id, turn.message_id)
    with say("别人的话", chat="c2") as turn:
        turn.unmet.want(one.id, turn.message_id)
    assert unmet.all()[0].wanted == "加急的价钱"


def test_a_question_that_was_met_after_all_goes_and_a_refused_one_stays(
    say: Say, unmet: UnmetReader
) -> None:
    refused = ask(say)
    with say("要带什么") as turn:
        unclear = turn.message_id
        turn.unmet.keep(NewUnmet(Place(unclear, 0, 4), "clarify"))
    with say("身份证") as turn:
        turn.unmet.met_after_all(refused)
        turn.unmet.met_after_all(unclear)
    assert [one.outcome for one in unmet.all()] == ["refused"]


def test_questions_of_practice_are_no_gaps(say: Say, unmet: UnmetReader) -> None:
    with say("练习") as turn:
        walk = turn.start_walk("practice", "1", replace(BEGUN, flow="practice"))
    ask(say, walk=walk.id)
    assert unmet.all() == []


@pytest.mark.parametrize("how", ["erase_walk", "withdraw_walk", "withdraw_all"])
def test_they_go_with_the_records_they_are_of(say: Say, unmet: UnmetReader, how: str) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    ask(say, walk=walk.id)
    with say("不同意") as turn:
        emptied = replace(BEGUN, status="cancelled")
        turn.save_walk(walk.id, walk.state, emptied)
        getattr(turn, how)(*(() if how == "withdraw_all" else (walk.id,)))
    assert unmet.all() == []


def test_ones_own_records_have_them(say: Say, reader: Reader) -> None:
    ask(say)
    with say("我的记录") as turn:
        person = turn.person.id
    (one,) = reader.records_of(person).data["unmet_questions"]
    assert (one["outcome"], one["item_name"]) == ("refused", "身份证")


def test_an_issue_cites_copies_that_lead_to_nobody(
    say: Say, unmet: UnmetReader, reader: Reader, engine: Engine
) -> None:
    ask(say)
    ask(say, "加急要几天", "c2")
    number = enter(say, [one.id for one in unmet.all()])
    assert number == "WT-2026-0001"
    issue = reader.issue(number)
    assert issue is not None
    assert [m.text for m in issue.messages.values()] == [ASKED, "加急要几天"]
    assert {m.person_name for m in issue.messages.values()} == {""}
    assert (issue.reporter, issue.source, issue.walk_id, issue.found_at) == (
        "督查", "群众提问", None, NINE,
    )  # fmt: skip
    assert {(one.settled, one.issue) for one in unmet.all()} == {("issue", number)}
    with engine.connect() as connection:
        cited = connection.execute(
            text(
                "SELECT DISTINCT c.channel FROM issue_field f JOIN message m ON m.id = f.message_id"
                " JOIN chat c ON c.id = m.chat_id"
            )
        ).scalars()
        assert list(cited) == ["withdrawn"]


def test_an_issue_keeps_its_words_when_somebody_takes_back_theirs(
    say: Say, unmet: UnmetReader, reader: Reader
) -> None:
    ask(say)
    number = enter(say, [one.id for one in unmet.all()])
    with say("删除我的记录") as turn:
        turn.withdraw_all()
    assert unmet.all() == []
    issue = reader.issue(number)
    assert issue is not None
    assert [m.text for m in issue.messages.values()] == [ASKED]


def test_what_is_an_issue_is_known_by_its_key_and_stays_one(say: Say, unmet: UnmetReader) -> None:
    ask(say)
    keys = [one.id for one in unmet.all()]
    number = enter(say, keys)
    with say("再来", chat="office", person=ADMIN) as turn:
        assert turn.office.number_of("gap:1") == number
        assert turn.office.number_of("gap:2") == ""
        turn.office.settle(keys, done=True)
    assert unmet.all()[0].settled == "issue"


def test_settled_ones_are_told_as_such(say: Say, unmet: UnmetReader) -> None:
    ask(say)
    unmet.settle([unmet.all()[0].id], "ignored", NINE)
    (one,) = unmet.all()
    assert (one.settled, one.settled_at) == ("ignored", NINE)
