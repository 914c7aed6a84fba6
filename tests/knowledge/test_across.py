"""What is asked back about over several guides, where no item is named for sure."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library

ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("asked", "item", "anchor"),
    [
        ("厂子倒闭档案也没了，工龄怎么算", "YX-RS-005", "常见问题-4"),
        ("补证这几天要坐高铁去外地怎么上车", "YX-GA-001", "常见问题-1"),
        ("挂失完又在沙发底下翻出来了，旧的那张能用不", "YX-GA-001", "常见问题-3"),
        ("小孩跟着我们一块儿迁，得单独填表吗", "YX-GA-004", "常见问题-5"),
        ("后厨阿姨要办健康证不", "YX-SC-003", "常见问题-2"),
        ("在外省买的房子能取公积金不", "YX-GJJ-002", "常见问题-1"),
        ("断了医保接上能马上报吗", "YX-RS-002", "常见问题-2"),
        ("卖家还欠着银行的钱能过不", "YX-ZR-001", "常见问题-1"),
        ("爷爷今年62，坐公交掏钱不", "YX-MZ-002", "常见问题-1"),
        ("外公今年66歲，搭公車要錢嗎", "YX-MZ-002", "常见问题-1"),
        ("我爸68了，公园门票要钱吗", "YX-MZ-002", "常见问题-5"),
        ("没扯证生的娃能上户不", "YX-WJ-001", "常见问题-4"),
        ("市外迁入户口，未成年子女随迁是否需要单独提出申请？", "YX-GA-004", "常见问题-5"),
        ("我摆摊的 前年去年没钱交养老 现在能一块补上不", "YX-RS-002", "常见问题-1"),
        ("失业那笔补助按啥算的呀 一千多还是两千", "YX-RS-003", "常见问题-3"),
        ("买二手房想写上儿子名，他才六岁", "YX-ZR-001", "常见问题-3"),
        ("户口迁走了 村里那几亩地还是我的不", "YX-GA-004", "常见问题-3"),
        ("有限公司照拿到手 税打哪个月开始报", "YX-SC-002", "常见问题-5"),
        ("户口落到云溪了，手上的身份证还得重新做不", "YX-GA-004", "常见问题-4"),
    ],
)
def test_the_piece_that_is_meant_is_among_those_offered_with_its_item(
    asked: str, item: str, anchor: str, sampled: Library
) -> None:
    back = sampled.ask(asked, on=ON)
    assert (back.status, back.sources, back.item) == ("clarify", (), "")
    assert 2 <= len(back.candidates) <= 5
    one = next(c for c in back.candidates if (c.id, c.anchor) == (item, anchor))
    assert one.label.startswith(f"{one.name} · ")
    assert "都不是" in back.text
    told = sampled.ask(asked, item=one.pick, picked=True, on=ON)
    assert (told.status, told.item) == ("answered", item)


@pytest.mark.parametrize(
    "asked",
    [
        "外卖超时了怎么投诉",
        "信用卡逾期怎么办",
        "无线网密码忘了怎么办",
        "今天星期几",
        "房价会不会跌",
        "快递丢了怎么赔",
        "你多大了",
        "孩子不爱学习怎么办",
        "感冒几天能好",
        "帮我写一段排序的代码",
        "best restaurant nearby",
        "结婚请柬怎么写",
        "结婚送多少红包合适",
        "车险哪家保险公司便宜",
        "网贷逾期了会坐牢吗",
        "怎么把旧手机照片传到新手机",
        "校园卡在哪充值",
        "驾照科目三怎么过",
        "Should I buy stocks now?",
    ],
)
def test_what_no_office_is_asked_is_refused_outright(asked: str, sampled: Library) -> None:
    answer = sampled.ask(asked, on=ON)
    assert (answer.status, answer.candidates) == ("refused", ())


@pytest.mark.parametrize(
    "asked",
    [
        "护照多少钱",
        "护照过期了怎么换新的",
        "刚买的轿车怎么上牌",
        "开美发店要公共场所卫生许可吗",
        "低保一个月多少钱",
        "收养登记怎么办",
        "生育津贴怎么领",
        "养狗证去哪办",
        "无犯罪记录证明在哪开",
        "教师资格证认定要什么材料",
    ],
)
def test_an_absent_service_that_is_only_named_is_refused(asked: str, sampled: Library) -> None:
    answer = sampled.ask(asked, on=ON)
    assert (answer.status, answer.candidates, answer.phone) == ("refused", (), "12345")


@pytest.mark.parametrize("told", ["密码忘了", "有一条没处理", "多少钱", "在哪里办"])
def test_what_tells_or_names_nothing_is_no_reason_to_offer(told: str, sampled: Library) -> None:
    assert sampled.ask(told, on=ON).candidates == ()


def test_a_question_beside_the_item_in_focus_is_offered_of_others(sampled: Library) -> None:
    back = sampled.ask("厂子倒闭档案也没了，工龄怎么算", item="YX-GA-001", on=ON)
    assert back.status == "clarify"
    assert ("YX-RS-005", "常见问题-4") in {(c.id, c.anchor) for c in back.candidates}


def test_pieces_of_the_item_in_focus_go_first(sampled: Library) -> None:
    asked = "挂失完又在沙发底下翻出来了，旧的那张能用不"
    alone = [one.id for one in sampled.ask(asked, on=ON).candidates]
    beside = next(id_ for id_ in alone if id_ != alone[0])
    focused = sampled.ask(asked, item=beside, on=ON)
    assert focused.item in ("", beside)
    assert focused.candidates[0].id == beside


def test_each_clause_that_asks_is_answered(sampled: Library) -> None:
    answer = sampled.ask("买房提公积金可以提两次不，装修能提不", on=ON)
    told = "".join(source.passage for source in answer.sources)
    assert "还能再提吗" in told
    assert "装修能提吗" in told


def test_without_meaning_nothing_is_offered_over_several_guides(letters: Library) -> None:
    answer = letters.ask("证件那天刚好过期了，还能领证不", on=ON)
    assert all(not one.anchor for one in answer.candidates)
