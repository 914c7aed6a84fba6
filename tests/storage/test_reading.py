"""What people and exports are given, by the filters they ask with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from flows.issue_query import IssueQuery
from flows.state import Answer, Evidence, Status
from storage import issue_query
from storage.packing import CHINA
from storage.reading import Reader
from storage.records import FieldValue, NoteRecord
from storage.turns import PersonHint
from tests.storage.support import BEGUN, NINE, Say


def minute(number: int) -> datetime:
    return NINE + timedelta(minutes=number)


@pytest.fixture
def walks(say: Say) -> list[int]:
    """Three walks in two chats: open, finished, and of another flow."""
    ids = []
    begun: list[tuple[str, str, Status]] = [
        ("c1", "accompanied", "finished"),
        ("c1", "accompanied", "open"),
        ("c2", "mutual", "open"),
    ]
    for number, (chat, flow, status) in enumerate(begun):
        with say("走流程", chat=chat, person=PersonHint(chat)) as turn:
            answers = {f"q{n}": Answer(n, Evidence(turn.message_id)) for n in range(number + 1)}
            state = replace(BEGUN, flow=flow, status=status, answers=answers)
            ids.append(turn.start_walk(flow, "1", state).id)
    return ids


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [2, 1, 0]),
        ({"limit": 2}, [2, 1]),
        ({"status": "open"}, [2, 1]),
        ({"status": "open", "flow": "accompanied"}, [1]),
        ({"flow": "mutual"}, [2]),
        ({"since": minute(2)}, [2, 1]),
        ({"since": minute(2).astimezone(UTC), "limit": 1}, [2]),
        ({"since": minute(4)}, []),
        ({"person": 1}, [1, 0]),
    ],
)
def test_walks_are_found_newest_first_with_their_states(
    walks: list[int], reader: Reader, wanted: dict[str, Any], found: list[int]
) -> None:
    seen = reader.walks(**wanted)
    assert [walk.id for walk in seen] == [walks[number] for number in found]
    assert [len(walk.state.answers) for walk in seen] == [number + 1 for number in found]


def test_a_walk_is_found_by_its_id(walks: list[int], reader: Reader) -> None:
    walk = reader.walk(walks[0])
    assert walk is not None
    assert (walk.person_name, walk.flow_id, walk.ended) == ("c1", "accompanied", minute(1))
    assert reader.walk(999) is None


LATE = {"category": "其他材料", "severity": "办不成", "deadline": "2026-12-01"}


@pytest.fixture
def issues(say: Say, walks: list[int]) -> None:
    for number, (chat, walk, state, fields) in enumerate(
        [
            ("c1", 0, "found", {"department": "云溪市公安局", "category": "其他"}),
            ("c1", None, "assigned", {"department": "云溪市医保局", "item": "异地就医备案100%"}),
            ("c2", 2, "to_verify", LATE),
        ]
    ):
        with say("报问题", chat=chat) as turn:
            found = turn.put_finding(
                None if walk is None else walks[walk],
                f"k{number}",
                "",
                "reported",
                {name: FieldValue(value) for name, value in fields.items()},
            )
            turn.confirm_issue(found, state=state, year=2026)


@pytest.mark.usefixtures("issues")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [1, 2, 3]),
        ({"state": "found"}, [1]),
        ({"department": "公安局"}, [1]),
        ({"department": "云溪市"}, [1, 2]),
        ({"item": "100%"}, [2]),
        ({"item": "1%0"}, []),
        ({"category": "其他"}, [1]),
        ({"severity": "办不成"}, [3]),
        ({"walk": 1}, [1]),
        ({"person": 1}, [1, 2]),
        ({"person": 1, "state": "assigned"}, [2]),
        ({"since": minute(5)}, [2, 3]),
        ({"until": minute(5)}, [1]),
        ({"state": "closed"}, []),
    ],
)
def test_issues_are_found_by_all_that_is_asked(
    reader: Reader, wanted: dict[str, Any], found: list[int]
) -> None:
    numbers = [f"WT-2026-{number:04d}" for number in found]
    assert [issue.number for issue in reader.issues(**wanted)] == numbers


POLICE, INSURANCE = "云溪市公安局", "云溪市医保局"


@pytest.mark.usefixtures("issues")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        (IssueQuery(), [3, 2, 1]),
        (IssueQuery(departments=(POLICE, INSURANCE)), [2, 1]),
        (IssueQuery(departments=()), []),
        (IssueQuery(within=(POLICE,)), [1]),
        (IssueQuery(within=(POLICE,), departments=(INSURANCE,)), []),
        (IssueQuery(within=()), []),
        (IssueQuery(department="云溪", within=(INSURANCE,)), [2]),
        (IssueQuery(standing="open"), [3]),
        (IssueQuery(standing="closed"), [2, 1]),
        (IssueQuery(standing="overdue", on=date(2026, 12, 2)), [3]),
        (IssueQuery(standing="overdue", on=date(2026, 12, 1)), []),
        (IssueQuery(standing="due", on=date(2026, 12, 1)), [3]),
        (IssueQuery(standing="due", on=date(2026, 11, 24)), [3]),
        (IssueQuery(standing="due", on=date(2026, 11, 23)), []),
    ],
)
def test_a_question_to_the_ledger_is_answered_in_pages(
    reader: Reader, query: IssueQuery, found: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_query, "AT_A_TIME", 2)
    numbers = [f"WT-2026-{number:04d}" for number in found]
    seen = []
    for start in range(0, len(found) + 2, 2):
        page = reader.issue_page(query, start, 2)
        assert page.total == len(found)
        seen += [issue.number for issue in page.issues]
    assert seen == numbers
    assert [issue.number for issue in reader.issues_asked(query)] == numbers[::-1]
    assert list(reader.issues_each(query)) == reader.issues_asked(query)


@pytest.mark.usefixtures("issues")
def test_issues_are_counted_by_a_field_or_by_state(reader: Reader) -> None:
    assert reader.issue_tally(IssueQuery(), "department") == [(POLICE, 1), (INSURANCE, 1), ("", 1)]
    police = IssueQuery(within=(POLICE,))
    assert reader.issue_tally(police, "category") == [("其他", 1)]
    states = reader.issue_tally(IssueQuery(), "state")
    assert sorted(states) == [("assigned", 1), ("found", 1), ("to_verify", 1)]
    assert reader.issue_tally(IssueQuery(within=()), "item") == []


@pytest.mark.usefixtures("issues")
def test_names_and_short_numbers_are_looked_up(reader: Reader) -> None:
    assert reader.issue_names("department") == [POLICE, INSURANCE]
    assert reader.issue_numbers(1, None) == ["WT-2026-0001"]
    assert reader.issue_numbers(1, (INSURANCE,)) == []
    assert reader.issue_numbers(2, (INSURANCE,), 2026) == ["WT-2026-0002"]
    assert reader.issue_numbers(2, (INSURANCE,), 2025) == []


@pytest.mark.usefixtures("issues")
def test_an_issue_that_is_not_there_is_none(reader: Reader) -> None:
    assert reader.issue("WT-2026-0009") is None
    assert [issue.number for issue in reader.issues_of(2)] == ["WT-2026-0003"]


def test_notes_are_cut_from_their_messages_or_kept_as_they_are(say: Say, reader: Reader) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    with say("记一条:大厅很热") as turn:
        first = turn.add_note(walk.id, "counter", "大厅很热", 4, 8)
        second = turn.add_note(walk.id, "counter", "大厅热", 4, 8)
        turn.add_note(None, "", "不在流程里", 0, 0)
        message = turn.message_id
    assert reader.notes(walk.id) == [
        NoteRecord(first, walk.id, "counter", "大厅很热", message, minute(2)),
        NoteRecord(second, walk.id, "counter", "大厅热", message, minute(2)),
    ]


def test_times_are_given_out_in_the_offices_time(walks: list[int], reader: Reader) -> None:
    message = reader.messages(walks[0])[0]
    assert message.at == minute(1)
    assert message.at.tzinfo == CHINA
    assert message.at.isoformat() == "2026-03-02T09:01:00+08:00"
