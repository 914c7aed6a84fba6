"""What was not written, said or known: "没写要不要户口本", "不知道要带什么", "nobody said why".

It sounds like a question and is a complaint: somebody should have said it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.words import MAX_READ, fold
from flows.model import Choice

_UNSAID = re.compile(
    r"(?:没有?|未|从来不|也不)(?:人|谁|地方|一处)?(?:会|能|主动|提前|事先|给|跟|和|向|对)*(?:我们?|他们?|她|老人|群众)?"
    r"(?:写|说|讲|告诉|告知|提(?!前|交|供|醒)|标|注明|说明|提示|提醒|解释|公示|公布)"
    r"(?!错|得[很挺]?好|的$|的[,.!]|什么不|出来?什么不)|"
    r"\b(?:did ?n[o']t|does ?n[o']t|did not|does not|never|nobody|no one) "
    r"(?:say|said|tell|told|write|mention(?:ed)?|explain(?:ed)?|state[ds]?|show(?:ed)?)\b|"
    r"\b(?:not|never) (?:written|said|told|mentioned|stated|explained|shown)\b"
)
_UNKNOWN = re.compile(
    r"(?:不(?:太|大|怎么)?(?:知道|晓得|清楚|明白)|搞不[清懂]楚?|弄不[清懂]楚?|没人知道)(?:到底|究竟)?"
    r"(?:该|要|得|应该|需要|在|去|找|是|用|带|交|哪|几)\S|"
    r"(?:找|查|问|看)不(?:到|着|出来?|清楚?|明白|懂)\S{0,8}(?:要|带|交|去|哪|什么|材料|条件|地址|电话)|"
    r"\b(?:did ?n[o']t|do ?n[o']t|did not|do not|could ?n[o']t|could not) (?:know|find(?: out)?|see) "
    r"(?:what|where|which|whether|if|how|who)\b|"
    r"\bno (?:idea|clue) (?:what|where|which|how|who)\b"
)
_UNCLEAR = re.compile(r"^(?:不清楚|信息不清|unclear\b|not clear\b)", re.IGNORECASE)


def tells(text: str) -> bool:
    """Whether `text` says that somebody did not say or write something."""
    return _UNSAID.search(fold(text[:MAX_READ])) is not None


def option(text: str, choices: Sequence[Choice]) -> str | None:
    """The name of the one option that says "unclear", where `text` tells what was."""
    folded = fold(text[:MAX_READ])
    if not (_UNSAID.search(folded) or _UNKNOWN.search(folded)):
        return None
    fitting = [
        c.name
        for c in choices
        if c.extra.get("issue_category") and any(map(_UNCLEAR.search, c.label.values()))
    ]
    return fitting[0] if len(fitting) == 1 else None
