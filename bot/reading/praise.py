"""Words that say that something was well: "挺好的", "没问题", "很快", "一次就成了", "was fine"."""

from __future__ import annotations

import re

_VERY = "挺|很|蛮|非常|特别|比较|还|超级?|可|老|贼|真|特|忒|相当|倍儿|怪"
_LINK = r"(?:都|也|还|倒|是|真|方面|上)*"
_SO = "(?<!不)(?<!没)(?<!不[太大够很])(?<!不怎么|没那么|不是很)"
"""Not denied right before it."""
PRAISED = re.compile(
    rf"{_SO}{_LINK}(?:{_VERY})?{_SO}(?:好(?!不|几|多|久)|不错|可以|"
    r"热情|耐心|满意|利索|利落|麻利|硬朗|流畅|通畅|规范|顺(?![序便路])|还行(?![李程走])|正常|没问题)|"
    rf"{_LINK}(?:没(?:有)?(?:什么|啥)?(?:不好|不妥|问题|毛病)|不差|不坏)|"
    rf"{_LINK}(?:{_VERY}|得|够)快(?![要到断没掉下])(?!就(?!.{{0,2}}[好过办完成到弄轮拿取叫]))|"
    rf"{_LINK}(?:(?:一[次下遍趟回把]|一下子)(?:就|便)[^,;没不]{{0,2}}[成过好进到对通行办登传完]|一[次把]过(?!不))|"
    rf"[写说标讲答弄办做介绍解释]{{0,2}}得(?:都|也|还|{_VERY})*(?:清清楚楚|清楚|明明白白|明白|准确?|对|齐?全|仔细)|"
    rf"{_LINK}没(?:有)?(?:变|错|涨|被?退|多[要收跑交填花]|让?[我你他]?多[要收跑交填花]|重复|乱收|再要|费[劲事])(?!全|完)|"
    rf"{_LINK}(?:也|并|一点也?)?不(?:多|麻烦|慢|久|贵|难|长|复杂|繁琐|挤|卡|重复|乱)(?!不)|{_LINK}没(?:有)?[卡超](?!死|时没)|"
    r"\s*(?:'s|was|were|is|are|went|worked|ran) (?:all |very |quite |really |so |just |pretty )*"
    r"(?:fine|ok(?:ay)?|good|great|smooth(?:ly)?|quick(?:ly)?|fast|easy|well|perfect(?:ly)?|clear|right|correct|lovely|"
    r"polite|friendly|helpful|kind|nice)\b"
)


_ENDS = re.compile(r"[,;.!?\n]|但是?|不过|可是|就是|只是|\bbut\b")
_WELL = re.compile(
    r"简单|明显|醒目|及时|成功|通过|过了$|[能可]以?(?:网?办|查|用|看)|[查看找]得到|秒[到过]|清晰|清楚|明白|更新了|过硬|到位|"
    r"齐全|很全|合适|规范|有人[教帮带]|没得说|^[都也是]*对的?$|^准|正常|[通顺]的?了?$|顺[利畅]|就[好过成完到通]了?|明确|"
    r"得很?快|^[都也倒还是]*快|^[都也很挺]*齐|满意|热情|耐心|和气|热心|不错|[很挺蛮]好|宽敞|^[^不没]{0,4}有$|went through|first time|right away|straight away|at once|worked|moved fast"
)
"""Somewhere behind a thing, in its clause: it went well."""
_ILL = re.compile(
    r"不(?!错)|没(?!得说)|难|慢|坏|卡|错|差|才|败|死|崩|退|多次|[几两三四五六七八九十][次遍回趟]|半天|久|小时|钟头|烦|乱|旧|少|缺|漏|"
    r"\bnot\b|n't|\bafter\b|fail|slow|wrong|broken|stuck|never"
)
_ACTS = re.compile("(?:受理|告知|登[录陆]|上传|注册|支付|付款|缴费|填[表写]|取号|认证|公示|反馈)$")
"""What is done as a matter of course: done is no trouble."""
_DONE = re.compile(r"了(?:一下)?.{0,6}$")
_SEEN = re.compile(r"(?:看了|看过|参观了?|路过|逛了)(?:一下)?$")
_NONE_OF_IT = re.compile(r"(?:的?情况|的事|这种事)?[都也倒]?(?:没有?|不用|不存在)[了过的]*$")
_MET = re.compile("没有?(?:遇|碰|看|找|发)[到上着见现]$")
_OPEN = re.compile(
    r"过?(?:什么|啥|任何|哪|一[个处样条件]|这|那|上面|以上|不|大?问题|毛病|麻烦|情况|状况|困难|阻|茬|岔|堵|卡|难|障|事|"
    r"[过了的啊呢吧呀]|[^\u4e00-\u9fff]|$)"
)
"""What may follow "没遇到" that denies any trouble: "没遇到懂的人" is a trouble."""


def met_something(folded: str, end: int) -> bool:
    """Whether "没遇到" ends at `end`, and what was not met is named behind it."""
    return _MET.search(folded, max(0, end - 4), end) is not None and not _OPEN.match(folded, end)


def praised(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Where it is said that the thing at [start, end) went well; None where it is not.

    "登录[一次就成了]", "标识[很清楚]", "payment [went through]". What is said of a thing that is
    a fault by itself ("登不上") praises only right behind it.
    """
    if found := PRAISED.match(folded, end):
        return found.span()
    stop = _ENDS.search(folded, end)
    last = stop.start() if stop else len(folded)
    tail, thing = folded[end:last], folded[start:end]
    if _NONE_OF_IT.match(tail):
        return end, last
    if _ILL.search(thing) or _ILL.search(tail):
        return None
    well = _WELL.search(tail) or (_ACTS.search(thing) and _DONE.match(tail))
    return (end, last) if well or _SEEN.search(folded[:start]) else None


def is_praise(folded: str) -> bool:
    """Whether the words say, somewhere in them, that something was well."""
    return PRAISED.search(folded) is not None
