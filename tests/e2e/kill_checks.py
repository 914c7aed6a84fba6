"""What has to hold of a run in which the service was killed again and again.

The emulator's log is the truth: what people did, and what they were shown. Each check gives its
faults in words; none means that it holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot.app import App
from bot.channels.telegram.rendering import parts
from storage.deliveries import Deliveries
from storage.updates import Updates
from tests.e2e.kill_people import Walker
from tests.telegram_sim.people import SPOKEN, Telegram

SHOWN = ",".join(method for method in SPOKEN.split(",") if not method.startswith("edit"))
"""Calls by which a bot adds a message."""


@dataclass
class Found:
    """What a run came to."""

    messages: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    repeats: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Prompts that were shown again, by chat and kill."""

    @property
    def faults(self) -> list[str]:
        many = [f"{n} repeated prompts in {key}" for key, n in self.repeats.items() if n > 1]
        return [*self.lost, *self.doubled, *self.other, *many]


def look(
    app: App, telegram: Telegram, walkers: Iterable[Walker], bot: str, lives: Sequence[int]
) -> Found:
    """Everything; `lives` are the places in the log where a process began."""
    found = Found()
    log = telegram.get("/sim/log", bot=bot)["entries"]
    talks: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for entry in log:
        talks[int(entry["chat"] or 0)].append(entry)
    for walker in walkers:
        chat = walker.person.chat
        _heard(app, bot, chat, talks[chat], found)
        _shown(app, bot, chat, talks[chat], lives, found)
        found.other += [f"{chat}: {fault}" for fault in _answers(app, bot, walker)]
    found.other += [*_files(app), *_left(app, bot), *telegram.violations()]
    return found


# What people did


@dataclass(frozen=True)
class Did:
    """Something that has to be a message of the dialogue, with so many files."""

    external: str
    said: str
    files: tuple[str, ...] = ()


def done_by(talk: Iterable[Mapping[str, Any]]) -> Iterator[Did]:
    """What a person did, in order; a tick of a box only changes its keyboard."""
    for entry in talk:
        if entry["by"] != "person" or str(entry.get("button", ""))[:2] in ("☐ ", "☑ "):
            continue
        told = entry["told"]
        said = f"{entry['type']} {entry.get('text') or entry.get('button') or ''}"
        first = told[0]
        has_number = entry["type"] not in ("click", "edit")
        external = f"m{first['message_id']}" if has_number else f"u{first['update_id']}"
        files = tuple(f"m{one['message_id']}" for one in told) if entry["files"] else ()
        yield Did(external, said, files)


def _heard(app: App, bot: str, chat: int, talk: list[dict[str, Any]], found: Found) -> None:
    """Everything counted once, in its order, with all its files."""
    wanted = list(done_by(talk))
    found.messages += len(wanted)
    rows = _rows(app, _MESSAGES, bot=bot, chat=str(chat))
    stored = [external for external, _ in rows]
    files = dict(map(tuple, rows))
    late = {number for did in wanted for number in did.files[1:]}
    for external, times in Counter(stored).items():
        if times > 1:
            found.doubled.append(f"{chat}: {external} {times} times")
    for did in wanted:
        if did.external not in files:
            found.lost.append(f"{chat}: {did.external} {did.said}")
        kept = sum(files.get(number, 0) for number in did.files)
        if kept < len(did.files):
            found.lost.append(f"{chat}: {did.said}: {kept} of {len(did.files)} files")
        if kept > len(did.files):
            found.doubled.append(f"{chat}: {did.said}: {kept} files for {len(did.files)}")
    order = [external for external in stored if external not in late]
    expected = [did.external for did in wanted if did.external in files]
    pressed = {did.external for did in wanted if did.said.startswith("click ")}
    # Messages and presses come to a webhook in rows of their own, which may overtake each other.
    apart = pressed if app.settings.telegram_webhook else set()
    for is_in in (apart.__contains__, lambda one: one not in apart):
        came, sent = list(filter(is_in, order)), list(filter(is_in, expected))
        if came != sent:
            odd = [pair for pair in zip(came, sent, strict=False) if pair[0] != pair[1]][:3]
            surplus = sorted({*came} - {*sent})[:5]
            found.other.append(f"{chat}: another order: {odd}, nobody said {surplus}")


