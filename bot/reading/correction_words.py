"""How people say that an answer is to be changed, as patterns over folded text."""

from __future__ import annotations

import re

from bot.reading.chinese import Chinese
from bot.reading.numbers import CJK, ENGLISH_NUMBER, value_of
from bot.reading.remembered import remembered

EN_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
PLACE = re.compile(
    rf"(?:第\s*(?P<cjk>[0-9]{{1,3}}|[{CJK}]{{1,3}})\s*(?:个|题|项|条|问|步)?(?:问题|答案|回答)?|"
    rf"(?:the )?(?P<en>{'|'.join(EN_ORDER)})(?: (?:one|answer|question))?|"
    r"(?:question|answer|number|no\.?|q|#)?\s*(?P<n>[0-9]{1,3}))"
)
LAST = re.compile(
    r"我?(?:刚才|刚刚|刚|上面|前面|之前|上|前)的?(?:那|这|一)?一?(?:个|题|项|条|步|问题|答案|"
    r"回答)的?(?:问题|答案|回答)?|最后的?(?:那|这)?一?(?:个|题|项|条)(?:问题|答案|回答)?|"
    r"我?刚才的?|我?刚刚的?|(?:the |that |my )?(?:last|previous)(?: (?:one|answer|question))?|"
    r"(?:that|it|this)(?: (?:one|answer))?\b"
)
_CHANGE_ZH = (
    r"不是[^,]{1,20}?[,\s]*(?:而|应该)?是|应该?算|应按|得算|改成|改为|改到|改回|更正为|更正成|修正为|换成|换为|变成|"
    r"应该是|应当是|应该为|应为|应该填|应该选|其实是|实际是|实际上是|填成|选成|"
    r"其实[就只才]?(?:[用花等排跑问]了|有)(?=[0-9一二两三四五六七八九十半])"
)
_CHANGE_EN = r"\bshould (?:be|have been)\b|\b(?:is|was) actually\b|\bactually\b"
CHANGE = f"{_CHANGE_ZH}|{_CHANGE_EN}"
_WRONG_ZH = (
    r"我?(?:填|选|写|说|打|点|搞|弄|答|报|记)错了?|有误|错了|不对(?!的\S)|不准|"
    r"(?:needs? to|要|得|想|需要)改(?!成|为|到)|"
    r"(?:needs? to|要|得|想|需要)?\s*(?:改一下|更正一下|修改一下|改改|更正|修改)"
)
_WRONG_EN = (
    r"(?:\b(?:was|is|were)|(?<=[a-z])'s) (?:wrong|a mistake|not right|incorrect|not correct)"
)
WRONG = f"{_WRONG_ZH}|{_WRONG_EN}"
_CHANGED = Chinese(f"{_CHANGE_ZH}|{_WRONG_ZH}")
_CHANGED_EN = re.compile(f"{_CHANGE_EN}|{_WRONG_EN}")
SENTENCE = re.compile(
    rf"(?:请|麻烦|帮我|我想|我要|能不能|可不可以|可否|能否|可以|能(?=[请帮给把将])|please |can you |could you |i want to )*(?:把|"
    rf"将)?(?P<target>.{{1,40}}?)(?:的?答案|的?回答)?(?:,|\s)*"
    rf"(?:(?P<change>{CHANGE})|(?P<wrong>{WRONG}))(?P<value>.*)",
    re.DOTALL,
)
AT_NAME = re.compile(r"(?:请|麻烦|帮我|我想|我要|把|将|给|[\s\"'《「『])*+")
"""What may stand before an answer's name in full."""
AFTER_NAME = re.compile(
    rf"[\"'》」』\s]*(?:那一?[栏项条个]|这一?[栏项条个])?的?(?:答案|回答)?[,\s]*"
    rf"(?:(?P<change>{CHANGE})|(?P<wrong>{WRONG}))(?P<value>.*)",
    re.DOTALL,
)
ENGLISH = re.compile(
    r"(?:please |can you |could you |i want to |i'd like to )*(?:change|correct|set|update|make|"
    r"fix) (?P<target>.{1,40}?)"
    r"(?: (?:to|as|into)\s+(?P<value>.+))?",
    re.DOTALL,
)
MAKE = re.compile(
    rf"(?:please |can you |could you )*(?:make|set) (?:the |my )?(?P<target>[a-z ]{{1,40}}?) (?:at )?"
    rf"(?P<value>(?:about )?(?:[0-9]|an? |half |{ENGLISH_NUMBER}).{{0,40}})"
)
NOT_OLD = re.compile(
    r"(?:no,? )?(?:the |my )?(?P<target>[a-z ]{1,40}?) (?:was|is|took) (?P<value>.{1,30}?),? (?:and )?not .{1,20}"
)
IMPERATIVE = re.compile(
    r"(?:请|麻烦|帮我|我想|我要)*(?:(?:更正|修改|改|纠正)(?:一下)?\s*[:,]?\s*|"
    r"(?:再)?(?:回|退回|跳|翻|返回)到?(?:前面)?(?:的)?(?=第)|(?:go |take me |jump )?back to (?=question|the |no))"
    r"(?P<target>.{1,40}?)(?:去|看看|改改?|重填|重新填)?"
)
STATED = (
    re.compile(
        r"(?P<target>[^,;?!\n]{2,15}?)(?:就|都)?(?:是|为|:|\bis |\bwas )\s*(?P<value>[^,;?!\n]{1,30}?)"
        r"(?:,?\s*(?:而?不是|not )[^,;?!\n]{1,20})?"
    ),
    re.compile(r"(?P<target>[^,;?!\n]{2,30})"),
)
"""An answer and its value, and nothing that says it changes."""
JUST_SAID = re.compile(
    r"(?:哎|诶|哦|我|[\s,])*+(?:刚才|刚刚|前面|上面|之前)(?:说|填|写|选|答|报)?的?"
    r"(?:那个(?=\S{2})(?![问答题])|(?!那|这|一|个|题|项|条|步))"
)
"""In front of an answer's name, when it was given: "我刚才窗口说错了"."""
BY_THE_WAY = re.compile(
    r"(?:(?:哦|噢|啊|对了|不对|等等|等一?下|其实|那个?|我的?|the|my|oh|wait|no)[,\s]*)+(?=\S)"
)
"""In front of an answer's name: no part of it."""
SELF = re.compile(
    rf"(?:哦|噢|啊|哎|呀|抱歉|不好意思|sorry|oops|[\s,.!])*(?:(?P<change>{CHANGE})|"
    r"(?P<wrong>(?:我)?(?:填|选|写|说|打|点|搞|弄|答)错了|错了(?=[,.\s]|$)|不对[,.\s]+(?=\S)|"
    r"不对(?=(?:应该?)?是(?!吧|吗|不))|不对[啊呀吧的]*$|(?<=[哦噢啊哎呀])不[,.\s]+(?=\S)|更正[:,\s]+(?=\S)|不止[,.\s]+(?=[0-9一二两三四五六七八九十半])|\bi meant|my mistake|\boh,? no[,.\s]+(?=\S)|no, (?:i meant|it was|it's|it is)))"
    r"(?P<value>.*)",
    re.DOTALL,
)
OF_IT = re.compile(
    r"[\s,]*(?:it|that|this|i (?:meant|wanted)|we (?:meant|wanted)|make (?:it|that))\b"
)
"""Behind "actually": what was said last is meant."""
TAKEN_BACK = re.compile(
    r"(?:(?:哦|噢|啊|哎呀?|嗯)*(?:不+[是对]?|等等|等一?下|我?(?:刚才|刚刚)?(?:说|填|选|报|记|写|搞)?错了?|不好意思|抱歉|"
    r"sorry|oops|wait|no)[,.:!\s]+)+(?P<target>\S.{0,39}?)\s*(?:其实|应该|实际)?(?:是|为|算|用了|等了|was|is|:)\s*"
    r"(?P<value>\S.*)",
    re.DOTALL,
)
_HESITATION = (
    r"(?:哦|噢|啊|哎呀?|不对|等等|等一?下|说错了?|(?:更正|修改|纠正|改)(?:一下)?(?=[:,.\s])|抱歉|不好意思|"
    r"sorry|oops|wait|no|[\s,.!:])*"
)
NOT_BUT = re.compile(
    rf"{_HESITATION}(?:应该)?(?:不是|并?没有?|\bnot )(?P<old>.{{1,20}}?)[,\s]*"
    r"(?:而是|应该是|是|\b(?:but|it was|it's|it is) )(?P<value>.+)",
    re.DOTALL,
)
BUT_NOT = re.compile(
    rf"{_HESITATION}(?:应该)?(?:是|it was |it's )(?P<value>.{{1,20}}?)[,\s]*(?:而?不是|并?没有|\bnot )(?P<old>.{{1,20}})",
    re.DOTALL,
)
_ORDER = r"(?:(?:我?[要想])?(?:更正|纠正|修改|改|补充|补)(?:一[下个条])?[:,\s]*)?"
SWAP = re.compile(
    r"(?:请|麻烦|帮我)?(?:把|将)?(?P<old>\S.{0,20}?)(?:改成|改为|换成|换为|应该是)(?P<value>\S.{0,30}?)[了吧]?"
)
"""One of the options that were chosen is to be another."""
_OF_IT = rf"{_ORDER}(?:请|麻烦|帮我)?[把给]?(?P<target>[^\s:]{{1,15}}?)(?:里面?|中)?(?:(?:不止|不光|除了)[^,]{{1,10}})?[,:\s]*"
_OUT = "(?:去掉|去除|删掉|删除|删了|删去|减掉|拿掉)"
_ALSO = (
    r"(?:(?:还|再|要|应该|得|也|需要?)*(?:加上?|加一?个|补上?|添上?|算上|(?:漏|落|少|忘)(?:[选填写掉了记加]|"
    r"一?个)*)|(?:还|也|另外|同时|不止)+(?:再|要|得|应该)?(?:有|用[了过到]?|走[了过]?|去[了过]?|选[了上]?))(?:一?个)?"
)
_LEFT_OUT = r"(?:(?:也|都|我)*(?:没[选写填]上?|[漏忘]了?(?:[选写填记])?|用[了过])了?)?[了吧呢啊]*"
MORE = (
    re.compile(rf"{_OF_IT}{_ALSO}(?P<value>\S.{{0,30}}?){_LEFT_OUT}"),
    re.compile(r"add (?:the )?(?P<value>.{1,30}?) to (?:the )?(?P<target>.{1,30})"),
)
MORE_OF_LAST = (
    re.compile(rf"{_ORDER}(?:我|我们)?{_ALSO}(?P<value>\S.{{0,30}}?){_LEFT_OUT}"),
    re.compile(
        r"(?:oh,? |and,? )*(?:(?:i|we) (?:also|forgot)(?: used| went to)?|also|plus) (?:by |via |the |at )*(?P<value>\S.{1,30}?)(?: too| as well)?"
    ),
)
"""One more of the options chosen last, whose question is not named: "还有小程序"."""
LACKING = re.compile("少")
"""One more where it was not chosen; where it was, one less."""
LESS = (
    re.compile(rf"{_OF_IT}(?:要|应该|得|的)*{_OUT}(?P<value>\S.{{0,30}})"),
    re.compile(rf"{_OF_IT}的(?P<value>\S.{{0,30}}?)(?:也|都)?{_OUT}[了吧]?"),
    re.compile(rf"{_OF_IT}(?:其实|应该)?(?:没有?|没用过?|不含|不包括)(?P<value>\S.{{0,30}})"),
    re.compile(r"remove (?:the )?(?P<value>.{1,30}?) from (?:the )?(?P<target>.{1,30})"),
)
"""One more of the options that were chosen, or one less."""
MILD = re.compile("应该|其实|实际|should|actually")
REQUEST = re.compile(
    r"(?:你好|您好)?[,\s]*(?:能不能|可不可以|可否|能否|可以|能)?(?:请|麻烦|帮我|帮忙|给我)*[把将].{1,40}(?:改|换|更正)|"
    r"(?:can|could|would) (?:you|i|we) (?:please )?(?:change|correct|set|update|fix) .{1,40} (?:to|into|as) "
)
LEAD = re.compile(
    r"(?:[\s,.:;!]|应该|应当|其实|实际上?|我|是|选(?![项择不好完错])|填(?![表写单报好完错了不自])|改成|改为|为|成|it should be|should be|"
    r"it's|it is|it was|it|to\b|i meant)+"
)
TRAIL = re.compile(r"才对[吧啊]?$|(?<![网酒水茶书])吧$|(?:可以|行|好)吗$|(?<=[^\W_])吗$")
"""Politeness behind a new value; "网吧" is a kind of shop."""


@remembered
def tells_change(words: str) -> bool:
    """Whether `words`, folded and trimmed, hold one of change: by `SENTENCE` and `AFTER_NAME`
    nothing is corrected without."""
    return (_CHANGED_EN.search(words) or _CHANGED.search(words)) is not None


def number_of(place: re.Match[str]) -> int:
    """The place that a match of `PLACE` names, from 1; 0 for none."""
    if place["en"]:
        return EN_ORDER.index(place["en"]) + 1
    value = value_of(place["cjk"] or place["n"])
    return int(value) if value is not None else 0
