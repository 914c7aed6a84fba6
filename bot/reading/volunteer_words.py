"""Words about being a volunteer: applying, practising, one's own records, and an admin's decisions.

A command is the whole message, give or take politeness: "我要报名", "撤回第12号", "聘任3到2027年11月30日".
What admins decide is read of admins alone, so that "通过" stays an answer of everybody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.reading.asking import asks
from bot.reading.ends import LENGTH
from bot.reading.words import core, fold
from storage.records import Role

MAX_SAID = 60
"""Characters above which a message tells more than a command; a reason may be longer."""
MAX_WITH_REASON = 600


@dataclass(frozen=True, slots=True)
class VolunteerWord:
    """What is wanted; `argument` is a code, a number, or what stands behind a number."""

    name: str
    argument: str = ""


_LEAD = (
    r"(?:(?:你好|您好|hello|hi)[\s,!]*)?"
    r"(?:请问|请|麻烦|帮我|给我|我也|我(?!的|们)|还|就|想要|想|要|申请(?=报名)|可以|能不能|怎么(?:才能|才)?(?=报名|申请|练习|当|做|成为|加入)|如何(?=报名|申请)|先|再(?!报)|"
    r"please|can you|could you|can i|could i|how do i|how can i|may i|i want to|i'd like to|i would like to|i|let me|show me|[\s,])*+"
)
_TAIL = r"(?:一下|一次|吗|么|吧|了|啊|呀|呢|好吗|可以吗|行吗|谢谢|please|thanks|[\s,.!?~])*+"
_WHO = "(?:(?:政务服务|政务)?(?:体验(?:员|官)|志愿者))"
_VOLUNTEER = "(?:a |an )?(?:experience )?volunteer"
_NO_MORE = "不(?:再|想|能|愿意?|打算|准备|继续|要)*"
_MINE = "(?:我|本人|自己)(?:个人|本人)?的?(?:所有|全部|一切|个人)*的?"
_KEPT = "(?:聊天|走流程)?(?:记录|数据|资料|信息|档案)"
_KEPT_EN = "(?:personal )?(?:records?|data|information|info|details|messages|account)"
_AS_FILE = "(?:(?:成|为|到)?(?:excel|xlsx|表格|文件)(?:表格?|文件)?)?"
_LINK = "(?:我的?|本人的?)?(?:问题|整改|办理)?(?:进展|进度|私人|专属|个人)(?:的)?(?:链接|网址|网页|页面)"
_LINK_EN = "(?:progress |private |own |personal )?link"
_NAME = "(?:名字|姓名|名)"
_NO_NAME = rf"(?:别|不要|不用|不必|不想)再?(?:写|留|记|登|用|署|提|公开|透露|出现)我的?{_NAME}"
_NO_NAME_EN = r"(?:(?:don't|do not) (?:use|put|give|write|mention|show|print) my name|leave my name out|leave out my name)(?: (?:on|in) (?:it|this))?"
_WORDS: dict[str, str] = {
    "apply": (
        rf"报名(?:当|做|成为|参加|加入)?(?:{_WHO})?|(?:报名)?(?:当|做|成为|加入|参加|申请(?:当|做|成为)?){_WHO}(?:报名)?|"
        rf"重新报名|再报一次名|(?:申请)?续聘|apply(?: again)?(?: (?:as|to be|to become) {_VOLUNTEER})?|"
        rf"(?:sign (?:me )?up|register(?: me)?)(?: (?:as|to be|for) (?:an? )?(?:{_VOLUNTEER}|volunteering))?|"
        rf"(?:become|be) {_VOLUNTEER}|volunteer(?: (?:here|too|again|for this))?"
    ),
    "my_application": (
        "(?:查看?|看看?|查询)?我?的?报名(?:状态|结果|进度|进展|情况|(?:现在)?(?:怎么样|如何|通过|批)(?:了)?(?:没有?)?)|"
        "(?:查看?|看看?|查询)?我的报名|(?:查看?|看看?)?我的(?:任期|聘期|聘任)|"
        "(?:查看?|看看?|查询)?我的?(?:报名|申请)(?:现在)?(?:到|走到)(?:哪一?步|哪儿?|哪里)|"
        "(?:查看?|看看?|查询)?报的?名(?:的事儿?)?(?:现在)?(?:到|走到|办到|审到)(?:哪一?步|哪儿?|哪里)|"
        "报名(?:的事儿?)?(?:现在)?(?:批|审|审核|审批|通过)(?:下来|好|完|过)?了?(?:没有?)?|"
        "(?:查看?|看看?|查询)?我的?报名(?:批|审|审核|通过|审批)(?:下来|好|完)?了?(?:没有?)?|(?:我的?)?(?:报名的?|体验员的?)(?:事儿?)?(?:有)?(?:消息|结果|回音)了?(?:没有?)?|(?:我的?)?体验员(?:批|审)(?:下来|好|完)?了?(?:没有?)?|"
        "(?:status of )?my application(?: status)?|my term|"
        "(?:(?:what|how)(?: is|'s|s) )?(?:the )?status of my application|how is my application(?: going| doing)?|"
        "(?:has|was|is) my application (?:been )?(?:approved|accepted|decided|through)(?: yet)?|"
        "(?:am i|have i been|was i) (?:approved|accepted|appointed)(?: as a volunteer)?(?: yet)?"
    ),
    "leave": (
        rf"(?:不当|不做|退出|辞去|辞掉|辞了|辞职){_WHO}|{_NO_MORE}(?:当|做|干){_WHO}|(?:撤回|取消|撤销|不){{1}}报名|退出报名|"
        rf"{_NO_MORE}(?:干|做|当|参加)|(?:干|做|当)不(?:动|下去|来)|退出(?=了|吧|$)|"
        rf"(?:quit|stop|resign)(?: as| being| from being)? {_VOLUNTEER}|resign|"
        rf"(?:don't|do not|no longer) want to (?:be|go on as|continue as|stay) {_VOLUNTEER}(?: any ?more)?|"
        "(?:quit|stop|leave|am done|'m done|am finished) ?volunteering|quit|take me off the (?:volunteer )?list|"
        "(?:withdraw|cancel) my application"
    ),
    "practice": (
        "走流程[\\s:]*练习|(?:练习|练一练|练一下|练一回|练练|试练)(?:走流程|走一遍|一遍)?|(?:开始|做|参加)(?:练习|培训)|培训|岗前培训|"
        "(?:a )?(?:practice|practise|training)(?: walk)?|start (?:the )?(?:practice|training)|practi[cs]e a walk"
    ),
    "my_records": (
        "(?:(?:查看?|看看?|查询|列出)(?:一下)?)?(?:我|本人|自己)的(?:所有|全部)?(?:记录|走流程记录|档案)|(?:show )?my records?|"
        "(?:看看?)?你们?(?:都|还)?(?:存|记|保存|留|收集)(?:下|着)?了?我的?(?:哪些|什么|些什么|啥)(?:资料|信息|数据|东西|内容)?\\??|"
        "what (?:do you know|(?:data|information|records?)? ?do you (?:keep|have|store|hold)) (?:about|on|of) me\\??"
    ),
    "renew_link": (
        f"(?:换|更换|重新?(?:要|发|给|生成)|再(?:要|发|给))(?:一?个|一条|一?下)?(?:新的?)?{_LINK}|{_LINK}(?:丢了|找不到了|没了|不见了|泄露了)|"
        f"(?:renew|replace|change) my {_LINK_EN}|(?:i )?lost my {_LINK_EN}|(?:a )?new {_LINK_EN}"
    ),
    "drop_link": (
        f"(?:撤回|撤销|取消|作废|关掉|删除|删掉|停用|不要){_LINK}|"
        f"(?:revoke|cancel|delete|remove|drop) my {_LINK_EN}"
    ),
    "my_link": (
        f"(?:要|给我|发我|发给我|生成|拿|来)?(?:一?个|一条)?{_LINK}(?:是什么|是多少|在哪|发我|给我)?|"
        f"(?:show |give me |send me )?(?:my|a) {_LINK_EN}"
    ),
    "export_mine": (
        rf"(?:导出|下载|拿走|带走|发给?我|来|拿)?(?:一份)?{_MINE}{_KEPT}(?:发给?我|给我)(?:一份)?{_AS_FILE}|"
        rf"(?:(?:导出|下载|拿走|带走)(?:一份)?|(?:拿|来)?一份){_MINE}{_KEPT}{_AS_FILE}|"
        rf"把{_MINE}{_KEPT}(?:都|全部?)?(?:导出来?|下载下?来?|发给?我|给我|拷给我)(?:一份)?{_AS_FILE}|"
        rf"(?:export|download|send me|give me|get)(?: a copy of)?(?: all)?(?: of)? my {_KEPT_EN}"
        "(?: (?:as|to|in)(?: an?)? (?:excel|xlsx|spreadsheet|file)(?: file)?)?"
    ),
    "delete_mine": (
        rf"(?:删除|删掉|删去|删了|清空|清除|清掉|抹掉|注销|撤回){_MINE}{_KEPT}|注销(?:我的)?(?:账号|帐号|账户)|"
        rf"把(?:{_MINE}{_KEPT}|我(?:说过?的|发过?的)(?:话|东西|内容)?|我)(?:都|全部?|全都)?(?:给我)?(?:删|清|抹)(?:除|了|掉|空|干净|光)|"
        rf"(?:delete|erase|remove|wipe) (?:all )?(?:of )?my {_KEPT_EN}|(?:delete|erase|forget) me|"
        "(?:delete|erase|forget) (?:everything|all)(?: (?:about|of) me| you (?:know|have)(?: (?:about|on) me)?)?"
    ),
    "always_anonymous": (
        rf"(?:以后|往后|今后|一直)(?:都|全都?)?(?:要|用)?匿名(?:登记)?|(?:(?:以后|往后|今后)(?:都|全都?)?)?{_NO_NAME}|"
        rf"(?:以后|往后|今后)(?:都|全都?)?不再?(?:写|留|记|登|用|署)我的?{_NAME}|(?:要|想)?匿名|(?:别|不要)(?:说|讲|告诉别人)是我(?:说|报|讲|反映)的|"
        rf"always anonymous|(?:stay|keep me|be|remain) anonymous(?: from now on)?|anonymous|{_NO_NAME_EN}"
    ),
    "named": (
        "(?:以后|往后|今后)(?:都)?(?:不用|不要|不再|不)匿名(?:登记)?|(?:取消|不再)匿名|(?:以后|往后|今后|恢复)(?:都)?(?:实名|署名)(?:登记)?|"
        "(?:not anonymous|no longer anonymous|named again|use my name)(?: any ?more)?"
    ),
}
_TABLE = {name: re.compile(f"{_LEAD}(?:{way}){_TAIL}") for name, way in _WORDS.items()}
_APPLY_CODE = re.compile(
    rf"{_LEAD}(?:报名|apply)(?:[\s,:]|邀请码|码是|码|with|code)*(?P<code>[a-z0-9]{{8}}){_TAIL}|"
    rf"报名\s(?P<any>[a-z0-9][a-z0-9_-]{{3,63}})"
)
_WITHDRAW = re.compile(
    rf"{_LEAD}(?:把)?(?:撤回|撤销|撤掉|删除|删掉|withdraw|delete)\s*(?:我的)?\s*"
    r"(?:(?P<issue>wt[-\s]?[0-9]{4}[-\s]?[0-9]{1,6})(?:号?问题)?|"
    r"(?:第|走流程|walk|no\.?|number|#|\s)*+(?P<walk>[0-9]{1,9})\s*(?:号|次)?(?:走流程|记录|walk)?)"
    rf"{_TAIL}"
)
_NUMBER = r"(?:第|no\.?|number|#|application|报名|\s)*(?P<number>[0-9]{1,9}%s)(?:号(?:报名)?)?(?:(?=$|[\s,:;.]|因|原|理|到|至|任|聘|为期|期)|(?<=号)(?=[半一二两三四五六七八九十]))"
_REASON = r"[\s,:;.]*(?:因为|原因是?|理由是?|because)?[\s,:]*(?P<rest>.*)"
_ASIDE = r"(?:[\s,:;.].*)?(?P<rest>(?!))?"
"""Words that may be no reason at all; it is asked for."""
_UNTIL = (
    r"[\s,:;.]*(?:(?:先?聘(?:任|用|期)?|任期|期限|为期|先)?(?:是|为)?[\s:]*"
    rf"(?:到|至|until|till|to|(?={LENGTH}$|[今明后]年|20[0-9]{{2}}|年[底末]|next year|(?:the )?end of))\s*(?P<rest>[^\s].{{0,30}}))?"
)
"""The end of a term, or its length."""
_NUMBER_FIRST = r"(?:让|给)?第?(?P<number>[0-9]{1,9}%s)号(?:的?报名|[\s,]|[都也就])*+"
"""The number before what is decided: "2号通过", "让3号通过"."""
_MORE = r"(?:号?(?:\s*(?:[、,和跟与]|and|&)\s*|(?<=号))第?[0-9]{1,9}){0,19}"
"""Further numbers, where no reason follows that may begin with one: "通过 1、2", "1号和2号通过"."""
_DECISIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:请|把)?(?:{said}){rest}", re.DOTALL))
    for name, way, rest in (
        ("decline", "不通过|不予通过|拒绝|驳回|decline|reject", _REASON),
        ("approve", "审核通过|通过|同意|批准|聘任|聘用|approve|appoint", _UNTIL),
        ("renew", "续聘|再聘|续任|renew", _UNTIL),
        ("release", "解聘|release|dismiss", _REASON),
    )
    for more in ("" if rest is _REASON else _MORE,)
    for said in (
        rf"(?:{way})\s*{_NUMBER % more}",
        rf"{_NUMBER_FIRST % more}(?:{way})(?:了|吧)*+",
    )
)
_LOOSE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        name,
        re.compile(
            rf"(?:那|请)*+{_NUMBER_FIRST % more}(?:{way})(?:[了吧的]|人)*+{rest}", re.DOTALL
        ),
    )
    for name, way, rest, more in (
        (
            "decline",
            "不行|不可以|不批准?|不同意|不合适|不要|不收|不录[用取]|不能过|别批",
            _ASIDE,
            "",
        ),
        ("approve", "没问题|可以|[能让]?过|行|准|批|录[用取]|收下?|要", _UNTIL, _MORE),
    )
)
"""What is said of a number in everyday words, which at a question may be an answer."""
_ALL = re.compile(
    f"{_LEAD}(?:把|给|让)?(?:他们|她们|报名的?|待审的?|这些|这几[个份]|剩下的|其余的)*+"
    r"(?:(?:都|全都?|全部|统统|一起|一并|一次性)(?:给|让)?(?:不|别)?(?:审核)?(?:通过|批准|同意|批|过|准|录用)|"
    r"(?:通过|批准|同意)(?:全部|所有(?:人|的|报名)*)|"
    r"(?:approve|accept|appoint) (?:them )?(?:all|everyone|everybody)(?: of them| applications)?)"
    f"{_TAIL}"
)
"""All that wait at once: which they are has to be seen first."""
_LISTS: dict[str, re.Pattern[str]] = {
    name: re.compile(f"{_LEAD}(?:{way}){_TAIL}")
    for name, way in {
        "waiting": "(?:看|查看|列出)?(?:待审(?:的)?报名|待审核?(?:名单)?|报名(?:名单|审核)|谁(?:都)?报名了?|有谁报名|(?:有没有|有)(?:新的?)?(?:人(?:来)?)?报名的?|"
        "(?:有)?(?:多少|几)个?(?:人|份)(?:来)?报名|(?:有)?(?:新的?报名|(?:多少|几)[份个](?:报名)?(?:要|待|等着?)审)|报名的(?:人)?(?:有|都有|都是)?(?:哪些|谁|几个|多少))(?:没有?)?|"
        "(?:(?:are there )?any |the )?(?:pending|waiting|open|new) applications?|applications|who(?: has)? applied(?: so far)?",
        "volunteers": f"(?:看|查看|列出)?(?:所有|全部)?{_WHO}(?:名单|列表)|(?:现在)?(?:{_WHO}(?:现在|都)?有(?:哪些(?:人)?|谁|几个(?:人)?|多少(?:人|个)?)|(?:都)?有(?:哪些|哪几个|几个|多少个?){_WHO}|(?:都有)?谁(?:在|是)(?:当)?{_WHO})|"
        "volunteers|list (?:of )?(?:the |all )?volunteers|who are (?:the|our|my) volunteers|show (?:me )?(?:the |all )?volunteers",
        "coverage": "(?:看|查看)?(?:人员|体验员|代表)(?:覆盖|结构|构成)(?:情况)?|coverage",
    }.items()
}


_ENDS = re.compile("退出(?:了|吧)?|quit")
"""What ends a walk; without one it is none of a volunteer's words, either."""
_DECIDED = re.compile(
    f"{_LEAD}(?:现在)?(?:(?:批|审|审核|审批|批准|录取|录用)(?:下来|好|完|过|通过)?了?(?:没有?)?|通过了?没有?|通过了(?=吗|么)|"
    "(?:有|出)(?:结果|消息|回音)了?(?:没有?)?|(?:is it|has it been|did it get|was it) (?:approved|accepted|decided|through)(?: yet)?)"
    f"{_TAIL}"
)
"""What became of "it", which is the application where there is nothing else it could be."""
_ASKS = re.compile("[吗么没?]|^(?:is|has|did|was)")
_NODS = re.compile(r"^(?:(?:好的?|行|嗯|那就?|ok(?:ay)?|yes|all right)(?:[\s,!]++|(?=先|我)))++")
"""Said before what is wanted: "好 先练习"."""
_BARE = re.compile(
    rf"匿名|anonymous|我?[要想]?退出[了吧]?|我?(?:{_NO_MORE}(?:干|做|当|参加)|[干做当]不(?:动|下去|来))了?|(?:i )?quit|报名|apply|register|sign up|volunteer|练习|练练|培训|a? ?(?:practice|practise|training)|resign|applications|coverage"
)
"""Words that may be an answer, too, where something is asked."""


