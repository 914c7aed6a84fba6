"""Classes of problems by chat: made, joined, looked after and fixed by those who may (R55, R81)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from tests.bot.dialogue.offices import CIVIL, MEDICAL, Person, enter, facts, place
from tests.bot.homes import app_on_copy

TOLD = {"category": "服务态度", "step": "咨询", "department": MEDICAL}
PLAN = "责任部门是云溪市医疗保障局，责任人是张科长，措施：午间排班，原因：没有排班，时限是12月18日"


@pytest.fixture
def app(template: Path, tmp_path: Path) -> Iterator[App]:
    """A home of each test's own: numbers begin anew."""
    with app_on_copy(template, tmp_path / "home") as app:
        yield app


@pytest.fixture
def lead(app: App) -> Person:
    return Person(app, "牵头甲", "admin")


@pytest.fixture
def staff(app: App) -> Person:
    return Person(app, "经办乙", "staff", MEDICAL)


def issue(app: App, problem: str, **fields: str) -> str:
    return enter(app, f"体验员{problem}", problem=problem, **{**TOLD, **fields})


def test_what_is_alike_is_asked_and_never_merged_by_itself(app: App, lead: Person) -> None:
    first, second = issue(app, "三号窗口中午没人"), issue(app, "中午五号窗口没人")
    card = lead.say("2号")
    assert f"像 {first}（三号窗口中午没人），是同一类吗？" in card
    assert facts(app, second)["state"] == "to_verify"
    assert first in lead.tap(f"看 {first}")
    lead.say("2号")
    assert "并入 TL-2026-0001" in lead.tap("是同一类")
    for number in (first, second):
        assert facts(app, number) | {"state": "merged", "class": "TL-2026-0001"} == facts(
            app, number
        )
    third = issue(app, "中午九号窗口没人")
    assert "像 TL-2026-0001 三号窗口中午没人，是同一类吗？" in lead.say("3号")
    assert "并入 TL-2026-0001" in lead.tap("是同一类")
    assert facts(app, third)["class"] == "TL-2026-0001"


def test_a_no_is_remembered(app: App, lead: Person) -> None:
    first, second = issue(app, "三号窗口中午没人"), issue(app, "中午五号窗口没人")
    lead.say("2号")
    assert "不再问" in lead.tap("不是")
    assert "同一类" not in lead.say("2号")
    assert "同一类" not in lead.say("1号")
    assert facts(app, first)["state"] == facts(app, second)["state"] == "to_verify"


def test_it_is_asked_where_an_issue_is_verified_or_assigned(app: App, lead: Person) -> None:
    issue(app, "三号窗口中午没人")
    second = issue(app, "中午五号窗口没人")
    assert "是同一类吗" in lead.say("2号核实属实")
    assert "待分派" in lead.say("确认")
    lead.say("2号")
    assert "是同一类吗" in lead.tap("分派")
    lead.say("算了")
    assert facts(app, second)["state"] == "to_assign"
    assert "同一类" not in lead.say("2号的经过")


def test_nobody_but_an_admin_is_asked(app: App, staff: Person, lead: Person) -> None:
    issue(app, "三号窗口中午没人")
    second = issue(app, "中午五号窗口没人")
    assert "同一类" not in staff.say("2号")
    before = len(staff.outcomes)
    staff.hear(choose=f"alike:{second.removeprefix('WT-')}:yes:WT-2026-0001")
    assert "按钮" in staff.outcomes[before].replies[0].text
    assert facts(app, second)["state"] == "to_verify"
    lead.hear(choose="alike:2026-0099:yes:WT-2026-0001")
    lead.hear(choose="alike:2026-0002:maybe")
    assert lead.say("同类问题").startswith("没有同类问题")


def test_a_class_from_its_making_to_its_closing(app: App, lead: Person, staff: Person) -> None:
    numbers = [issue(app, "三号窗口中午没人"), issue(app, "五号窗口午间空岗")]
    made = lead.say("把1号、2号建成一类：中午窗口没人")
    assert "建好了：TL-2026-0001 中午窗口没人" in made
    assert all(number in made for number in numbers)
    assert "整改中" in lead.say(f"TL-1 {PLAN}")
    assert "还差" in staff.say("TL-1 整改完成：中午有人值守"), "no evidence yet"
    told = staff.say("TL-1 整改完成：中午有人值守，佐证：排班表")
    assert "已整改待销号" in told
    assert facts(app, numbers[0])["state"] == "merged", "its issues are only proposed"
    assert "还有成员问题没有了结" in Person(app, "牵头丙", "admin").say("TL-1销号")
    staff.tap("给成员报整改完成（2）")
    form = staff.tap(numbers[0])
    assert "中午有人值守" in form
    assert "TL-2026-0001：排班表" in form
    staff.say("结果：三号窗口中午有人")
    staff.say("确认")
    own = facts(app, numbers[0])
    assert (own["state"], own["result"]) == ("to_recheck", "三号窗口中午有人")
    staff.say("TL-1")
    staff.tap("给成员报整改完成（1）")
    assert numbers[1] in staff.tap("全部报整改完成")
    assert facts(app, numbers[1])["state"] == "to_recheck", "to be verified by somebody else"
    colleague = Person(app, "经办丁", "staff", MEDICAL)
    for number in numbers:
        place(app, number, "to_recheck")
        colleague.say(f"{int(number[-4:])}号复核通过", "确认")
    assert {facts(app, number)["state"] for number in numbers} == {"closed"}
    lead.say("TL-1")
    assert "已销号" in lead.tap("销号")
    assert "没有您能看的" in Person(app, "经办戊", "staff", CIVIL).say("同类问题")


