"""Sentences that say that all went well, in whatever words: "一路顺畅", "没发现哪儿不好", "交上去就办了".

A list of options cannot hold them all as synonyms. Every clause must say it, or praise one thing, or
say nothing; what turns ("就是", "除了") or tells of anything else is left to the options.
"""

from __future__ import annotations

import re

from bot.reading import all_well_en
from bot.reading.praise import PRAISED
from bot.reading.words import MAX_READ, clauses, is_filler

_SOME = (
    r"(?:什么|啥|任何|哪[儿里]|哪个地方|哪一?[步处条点个]|半点儿?|一点儿?|多少|明显的?|大的?|特别)"
)
_SEEN = r"(?:遇[到上着]|碰[到上着见]|发现|发生|出现?|[看觉听挑找查对]出来?|[看觉感找查]到|找着|觉得|感觉|有)"
_TROUBLE = (
    r"(?:问题|毛病|岔子|岔头|麻烦|茬[子儿]?|堵点|卡点|难点|卡壳|状况|情况|幺蛾子|意外|磕绊|波折|障碍|阻碍|故障|纰漏|漏洞|偏差|瑕疵|掉过?链子|含糊|扯皮|推诿|"
    r"(?:毛病|茬|什么|啥)?可[挑说找]的?|出入|差别|差错|对不上的?|"
    r"不(?:顺[利当心畅]?|好|对|妥|方便|合适|满意|舒服|合理|规范|一样|一致|符合|符)的?)"
)
_KIND = r"(?:的?(?:地方|情况|之处|事[儿情]?|东西|问题))?"
_WELL = re.compile(
    r"(?:顺顺(?:利利|当当|溜溜|畅畅)|顺风顺水|顺(?:[利当溜畅心遂手])?|畅通(?:无阻)?|流畅|通畅|利索|利落|麻利|省心|省事|丝滑|"
    r"正常|好着|不错|不赖|爽快|舒心|舒坦|称心|规范|满意|没意见|走?得通|走通|没的说|没得说|没话说|没得挑|绿灯|过关|达标|合格|到位|齐全|对得上|对上了|(?<=都)[全齐准]|(?<=[都挺很蛮])[好通]|哪[儿里]都好)|"
    rf"(?:没有?|并?未)(?:{_SEEN}{{1,2}}过?{_SOME}?{_TROUBLE}{_KIND}来?|{_SEEN}过?{_SOME}{_KIND}(?![\u4e00-\u9fff])|"
    rf"{_SOME}?{_TROUBLE}{_KIND}|卡壳|绕路|白跑)|"
    r"[该应](?P<act>[\u4e00-\u9fff]{1,2})的[都全也](?P=act)了|"
    rf"[挑找看]不[出到着]来?有?{_SOME}?{_TROUBLE}来?|"
    rf"(?:{_SOME}|一[个处样条件点]){_TROUBLE}?(?:事[儿情]?)?[都也]?没有?(?:{_SEEN}过?)?{_TROUBLE}?(?![\u4e00-\u9fff])|"
    r"(?:这些|那些|上述|以上)(?:情况|问题|事[儿情]?|毛病)?[都全]*没有?(?:遇[到上])?(?![\u4e00-\u9fff])|"
    r"没有?(?:这些|那些|上述|以上)(?:情况|问题|事[儿情]?|毛病)?(?![\u4e00-\u9fff])|"
    r"(?:交上去|递[进上]去|[点按]几下|三两下|一会儿|一下子?|没?几分钟|没多久|很快|马上|当场|立马|一[次遍回把])[就便都也]*(?:给|能)?"
    r"(?:[办弄走填搞做]理?(?:[好成完妥过了]|下来)|(?<![马立]上就)(?<![马立]上)[好成完过]|通过)|"
    r"(?<=[全都])(?:对|符合|吻合|一致)(?![\u4e00-\u9fff])"
)
"""Says it of the whole."""
_PART = re.compile(
    r"没有?卡(?:过|住)?(?![\u4e00-\u9fff])|"
    r"(?:[按照跟和与]|按照)(?:指南|公示|网上|要求|规定|清单|上面)?[上里]?(?:[写说列]的?)?的?[都也]?"
    r"(?:来|走|办|一样|差不多|一致|一个样|没差|一模一样|分毫不差|对得上)"
)
"""Says it of a part: two of these say it of the whole."""
_AROUND = re.compile(
    r"我们?|咱们?|[他她]们?|老人家?|这[次回趟]|今天|今儿|反正|总的来说|总[体之]|整体|基本上?|一路(?:上|下来)?|全程|整个|"
    r"从头到尾|自始至终|(?:[走办转看弄跑试查]|一[圈趟遍])*下来|过程|流程|手续|环节|窗口|现场|大厅|"
    r"这?[几两三四五六]步|[每哪各]一?[步环个关]节?|步步|样样|处处|事事|哪[儿里]|[走办弄]得?|感觉|觉得|压根|实在|[真确]实|"
    r"这[边里儿块]|各(?:个|家|处)?(?:部门|单位|环节|方面)?|(?:[几两三四五六七八九十]|1[0-9])(?:大?[个项条样家处道]|方面)(?:环节|方面|要点|要素|部门|步骤?|地方|内容)?|"
    r"(?:一[条项个样][条项个样]?|逐[条项个])地?|(?:核对|检查|比对|看|查|对|核)过了?(?:一?遍)?|(?:衔接|配合|运转)得|"
    r"[跟和与同](?:办事)?(?:指南|实际|公示|网上|规定)(?:[写说]的)?|"
    r"还算|[就也都全还倒是算挺很蛮可老贼真特怪的了呢啊呀吧哈哦嘛]|非常|特别|比较|超级?|相当|得很|着呢|一切|一直|时候|,|\s"
)
"""May stand around it, and says nothing."""
_PRAISED = re.compile(
    rf"{PRAISED.pattern}|(?:清楚|清晰|清清楚楚|明确|醒目|显眼|齐全|好[找办懂]|[看听]得(?:懂|明白))[的了]?$"
)
_TURNS = re.compile(
    r"但|却|不过|可是|可惜|只是|就是(?![顺好])|除了|除去|只有|唯独|唯一|美中不足|别的|其[他它余]|另外|还是|\?"
)
_ILL = re.compile(
    r"不|没|难|慢|坏|卡|错|差|退|久|半天|[几两三四五六七八九十多][次遍回趟]|小时|钟头|乱|缺|漏|重复|再"
)
_BARE = frozenset({"满意"})
"""Too little to say it of everything: by itself it is a mark, maybe for another question."""
WHOLE = 2
MAX_CLAUSES, LEAST = 4, 2
"""Clauses of such a message at most, and its characters at least: "好" may be a nod."""


