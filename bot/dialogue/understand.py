"""What a message means. The one place that decides; pure and deterministic.

In this order, the first that fits wins:

 1. a slash command;
 2. a label of an option of the open question, its number, or (unless it is a
    taught command word) one of its synonyms: what is on the screen is meant;
 3. a taught command word, a note or report or walk with words of its own;
 4. what people say instead of a command, when it is the whole message;
 5. a correction of an earlier answer;
 6. a complaint in so many words ("我要投诉…"), which is a report;
 7. thanks and greetings;
 8. "不知道", "没有": an option that says so, a skip where allowed;
 9. the open question. Free text: an answer, or both, when it asks something
    (never for `aim`, which asks for a question). Other types: the value; with
    a remark, the rest is handed on; with a question, the question too;
10. a question for the guides; a bare complaint ("怎么这么慢!") becomes a note.

Assumes that personal numbers were masked; offsets are those of the text given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.dialogue import commands
from bot.dialogue.commands import CommandMeant, IssueMeant, NoteMeant
from bot.reading import besides, choices, corrections, free_text, yesno
from bot.reading.answers import read_answer, read_unknown, why_unread
from bot.reading.asking import asks
from bot.reading.corrections import Earlier
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, Span, clauses, core, fold, is_filler, trimmed
from flows.events import Prompt
from flows.model import MEDIA_TYPES, Locale

__all__ = [
    "Ambiguous", "AnswerMeant", "AskMeant", "CommandMeant", "CorrectionMeant", "Earlier",
    "IssueMeant", "Meaning", "NotUnderstood", "NoteMeant", "View", "understand",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What is on the person's screen. `prompt` is None when no question is open.

    `reporting`: a problem report is under way, so complaints are its answers.
    """

    prompt: Prompt | None
    earlier: tuple[Earlier, ...]
    status: Literal["none", "open", "paused", "finished"]
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
    """A question for the guides."""

    question: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """An answer to the open free-text question, or a question: let the person say."""

    reading: Reading
    question: str


