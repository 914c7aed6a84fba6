"""What the dialogue says, as Telegram messages: always the same ones for the same delivery.

A delivery may be sent in part, then the process dies; it goes on with the next part of the very
same list. So everything here follows from the payload alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePath
from typing import Any

from bot.channels.telegram import presses
from bot.channels.telegram.parts import MAX_CAPTION, MAX_TEXT, Ask, Button, Part
from bot.channels.telegram.splitting import clean, split, units
from bot.dialogue.messages import SourceLine

WORDS = {
    "zh": {
        "source": "——依据：{item} · {element}（{guide}，{version}）",
        "and": "、",
        "done": "完成",
        "more": "（接上面的选项）",
        "choose": "请选：",
        "location": "发送我的位置",
        "location_too": "也可以点下面的键，直接发位置。",
        "file_missing": "（这里有一个文件没能发出来：太大了，或者已经不在了。）",
    },
    "en": {
        "source": "— Source: {item} · {element} ({guide}, {version})",
        "and": ", ",
        "done": "Done",
        "more": "(more options)",
        "choose": "Choose:",
        "location": "Send my location",
        "location_too": "You can also send your location with the key below.",
        "file_missing": "(A file could not be sent here: it is too large, or gone.)",
    },
}
MAX_BUTTONS = 60
"""Buttons under one message."""
MAX_KEYBOARD = 9_000
"""Bytes of one keyboard; the server takes no more than 10 kB."""
BUTTON_BYTES = 48
"""What a button takes besides its label and what it sends: the names of both, and its row."""
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
    words = _words(payload)
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


def without_file(part: Part, payload: Payload) -> Part:
    """A part whose file cannot be sent, with a word of that; its buttons stay."""
    text = "\n\n".join(filter(None, (part.text, _words(payload)["file_missing"])))
    return replace(part, text=text, file="", as_photo=False)


def _words(payload: Payload) -> Mapping[str, str]:
    return WORDS["en" if payload.get("locale") == "en" else "zh"]


def _text(said: _Said) -> str:
    text = clean(said.reply["text"]).strip()
    elements: dict[tuple[str, str, str], list[str]] = {}
    for one in (SourceLine(**source) for source in said.reply["sources"]):
        if not one.is_named_in(text):
            elements.setdefault((one.item, one.guide, one.version), []).append(one.element)
    lines = [
        said.words["source"].format(
            item=item, guide=guide, version=version, element=said.words["and"].join(named)
        )
        for (item, guide, version), named in elements.items()
    ]
    return "\n".join(filter(None, (text, *map(clean, lines))))


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
    buttons = [
        Button(_label(option["label"]), said.press(number))
        for number, option in enumerate(said.reply["options"])
    ]
    first = size = 0
    for number, button in enumerate(buttons):
        weight = len((button.label + button.press).encode()) + BUTTON_BYTES
        if number > first and (number - first == MAX_BUTTONS or size + weight > MAX_KEYBOARD):
            yield _rows(said, buttons[first:number], first)
            first, size = number, 0
        size += weight
    if buttons:
        yield _rows(said, buttons[first:], first)


def _rows(said: _Said, buttons: Sequence[Button], first: int) -> tuple[Row, ...]:
    """The rows of some of the buttons, from number `first` on."""
    ticks: list[Row] = []
    rest: list[Button] = []
    for number, button in enumerate(buttons, first):
        if said.reply.get("many") and _is_choice(said, number):
            box = Button(presses.EMPTY_BOX + button.label, said.press(number, tick=True))
            ticks.append((box,))
        else:
            rest.append(button)
    if ticks:
        ticks.append((Button(said.words["done"], presses.DONE),))
    return (*ticks, *_side_by_side(rest, large=said.large))


def _side_by_side(buttons: Sequence[Button], *, large: bool) -> Iterator[Row]:
    """Short labels side by side, in equal columns; one that is too wide has a row of its own."""
    columns = 1 if large else _columns([one for one in buttons if not _is_wide(one)])
    for is_wide, group in groupby(buttons, _is_wide):
        alike = list(group)
        step = 1 if is_wide else columns
        yield from (tuple(alike[at : at + step]) for at in range(0, len(alike), step))


def _is_choice(said: _Said, number: int) -> bool:
    """Whether it names a choice of the question; skipping and keeping stand beside those."""
    return "=" in said.reply["options"][number]["id"]


def _label(text: str) -> str:
    return " ".join(clean(text).split())[:MAX_LABEL] or "…"


def _columns(buttons: Sequence[Button]) -> int:
    widest = max((_width(button.label) for button in buttons), default=0)
    return 2 if widest > NARROW else 3


def _is_wide(button: Button) -> bool:
    return _width(button.label) > MIDDLE


def _width(label: str) -> int:
    if label.isascii():
        return len(label)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in label)
