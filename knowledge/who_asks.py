"""Which words of a question only say who asks: "家里吃低保的" asks for no 低保."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.everyday import Word, others_named

_IS = re.compile(
    "(?:[我俺咱他她]们?|[我俺咱他她]?们?(?:家里?|爸|妈|爹|娘|爷爷|奶奶|老公|老婆|对象|儿子|闺女|女儿|孩子)|[领吃拿靠]着?)"
    ".{1,6}[的户]"
)
"""A clause that says who somebody is."""
_LIVES_BY = re.compile("[^能怎咋吗什哪几]{0,10}?(?:[开跑送摆做干当算]|属于)[^能怎咋吗什哪几]{1,6}")
"""A clause that says what somebody lives by ("我外地的在云溪开网约车")."""
_WHO_LIVES_BY = re.compile("(?:[开跑送摆做干当]).{1,5}?的(?=自[个己家]|能|可以|想)")
"""The same within the clause that asks ("跑网约车的自个儿能上社保不")."""


def who_asks(folded: str, breaks: Sequence[int], words: Sequence[Word]) -> set[int]:
    """Places of the characters that say who asks; what is asked for is named after them."""
    clauses = list(pairwise([0, *breaks, len(folded)]))[: len(breaks)]
    spans = [span for span in clauses if _IS.fullmatch(folded[slice(*span)])]
    trades = [span for span in clauses if _LIVES_BY.fullmatch(folded[slice(*span)])]
    trades += [match.span() for match in _WHO_LIVES_BY.finditer(folded)]
    last = max((start for start, _ in others_named(words, frozenset())), default=0)
    spans += [(start, end) for start, end in trades if end <= last]
    return {at for span in spans for at in range(*span)}
