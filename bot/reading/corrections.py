"""Corrections of earlier answers: which answer is meant, and what it should be.

An answer is named by its place ("第三个", "the third"), as the last one
("刚才那个", "填错了"), or by words of its label ("排队时间"). A sentence is a
correction only when it names one *and* says that it changes; "建议把窗口改成…"
names none and stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.reading.answers import read_answer
from bot.reading.numbers import CJK, value_of
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, Span, fold, trimmed
from flows.events import Prompt
from flows.model import Choice, Locale, Question


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer that can still be changed. `number` is its place in the walk, from 1."""

    path: str
    labels: tuple[str, ...]
    number: int
    question: Question
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """`path` None: it is not clear which answer is meant. `reading` None: the value is not clear.

    [start, end) are the words of the new value, empty when there are none.
    """

    path: str | None
    reading: Reading | None
    start: int
    end: int


_EN_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_PLACE = re.compile(
    rf"(?:第\s*(?P<cjk>[0-9]{{1,3}}|[{CJK}]{{1,3}})\s*(?:个|题|项|条|问|步)?(?:问题|答案|回答)?|"
    rf"(?:the )?(?P<en>{'|'.join(_EN_ORDER)})(?: (?:one|answer|question))?|"
    r"(?:question|answer|number|no\.?|q|#)?\s*(?P<n>[0-9]{1,3}))"
)
_LAST = re.compile(
    r"我?(?:刚才|刚刚|刚|上面|前面|之前|上|前)的?(?:那|这|一)?一?(?:个|题|项|条|步|问题|答案|回答)的?(?:问题|答案|回答)?|"
    r"我?刚才的?|我?刚刚的?|(?:the )?(?:last|previous)(?: (?:one|answer|question))?|(?:that|it)\b"
)
_CHANGE = r"不是[^,]{1,20}?[,\s]+(?:而|应该)?是|改成|改为|改到|改回|更正为|更正成|修正为|换成|换为|变成|应该是|应当是|应该为|应为|应该填|应该选|其实是|实际是|实际上是|填成|选成|\bshould (?:be|have been)\b|\bis actually\b|\bwas actually\b"
_WRONG = r"(?:我)?(?:填|选|写|说|打|点|搞|弄|答|报|记)错了?|有误|错了|不对|不准|(?:was|is|were) (?:wrong|a mistake|not right)|(?:needs? to|要|得|想|需要)改(?!成|为|到)|(?:needs? to|要|得|想|需要)?\s*(?:改一下|更正一下|修改一下|改改|更正|修改)"
_SENTENCE = re.compile(
    rf"(?:请|麻烦|帮我|我想|我要|please |can you |could you |i want to )*(?:把|将)?(?P<target>.{{1,40}}?)(?:的?答案|的?回答)?(?:,|\s)*"
    rf"(?:(?P<change>{_CHANGE})|(?P<wrong>{_WRONG}))(?P<value>.*)",
    re.DOTALL,
)
_ENGLISH = re.compile(
    r"(?:please |can you |could you |i want to |i'd like to )*(?:change|correct|set|update|make|fix) (?P<target>.{1,40}?)"
    r"(?: (?:to|as|into)\s+(?P<value>.+))?",
    re.DOTALL,
)
_IMPERATIVE = re.compile(
    r"(?:请|麻烦|帮我|我想|我要)*(?:更正|修改|改|纠正)(?:一下)?\s*[:,]?\s*(?P<target>.{1,40})"
)
_SELF = re.compile(
    rf"(?:哦|噢|啊|哎|呀|抱歉|不好意思|sorry|oops|[\s,.!])*(?:(?P<change>{_CHANGE})|"
    r"(?P<wrong>(?:我)?(?:填|选|写|说|打|点|搞|弄|答)错了|错了(?=[,.\s]|$)|不对[,.\s]+(?=\S)|不对[啊呀吧的]*$|\bi meant|my mistake|no, (?:i meant|it was|it's|it is)))"
    r"(?P<value>.*)",
    re.DOTALL,
)
_NOT_BUT = re.compile(r"不是(?P<old>.{1,20}?)[,\s]+(?:而是|应该是|是)(?P<value>.+)", re.DOTALL)
_LEAD = re.compile(
    r"(?:[\s,.:;!]|应该|应当|其实|实际上?|我|是|选|填|改成|改为|为|成|it should be|should be|it's|it is|it was|it|to\b|i meant)+"
)
_COMMON = re.compile(
    r"[0-9]+(?:分钟?|小时|次|趟)?|时间|多久|那个|这个|问题|回答|答案|一项|那项|的|了|是|呢|吗|那|这|"
    r"\b(?:the|time|times|my|answer|question|of|for|number|value|how|long|was|is)\b"
)
ENOUGH = 0.5
"""Share of the target's characters that must be found in a label."""


def read(
    text: str,
    earlier: Sequence[Earlier],
    open_prompt: Prompt | None,
    *,
    locale: Locale,
    now: datetime,
) -> Correction | None:
    """The correction that `text` makes, or None when it makes none.

    None too when the words name the open question itself: that is an answer.
    """
    folded = fold(text)
    if len(folded) > MAX_READ:
        return None
    start, end = trimmed(folded)
    return _named(text, folded, (start, end), earlier, open_prompt, (locale, now)) or _last(
        text, folded, (start, end), earlier, open_prompt, (locale, now)
    )


