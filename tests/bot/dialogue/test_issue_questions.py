"""Every row of issue_questions.md is looked up as it says; whatever is typed, nothing breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.dialogue.issue_wanted import Deed, IssuesWanted
from bot.reading.issue_words import read
from flows.issue_query import IssueQuery, Lacks, Order, Standing
from storage.packing import CHINA
from tests.bot.homes import app_on_copy
from tests.bot.issue_questions import means
from tests.patience import soon


def rows(name: str) -> list[list[str]]:
    sheet = (Path(__file__).parents[1] / name).read_text(encoding="utf-8")
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in sheet.splitlines()
        if line.startswith("| ") and not line.startswith("| says")
    ]


REQUESTS = rows("office_requests.md")
ROWS = rows("issue_questions.md") + REQUESTS
TODAY = date(2026, 11, 24)
PIECES = (
    *("医保局", "超期", "的", "问题", "12号", "谁在办", "还没", "整改", "本周", "新增", "台账"),
    *("发给我", "发", "给我", "按类别", "有哪些", "我们", "科室", "快", "到期", "最近", " ", "12"),
    *(
        "除了",
        "以外",
        "不是",
        "提到",
        "关于",
        "“",
        "月底",
        "到期",
        "前",
        "、15号",
        "没有责任人",
        "按时限排",
    ),
    *("issue", "overdue", "by ", "the ", "#", "wt-2026-", "其中", "服务态度", "收费", "?", "，"),
)


@pytest.fixture(scope="module")
def app(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """With an empty ledger: what stands in one is known by the names it has there."""
    with app_on_copy(template, tmp_path_factory.mktemp("asked") / "home") as app:
        yield app


@pytest.mark.parametrize(("text", "where", "wanted"), ROWS, ids=[" ".join(r[:2]) for r in ROWS])
def test_what_an_office_asks_is_looked_up_and_nothing_else(
    app: App, text: str, where: str, wanted: str
) -> None:
    assert means(app.dialogue._house, text, where) == wanted


def test_the_table_is_large_and_has_as_many_that_ask_for_nothing() -> None:
    nothing = [row for row in ROWS if row[2] == "-"]
    assert len(ROWS) - len(nothing) > 120
    assert len(nothing) > 80
    assert len([row for row in REQUESTS if not row[0].isascii()]) > 120
    assert len([row for row in REQUESTS if row[0].isascii()]) > 30


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_whatever_pieces_are_put_together_they_are_read_quickly(text: str) -> None:
    with soon():
        read(text, TODAY)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_read_or_is_no_question(text: str) -> None:
    asked = read(text, TODAY)
    assert asked is None or asked.number >= 0


@pytest.mark.parametrize(
    "piece",
    [
        "发给我",
        "关于",
        "提到",
        "1、",
        "除了",
        "月底前",
        "给我",
        "最近",
        "还都",
        "本周快",
        "的问题",
        "who on ",
        "1" * 9,
    ],
)
def test_a_long_message_takes_no_time(piece: str) -> None:
    with soon():
        assert read(piece * 7_000, TODAY) is None
        read((piece * 80)[:80], TODAY)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
names = st.lists(words, max_size=3).map(tuple)
moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001  # the zone is given beside it
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(CHINA),
)
queries = st.builds(
    IssueQuery,
    state=st.none() | words,
    standing=st.sampled_from([None, *get_args(Standing)]),
    owner=st.none() | words,
    must_fix=st.booleans(),
    returned=st.booleans(),
    reopened=st.booleans(),
    numbers=st.none() | names,
    except_departments=names,
    text=st.none() | words,
    lacks=st.sampled_from([None, *get_args(Lacks)]),
    order=st.sampled_from([None, *get_args(Order)]),
    due_to=st.none() | st.dates(min_value=date(2000, 1, 1), max_value=date(2200, 12, 31)),
    on=st.none() | st.dates(min_value=date(2000, 1, 1), max_value=date(2200, 12, 31)),
    departments=st.none() | names,
    item=st.none() | words,
    category=st.none() | words,
    since=st.none() | moments,
    until=st.none() | moments,
)


@given(
    st.builds(
        IssuesWanted,
        deed=st.sampled_from(get_args(Deed)),
        query=queries,
        start=st.integers(0, 10**5),
        by=st.sampled_from([None, "category", "state"]),
        number=st.text(max_size=9),
        own=st.booleans(),
        offered=names,
        unread=names,
    )
)
def test_a_button_says_again_what_was_wanted(wanted: IssuesWanted) -> None:
    assert IssuesWanted.from_text(wanted.to_text()) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_900,
        '{"x":' * 300,
        '{"on":"9999-12-31","standing":"due"}',
        '{"since":"0001-01-01T00:00:00+08:00"}',
        '{"since":"2026-01-01"}',
        '{"item":"\\ud800"}',
        '{"item":"\\u0000"}',
        '{"start":-1}',
        '{"lacks":"money"}',
        '{"order":1}',
        '{"numbers":"12"}',
        '{"due_to":"2026"}',
        '{"departments":"云溪市公安局"}',
        '{"item":"%s"}' % ("长" * 3_000),
    ],
)
def test_a_button_that_would_break_something_is_none(text: str) -> None:
    assert IssuesWanted.from_text(text) is None


@given(
    st.text(max_size=60)
    | st.dictionaries(
        st.sampled_from(["deed", "start", "since", "on", "departments", "item", "within", "own"]),
        st.none() | st.integers() | st.text(max_size=9) | st.lists(st.integers(), max_size=2),
    ).map(json.dumps)
)
def test_a_button_that_nobody_made_carries_nothing_or_what_it_may(text: str) -> None:
    wanted = IssuesWanted.from_text(text)
    assert wanted is None or (wanted.query.within is None and wanted.query.person is None)
