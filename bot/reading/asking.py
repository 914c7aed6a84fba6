"""Whether a text asks something.

Four kinds, because a chat is full of question words that ask nothing:
`direct` is addressed to us ("请问…"); `plain` asks ("要带啥", "可以代办吗");
`embedded` tells of something not known ("不知道要不要原件"), only names a topic
("收费标准") or wants a yes ("二楼是吧"), and asks where no other reading fits; `rhetorical` complains
("怎么这么慢!", "凭什么").
"""

from __future__ import annotations

import re
from typing import Literal

from bot.reading.all_well import says_all_well
from bot.reading.chinese import Chinese
from bot.reading.remembered import remembered
from bot.reading.words import MAX_READ, clauses, core, fold, without_links

Asking = Literal["direct", "plain", "embedded", "rhetorical"]

_DIRECT = re.compile(
    r"(?:你好|您好)?[,!.\s]*(?:请问|(?:我|还)?想问|(?:我|还)?想咨询|我?想知道|问一?下(?!.*才)|请教|"
    r"帮我查|麻烦(?:问|查)|告诉我|may i ask|can you tell me|could you tell me|tell me|"
    r"i want to (?:ask|know)|(?:i have a |quick )question|"
    r"i(?:'d| would) like to (?:ask|know))"
)
_RHETORICAL = Chinese(
    r"凭(?:什么|啥)|气不气人|气人不|合理吗|合不合理|折腾人[吗吧不啊]|怎么行[啊呢呀]*$|咋(?:回事|搞的)|(?:^|,\s*)(?:这|那|到底)?谁来?管[啊呀呢]*$|"
    r"(?:建议|希望|最好)[^?]{2,80},\s*(?:这样)?(?:能不能|可不可以|可以吗|行不行|行吗|好不好|好吗|成不成)$|"
    r"(?<![带拿交备要需缺填领买些])(?:什么|啥)东西|"
    r"(?:为什么|为啥|为何|怎么|咋)(?:要|得|会|让|给)?(?:我们?|人|老人)?(?:等|排|跑|办|拖|弄|搞|收|要)?(?:这么|那么)(?:久|慢|长|多|难|贵|麻烦|复杂|乱|远)|"
    r"(?:什么|啥)(?:态度|玩意|破|鬼|道理|服务|效率|素质|水平)|搞什么|算什么|有什么用|"
    r"有啥用|哪有[这那]|怎么回事|"
    r"怎么搞的|(?:怎么|咋|为什么|为啥|为何)(?:这么|那么|又|还|能这样|老|总|不早|就|这样|都)|干嘛|"
    r"难道|谁受得了|还能(?:在哪|去哪|上哪|有谁|是谁|咋|怎么)|"
    r"至于吗|像话吗|有必要吗|就不能|烦不烦|还让不让|有完没完|不是说|(?:这|这也|也)?太.{1,6}了吧|"
    r"搞笑吗|开玩笑|气死|(?:鬼|天|哪)(?:知道|晓得)|谁(?:能|会|还能)?(?:想得?到|料到)|"
    r"谁(?:知道|晓得|知(?!道))(?:(?![要怎在哪去几多办能是有])\S|[^?]*[,;]\s*\S)|"
    r"(?:为什么|为啥|为何|怎么|咋)不(?:能|可以|会)?(?:就|也|给)?(?:一次|早点?|提前|直接|好好|说清|讲清|写清|写明|标)|"
    r"早(?:说|讲|写|告诉)\S{0,12}不就|到底(?:该|要)?(?:信|听)谁|到底谁(?:说了算|管|负责)|哪(?:儿|里)?有?(?:(?:写|说|标|讲)(?:了|过|着|啊)|[写标讲]明)|"
    r"(?:说|写|讲)的?\S{0,12}(?:不一样|不一致|对不上)(?:的|了)?$"
)
_RHETORICAL_EN = re.compile(
    r"what the|what a |are you kidding|seriously|how (?:slow|rude|annoying|ridiculous|"
    r"can (?:they|it|you))|"
    r"why (?:is|are|so|on earth).*\b(?:so|always|still|again)\b|"
    r"why (?:do|does|did|must|should|would|ca|could|wo|do|did|does|is|are|wa)(?:n'?t|not)?\b[^.?!]{0,60}\b(?:twice|again|every time|"
    r"(?:two|three|four) times|so many|just|simply)\b|"
    r"how (?:am|is|are|was|were) (?:i|we|one|any(?:one|body)|people) (?:supposed|meant|expected) to|"
    r"how (?:should|could|would) (?:i|we|any(?:one|body)) (?:have )?know|who (?:would|could) have (?:known|thought|guessed)|"
    r"what(?:'s| is| was) the point"
)
_PAPER = r"原件|复印件|扫描件|电子版|纸质版?|照片|身份证|户口[本簿]|本人|代办|现金"
_WORD = re.compile(
    r"什么|啥(?!也|都)|怎么|怎样|咋(?!也)|如何|哪[里儿个些家天位种份一]|去哪|在哪|找哪|谁|"
    r"多少(?!有|还)|多久|多长|多大|何时|为何|"
    r"[要得是在需交带共给](?:跑|去|来|等|办|填|打印?|复印|准备|提前|交|带)?"
    r"几(?:个|天|次|张|份|点|楼|号|步|趟|回|样|块|岁|种|分钟|小时|年|月)|几点|"
    r"(?:打|评|给个|给打|选)几(?:分(?!钟)|颗?星|级|个)|"
    r"^几(?:楼|号|点)(?:窗口)?$|还[有剩要]几|[要用交带去]\S{1,8}还是(?![不没要得在很那会])\S|"
    r"^几(?:个|天|次|张|份|楼|号|步|趟|样|块|岁|种|年|月)(?=[^就都才左右吧了])|"
    r"(?:^(?:那|要|得|需要|大概|一般|[\s,])*+|的)几(?:天|个?工作日|[份张趟])$|"
    r"(?:有效期?|期限|时限|提前|最多|最少|至少|一共|总共)(?:是|有|能|要)?\S{0,2}几(?:年|天|个?月|[份次趟张块元])|"
    r"(?:能|可以|可)(?:用|管|开|放|拿|领|办|住|休|取|提|贷|报|享受)(?:个)?几(?:年|天|个?月|[份次趟张块元])|"
    r"可不可以|需不需要|可否|能否|是否|"
    r"(?<![爱不没])(?!时不时|动不动)(?P<a>(?![不没])[\u4e00-\u9fff]{1,2})[不没](?P=a)|"  # 够不够, 同意不同意
    rf"(?:{_PAPER})还是(?:要|用|交|带)?(?:{_PAPER})"
)
"""All of it is Chinese: it is not looked for in English words."""
_WORD_EN = re.compile(r"\b(?:what|how|where|when|which|who|why|whether|if)\b")
_NO_WORD = re.compile(
    r"^几(?:个|道|步|项|条|样|处|家|块|张)[^,;?]{0,6}(?:都|全)|"
    r"没(?:有)?(?:见着?|见到|瞅见|看见|发现|挑出|查出|找出|找到|碰着|遇着|遇上|用上|用到)过?(?:啥|什么|哪)|"
    r"没(?:有)?(?:遇到|碰到|碰上|发生|出|觉得|看到|看出|听说|感觉|带来)?过?(?:什么|啥|怎么|多少|多久|多长)|"
    r"(?:什么|啥)(?:问题|毛病|情况|事儿?|麻烦|意见)(?:也|都)?(?:没|不)|不(?:怎么|咋|管|论|需要什么|用什么)|(?:什么|啥|哪里|"
    r"哪儿|谁|怎么|哪个)(?:都|也)|(?:什么|啥)(?:时候|时间|人|地方|日子)(?:都|也)|"
    r"(?:随便|不拘|任凭|任由|随)(?:你们?|您|我|他们?)?(?:说|选|填|挑|什么|啥|哪|谁)\S{0,3}|"
    r"无论|任何|什么的|多少钱都|有什么说什么|等了?(?:好|不知道)?多久都|了什么|了多少|"
    r"不知怎么|不知道怎么回事|怎么\S{0,2}都|somehow|no matter"
)
_EMBEDDED = re.compile(
    r"(?:没|不|没有|未)(?:太|大|很|是很|怎么)?(?:写|说|讲|告诉|提|标|注明|知道|清楚|明白|懂|晓得|给说)|(?:说|搞|弄|分|"
    r"问)不(?:清|明白|懂)|看不懂|看不出|"
    r"没人|问了|问过|问到|(?:还|又|老|就|也)问(?:我|他|她|老人)|(?<![能会以])(?:查到|找到)|告诉|说(?:是|要)|写(?:着|的|明)|(?<!刚)才(?:知道|说)|刚才说(?!的)|想弄清|想知道|"
    r"取决于|(?:不|没|没有)(?:解释|回答|提示)|说法不[一同]|各说各的|"
    r"don'?t know|do not know|didn'?t (?:say|tell|know)|doesn'?t say|did not say|nobody|unclear|"
    r"not (?:clear|explained|said|shown|written)|told|asked"
)
_TOPICS = (
    r"(?:申请|需要的?|所需)?材料(?:清单)?|收费(?:标准)?|费用|(?:承诺|法定|办理|办结)?时限|"
    r"(?:办理|办事)?地[点址]|"
    r"(?:咨询|联系|投诉|举报|监督|人工)?电话|(?:办理|办事)?流程|(?:受理|办理)?条件|"
    r"(?:办公|上班|下班|工作|办理|营业|开门)时间|(?:委托)?代办|(?:网上)?预约|(?:设定)?依据|办事指南|指南|"
    r"(?:the )?(?:documents|materials|fees?|address|phone number|opening hours|guide)"
)
_TOPIC = re.compile(_TOPICS)
"""What a guide has an answer to, said without asking."""
_ITS_TOPIC = re.compile(
    r"[^\s,的没不错坏]{2,14}的(?:收费标准|(?:承诺|法定|办理|办结)?时限|(?:办理|办事)?地[点址]|"
    r"(?:咨询|联系|投诉|举报|监督|人工)电话|(?:办理|办事)流程|受理条件|"
    r"(?:办公|上班|下班|工作|办理|营业|开门)时间|申请材料|设定依据)"
)
"""The same of a thing that is named: "补身份证的投诉电话"."""
_PARTICLE = Chinese(
    r"(?:吗|嘛?不行吗|(?<![什怎那多要这])么|[好到完过]没有?|(?<![说问讲查看找])了没有?|"
    r"[\u4e00-\u9fff]{2}(?<![都也还就又倒从并真啥全本可沉了])没|真的假的|(?:[要能行收用有会]|可以)\S{0,8}不|"
    r"[\u4e00-\u9fff]{2}(?<![要还又也都就才偏说决可从绝差一好])不|"
    r"(?P<v>[要有用能会是])(?![的些时])\S{1,8}(?<![又却也都就还说])[不没](?P=v))[啊呀~]*$|"
    r"(?:^|[^不])(?:要|需要?|得|必须|不用|不需要|用不着)(?:也|都|先|再|我|他|她|人)*"
    r"(?:带|交|拿|本人|亲自|预约|提供|准备|填|复印|打印|盖章|拍照|开证明|体检|缴费|付钱)\S{0,12}吧$|"
    r"(?:^|[^不])(?:要|得|是|用)(?:彩色|黑白|[白蓝红]底|[一二两][寸份张]|原件|复印件|本人|现金|预约)\S{0,3}吧$|"
    r"^(?:那|要是|如果|万一)\S{1,12}呢$|(?:第[一二三四五六七八九1-9]|最后一)个?步呢$|"
    rf"^(?:{_TOPICS}|时间|[早晚]上|[上中下]午|夜里|(?:周|星期|礼拜)[一二三四五六日天末]|节?假日)的?呢$"
)
_ENGLISH = re.compile(
    r"(?:can|could|may|should|shall|must|do|does|did|is|are|will|would|am|has|have) "
    r"(?:i|we|it|they|he|she|you|there|the|this|that|these|those|my|his|her|our|your|their|a|an|any|"
    r"some(?:one|body)|any(?:one|body)|everyone|people|both|parents|mother|father|children|relatives|"
    r"foreigners)\b|"
    r"(?:is|are|do|does|can|will|must|should) \w+ (?:needed|required|necessary|allowed|accepted|included|possible|free|enough|"
    r"valid|ok|okay|mandatory|cost|matter|count|work|have to be)\b|"
    r"(?:so |and |but |then )?(?:(?:what|how|where|which|who|why)(?:'s| )|"
    r"when(?:'s| (?!\w+ing\b)))|any (?:fee|charge|form)|any \w+ (?:needed|required)|(?:now|then|and) what$|.+\bor not$"
)
TAG = re.compile(
    r"(?:对不对|对吗?|对吧|是不是|是吗|是吧|行不行|行吗|可以吗|好不好|好吗|没错吧|right|ok|okay)\?*"
)
"""A clause that asks only whether one was heard: "20分钟,对吧?"."""
_ENGLISH_TOLD = re.compile(
    r"(?:what|when|where|how) (?:we|i|they|he|she|it) "
    r"(?:did|was|got|saw|were|stood|sat|went|came|had|left|paid|asked|arrived|waited|tried|called)\b"
)
_INVERTED = re.compile(
    r"(?<!\bsaid )(?<!\bsays )\b(?:what|why|how|where|when|which|who)(?: (?:on earth|the hell|else|exactly))? "
    r"(?:do|does|did|is|are|am|was|were|can|could|should|would|will|must|have|has) "
    r"(?:i|we|you|they|he|she|it|this|that|these|those)\b"
)
"""The order of words by which English asks, wherever it begins: "silly, why do you need that"."""
_MEANWHILE = re.compile(
    r"\b(?=when |where |if )(?<!\bsay )(?<!\bsaid )(?<!\bknow )(?<!\bknew )(?<!\bclear )(?<!\bexplain )(?<!\bexplained )(?<!\btold )"
    r"(?<!\b(?:me|us|my) )(?<!\bhim )(?<!\bher )(?<!\bthem )(?<!\basked )(?<!\bask )(?<!\btell )(?<!\bwritten )"
    r"(?:when|where|if) (?:i|we|they|he|she|it|(?:the|my|our) \w{1,20}) "
    r"(?:\w{1,20}ed|did|was|were|got|saw|stood|sat|went|came|had|left|paid)\b"
)
"""A clause of when or where something was: "they sent us away when we asked"."""
_SIGH = re.compile(
    r"(?:你们?|您|大家|说|真|这|也|还|到底|太|是|就|叫|让|[,\s])*+(?:气不气人|气人不|凭(?:什么|啥)|合理吗|合不合理|像话吗|"
    r"折腾人[吗吧不啊]|怎么行|(?:咋|怎么)(?:回事|搞的))[啊呀呢嘛?!~\s]*+"
)
_SEEMS = re.compile(r"(?:是|对)吧$")
"""Wants to hear a yes: "二楼是吧"."""
MAX_TAIL = 12


