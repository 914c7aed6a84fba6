"""Volunteers are reminded of idle walks, twice at most and never at night; and hear their news."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.volunteers import people_of
from tests.bot.homes import START
from tests.bot.schedule.conftest import Days, text

HOURS = [timedelta(hours=n) for n in range(24 * 14)]


@pytest.fixture
def walking(days: Days) -> Days:
    days.says("走流程")
    days.says("1")
    assert days.app.reader.walks()[0].state.status == "open"
    return days


def nudged(days: Days) -> list[str]:
    """Two weeks, hour by hour; the times at which somebody was nudged."""
    return [f"{START + hour:%dT%H}" for hour in HOURS if days.tick(START + hour, only="nudges")]


def test_an_idle_walk_is_nudged_twice_and_no_more(walking: Days) -> None:
    assert nudged(walking) == ["25T09", "28T09"]
    assert walking.woken == [("volunteer_bot", "7")] * 2
    assert "还没走完" in text(walking.waiting()[-1])
    assert walking.waiting()[-1].payload["quiet"], "it makes no sound"


def test_nobody_is_written_to_at_night(walking: Days) -> None:
    walking.now = START + timedelta(hours=13)  # 22:00
    walking.says("帮助")
    assert nudged(walking) == ["26T08", "29T08"]


def test_who_pauses_or_ends_is_left_alone(walking: Days) -> None:
    walking.says("暂停")
    assert nudged(walking) == []


def test_who_goes_on_is_nudged_only_when_idle_again(walking: Days) -> None:
    assert walking.tick(START + timedelta(hours=24), only="nudges")
    walking.now = START + timedelta(hours=25)
    walking.says("帮助")
    assert not walking.tick(START + timedelta(hours=48), only="nudges")
    assert not walking.tick(START + timedelta(hours=96), only="nudges")
    assert walking.tick(START + timedelta(hours=98), only="nudges")


def test_a_second_process_nudges_nobody_again(walking: Days) -> None:
    assert len(walking.tick(START + timedelta(hours=24), only="nudges")) == 1
    assert walking.tick(START + timedelta(hours=24, minutes=1), only="nudges") == []


def test_news_is_heard_without_writing_and_once(days: Days) -> None:
    days.says("报名")
    for _ in range(12):
        if not days.app.reader.walks(flow="application"):
            break
        days.says("1")
    with people_of(days.app.engine, days.now) as people:
        applications = people.applications()
        assert applications, "the application was not handed in"
        people.appoint(1, "approve", None)
    (news,) = days.tick(START + timedelta(hours=1), only="news")
    assert (news.bot, news.chat) == ("volunteer_bot", "7")
    assert text(news)
    assert days.tick(START + timedelta(hours=2), only="news") == []
    assert text(news) not in "".join(reply.text for reply in days.says("帮助").replies)
