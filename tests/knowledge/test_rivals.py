"""Items with nearly the same name are told apart by what a question says to the letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.model import GuideAnswer
from tests.knowledge.shelf import JsonShelf

Asker = Callable[[str], GuideAnswer]
_NAMES = {
    "moor": "内河泊位登记",
    "open": "非内河泊位登记",
    "agreed": "债务和解协议备案",
    "brokered": "债务调解协议备案",
    "folk": "民间灯彩政策法规咨询",
    "faith": "祠堂灯彩政策法规咨询",
    "plan": "建设项目环境影响报告表审批",
    "shore": "湖岸工程建设项目湖岸环境影响报告表审批",
    "guide": "三级灯彩技师注册",
    "tree": "国家一级保护古树特许移栽证核发初审",
    "list": "灯彩作坊名录查询",
    "tutor": "对教师申诉作出处理",
    "share": "龙舟股份抽签见证指引",
    "sold": "龙舟过户（买卖）",
}
GUIDES = "guides:\n" + "".join(
    f"- {{id: {id_}, name: {name}, bureau: 云溪市民间灯彩局, level: 市级, region: 云溪市,\n"
    f"   承诺办结时限: {days} 个工作日, 申请材料: [申请表], 办理地点: 青禾路 {days} 号}}\n"
    for days, (id_, name) in enumerate(_NAMES.items(), start=3)
)


@pytest.fixture
def ask(tmp_path: Path, write: Callable[[str, str], Path]) -> Asker:
    """Asks a library whose items have much of their names in common."""
    library = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")
    library.add([write("guides.yaml", GUIDES)])
    return lambda text: library.ask(text, on=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("内河泊位登记要多久", "moor"),
        ("内河泊位怎么登记，要多久", "moor"),
        ("非内河泊位登记要多久", "open"),
        ("债务和解协议怎么备案，去哪里", "agreed"),
        ("债务调解协议怎么备案，去哪里", "brokered"),
        ("民间灯彩政策法规想咨询，去哪里", "folk"),
        ("祠堂灯彩政策法规想咨询，去哪里", "faith"),
        ("湖岸工程建设项目环境影响报告表审批承诺多少个工作日", "shore"),
        ("建设项目环境影响报告表审批要多久", "plan"),
        ("三级灯彩技师注册去哪里", "guide"),
        ("灯彩作坊名录去哪里查", "list"),
        ("想查灯彩作坊名录，地址在哪", "list"),
    ],
)
def test_the_item_that_is_named_to_the_letter_is_meant(ask: Asker, text: str, item: str) -> None:
    answer = ask(text)
    assert (answer.status, answer.item) == ("answered", item), answer


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("四级灯彩技师注册去哪里", "refused"),
        ("国家二级保护古树移栽证要什么材料", "refused"),
        ("龙舟继承过户要什么材料", "refused"),
        ("现在买什么股份好", "refused"),
        ("明天云溪会下雨吗", "refused"),
        ("灯彩作坊名录多久办好", "clarify"),
        ("龙舟股份去哪里", "clarify"),
    ],
)
def test_what_only_looks_like_it_is_not_answered(ask: Asker, text: str, status: str) -> None:
    assert ask(text).status == status, ask(text)


def test_a_teacher_is_a_teacher_and_a_result_in_days_is_a_time(ask: Asker) -> None:
    answer = ask("对老师的申诉多少天给结果")
    offered = {candidate.id for candidate in answer.candidates}
    assert "tutor" in {answer.item, *offered}, answer
