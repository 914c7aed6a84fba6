"""The driver: people who talk to a bot, and the test that looks on.

It speaks HTTP with the emulator alone, knows nothing of the bots' frameworks, and needs the
standard library only. `Telegram` is the test's hand on the server, `Person` one person in one
chat with one bot.
"""

from __future__ import annotations

import http.client
import json
import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.telegram_sim.seen import Call, Json, told

PATIENCE = 120.0
"""Seconds to wait for what a bot should do; it is waited out only where it does not come."""
PAUSE = 0.01
_BEHIND = 2**31
"""Behind any log: where it ends is asked for, not what is in it."""
SPOKEN = (
    "sendMessage,sendPhoto,sendDocument,sendVoice,sendAudio,sendVideo,sendAnimation,sendVideoNote,"
    "sendSticker,sendMediaGroup,sendLocation,sendVenue,sendContact,copyMessage,forwardMessage,"
    "editMessageText,editMessageCaption,editMessageReplyMarkup,editMessageMedia"
)
"""Calls by which a bot shows something; others are found by their name."""
File = tuple[str, bytes, str]
"""A name, what is in it, and its MIME type."""


def eventually(holds: Callable[[], object], patience: float = PATIENCE) -> None:
    """Waits until it holds; fails where it does not come to that."""
    for _ in range(int(patience / PAUSE)):
        if holds():
            return
        threading.Event().wait(PAUSE)
    raise AssertionError(f"it did not come to hold within {patience} s")


class Telegram:
    """One running emulator."""

    def __init__(self, base: str) -> None:
        self.base = base
        """The address to give to the bots."""

    def person(self, user: int, bot: str, *, chat: int | None = None, **profile: Any) -> Person:
        """Someone, with what their profile says (first_name, language_code, username …)."""
        return Person(self, user, bot, chat or user, profile)

    def fault(self, **order: Any) -> None:
        """Orders a fault: the fields of `faults.Fault`."""
        self.post("/sim/fault", order)

    def faults_left(self) -> int:
        """How many orders have not struck as often as they should."""
        number: int = self.get("/sim/state")["faults"]
        return number

    def advance(self, seconds: float) -> None:
        """Puts the emulator's clock forward; waiting bots are not woken by it."""
        self.post("/sim/advance", {"seconds": seconds})

    def stop_clock(self) -> None:
        """From now on the emulator's clock goes on only by `advance`."""
        self.post("/sim/stop", {})

    def reset(self) -> None:
        """Forgets messages, faults and what waits; accounts and webhooks stay."""
        self.post("/sim/reset", {})

    def violations(self) -> list[str]:
        """What did not fit the schema, of the bots' calls or of the emulator's own."""
        found: list[str] = self.get("/sim/state")["violations"]
        return found

    def state(self, bot: str) -> Json:
        """pending, polling, webhook, commands and presses of a bot."""
        found: Json = self.get("/sim/state")["bots"][bot]
        return found

    def deliveries(self) -> list[Json]:
        """Every attempt to deliver by webhook: update_id, kind, status, began, seconds."""
        found: list[Json] = self.get("/sim/deliveries")
        return found

    def at_once(self, acts: Iterable[Json]) -> list[list[Json]]:
        """Many acts in one go, as `Person.planned` gives them: nothing comes between them."""
        done: list[list[Json]] = self.post("/sim/act", list(acts))
        return done

    def play(self, scripts: Iterable[Sequence[Json]]) -> None:
        """Begins talks that go on by themselves, one for each person.

        A step is a planned act; the next one comes when the bot shows what its `until` says, or
        anything where it says nothing.
        """
        self.post("/sim/play", [list(steps) for steps in scripts])

    def played(self, wait: float = PATIENCE) -> list[float]:
        """Waits for all talks to end; the seconds that people waited, step by step."""
        found = self.get("/sim/play", wait=wait)
        assert not found["errors"], found["errors"]
        assert not found["waiting"], f"never shown: {found['waiting']}"
        seconds: list[float] = found["seconds"]
        return seconds

    def calls(self, **query: Any) -> list[Call]:
        """Finished calls, by bot, chat, method (several by comma), since, n and wait."""
        found = self.get("/sim/log", by="bot", **query)
        return [Call(entry) for entry in found["entries"]]

    def transcript(self, *, bot: str, chat: int) -> str:
        """The talk as both sides saw it, one line for each thing that was done."""
        entries = self.get("/sim/log", bot=bot, chat=chat)["entries"]
        return "\n".join(line for entry in entries for line in told(entry))

    def now(self) -> int:
        """Where the log ends, to read on from there."""
        end: int = self.get("/sim/log", since=_BEHIND, n=0)["next"]
        return end

    def get(self, path: str, **query: Any) -> Any:
        given = {key: value for key, value in query.items() if value is not None}
        return self._ask("GET", f"{path}?{urlencode(given)}", None, {})

    def post(self, path: str, body: object) -> Any:
        data = json.dumps(body).encode()
        return self._ask("POST", path, data, {"Content-Type": "application/json"})

    def post_files(self, path: str, body: Json, files: Sequence[File]) -> Any:
        """The body as the part "json", and the files after it."""
        border = uuid.uuid4().hex
        parts = [f'form-data; name="json"\r\n\r\n{json.dumps(body)}'.encode()]
        for number, (name, data, mime) in enumerate(files):
            head = f'form-data; name="f{number}"; filename="{name}"\r\nContent-Type: {mime}\r\n\r\n'
            parts.append(head.encode() + data)
        lines = [b"--%s\r\nContent-Disposition: %s\r\n" % (border.encode(), part) for part in parts]
        whole = b"".join(lines) + f"--{border}--\r\n".encode()
        kind = f"multipart/form-data; boundary={border}"
        return self._ask("POST", path, whole, {"Content-Type": kind})

    def _ask(self, verb: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        place = urlsplit(self.base)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=150)
        try:
            connection.request(verb, path, body, headers)
            response = connection.getresponse()
            read = json.loads(response.read())
        finally:
            connection.close()
        assert response.status == 200, read["error"]
        return read