def test_places_are_ticked_off_by_words_and_by_buttons(app: App, lead: Person) -> None:
    issue(app, "三号窗口中午没人")
    lead.say("建一类：中午窗口没人", "把1号归入TL-1", "确认")
    added = lead.say("TL-1 加地点：云溪镇中心、青禾镇中心、云溪市民政局")
    assert "3. 云溪市民政局" in added
    met = lead.say("云溪镇中心查过了，也有，中午两点没人")
    assert "登记为 WT-2026-0002" in met
    assert facts(app, "WT-2026-0002")["problem"].startswith("中午两点没人（同类排查：云溪镇中心")
    assert facts(app, "WT-2026-0002")["category"] == "服务态度"
    assert "不再改" in lead.say("TL-1 云溪镇中心查过了，没有")
    assert "没有找到" in lead.say("TL-1 白石镇中心查过了，没有")
    own = Person(app, "民政甲", "staff", CIVIL)
    assert "青禾镇中心" in own.say("TL-1 的地点")
    assert own.labels() == ["3 也有", "3 没有", "看 TL-2026-0001"], "their own place alone"
    assert "第 3 处没有" in own.tap("3 没有")
    assert "由管理员或责任部门" in own.say("第2处没有")
    assert "像 TL-2026-0001 中午窗口没人，是同一类吗" in lead.say("2号")
    assert "并入 TL-2026-0001" in lead.tap("是同一类")


def test_who_may_not_see_a_class_hears_what_they_would_hear_of_none(app: App, lead: Person) -> None:
    lead.say("建一类：中午窗口没人", f"TL-1 {PLAN}")
    other = Person(app, "民政甲", "staff", CIVIL)
    for words in ("TL-{}", "TL-{} 措施：加人", "TL-{}的问题", "TL-{} 销号", "TL-{}第1处没有"):
        gone = other.say(words.format(9))
        assert other.say(words.format(1)) == gone.replace("TL-2026-0009", "TL-2026-0001")
    other.hear(choose="class:2026-0001")
    assert "中午窗口没人" not in str(other.outcomes[-1].replies)
    volunteer = Person(app, "体验员", "volunteer")
    assert "TL-2026-0001" not in volunteer.say("TL-1")


def test_what_only_admins_do(app: App, lead: Person, staff: Person) -> None:
    assert "由管理员" in staff.say("建一类：中午窗口没人")
    lead.say("建一类：中午窗口没人", f"TL-1 {PLAN}")
    assert "由管理员" in staff.say("TL-1 销号")
    assert "由管理员定：整改时限" in staff.say("TL-1 时限是12月28日")
    assert "整改中" in staff.say("TL-1 措施：午间两人轮岗")
    assert "午间两人轮岗" in staff.say("TL-1")


def test_words_that_are_not_clear_are_asked_back(app: App, lead: Person) -> None:
    lead.say("建一类：中午窗口没人")
    assert "没读懂要改哪一项" in lead.say("TL-1 责任部门")
    assert "没有 TL-2026-0009" in lead.say("TL-9")
    assert "最多 60 个字" in lead.say("建一类：" + "问" * 61)
    assert "整改时限" in lead.say("TL-1 时限是2020-01-01")
    assert "现在是“待定方案”" in lead.say("TL-1 整改完成：有人")


def test_a_list_is_paged_and_a_line_is_picked(app: App, lead: Person) -> None:
    for at in range(1, 8):
        lead.say(f"建一类：第{'一二三四五六七'[at - 1]}类问题")
    assert "同类问题：7 类" in lead.say("有哪些同类问题？")
    assert "2. TL-2026-0006" in lead.say("同类问题")
    assert "TL-2026-0002" in lead.say("下一页")
    assert lead.say("同类问题", "第二个").startswith("TL-2026-0006〔待定方案〕")
    lead.say("同类问题")
    assert "TL-2026-0001" in lead.tap("下一页")
    assert "没有" in lead.say("整改中的同类问题")


def test_an_issue_is_merged_by_a_number_or_a_name_that_there_is(app: App, lead: Person) -> None:
    issue(app, "三号窗口中午没人")
    lead.say("建一类：中午窗口没人")
    assert "并入哪个同类编号" in lead.say("把1号归入TL-7")
    assert "TL-2026-0001 中午窗口没人" in lead.labels()
    assert "请确认" in lead.say("TL-1")
    lead.say("确认")
    assert facts(app, "WT-2026-0001")["class"] == "TL-2026-0001"
    issue(app, "五号窗口没人")
    assert "请确认" in lead.say("2号并入中午窗口没人这一类")


def test_in_english(app: App) -> None:
    lead = Person(app, "Lead", "admin")
    issue(app, "三号窗口中午没人")
    assert "Made: TL-2026-0001" in lead.say("new class: no one at noon")
    assert "Places" in lead.say("TL-1")
    assert "added" in lead.say("TL-1 add place: North Hall")
    assert "Kept" in lead.say("North Hall checked, none")
    assert "Classes of problems: 1" in lead.say("classes")
