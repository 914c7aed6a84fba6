"""The gaps of the guides as a table: a row for each gap, and a sheet with every question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.guide_gaps import KINDS, Gap
from flows.model import Locale
from knowledge.elements import shown_name
from storage.exports.columns import ROLES, Kind
from storage.exports.files import of_table, staged
from storage.exports.records_book import Head, Row, Table, write_book
from storage.exports.rows_file import write_rows

_HEADS: tuple[tuple[str, str, float, Kind], ...] = (
    ("编号", "Gap", 8, "number"),
    ("次数", "Asked", 8, "number"),
    ("最近", "Last", 12, "date"),
    ("事项", "Item", 28, "text"),
    ("指南编码", "Guide", 18, "text"),
    ("要素", "Element", 16, "text"),
    ("情况", "Kind", 20, "text"),
    ("典型问法", "Wording", 44, "text"),
    ("大家说缺的", "Said to be missing", 40, "text"),
    ("处理", "Settled", 14, "text"),
)
_QUESTIONS: tuple[tuple[str, str, float, Kind], ...] = (
    ("编号", "Gap", 8, "number"),
    ("时间", "Asked at", 17, "time"),
    ("身份", "Role", 10, "text"),
    ("问题", "Question", 50, "text"),
    ("结果", "Outcome", 20, "text"),
    ("环节", "Stage", 16, "text"),
    ("指南版本", "Guide version", 14, "text"),
    ("所给段落", "Passages shown", 30, "text"),
    ("说缺的", "Said to be missing", 40, "text"),
)
_SETTLED = {"done": ("已补写", "written"), "ignored": ("忽略", "ignored"), "issue": ("", "")}
_OUTCOMES = {
    "refused": ("没答上", "refused"),
    "clarify": ("反问是哪个事项", "asked back"),
    "answered": ("答了", "answered"),
}
_UNHELPFUL = ("，没帮上忙", ", not helpful")


def write_gaps(gaps: Sequence[Gap], path: Path, locale: Locale, now: datetime) -> None:
    """Write them to `path`: an .xlsx with a second sheet of all questions, else a .csv.

    Raises `ExportError` where the file cannot be written, or ends in neither.
    """
    at = locale == "en"
    heads = _heads(_HEADS, locale)
    rows = [_gap(gap, locale) for gap in gaps]
    if of_table(path) == ".csv":
        write_rows([[head.title for head in heads], *rows], path)
        return
    title = ("指南缺口", "Gaps of the guides")[at]
    asked = [row for gap in gaps for row in _questions(gap, locale)]
    tables = (
        Table(("缺口", "Gaps")[at], heads, rows),
        Table(("问题", "Questions")[at], _heads(_QUESTIONS, locale), asked),
    )
    with staged(path, ".xlsx") as folder:
        write_book(tables, folder / path.name, title, now)


def _heads(rows: Sequence[tuple[str, str, float, Kind]], locale: Locale) -> list[Head]:
    return [Head(en if locale == "en" else zh, width, kind) for zh, en, width, kind in rows]


def _gap(gap: Gap, locale: Locale) -> Row:
    at = locale == "en"
    return (
        gap.number,
        gap.count,
        gap.last.date(),
        gap.item_name,
        gap.item_id,
        shown_name(gap.element, locale) if gap.element else "",
        KINDS[gap.kind][at],
        gap.wording,
        "\n".join(gap.wanted),
        gap.issue or (_SETTLED[gap.settled][at] if gap.settled else ""),
    )


def _questions(gap: Gap, locale: Locale) -> list[Row]:
    at = locale == "en"
    return [
        (
            gap.number,
            one.at.replace(tzinfo=None),
            one.role if at else ROLES.get(one.role, one.role),
            one.text,
            _OUTCOMES[one.outcome][at] + (_UNHELPFUL[at] if one.unhelpful else ""),
            one.stage,
            one.guide_version,
            "\n".join(f"{source['item']} · {source['element']}" for source in one.sources),
            one.wanted,
        )
        for one in gap.questions
    ]
