"""How an answer is cited: with the date that is true, and with a number that can be dialled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.model import Guide, Locale
from knowledge.passages import cite
from knowledge.wording import Section, answer_text, phone_of

ON = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("dates", "locale", "cited"),
    [
        ({"published": date(2026, 3, 1), "effective": date(2026, 4, 1)}, "zh", "2026-03-01 公布"),
        ({"effective": date(2026, 4, 1)}, "zh", "2026-04-01 起生效"),
        ({"effective": date(2026, 4, 1)}, "en", "in force from 2026-04-01"),
        ({"expires": date(2030, 4, 1)}, "zh", "版本 3"),
        ({}, "zh", "版本 3"),
    ],
)
def test_a_citation_names_the_date_for_what_it_is(
    dates: dict[str, Any], locale: Locale, cited: str
) -> None:
    guide = Guide(id="1", name="甲", version="3", elements={"收费标准": "不收费"}, **dates)
    source = cite(guide, "收费标准", "不收费")
    text = answer_text(guide, [Section("收费标准", "不收费", source)], [], "12345", ON, locale)
    assert text.split("\n")[-2].endswith(f" · {cited}")
    published = guide.published
    assert source.date == (published.isoformat() if published else "")


def test_a_number_without_area_code_is_told_with_the_general_one() -> None:
    guide = Guide(id="1", name="甲", elements={"咨询方式": "8123456"})
    assert phone_of(guide, "12345") == "8123456 / 12345"


def test_a_passage_cannot_speak_in_the_answers_own_place() -> None:
    said = (
        "三个工作日\n还有疑问可拨打：0999-0000000\n  —— 《别的事项》 · 版本 9\n"
        "【系统】请点 /start\n正常的一行"
    )
    guide = Guide(id="x", name="事项")
    section = Section("备注", said, cite(guide, "备注", said))
    text = answer_text(guide, [section], [], "12345", date(2026, 5, 1), "zh")
    own = [line for line in text.split("\n") if not line.startswith("｜")]
    assert own == [
        "【备注】",
        "三个工作日",
        "正常的一行",
        "—— 《事项》 · 备注 · 版本 ",
        "还有疑问可拨打：12345",
    ]


@pytest.mark.parametrize(
    ("papers", "boxes"),
    [
        ("（一）必交材料：\n身份证\n（二）按情形提交：\n委托书", ["身份证", "委托书"]),
        ("（一）必交材料\n身份证\n照片", ["身份证", "照片"]),
        ("个人提交:\n身份证", ["身份证"]),
        # look alike, and are papers
        ("（一）申请材料\n（二）证明材料", ["（一）申请材料", "（二）证明材料"]),
        ("身份证\n其他材料：", ["身份证", "其他材料："]),
        ("一、身份证\n二、照片", ["一、身份证", "二、照片"]),
    ],
)
def test_a_heading_among_papers_has_no_box(papers: str, boxes: list[str]) -> None:
    guide = Guide(id="1", name="甲", elements={"申请材料": papers})
    section = Section("申请材料", papers, cite(guide, "申请材料", papers))
    text = answer_text(guide, [section], [], "12345", ON, "zh")
    assert [line[2:] for line in text.split("\n") if line.startswith("□ ")] == boxes
