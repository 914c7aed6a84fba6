"""Rates from the log, against the same worked out from its rows by another way."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, text

from flows.callbacks import Call
from flows.closed_loop import Basis, Figures, Rate, figures
from flows.deadlines import CRITICISM, Period, Rule, Rules
from flows.issue_query import IssueQuery
from flows.rectification import MOVES, Actor, Step, open_to
from storage.loop_log import LoopLog
from storage.packing import CHINA, from_ms
from storage.turns import Store
from tests.storage.follow_up import FIX, PEOPLE, REPORTER, Played
from tests.storage.support import NINE

RULES = Rules([Rule(CRITICISM, Period("workdays", 5))])
SAID = {**FIX, "reason": "有理由", "basis": "条例", "supplement": "九点", "progress": "过半",
        "review": "属实", "receiver": "民政局", "reply": "已改", "callback": "同意", "class": "C-1",
        "department": "医保局", "owner": "经办甲", "mode": "限期整改",
        "target": "有人"}  # fmt: skip


def play(ledger: Played, random: Random, issues: int, steps: int) -> None:
    """What people might do in some weeks, whatever the table lets them."""
    numbers = [ledger.enter(f"问题 {place}") for place in range(issues)]
    for number in numbers[:2]:
        ledger.days(random.randint(1, 4))
        ledger.close(number, days=random.randint(0, 5))
    for step in range(steps):
        if random.random() < 0.4:
            ledger.days(random.randint(1, 4))
        number, who = random.choice(numbers), random.choice(PEOPLE)

        def may(turn: Any, number: str = number) -> list[str]:
            one = turn.person
            actor = Actor(one.id, one.name, one.role, one.department)
            return [move.name for move in open_to(actor, turn.moves.case(number))]

        moves = [name for name in ledger.turn(who, may) if name != "transfer"]  # type: ignore[attr-defined]
        likely = [name for name in moves if name in ("verify", "assign", "report_fix", "close")]
        if not moves:
            continue
        name = random.choice(likely if likely and random.random() < 0.8 else moves)
        deadline = ledger.now.date() + timedelta(days=random.randint(0, 9))
        values = {**SAID, "deadline": f"{deadline}", "asked_deadline": f"{deadline}",
                  "satisfaction": str(random.randint(1, 5))}  # fmt: skip
        fields = [field for field in MOVES[name].fields if field in values]
        ledger.move(who, number, name, {field: values[field] for field in fields})
        if random.random() < 0.15:
            result = random.choice(("satisfied", "fair", "dissatisfied", "unreached"))
            ledger.called(number, Call(ledger.now, result), f"{step}")


def raw(engine: Engine, until: datetime) -> dict[str, list[dict[str, Any]]]:
    """The rows of the log by issue, as they lie there."""
    query = (
        "SELECT i.number, i.found_at, i.person_id AS reporter, l.* FROM issue_log l "
        "JOIN issue i ON i.id = l.issue_id ORDER BY l.seq"
    )
    found: dict[str, list[dict[str, Any]]] = {}
    with engine.connect() as connection:
        for row in connection.execute(text(query)).mappings():
            if from_ms(row["at"]) < until:
                found.setdefault(row["number"], []).append(
                    {**row, "detail": json.loads(row["detail"] or "{}")}
                )
    return found


def last_change(rows: list[dict[str, Any]], name: str) -> str:
    """The last value that a row gave a field."""
    told = [row["detail"]["changed"][name] for row in rows if name in
            row["detail"].get("changed", {})]  # fmt: skip
    return (told[-1] or "") if told else ""


def again(engine: Engine, last: date) -> dict[str, Any]:
    """The same figures, from the end of each issue's rows backwards."""
    until = datetime.combine(last + timedelta(days=1), time(), CHINA)
    issues = raw(engine, until)
    ended = {number: rows[-1]["state"] for number, rows in issues.items()}
    counted = {n for n, state in ended.items() if state not in ("draft", "not_adopted", "merged")}
    closed = {n for n in counted if ended[n] in ("closed", "published")}
    closes = {n: [k for k, row in enumerate(rows) if row["move"] == "close"]
              for n, rows in issues.items()}  # fmt: skip
    ever = {n for n in counted if closes[n]}
    due, in_time, late, days = set(), set(), set(), []
    for number in counted:
        rows = issues[number]
        if number in closed:
            at = closes[number][-1]
            deadline = last_change(rows[: at + 1], "deadline")
            day = from_ms(rows[at]["at"]).date()
            days.append((day - from_ms(rows[0]["found_at"]).date()).days)
            if deadline:
                due.add(number)
                in_time |= {number} if day.isoformat() <= deadline else set()
        elif (deadline := last_change(rows, "deadline")) and deadline < last.isoformat():
            due.add(number)
            late.add(number)
    marks = Counter()
    for number in ever:
        given = [row["detail"].get("given", {}).get("satisfaction") for row in issues[number]
                 if row["person_id"] == row["reporter"]]  # fmt: skip
        given = [mark for mark in given if mark]
        marks.update(given[-1:])
    back = {n for n in ever if any(row["move"] == "reopen" and row["before"] != "not_adopted"
                                   for row in issues[n])}  # fmt: skip
    return {
        "found": len(issues),
        "closed": Rate(len(closed), len(counted)),
        "on_time": Rate(len(in_time), len(due)),
        "overdue": Rate(len(late), len(counted)),
        "reopened": Rate(len(back), len(ever)),
        "replied": replies(issues, ended, last),
        "rated": Rate(sum(marks.values()), len(ever)),
        "satisfied": Rate(marks["4"] + marks["5"], sum(marks.values())),
        "mean_days": sum(days) / len(days) if days else None,
    }


