"""Rules of the FAQs against the elements: how long it takes, how long it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.linting.asked import Asked, against, asked
from knowledge.linting.limits import AT_ONCE, PROMISED
from knowledge.linting.page import Flaw, Page
from knowledge.time_limits import Limit, limits_in

_ASKS = re.compile(
    "多久|多长时间|多长的?时限|(?:几|多少)个?(?:工作)?[天日]|几个?(?:月|星期|礼拜|小时)|多少时间|时限|(?:办理|办结|审批|审核)(?:周期|期限|时间)"
    "|(?:什么|啥)时候(?:就|才)?(?:能|可以|会)?[^，,。？?]{0,2}(?:办|拿|领|出|下|好|批|答复|有)|(?:当天|当场)(?:就)?(?:能|可以|办|拿)|立等"
)
_DONE = re.compile(
    "办|拿|领|出证|出结果|下来|批|审核|审[完好]|好|取证|时限|周期|期限|等|答复|结果|申请到|结案"
)
_SHORT = 8
"""Characters of a question that asks how long and nothing else."""
_BESIDE = re.compile(
    "公[示告]|生效|到账|寄|登报|认证|提前|缴|体检|检[查测验修]|核查|评定|有效|法定|冷静|培训|考试|保[存留管]|年[检审]|年限|工龄|居住|参保|成立|从业|营业"
    "|挂失|受理(?:要|需要?)?(?:多|几)|整改|诉讼|投诉|停|放假|排队|面试|报名|开学|上班|营业时间|办公|(?:服务|工作|上班|受理)时间|(?:一|几|多少)次|到期|期满|过期|失效|多久(?:之?[前内])|前多久"
    "|能用|贷款|还款|领(?:几|多)|享受|发放|罚"
)
"""What takes its own time beside the office's limit."""
_STAGE = re.compile(
    "公[示告]|寄|快递|补正|告知|听证|检测|检验|评审|延长|法定|送达|是否受理|补正|通知|短信|领取|工作时间|小时自助"
)
_SLOW_OR_QUICK = re.compile(
    "一般|通常|大约|大概|左右|约|最快|快的话|尽快|平均|至少|预计|正常|最[多长]"
)
"""Said with a reserve: then only what is longer than the promise contradicts it."""
_ON_THE_SPOT = re.compile(
    "即时办[结理]|即办|立等可取|随到随办|(?:当场|当天|当日|现场马上|马上|立即|立刻|现场)(?:就|即)?(?:能|可以?)?(?:办[好完结]|办理完|拿|出证|领|取)"
)
_LAW = re.compile("法定(?:办[结理])?(?:时限|期限|时间)|法律规定|(?:条例|办法)规定")
"""Tells the legal limit, which is another one."""
_PROMISE_NAMED = re.compile("承诺[^，,。；;]{0,8}?(?:时限|期限|时间)?[^，,。；;]{0,24}")
"""Tells the promise by its name, beside the legal limit."""
_NOT_MEANT = re.compile("不含|不计|另计|除外|公示|不包括")
"""A promise that leaves something out: what a FAQ adds to it may be that."""


def faq_limit(page: Page) -> Iterator[Flaw]:
    """How long it takes: the FAQ names other days than the promise."""
    text = page.text(PROMISED)
    promised = tuple(limits_in(text))
    at_once = not promised and bool(AT_ONCE.match(text) or _ON_THE_SPOT.search(text))
    if _NOT_MEANT.search(text) or not (promised or at_once):
        return
    for one in asked(page, _ASKS, _BESIDE):
        if not _DONE.search(one.question) and len(one.question) > _SHORT:
            continue
        if _differs(one, promised):
            yield against("faq-limit", page, PROMISED, one)


def _differs(one: Asked, promised: tuple[Limit, ...]) -> bool:
    flat = named[0] if (named := _PROMISE_NAMED.search(one.flat)) else one.flat
    told = [limit for limit in limits_in(flat) if not _of_a_stage(flat, limit)]
    anywhere = [*limits_in(flat if named else one.answer)]
    if not told:
        return bool(promised) and _at_once(one) and min(p.days[0] for p in promised) >= 2
    if not promised:
        return not _ON_THE_SPOT.search(one.answer) and min(t.days[0] for t in told) >= 2
    if any(limit.same(stated) for limit in anywhere for stated in promised):
        return False
    first = promised[0]
    if len(told) > 1 or _SLOW_OR_QUICK.search(one.flat):
        return all(limit.longer(first) for limit in told)
    return bool(named) or not _LAW.search(one.answer)


def _of_a_stage(text: str, limit: Limit) -> bool:
    """Whether a time is that of a step, by the words of its clause; years are none of an office."""
    begin = max(text.rfind(mark, 0, limit.start) for mark in "，,。、") + 1
    end = min(
        (at for mark in "，,。、" if (at := text.find(mark, limit.end)) >= 0), default=len(text)
    )
    years = limit.unit == "年" and limit.low >= 1
    return years or bool(_STAGE.search(text, begin, end))


def _at_once(one: Asked) -> bool:
    if _SLOW_OR_QUICK.search(one.flat):
        return False
    asks = re.search("当[场天日]|立等", one.question)
    told = _ON_THE_SPOT.search(one.flat) or any(map(AT_ONCE.match, one.flat.split("。")))
    return bool(told) or bool(asks and one.yes)


_ASKS_VALID = re.compile(
    "有效期|管(?:几|多少)年|(?:几|多少)年(?:有效|到期)|多久(?:到期|过期|失效)|能用(?:多久|几年)"
)
_AROUND_THE_END = re.compile("前|之后|期满|到期|过了|体检|报告|证明")
_FOR_EVER = re.compile("长期|永久")
VALIDITY = "有效期"


def faq_validity(page: Page) -> Iterator[Flaw]:
    """How long the result holds: another time."""
    stated = _terms(page.text(VALIDITY))
    for one in asked(page, _ASKS_VALID, _AROUND_THE_END):
        told = _terms(one.flat)
        if stated and told and not told & stated:
            yield against("faq-validity", page, VALIDITY, one)


def _terms(text: str) -> set[tuple[float, str]]:
    named = {(limit.low, limit.unit) for limit in limits_in(text) if limit.unit in "年月日"}
    return named | ({(0, "长期")} if _FOR_EVER.search(text) else set())
