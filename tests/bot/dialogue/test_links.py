"""Links to one's own issues by chat, and what an admin says of what the public sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from bot.app import App, open_app
from bot.dialogue.messages import Outcome, with_once
from bot.progress import shown
from storage.private_links import OwnPages
from tests.bot.dialogue.offices import MEDICAL, Person, enter, place
from tests.bot.homes import settings_of

URL = "https://walk.example"


@pytest.fixture
def linked(own: App) -> Iterator[App]:
    """The same home, reached from outside."""
    own.close()
    settings = settings_of(own.settings.home).model_copy(update={"public_url": URL})
    with open_app(settings) as app:
        yield app


def token_in(outcome: Outcome) -> str:
    told = json.dumps(outcome.shown_payload())
    found = re.search(rf"{URL}/mine/([\w-]+)", told)
    return found[1] if found else ""


def test_without_an_address_it_is_said_what_to_do(own: App) -> None:
    told = Person(own, "小云").say("我的进展链接")
    assert "WALKALONG_PUBLIC_URL" in told
    assert "我的问题" in told


@pytest.mark.parametrize("words", ["我的进展链接", "给我一个进展链接", "要个私人链接", "my link"])
def test_words_for_it(linked: App, words: str) -> None:
    assert token_in(Person(linked, "小云").hear(words))


def test_a_link_is_shown_once_and_kept_nowhere(linked: App) -> None:
    person = Person(linked, "小云")
    outcome = person.hear("我的进展链接")
    token = token_in(outcome)
    assert OwnPages(linked.engine).person(token, person.at) is not None
    assert token not in json.dumps(outcome.to_payload())
    stored = linked.store.undelivered("test", "小云")
    assert token not in json.dumps(list(stored))
    with linked.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM private_link")).all()
    assert token not in f"{rows}"
    assert token_in(person.hear("我的进展链接")) == ""
    assert "换一个链接" in person.labels()
    assert "2027-05-23" in person.say("我的进展链接")


def test_renewed_and_revoked(linked: App) -> None:
    person, pages = Person(linked, "小云"), OwnPages(linked.engine)
    old = token_in(person.hear("我的进展链接"))
    new = token_in(person.hear("换一个我的进展链接"))
    assert new not in ("", old)
    assert pages.person(old, person.at) is None
    assert pages.person(new, person.at) is not None
    assert "打不开" in person.say("撤回我的进展链接")
    assert pages.person(new, person.at) is None
    assert "没有进展链接" in person.say("撤回我的进展链接")
    person.say("我的进展链接")
    assert token_in(person.hear(choose="cmd:renew_link"))


def test_it_is_offered_after_a_report_to_whom_has_none(linked: App) -> None:
    person = Person(linked, "小云")
    report(person, "三号窗口中午没有人，排队等了40分钟")
    assert "我的进展链接" in person.labels()
    assert token_in(person.hear(choose="cmd:my_link"))
    report(person, "五号窗口下午没有人，排队等了50分钟")
    assert "我的进展链接" not in person.labels()


def report(person: Person, words: str) -> None:
    person.say(f"报问题：{words}", "环境设施", "取号排队", "不方便")
    person.tap("登记")


def test_what_is_shown_once_is_not_shown_of_others() -> None:
    payload = {"replies": [{"text": "a X"}, {"text": "b"}]}
    assert with_once(payload, ("X", "1"))["replies"] == [{"text": "a 1"}, {"text": "b"}]
    assert with_once({}, ("X", "1")) == {"replies": []}
    assert with_once(payload, None) == payload


# What the public sees


def issue_of(app: App) -> str:
    number = enter(app, "小云", department=MEDICAL, measure="排班")
    place(app, number, "to_assign")
    return number


def test_an_admin_holds_back_releases_and_rewords(own: App) -> None:
    number, lead = issue_of(own), Person(own, "牵头甲", "admin")
    assert "理由" in lead.say("1号暂不公开")
    assert not next(shown(own)).stand.held
    assert "恢复公开" in lead.say("1号暂不公开，涉及个人")
    (one,) = shown(own)
    assert (one.stand.held, one.stand.by, one.stand.reason) == (True, "牵头甲", "涉及个人")
    assert "窗口无人" in lead.say(f"{number} 对外写成：窗口无人")
    lead.say("恢复公开1号")
    (one,) = shown(own)
    assert (one.stand.held, one.issue.texts["problem"]) == (False, "窗口无人")
    assert "怎么写" in lead.say("1号对外写成：")


def test_to_publish_what_is_held_while_it_is_mended_shows_it_again(own: App) -> None:
    issue_of(own)
    lead = Person(own, "牵头甲", "admin")
    lead.say("1号暂不公开，涉及个人")
    assert "下次公开" in lead.say("公开1号")
    assert not next(shown(own)).stand.held


def test_nobody_else_decides_it(own: App) -> None:
    issue_of(own)
    for role, department in (("staff", MEDICAL), ("staff", "民政局"), ("volunteer", "")):
        Person(own, f"{role}{department}", role, department).say("1号暂不公开，涉及个人")  # type: ignore[arg-type]
    assert not next(shown(own)).stand.held


def test_an_issue_that_is_not_there(own: App) -> None:
    assert "WT-2026-0099" in Person(own, "牵头甲", "admin").say("99号暂不公开，涉及个人")
