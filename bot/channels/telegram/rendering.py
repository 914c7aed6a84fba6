"""What the dialogue says, as Telegram messages: always the same ones for the same delivery.

A delivery may be sent in part, then the process dies; it goes on with the next part of the very
same list. So everything here follows from the payload alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from bot.channels.telegram import presses
from bot.channels.telegram.parts import MAX_CAPTION, MAX_TEXT, Ask, Button, Part
from bot.channels.telegram.splitting import clean, split, units
from bot.dialogue.messages import SourceLine

WORDS = {
    "zh": {
        "source": "——依据：{item} · {element}（{guide}，{version}）",
        "done": "完成",
        "more": "（接上面的选项）",
        "choose": "请选：",
        "location": "发送我的位置",
        "location_too": "也可以点下面的键，直接发位置。",
    },
    "en": {
        "source": "— Source: {item} · {element} ({guide}, {version})",
        "done": "Done",
        "more": "(more options)",
        "choose": "Choose:",
        "location": "Send my location",
        "location_too": "You can also send your location with the key below.",
    },
}
MAX_BUTTONS = 60
"""Buttons under one message; the server takes no more than 10 kB of them."""
MAX_LABEL = 200
NARROW, MIDDLE = 8, 16
"""Widths, a Chinese character being two, up to which three and two labels share a row."""
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")

Payload = Mapping[str, Any]
Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """One reply, with its place in the delivery and how it is to be shown."""

    reply: Payload
    delivery: int
    number: int
    words: Mapping[str, str]
    large: bool

    def press(self, option: int, *, tick: bool = False) -> str:
        place = (self.delivery, self.number, option)
        return presses.press_of(self.reply["options"][option]["id"], place, tick=tick)


def parts(payload: Payload, delivery: int) -> list[Part]:
    """The messages of a delivery, in order; `payload` is that of an Outcome.

    Replies that have nothing to tap stand in one message with the one that follows.
    """
    words = WORDS["en" if payload.get("locale") == "en" else "zh"]
    large = bool(payload.get("large"))
    found: list[Part] = []
    before = ""
    for number, reply in enumerate(payload["replies"]):
        said = _Said(reply, delivery, number, words, large)
        text = "\n\n".join(filter(None, (before, _text(said))))
        if reply["options"] or reply["files"] or reply.get("wants"):
            found += _reply_parts(said, text)
            before = ""
        else:
            before = text
    found += [Part(piece) for piece in split(before)]
    if payload.get("unasked"):
        found = _taking_away(found, words)
    return [replace(part, quiet=True) for part in found] if payload.get("quiet") else found


def _taking_away(found: list[Part], words: Mapping[str, str]) -> list[Part]:
    """The key of a question that is over goes with a message that has no buttons of its own."""
    bare = next((number for number, part in enumerate(found) if not part.rows), None)
    if bare is not None:
        found[bare] = replace(found[bare], clear_ask=True)
        return found
    if not found:
        return found
    first = replace(found[0], rows=(), clear_ask=True)
    return [first, Part(words["choose"], rows=found[0].rows), *found[1:]]


def _text(said: _Said) -> str:
    text = clean(said.reply["text"]).strip()
    lines = [
        clean(said.words["source"].format(**source))
        for source in said.reply["sources"]
        if not SourceLine(**source).is_named_in(text)
    ]
    return "\n".join(filter(None, (text, *lines)))


def _reply_parts(said: _Said, text: str) -> Iterator[Part]:
    """Words first, then files; what can be tapped is at the end."""
    messages = [*_with_files(text, said.reply["files"])]
    keyboards = list(_keyboards(said))
    if keyboards:
        messages[-1:] = (
            [replace(messages[-1], rows=keyboards[0])]
            if messages
            else [Part(said.words["choose"], rows=keyboards[0])]
        )
    messages += [Part(said.words["more"], rows=rows) for rows in keyboards[1:]]
    yield from _with_ask(messages, said)


def _with_files(text: str, files: Sequence[str]) -> Iterator[Part]:
    if len(files) == 1 and units(text) <= MAX_CAPTION:
        yield Part(text, file=files[0], as_photo=_is_picture(files[0]))
        return
    yield from (Part(piece) for piece in split(text, MAX_TEXT))
    yield from (Part(file=file, as_photo=_is_picture(file)) for file in files)


def _is_picture(file: str) -> bool:
    return PurePath(file).suffix.lower() in _PICTURES


def _with_ask(messages: list[Part], said: _Said) -> Iterator[Part]:
    """The key that asks the device, under the last message, or its own where that has buttons."""
    if said.reply.get("wants") != "location":
        yield from messages
        return
    ask = Ask(said.words["location"])
    if messages and not messages[-1].rows:
        yield from (*messages[:-1], replace(messages[-1], ask=ask))
    else:
        yield from (*messages, Part(said.words["location_too"], ask=ask))


def _keyboards(said: _Said) -> Iterator[tuple[Row, ...]]:
    """The buttons, in as many keyboards as they need."""
    numbers = range(len(said.reply["options"]))
    for start in range(0, len(numbers), MAX_BUTTONS):
        yield _rows(said, numbers[start : start + MAX_BUTTONS])


def _rows(said: _Said, numbers: Sequence[int]) -> tuple[Row, ...]:
    boxes = [n for n in numbers if said.reply.get("many") and _is_choice(said, n)]
    rest = [Button(_label(said, n), said.press(n)) for n in numbers if n not in boxes]
    ticks: list[Row] = [
        (Button(presses.EMPTY_BOX + _label(said, n), said.press(n, tick=True)),) for n in boxes
    ]
    if ticks:
        ticks.append((Button(said.words["done"], presses.DONE),))
    columns = 1 if said.large else _columns(rest)
    return (
        *ticks,
        *(tuple(rest[start : start + columns]) for start in range(0, len(rest), columns)),
    )


def _is_choice(said: _Said, number: int) -> bool:
    """Whether it names a choice of the question; skipping and keeping stand beside those."""
    return "=" in said.reply["options"][number]["id"]


def _label(said: _Said, number: int) -> str:
    label = " ".join(clean(said.reply["options"][number]["label"]).split())
    return label[:MAX_LABEL] or "…"


def _columns(buttons: Sequence[Button]) -> int:
    widest = max((_width(button.label) for button in buttons), default=0)
    if widest > MIDDLE:
        return 1
    return 2 if widest > NARROW else 3


def _width(label: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in label)
