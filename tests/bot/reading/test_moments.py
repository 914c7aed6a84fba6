"""Moments that are told in passing; a wrong guess is worse than none."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.reading.moments import find, table_of, without
from flows.catalog import built_in
from flows.model import Question, is_moment
from tests.patience import soon

NOW = datetime.fromisoformat("2026-11-24T15:30:00+08:00")
ROWS = [r for r in built_in()["accompanied"].walk_rows() if isinstance(r, Question)]
TABLE = table_of((row.name, row.synonyms) for row in ROWS if is_moment(row))


def told(text: str) -> list[tuple[str, str]]:
    return [(one.name, f"{one.at:%H:%M}") for one in find(text, TABLE, NOW)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("开始排队", "queue_began"),
        ("我们开始排队了。", "queue_began"),
        ("刚排上", "queue_began"),
        ("排上队啦", "queue_began"),
        ("取到号了", "queue_began"),
        ("拿到号了！", "queue_began"),
        ("叫到号了", "queue_called"),
        ("终于叫到号了", "queue_called"),
        ("叫到我了", "queue_called"),
        ("叫到我的号了", "queue_called"),
        ("轮到我了", "queue_called"),
        ("轮到我们啦", "queue_called"),
        ("好的，到我了", "queue_called"),
        ("排到了", "queue_called"),
        ("材料交了", "handed_in"),
        ("交材料了", "handed_in"),
        ("材料递进去了", "handed_in"),
        ("办完了", "case_done"),
        ("刚刚办好了", "case_done"),
        ("手续办完了", "case_done"),
        ("出来了", "left_hall"),
        ("我们走出大厅了", "left_hall"),
        ("I just got my number", "queue_began"),
        ("I'm in the queue now", "queue_began"),
        ("ok we are in line", "queue_began"),
        ("I'm up now", "queue_called"),
        ("they just called us", "queue_called"),
        ("handed everything over", "handed_in"),
        ("we're out", "left_hall"),
        ("We joined the queue.", "queue_began"),
        ("It's our turn now", "queue_called"),
        ("they called my number", "queue_called"),
        ("My number was called!", "queue_called"),
        ("handed in the papers", "handed_in"),
        ("finished at the counter", "case_done"),
        ("we've left the hall", "left_hall"),
    ],
)
def test_a_moment_is_told_as_it_comes(text: str, name: str) -> None:
    assert told(text) == [(name, "15:30")]


@pytest.mark.parametrize(
    ("text", "name", "at"),
    [
        ("9点就开始排了", "queue_began", "09:00"),
        ("9点12开始排的", "queue_began", "09:12"),
        ("我们是9:12取到号的", "queue_began", "09:12"),
        ("上午十点半叫到号的", "queue_called", "10:30"),
        ("下午3点办完的", "case_done", "15:00"),
        ("叫到号是9点半", "queue_called", "09:30"),
        ("大概10点左右排上的", "queue_began", "10:00"),
        ("started queueing at 9:12", "queue_began", "09:12"),
        ("my number was called at 2pm", "queue_called", "14:00"),
        ("现在叫到号了", "queue_called", "15:30"),
    ],
)
def test_a_moment_may_be_told_with_its_time(text: str, name: str, at: str) -> None:
    assert told(text) == [(name, at)]


@pytest.mark.parametrize(
    "text",
    [
        "排队的人叫到号了没人理",
        "还没叫到号",
        "没叫到号",
        "快叫到我了",
        "马上就到我了",
        "叫到号了吗",
        "叫到号了吗？",
        "什么时候轮到我",
        "等了半天才叫到我的号还过号了",
        "叫到12号了",
        "取号机坏了",
        "开始排队要多久",
        "前面的人办完了",
        "他们说办完了会打电话",
        "没办完",
        "证出来了",
        "结果出来了",
        "排队排到门外了",
        "交材料的时候才说要照片",
        "材料交不上去",
        "下午5点办完的",  # not yet
        "4点叫到号",  # half past three now
        "9点或者10点开始排的",
        "9点到10点排的队",
        "昨天开始排队的",
        "is it my turn",
        "my turn never came",
        "they called my number twice and nobody was there",
        "排队",
        "叫号",
        "",
        "。",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert told(text) == []


def test_beside_a_moment_the_rest_stays_where_it_is() -> None:
    text = "普通群众。叫到号了"
    (said,) = find(text, TABLE, NOW)
    assert text[said.start : said.end] == "叫到号了"
    assert without(text, [said]) == "普通群众。    "


def test_two_moments_in_one_message() -> None:
    assert told("9点12开始排的，9点35叫到号") == [
        ("queue_began", "09:12"),
        ("queue_called", "09:35"),
    ]


def test_no_words_for_moments_no_moments() -> None:
    assert find("叫到号了", {}, NOW) == ()


@pytest.mark.parametrize(
    "bit", ["了", "我们", "now ", "9点", "叫到号，", "的时候", "，", "在是的了"]
)
def test_long_messages_are_quick(bit: str) -> None:
    with soon():
        find((bit * 20_000)[:20_000], TABLE, NOW)
        find((bit * 300)[:300], TABLE, NOW)


@pytest.mark.parametrize(
    "text",
    ["I was in the queue", "still in the queue", "I'm not up yet", "out of the queue", "I called"],
)
def test_what_is_over_or_not_so_begins_nothing(text: str) -> None:
    assert told(text) == []
