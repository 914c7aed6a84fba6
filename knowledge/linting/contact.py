"""Rules of where to go, when, and whom to call."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from knowledge.elements import kind_of
from knowledge.linting.clock import AT_TIMES, ranges
from knowledge.linting.page import Flaw, Page
from knowledge.phones import NO_PHONE, phone_fault
from knowledge.remarks import element_name, remark

PLACE, HOURS = "办理地点", "办理时间"
_FEWEST_DIGITS = 5
"""Of a number; what has fewer is an extension."""
_NUMBERS = re.compile(r"[\d()（）+\- ‐-―转]{5,40}")
_LIST_OF_NUMBERS = re.compile(r"[\d()（）+\- ‐-―转、,，;；/\s]+")
_LABELLED_NUMBER = re.compile(
    r"(?<=手机|电话|座机|热线|号码)(?:[:：]| ){0,2}(?:0\d{2,3}-?)?\d{4,13}(?![\d-])"
)
_MADE_UP = re.compile(r"(?<!\d)(?:\d{3,4}-?)?(?:0{7,8}|1{7,8}|1234567\d?)(?!\d)")
NO_WINDOW = re.compile(r"^(?:无|没有|不设|暂无|/|-)?(?:线下)?(?:办理|受理)?(?:窗口|地点|地址)?$")
"""A place that says that there is none."""
_NOTHING_TO_DO = re.compile("(?:宣传|公布|公示|公开|推广|解读|发布|活动|培训|监测|规划)$")
"""Names of items that the office does by itself."""
_ANY_WINDOW = re.compile(
    "^本?(?:单位|机关|局|中心)?(?:的?(?:办事|办公|服务|政务|受理|业务))*(?:大厅|窗口|室|处)$"
)
_PLACED = re.compile("[一-龥]{2}")
_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})[:：时点](\d{2})?(?!\d)")
_RANGE = re.compile(
    r"(?<![\d.])(\d{1,2})[:：](\d{2}) ?(?:-|—|–|－|~|～|至|到){1,3} ?"
    r"(?:(次日|翌日|下午|晚上?) ?)?(\d{1,2})[:：](\d{2})(?!\d)"
)
_HOURS_TOLD = re.compile(
    r"\d|全天|全年|随时|[一二两三四五六七八九十]{1,3}[点时]|营业时间|预约|网上|电话|以[^。；]{2,12}为准"
)
_OFFICE_HOURS = re.compile(r"(?:办公|办理|受理|上班|工作|服务|营业|开放|接待)时间[^。；;\n]{0,80}")
_SEVERAL_PLACES = re.compile("窗口|大厅|中心|业务|[楼科站]|另")


def phone(page: Page) -> Iterator[Flaw]:
    """A phone element without a number that can be dialled from anywhere."""
    for piece in page.elements():
        if kind_of(piece.element) == "phone" and (fault := phone_fault(piece.text)):
            what = remark("phone", element_name(piece.element), fault, piece.text[:30])
            yield Flaw("phone", what, (piece.cite(),))


def phone_partly(page: Page) -> Iterator[Flaw]:
    """One of several numbers that nobody can dial, or one made up to fill the field."""
    for piece in page.elements():
        if kind_of(piece.element) != "phone" or phone_fault(piece.text):
            continue
        wrong = list(_MADE_UP.finditer(piece.text))
        if _LIST_OF_NUMBERS.fullmatch(piece.text):
            wrong += [
                found
                for found in _NUMBERS.finditer(piece.text)
                if sum(char.isdigit() for char in found[0]) >= _FEWEST_DIGITS
                and phone_fault(found[0]) == NO_PHONE
            ]
        else:
            wrong += [
                found
                for found in _LABELLED_NUMBER.finditer(piece.text)
                if phone_fault(found[0]) == NO_PHONE
            ]
        for found in wrong:
            what = remark("lint_phone_partly", element_name(piece.element), found[0].strip())
            yield Flaw("phone-partly", what, (piece.cite(*found.span()),))


def no_place(page: Page) -> Iterator[Flaw]:
    """An item that must be done on site, and no place for it; or no way at all."""
    place, online = page.element(PLACE), page.element("是否网办")
    trips = page.element("到办事现场次数")
    if not place.text or not NO_WINDOW.match(place.text):
        return
    if online.text.startswith("否"):
        if _NOTHING_TO_DO.search(page.guide.name):
            return
        yield Flaw("no-place", remark("lint_no_way"), (place.cite(), online.cite()))
    elif re.match(r"[1-9]", trips.text):
        what = remark("lint_no_place", trips.text[:20])
        yield Flaw("no-place", what, (place.cite(), trips.cite()))


def place_vague(page: Page) -> Iterator[Flaw]:
    """An address that leads nowhere: "服务大厅", or no words at all."""
    place = page.element(PLACE)
    if not place.text or NO_WINDOW.match(place.text):
        return
    if _ANY_WINDOW.match(place.text) or not _PLACED.search(place.text):
        yield Flaw("place-vague", remark("lint_place_vague", place.text[:30]), (place.cite(),))


def hours(page: Page) -> Iterator[Flaw]:
    """Hours that name no hour, one that no clock shows, or an end before the beginning."""
    piece = page.element(HOURS)
    if not piece.text:
        return
    text = unicodedata.normalize("NFKC", piece.text)
    if not _HOURS_TOLD.search(text):
        yield Flaw("hours", remark("lint_no_hours", piece.text[:30]), (piece.cite(),))
    if len(text) != len(piece.text):
        return  # the places would not be those of the text
    for found in _CLOCK.finditer(text):
        if int(found[1]) > 24 or int(found[2] or 0) > 59:
            yield Flaw("hours", remark("lint_no_clock", found[0]), (piece.cite(*found.span()),))
    for found in _RANGE.finditer(text):
        begin, end = (int(found[1]), int(found[2])), (int(found[4]), int(found[5]))
        if end <= begin and not found[3]:
            what = remark("lint_hours_end", found[0])
            yield Flaw("hours", what, (piece.cite(*found.span()),))


def hours_twice(page: Page) -> Iterator[Flaw]:
    """Other hours in another element, or two in one, without a word of why."""
    own = page.element(HOURS)
    if not own.text or AT_TIMES.search(own.text):
        return
    stated = ranges(own.text)
    for piece in page.elements((PLACE, "办理流程", "受理条件", "备注", "咨询方式")):
        for found in _OFFICE_HOURS.finditer(piece.text):
            told = ranges(found[0])
            if (
                not stated
                or not told
                or AT_TIMES.search(piece.text, found.start() - 4, found.end())
            ):
                continue
            if not told <= stated and not stated <= told:
                what = remark(
                    "lint_hours_twice", element_name(piece.element), found[0][:40], own.text[:40]
                )
                yield Flaw("hours-twice", what, (piece.cite(*found.span()), own.cite()))
    if not _SEVERAL_PLACES.search(own.text) and (both := _overlap(stated)):
        yield Flaw("hours-twice", remark("lint_hours_both", *map(_span, both)), (own.cite(),))


def _overlap(spans: frozenset[tuple[int, int]]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Two of them that run at the same time, where one text should tell one."""
    ordered = sorted(spans)
    return next(
        ((one, two) for one, two in pairwise(ordered) if two[0] < one[1] and one[0] < one[1]), None
    )


def _span(span: tuple[int, int]) -> str:
    begin, end = span
    return f"{begin // 60}:{begin % 60:02}—{end // 60}:{end % 60:02}"
