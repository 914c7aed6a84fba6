"""How people say what is to be done with a draft, as patterns over folded text."""

from __future__ import annotations

import re
from typing import Literal

from bot.reading.correction_words import EN_ORDER
from bot.reading.numbers import CJK

Act = Literal[
    "keep",  # enter it
    "photos",  # enter it with the files that may belong to it
    "drop",  # leave it out
    "split",  # enter apart what was merged
    "edit",  # change it; the new value is still to be said
    "set",  # a field is to become what was said
    "show",  # put it on the screen
    "next",  # put the next one on the screen
    "rest",  # enter all that wait
    "none",  # leave out all that wait
    "unsure",  # "跳过", "leave it": leave out, or what?
]

YES = r"(?:好的?|嗯+|行|可以|没有?(?:什么)?(?:问题|毛病)|没错|对的?|都对(?:的|了)?(?:呀|啊)?|是的?|那|就|okay|ok|yes)*+[,\s]*"
"""A nod in front of what is wanted."""
_DO = r"(?:要|请|就|直接|可以|帮我|给我|麻烦|也|还是|确认|同意|想|我|你|先)*+"
_THIS = r"(?:这一?[个条项件]?|这个问题|它|眼前这[个条])"
_TAIL = r"(?:一下|上去|上|了|吧|啊|呀|哦|嘛|的|就行|就好|好了|谢谢|please|thanks|[\s,.!~])*+"
_IT = r"(?: (?:it|this|that)(?: one| problem| issue)?)?"
_ENTER = rf"(?:登记?|报上去|报上|记上|录入)(?:{_THIS})?"
_WITH = r"(?:带上?|附上?|连同?|加上?|配上?)(?:[这那]?[几张个]?)(?:照片|文件|图片?|截图|附件)"
_NOT = r"(?:不(?:用|要|必|需要|想)?再?|别|取消|先不|不用再)"
_AWAY = r"(?:删掉|删除|删去|删了|删|去掉|去除|拿掉|划掉|撤掉|撤销|作废)"
_NOTHING = (
    r"(?:(?:没有?|无)(?:什么)?(?:别的|其[他它]的?|(?:要|需要|可以?)?再?(?:补充|添加|加|改)的?)?|"
    r"(?:不用|不必|不需要)再?(?:补充|添加)|就这些)"
)
"""No problem, or nothing to add to it? A denial that does not say of what."""
FIRM: dict[Act, re.Pattern[str]] = {
    "none": re.compile(
        rf"(?:算了[,\s]*)?(?:这些|剩下的?|其余的?)?(?:全部?|全都?|都|一个也|一个都)(?:{_NOT}(?:登记?|报)|不要|{_AWAY}){_TAIL}|"
        r"(?:drop|leave out|skip|delete|remove) (?:them )?all|none of them"
    ),
    "rest": re.compile(
        rf"{YES}(?:这些|(?:这[个条]?[和跟与连]?)?(?:剩下|其余|后面|其[他它])的?(?:[0-9两几]+[个条])?)?"
        rf"(?:全部?|全都?|都|所有的?|一起|统统)(?:给我|要)?(?:登记?|报){_TAIL}|登记(?:全部|所有的?){_TAIL}|"
        r"(?:enter |keep |submit )?(?:them all|all(?: of them)?|both(?: of them)?)"
    ),
    "photos": re.compile(
        rf"{YES}{_DO}登记[,\s]*(?:并|也|要|再)?{_WITH}\S{{0,4}}|{_WITH}(?:一起|都)?登记{_TAIL}|"
        r"enter it with (?:the |my )?(?:photos?|files?|pictures?)"
    ),
    "keep": re.compile(
        rf"{YES}{_DO}(?:把?{_THIS}(?:要|就|也|得)?)?{_ENTER}{_TAIL}|"
        rf"(?:yes,? |ok,? |please )?(?:keep|enter|register|record){_IT}(?: in)?(?: please)?"
    ),
    "drop": re.compile(
        rf"(?:算了[,\s]*)?{_DO}(?:把?{_THIS}(?:就|也)?)?(?:{_NOT}(?:登记?|报)|不算(?:是)?(?:个)?问题|不是问题)(?:{_THIS})?{_TAIL}|"
        rf"(?:算了[,\s]*)?{_DO}(?:{_NOT}{_THIS}|把?{_THIS}(?:就|也)?(?:{_NOT}|{_AWAY}))(?:问题)?{_TAIL}|{_DO}{_AWAY}{_THIS}{_TAIL}|"
        rf"(?:it's |that's |this is |is )?not (?:a problem|an issue)|(?:no,? )?(?:leave{_IT} out|leave out{_IT}|"
        rf"(?:don't|do not) (?:enter|keep|register|record){_IT})|(?:drop|delete|remove|discard) (?:it|this|that)(?: one| problem| issue)?"
    ),
    "split": re.compile(
        r"(?:要|请)?(?:分开|拆开|各自|分别)(?:登记|报|来|写)?(?:吧|了)?|(?:这)?(?:不是|是两)(?:同)?一?[个件回](?:问题|事)?|"
        r"(?:enter (?:them )?)?(?:apart|separately)|split(?: them)?"
    ),
}
"""What nobody says of anything but a draft."""
AT_CARD: dict[Act, re.Pattern[str]] = {
    "keep": re.compile(
        rf"{YES}{_DO}(?:提交|保留){_TAIL}|submit(?: it)?|(?:yes|sure|ok),? please|go ahead"
    ),
    "rest": re.compile(
        rf"{YES}(?:全部?|全都?|都)(?:给我)?(?:确认|提交){_TAIL}|(?:确认|提交)(?:全部|所有的?){_TAIL}|"
        r"(?:confirm|submit) (?:them )?all(?: of them)?"
    ),
    "edit": re.compile(
        r"(?:我?要|我?想)?(?:修改|补充|改)(?:一下|改|点儿?)?(?:吧|这个|这条)?|(?:edit|change)(?: it| this)?|add (?:something|more)"
    ),
    "drop": re.compile(rf"{_DO}{_AWAY}{_TAIL}|drop|delete|remove|discard"),
    "next": re.compile(r"(?:先)?(?:看)?下一[个条](?:吧)?|(?:show (?:me )?)?(?:the )?next(?: one)?"),
    "unsure": re.compile(
        rf"算了{_TAIL}|(?:先)?(?:跳过|略过|过){_TAIL}|不要了{_TAIL}|{_NOTHING}{_TAIL}|"
        r"(?:skip|leave|pass)(?: (?:it|this|that)(?: one)?)?|never ?mind|forget it|none|nothing(?: (?:else|more))?|"
        r"no more|that(?:'s| is) (?:all|it)"
    ),
}
"""What is meant for the draft only while its card is on the screen."""
PLACED: dict[Act, re.Pattern[str]] = {
    "drop": re.compile(rf"{_DO}(?:{_NOT}|算了|{_AWAY}){_TAIL}|out|drop(?:ped)?|no"),
    "unsure": re.compile(rf"(?:先)?(?:跳过|略过){_TAIL}|skip"),
    "edit": re.compile(
        r"(?:要|想|需要|得|也|还)*(?:修改|更正|编辑|改)(?:一?[下改])?(?:吧|了)?|(?:写|填|记)?错了?|不对|有误|有错|"
        r"(?:is|was) wrong|edit|change"
    ),
    "keep": re.compile(rf"(?:就|也|还是)*(?:要|保留|可以|提交|留下?){_TAIL}|yes|keep|enter|in"),
    "show": re.compile(r"(?:呢|是什么|(?:先|再|让我)*看(?:看|一下)?(?:吧|呢)?)?\??"),
}
"""What may follow a place besides: "第二个要", "第三条删掉", "第一个"."""
ONE_OF_ALL: dict[Act, Act] = {"rest": "keep", "none": "drop"}
"""What "都登记" is for cards that are named: "第一个和第二个都登记"."""

