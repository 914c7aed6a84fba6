"""The words of the public pages, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from flows.issue_terms import CATEGORIES, STATES

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_WORDS: dict[str, tuple[str, str]] = {
    "lang": ("zh-CN", "en"),
    "other_lang": ("en", "zh-CN"),
    "other": ("English", "中文"),
    "title": ("政务服务问题整改进展公开", "Public services: how problems are being mended"),
    "skip": ("跳到正文", "Skip to the content"),
    "as_of": ("公开日期：", "Published on "),
    "privacy": (
        "问题来自企业和群众的真实办事体验。姓名、号码、住址等个人信息已经隐去，影像不公开。",
        "The problems come from people's own visits. Names, numbers, addresses and photos of "
        "persons are left out; what people and offices wrote is in Chinese.",
    ),
    "data": ("同样内容的数据：", "The same as data: "),
    "found": ("发现问题", "Found"),
    "closed": ("已整改", "Mended"),
    "on_time": ("按期整改率", "Mended in time"),
    "open": ("整改中", "Being mended"),
    "overdue": ("已超期", "Overdue"),
    "count": ("问题数", "Problems"),
    "closed_share": ("整改率", "Mended"),
    "share": ("占比", "Share"),
    "by_department": ("各责任部门", "By office"),
    "by_state": ("各状态", "By state"),
    "all": ("全部问题", "All problems"),
    "none": ("没有可公开的问题。", "There is nothing to be shown."),
    "pages": ("翻页", "Pages"),
    "back": ("回到首页", "Back to the first page"),
    "number": ("编号", "Number"),
    "problem": ("问题", "Problem"),
    "department": ("责任部门", "Office"),
    "state": ("状态", "State"),
    "found_on": ("发现日期", "Found on"),
    "deadline": ("整改时限", "Deadline"),
    "closed_on": ("销号日期", "Mended on"),
    "item": ("事项", "Service"),
    "category": ("类别", "Category"),
    "measure": ("整改措施", "Measure"),
    "result": ("整改结果", "Result"),
    "no_department": ("尚未分派", "Not assigned yet"),
    "not_yet": ("还没有", "None yet"),
    "no_percent": ("—", "—"),
}
_SENTENCES: dict[str, tuple[str, str]] = {
    "span": ("第 {first}—{last} 个，共 {total} 个", "{first} to {last} of {total}"),
    "period": ("；发现日期：{since} 至 {until}", "; found from {since} to {until}"),
    "open_end": ("不限", "any day"),
}


def words(language: Language) -> Mapping[str, str]:
    """The words that the templates have as `t`."""
    return {name: both[language == "en"] for name, both in _WORDS.items()}


def sentence(name: str, language: Language, **filled: object) -> str:
    """A sentence with what it tells of."""
    return _SENTENCES[name][language == "en"].format(**filled)


def state_word(state: str, language: Language) -> str:
    """What a state is called."""
    return STATES[state][language == "en"] if state in STATES else state


def category_word(category: str, language: Language) -> str:
    """What a category is called; one of an office's own stays as it is."""
    return CATEGORIES.get(category, category) if language == "en" else category
