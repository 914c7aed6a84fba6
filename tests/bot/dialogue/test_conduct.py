"""How the dialogue conducts itself: consent, old buttons and guides, kept words, prefill."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.app import App
from bot.dialogue.messages import FileIn, Inbound, Outcome
from bot.dialogue.unread import NO_STAGE
from bot.rehearsal import said
from bot.reports import experience_of, export_experience
from storage.exports.files import ExportError
from tests.bot.dialogue.conftest import Say
from tests.bot.homes import START

OPENING = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有")
ALL_WELL = (
    "普通群众",
    "清楚",
    "20分钟",
    "都顺利",
    "都对得上",
    "办好了",
    "10分钟",
    "满意",
    "都满意",
)


def talk(say: Say, *texts: str) -> Outcome:
    for text in texts:
        outcome = say(text)
    return outcome


def id_of(outcome: Outcome, label: str) -> str:
    return next(o.id for r in outcome.replies for o in r.options if label in o.label)


def kinds(app: App, outcome: Outcome) -> dict[str, str]:
    return {m.text: m.kind for m in app.reader.messages(int(outcome.walk.id))}


# Consent


def test_a_refusal_of_consent_leaves_nothing_but_itself(app: App, say: Say) -> None:
    outcome = talk(say, "走流程 陪同式帮办 补办身份证", "不同意")
    walk = app.reader.walk(int(outcome.walk.id))
    assert walk is not None
    assert {p: a.value for p, a in walk.state.answers.items()} == {"consent": "no"}
    assert (walk.item_name, walk.item_id, walk.state.status) == ("", "", "cancelled")


def test_no_report_is_made_of_a_walk_without_consent(app: App, say: Say, tmp_path: Path) -> None:
    outcome = talk(say, "走流程 陪同式帮办 补办身份证", "不同意")
    with pytest.raises(ExportError, match="不同意记录"):
        export_experience(app, int(outcome.walk.id), tmp_path / "report.docx")
    assert not (tmp_path / "report.docx").exists()


def test_a_withdrawal_is_asked_about_and_then_deletes_what_was_answered(app: App, say: Say) -> None:
    outcome = talk(say, *OPENING, "老年人", "跳过", "记一条：大厅很冷")
    number = int(outcome.walk.id)
    before = app.reader.walk(number)
    assert "办事人不同意记录，是吗" in said(say(choose="w:consent=no"))
    assert app.reader.walk(number) == before
    assert say("不是").walk.question == "found"
    say(choose="w:consent=no")
    assert "填过的回答、备注和照片已删去" in said(say("是的"))
    walk = app.reader.walk(number)
    assert walk is not None
    state = walk.state
    assert (set(state.answers), state.aside, state.skipped, state.notes) == (
        {"consent"},
        {},
        (),
        (),
    )


@pytest.mark.parametrize("words", ["他摇头，好像不太想让记", "不是", "没有", "他说还是别录了吧"])
def test_a_no_that_was_not_plain_ends_nothing_by_itself(say: Say, words: str) -> None:
    say("走流程 陪同式帮办 补办身份证")
    outcome = say(words)
    assert (outcome.walk.status, outcome.walk.question) == ("open", "consent")


def test_issues_entered_before_a_withdrawal_are_told(app: App, say: Say) -> None:
    talk(say, *OPENING, "普通群众", "不清楚", "没写要不要原件", "20分钟", "态度不好", "没人理")
    talk(say, "都对得上", "办好了", "10分钟", "满意", "都满意", "确认", "登记")
    say("同意记录改成不同意")
    ended = say("是，不同意")
    number = app.reader.issues(walk=int(ended.walk.id))[0].number
    assert f"{number} 还在台账里" in said(ended)


# Old buttons


def test_a_menu_that_is_no_longer_shown_ends_no_walk(say: Say) -> None:
    talk(say, *OPENING)
    end = id_of(say("结束"), "结束")
    say("普通群众")
    outcome = say(choose=end)
    assert outcome.walk.status == "open"
    assert "已经过去了" in said(outcome)
    assert outcome.replies[-1].text.startswith("(6/")


def test_an_item_of_an_earlier_list_counts_only_while_the_item_is_asked_for(say: Say) -> None:
    offered = id_of(say("走流程 陪同式帮办 食品经营许可证"), "食品经营许可证核发")
    say("营业执照复印件要几份？")
    assert say(choose=offered).walk.question == "consent"
    say("同意")
    assert "已经过去了" in said(say(choose=offered))
    assert "已经过去了" in said(say(choose="item:aim=T-food_city"))


def test_an_old_restart_button_gives_no_walk_up(say: Say) -> None:
    first = talk(say, *OPENING)
    restart = id_of(say("走流程"), "重新开始")
    say("普通群众")
    assert say(choose=restart).walk.id == first.walk.id


def test_an_old_draft_button_enters_nothing(app: App, say: Say) -> None:
    talk(say, *OPENING, "普通群众", "不清楚", "没写要不要原件", "20分钟", "都顺利")
    keep = id_of(talk(say, "都对得上", "办好了", "10分钟", "满意", "都满意", "确认"), "登记")
    outcome = talk(say, "线下遇到的情况改成态度不好")
    assert outcome.walk.question == "attitude_what"
    assert "已经过去了" in said(say(choose=keep))
    assert app.reader.issues(walk=int(outcome.walk.id)) == []


def test_an_old_button_outside_of_a_walk_says_how_to_begin(say: Say) -> None:
    assert "回复“走流程”" in said(say(choose="draft:1:keep"))


def test_an_old_button_in_a_pause_says_that_it_is_paused(say: Say) -> None:
    talk(say, *OPENING, "暂停")
    assert "暂停着" in said(say(choose="end:yes"))


@pytest.mark.parametrize("taps", [True, False])
def test_confirming_while_a_question_is_open_skips_it_where_that_is_allowed(
    say: Say, taps: bool
) -> None:
    confirm = id_of(talk(say, *OPENING, *ALL_WELL), "确认提交")
    assert say("办事人情况改成老年人").walk.question == "help_needed"
    outcome = say(choose=confirm) if taps else say("提交")
    assert "跳过「需要的照顾」" in said(outcome)
    assert (outcome.walk.question, outcome.walk.status) == ("", "open")


def test_confirming_while_a_required_question_is_open_says_what_is_missing(say: Say) -> None:
    talk(say, *OPENING)
    assert "没答，答完才能提交" in said(say("提交"))


@pytest.mark.parametrize(
    ("words", "again"),
    [
        (("是",), False),
        (("好的",), False),
        (("不", "不"), False),
        (("不", "是"), True),
        (("不要", "对"), True),
    ],
)
def test_yes_and_no_are_understood_where_a_walk_is_still_open(
    say: Say, words: tuple[str, ...], again: bool
) -> None:
    first = talk(say, *OPENING)
    assert "接着走，还是放弃" in said(say("走流程"))
    assert (talk(say, *words).walk.id != first.walk.id) is again


# Guides that are out of force


def test_an_expired_guide_is_warned_of_wherever_it_is_used(say: Say) -> None:
    chosen = say("走流程 陪同式帮办 住房公积金租房提取")
    assert "已于 2025-12-31 失效" in said(chosen)
    shown = talk(say, "同意", "窗口", "没有", "普通群众", "清楚", "20分钟")
    assert "办事指南（⚠ 已于 2025-12-31 失效）：申请材料" in said(shown)


def test_what_is_prefilled_from_an_expired_guide_says_so(tmp_path: Path, app: App) -> None:
    guide = tmp_path / "old.md"
    guide.write_text(
        "---\nid: T-OLD\nname: 老旧事项办理\nbureau: 云溪市档案馆\nversion: '1'\n"
        "expires: 2025-12-31\n---\n## 办理地点\n云溪市档案馆 1 楼\n",
        "utf-8",
    )
    app.library.add([guide])
    ids = count()

    def say(text: str) -> Outcome:
        inbound = Inbound("test", "old-guide", str(next(ids)), START, text)
        return app.dialogue.handle(inbound)

    end = [say(text) for text in ("走流程 陪同式帮办 老旧事项办理", *OPENING[1:], *ALL_WELL)][-1]
    assert "云溪市档案馆 1 楼（按已知填的，⚠ 指南已于 2025-12-31 失效）" in said(end)
    assert "跑动次数：1（按已知填的）" in said(end)


def test_who_the_applicant_is_prefills_nothing_about_the_service(say: Say) -> None:
    talk(say, "走流程 陪同式帮办 老年人优待证办理", "同意", "窗口", "没有", "跨省", *ALL_WELL[1:8])
    outcome = say("中文")
    assert outcome.walk.question == "reach"
    assert "都问完了" in said(talk(say, "都不是", "都满意"))


# Words that are kept


def test_a_refused_answer_is_kept_and_said_to_be(app: App, say: Say) -> None:
    talk(say, *OPENING, "普通群众", "清楚")
    outcome = say("8天")
    assert "原话已记下" in said(outcome)
    assert outcome.walk.question == "queue"
    assert [n.text for n in app.reader.notes(int(outcome.walk.id))] == ["8天"]
    assert kinds(app, outcome)["8天"] == "unclear"


def test_a_text_that_is_too_long_for_an_answer_is_kept(app: App, say: Say) -> None:
    long = "不知道从哪里说起" * 750
    talk(say, *OPENING, "普通群众", "不清楚")
    outcome = say(long)
    assert outcome.walk.question == "found_unclear"
    assert [n.text for n in app.reader.notes(int(outcome.walk.id))] == [long]
    assert kinds(app, outcome)[long] == "unclear"


def test_a_tapped_choice_that_does_not_fit_is_no_note(app: App, say: Say) -> None:
    talk(say, *OPENING, "普通群众", "清楚", "20分钟")
    outcome = say(choose="w:counter_trouble=nosuch")
    assert app.reader.notes(int(outcome.walk.id)) == []


def test_words_not_understood_at_the_end_belong_to_no_stage(app: App, say: Say) -> None:
    outcome = talk(say, *OPENING, *ALL_WELL, "甲乙丙丁")
    assert "不写进报告" in said(outcome)
    number = int(outcome.walk.id)
    assert [(n.stage, n.text) for n in app.reader.notes(number)] == [(NO_STAGE, "甲乙丙丁")]
    walk = app.reader.walk(number)
    assert walk is not None
    told = [line.value for stage in experience_of(app, walk).stages for line in stage.lines]
    assert "普通群众" in told
    assert "甲乙丙丁" not in told


def test_what_might_have_been_an_answer_is_kept_with_the_message_that_said_it(
    app: App, say: Say
) -> None:
    talk(say, *OPENING, "普通群众", "不清楚")
    unsure = "到底要不要户口本原件？"
    assert "[是回答]" in said(say(unsure))  # answered, and taken as the answer with one tap
    outcome = say("没写要不要原件")
    texts = {m.id: m.text for m in app.reader.messages(int(outcome.walk.id))}
    notes = app.reader.notes(int(outcome.walk.id))
    assert [(n.text, texts[n.message]) for n in notes] == [(unsure, unsure)]


def picture(folder: Path) -> FileIn:
    from PIL import Image

    Image.new("RGB", (40, 30), (9, 99, 199)).save(folder / "a.png")
    return FileIn(folder / "a.png", "a.png")


def test_what_comes_in_a_pause_belongs_to_the_stage_that_was_paused_in(
    app: App, say: Say, tmp_path: Path
) -> None:
    talk(say, *OPENING, "普通群众", "清楚", "20分钟", "暂停")
    say("记一条：叫号屏坏了")
    outcome = say("", files=(picture(tmp_path).path,))
    talk(say, "继续", "都顺利", "都对得上")
    walk = int(outcome.walk.id)
    assert [(n.stage, n.text) for n in app.reader.notes(walk)] == [("counter", "叫号屏坏了")]
    assert [m.stage for m in app.reader.attachments(walk)] == ["counter"]


def test_a_note_during_a_report_belongs_to_the_stage_of_the_walk(app: App, say: Say) -> None:
    talk(say, *OPENING, "普通群众", "清楚", "20分钟", "报问题：大厅没有轮椅坡道")
    outcome = say("记一条：坡道被车堵了")
    assert [n.stage for n in app.reader.notes(int(outcome.walk.id))] == ["counter"]


# What is told to programs, and in which language


def test_the_open_question_of_a_report_stands_under_issue(say: Say) -> None:
    assert say("报问题").walk.question == "issue/problem"
    assert say("大厅的空调坏了").walk.question == "issue/severity"
    assert say("取消").walk.question == ""
    talk(say, *OPENING)
    inside = say("报问题：保安不让带水杯进大厅")
    assert (inside.walk.question, inside.walk.status) == ("issue/category", "open")
    assert say("取消").walk.question == "profile"


@pytest.mark.parametrize(
    ("locale", "reason"), [("中文", "文件是空的"), ("English", "file is empty")]
)
def test_why_a_file_is_not_taken_is_said_in_the_persons_language(
    say: Say, tmp_path: Path, locale: str, reason: str
) -> None:
    say(locale)
    (tmp_path / "a.jpg").write_bytes(b"")
    assert reason in said(say("", files=(tmp_path / "a.jpg",)))


# When an issue was found


def test_an_issue_was_found_when_it_was_told_and_is_numbered_in_chinas_year(app: App) -> None:
    ids = count(1)
    midnight = datetime(2026, 12, 31, 16, tzinfo=UTC)

    def say(text: str) -> Outcome:
        minute = next(ids)
        at = midnight + timedelta(minutes=minute - 10)
        return app.dialogue.handle(Inbound("test", "new-year", str(minute), at, text))

    texts = (*OPENING, "普通群众", "不清楚", "没写要不要原件", "20分钟", "都顺利")
    for text in (*texts, *ALL_WELL[4:], "问题", "确认"):
        outcome = say(text)
    say("问题改成指南没写要不要原件")
    say("登记")
    issue = app.reader.issues(walk=int(outcome.walk.id))[0]
    assert issue.found_at.isoformat() == "2026-12-31T23:56:00+08:00"
    assert issue.number.startswith("WT-2027-")


def test_a_second_question_outside_of_a_walk_is_about_the_same_service(say: Say) -> None:
    assert "工本费" not in said(say("补办身份证要带什么？"))
    again = say("要多少钱？")
    assert {s.item for r in again.replies for s in r.sources} == {"居民身份证补领"}
    other = say("老年人优待证要多少钱？")
    assert {s.item for r in other.replies for s in r.sources} == {"老年人优待证办理"}


def test_a_greeting_on_the_way_is_answered_as_one(say: Say) -> None:
    talk(say, *OPENING)
    assert said(say("你好")).startswith("在的。")
    assert said(say("谢谢")).startswith("不客气。")


@pytest.mark.parametrize("words", ["not happy", "not at all satisfied", "unhappy", "不怎么满意"])
def test_a_denied_mark_is_a_bad_one(say: Say, words: str) -> None:
    outcome = talk(say, *OPENING, *ALL_WELL[:7], words)
    assert outcome.walk.question == "rating_why"


def test_lists_are_joined_in_one_place() -> None:
    room = Path(__file__).parents[3] / "bot" / "dialogue"
    joining = [
        p.name for p in room.glob("*.py") if '"、"' in p.read_text() or '"；"' in p.read_text()
    ]
    assert joining == ["texts.py"]
