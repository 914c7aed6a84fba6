"""The words that steer the talk itself, in Chinese, English and as slash commands.

A command is the whole message, give or take politeness ("先暂停一下吧"); a
command word inside a sentence ("等了半天才叫我继续排队") is none. Notes, problem
reports and the start of a walk may carry words of their own, with their place.
Names are the keys that `bot.dialogue.acts` carries out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue import command_words_tracking as tracking
from bot.reading.asking import asks
from bot.reading.command_shapes import shaped
from bot.reading.polite import plainly, requested
from bot.reading.words import clauses, core, fold, trimmed


@dataclass(frozen=True, slots=True)
class CommandMeant:
    """A command; `argument` is what came with it, from character `start` of the message on."""

    name: str
    argument: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class NoteMeant:
    """Words to keep as a note: the characters [start, end)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IssueMeant:
    """A problem to report at once, in the characters [start, end)."""

    text: str
    start: int
    end: int


Steering = CommandMeant | NoteMeant | IssueMeant

CORE: dict[str, str] = {
    "help": "帮助|help",
    "back": "上一步|back",
    "skip": "跳过|skip",
    "pause": "暂停|pause",
    "resume": "继续|resume|continue",
    "correct": "更正|correct",
    "note": "记一条|note",
    "issue": "报问题|issue",
    "mine": "我的问题|mine",
    "human": "转人工|human",
    "end": "结束|取消|end|cancel",
    "restart": "重新开始|restart",
    "walk": "走流程|开始走流程|walk",
}
"""The taught words, which always win over an option's synonym."""

SPOKEN: dict[str, str] = {
    "help": "帮帮我|怎么用|怎么用啊|使用说明|说明|菜单|功能|你会什么|你能做什么|你能干什么|"
    "怎么弄|听不懂|没听懂|你在说什么|说的什么|不知道写什么|不知道该写什么|不知道填什么|不知道该填什么|什么意思|啥意思|这题什么意思|这个什么意思|这是什么意思|没看懂|不明白|不懂|?|??|"
    "啊?|嗯?|哈?|什么?|啥?|啥|什么|what|what?|huh|huh?|pardon|pardon?|"
    "help me|menu|what can you do",
    "back": "上一个|上一题|上一个问题|返回|返回上一步|回上一步|回到上一步|回去|后退|退回|"
    "退回上一步|撤销|撤回|previous|go back|undo|go back one|"
    "step back|previous question|previous one|one step back",
    "skip": "略过|下一个|下一题|下一步|下一项|过|先过|不填|不填了|不想填|不想填了|不想答|"
    "不想回答|不回答|不答|不方便说|不想说|"
    "先不填|空着|先空着|这题跳过|这个跳过|这一题跳过|pass|next|next one|next question|skip it|skip this|skip this one|"
    "leave it out|prefer not to say|rather not say|no answer|i don't want to answer",
    "pause": "停|停一下|先停|先停一下|停一停|等一下|等下|等等|等会|等会儿|稍等|稍等一下|等我一下|先这样|先到这|先到这里|"
    "到这里|休息一下|我先走了|有事先走|"
    "回头再说|晚点再说|晚点再填|待会再说|待会儿再说|待会再填|待会|待会儿|晚点|下班再说|一会再说|一会儿再说|过会再填|"
    "明天再说|明天再填|改天再说|稍后再填|稍后再说|等会再说|等会儿再说|歇会|歇会儿|歇一会儿|歇一歇|"
    "去吃饭|我先去吃饭|我先去吃饭了|去吃饭了|先去吃饭|先去吃饭了|吃饭去了|叫到我了|叫到我号了|到我了|不聊了|"
    "先不弄了|再见|拜拜|回见|bye|goodbye|see you|wait|hold on|later|one moment|just a moment|brb|be right back|"
    "take a break|i have to go|i need to go|stop for now|pause here",
    "resume": "接着走|接着来|接着填|接着|继续走|继续填|继续吧|往下走|往下|我回来了|回来了|"
    "我回来啦|go on|carry on|i'm back|im back|proceed",
    "correct": "修改|改一下|改答案|改回答|要改|我要改|我想改|纠正|修正|要更正|edit|change|amend|"
    "fix an answer|change something|change an answer|correct something|correct an answer|fix something",
    "note": "记一下|记一笔|记个事|备注|加备注|添加备注|补充一句|memo|take a note|make a note",
    "issue": "匿名报|匿名报问题|匿名反映|匿名反映问题|report anonymously|anonymous report|报个问题|上报问题|报一个问题|反映问题|反映一个问题|反映个问题|反映|投诉|我要投诉|"
    "要投诉|举报|提问题|提个问题|反馈问题|"
    "我有意见|提意见|提个意见|有问题要反映|有个问题要反映|有问题要报|投诉一个事|投诉个事|"
    "投诉一件事|反映个事|反映一件事|"
    "report|report a problem|report an issue|complain|complaint|i want to complain|"
    "make a complaint",
    "mine": "我报的问题|我提的问题|我反映的问题|查我的问题|看我的问题|问题进展|我的问题进展|"
    "我报的问题怎么样|我的问题怎么样|我的问题有进展|问题怎么样|问题办得怎么样|问题处理得怎么样|问题办到哪一步|"
    "报的问题怎么样|上次报的问题怎么样|上次报的问题|my issues|my problems|my reports",
    "human": "有没有人工|有没有人工客服|有人工吗|有人工客服吗|人工|人工客服|人工服务|找人工|客服|有人吗|有人在吗|有没有人|真人|找人|找真人|"
    "找工作人员|工作人员|叫个人来|"
    "找个真人|找个人|和人说|跟人说|我要找人|agent|operator|talk to a person|talk to someone|talk to a human|"
    "help desk|customer service|speak to a person|speak to someone|"
    "real person|a real person|anyone there|is anyone there",
    "end": "不干了|不想干了|不做了|不想做了|不参加了|结束走流程|结束这次|退出|不想弄了|不走了|不想走了|不弄了|不玩了|到此为止|算了|算了吧|放弃|不报了|"
    "取消吧|不用了算了|关闭|"
    "end it|quit|exit|stop|finish|stop it|never mind|nevermind|forget it|abort|give up|i give up|"
    "stop here|that's enough|enough",
    "restart": "重来|重新来|从头来|从头再来|从头开始|重头来|重新走|重新走一遍|再来一遍|重走|"
    "从头来一遍|从头走一遍|重新走流程|全部重来|全都重来|全部重新来|全部重填|整个重来|都重来|start over|start again|begin again",
    "actions": "换个行动|换一个行动|换行动|别的行动|其他行动|其它行动|有哪些行动|有什么行动|another action|other actions",
    "walk": "开始|开始吧|开始走|走个流程|陪我走|陪走|开始陪走|走一遍|新的走流程|再走一个|新建走流程|开始体验|体验|去体验|来体验|体验一下|体验一次|start|"
    "begin|start a walk|begin a walk|start walk|start a walk please|let's go|let's start",
}
"""What people say instead; an option of the open question with the same words wins."""

