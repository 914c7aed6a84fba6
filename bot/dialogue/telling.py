"""What one message tells and what it asks: "20分钟。要带什么材料?", "让我跑了三趟,收费多少?"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.dialogue.meanings import AnswerMeant, AskMeant, Meaning, View
from bot.reading import silence
from bot.reading.answers import read_answer, says_only
from bot.reading.asking import TAG, asks
from bot.reading.faults import tells_of_fault
from bot.reading.words import BY_THE_WAY, MAX_READ, Span, clauses, core, fold, is_filler
from flows.events import Prompt
from flows.model import has_appearance

HANGS_ON_IT = re.compile(
    r"(?:请问|想知道|想问|那|这|我|该|现在|要|得|应该|可以|能|会|还)*"
    r"(?:怎么|咋|如何|找谁|找哪|问谁|去哪|上哪|为什么|为啥)\S{0,3}\??$|(?:so |and |then )?"
    r"(?:what now|what (?:do|can|should) i do|who (?:do|can|should) i (?:ask|tell)|why)\??$"
)
"""A question that says nothing without what was told before it."""
_WHICH_IS_RIGHT = re.compile(
    r"(?:那|这|我|我们|大家|,|\s)*(?:到底|究竟)?(?:该|应该|要)?"
    r"(?:听谁的?|信谁的?|按谁的?|"
    r"(?:哪个|谁)(?:说的?)?(?:才?是?对的?|算数?|准)|以?(?:哪个|谁)(?:的)?为准|"
    r"算谁的|怎么回事|咋回事|咋整|怎么搞的)(?:呢|啊|呀|\?)*|"
    r"(?:so |and )?(?:which (?:one )?is (?:right|correct|true)|who(?:'s| is) right|"
    r"whom? (?:do|should) (?:i|we) believe)\??"
)
"""Asked of no guide: what was told before it is the answer."""
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
    bad = [s for s in said.told if tells_of_fault(text[slice(*s)], plainly=True)]
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
    start, end = said.told[0]
    reading = read_answer(prompt, text[start:end], locale=view.locale, now=view.now)
    if reading is None or not says_only(prompt, text[start:end], reading):
        return None
    if not said.asked:
        return AnswerMeant(replace(reading.shifted(start), literal=False))
    if has_appearance(prompt.question, "consent") and reading.value == "no":
        return None
    more = [s for s in said.told[1:] if not is_filler(fold(text[slice(*s)]))]
    rest = (more[0][0], more[-1][1]) if more else None
    return AnswerMeant(reading.shifted(start), rest, text[said.asked[0][0] : said.asked[-1][1]])


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
    return AnswerMeant(reading.shifted(told[0]), None, asking) if reading else None
