"""Who mends a problem, by when and to what end (R53): said once, changed on any card."""

from __future__ import annotations

from bot.app import App
from bot.dialogue.duties import day_in
from bot.dialogue.messages import Outcome
from bot.rehearsal import said
from storage.exports.columns import COLUMNS, Entry
from storage.records import IssueRecord
from tests.bot.dialogue.conftest import Say
from tests.bot.homes import START

WALK = (
    "走流程 沉浸式督查 补办身份证", "窗口", "没有", "全部准确", "没接通", "打了三次没人接",
    "没问题", "登录", "收不到验证码", "0", "满意", "满意", "都满意", "一小时", "跳过",
)  # fmt: skip
DUTIES = ("对", "12月20号", "电话有人接", "跳过")


def talk(say: Say, *texts: str) -> Outcome:
    for text in texts:
        outcome = say(text)
    return outcome


def issues_of(app: App, outcome: Outcome) -> list[IssueRecord]:
    return app.reader.issues(walk=int(outcome.walk.id))


def told(issue: IssueRecord) -> dict[str, str]:
    return {n: issue.fields[n].value for n in ("department", "deadline", "target")}


def test_they_go_to_every_problem_with_the_words_they_rest_on(app: App, say: Say) -> None:
    end = talk(say, *WALK, *DUTIES, "确认", "登记", "登记")
    issues = issues_of(app, end)
    assert len(issues) == 2
    for issue in issues:
        assert told(issue) == {
            "department": "云溪市公安局",
            "deadline": "2026-12-20",
            "target": "电话有人接",
        }
        field = issue.fields["deadline"]
        assert field.message is not None
        assert issue.messages[field.message].text[field.start : field.end] == "12月20号"
        row = {column.key: column.value(Entry(1, issue)) for column in COLUMNS}
        assert str(row["deadline"]) == "2026-12-20"
        assert row["target"] == "电话有人接"


def test_a_reported_problem_has_them_and_what_was_said_of_it_itself_stays(
    app: App, say: Say
) -> None:
    talk(say, *WALK[:-2], "报问题：大厅没有座位", "补充", "负责部门", "后勤科")
    end = talk(say, *WALK[-2:], *DUTIES, "确认", "都登记")
    issues = {i.fields["problem"].value: i for i in issues_of(app, end)}
    assert told(issues["大厅没有座位"]) == {
        "department": "后勤科",
        "deadline": "2026-12-20",
        "target": "电话有人接",
    }


def test_a_bureau_that_the_report_names_stays(app: App, say: Say) -> None:
    problem = "大厅没有座位，医保局不管"
    end = talk(say, *WALK[:-2], f"报问题：{problem}", *WALK[-2:], *DUTIES, "确认", "都登记")
    issues = {i.fields["problem"].value: i for i in issues_of(app, end)}
    assert told(issues[problem]) == {
        "department": "医保局",
        "deadline": "2026-12-20",
        "target": "电话有人接",
    }


def test_a_correction_of_the_walks_reaches_all_but_the_card_that_was_changed(
    app: App, say: Say
) -> None:
    talk(say, *WALK, *DUTIES, "确认")
    card = said(talk(say, "第二个的整改时限改成12月31号"))
    assert "整改时限：2026-12-31" in card
    talk(say, "完成时限改成12月25号")
    end = talk(say, "登记", "登记")
    days = [told(issue)["deadline"] for issue in issues_of(app, end)]
    assert sorted(days) == ["2026-12-25", "2026-12-31"]


def test_a_card_without_them_does_not_offer_them(say: Say) -> None:
    fields = said(
        talk(
            say, "走流程 开放式观摩 补办身份证", "窗口", "没有", "大厅", "不满意", "没说几楼",
            "没有主题", "没等", "都没有", "1", "跳过", "没提", "加椅子", "都满意", "一小时",
            "确认", "修改",
        )
    )  # fmt: skip
    assert "[责任部门]" in fields
    assert "整改时限" not in fields
    assert "整改目标" not in fields


def test_a_day_that_has_passed_or_is_none_is_no_deadline() -> None:
    for words, day in (
        ("12月20号", "2026-12-20"),
        ("下周五", "2026-12-04"),
        ("今天", "2026-11-24"),
        ("昨天", ""),
        ("尽快", ""),
        ("没有", ""),
    ):
        assert day_in(words, START, "zh") == day, words
