"""Rules of the FAQs against the elements: where to go, when, and whom to call."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from knowledge.elements import kind_of
from knowledge.linting.asked import against, asked
from knowledge.linting.clock import AT_TIMES, ranges
from knowledge.linting.contact import HOURS, PLACE
from knowledge.linting.page import Flaw, Page
from knowledge.time_limits import number_of

_ASKS_PLACE = re.compile(
    "(?:去|到|在|往|交|送)(?:了|给)?(?:哪|什么地方|什么单位|几楼|几号)|哪(?:里|儿|个)(?:去|能|可以)?(?:办|申请|交|窗口)|地址|地点|(?:窗口|大厅|你们)(?:在|怎么走)|怎么走|哪个窗口|什么地方"
)
_OTHER_PLACE = re.compile(
    "网址|邮箱|网上|网站|查|下载|停车|公交|体检|拍|银行|罚|款|缴费|交费|交钱|缴|医院|领|取|寄|分局|附近|户籍地|原籍|各区|投诉|打印|复印|指纹|考"
)
_STREET = re.compile(
    r"([一-龥]{1,10}?(?:路|街|道|巷|里|弄|大道))([东南西北中]{0,2}) ?(\d{1,5}) ?号(?!窗|楼|线)"
)
_FLOOR = re.compile(r"(?<!\d)(\d{1,2}|[一二三四五六七八九十]{1,3}|首) ?(?:楼|层)(?!盘)")
_TOWN = re.compile(r".*[省市区县镇乡]")

_ASKS_PHONE = re.compile("电话|怎么联系|联系方式|打什么|打哪|打几号|热线|致电|联系谁")
_OTHER_PHONE = re.compile(
    "投诉|举报|监督|技术|系统|平台|快递|银行|报警|医院|监理|派出所|分局|手机号|号码变|换号|电话能|电话可以|打电话(?:能|可以|就)"
)
_NUMBER = re.compile(r"(?<!\d)(?:\(?(0\d{2,3})\)?[- ]{0,2})?(1[3-9]\d{9}|\d{7,8})(?!\d)")

_ASKS_HOURS = re.compile(
    "几点|(?:上班|工作|办公|受理|办理|营业|开放|服务)(?:的)?时间|(?:什么|啥)时(?:候|间)段?(?:可以|能)?过?(?:去|来|上班|开门|办公|受理)"
)
_OTHER_HOURS = re.compile(
    "多久|几天|多长|食堂|吃饭|热线|电话|银行|医院|网上|网站|系统|自助|考试|开考|放假|节假日|周[六日末]|星期[六日天]|双休|中午|夏|冬|能办下|能办好|办理时间(?:要|需要)"
)


def faq_place(page: Page) -> Iterator[Flaw]:
    """Where to go: another street, number or floor than the place of the guide."""
    stated = page.text(PLACE)
    streets, floors = _streets(stated), _floors(stated)
    if not streets:
        return
    for one in asked(page, _ASKS_PLACE, _OTHER_PLACE):
        told = _streets(one.flat)
        if len(told) > 1 or len(_streets(one.answer)) != len(told):
            continue
        if told:
            differs = not any(_same_street(mine, other) for mine in told for other in streets)
        else:
            differs = False
        told_floors = _floors(one.flat)
        elsewhere = len(streets) == 1 and len(floors) == 1 and bool(told_floors)
        if differs or (elsewhere and not told_floors & floors):
            yield against("faq-place", page, PLACE, one)


def _streets(text: str) -> set[tuple[str, str]]:
    return {(_TOWN.sub("", found[1]) + found[2], found[3]) for found in _STREET.finditer(text)}


def _same_street(mine: tuple[str, str], other: tuple[str, str]) -> bool:
    """Of one number, and one name ends as the other does: towns stand before it or not."""
    names = mine[0].endswith(other[0]) or other[0].endswith(mine[0])
    return mine[1] == other[1] and names


def _floors(text: str) -> set[float]:
    return {1.0 if found[1] == "首" else number_of(found[1]) for found in _FLOOR.finditer(text)}


def faq_phone(page: Page) -> Iterator[Flaw]:
    """Whom to call: a number that stands nowhere else in the guide."""
    stated = next((p for p in page.elements(("咨询方式",)) if kind_of(p.element) == "phone"), None)
    known = set[str]().union(*(_numbers(piece.text) for piece in page.elements()))
    if stated is None or not _numbers(stated.text):
        return
    for one in asked(page, _ASKS_PHONE, _OTHER_PHONE):
        told = _numbers(one.flat)
        if told and not told & known and _numbers(one.answer) == told:
            yield against("faq-phone", page, stated.element, one)


def _numbers(text: str) -> set[str]:
    """Numbers without their area codes, which one place may have and the other not."""
    plain = unicodedata.normalize("NFKC", text).replace("—", "-").replace("－", "-")
    return {found[2] for found in _NUMBER.finditer(_joined(plain))}


def _joined(text: str) -> str:
    """Landlines as one run of digits, with the area code apart."""
    text = re.sub(r"(?<!\d)([1-9]\d{3})[ -](\d{4})(?!\d)", r"\1\2", text)
    return re.sub(r"(?<!\d)(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})(?!\d)", r"\1-\2", text)


def faq_hours(page: Page) -> Iterator[Flaw]:
    """When to go: other hours than those of the guide."""
    stated = ranges(page.text(HOURS))
    if not stated or AT_TIMES.search(page.text(HOURS)):
        return
    for one in asked(page, _ASKS_HOURS, _OTHER_HOURS):
        told = ranges(one.flat)
        if told and not AT_TIMES.search(one.answer) and not told <= stated and not stated <= told:
            yield against("faq-hours", page, HOURS, one)
