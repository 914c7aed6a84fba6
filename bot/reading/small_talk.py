"""Talk that tells nothing of the procedure: laughter, sighs, thanks in passing, the weather.

It is no note, and would be odd in a report. Whatever might be a complaint ("好热啊" in a
hall, "真烦") is none of it.
"""

from __future__ import annotations

import re

from bot.reading.words import core, fold

_SMALL = re.compile(
    r"(?:哈|呵|嘿|嘻|哎|唉|诶|额|呃|嗯|恩|哦|噢|喔|啊|呀|哇|嗨|耶|唔|嘛|啦|em+|hm+|um+|uh|oh|wow|lol|"
    r"(?:ha){2,}|[\s,.!?~…])+|"
    r"(?:你们?|您|大家)?辛苦(?:[了啦]|你们?|您|大家)*|(?:太|多|非常|十分)?(?:谢谢?|感谢|多谢)(?:[了啦]|你们?|您)*|"
    r"(?:我?(?:来|在)(?:了|啦|的)?[\s,]*)+|(?:马上|就)来了?|"
    r"(?:今天|今儿|这|外面|最近)的?天气?(?:真|很|挺|太|好)?(?:不错|热|冷|好|晴|阴)(?:啊|呀|呢|了)*|"
    r"(?:吃|睡|休息)了[吗没](?:有)?|(?:the )?weather is \w+|nice (?:weather|day)(?: today)?|here i am"
)
_BYE = re.compile(
    r"(?:好的?|嗯+|行|那就?|那我|我|先|就|这样|没事了?|没问题了?|不用了|多谢|谢谢?|感谢|辛苦|[了啦你您吧啊哦,.!~\s])*+"
    r"(?:再见|拜拜|拜|回见|回头见|下次见|明天见)(?:了|啦|吧|喽|咯|[,.!~\s])*|"
    r"(?:(?:ok|okay|thank you|thanks?|thx|so much|very much|a lot|great|that(?:'s| is) (?:all|it)|all|good|cheers|and|for|now|well|"
    r"then|[\s,.!]))*+(?:good ?bye|bye(?:[ -]bye)?|see (?:you|ya)|farewell|take care|have a (?:nice|good) (?:day|one))"
    r"(?:(?: (?:now|then|for now|later|again|bye|soon|everyone))|[\s,.!])*"
)
_LEAVES_IT = re.compile(
    r"(?:好吧?|行吧?|那|嗯|唉|哎|[,.\s])*(?:我|就|先|还是|今天|暂时|干脆)*(?:不(?:想)?(?:办|问|弄|搞)了|算了|不用了|没事了|没别的了)"
    r"(?:吧|啊|呀|谢谢|不(?:办|问|弄|搞)了|[,.!~\s])*|"
    r"(?:(?:ok|well|then|fine|no)[,\s]+)*(?:never ?mind|forget it|i won'?t (?:do|bother)(?: (?:it|then))?|that(?:'s| is) (?:all|it)(?: thanks?| thank you)?)"
    r"(?:[\s,.!]|then)*"
)
MAX_SAID = 20
"""Characters above which a message is more than this."""


def is_small_talk(text: str) -> bool:
    """Whether `text`, all of it, tells nothing."""
    return len(text) <= MAX_SAID and _SMALL.fullmatch(core(fold(text))) is not None


def says_goodbye(text: str) -> bool:
    """Whether `text`, all of it, takes leave: "那就再见了", "thanks, bye"."""
    return len(text) <= 2 * MAX_SAID and _BYE.fullmatch(core(fold(text))) is not None


def leaves_it(text: str) -> bool:
    """Whether `text`, all of it, says that nothing more is wanted: "那就不办了", "算了"."""
    return len(text) <= 2 * MAX_SAID and _LEAVES_IT.fullmatch(core(fold(text))) is not None
