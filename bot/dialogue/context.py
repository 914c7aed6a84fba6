"""What a chat remembers between two messages besides the walk itself.

Kept apart from the walk's state on purpose: a question in mid-step, a menu or
a report under way may change this, and must leave the walk byte-identical.
Stored as small JSON with the chat; unknown keys of an older version are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from bot.dialogue.menu_kinds import WAYS, Kind, Ways
from bot.dialogue.messages import Option
from knowledge.model import Before


class Asked(NamedTuple):
    """What the guides were asked last: what "第二个呢" and "那要几天" lean on."""

    question: str
    item: str = ""
    """The item that it was answered for; empty where that is still open."""
    listed: tuple[str, ...] = ()
    """What the guides listed last to choose from, as each one's button names it."""
    picked: str = ""
    """Which of it was answered last."""

    @property
    def before(self) -> Before:
        """The same as the library takes it."""
        return Before(**self._asdict())


class Listing(NamedTuple):
    """The lines of a list that an office was shown last, by its command."""

    command: str
    argument: str
    """What the list was asked for with."""
    start: int
    """How many of its lines stand before these."""
    lines: tuple[str, ...]
    """Number or id of each."""


Span = tuple[int, int, int]
"""Words in a message of the chat: its id, and the characters [start, end) of it."""
STAY = "stay!"
"""Id of the option that leaves a menu with nothing changed; it is never picked by number."""


@dataclass(frozen=True, slots=True)
class Menu:
    """Options shown last, which a typed "2" or label may pick, or a free text that is awaited.

    `kind` says what it is about; `data` what must be known when it is answered.
    A menu never traps: a message that picks nothing is taken as usual.
    """

    kind: Kind
    options: tuple[Option, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)

    def offers(self, option: str) -> bool:
        """Whether `option` is the id of one of the options."""
        return any(one.id == option for one in self.options)

    @property
    def ways(self) -> Ways:
        """How it takes what is said."""
        return WAYS[self.kind]


@dataclass(slots=True)
class Context:
    """The chat's memory. `walk` is the open or paused walk (0: none)."""

    walk: int = 0
    misses: int = 0
    """Messages in a row that were not understood."""
    menu: Menu | None = None
    capture: str = ""
    """State (JSON) of an issue being reported, a small walk of its own by the `issue` flow."""
    reports: int = 0
    """How many reports were begun in this chat: the number of the one under way."""
    parked: tuple[Span, ...] = ()
    """Words of further problems, said while one was being reported; their reports come next."""
    offer: Span | None = None
    """Words that a report was offered for: they sound like a problem."""
    several: tuple[Span, ...] = ()
    """The problems that the words of the last report tell, which may be parted."""
    reported: int = 0
    """The finding that was reported last in the walk: its card waits, but it can be mended."""
    photos_for: int = 0
    """The finding reported last, while nothing was said since: files that come now show it."""
    known: tuple[str, ...] = ()
    """Numbers of the issues that the person was told of when the service was chosen."""
    known_asked: bool = False
    """Whether it was asked which of them are still so."""
    drafts: tuple[int, ...] = ()
    """Findings waiting for the person's yes or no; non-empty: the walk is being closed."""
    numbered: tuple[int, ...] = ()
    """All findings that were put to the person, decided or not: their places on the cards."""
    merged: tuple[tuple[int, int], ...] = ()
    """Pairs of findings: the waiting draft, and one that is entered together with it."""
    apart: tuple[int, ...] = ()
    """Findings that the person wants to have entered by themselves."""
    hint: str = ""
    """Name of what was heard against a prefilled value and no answer has carried yet."""
    topic: str = ""
    """Id of the service that was last asked about outside of a walk: "and what does it cost?"."""
    asked: Asked | None = None
    """The guide question of the message before; what is said of its answer ends it not."""
    files: tuple[str, ...] = ()
    """Hashes of files for the report under way, or sent just before one outside a walk."""
    news: tuple[str, ...] = ()
    """Sentences to be said with the next reply: what an edit of the flow did to the walk."""

    answered: tuple[int, ...] = ()
    """The answer of the guides that was just given, as its button names it (`guide_answers`)."""
    whole: int = 0
    """The message whose answer of the guides was just shown in short."""
    maybe: str = ""
    """The message before and the open question that it may answer, as `after_all` names them."""
    listing: Listing | None = None
    """The list of gaps or faults of the guides that an office was shown last."""
    lacking: int = 0
    """The question of which it was just asked what was missing in its answer."""
    reworded: tuple[tuple[int, int], ...] = ()
    """Messages that were edited, with the message that told it, which their answers rest on now."""
    applied: int = 0
    """Number of the latest application that an admin was told to be waiting."""
    moving: str = ""
    """A move of an issue that is being put together (`move_form.Moving`)."""
    due: tuple[str, ...] = ()
    """What is to be asked of issues, when nothing else is under way: `rate:NUMBER`."""
    device: bool = False
    """Whether the device is asked for something: a key for it is on the person's screen."""

    def fresh(self) -> Context:
        """What is remembered when a walk ends: how many reports there were, what an admin knows."""
        return Context(reports=self.reports, applied=self.applied, due=self.due)

    def to_dict(self) -> dict[str, Any]:
        """Only what differs from the defaults, to keep the row small."""
        out = {name: _listed(value) for name in _NAMES if (value := getattr(self, name))}
        if self.menu is not None:
            out["menu"] = {
                "kind": self.menu.kind,
                "options": [[o.id, o.label] for o in self.menu.options],
                "data": dict(self.menu.data),
            }
        return out

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Context:
        """The inverse of `to_dict`."""
        return cls(**{name: _READ[name](value) for name, value in data.items() if name in _READ})


_NAMES = tuple(one.name for one in fields(Context))


def _listed(value: Any) -> Any:
    """`value` as JSON has it: tuples, also those in tuples, as lists."""
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    """The inverse of `_listed` of one list."""
    return tuple(value) if isinstance(value, list) else value


def _same(value: Any) -> Any:
    """What JSON has as it is: a number, a text."""
    return value


def _rows(value: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, value))


def _menu(value: Mapping[str, Any] | None) -> Menu | None:
    """A menu, unless it is of a kind that this version has not."""
    if not value or value["kind"] not in WAYS:
        return None
    options = tuple(Option(id_, label) for id_, label in value["options"])
    return Menu(value["kind"], options, value["data"])


def _asked(value: Sequence[Any] | None) -> Asked | None:
    return Asked(*value[:2], *map(_tupled, value[2:4])) if value else None


def _listing(value: Sequence[Any] | None) -> Listing | None:
    return Listing(*map(_tupled, value)) if value else None


def _span(value: Sequence[int] | None) -> Span | None:
    return (value[0], value[1], value[2]) if value else None


_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_NAMES, _same),
    **dict.fromkeys(
        ("known", "drafts", "numbered", "apart", "files", "news", "answered", "due"), tuple
    ),
    **dict.fromkeys(("parked", "several", "merged", "reworded"), _rows),
    "menu": _menu,
    "offer": _span,
    "asked": _asked,
    "listing": _listing,
}
"""How each field is read; the names of an older version are none of them."""
