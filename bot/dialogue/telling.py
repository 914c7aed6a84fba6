"""What one message tells and what it asks: "20分钟。要带什么材料?", "让我跑了三趟,收费多少?"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.dialogue.meanings import AnswerMeant, AskMeant, Meaning, View
from bot.reading import choices, silence
from bot.reading.answers import read_answer, says_only
from bot.reading.asking import TAG, Asking, asks, names_topic
from bot.reading.faults import tells_of_fault
from bot.reading.option import OTHER_NAMES
from bot.reading.reading import Reading
from bot.reading.words import (
    BY_THE_WAY,
    MAX_READ,
    Span,
    clauses,
    core,
    fold,
    is_filler,
    without_links,
)
from flows.events import Prompt
from flows.model import has_appearance

HANGS_ON_IT = re.compile(
    r"(?:请问|想知道|想问|那|这|我|该|现在|要|得|应该|可以|能|会|还)*"
    r"(?:怎么|咋|如何|找谁|找哪|问谁|去哪|上哪|为什么|为啥)\S{0,3}\??$|(?:so |and |then )?"
    r"(?:what now|what (?:do|can|should) i do|who (?:do|can|should) i (?:ask|tell)|why)\??$"
)
"""A question that says nothing without what was told before it."""
_OF_A_CASE = re.compile(
    r"(?:这|这样|那|会|会不会|有没有|有|还|,|\s)*+(?:要不要紧|要紧吗?|行不行|行吗|可不可以|可以吗|"
    r"(?:还)?能不?能?(?:办|办理)吗?|怎么办|咋办|咋整|影响吗?|事吗?|关系吗?|算不算|作数吗)(?:呢|啊|呀)*|"
    r"(?:does|will) (?:it|that) matter|is (?:that|it) (?:ok|okay|fine|a problem|all right)|"
    r"what (?:do|can|should) i do(?: then| now)?"
)
"""Asks of what was told right before it."""
_WHICH_IS_RIGHT = re.compile(
    r"(?:那|这|我|我们|大家|,|\s)*(?:到底|究竟)?(?:该|应该|要)?"
    r"(?:听谁的?|信谁的?|按谁的?|"
    r"(?:哪个|谁)(?:说的?)?(?:才?是?对的?|算数?|准)|以?(?:哪个|谁)(?:的)?为准|"
    r"算谁的|怎么回事|咋回事|咋整|怎么搞的)(?:呢|啊|呀|\?)*|"
    r"(?:so |and )?(?:which (?:one )?is (?:right|correct|true)|who(?:'s| is) right|"
    r"whom? (?:do|should) (?:i|we) believe)\??"
)
"""Asked of no guide: what was told before it is the answer."""
_FRAIL = re.compile(
    r"(?:我|他|她|俺|咱|这|那|家里|位|个|的|[\s])*+(?:老人家?|老年人|老太太|大[爷妈]|[爷奶]{2}|[爸妈]{1,2}|母亲|父亲|岁数大|年纪大|眼睛?|耳朵|"
    r"腿脚?|手脚?|身体|残疾人)[^,;?]{0,6}?(?:(?:看|听|走|动|说|写|认|出)不[清见动了出识]|不(?:识字|认字|会写字?|会用手机|方便|好使?|灵便)|"
    r"[花聋瘫疼]|行动不便|卧床)[了的啊呀]*"
)
"""What somebody is not able to do is the case that a question is of, and no fault of an office."""
MAX_CLAUSES = 4
"""Clauses above which a message is a story, in which a question may stand by the way."""
ASKS = frozenset({"plain", "direct", "embedded"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The clauses of a message: what it tells, what it asks, and "对吧" and the like."""

    told: tuple[Span, ...]
    asked: tuple[Span, ...]
    tags: tuple[Span, ...]


def parts(text: str) -> Parts:
    """The clauses of `text` by what they do."""
    spans = clauses(fold(text[:MAX_READ]))
    spans = [s for s in spans[:-1] if not BY_THE_WAY.fullmatch(fold(text[slice(*s)]))] + spans[-1:]
    tags = tuple(s for s in spans if TAG.fullmatch(fold(text[slice(*s)])))
    asked = tuple(s for s in spans if s not in tags and asks(text[slice(*s)]) in ASKS)
    return Parts(tuple(s for s in spans if s not in asked and s not in tags), asked, tags)


def trouble(text: str, said: Parts) -> Span | None:
    """The clauses that tell of a problem, which must not be lost beside a question."""
    bad = [
        s
        for s in said.told
        if tells_of_fault(text[slice(*s)], plainly=True) and not _FRAIL.fullmatch(_bare(text, s))
    ]
    bad += [s for s in said.asked if silence.tells(text[slice(*s)])]
    return (min(bad)[0], max(bad)[1]) if bad else None


def question(text: str) -> AskMeant:
    """The question that `text` is, and the problem that it tells besides."""
    said = parts(text)
    told = trouble(text, said)
    asked = [s for s in said.asked if told is None or not told[0] <= s[0] < told[1]]
    words = text[asked[0][0] : asked[-1][1]] if asked else ""
    if told is None or not asked or HANGS_ON_IT.match(core(fold(words))):
        return AskMeant(text.strip(), told)
    return AskMeant(words, told)


