"""Before a walk what is known is told, at its end it is asked about, and afterwards followed up."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from bot.app import App
from bot.dialogue.known import told_words
from bot.dialogue.messages import Inbound, Outcome
from bot.dialogue.tracking import doubted, last_day
from bot.rehearsal import said
from tests.bot.dialogue.conftest import Say
from tests.bot.homes import START

WELL = (
    "同意", "窗口", "没有", "普通群众", "清楚", "5分钟", "都顺利", "都对得上",
    "办好了", "10分钟", "满意",
)  # fmt: skip
PENDING = (*WELL[:8], "收了，等结果", *WELL[9:])


@pytest.fixture
def people(own: App) -> Say:
    ids = count()

    def one(text: str = "", *, who: str = "甲", choose: str = "", days: int = 0) -> Outcome:
        at = START + timedelta(days=days)
        return own.dialogue.handle(Inbound("test", who, str(next(ids)), at, text, choose, name=who))

    return one


def walk(people: Say, *texts: str, who: str = "甲", days: int = 0) -> Outcome:
    for text in ("走流程 陪同式帮办 补办身份证", *texts):
        outcome = people(text, who=who, days=days)
    return outcome


def known(people: Say, problem: str = "报问题：叫号屏坏了，等了半天") -> None:
    """A walk of somebody by which a problem gets known."""
    walk(people, *WELL[:6], problem, *WELL[6:], "都满意", "确认", "登记")


def option(outcome: Outcome, label: str) -> str:
    return next(o.id for r in outcome.replies for o in r.options if label in o.label)


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        (
            {
                "problem": "窗口张主任态度差",
                "category": "服务态度",
                "step": "受理",
                "minutes": "40",
            },
            "服务态度 · 受理 · 40 分钟",
            "Attitude · Acceptance · 40 min",
        ),
        (
            {"category": "申请材料重复交", "material": "欧阳建国户口本复印件"},
            "申请材料重复交 · 户口本复印件",
            "Materials asked for twice · 户口本复印件",
        ),
        (
            {"category": "慕容", "step": "找慕容", "material": "慕容的信", "minutes": "慕容"},
            "其他",
            "Other",
        ),
        ({"category": "其他", "minutes": "9" * 4_000}, "其他", "Other"),
        ({}, "其他", "Other"),
    ],
)
def test_of_what_others_reported_no_word_of_theirs_is_told(
    fields: dict[str, str], zh: str, en: str
) -> None:
    assert told_words(fields, "zh") == zh
    assert told_words(fields, "en") == en


@pytest.mark.parametrize(
    ("limit", "day"),
    [
        ("20 个工作日", "2026-12-22"),
        ("1个工作日", "2026-11-25"),
        ("5个工作日（不含公示）", "2026-12-01"),
        ("30 日", "2026-12-24"),
        ("10天", "2026-12-04"),
        ("2周", "2026-12-08"),
        ("1个月", "2026-12-24"),
        ("即办件", "2026-11-24"),
        ("当场办结", "2026-11-24"),
        ("见公告", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_limit(limit: str, day: str | None) -> None:
    found = last_day(limit, date(2026, 11, 24))
    assert found == (date.fromisoformat(day) if day else None)


def test_holidays_and_make_up_days_count_as_the_calendar_has_them() -> None:
    assert last_day("5个工作日", date(2026, 2, 13)) == date(2026, 2, 27)  # over Spring Festival


def test_years_are_doubted_where_working_days_are_counted_through_them() -> None:
    begin = date(2030, 12, 30)
    assert doubted("5个工作日", begin, date(2031, 1, 6)) == (2030, 2031)
    assert doubted("5天", begin, date(2031, 1, 4)) == ()
    assert doubted("5个工作日", date(2026, 3, 2), date(2026, 3, 9)) == ()


def test_who_waits_for_a_result_hears_that_the_calendar_is_not_known(people: Say) -> None:
    known_year = said(walk(people, *PENDING, "都满意", "确认"))
    assert "该有结果" in known_year and "调休安排还没有" not in known_year
    unknown_year = said(walk(people, *PENDING, "都满意", "确认", who="乙", days=2_000))
    assert "2032 年的放假和调休安排还没有" in unknown_year


def test_nothing_is_said_where_nothing_is_known_nor_of_another_service(people: Say) -> None:
    assert "之前有人反映" not in said(walk(people, who="乙"))
    known(people)
    assert "之前有人反映" not in said(people("走流程 陪同式帮办 结婚登记", who="丙"))


def test_what_is_known_is_told_without_who_reported_it(people: Say) -> None:
    known(people)
    told = said(walk(people, who="乙"))
    assert "环境设施 · 取号排队（WT-2026-0001，1 条）" in told
    assert "叫号屏" not in told
    assert "甲" not in told


def test_the_aim_can_be_what_is_known_and_rests_on_the_words_of_the_button(
    own: App, people: Say
) -> None:
    known(people)
    asked = walk(people, "同意", "窗口", who="乙")
    done = people(who="乙", choose=option(asked, "看看：环境设施"))
    assert done.walk.question == "profile"
    record = own.reader.walk(int(done.walk.id))
    assert record is not None
    aim = record.state.answers["aim"]
    words = {m.id: m.text for m in own.reader.messages(record.id)}[aim.evidence.message]
    assert words[aim.evidence.start : aim.evidence.end] == aim.value == "看看：环境设施 · 取号排队"


@pytest.mark.parametrize("number", ["WT-2026-0002", "WT-2026-9999", ""])
def test_no_other_issue_can_be_had_by_its_number(people: Say, number: str) -> None:
    known(people)
    walk(people, "同意", "窗口", who="乙")
    outcome = people(who="乙", choose=f"look:{number}")
    assert "已经过去了" in said(outcome) and outcome.walk.question == "aim"


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        ("还有", ["still"]),
        ("没遇到", ["gone"]),
        ("没留意", []),
        ("还是老样子", ["still"]),
        ("1还有", ["still"]),
        ("没再遇到", ["gone"]),
        ("我没注意", []),
    ],
)
def test_it_is_asked_once_beside_the_read_back(
    own: App, people: Say, answer: str, seen: list[str]
) -> None:
    known(people)
    asked = walk(people, *WELL, "都满意", who="乙")
    assert "这次还有吗" in said(asked) and "都问完了" in said(asked)
    after = people(answer, who="乙")
    assert "还没有提交" in said(after) and "这次还有吗" not in said(after)
    issue = own.reader.issue("WT-2026-0001")
    assert issue is not None
    assert [one.seen for one in issue.sightings] == seen
    assert people("确认", who="乙").walk.status == "finished"


def test_nobody_has_to_answer_it_and_its_buttons_count_while_the_walk_is_open(
    own: App, people: Say
) -> None:
    known(people)
    asked = walk(people, *WELL, "都满意", who="乙")
    assert people(choose=option(asked, "还有"), who="丙").walk.status == "none"
    assert people("确认提交", who="乙").walk.status == "finished"
    assert "已经过去了" in said(people(choose=option(asked, "还有"), who="乙"))
    issue = own.reader.issue("WT-2026-0001")
    assert issue is not None and issue.sightings == ()


def test_a_result_that_is_due_is_asked_for_once_and_proposes_a_problem(
    own: App, people: Say
) -> None:
    assert "12月22日前该有结果" in said(walk(people, *PENDING, "都满意", "确认"))
    assert "拿到了吗" not in said(people("您好", days=28))
    assert "拿到了吗" not in said(people("您好", days=30, who="乙"))
    asked = people("您好", days=29)
    assert "11月24日您走的「居民身份证补领」，按承诺到12月22日该出结果了：拿到了吗" in said(asked)
    assert "拿到了吗" not in said(people("您好", days=29))
    assert "已经过去了" in said(people(choose=option(asked, "还没有"), who="乙", days=29))
    card = people(choose=option(asked, "还没有"), days=29)
    assert "到12月22日还没有结果（承诺办结时限：20 个工作日）" in said(card)
    entered = said(people("登记", days=29))
    (issue,) = own.reader.issues()
    assert issue.number in entered
    assert issue.fields["category"].value == "超承诺时限"
    assert issue.fields["item"].value == "居民身份证补领"
    assert [one.kind for one in own.reader.follow_ups()] == ["result"], "asked again later"


def test_a_walk_that_is_begun_is_not_held_up_by_what_is_due(people: Say) -> None:
    walk(people, *PENDING, "都满意", "确认")
    begun = people("走流程 陪同式帮办 结婚登记", days=40)
    assert "拿到了吗" in begun.replies[0].text
    assert begun.walk.question == "consent"
    assert people("不清楚", days=40).walk.question == "consent"
    done = people(choose=option(begun, "办好了"), days=40)
    assert "谢谢" in said(done) and done.walk.question == "consent"


def test_nothing_is_asked_later_of_a_walk_that_left_nothing_open(own: App, people: Say) -> None:
    walk(people, *WELL, "都满意", "确认")
    assert own.reader.follow_ups() == []
    assert "没有要跟踪的事" in said(people("待办"))


def test_a_report_that_waits_is_mended_only_by_who_told_it(people: Say) -> None:
    told = walk(people, *WELL[:6], "报问题：叫号屏坏了，等了半天")
    drop = option(told, "不报了")
    walk(people, *WELL[:6], who="乙")
    assert "已经过去了" in said(people(choose=drop, who="乙"))
    assert "这个问题不报了" in said(people(choose=drop))
    assert "已经过去了" in said(people(choose=drop))


def test_fields_of_a_report_with_a_masked_number_stand_at_their_places(
    own: App, people: Say
) -> None:
    people("报问题：我的电话15412345678，3号窗口又要了一遍户口本复印件，等了40分钟")
    people("登记")
    (issue,) = own.reader.issues()
    quotes = {
        name: issue.messages[value.message].text[value.start : value.end]
        for name, value in issue.fields.items()
        if value.message is not None
    }
    assert "15412345678" not in quotes["problem"]
    assert (quotes["place"], quotes["material"], quotes["minutes"]) == (
        "3号窗口",
        "户口本复印件",
        "40分钟",
    )


def test_words_that_are_asked_for_mend_no_report(people: Say) -> None:
    walk(people, *WELL[:3], "报问题：叫号屏坏了，等了半天", "普通群众", "不清楚")
    answered = people("环节改成网上办")
    assert answered.walk.question == "queue"
    assert "改好了：环境设施、多花时间、填表" in said(people("环节改成填表"))
    assert "「类别」现在是“环境设施”" in said(people("改类别"))


def test_the_buttons_under_a_report_are_meant_by_their_words_right_after_it(people: Say) -> None:
    walk(people, *WELL[:6], "报问题：叫号屏坏了，等了半天")
    assert "要改哪一栏" in said(people("补充"))
    people("不改了")
    people("报问题：大厅没有座位")
    dropped = people("不报了")
    assert "这个问题不报了" in said(dropped)
    assert (dropped.walk.status, dropped.walk.question) == ("open", "counter_trouble")
    assert "要结束" in said(people("不报了")), "later it is the walk that is meant"


def test_what_else_is_said_right_after_a_report_is_no_button(people: Say) -> None:
    walk(people, *WELL[:2], "报问题：叫号屏坏了，等了半天")
    assert people("没有").walk.question == "profile", "the aim: none"
    answered = people("补充一点别的材料")
    assert "要改哪一栏" not in said(answered)
