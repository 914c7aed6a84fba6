"""What a company or an admin calls the result of a call: 满意, 不满意, 无人接听, 4 分 …"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from flows.callbacks import RESULTS, Result, result_of

_LEVELS: dict[str, int] = {
    "非常满意": 5,
    "很满意": 5,
    "十分满意": 5,
    "基本满意": 3,
    "较满意": 4,
    "比较满意": 4,
    "不太满意": 2,
    "很不满意": 1,
    "非常不满意": 1,
    "极不满意": 1,
}
"""Levels that are a mark of 5, too."""
_WORDS: dict[str, Result] = {
    **{words[0]: result for result, words in RESULTS.items()},
    **{words[1]: result for result, words in RESULTS.items()},
    "中立": "fair",
    "还行": "fair",
    "还可以": "fair",
    "差评": "dissatisfied",
    "好评": "satisfied",
    **dict.fromkeys(
        ("没接通", "未接", "没接", "无人接听", "没人接", "关机", "停机", "空号", "占线", "忙音",
         "拒接", "拒访", "挂断", "无法接通", "打不通", "unreached", "no answer"),
        "unreached",
    ),
}  # fmt: skip
_MARK = re.compile(r"([1-5])\s*(?:分|星|颗星|points?|stars?|/5|of 5)?", re.IGNORECASE)
ALL = tuple(sorted((*_LEVELS, *_WORDS), key=len, reverse=True))
"""Every word for a result, those that hold others first."""


class Said(NamedTuple):
    """A result, and the mark of 5 where one was told."""

    result: Result
    mark: int | None = None


def read(text: str) -> Said | None:
    """What a cell or a word says of a call; None where it says no result."""
    told = " ".join(unicodedata.normalize("NFKC", text).split()).strip(" .。,，!！").casefold()
    if (mark := _LEVELS.get(told)) is not None:
        return Said(result_of(mark), mark)
    if (result := _WORDS.get(told)) is not None:
        return Said(result)
    if found := _MARK.fullmatch(told):
        mark = int(found[1])
        return Said(result_of(mark), mark)
    return None
