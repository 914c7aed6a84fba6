"""Ways of asking for an element, and words that look like one and ask for none."""

from __future__ import annotations

import pytest

from knowledge.elements import intents

ASKED = {
    "申请材料": "要带什么|带啥|要什么证|要备齐啥|需要哪几样"
        "|带身份证就行吗|得拿什么|都要什么|要拿哪些证件",
    "承诺办结时限": "多久能好|快不快|什么时候出结果|能不能当场拿|要好久"
        "|几时能办妥|立等可取吗|多快能好|几天批下来|多少天给结果|等几天才有回复|几个工作日有答复"
        "|今天能拿到不|当天拿得到吗|当场能办好吗|多久才能有回音",
    "收费标准": "要钱吗|贵不贵|要缴费吗|要掏钱吗"
        "|是否需要缴纳工本费|收我60块对吗|他们要了我20元|花多少钱|是不是免费的|工本费多少|收不收钱",
    "办理地点": "去哪办|在几楼|怎么过去|去派出所办吗"
        "|上哪儿办|找哪个部门|到哪里交材料",
    "是否网办": "能不能网上办|手机上能弄吗|能在家里办吗"
        "|支付宝能办吗|不跑腿能办吗|线上申请行吗",
    "委托代办": "要本人去吗|必须自己去吗|我不去行吗|我媳妇去行吗"
        "|儿子能替老人办吗|让中介办可以吗|可以找人替吗",
    "物流快递": "能寄家里吗|包邮吗|可以寄送吗"
        "|送到家吗|证能寄给我吗|可以寄吗|能不能寄到外省|邮费谁出|是否支持邮寄送达",
    "可否减免": "费用能免吗|能便宜点吗|能不能少交一点",
    "办理时间": "现在开着没|开门了没",
    "办理形式": "是不是只能去窗口|非得去派出所吗",
    "有效期": "这证能用几年|能管多久",
    "实施主体": "是哪个部门管|归哪个部门审批",
}  # fmt: skip
NOT_ASKED = [
    ("办理地点", "怎么去补办"),
    ("承诺办结时限", "有结果会通知吗"),
    ("委托代办", "儿子能落户吗"),
    ("委托代办", "孩子去上学要什么"),
    ("是否网办", "能在家里办公吗"),
    ("物流快递", "寄养的孩子"),
    ("办理地点", "公司地址能用家里的吗"),
    ("办理地点", "居住证地址变了咋改"),
    ("委托代办", "公司名字被别人用了"),
    ("委托代办", "能帮我看看吗"),
]
ASKED_IN_ENGLISH = [
    ("申请材料", "what do i need"),
    ("申请材料", "how many photos"),
    ("咨询方式", "what is the number to ask about this"),
    ("咨询方式", "who can i call"),
    ("预约", "do i need to book"),
    ("监督投诉方式", "where do i complain"),
    ("办理时间", "is the office open on saturdays"),
    ("委托代办", "can my brother pick it up for me"),
]
NOT_ASKED_IN_ENGLISH = [
    ("预约", "do i need my hukou book"),
    ("办理时间", "how do i open a shop"),
    ("承诺办结时限", "i want to take part"),
    ("受理条件", "who can i call"),
    ("委托代办", "can my kid go to school with it"),
]


@pytest.mark.parametrize(
    ("term", "question"), [(term, one) for term, rows in ASKED.items() for one in rows.split("|")]
)
def test_an_element_is_asked_for_in_many_ways(term: str, question: str) -> None:
    asked = {intent.term for intent in intents(question)}
    if term in ("委托代办", "是否网办"):  # these two are told in several elements
        assert asked & {term, "到办事现场次数", "办理形式"}
    else:
        assert term in asked


@pytest.mark.parametrize(("term", "question"), NOT_ASKED)
def test_what_only_looks_like_it_asks_for_none(term: str, question: str) -> None:
    assert term not in {intent.term for intent in intents(question)}


@pytest.mark.parametrize(("term", "question"), ASKED_IN_ENGLISH)
def test_an_element_is_asked_for_in_english(term: str, question: str) -> None:
    assert {intent.term for intent in intents(question, english=True)} == {term}


@pytest.mark.parametrize(("term", "question"), NOT_ASKED_IN_ENGLISH)
def test_an_english_word_is_no_cue_by_itself(term: str, question: str) -> None:
    assert term not in {intent.term for intent in intents(question, english=True)}
