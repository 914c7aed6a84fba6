"""What is said when somebody is asked afterwards what became of a walk: "还没办好", "改了一半".

The whole message is looked at. Words that say two things ("拿到了，但没给发票") are not read: the
person is asked again. The answers are those of `bot.dialogue.tracking.ANSWERS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.reading.asking import asks
from bot.reading.numbers import CJK, value_of
from bot.reading.words import fold

MAX_SAID = 40
"""Characters above which it is a story and no such answer."""
_LATER = (
    r"(?:晚点|晚些|以后|回头|改天|改日|明天|后天|下次|等会儿?|等一下|待会儿?|过一?会儿?|过(?:几|[0-9]{1,2}|["
    + CJK
    + r"]{1,2})天|下周|下个?月)(?:你)?(?:再|的时候再)?(?:来)?(?:说|问|讲|回|看|提醒)|现在没空|没时间|正忙|在忙|"
    r"\b(?:later|not now|another (?:time|day)|tomorrow)\b"
)
_WORDS: dict[str, Mapping[str, re.Pattern[str]]] = {
    "result": {
        "later": re.compile(_LATER),
        "not_yet": re.compile(
            r"(?:还|一直|都|到现在|仍然?|至今)?没(?:有)?(?:拿|收|办|领|批|寄|发|取)(?:到|好|完|成|下来|妥|过来)?|没(?:有)?(?:消息|结果|动静|下文|下来|出来|好)|"
            r"还没有?|没呢|还在(?:办|等|审|路上)|还得等|还要等|等着呢|卡着|杳无音信|"
            r"\b(?:not (?:yet|ready|done|received|come|arrived|finished)|still (?:waiting|nothing|no\b|not)|nothing yet|no news|"
            r"(?:has|have|did)(?: not|n't) (?:come|arrived|got|received|heard|been|get))"
        ),
        "unknown": re.compile(
            r"不(?:太)?(?:清楚|知道|晓得|记得|确定)|没(?:去)?(?:问|看|查|留意|关注|打听)过?|忘了|"
            r"\b(?:do(?: not|n't) know|not sure|no idea|have(?: not|n't) checked)\b"
        ),
        "done": re.compile(
            r"(?:拿|收|办|领|批|寄|发|取|送)(?:到|好|完|成|下来|妥|过来)(?:手|家)?(?:了|啦)?|好了|(?:出|下)来了|到手|有结果了|搞定|"
            r"\b(?:got it|received|done|it came|ready|arrived|finished|have it|has come)\b"
        ),
    },
    "issues": {
        "later": re.compile(_LATER),
        "partly": re.compile(
            r"(?:改|好|解决|修|换)了?(?:一半|一部分|一点|一些|几个|大半|大部分)|(?:一半|部分|有的|有些)(?:已经)?(?:改|好|解决|修)了?|"
            r"(?:好|改善)(?:了)?(?:一?点儿?|一?些)了?|还(?:差|剩)[^,.;!?]{0,6}|"
            r"\b(?:(?:partly|half)(?: (?:fixed|mended|done|repaired|solved))?|some of (?:it|them)|a bit better|a little better|better,? but)\b"
        ),
        "mended": re.compile(
            r"没(?:有)?(?:这个|这些|那个)?(?:问题|毛病|情况)了|(?:不(?:坏|卡|收)|正常|好用)了|"
            r"(?:已经|都|全)?(?:改|修|换|解决|处理|弄|整改)(?:好|过来|掉|完|正|到位)?(?:了|啦)|(?:改|修|换|弄|处理)好|好了|"
            r"\b(?<!not )(?:fixed|mended|repaired|solved|put right|works now|no longer|not any ?more|all good now)\b"
        ),
        "same": re.compile(
            r"没(?:有)?(?:人)?(?:改|变|动|解决|修|换|管|处理|整改)(?!了)(?:好|过|过来|掉|动静|化)?|没(?:有)?(?:变化|动静|好转|进展)|"
            r"(?:还|依然|仍然?|照样|照旧)是?(?:那样|这样|老样子|一样|原样|坏|不行|有|没(?:改|修|好|换)|那个样)[^,.;!?]{0,6}|老样子|跟(?:以前|原来|上次)一样|"
            r"\b(?:not (?:been )?(?:fixed|changed|mended|solved)|(?:has|have)n't (?:been )?(?:fixed|changed)|still (?:broken|the same|there|wrong|so)|"
            r"same as before|no change|nothing (?:has )?changed|unchanged)\b"
        ),
        "away": re.compile(
            r"没(?:有)?(?:再)?(?:去|来|路过|办过)(?:过|了|那)?|没机会|不(?:太)?(?:清楚|知道|晓得|确定)|没(?:留意|注意|看)|"
            r"\b(?:have(?: not|n't) been|did(?: not|n't) go|not been (?:back|there)|do(?: not|n't) know|not sure|no idea)\b"
        ),
    },
}
"""By the kind of the follow-up; what denies stands before what it denies."""
_ORDER: dict[str, tuple[str, ...]] = {
    "result": ("later", "not_yet", "unknown", "done"),
    "issues": ("later", "partly", "same", "away", "mended"),
}
_WHITE = {"issues": re.compile(r"没(?:有)?(?:这个|这些|那个)?(?:问题|毛病|情况)了")}
_DAYS = re.compile(rf"过([0-9]{{1,2}}|[{CJK}]{{1,2}})天")


def answer(text: str, kind: str) -> str:
    """The answer that `text` gives to a follow-up of that kind; empty where it gives none."""
    folded = fold(text.strip())
    if not 0 < len(folded) <= MAX_SAID or asks(text) in ("plain", "direct"):
        return ""
    if (well := _WHITE.get(kind)) is not None and well.search(folded):
        return "mended"
    found: list[str] = []
    for name in _ORDER[kind]:
        pattern = _WORDS[kind][name]
        if pattern.search(folded):
            found.append(name)
            folded = pattern.sub(lambda match: "#" * len(match[0]), folded)
    return found[0] if len(found) == 1 else ""


def days_until(text: str) -> int:
    """In how many days to ask again: "过两天", "明天"; 0 where it is not said."""
    folded = fold(text[:MAX_SAID])
    if said := _DAYS.search(folded):
        return int(value_of(said[1]) or 0)
    return 1 if "明天" in folded or "tomorrow" in folded else 0
