"""Findings of the guide linter as a table that an office works through in Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flows.issue_terms import CATEGORIES
from flows.model import Locale
from knowledge.model import Cited, GuideFinding
from knowledge.remarks import anchor_name, element_name, told
from storage.exports.files import of_table, staged
from storage.exports.records_book import Head, Row, Table, write_book
from storage.exports.rows_file import write_rows

_SEVERITY = {"error": ("错误", "Error"), "warning": ("存疑", "Warning"), "note": ("建议", "Note")}
_HEADS = (
    ("编号", "Id", 18),
    ("事项", "Item", 28),
    ("部门", "Bureau", 20),
    ("指南编码", "Guide", 18),
    ("版本", "Version", 10),
    ("影响", "Severity", 8),
    ("规则", "Rule", 20),
    ("要素", "Element", 16),
    ("发现", "Finding", 44),
    ("原文", "Text", 44),
    ("对照", "Other place", 44),
    ("怎么改", "Mend", 36),
    ("台账类别", "Category", 18),
)


def write_findings(
    findings: Sequence[GuideFinding], path: Path, locale: Locale, now: datetime
) -> None:
    """Write them to `path`: an .xlsx with a second sheet of sums, else a .csv.

    Raises `ExportError` where the file cannot be written, or ends in neither.
    """
    heads = [Head(_in(locale, zh, en), width) for zh, en, width in _HEADS]
    rows = [_row(finding, locale) for finding in findings]
    if of_table(path) == ".csv":
        write_rows([[head.title for head in heads], *rows], path)
        return
    title = _in(locale, "办事指南检查", "Guide check")
    found = Table(_in(locale, "发现", "Findings"), heads, rows)
    with staged(path, ".xlsx") as folder:
        write_book([found, _sums(findings, locale)], folder / path.name, title, now)


def _row(finding: GuideFinding, locale: Locale) -> Row:
    first, *others = finding.cited
    return (
        finding.id,
        finding.item,
        finding.bureau,
        finding.guide,
        finding.version,
        _in(locale, *_SEVERITY[finding.severity]),
        finding.title,
        told(element_name(first.element), locale),
        finding.text,
        _place(first, locale),
        "\n".join(_place(other, locale) for other in others),
        finding.mend,
        _in(locale, finding.category, CATEGORIES[finding.category]),
    )


def _place(cited: Cited, locale: Locale) -> str:
    return f"{told(anchor_name(cited.anchor), locale)}：{cited.quote}" if cited.quote else ""


def _sums(findings: Sequence[GuideFinding], locale: Locale) -> Table:
    """How often each rule found something, and in how many guides."""
    counts = Counter(finding.rule for finding in findings)
    titles = {finding.rule: finding.title for finding in findings}
    guides = {
        rule: len({finding.guide for finding in findings if finding.rule == rule})
        for rule in counts
    }
    return Table(
        _in(locale, "汇总", "Sums"),
        [
            Head(_in(locale, "规则", "Rule"), 30),
            Head(_in(locale, "处数", "Findings"), 10, "number"),
            Head(_in(locale, "指南数", "Guides"), 10, "number"),
        ],
        [(titles[rule], count, guides[rule]) for rule, count in counts.most_common()],
    )


def _in(locale: Locale, zh: str, en: str) -> str:
    return en if locale == "en" else zh