@dataclass(frozen=True, slots=True)
class CorrectionMeant:
    """An earlier answer is to be changed; None where it is not clear which, or to what.

    `text` are the words of the new value, empty when none were said. `among` are
    the answers that may be meant, where the words name more than one.
    """

    path: str | None
    reading: Reading | None
    text: str
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No meaning was found. `reason` says why, for the words with which to ask again."""

    reason: Literal[
        "empty",  # nothing was said
        "ambiguous",  # more than one option fits
        "dont_know",  # the person does not know, and the question cannot be skipped
        "media",  # a photo or file is wanted
        "courtesy",  # thanks or a greeting
        "unclear",
    ]


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


def understand(text: str, view: View) -> Meaning:
    """What `text` means to the person looking at `view`. Never raises."""
    if not text.strip():
        return NotUnderstood("empty")
    return _steering(text, view) or _by_prompt(text, view) or _loose(text, view)


def _steering(text: str, view: View) -> Meaning | None:
    """Steps 1 to 7."""
    if slash := commands.slashed(text):
        return _corrected_by(slash, text, view) or slash
    taught = commands.core_command(text)
    shown = _shown_option(text, view.prompt, labels_only=taught is not None)
    if shown is not None:
        return AnswerMeant(shown)
    steering = taught or commands.carrying(text) or commands.spoken(text)
    if isinstance(steering, IssueMeant) and view.reporting:
        return None
    if steering is not None:
        return steering
    if (correction := _correction(text, view)) is not None:
        return correction
    if not view.reporting and (issue := commands.complaint(text)) is not None:
        return issue
    return _courtesy(text, view)


def _corrected_by(slash: commands.Steering, text: str, view: View) -> Meaning | None:
    """`/correct the third to 5` says what to change."""
    if not isinstance(slash, CommandMeant) or slash.name != "correct" or not slash.argument:
        return None
    argument = " " * slash.start + text[slash.start :]
    found = _correction(argument, view) or _correction(text.replace("/", " ", 1), view)
    return found or CorrectionMeant(None, None, slash.argument)


def _shown_option(text: str, prompt: Prompt | None, *, labels_only: bool) -> Reading | None:
    if prompt is None or not prompt.choices or prompt.more:
        return None
    options = prompt.choices
    if labels_only:
        options = tuple(replace(c, extra={}) for c in options)
    reading = choices.exact(text, options)
    if reading is None or prompt.question.type != "select_multiple":
        return reading
    return replace(reading, value=(str(reading.value),))


def _correction(text: str, view: View) -> CorrectionMeant | AnswerMeant | None:
    found = corrections.read(text, view.earlier, view.prompt, locale=view.locale, now=view.now)
    if found is None:
        return None
    if found.reading is None and asks(text) in ("plain", "direct"):
        return None
    if found.reading is not None and view.prompt is not None and found.path == view.prompt.path:
        return AnswerMeant(found.reading)
    return CorrectionMeant(found.path, found.reading, text[found.start : found.end], found.among)


def _courtesy(text: str, view: View) -> Meaning | None:
    if free_text.is_greeting(text):
        return CommandMeant("help") if view.status == "none" else NotUnderstood("courtesy")
    return NotUnderstood("courtesy") if free_text.is_thanks(text) else None


def _by_prompt(text: str, view: View) -> Meaning | None:
    """Steps 8 and 9."""
    prompt = view.prompt
    if prompt is None:
        return None
    if (shrug := _shrug(text, prompt)) is not None:
        return shrug
    if _is_free_text(prompt):
        return _free_answer(text, prompt, view)
    asking = asks(text)
    reading = read_answer(prompt, text, locale=view.locale, now=view.now)
    if reading is None:
        if _skips(text, prompt):
            return CommandMeant("skip")
        return _answer_and_question(text, prompt, view) if asking else None
    if asking in ("plain", "direct"):
        return _asked_answer(text, prompt, reading, view)
    rest = besides.rest(text, reading, prompt, locale=view.locale, now=view.now)
    return AnswerMeant(reading, rest)


def _is_free_text(prompt: Prompt | None) -> bool:
    return prompt is not None and prompt.question.type == "text" and not prompt.more


def _shrug(text: str, prompt: Prompt) -> Meaning | None:
    """What "不知道" comes to: the option that says so, else a skip, else a kind word."""
    if not free_text.is_dont_know(text) or "aim" in prompt.question.appearance.split():
        return None
    if (unknown := read_unknown(prompt, text)) is not None:
        return AnswerMeant(unknown)
    return NotUnderstood("dont_know") if prompt.required else CommandMeant("skip")


def _skips(text: str, prompt: Prompt) -> bool:
    nothing = free_text.is_nothing(text) or (
        prompt.question.type in MEDIA_TYPES and core(fold(text)).startswith(("没", "无", "no "))
    )
    return nothing and not prompt.required and not prompt.more


def _free_answer(text: str, prompt: Prompt, view: View) -> Meaning | None:
    if _skips(text, prompt):
        return CommandMeant("skip")
    reading = read_answer(prompt, text, locale=view.locale, now=view.now)
    if reading is None or (_asks_for_item(prompt) and yesno.bare(text)):
        return None
    asking = asks(text)
    if "aim" in prompt.question.appearance.split() or asking in (None, "embedded", "rhetorical"):
        return AnswerMeant(reading)
    if asking == "direct":
        return AskMeant(text.strip())
    return Ambiguous(reading, text.strip())


def _asks_for_item(prompt: Prompt) -> bool:
    return "item" in prompt.question.appearance.split()


def _asked_answer(text: str, prompt: Prompt, reading: Reading, view: View) -> Meaning:
    """A value in a sentence that asks: "20分钟?" answers, "要等20分钟吗" asks."""
    folded = fold(text)
    outside = folded[: reading.start] + folded[reading.end :]
    if is_filler(core(outside.replace("?", " ").replace("吗", " "))) and "吗" not in outside:
        return AnswerMeant(replace(reading, literal=False))
    return _answer_and_question(text, prompt, view) or AskMeant(text.strip())


def _answer_and_question(text: str, prompt: Prompt, view: View) -> Meaning | None:
    """The answer and the question in "20分钟。要带什么材料?"."""
    spans = clauses(fold(text[:MAX_READ]))
    asked = [s for s in spans if asks(text[slice(*s)]) in ("plain", "direct", "embedded")]
    told = [s for s in spans if s not in asked]
    if not asked or not told:
        return None
    start, end = told[0]
    reading = read_answer(prompt, text[start:end], locale=view.locale, now=view.now)
    if reading is None:
        return None
    question = text[asked[0][0] : asked[-1][1]]
    rest = (asked[0][0], asked[-1][1]) if asked[0][0] >= end else (0, len(text))
    return AnswerMeant(reading.shifted(start), rest, question)


def _loose(text: str, view: View) -> Meaning:
    """Step 10."""
    asking = asks(text)
    if asking in ("plain", "direct", "embedded"):
        return AskMeant(text.strip())
    if asking == "rhetorical" and view.prompt is not None:
        start, end = trimmed(text)
        return NoteMeant(text[start:end], start, end)
    if view.prompt is None:
        return NotUnderstood("unclear")
    reason = why_unread(view.prompt, text)
    return NotUnderstood(reason)
