"""What people ask of the bot itself: why it asks, who sees it, can what was entered be changed.

The guides know nothing of this, so the whole message must be such a question.
"""

from __future__ import annotations

import re

from bot.dialogue import drafts
from bot.dialogue.commands import CommandMeant
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.reading.draft_words import read
from bot.reading.how_far import asks_how_far
from bot.reading.name_words import asks_of_names
from bot.reading.words import core, fold
from flows.issue_terms import STATES
from flows.model import has_appearance
from storage.records import IssueRecord

_ASKED = r"(?:[这那][个些么]|多|细|题|我们?|他|她|办事人|老人|情况|信息|过程|隐私|一下|下来|的|了)*"
_WHY = re.compile(
    r"(?:你们?|您|那|但|可是|请问|想问一?下|[,\s])*"
    r"(?:(?:为什么|为啥|为何|干嘛|干吗|凭什么)(?:一定|非得?|还|都|又|老|总是?|要|得|需要|会|想)*"
    rf"(?:(?:问|知道|记录?|收集|了解|打听|录){_ASKED})?|"
    rf"(?:问|记录?|收集|了解|打听){_ASKED}(?:要|来|是|用来|有)*(?:干什么|干嘛|干啥|做什么|做啥|什么用|啥用)|"
    r"(?:这些|这个|记录|信息|内容|回答|我说的)*(?:都|会|又)*(?:给|让|被)?(?:谁|哪些人|什么人)"
    r"(?:能|会|可以)?(?:看到?|看见|看得到|知道)(?:这些|这个|记录|我说的)*)"
    r"(?:呢|啊|呀|嘛|吗|\?|!)*|"
    r"(?:but )?why(?: (?:do you|are you|is this|would you|this|that|record|ask|need|needed|"
    r"recording|asking|want|to|it|me|us|know|all|a|the|question))*\??|"
    r"what(?: is|'s| are)?(?: (?:this|that|it|all this|my answers|the answers)(?: used)?)? for\??|"
    r"what (?:do|will|are) you (?:do|going to do|doing) with "
    r"(?:this|it|that|them|(?:my|the) answers)\??|"
    r"who (?:can |will )?(?:see|sees|read|reads|get|gets) (?:this|it|that|them|my answers)\??"
)
_WHO_ARE_YOU = re.compile(
    r"(?:请问|那)?(?:你|您)(?:到底|究竟)?(?:是|叫)(?:谁|什么(?:人|东西|名字)?|啥|哪位)(?:啊|呀|呢|\?)*|"
    r"(?:你|您)(?:是|到底是|是不是)(?:个)?(?:机器人|真人|人|人工|程序|ai|人工智能)"
    r"(?:还是(?:机器人|真人|人|程序|ai))?(?:吗|啊|呀|吧|\?)*|"
    r"who are you\??|are you (?:a |an )?(?:robot|bot|human|person|real person|machine|ai|real)\??"
)
_CHANGES = ("drop", "edit", "set")
"""What cannot be done any more with a problem when the walk is over: "第一个不登记"."""
_OF_US = re.compile("问|记录?|收集|了解|打听|知道|谁|哪些人|什么人|ask|record|know|see|read")
"""Outside a walk a bare "为什么" may be about anything."""
_NUMBER = re.compile(r"wt[-\s]?(?P<year>[0-9]{4})[-\s]?(?P<count>[0-9]{1,6})")
_STATE = re.compile(
    r"(?:请问?|问一?下|帮我|我想|我要|看看?|查一?[下查]?|查询|问题|编号|那个|这个|我的|"
    r"what about|how is|where is|show|status of|[\s:,])*+"
    rf"{_NUMBER.pattern}\s*+(?:这个|那个)?(?:问题)?(?:的)?(?:现在|目前|已经)?"
    r"(?:怎么样|怎样|如何|处理|办理|办|改|解决|整改|进展|进度|状态|情况|到哪一?步?|好|查询|查|"
    r"status|progress|now|done)*(?:了|的|没有?|吗|呢|啊|[\s,.!?])*"
)
"""An issue's number, and at most the question what became of it."""
_CHANGE = re.compile(
    r"改|更正|修正|撤|删|作废|写错|填错|错了|不对|change|edit|correct|delete|remove|withdraw|wrong"
)
MINE_SHOWN = 20
"""Issues listed by "我的问题"."""
MAX_SAID = 40
"""Characters above which a message tells more than such a question."""


