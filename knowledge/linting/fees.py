"""Rules of what it costs: the flag against the fees, and what other places say of either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.linting.asked import against, asked, for_everybody
from knowledge.linting.page import Flaw, Page, Piece
from knowledge.model import Cited
from knowledge.remarks import element_name, remark
from knowledge.time_limits import number_of

FLAG, FEES = "是否收费", "收费标准"
FREE = re.compile(
    r"^(?:办理|登记|本?事项)?(?:不收费|免费|不收取?(?:任何)?费用?|无需缴费|无|0 ?元?)[。.]?$"
)
"""Fees that say nothing but that there are none."""
_SUM = re.compile(
    r"(?<![\d.])(\d{1,6}(?:\.\d{1,2})?|[一二两三四五六七八九十百千]{1,6})"
    r" ?(万?)(?:元(?!件)|块)(?!以[上下])"
)
_NONE = re.compile(
    "不(?:再|需要?|用|必|另|予)*(?:收取?|缴纳?|交纳?|花|付|要)(?:任何|取|其他)*"
    "(?:费|钱|工本费|手续费|成本费|登记费)"
    "|(?<!不是)(?<!并非)(?<!不)免(?:收|费|交|缴)|零(?:收费|费用)|(?:不涉及|取消|停止|停征)[^，,。；;]{0,6}(?:收费|费用|征收)|免征|[没无](?:有|需|须)?(?:任何)?(?:缴费|缴纳|交费|费用|收费|付费)|不(?:另)?收取?(?:了|$|。)"
)
_CHARGED = re.compile(
    "(?<!不)(?<!不需)(?:需要?|须|应当?|要)(?:申请人)?(?:缴纳?|交纳?|收取?|付)(?:一定的?|相[关应]的?)?(?:工本|手续|成本|登记|办理)?费|按(?:照)?[^，。；]{0,8}标准收[费取]|不是免费"
)
_OTHER = re.compile(
    "邮|快递|体检|保[费险证]|税|罚|押金|违约|滞纳|公交|公园|照片|拍照|停车|复印|打印|评[定估审]|检[查测验]|培训|考[试务]|上门|鉴定|公证费|利息|贷款|物业|水电"
    "|医[疗药院保]|补[贴助]|津贴|报销|资[金本]|注册|投资|租金|工资|中介|委托费|代理费|上浮|年费|学费|报名费"
)
"""Fees and sums that are not the office's."""
_GOT = re.compile(
    "(?:能|可以?|每[月年次天]|一次|一共)[^，,。？?]{0,6}(?:提|领|拿|贷|报|补|发|享)|额度|多少钱的|领(?:多少)?钱"
)
"""Asks for money that one gets."""
_ASKS = re.compile(
    "收费|费用|工本费|手续费|登记费|成本费|多少钱|几块钱|要不?要?(?:给|交|付|花)?钱|[收交花给付]钱|免费|花费|什么费|哪些费|[交缴]费|缴纳|贵不贵|贵吗|(?:花|收|交)多少|收不收|(?:要|办)[^，。？]{0,4}多少$"
)
_OTHER_QUESTION = re.compile(
    f"{_OTHER.pattern}|{_GOT.pattern}|怎么(?:交|缴|付)|哪里?(?:交|缴)|网上(?:交|缴)|支付|退费|多久|什么时候"
)
_ASKS_FREE = re.compile("免费|不收费|不用[交花]")
_CLAUSE = re.compile(r"[^，,。；;！!\n（()）]+")


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a text says that it costs."""

    sums: frozenset[float]
    free: bool
    charged: bool


def _cost(text: str) -> _Cost:
    clauses = [one for one in _CLAUSE.findall(text) if not _OTHER.search(one)]
    sums = {
        number_of(found[1]) * (10_000 if found[2] else 1)
        for clause in clauses
        for found in _SUM.finditer(clause)
    }
    free = 0 in sums or any(map(_NONE.search, clauses)) or bool(FREE.match(text))
    charged = any(map(_CHARGED.search, clauses))
    return _Cost(frozenset(sums - {0}), free, charged or bool(sums - {0}))


def free_with_sum(page: Page) -> Iterator[Flaw]:
    """Said to be free, yet the fees have a sum, or another place sends people to pay one."""
    flag, fees = page.element(FLAG), page.element(FEES)
    if flag.text.startswith(("否", "不收")) and _cost(for_everybody(fees.text)).sums:
        yield Flaw("free-with-sum", remark("free_with_sum"), (flag.cite(), fees.cite()))
        return
    if twice := _free_and_paid(fees):
        yield Flaw("free-with-sum", remark("lint_fees_both"), twice)
        return
    stated = fees if fees.text else flag
    if not (FREE.match(fees.text) or (not fees.text and re.match("否|不收", flag.text))):
        return
    for piece in page.elements(("办理流程", "受理条件", "备注", "材料说明")):
        for found in _PAID.finditer(piece.text):
            if not _OTHER.search(found[0]):
                what = remark("lint_paid_elsewhere", element_name(piece.element), found[0][:40])
                yield Flaw("free-with-sum", what, (stated.cite(), piece.cite(*found.span())))
                return


def _free_and_paid(fees: Piece) -> tuple[Cited, Cited] | None:
    """Two sentences of the fees, both for everybody: nothing is paid, and a sum is."""
    if _APART.search(fees.text):
        return None
    free, paid = None, None
    for found in _SENTENCE.finditer(fees.text):
        cost = _cost(for_everybody(found[0]))
        free = free or (fees.cite(*found.span()) if cost.free and not cost.sums else None)
        paid = paid or (fees.cite(*found.span()) if cost.sums and not cost.free else None)
    return (free, paid) if free and paid else None


_APART = re.compile(
    "首次|第一次|补[领办发换]|换[领证]|丢|其[他余]|另外|超|以外|之外|第二|再次|起|减免|免(?:收|征)|代收"
)
"""What tells two cases of a fee apart."""
_SENTENCE = re.compile(r"[^。；;\n]+")
_PAID = re.compile(
    r"(?<!无需)(?<!不用)(?:缴纳?|交纳?|收取|支付)[^，,。；;\n]{0,8}费(?:用)?"
    r"[^，,。；;\n]{0,6}?\d{1,6}(?:\.\d{1,2})? ?元"
)


def charged_without_sum(page: Page) -> Iterator[Flaw]:
    """Said to be charged for, and nobody says how much."""
    flag, fees = page.element(FLAG), page.element(FEES)
    if not re.match("是|收费", flag.text):
        return
    if not fees.text and len(flag.text) <= 2:
        yield Flaw("charged-without-sum", remark("lint_no_sum"), (fees.cite(), flag.cite()))
    elif FREE.match(fees.text):
        cited = (fees.cite(), flag.cite())
        yield Flaw("charged-without-sum", remark("lint_charged_free", fees.text[:20]), cited)


def faq_fee(page: Page) -> Iterator[Flaw]:
    """What it costs: free in one place, a sum in the other, or two sums."""
    term = FEES if page.text(FEES) else FLAG
    flag = page.text(FLAG)
    stated = _cost(page.text(FEES))
    free = (stated.free or flag.startswith(("否", "不"))) and not stated.sums
    charged = bool(stated.sums) or flag.startswith(("是", "收"))
    if not page.text(term):
        return
    for one in asked(page, _ASKS, _OTHER_QUESTION):
        told, anywhere = _cost(one.flat), _cost(one.answer)
        asks_free = bool(_ASKS_FREE.search(one.question))
        whether = (
            bool(re.search("吗|不$|是否|不收|要不要|有没有|没$|么[？?]?$|不要", one.question))
            or asks_free
        )
        says_free = told.free or (
            whether and (one.yes if asks_free else one.no) and not told.charged
        )
        says_charged = told.charged or (
            whether and (one.no if asks_free else one.yes) and not told.free
        )
        first = not anywhere.free or _sum_first(one.flat)
        wrong_charge = free and not charged and says_charged and first
        wrong_free = charged and not stated.free and says_free and not anywhere.sums
        other_sum = bool(told.sums and stated.sums) and not anywhere.sums & stated.sums
        if wrong_charge or wrong_free or other_sum:
            yield against("faq-fee", page, term, one)


def _sum_first(text: str) -> bool:
    """Whether it tells a sum before it says that it is free: "首次 10 元，以后免费"."""
    paid, free = _SUM.search(text), _NONE.search(text)
    return bool(paid and free and paid.start() < free.start() and number_of(paid[1]))