_MESSAGES = """
SELECT m.external_id, (SELECT count(*) FROM attachment a WHERE a.message_id = m.id)
FROM message m JOIN chat c ON c.id = m.chat_id
WHERE c.channel = :bot AND c.external = :chat ORDER BY m.id
"""


def _rows(app: App, query: str, **about: object) -> list[Any]:
    with app.engine.connect() as db:
        return list(db.execute(text(query), about))


# What people were shown


def _shown(
    app: App, bot: str, chat: int, talk: list[dict[str, Any]], lives: Sequence[int], found: Found
) -> None:
    """What was shown is what was to be, in its order, here and there repeated after a kill."""
    methods = set(SHOWN.split(","))
    shown = [
        (entry["i"], _key(entry["args"].get("text") or entry["args"].get("caption") or ""))
        for entry in talk
        if entry["by"] == "bot" and entry.get("executed") and entry["method"] in methods
    ]
    wanted = [_key(part) for part in _to_show(app, bot, chat)]
    at = -1
    for number, words in shown:
        life = sum(begin <= number for begin in lives)
        if at + 1 < len(wanted) and wanted[at + 1] == words:
            at += 1
        elif at >= 0 and wanted[at] == words:
            found.repeats[chat, life] += 1
        else:
            found.other.append(f"{chat}: shown out of place: {words!r} after {wanted[at]!r}")
            return
    if at + 1 < len(wanted):
        found.lost.append(f"{chat}: never shown: {wanted[at + 1]!r}")


def _key(words: str) -> str:
    return words[:120]


def _to_show(app: App, bot: str, chat: int) -> Iterator[str]:
    deliveries = Deliveries(app.engine)
    query = "SELECT id FROM delivery WHERE bot = :bot AND chat = :chat ORDER BY id"
    for (number,) in _rows(app, query, bot=bot, chat=str(chat)):
        record = deliveries.get(number)
        assert record is not None
        yield from (part.text for part in parts(record.payload, record.id))


# What is left behind


def _answers(app: App, bot: str, walker: Walker) -> Iterator[str]:
    """Each walk that was walked to its end holds what was said last."""
    query = (
        "SELECT w.id FROM walk w JOIN chat c ON c.id = w.chat_id "
        "WHERE c.channel = :bot AND c.external = :chat AND w.status = 'finished' ORDER BY w.id"
    )
    numbers = [row[0] for row in _rows(app, query, bot=bot, chat=str(walker.person.chat))]
    if len(numbers) != len(walker.walks):
        yield f"{len(numbers)} finished walks, {len(walker.walks)} were walked"
    walks = {walk.id: walk for walk in app.reader.walks()}
    for number, expected in zip(numbers, walker.walks, strict=False):
        answers = walks[number].state.answers
        for path, value in expected.items():
            kept = answers[path].value if path in answers else None
            if (set(kept) if isinstance(kept, tuple) else kept) != value:
                yield f"walk {number}: {path} is {kept!r}, said was {value!r}"


def _files(app: App) -> Iterator[str]:
    """Each file that is named is there, and nothing else once a start has tidied up."""
    app.media.unfinished.forget(app.clock() + timedelta(hours=2))
    folder = app.settings.home / "media"
    named = {row[0] for row in _rows(app, "SELECT sha256 FROM media")}
    there = {path.name for path in folder.rglob("*") if path.is_file()}
    wanted = named | {f"{name}.json" for name in named}
    if missing := sorted(wanted - there):
        yield f"{len(missing)} files are not there: {missing[:3]}"
    if surplus := sorted(there - wanted):
        yield f"{len(surplus)} files that nothing names: {surplus[:3]}"
    if left := sorted(path.name for path in (app.settings.home / "incoming").rglob("*")):
        yield f"incoming: {left[:3]}"


def _left(app: App, bot: str) -> Iterator[str]:
    from bot.cli.db import look as faults_of

    if waiting := Updates(app.engine).waiting(bot):
        yield f"{len(waiting)} updates not handled"
    if counts := Deliveries(app.engine).counts():
        yield f"not sent: {counts}"
    yield from (f"database: {fault}" for fault in faults_of(app.settings))