@remembered
def asks(text: str) -> Asking | None:
    """How `text` asks, or None when it does not. A long text asks by its last sentence."""
    folded = core(without_links(fold(text[-MAX_READ:])))
    if not folded:
        return None
    if _DIRECT.match(folded) and (_has_word(folded) or len(folded) > MAX_TAIL // 2):
        return "direct"
    marked = folded.endswith("?")
    bare = folded.rstrip("?!~. ")
    if _RHETORICAL_EN.search(bare) or _RHETORICAL.search(bare):
        return "rhetorical"
    if not marked and says_all_well(bare):
        return None
    last = _last_clause(bare)
    worded = _has_word(last)
    if marked:
        return "plain"
    if _ENGLISH.match(last) and not _ENGLISH_TOLD.match(last):
        return "plain"
    if _EMBEDDED.search(bare) and (_has_word(bare) or _WORD_EN.search(_MEANWHILE.sub("·", bare))):
        return "embedded"
    if _TOPIC.fullmatch(bare) or _ITS_TOPIC.fullmatch(bare) or _SEEMS.search(bare):
        return "embedded"
    if worded or _PARTICLE.search(last) or _INVERTED.search(last):
        return "plain"
    return "plain" if "?" in folded else None


def names_topic(text: str) -> bool:
    """Whether `text` is no more than the name of what a guide tells: "投诉电话", "社保卡的办理时限"."""
    said = core(fold(text))
    return _TOPIC.fullmatch(said) is not None or _ITS_TOPIC.fullmatch(said) is not None


def sighs(text: str) -> bool:
    """Whether `text` is a question of displeasure alone, which tells nothing: "你说气不气人？"."""
    return _SIGH.fullmatch(core(fold(text))) is not None


def ends_in_sigh(text: str) -> bool:
    """Whether a question of displeasure stands behind what is told: "退了三次，凭啥？"."""
    return sighs(_last_clause(core(fold(text[-MAX_READ:])).rstrip("?!~. ")))


def _last_clause(folded: str) -> str:
    spans = clauses(folded)
    return folded[slice(*spans[-1])].rstrip("?!~. ") if spans else ""


def _has_word(folded: str) -> bool:
    return not folded.isascii() and _WORD.search(_NO_WORD.sub("·", folded)) is not None
