"""Folding and cutting of chat text, with offsets that stay true.

Folding replaces characters one for one (full-width to ASCII, upper to lower
case, Chinese to Western punctuation, traditional to simplified), so a place found in the folded text is
the same place in the text that was typed.
"""

from __future__ import annotations

import re

from bot.reading.remembered import remembered
from knowledge.script import simplified

MAX_READ = 300
"""Characters of a message in which a typed value is looked for; free text is not bounded here."""

Span = tuple[int, int]


class _Folding(dict[int, int]):
    """What each character is folded to; of a Chinese one it is found out when it is first met."""

    def __missing__(self, code: int) -> int:
        if not _HAN[0] <= code <= _HAN[1]:
            raise LookupError(code)  # stays as it is
        self[code] = ord(simplified(chr(code)))
        return self[code]


_HAN = (0x3400, 0x9FFF)
_FOLD = _Folding({code: code for code in range(128)})  # to miss one takes longer than to find it
_FOLD |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(a): ord(a) + 32 for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_FOLD |= {ord(a) - 0x20 + 0xFEE0: ord(a) for a in "abcdefghijklmnopqrstuvwxyz"}
_FOLD |= {ord(a): ord(b) for a, b in zip("\u3000\u00a0。“”‘’—–～", "  .\"\"''--~", strict=True)}
_FOLD[ord("著")] = ord("着")

_EDGE = " \t\r\n,.;:!~、…'\"()[]《》「」【】·"
"""Characters around an answer that mean nothing. A question mark does."""

_BRACKETS = {")": "(", "]": "[", "》": "《", "」": "「", "】": "【"}

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
    r"多?谢谢?(?:你们?|您)?|感谢|辛苦了?|麻烦了|\b(?:thanks|thank you|thx|cheers)\b|\bish\b|\bor so\b|"
    r"在|从|把|得|要|还|才|都|也|约莫|约|将近|快|不到|超过|至少|最多|最少|"
    r"\b(?:i|we|it|it's|was|is|about|around|maybe|roughly|approximately|took|waited|for|the|an?|at|"
    r"on|with|of|by|my|our|just|think|guess|say|in|via|please|used|went|"
    r"very|quite|pretty|really|rather|so|too|they|he|she|had|were|been|got|from|then|there|still|"
    r"while|already)\b|"
    r"[\s,.;:!?~、…'\"()-])++"
)

ASSENT = re.compile(
    r"(?:好的[吧啊呀哦]?|好[吧啊呀嘞滴哒]|行[的吧啊]|可以的|嗯+好?的?|收到|明白了?|知道了|了解了?|晓得了|ok的|okay|got it|"
    r"i see|understood|alright|all right)++"
)
"""Heard, and no more: "好的" is no praise, "收到" no story."""

BY_THE_WAY = re.compile(
    r"(?:(?:哦|噢|喔|啊|哎|诶|欸|嗯|oh|ah)[\s,]*+)*+(?:对了)++[啊哦呀嘛]?|(?:oh|ah),? right|by the way|btw"
)
"""What brings something else to mind, once more follows: "对了,能匿名吗" is no yes."""

_VAGUE = re.compile(
    r"大概|大约|差不多|估计|好像|可能|应该|也就|将近|不到|超过|至少|最多|最少|左右|上下|约|快|来|"
    r"多|"
    r"about|around|maybe|roughly|approx|almost|nearly|more than|less than|over|under|at least"
)