def meant(text: str, role: Role, *, in_form: bool, applies: bool = False) -> VolunteerWord | None:
    """What of this the whole of `text` asks for; None when it is anything else.

    `in_form`: a question, a read-back or a draft is on the screen; then only what can be
    nothing else is read. `applies`: what is being filled in is an application.
    """
    if len(text) > MAX_WITH_REASON:
        return None
    folded = fold(text)
    said = core(folded)
    if role == "admin" or not in_form:
        loosely = role == "admin" and not in_form
        if decision := _decided(text, folded, said, loosely=loosely):
            return decision
    if (applies or not in_form) and len(text) <= MAX_SAID and _asks_decided(said):
        return VolunteerWord("my_application")
    said = _NODS.sub("", said) or said
    if len(text) > MAX_SAID or (in_form and _BARE.fullmatch(said)):
        return None
    if not in_form or role == "admin":
        found = next((name for name, way in _LISTS.items() if way.fullmatch(said)), "")
        if found:
            return VolunteerWord(found)
    if coded := _APPLY_CODE.fullmatch(said):
        return VolunteerWord("apply", coded["code"] or coded["any"])
    asked = _WITHDRAW.fullmatch(said)
    if asked and (asked["issue"] or not in_form):
        return VolunteerWord("withdraw", asked["walk"] or asked["issue"])
    return _in_so_many_words(said)


