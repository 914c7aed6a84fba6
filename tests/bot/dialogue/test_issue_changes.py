"""What an office may do with a question to the ledger that was shown back: change it, mend it."""

from __future__ import annotations

from bot.app import App
from tests.bot.dialogue.offices import CIVIL, MEDICAL, Person, enter, place
from tests.bot.homes import START


def lead(app: App) -> Person:
    return Person(app, "牵头甲", "admin")


def test_a_list_is_narrowed_widened_and_sorted_by_buttons(own: App) -> None:
    for place_, department in enumerate((MEDICAL, CIVIL, MEDICAL)):
        enter(own, "甲", department=department, category="服务态度", problem=f"事 {place_}")
    who = lead(own)
    assert "云溪市民政局：1 个" in who.say("民政局的问题")
    told = who.tap("改条件")
    assert "现在查的是：云溪市民政局" in told
    assert {"其中未整改", "其中必改", "不限“云溪市民政局”", "最早的在前", "按责任部门"} <= set(
        who.labels()
    )
    assert "全部问题：3 个" in who.tap("不限“云溪市民政局”")
    who.tap("改条件")
    first = who.tap("最早的在前")
    assert first.index("事 0") < first.index("事 2")
    assert "必改" in who.say("其中必改的")


def test_what_finds_nothing_offers_to_leave_a_condition_out(own: App) -> None:
    enter(own, "甲", department=CIVIL)
    who = lead(own)
    assert "没有符合的问题" in who.say("民政局必改的问题")
    assert who.labels() == ["不限“云溪市民政局”", "不限“必改”"]
    assert "云溪市民政局：1 个" in who.tap("不限“必改”")


def test_what_is_not_understood_is_told_and_nothing_is_looked_up_unasked(own: App) -> None:
    enter(own, "甲", department=CIVIL, problem="老王说的事")
    who = lead(own)
    told = who.say("没整改的问题里老王说的那些")
    assert "没有全读懂：“老王说”。读懂的是：未整改" in told and "WT-" not in told
    assert "未整改：1 个" in who.tap("就查：未整改")
    who.say("没整改的问题里老王说的那些")
    assert "问题里有“老王说”：1 个" in who.tap("查问题里有“老王说”的").replace("未整改 · ", "")


def test_several_numbers_tell_which_are_not_there(own: App) -> None:
    numbers = [enter(own, "甲", department=CIVIL) for _ in range(2)]
    told = lead(own).say("1、2、77号")
    assert "没有查到：77。" in told and all(number in told for number in numbers)
    staff = Person(own, "经办甲", "staff", MEDICAL)
    assert "没有查到：1、2。" in staff.say("1号和2号"), "as what is not there"


def test_staff_widen_no_further_than_their_department(own: App) -> None:
    enter(own, "甲", department=CIVIL, problem="排队太久")
    enter(own, "甲", department=MEDICAL, problem="排队太久")
    staff = Person(own, "经办甲", "staff", MEDICAL)
    assert "：1 个" in staff.say("有没有关于排队的问题")
    assert "：1 个" in staff.tap("改条件") or "：1 个" in staff.tap("不限“问题里有“排队””")


def test_counts_by_owner_and_source_name_them(own: App) -> None:
    number = enter(own, "甲", department=CIVIL, owner="经办乙")
    place(own, number, "fixing_by_deadline")
    who = lead(own)
    assert "经办乙：1" in who.say("每个人手上多少")
    assert "：1" in who.say("按来源统计")
    assert START.year == 2026


def test_words_that_ask_nothing_by_themselves_are_shown_as_the_nearest_question(own: App) -> None:
    enter(own, "甲", department=CIVIL, deadline="2026-01-05")
    who = lead(own)
    assert "超期 · 云溪市民政局：1 个" in who.say("民政局逾期未整改")
    told = who.say("外星球逾期")
    assert "没有全读懂：“外星球”" in told and "WT-" not in told
    assert "没有全读懂" not in Person(own, "体验员甲").say("外星球逾期")
