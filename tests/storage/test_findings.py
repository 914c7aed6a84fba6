"""Findings are kept once, issues carry their evidence, numbers go on by the year."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from storage.reading import Reader
from storage.records import FieldValue, FindingRecord
from tests.storage.support import BEGUN, Say

PROBLEM = {"problem": FieldValue("排队太久", how="rule"), "category": FieldValue("环境设施")}


def test_a_rule_that_fires_again_is_the_same_finding(say: Say) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        first = turn.put_finding(walk.id, "queue", "counter", "rule", PROBLEM)
    with say("更正") as turn:
        turn.set_finding(first, "dropped")
        fewer = {"problem": FieldValue("等了50分钟", turn.message_id, 0, 2, "rule", "unverified")}
        assert turn.put_finding(walk.id, "queue", "counter", "rule", fewer) == first
        assert turn.findings(walk.id) == [
            FindingRecord(first, walk.id, "queue", "counter", "rule", "dropped", fewer)
        ]


def test_fields_stay_in_the_order_they_were_given(say: Say) -> None:
    fields = {name: FieldValue(name) for name in ("step", "problem", "cause", "category")}
    with say("报问题") as turn:
        found = turn.put_finding(None, "k", "", "reported", fields)
        assert list(turn.finding(found).fields) == list(fields)
        turn.set_finding(found, "proposed", {})
        assert turn.finding(found).fields == {}


def test_findings_of_walks_and_chats_are_apart(say: Say, reader: Reader) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        inside = turn.put_finding(walk.id, "k", "", "rule", PROBLEM)
        outside = turn.put_finding(None, "k", "", "reported", PROBLEM)
        assert [f.id for f in turn.findings(walk.id)] == [inside]
        assert [f.id for f in turn.findings(None)] == [outside]
    with say("别人", chat="c2") as turn:
        other = turn.put_finding(None, "k", "", "reported", PROBLEM)
        assert other not in (inside, outside)
        assert turn.findings(walk.id) == []
        with pytest.raises(LookupError, match="no finding"):
            turn.finding(inside)
        with pytest.raises(LookupError, match="no finding"):
            turn.confirm_issue(inside, state="found", year=2026)
    assert [f.id for f in reader.findings(walk.id)] == [inside]


def test_a_confirmed_finding_is_an_issue_with_its_evidence(
    engine: Engine, say: Say, reader: Reader
) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    with say("窗口排队排了50分钟") as turn:
        said = turn.message_id
        fields = {
            "problem": FieldValue("排队排了50分钟", said, 2, 10),
            "category": FieldValue("流程环节不透明", said, 0, 2, "rule"),
            "cause": FieldValue("人手不足", how="model", state="unverified"),
        }
        found = turn.put_finding(walk.id, "queue", "counter", "rule", fields)
    with say("对,记入") as turn:
        number = turn.confirm_issue(found, state="found", year=2026)
        confirmed = turn.message_id
        assert turn.finding(found).status == "confirmed"
        assert turn.issue_numbers(walk.id) == (number,) == ("WT-2026-0001",)
        assert turn.confirm_issue(found, state="found", year=2026) == number
    issue = reader.issue(" wt-2026-0001 ")
    assert issue is not None
    assert (issue.state, issue.source, issue.walk_id) == ("found", "accompanied", walk.id)
    assert (issue.reporter, issue.reporter_role) == ("体验员", "volunteer")
    assert issue.found_at == issue.messages[said].at, "found when it was told"
    assert list(issue.fields.items()) == list(fields.items())
    assert {key: m.text for key, m in issue.messages.items()} == {said: "窗口排队排了50分钟"}
    with engine.connect() as connection:
        log = connection.execute(text("SELECT issue_id, message_id, state FROM issue_log")).all()
    assert log == [(1, confirmed, "found")]


def test_an_anonymous_reporter_is_named_nowhere(say: Say, reader: Reader) -> None:
    with say("报问题") as turn:
        fields = {"problem": FieldValue("排队太久", turn.message_id, 0, 3)}
        walk = turn.start_walk("accompanied", "1", BEGUN)
        found = turn.put_finding(walk.id, "k", "", "reported", fields)
        turn.confirm_issue(found, state="found", year=2026, anonymous=True)
        person = turn.person
    (issue,) = reader.issues_of(person.id)
    assert issue.reporter == ""
    assert issue.walk_id is None, "the list of walks would tell who it was"
    assert [one.number for one in reader.issues(walk=walk.id)] == [issue.number]
    assert [m.person_name for m in issue.messages.values()] == [""]


def test_the_walks_flow_or_the_channel_is_the_source(say: Say, reader: Reader) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        for walk_id in (walk.id, None):
            found = turn.put_finding(walk_id, "k", "", "reported", PROBLEM)
            turn.confirm_issue(found, state="found", year=2026)
    assert [issue.source for issue in reader.issues()] == ["accompanied", "terminal"]


def test_numbers_begin_anew_each_year(say: Say) -> None:
    with say("报问题") as turn:
        found = [turn.put_finding(None, f"k{n}", "", "reported", PROBLEM) for n in range(3)]
        drawn = [
            turn.confirm_issue(one, state="found", year=year)
            for one, year in zip(found, (2026, 2027, 2026), strict=True)
        ]
    assert drawn == ["WT-2026-0001", "WT-2027-0001", "WT-2026-0002"]


def test_a_number_of_a_turn_that_failed_goes_to_the_next(say: Say) -> None:
    with pytest.raises(RuntimeError), say("一") as turn:
        lost = turn.put_finding(None, "k", "", "reported", PROBLEM)
        turn.confirm_issue(lost, state="found", year=2026)
        raise RuntimeError("on purpose")
    with say("二") as turn:
        found = turn.put_finding(None, "k", "", "reported", PROBLEM)
        assert turn.confirm_issue(found, state="found", year=2026) == "WT-2026-0001"