Where = tuple[Locale, datetime]


def _named(
    text: str,
    folded: str,
    span: Span,
    earlier: Sequence[Earlier],
    open_prompt: Prompt | None,
    where: Where,
) -> Correction | None:
    for pattern in (_ENGLISH, _SENTENCE, _IMPERATIVE):
        match = pattern.fullmatch(folded, *span)
        if match is None:
            continue
        named, found = _target(match["target"].strip(), earlier, open_prompt)
        if not named:
            continue
        value = _value_span(match, folded)
        if found is None:
            return Correction(None, None, *value)
        reading = _value(text, value, found, where)
        if _is_hearsay(match, reading, found):
            continue
        return Correction(found.path, reading, *value)
    return None


def _is_hearsay(match: re.Match[str], reading: Reading | None, found: Earlier) -> bool:
    """ "排队时间应该是提前预约的" states something; it changes no number."""
    groups = match.groupdict()
    weak = re.search("应该|其实|实际|should|actually", groups.get("change") or "")
    return bool(weak) and (reading is None or found.question.type == "text")


def _last(
    text: str,
    folded: str,
    span: Span,
    earlier: Sequence[Earlier],
    open_prompt: Prompt | None,
    where: Where,
) -> Correction | None:
    """ "填错了", "改成5分钟", "不对,是30分钟": the answer given last."""
    if not earlier:
        return None
    last = earlier[-1]
    if other := _NOT_BUT.fullmatch(folded, *span):
        old = _value(text, other.span("old"), last, where)
        new = _value(text, other.span("value"), last, where)
        if old is None or new is None or _answers(text, other.span("value"), open_prompt, where):
            return None
        return Correction(last.path, new, *trimmed(folded, *other.span("value")))
    match = _SELF.fullmatch(folded, *span)
    if match is None or (open_prompt is not None and open_prompt.default is not None):
        return None
    value = _value_span(match, folded)
    reading = _value(text, value, last, where)
    if match["change"]:
        weak = re.search("应该|其实|实际|should|actually|填|选", match["change"])
        if reading is None or (weak and _answers(text, value, open_prompt, where)):
            return None
    elif reading is None and value[0] < value[1]:
        return None
    return Correction(last.path, reading, *value)


def _answers(text: str, span: Span, prompt: Prompt | None, where: Where) -> bool:
    locale, now = where
    return prompt is not None and bool(
        read_answer(prompt, text[slice(*span)], locale=locale, now=now)
    )


def _value_span(match: re.Match[str], folded: str) -> Span:
    if match.groupdict().get("value") is None:
        return match.end(), match.end()
    start, end = trimmed(folded, *match.span("value"))
    lead = _LEAD.match(folded, start, end)
    start = lead.end() if lead else start
    return trimmed(folded, min(start, end), end)


def _value(text: str, span: Span, earlier: Earlier, where: Where) -> Reading | None:
    start, end = span
    if start >= end:
        return None
    locale, now = where
    prompt = Prompt(
        earlier.path, earlier.question, "", 0, 0, required=True, choices=earlier.choices
    )
    reading = read_answer(prompt, text[start:end], locale=locale, now=now)
    return reading.shifted(start) if reading else None


def _target(
    words: str, earlier: Sequence[Earlier], open_prompt: Prompt | None
) -> tuple[bool, Earlier | None]:
    """(whether `words` name an answer at all, the one they name if there is one)."""
    if place := _PLACE.fullmatch(words):
        number = _number(place)
        return True, next((e for e in earlier if e.number == number), None)
    if _LAST.fullmatch(words):
        return True, earlier[-1] if earlier else None
    scored = [(_score(words, e.labels), e) for e in earlier]
    best = max((score for score, _ in scored), default=0.0)
    if open_prompt is not None and _score(words, _labels(open_prompt)) >= max(best, ENOUGH):
        return False, None
    if best < ENOUGH:
        return False, None
    fitting = [e for score, e in scored if score == best]
    return True, fitting[0] if len(fitting) == 1 else None


def _number(place: re.Match[str]) -> int:
    if place["en"]:
        return _EN_ORDER.index(place["en"]) + 1
    value = value_of(place["cjk"] or place["n"])
    return int(value) if value is not None else 0


def _labels(prompt: Prompt) -> tuple[str, ...]:
    return (*prompt.question.short.values(), *prompt.question.label.values())


def _score(words: str, labels: Sequence[str]) -> float:
    """The best share of `words` that one label holds; common words count only when alone."""
    key = _COMMON.sub(" ", words).strip() or words
    return max((_share(key, fold(label)) for label in labels), default=0.0)


def _share(key: str, label: str) -> float:
    if key.isascii():
        tokens = re.findall(r"[a-z0-9]{3,}", key)
        held = [t for t in tokens if re.search(rf"\b{t[:5]}", label)]
        return len(held) / len(tokens) if tokens else 0.0
    units = [key[i : i + 2] for i in range(len(key) - 1) if " " not in key[i : i + 2]]
    return sum(u in label for u in units) / len(units) if units else 0.0
