"""Each bot that is served under a name has a key of its own; the first has the name itself."""

from __future__ import annotations

from sqlalchemy import Engine

from storage.bot_numbers import BotNumbers, mark_of
from storage.journal import Handled, Journal
from storage.updates import NewUpdate, Updates
from tests.storage.support import NINE


def test_the_first_bot_of_a_name_is_called_by_it_and_each_keeps_its_key(engine: Engine) -> None:
    numbers = BotNumbers(engine)
    assert numbers.key("volunteer_bot", 111) == "volunteer_bot"
    assert numbers.key("staff_bot", 222) == "staff_bot"
    second, third = numbers.key("volunteer_bot", 333), numbers.key("volunteer_bot", 8_000_000_000)
    assert len({"volunteer_bot", second, third}) == 3
    again = BotNumbers(engine)
    assert [again.key("volunteer_bot", n) for n in (111, 333, 8_000_000_000)] == [
        "volunteer_bot",
        second,
        third,
    ]
    assert mark_of("volunteer_bot") == ""
    assert second == f"volunteer_bot{mark_of(second)}"


def test_what_several_bots_of_a_name_left_waits_and_is_told_apart(engine: Engine) -> None:
    updates, journal = Updates(engine), Journal(engine)
    second = f"bot{'#'}7"
    found = [
        NewUpdate(bot, id_, "5", {"update_id": id_}, NINE)
        for bot, id_ in (("bot", 3), ("bot", 12), (second, 3), (second, 1))
    ]
    others = [NewUpdate(bot, 3, "5", {}, NINE) for bot in ("bo", "bot2", "boot", "b_t#1")]
    assert len(journal.enter([*found, *others])) == 8
    waiting = [(one.bot, one.update_id) for one in updates.waiting("bot")]
    assert waiting == [("bot", 3), ("bot", 12), (second, 1), (second, 3)]
    assert [one.bot for one in updates.waiting("b_t")] == ["b_t#1"]
    journal.enter([Handled("bot", 3), Handled(second, 1)])
    assert [(one.bot, one.update_id) for one in updates.waiting("bot")] == [
        ("bot", 12),
        (second, 3),
    ]
