"""`walkalong serve`: the Telegram bots, until a signal says to stop."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App


@click.command("serve")
@pass_session
def command(session: Session) -> None:
    """运行 · Serve the bots that have a token.

    Until Ctrl-C or SIGTERM each bot gets its messages by polling, or by webhooks where
    WALKALONG_TELEGRAM_WEBHOOK is set.
    Logs are JSON lines on standard error, without what people write.

    \b
    Example:
      WALKALONG_VOLUNTEER_TOKEN=… walkalong serve
    """
    import asyncio

    from bot.channels.telegram.logs import to_stderr
    from bot.holding import CannotServe

    settings = session.settings
    tokens = (settings.volunteer_token, settings.staff_token)
    to_stderr([token.get_secret_value() for token in tokens if token])
    with session.app() as app:
        try:
            asyncio.run(_serve(app, session))
        except CannotServe as error:
            raise click.ClickException(session.say(*error.words)) from None


async def _serve(app: App, session: Session) -> None:
    import asyncio

    from bot.serving import Service
    from bot.settling import settle

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))

    def begun(names: list[str]) -> None:
        settle()
        told = " ".join(names)
        echo(session.say(f"在运行：{told}。停下按 Ctrl-C。", f"Serving {told}. Ctrl-C stops."))

    await Service(app).run(stop, begun)
    echo(session.say("停下了。", "Stopped."))
