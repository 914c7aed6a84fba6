"""Yes and no in their many forms. Value: "yes" or "no".

`asked` is the question: "没有问题" is a no to "有问题吗" and a yes to "可以吗";
a verb of the question said back is a yes ("反映过"), with a negation a no.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, core, fold, trimmed

YesNo = Literal["yes", "no"]

_END = r"(?:[的啊呀呢哦噢哈嘛吧了滴哒嘞]|\s|👌|👍)*+"
_YES = re.compile(
    r"(?:是|对|嗯|恩|唔|有|行|好|可以|可|成|中|能|会|要|需要|没错|不错|当然|必须|肯定|确实|同意|"
    r"愿意|"
    r"一样|确认|正确|okay|okey|ok|yes|yep|yeah|yup|ya|y(?!y)|sure|right|correct|true|of course|"
    rf"i did|we did|they did|it is|it was|👌|👍|✅|✔️?|🆗)++{_END}"
)
_NO = re.compile(  # longer words first: what is possessive never looks for a shorter one again
    r"(?:不是|不对|不行|不可以|不用|不要|不能|不会|不需要|不同意|不|没有过?|没|木有|冇|否|无|非|"
    r"并没有?|并不是|还没有?|从没|从来没有?|错|"
    r"nope|not really|not yet|none|not|no|nah|never|n|false|"
    r"i don't think so|they didn't|we didn't|i didn't|it isn't|it wasn't|❌|👎|🙅)++"
    rf"{_END}"
)
_NO_START = re.compile(
    r"(?:也|都|并|还|从来?|压根|根本|好像|应该)*(?:不(?![错少止仅但过然]|好意思)|没(?!错|准)|"
    r"木有|未)|"
    r"(?:no|not|never|none|didn't|doesn't|don't|wasn't|isn't)\b"
)
_YES_START = re.compile(
    r"(?:是的?|对的?|有的?|嗯+|恩|好的?|yes|yeah|yep|ok|sure)(?=[\s,.;:!、啊呀,])"
)
_UNSURE = re.compile(
    r"不知道|不清楚|不确定|不记得|不好说|不一定|不晓得|没注意|没印象|不太清楚|说不|not sure|"
    r"no idea|"
    r"don't know|do not know|没什么不|不是不|没有不"
)
_FINE = re.compile(
    rf"(?:(?:他|她|人家|那边|也|都)*没(?:有)?(?:什么|啥)?(?:问题|毛病|意见|事|关系){_END}|no problem)"
    r"(?=[\s,.;:!、]|$)"
)
_TROUBLE = re.compile(r"问题|毛病|problem|trouble")
_DENIES = re.compile(
    r"(?:没有?|未)[^,;?]{0,6}(?:问题|毛病)[^?]{0,40}(?:对吗|对吧|是吗|是吧|对不对|是不是)\?|"
    r"\bno (?:problem|trouble)[^?]{0,60}\bright\?"
)
"""A question that wants its own denial confirmed: "这次没有发现问题,对吗？"."""
_MANNER = re.compile(
    r"愿意|乐意|想要?|肯|打算|敢|情愿|希望|太|怎么|那么|很|是很|特别|有|去|来|给|让|被|他|她|人家|我们?|"
    r"这样|用|记录?|行|成|顾得?上|来得及|时间|空|必要|办法|法|呢|了|的|啊|呀|吧|过|说|人|理|再|还|加|添|补|别的|其[他它]的?|另外|更多|看|见|听|遇|碰|发现|找|跑|问|弄|办|搞|管|这|那|个|拿|取|出|证|下来|结果|消息|动静|通知|必要|会|能|完|完成|好|到|结果"
)
"""How and whether; what is left says what is denied."""
_WORDS_EN = re.compile(
    r"\b(?:really|yet|at|all|thanks?|you|they|we|i|he|she|it|did|does|do|was|is|want|to|agree|think|so|"
    r"way|sorry|there|time|yes|done|have|had|go|been|the|this|that|finished|ready)\b|[^a-z\s]"
)
_AFTER = re.compile(rf"{_END}$")
_ALREADY = re.compile(
    r"^(?:(?:刚刚?才?|已经|早就|早|现在|今天|昨天|前天|终于|都)++)(?=[\u4e00-\u9fff]{2})"
)
_NEGATION = re.compile(r"(?:也|都|还|并|从来?)*(?:没有?|不|未)")
_THAT_ONE = re.compile(
    r"(?:(?:yes|yeah|yep|yup|ok|okay|sure|right|exactly|correct|oh|ah|looks? (?:good|right|fine)|all (?:good|right)|perfect|"
    r"good|great)[,.! ]+){0,2}"
    r"(?:that'?s(?: the)?(?: (?:right|very))? one|(?:it's |it is )?(?:that|this)(?: one)?|the (?:right|same) one|"
    r"that'?s (?:it|right|correct|the thing)|that is (?:it|right|correct)|it's (?:that|right|correct)|"
    r"exactly(?: that(?: one)?)?|precisely|indeed|absolutely|definitely|totally|you bet|why not|"
    r"go ahead|go for it|please(?: do)?|let's do (?:it|that)|do it|sounds (?:good|right)|looks (?:good|right)|"
    r"i (?:guess|think|believe|suppose)(?: so)?|fine|"
    r"perfect|great|(?:it's |that's |it is )?all (?:good|correct|right|fine)|good to go|"
    r"(?:you can |please |just |now )?(?:send|submit|hand)(?: (?:it|this|that|them|everything))?(?: (?:in|off|now|away))?)"
    r"(?:[,.! ]+(?:yes|please|thanks|thank you|go ahead|go on)){0,2}"
)
"""Yes to what was put up with "is it this one?"; elsewhere it says too little."""
MIN_ECHO = 2


def bare(text: str) -> YesNo | None:
    """The yes or no that `text` is, and nothing else."""
    said = core(fold(text)).rstrip("?~")
    if _YES.fullmatch(said):
        return "yes"
    return "no" if _NO.fullmatch(said) else None


def pointed(text: str) -> YesNo | None:
    """The yes or no that `text` is where one thing was put up: also "that's the one", "go ahead"."""
    that = _THAT_ONE.fullmatch(core(fold(text)))
    return "yes" if that else bare(text)


def read(text: str, *, asked: str = "") -> Reading | None:
    """The yes or no that `text` gives to the question `asked`; None when it gives neither."""
    folded = fold(text[:MAX_READ])
    start, end = trimmed(folded)
    said = folded[start:end]
    if not said or _UNSURE.search(said):
        return None
    if plain := bare(said):
        return Reading(plain, start, end, literal=True)
    denies = _DENIES.search(fold(asked)) is not None
    if fine := _FINE.match(said):
        value: YesNo = "no" if _TROUBLE.search(fold(asked)) and not denies else "yes"
        return Reading(value, start, start + len(fine[0].rstrip()), literal=False)
    if echoed := _echo(said, fold(asked)):
        return Reading(echoed, start, end, literal=False)
    if lead := _YES_START.match(said):
        return Reading("yes", start, start + lead.end(), literal=False)
    negated = _NO_START.match(said)
    if negated and _concerns(said[negated.end() :], fold(asked)):
        return Reading("yes" if denies else "no", start, end, literal=False)
    return None


def is_plain(text: str, *, asked: str) -> bool:
    """Whether `text` is a yes or no to `asked`, and tells nothing else: "没有", "没反映过"."""
    said = core(fold(text[:MAX_READ]))
    fine = _FINE.fullmatch(said) is not None
    return bare(said) is not None or fine or _echo(said, fold(asked)) is not None


def _concerns(denied: str, asked: str) -> bool:
    """Whether what is denied is what was asked about: "没去[反映]", "不太[愿意]"; not "没有[户口本]"."""
    if denied.isascii():
        return all(word in asked for word in _WORDS_EN.sub(" ", denied).split())
    left = core(_MANNER.sub("", denied))
    pairs = [left[i : i + 2] for i in range(len(left) - 1)]
    return not left or left in asked or any(pair in asked for pair in pairs)


def _echo(said: str, asked: str) -> YesNo | None:
    words = _AFTER.sub("", _ALREADY.sub("", said))
    negation = _NEGATION.match(words)
    stem = words[negation.end() :] if negation else words
    stem = re.sub(r"过$", "", stem)
    if len(stem) < MIN_ECHO or stem not in asked or stem.isascii():
        return None
    if negation:
        return "no"
    return "yes" if re.search(rf"{re.escape(stem)}[过了]*(?:吗|没有|么|\?)", asked) else None
