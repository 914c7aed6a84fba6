"""python -m tests.telegram_sim: the emulator as a process; its first line is its address."""

from __future__ import annotations

import argparse
import asyncio

from aiohttp import web

from tests.telegram_sim.running import BOTH, listening
from tests.telegram_sim.server import HOST, RETRY, Account, application


def account(written: str) -> Account:
    """A token and a username, as `111:token:name`."""
    token, _, username = written.rpartition(":")
    if not token.partition(":")[0].isdecimal():
        raise argparse.ArgumentTypeError("a bot is written 111:token:name")
    return token, username


async def serve(options: argparse.Namespace) -> None:
    app = application(options.bot or BOTH, flood=options.flood, retry=options.retry)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    print(f"http://{HOST}:{await listening(runner, options.port)}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="An emulator of the Telegram Bot API.")
    parser.add_argument("--port", type=int, default=8081, help="0 for any that is free")
    parser.add_argument("--bot", type=account, action="append", help="111:token:name")
    parser.add_argument("--flood", action="store_true", help="hold bots to the sending limits")
    parser.add_argument("--retry", type=float, default=RETRY, help="seconds to a first retry")
    asyncio.run(serve(parser.parse_args()))