def answer_and_question(text: str, prompt: Prompt, view: View) -> Meaning | None:
    """The answer and the question in "20分钟。要带什么材料?"."""
    said = parts(text)
    if not said.told or not (said.asked or said.tags):
        return None
    found = _told_value(text, said, prompt, view)
    if found is None:
        return None
    span, reading = found
    if not said.asked:
        return AnswerMeant(replace(reading, literal=False))
    if has_appearance(prompt.question, "consent") and reading.value == "no":
        return None
    asked = _asked_with_case(text, said, span)
    told = [s for s in said.told if s != span and not asked[0] <= s[0] < asked[1]]
    more = [s for s in told if not is_filler(fold(text[slice(*s)]))]
    rest = (more[0][0], more[-1][1]) if more and not more[0][0] < span[0] < more[-1][1] else None
    plainly = (
        prompt.question.type != "select_multiple"
        or choices.exact(text[slice(*span)], prompt.choices) is not None
    )
    reading = replace(reading, literal=reading.literal and plainly)
    return AnswerMeant(reading, rest, text[slice(*asked)])


def _told_value(text: str, said: Parts, prompt: Prompt, view: View) -> tuple[Span, Reading] | None:
    """The one clause that says no more than an answer, with its reading; the first may be it."""
    found = []
    for start, end in said.told:
        reading = read_answer(prompt, text[start:end], locale=view.locale, now=view.now)
        if reading is None or _only_some_other(prompt, text[start:end], reading):
            continue
        if says_only(prompt, text[start:end], reading):
            found.append(((start, end), reading.shifted(start)))
    first = [one for one in found if one[0] == said.told[0]]
    return (first or found)[0] if first or len(found) == 1 else None


def _only_some_other(prompt: Prompt, words: str, reading: Reading) -> bool:
    """Whether words that name no option stand for "other": beside a question they are a note."""
    value = reading.value if isinstance(reading.value, tuple) else (reading.value,)
    some_other = bool(prompt.choices) and all(one in OTHER_NAMES for one in value)
    labels = tuple(replace(one, extra={}) for one in prompt.choices)
    return some_other and choices.exact(words, labels) is None


def _asked_with_case(text: str, said: Parts, answer: Span) -> Span:
    """What is asked, with the case that it says nothing without: "没带户口本，要不要紧？"."""
    start, end = said.asked[0][0], said.asked[-1][1]
    case = next((s for s in reversed(said.told) if s[1] <= start), None)
    if case is None or case == answer or not _OF_A_CASE.fullmatch(_bare(text, said.asked[0])):
        return start, end
    return case[0], end


def _bare(text: str, span: Span) -> str:
    return core(fold(text[slice(*span)])).rstrip("?!. ")


def question_first(text: str) -> AskMeant | None:
    """The question that words follow which ask nothing: "还要带户口本吗，我都说了忘带了"."""
    said = fold(text[:MAX_READ])
    spans = clauses(said) if without_links(said) == said else []
    asked = [s for s in spans if asks(text[slice(*s)]) in ("plain", "direct")]
    if not asked or len(spans) > MAX_CLAUSES or asked[-1] == spans[-1]:
        return None
    told = spans[spans.index(asked[-1]) + 1 :]
    return AskMeant(text[asked[0][0] : asked[-1][1]], (told[0][0], told[-1][1]))


def with_question(text: str, answer: AnswerMeant) -> AnswerMeant:
    """An answer with the question that stands before it: "没带照片怎么办，等了20分钟"."""
    first = question_first(text)
    if first is None or text.find(first.question) + len(first.question) > answer.reading.start:
        return answer
    rest = answer.rest if answer.rest and text[slice(*answer.rest)] not in first.question else None
    return replace(answer, rest=rest, ask=first.question)


def is_hearsay(asking: Asking, prompt: Prompt, text: str, reading: Reading) -> bool:
    """Whether a value is only part of what is told of a question: "没说要不要原件".

    Nor is the name of an element an option of like words: "投诉电话" is no "打过咨询电话".
    """
    if names_topic(text):
        labels = (label for choice in prompt.choices for label in choice.label.values())
        return not any(core(fold(text)) in fold(label) for label in labels)
    opinion = reading.value == "no" or has_appearance(prompt.question, "rating")
    return asking == "embedded" and opinion and not says_only(prompt, text, reading)


def only_sighs(text: str, said: Parts) -> bool:
    """Whether what is asked behind the story says nothing by itself: "…, 到底听谁的"."""
    asked = [core(fold(text[slice(*span)])) for span in said.asked]
    return bool(said.told and asked) and all(
        HANGS_ON_IT.fullmatch(each) or _WHICH_IS_RIGHT.fullmatch(each) for each in asked
    )


def words_and_question(text: str, prompt: Prompt, view: View) -> AnswerMeant | None:
    """The words that tell of a problem, where words are wanted, and the question beside them."""
    said = parts(text)
    told = trouble(text, said)
    asked = [s for s in said.asked if told is None or not told[0] <= s[0] < told[1]]
    if told is None or not asked:
        return None
    reading = read_answer(prompt, text[slice(*told)], locale=view.locale, now=view.now)
    asking = text[asked[0][0] : asked[-1][1]]
    found = replace(reading.shifted(told[0]), literal=False) if reading else None
    return AnswerMeant(found, None, asking) if found else None
