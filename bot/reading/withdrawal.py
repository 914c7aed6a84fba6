"""Words by which a consent that was given is taken back later (R90): "他又不同意了"."""

from __future__ import annotations

import re

from bot.reading import yesno
from bot.reading.words import core, fold

_LEAD = (
    r"(?:办事人|当事人|老人家?|老爷子|老太太|家属|家里人|本人|对方|人家|他们?|她们?|我们?|刚才|"
    r"说|讲|表示|觉得|又|还是|现在|后来|突然|都|等等|等一?下|不好意思|抱歉|[\s,.])*+"
)
"""Who says it, how and when, in any order: "他又说", "等等,老人家现在"."""
_REFUSES = (
    r"(?:(?:不|没)(?:再)?(?:同意|愿意|想|让|许|要|肯|答应)(?:再|被|让|你们?|我们?|咱们?|给)*"
    r"(?:继续)?(?:记录?|登记|录)(?:了|下去|下来|这次(?:过程)?)*|"
    r"不(?:再)?(?:同意|愿意)了|(?:别|不要|停止|取消)(?:再)?(?:记录|记|录)(?:了|下去)*|"
    r"(?:撤回|收回|取消)(?:了)?同意了?)"
)
_THINKS_BETTER = r"(?:(?:反悔|变卦|后悔)了?|[改变]了?主意了?)"
_WITHDRAWN = re.compile(
    rf"{_LEAD}(?:{_THINKS_BETTER}(?:{_LEAD}{_REFUSES})?|{_REFUSES})[吧啊呢的]*|"
    r"(?:(?:he|she|they|the applicant|i|we) (?:no longer |do(?:es)?n'?t |do(?:es)? not )(?:agree|consent|want)"
    r"(?: to (?:this|it|(?:be|being) recorded|the record))?(?: any ?more)?|"
    r"(?:please )?(?:stop|don'?t|do not) record(?:ing)?(?: (?:this|it|me|us|any ?more))*|"
    r"(?:withdraw|take back) (?:the |my |our )?consent)"
)


def takes_back_consent(text: str) -> bool:
    """Whether the whole of `text` says so; what only may mean it is asked about all the same."""
    return _WITHDRAWN.fullmatch(core(fold(text))) is not None


_OF_CONSENT = re.compile(
    r"同意|愿|乐意|肯|记|录|写|采集|公开|拒|[统桐]意|答应|行|好|可以|用|要|想|干|怕|担心|顾虑|摆\S?手|摇\S?头|"
    r"agree|record|want|consent|refus|object|willing|keep|note|write|sh(?:oo|a)k|rather|like|mind"
)


def speaks_of_consent(text: str) -> bool:
    """Whether a no may be one to being recorded: not "没有特别的", "他不让我进去，说没预约"."""
    return yesno.bare(text) == "no" or _OF_CONSENT.search(fold(text)) is not None