_ABOUT = r"(?P<about>(?!第|刚|最|上面|前面|[这那哪]|剩|其)[^,;:?!\s][^,;:?!\n]{1,19}?)"
_GOES = rf"(?:(?P<drop>{_NOT}(?:登记?|报)|{_NOT}|{_AWAY}|算了|不算(?:问题)?)|(?P<keep>登记?|要|保留|报上去|可以登记?))"
CALLED = (
    re.compile(
        rf"(?:请|麻烦|把|将|关于|那|[\s,])*+{_ABOUT}的?(?:[那这](?:一?[个条件])?|问题)(?:问题)?(?:就|也|都|我|先)*+{_GOES}{_TAIL}"
    ),
    re.compile(rf"(?:请|麻烦|先)*+{_GOES}(?:关于)?{_ABOUT}的?[那这]一?[个条件](?:问题)?{_TAIL}"),
    re.compile(
        r"(?:please )?(?:(?P<drop>drop|delete|remove|leave out|do not enter|don't enter|skip)|(?P<keep>keep|enter|record)) the (?:one|problem|issue) "
        r"(?:about|with|on|of) (?:the )?(?P<about>[^,;:?!\n]{2,40}?)(?: please)?[.!]?"
    ),
    re.compile(
        r"(?:the )?(?P<about>[^,;:?!\n]{2,40}?) (?:one|problem|issue)[,:]? (?:(?P<drop>out|leave (?:it )?out|drop(?: it)?|no)|(?P<keep>keep(?: it)?|enter(?: it)?|yes))"
    ),
)
"""A card that is called by what it tells, and what is to be done with it: "叫号屏那个不登"."""

