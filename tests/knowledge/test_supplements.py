"""Tables of materials alone, scans, and two files of one guide: each joins, or gives way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft, Refused
from knowledge.intake import Intake
from knowledge.model import ImportReport
from tests.knowledge.shelf import JsonShelf

Write = Callable[[str, str], Path]
ITEMS = "事项名称,实施主体,受理条件,承诺办结时限\n取水许可,云溪市水利局,取水单位,{}个工作日\n"
PAPERS = "事项名称,材料名称,份数\n取水许可,取水申请书,2\n"


def take(shelf: JsonShelf, *paths: Path, scanned: bool = False, how: bool = False) -> ImportReport:
    drafts = (
        replace(draft, guide=draft.guide.model_copy(update={"scanned": scanned}))
        if isinstance(draft, Draft)
        else draft
        for draft in read_drafts(paths)
    )
    return Intake(shelf, date(2026, 5, 1), "zh", replace=how).take(drafts)


def outcomes(report: ImportReport) -> list[str]:
    return [each.outcome for each in report.guides]


def changed(report: ImportReport) -> list[str]:
    return [change.text for each in report.guides for change in each.changes]


def test_papers_alone_join_the_guide_that_is_there(shelf: JsonShelf, write: Write) -> None:
    items, papers = write("b.csv", ITEMS.format(10)), write("a.csv", PAPERS)
    report = take(shelf, papers, items)
    assert outcomes(report) == ["created", "updated"]
    assert changed(report) == ["申请材料：新写明 取水申请书（2 份）"]
    assert outcomes(take(shelf, papers, items)) == ["unchanged", "unchanged"]
    report = take(shelf, write("b.csv", ITEMS.format(8)))
    assert changed(report) == ["承诺办结时限：10 → 8 个工作日"]
    assert "申请材料" not in report.guides[0].missing


def test_papers_of_no_guide_or_of_several_are_refused_with_the_mend(
    shelf: JsonShelf, write: Write
) -> None:
    papers = write("a.csv", PAPERS)
    report = take(shelf, papers)
    assert report.guides == ()
    assert "还没有它的指南" in report.refused[0].reason
    two = ITEMS.format(3) + "取水许可,青禾县水利局,取水单位,5个工作日\n"
    report = take(shelf, write("b.csv", two), papers)
    assert "2 份同名" in report.refused[0].reason
    named = PAPERS.replace("事项名称", "实施主体,事项名称").replace(
        "取水许可", "云溪市水利局,取水许可"
    )
    assert outcomes(take(shelf, write("c.csv", named))) == ["updated"]


def test_papers_of_the_guides_own_file_go_ahead_when_they_change(
    shelf: JsonShelf, write: Write
) -> None:
    whole = "事项名称,受理条件,申请材料\n取水许可,取水单位,{}\n"
    items, papers = write("b.csv", whole.format("身份证")), write("a.csv", PAPERS)
    take(shelf, items, papers)
    assert outcomes(take(shelf, items, papers)) == ["unchanged", "unchanged"]
    report = take(shelf, write("b.csv", whole.format("营业执照")))
    assert changed(report) == ["申请材料：＋营业执照 －取水申请书"]


def test_a_scan_gives_way_to_the_text_of_the_same_guide(shelf: JsonShelf, write: Write) -> None:
    text, scan = write("b.csv", ITEMS.format(10)), write("a.csv", ITEMS.format(70))
    assert outcomes(take(shelf, scan, scanned=True)) == ["created"]
    assert outcomes(take(shelf, text)) == ["updated"]
    for _ in range(2):
        report = take(shelf, scan, scanned=True)
        assert outcomes(report) == ["older"]
        assert "--replace" in " ".join(report.guides[0].odd)
        assert "承诺办结时限：10 → 70 个工作日" in " ".join(report.guides[0].odd)
    assert outcomes(take(shelf, text)) == ["unchanged"]
    assert outcomes(take(shelf, scan, scanned=True, how=True)) == ["updated"]


def test_a_newer_version_of_a_scan_comes_in(shelf: JsonShelf, write: Write) -> None:
    items = "事项名称,版本,受理条件,承诺办结时限\n取水许可,{},取水单位,{}个工作日\n"
    take(shelf, write("b.csv", items.format("2025-1", 10)))
    report = take(shelf, write("a.csv", items.format("2026-1", 5)), scanned=True)
    assert outcomes(report) == ["updated"]


PROSE = (
    "取水许可办事指南\n一、受理条件\n取水单位，有取水口，水源可靠，计量合格。\n二、申请材料\n1.取水申请书\n"
    "2.营业执照\n三、办理时限\n{}个工作日\n四、咨询电话\n0999-8123401\n"
)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (PROSE.format(3).replace("有取水口，水", "有取水口；\n水"), "同一份指南"),
        (PROSE.format(3) + "五、备注\n法定节假日不办。\n", "多出来的没有收入：法定节假日不办"),
    ],
)
def test_a_text_nearly_the_same_is_the_same_guide(other: str, told: str, write: Write) -> None:
    first, second = read_drafts([write("a.txt", PROSE.format(3)), write("b.txt", other)])
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert told in " ".join(second.odd)
    assert second.guide.elements == first.guide.elements


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (PROSE.format(5), "3 个工作日 / 5 个工作日"),
        (PROSE.format(13), "3 个工作日 / 13 个工作日"),
        (PROSE.format(3).replace("8123401", "8123402"), "0999-8123401 / 0999-8123402"),
        (PROSE.format(3).replace("水源可靠", "水源不可靠"), "水源可靠 / 水源不可靠"),
    ],
)
def test_a_true_contradiction_is_refused_with_what_differs(
    other: str, differs: str, write: Write
) -> None:
    _, second = read_drafts([write("a.txt", PROSE.format(3)), write("b.txt", other)])
    assert isinstance(second, Refused)
    assert differs in second.reason


def test_a_text_in_the_encoding_of_windows_is_read(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "旧.txt"
    path.write_bytes(PROSE.format(3).replace("\n", "\r\n").encode("gb18030"))
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    assert draft.guide.elements["申请材料"] == "取水申请书\n营业执照"
    path.write_bytes(b"\xff\xff\x81\x00")
    (refused,) = read_drafts([path])
    assert isinstance(refused, Refused)
