"""What a FAQ asks of the item as a whole, and what it answers to everybody.

Guards against the false alarm: what a FAQ asks of a case ("卡丢了"), and what its answer says
under a condition ("未成年人的"), contradicts no element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.linting.page import Flaw, Page, Piece
from knowledge.remarks import anchor_name, element_name, remark

SHOWN = 40
"""Characters of either side that are told; the citation has all of them."""
_GREETING = re.compile(
    r"^(?:答：)?\s*(?:尊敬的[^，,：:\n]{1,10}[，,：:])?\s*(?:您好|你好)[！!，,。：:]?\s*"
)
_A_CASE = re.compile(
    "丢|遗失|损[坏毁]|补[办领发换证卡]|补一|重新|[换续]领|换证|变更|注销|过期|逾期|异议|复核|复议|查询|查进度|进度|预约|老人|老年人|孩子|小孩|儿童|未成年|学生"
    "|贫困|困难|低保|军人|退伍|优抚|外地|异地|外[省国籍]|境外|残疾|卧床|行动不便|加急|急用|特殊|邮寄|快递|发票|体检|报告|照片|回执|领[证取]|代领|取证|签字|第二次|再次"
    "|撤销|撤回|退回|不通过|驳回|补正|不齐|缺材料|密码|登录|登陆"
)
"""What makes a question one of a case and not of the item as a whole."""
_AFTERWARDS = re.compile(
    "(?:材料|资料|申请|手续)(?:提交|递交|交|备|准备)?(?:齐全|齐备|齐|全|了|完)?(?:之后|以后|后)"
    "|(?:提交|递交|交)(?:了|完|齐)?(?:材料|资料|申请|表)?(?:之后|以后|后|上去)"
)
"""How a question names the time that everybody starts from."""
_OF_EVERYBODY = re.compile(
    r"(?:在|如果?|只要)?(?:您的?|申请人的?|所有)?(?:申请|申报|提交的?|所需)?(?:材料|资料|手续)(?:均|都)?"
    r"(?:齐全|齐备|完备|完整|真实)(?:[、，,和且并]?(?:有效|真实|准确|齐全))*"
    r"(?:[、，,和且并]?(?:符合|合乎)[^，,。；;]{0,8}(?:形式|条件|要求|规定))?(?:的?(?:情况|前提)下|的(?:话)?|后|时|，|,)?[，,]?"
    r"|(?:符合|满足)(?:受理|申请|办理|法定|规定|相关|有关)*(?:条件|要求|规定)(?:的?(?:情况|前提)下|的(?:话)?|后)?[，,]?"
    r"|[（(]?(?:国家|法定|公众)*节假日(?:、|及|和)?(?:周末|双休日|公休日)?除外[）)]?"
    r"|如(?:遇|逢)(?:法定)?(?:节假日|周末|双休日|特殊情况)[^。；;\n]{0,20}"
    r"|如(?:果)?(?:您)?(?:还)?有(?:其他|任何|不明|不清楚)?[^，,。；;\n]{0,6}(?:疑问|问题|需要|变动|变化|调整)[^。；;\n]{0,40}"
)
"""Conditions that are none: everybody's papers are complete."""
_CONDITION = re.compile(
    "如果|如(?=[您你属为有是果需系])|若|倘|除(?!了)|仅(?!需|限?(?:支持|接受|受理|能|可)?在?(?:线下|现场|窗口|大厅))|未满|不满|不齐|不全|另计|不含|不计|可以?延长|特殊情况|视情况"
    "|(?<!可以)(?<!免费)(?<![是要能对行好钱费])的[，,：]|的(?=收|按|交|缴|付|不|免|须|需(?!要)|应|要(?!求)|还|另|可以|可[由凭])"
)
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_YES = re.compile(
    r"^(?:可以|可(?!能|否)|能(?!否)|支持|允许|是的?(?![否不])|对(?!于|不)|行|要(?!求)|需要|必须|须|得|有的?(?!关)|会|均可|当然|没问题)"
)
_NO = re.compile(
    r"^(?:[办弄做搞]不[了成]|不(?!少|仅|同|动产|过)|暂不|暂未|暂时不|目前(?:还)?(?:不|没|未|无)|无需|无须|无法|否|还?没有?|未(?!成年|满)|尚未)"
)
_ASKING = re.compile(
    "吗|呢|几|多少|哪|什么|啥|怎么|如何|能否|可否|是否|多久|行不行|能不能|可不可以|要不要|好不"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A FAQ that asks of the item as a whole."""

    piece: Piece
    question: str
    """Without the item's own name and the greeting."""
    answer: str
    """All of it, without the greeting."""
    flat: str
    """Its sentences that hold for everybody."""

    @property
    def yes(self) -> bool:
        """Whether it begins with yes, and it is clear to what."""
        return bool(_YES.match(self.flat)) and not self._asks_more

    @property
    def no(self) -> bool:
        """Whether it begins with no, and it is clear to what."""
        return bool(_NO.match(self.flat)) and not self._asks_more

    @property
    def _asks_more(self) -> bool:
        parts = re.split("[，,、；;?？]", self.question)
        return sum(bool(_ASKING.search(part)) for part in parts) > 1


def asked(page: Page, asks: re.Pattern[str], besides: re.Pattern[str]) -> Iterator[Asked]:
    """The FAQs that ask for this, of no case, and of nothing `besides`."""
    names = (page.guide.name, *page.guide.aliases)
    for piece, faq in zip(page.faqs(), page.guide.faqs, strict=True):
        question = _GREETING.sub("", faq.question)
        for name in names:
            question = question.replace(name, "")
        question = _AFTERWARDS.sub("", question)
        if not asks.search(question) or besides.search(question) or _A_CASE.search(question):
            continue
        answer = _GREETING.sub("", faq.answer).strip()
        yield Asked(piece, question, answer, for_everybody(answer))


def for_everybody(text: str) -> str:
    """The sentences of a text that hold whatever the case is."""
    plain = _OF_EVERYBODY.sub("", text)
    kept = (found[0].strip() for found in _SENTENCE.finditer(plain))
    return "。".join(one for one in kept if one and not _CONDITION.search(one))


def against(rule: str, page: Page, term: str, one: Asked) -> Flaw:
    """What is told of a FAQ that says otherwise than an element."""
    piece = page.element(term)
    what = remark(
        "lint_faq",
        anchor_name(one.piece.anchor),
        one.answer[:SHOWN],
        element_name(term),
        piece.text[:SHOWN],
    )
    return Flaw(rule, what, (one.piece.cite(), piece.cite()))
