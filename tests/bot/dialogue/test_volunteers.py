"""Volunteers by chat: who may walk, who may decide, and that a decision is heard once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.app import App, open_app
from bot.dialogue.messages import Inbound, Outcome
from bot.rehearsal import said
from storage.deliveries import Deliveries
from storage.volunteers import people_of
from tests.bot.homes import START, app_on_copy, settings_of

Talk = Callable[..., str]
APPLICATION = ("我要报名", "同意", "群众", "35岁", "医保", "自荐", "周末", "没错")
PRACTICE = (
    "练习",
    "2",
    "要带什么",
    "10分钟",
    "排队时间改成20分钟",
    "报问题：又要复印件",
    "跳过",
    "没错",
)


@pytest.fixture
def app(own: App) -> App:
    return own


def talking(app: App) -> Talk:
    ids = count()

    def talk(name: str, *texts: str, role: str = "volunteer", days: int = 0, files: bool = False):
        outcome = Outcome(())
        for text in texts:
            at = START + timedelta(days=days)
            inbound = Inbound("test", name, str(next(ids)), at, text, name=name)
            outcome = app.dialogue.handle(replace(inbound, role=role))  # type: ignore[arg-type]
        paths = [path for reply in outcome.replies for path in reply.files]
        return paths[0] if files else said(outcome)

    return talk


def test_who_never_applied_walks_at_once(app: App) -> None:
    assert "补领" in talking(app)("小云", "走流程 陪同式帮办 补办身份证")


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_officials_walk_whatever_became_of_an_application(app: App, role: str) -> None:
    talk = talking(app)
    talk("小云", *APPLICATION)
    assert "还在审核" in talk("小云", "走流程 陪同式帮办 补办身份证")
    assert "补领" in talk("小云", "走流程 陪同式帮办 补办身份证", role=role)


def test_from_an_application_to_the_first_real_walk(app: App) -> None:
    talk = talking(app)
    assert "编号 1" in talk("小云", *APPLICATION)
    assert "1 号 小云：群众代表" in talk("管理", "待审报名", role="admin")
    assert "任期到 2027-11-30" in talk("管理", "聘任 1 到 2027-11-30", role="admin")
    assert "好消息" not in talk("小雨", "你好")
    assert "好消息" in talk("小云", "走流程 陪同式帮办 补办身份证")
    blocked = talk("小云", "走流程 陪同式帮办 补办身份证")
    assert "好消息" not in blocked
    assert "练一练" in blocked and "[练习]" in blocked
    assert "练习通过了" in talk("小云", *PRACTICE)
    assert "补领" in talk("小云", "走流程 陪同式帮办 补办身份证")


def test_practice_may_come_first(app: App) -> None:
    talk = talking(app)
    talk("小云", *APPLICATION)
    assert "还在等审核" in talk("小云", *PRACTICE)
    talk("管理", "通过 1", role="admin")
    assert "补领" in talk("小云", "走流程 陪同式帮办 补办身份证")


def test_a_term_that_is_over_stops_new_walks_but_not_the_one_under_way(app: App) -> None:
    talk = talking(app)
    talk("小云", *APPLICATION, *PRACTICE)
    talk("管理", "聘任 1 到 2026-12-01", role="admin")
    talk("小云", "走流程 陪同式帮办 补办身份证")
    assert "从哪儿办" in talk("小云", "同意", days=30)
    assert "2026-12-01 满了" in talk("小云", "走流程 陪同式帮办 结婚登记", days=30)
    assert "[我要报名]" in talk("小云", "走流程", days=30)
    assert "想弄清楚" in talk("小云", "窗口", days=30)
    talk("管理", "续聘 1 到 2027-12-01", role="admin", days=30)
    assert "没走完" in talk("小云", "走流程 陪同式帮办 结婚登记", days=30)


@pytest.mark.parametrize(
    ("decision", "heard", "blocked"),
    [
        ("不通过 1 名额已满", "名额已满", "重新报名"),
        ("解聘 1 长期不来", "长期不来", "重新报名"),
    ],
)
def test_a_no_is_heard_with_its_reason(app: App, decision: str, heard: str, blocked: str) -> None:
    talk = talking(app)
    talk("小云", *APPLICATION)
    if decision.startswith("解聘"):
        talk("管理", "通过 1", role="admin")
        talk("小云", "你好")
    talk("管理", decision, role="admin")
    assert heard in talk("小云", "你好")
    assert heard not in talk("小云", "你好")
    assert blocked in talk("小云", "走流程")
    assert "同意守则" in talk("小云", "我要报名")


def test_only_admins_see_and_decide(app: App) -> None:
    talk = talking(app)
    talk("小云", *APPLICATION)
    for role in ("volunteer", "staff"):
        for words in ("待审报名", "体验员名单", "人员覆盖", "通过 1", "解聘 1 不好"):
            answer = talk("小雨", words, role=role)
            assert "只有管理员" in answer
            assert "小云" not in answer
    assert "还在等审核" in talk("小云", "我的报名")


def test_decisions_that_cannot_be_carried_out_say_why(app: App) -> None:
    talk = talking(app)
    talk("小云", *APPLICATION)
    assert "没有 8 号" in talk("管理", "通过 8、9", role="admin")
    for words, told in (
        ("通过 9", "没有 9 号"),
        ("不通过 1", "请带上原因"),
        ("续聘 1", "“待审”"),
        ("聘任 1 到 2020-01-01", "不是能用的到期日"),
        ("聘任 1 到 过完年", "不是能用的到期日"),
        ("聘任 1 到 明年6月", "请说全，例如“到 2027-06-30”"),
        ("聘任 1 到明年年底", "任期到 2027-12-31"),
        ("续聘 1 到 2027-06-30", "任期从 2028-01-01 算起"),
        ("续聘 1 一年", "任期到 2028-12-31"),
        ("通过 1", "“在任”"),
    ):
        assert told in talk("管理", words, role="admin"), words
    assert "Nobody yet" in talk("boss", "English", "coverage", role="admin")


def test_an_admin_hears_once_of_what_waits(app: App) -> None:
    talk = talking(app)
    assert "等您审" not in talk("管理", "您好", role="admin")
    talk("小云", *APPLICATION)
    talk("小雨", *APPLICATION)
    assert "等您审" not in talk("小云", "您好")
    talk("boss", "English", role="admin")
    talk("走的管理", "走流程 陪同式帮办 结婚登记", role="admin")
    assert "等您审" not in talk("走的管理", "同意", role="admin")
    assert "有 2 份报名等您审" in talk("管理", "您好", role="admin")
    assert "等您审" not in talk("管理", "您好", role="admin")
    talk("小风", *APPLICATION)
    assert "有 3 份报名等您审" in talk("管理", "您好", role="admin")
    talk("管理二", "待审报名", role="admin")
    assert "等您审" not in talk("管理二", "您好", role="admin")


def test_terms_that_follow_each_other_are_told_as_one(app: App) -> None:
    talk = talking(app)
    talk("小云", *APPLICATION, *PRACTICE)
    talk("管理", "通过 1 一年", "续聘 1 一年", role="admin")
    assert "从 2026-11-24 到 2028-11-23" in talk("小云", "我的报名")
    assert "本任期（从 2026-11-24 到 2027-11-23）" in talk("小云", "我的记录")


def test_a_problem_reported_without_a_name_names_nobody_anywhere(app: App) -> None:
    talk = talking(app)
    lines = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有", "普通群众", "清楚")
    more = ("20分钟", "都顺利", "都对得上", "办好了", "10分钟", "满意", "都满意", "确认提交")
    talk(
        "小云",
        *lines,
        "报问题：窗口又要了一遍户口本复印件，多等了40分钟，别写我名字",
        *more,
        "登记",
    )
    (issue,) = app.reader.issues()
    assert issue.reporter == "" and {m.person_name for m in issue.messages.values()} == {""}
    assert {one.person_name for one in app.reader.walks()} == {""}
    assert {one.person_name for one in app.reader.follow_ups()} <= {""}
    told = talk("督查", "可疑信号", role="admin")
    assert "匿名" in told and "小云" not in told
    assert app.watcher.signals.latest(person="云") == []
    talk("小云", "取消匿名")
    assert "小云" not in talk("督查", "可疑信号", role="admin"), "that walk's issue has no name"
    assert "小云" not in talk("小雨", *lines[:1])


def test_an_invitation_brings_its_route_and_is_used_once(app: App) -> None:
    with people_of(app.engine, START) as people:
        people.invite("abcd2345", "invited", "餐饮协会")
    talk = talking(app)
    assert "定向邀约" in talk("小云", "报名 ABCD2345")
    shown = talk("小云", "同意", "企业", "35岁", "税务")
    assert "什么时候方便" in shown  # how one came is known
    talk("小云", "周末", "没错")
    assert "定向邀约" in talk("管理", "待审报名", role="admin")
    assert "已经用过了" in talk("小雨", "报名 abcd2345")


def test_where_only_the_appointed_may_walk(template: Path, tmp_path: Path) -> None:
    with app_on_copy(template, tmp_path / "home"):
        pass
    settings = settings_of(tmp_path / "home")
    rules = {"appointed_only": True, "appointment_months": 6}
    with open_app(settings.model_copy(update=rules)) as app:
        talk = talking(app)
        assert "先报名" in talk("小云", "走流程 陪同式帮办 补办身份证")
        assert "补领" in talk("办事员", "走流程 陪同式帮办 补办身份证", role="staff")
        assert "发生了什么" in talk("小雨", "报问题")
        talk("小云", *APPLICATION)
        assert "任期到 2027-05-23" in talk("管理", "通过 1", role="admin")


def test_a_walk_without_a_name_for_the_action_never_is_practice_or_application(app: App) -> None:
    talk = talking(app)
    assert "报名体验员" not in talk("小云", "走流程")
    assert "这是练习" in talk("小雨", "走流程 练习")


def test_nothing_of_practice_or_application_is_reported(app: App) -> None:
    from bot.reports import export_experience
    from storage.exports.files import ExportError

    talk = talking(app)
    talk("小云", *APPLICATION, *PRACTICE)
    assert app.reader.walks() == []
    assert app.reader.issues() == []
    for walk in (1, 2):
        with pytest.raises(ExportError, match="报名或练习"):
            export_experience(app, walk, Path("x.docx"))


def test_the_file_of_ones_own_records_holds_what_was_said(app: App, tmp_path: Path) -> None:
    talk = talking(app)
    talk("小雨", "走流程 陪同式帮办 结婚登记")
    talk("小云", *APPLICATION)
    told = {"replies": [{"text": "还要接着走吗？"}]}
    assert Deliveries(app.engine).add("test", "小云", told, app.clock() - timedelta(days=9))
    path = talk("小云", "导出我的记录", files=True)
    with ZipFile(path) as archive:
        data = json.loads(archive.read("records.json"))
        book = load_workbook(BytesIO(archive.read("records.xlsx")))
    assert book.sheetnames == ["我", "走流程", "回答", "登记的问题", "说过的话", "发过的文件"]
    (_, *bots, third), *said = list(book["说过的话"].values)[1:]
    assert (bots, third) == ([None], "还要接着走吗？"), "what the bot said of its own accord"
    assert [row[1] for row in said] == list(APPLICATION)
    (applied,) = (row[1] for row in book["我"].values if str(row[0]).startswith("报名 1"))
    assert applied == "待审、群众代表、30—44岁、社保医保、公开征集、周末"
    assert [m["text"] for m in data["messages"]] == list(APPLICATION)
    assert data["volunteer"]["applications"][0]["sector"] == "social"
    assert "结婚" not in json.dumps(data, ensure_ascii=False)
    talk("小云", "删除我的记录", "删除全部", "全部删除，我想好了")
    assert not Path(path).exists()
    assert "没有待审" in talk("管理", "待审报名", role="admin")
    talk("小云", *APPLICATION)
    assert "2 号 小云" in talk("管理", "待审报名", role="admin")


def test_all_at_once_and_by_name(app: App) -> None:
    talk = talking(app)
    assert "没有待审" in talk("管理", "都通过", role="admin")
    for name in ("小云", "小雨"):
        talk(name, *APPLICATION)
    shown = talk("管理", "都通过", role="admin")
    assert "1 号 小云" in shown and "“通过 1、2”" in shown
    assert "1 号 小云 通过" in talk("管理", "小云可以 聘一年", role="admin")
    assert "2 号 小雨 通过" in talk("管理", "通过 2", role="admin")
    assert "通过" not in talk("小雪", "小雨可以")


def test_what_is_under_way_is_gone_on_with(template: Path, tmp_path: Path) -> None:
    with app_on_copy(template, tmp_path / "home"):
        pass
    settings = settings_of(tmp_path / "home").model_copy(update={"appointed_only": True})
    with open_app(settings) as app:
        talk = talking(app)
        talk("小云", *APPLICATION[:3])
        assert "报名还没填完" in talk("小云", "走流程 陪同式帮办 补办身份证")
        talk("小云", *APPLICATION[3:])
        talk("管理", "通过 1", role="admin")
        assert talk("小云", "批了没有").count("练习过") == 1
        talk("小云", "练习")
        assert "正在练习" in talk("小云", "走流程 陪同式帮办 补办身份证")
