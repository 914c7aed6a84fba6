"""Each bot is served by one process, by its own token, with what is due at its time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.app import open_app
from bot.channels.telegram.polling import Patience
from bot.holding import CannotServe
from bot.serving import Options, Service
from bot.settings import Settings
from storage.packing import CHINA
from tests.bot.channels.telegram.serving import configured, served
from tests.telegram_sim.people import Person, Telegram, eventually
from tests.telegram_sim.running import STAFF, VOLUNTEER, in_process

QUICK = Options(lock_seconds=0.1, lock_looks=0.1)


@pytest.fixture
def on_server(postgres: Engine, home: Path, telegram: Telegram) -> Iterator[Settings]:
    """Settings with a database of their own on PostgreSQL."""
    with postgres.connect() as connection:
        connection.execute(text("CREATE DATABASE served TEMPLATE migrated"))
    url = postgres.url.set(database="served").render_as_string(hide_password=False)
    yield configured(home, telegram, database_url=url.replace("+psycopg", ""))
    with postgres.connect() as connection:
        connection.execute(text("DROP DATABASE served WITH (FORCE)"))


def at_ten(days: int) -> datetime:
    """In so many days from now, at ten in the morning."""
    day = datetime.now(CHINA) + timedelta(days=days)
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


def test_volunteers_are_reminded_where_their_bot_is_the_only_one(
    telegram: Telegram, person: Person, home: Path
) -> None:
    with served(configured(home, telegram)):
        person.say("走流程 陪同式帮办")
        person.until("陪")
    with served(configured(home, telegram, now=at_ten(2))):
        assert person.until("还没走完")[-1].buttons


def test_volunteers_are_not_reminded_by_the_staffs_bot(
    telegram: Telegram, person: Person, home: Path
) -> None:
    with served(configured(home, telegram)):
        person.say("走流程 陪同式帮办")
        person.until("陪")
    tokens = {"volunteer_token": None, "staff_token": STAFF[0]}
    with served(configured(home, telegram, now=at_ten(2), **tokens)):
        assert person.quiet()


def test_one_bot_for_both_kinds_of_people_is_told_at_once(telegram: Telegram, home: Path) -> None:
    number = VOLUNTEER[0].partition(":")[0]
    settings = configured(home, telegram, staff_token=f"{number}:another")
    with pytest.raises(CannotServe, match="are of the same bot") as told, served(settings):
        pytest.fail("it serves")
    assert "another" not in "".join(told.value.words)


def test_who_is_told_to_stop_while_the_server_is_away_stops(telegram: Telegram, home: Path) -> None:
    telegram.fault(method="getMe", code=502, times=1_000)
    begun: list[list[str]] = []

    async def stopped() -> None:
        stop = asyncio.Event()
        with open_app(configured(home, telegram)) as app:
            serving = asyncio.ensure_future(Service(app, QUICK).run(stop, begun.append))
            await asyncio.sleep(0.5)
            stop.set()
            await asyncio.wait_for(serving, 5)

    asyncio.run(stopped())
    assert begun == []


def test_another_bot_goes_on_where_the_one_before_it_was(home: Path) -> None:
    another = ("333:another-token", "another_bot")
    with in_process([VOLUNTEER, another]) as telegram:
        before, after = (
            telegram.person(501, bot, first_name="小李") for _, bot in (VOLUNTEER, another)
        )
        with served(configured(home, telegram)):
            before.say("走流程 陪同式帮办")
            before.until("哪个")
            before.say("补办身份证")
            before.until("(2/")
        before.say("帮助")
        with served(configured(home, telegram, volunteer_token=another[0])):
            after.say("同意")
            after.until("(3/")
            said = after.say("窗口")
            after.until("(4/")
            after.edit(said, "小程序")
            after.until("改")
        with served(configured(home, telegram)):
            before.until("随时可以说")
        assert telegram.violations() == []


def test_two_bots_do_not_serve_volunteers_at_once(telegram: Telegram, home: Path) -> None:
    other = configured(home, telegram, volunteer_token=STAFF[0])
    with (
        served(configured(home, telegram)),
        pytest.raises(CannotServe, match="steps aside"),
        served(other, QUICK),
    ):
        pytest.fail("both serve")


def test_two_instances_on_one_server_of_databases_do_not_fight(on_server: Settings) -> None:
    with (
        served(on_server, QUICK),
        pytest.raises(CannotServe, match="steps aside"),
        served(on_server, QUICK),
    ):
        pytest.fail("both serve")
    with served(on_server, QUICK):
        pass


def test_a_lock_that_went_with_its_connection_is_taken_again(
    on_server: Settings, postgres: Engine, person: Person
) -> None:
    with served(on_server, QUICK):
        hang_up(postgres)
        eventually(lambda: holders(postgres) == 1)
        person.say("帮助")
        person.until("随时可以说")
        with pytest.raises(CannotServe, match="steps aside"), served(on_server, QUICK):
            pytest.fail("both serve")


def test_who_lost_its_lock_to_another_steps_aside(
    on_server: Settings, postgres: Engine, person: Person
) -> None:
    slow = Options(lock_looks=2.0, patience=Patience(waits=600))
    with pytest.raises(CannotServe, match="steps aside"), served(on_server, slow):
        hang_up(postgres)
        with served(on_server, QUICK):
            time.sleep(3)
            person.say("帮助")
            person.until("随时可以说")
            assert person.quiet()


def hang_up(server: Engine) -> None:
    """All connections to the served database end, as when the server is restarted."""
    with server.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'served'")
        )


def holders(server: Engine) -> int:
    """Locks that are held in the served database."""
    query = (
        "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
        "WHERE l.locktype = 'advisory' AND d.datname = 'served'"
    )
    with server.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())
