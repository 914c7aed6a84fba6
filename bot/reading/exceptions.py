"""What is well but for one thing: "都顺利,除了态度差", "别的都好就是排队久", "all fine except the queue".

Where the words are cut; what either side says, the lists tell (`bot.reading.choices`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.reading.words import Span, trimmed

TURN = re.compile(r"但是?|却|不过|可是|可惜|只是|就是|\bbut\b|\bonly that\b")
_EXCEPT = re.compile(
    rf"{TURN.pattern}|除了|除去|只有|唯独|唯一|美中不足|\bexcept(?:ing)?(?: for| that)?\b|\b(?:apart|aside) from\b|"
    r"\bother than\b|\bbut for\b|\bbar\b|\bsave for\b|\bjust\b|\bonly\b"
)
_FIRST = re.compile(
    r"(?:除了|除去|除开)(?P<named>[^;!?\n]{1,30}?)(?:以外|之外|外)?[,\s]*"
    r"(?P<well>(?:其[他它余]|别的|剩下|余下|样样|全|都|啥都|什么都|没|一切|倒)[^;!?\n]*)|"
    r"(?:except for|apart from|aside from|other than|but for) (?P<named_en>[^;!?\n,]{1,60}), ?(?P<well_en>[^;!?\n]+)"
)
OF_THE_REST = re.compile(
    r"(?:别的|其[他它余]的?|剩下的?|余下的?|除此(?:之外|以外)?|the rest(?: was| is)?|everything else(?: was| is)?|otherwise)"
    r"[\s,]*(?:地方|方面|环节|步骤)?[都也倒还]*"
)
MAX_CUTS = 4
"""How many of the first words that may turn are looked at."""


def cuts(folded: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Each way to cut [start, end) into what is well and what is not, trimmed, neither empty."""
    if first := _FIRST.fullmatch(folded, start, end):
        kind = "" if first["named"] else "_en"
        yield (
            trimmed(folded, *first.span("well" + kind)),
            trimmed(folded, *first.span("named" + kind)),
        )
        return
    for turn in islice(_EXCEPT.finditer(folded, start, end), MAX_CUTS):
        well = trimmed(folded, start, turn.start())
        named = trimmed(folded, turn.end(), end)
        if well[0] < well[1] and named[0] < named[1]:
            yield well, named
