"""Rules of how it is done: trips, online or not, against the steps and the ways of handling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.elements import PAPERS, PROCEDURE
from knowledge.linting.page import Flaw, Page, Piece
from knowledge.remarks import remark

TRIPS, ONLINE, WAYS = "到办事现场次数", "是否网办", "办理形式"
_ZERO = re.compile(r"^(?:0|零) ?次?$")
_BARE = re.compile(r"^[是否]$")
_STEP = re.compile(r"[^\n。；;]+")
_GO = re.compile(
    r"(?:到|至|去|前往|来)[^，,。；;\n]{0,14}(?:窗口|大厅|现场|服务中心|派出所|网点)[^，,。；;\n]{0,6}(?:提交|申请|办理|申报|递交|签字|采集)"
    r"|(?:须|必须|应当?|需)(?:本人|双方|亲自|现场)?到场"
)
_OTHERWISE = re.compile(
    r"网|线上|在线|App|小程序|快递|邮|寄|或|可以?|也|如|的[,，]|选择|电子", re.IGNORECASE
)
"""Another way, or a case: then the step does not make everybody go there."""
_NETWORK = re.compile(
    r"网上|网络|线上|在线|App|小程序|掌上|移动端|全程网办|一网通|不见面|自助申报", re.IGNORECASE
)
_SUBMITTED = re.compile(
    r"(?:在|通过|登录|登陆|从)[^，,。；;\n]{0,20}(?:平台|网站|系统|App|小程序|官网|门户|网上)[^，,。；;\n]{0,8}(?:提交|申请|申报|填报|办理)",
    re.IGNORECASE,
)
_ASIDE = re.compile("预约|查询|进度|咨询|下载|打印")
_AWAY = re.compile(f"{_NETWORK.pattern}|邮|寄|快递|电话|传真|上门|信函", re.IGNORECASE)
"""Ways that spare the trip."""


def trips_zero(page: Page) -> Iterator[Flaw]:
    """No trip at all, it says, yet the guide sends people there or offers no other way."""
    trips, online, ways = page.element(TRIPS), page.element(ONLINE), page.element(WAYS)
    if not _ZERO.match(trips.text):
        return
    if online.text == "否" and page.text(PAPERS) and not _AWAY.search(ways.text):
        yield Flaw("trips-zero", remark("lint_zero_offline"), (trips.cite(), online.cite()))
    elif step := _only_on_site(page.element(PROCEDURE)):
        what = remark("lint_zero_step", step.group().strip()[:40])
        yield Flaw("trips-zero", what, (trips.cite(), page.element(PROCEDURE).cite(*step.span())))
    elif reason := page.text("必须现场办理原因"):
        cited = (trips.cite(), page.element("必须现场办理原因").cite())
        if not re.match("无|/|-", reason):
            yield Flaw("trips-zero", remark("lint_zero_reason", reason[:40]), cited)


def _only_on_site(steps: Piece) -> re.Match[str] | None:
    """The step that makes everybody go there; None if any step tells another way."""
    if _NETWORK.search(steps.text):
        return None
    return next(
        (
            step
            for step in _STEP.finditer(steps.text)
            if _GO.search(step[0]) and not _OTHERWISE.search(step[0])
        ),
        None,
    )


def online_flag(page: Page) -> Iterator[Flaw]:
    """Whether it can be done online, against the ways and the steps."""
    online, ways, steps = page.element(ONLINE), page.element(WAYS), page.element(PROCEDURE)
    if not _BARE.match(online.text):
        return
    if online.text == "是":
        if ways.text and not _NETWORK.search(ways.text) and "网" not in ways.text:
            what = remark("lint_online_ways", ways.text[:40])
            yield Flaw("online-flag", what, (online.cite(), ways.cite()))
        elif not ways.text and (step := _only_on_site(steps)):
            what = remark("lint_online_steps", step[0].strip()[:40])
            yield Flaw("online-flag", what, (online.cite(), steps.cite(*step.span())))
        return
    for found in _NETWORK.finditer(ways.text):
        begin, end = _clause(ways.text, found.start())
        if not _ASIDE.search(ways.text[begin:end]) and "不" not in ways.text[begin:end]:
            what = remark("lint_offline_ways", ways.text[begin:end].strip()[:40])
            yield Flaw("online-flag", what, (online.cite(), ways.cite(begin, end)))
            return
    for found in _SUBMITTED.finditer(steps.text):
        if not _ASIDE.search(found[0]):
            what = remark("lint_offline_steps", found[0][:40])
            yield Flaw("online-flag", what, (online.cite(), steps.cite(*found.span())))
            return


def _clause(text: str, at: int) -> tuple[int, int]:
    """The piece between commas that holds a place."""
    edges = [found.start() for found in re.finditer(r"[、,，。；;\n]", text)]
    begin = max((edge + 1 for edge in edges if edge < at), default=0)
    return begin, min((edge for edge in edges if edge >= at), default=len(text))


def depth(page: Page) -> Iterator[Flaw]:
    """A depth of online handling beside "not online"."""
    online, deep = page.element(ONLINE), page.element("网办深度")
    if online.text == "否" and re.search("全程|受理|办结|审批", deep.text):
        what = remark("lint_offline_depth", deep.text[:40])
        yield Flaw("online-flag", what, (online.cite(), deep.cite()))
