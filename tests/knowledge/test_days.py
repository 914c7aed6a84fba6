"""Days are read as guides write them, in English too; what may be either of two is no day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.days import days_said, find_day
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from knowledge.importers.values import read_date

GUIDE = """Guide to Replacing a Resident ID Card
Yunxi Public Security Bureau
{head}
Who can apply
People registered in Yunxi.
Required documents
A certificate valid until 31/12/2020
Time limit
20 working days
{foot}
"""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Effective 1 July 2026", {"effective": "1 July 2026"}),
        ("(Effective as of 1 Sept. 2026)", {"effective": "1 Sept. 2026"}),
        ("Valid until 31/12/2027", {"expires": "31/12/2027"}),
        ("This guide is valid through 31-12-2027.", {"expires": "31-12-2027"}),
        (
            "In force from July 1st, 2026 – 31 December 2027",
            {"effective": "July 1st, 2026", "expires": "31 December 2027"},
        ),
        (
            "Published on 2026-03-01; effective 2026-04-01 and valid to 1 May 2028",
            {"published": "2026-03-01", "effective": "2026-04-01", "expires": "1 May 2028"},
        ),
        ("Last updated: 3rd of March 2026", {"published": "3rd of March 2026"}),
        (
            "本指南自 2026 年 7 月 1 日起施行，有效期至 2028 年 12 月 31 日。",
            {"effective": "2026年7月1日", "expires": "2028年12月31日"},
        ),
        # look alike, and tell nothing of the guide
        ("Valid for 3 years", {}),
        ("Effective immediately", {}),
        ("A permit valid until 31/12/2027 is required", {}),
        ("Until 30 June 2026 apply online", {}),
        ("Published in 2026", {}),
        ("to 31 December 2027", {}),
        ("2026年7月1日前办理", {}),
    ],
)
def test_what_a_line_says_of_the_guides_days(line: str, told: dict[str, str]) -> None:
    assert days_said(line) == told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 July 2026", date(2026, 7, 1)),
        ("July 1st, 2026", date(2026, 7, 1)),
        ("3-Sep-2026", date(2026, 9, 3)),
        ("31/12/2027", date(2027, 12, 31)),
        ("12/31/2027", date(2027, 12, 31)),
        ("05.05.2027", date(2027, 5, 5)),
    ],
)
def test_a_day_in_english(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["05/06/2027", "31 June 2026", "1 Foo 2026", "May", "32/12/2027"])
def test_what_is_no_day_for_sure(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(text)


def read(tmp_path: Path, head: str = "", foot: str = "") -> Draft:
    path = tmp_path / "card.txt"
    path.write_text(GUIDE.format(head=head, foot=foot), encoding="utf-8")
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Effective 1 July 2026, valid until 31/12/2027", "Last updated: June 3rd, 2026"),
        ("3 June 2026", "In force from 1 July 2026 to 31 December 2027"),
        ("Effective date: 1 July 2026", "Valid until: 31 Dec 2027\nLast updated: 3 June 2026"),
    ],
)
def test_an_english_guide_has_its_days(tmp_path: Path, head: str, foot: str) -> None:
    draft = read(tmp_path, head, foot)
    guide = draft.guide
    assert (guide.published, guide.effective, guide.expires) == (
        date(2026, 6, 3),
        date(2026, 7, 1),
        date(2027, 12, 31),
    )
    assert guide.elements["申请材料"] == "A certificate valid until 31/12/2020"
    assert "其他" not in guide.elements
    assert draft.odd == ()


def test_a_day_that_may_be_either_of_two_is_told(tmp_path: Path) -> None:
    draft = read(tmp_path, "Effective 05/06/2026")
    assert draft.guide.effective is None
    assert any("05/06/2026" in str(odd) for odd in draft.odd)


@pytest.mark.parametrize("text", ["valid " * 3_400, "effective from " * 1_300, "1 " * 10_000])
def test_a_long_line_costs_no_more(text: str) -> None:
    assert days_said(text) == {}
    assert find_day(text) == ""
