"""The kind of problem that a report's own words speak of, as a proposal to the person.

`CUES` is the one table: what people say when they mean a category (the Chinese
terms of `flows.issue_terms`), as patterns over folded text, Chinese and English. The
category with the most cues in the text is proposed. Where two have as many, or
none has any, nothing is: a guess that has to be corrected costs more than a choice.
"""

from __future__ import annotations

import re

from bot.reading.guide_wrong import says_wrong
from bot.reading.trips import SEVERAL, WASTED, without_spared
from bot.reading.words import Span, fold

OF_GUIDE = "办事指南不准/缺项"
"""Whatever else is named, words that a guide has it wrong are of the guide."""
CUES: dict[str, tuple[str, ...]] = {
    OF_GUIDE: (
        r"指南.{0,8}?(?:不准|有?错|不对|过时|没更新|没写|没有写|没说|缺|不符|不一样|是旧|还是老)",
        r"写(?:着|的是?).{1,20}?(?:其实|实际|结果|可是|但是)|指南(?:上|里)?(?:写|说)(?:是|在)?.{1,20}?(?:其实|实际|结果|可是|但是|搬)|(?:地址|电话|窗口号?).{0,6}?(?:写错|是错|已经搬|搬了|是空号)",
        r"(?:指南|网上公布的)(?:上|里)?(?:根本)?没有",
        r"\bguide says\b.{1,40}\b(?:but|really|in fact)\b|\bguide\b.{0,30}(?:wrong|outdated|old|missing|incomplete|does ?n[o']t|not say|not match)",
    ),
    "事前公开不清楚": (
        r"没有?(?:公开|公示|公布)|(?:公开|公示|公告|通知|说明|要求|条件).{0,6}?(?:不清|不明|看不懂|不全|含糊|模糊)",
        r"(?:没|没有)(?:写|标)(?:清|明白|明)|写得?(?:不清|不明|太?模糊|太?含糊)|(?:材料|名称|术语).{0,6}?(?:太?专业|看不懂)",
        r"(?:网上|网站|官网|公众号).{0,6}?(?:查不到|找不到)(?!进度|状态).{0,10}?(?:要求|条件|材料|说明)",
        r"(?:notice|website|information|requirements?).{0,20}(?:unclear|not clear|confusing|vague|not published)",
    ),
    "咨询引导无门路": (
        r"没(?:有)?人(?:引导|接听|接电话|接|指路|能说清|知道)|(?:电话|热线|12345|咨询台).{0,8}?(?:打不通|没人|无人|占线|一直忙)",
        r"不知道(?:该|要|应该)?(?:找谁|问谁|去哪|找哪|在哪|到哪个?窗口)|问不到|找不到(?:人|窗口|地方|入口|咨询|门|办事)",
        r"没有?(?:指示牌?|标识|指引|导办|引导|路牌|楼层图)|问了.{0,4}?(?:一圈|好几|几个|很多|半天)",
        r"\bsigns? (?:were|was|are|is) (?:confusing|wrong|missing|unclear|misleading)|nobody (?:answers?|to ask|knows?|could tell)|no signs?\b|(?:phone|hotline|call).{0,15}(?:not answered|no answer|busy)|did ?n[o']t know where",
    ),
    "流程环节不透明": (
        r"(?:流程|环节|步骤|进度|进展).{0,6}?(?:不透明|不清|不明|查不到|看不到|没更新|不知道)",
        r"不知道(?:下一步|到哪一步|到哪步|卡在哪|进度|什么时候|还要(?:等|多)|等到)|查不到.{0,4}?(?:进度|状态)",
        r"(?:没说|没告诉|不告诉|没通知|也不说|没给).{0,6}?(?:下一步|进度|原因|理由|结果|回执|多久|什么时候)",
        r"(?:progress|status).{0,20}(?:not shown|unknown|not found|cannot|unclear)|next step|no reason (?:was )?given|nobody said why",
    ),
    "线上线下不一致": (
        r"(?:线上|网上|网站|app|小程序|手机上|网页|电话里).{0,20}?(?:线下|窗口|现场|大厅|柜台).{0,14}?(?:不一样|不一致|不同|不符|对不上|矛盾|又说|却|但|要)",
        r"(?:线下|窗口|现场|大厅|柜台).{0,20}?(?:线上|网上|网站|app|小程序|电话里).{0,10}?(?:不一样|不一致|不同|不符|对不上|矛盾)",
        r"线上线下|(?:和|跟|与)(?:网上|窗口|线上|线下|网站|小程序|电话里?)(?:说的|写的|要求的?)?.{0,2}?(?:不一样|不一致|对不上|不同)",
        r"\bonline\b.{0,40}\b(?:counter|desk|office|on site)\b|\b(?:counter|desk)\b.{0,40}\bonline\b",
    ),
    "申请材料重复交": (
        r"(?:又|还)(?:跟|管|向|问|让|叫)?(?:我们?|他|她|老人)?(?:再)?(?:要|收|交|填|复印|提供|开)了?一?[遍次份]|"
        r"(?:重复|反复|多次)(?:提交|提供|交|要|填|上传|复印)|交过.{0,14}?(?:又|还|再)(?:要|得|让|交)|(?:又|还)要(?:再)?(?:交|填)一[遍次份]",
        r"(?:同一|同样|一样)的?[份个张种]?.{0,6}?(?:两|三|几|多|好几)(?:次|遍|份)|交了?(?:两|三|好几|几)[遍次]",
        r"(?:之前|已经|上次|刚).{0,6}?(?:交|传|上传|提供|填)(?:过|了).{0,12}?(?:又|还|再)",
        r"(?:same|already).{0,30}(?:papers?|documents?|forms?|cop(?:y|ies)).{0,20}(?:again|twice)|handed in.{0,30}(?:again|twice)|asked for.{0,25}(?:again|twice)",
    ),
    "材料可精简": (
        r"(?:材料|证明|复印件|表格?).{0,4}?(?:太多|多得|繁琐|没必要|多余|可以(?:减|省|不要|取消|合并))|能不能少(?:交|带)",
        r"(?:没必要|不必|不应该|不该|何必|用不着).{0,6}?(?:交|要|提供|开|带).{0,8}?(?:证明|材料|复印件|原件)",
        r"too many (?:papers|documents|forms|copies)|(?:papers?|documents?|cop(?:y|ies)).{0,20}(?:not needed|unnecessary|superfluous)",
    ),
    "超承诺时限": (
        r"超(?:过|出)?了?(?:承诺|规定|法定|办结)?的?(?:时限|期限|时间|日期)|超时|超期|逾期",
        r"(?:承诺|说好|说是|规定|答应).{0,8}?(?:天|工作日|个月|周).{0,12}?(?:还没|都没|没办|没好|才)",
        r"(?:天|周|星期|个月)(?:了|过去了?|多了?),?.{0,3}?(?:还|都|也)?没(?:有)?(?:办|好|到|下来|结果|消息|动静|出来|拿到|给)|拖(?:了|着|到).{0,8}?(?:天|周|月)|一拖再拖",
        r"overdue|past the (?:promised )?(?:limit|deadline)|(?:days?|weeks?|months?).{0,15}still (?:not|no|nothing)|still (?:not|no) (?:done|ready|card|result)",
    ),
    "系统不通/报错": (
        r"(?:系统|网站|网页|页面|app|小程序|平台|服务器|后台|软件|二维码|链接).{0,8}?(?:崩|报错|出错|错误|打不开|进不去|闪退|卡(?!片)|转圈|瘫痪|慢|没反应|维护|升级|异常|故障|坏|连不上|不通|白屏|失效)",
        r"登(?:录|陆)?(?:不上|不了|不进|失败)|验证码.{0,10}?(?:收不到|不来|没来|没收到|错)|断网|网络(?:不好|太差|断)|死机",
        r"(?:上传|提交|支付|付款|刷脸|认证|人脸|识别|注册).{0,6}?(?:失败|不了|不上去|不(?:通)?过|通不过|超时|报错|不成功)|传不上|预约不(?:上|了)",
        r"(?:system|app|website|site|page|server).{0,20}(?:down|maintenance|crash|fail|error|broken|frozen|not (?:load|open|work)|won't)|code never|upload.{0,15}fail|could not (?:log|sign) in|cannot (?:log|sign) in",
    ),
    "数据未共享": (
        r"(?:数据|信息|系统|部门间?|记录).{0,6}?(?:没|没有|不|未)(?:能)?(?:共享|打通|互通|联网|互认|同步|对接|关联)|没联网",
        r"(?:查|调|读)不(?:到|出).{0,14}?(?:数据|记录|信息|参保|档案|登记|户籍|社保|婚姻)",
        r"(?:要|让|得)(?:我|他|她|老人|办事人|群众)?(?:自己|本人|回).{0,8}?(?:开|打|出|提供)(?:一?[份张个])?.{0,6}?证明",
        r"not shared|systems? (?:do not|don't|not) (?:talk|connected|share)|cannot see.{0,20}records?|prove it (?:my|your|him|her|them|one)",
    ),
    "跑动次数多": (
        rf"{WASTED}|(?:又|再|得|要|重新|还得)(?:再)?(?:跑|来)了?一?[趟次]",
        rf"{SEVERAL}|跑了?(?:两|三|四|五|六|几|好几|好多|多|很多|[2-9])个?(?:地方|部门|窗口|楼)|来了?(?:两|三|好几|几|[2-9])[趟次回]",
        r"回(?:家|去)(?:再)?(?:拿|取|补)|楼上楼下|改天再来|明天再来",
        r"(?:another|extra|second|wasted) trip|(?:two|three|four|several|many) trips|come back (?:again|another|tomorrow|later)|came (?:twice|back)|had to (?:go|come) (?:back|home|again)",
    ),
    "服务态度": (
        r"态度|不耐烦|爱[理搭]不理|敷衍|恶劣|冷冰冰|冷漠|不礼貌|阴阳怪气|没好气",
        r"没有?人(?:搭)?理|不理(?:人|我|他|老人)|凶|吼|骂|训(?:斥|人|我)|翻白眼|甩脸|摔|不搭理",
        r"(?:玩|刷|看)手机|(?:在|只顾|一直|光)聊天|嗑瓜子|打瞌睡",
        r"\brude\b|unfriendly|impolite|impatient|shout|yell|ignor|attitude|playing with (?:his|her|their|a) phone",
    ),
    "一次性告知未落实": (
        r"一次性|没有?一次(?:说|讲|告知)|没有?(?:说|讲)(?:清楚?|全|完)|说一半|挤牙膏",
        r"(?:后来|交材料时|交的时候|到了窗口|到了|临时|最后|排到|轮到).{0,6}?才(?:说|告诉|讲|通知|知道)",
        r"(?:之前|事先|事前|一开始|上次|第一次|开始).{0,10}?(?:没|没有|不)(?:说|讲|告诉|提|告知)|每次.{0,6}?(?:理由|说法|要求)都?不一样",
        r"not told|(?:only|then) (?:told|said|asked)|told (?:me |us )?(?:only )?later|(?:did ?n[o']t|never|nobody) (?:mention|tell|told)",
    ),
    "收费问题": (
        r"(?:乱|多|额外|违规|重复|另外|私自)收|收(?:了|我|取).{0,8}?(?:元|块|钱|费)|收费|被收",
        r"(?:费用|价格|工本费|手续费|复印费|打印费|照相费).{0,6}?(?:高|贵|不明|没写|没公示|不合理|不对|[0-9]+)?|(?:元|块钱)",
        r"\bfees?\b|overcharg|charged|pay (?:extra|more|again)|too expensive",
    ),
    "适老助残无障碍": (
        r"轮椅|坡道|盲道|无障碍|拐杖|适老",
        r"老(?:人|年人|太太|大爷|奶奶|爷爷|伯).{0,12}?(?:不会|不方便|看不(?:清|见|懂)|没法|不能|难|吃力|走不动|站不住|听不)|字(?:体)?太?小|字看不清",
        r"残疾人|残障|手语|听障|视障|盲人|聋",
        r"wheelchair|\bramps?\b|accessib|\bblind\b|\bdeaf\b|(?:elderly|old).{0,30}(?:cannot|can't|could not|hard|difficult|unable)|(?:letters?|print|type).{0,25}too small",
    ),
    "环境设施": (
        r"(?:没有?|缺|少|不够)(?:几把|地方)?(?:座位?|椅子|凳子|饮水机|热水|厕所|卫生间|停车位?|车位|空调|打印机|复印机|充电|老花镜|母婴室|插座)|没(?:地方|处)(?:坐|停|站)|(?:座位?|椅子|车位)(?:太少|不够)",
        r"(?:叫号(?:屏|机|器|系统)?|取号机|自助(?:机|终端)|终端机?|打印机|复印机|显示屏|大屏|屏幕|空调|电梯|灯|门|厕所|饮水机|设备|机器|喇叭|广播|摄像头).{0,6}?(?:坏|故障|停用|没声|声音|不亮|不制冷|用不了|停机|不能用|失灵|漏|卡住|黑屏|没反应|不出纸|没纸|缺纸)",
        r"(?:大厅|厅里|等候区|卫生间|厕所|现场|里面|窗口前).{0,6}?(?:热|冷|挤|脏|闷|吵|暗|臭|乱|漏水|人挤人|没有?纸|地滑)|停车|地上有水|wi-?fi|卫生(?:差|脏|不好)|叫号.{0,6}?(?:听不(?:清|见)|声音)",
        r"no (?:seats?|chairs?|parking|toilets?|water|air conditioning)|(?:screen|machine|printer|copier|lift|elevator|toilet|air conditioning|door).{0,25}(?:broken|out of (?:order|paper)|not work|does ?n[o']t work|stuck)|dirty|too (?:hot|cold|noisy|crowded|dark)|nowhere to (?:sit|park)",
    ),
    "部门协同": (
        r"踢皮球|说(?:这事?)?归.{1,8}管[,，].{0,8}说(?:这事?)?归|推诿|推来推去|(?:互相|相互|来回)推|扯皮|都说不(?:归|是|管)|不归(?:我们|这|他们|这里|这儿)管|各说各的|不管这[事个]",
        r"(?:部门|单位|局|科室|窗口)之间.{0,8}?(?:不沟通|不协调|不配合|说法)|让(?:我|他|去|老人).{0,6}?(?:别的|另一个|其他|另外)的?(?:部门|窗口|单位|局)",
        r"passed (?:around|from)|(?:sent|sending) (?:me |us |him |her |them )?(?:away|to another|back and forth|from)|not (?:our|their) (?:job|business)|departments?.{0,20}(?:blame|each other|disagree)",
    ),
}  # fmt: skip
"""Each pattern is one cue: found once or often, it counts once."""

_CUES = {term: tuple(map(re.compile, cues)) for term, cues in CUES.items()}
MAX_LOOKED_AT = 500
"""Characters of a report in which cues are looked for."""


def locate(text: str) -> tuple[str, Span] | None:
    """The category (its Chinese term) that `text` speaks of, and where its first cue stands.

    None where none stands out.
    """
    if (said := says_wrong(text)) is not None:
        return OF_GUIDE, said
    folded = without_spared(fold(text[:MAX_LOOKED_AT]))
    found = {term: [m for cue in cues if (m := cue.search(folded))] for term, cues in _CUES.items()}
    best = max(map(len, found.values()))
    leaders = [term for term, matches in found.items() if len(matches) == best]
    if not best or len(leaders) > 1:
        return None
    return leaders[0], min(match.span() for match in found[leaders[0]])


def guess(text: str) -> str | None:
    """The category (its Chinese term) that `text` speaks of; None where none stands out."""
    found = locate(text)
    return found[0] if found else None