SLASH = {
    "start": "hello",
    "stop": "end",
    "status": "how_far",
    "cancel": "end",
    "continue": "resume",
    "quit": "end",
    "report": "issue",
    "menu": "help",
}
"""Slash forms besides the names themselves and the Chinese words."""


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word: name for name, line in words.items() for word in line.split("|")}


_CORE, _SPOKEN = _table(CORE | tracking.CORE), _table(SPOKEN | tracking.SPOKEN)
_SLASH = {**_SPOKEN, **_CORE, **SLASH, **{name: name for name in CORE | tracking.CORE}}

_SIGH = re.compile(
    r"(?:我|真|真的|实在|都|好|太|要|快|也)*(?:(?:烦|累|气|急|饿|困|热|渴|冷)(?:死(?:我|人)?|坏|透)?了?|受不了|没耐心|没心情|服)了?|"
    r"真?是(?:的|服了)|唉+|哎呀?|无语了?|对不起|抱歉|不好意思|那个|算了吧?|来不及了?|没空了?|没时间了?|有急事了?|有点?事|"
    r"sorry|ugh+|sigh|i'm (?:tired|fed up|busy)|fed up|no time"
)
"""A clause that only says how one feels beside a command."""
UNKNOWN = "unknown"
_SLASHED = re.compile(r"/(?P<name>(?=\w)[^\s@/]+)(?:@\w+)?(?P<gap>\s*)(?P<rest>.*)", re.DOTALL)
_COLON = r"\s*(?:[:,]|\s)\s*"
_NOTE = re.compile(
    rf"(?:(?:那|你|您|请|麻烦|帮我|帮忙|给我)*+(?:记一条|记一笔|记一下)(?:{_COLON})?|(?:请|帮我)?(?:记个事|备注|添加备注|加备注|"
    rf"备注(?:里面?|栏|那里|上)?再?(?:补充|加)(?:上|了)?一?[句条点个]?|补充一?[句条点]?|记录一下){_COLON}|"
    r"(?:note|memo|remark)\s*:\s*|(?:take a note|make a note|"
    r"note down)(?: that)?\s*:?\s+)(?P<rest>.+)",
    re.DOTALL,
)
_ISSUE = re.compile(
    rf"(?:我们?)?(?:要|想|来)?再?(?:匿名)?(?:上?报|反映|反馈|提)(?:一下)?一?个?问题{_COLON}(?P<rest>.+)|"
    r"(?:(?:i have|(?:please |let me |i(?: want|'d like| would like| need) to )?(?:report|raise|file)) (?:an?|another) "
    r"(?:anonymous )?(?:issue|problem|complaint)\s*[:,-]|(?:anonymous )?(?:issue|problem|report|complaint)\s*:)\s*(?P<en>.+)",
    re.DOTALL,
)
_COMPLAINT = re.compile(
    r"(?:(?:我|我们)?(?:必须|一定|真的)?(?:要|想)(?:匿名)?(?:投诉|反映|举报|吐槽|反馈)(?!.{0,2}(?:过|也没))|"
    r"(?:投诉|举报|反映)(?!电话|渠道|窗口在|无门|箱|热线|平台|信|[了过也]|的|不|问题的))"
    r"(?:一?下)?(?:一?[个件])?(?:问题|事情?|情况)?[\s:,.]*(?P<rest>.*)|"
    r"(?:i(?: want| would like| need|'d like| have) to (?:complain|report)|i have (?:an?|another) "
    r"(?:complaint|(?:problem|issue) to report))(?: about| that)?[\s:,]*(?P<en>.*)",
    re.DOTALL,
)
_WALK = re.compile(
    rf"(?:我?想|我?要|请|帮我)?(?:(?:开始)?走流程|陪我走|陪我办|走一遍)"
    rf"(?:{_COLON}|"
    rf"(?![的时中过太很真比要需这好了走不没到得都怎也还有是一下就才又花用完全]))(?P<rest>.+)|"
    r"(?:(?:please|let's|can (?:i|we)|(?:i|we)(?: want| would like| need|'d like) to) )?"
    r"(?:start|begin|do) (?:a |the |another )?(?:new )?walk (?:for |on |of |with |through )?"
    r"(?:an? |the |my )?(?!please\b)(?P<begun>\S.{0,60})|"
    r"walk(?::\s*|\s+(?!(?:to|in|out|away|back|up|down|over|through|was|is|took|me|us|with|again)\b)"
    r"(?:for (?:an? |the |my )?)?)(?P<en>\S.{0,60})",
    re.DOTALL,
)
MIN_COMPLAINT = 2
MAX_COMMAND = 200
"""Characters of a message that can be a command in words, manners and sighs included."""


