"""What is said of the bot itself and answers nothing: "你能不能快点", "怎么还问", "this bot is slow".

Only what is plainly said to the one who asks; a hall has robots and slow systems of its own.
"""

from __future__ import annotations

import re

from bot.reading.words import core, fold

_OH = r"(?:哎呀?|唉|喂|天[呐哪啊]|我说|拜托|真是的?|那|但是?|可是|烦死了|[,\s!])*+"
_YOU = r"(?:你们?|您)(?:这个?|到底)?(?:机器人|助手|小助手|程序|聊天)?"
_SELF = rf"(?:{_YOU}|这个?(?:聊天)?(?:机器人|小?助手)|陪走)"
_HOW = r"(?:也|都|真|真的?|好|太|可|怎么|咋|这么|那么|有点|实在|是|就|又|还|老|总|一直|在)*+"
_END = r"(?:了|的|啊|呀|呢|吧|嘛|吗|好不好|行不行|好吗|行吗|[?!~\s])*+"
_ASKED = r"(?:(?:这么多|同样的?|重复的?|这些|那么多)?(?:问题|东西)?(?:问|重复)|问)(?:这么多|个?没完(?:没了)?|个不停|来问去|同一?个|同样的?|一样的|重复的?|这些|这个|我|了)*+(?:问题)?"
_GRUMBLE = re.compile(
    rf"{_OH}{_SELF}{_HOW}(?:笨|蠢|傻|烦(?:人|死了?)?|啰嗦|罗嗦|慢|难用|死板|不智能|没用|垃圾|智障|听不懂(?:人话)?|没听懂|理解错|搞错|不懂|没完没了){_END}|"
    rf"{_OH}(?:{_YOU})?(?:能不能|可不可以|就不能|能|可以)(?:说人话|快一?点儿?|别(?:再)?(?:{_ASKED}|废话|啰嗦)|少(?:问|说)(?:一?点|几个|几句)?|好好说话|听懂人话|直接一?点){_END}|"
    rf"{_OH}(?:{_YOU})?(?:怎么|咋|干嘛|为什么|为啥)(?:还|又|老|总是?|一直|还在|这么)+(?:在|要)?{_ASKED}{_END}|"
    rf"{_OH}(?:怎么)?(?:问题|问得|问的){_HOW}(?:多|啰嗦|细|烦){_END}|"
    rf"{_OH}(?:怎么|咋)?(?:还有|还要|还剩)?(?:这么多|那么多|多少)(?:题|问题|个问题)(?:要(?:问|答))?{_END}|"
    rf"{_OH}(?:{_SELF})?(?:听不懂人话|说人话|有完没完|没完没了|别(?:再)?问|不要再问|快一?点儿?){_END}|"
    rf"{_OH}(?:怎么|咋|真|好|太|这么|那么)++(?:啰嗦|罗嗦|笨|智障|不智能){_END}|"
    r"(?:真|好|太|都|快|我)*+(?:烦|累)(?:死(?:我|人)?了?|了)(?:啊|呀|[!\s])*|"
    r"(?:(?:oh|ugh|man|come on|god|well|please)[,! ]*)*(?:this|the) (?:bot|chat ?bot|chat|assistant|robot)(?: is|'s) (?:so |too |really |very )*"
    r"(?:slow|stupid|useless|annoying|dumb|boring|terrible|bad)|"
    r"(?:(?:oh|ugh|man|come on|god|well|please)[,! ]*)*you(?: are|'re) (?:so |too |really |very )*(?:slow|stupid|useless|annoying|dumb|boring|not listening|no help)|"
    r"you (?:don'?t|do not|didn'?t) (?:understand|get it|listen|get me)(?: me| anything)?|"
    r"(?:please )?(?:stop|quit) (?:asking|bothering)(?: me)?(?: (?:questions|the same thing|this))?|"
    r"(?:too|so) many questions|why (?:so|are there so) many questions|(?:can|could|will) you (?:hurry(?: up)?|be (?:quick(?:er)?|fast(?:er)?)|go faster|speed up)"
)
_MARKS = re.compile(r"[?!\s]+$")
MAX_SAID = 40
"""Characters above which a message tells more than that."""


def grumbles(text: str) -> bool:
    """Whether `text` only complains of the one who asks."""
    said = _MARKS.sub("", core(fold(text)))
    return 0 < len(said) <= MAX_SAID and _GRUMBLE.fullmatch(said) is not None
