"""The pieces of which an office's question to the ledger is made, as patterns on folded text.

`SPLIT` finds them one after the other, each under its name; `LEAD` and `TAIL` are the words around
a name that mean nothing. What the pieces say together is told by `bot.reading.issue_words`.
"""

from __future__ import annotations

import re

from bot.reading.issue_due import DUE, LATE
from bot.reading.issue_periods import PERIOD
from bot.reading.issue_terms_said import BUREAUS, CATEGORY, SEVERITY, SOURCE, STATE, STEP
from bot.reading.numbers import CJK

_N = rf"[0-9]{{1,6}}|[{CJK}]{{1,5}}"
_NUMBER = (
    r"wt[-\s]?(?P<wt_year>20[0-9]{2})[-\s]?(?P<wt>[0-9]{1,6})(?![0-9])|"
    rf"(?:(?P<of_year>20[0-9]{{2}})(?:年的?|-))?第?(?P<n>{_N}) ?号(?:的?(?:问题|整改|工单)|(?=.{{0,4}}(?:谁|归哪|啥|哪个部门|什么状态|怎么样|为什么|为啥|依据|进展|办到|到哪)))|"
    rf"(?:第(?P<nth>{_N})号(?=$))|(?:(?<=看下)|(?<=看看)|(?<=查下)|(?<=查看)|(?<=一下))(?P<seen>{_N}) ?号(?=$)|"
    rf"(?<!个)(?:问题|工单|编号|issues?|problems?|no\.?|number) ?(?:no\.?|number|#|编号|第)? ?(?P<behind>[0-9]{{1,6}})(?![0-9.]|\s*(?:个|条|天|年|月|次|件|-|days?|weeks?))号?|"
    r"#(?P<hash>[0-9]{1,6})(?![0-9])"
)
_AND = r"\s?(?:[、,&和与及跟]|and)\s?"
_WT = r"wt[-\s]?20[0-9]{2}[-\s]?[0-9]{1,6}"
_NUMBERS = (
    rf"(?<![0-9月])(?:第?[0-9]{{1,6}} ?号?(?:{_AND}|\s))+第?[0-9]{{1,6}} ?号(?![窗楼线厅柜台])|"
    rf"(?:issues?|problems?|numbers?|问题|工单|编号)\s?#?[0-9]{{1,6}}(?:{_AND}#?[0-9]{{1,6}})+|"
    rf"{_WT}(?:(?:{_AND}|\s){_WT})+"
)
_THAT = r"(?:这个?词|这[两三几]个字|字样)?的?(?:那[些条个几]*|问题|工单|有哪些|有[几多].{0,3}|有没有|吗|呢)?"
_QUOTED = (
    r"(?:(?:问题|内容|描述|原话)?(?:里面?|中)?(?:有没有|有|含有?|包含|带有?|写着|提到|说到|搜索?(?:一下)?|查(?:一下)?|找(?:一下)?|"
    r"mentioning|search(?: for)?|with(?: the words?)?)?\s*)[\"「『](?P<quoted>[^\"」』]{1,30})[\"」』]?"
    r"(?:这?[两三几]个字|这?几?个?(?:字样?|词|关键[词字]))?"
)
_MARKED = (
    r"(?:搜索?(?:一下)?|关键[词字](?:是|为|:)?|提到过?|提及|说到|讲到|有(?:没有)?人(?:反映|投诉|提|说)过?(?:的)?)\s*"
    rf"(?P<marked>[^,;?!\"]{{1,30}}?)(?={_THAT}[?]*$|[,;?!]|的(?:问题|工单|有))|"
    r"(?:\bmention(?:s|ing)?|containing|search(?:ing)?(?: for)?|with the words?)\s+(?P<marked_en>[^,;?!\"]{2,30}?)(?=[?]*$|,)"
)
_ABOUT = r"(?:关于|有关|涉及到?|\babout\b|\bregarding\b)\s*(?P<about_words>[^的,;?!]{1,30}?)(?=的|[?]*$|[,;!])"
_PER = r"(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?"
_MANY = r"(?=.{0,8}(?:多少|几[个条件]|统计|情况|数))"
_REFINE = r"(?:在?这?其中|(?:这|那)?(?:些)?(?:里面?|当中)|只看|只要|筛选?(?:出)?|of (?:those|these|them)|among (?:those|these|them)|only)"
_TOKENS: tuple[tuple[str, str], ...] = (
    ("numbers", _NUMBERS),
    ("number", _NUMBER),
    (
        "case",
        r"(?:平台编号|工单(?:编?号)?|案件号|case(?: no\.?| number)?)\s*[:#]?\s*(?P<case_number>[a-z]{1,4}[0-9]{5,20}|[0-9]{8,20})",
    ),
    ("words_quoted", _QUOTED),
    ("words_marked", _MARKED),
    ("about", _ABOUT),
    ("reported", r"(?<=[天日周月一二三四五六])(?:上?报|登记|提|反映)(?:上来)?的"),
    ("and", r"但是?|而且|并且|又|且(?=[没未超必])"),
    (
        "except",
        r"(?:除了?|除去|不含|不包括|(?<!是)不是|不属于|all except|except(?: for)?|other than|all but)",
    ),
    ("outside", r"(?:以外|之外)"),
    (
        "drop_department",
        r"(?:不限|不管|不分|去掉|取消|不要|所有|任何)(?:部门|单位|局)(?:的?(?:条件|限制))?|(?:all|any) (?:departments?|offices?)",
    ),
    (
        "drop_time",
        r"(?:不限|不管|不分|去掉|取消|不要)(?:发现)?(?:时间|日期)(?:的?(?:条件|限制))?|any (?:time|date)",
    ),
    (
        "drop_due",
        r"(?:不限|不管|去掉|取消|不要)(?:整改)?(?:时限|期限)(?:的?(?:条件|限制))?|any deadline",
    ),
    (
        "drop_state",
        r"(?:不限|不管|不分|去掉|取消|不要)(?:状态|超期|逾期|未整改|没整改)(?:的?(?:条件|限制))?|any (?:state|status)",
    ),
    (
        "drop_item",
        r"(?:不限|不管|不分|去掉|取消|不要|所有|任何)事项(?:的?(?:条件|限制))?|(?:all|any) (?:items?|services?)",
    ),
    (
        "drop_category",
        r"(?:不限|不管|不分|去掉|取消|不要|所有|任何)(?:类别|类型)(?:的?(?:条件|限制))?|(?:all|any) (?:categor(?:y|ies)|kinds?)",
    ),
    (
        "drop_owner",
        r"(?:不限|不管|去掉|取消|不要|所有)(?:责任人|人)(?:的?(?:条件|限制))?|(?:all|any) owners?",
    ),
    (
        "lacks_owner",
        r"(?:还|都)*(?:没有?|未|缺|无)(?:定|写|填|落实|明确|指定|安排)*(?:到)?(?:责任人|负责人|经办人|人管|人负责)|(?:without an?|no) owner(?: yet| set)?",
    ),
    (
        "lacks_deadline",
        r"(?:还|都)*(?:没有?|未|缺|无)(?:定|写|填|落实|明确|设|规定)*(?:整改)?(?:时限|期限)|(?:without a|no) deadline(?: yet| set)?",
    ),
    (
        "lacks_department",
        r"(?:还|都)*(?:没有?|未|缺|无)(?:定|写|填|落实|明确|指定|安排)*(?:责任)?(?:部门|单位)|(?:without a|no) department(?: yet| set)?",
    ),
    (
        "order_deadline",
        r"(?:按|照)(?:整改)?(?:时限|期限|到期(?:时间|日期?)?|截止(?:时间|日期?)?)(?:先后)?(?:排序|排列|排)?(?:一下)?|最[急紧久]的?|(?:sort(?:ed)? )?by (?:deadline|due date)|most urgent(?: first)?",
    ),
    (
        "order_severity",
        r"按(?:影响|严重)?程度(?:高低|轻重)?(?:排序|排列|排)(?:一下)?|最严重的?(?:排?在?前面?)?|(?:sort(?:ed)? by severity|most serious|worst)(?: first)?",
    ),
    (
        "order_oldest",
        r"按(?:发现)?(?:时间|日期)(?:正序|升序|从早到晚|从旧到新|先后)(?:排序|排列|排)?|最[早老旧]的?(?:排?在?前面?)?|oldest(?: first)?",
    ),
    (
        "order_newest",
        r"按(?:发现)?(?:时间|日期)(?:倒序|降序|从新到旧|从晚到早)?(?:排序|排列|排)?|最[新近]的?(?=的|问题|几|$|排|在)(?:排?在?前面?)?|(?:newest|latest)(?: first)?",
    ),
    (
        "by_owner",
        r"每(?:个)?人(?:手[上里]|名下)?(?:各?有?)"
        + _MANY
        + r"|(?:分|按)(?:责任|负责|经办)?人"
        + _PER
        + r"|谁(?:手[上里]|名下)?(?:的?问题)?最多|(?:grouped |count(?:ed)? )?by owner|per owner",
    ),
    (
        "by_source",
        r"(?:分|按)来源"
        + _PER
        + r"|各来源"
        + _MANY
        + r"|(?:grouped |count(?:ed)? )?by source|per source",
    ),
    (
        "why",
        r"为什么(?:算|是|登记|报|要改|会有)?|为啥|(?:有什么|什么)?(?:依据|证据|佐证|凭据|凭证)(?:是什么|呢)?|原话(?:是什么|呢)?|根据(?:是)?什么|why|evidence|proofs?|what does it rest on",
    ),
    ("photos", r"(?:有没有|看)?(?:照片|图片|影像|截图)|photos?|pictures?"),
    (
        "card",
        r"(?:现在|目前)?(?:归|是|由)?(?:谁|哪个?(?:部门|单位|科室)|哪儿)(?:在|来)?(?:办|管|负责|处理|整改|牵头|跟进)(?:的|呢)?|责任(?:部门|人|单位)(?:是谁|是哪个?)?|"
        r"(?:办|改|处理|整改)?到(?:哪一?步|哪儿?|什么程度)了?|(?:办|处理|整改|改|解决)?得?(?:怎么样|咋样|怎样了|如何了)了?|(?:整改|办理|处理)?(?:进展|进度|情况|状态|详情|详细|内容)(?:是|怎么样|如何)?|是什么(?:状态|情况|问题)|什么(?:状态|情况)|"
        r"who(?:'s| is| are)?(?: (?:working|handling|dealing|responsible|in charge))?(?: (?:on|with|for|of|owns|handles|has))*|what about|how is|where(?:'s| is)|(?:what is |what's )?the status(?: of)?|status(?: of)?|details?(?: of)?",
    ),
    (
        "ledger",
        r"^(?:发|导出?|下载|给我|要)(?:给?我)?一?[份个张](?!excel|xlsx|台|电子|表)(?=.{1,20}(?:台账|台帐|表格?|excel)$)|导[出个张]*表|"
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
        r"(?:各个?|每个?)(?:种|类别?|类型)(?:的)?"
        + _MANY
        + "|"
        + r"(?:分|按)(?:问题)?(?:类别?|类型|种类)(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:哪|什么)(?:一?[类种]|些类别?)(?:问题)?最多|(?:grouped |count(?:ed)? )?by (?:category|kind|type)|per category",
    ),
    (
        "by_department",
        r"(?:各个?|每个?)(?:责任)?(?:部门|单位|局|科室)(?:的)?"
        + _MANY
        + "|"
        + r"(?:分|按)(?:责任)?(?:部门|单位|科室)(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:哪个|哪些|各)(?:个)?(?:部门|单位|局)(?:的?问题)?(?:最多|各?有?多少|统计|情况)|(?:grouped |count(?:ed)? )?by (?:department|office|bureau)|per (?:department|office)",
    ),
    (
        "by_severity",
        r"(?:分|按)(?:影响|严重)?程度(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:grouped |count(?:ed)? )?by severity",
    ),
    (
        "by_item",
        r"(?:各个?|每个?)(?:服务)?事项(?:的)?"
        + _MANY
        + "|"
        + r"(?:分|按)(?:服务)?事项(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:哪个|哪些)事项(?:的?问题)?最多|(?:grouped |count(?:ed)? )?by (?:item|service)|per (?:item|service)",
    ),
    (
        "by_state",
        r"(?:各个?|每个?)(?:种)?状态(?:的)?"
        + _MANY
        + "|"
        + r"(?:分|按)状态(?:统计|汇总|分|看|排|算|列|数)*(?:一下)?|(?:grouped |count(?:ed)? )?by (?:state|status)",
    ),
    (
        "due_week",
        r"(?:本周|这周|这个?星期)(?:之?内|里)?(?:要|就要|将要?|会)?(?:到期|超期)(?:了)?|due this week",
    ),
    ("late", LATE),
    ("till", DUE),
    ("source", SOURCE),
    (
        "was_reopened",
        r"(?:重新打开|重开|重启)过|(?:been |were |was )?re-?opened before|(?:that )?(?:were|was|have been) re-?opened",
    ),
    ("was_appealed", r"申诉过|appealed before|(?:that )?(?:were|was|have been) appealed"),
    ("was_extended", r"(?:延过?期|延长)过|延过期|(?:were|was|have been) extended"),
    ("fixing", r"正在整改|整改中|在整?改(?=的)|being (?:fixed|mended)|in progress"),
    (
        "passed",
        r"还?没(?:有)?接(?:收|手)?(?=的|$)|转(?:办)?(?:给|到|过来|来)(?:了)?|(?:passed|transferred) (?:on )?to",
    ),
    ("must", r"必(?:须整?)?改(?:项)?|must[- ]fix"),
    (
        "returned",
        r"(?:被)?(?:退回|打回)过|返工过?|复核(?:被)?(?:打|退)回来?|复核(?:没|未|不)(?:有)?通过过?|(?:been )?(?:returned|sent back) before|returned(?: ones)?",
    ),
    (
        "mine",
        r"(?:归|由)?我(?:自己|本人)?(?:负责|承办|名下|手[上里头]|经办|在?办)|^我(?=[这本]周|今天|还有|超期|到期)|"
        r"assigned to me|(?:of )?mine\b|\bmy own\b|\bmy(?= (?:open|overdue|due|must|pending|outstanding)\b)",
    ),
    ("me", r"我的(?=$|呢)"),
    (
        "owner",
        r"(?P<owner_under>[\u4e00-\u9fff]{2,6}?)(?:名下|手[上里头])|"
        r"(?P<owner_title>[\u4e00-\u9fff]{1,3}(?:[科处局所队股]长|主任|经理|老师|科员))(?:负责|承办|经办|的|(?=超期|逾期|[没未还]|到期|必改|有))|"
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
        r"(?!待销号)(?:还|仍|尚|都)*(?:没有?|未|没能|待)(?:被)?(?:整改|改|解决|处理|办|弄|销号|落实|整治|办结|完成|了结)(?:完|好|掉|到位|完成|结)?(?:了)?|在办|办理中|待办|(?:still )?(?:not|un)[ -]?(?:yet )?(?:been )?(?:fixed|solved|resolved|mended|done|closed)(?: yet)?|(?:still )?open|outstanding|pending",
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
    *((f"step_{place}", words) for place, words in enumerate(STEP.values())),
    *((f"category_{place}", words) for place, words in enumerate(CATEGORY.values())),
    *((f"severity_{place}", words) for place, words in enumerate(SEVERITY.values())),
    *((f"state_{name}", words) for name, words in STATE.items()),
    *((f"bureau_{place}", words) for place, words in enumerate(BUREAUS.values())),
    (
        "ask",
        r"是不是|没有?(?=[?]*$)|(?:还|都|现在|目前|一共|总共|共)*(?:有)?(?:哪些|哪几[个条]|多少[个条件]?|几[个条件])|有没有|(?:请|帮我|给我|帮忙|麻烦|再)*+(?:看一?下|看看|查看|查一?下|查查|查询|列出来?|列一?下|列表|拉一?下|列|显示|看|查)(?:一下)?|全部|所有|清单|列表|一览|(?:show|list|give|tell|see|find)(?: me)?|which|what(?: are)?|how many|anything|all|any",
    ),
    ("refine", _REFINE),
    (
        "head",
        r"(?<!常见)(?<!什么)(?<!没)整?改?(?:的)?问题|那[几些]?[条个]$|整改(?:事项|任务|项)?|工单|\b(?:issues?|problems?|cases|ones)\b",
    ),
)
SPLIT = re.compile("|".join(f"(?P<{name}>{way})" for name, way in _TOKENS))
_WORDS = (
    "的|了|呢|吗|么|啊|呀|吧|嘛|哈|还|都|有(?!限)|是|和|跟|与|及|那|就(?!业)|把|将|现在|目前|请问?|帮我|给我|我想|我要|想|要|一下|"
    "谢谢|关于|涉及|针对|属于|数量?$|有啥|啥(?!时)|那边|这边|方面|麻烦|里|中(?!心|小|国)|上(?!门)|这|哪|个(?!体|人)|条|件|在(?!职|线)|到|目前为止|这些|那些|些"
)
"""What may stand around what is asked, and means nothing there."""
_WORDS_EN = (
    "the|of|for|in|on|at|about|with|from|is|are|there|that|have|has|been|an?|to|and|by|please|thanks|thank you|me|"
    "it|yet|so far|pls|plz|do|does|did|was|were|be|i|want|need|can|could|you|would|like|bureau|office|department|us|we|now|'s|s"
)
_FILL = rf"(?:{_WORDS}|(?<![a-z])(?:{_WORDS_EN})(?![a-z])|[\s,.;:!?、'\"()/])"
LEAD, TAIL = re.compile(rf"{_FILL}*+"), re.compile(rf"{_FILL}$")
