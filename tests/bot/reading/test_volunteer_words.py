"""Every row says what is wanted; "-" is anything else: an answer, a question, small talk."""

from __future__ import annotations

import pytest

from bot.reading.volunteer_words import VolunteerWord, decision_by_name, meant
from tests.patience import soon

ROWS = [
    # text, outside of a form, in a form, of an admin
    ("我要报名", "apply", "apply", "apply"),
    ("报名", "apply", "-", "apply"),
    ("报名体验员", "apply", "apply", "apply"),
    ("怎么才能当体验员", "apply", "apply", "apply"),
    ("报名K7M2Q9XZ", "apply k7m2q9xz", "apply k7m2q9xz", "apply k7m2q9xz"),
    ("我要报名，邀请码k7m2q9xz", "apply k7m2q9xz", "apply k7m2q9xz", "apply k7m2q9xz"),
    ("I want to apply", "apply", "apply", "apply"),
    ("sign up as a volunteer", "apply", "apply", "apply"),
    ("I would like to volunteer", "apply", "apply", "apply"),
    ("sign me up as a volunteer", "apply", "apply", "apply"),
    ("volunteer", "apply", "-", "apply"),
    ("我的申请到哪一步了", "my_application", "my_application", "my_application"),
    ("我的报名批下来了吗", "my_application", "my_application", "my_application"),
    ("报名到哪一步了", "my_application", "my_application", "my_application"),
    ("批了没有", "my_application", "-", "my_application"),
    ("通过了吗", "my_application", "-", "my_application"),
    ("has it been approved yet", "my_application", "-", "my_application"),
    ("批了", "-", "-", "-"),
    ("通过了", "-", "-", "-"),
    ("体验员批了没有", "my_application", "my_application", "my_application"),
    ("has my application been approved?", *["my_application"] * 3),
    ("am I approved yet", "my_application", "my_application", "my_application"),
    ("the volunteer helped me", "-", "-", "-"),
    ("I asked a volunteer", "-", "-", "-"),
    ("我的身份证申请到哪一步了", "-", "-", "-"),
    ("营业执照批下来了吗", "-", "-", "-"),
    ("was my id card approved", "-", "-", "-"),
    ("我的报名怎么样了", "my_application", "my_application", "my_application"),
    ("my application", "my_application", "my_application", "my_application"),
    ("不报名了", "leave", "leave", "leave"),
    ("退出体验员", "leave", "leave", "leave"),
    ("练一下", "practice", "practice", "practice"),
    ("体验员有消息了吗", "my_application", "my_application", "my_application"),
    ("好 先练习", "practice", "practice", "practice"),
    ("那我报名吧", "apply", "apply", "apply"),
    ("那退出吧", "-", "-", "-"),
    ("练习", "practice", "-", "practice"),
    ("我要练习走流程", "practice", "practice", "practice"),
    ("practise", "practice", "-", "practice"),
    ("查一下我的记录", "my_records", "my_records", "my_records"),
    ("my records", "my_records", "my_records", "my_records"),
    ("帮我导出我的数据", "export_mine", "export_mine", "export_mine"),
    ("把我的数据都删了", "delete_mine", "delete_mine", "delete_mine"),
    ("撤回第12号", "withdraw 12", "-", "withdraw 12"),
    ("撤回WT-2026-0001", *["withdraw wt-2026-0001"] * 3),
    ("以后都匿名", "always_anonymous", "always_anonymous", "always_anonymous"),
    ("以后别写我名字", "always_anonymous", "always_anonymous", "always_anonymous"),
    ("表上别写我名字", "-", "-", "-"),
    ("取消匿名", "named", "named", "named"),
    ("待审报名", "waiting", "-", "waiting"),
    ("体验员名单", "volunteers", "-", "volunteers"),
    ("体验员有哪些", "volunteers", "-", "volunteers"),
    ("有新报名没", "waiting", "-", "waiting"),
    ("几个人报名了", "waiting", "-", "waiting"),
    ("人员覆盖", "coverage", "-", "coverage"),
    ("通过 3", "approve_volunteer 3", "-", "approve_volunteer 3"),
    ("聘任3号到2027年11月30日", "approve_volunteer 3 2027年11月30日", "-",
     "approve_volunteer 3 2027年11月30日"),
    ("不通过 3 材料A不全", "decline_volunteer 3 材料A不全", "-", "decline_volunteer 3 材料A不全"),
    ("解聘3：长期不来", "release_volunteer 3 长期不来", "-", "release_volunteer 3 长期不来"),
    ("renew 3 until 2027-11-30", "renew_volunteer 3 2027-11-30", "-",
     "renew_volunteer 3 2027-11-30"),
    ("2号通过", "approve_volunteer 2", "-", "approve_volunteer 2"),
    ("让2号通过吧", "approve_volunteer 2", "-", "approve_volunteer 2"),
    ("3号不通过，材料不全", "decline_volunteer 3 材料不全", "-", "decline_volunteer 3 材料不全"),
    ("2号窗口通过", "-", "-", "-"),
    ("通过", "-", "-", "-"),
    ("同意", "-", "-", "-"),
    ("通过3个窗口", "-", "-", "-"),
    ("拒绝3次", "-", "-", "-"),
    ("通过 3 吗", "-", "-", "-"),
    ("撤回", "-", "-", "-"),
    ("删除第二个", "-", "-", "-"),
    ("幼儿园报名", "-", "-", "-"),
    ("报名费多少", "-", "-", "-"),
    ("报名需要什么材料", "-", "-", "-"),
    ("培训班在哪", "-", "-", "-"),
    ("我的记录本丢了", "-", "-", "-"),
    ("我的问题", "-", "-", "-"),
    ("我不干了", "leave", "-", "leave"),
    ("不想当志愿者了", "leave", "leave", "leave"),
    ("退出志愿者", "leave", "leave", "leave"),
    ("干不动了", "leave", "-", "leave"),
    ("我要退出", "leave", "-", "leave"),
    ("I quit", "leave", "-", "leave"),
    ("I don't want to be a volunteer anymore", "leave", "leave", "leave"),
    ("退出", "-", "-", "-"),
    ("quit", "-", "-", "-"),
    ("这事我不干", "-", "-", "-"),
    ("窗口说不做了", "-", "-", "-"),
    ("把我的资料删掉", "delete_mine", "delete_mine", "delete_mine"),
    ("删掉我的个人信息", "delete_mine", "delete_mine", "delete_mine"),
    ("把我说过的话都删了", "delete_mine", "delete_mine", "delete_mine"),
    ("注销账号", "delete_mine", "delete_mine", "delete_mine"),
    ("delete my data", "delete_mine", "delete_mine", "delete_mine"),
    ("forget me", "delete_mine", "delete_mine", "delete_mine"),
    ("注销", "-", "-", "-"),
    ("公司注销", "-", "-", "-"),
    ("窗口把我的材料删了", "-", "-", "-"),
    ("把我的资料给我一份", "export_mine", "export_mine", "export_mine"),
    ("我要一份我的记录", "export_mine", "export_mine", "export_mine"),
    ("把我的记录导出成Excel", "export_mine", "export_mine", "export_mine"),
    ("give me a copy of my data", "export_mine", "export_mine", "export_mine"),
    ("窗口要我的资料", "-", "-", "-"),
    ("你们记了我什么", "my_records", "my_records", "my_records"),
    ("what do you know about me", "my_records", "my_records", "my_records"),
    ("别写我名字", "always_anonymous", "always_anonymous", "always_anonymous"),
    ("别说是我说的", "always_anonymous", "always_anonymous", "always_anonymous"),
    ("keep me anonymous", "always_anonymous", "always_anonymous", "always_anonymous"),
    ("don't use my name", "always_anonymous", "always_anonymous", "always_anonymous"),
    ("匿名", "always_anonymous", "-", "always_anonymous"),
    ("评价不能匿名", "-", "-", "-"),
    ("窗口没写我的名字", "-", "-", "-"),
    ("通过2到明年年底", "approve_volunteer 2 明年年底", "-", "approve_volunteer 2 明年年底"),
    ("同意1号，任期一年", "approve_volunteer 1 一年", "-", "approve_volunteer 1 一年"),
    ("3号再聘两年", "renew_volunteer 3 两年", "-", "renew_volunteer 3 两年"),
    ("approve 2 for one year", "approve_volunteer 2 for one year", "-",
     "approve_volunteer 2 for one year"),
    ("通过 1、2", "approve_volunteer 1,2", "-", "approve_volunteer 1,2"),
    ("1号和2号都通过，一年", "approve_volunteer 1,2 一年", "-", "approve_volunteer 1,2 一年"),
    ("1号2号都通过", "approve_volunteer 1,2", "-", "approve_volunteer 1,2"),
    ("approve 1, 2 and 3", "approve_volunteer 1,2,3", "-", "approve_volunteer 1,2,3"),
    ("续聘 1,2 年", "renew_volunteer 1 2 年", "-", "renew_volunteer 1 2 年"),
    ("通过 1，2027年底", "approve_volunteer 1 2027年底", "-", "approve_volunteer 1 2027年底"),
    ("不通过 3，2 次没来", "decline_volunteer 3 2 次没来", "-", "decline_volunteer 3 2 次没来"),
    ("通过3号窗口", "-", "-", "-"),
    ("通过2张表", "-", "-", "-"),
    ("匿名举报没人管", "-", "-", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outside", "inside", "admin"), ROWS, ids=[r[0] for r in ROWS])
def test_a_message_is_what_its_row_says(text: str, outside: str, inside: str, admin: str) -> None:
    def told(found: object) -> str:
        if found is None:
            return "-"
        return f"{found.name} {found.argument}".strip()  # type: ignore[attr-defined]

    assert told(meant(text, "volunteer", in_form=False)) == outside
    assert told(meant(text, "volunteer", in_form=True)) == inside
    assert told(meant(text, "admin", in_form=outside == inside)) == admin


@pytest.mark.parametrize(
    "piece", ["我", "我要", "请", "撤回", "报名 ", "通过 3 ", "a", "第", " ", "把我的"]
)
def test_no_message_takes_long(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    with soon():
        for cut in (20_000, 600, 60):
            meant(text[:cut], "admin", in_form=False)


def test_it_is_the_application_that_is_being_filled_in() -> None:
    found = meant("批了没有", "volunteer", in_form=True, applies=True)
    assert found is not None and found.name == "my_application"


OF_ADMINS = [
    ("都通过", "decide_which"),
    ("全批了吧", "decide_which"),
    ("把他们都批了", "decide_which"),
    ("approve all of them", "decide_which"),
    ("3号可以", "approve_volunteer 3"),
    ("3号也过了吧 到明年6月底", "approve_volunteer 3 明年6月底"),
    ("1号2号都行", "approve_volunteer 1,2"),
    ("3号不行 年纪太大了", "decline_volunteer 3"),  # the reason is asked for
]
NO_DECISION = ["3号不要户口本", "3号窗口不行", "3号要等两天", "都可以", "都通过几次了"]


@pytest.mark.parametrize(("text", "wanted"), OF_ADMINS)
def test_admins_decide_in_everyday_words_where_nothing_is_asked(text: str, wanted: str) -> None:
    name, _, argument = wanted.partition(" ")
    assert meant(text, "admin", in_form=False) == VolunteerWord(name, argument)
    assert meant(text, "admin", in_form=True) is None or "通过" in text
    assert meant(text, "volunteer", in_form=False) is None or "通过" in text


@pytest.mark.parametrize("text", NO_DECISION)
def test_what_tells_of_a_counter_decides_nothing(text: str) -> None:
    assert meant(text, "admin", in_form=False) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("通过小云", "approve_volunteer 1"),
        ("小云 老王都可以", "approve_volunteer 1,2"),
        ("聘任小云到明年年底", "approve_volunteer 1 明年年底"),
        ("不通过老王 材料不全", "decline_volunteer 2 材料不全"),
        ("小云怎么样", ""),
        ("小云说窗口不行", ""),
        ("小云和老王", ""),
    ],
)
def test_people_are_decided_on_by_their_names(text: str, wanted: str) -> None:
    found = decision_by_name(text, {"小云": 1, "老王": 2})
    assert (f"{found.name} {found.argument}" if found else "") == wanted
