"""What the guide says beside a problem, and moments that are told in the middle of anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import App
from bot.dialogue.messages import Outcome
from bot.ledger_file import export_ledger
from bot.reports import experience_of
from storage.exports.evidence import evidence
from tests.bot.dialogue.conftest import Say

BEFORE = (
    "走流程 陪同式帮办 补办身份证",
    "同意",
    "窗口",
    "没有",
    "普通群众",
    "清楚",
    "20分钟",
    "没有",
)
AFTER = ("办好了", "10分钟", "满意", "都满意", "确认")


def talk(say: Say, *texts: str) -> Outcome:
    for text in texts:
        outcome = say(text)
    return outcome


def told(outcome: Outcome) -> str:
    return "\n".join(reply.text for reply in outcome.replies)


def test_an_issue_keeps_the_element_the_guides_words_and_their_version(app: App, say: Say) -> None:
    card = talk(say, *BEFORE, "收费不一样", "60", *AFTER)
    assert "指南要素：收费标准" in told(card)
    (issue,) = app.reader.issues(walk=int(say("登记").walk.id))
    fields = issue.fields
    assert (fields["element"].value, fields["element"].how) == ("收费标准", "guide")
    assert (fields["guide_says"].value, fields["guide_says"].how) == ("丢失补领 40 元/证", "guide")
    assert fields["guide"].value == "T-GA-001 · 2026-1"
    quotes = {line.key: line.quote for line in evidence(issue)}
    assert quotes["problem"] == "60"
    assert quotes["guide_says"] == quotes["item"] == "补办身份证"


def test_the_ledger_and_the_report_tell_what_the_guide_says(
    app: App, say: Say, tmp_path: Path
) -> None:
    talk(say, *BEFORE, "收费不一样", "60", *AFTER)
    walk = int(say("登记").walk.id)
    issues = app.reader.issues(walk=walk)
    export_ledger(app.house, tmp_path / "ledger.xlsx", issues, {}, app.clock())
    head, row = load_workbook(tmp_path / "ledger.xlsx")["整改台账"].values
    remark = str(row[head.index("备注")])
    assert "指南要素：收费标准" in remark
    assert "指南写的：丢失补领 40 元/证" in remark
    assert "所依指南：T-GA-001 · 2026-1" in remark
    record = app.reader.walk(walk)
    assert record is not None
    stages = {stage.title for stage in experience_of(app, record).stages}
    assert "对照指南" in stages


def test_a_walk_without_a_guide_is_asked_nothing_of_it(say: Say) -> None:
    talk(say, "走流程 陪同式帮办", "放鸽子许可", "就按“放鸽子许可”走", *BEFORE[1:])
    assert say("办好了").walk.question == "handling"


def test_one_contradiction_found_by_two_questions_is_one_draft(app: App, say: Say) -> None:
    talk(say, *BEFORE[:-1], "跑了不止一趟", "回家拿户口本", "一楼", "没有")
    card = talk(say, "办好了", "10分钟", "满意", "都满意", "5趟", "确认")
    assert "问题 1/1" in told(card)
    assert "也说到：跑了 5 趟，比办事指南写的次数多" in told(card)
    assert "指南要素：到办事现场次数" in told(card)


def test_other_contradictions_of_one_element_stay_apart(say: Say) -> None:
    talk(say, *BEFORE, "有的材料没要，多要了材料", "户口本", "居住证明")
    assert "2 个可能的问题" in told(talk(say, *AFTER))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("又要了居住证明", "没有列“居住证明”；列的是：居民户口簿；居民身份证丢失补领申请表"),
        ("又要了一遍户口本", "居民户口簿"),
    ],
)
def test_a_report_of_a_further_paper_says_what_the_guide_lists(
    app: App, say: Say, words: str, says: str
) -> None:
    talk(say, *BEFORE[:-1], f"报问题：{words}", "其他", "不方便", "提交材料", "没有了")
    talk(say, "没有", "没有", *AFTER)
    (issue,) = app.reader.issues(walk=int(say("登记").walk.id))
    assert issue.fields["guide_says"].value == says
    assert issue.fields["element"].value == "申请材料"


def test_a_report_of_no_paper_has_nothing_of_the_guide(app: App, say: Say) -> None:
    talk(say, *BEFORE[:-1], "报问题：叫号屏坏了", "环境设施", "不方便", "对", "没有了")
    talk(say, "没有", "没有", *AFTER)
    (issue,) = app.reader.issues(walk=int(say("登记").walk.id))
    assert "element" not in issue.fields


# --- moments ------------------------------------------------------------------------------------


def state(app: App, outcome: Outcome) -> dict[str, object]:
    record = app.reader.walk(int(outcome.walk.id))
    assert record is not None
    return dict(record.state.known)


@pytest.mark.parametrize(
    "text", ["还没叫到号", "叫到号了吗", "要带什么材料", "20分钟", "排队的人叫到号了没人理", "嗯"]
)
def test_what_is_no_moment_keeps_none(app: App, say: Say, text: str) -> None:
    talk(say, *BEFORE[:6])
    assert "queue_called" not in state(app, say(text))


def test_a_moment_is_kept_with_its_message(app: App, say: Say) -> None:
    outcome = talk(say, *BEFORE[:3], "开始排队")
    assert state(app, outcome)["queue_began"] == "2026-11-24T09:00"
    last = app.reader.messages(int(outcome.walk.id))[-1]
    assert (last.kind, last.question, last.text) == ("moment", "queue_began", "开始排队")


def test_a_refused_consent_takes_the_moments_with_it(app: App, say: Say) -> None:
    outcome = talk(say, "走流程 陪同式帮办 补办身份证", "开始排队")
    assert "queue_began" in state(app, outcome)
    outcome = talk(say, "不同意")
    assert "queue_began" not in state(app, outcome)


@pytest.mark.parametrize(
    ("open_", "text", "question", "kept"),
    [
        (BEFORE[:4], "普通群众，叫到我了", "found", True),  # an answer beside it
        (BEFORE[:4], "叫到我了。要带什么材料？", "profile", True),  # a question beside it
        (BEFORE[:4], "叫到号了，等一下", "", True),  # a command beside it: paused
        (BEFORE[:4], "叫到号了，人真多", "profile", False),  # a story: kept as a note
        (BEFORE[:3], "叫到号了，人真多", "profile", False),  # and an aim
        (BEFORE[:3], "叫到号了", "aim", True),  # alone it is no aim
        ((*BEFORE, "没有"), "办好了", "handling", False),  # answers the open question
    ],
)
def test_a_moment_beside_other_words(
    app: App, say: Say, open_: tuple[str, ...], text: str, question: str, kept: bool
) -> None:
    talk(say, *open_)
    outcome = say(text)
    assert outcome.walk.question == question
    moments = {"queue_called", "case_done"} & state(app, outcome).keys()
    assert bool(moments) is kept


def test_who_is_called_is_left_in_peace(say: Say) -> None:
    talk(say, *BEFORE[:4])
    outcome = say("叫到我了")
    assert [reply.text for reply in outcome.replies] == [
        "记下了：09:00 叫到号。",
        "您先办，回头接着说就行。",
    ]
    assert outcome.walk.status == "open"
    assert say("普通群众").walk.question == "found"


def test_a_question_that_the_moment_brings_up_is_shown(say: Say) -> None:
    talk(say, *BEFORE[:3], "开始排队", *BEFORE[3:6])
    outcome = say("叫到号了")  # the queue was asked for, and is known now
    assert outcome.walk.question == "counter_trouble"
    assert "有没有遇到这些情况" in told(outcome)


def test_outside_of_a_walk_there_are_no_moments(say: Say) -> None:
    assert "记下了：" not in told(say("叫到号了"))
    talk(say, *BEFORE, "没有", *AFTER)
    assert "记下了：" not in told(say("出来了"))


def test_a_moment_while_drafts_wait_leaves_them_waiting(app: App, say: Say) -> None:
    talk(say, *BEFORE, "收费不一样", "60", *AFTER)
    outcome = say("出来了")
    assert "left_hall" in state(app, outcome)
    assert "问题 1/1" in told(outcome)
    assert say("登记").walk.status == "finished"