def meant(text: str, *, in_form: bool) -> CommandMeant | None:
    """The command for what is asked of the bot itself; None when it is anything else.

    `in_form`: a question, a read-back or a draft is on the screen.
    """
    if len(text) > MAX_SAID:
        return CommandMeant("names") if asks_of_names(text) else None
    said = core(fold(text))
    if (number := _NUMBER.search(said)) is not None and _CHANGE.search(said):
        return CommandMeant("entered", _written(number))
    if (alone := _STATE.fullmatch(said)) is not None:
        return CommandMeant("state", _written(alone))
    if _WHO_ARE_YOU.fullmatch(said):
        return CommandMeant("who")
    if in_form and (far := asks_how_far(text)):
        return CommandMeant("how_far", far)
    if not in_form and any(deed.place and deed.act in _CHANGES for deed in read(text)):
        return CommandMeant("entered")
    asked = _WHY.fullmatch(said) is not None
    if asked and (in_form or _OF_US.search(said)):
        return CommandMeant("why")
    return CommandMeant("names") if asks_of_names(text) else None


def _written(number: re.Match[str]) -> str:
    """An issue's number as it is written: "WT-2026-0001", also for "wt2026-1"."""
    return f"WT-{number['year']}-{int(number['count']):04d}"


def why(talk: Talk, _argument: str) -> None:
    """Say what the walk asks for, and who sees the answers."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    asked = prompt is not None and has_appearance(prompt.question, "consent")
    outside = "why_outside" if form is None else "why_ask"
    talk.say("why_record" if asked else outside)
    talk.back = prompt is not None


def names(talk: Talk, _argument: str) -> None:
    """Say who sees the person's name, and how to leave it out."""
    unnamed = talk.turn.people.of(talk.turn.person.id).anonymous
    talk.say("names_left_out" if unnamed else "names_shown")
    talk.back = talk.form() is not None


def saved(talk: Talk, _argument: str) -> None:
    """Say that what was said is kept, and how to come back to it."""
    form = talk.form()
    talk.say("all_saved" if form is not None else "no_walk")
    talk.back = form is not None and form.state.status == "open"


def who(talk: Talk, _argument: str) -> None:
    """Say that it is a program."""
    talk.say("who_am_i")
    talk.back = talk.form() is not None


def state(talk: Talk, number: str) -> None:
    """Say what became of an issue of the person's own; of any other, not even that it is there."""
    issues = talk.house.reader.issues_of(talk.turn.person.id)
    ours = next((issue for issue in issues if issue.number == number), None)
    if ours is None:
        talk.say("state_unknown", number=number, phone=talk.house.help_phone)
    else:
        talk.say_text(state_line(talk, ours))
    talk.back = talk.form() is not None


def state_line(talk: Talk, issue: IssueRecord) -> str:
    """An issue's number, its state and what it is about, on one line."""
    word = STATES[issue.state][talk.locale == "en"]
    problem = short(issue.fields["problem"].value)
    return talk.word("mine_line", number=issue.number, state=word, problem=problem)


def mine(talk: Talk, _argument: str) -> None:
    """List the problems that the person has reported, and how many wait in the walk."""
    issues = talk.house.reader.issues_of(talk.turn.person.id)
    if issues:
        lines = "\n".join(state_line(talk, issue) for issue in issues[-MINE_SHOWN:])
        talk.say("mine", count=len(issues), lines=lines)
    else:
        talk.say("mine_none")
    form = talk.stage_form()
    if form is not None and form.kind == "w" and (waiting := drafts.waiting(talk, form)):
        talk.say("mine_pending", count=len(waiting))


def entered(talk: Talk, number: str) -> None:
    """Say who can change an issue that is in the ledger, and how to reach them."""
    key = "entered_change" if number else "entered_change_any"
    talk.say(key, number=number, phone=talk.house.help_phone)


def human(talk: Talk, _argument: str) -> None:
    item_phone = ""
    if talk.walk is not None and talk.walk.item_id:
        source = talk.house.library.element(talk.walk.item_id, "咨询方式")
        if source is not None:
            item_phone = talk.word("human_item", phone=short(source.passage))
    talk.say("human", phone=talk.house.help_phone, item_phone=item_phone)
