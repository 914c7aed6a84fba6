"""The whole dialogue: what a message costs from the channel's door until its reply is stored.

One visit to a counter on the built-in accompanied flow, in the words of a
person: understanding, guides (found by letters alone), engine, texts, storage.
LangGraph has nothing to set against it, so it stands in a table of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.walk_steps.sides import sqlite_durability
from bot.app import App, open_app
from bot.dialogue.messages import Inbound, Outcome
from bot.settings import Settings
from knowledge.samples import FOLDER
from storage.database import open_database, upgrade

GUIDE = "YX-GA-001.md"
BEGAN = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
SAID = (
    "走流程 陪同式帮办",
    "居民身份证补领",
    "同意了",
    "窗口",
    "到底要带几样材料",
    "老年人",
    "不需要",
    "清楚,但问了好几处",
    "问了三处",
    "要带什么材料?",
    "大概等了半个钟头",
    "材料被退回",
    "1次",
    "照片不合格,让去楼下重拍",
    "排队时间改成40分钟",
    "都对得上",
    "收了,等结果",
    "25分钟",
    "满意",
    "都满意",
    "弄清了",
    "确认",
    "登记",
    "登记",
)
"""A question and a correction are among the answers; the last words submit the walk."""


class Visits:
    """Visits to a counter, one chat each, on a home of their own in `folder`."""

    name = "whole dialogue"

    def __init__(self, folder: Path) -> None:
        self._settings = Settings(home=folder / "home", embedder="none")
        self._settings.home.mkdir()
        engine = open_database(self._settings.database_url)
        upgrade(engine)
        with engine.connect() as connection:
            self.durability = sqlite_durability(connection.exec_driver_sql)
        engine.dispose()
        self.bytes_each = 0

    def times(self, visits: int) -> list[float]:
        """Seconds that each message of so many visits took, after one that is not counted.

        Raises RuntimeError when a visit does not end as it should.
        """
        with open_app(self._settings) as app:
            app.library.add([FOLDER / GUIDE])
            list(_visit(app, "first"))
            database = Path(str(app.engine.url.database))
            took = [took for number in range(visits) for took in _visit(app, f"c{number}")]
        self.bytes_each = database.stat().st_size // (visits + 1)
        return took


def _visit(app: App, chat: str) -> Iterator[float]:
    outcome = Outcome(())
    for number, words in enumerate(SAID):
        at = BEGAN + timedelta(minutes=2 * number)
        message = Inbound("terminal", chat, f"m{number}", at, words, name=chat)
        start = time.perf_counter()
        outcome = app.dialogue.handle(message)
        yield time.perf_counter() - start
    if outcome.walk.status != "finished":
        raise RuntimeError(f"{chat} ended in {outcome.walk}: {outcome.replies}")
