"""What a message means. The one place that decides; pure and deterministic.

In this order, the first that fits wins:

 1. a slash command;
 2. labels of options of the open question, their numbers, or (unless it is a
    taught command word) a synonym: what is on the screen is meant;
 3. a taught command word; outside of a walk, one that is asked for in one's own words
    (`bot.dialogue.opening`); a note or report or walk with words of its own;
 4. what people say instead of a command, when it is the whole message;
 5. a correction of an earlier answer, and a consent that is taken back;
 6. a complaint in so many words ("我要投诉…"), which is a report;
 7. thanks and greetings;
 8. "不知道", "没有": an option that says so, a skip where allowed;
 9. the open question. Free text: an answer, or both, when it asks something
    (`bot.dialogue.free_answers`).
    Other types: the value; with a remark, the rest is handed on. What asks is no
    value, whatever words of one are in it ("可以网上办吗", "没有照片怎么办"), unless the
    mark alone asks ("20分钟?") or a sentence of its own answers ("20分钟。要带什么?");
10. a question for the guides, with the problem that is told beside it; a bare complaint ("怎么这么慢!") becomes a note.

Assumes that personal numbers were masked; offsets are those of the text given.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue import about_question, commands, opening, same_mark, telling
from bot.dialogue.commands import CommandMeant, IssueMeant, NoteMeant
from bot.dialogue.free_answers import free_answer, no_aim
from bot.dialogue.meanings import (
    Ambiguous,
    AnswerMeant,
    AskMeant,
    CorrectionMeant,
    Meaning,
    NotUnderstood,
    View,
)
from bot.dialogue.pointing import only_points
from bot.dialogue.values import ASKING, answer_in, is_free_text, only_marked
from bot.reading import about_bot, besides, choices, corrections, free_text, yesno
from bot.reading.answers import corrects_itself, read_answer, read_unknown, why_unread
from bot.reading.asking import asks
from bot.reading.naming import Earlier
from bot.reading.reading import Reading
from bot.reading.withdrawal import takes_back_consent
from bot.reading.words import ASSENT, core, fold, trimmed
from flows.events import Prompt
from flows.model import MEDIA_TYPES, has_appearance

__all__ = [
    "Ambiguous", "AnswerMeant", "AskMeant", "CommandMeant", "CorrectionMeant", "Earlier",
    "IssueMeant", "Meaning", "NotUnderstood", "NoteMeant", "View",
    "understand",
]  # fmt: skip

_NO_MEDIA = re.compile(
    r"(?:没(?:有|来得及|能|法|顾得?上|敢|让)?|无|不(?:让|能|方便|好)|忘了?)(?:拍|截|照|图|存|录|视频|语音|文件|附件|手机|带手机)|"
    r"no (?:photo|picture|screenshot|file|image|recording|video|camera)|手机没电|"
    r"(?:sorry,? )?(?:i |we )?(?:(?:do|have|did|could)(?: ?n[o']t| not) (?:have|got|take|get|make|keep)|forgot to take) "
    r"(?:one|any|it|a (?:photo|picture|screenshot|file|recording|video))|(?:i |we )?(?:have|got|took) none"
)
_GOES_ON = re.compile(
    r"(?:我|都|已经|事情?|照片?|材料|嗯|ok|那)*(?:好|拍好|拍完|弄好|弄完|忙完|搞定|取好|交完|来)(?:了|啦|吧|咯)+(?:[,\s]*(?:继续|接着(?:来|问|走)?|来吧))?(?:吧|呀)?|"
    r"(?:来|接着|往下|继续)(?:来|问|说|走|填)?(?:吧|啊|呀)*|下一[步题个项](?:问题)?(?:吧|呢)?|next(?: one| question)?(?: please)?|"
    r"(?:(?:i'm |im |ok,? |all )*(?:done|back|ready)[,.\s]*)?(?:let's )?(?:go on|continue|carry on|resume)(?: now)?|"
    r"(?:ok,? )?(?:(?:i'm |im )(?:back|done|ready)|(?:all )?(?:done|ready))(?: now)?"
)
"""In a pause: what was to be done first is done."""


def understand(text: str, view: View) -> Meaning:
    """What `text` means to the person looking at `view`. Never raises."""
    if not text.strip():
        return NotUnderstood("empty")
    if view.status == "paused" and _GOES_ON.fullmatch(core(fold(text))):
        return CommandMeant("resume")
    meant = _steering(text, view) or _by_prompt(text, view)
    if meant is None and view.prompt is None and only_points(text):
        return NotUnderstood("no_list")
    return meant or _loose(text, view)


def _steering(text: str, view: View) -> Meaning | None:
    """Steps 1 to 7."""
    if slash := commands.slashed(text):
        return _corrected_by(slash, text, view) or slash
    taught = commands.core_command(text)
    shown = _shown_option(text, view.prompt, labels_only=taught is not None)
    if shown is not None:
        return AnswerMeant(shown)
    begins = opening.meant(text) if view.status == "none" else None
    steering = taught or begins or commands.carrying(text) or commands.spoken(text)
    if steering is not None:
        return steering
    correction = _withdrawal(text, view) or _correction(text, view)
    if correction is not None:
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
    many = prompt.question.type == "select_multiple"
    if many and (several := choices.listed(text, options)) is not None:
        return several
    reading = choices.exact(text, options)
    if reading is not None and "?" in fold(text):
        reading = replace(reading, literal=False)
    return replace(reading, value=(str(reading.value),)) if many and reading else reading


def _correction(text: str, view: View) -> CorrectionMeant | AnswerMeant | NotUnderstood | None:
    prompt = view.prompt
    if prompt and corrects_itself(prompt, text, locale=view.locale, now=view.now):
        return None
    found = corrections.read(text, view.earlier, prompt, locale=view.locale, now=view.now)
    if found is None:
        return None
    if found.reading is None and prompt is not None and found.path == prompt.path:
        return NotUnderstood("nothing_yet")
    if found.edit:
        words = text[found.start : found.end]
        return CorrectionMeant(found.path, found.reading, words, found.among, edit=found.edit)
    unnamed = corrections.without_name(text, found.path, view.earlier, view.prompt)
    asking = asks(text) in ASKING and asks(unnamed) in ASKING
    if asking and not corrections.is_request(text):
        unsure = found.reading is not None and only_marked(unnamed)
        return CorrectionMeant(found.path, None, "") if unsure else None
    if found.reading is not None and prompt is not None and found.path == prompt.path:
        return AnswerMeant(found.reading)
    words, rest = text[found.start : found.end], besides.after(text, found.reading)
    return CorrectionMeant(found.path, found.reading, words, found.among, rest)


def _withdrawal(text: str, view: View) -> CorrectionMeant | None:
    """The consent that was given earlier is taken back."""
    given = next((e.path for e in view.earlier if has_appearance(e.question, "consent")), None)
    if given is None or not takes_back_consent(text):
        return None
    start, end = trimmed(fold(text))
    return CorrectionMeant(given, Reading("no", start, end, literal=False), text[start:end])


def _courtesy(text: str, view: View) -> Meaning | None:
    if free_text.is_greeting(text):
        return CommandMeant("help") if view.status == "none" else NotUnderstood("courtesy")
    if about_bot.grumbles(text) and not view.reporting and view.status != "none":
        return NotUnderstood("grumble")
    if free_text.has_no_picture(text) and _wants_no_picture(text, view):
        return NotUnderstood("no_picture")
    again = about_question.asks_again(text, view.prompt)
    return NotUnderstood("courtesy") if again or free_text.is_thanks(text) else None


def _wants_no_picture(text: str, view: View) -> bool:
    """Whether the open question asks for no photo, and what somebody lacked is no answer to it."""
    prompt = view.prompt
    if prompt is None or prompt.question.type in MEDIA_TYPES:
        return prompt is None
    if is_free_text(prompt):
        return not prompt.question.issue_detail
    return answer_in(text, prompt, locale=view.locale, now=view.now) is None


def _by_prompt(text: str, view: View) -> Meaning | None:
    """Steps 8 and 9."""
    prompt = view.prompt
    if prompt is None:
        return None
    if (shrug := no_aim(text, view) or _shrug(text, prompt)) is not None:
        return shrug
    if (same := same_mark.read(text, view)) is not None:
        return AnswerMeant(same)
    if is_free_text(prompt):
        if (kept := _prefilled(text, prompt, view)) is not None:
            return AnswerMeant(kept)
        return CommandMeant("skip") if _skips(text, prompt) else free_answer(text, prompt, view)
    asking = asks(text)
    reading = answer_in(text, prompt, locale=view.locale, now=view.now)
    if asking and (reading is None or telling.is_hearsay(asking, prompt, text, reading)):
        return telling.answer_and_question(text, prompt, view)
    if reading is None:
        return _without_value(text, prompt)
    rest = besides.rest(text, reading, prompt, locale=view.locale, now=view.now)
    return telling.with_question(text, AnswerMeant(reading, rest))


def _prefilled(text: str, prompt: Prompt, view: View) -> Reading | None:
    """What is prefilled, where `text` agrees to it or says the same."""
    if prompt.default is None:
        return None
    reading = read_answer(prompt, text, locale=view.locale, now=view.now)
    return reading if reading is not None and reading.value == prompt.default else None


def _without_value(text: str, prompt: Prompt) -> Meaning | None:
    if _skips(text, prompt):
        return CommandMeant("skip")
    return NotUnderstood("dont_know") if free_text.is_indifferent(text) else None


def _shrug(text: str, prompt: Prompt) -> Meaning | None:
    """What "不知道" comes to: the option that says so, else a skip, else a kind word."""
    if not free_text.is_dont_know(text):
        return None
    if (unknown := read_unknown(prompt, text)) is not None:
        return AnswerMeant(unknown)
    return NotUnderstood("dont_know") if prompt.required else CommandMeant("skip")


def _skips(text: str, prompt: Prompt) -> bool:
    if prompt.required or prompt.more:
        return False
    is_media = prompt.question.type in MEDIA_TYPES
    return free_text.is_nothing(text) or (
        is_media and _NO_MEDIA.match(core(fold(text))) is not None
    )


def _loose(text: str, view: View) -> Meaning:
    """Step 10."""
    asking = asks(text)
    if asking in telling.ASKS:
        return telling.question(text)
    if asking == "rhetorical" and view.prompt is not None:
        start, end = trimmed(text)
        return NoteMeant(text[start:end], start, end)
    if _is_wordless(text):
        return NotUnderstood("wordless")
    if (first := telling.question_first(text)) or view.prompt is None:
        return first or NotUnderstood("unclear")
    return NotUnderstood(why_unread(view.prompt, text, locale=view.locale, now=view.now))


def _is_wordless(text: str) -> bool:
    """Whether there is nothing in it to keep: "。。。", "👌", "好的", "嗯"."""
    if not re.search(r"[^\W_]", text):
        return True
    return yesno.bare(text) == "yes" or ASSENT.fullmatch(core(fold(text))) is not None