NAMED = re.compile(
    r"(?P<with_name>(?:不用?|不要|别|非)匿名(?:的)?|实名(?:的)?|署名(?:的)?|with (?:my|a) name|not anonymous(?:ly)?)|"
    r"匿名(?:的|地)?(?:上?报(?!警))?|anonymous(?:ly)?|without (?:my|a) name|"
    r"(?:别|不要|不用|不必|不想|不)再?(?:写|留|记|登|用|署|提|公开|透露)(?:我的?)?(?:名字|姓名|名(?![单称额]))|"
    r"(?:don't|do not) (?:use|put|give|write|mention|show|print) my name(?: (?:on|in) it)?|leave (?:out my name|my name out)"
)
"""How the person is to be named in the ledger, beside the word that enters it."""
LED_UNNAMED = re.compile(
    r"我?(?:[要想])?匿名(?:上报|报|反映|反馈|投诉|提)|anonymous(?:ly)? (?:issue|problem|report|complaint)"
)
ALL = re.compile(r"(?:这些|剩下的?)?(?:全部?|全都?|都|所有的?)(?:要|给我)?|all(?: of them)?")
FIELD_WORDS = {
    "problem": "问题(?:描述)?|描述|内容|problem|description",
    "category": "(?:问题)?(?:类别|分类|类型)|category|kind",
    "step": "环节|步骤|step",
    "severity": "影响(?:程度)?|严重程度|程度|severity|impact",
    "cause": "原因|cause|reason",
    "suggestion": "(?:工作)?建议|suggestion",
    "department": "(?:责任|负责|主管)?(?:部门|单位)|department",
    "mode": "整改方式|解决情况|how to fix",
    "measure": "(?:整改)?(?:优化)?措施|measure",
    "deadline": "(?:整改)?(?:时限|期限)|deadline",
    "target": "(?:整改)?目标|target",
    "material": "(?:涉及)?材料|papers?",
    "minutes": "用时|时长|time taken",
    "place": "地点|窗口|place|counter",
    "raised_at_window": "是否反映|反映情况",
}
_FIELD = "|".join(f"(?P<{name}>{words})" for name, words in FIELD_WORDS.items())
FIELD = re.compile(_FIELD)
_FIELD_AFTER = "|".join(f"(?P<{name}_>{words})" for name, words in FIELD_WORDS.items())
_NUMBER = rf"(?:[0-9]{{1,3}}+|[{CJK}]{{1,3}}+)"
_NOT_A_CARD = r"(?!\s*(?:题|问(?!题)|步|回答|答案|answer|question|分|天|次|小时|趟))"
_ONE = (
    rf"(?:第\s*{_NUMBER}\s*(?:个|条|项|件|张|份|处|号)?+(?:问题|草稿)?+{_NOT_A_CARD}|问题\s*{_NUMBER}(?:号)?|{_NUMBER}号(?:问题)?|"
    rf"最后的?(?:那|这)?一?[个条项件](?:问题)?|(?:刚才|刚刚|上面|前面)的?(?:那|这)?一?[个条]|"
    rf"(?:the )?(?:{'|'.join(EN_ORDER)}|last)\b(?: (?:one|problem|issue|draft))?{_NOT_A_CARD}|"
    rf"(?:problem|issue|draft|number|no\.?|#) ?[0-9]{{1,3}}|"
    r"[0-9]{1,2}(?=[0-9、和,\s]{0,12}都?(?:不?登记|不要|删掉)))"
)
"""One card; "第三题" is a question of the walk."""
_PLACES = (
    rf"(?P<places>{_ONE}(?:\s*(?:[、和跟与及]|and|&)\s*(?:{_ONE}|{_NUMBER}[个条]?)){{0,9}}|"
    rf"前\s*(?P<upto>{_NUMBER})\s*[个条]|the first (?P<upto_en>two|three|four))"
)
LED = re.compile(
    rf"(?:请|麻烦|帮我|我?想|我?要|那|还有|等等|等一?下|不对|please |wait|把|将|[\s,])*+{_PLACES}(?:的|'s)?"
    r"[\s,:]*(?:就|也)?"
)
VERB_FIRST = re.compile(
    rf"(?:请|麻烦|帮我|我?想|我?要|那|再|先|please )*+(?P<verb>修改|编辑|更正|改|看看|看|回到|跳到|不登记|登记|不要|{_AWAY}|"
    r"(?:change|edit|correct|fix|show|go to|back to|enter|keep|drop|delete|remove|leave out) )"
    rf"(?:一下)?\s*(?:(?:the )?(?:{_FIELD}) of )?{_PLACES}(?:(?:的|'s )(?:{_FIELD_AFTER}))?(?:吧|了|一下|please|\s)*"
)
VERBS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("drop", re.compile(rf"不登记|不要|{_AWAY}|drop|delete|remove|leave out")),
    ("keep", re.compile("登记|enter|keep")),
    ("show", re.compile("看|回到|跳到|show|go to|back to")),
    ("edit", re.compile("")),
)
EACH_PLACE = re.compile(rf"{_ONE}|{_NUMBER}[个条]?")
FIGURE = re.compile(_NUMBER)
COUNTED = re.compile(
    rf"(?:这|剩下的?|其余的?)?(?P<count>{_NUMBER})[个条](?:问题)?(?:都|全都?|全部)(?:要|给我)?(?:(?P<keep>登记|报上去|要)|{_NOT}(?:登记|报|要)?|{_AWAY}){_TAIL}"
)
_BECOMES = (
    r"(?:(?P<firm>(?:改|换|写|填|变)(?:成|为|到))|应该?是|应为|(?<!问题)(?<!描述)(?<!内容)是|[:：])"
)
SET = (
    re.compile(
        rf"(?:改一下[,\s]*)?(?:把|将)?(?:这[个条]?的?)?(?:{_FIELD})(?:这?一?栏)?"
        rf"(?:[写填选弄]?错了|不对|不准|有误)?[,\s]*(?:应该|应当|要|得)?{_BECOMES}(?P<new>.+)",
        re.DOTALL,
    ),
    re.compile(
        rf"(?P<firm>change|set|make|correct) (?:the )?(?:{_FIELD})(?: of (?P<of>{_ONE}))? (?:to|into) (?P<new>.+)",
        re.DOTALL,
    ),
)
SET_ANY = re.compile(r"(?:改|换|变)(?:成|为|到)(?P<new>.+)|to (?P<new_en>.+)", re.DOTALL)
EDIT_FIELD = (
    re.compile(
        r"(?:(?:我?要|我?想)?(?:修改|更改|更正|改|换)(?:一?[下个改])?|"
        rf"(?:change|edit|correct) (?:the )?)(?:{_FIELD})(?:一栏|吧)?"
    ),
    re.compile(rf"(?:{_FIELD})(?:要|得|需要)?(?:改(?:一?下)?|写?错了|不对|填错了)(?:吧)?"),
)
ASKED = re.compile(r"[?吗]\s*$")
