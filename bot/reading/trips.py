"""More trips than one, in people's own words: "跑了三趟", "白跑一趟"; and those that were spared.

A report that is offered, the category that is proposed and the answer that is asked for after
all (`bot.dialogue.hints`) rest on the same words. "不用多跑一趟" is praise, and tells of none.
"""

from __future__ import annotations

from bot.reading.chinese import Chinese

WASTED = r"来回(?:跑|折腾)|白跑|多跑|跑断腿"
SEVERAL = r"跑了?[^,;.!?]{0,4}(?:[两俩二三四五六七八九几多]|[2-9])[^,;.!?]{0,2}[趟次回遍]"
_SPARED = Chinese(
    r"(?:(?<!这)不|没(?!少)|无需|免得|免去|免了|省得|省了|避免|(?<![没不])少)(?:有|用|必|需要?|要|让|叫|我们?|群众|老人|再|又|来来?回|白|多)*+"
    r"跑(?:来跑去|了?[^,;.!?]{0,4}[趟次回遍])?"
)


def without_spared(folded: str) -> str:
    """`folded` with the trips that nobody had to make blotted out; as long as before."""
    return _SPARED.sub(lambda match: " " * len(match[0]), folded)
