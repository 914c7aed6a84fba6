"""Whether somebody asks what becomes of their name: "我的名字会公开吗", "will they know it was me".

Who sees what one says, whether it is anonymous, whether anybody will make trouble for it: the
guides know nothing of this. What asks of a name on a paper ("户口本上我的名字能改吗") is none of it.
"""

from __future__ import annotations

import re

from bot.reading.asking import asks
from bot.reading.words import core, fold

MAX_SAID = 40
"""Characters above which a message tells more than such a question."""
_SAID = "(?:说|讲|写|填|报|提|反映|举报|投诉|上报|记)"
_MINE = (
    rf"(?:我的?(?:真实?)?(?:名字?|姓名|身份|信息|个人信息|隐私)|是我(?:本人)?{_SAID}?|我是谁|我{_SAID}的|"
    r"(?:^|[会要把])(?:不会|不要)?(?:真实)?(?:名字|姓名|真名)|实名|匿名)"
)
_SHOWN = (
    r"(?:公开|公布|公示|曝光|显示|出现|暴露|透露|泄[露漏]|保密|写(?:上|进|出|到|在)|登(?:上|出|到|在|报)|放(?:上|到)|挂(?:上|到|在)|"
    r"上网|传出去|外传|说出去|告诉|看[得不]?[到见]|知道|晓得|认[得不]?出|写|记|留|的吗?$)"
)
_ASKING = r"(?:[吗么?]|吧$|没有?$|不$|[会能要是用][不没][会能要是用]|会否|是否|谁|哪些人|什么人)"
_PAPER = re.compile(
    "就(?:行|可以|够)|证|卡|照|户口|表|合同|发票|单|公司|店|改名|更名|材料|银行|开户|指南|申请|护照|挂号|预约|登记(?!台账)|"
    "card|licen[cs]e|passport|certificate|form|register(?!ed as)|change my name|contract|deed"
)
_MATTER = (re.compile(f"{_MINE}.{{0,12}}{_SHOWN}"), re.compile(f"{_SHOWN}.{{0,6}}{_MINE}"))
_WHOLE = re.compile(
    r"(?:那|这|这个|这里|你们?|您|请问|[,\s])*+(?:"
    r"(?:是|要|要不要|是不是|会不会|会|能|可以|能不能|可不可以|用不用|需要)*+(?:实名|匿名|保密)(?:登记|报|反映|制|的)*(?:吗|么|吧|不|呢|\?)+|"
    r"(?:会不会|会|不会)(?:有人)?(?:被)?(?:打击)?报复(?:我)?(?:吗|么|吧|\?)*|"
    r"(?:会不会|不会|会)(?:有人|他们|窗口|窗口的人)?(?:找我麻烦|给我穿小鞋|给我小鞋穿|为难我)(?:吗|么|吧|啊|\?)*|"
    r"(?:有)?(?:谁|哪些人|什么人)(?:都|会|能|可以|还|来)*(?:看得?到|看见|看得见|看|知道|查看|查得?到|晓得)(?:到)?"
    rf"(?:我的(?:名字|姓名|回答|记录|信息|资料|话|身份)|我{_SAID}的?(?:这些|东西|话|内容|问题)*|我是谁|是我{_SAID}的)(?:啊|呀|呢|\?)*|"
    rf"(?:我的(?:名字|姓名|回答|记录|信息|资料|话|身份)|我{_SAID}的(?:这些|东西|话|内容|问题)*)(?:都|会|要)*(?:给|让|被)?"
    r"(?:谁|哪些人|什么人)(?:都|会|能|可以)*(?:看得?到|看见|看得见|看|知道)?(?:啊|呀|呢|\?)*"
    r")"
)
_NAME_EN = "my (?:real |full )?(?:name|identity|details)"
_SHOWN_EN = (
    "shown|published|public|printed|used|visible|seen|in the (?:report|ledger)|on (?:it|there)|"
    "appear|show up|be on|written|recorded|kept|passed on|given|disclosed|secret|private"
)
_EN = re.compile(
    r"(?:so |and |but |ok |hey |please )*(?:"
    rf"(?:will|is|does|would|can|are|do|could|should) (?:{_NAME_EN}|you (?:show|publish|use|keep|record|write|give|print|store|save|need) {_NAME_EN})"
    rf"(?: (?:going to )?(?:be |get )?(?:{_SHOWN_EN}).{{0,20}})?|"
    r"(?:will|would|can|could|do) (?:they|anyone|anybody|someone|people|others|the (?:counter|staff|clerk|office|officials?)|my boss) "
    rf"(?:know|see|find out|tell|read|learn|get) (?:that )?(?:it was me|{_NAME_EN}|who i am|who (?:said|wrote|reported|complained).{{0,10}}|(?:about )?me|what i .{{1,12}})|"
    r"(?:is|will) (?:this|it|that|all this|everything)(?: be| all)? (?:anonymous|confidential|private|secret)|"
    r"(?:am i|can i be|will i be|do i stay|will i stay) anonymous|"
    rf"who(?:'ll| will| can| gets to| could)? (?:sees?|reads?|knows?) (?:{_NAME_EN}|what i (?:say|write|wrote|said|report|reported)|who i am|it was me)|"
    r"(?:will|could) (?:i|there) (?:be|get) (?:in )?trouble(?: for (?:this|it))?"
    r")[\s?!.]*"
)


def asks_of_names(text: str) -> bool:
    """Whether the whole of `text` asks who will see one's name or words."""
    if len(text) > MAX_SAID * 2:
        return False
    said = core(fold(text))
    if _PAPER.search(said) is not None:
        return False
    if _EN.fullmatch(said):
        return True
    if len(said) > MAX_SAID:
        return False
    if _WHOLE.fullmatch(said):
        return True
    asking = asks(text) in ("plain", "direct") or re.search(r"(?:会|不会)\S*吧$", said) is not None
    if not asking or re.search(_ASKING, said) is None:
        return False
    return any(way.search(said) for way in _MATTER)
