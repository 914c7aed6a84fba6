"""What was said and is no answer: kept as a note, asked again, with ways out when it repeats."""

from __future__ import annotations

from bot.dialogue import helping
from bot.dialogue.house import Form, stage_of
from bot.dialogue.messages import Option
from bot.dialogue.pointing import only_points
from bot.dialogue.prompts import example_of, label_of, local, short, show_value, skip_id
from bot.dialogue.talk import Talk
from bot.reading import choices, free_text, ranges
from bot.reading.answers import read_answer
from bot.reading.neither import is_neither
from bot.reading.small_talk import is_small_talk
from flows.events import Noted, Prompt, Refusal
from flows.limits import MAX_TEXT_ANSWER
from flows.readback import text_of
from flows.state import Evidence

MISSES_BEFORE_HELP = 3
"""After so many messages in a row that were not understood, ways out are offered unasked."""

NOTHING_SAID = frozenset({"empty", "wordless", "refers_back", "nothing_yet", "no_list"})
"""Reasons to ask again for what holds no words to keep."""
_SAYS_IT_ALL = {
    "dont_know": "dont_know",
    "several": "several_figures",
    "refers_back": "refers_back",
    "nothing_yet": "nothing_yet",
    "unfinished": "unfinished",
}
"""Reasons whose words need no example beside them."""
RANGE_LENGTH = 30
"""Characters of what was said that are quoted when it is no single figure."""
MAX_NUMBER = 2
"""Figures of a number that is the place of an option; more may tell something."""
NO_STAGE = "-"
"""What was not understood when all was asked belongs to no stage, and so to no report.

No stage has such a name; that of rows outside of any stage is empty."""


def refused(talk: Talk, form: Form, prompt: Prompt | None, refusal: Refusal) -> None:
    """Say why an answer was not taken; words that were typed are kept as a note."""
    if refusal.code == "not_open":
        talk.still_paused()
        return
    talk.turn.set_kind("unclear", refusal.path)
    why = _why_refused(talk, form, prompt, refusal)
    only_picked = prompt is not None and choices.exact(talk.plan.text, prompt.choices) is not None
    if talk.plan.text and not (talk.inbound.choose or only_picked):
        keep_note(talk, 0, len(talk.plan.text), quiet=True)
        why = talk.word("refused_kept", why=why)
    talk.say_text(why)
    miss(talk)


def _why_refused(talk: Talk, form: Form, prompt: Prompt | None, refusal: Refusal) -> str:
    if own := local(refusal.message, talk.locale).rstrip():
        return own if own[-1] in "。！？.!?…”" else own + talk.word("full_stop")
    if refusal.code == "too_long":
        return talk.word("refusal_long", limit=MAX_TEXT_ANSWER)
    if refusal.code == "limit":
        return talk.word("refusal_large" if refusal.path else "refusal_limit")
    if refusal.code == "constraint":
        label = label_of(form, refusal.path, talk.locale, talk.now)
        return talk.word("refusal_constraint", label=label)
    example = _example(talk, form, prompt) if prompt else ""
    return talk.word("refusal_type", example=example)


def _example(talk: Talk, form: Form, prompt: Prompt) -> str:
    return example_of(form, prompt, talk.locale, talk.now, plain=talk.plain)


def not_understood(talk: Talk, reason: str, prompt: Prompt | None = None) -> None:
    """Keep the words as a note, ask again with an example; offer ways out when it repeats.

    `prompt` is what was asked, if it is not the open question.
    """
    if reason == "unclear" and (is_small_talk(talk.plan.text) or _tells_nothing(talk.plan.text)):
        reason = "wordless"
    form = talk.form()
    if reason == "too_long":
        talk.turn.set_kind("unclear")
        talk.say("message_long", limit=len(talk.plan.text))
        keep_note(talk, 0, len(talk.plan.text), quiet=True)
        return
    is_open = prompt is None
    if form is not None and is_open:
        prompt = talk.look(form).prompt
    talk.turn.set_kind("unclear", prompt.path if prompt else "")
    if form is None or prompt is None:
        if reason == "no_list":
            talk.say("no_list")
        _nothing_open(talk, form, reason)
        return
    # The open question is shown again, and its own example with it.
    hint = local(text_of(form.flow, form.state, prompt.path, "hint", talk.now), talk.locale)
    told = is_open and not prompt.choices and hint
    example = "" if told else _example(talk, form, prompt)
    if reason in _SAYS_IT_ALL:
        talk.say(_SAYS_IT_ALL[reason])
    elif reason == "range":
        _offer_ends(talk, prompt)
    elif reason == "ambiguous":
        talk.say("ambiguous_choice", text=short(talk.plan.text))
    else:
        key = "wordless" if reason in NOTHING_SAID else "unclear_value"
        talk.say_text(talk.word(key, example=example).rstrip())
    if reason != "dont_know" and reason not in NOTHING_SAID:
        keep_note(talk, 0, len(talk.plan.text), quiet=True)
    miss(talk)


