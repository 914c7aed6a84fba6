"""Which piece of a guide is told, and that no part of a question is dropped."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.model import GuideAnswer

ON = date(2026, 6, 1)
OPEN = "这一问"
"""How an answer says that one part of the question is open."""


def told(answer: GuideAnswer) -> list[str]:
    """What an answer tells: an element by its name, a FAQ by its question."""
    return [
        source.passage.split("\n")[0].removeprefix("问：")
        if source.element == "常见问题"
        else source.element
        for source in answer.sources
    ]


@pytest.mark.parametrize(
    ("question", "item", "pieces"),
    [
        # what limits a sum in words, behind its own name
        ("买房提取公积金要哪些材料，最多能提多少", "", ["受理条件", "申请材料"]),
        # a clause that another item's word stands in, of which this guide has a FAQ
        ("失业金能领几个月，医保咋办", "", ["能领几个月？", "领的时候医保怎么办？"]),
        # by when one must do it, not how long the office takes
        ("给孩子上户口有没有期限", "", ["孩子出生多久之内要上户口？"]),
        # what allows it, before a paper that some must hand in
        ("外地户口可以吗", "YX-RS-002", ["受理条件"]),
        ("个体户登记能家庭经营吗", "", ["受理条件"]),
        # a trouble, not the whole procedure
        ("三个月到了新的还没给我，咋办", "YX-GA-002", ["临时证三个月到了，新证还没下来怎么办？"]),
        ("房东不给签合同咋办", "YX-GA-003", ["租的房子房东不配合，没有合同怎么办？"]),
        ("身份证丢了，咋办", "", ["办理流程"]),
        # complaints, with the ground before them
        ("食品许可证那窗口态度太差了我要投诉，打哪个电话", "", ["监督投诉方式"]),
        ("迁户口那窗口的人爱搭不理，我上哪告状去", "", ["监督投诉方式"]),
        ("生育登记要几天，能寄吗", "", ["承诺办结时限", "法定办结时限", "物流快递"]),
        ("咨询电话和投诉电话是多少", "YX-GA-001", ["咨询方式", "监督投诉方式"]),
        # hours of the office, not of one's own work
        ("结婚登记处几点上班", "", ["办理时间"]),
        ("我驾照是江西发的，人在云溪上班，能换吗", "", ["在外地上班，能在云溪换老家发的驾照吗？"]),
        # what people say for it
        ("补身份证能用大厅那个机器弄不", "", ["办理形式"]),
        ("临时身份证去了能等着拿不", "", ["承诺办结时限", "法定办结时限"]),
        ("居住证能不能一趟都不跑", "", ["到办事现场次数"]),
        ("外省看病备案一回管多久", "", ["有效期"]),
        ("二手房登记费能免不", "", ["可否减免"]),
        ("创业贷最高能借多少", "", ["受理条件"]),
        ("社保卡丢了，这几天看病咋弄", "", ["社保卡丢了，里面的钱和医保会不会受影响？"]),
    ],
)
def test_the_piece_that_was_asked_for_is_told(
    sampled: Library, question: str, item: str, pieces: list[str]
) -> None:
    answer = sampled.ask(question, item=item or None, on=ON)
    assert (answer.status, told(answer)) == ("answered", pieces)
    assert OPEN not in answer.text


@pytest.mark.parametrize("item", ["YX-GA-001", "YX-RS-003", "YX-SC-003"])
def test_who_complains_of_something_else_is_told_no_number(sampled: Library, item: str) -> None:
    assert sampled.ask("怎么举报邻居噪音", item=item, on=ON).status != "answered"


def test_bringing_the_parents_along_is_no_proxy(sampled: Library) -> None:
    along = sampled.ask("可以带爸妈来看吗", item="YX-MZ-001", on=ON)
    instead = sampled.ask("爸妈来办行吗", item="YX-RS-001", on=ON)
    assert "委托代办" not in told(along)
    assert "委托代办" in told(instead)


def test_pieces_within_a_hair_of_each_other_are_both_told(sampled: Library) -> None:
    near = sampled.ask("新身份证下来了，手里那张临时的还要还回去不", item=None, on=ON)
    exact = sampled.ask("拿到新身份证后，临时证怎么处理", item=None, on=ON)
    assert "拿到新身份证后，临时证怎么处理？" in told(near)
    assert len(told(near)) == 2
    assert told(exact) == ["拿到新身份证后，临时证怎么处理？"]


def test_a_part_that_is_near_to_something_is_offered_beside_the_answer(sampled: Library) -> None:
    answer = sampled.ask("开公司要几天，股东能写我老婆名字吗", item=None, on=ON)
    assert answer.status == "answered"
    assert told(answer) == ["承诺办结时限", "法定办结时限"]
    assert "“股东能写我老婆名字吗”" + OPEN in answer.text
    assert len(answer.candidates) > 1
    for number, one in enumerate(answer.candidates, start=1):
        assert f"{number}. {one.label}" in answer.text
    picked = sampled.ask("", item=answer.candidates[0].pick, on=ON, picked=True)
    assert told(picked) == [answer.candidates[0].label]


def test_a_part_of_which_nothing_is_there_is_said_to_be_open(sampled: Library) -> None:
    answer = sampled.ask("结婚登记要带什么，停车免费吗", item=None, on=ON)
    assert (told(answer), answer.candidates) == (["申请材料"], ())
    assert "“停车免费吗”" + OPEN in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "残疾证几天能下来，要是以后丢了补还用再评吗",
        "每月还着车贷呢 还能借那个创业的贷款不",
        "离家好多年结婚证丢了，得回当初登记那地方补吗",
    ],
)
def test_a_part_that_was_told_is_not_said_to_be_open(sampled: Library, question: str) -> None:
    answer = sampled.ask(question, item=None, on=ON)
    assert (answer.status, answer.candidates) == ("answered", ())
    assert OPEN not in answer.text
