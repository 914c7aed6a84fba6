"""What a message means where words are wanted: an answer, a question, both, or neither."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.commands import CommandMeant, NoteMeant
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
from bot.dialogue.telling import (
    ASKS,
    HANGS_ON_IT,
    only_sighs,
    parts,
    question,
    question_first,
    trouble,
    words_and_question,
)
from bot.dialogue.texts import say
from bot.reading import free_text, names, no_answer, service_names, yesno
from bot.reading.answers import read_answer
from bot.reading.asking import asks, ends_in_sigh, names_topic, sighs
from bot.reading.faults import tells_of_fault
from bot.reading.neither import is_neither
from bot.reading.reading import Reading
from bot.reading.words import ASSENT, MAX_READ, clauses, core, fold, is_filler, trimmed
from flows.events import Prompt
from flows.model import has_appearance

_PLACED_CHANGE = re.compile(
    r"第[0-9一二三四五六七八九十]{1,3}[个条项次位]\S{0,10}改[成为到](?:[0-9一二三四五六七八九十两半]\S{0,6}|[是否]|没?有)"
)

_PROPOSES = re.compile(
    r"(?<!我)(?<!我们)(?:能不能|可不可以|能否|可否|是不是可以|是否可以|何不|为[什啥]么?不能?|怎么不)"
    r"(?=\S{2})(?!办|带|问|不|告诉|帮我|给我)|"
    r"\b(?:could|can|why (?:do ?n[o']t|ca ?n[o']t|not)) (?:you|we|they|the|it)\b|\bwhy not\b"
)
"""A suggestion put as a question, where suggestions are wanted: "能不能少收点材料"."""
_SHRUGS = re.compile("忘了?|不知道|不清楚|不记得|记不|forg[eo]t|don't (?:know|remember)")
"""Beside a name: it asks nothing, however it is put."""
_ASKED_THEN = re.compile("^(?:我|他|她|老人|当时|先|再|又|去)*问(?!一?下|题)|不[到了出着上清懂明]")
"""What was asked there, or not found out, is told: "问能不能代办，说能"."""
MAX_NUMBER = 2
"""Figures up to which a number alone is the place of an option rather than words."""
_NONE = ("没有", "没", "无", "no", "none")
"""Taken as they are typed where one wants to find nothing out."""


_REFERS_BACK = re.compile(
    r"(?:就|还是|也|都|[跟和与像]|同(?![上样])|我?(?:刚才|刚刚|前面|上面|之前|上一[个题条项步])|说|讲|填|写|答|过|的|那个|那样|那些|,|\s)*+"
    r"(?:一样|同样|一个样|差不多|相同|同上|如上|见上)(?:面|文|的|了|啊|呀|吧|,|\s)*|"
    r"(?:the )?same(?: as (?:above|before|the last one))?|see above|ditto|as above"
)
"""Words that point to another answer: in a ledger's row they would say nothing."""


def _empty_words(text: str, prompt: Prompt) -> NotUnderstood | CommandMeant | None:
    """Words that leave the answer to us ("随便") or to another answer, or speak of the asking."""
    if not has_appearance(prompt.question, "item") and (why := no_answer.reason(text)) is not None:
        skips = why == "dont_know" and not prompt.required
        return CommandMeant("skip") if skips else NotUnderstood(why)
    if free_text.is_indifferent(text):
        return NotUnderstood("dont_know")
    refers_back = _REFERS_BACK.fullmatch(core(fold(text))) is not None
    return NotUnderstood("refers_back") if refers_back else None


_WHY = re.compile(
    r"[^,;没不]{0,8}?(?:为什么|为啥|为何|怎么(?:老|总|又|还)|咋(?:老|总|又|还|就))[^,;!]*\??$|"
    r"(?:why|how come)\b[^;!]*$"
)
"""Wants to find out why: "为啥老有人跑两趟" is an aim, also where it sounds like a complaint."""


_WHY_SO = re.compile(r"(?:为什么|为啥|为何|怎么|咋)\S{0,6}(?:这么|那么)\S{1,4}\??$")
"""Displeasure elsewhere; a question where one wants to find something out: "为什么要排这么久"."""


def free_answer(text: str, prompt: Prompt, view: View) -> Meaning | None:
    """What `text` means to a question that wants words; None when it answers nothing."""
    if view.earlier and _PLACED_CHANGE.fullmatch(core(fold(text))):
        return CorrectionMeant(None, None, "")  # of what has no such place: asked which is meant
    reading = read_answer(prompt, text, locale=view.locale, now=view.now)
    if reading is None or says_nothing(text, prompt):
        return None
    if (empty := _empty_words(text, prompt)) is not None:
        return empty
    if has_appearance(prompt.question, "aim"):
        return _aim(text, reading, view)
    return _words(text, reading, prompt, view)


