"""Words that say that something was well: "挺好的", "没问题", "很快", "一次就成了", "was fine"."""

from __future__ import annotations

import re

_VERY = "挺|很|蛮|非常|特别|比较|还|超级?|可|老|贼|真|特|忒|相当|倍儿|怪"
_LINK = r"(?:都|也|还|倒|是|真|方面|上)*"
PRAISED = re.compile(
    rf"{_LINK}(?:{_VERY})?(?:好(?!不|几|多|久)|不错|可以|"
    r"热情|耐心|满意|顺(?![序便路])|还行(?![李程走])|(?<!不)(?<!不太)(?<!不大)正常|没问题)|"
    rf"{_LINK}(?:没(?:有)?(?:什么|啥)?(?:不好|不妥|问题|毛病)|不差|不坏)|"
    rf"{_LINK}(?:{_VERY}|得|够)快(?![要到断没掉下])(?!就(?!.{{0,2}}[好过办完成到弄轮拿取叫]))|"
    rf"{_LINK}(?:(?:一[次下遍趟回把]|一下子)(?:就|便)[^,;没不]{{0,2}}[成过好进到对通行办登传完]|一[次把]过(?!不))|"
    rf"[写说标讲答弄办做介绍解释]{{0,2}}得(?:都|也|还|{_VERY})*(?:清清楚楚|清楚|明明白白|明白|准确?|对|齐?全|仔细)|"
    rf"{_LINK}没(?:有)?(?:变|错|涨|被?退|多[要收跑交填花]|让?[我你他]?多[要收跑交填花]|重复|乱收|再要)(?!全|完)|"
    rf"{_LINK}(?:也|并|一点也?)?不(?:多|麻烦|慢|久|贵|难|长|复杂|繁琐|挤)(?!不)|"
    r"\s*(?:'s|was|were|is|are|went|worked|ran) (?:all |very |quite |really |so |just |pretty )*"
    r"(?:fine|ok(?:ay)?|good|great|smooth(?:ly)?|quick(?:ly)?|fast|easy|well|perfect(?:ly)?|clear|correct|lovely|"
    r"polite|friendly|helpful|kind|nice)\b"
)


def is_praise(folded: str) -> bool:
    """Whether the words say, somewhere in them, that something was well."""
    return PRAISED.search(folded) is not None