def says_all_well(folded: str) -> bool:
    """Whether `folded`, trimmed, says that all went well and tells of nothing else."""
    if folded in _BARE:
        return False
    if folded.isascii():
        return all_well_en.says(folded)
    if not LEAST <= len(folded) <= MAX_READ or _TURNS.search(folded):
        return False
    said = [folded[a:b] for a, b in clauses(folded)]
    said = [words for words in said if not is_filler(words)]
    weights = [_weight(words) for words in said]
    return (
        len(said) <= MAX_CLAUSES
        and sum(weight or 0 for weight in weights) >= WHOLE
        and all(w is not None or _praises(words) for w, words in zip(weights, said, strict=True))
    )


def _weight(words: str) -> int | None:
    """How much of the whole the words say to be well; None where they say anything else."""
    at = weight = 0
    while at < len(words):
        if found := _WELL.match(words, at):
            weight += WHOLE
        elif found := _PART.match(words, at):
            weight += 1
        elif not (found := _AROUND.match(words, at)):
            return None
        at = found.end()
    return weight


def _praises(words: str) -> bool:
    """Whether the words say that one thing was well, and nothing ill of it."""
    praise = _PRAISED.search(words)
    return praise is not None and not _ILL.search(words[: praise.start()] + words[praise.end() :])
