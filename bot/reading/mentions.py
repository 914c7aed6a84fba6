"""What a report names besides: the paper it is about, the counter, the bureau, the minutes it cost.

Each is a piece of the text that was typed, with its place. Where the words name two and do
not say which is meant, nothing is read: none of these has to be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading import durations, times
from bot.reading.numbers import CJK
from bot.reading.words import Span, fold

_PAPER = (
    r"(?:(?:无犯罪(?:记录)?|居住|收入|在职|单位|亲属关系|未婚|婚姻(?:状况|登记)?|完税|纳税|参保|出生(?:医学)?|死亡|诊断|学籍|户籍|房产|"
    r"社区|村委会?|工作|资产|银行|低保|残疾|离职|缴费|转移|身份|住房|租房|开户|银行流水)证明|"
    r"(?:身份|居住|暂住|结婚|离婚|房产|房屋产权|不动产权?|驾驶|行驶|毕业|学位|学历|残疾|老年|退休|就业创业|执业|资格|健康|准生|独生子女|"
    r"预防接种|军官|退伍|许可|土地|产权|监护)证(?:书|件)?|户口[本簿]|居民户口簿|营业执照|护照|社保卡|医保卡|银行卡|"
    r"(?:申请|登记|审批|信息|情况|体检|报销|备案|变更)表|(?:申请|委托|授权|承诺|声明|协议|告知|同意|遗)书|"
    r"(?:租房|租赁|购房|劳动|房屋租赁|买卖)合同|体检报告|病历|发票|收据|回执|银行流水|章程)"
)
_COPY = r"(?:的?(?:原件|复印件|扫描件|电子版|彩印件|正反面|首页|内页|照片|副本|正本|翻译件)){0,3}"
_PAPER_EN = (
    r"\b(?:id cards?|identity cards?|household registers?|residence permits?|marriage certificates?|"
    r"birth certificates?|business licen[cs]es?|driving licen[cs]es?|passports?|proofs? of (?:address|residence|income)|"
    r"application forms?|power of attorney|rental contracts?|lease|invoices?|receipts?)\b"
)
_ONE = rf"(?:{_PAPER}{_COPY}|(?:cop(?:y|ies) of (?:the |my |our |his |her |an? )?)?{_PAPER_EN}(?: cop(?:y|ies))?)"
_PAPERS = re.compile(rf"{_ONE}(?:\s*(?:[、和跟与及]|以及|还有|and|&)\s*{_ONE}){{0,5}}")
_DEMAND = re.compile(
    r"(?:要|交|补|退|缺|少|开|收|[要得让须]带|提供|复印|拿|取|填|打印|上传|没写|没说|asked for|asks for|ask for|wanted|want|need(?:ed)?|"
    r"bring|missing|rejected|hand(?:ed)? in|upload(?:ed)?)[了过的]?(?:我们?|他|她|老人)?(?:一|两|三|再|又)?(?:[遍次份张个本])?(?: (?:the|my|our|an?|another|his|her))?\s*$"
)
_BACK = 14
"""Characters in front of a paper in which it may be asked for."""
_NUMBER = rf"(?:[a-z]{{0,2}}[0-9]{{1,3}}|[{CJK}]{{1,3}})"
_OF = (
    r"(?:社保|医保|户籍|户政|公安|不动产|税务|综合|综窗|民政|婚姻登记|公积金|出入境|车管|交警|人社|卫健|工商|市场监管|受理|出件|取件|发证|缴费|咨询|"
    r"收费|跨省通办|办不成事|企业|残联|退役军人|住建|教育|建设)"
)
_FLOOR = rf"(?:(?:[0-9]{{1,2}}|[{CJK}]{{1,2}})\s?[楼层]的?)"
_HALL = r"(?:(?:政务(?:服务)?|市民|办事|行政服务|便民服务)(?:中心|大厅)(?:大厅)?的?|服务大厅的?|大厅的?)"
_COUNTERS = re.compile(
    rf"{_HALL}?{_FLOOR}?{_OF}?{_NUMBER}\s?号?的?{_OF}?(?:窗口|柜台)(?!期)|{_HALL}?{_FLOOR}?{_OF}的?(?:窗口|柜台)|"
    rf"{_HALL}?{_FLOOR}(?:大厅|自助区|等候区|咨询台|服务台)?|"
    r"(?:自助(?:服务)?区|等候区|咨询台|服务台)|"
    r"\b(?:counter|window|desk) (?:no\.? ?|number )?[a-z]{0,2}[0-9]{1,3}\b"
)
_BUREAU = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[市县区])?(?:公安|人社|社保|医保|民政|税务|自然资源|住建|市场监管|交通运输?|教育|卫健|退役军人|行政审批|"
    r"医疗保障|人力资源和社会保障|司法|农业农村|城管|应急|文旅|水利|统计|审计|财政)局|(?:不动产登记|公积金(?:管理)?|社保|便民服务)中心|残联|派出所|街道办|车管所"
)
_SPENT_BEFORE = re.compile(
    r"(?:等|守|排|花|用|耗|耽误|拖|折腾|卡|站|坐|跑|弄|填|试|转|找|问|搞|登|传|办|刷|排队)(?:了|掉|着|队|号|上|时间)*(?:足足|整整|至少|大概|大约|差不多|"
    r"将近|快|都|又|有|超过|好几|我|他|她|我们|,)*\s*$|(?:wait(?:ed|ing)?|queued?|queuing|stood|stand|took|takes?|spent|lost|lasted|cost|walk(?:ed|ing) (?:a)?round)"
    r"(?: (?:me|us|him|her|them|in line|in the queue|there|for|about|around|over|more than|nearly|almost|at least|another))*\s*$"
)
_SPENT_AFTER = re.compile(
    r"\s*(?:的?队)?(?:多|左右|以上)?[,\s]*(?:才|还没|都没|也没|没人|没轮到|没叫到|没打通|打不开|登不上|过去)|\s*(?:in line|in the queue|of waiting|wait\b|later still)"
)
_WAITED = re.compile("[等排守]|wait|queue")
"""In the middle of two hours: "从10点等到11点半"."""
_NOT_SPENT = re.compile(
    r"\s*(?:以?内|之内|前|之前|以前|后再|的?路程|的?车程|的?路\b|的车|远|就能|就可以|一班)"
)
_PROMISED = re.compile(
    r"(?:承诺|说好|说是|规定|答应|写着|写的是|标着|说|号称|预计|只要|最多|不超过|without|within|promised|supposed to take|"
    r"says?|should take)[^,;.!?]{0,8}$"
)
MAX_LOOKED_AT = 500
DAY = 24 * 60


def material(text: str) -> Span | None:
    """Where `text` names the paper it is about: the one asked for, or the only one."""
    folded = fold(text[:MAX_LOOKED_AT])
    found = [match.span() for match in _PAPERS.finditer(folded)]
    wanted = [s for s in found if _DEMAND.search(folded, max(0, s[0] - _BACK), s[0])]
    chosen = wanted or found
    return chosen[0] if len({folded[slice(*span)] for span in chosen}) == 1 else None


def counter(text: str) -> Span | None:
    """Where `text` names one counter or place: "3号窗口", "二楼社保窗口"; not the day "3号"."""
    return _only(_COUNTERS, text)


def bureau(text: str) -> Span | None:
    """Where `text` names one bureau."""
    return _only(_BUREAU, text)


def _only(pattern: re.Pattern[str], text: str) -> Span | None:
    folded = fold(text[:MAX_LOOKED_AT])
    found = [match.span() for match in pattern.finditer(folded)]
    return found[0] if len({folded[slice(*span)] for span in found}) == 1 else None


def time_spent(text: str) -> tuple[int, Span] | None:
    """The minutes that somebody spent, and where they stand: "等了40分钟", "took an hour".

    A promise ("说好20分钟"), a way ("40分钟路程") and days are none; nor are two figures.
    """
    folded = fold(text[:MAX_LOOKED_AT])
    found = list(_spent(folded))
    if not found and (between := times.interval(folded, done=False)) is not None:
        span = (between.start, between.end)
        minutes = int(str(between.value))
        return (minutes, span) if _WAITED.search(folded, *span) and minutes else None
    return found[0] if len(found) == 1 else None


def _spent(folded: str) -> Iterator[tuple[int, Span]]:
    for minutes, start, end in durations.amounts(folded):
        before, after = folded[:start], folded[end:]
        if _NOT_SPENT.match(after) or not 0 < minutes < DAY:
            continue
        spent = _SPENT_BEFORE.search(before[-30:])
        promised = _PROMISED.search(before[-20:]) and not (spent and "了" in spent[0])
        if (spent or _SPENT_AFTER.match(after)) and not promised:
            yield minutes, (start, end)
