"""Rules of the FAQs against the elements: who may apply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.elements import CONDITIONS
from knowledge.linting.asked import Asked, against, asked
from knowledge.linting.page import Flaw, Page
from knowledge.time_limits import number_of

WHO = "服务对象"
_PERSON, _FIRM = "个人|自然人", "企业|公司"
_ASKS_WHO = re.compile(
    rf"(?:{_PERSON}|{_FIRM})(?:也|都)?(?:能不能|可不可以|可否|能否|是否可以|能|可以)[^，,。？?]{{0,4}}(?:(?<!代)办|申请|申报|申领|报名)"
)
_ASKS_AGE = re.compile("多大|几岁|多少岁|年龄|周岁")
_OTHER_AGE = re.compile("孩子|小孩|儿童|老人|配偶|退休|上限|最大|超过|照片|公交|公园")
_AGE = re.compile(r"(?:年?满|达到|须|为)? ?(\d{1,2}|[一二三四五六七八九十]{1,3}) ?周?岁")
_NOTHING = re.compile("(?!)")


def faq_who(page: Page) -> Iterator[Flaw]:
    """Who may apply: persons or firms, and from what age, told otherwise than in the elements."""
    stated = page.text(WHO)
    for one in asked(page, _ASKS_WHO, _NOTHING) if stated else ():
        told = _may(one)
        listed = bool(re.search("自然人|个人|公民" if _of_persons(one) else "企业|法人", stated))
        if told is not None and told != listed:
            yield against("faq-who", page, WHO, one)
    ages = _ages(page.text(CONDITIONS))
    for one in asked(page, _ASKS_AGE, _OTHER_AGE) if len(ages) == 1 else ():
        if (told_ages := _ages(one.flat)) and not told_ages & ages and not ages & _ages(one.answer):
            yield against("faq-who", page, CONDITIONS, one)


def _may(one: Asked) -> bool | None:
    return None if one.yes == one.no else one.yes


def _of_persons(one: Asked) -> bool:
    found = _ASKS_WHO.search(one.question)
    return bool(found and re.match(_PERSON, found[0]))


def _ages(text: str) -> set[float]:
    return {number_of(found[1]) for found in _AGE.finditer(text)}
