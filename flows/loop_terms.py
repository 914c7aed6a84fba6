"""What the rates of the closed loop are called, and what each divides by what."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

By = Literal["department", "source", "category", "month"]
"""What rates are told by."""
NOT_COUNTED = ("not_adopted", "merged")
"""States of what is not to be mended, or is with its class: rates leave it out."""
SATISFIED_FROM = 4
"""The mark of 5 from which on somebody is satisfied, where an office sets no other."""


def is_dated(deadline: date | None, closed: date | None, today: date) -> bool:
    """Whether it kept its deadline, or did not: it had one, and is closed or past it."""
    return deadline is not None and (closed is not None or deadline < today)


def in_time(deadline: date | None, closed: date | None) -> bool:
    """Whether it was closed by its deadline."""
    return deadline is not None and closed is not None and closed <= deadline


class Definition(NamedTuple):
    """What a figure is called, and what it divides by what, in Chinese and English."""

    name: tuple[str, str]
    words: tuple[str, str]


DEFINITIONS: dict[str, Definition] = {
    "found": Definition(
        ("发现", "found"),
        (
            "发现日期在这段时间里、截止那天已登记的问题（不含草稿）",
            "issues found in these days and entered by their end, drafts aside",
        ),
    ),
    "counted": Definition(
        ("纳入统计", "counted"),
        (
            "发现的，去掉截止时不采纳的和已并入同类的",
            "found, without those that are not adopted or merged at the end",
        ),
    ),
    "closed": Definition(
        ("整改率", "closed"),
        ("截止时已销号或已公开 ÷ 纳入统计", "closed or published at the end / counted"),
    ),
    "on_time": Definition(
        ("按期整改率", "on time"),
        (
            "销号日期不晚于销号时的整改时限 ÷ 有整改时限、且已销号或时限已过的",
            "closed by the deadline of then / those with a deadline, closed or past it",
        ),
    ),
    "overdue": Definition(
        ("超期率", "overdue"),
        ("截止时没有销号、整改时限已过 ÷ 纳入统计", "not closed and past the deadline / counted"),
    ),
    "reopened": Definition(
        ("重新打开率", "re-opened"),
        (
            "销号后又重新打开过 ÷ 曾经销号的（都指纳入统计的）",
            "re-opened after it was closed / ever closed (of those counted)",
        ),
    ),
    "replied": Definition(
        ("按期回复率", "replied on time"),
        (
            "在回复期限当天或之前回复反映人 ÷ 该回复、期限已设置，且已回复或期限已过的"
            "（含不采纳的，不含已并入的；重新打开的按新一轮算）",
            "replied on or before the day it was due / owed with a time that is set, replied "
            "or past it (also not adopted ones; of a re-opened issue the new reply)",
        ),
    ),
    "rated": Definition(
        ("评价率", "rated"),
        ("反映人打过分的 ÷ 曾经销号的", "rated by the reporter / ever closed"),
    ),
    "satisfied": Definition(
        ("反映人满意率", "satisfied"),
        (
            "最近一次打分达到满意线 ÷ 打过分的",
            "whose last mark counts as satisfied / rated",
        ),
    ),
    "reached": Definition(
        ("回访接通率", "reached"),
        ("第三方回访接通过的 ÷ 打过回访的", "reached by a third party / called"),
    ),
    "content": Definition(
        ("回访满意率", "satisfied, called"),
        (
            "最近一次接通的结果达到满意线 ÷ 接通过的（满意算 4 分，一般 3 分，不满意 2 分）",
            "whose last answer counts as satisfied / reached (满意 is 4, 一般 3, 不满意 2)",
        ),
    ),
    "days": Definition(
        ("平均办理天数（中位数）", "days to close (median)"),
        (
            "截止时已销号的，销号日期减发现日期，自然日",
            "calendar days from found to closed, of those closed",
        ),
    ),
}
"""Each figure, in the order it is told."""
