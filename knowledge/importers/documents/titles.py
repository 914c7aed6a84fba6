"""Titles of guides in documents ("居民身份证补领办事指南（2026年版）"), and what is no content."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.days import find_day
from knowledge.importers.documents.blocks import Line
from knowledge.importers.documents.shapes import names_of, shape_of
from knowledge.text import fold, one_line

_KIND = (
    r"(?:办事指南|服务指南|办理指南|办事指引|办理指引|服务指引|办理须知|办事须知|申办指南|申请指南|业务指南|操作指南"
    r"|(?:办理|办事|申办|申请|操作)说明|办事攻略|办理流程及须知"
    r"|一次性告知[书单]?|指南|指引|须知)"
)
_KIND_EN = re.compile(
    r"(?:(?:service|application|citizen'?s?)\s+)?guide\s+(?:to|for|on)\s+(?P<after>\S.{1,78})"
    r"|(?P<before>\S.{1,78}?)\s*[:,—–-]?\s+(?:(?:service|application)\s+)?(?:guide|guidelines)",
    re.IGNORECASE,
)
_ENGLISH_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff）)])[ /|]{1,3}[A-Za-z][ -~]{5,100}$")
"""The title again in English."""
_YEAR = (
    r"\d{4}\s*年?\s*(?:(?:\d{1,2}\s*月)?(?:修订|更新|修改|编印)"
    r"|(?:修订|第[一二三四五\d]{1,2})?\s*版)"
)
_COUNTED = r"[Vv]\d{1,3}(?:\.\d{1,3}){0,3}|第[一二三四五六七八九十\d]{1,3}版"
_EDITION = rf"(?:[（(【\[]?\s*(?P<edition>{_YEAR}?|{_COUNTED}|试行|征求意见稿)\s*[）)】\]]?)?"
_TITLE = re.compile(rf"(?P<name>.{{0,80}}?)[\s—–-]*{_KIND}\s*{_EDITION}")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,3}[.、]\s*|第[一二三四五六七八九十\d]{1,3}[章节部分]{1,2}\s*"
    r"|(?:服务|办理)?事项[一二三四五六七八九十\d]{1,3}\s*[、.:：]\s*)"
)
_QUOTED = re.compile(r"(?:关于)?《([^《》]*)》")
_FRAMED = re.compile(r"[【\[〖]([^【】\[\]〖〗]*)[】\]〗]")
_KIND_BEFORE = re.compile(rf"[【\[〖]\s?{_KIND}\s?[】\]〗]\s?(?P<name>[^。；;：:，,？?]{{2,40}})")
"""What kind of page it is stands before its name: "【办事指南】加装电梯"."""
_ALONE = re.compile(rf"[（(]?\s*(?P<version>{_YEAR}|{_COUNTED})\s*[)）]?")
_CONTENTS = re.compile(r"目\s*[录次]")
_LEADER = re.compile(r".{1,80}?(?:(?:[.·．。] ?){4,}|…{2,}|\s{4,}+|\t)\s*\d{1,4}")
_CONTENTS_CHARS = 120
_BUREAU = re.compile(
    r"[A-Z][A-Za-z ,&'-]{3,70} (?:Bureau|Office|Department|Commission|Cent(?:re|er)|Authority)"
    r"|[\u4e00-\u9fff]{3,24}(?:局|委员会|委|厅|办公室|办|中心|人民政府|政府|处|所|支队|大队|馆|院|联合会|银行)"
)
_DAY = re.compile(
    r"(?:(?:发布|印发|更新|公布)(?:日期|时间)?[:：]?)?\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2})"
)
_SITE = re.compile(r"\s*[-_|—–－]\s*")
FRAME = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}章\s*)?[总附]则|(?:[一二三四五六七八九十\d]{1,3}[、.\s]\s*)?(?:基本|办理|事项|申请|受理|扩展|详细|办事|项目|服务)(?:信息|情况|概况)"
)
"""A heading over others that says nothing by itself."""
NAME_KEYS = ("name", "事项名称", "办理事项名称", "业务名称", "服务事项名称")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says."""

    name: str
    edition: str = ""


def title_of(text: str) -> Title | None:
    """The title in a line, None if it is no title of a guide."""
    text = one_line(text).strip("★☆●■◆▲※*=~— ")
    if before := _KIND_BEFORE.fullmatch(text):
        return Title(before["name"].strip())
    text = framed[1].strip() if (framed := _FRAMED.fullmatch(text)) else text
    if text.isascii() and (english := _KIND_EN.fullmatch(text)):
        return Title((english["after"] or english["before"]).strip(" :,-"))
    text = _ENGLISH_BEHIND.sub("", text) if len(text) <= 160 else text
    quoted = _QUOTED.fullmatch(text)
    match = _TITLE.fullmatch(quoted[1] if quoted else text) if len(text) <= 100 else None
    if match is None or names_of(shape_of(text).label):
        return None
    name = _NUMBERED.sub("", match["name"].strip()).strip(" ：:—-")
    name = name[1:-1] if _QUOTED.fullmatch(name) else name
    if len(name) < 2 or name.endswith(tuple("，。；：")):
        return Title("", (match["edition"] or "").strip())
    return Title(name, (match["edition"] or "").strip())


def is_contents(line: Line) -> bool:
    """Whether a line belongs to a table of contents."""
    text = line.text.strip()
    short = len(text) <= _CONTENTS_CHARS
    return short and bool(_CONTENTS.fullmatch(text) or _LEADER.fullmatch(text))


def bureau_in(text: str) -> str:
    """The office that a line names and nothing else, "" if it is another line."""
    text = one_line(text) if text.isascii() else re.sub(r"\s+", "", text)
    return text if _BUREAU.fullmatch(text) else ""


def day_in(text: str) -> str:
    """The day that a line names and nothing else, "" if it is another line."""
    text = text.strip()
    match = _DAY.fullmatch(text)
    return re.sub(r"\s+", "", match[1]) if match else text if find_day(text) == text else ""


def edition_in(text: str) -> str:
    """The edition that a line names and nothing else."""
    match = _ALONE.fullmatch(text.strip())
    return match["version"] if match else ""


def name_of_file(title: str) -> str:
    """A name out of what a file or a page is called: without the site's own name."""
    first = _SITE.split(title.strip())[0].strip()
    found = title_of(first)
    return (found.name if found and found.name else first)[:100]


def counted_item(text: str) -> str:
    """The name in "事项一：高龄津贴申领", "" if the line is another one."""
    match = _NUMBERED.match(text.strip())
    return text.strip()[match.end() :].strip() if match and "事项" in match[0] else ""


def says_no_more(text: str, name: str) -> bool:
    """Whether a line is a guide's name, or a piece of it."""
    return fold(_NUMBERED.sub("", text.strip())) in fold(name)
