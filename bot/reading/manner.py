"""How a person wants to be spoken to: the language, and in how plain words (R36)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.words import core, fold

_WANTS = r"(?:请|麻烦|帮我|给我|我?要|我?想要?|能不能|可以|换成?|改成?|切换?到?|打开|开启?|用|说)*"
_PLAIN = re.compile(
    rf"{_WANTS}(?:(?:大字|长辈|老人|老年人?|关怀|敬老|简明|简洁|适老)(?:版|模式)|大字[号体]?|大白话|"
    r"(?:[说讲问]得?|话|句子)(?:简单|简短|短|少)一?(?:点儿?|些))(?:吧|吗|一下|可以吗|好吗)?"
)
_USUAL = re.compile(
    r"(?:请|麻烦|帮我|给我|我?要|我?想要?|换回?成?|改回?成?|切换?回?到?|恢复(?:成|到)?|用|回到?)*"
    r"(?:(?:普通|标准|正常|一般|原来)的?(?:版|模式|字[号体]?|大小)|小字版?|小字[号体])(?:吧|吗|一下|可以吗|好吗)?|"
    r"(?:退出|关闭|关掉|取消|不用|不要)(?:大字|长辈|老人|老年人?|关怀|敬老|简明|简洁|适老)(?:版|模式)?了?|"
    r"(?:不用|不要|别)(?:这么|那么)大(?:的字)?了?|字不(?:用|要)(?:这么|那么)大了?"
)
_PLAIN_EN = re.compile(
    r"(?:(?:please|can you|could you|i want|i need|use|switch to|turn on|in) )*"
    r"(?:large(?:r)? (?:type|print|text|letters)|big(?:ger)? (?:type|print|text|letters)|"
    r"(?:plain(?:er)?|simple(?:r)?) (?:words|language|english|mode)|short(?:er)? sentences)(?: please)?"
)
_USUAL_EN = re.compile(
    r"(?:(?:please|can you|could you|i want|use|switch to|back to) )*"
    r"(?:(?:normal|usual|standard) (?:type|print|text|letters|words|language|mode|size)|small print)|back to (?:normal|usual)"
    r"(?: please)?|(?:no|turn off|without) (?:large|big) (?:type|print|text|letters)(?: please)?"
)
_NAME = r"(?P<name>english|chinese|英[文语]|[中汉][文语]|普通话)"
_LANGUAGE = re.compile(
    r"(?:(?:请|麻烦|帮我|给我|跟我|你|您|我|还是|要|想|能不能|可不可以|怎么|怎样|如何|可以|能|把|语言|换回?成?|改回?成?|"
    r"变成?|切换?回?到?|打开|开启?|使用|用|说|讲|看|聊)*|"
    r"(?:(?:please|(?:can|could|may) (?:you|we|i)|how (?:do|can) i|do you|let's|let us|i(?:'d| would) (?:like|prefer)|"
    r"i (?:want|need|prefer)|use|speak|talk|write|read|have|see|get|switch|change|back|go|the language|it|this|in|to) )*)"
    rf"{_NAME}(?:版本?|模式|界面)?(?: version)?(?: please|来?说|来?讲|吧|吗|啊|呀|呗|行吗|行不行|一下|可以吗|好吗|聊)*\??"
)
_FOREIGN = re.compile(
    r"(?:对不起|不好意思|抱歉|可是|但是?|,|\s)*(?:我|老人家?)(?:都|也|根本|完全|实在|真的?|,|\s)*"
    r"(?:(?:看|听|读)不(?:太|大|怎么)?(?:懂|明白|来)|不(?:太|大|怎么)?(?:懂|会|认识?|识)(?:看|说|讲|读)?)"
    rf"{_NAME}(?:的)?(?:啊|呀|呢)?|"
    r"(?:sorry|but|,| )*i(?:'m| am)? (?:(?:do not|don't|can't|cannot|can not) (?:really )?"
    r"(?:understand|read|speak|know)|not good at) (?:any )?"
    rf"{_NAME.replace('<name>', '<told>')}(?: (?:at all|very well|well|that well))?"
)
"""That I cannot read it: the other one is asked for. Without "I" it may be said of a notice."""
_HARD = re.compile(
    r"(?:(?:你|您|这|这个|这上面|屏幕|手机)(?:上|里)?的?)?(?:字|字体)(?:号)?(?:也|实在|都|真|有点儿?|有些|这么|那么)*"
    r"(?:太|很|好|真|比较|挺)*(?:小|密|多)(?:了|啦|啊|呀|得)*(?:[,\s]*(?:我|老人家?|眼睛|都|也|根本|实在)*"
    r"(?:看不(?:清楚?|见|到|了|懂)|看着?(?:累|费劲|吃力|花))(?:了|啦|啊|呀)*)?|"
    r"(?:太小了?[,\s]*)?(?:我|老人家?|老花眼?|眼睛|眼神|都|也|根本|实在|有点儿?|真|完全)*(?:看不(?:清楚?|见字?|清字|懂|明白)|看着?(?:累|费劲|吃力))(?:了|啦|啊|呀)*|"
    r"(?:我|老人家?)?(?:眼睛|眼神)(?:不好|不行|花了?|不太好)(?:使)?[,\s]*(?:看不(?:清楚?|见))?(?:了|啦|啊|呀)*|"
    r"(?:能不能|可不可以|请|麻烦|把|让)*(?:字|字体)?(?:能不能|可不可以)?(?:再)?(?:放?大|调大)(?:一?点儿?|一?些)(?:吗|吧|啊|呗)*|"
    r"(?:能不能|可以|麻烦|请|再)*(?:简)?(?:短|单)(?:一?点儿?|一?些)(?:说|讲)?(?:吗|吧|行吗|好吗)?|长话短说(?:吧|行吗)?|"
    r"(?:(?:please|can you|make (?:it|that)|a bit|say it) )*(?:shorter|simpler|briefer)(?: please)?|"
    r"(?:你|您)?(?:说|讲|问|写)得?(?:太|这么|好)(?:复杂|啰嗦|长|多|难懂?)(?:了|啦|啊|呀)*|"
    r"(?:it|this|the (?:text|type|print|letters?|words?|font))(?:'s| is| are)? (?:way |far |much )?(?:too|so) (?:small|tiny)|"
    r"(?:(?:it|this|the (?:text|type|print|letters?|words?|font))(?:'s| is| are)? )?(?:way |far |much )?(?:too|so) "
    r"(?:small|tiny|long|complicated|hard)(?: to (?:read|see|understand)|[,\s]+(?:and |so )?(?:i )?(?:can'?t|cannot) (?:read|see))"
    r"(?: (?:it|this|that|anything))?|"
    r"(?:i )?(?:can'?t|cannot|could not) (?:read|see) (?:it|this|that|the (?:text|letters|print|words)|anything)|"
    r"(?:can'?t|cannot) read|my eyes are (?:bad|poor|not good)"
)
"""May be said of the bot, or of a notice in the hall."""
MAX_LENGTH = 40
"""Characters of a message that may ask for a manner; a longer one is about something else."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What is to be from now on; what is left out stays as it is."""

    locale: str = ""
    plain: bool | None = None
    """Large type, short sentences."""


def finds_hard_to_read(text: str) -> bool:
    """Whether `text` says that something is hard to read, and not what."""
    return len(text) <= MAX_LENGTH and _HARD.fullmatch(core(fold(text))) is not None


def read_manner(text: str) -> Manner | None:
    """The manner that the whole of `text` asks for.

    None for everything else: "字大一点" may be the answer to how it should be mended.
    """
    if len(text) > MAX_LENGTH:
        return None
    said = core(fold(text)).lstrip("/")
    if language := _LANGUAGE.fullmatch(said):
        return Manner(locale="en" if language["name"][0] in "e英" else "zh")
    if foreign := _FOREIGN.fullmatch(said):
        return Manner(locale="zh" if (foreign["name"] or foreign["told"])[0] in "e英" else "en")
    packed = said.replace(" ", "")
    if _PLAIN.fullmatch(packed) or _PLAIN_EN.fullmatch(said):
        return Manner(plain=True)
    if _USUAL.fullmatch(packed) or _USUAL_EN.fullmatch(said):
        return Manner(plain=False)
    return None
