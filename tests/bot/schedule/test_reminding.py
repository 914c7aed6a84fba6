"""Deadlines called to mind: to whom it concerns, once, up the ladder, whatever was missed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.dialogue.messages import Inbound, Outcome
from bot.schedule.runner import Runner
from storage.job_runs import JobRuns
from storage.reminders import Reminders
from tests.bot.schedule.conftest import Days, text

THURSDAY = "2026-11-26T09:00"
OWNER, OTHER, HEAD, POLICE, ADMIN = "1", "2", "3", "4", "5"


@pytest.fixture
def ledger(days: Days) -> Days:
    days.issue(department="医保局", item="异地就医备案", deadline="2026-11-25", owner="林工")
    days.issue(department="医保局", item="生育津贴", deadline="2026-11-27", owner="林工")
    days.issue(department="公安局", item="居住证", deadline="2026-11-18", owner="赵警")
    days.issue(department="公安局", item="户口", deadline="2026-12-31")
    days.issue(department="公安局", item="身份证", deadline="尽快")
    days.member(OWNER)
    days.member(OTHER, name="何工")
    days.member(HEAD, name="高局", head=True)
    days.member(POLICE, department="公安局", name="钱警")
    days.member(ADMIN, "admin", "", "主任")
    return days


def told(days: Days, at: str) -> dict[str, str]:
    return {one.chat: text(one) for one in days.tick(at, only="deadlines")}


def test_the_owner_the_head_and_the_lead_office_are_told_what_concerns_them(ledger: Days) -> None:
    said = told(ledger, THURSDAY)
    assert set(said) == {OWNER, HEAD, POLICE, ADMIN}
    assert said[OWNER].splitlines() == [
        "整改时限提醒（2026-11-26）",
        "已超期：1 个",
        "· WT-2026-0001  2026-11-25  异地就医备案  超期 1 个工作日",
        "快到期：1 个",
        "· WT-2026-0002  2026-11-27  生育津贴",
    ]
    assert said[HEAD].splitlines()[1:] == [
        "超期未办，请部门负责人督办：1 个",
        "· WT-2026-0001  2026-11-25  异地就医备案  林工  超期 1 个工作日",
    ]


def test_where_somebody_is_not_signed_in_others_are_told_in_their_place(ledger: Days) -> None:
    said = told(ledger, THURSDAY)
    assert said[POLICE].splitlines()[1:] == [
        "已超期：1 个",
        "· WT-2026-0003  2026-11-18  居住证  超期 6 个工作日",
        "其中 1 个该提醒的人没有登录，所以也发给您。",
    ]
    assert said[ADMIN].splitlines()[1:] == [
        "超期较久，报牵头单位：1 个",
        "· WT-2026-0003  2026-11-18  居住证  公安局  赵警  超期 6 个工作日",
        "其中 1 个该提醒的人没有登录，所以也发给您。",
    ], "there is no head of the police, whose word came with that for the lead office"


def test_each_word_is_said_once_and_the_next_at_its_time(ledger: Days) -> None:
    told(ledger, THURSDAY)
    assert told(ledger, "2026-11-26T12:00") == {}
    friday = told(ledger, "2026-11-27T09:00")
    assert set(friday) == {OWNER}
    assert "今天是到期前最后一个工作日：1 个\n· WT-2026-0002" in friday[OWNER]
    assert told(ledger, "2026-11-28T10:00") == {}, "Saturday"
    monday = told(ledger, "2026-11-30T10:00")
    assert {chat: one.count("WT-") for chat, one in monday.items()} == {OWNER: 1, HEAD: 1}
    assert told(ledger, "2026-12-01T10:00") == {}
    assert set(told(ledger, "2026-12-03T10:00")) == {OWNER, POLICE, ADMIN}, "again, and escalated"


def test_what_was_missed_while_nothing_ran_is_made_up_for_by_one_word(ledger: Days) -> None:
    said = told(ledger, "2026-12-02T16:59")
    assert said[OWNER].splitlines()[1:] == [
        "已超期：2 个",
        "· WT-2026-0001  2026-11-25  异地就医备案  超期 5 个工作日",
        "· WT-2026-0002  2026-11-27  生育津贴  超期 3 个工作日",
    ]
    assert told(ledger, "2026-12-02T16:59") == {}


def test_a_new_deadline_begins_anew_and_who_takes_over_is_told(ledger: Days) -> None:
    told(ledger, THURSDAY)
    with ledger.app.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE issue SET deadline = '2026-11-27', owner = '何工' WHERE number = 'WT-2026-0001'"
        )
    friday = told(ledger, "2026-11-27T09:00")
    assert "WT-2026-0001" in friday[OTHER] and "WT-2026-0001" not in friday[OWNER]


def test_nothing_is_said_of_what_is_closed(ledger: Days) -> None:
    with ledger.app.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE issue SET state = 'closed'")
    assert told(ledger, THURSDAY) == {}


def test_a_process_that_ends_in_the_middle_goes_on_where_it_was(
    ledger: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, told_to = Reminders.keep, []

    def dies(self: Reminders, chat: str, *rest: object) -> None:
        told_to.append(chat)
        if len(told_to) == 2:
            raise OSError("gone")
        keep(self, chat, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Reminders, "keep", dies)
    assert set(told(ledger, THURSDAY)) == {OWNER, HEAD}
    monkeypatch.undo()
    assert set(told(ledger, "2026-11-26T09:05")) == {POLICE, ADMIN}
    assert told(ledger, "2026-11-26T09:06") == {}


def test_two_processes_say_it_once(ledger: Days) -> None:
    ledger.now = ledger.now.fromisoformat(f"{THURSDAY}:00+08:00")

    async def both() -> None:
        runner = Runner(JobRuns(ledger.app.engine), ledger.app.clock)
        pair = [next(j for j in ledger.jobs() if j.name == "deadlines") for _ in range(2)]
        await asyncio.gather(*(runner.tick(job) for job in pair))

    asyncio.run(both())
    assert [one.chat for one in ledger.waiting()] == [OWNER, HEAD, POLICE, ADMIN]


def test_steps_are_settings(ledger: Days) -> None:
    settings = {"remind_before": 0, "escalate_head": 0, "escalate_lead": 0}
    changed = ledger.app.settings.model_copy(update=settings)
    ledger.app = replace(ledger.app, settings=changed)
    said = told(ledger, THURSDAY)
    assert {chat: one.count("WT-") for chat, one in said.items()} == {OWNER: 1, POLICE: 1}


def test_years_that_nobody_knows_are_doubted(days: Days) -> None:
    days.issue(department="医保局", item="备案", deadline="2031-01-02", owner="林工")
    days.member(OWNER)
    said = told(days, "2030-12-31T09:00")
    assert "2030、2031 年的放假和调休安排还没有" in said[OWNER]


def test_the_list_is_cut_and_tells_how_many_there_are(days: Days) -> None:
    for n in range(12):
        days.issue(department="医保局", item=f"事项{n}", deadline="2026-11-25", owner="林工")
    days.member(OWNER)
    said = told(days, THURSDAY)[OWNER]
    assert "已超期：12 个" in said
    assert (said.count("WT-"), said.splitlines()[-1]) == (10, "……还有 2 个。")


def test_the_button_of_a_reminder_shows_what_it_tells_of(ledger: Days) -> None:
    (reminder,) = (one for one in ledger.tick(THURSDAY, only="deadlines") if one.chat == OWNER)
    (button,) = Outcome.from_payload(reminder.payload).replies[0].options
    shown = ledger.app.dialogue.handle(
        Inbound(
            "staff_bot", "1", "u1", ledger.now, choose=button.id, role="staff", department="医保局"
        )
    )
    assert "WT-2026-0001" in shown.replies[0].text
    assert "WT-2026-0003" not in shown.replies[0].text
