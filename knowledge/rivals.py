"""Which of several items that fit a question alike it names to the letter.

What a question's content tells is told by then; the rest is small and decides only between
rivals: what a name says itself, not its bureau's name; a lone "和" or "不" inside a word
("和解协议", not 调解协议); a "不" or "无" that only one name has (动产, not 不动产).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from knowledge.question import Question
from knowledge.vocabulary import Vocabulary, marks, share
from knowledge.words import fillers

OWN_COVER = 0.05
"""How much less of the question a rival's own names may meet."""
_DENYING = re.compile("(?=([不非无未][^ ]))")


def to_the_letter(
    question: Question, names: Mapping[str, Sequence[str]], weights: Sequence[float]
) -> list[str]:
    """The ids whose folded names say most of a question, in the order given; at least one."""
    own = {id_: _own(question, forms, weights) for id_, forms in names.items()}
    best = max(own.values())
    kept = [id_ for id_ in names if own[id_] >= best - OWN_COVER]
    pairs = _with_lone_fillers(question)
    kept = _fewest(kept, lambda id_: sum(pair not in "\n".join(names[id_]) for pair in pairs))
    return _fewest(kept, lambda id_: min(_denied(form, question.folded) for form in names[id_]))


def _own(question: Question, forms: Iterable[str], weights: Sequence[float]) -> float:
    met = marks(question.folded, question.words, Vocabulary.of(forms))
    return share(question.content, met, weights)


def _with_lone_fillers(question: Question) -> set[str]:
    """Pairs of a character that is content and a filler of one character, as 和解 in 和解协议."""
    spans = fillers(question.masked, english=question.english)
    lone = [start for start, end in spans if end - start == 1]
    told, content = question.folded, question.content
    after = {told[at : at + 2] for at in lone if at + 1 < len(told) and content[at + 1]}
    return after | {told[at - 1 : at + 1] for at in lone if at and content[at - 1]}


def _denied(form: str, folded: str) -> int:
    """How often a name says "not" of what a question says without it."""
    pairs = set(_DENYING.findall(form))
    return sum(pair not in folded and pair[1] in folded for pair in pairs)


def _fewest(ids: Sequence[str], count: Callable[[str], int]) -> list[str]:
    counts = {id_: count(id_) for id_ in ids}
    return [id_ for id_ in ids if counts[id_] == min(counts.values())]
