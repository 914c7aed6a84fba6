"""How bad a problem is, by the words it is told in.

`CUES` is the one table: the Chinese terms of `flows.issue_terms.SEVERITIES`, the gravest
first, with what people say when they mean them, over folded text. The gravest that the
words speak of counts. What turned out well after all ("后来办成了"), and a trip that nobody had
to make, is none; where no words tell, nothing is guessed: the person is asked.
"""

from __future__ import annotations

import re

from bot.reading.trips import SEVERAL, WASTED, without_spared
from bot.reading.words import Span, fold

CUES: dict[str, str] = {
    "办不成": r"(?:没|没有|没能|没法|无法|不能|不给|不让|不予|拒绝)(?:我们?|他|她|老人)?(?:办(?:成|下来|理|了|(?=[,.!;\s]|$))|受理)|"
    r"办不(?:成(?!事)|了(?!多)|下来)|被拒(?!绝?过)|拒收|一直办不|"
    r"could ?n[o']t (?:be done|apply|get it done|finish|complete)|(?:was |were |got )?(?:turned|sent) away|"
    r"(?<!form )(?<!forms )(?<!paper )(?<!papers )(?<!photo )(?<!photos )(?<!copy )(?:was|were|got) (?:refused|rejected)|"
    r"refused (?:to|my|our|the application)",
    "要多跑一趟及以上": rf"{WASTED}|{SEVERAL}|(?:又|再|得|要|重新|还得|让我|让他)(?:再)?(?:跑|来)了?一?[趟次]|"
    r"(?:明|后|改|第二|过[两几]?|下次|下周|下午)天?再(?:来|跑)|回(?:家|去)(?:再|重新)?(?:拿|取|补|开|打印)|"
    r"(?:另|又|再)跑|"
    r"(?:another|extra|second|wasted) trip|(?:two|three|four|several|many) trips|"
    r"come back (?:again|another|tomorrow|later|next)|came (?:twice|back)|had to (?:go|come) (?:back|home|again)|"
    r"sent (?:me|us|him|her|them) (?:back(?! and forth)|home)|(?:was|were|got) sent home",
    "多花时间": r"(?:等|排|耗|耽误|折腾|卡)(?:了|着|队|上)*(?:好|很|太|半|大半|一)(?:久|长|天|一?阵|会儿|半天|上午|下午)|半天(?:才|没|都)|"
    r"(?:太|很|特别|非常|好|真|这么)(?:慢|久|磨蹭)|慢(?:得|死|吞吞)|耽误(?:时间|工夫|功夫|事)|浪费时间|一直(?:转圈|等|排)|"
    r"(?:天|周|星期|个月)(?:了|过去了?|多了?)?,?(?:还|都|也)没|超(?:时|期|过?承诺)|逾期|拖(?:了|着|到|延)|迟迟|"
    r"too slow|so slow|very slow|took (?:ages|forever|too long)|waited (?:for )?(?:ages|hours|too long|forever|so long)|"
    r"wast(?:ed|e of) time|overdue|\bdelay(?:ed)?\b|long (?:queue|wait|line)",
    "不方便": r"不(?:太|大|很)?方便|不便(?!宜|民)|麻烦|没有?(?:地方|地儿|处)(?:坐|停|站|充)|没有?(?:轮椅|老花镜|几把|地方)?的?(?:座位?|椅子|坡道|厕所|停车位?|指示牌?|标识|老花镜)|"
    r"看不(?:清|懂|见)|听不(?:清|懂|见)|不会(?:用|操作|弄)|找不(?:到|着)|够不着|上不去|走不动|站着(?:等|填|写)|字(?:体)?太小|"
    r"inconvenien|no (?:seats?|chairs?|ramp|parking|toilets?|signs?)\b|nowhere to|hard to (?:find|read|use|hear|see)|"
    r"could ?n[o']t (?:find|read|hear|see)|\bawkward\b|annoying",
    "建议优化": r"建议|希望(?:能|可以|以后)?|最好(?:能|是|可以)|要是能|能不能(?:改|加|增|设)|可以(?:更|再)|有待改进|"
    r"\b(?:i )?suggest|would be (?:nice|better|good)|could be (?:better|improved|clearer)|\bshould have\b",
}  # fmt: skip
_CUES = {term: re.compile(words) for term, words in CUES.items()}
_IN_THE_END = re.compile(
    r"(?:后来|最后|最终|终于|总算|还是|结果)[^,;.!?]{0,6}?(?:办(?:成|好|下来|了)|受理了|解决了|给办)|"
    r"(?:in the end|finally|eventually|at last)[^,;.!?]{0,20}(?:done|accepted|worked|got it)"
)
_NOT_SO = re.compile(
    r"(?:没有?|不|并不|并没有?|一点[也都]?不)(?:觉得|怎么|太|算|是很|是)?(?:不方便|麻烦|慢|耽误|久|拖)|不算(?:慢|久|麻烦)|"
    r"不(?:麻烦|慢|久|耽误)|not (?:too |so |very )?(?:slow|long|inconvenient|annoying)"
)
MAX_LOOKED_AT = 500
"""Characters of a report in which cues are looked for."""


def locate_severity(text: str) -> tuple[str, Span] | None:
    """The severity (its Chinese term) that `text` speaks of, and where it does; else None."""
    folded = without_spared(fold(text[:MAX_LOOKED_AT]))
    folded = _NOT_SO.sub(lambda match: " " * len(match[0]), folded)
    for term, words in _CUES.items():
        match = words.search(folded)
        if match and not (term == "办不成" and _IN_THE_END.search(folded, match.end())):
            return term, match.span()
    return None
