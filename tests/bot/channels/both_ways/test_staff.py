"""The staff's bot: who is let in, and what they may see."""

from __future__ import annotations

from tests.bot.channels.both_ways.town import Town, goes


def test_a_stranger_gets_nothing_but_the_way_in(town: Town) -> None:
    town.issue("医保局", item="生育津贴", problem="材料交了两遍")
    person = town.stranger()
    for said in ("有哪些问题", "帮助", "走流程"):
        person.say(said)
    assert "邀请码" in person.calls()[0].text
    town.settled(person)
    assert person.quiet(0.0), "it is said once a minute"
    goes(person, ("/start abcdefghjkmnpqrstuvwxyz234", "不对"))
    assert town.heard(person) == []


def test_an_invite_is_good_once_and_for_one(town: Town) -> None:
    member = town.member("林工")
    code = next(text for text in _said(town, member.chat) if text.startswith("/start "))
    other = town.stranger()
    goes(other, (code, "已经用过"))
    assert town.heard(other) == []


def test_a_member_lists_opens_and_is_sent_what_is_theirs(town: Town) -> None:
    number = town.issue("卫健局", item="预防接种", problem="叫号屏不亮", category="环境设施")
    other = town.issue("民政局", item="婚姻登记", problem="等了两个小时")
    member = town.member("林工", department="卫健局")
    [listed] = goes(member, ("有哪些问题", number))
    assert other not in listed.text
    assert "叫号屏不亮" in goes(member, (number, "预防接种"))[-1].text
    button = next(label for label in listed.buttons if number[-4:].lstrip("0") in label)
    assert "叫号屏不亮" in goes(member, (f"[{button}]", "预防接种"))[-1].text
    goes(member, (other, "没有查到"))
    member.say("发台账")
    [sent] = member.calls()
    assert (sent.method, sent.ok) == ("sendDocument", True)
    [[name, _]] = sent.entry["files"].values()
    assert name.endswith(".xlsx")


def test_an_admin_sees_all(town: Town) -> None:
    numbers = [town.issue(name, item="社保卡", problem="停电") for name in ("人社局", "数据局")]
    admin = town.member("周主任", "admin", "")
    for number in numbers:
        assert "停电" in goes(admin, (number, "社保卡"))[-1].text


def _said(town: Town, chat: int) -> list[str]:
    entries = town.telegram.get("/sim/log", chat=chat, by="person")["entries"]
    return [str(entry.get("text", "")) for entry in entries]
