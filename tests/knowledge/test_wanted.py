"""What has the matter of a question but not the kind of thing that it wants does not answer."""

from __future__ import annotations

import pytest

from knowledge.text import fold
from knowledge.wanted import lacks_wanted


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("灵活就业的社保补贴一个月能补几百", "有没有社保补贴？ 就业困难人员可以申请，先缴后补。"),
        ("结婚证丢了补一本要多少钱", "结婚证丢了，怎么补？ 到任一登记机关申请补领。"),
        ("年报忘了报罚多少", "每年要做什么？ 报送年度报告，没有业务也要报。"),
        ("手工报销的钱多久到账", "自己付了钱，还能报吗？ 带发票回参保地手工报销。"),
        ("上门评定要排几天", "出不了门怎么评？ 可以预约上门评定。"),
        ("颁证厅最多带几位亲友进去", "可以带亲友来吗？ 可以，预约时勾选。"),
        ("断缴的凭啥不让补", "以前的能补上吗？ 断缴的年份不能往前补缴。"),
        ("how much is the allowance", "有没有补贴？ 可以申请。"),
        ("why can't I pay for the years before", "以前的能补上吗？ 不能。"),
    ],
)
def test_what_lacks_it_is_known(question: str, text: str) -> None:
    assert lacks_wanted(fold(question), text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("补一张多少钱", "丢了怎么补？ 补领 20 元/证。"),
        ("补卡要掏多少钱", "卡丢了怎么补？ 首次不收费。"),
        ("多久能拿到", "怎么领？ 当场发证。"),
        ("啥时候能提", "多久可以提一次？ 每年最多提 4 次。"),
        ("能提几次", "可以多次提吗？ 次数不限。"),
        ("为什么要婚检", "一定要做吗？ 自愿，是为了双方健康。"),
        ("贷款还差二十几万没还完能过户吗", "贷款没还清能过户吗？ 可以带押过户。"),
        ("能不能先办几样", "能先办一部分吗？ 不能。"),
        ("我交过几年社保怎么转", "两种都交过怎么办？ 可以转入。"),
    ],
)
def test_what_has_it_or_is_asked_for_nothing_of_the_kind_answers(question: str, text: str) -> None:
    assert not lacks_wanted(fold(question), text)


def test_a_faq_that_asks_for_the_same_kind_answers_in_any_words() -> None:
    question, text = fold("我到底啥时候能退休"), "我什么时候能退休？ 在小程序里查。"
    assert not lacks_wanted(question, text, fold("我什么时候能退休？"))