_DENIED = re.compile(r"(?:不是|并非|\bnot)\s*$")
_LINK = re.compile(r"(?:https?://|www\.)[^\s\u4e00-\u9fff]+")
_MASKED = re.compile(
    r"(?:(?:联系|办公|手机)?(?:电话|手机号?|号码|微信号?|证件号?|身份证号?|银行卡号?|卡号)|"
    r"\b(?:phone|mobile|tel|call|id|card)(?: (?:number|no\.?))?)?[\s:,.是为]{0,4}"
    r"(?:(?:\+|00)?86[\s-]?)?[0-9]{0,6}\*{3,}[0-9x]{0,4}"
)
"""A personal number that was masked, with the word that names it: neither is an answer."""
_SLIPS = tuple(
    (re.compile(pattern), mended)
    for pattern, mended in (
        (r"(?<=[0-9一二两三四五六七八九十半个几])小[是事十]", "小时"),
        (r"(?<=[0-9一二三四五六七八九十几来多])(?:分[种中终]|[份芬][种钟])(?![心肯])", "分钟"),
        (r"满[义易艺亿宜议以已]|满一(?=[吧啊呀了的]*[\s,.!]*$)", "满意"),
        (r"同[义易议](?!词)|[统通]意(?!见)", "同意"),
        (r"[莫冇木么]得(?![不了])|没得(?![说话挑])", "没有"),
        (r"冇|莫(?=[等排问看说遇去有办])", "没"),
        (r"阔以", "可以"),
        (r"(?<![\u4e00-\u9fff])(?:要得|得行)(?=[吧啊的嘛呀,.!\s]*$)", "可以"),
        (r"(?<=[\u4e00-\u9fff])[啦咯喽嘞]", "了"),
        (r"不大(?=[清满明好行愿懂顺理])", "不太"),
        (r"每有(?![一个人次天位项])", "没有"),
        (r"排[对堆](?!错)", "排队"),
        (r"窗[囗扣]", "窗口"),
        (r"(?<=小)程[续式]", "程序"),
        (r"大[亭听廷]", "大厅"),
        (r"终[瑞断]", "终端"),
        (r"[清请情青轻][处楚触](?!理|分|罚|置|方|女|暑)", "清楚"),
        (r"受[里李](?![面边头])", "受理"),
        (r"(?<=[0-9一二两三四五六七八九十几])词(?![语句汇条])", "次"),
        (r"确[任认忍](?![职教])", "确认"),
        (r"登[计机纪继](?![口牌楼票])", "登记"),
    )
)
"""What fingers and input methods make of the words of answers; each as long as what is meant."""


@remembered
def fold(text: str) -> str:
    """`text` with width, case and punctuation evened out; exactly as long as `text`."""
    return text.translate(_FOLD)


def without_links(folded: str) -> str:
    """`folded` with every web address blotted out; as long as before."""
    return _LINK.sub(lambda m: " " * len(m[0]), folded)


def legible(folded: str) -> str:
    """`folded` as a value is looked for in it: no links, no masked numbers, common slips mended.

    As long as `folded`, so that places stay true.
    """
    out = _MASKED.sub(lambda m: "," * len(m[0]), without_links(folded))
    for pattern, mended in _SLIPS:
        out = pattern.sub(mended, out)
    return out


def trimmed(folded: str, start: int = 0, end: int | None = None) -> Span:
    """The span [start, end) without blanks and idle punctuation at its edges.

    A bracket that closes one inside of the span stays: "公积金提取(租房)".
    """
    end = len(folded) if end is None else end
    while start < end and folded[start] in _EDGE:
        start += 1
    while end > start and folded[end - 1] in _EDGE and not _closes(folded, start, end - 1):
        end -= 1
    return start, end


def _closes(folded: str, start: int, at: int) -> bool:
    """Whether the character at `at` is a bracket whose partner stands in [start, at)."""
    closing = folded[at]
    opening = _BRACKETS.get(closing)
    if opening is None:
        return False
    depth = 0
    for c in reversed(folded[start:at]):
        if c == opening and depth == 0:
            return True
        depth += (c == closing) - (c == opening)
    return False


@remembered
def core(folded: str) -> str:
    """`folded` without blanks and idle punctuation at its edges."""
    start, end = trimmed(folded)
    return folded[start:end]


def clauses(folded: str) -> list[Span]:
    """The spans between sentence marks, empty ones left out."""
    return list(_clauses(folded))


@remembered
def _clauses(folded: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for mark in _CLAUSE_END.finditer(folded):
        spans.append((start, mark.end() if "?" in mark[0] else mark.start()))
        start = mark.end()
    spans.append((start, len(folded)))
    cut = (trimmed(folded, *span) for span in spans)
    return tuple((a, b) for a, b in cut if a < b)


def has_clause_end(folded: str) -> bool:
    """Whether a sentence mark, or a blank that is one, stands in `folded`."""
    return _CLAUSE_END.search(folded) is not None


def is_filler(folded: str) -> bool:
    """Whether nothing in `folded` says anything beyond "about", "we waited", "it was" …"""
    return not folded or _FILLER.fullmatch(folded) is not None


def is_vague(folded: str) -> bool:
    """Whether a quantity is said to be approximate."""
    return _VAGUE.search(folded) is not None


def is_denied(folded: str, start: int) -> bool:
    """Whether what begins at `start` is said not to be so: "不是|3次"."""
    return _DENIED.search(folded, max(0, start - 5), start) is not None
