"""What changed is told by element, in short, and only what is said counts."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.changes import MAX_ENTRIES, MAX_VALUE, changes, content
from knowledge.model import Faq, Guide


def guide(**fields: Any) -> Guide:
    return Guide(**{"id": "1", "name": "甲", "version": "1"} | fields)


def of(elements: dict[str, str]) -> Guide:
    return guide(elements=elements)


def told(old: Guide, new: Guide) -> list[str]:
    return [change.text for change in changes(old, new, "zh")]


@pytest.mark.parametrize(
    ("term", "before", "after", "text"),
    [
        ("承诺办结时限", "5 个工作日", "3 个工作日", "承诺办结时限：5 → 3 个工作日"),
        ("承诺办结时限", "15 个工作日", "5 个工作日", "承诺办结时限：15 → 5 个工作日"),
        ("承诺办结时限", "5 个工作日", "即办", "承诺办结时限：5 个工作日 → 即办"),
        ("收费标准", "60 元", "", "收费标准：不再写明，原来是 60 元"),
        ("收费标准", "", "60 元", "收费标准：新写明 60 元"),
        ("承诺办结时限", "3-5 日", "2 日", "承诺办结时限：3-5 → 2 日"),
        ("收费标准", "1.5 元", "15 元", "收费标准：1.5 → 15 元"),
        ("申请材料", "户口簿\n申请表", "申请表\n居住证", "申请材料：＋居住证 －户口簿"),
        (
            "申请材料",
            "户口簿（1 份）",
            "户口簿（2 份）",
            "申请材料：户口簿（1 份） → 户口簿（2 份）",
        ),
        ("申请材料", "户口簿\n申请表", "申请表\n户口簿", "申请材料：顺序变了"),
        (
            "受理条件",
            "户籍在本市并且实际居住的老年人，" * 3 + "年满 80 周岁" + "，由本人或者亲属申请" * 3,
            "户籍在本市并且实际居住的老年人，" * 3 + "年满 70 周岁" + "，由本人或者亲属申请" * 3,
            "受理条件：…年人，年满 80 周岁，由… → …年人，年满 70 周岁，由…",
        ),
    ],
)
def test_a_change_is_told_by_what_differs(term: str, before: str, after: str, text: str) -> None:
    old, new = ({term: value} if value else {} for value in (before, after))
    assert told(of(old), of(new)) == [text]


def test_the_head_and_the_faqs_are_told() -> None:
    old = guide(expires="2026-06-30", faqs=(Faq(question="能代办吗", answer="能"),))
    new = guide(bureau="局", faqs=(Faq(question="收费吗", answer="不"),))
    assert told(old, new) == [
        "实施主体：新写明 局",
        "失效日期：不再写明，原来是 2026-06-30",
        "常见问题：＋收费吗 －能代办吗",
    ]
    english = changes(old, new, "en")[0].text
    assert english == "bureau: now stated, 局"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5 个工作日", "5个工作日"),
        ("5 个工作日", "\uff15 个工作日"),
        ("原件（1 份）", "原件(1份)"),
        ("a\n\nb ", "a\nb"),
    ],
)
def test_what_is_only_its_form_is_no_change(before: str, after: str) -> None:
    old, new = of({"受理条件": before}), of({"受理条件": after})
    assert told(old, new) == []
    assert content(old) == content(new)


@pytest.mark.parametrize(
    ("before", "after"), [("1.5 元", "15 元"), ("a b", "ab"), ("3-5 日", "35 日")]
)
def test_what_is_said_otherwise_is_a_change(before: str, after: str) -> None:
    assert content(of({"收费标准": before})) != content(of({"收费标准": after}))


def test_what_is_told_is_bounded() -> None:
    lists = ["\n".join(f"{name}材料{number}" for number in range(300)) for name in "甲乙"]
    long = ["一" * 9_000 + end for end in ("二" * 9_000, "三" * 9_000)]
    for old, new in ((lists[0], lists[1]), long):
        (text,) = told(of({"申请材料": old}), of({"申请材料": new}))
        assert len(text) < (MAX_ENTRIES + 2) * MAX_VALUE
