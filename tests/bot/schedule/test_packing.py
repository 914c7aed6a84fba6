"""The weekly packs at their time: who gets which, with which buttons; who hears what is late."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue.messages import Inbound, Outcome
from bot.settings import Settings
from flows import workdays
from flows.workdays import SpecialDay
from tests.bot.schedule.conftest import Days, text

THURSDAY = "2026-11-26T09:00"


@pytest.fixture
def office(days: Days) -> Days:
    days.issue(department="医保局", item="异地就医备案", problem="系统坏了", deadline="2026-11-20")
    days.issue(department="公安局", item="居住证", problem="复印件要了两遍")
    days.member("1", head=True, name="林局")
    days.member("2", "staff", "公安局")
    days.member("3", "admin", "")
    return days


def first(days: Days, chat: str, when: str = THURSDAY) -> Outcome:
    told = {one.chat: one for one in days.tick(when, only="pack")}
    return Outcome.from_payload(told[chat].payload)


def set_(days: Days, **settings: object) -> None:
    new = Settings(**{**days.app.settings.model_dump(), **settings})
    days.app = replace(days.app, settings=new)


def press(days: Days, chat: str, option: str, role: str = "staff", of: str = "医保局") -> Outcome:
    days._said += 1
    return days.app.dialogue.handle(
        Inbound(
            "staff_bot", chat, f"p{days._said}", days.now,
            choose=option, name="林局", role=role, department=of,
        )
    )  # fmt: skip


def test_staff_get_their_unit_s_files_with_what_to_do(office: Days) -> None:
    reply = first(office, "1").replies[0]
    names = [Path(file).name for file in reply.files]
    assert names == ["整改台账.xlsx", "影像资料.zip", "信息简讯.docx", "manifest.json"]
    assert all("医保局" in file for file in reply.files)
    assert [option.label for option in reply.options] == ["确认报送", "改简讯", "稍后"]


def test_admins_get_all_of_it_and_ask_who_is_missing(office: Days) -> None:
    reply = first(office, "3").replies[0]
    assert "牵头单位周报" in reply.text
    shown = press(office, "3", reply.options[0].id, "admin", "").replies[0].text
    assert "2 个单位，已报 0 个" in shown
    assert "医保局：未报送" in shown


def test_a_press_hands_it_in_once(office: Days) -> None:
    send = first(office, "1").replies[0].options[0].id
    assert "已由林局报送" in press(office, "1", send).replies[0].text
    office.now = office.now.replace(hour=11)
    assert "09:00 已由林局报送" in press(office, "1", send).replies[0].text
    assert len(office.app.weekly.store.sendings()) == 1


def test_the_button_of_an_older_version_hands_nothing_in(office: Days) -> None:
    send = first(office, "1").replies[0].options[0].id
    office.app.weekly.correct("2026-W48", "医保局", "管理员", "漏了")
    assert "已经是第 2 版" in press(office, "1", send).replies[0].text
    assert office.app.weekly.store.sendings() == []


def test_another_unit_s_staff_hand_in_their_own_alone(office: Days) -> None:
    send = first(office, "1").replies[0].options[0].id
    press(office, "2", send, of="公安局")
    assert [one.unit for one in office.app.weekly.store.sendings()] == ["公安局"]


def test_a_volunteer_s_press_of_it_does_nothing(office: Days) -> None:
    send = first(office, "1").replies[0].options[0].id
    press(office, "9", send, "volunteer", "")
    assert office.app.weekly.store.sendings() == []


def test_the_working_day_after_heads_and_admins_hear_who_is_overdue(office: Days) -> None:
    send = first(office, "1").replies[0].options[0].id
    assert office.tick("2026-11-26T16:00", only="pack_overdue") == []
    told = {one.chat: text(one) for one in office.tick("2026-11-27T09:00", only="pack_overdue")}
    assert set(told) == {"1", "3"}, "公安局 has no head who is signed in"
    assert "医保局 2026-W48 的周报" in told["1"]
    assert "逾期未报 2 个：公安局、医保局" in told["3"]
    assert office.tick("2026-11-30T09:00", only="pack_overdue") == [], "once"
    press(office, "1", send)
    line = "医保局：已报送（迟报）"
    assert line in press(office, "3", "weekly:status", "admin", "").replies[0].text


def test_it_may_be_set_that_nobody_hears_of_it(office: Days) -> None:
    first(office, "1")
    set_(office, pack_overdue_days=0)
    assert office.tick("2026-11-27T09:00", only="pack_overdue") == []


def test_a_holiday_moves_it_and_that_is_said(office: Days) -> None:
    day = office.now.date().replace(day=26)
    workdays.announce([SpecialDay(day, works=False, name="演习")])
    try:
        assert (
            "11-26 放假，这次改在 11-25" in first(office, "1", "2026-11-25T09:00").replies[0].text
        )
        assert office.tick("2026-11-26T09:00", only="pack") == []
    finally:
        workdays.announce([])


def test_what_is_too_large_for_telegram_is_named(
    office: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.schedule.packing.MAX_FILE", 10_000)
    reply = first(office, "1").replies[0]
    assert "整改台账.xlsx" in reply.text
    assert "整改台账.xlsx" not in [Path(file).name for file in reply.files]


def test_no_zero_reports_where_they_are_switched_off(office: Days) -> None:
    set_(office, pack_zero=False)
    office.member("4", "staff", "民政局")
    told = {one.chat for one in office.tick(THURSDAY, only="pack")}
    assert told == {"1", "2", "3"}
    shown = press(office, "3", "weekly:status", "admin", "").replies[0].text
    assert "民政局：无新情况，免报" in shown
    assert "2 个单位" in shown
