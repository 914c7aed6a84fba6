"""What the server keeps: people, chats, messages, files, and a log of all that happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tests.telegram_sim.clock import Bell, Clock
from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.faults import Faults
from tests.telegram_sim.files import Files
from tests.telegram_sim.plays import Plays
from tests.telegram_sim.schema import Json, SchemaError, check

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from tests.telegram_sim.bots import Bot

Room = tuple[int, int]
"""Where messages are: a bot's chat with a person is its own; a group is one for all (bot 0)."""
Seat = tuple[int, int]
"""One bot in one chat."""


class World:
    """Everything but what belongs to one bot alone."""

    def __init__(self, *, flood: bool, retry: float) -> None:
        self.clock, self.bell = Clock(), Bell()
        self.flood, self.retry = flood, retry
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Json] = {}
        self.files = Files(self.clock)
        self.http: ClientSession | None = None
        self._numbers: Counter[str] = Counter()
        self.forget()

    def forget(self) -> None:
        """As after the start, but for bots, their webhooks and who exists."""
        self.seats: set[Seat] = set()
        self.messages: dict[Room, dict[int, Json]] = defaultdict(dict)
        self.shown: dict[Room, list[tuple[int, Json]]] = defaultdict(list)
        self.reply_keyboards: dict[Room, Json] = {}
        self.reactions: dict[tuple[Room, int], list[Json]] = {}
        self.blocked: set[Seat] = set()
        self.log: list[Json] = []
        self.faults = Faults()
        self.violations: list[str] = []
        self.deliveries: list[Json] = []
        self.plays = Plays(self)
        self.bell.ring()

    def name(self, of: str) -> str:
        """An identifier that was never given before."""
        self._numbers[of] += 1
        return f"{of}{self._numbers[of]:08d}"

    def bot(self, name: object) -> Bot:
        """A bot by its token, id or username; the first where none is named."""
        for bot in self.bots.values():
            if name in (None, bot.token, bot.id, bot.username):
                return bot
        raise bad_request(f"there is no bot {name}")

    def user(self, number: int, profile: Json) -> Json:
        """A person, who may have changed something about themselves."""
        fresh = {"id": number, "is_bot": False, "first_name": f"User{number}"}
        known = self.users.get(number, {**fresh, "language_code": "zh-hans"})
        self.users[number] = {**known, **profile}
        return self.users[number]

    def open_chat(self, bot: Bot, chat: int, user: Json, title: str | None) -> Json:
        """The chat in which the person speaks with the bot."""
        about = {"type": "supergroup", "title": title or "Group"}
        if chat > 0:
            names = ("first_name", "last_name", "username")
            about = {"type": "private", **{key: user[key] for key in names if key in user}}
        self.chats[chat] = {"id": chat, **about}
        self.seats.add(seat(bot, chat))
        return self.chats[chat]

    def chat(self, bot: Bot, chat: object) -> int:
        """The number of a chat that the bot knows."""
        if isinstance(chat, str):
            named = (n for n, each in self.chats.items() if "@" + each.get("username", "") == chat)
            chat = next(named, None)
        if not isinstance(chat, int) or seat(bot, chat) not in self.seats:
            raise bad_request("chat not found")
        return chat

    def write(self, bot: Bot, chat: int, sender: Json, content: Json) -> Json:
        """A new message. Numbers of private chats come from one row for each bot."""
        number = f"message {bot.id if chat > 0 else chat}"
        self._numbers[number] += 1
        message = {
            "message_id": self._numbers[number],
            "from": sender,
            "chat": self.chats[chat],
            "date": self.clock.seconds(),
            **content,
        }
        self.keep(bot, chat, message)
        return message

    def keep(self, bot: Bot, chat: int, message: Json) -> None:
        """Puts a message in its place, and remembers the keyboard that is seen with it."""
        self.messages[room(bot, chat)][message["message_id"]] = message
        if "reply_markup" in message:
            seen = (message["message_id"], message["reply_markup"])
            self.shown[room(bot, chat)].append(seen)

    def message(self, bot: Bot, chat: int, number: object) -> Json | None:
        """A message that was not deleted."""
        kept = self.messages.get(room(bot, chat), {})
        return kept.get(number) if isinstance(number, int) else None

    def note(self, by: str, bot: Bot, **what: object) -> Json:
        """Writes down that a bot or a person did something; the entry may be completed later."""
        entry = {"i": len(self.log), "t": self.clock.now(), "by": by, "bot": bot.username, **what}
        self.log.append(entry)
        return entry

    def emits(self, kind: str, value: object, where: str) -> None:
        """Holds the emulator itself to the schema."""
        try:
            check(kind, value, where)
        except SchemaError as error:
            self.violations.append(f"emulator: {error}")
            raise

    def violates(self, errors: Iterable[str]) -> None:
        """A bot sent what the schema does not know."""
        self.violations.extend(errors)


def room(bot: Bot, chat: int) -> Room:
    """Where the messages of the chat are kept."""
    return (bot.id if chat > 0 else 0, chat)


def seat(bot: Bot, chat: int) -> Seat:
    """What the bot may do in the chat is kept by this."""
    return (bot.id, chat)


def newest_keyboards(world: World, bot: Bot, chat: int) -> Iterator[tuple[int, Json]]:
    """The inline keyboards that are on the screen now, from the newest message upwards."""
    for number, message in sorted(world.messages[room(bot, chat)].items(), reverse=True):
        if "reply_markup" in message and message["from"]["id"] == bot.id:
            yield number, message["reply_markup"]
