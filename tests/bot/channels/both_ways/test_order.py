"""Many at once: each chat in its order, and all of them side by side."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from bot.serving import Options
from tests.bot.channels.both_ways.town import WAYS, Town, founded, goes


def test_twenty_messages_of_one_chat_are_taken_in_their_order(town: Town) -> None:
    person = town.walker()
    said = [f"记一条：第 {number} 件事" for number in range(20)]
    town.telegram.at_once(person.planned("text", text=text) for text in said)
    assert all(call.ok for call in person.calls(20))
    town.settled(person)
    assert town.heard(person)[-20:] == said


def test_forty_chats_at_once_are_each_taken_in_their_order(town: Town) -> None:
    people = [town.volunteer() for _ in range(40)]
    said = ("走流程 陪同式帮办", "居民身份证补领", "同意", "窗口", "没有特别的")
    town.telegram.at_once(person.planned("text", text=text) for text in said for person in people)
    for person in people:
        person.until("哪种情况")
        assert town.heard(person) == list(said)
    for person in people:
        assert person.quiet(0.0)


def test_an_album_between_messages_stays_between_them(town: Town) -> None:
    person = town.walker()
    goes(person, ("窗口", "最想弄清楚"))
    person.say("记一条：前面")
    person.album([b"\xff\xd8\xff one", b"\xff\xd8\xff two"], caption="中间")
    person.say("记一条：后面")
    town.settled(person)
    heard = [text for text in town.heard(person) if text]
    assert heard[-3:] == ["记一条：前面", "中间", "记一条：后面"]


@pytest.mark.parametrize("way", WAYS)
def test_the_usual_pace_is_never_too_quick_for_the_server(
    template: Path, tmp_path: Path, way: str
) -> None:
    home = Path(shutil.copytree(template, tmp_path / "home"))
    with founded(home, way, Options(), flood=True) as town:
        people = [town.volunteer() for _ in range(40)]
        town.telegram.at_once(person.planned("text", text="帮助") for person in people)
        hasty = people[0]
        town.telegram.at_once(hasty.planned("text", text=f"记一条：{n}") for n in range(6))
        for person in people:
            person.until("随时可以说")
        town.settled(hasty)
        calls = town.telegram.calls(bot=hasty.bot, method="sendMessage")
        assert Counter(call.ok for call in calls) == {True: len(calls)}
        assert len(town.telegram.calls(bot=hasty.bot, chat=hasty.chat, method="sendMessage")) == 7