def replies(issues: dict[str, list[dict[str, Any]]], ended: dict[str, str], last: date) -> Rate:
    part = of = 0
    for number, rows in issues.items():
        asked = last_change(rows, "reply_from") or f"{from_ms(rows[0]['found_at']):%Y-%m-%d}"
        kind = CRITICISM if not last_change(rows, "reply_kind") else None
        due = RULES.due(kind, date.fromisoformat(asked)) if kind else None
        if due is None or ended[number] == "merged":
            continue
        replied = last_change(rows, "replied_on")
        if replied or due.day < last:
            of += 1
            part += bool(replied) and replied <= due.day.isoformat()
    return Rate(part, of)


def counted(engine: Engine, last: date) -> Figures:
    until = datetime.combine(last + timedelta(days=1), time(), CHINA)
    lives = LoopLog(engine).lives(IssueQuery(until=until), until)
    return figures("合计", lives, Basis(last, RULES))


@pytest.mark.parametrize("seed", range(4))
def test_rates_are_what_the_log_says_whichever_way_it_is_read(
    store: Store, engine: Engine, seed: int
) -> None:
    ledger = Played(store, engine)
    play(ledger, Random(seed), issues=6, steps=60)
    some = False
    for last in (NINE.date() + timedelta(days=day) for day in (0, 10, 25, 40, 80)):
        made, other = counted(engine, last), again(engine, last)
        assert {name: getattr(made, name) for name in other} == other, last
        some = some or made.closed.part > 0
    assert some, "something was closed in what was played"


def test_what_happened_later_changes_nothing(store: Store, engine: Engine) -> None:
    ledger = Played(store, engine)
    number = ledger.enter()
    ledger.close(number)
    day = ledger.now.date()
    before = counted(engine, day)
    assert before.closed == Rate(1, 1) and before.on_time == Rate(1, 1)
    ledger.days(5)
    given = {"reason": "又没人", "satisfaction": "2"}
    assert isinstance(ledger.move(REPORTER, number, "reopen", given), Step)
    assert counted(engine, day) == before
    now = counted(engine, ledger.now.date())
    assert (now.closed, now.reopened) == (Rate(0, 1), Rate(1, 1))
    assert now.marks["2"] == 1 and now.satisfied == Rate(0, 1)


def test_calls_count_by_the_last_that_reached_somebody(store: Store, engine: Engine) -> None:
    ledger = Played(store, engine)
    numbers = [ledger.enter(f"{place}") for place in range(3)]
    for number, results in zip(
        numbers, (("dissatisfied", "unreached", "satisfied"), ("unreached",), ()), strict=True
    ):
        for result in results:
            ledger.called(number, Call(ledger.now, result), f"{number}{result}")  # type: ignore[arg-type]
    made = counted(engine, ledger.now.date())
    assert (made.reached, made.content) == (Rate(1, 2), Rate(1, 1))
    assert made.results == {"satisfied": 1, "fair": 0, "dissatisfied": 0, "unreached": 1}


def test_nothing_divided_by_nothing_is_no_rate(engine: Engine) -> None:
    made = counted(engine, NINE.date())
    assert made.found == 0 and made.closed.share is None and made.median_days is None
