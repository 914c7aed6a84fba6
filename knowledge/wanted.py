"""Whether a text tells the kind of thing that a question wants: a sum, a time, a number, a reason.

Guards against the passage that has the matter of a question and not what is asked of it:
"有没有社保补贴？可以申请" does not tell how much it is. The table is wanted.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

from knowledge.model import Guide
from knowledge.passages import Passage, faq_number
from knowledge.question import Question, clauses
from knowledge.text import fold
from knowledge.words import asks, silent

_TABLE = tomllib.loads((Path(__file__).parent / "wanted.toml").read_text(encoding="utf-8"))
_WANTED = tuple((re.compile(row["asked"]), re.compile(row["told"])) for row in _TABLE["wanted"])


def lacks_wanted(folded: str, text: str, asked_there: str = "") -> bool:
    """True if a question wants something of a kind that a text has nothing of.

    Args:
        folded: The question.
        text: What would answer it, as published.
        asked_there: The folded question of a FAQ whose answer it is; what asks for the same kind
            is answered by it, in whatever words ("每月领多少？由两部分组成").
    """
    told = unicodedata.normalize("NFKC", text)
    return any(
        wants.search(folded) and not tells.search(told) and not wants.search(asked_there)
        for wants, tells in _WANTED
    )


def tells_wanted(question: Question, guide: Guide, passage: Passage) -> bool:
    """Whether a passage speaks of what a question says, and has what a clause of it wants."""
    if silent(question.folded, fold(passage.shown)):
        return False
    number = faq_number(passage)
    asked = "" if number is None else fold(guide.faqs[number].question)
    said = [] if question.english else [fold(clause) for clause in clauses(question.text)]
    asking = [clause for clause in said if asks(clause)] or [question.folded]
    return not all(lacks_wanted(clause, passage.shown, asked) for clause in asking)
