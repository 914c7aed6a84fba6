"""Things that are named side by side, of all of which the same is asked.

"补身份证、居住证都要带什么" leaves open which is meant. Papers to hand in are no such things.
"""

from __future__ import annotations

import re

from knowledge.catalogue import Catalogue
from knowledge.choosing import Chooser
from knowledge.proposing import MAX_PROPOSED, is_question
from knowledge.words import handed, needed

_BESIDE = re.compile("以及|还有|[、/和跟]|(?<!赠)与")


def side_by_side(text: str, catalogue: Catalogue, chooser: Chooser) -> tuple[str, ...]:
    """The items that a question names side by side, if each name means others; else none."""
    pieces = [piece for piece in _BESIDE.split(text) if piece.strip()]
    question = catalogue.read(text)
    if not 2 <= len(pieces) <= MAX_PROPOSED or question.english or not is_question(question):
        return ()
    if handed(question.folded) or needed(question.folded):
        return ()
    read = [catalogue.read(piece) for piece in pieces]
    if any(one.intents for one in read[:-1]) or not all(one.topic and one.words for one in read):
        return ()
    meant = [chooser.choose(one, None) for one in read]
    ids = [(one.chosen,) if one.chosen else one.candidates for one in meant]
    named = tuple(dict.fromkeys(id_ for each in ids for id_ in each))
    return named if all(ids) and len(named) == sum(map(len, ids)) else ()
