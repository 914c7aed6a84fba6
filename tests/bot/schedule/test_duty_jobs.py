"""Duties, sit-ins and milestones are called to mind at their time, once; replies like deadlines."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.campaigns import set_campaign
from bot.office_folder import FOLDER, UNITS
from storage.sit_ins import SitIn, SitIns
from tests.bot.schedule.conftest import Days, text

ADMIN, HEAD, STAFF = "1", "2", "3"
CAMPAIGN = """name: 2026年行动
begins: 2026-09-01
ends: 2026-12-31
milestones:
  - {name: 集中推进, by: 2026-11-29, remind: 3}
plans: {by: 2026-11-27, actions: [主官式体验]}
"""


@pytest.fixture
def office(days: Days) -> Days:
    days.member(ADMIN, "admin", "", "主任")
    days.member(HEAD, department="医保局", name="高局", head=True)
    days.member(STAFF, department="公安局", name="钱警")
    return days


def told(days: Days, at: str, only: str) -> dict[str, str]:
    return {one.chat: text(one) for one in days.tick(at, only=only)}


def test_heads_who_owe_a_walk_are_reminded_once_a_week(office: Days) -> None:
    place = office.app.settings.home / FOLDER / UNITS
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("单位,主要负责人\n医保局,高局\n公安局,赵局\n", encoding="utf-8")
    assert told(office, "2026-11-25T10:00", "duties") == {}, "it is Wednesday"
    said = told(office, "2026-11-26T09:30", "duties")
    assert set(said) == {ADMIN, HEAD}
    assert "医保局（高局）、公安局（赵局）" in said[ADMIN] and "您（医保局）" in said[HEAD]
    assert told(office, "2026-11-26T11:00", "duties") == {}, "another process looks again"
    assert set(told(office, "2026-12-03T09:30", "duties")) == {ADMIN, HEAD}


def test_a_sit_in_is_called_to_mind_the_working_day_before(office: Days) -> None:
    calendar = SitIns(office.app.engine)
    calendar.add(SitIn(date(2026, 11, 30), "医保局", "高局", "二楼8号窗口", "09:00", "11:30"))
    number = calendar.add(SitIn(date(2026, 12, 3), "公安局", "赵局"))
    calendar.announce([number], date(2026, 11, 20))
    assert told(office, "2026-11-26T09:30", "sit_ins") == {}
    said = told(office, "2026-11-27T09:30", "sit_ins")
    assert set(said) == {ADMIN, HEAD}, "Friday, for Monday"
    assert "2026-11-30：医保局 高局，在二楼8号窗口，09:00—11:30" in said[HEAD]
    assert "还没有公示" in said[HEAD]
    assert told(office, "2026-11-30T09:30", "sit_ins") == {}, "it was said before"
    later = told(office, "2026-12-02T09:30", "sit_ins")
    assert set(later) == {ADMIN, STAFF} and "公示" not in later[STAFF]


def test_milestones_are_told_before_and_on_the_last_working_day(
    office: Days, tmp_path: Path
) -> None:
    path = tmp_path / "campaign.yaml"
    path.write_text(CAMPAIGN, encoding="utf-8")
    assert set_campaign(office.app, path) is not None
    before = office.tick("2026-11-26T09:30", only="campaigns")
    assert {one.chat for one in before} == {ADMIN}
    words = [text(one) for one in before]
    assert any("“集中推进”2026-11-29 到，还有 3 天" in word for word in words)
    assert any("还没有报的：主官式体验" in word for word in words)
    assert office.tick("2026-11-26T15:00", only="campaigns") == []
    on = [text(one) for one in office.tick("2026-11-27T09:30", only="campaigns")]
    assert any("请核对完成情况" in word for word in on), "the 29th is a Sunday"
    assert len(on) == 2


def test_nothing_is_said_of_what_is_switched_off(office: Days) -> None:
    from bot.schedule.duty_jobs import duty_jobs

    settings = office.app.settings.model_copy(update={"duty_weekday": 0, "sit_in_remind": 0})
    from dataclasses import replace

    from bot.channels.telegram.own_accord import OwnAccord

    app = replace(office.app, settings=settings)
    own = OwnAccord(office.deliveries, app.clock, lambda *_: None)
    assert [job.name for job in duty_jobs(app, own)] == ["campaigns"]


def test_replies_are_called_to_mind_like_deadlines(office: Days) -> None:
    from flows.deadlines import CRITICISM, Period, Rule

    office.now = office.now - timedelta(days=20)
    office.issue(department="医保局", item="异地就医备案", owner="林工")
    assert told(office, "2026-11-24T09:30", "replies") == {}, "no time is set"
    office.app.tables.keep_rule(Rule(CRITICISM, Period("workdays", 15)))
    said = told(office, "2026-11-25T09:30", "replies")
    assert set(said) == {HEAD}
    assert said[HEAD].splitlines()[0] == "回复反映人的期限提醒（2026-11-25）"
    assert told(office, "2026-11-25T10:30", "replies") == {}
    late = told(office, "2026-11-27T09:30", "replies")
    assert "超期" in late[HEAD]
