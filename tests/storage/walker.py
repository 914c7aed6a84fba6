"""A process that handles messages, for the tests that kill or race it.

    python walker.py DATABASE_URL FOLDER CHAT FIRST COUNT
    python walker.py DATABASE_URL FOLDER issues CHAT COUNT

The first way answers COUNT questions of one walk, numbered from FIRST, and
prints each external id once its turn is committed. The second confirms COUNT
issues, failing every third turn after its number was drawn, and prints the
numbers that were committed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from flows.state import Answer, Evidence, State
from storage.database import open_database
from storage.media import MediaStore
from storage.records import FieldValue
from storage.turns import ChatMoved, Duplicate, NewMessage, PersonHint, Store

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def message(chat: str, id_: str, text: str) -> NewMessage:
    return NewMessage("terminal", chat, id_, text, NOW, PersonHint(chat))


def answer(store: Store, chat: str, number: int) -> None:
    """One message: in a fresh chat it begins the walk, else it answers one question more."""
    id_, text = f"m{number}", f"第{number}个回答：窗口等了{number}分钟"
    while True:
        seen = store.peek("terminal", chat, id_)
        if seen.reply is not None:
            return
        try:
            with store.turn(message(chat, id_, text), expect_version=seen.version) as turn:
                if seen.walk is None:
                    turn.start_walk("ten", "1", State("ten", "1", NOW.isoformat()))
                else:
                    before = seen.walk.state
                    said = Answer(text, Evidence(turn.message_id, 0, len(text)))
                    path = f"q{len(before.answers) + 1:04d}"
                    after = State(
                        "ten", "1", before.started, answers={**before.answers, path: said}
                    )
                    turn.save_walk(seen.walk.id, before, after)
                turn.reply({"said": id_})
        except (ChatMoved, Duplicate):
            continue
        return


def confirm(store: Store, chat: str, number: int) -> str:
    seen = store.peek("terminal", chat, f"m{number}")
    with store.turn(message(chat, f"m{number}", "报问题"), expect_version=seen.version) as turn:
        fields = {"problem": FieldValue("排队太久", turn.message_id, 0, 3)}
        found = turn.put_finding(None, f"k{number}", "", "reported", fields)
        drawn = turn.confirm_issue(found, state="found", year=2026)
        if number % 3 == 0:
            raise RuntimeError("on purpose, after the number was drawn")
    return drawn


def main() -> None:
    url, folder, chat, first, count = sys.argv[1:]
    store = Store(open_database(url), MediaStore(Path(folder)))
    if chat == "issues":
        for number in range(int(count)):
            try:
                print(confirm(store, first, number), flush=True)
            except RuntimeError:
                continue
        return
    for number in range(int(first), int(first) + int(count)):
        answer(store, chat, number)
        print(f"m{number}", flush=True)


if __name__ == "__main__":
    main()
