"""The bots that are set, made from the application; a framework is imported when it is used."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator, Mapping
from functools import partial
from typing import Any

from bot.app import App
from bot.channels.telegram.api import Bot
from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.messages import Inbound
from bot.schedule.nudging import Think, volunteer_jobs
from bot.schedule.progress import progress_jobs
from bot.schedule.runner import Runner
from bot.settings import Settings
from storage.deliveries import Deliveries, DeliveryRecord
from storage.job_runs import JobRuns


def tokens(settings: Settings) -> dict[str, str]:
    """The tokens that are set, by bot."""
    given = {"volunteer_bot": settings.volunteer_token, "staff_bot": settings.staff_token}
    return {name: token.get_secret_value() for name, token in given.items() if token}


def made(name: str, token: str, app: App, own_accord: OwnAccord) -> Bot:
    """The bot of this name, not started yet."""
    return _volunteers(token, app) if name == "volunteer_bot" else _staff(token, app, own_accord)


def _volunteers(token: str, app: App) -> Bot:
    from bot.channels.volunteer_bot.transport import VolunteerBot

    payload_of = partial(_payload, Deliveries(app.engine))
    api = app.settings.telegram_api
    return VolunteerBot(token, clock=app.clock, payload_of=payload_of, api=api)


def _staff(token: str, app: App, own_accord: OwnAccord) -> Bot:
    from bot.channels.staff_bot.door import Door
    from bot.channels.staff_bot.jobs import put_on
    from bot.channels.staff_bot.transport import StaffBot
    from bot.schedule.office import office_jobs
    from storage.staff_attempts import StaffAttempts
    from storage.staff_invites import StaffInvites

    door = Door(StaffInvites(app.engine), StaffAttempts(app.engine), own_accord)
    payload_of = partial(_payload, Deliveries(app.engine))
    api = app.settings.telegram_api
    bot = StaffBot(token, door=door, clock=app.clock, payload_of=payload_of, api=api)
    put_on(bot.schedule, _runner(app), office_jobs(app, own_accord))
    return bot


def _runner(app: App) -> Runner:
    return Runner(JobRuns(app.engine), app.clock, app.tables.keep_current)


def own_jobs(
    name: str, app: App, own_accord: OwnAccord, think: Think
) -> Iterator[Coroutine[None, None, None]]:
    """What is to be done at its time as long as a bot is served, each without an end.

    The staff's jobs are on the queue of their bot's framework, from its start to its stop.
    """
    if name == next(iter(tokens(app.settings))):  # once, whichever bots there are
        yield from map(_runner(app).keep, progress_jobs(app.settings))
    if name == "volunteer_bot":
        yield from map(_runner(app).keep, volunteer_jobs(app, own_accord, think))


def _payload(deliveries: Deliveries, delivery: int) -> Mapping[str, Any] | None:
    found = deliveries.get(delivery)
    return found.payload if found else None


def pausing(app: App, delivery: DeliveryRecord) -> Inbound | None:
    """The message that pauses the walk of whoever blocked the bot; None where there is none."""
    seen = app.store.peek(delivery.bot, delivery.chat, "")
    if seen.person is None or seen.walk is None or seen.walk.state.status != "open":
        return None
    return Inbound(
        delivery.bot,
        delivery.chat,
        f"blocked-{delivery.id}",
        app.clock(),
        choose="cmd:pause",
        role=seen.person.role,
        department=seen.person.department,
    )
