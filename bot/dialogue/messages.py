"""What goes in and out of the dialogue, whatever the channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

MAX_ID = 12
"""Digits of an id."""


@dataclass(frozen=True, slots=True)
class FileIn:
    """A file that came with a message, still outside our store."""

    path: Path
    name: str
    mime: str = ""
    """Empty: guessed from name and content."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of one person in one chat.

    `external_id` is the channel's own id of the message; (channel, chat,
    external_id) is handled once. `choose` is the id of a tapped option.
    `edits` is the external id of the message of which `text` is the new wording.
    `name`, `role`, `department` and `locale` describe the person as the channel knows them; they
    are used when the person is new, and role and department also on later visits.
    """

    channel: str
    chat: str
    external_id: str
    at: datetime
    text: str = ""
    choose: str = ""
    files: tuple[FileIn, ...] = ()
    name: str = ""
    role: Literal["volunteer", "staff", "admin"] = "volunteer"
    department: str = ""
    locale: str = ""
    edits: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A button. `id` says by itself what it answers, so that an old one can be told apart."""

    id: str
    label: str


def id_named(text: str) -> int | None:
    """The message, kept question or gap that a button names; None where it names none."""
    named = text.isascii() and text.isdecimal() and len(text) <= MAX_ID
    return int(text) if named else None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A citation under an answer (item, element, guide id, version)."""

    item: str
    element: str
    guide: str
    version: str

    def is_named_in(self, text: str) -> bool:
        """Whether a text says this source by itself, as the guides' answers do."""
        return self.item in text and self.element in text and self.version in text


@dataclass(frozen=True, slots=True)
class Reply:
    """One bubble. `files` are paths of files to send along."""

    text: str
    options: tuple[Option, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    files: tuple[str, ...] = ()
    whole: str = ""
    """All of what the text says in short; empty where it says all."""
    many: bool = False
    """Several of the options may be chosen at once: `w:PATH=a b` chooses both `a` and `b`."""
    wants: Literal["", "location"] = ""
    """What the device may be asked for in answer."""

    def to_payload(self) -> dict[str, Any]:
        """Its part of an outcome's payload; rare fields are left out where they say nothing."""
        data: dict[str, Any] = {
            "text": self.text,
            "options": tuple({"id": one.id, "label": one.label} for one in self.options),
            "sources": tuple(map(asdict, self.sources)),
            "files": self.files,
        }
        rare = {"whole": self.whole, "many": self.many, "wants": self.wants}
        return data | {name: value for name, value in rare.items() if value}


_MARKS = ("large", "unasked", "quiet")
"""Fields of an outcome that are left out where they say nothing."""


@dataclass(frozen=True, slots=True)
class WalkView:
    """Where the person's walk stands after the message."""

    id: str = ""
    flow: str = ""
    version: str = ""
    question: str = ""
    """Path of the open question; in a problem report, within a walk or not, `issue/PATH`."""
    status: Literal["none", "open", "paused", "finished"] = "none"

    def to_payload(self) -> dict[str, str]:
        """Its part of an outcome's payload."""
        return {name: getattr(self, name) for name in self.__slots__}


def with_once(payload: Mapping[str, Any], once: tuple[str, str] | None) -> dict[str, Any]:
    """An outcome's payload with what is shown this once in place of what stands for it."""
    if once is None:
        return dict(payload)
    replies = [
        {**reply, "text": reply["text"].replace(*once)} for reply in payload.get("replies", ())
    ]
    return {**payload, "replies": replies}


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one inbound message brings about for the person."""

    replies: tuple[Reply, ...]
    walk: WalkView = field(default_factory=WalkView)
    large: bool = False
    """To be shown large, with one button a line, where the channel can."""
    locale: Literal["zh", "en"] = "zh"
    """The language of the channel's own words beside it."""
    unasked: bool = False
    """What the device was asked for (`Reply.wants`) is asked for no more: a key for it goes."""
    quiet: bool = False
    """It can wait: it is to make no sound."""
    once: tuple[str, str] | None = None
    """Words of the replies, and what is shown in their place this once and never stored."""

    def shown_payload(self) -> dict[str, Any]:
        """`to_payload` with what is shown this once."""
        return with_once(self.to_payload(), self.once)

    def to_payload(self) -> dict[str, Any]:
        """The plain-data form that is stored in the outbox and printed by `chat --jsonl`."""
        data: dict[str, Any] = {
            "replies": [reply.to_payload() for reply in self.replies],
            "walk": self.walk.to_payload(),
        }
        data |= {name: True for name in _MARKS if getattr(self, name)}
        return data if self.locale == "zh" else {**data, "locale": self.locale}

    @classmethod
    def from_payload(cls, data: Mapping[str, Any]) -> Outcome:
        """The inverse of `to_payload`."""
        replies = tuple(
            Reply(
                r["text"],
                tuple(Option(**o) for o in r["options"]),
                tuple(SourceLine(**s) for s in r["sources"]),
                tuple(r["files"]),
                r.get("whole", ""),
                r.get("many", False),
                r.get("wants", ""),
            )
            for r in data["replies"]
        )
        large, unasked, quiet = (bool(data.get(name)) for name in _MARKS)
        view, locale = WalkView(**data["walk"]), data.get("locale", "zh")
        return cls(replies, view, large, locale, unasked, quiet)
