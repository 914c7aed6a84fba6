"""Free text, taken as it was typed; and the ways of saying that there is nothing to say."""

from __future__ import annotations

import re

from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, clauses, core, fold, legible, trimmed

_NOTHING = re.compile(
    r"(?:暂时|目前|好像|应该|真的?|也|都|就是?|其实|倒|我)*(?:没有?|木有|无|暂无|不用|不需要|没了)(?:什么|啥|"
    r"特别[的得地]?|要说的|补充的?|"
    r"[想要可好](?:说|问|知道|了解|弄|搞|看|查|提|讲|写|加|添|补|改|减|并|合并|加进来|并进来)的(?:事项?|内容|东西)?|"
    r"问题|建议|意见|诉求|别的|其[他她它余]的?|想(?:说|问|知道|了解|弄清楚?|弄明白|搞清楚?)的?|特别想?|了|啊|呢|吧|哦|的)*|不(?:说|写|填|补充)了?|"
    r"(?:(?:nah|no|nope|well|um+|hmm+|er+)[, ]+)?(?:no|none|nothing|nope|nah|n/?a|nil)(?: (?:else|special|to (?:add|say|ask)|"
    r"suggestions?|ideas?|advice|comments?|questions?|remarks?|complaints?|demands?|requests?|wishes|really|thanks|in particular|particular|specific|much|at all|comes to mind|i can think of|for now|right now|today))*|"
    r"(?:nah|no|nope)?,? ?not (?:really|particularly)|"
    r"[-/]|就这些|就这样"
)
_NO_MORE = re.compile(
    r"(?:我|也|暂时|真的)*没有?(?:什么|啥)?(?:别的|其[他它余]的?)(?:问题|事)?(?:了|啦|吧|啊)*"
)
_NO_PICTURE = re.compile(
    r"(?:我|这个|这里|这次|当时|手上|手头|暂时|也|都|真的?|就|不好意思|抱歉|[,\s])*+(?:没有?|木有|无|没得|没来得及|没法|不方便|不好|忘了?|没顾上)"
    r"(?:拍|截|存|发|传)?(?:照片?|图片?|截图|截屏|图|相片|拍|相)(?:片)?(?:了|的|啊|呢|哦|吧|可[以发传]?|发|传)*+|"
    r"(?:sorry,? )?(?:(?:i have |i've got |there(?: is|'s| are) )?no|i (?:did ?n[o']t|do ?n[o']t) (?:have|take) (?:any|a)) "
    r"(?:photos?|pictures?|pics?|screenshots?)(?:,? (?:of it|available|sorry|to send|i'm afraid))?"
)
_DONT_KNOW = re.compile(
    r"(?:我|这个|真|也|都|还|实在|有点|完全)*(?:不知道|不清楚|不记得|记不[清得住]|忘记?|没注意|"
    r"没印象|没记|没数|没留意|"
    r"不确定|不晓得|说不上来|说不[清好准上]|搞不清|弄不清|不太(?:清楚|记得|确定)|拿不准|不好说|不造)"
    r"(?:了|啊|呢|吧|呀|哦|楚|诶|哎|\s)*|"
    r"(?:i |we )?(?:(?:really )?(?:don'?t|do not) (?:know|remember)|can'?t (?:remember|say|tell)|"
    r"forgot|"
    r"(?:am |'?m )?not sure|have no idea)|no idea|not sure|idk|dunno|unknown"
)
_ANY_WILL_DO = re.compile(
    r"(?:我|你|您|那|就)*(?:随便|随意|看着办|[您你]定|都(?:行|可以|成)|怎么都行|无所谓|没所谓|哪个都行|"
    r"whatever|any(?:thing)?(?: (?:is fine|will do|one))?|i don'?t (?:care|mind)|you (?:choose|decide))"
    r"(?:吧|了|啊|呀|的|填|选|\s)*"
)
_AGAIN = re.compile(
    r"(?:请|麻烦|能不能|可以|你|您|把|再|重新|重|问题|这一?[个题]|刚才的?|那个)*(?:说|问|念|讲|发|显示)(?:一?[遍次下]|一遍)(?:问题|题目?|这题|刚才的)?[吗吧呢\s]*|"
    r"(?:哎|那|你|您|刚才|刚刚|上面|前面|[,\s])*+(?:的?[这那])?(?:个|一[个道]?|道)?(?:题目?|问题|句话)(?:到底|究竟|说|问|讲|的|是|个)*+"
    r"(?:啥|什么)(?:意思|来着)?[啊呀呢?\s]*|(?:你|您|刚才|刚刚)*+问的?(?:是)?(?:啥|什么)(?:意思|来着)?[啊呀呢?\s]*|"
    r"(?:sorry,? |please |(?:can|could|would) you (?:please )?)*(?:repeat|say|ask|read|show)(?: me)?"
    r"(?: (?:that|it|this|the (?:last )?question|your question))?(?: (?:again|once more|please))*|"
    r"(?:sorry,? )?what was (?:the|that|your) (?:last )?(?:question|again)(?: again)?|come again|pardon(?: me)?"
)
_THANKS = re.compile(
    r"(?:好的?|嗯|ok)?[,\s]*(?:谢谢|多谢|感谢|谢了|谢啦|辛苦了|麻烦了|thanks?|thank you|thx|"
    r"ty)(?:你|您|啦|了|哦|啊|大家|"
    r" you| a lot| very much| so much|\s)*"
)
_HELLO = re.compile(
    r"(?:你好|您好|哈喽|嗨|早上好|上午好|下午好|早|还?在吗|在不在|hello|hi|hey|good (?:morning|"
    r"afternoon|evening))"
    r"(?:啊|呀|哦|there|\s)*"
)
_ITEM_LEAD = re.compile(
    r"(?:(?:你好|您好),?)?\s*(?:今天|这次|我们?|咱们?)*+(?:想要?|要|来|去|帮我|给我|帮老人|"
    r"陪老人)++"
    r"(?:办理|办(?!事)|走|弄)?(?:一下|一?个)?(?=[\u4e00-\u9fff])|i (?:want|would like) to |"
    r"i'd like to "
)


