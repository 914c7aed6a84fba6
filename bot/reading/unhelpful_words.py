"""What is said of an answer from the guides that did not help: "答非所问", "not what I asked".

The whole message must say so; whether an answer was just given, the dialogue knows.
"""

from __future__ import annotations

import re

from bot.reading.words import core, fold

_THIS = (
    r"(?:这|那|这个|这条|那个|你|您|你们|上面|刚才|刚刚|的|回答|答案|根本|完全|还是|也|又|都|"
    r"真|实在|好像|怎么|对我|[\s,.!])*+"
)
_END = r"(?:啊|呀|呢|吧|嘛|了|啦|的|好吗|[\s,.!?])*+"
_SAID = (
    r"没(?:有)?(?:能)?帮上?(?:我|到我?|什么|任何|一点)*忙|没(?:有)?帮到我?|帮不(?:上|了)(?:我|什么)?忙?|"
    r"没(?:有)?(?:什么|啥|多大|任何|一点)*(?:用处?|帮助)|不管用|不顶用|等于没(?:说|答|回答)|说了(?:等于|跟|和)没说(?:一样)?|白问|"
    r"所?答非所问|文不对题|牛头不对马嘴|驴唇不对马嘴|"
    r"(?:没(?:有)?|不)(?:正面)?(?:回答|答)(?:到|上|对|清楚|明白)?(?:我(?:问)?(?:的)?)?(?:问题|点子上)?|"
    r"(?:我)?(?:想|要)?(?:问的)?(?:不是|不对)(?:我)?(?:想|要)?(?:问|知道|了解)?(?:的)?(?:这个|这些|那个|意思|问题)?|"
    r"不是我(?:想|要|真正)*(?:问|知道|了解|要)的?(?:这个|这些|问题|东西)?|我(?:想|要)?问的(?:可|又|根本)?不是(?:这个|这些|那个|它)|"
    r"(?:还是|也|又|都|我)*(?:看|听|读)(?:不|没(?:有)?)(?:太|大)?(?:懂|明白)"
)
_EN = re.compile(
    r"(?:(?:well|sorry|no|but|hmm)[,\s]+)*(?:(?:that|this|it|your answer|the answer)(?:'s| is| was|s)? )?"
    r"(?:(?:not|n't|didn'?t|did not|doesn'?t|does not|wasn'?t|was not|isn'?t|is not|no|of no)(?: really| very| much| at all)? "
    r"(?:help(?:ful|s)?(?: me)?|use(?:ful)?|an answer|what i (?:asked|meant|wanted)(?: for| to know)?|"
    r"answer(?: my question| the question| me| it)?)(?: at all)?|"
    r"useless|unhelpful|off (?:the )?(?:topic|point)|beside the point|wrong answer|"
    r"(?:i )?(?:don'?t|do not|didn'?t|did not|can'?t|cannot) (?:understand|follow|get)(?: (?:this|that|it|the answer|your answer|any of it))?)"
)
_ZH = re.compile(f"{_THIS}(?:{_SAID}){_END}")
MAX_SAID = 40
"""Characters above which a message tells more than that."""
NOT_ALONE = frozenset(
    {"不是", "不对", "不答", "没答", "没回答", "不回答", "我不是", "我不对", "no answer"}
)
"""What says no to something else, too."""


def finds_unhelpful(text: str) -> bool:
    """Whether `text` only says that an answer did not help."""
    said = core(fold(text))
    if not said or len(said) > MAX_SAID or said in NOT_ALONE:
        return False
    return _ZH.fullmatch(said) is not None or _EN.fullmatch(said) is not None
