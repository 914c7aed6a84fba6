"""Rules of what a guide does not say though its item needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.elements import CONDITIONS, MAIN, PAPERS, PROCEDURE
from knowledge.linting.contact import HOURS, NO_WINDOW, PLACE
from knowledge.linting.page import Flaw, Page
from knowledge.remarks import element_name, remark

_TELLS_ONLY = re.compile(
    "(?:查询|查阅|查看|检索|查验|咨询|公开|公示|公告|须知|指引|指南|宣传|发布|解读|通报|名录|目录|名单"
    "|介绍|推介|投诉|举报|预报|查找|公布|展示|展览|列表|科普|留言|反馈|直播|信息|下载(?:中心)?)(?:服务|事项)?(?:[（(][^（()）]*[)）])?$"
)
"""Names of items that only tell something, or listen: nothing is examined, nothing issued."""
_ACT = re.compile(
    "申请|申领|申报|办理|登记|备案|审批|许可|审核|核[发定准]|认[定证]|确认|报名|[补换][领办发]|领取|注销|变更|转移|接续"
    "|缴[存费纳]|发放|资助|补[贴助]|津贴|待遇|提取|报销|结算|鉴定|检测|检验|证$"
)
"""What a public service must be named by to be one that is applied for."""
_FOR_CASES = frozenset(
    {CONDITIONS, PAPERS, "法定办结时限", "承诺办结时限", "到办事现场次数", "收费标准"}
)
"""What only an item has that is applied for and decided."""
_OF_CASES = (PAPERS, "承诺办结时限", "法定办结时限")
"""Where a public service has none of these, nothing is applied for."""
_LINK = "计算机端办理地址"
"""What is only looked up online needs no steps."""
_NO_PAPERS = re.compile(
    "依职权|无受理条件|无条件|公开信息|(?:无需|无须|不需要?|不用)(?:提交|提供|递交)?(?:任何|申请|办理|其他)*材料"
)
_SERVICE = "公共服务"
_ONLINE = re.compile("网|线上|App|小程序|电话", re.IGNORECASE)
_ON_SITE = re.compile("窗口|现场|大厅|自助|上门|帮办|线下")


def missing_terms(elements: Mapping[str, str]) -> tuple[str, ...]:
    """The main elements that are not there, each group by its first term."""
    return tuple(group[0] for group in MAIN if not any(term in elements for term in group))


def missing(page: Page) -> Iterator[Flaw]:
    """A main element that the item needs and the guide lacks.

    By kind of item: one that only tells something ("…查询") needs no papers, limits and fees, nor
    does a public service that is not named by an act ("…申领") or has neither papers nor a limit;
    a public service needs no legal limit, an item without an on-site way no place; a place needs
    opening hours.
    """
    hours = () if page.text(HOURS) or not _has_place(page) else (HOURS,)
    for term in (*missing_terms(page.guide.elements), *hours):
        if _needed(term, page):
            what = remark("lint_missing", element_name(term))
            yield Flaw("missing", what, (page.element(term).cite(),))


def _has_place(page: Page) -> bool:
    return bool(page.text(PLACE)) and not NO_WINDOW.match(page.text(PLACE))


def _applied_for(page: Page) -> bool:
    return bool(_ACT.search(page.guide.name)) and any(map(page.text, _OF_CASES))


def _needed(term: str, page: Page) -> bool:
    kind = page.text("事项类型")
    if kind in ("", _SERVICE) and (
        _TELLS_ONLY.search(page.guide.name) or (kind and not _applied_for(page))
    ):
        return term not in _FOR_CASES and not (term == PROCEDURE and page.text(_LINK))
    if term == "法定办结时限":
        return kind != _SERVICE
    if term == PAPERS:
        return not _NO_PAPERS.search(page.text(CONDITIONS))
    if term == PLACE:
        ways = page.text("办理形式")
        return not (_ONLINE.search(ways) and not _ON_SITE.search(ways))
    return True
