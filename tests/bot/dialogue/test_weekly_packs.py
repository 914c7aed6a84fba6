"""Weekly packs in the talk: staff with their own, admins with all; for others there are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.dialogue.weekly_wanted import WeeklyWanted
from bot.reading.weekly_words import WeeklyAsked, read
from storage.records import FieldValue
from storage.turns import NewMessage, PersonHint
from tests.bot.dialogue.offices import Person
from tests.patience import soon

MEDICAL, POLICE = "云溪市医疗保障局", "云溪市公安局"
DUE = datetime.fromisoformat("2026-11-26T10:00:00+08:00")
PIECES = (
    "周报",
    "本周",
    "医保局",
    "谁",
    "没交",
    "重发",
    "原因",
    "：",
    "改",
    "简讯",
    "weekly pack",
    " ",
)


@pytest.fixture
def thursday(own: App) -> App:
    """An office on a Thursday, each unit with an issue."""
    for count, unit in enumerate((MEDICAL, POLICE)):
        new = NewMessage("test", "finder", f"i{count}", "报问题", DUE, PersonHint("赵工"))
        with own.store.turn(new, expect_version=count) as turn:
            fields = {"problem": FieldValue("系统坏了"), "department": FieldValue(unit)}
            found = turn.put_finding(None, f"k{count}", "", "reported", fields)
            turn.confirm_issue(found, state="to_verify", year=2026)
    return replace(own, clock=lambda: DUE)


def person(app: App, name: str, role: str, of: str = "", locale: str = "zh") -> Person:
    one = Person(app, name, role, of, locale)  # type: ignore[arg-type]
    one.at = DUE
    return one


def test_a_unit_that_is_late_is_told_so(thursday: App) -> None:
    late = DUE + timedelta(days=2)
    clerk = person(replace(thursday, clock=lambda: late), "林工", "staff", "医保局")
    clerk.at = late
    assert "11-26 就该报送，已经过了" in clerk.say("周报")


def test_a_unit_looks_at_its_pack_rewrites_the_note_and_hands_it_in(thursday: App) -> None:
    clerk = person(thursday, "林工", "staff", "医保局")
    assert f"{MEDICAL}周报（2026-W48，第 1 版）" in clerk.say("周报")
    assert len(clerk.outcomes[-1].replies[0].files) == 4
    assert "现在的简讯" in clerk.tap("改简讯")
    assert "第 2 版" in clerk.say("一、本期发现\n自己写的\n二、周报")
    assert "第 2 版" in clerk.tap("确认报送")
    assert "已由林工报送" in clerk.say("周报")
    assert "第 1 版的按钮" in "".join(
        reply.text for reply in clerk.hear(choose="weekly:send:2026-W48:1").replies
    )
    pack = thursday.weekly.one("2026-W48", MEDICAL)
    assert thursday.weekly.text_of(pack) == "一、本期发现\n自己写的\n二、周报"


def test_a_change_of_the_note_may_be_left(thursday: App) -> None:
    clerk = person(thursday, "林工", "staff", "医保局")
    assert "现在的简讯" in clerk.say("改简讯")
    clerk.say("不改了")
    assert "第 1 版" in clerk.say("周报")
    assert "最多 4000 个字" in clerk.say("改简讯", "长" * 4_001)
    assert "没有变化" in clerk.say(
        "改简讯", thursday.weekly.text_of(thursday.weekly.one("2026-W48", MEDICAL))
    )


def test_staff_have_to_do_with_no_other_unit(thursday: App) -> None:
    clerk = person(thursday, "林工", "staff", "医保局")
    other, none = clerk.say("公安局周报"), clerk.say("没有的局周报")
    assert other.replace("公安局", "没有的局") == none
    assert clerk.say("重发公安局周报 原因：看看") == other
    assert "没有“牵头单位”的周报" in clerk.say("牵头单位周报")
    assert POLICE not in clerk.say("周报谁没交")
    assert "已由林工报送" in clerk.say("确认报送")
    assert [one.unit for one in thursday.weekly.store.sendings()] == [MEDICAL]


def test_an_admin_sees_who_is_missing_marks_and_corrects(thursday: App) -> None:
    admin = person(thursday, "管理员", "admin")
    assert "2 个单位，已报 0 个" in admin.say("周报谁没交")
    assert "牵头单位周报" in admin.tap("看周报")
    assert "已由管理员报送" in admin.say("医保局周报已报送")
    assert "已报 1 个" in admin.tap("谁没交周报")
    assert "例如" in admin.say("重发周报")
    assert "例如" in admin.say("重发医保局周报")
    assert "第 2 版" in admin.say("重发医保局周报 原因：Excel 漏了")
    assert thursday.weekly.one("2026-W48", MEDICAL).reason == "Excel 漏了"
    assert "更正未报" in admin.say("周报情况")
    assert "已报 0 个" in admin.say("确认报送"), "the lead office hands nothing in"


def test_weeks_that_are_to_come_and_that_are_gone(thursday: App) -> None:
    admin = person(thursday, "管理员", "admin")
    assert "2026-W49 的周报 12-03 09:00 生成" in admin.say("第49周周报")
    assert "2026-W12 没有做过周报" in admin.say("2026-W12周报")
    clerk = person(thursday, "林工", "staff", "医保局")
    assert "生成" in clerk.say("第49周周报")
    assert "现在的简讯" in clerk.tap("改简讯")
    assert "记下了，12-03 09:00" in clerk.say("先写好")


def test_a_template_that_is_wrong_is_told_by_its_tag(thursday: App) -> None:
    folder = thursday.settings.home / "office"
    folder.mkdir(exist_ok=True)
    (folder / "weekly_note.docx").write_text("no document")
    admin = person(thursday, "管理员", "admin")
    assert "无法读取报告模板" in admin.say("周报")
    assert thursday.weekly.store.packs() == []
    (folder / "weekly_note.docx").unlink()
    (folder / "units.csv").write_text("名字\n", "utf-8")
    assert "要有：单位" in admin.say("周报")
    (folder / "units.csv").unlink()
    assert "牵头单位周报" in admin.say("周报")


def test_later_says_how_to_come_back_to_it(thursday: App) -> None:
    clerk = person(thursday, "林工", "staff", "医保局")
    clerk.say("周报")
    assert "想报送时说“周报”" in clerk.tap("稍后")


def test_volunteers_have_no_packs(thursday: App) -> None:
    walker = person(thursday, "小陈", "volunteer")
    assert "医疗保障局" not in walker.say("周报", "周报谁没交", "确认报送")
    walker.hear(choose="weekly:send:2026-W48:1")
    assert thursday.weekly.store.packs() == []


def test_a_correction_that_comes_twice_is_made_once(thursday: App) -> None:
    weekly = thursday.weekly
    weekly.ensure("2026-W48")
    for _ in range(2):
        weekly.correct("2026-W48", MEDICAL, "管理员", "漏了", key="test:管理员:m1")
    assert weekly.one("2026-W48", MEDICAL).version == 2


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        *((said, WeeklyAsked("status")) for said in ("谁没交周报", "哪些单位还没报周报")),
        *((said, WeeklyAsked("status")) for said in ("周报交齐了吗", "weekly status")),
        ("who has not sent the weekly pack?", WeeklyAsked("status")),
        *((said, WeeklyAsked("pack")) for said in ("周报", "看一下周报", "weekly pack", "/weekly")),
        ("上周医保局的周报", WeeklyAsked("pack", "医保局", "上周")),
        ("show this week's pack", WeeklyAsked("pack", "", "本周")),
        ("weekly pack of 医保局", WeeklyAsked("pack", "医保局")),
        ("confirm the weekly pack", WeeklyAsked("send")),
        ("改简讯：ABC 一", WeeklyAsked("note", rest="ABC 一")),
        ("改简讯 本周推进ABC", WeeklyAsked("note", rest="本周推进ABC")),
        ("把简讯改成：一", None),
        ("更正医保局周报，因为 Excel 错了", WeeklyAsked("resend", "医保局", "", "Excel 错了")),
        *((said, None) for said in ("写周报", "周报怎么写", "我今天写了周报给领导看", "报送")),
    ],
)  # fmt: skip
def test_what_an_office_says_of_packs(text: str, asked: WeeklyAsked | None) -> None:
    assert read(text, in_form=False) == asked


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
def test_whatever_is_said_is_read_soon(text: str) -> None:
    with soon():
        asked = read(text, in_form=False)
    assert asked is None or asked.do in ("status", "pack", "send", "note", "resend")


@given(st.text(max_size=60))
def test_what_a_button_carries_is_read_or_is_none(text: str) -> None:
    wanted = WeeklyWanted.from_text(text)
    assert wanted is None or WeeklyWanted.from_text(wanted.to_text()) is not None
