"""The question that was meant, said anew: "不是这个，我问的是照片", "I meant the social card".

Also words that only turn to it ("换个事，公积金") or point at the talk before ("你刚才说的那个电话
是多少"): what is asked is what is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.dialogue.context import Asked
from bot.dialogue.meanings import Ambiguous, AnswerMeant, AskMeant, CorrectionMeant, NotUnderstood
from bot.dialogue.plan import Means
from bot.dialogue.switching import SURE
from bot.reading.guide_questions import names_element
from bot.reading.naming import Earlier
from bot.reading.words import core, fold, trimmed
from flows.events import Prompt
from knowledge.model import ItemMatch

_MEANT = re.compile(
    r"(?:(?:都|也|又)?(?:不是|不对|错了)(?:这[个些]|那[个些]|的|啊|呀|吧)*|没用|哎呀?|不|[\s,.!])*+"
    r"(?:我(?:想|要|刚才|其实|是|本来|[\s])*+"
    r"(?:问的?(?:就|其实)?是|是?问(?!了|过|题|一?下|你|您|他|她)|的意思是(?:说|问)?|说的(?:就|其实)?是|指的是)|"
    r"(?:我)?是(?:想|要)?问(?!了|过|题))\s*[,:]?\s*(?P<zh>[^\s,不没你您]\S.{0,60})|"
    r"(?:(?:no|not (?:that|this)(?: one)?|sorry|oh|that'?s not "
    r"(?:it|what i (?:meant|asked)))[,.!\s]+)*+"
    r"(?:i (?:meant|mean|(?:was (?:asking|talking)|asked|am asking) (?:about|for))|"
    r"i'm asking (?:about|for)|my question (?:is|was)(?: about)?)[\s,:]+"
    r"(?:(?:the|an?|my) )?(?P<en>\S.{1,80})"
)
_TURNS = re.compile(
    r"(?:那|好|ok|[\s,])*+(?:换个(?:事项?|事情|话题|别的)|另外(?:一个事|一件事)?|再)(?:来|想)?(?:问|说|聊|查|打听)?(?:一?[下个])?"
    r"[\s,:]+(?P<rest>\S.{1,80})"
)
_OF_BEFORE = re.compile(
    r"^(?:那|请问|你|您|你们|[\s,])*+(?:刚才|刚刚|上面|前面|之前)(?:说|讲|提|写|告诉我|回答)(?:到|了|过)*的?(?:那个|这个|那些)?的?"
)
MAX_SAID = 120
"""Characters above which a message tells more."""


def meant(
    text: str,
    meaning: Means,
    asked: Asked | None,
    prompt: Prompt | None,
    earlier: Sequence[Earlier],
    find: Callable[[str], Sequence[ItemMatch]],
) -> AskMeant | Ambiguous | None:
    """The question that `text` comes to, in a talk with the guides; None where it is as it is.

    What the open question takes as its answer stays one, but for words: whoever says that they
    asked something tell nothing.
    """
    wants_words = prompt is not None and prompt.question.type == "text"
    is_open = isinstance(meaning, NotUnderstood | AskMeant | Ambiguous | CorrectionMeant)
    takes = isinstance(meaning, AnswerMeant) and not wants_words
    if takes or not (is_open or wants_words) or len(text) > MAX_SAID:
        return None
    start, end = trimmed(text)
    said = fold(text[start:end])
    outside = prompt is None and not earlier and isinstance(meaning, NotUnderstood | AskMeant)
    if outside and (turned := _TURNS.fullmatch(said)):
        return AskMeant(text[start:end][turned.start("rest") :])
    if asked is None and isinstance(meaning, AnswerMeant) and "问" in said:
        return Ambiguous(meaning.reading, text.strip()) if _MEANT.fullmatch(said) else None
    if asked is not None and (match := _MEANT.fullmatch(said)) is not None:
        if isinstance(meaning, CorrectionMeant) and not _of_words(meaning, earlier):
            return None  # "I meant 25 minutes"
        group = "zh" if match["zh"] else "en"
        return AskMeant(_of_another(text[start:end][slice(*match.span(group))], find, group))
    before = _OF_BEFORE.match(said)
    if before is None or not isinstance(meaning, NotUnderstood | AskMeant):
        return None
    left = text[start:end][before.end() :]
    if not names_element(left):
        return None
    return replace(meaning, question=left) if isinstance(meaning, AskMeant) else AskMeant(left)


def _of_words(meaning: CorrectionMeant, earlier: Sequence[Earlier]) -> bool:
    """Whether what was corrected are words, or nothing: anything said would be new ones."""
    at = next((one for one in earlier if one.path == meaning.path), None)
    return meaning.reading is None or (at is not None and at.question.type == "text")


def _of_another(said: str, find: Callable[[str], Sequence[ItemMatch]], language: str) -> str:
    """The same question of another service, where nothing but its name is said."""
    if names_element(said):
        return said
    surest = [one for one in find(core(fold(said))) if one.score >= SURE]
    if len(surest) != 1:
        return said
    name = surest[0].candidate.name
    return f"那{name}呢" if language == "zh" else f"what about {name}"
