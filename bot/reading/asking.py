"""Whether a text asks something.

Four kinds, because a chat is full of question words that ask nothing:
`direct` is addressed to us ("请问…"); `plain` asks ("要带啥", "可以代办吗");
`embedded` tells of something not known ("不知道要不要原件"), or only names a
topic ("收费标准"), and asks where no other reading fits; `rhetorical` complains
("怎么这么慢!", "凭什么").
"""

from __future__ import annotations

import re
from typing import Literal

from bot.reading.words import MAX_READ, clauses, core, fold

Asking = Literal["direct", "plain", "embedded", "rhetorical"]

_DIRECT = re.compile(
    r"(?:你好|您好)?[,!.\s]*(?:请问|(?:我|还)?想问|(?:我|还)?想咨询|我?想知道|问一?下(?!.*才)|请教|"
    r"帮我查|麻烦(?:问|查)|告诉我|may i ask|can you tell me|could you tell me|tell me|"
    r"i want to (?:ask|know)|(?:i have a |quick )question|"
    r"i(?:'d| would) like to (?:ask|know))"
)
_RHETORICAL = re.compile(
    r"凭什么|(?:什么|啥)(?:态度|玩意|东西|破|鬼|道理|服务|效率|素质|水平)|搞什么|算什么|有什么用|"
    r"有啥用|哪有[这那]|怎么回事|"
    r"怎么搞的|(?:怎么|咋|为什么|为啥|为何)(?:这么|那么|又|还|能这样|老|总|不早|就|这样|都)|干嘛|"
    r"难道|谁受得了|"
    r"至于吗|像话吗|有必要吗|就不能|烦不烦|还让不让|有完没完|不是说|(?:这|这也|也)?太.{1,6}了吧|"
    r"搞笑吗|开玩笑|气死|"
    r"what the|what a |are you kidding|seriously|how (?:slow|rude|annoying|ridiculous|"
    r"can (?:they|it|you))|"
    r"why (?:is|are|so|on earth).*\b(?:so|always|still|again)\b"
)
_WORD = re.compile(
    r"什么|啥(?!也|都)|怎么|怎样|咋(?!也)|如何|哪[里儿个些家天位种份一]|去哪|在哪|找哪|谁|"
    r"多少(?!有|还)|多久|多长|多大|何时|为何|"
    r"[要得是在需交带共给]几(?:个|天|次|张|份|点|楼|号|步|趟|样|块|岁|种|分钟|小时|年|月)|几点|"
    r"^几(?:楼|号|点)(?:窗口)?$|还[有剩要]几|[要用交带去]\S{1,8}还是(?![不没要得在很那会])\S|"
    r"^几(?:个|天|次|张|份|楼|号|步|趟|样|块|岁|种|年|月)(?=[^就都才左右吧了])|"
    r"要不要|能不能|可不可以|是不是|有没有|用不用|需不需要|会不会|行不行|可否|能否|是否|收不收|"
    r"好不好|开不开"
)
_WORD_EN = re.compile(r"\b(?:what|how|where|when|which|who|why|whether|if)\b")
_NO_WORD = re.compile(
    r"没(?:有)?(?:什么|啥|怎么|多少|多久|多长)|不(?:怎么|管|论|需要什么|用什么)|(?:什么|啥|哪里|"
    r"哪儿|谁|怎么|哪个)(?:都|也)|"
    r"无论|任何|什么的|多少钱都|有什么说什么|等了?(?:好|不知道)?多久都|了什么|了多少|"
    r"不知怎么|不知道怎么回事|怎么都|somehow|no matter"
)
_EMBEDDED = re.compile(
    r"(?:没|不|没有|未)(?:写|说|讲|告诉|提|标|注明|知道|清楚|明白|懂|晓得|给说)|(?:说|搞|弄|分|"
    r"问)不(?:清|明白|懂)|看不懂|看不出|"
    r"没人|问了|问过|问到|查到|找到|告诉|说(?:是|要)|写(?:着|的|明)|才(?:知道|说)|想弄清|想知道|"
    r"取决于|"
    r"don'?t know|do not know|didn'?t (?:say|tell|know)|doesn'?t say|did not say|nobody|unclear|"
    r"not clear|told|asked"
)
_TOPIC = re.compile(
    r"(?:申请|需要的?|所需)?材料(?:清单)?|收费(?:标准)?|费用|(?:承诺|法定|办理|办结)?时限|"
    r"(?:办理|办事)?地[点址]|"
    r"(?:咨询|联系)?电话|(?:办理|办事)?流程|(?:受理|办理)?条件|(?:办公|上班|下班|工作)时间|"
    r"办事指南|指南|"
    r"(?:the )?(?:documents|materials|fees?|address|phone number|opening hours|guide)"
)
"""What a guide has an answer to, said without asking."""
_PARTICLE = re.compile(
    r"(?:吗|嘛?不行吗|(?<![什怎那多要这])么|[好到完过]没有?|(?:[要能行收用有会]|"
    r"可以)\S{0,8}不)[啊呀~]*$"
)
_ENGLISH = re.compile(
    r"(?:can|could|may|should|shall|must|do|does|did|is|are|will|would) "
    r"(?:i|we|it|they|he|she|you|there|the|this|that|my|a|an)\b|"
    r"(?:so |and |but |then )?(?:(?:what|how|where|which|who|why)(?:'s| )|"
    r"when(?:'s| (?!\w+ing\b)))|any (?:fee|charge|form)"
)
_ENGLISH_TOLD = re.compile(
    r"(?:what|when|where|how) (?:we|i|they|he|she|it) (?:did|was|got|saw|were)"
)
MAX_TAIL = 12


def asks(text: str) -> Asking | None:
    """How `text` asks, or None when it does not. A long text asks by its last sentence."""
    folded = core(fold(text[-MAX_READ:]))
    if not folded:
        return None
    if _DIRECT.match(folded) and (_has_word(folded) or len(folded) > MAX_TAIL // 2):
        return "direct"
    marked = folded.endswith("?")
    bare = folded.rstrip("?!~. ")
    if _RHETORICAL.search(bare):
        return "rhetorical"
    last = _last_clause(bare)
    worded = _has_word(last)
    if marked:
        return "plain"
    if _ENGLISH.match(last) and not _ENGLISH_TOLD.match(last):
        return "plain"
    if _EMBEDDED.search(bare) and (_has_word(bare) or _WORD_EN.search(bare)):
        return "embedded"
    if _TOPIC.fullmatch(bare):
        return "embedded"
    if worded or _PARTICLE.search(last):
        return "plain"
    return "plain" if "?" in folded else None


def _last_clause(folded: str) -> str:
    spans = clauses(folded)
    return folded[slice(*spans[-1])].rstrip("?!~. ") if spans else ""


def _has_word(folded: str) -> bool:
    return _WORD.search(_NO_WORD.sub("·", folded)) is not None