def read_command(text: str) -> Steering | None:
    """The command, note or report that `text` is; None when it is ordinary talk."""
    return slashed(text) or core_command(text) or carrying(text) or spoken(text)


def slashed(text: str) -> Steering | None:
    """`/name rest`; a name that nobody taught is `UNKNOWN`, with the whole as its argument."""
    folded = fold(text)
    start, end = trimmed(folded)
    match = _SLASHED.fullmatch(folded.rstrip(), start)
    if match is None:
        return None
    name = _SLASH.get(match["name"])
    return (
        _with(name, text, *match.span("rest"))
        if name
        else CommandMeant(UNKNOWN, text[start:end], start)
    )


def core_command(text: str) -> CommandMeant | None:
    """One of the taught words, give or take politeness."""
    return _worded(text, _CORE)


def spoken(text: str) -> CommandMeant | None:
    """What people say instead of the taught words, in a word or a sentence; "???" wants help."""
    if "?" in fold(text) and not core(fold(text)).strip("?"):
        return CommandMeant("help")
    if worded := _worded(text, _SPOKEN) or _in_one_breath(text):
        return worded
    name = shaped(text)
    return CommandMeant(name) if name else None


def _in_one_breath(text: str) -> CommandMeant | None:
    """ "先歇会儿,回头再说": every clause says the same, but for a sigh ("烦死了,退出")."""
    spans = clauses(fold(text)) if len(text) <= MAX_COMMAND else []
    meant: CommandMeant | None = None
    for words in (text[slice(*span)] for span in spans) if len(spans) > 1 else ():
        if not _SIGH.fullmatch(fold(words)):
            each = _worded(words, _SPOKEN) or core_command(words)
            if each is None or (meant is not None and each != meant):
                return None
            meant = each
    return meant


def carrying(text: str) -> Steering | None:
    """Commands with words of their own: "记一条:…", "报问题:…", "走流程 X"; never a question."""
    folded = fold(text)
    span = requested(folded)
    for pattern, name in ((_NOTE, "note"), (_ISSUE, "issue"), (_WALK, "walk")):
        match = pattern.fullmatch(folded, *span)
        if match and (name == "note" or asks(text) not in ("plain", "direct")):
            group = next(g for g, words in match.groupdict().items() if words)
            return _with(name, text, *match.span(group))
    return None


def complaint(text: str) -> Steering | None:
    """A problem in so many words, without the taught command: "我要反映…", "投诉…"."""
    folded = fold(text)
    match = _COMPLAINT.fullmatch(folded, *requested(folded))
    if match is None or asks(text) in ("plain", "direct"):
        return None
    return _with("issue", text, *match.span("en" if match["en"] is not None else "rest"))


def _with(name: str, text: str, start: int, end: int) -> Steering:
    start, end = trimmed(fold(text), start, end)
    words = text[start:end]
    if name == "note" and words:
        return NoteMeant(words, start, end)
    if name == "issue" and len(words) >= MIN_COMPLAINT:
        return IssueMeant(words, start, end)
    return CommandMeant(name, words, start if words else 0)


def _worded(text: str, table: dict[str, str]) -> CommandMeant | None:
    for words in plainly(text) if len(text) <= MAX_COMMAND else ():
        if name := table.get(words):
            return CommandMeant(name)
    return None
