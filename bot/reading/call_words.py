"""A third party's call about an issue, told in words: "12号回访 不满意 还在排队" (R59)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.callbacks.results import ALL, read
from bot.reading.words import fold
from flows.callbacks import Result

_RESULT = "|".join((*map(re.escape, ALL), r"[1-5] ?分?(?=[\s,;。.]|$)"))
_SAID = re.compile(
    r"(?:(?:登记|记)(?:一下|一条)?)?[\s,:]*"
    r"(?:(?:wt-?)?(?:(?P<y1>20\d\d)[-年])?(?P<n1>\d{1,6})号?的?(?:问题)?[\s,:]*"
    r"(?:(?:第三方|电话|三方)*回访|call(?:ed)? ?back)|"
    r"(?:(?:第三方|电话|三方)*回访了?|call ?back)[\s,:]*(?:wt-?)?(?:(?P<y2>20\d\d)[-年])?(?P<n2>\d{1,6})号?的?(?:问题)?)"
    rf"(?:结果|情况)?(?:是|为)?[\s,:]*(?P<result>{_RESULT})(?P<rest>.*)",
    re.DOTALL,
)
_TRIES = re.compile(r"[\s,;]*(?:打了|拨了|共|x)? ?(?P<tries>\d{1,2}) ?(?:次|times)[\s,;。.]*")


@dataclass(frozen=True, slots=True)
class CallSaid:
    """What was told; [start, end) of the message are the words of whoever was called."""

    number: int
    year: int | None
    result: Result
    mark: int | None
    tries: int
    start: int
    end: int


def read_call(text: str) -> CallSaid | None:
    """The call that a message tells; None where it tells none."""
    said = fold(text)
    found = _SAID.match(said)
    told = read(found["result"]) if found is not None else None
    if found is None or told is None:
        return None
    start, tries = found.start("rest"), 1
    if told.result == "unreached" and (rung := _TRIES.match(said, start)):
        start, tries = rung.end(), max(1, int(rung["tries"]))
    while start < len(said) and said[start] in " ,:;。.，、：；\n":
        start += 1
    year = found["y1"] or found["y2"]
    number = int(found["n1"] or found["n2"])
    return CallSaid(
        number, int(year) if year else None, told.result, told.mark, tries, start, len(text)
    )
