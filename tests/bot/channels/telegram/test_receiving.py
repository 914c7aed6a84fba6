"""What comes while a service begins: refused until somebody takes it, so that it comes again."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.together import Together
from bot.channels.telegram.webhooks import SECRET_HEADER, Listener
from storage.database import open_database, upgrade
from storage.journal import Journal
from storage.updates import UpdateRecord, Updates
from tests.telegram_sim.running import background

BOT, SECRET = "volunteer_bot", "s3cret"


def posted(port: int, update: object) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
    connection.request("POST", f"/telegram/{BOT}", json.dumps(update), headers)
    return connection.getresponse().status


def test_an_update_that_nobody_takes_yet_is_not_kept(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/w.db")
    upgrade(engine)
    updates, taken = Updates(engine), list[UpdateRecord]()
    with ThreadPoolExecutor(1) as threads, background() as loop:
        journal = Together(Journal(engine).enter, threads)
        receiver = Receiver(journal, lambda: datetime.now(UTC), Metrics())
        listener = Listener(receiver, {BOT: SECRET}, is_ready=lambda: True, page=lambda: b"")
        port = loop.run(listener.start("127.0.0.1", 0))
        update = {"update_id": 7, "message": {"chat": {"id": 501}}}
        assert posted(port, update) == 503
        assert updates.waiting(BOT) == []
        receiver.lead(BOT, BOT, taken.append)
        assert [posted(port, update), posted(port, update)] == [200, 200]
        assert [record.update_id for record in taken] == [7]
        loop.run(listener.stop())
    engine.dispose()
