"""The dialogue over the real store: what no single table of a rehearsal shows."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import App
from bot.dialogue.dialogue import Dialogue
from bot.dialogue.earlier import asked_before, earlier
from bot.dialogue.house import Form
from bot.dialogue.messages import Inbound, Outcome
from bot.rehearsal import said
from knowledge.library import Library
from knowledge.model import GuideAnswer
from tests.bot.dialogue.conftest import Say
from tests.bot.homes import START
from tests.patience import soon

ANSWERS = (
    "同意", "窗口和小程序", "没有", "老年人", "跳过", "不清楚", "没写要不要原件", "半小时",
    "退回，态度差", "一次", "照片不合格", "没人理", "都顺利", "都对得上", "办好了", "10分钟",
    "满意", "都满意",
)  # fmt: skip


def form_of(app: App, outcome: Outcome) -> Form:
    walk = app.reader.walk(int(outcome.walk.id))
    assert walk is not None
    return Form("w", app.flows.pinned(walk.flow_id, walk.flow_version), walk.state)


def shown_number(outcome: Outcome) -> int:
    found = re.findall(r"\((\d+)/\d+\)", outcome.replies[-1].text)
    return int(found[-1]) if found else 0


def test_answers_are_corrected_by_the_number_they_were_asked_under(app: App, say: Say) -> None:
    outcome = say("走流程 陪同式帮办 补办身份证")
    asked: dict[str, int] = {"item": 1}
    for answer in ANSWERS:
        asked[outcome.walk.question] = shown_number(outcome)
        before = outcome.walk.question
        outcome = say(answer)
        form = form_of(app, outcome)
        numbers = {one.path: one.number for one in earlier(form, START) if one.number}
        assert numbers == asked
        assert asked_before(form, START)[-1].path == before
        assert earlier(form, START)[-1].path == before
    assert "都问完了" in said(outcome)


def test_a_correction_that_reopens_a_question_keeps_the_numbers_on_screen(
    app: App, say: Say
) -> None:
    say("走流程 陪同式帮办 补办身份证")
    for answer in ("同意", "窗口", "没有", "普通群众", "清楚"):
        say(answer)
    outcome = say("办事人情况改成老年人")
    assert outcome.walk.question == "help_needed"
    numbers = {one.path: one.number for one in earlier(form_of(app, outcome), START)}
    assert shown_number(outcome) == 6
    assert (numbers["profile"], numbers["found"]) == (5, 7)
    assert "「办事人情况」现在是“老年人”" in said(say("上一步"))


def test_a_day_is_counted_in_chinese_time_whatever_the_channels(app: App) -> None:
    evening = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)

    begun = app.dialogue.handle(
        Inbound("test", "跨年", "1", evening, "走流程 陪同式帮办 补办身份证")
    )
    walk = app.reader.walk(int(begun.walk.id))
    assert walk is not None and walk.state.started == "2027-01-01T01:30:00+08:00"


def test_a_time_without_a_zone_is_refused(app: App) -> None:
    naive = Inbound("test", "无时区", "1", START.replace(tzinfo=None), "你好")
    with pytest.raises(ValueError, match="no time zone"):
        app.dialogue.handle(naive)


@pytest.mark.parametrize("word", ["不改了", "算了", "取消", "没事", "never mind"])
@pytest.mark.parametrize("opening", ["上一步", "更正", "记一条"])
def test_a_menu_that_was_called_up_can_be_left(say: Say, opening: str, word: str) -> None:
    before = say("走流程 陪同式帮办 补办身份证")
    say(opening)
    after = say(word)
    assert after.walk == before.walk
    assert after.replies[-1].text == before.replies[-1].text
    assert "结束" not in said(after)


def test_a_correction_that_is_not_understood_is_not_insisted_on(say: Say) -> None:
    before = say("走流程 陪同式帮办 补办身份证")
    for answer in ("同意", "窗口", "没有", "老年人"):
        before = say(answer)
    say("第5个填错了")
    for _ in range(2):
        assert "「办事人情况」现在是“老年人”" in say("蓝色的").replies[-1].text
    after = say("蓝色的")
    assert "好像卡住了" in said(after)
    assert after.replies[-1].text == before.replies[-1].text


def test_a_number_never_picks_the_way_out_of_a_menu(say: Say) -> None:
    say("走流程 陪同式帮办 补办身份证")
    for answer in ("同意", "窗口", "没有", "普通群众", "清楚", "20分钟"):
        say(answer)
    say("上一步")
    assert "改成“1 分钟”" in said(say("1"))


def test_what_is_not_understood_is_kept_wherever_one_is(app: App, say: Say) -> None:
    outcome = say("走流程 陪同式帮办 补办身份证")
    walk = int(outcome.walk.id)
    say("蓝色的")
    say("暂停")
    say("甲乙丙丁")
    say("继续")
    for answer in (
        "同意",
        "窗口",
        "没有",
        "普通群众",
        "清楚",
        "没等",
        "都顺利",
        "都对得上",
        "办好了",
        "10分钟",
    ):
        say(answer)
    say("满意")
    assert "都问完了" in said(say("都满意"))
    assert "不写进报告" in said(say("戊己庚辛"))
    assert [n.text for n in app.reader.notes(walk)] == ["蓝色的", "甲乙丙丁", "戊己庚辛"]


def test_courtesy_is_answered_with_courtesy_and_kept_nowhere(app: App, say: Say) -> None:
    walk = int(say("走流程 陪同式帮办 补办身份证").walk.id)
    for _ in range(4):
        answer = said(say("谢谢"))
        assert "不客气" in answer
        assert "卡住" not in answer
    assert app.reader.notes(walk) == []


class SlowLibrary(Library):
    """A library whose answers take their time, as a language model's would."""

    asked = threading.Event()
    go_on = threading.Event()

    def ask(self, question: str, **how: Any) -> GuideAnswer:
        self.asked.set()
        assert self.go_on.wait(10)
        return super().ask(question, **how)


