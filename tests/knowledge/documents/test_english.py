"""Guides in English become the same elements, and look-alikes in them none."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importers.documents.shapes import asked_of, names_of, shape_of, term_of
from knowledge.importers.documents.titles import title_of
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft

GUIDE = """Guide to Replacing a Resident ID Card
Yunxi Public Security Bureau
Who can apply
People registered in Yunxi.
Required documents
1. Household register (original)
2. Application form
Time limit
20 working days
Fees
40 yuan
Where to apply
88 Hubin Road, Window 3
Opening hours
Mon-Fri 9:00-17:30
Contact
Telephone: 0999-8123401
Complaints
Telephone: 12345
FAQ
Q: Can someone else collect it?
A: Yes, with an ID card.
"""


def test_an_english_guide_has_its_elements(tmp_path: Path) -> None:
    path = tmp_path / "card.txt"
    path.write_text(GUIDE, encoding="utf-8")
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    guide = draft.guide
    assert (guide.name, guide.bureau) == (
        "Replacing a Resident ID Card",
        "Yunxi Public Security Bureau",
    )
    assert guide.elements == {
        "受理条件": "People registered in Yunxi.",
        "申请材料": "Household register (original)\nApplication form",
        "承诺办结时限": "20 working days",
        "收费标准": "40 yuan",
        "办理地点": "88 Hubin Road, Window 3",
        "办理时间": "Mon-Fri 9:00-17:30",
        "咨询方式": "Telephone: 0999-8123401",
        "监督投诉方式": "Telephone: 12345",
    }
    assert guide.faqs[0].answer == "Yes, with an ID card."


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("2. Documents required for the application", ["申请材料"]),
        ("II. Fees", ["收费标准"]),
        ("Address and opening hours:", ["办理地点", "办理时间"]),
        ("Responsible authority: Yunxi Bureau", ["实施主体"]),
        ("第一条 申请条件", ["受理条件"]),
        ("附件1：渔船检验流程图", ["办理流程"]),
        # look alike, and are none
        ("Proof of address", []),
        ("Contact your bank", []),
        ("Conditions apply.", []),
        ("I. am", []),
        ("第三条 申请人应当年满十八周岁", []),
        ("附件：申请表", []),
    ],
)
def test_an_english_heading_is_known_by_its_name(line: str, terms: list[str]) -> None:
    assert [term_of(key) for key in names_of(shape_of(line).label)] == terms


def test_an_english_question_as_a_heading_asks_for_its_element() -> None:
    assert asked_of("What do I need to bring") == ("申请材料",)
    assert asked_of("What do I need to bring?") == ()
    title = title_of("Residence Permit Service Guide")
    assert title is not None
    assert title.name == "Residence Permit"


def test_an_english_table_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text(
        "Service name,Responsible department,Who can apply,Required documents,Processing time\n"
        "Residence permit,Yunxi Bureau,Residents,Passport,5 working days\n"
    )
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    assert (draft.guide.name, draft.guide.bureau) == ("Residence permit", "Yunxi Bureau")
    assert [*draft.guide.elements] == ["受理条件", "申请材料", "承诺办结时限"]