def _tells_nothing(text: str) -> bool:
    """Whether `text` is a bare number or place, which picked nothing, or says there is no more."""
    said = text.strip()
    is_number = said.isdecimal() and len(said) <= MAX_NUMBER
    return is_number or only_points(said) or is_neither(said) or free_text.is_no_more(said)


def _offer_ends(talk: Talk, prompt: Prompt) -> None:
    """Quote the range that was said, and offer its ends and what lies between them."""
    said = ranges.find(
        talk.plan.text,
        lambda words: read_answer(prompt, words, locale=talk.form_locale, now=talk.now),
    )
    if said is None:
        talk.say("range_value", text=short(talk.plan.text, RANGE_LENGTH))
        return
    options = tuple(
        Option(f"range:{prompt.path}={n}", show_value(prompt.question, (), n, talk.locale))
        for n in said.figures
    )
    words = talk.plan.text[slice(*said.span)]
    talk.say("range_pick", talk.menu("range", options), text=short(words, RANGE_LENGTH))


def _nothing_open(talk: Talk, form: Form | None, reason: str) -> None:
    """Words that are no answer to anything: outside a walk, while it is paused, at its end."""
    kept = reason not in NOTHING_SAID
    if form is None:
        if reason != "no_list":
            helping.not_understood(talk)
        talk.kept = talk.evidence() if kept else None
        miss(talk)
        return
    words = talk.evidence()
    if form.state.status == "paused":
        if kept:
            keep_note(talk, 0, words.end, quiet=True)
            talk.say("unclear")
        talk.still_paused()
        return
    if kept:
        _keep(talk, talk.plan.text, words, NO_STAGE)
        talk.say("unclear_end")
    miss(talk)


def miss(talk: Talk) -> None:
    """Count a misunderstanding; after three, offer help, pause and a person by itself."""
    talk.ctx.misses += 1
    if talk.ctx.misses < MISSES_BEFORE_HELP:
        return
    talk.ctx.misses = 0
    options = [
        Option("cmd:help", talk.word("btn_help")),
        Option("cmd:human", talk.word("btn_human")),
    ]
    form = talk.form()
    if form is not None:
        prompt = talk.look(form).prompt
        options[1:1] = [
            *(
                [Option(skip_id(form, prompt.path), talk.word("skip"))]
                if prompt and not prompt.required
                else []
            ),
            Option("cmd:pause", talk.word("btn_pause")),
            Option("cmd:restart", talk.word("btn_restart")),
        ]
    else:
        options.insert(0, Option("cmd:walk", talk.word("btn_walk")))
    talk.say("stuck", tuple(options))


def keep_note(talk: Talk, start: int, end: int, *, quiet: bool = False) -> bool:
    """Keep the characters [start, end) of the message as a note of the present stage, if it can."""
    if not _keep(talk, talk.plan.text[start:end], talk.evidence(start, end)):
        talk.say("refusal_limit")
        return False
    if quiet:
        return True
    if talk.form() is None:
        talk.say("noted_outside")
    else:
        talk.say_kept("noted")
    return True


def keep_earlier(talk: Talk, text: str, message: int) -> bool:
    """Keep the words of an earlier message (`text`, whole) as a note of the stage, if it can."""
    return _keep(talk, text, Evidence(message, 0, len(text)))


def _keep(talk: Talk, text: str, at: Evidence, stage: str | None = None) -> bool:
    """Whether there was room for one more note."""
    form = talk.form()
    walk_id = talk.walk_under_way.id if talk.walk_under_way is not None else None
    is_open = form is not None and form.state.status == "open"
    if form is not None and is_open and talk.happen(form, Noted(at)).refusal is not None:
        return False
    stage = stage_name(talk) if stage is None else stage
    talk.turn.add_note(walk_id, stage, text, at.start, at.end, at.message)
    if at.message == talk.turn.message_id:
        talk.kept = at
    talk.noted += walk_id is not None
    return True


def stage_name(talk: Talk) -> str:
    """The stage that notes and files of the moment belong to; empty outside a form."""
    form = talk.stage_form()
    return stage_of(form, talk.now) if form is not None else ""
