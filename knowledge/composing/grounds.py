"""Whether passages say what a text says. A doubt is a no: the guides' own words are there.

Nothing is understood here. Both are laid side by side (side_by_side): words that state nothing
are out, what is the same has one word. Then the text has to be made, letter by letter, of whole
clauses of the passages. So nothing new can be said, whatever it is: a name, a material, a link,
another language; and nothing of a clause can be changed, dropped or swapped. What whole clauses
could still be made to say is looked for by itself: conditions of one clause put before another,
duty and permission turned round, an answer of yes or no that the passage does not give.

What is left out changes nothing of what is said, but people have to see it: then the guides' own
words stand beside the text (`Judged.left_out`).

The question is no ground: that somebody asks whether it costs 100 does not make it cost that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.composing.comparison import Comparison
from knowledge.composing.passage_parts import Given, Part
from knowledge.composing.side_by_side import clauses, folded

MAX_CHARS = 600
"""Longest text that is looked at; a longer one is refused."""
MAX_CLAUSES = 60
"""Of a text; an answer has a dozen."""
_MARKUP = re.compile(r"[\[\]<>{}*#`|_\\$~^=]|https?:|www\.|吗", re.IGNORECASE)
_WEIGHS = re.compile(
    r"[须需应带交凭持请]|要(?![件点素])|提供|提交|出示|如果|若|凡|除|仅|只|(?<!不)限(?![额时])|但|例外|其中|以上|以下|以内|另"
    r"|未满|不满|年满|超过|不[得予能可适]"
)
"""A sentence that has a duty or a bound is never left out unseen."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What passages have to say to a text."""

    fault: str = ""
    """What of it they do not bear, for the log; "" where they bear it all."""
    left_out: str = ""
    """What of them is missing in it, though it matters; "" where nothing is."""


def judge(text: str, item: str, passages: Sequence[Given]) -> Judged:
    """Whether passages bear a text, and whether it leaves out what matters.

    Args:
        text: A language model's.
        item: The item's name, which may stand in the text as its topic.
        passages: All that the text may say.
    """
    if len(text) > MAX_CHARS:
        return Judged("too long")
    said = folded(text)
    if markup := _MARKUP.search(said):
        return Judged(f"markup: {markup[0]}")
    there = {number for given in passages for number in _numbers(given.head + "\n" + given.body)}
    if strange := _numbers(said) - there:
        return Judged(f"number: {min(strange)[:20]}")
    if sum(1 for _ in clauses(said)) > MAX_CLAUSES:
        return Judged("too many clauses")
    comparison = Comparison(said, item, passages)
    if not comparison.letters:
        return Judged("empty")
    told = comparison.told(0, None)
    if told is None:
        return Judged(f"not in the guide: {comparison.letters[comparison.reached :][:30]}")
    return Judged(left_out=_left_out(passages, comparison.parts, {*told}))


def _numbers(text: str) -> set[str]:
    return {*re.findall(r"\d+(?:[.:,]\d+)*+", folded(text))}


def _left_out(passages: Sequence[Given], parts: Sequence[Part], told: set[Part]) -> str:
    """A clause that matters and is not told: of a sentence that is told, or begins, or weighs."""
    clauses_told = {clause for part in told for clause in part.tells or (part.clause,)}
    for part in parts:
        if part.tells or part.clause in clauses_told:
            continue
        sentence = [p for p in parts if (p.passage, p.sentence) == (part.passage, part.sentence)]
        raw = "".join(p.clause.raw for p in sentence)
        if part.sentence == 0 or {*sentence} & told or _WEIGHS.search(raw):
            return f"{passages[part.passage].head[:20]}: {part.clause.raw[:40]}"
    return ""
