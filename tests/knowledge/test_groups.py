"""What a heading within a list says (for whom) goes along with each of its entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.groups import groups, heading_of
from knowledge.library import Library
from knowledge.model import Guide
from knowledge.passages import cite, passages_of
from knowledge.wording import Section, answer_text
from tests.knowledge.shelf import JsonShelf

PAPERS = "（一）个人申请：\n居民身份证\n租房合同\n（二）企业申请：\n营业执照\n授权委托书\n租房合同"


def test_entries_stand_by_their_heading() -> None:
    assert [*groups(PAPERS)] == [
        ("（一）个人申请：", ["居民身份证", "租房合同"]),
        ("（二）企业申请：", ["营业执照", "授权委托书", "租房合同"]),
    ]
    assert [*groups("申请表\n身份证")] == [("", ["申请表", "身份证"])]


@pytest.mark.parametrize(
    ("line", "heading"),
    [("营业执照", "（二）企业申请："), ("租房合同", ""), ("户口簿", ""), ("（一）个人申请：", "")],
)
def test_the_heading_of_an_entry(line: str, heading: str) -> None:
    assert heading_of(PAPERS, line) == heading


def test_each_piece_of_a_long_list_says_for_whom_it_is() -> None:
    long = "\n".join(f"第{number}种材料，原件一份，复印件两份，加盖公章" for number in range(20))
    guide = Guide(id="1", name="放飞", elements={"申请材料": f"个人：\n{long}\n企业：\n{long}"})
    shown = [passage.shown for passage in passages_of(guide)]
    assert len(shown) > 4
    assert all(text.startswith(("个人：\n第", "企业：\n第")) for text in shown)


def test_an_answer_counts_and_ticks_below_its_headings() -> None:
    guide = Guide(id="1", name="放飞")
    steps = "网上办理：\n登录\n提交\n窗口办理：\n取号"
    shown = answer_text(
        guide,
        [Section(e, t, cite(guide, e, t)) for e, t in (("申请材料", PAPERS), ("办理流程", steps))],
        (),
        "12345",
        date(2026, 6, 1),
        "zh",
    )
    assert "（一）个人申请：\n□ 居民身份证\n□ 租房合同\n（二）企业申请：\n□ 营业执照" in shown
    assert "网上办理：\n1. 登录\n2. 提交\n窗口办理：\n1. 取号" in shown


PAGE = """# 风筝摊位备案
## 受理条件
在云溪市摆摊。
## 申请材料
### 个人
- 居民身份证
### 企业
- 营业执照
- 授权委托书 1 份
## 承诺办结时限
3 个工作日
"""


def test_an_answer_says_for_which_case(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    library = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")
    library.add([write("a.md", PAGE)])
    whole = library.ask("风筝摊位备案要什么材料", on=date(2026, 6, 1))
    assert "个人：\n□ 居民身份证\n企业：\n□ 营业执照" in whole.text
    line = library.ask("风筝摊位备案授权委托书要几份", on=date(2026, 6, 1))
    assert "企业：" in line.text
    assert "授权委托书 1 份" in line.text
