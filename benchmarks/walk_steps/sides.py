"""The two sides: the same ten-question conversation, stored after every step.

A side says a step of a conversation (0 begins it, 1 to 10 answer) and returns
when the step is stored; afterwards it tells what it kept.
"""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Protocol, TypedDict

from flows.engine import advance, begin
from flows.events import Answered
from flows.state import Evidence
from flows.yaml_form import load_flow
from storage.database import open_database, upgrade
from storage.media import MediaStore
from storage.turns import NewMessage, PersonHint, Store

STEPS = 10
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUESTION = "Question {}: what happened at the counter?"
ANSWER = "The clerk asked for a form which is not in the guide; I waited 25 minutes. {}-{}"


class Side(Protocol):
    name: str
    durability: str
    database: Path

    def step(self, conversation: int, step: int) -> None: ...

    def answers(self, conversation: int) -> list[str]:
        """What was kept of a conversation, in order."""

    def close(self) -> None: ...


class Answers(TypedDict):
    answers: Annotated[list[dict[str, Any]], operator.add]


class LangGraph:
    """A graph of ten interrupts over SqliteSaver; `durability` is LangGraph's own word."""

    def __init__(self, folder: Path, durability: str) -> None:
        from langgraph.checkpoint.sqlite import SqliteSaver
        from langgraph.graph import END, START, StateGraph
        from langgraph.types import Command

        self.name = f"LangGraph + SqliteSaver ({durability})"
        self.database = folder / f"langgraph-{durability}.sqlite"
        self._mode = durability
        self._resume = Command
        self._connection = sqlite3.connect(self.database, check_same_thread=False)
        saver = SqliteSaver(self._connection)
        saver.setup()
        graph: Any = StateGraph(Answers)
        names = [START, *(f"question_{i + 1}" for i in range(STEPS)), END]
        for i, name in enumerate(names[1:-1]):
            graph.add_node(name, _asking(i))
        for before, after in pairwise(names):
            graph.add_edge(before, after)
        self._app: Any = graph.compile(checkpointer=saver)
        self.durability = sqlite_durability(self._connection.execute)

    def step(self, conversation: int, step: int) -> None:
        given: Any = {"answers": []}
        if step:
            given = self._resume(resume=ANSWER.format(conversation, step))
        self._app.invoke(given, self._config(conversation), durability=self._mode)

    def answers(self, conversation: int) -> list[str]:
        kept = self._app.get_state(self._config(conversation)).values["answers"]
        return [answer["text"] for answer in kept]

    def close(self) -> None:
        self._connection.commit()
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def _config(self, conversation: int) -> Any:
        return {"configurable": {"thread_id": f"c{conversation}"}}


def _asking(number: int) -> Callable[[Answers], dict[str, Any]]:
    from langgraph.types import interrupt

    def node(_state: Answers) -> dict[str, Any]:
        text = interrupt({"step": number, "question": QUESTION.format(number + 1)})
        return {"answers": [{"step": number, "text": text}]}

    return node


class Walkalong:
    """Our hot path as the dialogue uses it: look, engine, one committed turn."""

    name = "Walkalong"

    def __init__(self, folder: Path) -> None:
        self.database = folder / "walkalong.sqlite"
        self._engine = open_database(f"sqlite:///{self.database}")
        upgrade(self._engine)
        self._store = Store(self._engine, MediaStore(folder / "media"))
        self._flow = load_flow(Path(__file__).parent / "ten_questions.yaml")
        with self._engine.connect() as connection:
            self.durability = sqlite_durability(connection.exec_driver_sql)

    def step(self, conversation: int, step: int) -> None:
        chat, id_, now = f"c{conversation}", f"m{step}", BEGAN + timedelta(minutes=step)
        text = ANSWER.format(conversation, step) if step else "walk"
        seen = self._store.peek("terminal", chat, id_)
        new = NewMessage("terminal", chat, id_, text, now, PersonHint(chat))
        with self._store.turn(new, expect_version=seen.version) as turn:
            if seen.walk is None:
                done = begin(self._flow, now)
                walk = turn.start_walk(self._flow.id, self._flow.version, done.state)
            else:
                walk, before = seen.walk, seen.walk.state
                path = f"question_{step}"
                turn.set_kind("answer", path)
                words = Evidence(turn.message_id, 0, len(text))
                done = advance(self._flow, before, Answered(path, text, words), now)
                assert done.refusal is None, done.refusal
                turn.save_walk(walk.id, before, done.state)
            turn.reply(_payload(walk.id, self._flow.id, done))

    def answers(self, conversation: int) -> list[str]:
        state = self._store.peek("terminal", f"c{conversation}", "").walk.state  # type: ignore[union-attr]
        return [str(state.answers[f"question_{i + 1}"].value) for i in range(STEPS)]

    def close(self) -> None:
        self._engine.dispose()  # the last connection writes the log back into the file


def _payload(walk: int, flow: str, done: Any) -> dict[str, Any]:
    """What the dialogue would say: the next question."""
    prompt = done.prompt
    text = "The walk is finished."
    if prompt is not None:
        text = f"({prompt.number}/{prompt.total}) {prompt.question.label['en']}"
    return {
        "replies": [{"text": text, "options": [], "sources": [], "files": []}],
        "walk": {
            "id": str(walk),
            "flow": flow,
            "version": "1",
            "question": prompt.path if prompt is not None else "",
            "status": "open",
        },
    }


def sqlite_durability(execute: Callable[[str], Any]) -> str:
    """What a commit on this connection is worth, in SQLite's words."""
    journal = execute("PRAGMA journal_mode").fetchone()[0]
    level = execute("PRAGMA synchronous").fetchone()[0]
    return f"{journal}, synchronous={('OFF', 'NORMAL', 'FULL', 'EXTRA')[level]}"
