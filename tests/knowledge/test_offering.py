"""What of a guide is offered where its item is sure and nothing tells the answer."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library

ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("asked", "item", "meant"),
    [
        ("那等新证这段时间坐高铁用什么", "YX-GA-001", "常见问题-1"),
        ("检查没过还能再来一次吗", "YX-SC-003", "常见问题-3"),
        ("我是外省的本子，这儿给换吗", "YX-GA-005", "常见问题-2"),
        ("税务是不是一起办", "YX-ZR-001", "联办机构"),
        ("居住正每年都要去签一下吗", None, "有效期"),
        ("我爸73了换驾照有啥特别要求不", None, "常见问题-4"),
        ("娃三岁了还不会说话 能给他弄残疾证吗", None, "常见问题-6"),
        ("外地学生补身份证要不要学校盖章开条子", None, "常见问题-6"),
        ("家里吃低保的，补身份证那四十块能不能不收", None, "可否减免"),
        ("怕迁了户口老家宅基地没了", None, "常见问题-3"),
        ("老早那本就业失业登记证废了没，要不要换新的", None, "常见问题-3"),
        ("请问购房提取住房公积金的额度上限如何计算？", None, "受理条件"),
        ("交房租用公积金，一年能往外取几回", None, "常见问题-3"),
        ("补领身份证要不要按指纹", None, "委托代办"),
        ("居住证忘了签注是不是就作废了", None, "有效期"),
        ("创业担保贷款的利率和贴息比例是如何规定的?", None, "收费标准"),
    ],
)
def test_the_piece_that_is_meant_is_among_those_offered(
    asked: str, item: str | None, meant: str, sampled: Library
) -> None:
    back = sampled.ask(asked, item=item, on=ON)
    assert (back.status, back.sources) == ("clarify", ())
    assert 2 <= len(back.candidates) <= 5
    one = next(candidate for candidate in back.candidates if candidate.anchor == meant)
    told = sampled.ask(asked, item=one.pick, picked=True, on=ON)
    assert (told.status, told.item) == ("answered", back.item)
    assert [source.guide for source in told.sources] == [one.id]


@pytest.mark.parametrize(
    ("asked", "item"),
    [
        ("停车位有吗", "YX-GA-001"),
        ("今天天气怎么样", "YX-GA-001"),
        ("附近哪家火锅最好吃", "YX-GA-001"),
        ("体检要多久", "YX-GA-005"),
        ("身份证补领停车费多少", None),
        ("结婚登记公告几天", None),
        ("就业创业证要学生证吗", None),
        ("社保卡要不要缴税证明", None),
        ("二手房要不要重新刷墙", None),
        ("居住证能不能加急办", None),
        ("补办身份证加急多少钱", None),
        ("加急办居住证几天", None),
        ("食品经营许可证快到期了怎么延续", None),
    ],
)
def test_what_the_guide_plainly_does_not_tell_is_refused(
    asked: str, item: str | None, sampled: Library
) -> None:
    answer = sampled.ask(asked, item=item, on=ON)
    assert (answer.status, answer.candidates) == ("refused", ())


@pytest.mark.parametrize("asked", ["养狗证在哪办", "停车证在哪办"])
def test_an_unknown_service_is_not_refused_as_the_one_in_focus(
    asked: str, sampled: Library
) -> None:
    answer = sampled.ask(asked, item="YX-GA-001", on=ON)
    assert (answer.status, answer.item) == ("refused", "")


def test_of_two_faqs_the_one_that_asks_whether_it_is_possible_in_other_words_answers(
    sampled: Library,
) -> None:
    answer = sampled.ask("驾照过期俩月了还能换吗", on=ON)
    assert answer.sources[0].passage.startswith("问：驾照过期没多久")