class Person:
    """Someone in a chat. Acts give what the server made of them; the bot's calls are read in order.

    What was read once (`calls`, `expect`, `until`) is behind one.
    """

    def __init__(self, telegram: Telegram, user: int, bot: str, chat: int, profile: Json) -> None:
        self.telegram, self.user, self.bot, self.chat = telegram, user, bot, chat
        self.profile = profile
        self._read = telegram.now()

    def planned(self, kind: str, /, **about: Any) -> Json:
        """An act that is not done yet; see `Telegram.at_once`."""
        who = {"bot": self.bot, "user": self.user, "chat": self.chat, "profile": self.profile}
        return {**who, "type": kind, **about}

    def act(self, kind: str, files: Sequence[File] = (), /, **about: Any) -> list[Json]:
        """Any act; what there is of its own name is shorter to write."""
        act = self.planned(kind, **about)
        done: list[Json] = (
            self.telegram.post_files("/sim/act", act, files)
            if files
            else self.telegram.post("/sim/act", act)
        )
        return done

    def say(self, text: str, **about: Any) -> int:
        """Writes; the number of the (last) message."""
        return int(self.act("text", text=text, **about)[-1]["message_id"])

    def start(self, payload: str = "") -> int:
        """Opens a link to the bot."""
        return int(self.act("start", payload=payload)[-1]["message_id"])

    def click(self, button: str | None = None, **about: Any) -> str:
        """Presses a button under a message: by label or `data`, of `message_id`, also an `old` one.

        Gives the press, whose answer is in `answered`.
        """
        return str(self.act("click", button=button, **about)[0]["callback_query_id"])

    def press(self, key: str, **about: Any) -> int:
        """Presses a key of the bot's keyboard; a point or a phone number where it asks for one."""
        return int(self.act("press", button=key, **about)[0]["message_id"])

    def send(self, kind: str, name: str, data: bytes, mime: str, **about: Any) -> int:
        """One file as photo, document, voice, audio, video, video_note, animation or sticker."""
        return int(self.act(kind, [(name, data, mime)], **about)[0]["message_id"])

    def photo(self, data: bytes, **about: Any) -> int:
        return self.send("photo", "photo.jpg", data, "image/jpeg", **about)

    def voice(self, data: bytes, **about: Any) -> int:
        return self.send("voice", "voice.oga", data, "audio/ogg", **about)

    def album(self, photos: Iterable[bytes], **about: Any) -> list[int]:
        files = [(f"{n}.jpg", data, "image/jpeg") for n, data in enumerate(photos)]
        return [int(told["message_id"]) for told in self.act("album", files, **about)]

    def location(self, latitude: float, longitude: float) -> int:
        return int(self.act("location", latitude=latitude, longitude=longitude)[0]["message_id"])

    def edit(self, message: int, text: str) -> None:
        self.act("edit", message_id=message, text=text)

    def block(self) -> None:
        self.act("block")

    def unblock(self) -> None:
        self.act("unblock")

    def calls(self, n: int = 1, *, wait: float = PATIENCE, method: str = SPOKEN) -> list[Call]:
        """The bot's next calls into this chat, up to n of them, refused ones too."""
        found = self.telegram.calls(
            since=self._read, n=n, wait=wait, bot=self.bot, chat=self.chat, method=method
        )[:n]
        if found:
            self._read = found[-1].number + 1
        return found

    def expect(self, *parts: str, wait: float = PATIENCE) -> list[Call]:
        """The next calls hold these words, one after the other."""
        found = self.calls(len(parts), wait=wait)
        texts = [call.text for call in found]
        fits = len(texts) == len(parts) and all(p in t for p, t in zip(parts, texts, strict=True))
        assert fits, f"wanted {parts}, got {texts}"
        return found

    def until(self, part: str, *, most: int = 20, wait: float = PATIENCE) -> list[Call]:
        """Reads on until a call holds the words; all that was read."""
        found: list[Call] = []
        while len(found) < most:
            more = self.calls(wait=wait)
            assert more, f"wanted {part!r}, got {[call.text for call in found]}"
            found += more
            if part in more[0].text:
                return found
        raise AssertionError(f"no {part!r} in {most} calls: {[call.text for call in found]}")

    def quiet(self, seconds: float = 0.5) -> bool:
        """Whether the bot shows nothing more within the time."""
        return not self.calls(wait=seconds)

    def screen(self) -> Json:
        """messages, keyboard, menu, button and reactions as this person sees them now."""
        found: Json = self.telegram.get("/sim/chat", bot=self.bot, chat=self.chat)
        return found

    def messages(self) -> list[Json]:
        found: list[Json] = self.screen()["messages"]
        return found

    def answered(self, press: str) -> Json | None:
        """What the bot answered to a press; None as long as it did not."""
        found: Json | None = self.telegram.state(self.bot)["presses"][press]
        return found

    def transcript(self) -> str:
        return self.telegram.transcript(bot=self.bot, chat=self.chat)
