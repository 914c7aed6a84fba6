"""Lists, registers and must-walk services in the talk: who sees and enters what."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from bot.app import App
from flows.must_walk import MustWalk
from flows.registers import Link
from storage.must_walk import MustWalks
from storage.registers import Registers
from tests.bot.dialogue.offices import CIVIL, MEDICAL, Person, enter, place
from tests.bot.homes import START

PROBLEM = {"category": "服务态度", "severity": "办不成"}


@pytest.fixture
def admin(own: App) -> Person:
    return Person(own, "牵头甲", "admin")


@pytest.fixture
def staff(own: App) -> Person:
    return Person(own, "经办甲", "staff", MEDICAL)


def enter_both(app: App) -> tuple[str, str]:
    ours = enter(app, "体验员甲", department=MEDICAL, suggestion="多开一个窗口", **PROBLEM)
    theirs = enter(app, "体验员甲", department=CIVIL, measure="午间排班。轮流", **PROBLEM)
    return ours, theirs


def test_each_hears_of_the_lists_of_their_own(own: App, admin: Person, staff: Person) -> None:
    ours, theirs = enter_both(own)
    told = admin.say("三张清单")
    for line in ("问题清单：2", "需求清单：1", "优化措施清单：1", "制度清单：0"):
        assert line in told
    assert "问题清单：1" in staff.say("三张清单")
    assert f"需求清单：1 个\n1. {ours}" in admin.say("需求清单")
    shown = staff.say("优化措施清单")
    assert theirs not in shown
    assert "没有符合的问题（优化措施清单" in shown.replace(f" · {MEDICAL}", "").replace(
        f"{MEDICAL} · ", ""
    )
    assert theirs in admin.say("民政局的问题清单")
    english = Person(own, "Admin", "admin", locale="en")
    assert "Needs" in english.say("the needs list")
    assert own.reader.issues(), "nothing was moved by asking"


def test_a_list_that_was_shown_goes_on_by_its_button(own: App, admin: Person) -> None:
    enter_both(own)
    admin.say("三张清单")
    option = next(one for one in admin.outcomes[-1].replies[-1].options if one.label == "需求清单")
    assert "需求清单：1 个" in admin.hear(choose=option.id).replies[0].text
    forged = "issues:" + '{"listing":"没有的清单"}'
    assert "没有符合的问题" in admin.hear(choose=forged).replies[0].text


def test_a_measure_is_shown_back_and_entered_once(own: App, staff: Person, admin: Person) -> None:
    ours, theirs = enter_both(own)
    asked = staff.say(f"登记制度《午间值班》，文号1号，部门：{CIVIL}，关联{int(ours[-4:])}号")
    assert "登记到制度清单" in asked
    assert MEDICAL in asked
    assert CIVIL not in asked, "staff enter for their own department"
    assert Registers(own.engine).entries("measures") == [], "nothing counts before it is confirmed"
    assert "登记了：ZD-0001" in staff.say("对")
    (entry,) = Registers(own.engine).entries("measures")
    assert entry.links == (Link("issue", ours),)
    staff.say("登记制度《午间值班》，文号1号")
    assert "ZD-0001 已经是这一条" in staff.say("对")
    assert "没有查到问题" in staff.say(f"登记制度《别的》，关联{theirs}")
    assert "ZD-0001 午间值班" in staff.say("制度清单")
    assert ours in staff.say("ZD-0001")
    other = Person(own, "经办乙", "staff", CIVIL)
    assert "没有查到 ZD-0001" in other.say("ZD-0001")
    assert "还没有登记" in other.say("制度清单")
    card = admin.say(f"{int(ours[-4:])}号问题")
    assert "制度措施：ZD-0001 午间值班" in card
    admin.say("登记措施 不要的")
    assert "没有登记" in admin.say("不登记")
    assert len(Registers(own.engine).entries("measures")) == 1


def test_a_forged_button_enters_nothing(own: App, staff: Person) -> None:
    volunteer = Person(own, "体验员甲")
    good = 'registers:yes:[{"kind":"制度","title":"假的"},[]]'
    volunteer.hear(choose=good)
    for choose in (
        "registers:yes:[]", "registers:yes:{", 'registers:yes:[{"x":"y"},[]]', "registers:别的",
        'registers:yes:[{"kind":"没有","title":"假的"},[]]', "registers:must_walk:0",
        "registers:of:WT-x",
    ):  # fmt: skip
        assert staff.hear(choose=choose).replies
    assert Registers(own.engine).entries("measures") == []


def test_after_an_issue_was_found_fixed_its_measure_may_be_entered(own: App, admin: Person) -> None:
    _, theirs = enter_both(own)
    plan = {"result": "有人了", "evidence": "签到表", "cause": "没有排班"}
    number = enter(own, "体验员甲", department=CIVIL, measure="午间排班。轮流", **PROBLEM, **plan)
    place(own, number, "to_recheck")
    admin.say(f"{int(number[-4:])}号复核通过")
    admin.say("确认")
    option = next(
        one for one in admin.outcomes[-1].replies[-1].options if one.id.startswith("registers:of")
    )
    asked = admin.hear(choose=option.id).replies[0].text
    assert "标题：午间排班\n" in asked
    assert theirs not in asked
    admin.say("登记")
    (entry,) = Registers(own.engine).entries("measures")
    assert entry.refs("issue") == [number]


def test_an_admin_hears_what_must_be_walked_and_a_volunteer_that_it_is(
    own: App, admin: Person, staff: Person
) -> None:
    assert "还没有必走事项" in admin.say("必走清单")
    guide = next(one for one in own.library.guides() if "补领" in one.name)
    services = [MustWalk(guide.name, guide.id, blocked=True)]
    services += [MustWalk(f"事项{n:02}") for n in range(12)]
    MustWalks(own.engine).mark(services, "林", START)
    told = admin.say("必走清单")
    assert "13 项，已走 0 项，覆盖 0%（要求 未设置）" in told
    assert "还有 3 条" in told
    assert "事项11" in admin.say("下一页")
    assert "必走清单（" not in staff.say("必走清单")
    volunteer = Person(own, "体验员甲")
    assert "这是必走事项（高频、堵点）" in volunteer.say(f"走流程 主官式体验 {guide.name}")


def test_highlights_and_media_reports_are_an_admins(own: App, admin: Person, staff: Person) -> None:
    with Registers(own.engine).turn("林", START) as turn:
        turn.enter("highlights", {"title": "一窗通办"})
        fields = {"action": "推磨式互查", "outlet": "云溪日报", "date": "2026-11-20", "title": "走"}
        turn.enter("media", fields)
    assert "LD-0001 一窗通办" in admin.say("亮点清单")
    assert "推磨式互查：1 次\n" in admin.say("媒体报道") + "\n"
    assert "一窗通办" not in staff.say("亮点清单")
    assert "没有查到 LD-0001" in staff.say("LD-0001")


def test_the_ledger_that_is_sent_has_a_sheet_for_each_list(own: App, admin: Person) -> None:
    enter_both(own)
    admin.say("发台账")
    (path,) = admin.outcomes[-1].replies[0].files
    assert {"问题清单", "需求清单", "制度清单"} <= set(load_workbook(path).sheetnames)