def _words(text: str, reading: Reading, prompt: Prompt, view: View) -> Meaning | None:
    """What words that may ask something mean: an answer, a question, or both."""
    asking = asks(text)
    if asking == "plain" and _proposes(text, prompt):
        return AnswerMeant(replace(reading, literal=False))
    if has_appearance(prompt.question, "question") and asking in ASKS:
        return AnswerMeant(replace(reading, literal=False), None, text.strip())
    if (unsure := _unsure(text, reading, prompt)) is not None:
        return unsure
    if asking in ("direct", "plain") and trouble(text, parts(text)):
        if has_appearance(prompt.question, "item", "dept", "owner", "place"):
            return question(text)
        both = words_and_question(text, prompt, view)
        return both or (question(text) if asking == "direct" else Ambiguous(reading, text.strip()))
    if has_appearance(prompt.question, "dept", "owner", "place"):
        name = names.read(text, of_place=has_appearance(prompt.question, "place"))
        beside = name[1] if name is not None else None
        if asking not in ("direct", "plain") or (beside and _SHRUGS.search(text[slice(*beside)])):
            return AnswerMeant(*name) if name is not None else NotUnderstood("no_name")
    if asking in (None, "embedded", "rhetorical") or only_sighs(text, parts(text)):
        return AnswerMeant(replace(reading, literal=not ends_in_sigh(text)))
    if asking == "direct":
        return AskMeant(text.strip())
    return Ambiguous(reading, text.strip())


def _unsure(text: str, reading: Reading, prompt: Prompt) -> Meaning | None:
    """What is not words for sure: a sigh, the bare name of an element, a question first."""
    if has_appearance(prompt.question, "item"):
        return None
    if sighs(text):
        return NoteMeant(text[reading.start : reading.end], reading.start, reading.end)
    first = question_first(text) if asks(text) is None else None
    by_the_way = first is not None and not _ASKED_THEN.search(first.question)
    return Ambiguous(reading, text.strip()) if names_topic(text) or by_the_way else None


def _proposes(text: str, prompt: Prompt) -> bool:
    """Whether suggestions are counted at the question, and `text` puts one as a question."""
    wanted = "count-points" in prompt.question.constraint
    return wanted and _PROPOSES.search(fold(text[:MAX_READ])) is not None


def says_nothing(text: str, prompt: Prompt) -> bool:
    """A bare yes or no tells nothing where words are wanted, but for "没有" ("nothing to tell")."""
    said = core(fold(text))
    item = has_appearance(prompt.question, "item")
    if len(said) == 1 and said.isascii() and said.isalpha() and not item:
        return True
    if free_text.is_no_more(text) or (is_neither(text) and not free_text.is_nothing(text)):
        return True
    if not (has_appearance(prompt.question, "item", "place") or said.isdecimal()):
        bare = prompt.question.issue_detail and service_names.is_figure(text)  # "15分钟", "昨天"
        if (bare or only_points(text)) and not free_text.is_nothing(text):
            return True
    if said.isdecimal() and len(said) <= MAX_NUMBER:
        own_words = prompt.question.issue_detail or prompt.question.constraint
        return not (own_words or has_appearance(prompt.question, "item", "place"))
    if yesno.bare(text) is None and not ASSENT.fullmatch(said) and not is_filler(said):
        return False
    return item or not free_text.is_nothing(text)


def no_aim(text: str, view: View) -> AnswerMeant | None:
    """ "不知道" to what one wants to find out: nothing special, said back."""
    asked = view.prompt is not None and has_appearance(view.prompt.question, "aim")
    if not asked or not free_text.is_dont_know(text):
        return None
    return AnswerMeant(Reading(say(view.locale, "no_aim"), *trimmed(text), literal=False))


def _aim(text: str, reading: Reading, view: View) -> Meaning | None:
    """What one wants to find out: said back, and asked of the guides where it asks.

    A problem that is told instead is kept, and the question stays open.
    """
    if core(fold(text)).isdigit():
        return None
    if free_text.is_nothing(text):
        none = say(view.locale, "no_aim")
        plain = core(fold(text)) in (*_NONE, core(fold(none)))
        return AnswerMeant(reading if plain else replace(reading, value=none, literal=False))
    if (first := _nothing_first(text, view)) is not None:
        return first
    asking, said = asks(text), parts(text)
    if asking == "rhetorical" and _WHY_SO.match(core(fold(text))):
        return AnswerMeant(replace(reading, literal=False), None, text.strip())
    if asking not in ASKS:
        if tells_of_fault(text, plainly=True) and not _WHY.match(core(fold(text))):
            start, end = trimmed(text)
            return NoteMeant(text[start:end], start, end)
        return AnswerMeant(replace(reading, literal=False))
    told = trouble(text, said)
    asked = [s for s in said.asked if told is None or not told[0] <= s[0] < told[1]]
    start, end = (asked[0][0], asked[-1][1]) if asked else (0, 0)
    if told is None or not asked or HANGS_ON_IT.match(core(fold(text[start:end]))):
        return AnswerMeant(replace(reading, literal=False), None, text.strip())
    return AnswerMeant(Reading(text[start:end], start, end, literal=False), told, text[start:end])


def _nothing_first(text: str, view: View) -> AnswerMeant | None:
    """ "没有特别的 普通群众": that there is nothing, and other words, which are kept."""
    spans = clauses(fold(text[:MAX_READ]))
    if len(spans) < 2 or not free_text.is_nothing(text[slice(*spans[0])]):
        return None
    none = Reading(say(view.locale, "no_aim"), *spans[0], literal=False)
    rest = (spans[1][0], spans[-1][1])
    return None if asks(text) in ASKS else AnswerMeant(none, rest)