def decision_by_name(text: str, numbers: Mapping[str, int]) -> VolunteerWord | None:
    """An admin's decision on people who are named, each by the number of their application."""
    if not numbers or len(text) > MAX_SAID:
        return None
    names = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True) if name)
    named = re.compile(rf"(?P<name>{names})(?:[\s、,和跟与]+(?=(?:{names})))?+")
    replaced, count = named.subn(lambda found: f"{numbers[found['name']]}号、", text)
    if not count:
        return None
    said = core(fold(replaced.replace("号、", "号") if count == 1 else _last_mark(replaced)))
    return _decision(said, said, said, loosely=True)


def _last_mark(text: str) -> str:
    """Without the mark behind the last number: "1号、2号、可以"."""
    before, _, behind = text.rpartition("、")
    return before + behind


def _in_so_many_words(said: str) -> VolunteerWord | None:
    if _ENDS.fullmatch(said):
        return None
    name = next((name for name, way in _TABLE.items() if way.fullmatch(said)), "")
    return VolunteerWord(name) if name else None


def _asks_decided(said: str) -> bool:
    """Whether it is asked, without a name, whether something was approved: "批了没有"."""
    return _ASKS.search(said) is not None and _DECIDED.fullmatch(said) is not None


def _decided(text: str, folded: str, said: str, *, loosely: bool) -> VolunteerWord | None:
    """A decision on numbers, or on all that wait."""
    decision = _decision(text, folded, said, loosely=loosely)
    if decision is None and loosely and len(text) <= MAX_SAID and _ALL.fullmatch(said):
        return VolunteerWord("decide_which")
    return decision


def _decision(text: str, folded: str, said: str, *, loosely: bool) -> VolunteerWord | None:
    """An admin's decision on the application of a number, with what is said behind it."""
    if asks(said) in ("plain", "direct"):
        return None
    for name, way in (*_DECISIONS, *(_LOOSE if loosely else ())):
        if match := way.fullmatch(said):
            at = folded.index(said)
            span = match.span("rest") if match["rest"] else (0, 0)
            words = text[at + span[0] : at + span[1]] if span[1] else ""
            numbers = ",".join(re.findall("[0-9]+", match["number"]))
            return VolunteerWord(f"{name}_volunteer", f"{numbers} {words}".strip())
    return None
