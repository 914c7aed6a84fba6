"""Replies, marks, calls and rates in the talk: who says what, who hears it, who may not see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from openpyxl import load_workbook

from bot.app import App
from bot.reading.call_words import read_call
from tests.bot.dialogue.offices import MEDICAL, Person, enter, facts, place
from tests.bot.homes import START

PLAN = {
    "department": MEDICAL, "owner": "别人", "mode": "限期整改", "target": "窗口有人",
    "deadline": (START.date() + timedelta(days=9)).isoformat(), "category": "服务态度",
    "cause": "没有排班", "measure": "排班", "result": "有人了", "evidence": "签到表",
}  # fmt: skip


@pytest.fixture
def lead(own: App) -> Person:
    return Person(own, "牵头甲", "admin")


@pytest.fixture
def staff(own: App) -> Person:
    return Person(own, "经办甲", "staff", MEDICAL)


@pytest.fixture
def reporter(own: App) -> Person:
    return Person(own, "体验员甲")


def closed(own: App, lead: Person) -> str:
    """An issue that an admin closed, so that who reported it hears of it."""
    number = enter(own, "体验员甲", **PLAN)
    place(own, number, "to_recheck")
    assert "〔已销号〕" in lead.say(f"{number}复核通过", "确认")
    return number


def test_a_reply_is_heard_by_who_reported_it_and_kept(
    own: App, staff: Person, reporter: Person
) -> None:
    number = enter(own, reporter.name, **PLAN)
    assert "待回复（期限未设置）" in staff.say(number)
    asked = staff.say(f"{number}回复反映人")
    assert "回复反映人什么" in asked
    assert "回复内容：已加开两个窗口" in staff.say("已加开两个窗口")
    done = staff.say("确认")
    assert "已办" in done and "不在陪走里" not in done
    told = facts(own, number)
    assert (told["reply"], told["replied"]) == ("已加开两个窗口", "是")
    assert told["replied_on"] == START.date().isoformat()
    heard = reporter.say("你好")
    assert f"{MEDICAL}回复：已加开两个窗口" in heard and "经办甲" not in heard
    assert "已回复 2026-11-24" in staff.say(number)


def test_two_replies_and_a_closing_are_all_heard(own: App, lead: Person, reporter: Person) -> None:
    number = enter(own, reporter.name, **PLAN)
    place(own, number, "to_recheck")
    lead.say(f"{number}回复反映人：正在加开窗口", "确认")
    lead.say(f"{number}答复群众：窗口已加开", "确认")
    lead.say(f"{number}复核通过", "确认")
    heard = reporter.say("你好")
    assert "正在加开窗口" in heard and "窗口已加开" in heard and "整改完了" in heard


def test_of_a_case_of_another_platform_it_is_told_that_nothing_was_sent(
    own: App, lead: Person
) -> None:
    from bot.office_turns import office_turn
    from storage.office_issues import OfficeIssue
    from storage.records import FieldValue

    fields = {"problem": FieldValue("收费不清", how="rule")}
    case = OfficeIssue("case:YX1:12345热线", "12345热线", fields)
    number = office_turn(own, "x", "登记甲", "登记", "issue", lambda turn: turn.office.enter(case))
    lead.say(f"{number}回复反映人：已公示收费标准")
    assert "不在陪走里" in lead.say("确认")


def test_replies_are_asked_for_in_words(own: App, lead: Person, staff: Person) -> None:
    first, second = enter(own, "体验员甲", **PLAN), enter(own, "体验员乙", **PLAN)
    other = enter(own, "体验员丙", department="云溪市民政局", category="其他")
    assert "待回复：3 个" in lead.say("哪些没回复")
    told = staff.say("没回复的")
    assert first in told and second in told and other not in told
    staff.say(f"{first}回复反映人：已排班", "确认")
    assert first in staff.say("已回复的有哪些") and second in staff.say("还没答复的")
    assert "没有符合" in staff.say("超期未回复的有哪些")


def test_whether_one_may_be_called_is_asked_after_the_mark_and_in_words(
    own: App, lead: Person, reporter: Person
) -> None:
    number = closed(own, lead)
    reporter.say("你好")
    assert "谢谢" in reporter.say("4") and reporter.labels() == ["可以回访", "不用回访"]
    assert "记下了" in reporter.tap("可以回访")
    assert facts(own, number)["callback"] == "同意"
    reporter.say(f"{number}不同意回访", "确认")
    assert facts(own, number)["callback"] == "不同意"


def test_departments_are_shown_no_mark(
    own: App, lead: Person, staff: Person, reporter: Person
) -> None:
    """Neither on the card, in the history, in the evidence, nor in the ledger as a file (R59)."""
    number = closed(own, lead)
    reporter.say("你好", "4")
    assert "反映人满意度：4" in lead.say(number)
    assert "满意度" not in staff.say(number)
    assert "满意度：4" in lead.say(f"{number}的经过")
    assert "满意度" not in staff.say(f"{number}的经过")
    assert "满意度" not in staff.say(f"{number}为什么")
    staff.say("发台账")
    [path] = [file for reply in staff.outcomes[-1].replies for file in reply.files]
    book = load_workbook(path)
    head = [cell.value for cell in book["整改台账"][1]]
    assert book["整改台账"].cell(2, head.index("反映人满意度") + 1).value in (None, "")
    assert "满意度" not in str([cell.value for row in book["流水"] for cell in row])
    assert "打分不足 5 个" in staff.say("整改率") and "打分分布" in lead.say("整改率")


def test_a_call_is_entered_by_an_admin_and_reopens_what_was_closed(
    own: App, lead: Person, staff: Person, reporter: Person
) -> None:
    number = closed(own, lead)
    assert "由管理员登记" in staff.say(f"{number}回访 不满意")
    assert "没有接通" in lead.say(f"{number}回访 无人接听 3次")
    lead.at += timedelta(minutes=5)
    assert "重新打开" in lead.say(f"{number}回访 不满意 还在排队")
    assert facts(own, number)["state"] == "reopened"
    assert "不满意：还在排队" in lead.say(f"{number}的经过")
    assert "又重新打开" in reporter.say("你好")
    assert "没有编号为" in lead.say("999号回访 满意")
    assert "已有同样结果" in lead.say(f"{number}回访 不满意 还在排队")


@pytest.mark.parametrize(
    ("words", "number", "result", "mark", "tries", "said"),
    [
        ("12号回访 不满意 还在排队", 12, "dissatisfied", None, 1, "还在排队"),
        ("WT-2026-0012第三方回访：非常满意", 12, "satisfied", 5, 1, ""),
        ("回访12号，一般，说还行", 12, "fair", None, 1, "说还行"),
        ("登记12号电话回访结果是未接通，打了3次", 12, "unreached", None, 3, ""),
        ("12号回访 4分", 12, "satisfied", 4, 1, ""),
    ],
)
def test_calls_are_told_in_words(
    words: str, number: int, result: str, mark: int | None, tries: int, said: str
) -> None:
    call = read_call(words)
    assert call is not None
    assert (call.number, call.result, call.mark, call.tries) == (number, result, mark, tries)
    assert words[call.start : call.end] == said


@pytest.mark.parametrize(
    "words", ["12号回访了吗", "回访情况", "12号 不满意", "回访 满意", "12号同意回访"]
)
def test_what_tells_no_call_is_none(words: str) -> None:
    assert read_call(words) is None


def test_rates_are_of_those_whose_issues_one_may_see(own: App, lead: Person, staff: Person) -> None:
    closed(own, lead)
    enter(own, "体验员乙", department="云溪市民政局", category="其他")
    told = lead.say("各部门闭环率")
    assert "50.0%（1/2）" in told and MEDICAL in told and "云溪市民政局" in told
    own_only = staff.say("各部门闭环率")
    assert "100.0%（1/1）" in own_only and "民政局" not in own_only
    assert "—" in own_only, "nothing was owed"
    assert "没有可统计" in staff.say("民政局的整改率") or "0/" not in staff.say("民政局的整改率")
    assert "服务态度" in lead.say("按类别的整改率")


def test_for_a_volunteer_the_words_ask_for_nothing_of_the_ledger(own: App, lead: Person) -> None:
    closed(own, lead)
    stranger = Person(own, "体验员乙")
    assert "闭环率（" not in stranger.say("整改率")
    assert "待回复" not in stranger.say("哪些没回复")
