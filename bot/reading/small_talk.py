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
MAX_SAID = 20
"""Characters above which a message is more than this."""


def is_small_talk(text: str) -> bool:
    """Whether `text`, all of it, tells nothing."""
    return len(text) <= MAX_SAID and _SMALL.fullmatch(core(fold(text))) is not None