_AGREES = re.compile(r"(?:对|是的?|嗯+|yes|ok)[,\s]*(?:就是|就按|it'?s)?[:,\s]*|就是[:,\s]*")
MIN_AGAIN = 3
"""Characters up to which words ("say", "ask") are too few to mean that."""


def read(text: str) -> Reading | None:
    """`text` without blanks around it; None when no letter or figure is in it ("。。。", "👌")."""
    value = text.strip()
    if not re.search(r"[^\W_]", value):
        return None
    start = text.index(value)
    return Reading(value, start, start + len(value), literal=True)


def read_item(text: str) -> Reading | None:
    """The name of a service item: `text` without "我想办" and the like in front."""
    whole = read(text)
    if whole is None:
        return None
    lead = _ITEM_LEAD.match(fold(text), whole.start)
    start = lead.end() if lead and lead.end() < whole.end - 1 else whole.start
    return Reading(text[start : whole.end], start, whole.end, literal=True)


def is_nothing(text: str) -> bool:
    """Whether `text` says that there is nothing to say: "没有", "暂时没有", "nothing"."""
    return _NOTHING.fullmatch(core(legible(fold(text)))) is not None


def is_no_more(text: str) -> bool:
    """Whether `text` says that there is nothing besides: "没有其他的了", "没别的了"."""
    return _NO_MORE.fullmatch(core(fold(text))) is not None


def has_no_picture(text: str) -> bool:
    """Whether `text` only says that there is no photo to send: "没图", "没拍照", "no photo"."""
    return _NO_PICTURE.fullmatch(core(fold(text[:MAX_READ]))) is not None


def agrees_to(known: str, text: str) -> bool:
    """Whether `text` agrees and says the words `known` once more, as the button does: "对，就是 …"."""
    folded = fold(text)
    lead = _AGREES.match(folded, trimmed(folded)[0])
    return lead is not None and core(folded[lead.end() :]) == core(fold(known))


def is_dont_know(text: str) -> bool:
    """Whether `text` says that the person does not know: "不清楚", "忘了", "not sure"."""
    said = fold(text)
    return all(_DONT_KNOW.fullmatch(said, *span) for span in clauses(said)) and bool(core(said))


def without_shrug(folded: str) -> str:
    """`folded` with "不知道," before a guess blotted out: "不知道，20分钟?"."""
    first, *others = clauses(folded) or [(0, 0)]
    if not others or not is_dont_know(folded[slice(*first)]):
        return folded
    return " " * others[0][0] + folded[others[0][0] :]


def is_indifferent(text: str) -> bool:
    """Whether `text` leaves the answer to us: "随便", "都行", "whatever"."""
    return _ANY_WILL_DO.fullmatch(core(fold(text))) is not None


def is_thanks(text: str) -> bool:
    """Whether `text` only thanks."""
    return _THANKS.fullmatch(core(fold(text))) is not None


def wants_again(text: str) -> bool:
    """Whether `text` only wants the open question once more: "再说一遍", "say that again"."""
    said = core(fold(text)).rstrip("?")
    return len(said) > MIN_AGAIN and _AGAIN.fullmatch(said) is not None


def is_greeting(text: str) -> bool:
    """Whether `text` only greets."""
    return _HELLO.fullmatch(core(fold(text))) is not None