def test_a_slow_answer_holds_neither_the_database_nor_other_chats(app: App) -> None:
    library = SlowLibrary.__new__(SlowLibrary)
    library.__dict__ = app.library.__dict__
    house = replace(app.dialogue._house, library=library)
    dialogue = Dialogue(house)
    told: dict[str, Any] = {}

    def ask() -> None:
        question = Inbound("test", "slow", "1", START, "补办身份证要带什么材料？", name="slow")
        told["slow"] = dialogue.handle(question)

    thread = threading.Thread(target=ask)
    thread.start()
    assert SlowLibrary.asked.wait(10)
    with soon():
        quick = dialogue.handle(
            Inbound("test", "quick", "1", START, "走流程 陪同式帮办 补办身份证", name="quick")
        )
        same_chat = dialogue.handle(Inbound("test", "slow", "2", START, "你好", name="slow"))
    assert "slow" not in told
    SlowLibrary.go_on.set()
    thread.join(10)
    assert quick.walk.question == "consent"
    assert "我是陪走" in said(same_chat)
    assert "居民户口簿" in said(told["slow"])


def test_a_walk_goes_on_by_the_version_it_began_with(app: App, say: Say) -> None:
    outcome = say("走流程 陪同式帮办 补办身份证")
    say("同意")
    walk = app.reader.walk(int(outcome.walk.id))
    assert walk is not None
    kept = app.flows.pinned(walk.flow_id, walk.flow_version)
    # What an upgrade of the built-in pack would leave: the walk's version only in the database.
    from bot.flow_shelf import FlowShelf
    from storage.flows import FlowSources

    sources = FlowSources(app.engine)
    source = sources.source(walk.flow_id, walk.flow_version)
    assert source is not None
    sources.keep(walk.flow_id, "older", source.replace(walk.flow_version, "older"))
    older = FlowShelf(sources).pinned(walk.flow_id, "older")
    assert older.version == "older"
    assert [row.name for row in older.walk_rows()] == [row.name for row in kept.walk_rows()]
