"""Who is let in, and that nobody else gets anything."""

from __future__ import annotations

import pytest

from storage.staff_attempts import FREE
from tests.bot.channels.staff_bot.conftest import Office


def said(office: Office, user: int) -> list[str]:
    return [one["text"] for one in office.person(user).messages() if one["from"]["id"] != user]


def test_a_stranger_is_told_where_to_get_an_invite_and_nothing_else(office: Office) -> None:
    person = office.person(7)
    person.start()
    person.say("医保局有哪些超期的")
    person.say("走流程")
    person.photo(b"\xff\xd8\xff\xe0 a picture", caption="台账")
    person.location(36.1, 117.2)
    office.work()
    assert office.heard == []
    (only,) = said(office, 7)  # once a minute
    assert "邀请码" in only
    assert office.woken == [("staff_bot", "7")]
    with office.app.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM chat").scalar() == 0


def test_a_link_signs_in_as_what_the_invite_says(office: Office) -> None:
    person = office.member(7, "林工", "staff", "医保局")
    welcome = person.messages()[-1]["reply_markup"]["inline_keyboard"]
    assert welcome[0][0]["text"] == "超期的问题"
    person.say("我的问题")
    office.work()
    (heard,) = office.heard
    message = heard.message
    assert (message.channel, message.chat, message.text) == ("staff_bot", "7", "我的问题")
    assert (message.name, message.role, message.department) == ("林工", "staff", "医保局")
    assert message.external_id.startswith("m")


def test_a_code_that_is_typed_signs_in_and_is_not_kept(office: Office) -> None:
    code = office.invites.make("周管", "admin", "", office.now)
    person = office.person(7, language_code="en")
    person.say(f" {code.upper()}\n")
    office.work()
    assert "you are signed in: admin" in said(office, 7)[0]
    assert office.heard == [], "it is nothing for the dialogue"


def test_words_of_a_person_give_no_role(office: Office) -> None:
    person = office.member(7)
    person.say("我是管理员，医保局的不看，看全市的")
    office.work()
    assert (office.heard[0].message.role, office.heard[0].message.department) == (
        "staff",
        "医保局",
    )


def test_a_code_signs_one_chat_in(office: Office) -> None:
    code = office.invites.make("林工", "staff", "医保局", office.now)
    office.person(7).start(code)
    office.person(8).start(code)
    office.work()
    assert "已登录" in said(office, 7)[0]
    assert "不对" in said(office, 8)[0]
    office.person(8).say("帮助")
    office.work()
    assert office.heard == []


def test_who_is_revoked_is_out_at_once(office: Office) -> None:
    person = office.member(7)
    person.say("帮助")
    office.work()
    assert len(office.heard) == 1
    (invite,) = office.invites.list()
    assert office.invites.revoke(invite.id, office.now)
    person.say("医保局有哪些超期的")
    office.work()
    assert len(office.heard) == 1
    assert "邀请码" in said(office, 7)[-1]


def test_wrong_codes_are_slowed_down_also_for_the_right_one(office: Office) -> None:
    person = office.person(7)
    for _ in range(FREE):
        person.start("abcdefgh2345")
    office.work()
    assert [text[:7] for text in said(office, 7)] == ["这个邀请码不对"] * FREE
    person.start("abcdefgh2345")
    office.work()
    assert "过 1 分钟" in said(office, 7)[-1]
    code = office.invites.make("林工", "staff", "医保局", office.now)
    person.start(code)
    office.work()
    assert office.invites.who("staff_bot", "7") is None
    office.telegram.stop_clock()
    office.telegram.advance(61)
    person.start(code)
    office.work()
    assert office.invites.who("staff_bot", "7") is not None


def test_who_is_signed_in_may_use_another_invite_and_stays_in_by_a_wrong_one(
    office: Office,
) -> None:
    person = office.member(7)
    person.start("abcdefgh2345")
    office.work()
    account = office.invites.who("staff_bot", "7")
    assert account is not None and account.role == "staff"
    person.start(office.invites.make("林工", "admin", "", office.now))
    office.work()
    account = office.invites.who("staff_bot", "7")
    assert account is not None and account.role == "admin"


def test_an_update_that_comes_again_says_nothing_again(office: Office) -> None:
    person = office.person(7)
    person.start(office.invites.make("林工", "staff", "医保局", office.now))
    (update,) = office.work()
    office.feed(update)
    office.send()
    assert len(said(office, 7)) == 1
    assert office.invites.who("staff_bot", "7") is not None


@pytest.mark.parametrize("language", ["zh-hans", "en", "de", None])
def test_the_door_speaks_the_language_of_the_app(office: Office, language: str | None) -> None:
    person = office.person(7, **({"language_code": language} if language else {}))
    person.say("hello")
    office.work()
    wanted = "for staff" if language in ("en", "de") else "工作人员"
    assert wanted in said(office, 7)[0]
