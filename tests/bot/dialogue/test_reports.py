"""Reports in the talk: their step, the second of two, and what is left when consent is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bot.app import App
from bot.dialogue.hints import speaks_of_trips
from bot.dialogue.messages import Outcome
from bot.reading.faults import tells_of_fault
from bot.reading.steps import CUES, guess_step
from bot.rehearsal import said
from flows.issue_terms import STEPS
from storage.records import IssueRecord
from tests.bot.dialogue.conftest import Say

OPENING = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有")
ALL_WELL = (
    "普通群众",
    "清楚",
    "5分钟",
    "都顺利",
    "都对得上",
    "办好了",
    "10分钟",
    "满意",
    "都满意",
    "确认",
)


def talk(say: Say, *texts: str) -> Outcome:
    for text in texts:
        outcome = say(text)
    return outcome


def issue_of(app: App, outcome: Outcome) -> IssueRecord:
    return app.reader.issues(walk=int(outcome.walk.id))[-1]


def quote(issue: IssueRecord, field: str) -> str:
    value = issue.fields[field]
    assert value.message is not None
    return issue.messages[value.message].text[value.start : value.end]


@pytest.mark.parametrize(
    ("words", "mended", "step", "how", "rests_on"),
    [
        ("3号窗口的叫号屏坏了", (), "取号排队", "rule", "叫号"),
        ("问了两遍没人理", ("环节改成受理",), "受理", "asked", "受理"),
        ("问了两遍没人理", (), "咨询", "default", "问了两遍没人理"),
    ],
)
def test_a_step_is_in_the_words_or_mended_else_that_of_the_open_question_marked_as_such(
    app: App, say: Say, words: str, mended: tuple[str, ...], step: str, how: str, rests_on: str
) -> None:
    talk(say, *OPENING, f"报问题：{words}", "不方便", *mended)
    card = said(talk(say, *ALL_WELL))
    assert ("（没说，按当时走到的那一步）" in card) is (how == "default")
    issue = issue_of(app, say("登记"))
    assert (issue.fields["step"].value, issue.fields["step"].how) == (step, how)
    assert quote(issue, "step") == rests_on


def test_the_table_of_steps_has_the_ledger_s_terms() -> None:
    assert set(CUES) == set(STEPS)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("验证码一直收不到", "注册登录认证"),
        ("材料被退了，说缺副页", "提交材料"),
        ("the ticket machine is broken", "取号排队"),
        ("排队时登录不上", None),
        ("空调坏了", None),
    ],
)
def test_a_step_is_guessed_only_where_the_words_name_one(text: str, step: str | None) -> None:
    assert guess_step(text) == step


@pytest.mark.parametrize(
    "text",
    [
        "大厅叫号机坏了", "系统太慢了，工作人员输了好久", "大厅没有母婴室", "材料被退了，说缺副页",
        "窗口态度差", "白跑一趟", "老人不会用机器", "找不到填表的地方", "被要求再交一份证明",
        "nobody answered the phone", "the screen was dead",
    ],
)  # fmt: skip
def test_words_of_fault_are_recognised(text: str) -> None:
    assert tells_of_fault(text)


@pytest.mark.parametrize(
    "text",
    [
        "志愿者很热情", "今天是周二", "不慢", "大厅里有志愿者引导", "要带什么材料？", "没遇到问题",
        "机器没坏", "二楼办的", "the volunteer was kind", "window 12",
    ],
)  # fmt: skip
def test_other_words_are_not(text: str) -> None:
    assert not tells_of_fault(text)


def test_an_offered_report_rests_on_the_words_of_the_earlier_message(app: App, say: Say) -> None:
    offered = talk(say, *OPENING, "普通群众", "清楚", "20分钟，大厅没有母婴室")
    assert "报成问题" in [o.label for r in offered.replies for o in r.options]
    assert offered.walk.question == "counter_trouble"
    talk(say, "都顺利", "报成问题", "不方便", *ALL_WELL[4:])
    issue = issue_of(app, say("登记"))
    assert (issue.fields["problem"].value, quote(issue, "problem")) == ("大厅没有母婴室",) * 2


def test_an_offer_is_taken_up_once_and_no_other_message_can_be_named(say: Say) -> None:
    outcome = talk(say, *OPENING, "记一条：大厅叫号机坏了")
    offer = next(o.id for r in outcome.replies for o in r.options if o.label == "报成问题")
    number = int(offer.partition(":")[2])
    assert "已经过去了" in said(say(choose=f"report:{number - 1}"))
    assert say(choose=offer).walk.question == "issue/severity"
    say("取消")
    assert "已经过去了" in said(say(choose=offer))


def test_a_report_that_waits_begins_with_the_words_of_its_own_message(app: App, say: Say) -> None:
    talk(say, *OPENING, "报问题：问了两遍没人理", "报问题：3号窗口的叫号屏坏了")
    talk(say, "不方便", "不方便", *ALL_WELL, "登记")
    issue = issue_of(app, say("登记"))
    assert quote(issue, "problem") == "3号窗口的叫号屏坏了"


def test_a_second_report_before_the_first_was_told_answers_what_happened(say: Say) -> None:
    talk(say, *OPENING, "报问题")
    assert say("报问题：大厅太吵").walk.question == "issue/severity"


def test_pausing_never_fails_also_in_a_report_outside_of_a_walk(say: Say) -> None:
    begun = talk(say, "报问题：取号机坏了")
    assert begun.walk.question == "issue/severity"
    assert "进度已存好" in said(say("暂停"))
    assert "还暂停着" in said(say("随便说说"))
    assert say("继续").walk.question == "issue/severity"


def test_ending_a_walk_in_a_report_ends_both(say: Say) -> None:
    talk(say, *OPENING, "报问题：停车难", "结束")
    assert say("结束走流程").walk.status == "none"
    assert say("停车难").walk.question == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("来回跑了三趟", True), ("不太清楚，跑了两趟才知道要户口本", True),
        ("让我回家拿户口本", True), ("we had to come back", True), ("two trips", True),
        ("要跑几趟？", False), ("一趟就办好了", False), ("不用再跑了", False),
        ("跑了一趟", False), ("one trip", False),
    ],
)  # fmt: skip
def test_trips_are_heard_of_where_someone_tells_of_several(text: str, told: bool) -> None:
    assert speaks_of_trips(text) is told


# Buttons of another walk, or of another report


def test_a_button_of_an_earlier_walk_changes_nothing_in_this_one(app: App, say: Say) -> None:
    first = say("走流程 陪同式帮办 补办身份证")
    refuse = next(o.id for r in first.replies for o in r.options if o.label == "不同意")
    now = talk(say, "同意", "结束", "是", *OPENING)
    before = app.reader.walk(int(now.walk.id))
    assert "已经过去了" in said(say(choose=refuse))
    assert app.reader.walk(int(now.walk.id)) == before


def test_a_button_of_an_earlier_report_changes_nothing_in_this_one(say: Say) -> None:
    first = talk(say, *OPENING, "报问题：停车难")
    guide = next(o.id for r in first.replies for o in r.options if "不方便" in o.label)
    talk(say, "取消", "报问题：停车难")
    outcome = say(choose=guide)
    assert "已经过去了" in said(outcome)
    assert outcome.walk.question == "issue/severity"


# Without consent


def test_nothing_said_or_sent_in_a_walk_outlives_the_refusal(
    app: App, say: Say, tmp_path: Path
) -> None:
    photo = tmp_path / "a.jpg"
    Image.new("RGB", (50, 40), "green").save(photo)
    talk(say, *OPENING, "普通群众", "记一条：大厅很冷", "报问题：窗口没人", "其他", "不方便")
    kept = say("门口的样子", files=(photo,))
    sha = app.reader.attachments(int(kept.walk.id))[0].sha256
    talk(say, "同意记录改成不同意")
    ended = int(say("是，不同意").walk.id)
    assert {m.text for m in app.reader.messages(ended)} == {"", "是，不同意"}
    assert app.reader.notes(ended) == []
    assert app.reader.attachments(ended) == []
    assert app.reader.findings(ended) == []
    with pytest.raises(FileNotFoundError):
        app.media.get(sha)


def test_only_what_is_known_so_far_is_offered_for_correction(say: Say) -> None:
    say("走流程 陪同式帮办 补办身份证")
    labels = [o.label for o in say("更正").replies[-1].options]
    assert labels == ["事项：居民身份证补领", "不改了"]
