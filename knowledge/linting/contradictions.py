"""Rules of the FAQs against the elements: the same thing told in two ways.

Guards against the false alarm: a FAQ counts only if its question asks for the
very thing that the element states, of the item as a whole. What it asks of a
case ("卡丢了"), or of another thing ("公交车免费吗"), contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.linting.fees import FREE
from knowledge.linting.page import Flaw, Page, Piece
from knowledge.remarks import anchor_name, element_name, remark
from knowledge.time_limits import days_of, limit_days

_A_CASE = re.compile(
    "丢|遗失|补[办领发换]|换|变更|注销|过期|逾期|损坏|异议|复核|查询|查进度|预约|老人|孩子|小孩|儿童|未成年|外地|异地|外[省国]|残疾"
    "|加急|特殊|企业|单位|邮寄|快递|材料|发票|体检|报告|照片|证明|回执|合同"
)
"""What makes a question one of a case and not of the item as a whole."""
_SEVERAL = re.compile("[?？]")
_HEDGED = re.compile(
    "一般|通常|大约|大概|左右|最快|最多|最长|最少|至少|另计|不含|不计|如|若|的[，,]|除|可以?延长"
)
_OTHER_FEES = re.compile(
    "邮|快递|体检|保[费险]|税|罚|押金|公交|公园|照|拍|停车|复印|评定|检[查测]|培训|上门|鉴定|公证|利息|贷款|物业|水电|医|领(?:多少)?钱|补贴|报销"
)
_GOT = re.compile(
    "(?:能|可以?|每[月年次天]|一次|一共)[^，,。？?]{0,6}(?:提|领|拿|贷|报|补|发|享)|额度"
)
"""Asks for money that one gets."""
_ASKS_FEE = re.compile(
    "收费|费用|工本费|手续费|登记费|多少钱|要钱|收钱|交钱|花钱|免费|要交费|交多少"
)
_SUM = re.compile(r"(?<![\d.])(\d{1,6}(?:\.\d{1,2})?) ?(万?元|块)")
_IS_FREE = re.compile(
    "^(?:[^，,。；;]{0,6})(?:不收|不要钱|免费|不用交|不用花|不需要交|不另收|无需|不用付)"
)
_ASKS_LIMIT = re.compile("多久|几天|多长|多少天|几个工作日|多少个?工作日|时限")
_DONE = re.compile(
    "办好|办完|办结|办下来|拿到|领到|出证|出结果|下来|批下|能好|取证|办理|审核|审批|时限|要等|等几天"
)
_LONG_TERM = frozenset({"年", "月"})
"""Units of how long something holds or was paid; an office's limit is told in days."""
_ASKS_TRIPS = re.compile("(?:跑|去|来|到)[^，,。？?]{0,6}?(?:几|多少|一)[趟次回]|几趟")
_TRIPS = re.compile(r"([\d一二两三四五零]) ?[趟次回](?!性)")
_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_ASKS_ONLINE = re.compile(
    "(?:网上|线上|手机(?:上)?|App|小程序)(?:能|可以?|能不能|可不可以|是否|也能|也可以)?(?:办|申请|申领|登记|直接办)|(?:能|可以)(?:不能|不可以)?(?:在)?(?:网上|线上|手机上?)(?:办|申请|申领|登记)",
    re.IGNORECASE,
)
_ASKS_PROXY = re.compile(
    "代办|代[我他她替]|委托|(?:别人|他人|家人|家属|家里人|朋友|亲属)[^，。？?]{0,6}(?:办|申请)"
)
_ASKS_SELF = re.compile("本人(?:亲自)?(?:去|到|来|到场|办)|亲自")
_YES = re.compile(
    "^(?:能|可以|可|支持|是的?|行|要|需要|必须|得)(?:[，,。；;！!]|$|代|委托|在|网|的|由|本人|亲自|办)"
)
_NO = re.compile("^(?:不能|不可以|不行|不支持|暂不|不用|不需要|不必|无法|否|目前不|还不能)")
_ASKS_VALID = re.compile(
    "有效期|管(?:几|多少)年|(?:几|多少)年(?:有效|到期)|多久(?:到期|过期|失效)|能用(?:多久|几年)"
)
_AROUND_THE_END = re.compile("前|之后|期满|到期|过了")
_YEARS = re.compile(
    r"(\d{1,3}|[一二两三四五六七八九十]) ?(年|个月|天|日)(?!以[前后上下]|前|级)|长期|永久"
)
_LABELLED = re.compile(
    r"([一-龥]{4,12}?)(?:为|是|：|:)? ?(\d{1,7}(?:\.\d{1,2})?) ?(万?元|%|个?工作日|周岁|个月|小时)"
)


_BESIDE = re.compile("公[示告]|生效|到账|寄|登报|认证|提前|缴|交|体检|检查|核查|评定|有效|法定")
"""What takes its own time beside the office's limit."""

SHOWN = 40
"""Characters of either side that are told; the citation has all of them."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A FAQ that asks of the item as a whole."""

    piece: Piece
    question: str
    answer: str

    @property
    def flat(self) -> str:
        """The answer without conditions, "" where it has any."""
        return "" if _HEDGED.search(self.answer) else self.answer


def _asked(page: Page, asks: re.Pattern[str]) -> Iterator[_Asked]:
    for piece, faq in zip(page.faqs(), page.guide.faqs, strict=True):
        if len(_SEVERAL.findall(faq.question)) > 1:
            continue
        cases = (found[0] for found in _A_CASE.finditer(faq.question))
        # What the item itself is named by ("期满换证") is no case of it.
        if asks.search(faq.question) and all(case in page.guide.name for case in cases):
            yield _Asked(piece, faq.question, faq.answer)


