"""`walkalong issues ageing`: what has been open for long, by department, and the oldest first."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.app import open_app
from bot.settings import load_settings
from storage.records import FieldValue
from storage.turns import NewMessage, PersonHint
from tests.bot.cli.conftest import Walkalong


@pytest.fixture
def old(walkalong: Walkalong) -> Walkalong:
    """A ledger whose issues were found 90, 20 and 0 days ago."""
    with open_app(load_settings()) as app:
        for place, (days, department) in enumerate(((90, "公安局"), (20, "医保局"), (0, "医保局"))):
            at = app.clock() - timedelta(days=days)
            seen = app.store.peek("terminal", "甲", f"i{place}")
            new = NewMessage("terminal", "甲", f"i{place}", "报问题", at, PersonHint("赵工"))
            with app.store.turn(new, expect_version=seen.version) as turn:
                fields = {"department": department, "item": f"事项{place}", "problem": "慢"}
                values = {name: FieldValue(value) for name, value in fields.items()}
                found = turn.put_finding(None, f"k{place}", "", "reported", values)
                turn.confirm_issue(found, state="to_verify", year=2026)
    return walkalong


def test_ages_are_told_by_department_and_the_oldest_first(old: Walkalong) -> None:
    lines = old("issues", "ageing").out.splitlines()
    assert lines[0].split() == [
        "部门", "状态", "0-6天", "7-14天", "15-29天", "30-59天", "60+天", "合计", "最久",
    ]  # fmt: skip
    assert lines[1].split() == ["公安局", "待核实", "—", "—", "—", "—", "1", "1", "90"]
    assert lines[2].split() == ["医保局", "待核实", "1", "—", "1", "—", "—", "2", "20"]
    numbers = [line.split()[0] for line in lines if line.startswith("WT-")]
    assert numbers == ["WT-2026-0001", "WT-2026-0002", "WT-2026-0003"]


def test_programs_read_the_same_and_may_ask_for_less(
    old: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_AGEING_DAYS", "10")
    found = json.loads(old("issues", "ageing", "--json", "--limit", "1").out)
    assert found["days"] == [10]
    assert [row["counts"] for row in found["departments"]] == [[0, 1], [1, 1]]
    (oldest,) = found["oldest"]
    assert (oldest["number"], oldest["days"], oldest["returned"]) == ("WT-2026-0001", 90, 0)
    found = json.loads(old("issues", "ageing", "--json", "--department", "医保").out)
    assert [one["days"] for one in found["oldest"]] == [20, 0]


def test_an_empty_ledger_has_no_age(walkalong: Walkalong) -> None:
    assert walkalong("issues", "ageing").out == "没有未整改的问题。\n"
    assert json.loads(walkalong("issues", "ageing", "--json").out)["oldest"] == []


def test_days_that_do_not_grow_are_no_buckets(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_AGEING_DAYS", "30,7")
    done = walkalong("issues", "ageing")
    assert (done.code, "写成 7,15,30,60" in done.err) == (2, True)
