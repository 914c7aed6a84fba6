"""Each reader alone: what it reads, what it refuses to guess, and where the words stand."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import choices, counts, dates, durations, geopoint, numbers, ratings, times, yesno
from bot.reading.asking import asks
from bot.reading.choices import pick_option
from bot.reading.reading import Reading
from bot.reading.words import core, fold, legible
from flows.model import Choice

NOW = datetime.fromisoformat("2026-11-24T15:30:00+08:00")


def value(reading: Reading | None) -> object:
    return None if reading is None else reading.value


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "1 2 ABC、。“好”～—İ"
    assert len(fold(text)) == len(text)
    assert fold("2分钟，ＯＫ") == "2分钟,ok"


@given(
    st.text(
        alphabet="电话身份证139*5678Xx ,:是https://www.a.cn?小是事分种满义同排对窗囗半二十我",
        max_size=60,
    )
)
@settings(deadline=None)
def test_what_is_made_legible_keeps_every_character_in_its_place(text: str) -> None:
    assert len(legible(fold(text))) == len(text)


def test_what_hides_a_value_is_blotted_out_and_slips_are_mended() -> None:
    assert core(legible("窗口,电话139****5678")) == "窗口"
    assert legible("半个小是") == "半个小时"
    assert legible("十分中肯") == "十分中肯"
    assert legible("小事一件") == "小事一件"
    assert not core(legible("https://a.example/20"))


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("十", 10), ("十五", 15), ("二十", 20), ("二十三", 23), ("一百", 100), ("一百零五", 105),
        ("一百五", 150), ("两千三", 2300), ("三万", 30_000), ("一万二千", 12_000),
        ("二〇二六", 2026),
        ("1,000", 1000), ("3百", 300), ("2.5", 2.5), ("俩", 2), ("零", 0),
        ("两三", None), ("十五六", None), ("三四十", None), ("十几", None), ("几", None),
    ],
)  # fmt: skip
def test_a_written_number_is_worth_what_people_mean(written: str, worth: float | None) -> None:
    assert numbers.value_of(written) == worth


@pytest.mark.parametrize(
    "text",
    ["一般", "一直没人", "第三次", "十分满意", "一次性告知", "3小时", "5块", "1、2次", "9" * 40],
)
def test_what_only_looks_like_a_count_is_not_read(text: str) -> None:
    assert counts.read(text) is None


def test_a_unit_counts_where_the_question_asks_for_it() -> None:
    assert value(counts.read("20块", about="收了多少钱")) == 20
    assert counts.read("20块", about="跑了几趟") is None
    assert value(counts.read("2.5元", about="收费", whole=False)) == 2.5
    assert counts.read("2.5", about="几次") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("等了大概40多分", "40多分"), ("排了有半个钟", "半个钟"), ("嗯,两个半钟头吧", "两个半钟头")],
)
def test_a_duration_points_at_its_words(text: str, words: str) -> None:
    reading = durations.read(text)
    assert reading is not None
    assert text[reading.start : reading.end] == words
    assert not reading.literal


@pytest.mark.parametrize(
    "text",
    ["半天", "几分钟", "两三个小时", "三四十分钟", "20到30分钟", "半小时到一小时", "没等多久",
     "排队10分钟,办理20分钟", "第三天", "3次", "5块", "1:30", "部分",
     "-5分钟", "负5分钟", "排队-20分钟", "我马上到"],
)  # fmt: skip
def test_a_vague_duration_is_not_guessed(text: str) -> None:
    assert durations.read(text) is None


def test_seconds_make_a_minute_and_days_are_calendar_days() -> None:
    assert value(durations.read("30秒")) == 1
    assert value(durations.read("2天")) == 2 * 24 * 60
    assert value(durations.read_days("两周")) == 14
    assert durations.read_days("20分钟") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("上上周一", "2026-11-09"), ("这周二", "2026-11-24"), ("下周一", "2026-11-30"),
     ("大前天", "2026-11-21"), ("20261103", "2026-11-03"), ("26年11月3日", "2026-11-03"),
     ("1月5日", "2026-01-05"), ("28号", "2026-10-28"), ("3 November 2026", "2026-11-03"),
     ("the day before yesterday", "2026-11-22"), ("3 days ago", "2026-11-21")],
)  # fmt: skip
def test_dates_are_counted_from_now(text: str, day: str) -> None:
    assert value(dates.read(text, now=NOW)) == day


@pytest.mark.parametrize(
    "text", ["2026-02-30", "31月3号", "昨天和前天", "周末", "以前", "12号窗口"]
)
def test_what_is_no_single_date_is_not_read(text: str) -> None:
    assert dates.read(text, now=NOW) is None


def test_a_slashed_date_is_read_where_it_can_mean_one_thing_only() -> None:
    assert value(dates.read("3/11", now=NOW, locale="zh")) == "2026-03-11"
    assert dates.read("3/11", now=NOW, locale="en") is None
    assert value(dates.read("11/23", now=NOW, locale="en")) == "2026-11-23"


@pytest.mark.parametrize(
    ("text", "clock"),
    [("上午9点", "09:00:00"), ("晚上8点半", "20:30:00"), ("2点", "14:00:00"),
     ("14点05分", "14:05:00"),
     ("12am", "00:00:00"), ("刚才", "15:30:00"), ("9点到10点", None), ("25点", None),
     ("有点晚", None)],
)  # fmt: skip
def test_times_are_office_times(text: str, clock: str | None) -> None:
    assert value(times.read(text, now=NOW)) == clock


def test_a_moment_without_a_date_is_today() -> None:
    assert value(dates.read_moment("下午3点", now=NOW)) == "2026-11-24T15:00:00+08:00"
    assert dates.read_moment("昨天", now=NOW) is None


@pytest.mark.parametrize(
    ("text", "asked", "answer"),
    [("没有问题", "有问题吗", "no"), ("没有问题", "可以吗", "yes"), ("没错", "", "yes"),
     ("不错", "", "yes"), ("不好意思", "", None), ("无所谓", "", None), ("对,没有", "", "yes"),
     ("告知了", "一次性告知了吗", "yes"), ("没告知", "一次性告知了吗", "no")],
)  # fmt: skip
def test_yes_and_no_are_told_by_the_question(text: str, asked: str, answer: str | None) -> None:
    assert value(yesno.read(text, asked=asked)) == answer


FALLING = [
    Choice(name, {"zh": label})
    for name, label in zip(
        "abcde", ("非常满意", "满意", "基本满意", "不满意", "非常不满意"), strict=True
    )
]


def test_a_mark_finds_its_level_whatever_the_order() -> None:
    assert value(ratings.read("五星", FALLING)) == "a"
    assert value(ratings.read("太差了", FALLING)) == "e"
    assert value(choices.read("1", FALLING)) == "a"
    assert ratings.read("8分", FALLING) is None
    assert ratings.read("没什么不满意的", FALLING) is None


def test_coordinates_are_swapped_only_when_they_must_be() -> None:
    assert value(geopoint.read("在36.1，117.2")) == "36.1 117.2"
    assert value(geopoint.read("117.2 36.1")) == "36.1 117.2"
    assert geopoint.read("200,36") is None
    assert geopoint.read("12号窗口") is None


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("北纬23.1 东经113.3", "23.1 113.3"),
        ("东经113.3，北纬23.1", "23.1 113.3"),
        ("我在北纬30.25度、东经120.17度附近", "30.25 120.17"),
        ("纬度是23.1，经度是113.3", "23.1 113.3"),
        ("南纬 23.1° 西经 113.3°", "-23.1 -113.3"),
        ("Ｎ23.1 Ｅ113.3", "23.1 113.3"),
        ("23.1°N, 113.3°E", "23.1 113.3"),
        ("113.3 W 23.1 S", "-23.1 -113.3"),
        ("北纬23.1", None),
        ("北纬23.1 北纬24", None),
        ("北纬95 东经3", None),
        ("南纬-3 东经4", None),
    ],
)
def test_coordinates_with_directions_are_read_in_either_order(said: str, read: str | None) -> None:
    reading = geopoint.read(said)
    assert (reading and reading.value) == read


COLOURS = [
    Choice("queue", {"zh": "取号排队"}, {"synonyms": "排队"}),
    Choice("rude", {"zh": "服务态度不好"}, {"synonyms": "态度", "issue_category": "服务态度"}),
    Choice("system", {"zh": "系统打不开"}, {"issue_category": "系统不通/报错"}),
]


def test_praise_is_no_complaint() -> None:
    assert choices.read("他们态度挺好的", COLOURS) is None
    assert value(choices.read("说话态度太差", COLOURS)) == "rude"


def test_what_is_denied_is_not_picked() -> None:
    assert choices.read("不是系统打不开", COLOURS) is None
    assert value(choices.read_many("排队,没有态度问题", COLOURS)) == ("queue",)


def test_one_slip_of_the_finger_is_forgiven_and_said_back() -> None:
    reading = choices.read("系统打不升", COLOURS)
    assert reading is not None
    assert (reading.value, reading.literal) == ("system", False)
    assert choices.read("统打升", COLOURS) is None


def test_a_list_with_one_impossible_number_is_not_read_at_all() -> None:
    assert choices.read_many("1和7", COLOURS) is None
    assert value(choices.read_many("1-3", COLOURS)) == ("queue", "rude", "system")


MENU = [("done:yes", "确认提交"), ("done:fix", "要更正"), ("done:later", "先存草稿")]
DRAFT = [("d:keep", "登记"), ("d:edit", "修改"), ("d:drop", "不登记")]


@pytest.mark.parametrize(
    ("text", "id_"),
    [("1", "done:yes"), ("确认", "done:yes"), ("对", "done:yes"), ("没错", "done:yes"),
     ("更正", "done:fix"), ("第三个", "done:later"), ("存草稿", "done:later"),
     ("不", None), ("4", None), ("排队时间改成20分钟", None), ("要带什么?", None)],
)  # fmt: skip
def test_a_button_is_picked_by_what_people_type(text: str, id_: str | None) -> None:
    assert pick_option(text, MENU, yes_first=True) == id_


def test_a_bare_no_picks_the_button_that_says_no() -> None:
    assert pick_option("不", DRAFT, yes_first=True) == "d:drop"
    assert pick_option("不登记", DRAFT) == "d:drop"
    assert pick_option("登记", DRAFT) == "d:keep"
    assert pick_option("好的", DRAFT) is None
    assert pick_option("好的", []) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("请问要带什么", "direct"), ("要带啥", "plain"), ("要复印件还是原件", "plain"),
     ("can i pay by card", "plain"), ("收费标准", "embedded"), ("没写要不要原件", "embedded"),
     ("nobody told me where to go", "embedded"), ("怎么这么慢", "rhetorical"),
     ("凭什么让我等", "rhetorical"), ("什么都没说", None), ("等了几天", None),
     ("有几个人插队", None),
     ("when handing in they wanted photos", None), ("when do they close", "plain"),
     ("还是不行", None), ("", None), ("20分钟够不够", "plain"), ("时不时断网", None),
     ("要带身份证吧", "plain"), ("二楼是吧", "embedded"), ("应该是20分钟吧", None),
     ("https://a.example/x?y=1", None), ("复印件还是原件", "plain")],
)  # fmt: skip
def test_asking_is_told_from_telling(text: str, kind: str | None) -> None:
    assert asks(text) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("都顺利，就是态度差", ("attitude",)),
        ("没有，但是材料退回", ("returned",)),
        ("别的都顺利，态度差", ("attitude",)),
        ("材料退回还行，态度差", ("attitude",)),
        ("都顺利，态度差", ("attitude",)),
        ("就是态度差，都顺利", ("attitude",)),
    ],
)
def test_all_well_but_for_what_is_named(text: str, names: tuple[str, ...]) -> None:
    trouble = {"issue_category": "其他"}
    options = (
        Choice("none", {"zh": "没有，都顺利"}, {"synonyms": "没有|都顺利"}),
        Choice("returned", {"zh": "材料被退回"}, {"synonyms": "材料退回"} | trouble),
        Choice("attitude", {"zh": "态度不好"}, {"synonyms": "态度差"} | trouble),
    )
    assert value(choices.read_many(text, options)) == names


@pytest.mark.parametrize(
    ("text", "picks"),
    [
        ("yes go ahead", "yes"),
        ("yep that one", "yes"),
        ("that's the one", "yes"),
        ("exactly, please", "yes"),
        ("looks good, send it", "yes"),
        ("perfect", "yes"),
        ("yes send", "yes"),
        ("good, but the queue is wrong", None),
        ("not that one", None),
        ("yes, but online", None),
    ],
)
def test_what_points_at_the_one_thing_that_was_put_up_says_yes(text: str, picks: object) -> None:
    assert yesno.pointed(text) == picks
    assert yesno.bare("that one") is None