def _against(rule: str, page: Page, term: str, asked: _Asked) -> Flaw:
    piece = page.element(term)
    answer, stated = asked.answer[:SHOWN], piece.text[:SHOWN]
    name = anchor_name(asked.piece.anchor)
    what = remark("lint_faq", name, answer, element_name(term), stated)
    return Flaw(rule, what, (asked.piece.cite(), piece.cite()))


def faq_limit(page: Page) -> Iterator[Flaw]:
    """How long it takes: the FAQ names more, or flatly other days than the promise."""
    promised = limit_days(page.text("承诺办结时限"))
    if promised is None or not re.fullmatch(r"\d+ ?个?\D{1,3}", page.text("承诺办结时限")):
        return
    for asked in _asked(page, _ASKS_LIMIT):
        told = limit_days(asked.flat)
        if told is None or not _DONE.search(asked.question):
            continue
        if told[1] in _LONG_TERM and promised[1] not in _LONG_TERM:
            continue
        if told[1] == promised[1]:
            differs = told[0] != promised[0]
        else:
            (low, high), (least, most) = days_of(*told), days_of(*promised)
            differs = low > most or high < least
        legal = limit_days(page.text("法定办结时限"))
        if differs and told != legal and not _BESIDE.search(asked.question):
            yield _against("faq-limit", page, "承诺办结时限", asked)


def faq_fee(page: Page) -> Iterator[Flaw]:
    """What it costs: free in one place, a sum in the other, or two sums."""
    fees = page.text("收费标准")
    sums = set(_SUM.findall(fees))
    for asked in _asked(page, _ASKS_FEE):
        if not fees or _OTHER_FEES.search(asked.question) or _GOT.search(asked.question):
            continue
        told = set(_SUM.findall(asked.answer)) if not _OTHER_FEES.search(asked.answer) else set()
        charged = bool(told) and bool(FREE.match(fees.split("\n")[0].split("。")[0]))
        other = bool(told) and bool(sums) and not told & sums
        free = bool(sums) and bool(_IS_FREE.match(asked.flat)) and not re.search("免|不收", fees)
        if (charged and not sums) or other or free:
            yield _against("faq-fee", page, "收费标准", asked)


def faq_trips(page: Page) -> Iterator[Flaw]:
    """How often one has to come: another number."""
    stated = {int(number) for number in re.findall(r"(\d) ?次", page.text("到办事现场次数"))}
    for asked in _asked(page, _ASKS_TRIPS):
        told = {_DIGITS.get(n) if n in _DIGITS else int(n) for n in _TRIPS.findall(asked.flat)}
        if stated and told and not told & stated:
            yield _against("faq-trips", page, "到办事现场次数", asked)


def faq_online(page: Page) -> Iterator[Flaw]:
    """Online or not: yes in one place, no in the other."""
    flag = page.text("是否网办")
    for asked in _asked(page, _ASKS_ONLINE):
        if (flag == "是" and _NO.match(asked.answer)) or (
            flag == "否" and _YES.match(asked.answer)
        ):
            yield _against("faq-online", page, "是否网办", asked)


def faq_proxy(page: Page) -> Iterator[Flaw]:
    """In person or by proxy: allowed in one place, not in the other."""
    proxy = page.text("委托代办")
    allowed = bool(re.match("可以?|能|是|允许|支持", proxy)) and not re.search(
        "须本人|本人到场|不能|不可|不得", proxy
    )
    barred = bool(re.match("不能|不可|不得|否|须本人|必须本人|只能本人", proxy)) and not re.search(
        "可以|能(?<!不能)|除|未满|但", proxy
    )
    for asked in _asked(page, _ASKS_PROXY):
        if (allowed and _NO.match(asked.answer)) or (barred and _YES.match(asked.answer)):
            yield _against("faq-proxy", page, "委托代办", asked)
    for asked in _asked(page, _ASKS_SELF):
        if _ASKS_PROXY.search(asked.question) or not asked.flat:
            continue
        if (allowed and _YES.match(asked.flat)) or (barred and _NO.match(asked.flat)):
            yield _against("faq-proxy", page, "委托代办", asked)


def faq_validity(page: Page) -> Iterator[Flaw]:
    """How long the result holds: another time."""
    stated = {found[0].replace(" ", "") for found in _YEARS.finditer(page.text("有效期"))}
    for asked in _asked(page, _ASKS_VALID):
        if _AROUND_THE_END.search(asked.question):
            continue
        told = {found[0].replace(" ", "") for found in _YEARS.finditer(asked.flat)}
        if stated and told and not told & stated:
            yield _against("faq-validity", page, "有效期", asked)


def faq_number(page: Page) -> Iterator[Flaw]:
    """The same words with another number: "每人每月最高 1200 元" and "… 1500 元"."""
    stated: dict[tuple[str, str], tuple[Piece, re.Match[str]]] = {}
    numbers: dict[tuple[str, str], set[str]] = {}
    for piece in page.elements():
        for found in _LABELLED.finditer(piece.text):
            key = (found[1], found[3])
            stated.setdefault(key, (piece, found))
            numbers.setdefault(key, set()).add(found[2])
    for piece in page.faqs():
        for found in _LABELLED.finditer(piece.text):
            key = (found[1], found[3])
            if key in stated and found[2] not in numbers[key]:
                other, there = stated[key]
                what = remark(
                    "lint_number",
                    anchor_name(piece.anchor),
                    found[0],
                    anchor_name(other.anchor),
                    there[0],
                )
                cited = (piece.cite(*found.span()), other.cite(*there.span()))
                yield Flaw("faq-number", what, cited)
