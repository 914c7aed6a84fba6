"""Whatever a guide holds: no rule raises, none takes long, all it cites is the guide's own."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.elements import BY_TERM
from knowledge.linting import check
from knowledge.linting.page import Page
from knowledge.model import Faq, Guide

PIECES = (
    "须提交身份证 不用带照片 （ ） 《 “ ： 、 。 其他材料 等 相关 规定的 条件 2023年 12月 31日前 截至 "
    "9:00— 25:99 0999-8123401 0000000 10元 网上 办理 窗口 到 每人每月最高 1 多久 办好 吗？ 能 不能 XX "
    "*** &nbsp; <a > \\n \U00020000 １"
).split() + [" ", "\n"]
"""What the rules look for, in any order."""
TEXT = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
SHORT = TEXT.filter(bool).map(lambda text: text[:500])
DAY = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
GUIDES = st.builds(
    Guide,
    id=st.sampled_from(["a", "b"]),
    name=TEXT,
    bureau=st.sampled_from(["", "甲局"]),
    published=DAY,
    effective=DAY,
    expires=DAY,
    elements=st.dictionaries(st.one_of(st.sampled_from(sorted(BY_TERM)), SHORT), TEXT, max_size=12),
    faqs=st.lists(st.builds(Faq, question=SHORT, answer=SHORT), max_size=4).map(tuple),
)


def texts(guide: Guide) -> dict[str, str]:
    page = Page(guide)
    pieces = {piece.anchor: piece.text for piece in (*page.elements(), *page.faqs())}
    return pieces | {"事项": guide.name}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GUIDES, GUIDES)
def test_any_guide_can_be_checked_and_is_cited_truly(one: Guide, other: Guide) -> None:
    shelf = {one.id: one, other.id: other}
    findings = check(shelf, on=date(2026, 6, 1))
    assert len({finding.id for finding in findings}) == len(findings)
    for finding in findings:
        held = texts(shelf[finding.guide])
        for cited in finding.cited:
            if cited.quote:
                assert held[cited.anchor][cited.start : cited.end] == cited.quote


HOSTILE = [
    "1" * 20_000,
    "1," * 10_000,
    "（" * 20_000,
    "的" * 20_000,
    "需要" * 10_000,
    "其他" * 10_000,
    "相关的" * 6_000 + "其他",
    "无需" + "申请" * 9_000,
    "须提交" * 6_000,
    "2023年" * 4_000,
    "截至2023年" * 2_500,
    "9:00-" * 4_000,
    "<a " * 6_000,
    "." * 20_000 + "x",
    "网上、" * 6_000,
    "每人每月最高" * 3_000 + "1200 元",
    "本单位" + "的办事服务" * 4_000,
    "0999-8123401、" * 1_500,
    "\n" * 20_000,
    "规定的其他" + "有关" * 9_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_no_text_takes_long(text: str) -> None:
    elements = dict.fromkeys(("受理条件", "申请材料", "办理流程", "收费标准", "办理时间"), text)
    elements |= dict.fromkeys(("办理地点", "咨询方式", "承诺办结时限", "办理形式", "有效期"), text)
    faqs = tuple(Faq(question=text[:1000], answer=text[:8000]) for _ in range(3))
    guide = Guide(id="a", name=text[:200], elements=elements, faqs=faqs)
    begun = time.process_time()
    check({"a": guide}, on=date(2026, 6, 1))
    assert time.process_time() - begun < 3  # ten elements of 20,000 characters
