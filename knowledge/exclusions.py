"""What a guide says that it is not for, and what a sentence leaves out of the value it tells.

Guards against the answer that the guide itself denies: "继承、赠与不适用本指南" is
all there is to say of an inherited flat, and "30 个工作日（不含公示）" says nothing of
how long the notice stands. The patterns are in facts.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from knowledge.elements import BY_TERM
from knowledge.measures import TABLE
from knowledge.model import Guide
from knowledge.question import Question
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks
from knowledge.words import groups_in

_LEFT_OUT = tuple(map(re.compile, TABLE["left_out"]["patterns"]))
_TERMS: tuple[str, ...] = tuple(TABLE["left_out"]["terms"])
_SENTENCE = re.compile(r"[^。;；\n]+[。;；]?")
_PARTS = re.compile("[、，,]|以及|或者?|和|及|(?<!赠)与")
PART_SAID = 0.4
"""Share of what is left out, beside the item's own names, that a question must say to mean it."""


def left_out(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what a text leaves out ("公示" of "不含公示"), in a text normalized to NFKC."""
    for pattern in _LEFT_OUT:
        for match in pattern.finditer(text):
            yield match.span(1)


def not_meant(guide: Guide) -> list[str]:
    """What a guide says that it is not for ("继承、赠与"), folded: it answers for that itself."""
    texts = (unicodedata.normalize("NFKC", text) for text in guide.elements.values())
    return [fold(text[start:end]) for text in texts for start, end in left_out(text)]


def without_left_out(text: str) -> str:
    """A text with blanks for what it leaves out; as long as before. What tells a number stays."""
    for start, end in left_out(text):
        if not any(char.isdigit() for char in text[start:end]):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def denied(question: Question, guide: Guide, kept: Sequence[bool]) -> tuple[str, str] | None:
    """The element and the sentence that says of what is asked that the guide is not for it.

    Args:
        question: The question, in Chinese; in English letters say nothing.
        guide: The guide of the item meant.
        kept: The characters that are content beside the item's names.
    """
    if question.english or not any(kept):
        return None
    kept = _with_words_whole(question, kept)
    for term, text in guide.elements.items():
        if term in BY_TERM and term not in _TERMS:
            continue
        for sentence in _SENTENCE.findall(text):
            plain = unicodedata.normalize("NFKC", sentence)
            parts = [part for at in left_out(plain) for part in _PARTS.split(plain[slice(*at)])]
            if any(_means(question, guide, kept, part) for part in parts) and not _told_elsewhere(
                question, guide, kept, sentence
            ):
                return term, sentence.strip()
    return None


def _with_words_whole(question: Question, kept: Sequence[bool]) -> list[bool]:
    """The kept characters; a word of which one is kept is kept whole ("新房" of "新房办证")."""
    whole = list(kept)
    for start, end, _ in question.words:
        whole[start:end] = [any(kept[start:end])] * (end - start)
    return whole


def _means(question: Question, guide: Guide, kept: Sequence[bool], part: str) -> bool:
    """True if a question says what a part of an exclusion says beside the item's names."""
    folded = fold(part)
    met = marks(question.folded, question.words, Vocabulary.of([folded]))
    if sum(keep and hit for keep, hit in zip(kept, met, strict=True)) < 2:
        return False
    words = groups_in(folded)
    named = marks(folded, words, Vocabulary.of(fold(n) for n in (guide.name, *guide.aliases)))
    asked = marks(folded, words, Vocabulary.asked(question))
    own = [hit for hit, name in zip(asked, named, strict=True) if not name]
    return bool(own) and sum(own) / len(own) >= PART_SAID


def _told_elsewhere(question: Question, guide: Guide, kept: Sequence[bool], sentence: str) -> bool:
    """True if the guide speaks of what an exclusion names in another place, too."""
    texts = [text.replace(sentence, "") for text in guide.elements.values()]
    texts += [text for faq in guide.faqs for text in (faq.question, faq.answer)]
    here = marks(question.folded, question.words, Vocabulary.of([fold(sentence)]))
    there = marks(question.folded, question.words, Vocabulary.of(map(fold, texts)))
    rows = zip(kept, here, there, strict=True)
    return not any(keep and hit and not other for keep, hit, other in rows)
