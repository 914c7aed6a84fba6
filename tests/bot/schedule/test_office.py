"""What the office is told at its time: to whom, of what, and once."""

from __future__ import annotations

import asyncio

import pytest
from openpyxl import load_workbook

from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.messages import Outcome
from bot.schedule.runner import Runner
from flows.must_walk import MustWalk
from storage.job_runs import JobRuns
from storage.must_walk import MustWalks
from storage.registers import Registers
from tests.bot.schedule.conftest import Days, text

THURSDAY = "2026-11-26T09:00"


@pytest.fixture
def ledger(days: Days) -> Days:
    days.issue(department="医保局", item="异地就医备案", category="服务态度", deadline="2026-11-20")
    days.issue(department="医保局", item="生育津贴", category="超承诺时限", deadline="2026-11-27")
    days.issue(department="公安局", item="居住证", category="服务态度", deadline="2026-11-25")
    days.member("1")
    days.member("2", "staff", "公安局")
    days.member("3", "admin", "")
    days.member("4", "staff", "民政局")
    return days


def rows(path: str) -> int:
    sheet = load_workbook(path, read_only=True).worksheets[0]
    return sum(1 for row in sheet.iter_rows(values_only=True) if row and "WT-" in str(row))


def test_on_thursday_each_gets_the_ledger_of_what_they_may_see(ledger: Days) -> None:
    assert ledger.tick("2026-11-26T08:59", only="pack") == [], "all were found after last Thursday"
    packs = ledger.tick(THURSDAY, only="pack")
    files = {one.chat: Outcome.from_payload(one.payload).replies[0].files for one in packs}
    assert {chat: rows(each[0]) for chat, each in files.items()} == {
        **{"1": 2, "2": 1, "3": 3},
        "4": 0,
    }
    assert "共 2 个问题" in text(packs[0])
    assert "零报告" in text(next(one for one in packs if one.chat == "4"))
    assert set(ledger.woken) == {("staff_bot", chat) for chat in "1234"}


def test_a_restart_neither_skips_nor_repeats(ledger: Days) -> None:
    assert len(ledger.tick(THURSDAY, only="pack")) == 4
    assert ledger.tick("2026-11-26T09:01", only="pack") == []
    assert ledger.tick("2026-11-28T20:00", only="pack") == []
    assert len(ledger.tick("2026-12-03T09:30", only="pack")) == 4


def test_a_missed_one_is_made_up_for_within_a_sensible_time(ledger: Days) -> None:
    assert len(ledger.tick("2026-11-28T18:00", only="pack")) == 4
    late = ledger.tick("2026-12-09T18:00", only="pack")
    assert late == [], "nobody wants last week's pack the day before the next"


def test_a_process_that_ends_in_the_middle_goes_on_where_it_was(
    ledger: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = OwnAccord.say
    told: list[str] = []

    async def dies(self: OwnAccord, bot: str, chat: str, outcome: Outcome, key: str) -> bool:
        if told:
            raise OSError("gone")
        told.append(chat)
        return await said(self, bot, chat, outcome, key)

    monkeypatch.setattr(OwnAccord, "say", dies)
    assert [one.chat for one in ledger.tick(THURSDAY, only="pack")] == ["1"]
    monkeypatch.undo()
    again = ledger.tick("2026-11-26T09:05", only="pack")
    assert [one.chat for one in again] == ["2", "3", "4"]


def test_who_was_signed_in_later_is_not_told_what_was_due_before(ledger: Days) -> None:
    ledger.now = ledger.now.fromisoformat("2026-11-26T12:00:00+08:00")
    code = ledger.invites.make("新人", "admin", "", ledger.now)
    assert ledger.invites.use(code, "staff_bot", "9", ledger.now)
    assert "9" not in {one.chat for one in ledger.tick(only="pack")}


def test_who_is_revoked_is_told_nothing(ledger: Days) -> None:
    for invite in ledger.invites.list():
        ledger.invites.revoke(invite.id, ledger.now)
    assert ledger.tick(THURSDAY) == []


def test_the_week_is_told_on_its_first_working_day(ledger: Days) -> None:
    digests = {one.chat: text(one) for one in ledger.tick("2026-11-30T09:00", only="digest")}
    assert "新增 3 个问题，未整改 3 个，其中超期 3 个" in digests["3"]
    assert "服务态度 2" in digests["3"]
    assert "新增 1 个问题" in digests["2"]
    assert "4" not in digests


def test_the_week_tells_how_many_have_been_open_for_long(ledger: Days) -> None:
    assert "最久" not in text(ledger.tick("2026-11-30T09:00", only="digest")[0])
    digests = {one.chat: text(one) for one in ledger.tick("2027-02-01T09:00", only="digest")}
    assert "拖了 60 天以上的 3 个，最久的 WT-2026-0001 有 69 天。" in digests["3"]
    assert "拖了 60 天以上的 1 个，最久的 WT-2026-0003" in digests["2"]


def test_the_week_tells_how_far_the_services_are_that_must_be_walked(ledger: Days) -> None:
    services = [MustWalk("居住证", department="公安局"), MustWalk("生育津贴", department="医保局")]
    MustWalks(ledger.app.engine).mark(services, "林", ledger.now)
    digests = {one.chat: text(one) for one in ledger.tick("2026-11-30T09:00", only="digest")}
    assert "必走事项 2 项，已走 0 项，覆盖 0%" in digests["3"]
    assert "必走事项 1 项" in digests["2"]


def test_a_pack_has_the_measures_of_its_own_departments(ledger: Days) -> None:
    with Registers(ledger.app.engine).turn("林", ledger.now) as turn:
        turn.enter("measures", {"kind": "制度", "title": "甲", "department": "公安局"})
        turn.enter("measures", {"kind": "制度", "title": "乙", "department": "医保局"})
    packs = ledger.tick(THURSDAY, only="pack")
    files = {one.chat: Outcome.from_payload(one.payload).replies[0].files for one in packs}
    titles = {
        chat: [row[2].value for row in load_workbook(each[0])["制度清单"].iter_rows(min_row=2)]
        for chat, each in files.items()
    }
    assert titles == {"1": ["乙"], "2": ["甲"], "3": ["甲", "乙"], "4": []}


def test_a_job_that_fails_hinders_no_other_and_is_tried_again(
    ledger: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("bot.weekly.making.write_ledger", full)
    told = ledger.tick(THURSDAY)
    assert {str(one.key).partition(":")[0] for one in told} == {"deadlines"}
    monkeypatch.undo()
    assert len(ledger.tick("2026-11-26T09:01", only="pack")) == 4


def test_two_processes_tell_it_once(ledger: Days) -> None:
    ledger.now = ledger.now.fromisoformat("2026-11-26T09:00:00+08:00")

    async def both() -> None:
        runner = Runner(JobRuns(ledger.app.engine), ledger.app.clock)
        pair = [next(j for j in ledger.jobs() if j.name == "deadlines") for _ in range(2)]
        await asyncio.gather(*(runner.tick(job) for job in pair))

    asyncio.run(both())
    assert [one.chat for one in ledger.waiting()] == ["1", "2", "3"]
