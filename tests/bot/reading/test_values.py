"""Every row of values.md is read as it says; what was written by a generator reads back equal."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import mask
from bot.reading import besides, counts, dates, durations, numbers, times
from bot.reading.answers import read_answer
from bot.reading.reading import Reading
from flows.events import Prompt
from flows.model import Locale, Question, QuestionType
from tests.patience import soon

NOW = datetime.fromisoformat("2026-11-24T15:30:00+08:00")
SHEET = (Path(__file__).parent / "values.md").read_text(encoding="utf-8")
HEADING = re.compile(r".+ — (?P<type>\w+)(?P<minutes> minutes)?(?P<en> en)?: (?P<asked>.+)")


def rows() -> list[tuple[str, str, str]]:
    out = []
    for section in SHEET.split("\n## ")[1:]:
        heading, *lines = section.splitlines()
        table = [line for line in lines if line.startswith("|")][2:]
        out += [(heading, *(cell.strip() for cell in row.strip("|").split("|"))) for row in table]
    return out  # type: ignore[return-value]


def asked(heading: str) -> tuple[Prompt, Locale]:
    match = HEADING.fullmatch(heading)
    assert match is not None and match["type"] in get_args(QuestionType), heading
    question = Question(
        name="q",
        type=match["type"],  # type: ignore[arg-type]
        row=0,
        label={"zh": match["asked"]},
        appearance=(match["minutes"] or "").strip(),
    )
    return Prompt("q", question, "s", 1, 9, required=True), "en" if match["en"] else "zh"


def shown(reading: Reading | None) -> str:
    if reading is None:
        return "-"
    return ("" if reading.literal else "~") + str(reading.value).removesuffix("+08:00")


@pytest.mark.parametrize(("heading", "text", "means"), rows())
def test_a_value_is_read_as_the_table_says(heading: str, text: str, means: str) -> None:
    prompt, locale = asked(heading)
    assert shown(read_answer(prompt, text, locale=locale, now=NOW)) == means


@pytest.mark.parametrize("kind", ["date", "time", "integer:", "minutes", "decimal"])
def test_the_table_has_many_rows_of_each_kind(kind: str) -> None:
    assert sum(kind in heading for heading, _, _ in rows()) >= (50 if kind == "decimal" else 150)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("昨天下午三点", "昨天下午三点"),
        ("下午三点，昨天的", "昨天的"),
        ("今天下午三点", ""),
        ("下午三点", ""),
    ],
)
def test_a_day_told_with_a_time_alone_is_kept_beside_it(text: str, kept: str) -> None:
    prompt, _ = asked("x — time: 几点到的?")
    reading = read_answer(prompt, text, locale="zh", now=NOW)
    assert reading is not None
    span = besides.rest(text, reading, prompt, locale="zh", now=NOW)
    assert kept in (text[slice(*span)] if span else "")
    assert bool(span) == bool(kept)


PERSONAL = ["138" + "0" * 7 + "2", "99990119900101001X", "622202" + "0" * 12 + "0", "138****0002"]


@pytest.mark.parametrize("type_", ["date", "time", "dateTime", "integer", "decimal", "minutes"])
@pytest.mark.parametrize("around", ["{}", "我的号码是{}", "身份证{}照片", "+86 {}", "电话：{}。"])
def test_a_masked_number_is_never_a_value(type_: str, around: str) -> None:
    heading = f"x — {'integer minutes' if type_ == 'minutes' else type_}: 多少?"
    prompt, _ = asked(heading)
    for number in PERSONAL:
        text = mask(around.format(number)).text
        if "*" in text:
            assert read_answer(prompt, text, locale="zh", now=NOW) is None, text


def test_a_value_beside_a_masked_number_is_read_and_said_back() -> None:
    prompt, _ = asked("x — integer: 跑了几趟?")
    text = mask(f"尾号是{PERSONAL[0]}，就是5").text
    assert shown(read_answer(prompt, text, locale="zh", now=NOW)) == "~5"


# ---------------------------------------------------------------- written by a generator


FIGURES = "零一二三四五六七八九"


def below_myriad(n: int) -> str:
    out, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure, n = divmod(n, unit)
        if figure:
            out += ("零" if pending else "") + FIGURES[figure] + name
        pending = not figure and bool(out)
    return out


def in_chinese(n: int) -> str:
    """`n`, below 10,000,000,000, as it is written: 一万零二十."""
    if n == 0:
        return "零"
    out, before = "", 10
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, n = divmod(n, unit)
        if part:
            gap = out and (part < 1000 or before == 0)
            out += ("零" if gap else "") + below_myriad(part) + name
        before = part
    return re.sub("^一十", "十", out)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def value(reading: Reading | None) -> object:
    return None if reading is None else reading.value


NUMBERS = st.one_of(st.integers(0, 2000), st.integers(0, 10**9))
WAYS = st.sampled_from(
    [
        str,
        in_chinese,
        lambda n: wide(str(n)),
        lambda n: f"{n:,}",
        lambda n: in_chinese(n).replace("二千", "两千").replace("二万", "两万"),
    ]
)


def test_the_generator_writes_as_people_do() -> None:
    written = {10: "十", 12: "十二", 105: "一百零五", 10_020: "一万零二十", 20_500: "二万零五百"}
    assert {n: in_chinese(n) for n in written} == written


@given(NUMBERS, WAYS, st.sampled_from(["", "个", "次", "。"]))
def test_a_number_reads_back_however_it_is_written(n: int, way: object, unit: str) -> None:
    text = way(n) + unit  # type: ignore[operator]
    reading = counts.read(text)
    assert reading is not None and reading.value == n, text
    assert reading.literal and (reading.start, reading.end) == (0, len(text.rstrip("。")))


@given(st.integers(0, 9999), st.integers(0, 99))
def test_a_decimal_reads_back_in_figures_and_as_it_is_spoken(n: int, cents: int) -> None:
    spoken = in_chinese(n) + "点" + "".join(FIGURES[int(c)] for c in f"{cents:02}")
    for text in (f"{n}.{cents:02}", wide(f"{n}.{cents:02}"), spoken):
        assert value(counts.read(text, whole=False)) == float(f"{n}.{cents:02}"), text


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_reads_back_however_it_is_written(hour: int, minute: int) -> None:
    moment = time(hour, minute).isoformat("seconds")
    minutes = in_chinese(minute) if minute >= 10 else "零" + FIGURES[minute]
    for text in (
        f"{hour:02}:{minute:02}",
        wide(f"{hour:02}:{minute:02}"),
        f"{hour:02}:{minute:02}:30",
    ):
        assert value(times.read(text, now=NOW)) == moment
    if hour > 6 or hour == 0:
        for text in (
            f"{hour}点{minute}分",
            f"{in_chinese(hour)}点{minutes}",
            f"{hour}时{minute:02}分",
        ):
            assert value(times.read(text, now=NOW)) == moment, text
    late = f"{'下午' if hour >= 12 else '上午'}{hour % 12 or 12}点{minute}分"
    if hour:
        assert value(times.read(late, now=NOW)) == moment
    english = f"{hour % 12 or 12}:{minute:02} {'pm' if hour >= 12 else 'am'}"
    assert value(times.read(english, now=NOW)) == moment


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_with_its_year_reads_back_however_it_is_written(day: date) -> None:
    year = "".join(FIGURES[int(c)] for c in str(day.year))
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}号",
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        wide(day.isoformat()),
        f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
        f"{year.replace('零', '〇')}年{in_chinese(day.month)}月{in_chinese(day.day)}号",
        f"{day:%B} {day.day}, {day.year}",
    ):
        reading = dates.read(text, now=NOW)
        assert reading is not None and reading.literal, text
        assert reading.value == day.isoformat(), text


@given(st.dates(date(1928, 1, 1), date(2026, 11, 24)))
def test_a_year_of_two_figures_is_of_the_past_and_said_back(day: date) -> None:
    reading = dates.read(f"{day.year % 100:02}年{day.month}月{day.day}日", now=NOW)
    assert reading is not None and not reading.literal
    assert reading.value == day.isoformat()


@given(st.integers(0, 48), st.integers(0, 59), WAYS)
def test_hours_and_minutes_read_back(hours: int, minutes: int, way: object) -> None:
    for hour, minute in (("小时", "分钟"), ("个钟头", "分"), ("h", "min")):
        text = f"{way(hours)}{hour}{way(minutes)}{minute}"  # type: ignore[operator]
        assert value(durations.read(text)) == hours * 60 + minutes, text


# ---------------------------------------------------------------- whatever is typed


WORDS = """
0 1 2 3 12 30 99 1990 2026 ² ٣ 𝟛 一 二 两 三 十 百 千 万 亿 零 〇 几 半 多 来 负 到 不是
点 分 刻 : ： . / - ~ 、 ， * % 年 月 日 号 天 周 上 下 个 前 后 差 昨 今天 昨天 上周 星期 去年
下午 晚上 凌晨 早 中午 小时 钟头 分钟 块 元 毛 公里 百分之 half quarter past to an hour
and twenty five dozen hundred pm am last Friday Nov ago 's
"""
BITS = st.sampled_from(WORDS.split())
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(BITS, max_size=12).map("".join),
    st.lists(BITS, max_size=10).map(" ".join),
)


@given(TEXTS)
def test_no_reader_ever_raises_and_every_reading_stands_in_its_text(text: str) -> None:
    for reading in (
        counts.read(text, about="几个"),
        counts.read(text, about="多少元,走了几公里,满意率%", whole=False),
        durations.read(text),
        durations.read_days(text),
        dates.read(text, now=NOW),
        dates.read(text, now=NOW, locale="en"),
        dates.read_moment(text, now=NOW),
        times.read(text, now=NOW),
    ):
        if reading is not None:
            assert 0 <= reading.start < reading.end <= len(text)


@given(TEXTS)
def test_a_date_that_is_read_is_one(text: str) -> None:
    reading = dates.read(text, now=NOW)
    if reading is not None:
        assert date.fromisoformat(str(reading.value)).isoformat() == reading.value


RUNS = ("1", "一", "十", "一点", "1,", "1.", "百千", "a hundred ", "差五分", "half ", "3、", "上周")


def test_long_runs_of_figures_are_read_in_time() -> None:
    with soon():
        for run in RUNS:
            for read in (counts.read, durations.read, durations.read_days, numbers.find):
                read(run * 300)
            for read_at in (dates.read, dates.read_moment, times.read):
                read_at(run * 300, now=NOW)
