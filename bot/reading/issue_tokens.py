"""The pieces of which an office's question to the ledger is made, as patterns on folded text.

`SPLIT` finds them one after the other, each under its name; `LEAD` and `TAIL` are the words around
a name that mean nothing. What the pieces say together is told by `bot.reading.issue_words`.
"""

from __future__ import annotations

import re

from bot.reading.issue_periods import PERIOD
from bot.reading.issue_terms_said import BUREAUS, CATEGORY, SEVERITY, STATE
from bot.reading.numbers import CJK

_N = rf"[0-9]{{1,6}}|[{CJK}]{{1,5}}"
_NUMBER = (
    r"wt[-\s]?(?P<wt_year>20[0-9]{2})[-\s]?(?P<wt>[0-9]{1,6})(?![0-9])|"
    rf"(?:(?P<of_year>20[0-9]{{2}})(?:年的?|-))?第?(?P<n>{_N}) ?号(?:的?(?:问题|整改|工单)|(?=.{{0,4}}(?:谁|归哪|哪个部门|什么状态|怎么样|为什么|为啥|依据|进展|办到|到哪)))|"
    rf"(?:第(?P<nth>{_N})号(?=$))|"
    rf"(?<!个)(?:问题|工单|编号|issues?|problems?|no\.?|number) ?(?:no\.?|number|#|编号|第)? ?(?P<behind>[0-9]{{1,6}})(?![0-9.]|\s*(?:个|条|天|年|月|次|件|-|days?|weeks?))号?|"
    r"#(?P<hash>[0-9]{1,6})(?![0-9])"
)
_REFINE = r"(?:在?这?其中|(?:这|那)?(?:些)?(?:里面?|当中)|只看|只要|筛选?(?:出)?|of (?:those|these|them)|among (?:those|these|them)|only)"
_TOKENS: tuple[tuple[str, str], ...] = (
    ("number", _NUMBER),
    (
        "why",
        r"为什么(?:算|是|登记|报|要改|会有)?|为啥|(?:有什么|什么)?(?:依据|证据|佐证|凭据|凭证)(?:是什么|呢)?|原话(?:是什么|呢)?|根据(?:是)?什么|why|evidence|proofs?|what does it rest on",
    ),
    ("photos", r"(?:有没有|看)?(?:照片|图片|影像|截图)|photos?|pictures?"),
    (
        "card",
        r"(?:现在|目前)?(?:归|是|由)?(?:谁|哪个?(?:部门|单位|科室)|哪儿)(?:在|来)?(?:办|管|负责|处理|整改|牵头|跟进)(?:的|呢)?|责任(?:部门|人|单位)(?:是谁|是哪个?)?|"
        r"(?:办|改|处理|整改)?到(?:哪一?步|哪儿?|什么程度)了?|(?:办|处理|整改|改|解决)?得?(?:怎么样|咋样|怎样了|如何了)了?|(?:整改|办理|处理)?(?:进展|进度|情况|状态|详情|详细|内容)(?:是|怎么样|如何)?|是什么(?:状态|情况|问题)|什么(?:状态|情况)|"
        r"who(?:'s| is| are)?(?: (?:working|handling|dealing|responsible|in charge))?(?: (?:on|with|for|of|owns|handles|has))*|what about|how is|(?:what is |what's )?the status(?: of)?|status(?: of)?|details?(?: of)?",
    ),
    (
        "ledger",
        r"(?:(?:发|导|下载|输出|生成|打包|拉)(?:给)?我?出?(?:一?[份个张])?|(?:给|我要|要)我?(?:一?[份个张])?)++(?:成)?(?:整改|问题)*(?:台账|台帐|excel(?:表格?)?|xlsx|电子表格?|表格)(?:文件)?|"
        r"(?:台账|台帐)(?:发(?:给)?我|发一?[份下个]|导出来?|下载)|导出来?|下载|(?:send|export|download|give)(?: me)?(?: the| a| an)?(?: ledger| excel(?: file)?| xlsx| spreadsheet)|export",
    ),
    ("book", r"(?:整改|问题)*(?:台账|台帐)|(?:the )?ledger"),
    (
        "rates",
        r"(?:(?:各|每个?|分|按)个?(?:责任)?(?:部门|单位|局|科室)的?)?(?:问题)?(?:按期整改|按期回复|整改|闭环|办结|销号|回复|满意|重新打开|超期)率(?:统计|情况|排名)?|(?:closed[- ]loop |closing )rates?|rates? of closing",
    ),
    (
        "by_category",
        r"(?:分|按)(?:问题)?(?:类别?|类型|种类)(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:哪|什么)(?:一?[类种]|些类别?)(?:问题)?最多|(?:grouped |count(?:ed)? )?by (?:category|kind|type)|per category",
    ),
    (
        "by_department",
        r"(?:分|按)(?:责任)?(?:部门|单位|科室)(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:哪个|哪些|各)(?:个)?(?:部门|单位|局)(?:的?问题)?(?:最多|各?有?多少|统计|情况)|(?:grouped |count(?:ed)? )?by (?:department|office|bureau)|per (?:department|office)",
    ),
    (
        "by_severity",
        r"(?:分|按)(?:影响|严重)?程度(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:grouped |count(?:ed)? )?by severity",
    ),
    (
        "by_item",
        r"(?:分|按)(?:服务)?事项(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:哪个|哪些)事项(?:的?问题)?最多|(?:grouped |count(?:ed)? )?by (?:item|service)|per (?:item|service)",
    ),
    (
        "by_state",
        r"(?:分|按)状态(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:grouped |count(?:ed)? )?by (?:state|status)",
    ),
    (
        "due_week",
        r"(?:本周|这周|这个?星期)(?:之?内|里)?(?:要|就要|将要?|会)?(?:到期|超期)(?:了)?|due this week",
    ),
    ("fixing", r"正在整改|整改中|在整?改(?=的)|being (?:fixed|mended)|in progress"),
    ("passed", r"转(?:办)?(?:给|到|过来|来)(?:了)?|(?:passed|transferred) (?:on )?to"),
    ("must", r"必(?:须整?)?改(?:项)?|must[- ]fix"),
    (
        "returned",
        r"(?:被)?(?:退回|打回)过|复核(?:没|未|不)(?:有)?通过过?|(?:been )?(?:returned|sent back) before|returned(?: ones)?",
    ),
    (
        "mine",
        r"(?:归|由)?我(?:自己|本人)?(?:负责|承办|名下|手[上里头]|经办|在?办)|assigned to me|(?:of )?mine\b|\bmy own\b",
    ),
    (
        "owner",
        r"(?P<owner_under>[\u4e00-\u9fff]{2,6}?)(?:名下|手[上里头])|"
        r"(?P<owner_title>[\u4e00-\u9fff]{1,3}(?:[科处局所队股]长|主任|经理|老师|科员))(?:负责|承办|经办|的)|"
        r"(?:owned by|assigned to) (?P<owner_en>[a-z\u4e00-\u9fff]{2,20})",
    ),
    (
        "reply_overdue",
        r"(?:超期|逾期)(?:还)?[没未](?:有)?(?:回复|答复)(?:反映人|群众)?|(?:回复|答复)(?:超期|逾期)(?:了)?|overdue repl(?:y|ies)|repl(?:y|ies) overdue",
    ),
    ("reply_replied", r"(?:已经?)(?:回复|答复)(?:过|反映人|群众|了)*|already replied(?: to)?"),
    (
        "reply_due",
        r"(?:还|尚|都)?(?:没有?|未|待)(?:回复|答复)(?:反映人|群众|过|的)?|not (?:yet )?(?:been )?(?:replied|answered)(?: to)?(?: yet)?|reply due|awaiting (?:a )?reply",
    ),
    (
        "due",
        r"(?:近期|最近|马上|快|即将|临近|要|就要|快要|将要|7天内|七天内|一周内)+(?:到期|超期|逾期)(?:了)?|(?:due|expiring) (?:soon|this week)|(?:nearly|almost) due|coming due",
    ),
    (
        "overdue",
        r"(?:已经?|都)?(?:超期|逾期|超了期|拖期|过了?(?:整改)?(?:时限|期限))(?:还?[没未](?:有)?(?:整改|改|办|解决|处理|完成)(?:完|好|的)?)?(?:了)?|(?:已经?)?(?:到期|过期)(?:还|仍)?[没未](?:有)?(?:整改|改|办|解决|处理|完成)(?:完|好)?|overdue|past (?:the |their )?deadlines?|late ones",
    ),
    (
        "open",
        r"(?:还|仍|尚|都)*(?:没有?|未|没能|待)(?:被)?(?:整改|改|解决|处理|办|销号|落实|整治|办结|完成|了结)(?:完|好|掉|到位|完成|结)?(?:了)?|在办|办理中|待办|(?:still )?(?:not|un)[ -]?(?:yet )?(?:been )?(?:fixed|solved|resolved|mended|done|closed)(?: yet)?|(?:still )?open|outstanding|pending",
    ),
    (
        "closed",
        r"(?:已经?|都)(?:经)?(?:整改|改|解决|处理|办|销号|落实|办结|完成)(?:完|好|掉|到位|完成|结)?(?:了)?|(?:整改|改|解决|处理)(?:完|好|到位)(?:了)?|销号(?:了)?|(?:already |been )?(?:fixed|solved|resolved|mended|closed)",
    ),
    (
        "new",
        r"(?:最近|刚)?新(?:增加?|报|登记|发现|提交|收到|来)(?:上?来)?的?|新(?=的?问题)的?|刚刚?(?:报|登记|发现|提交)(?:上?来)?的?|报上来的|(?<![a-z])new(?:ly)?(?: (?:reported|found|entered))?(?: ones)?(?![a-z])|(?:reported|entered|found)(?= (?:this|last|since|in|today|yesterday))",
    ),
    ("period", PERIOD),
    (
        "own",
        r"(?:归|是)?(?:(?:我们|咱们?|俺们)(?:这个?|自己)?的?(?:科室|部门|单位|局|中心|处室|科|处|委|窗口|大厅|办公室)?|[我本](?:的)?(?:科室|部门|单位|局|中心|处室|科|处|委|大厅|办公室))(?:自己)?(?:负责|管|承办)?的?|"
        r"(?:my|our)(?: (?:own )?(?:department|office|bureau|team|unit))(?:'s)?|\bour\b|(?:do|have|did) we(?: have)?|we have",
    ),
    *((f"category_{place}", words) for place, words in enumerate(CATEGORY.values())),
    *((f"severity_{place}", words) for place, words in enumerate(SEVERITY.values())),
    *((f"state_{name}", words) for name, words in STATE.items()),
    *((f"bureau_{place}", words) for place, words in enumerate(BUREAUS.values())),
    (
        "ask",
        r"(?:还|都|现在|目前|一共|总共|共)*(?:有)?(?:哪些|哪几[个条]|多少[个条件]?|几[个条件])|有没有|(?:请|帮我|给我|帮忙|麻烦)*+(?:看一?下|看看|查看|查一?下|查查|查询|列出来?|列一?下|列表|拉一?下|列|显示|看|查)(?:一下)?|全部|所有|清单|列表|一览|(?:show|list|give|tell|see|find)(?: me)?|which|what(?: are)?|how many|all|any",
    ),
    ("refine", _REFINE),
    (
        "head",
        r"(?<!常见)(?<!什么)(?<!没)整?改?(?:的)?问题|整改(?:事项|任务|项)?|工单|\b(?:issues?|problems?|cases|ones)\b",
    ),
)
SPLIT = re.compile("|".join(f"(?P<{name}>{way})" for name, way in _TOKENS))
_WORDS = (
    "的|了|呢|吗|么|啊|呀|吧|嘛|哈|还|都|有(?!限)|是|和|跟|与|及|那|就(?!业)|把|将|现在|目前|请问?|帮我|给我|我想|我要|想|要|一下|"
    "谢谢|关于|涉及|针对|属于|里|中(?!心|小|国)|上(?!门)|这|哪|个(?!体|人)|条|件|在(?!职|线)|到|目前为止|这些|那些|些"
)
"""What may stand around what is asked, and means nothing there."""
_WORDS_EN = (
    "the|of|for|in|on|at|about|with|from|is|are|there|that|have|has|been|an?|to|and|by|please|thanks|thank you|me|"
    "it|yet|so far|do|does|did|was|were|be|i|want|need|can|could|you|would|like|bureau|office|department|us|we|now|'s|s"
)
_FILL = rf"(?:{_WORDS}|(?<![a-z])(?:{_WORDS_EN})(?![a-z])|[\s,.;:!?、'\"()/])"
LEAD, TAIL = re.compile(rf"{_FILL}*+"), re.compile(rf"{_FILL}$")
