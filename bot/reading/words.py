"""Folding and cutting of chat text, with offsets that stay true.

Folding replaces characters one for one (full-width to ASCII, upper to lower
case, Chinese to Western punctuation), so a place found in the folded text is
the same place in the text that was typed.
"""

from __future__ import annotations

import re

MAX_READ = 300
"""Characters of a message in which a typed value is looked for; free text is not bounded here."""

Span = tuple[int, int]

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(a): ord(a) + 32 for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_FOLD |= {ord(a) - 0x20 + 0xFEE0: ord(a) for a in "abcdefghijklmnopqrstuvwxyz"}
_FOLD |= {ord(a): ord(b) for a, b in zip("\u3000\u00a0。“”‘’—–～", "  .\"\"''--~", strict=True)}

_EDGE = " \t\r\n,.;:!~、…'\"()[]《》「」【】·"
"""Characters around an answer that mean nothing. A question mark does."""

_CLAUSE_END = re.compile(
    r"[;!?\n]+|(?<![0-9]),|,(?![0-9])|\.(?![0-9])|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff0-9])"
)

_FILLER = re.compile(  # possessive: a long run of fillers is read once, never backtracked into
    r"(?>我们?|咱们?|他们?|她|大概|大约|差不多|估计|应该|可能|好像|也就|就是|就|其实|反正|那|这|"
    r"个|一[个位名种]|[说打填选]?错了|不对|"
    r"等了?|用了?|花了?|排了?队?|跑了?|去了?|来了?|走的?|办[的了]?|弄[的了]?|搞[的了]?|问了?|"
    r"总共|一共|共|全部|前后|"
    r"是|有|为|的|了|吧|呢|呀|啊|哦|噢|嗯|哈|嘛|咯|左右|上下|以内|之内|以上|不止|多点|一?点儿?|"
    r"多|样子|这样|选择?|填|答|给|打|"
    r"在|从|把|得|要|还|才|都|也|约莫|约|将近|快|不到|超过|至少|最多|最少|"
    r"\b(?:i|we|it|it's|was|is|about|around|maybe|roughly|approximately|took|waited|for|the|an?|at|"
    r"on|with|of|by|my|our|just|think|guess|say|in|via|please|used|went|"
    r"very|quite|pretty|really|rather|so|too|they|he|she|had|were|been|got|from|then|there|still|"
    r"while)\b|"
    r"[\s,.;:!?~、…'\"()-])++"
)

_VAGUE = re.compile(
    r"大概|大约|差不多|估计|好像|可能|应该|也就|将近|不到|超过|至少|最多|最少|左右|上下|约|快|来|"
    r"多|"
    r"about|around|maybe|roughly|approx|almost|nearly|more than|less than|over|under|at least"
)


def fold(text: str) -> str:
    """`text` with width, case and punctuation evened out; exactly as long as `text`."""
    return text.translate(_FOLD)


def trimmed(folded: str, start: int = 0, end: int | None = None) -> Span:
    """The span [start, end) without blanks and idle punctuation at its edges."""
    end = len(folded) if end is None else end
    while start < end and folded[start] in _EDGE:
        start += 1
    while end > start and folded[end - 1] in _EDGE:
        end -= 1
    return start, end


def core(folded: str) -> str:
    """`folded` without blanks and idle punctuation at its edges."""
    start, end = trimmed(folded)
    return folded[start:end]


def clauses(folded: str) -> list[Span]:
    """The spans between sentence marks, empty ones left out."""
    spans: list[Span] = []
    start = 0
    for mark in _CLAUSE_END.finditer(folded):
        spans.append((start, mark.end() if "?" in mark[0] else mark.start()))
        start = mark.end()
    spans.append((start, len(folded)))
    cut = (trimmed(folded, *span) for span in spans)
    return [(a, b) for a, b in cut if a < b]


def is_filler(folded: str) -> bool:
    """Whether nothing in `folded` says anything beyond "about", "we waited", "it was" …"""
    return not folded or _FILLER.fullmatch(folded) is not None


def is_vague(folded: str) -> bool:
    """Whether a quantity is said to be approximate."""
    return _VAGUE.search(folded) is not None
