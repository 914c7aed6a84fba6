"""What a message can mean, and what it is understood against: the words of `understand`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.dialogue.commands import CommandMeant, IssueMeant, NoteMeant
from bot.reading.correction_scene import Edit
from bot.reading.naming import Earlier
from bot.reading.reading import Reading
from bot.reading.words import Span
from flows.events import Prompt
from flows.model import Locale
from flows.state import Status


@dataclass(frozen=True, slots=True)
class View:
    """What is on the person's screen. `prompt` is None when no question is open.

    `reporting`: a problem report is under way, so complaints are its answers.
    """

    prompt: Prompt | None
    earlier: tuple[Earlier, ...]
    status: Status | Literal["none"]
    locale: Locale
    now: datetime
    reporting: bool = False


@dataclass(frozen=True, slots=True)
class AnswerMeant:
    """An answer to the open question.

    `rest` is what was said besides, to be kept as a note; `ask` is the question
    in it, when there is one for the guides.
    """

    reading: Reading
    rest: Span | None = None
    ask: str = ""


@dataclass(frozen=True, slots=True)
class AskMeant:
    """A question for the guides; `rest` is the problem told besides, to be kept as a note."""

    question: str
    rest: Span | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """An answer to the open free-text question, or a question: let the person say."""

    reading: Reading
    question: str


@dataclass(frozen=True, slots=True)
class CorrectionMeant:
    """An earlier answer is to be changed; None where it is not clear which, or to what.

    `text` are the words of the new value, empty when none were said. `among` are
    the answers that may be meant, where the words name more than one. `rest` is what
    was said after the value, to be kept as a note. `of_walk`: while a report is under way
    in a walk, the answer is one of the walk. By an `edit` a text is added to, or changed in part.
    """

    path: str | None
    reading: Reading | None
    text: str
    among: tuple[str, ...] = ()
    rest: Span | None = None
    of_walk: bool = False
    edit: Edit = ""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No meaning was found. `reason` says why, for the words with which to ask again."""

    reason: Literal[
        "empty",  # nothing was said
        "too_long",  # more than a message may hold
        "range",  # from … to …, where one figure is wanted
        "unfinished",  # "还没办完", where it is asked how long it took
        "several",  # more than one figure, where their total is wanted
        "refers_back",  # "同上": an answer must be understood by itself
        "ambiguous",  # more than one option fits
        "dont_know",  # the person does not know, and the question cannot be skipped
        "media",  # a photo or file is wanted
        "courtesy",  # thanks or a greeting
        "no_list",  # a place of a list is named, and none was shown
        "nothing_yet",  # the open question's answer is to be cut, and there is none
        "no_name",  # a name is wanted, and something is told
        "no_picture",  # "没图": there is no photo to send, which nobody asked for
        "wants_example",  # "比如呢", "写几条": what an answer may be like
        "must_i",  # "必须写吗": whether it can be left out
        "thinks",  # "让我想想": the answer is still to come
        "grumble",  # a complaint of the bot itself
        "wordless",  # marks, an emoji, a nod: nothing to keep
        "unclear",
    ]
    near: tuple[str, ...] = ()
    """Options of the open question that the words come near to by meaning."""


Meaning = (
    AnswerMeant
    | AskMeant
    | Ambiguous
    | CorrectionMeant
    | NoteMeant
    | IssueMeant
    | CommandMeant
    | NotUnderstood
)
