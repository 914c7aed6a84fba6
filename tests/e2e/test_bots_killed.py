"""A bot killed in the middle of many talks: nothing lost, nothing twice, little repeated."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import open_app
from bot.channels.telegram.pacing import Pace
from bot.serving import Options, Service
from storage.deliveries import Deliveries
from storage.updates import Updates
from tests.bot.channels.telegram.serving import configured
from tests.telegram_sim.killing import Stem
from tests.telegram_sim.people import Telegram, eventually
from tests.telegram_sim.running import VOLUNTEER, own_process

PEOPLE, KILLS = 10, 4
SAID = ("走流程 陪同式帮办", "补办身份证", "同意", "帮助", "记一条：门口没有指示牌")
BOT = VOLUNTEER[1]
UNPACED = Options(Pace(10_000, 10_000, 10_000, 10_000))


def work(home: Path, base: str) -> None:
    """The service, until it is killed."""

    async def forever(settings_home: Path) -> None:
        with open_app(configured(settings_home, Telegram(base))) as app:
            await Service(app, UNPACED).run(asyncio.Event(), lambda _: None)

    asyncio.run(forever(home))


@pytest.mark.parametrize("seed", [0])
def test_every_message_counts_once_and_little_is_said_twice(
    new_home: Callable[[str], Path], seed: int
) -> None:
    home, dice = new_home("home"), random.Random(seed)
    stem = Stem("tests.e2e.test_bots_killed", "bot.channels.volunteer_bot.transport")
    with own_process() as telegram:
        people = [telegram.person(500 + n, BOT) for n in range(PEOPLE)]
        for said in SAID[:KILLS]:
            telegram.at_once(person.planned("text", text=said) for person in people)
            with stem.at_work(work, home, telegram.base):
                time.sleep(dice.uniform(0.3, 1.5))
        telegram.at_once(person.planned("text", text=SAID[-1]) for person in people)
        with (
            stem.at_work(work, home, telegram.base),
            open_app(configured(home, telegram)) as app,
        ):
            eventually(lambda: messages(app) == PEOPLE * len(SAID), 60)
            eventually(lambda: Updates(app.engine).waiting(BOT) == [], 60)
            deliveries = Deliveries(app.engine)
            eventually(lambda: deliveries.oldest_waiting(BOT) is None, 60)
            assert deliveries.counts() == {}
            for person in people:
                assert heard(app, person.chat) == list(SAID)
                shown = Counter(
                    call.text
                    for call in telegram.calls(bot=BOT, chat=person.chat, method="sendMessage")
                )
                assert sum(shown.values()) - len(shown) <= KILLS
        assert telegram.violations() == []
    stem.close()


def messages(app: object) -> int:
    with app.engine.connect() as db:  # type: ignore[attr-defined]
        return int(db.execute(text("SELECT count(*) FROM message")).scalar_one())


def heard(app: object, chat: int) -> list[str]:
    """What the dialogue took from a chat, in its order."""
    query = (
        "SELECT m.text FROM message m JOIN chat c ON c.id = m.chat_id "
        "WHERE c.external = :chat ORDER BY m.id"
    )
    with app.engine.connect() as db:  # type: ignore[attr-defined]
        return list(db.execute(text(query), {"chat": str(chat)}).scalars())
