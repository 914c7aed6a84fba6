"""How an issue came to be what it is: "12号的经过", "流水", "谁办过", "history of issue 12"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.reading.numbers import CJK, value_of
from bot.reading.words import core, fold

MAX_SAID = 40
_NUMBER = (
    rf"(?:wt[-\s]?(?P<wt_year>20[0-9]{{2}})[-\s]?(?P<wt>[0-9]{{1,6}})|"
    rf"(?:(?P<year>20[0-9]{{2}})年的?)?第?(?P<n>[0-9]{{1,6}}|[{CJK}]{{1,5}}) ?号(?:问题|工单)?|"
    r"(?:issue|problem|no\.?|#) ?#?(?P<en>[0-9]{1,6}))"
)
_WAY = (
    r"(?:整个|全部|整改|办理|流转|处理)?(?:经过|流水|流转(?:记录|情况)?|经办记录|办理记录|整改记录|操作记录|历史(?:记录)?|来龙去脉|"
    r"(?:都)?(?:谁|哪些人)(?:都)?(?:办|经手|处理)过|怎么(?:办|流转)(?:到这一步)?的)"
)
_ASKED = re.compile(
    rf"(?:请|帮我|看一?[下看]?|查一?[下看]?|说说|这个|那个|它|问题|[\s,:])*+(?:{_NUMBER}(?:问题)?的?\s*)?{_WAY}"
    r"(?:是(?:什么|怎样的)|呢|吗|吧|一下|[\s?!])*|"
    rf"(?:show )?(?:me )?(?:the )?(?:full )?(?:history|log|moves)(?: of (?:{_NUMBER.replace('?P<', '?P<of_')}))?|"
    rf"{_NUMBER.replace('?P<', '?P<its_')}(?:'s)? (?:history|log|moves)"
)


class HistoryAsked(NamedTuple):
    """The issue; `number` 0 is the one that was shown last."""

    number: int = 0
    year: int | None = None


def read(text: str) -> HistoryAsked | None:
    """Whose history `text`, all of it, asks for; None for all else."""
    match = _ASKED.fullmatch(core(fold(text))) if len(text) <= MAX_SAID else None
    if match is None:
        return None
    told = {name.rpartition("_")[2] if not name.endswith("year") else "year": words
            for name, words in match.groupdict().items() if words}  # fmt: skip
    figure = next((told[name] for name in ("wt", "n", "en") if name in told), "")
    number = value_of(figure) if figure else 0
    return HistoryAsked(int(number or 0), int(told["year"]) if "year" in told else None)
