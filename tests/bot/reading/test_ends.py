"""Until when: each row is what an admin says behind "聘任 3", and the last day of the term."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.reading.ends import End, read_end
from flows.model import Locale
from tests.patience import soon

NOW = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
ROWS: list[tuple[str, str]] = [
    ("一年", "2027-11-23"),
    ("2年", "2028-11-23"),
    ("半年", "2027-05-23"),
    ("一年半", "2028-05-23"),
    ("三个月", "2027-02-23"),
    ("明年年底", "2027-12-31"),
    ("明年底", "2027-12-31"),
    ("二〇二七年底", "2027-12-31"),
    ("年底", "2026-12-31"),
    ("后年6月底", "2028-06-30"),
    ("3月底", "2027-03-31"),
    ("下个月底", "2026-12-31"),
    ("明年11月30号", "2027-11-30"),
    ("明年6月", "2027-06-30?"),
    ("2028年", "2028-12-31?"),
    ("for one year", "2027-11-23"),
    ("a year and a half", "2028-05-23"),
    ("18 months", "2028-05-23"),
    ("the end of next year", "2027-12-31"),
    ("end of June 2027", "2027-06-30"),
    ("end of next month", "2026-12-31"),
    ("June 2027", "2027-06-30?"),
    ("next year", "2027-12-31?"),
    ("30 November 2027", "2027-11-30"),
    ("几年", "-"),
    ("一个半月", "-"),
    ("两周", "-"),
    ("九百九十九年", "-"),
    ("999年", "-"),
    ("0年", "-"),
    ("13月底", "-"),
    ("2026年6月", "-"),
    ("昨天", "-"),
    ("退休", "-"),
    ("年" * 20_000, "-"),
    ("二" * 20_000, "-"),
]


def told(end: End | None) -> str:
    return "-" if end is None else f"{end.on}{'' if end.sure else '?'}"


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_a_term_ends_when_it_is_said(text: str, wanted: str) -> None:
    locale: Locale = "en" if text.isascii() else "zh"
    with soon():
        end = read_end(text, begins=date(2026, 11, 24), now=NOW, locale=locale)
    assert told(end) == wanted


def test_a_further_term_counts_from_its_first_day() -> None:
    end = read_end("一年", begins=date(2028, 1, 1), now=NOW, locale="zh")
    assert told(end) == "2028-12-31"
