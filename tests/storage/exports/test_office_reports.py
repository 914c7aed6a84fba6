"""The office's reports as Word reads them: parts, charts, figures, and what they must not tell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from flows.figures import Change, Side
from flows.loop_figures import Standing, figures_of, kinds, ranked
from storage.exports.county_report import CountyReport, UnitLine, write_county_report
from storage.exports.files import ExportError
from storage.exports.inspection_report import (
    InspectionReport,
    Listed,
    UnitList,
    write_inspection_report,
)
from storage.exports.office_report import Head
from storage.exports.peer_report import (
    Compared,
    PeerReport,
    PeerScore,
    PointsOff,
    Scored,
    write_peer_report,
)
from storage.exports.unit_report import Mechanism, Some, UnitReport, write_unit_report
from storage.imports.unit_summaries import PARTS, UnitParts
from storage.records import IssueRecord
from tests.flows.test_loop_figures import TODAY, one
from tests.storage.exports.test_report import own_template, text_of

HEAD = Head(title="试写", day=TODAY, unit="云溪市公安局")
FOUR = ["一、采取的措施", "二、取得的效果", "三、建立的机制", "四、存在的问题和建议"]
NASTY = "{{ 7*7 }} <b>&{% x %}\n=1+1"


def unit_report(issues: Sequence[IssueRecord], counted: Sequence[Standing]) -> UnitReport:
    return UnitReport(
        head=HEAD,
        walks=[("主官式体验", 3)],
        modes=[("系统攻坚", 2)],
        measures=Some(issues, len(issues) + 5),
        figures=figures_of(counted, TODAY),
        kinds=kinds(counted),
        changes=[],
        mechanisms=[Mechanism("制度", "一次性告知单制度", "WT-2026-0001")],
        open=Some(issues, len(issues)),
        suggestions=["午间排班"],
    )


def county_report(issues: Sequence[IssueRecord], counted: Sequence[Standing]) -> CountyReport:
    lines = ranked([("云溪市公安局", figures_of(counted, TODAY))])
    return CountyReport(
        head=HEAD,
        volunteers=33,
        walks=12,
        figures=figures_of(counted, TODAY),
        mechanisms=2,
        units=[UnitLine(lines[0], 4, (1, 2))],
        kinds=kinds(counted),
        cases=issues,
        next_steps=["督促整改。"],
        summaries=[UnitParts("医保局", "a.docx", (("甲措施",), ("乙效果",), (), ("丁问题",)))],
        missing=["民政局"],
    )


def inspection_report(
    issues: Sequence[IssueRecord], counted: Sequence[Standing]
) -> InspectionReport:
    listed = [Listed(*pair) for pair in zip(issues, counted, strict=False)]
    return InspectionReport(HEAD, [UnitList("云溪市公安局", counted, listed)])


def peer_report(
    issues: Sequence[IssueRecord], ports: Sequence[str] = ("APP", "办事窗口")
) -> PeerReport:
    at = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
    return PeerReport(
        head=Head(title="推磨式互查报告", day=TODAY, basis="国办发〔2023〕29号"),
        walk_id=12,
        flow_version="v",
        started=at,
        ended=at,
        checker="检查人甲",
        own_unit="民政局",
        checked_unit="城东镇便民服务中心",
        persona="群众",
        item="结婚登记",
        ports=ports,
        compared=[Compared("咨询", [f"说法{n}" for n, _ in enumerate(ports)])],
        picked={},
        issues=issues,
        score=PeerScore(
            [Scored("流程通畅", 20, 17.5), Scored("互查评分", 20, None)],
            [PointsOff("流程通畅", 2.5, one.number, "问题（多花时间）") for one in issues[:1]],
            anonymous=1,
            given=80,
            counts=False,
        ),
        highlights=["自助机旁有人带着办"],
    )


@pytest.fixture
def counted() -> list[Standing]:
    return [
        one(deadline=date(2026, 11, 1), returned=2),
        one("closed", deadline=TODAY, closed_on=TODAY, in_inspection=True, mark=2),
        one("reopened", reopened=1, extended=1),
    ]


def charts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.startswith("word/charts/chart")]
        return [archive.read(name).decode() for name in sorted(names)]


def headings(path: Path) -> list[str]:
    blocks = Document(str(path)).paragraphs
    return [block.text for block in blocks if block.style and block.style.name == "Heading 1"]


def test_a_unit_s_summary_has_exactly_four_parts(issues, counted, tmp_path):
    write_unit_report(unit_report(issues, counted), tmp_path / "u.docx")
    assert headings(tmp_path / "u.docx") == FOUR
    text = "\n".join(text_of(tmp_path / "u.docx"))
    assert "发现问题 3 个，已销号 1 个，整改率 33.3%" in text
    assert "反映人满意率 0%（0/1）" in text and "一次性告知单制度" in text
    assert f"表中列出 {len(issues)} 条，共 {len(issues) + 5} 条" in text


def test_services_are_told_before_and_after_with_the_number_of_walks(issues, counted, tmp_path):
    change = Change("身份证补领", "minutes", Side(3, 40.0), Side(2, 12.5))
    once = Change("社保卡申领", "visits", Side(0, None), Side(1, 1.0))
    report = replace(unit_report(issues, counted), changes=[change, once])
    write_unit_report(report, tmp_path / "u.docx")
    lines = text_of(tmp_path / "u.docx")
    assert "身份证补领|用时（分钟）|40（3 次）|12.5（2 次）|-27.5" in lines
    assert "社保卡申领|跑动次数|—|1（1 次）|—" in lines


def test_the_days_that_a_report_is_of_are_told(counted, tmp_path):
    head = replace(HEAD, since=date(2026, 9, 1))
    write_inspection_report(InspectionReport(head, []), tmp_path / "i.docx")
    assert "（云溪市公安局　2026年9月1日至2026年11月29日）" in text_of(tmp_path / "i.docx")


def test_a_unit_without_anything_has_the_four_parts_all_the_same(tmp_path):
    nothing = replace(unit_report([], []), mechanisms=[], suggestions=[], walks=[], modes=[])
    write_unit_report(nothing, tmp_path / "u.docx")
    assert headings(tmp_path / "u.docx") == FOUR and charts(tmp_path / "u.docx") == []
    assert "整改率 —" in "\n".join(text_of(tmp_path / "u.docx"))


def test_the_chart_and_the_workbook_in_it_say_what_the_table_says(issues, counted, tmp_path):
    write_unit_report(unit_report(issues, counted), tmp_path / "u.docx")
    (chart,) = charts(tmp_path / "u.docx")
    assert re.findall(r"<c:v>([^<]+)</c:v>", chart) == [
        "发现", "服务态度", "3", "已销号", "服务态度", "1",
    ]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "u.docx") as archive:
        (name,) = (n for n in archive.namelist() if n.startswith("word/embeddings/"))
        sheet = load_workbook(BytesIO(archive.read(name)))["Sheet"]
    assert list(sheet.values)[1] == ("服务态度", 3, 1)


def test_two_charts_of_a_report_are_two_parts(issues, counted, tmp_path):
    write_county_report(county_report(issues, counted), tmp_path / "c.docx")
    titles = [re.search(r"<a:t>(.+?)</a:t>", chart)[1] for chart in charts(tmp_path / "c.docx")]
    assert titles == ["各单位整改情况", "问题类别"]


def test_the_county_s_report_tells_nobody_s_name(issues, counted, tmp_path):
    named = [replace(issue, reporter="反映人王某") for issue in issues[:2]]
    write_county_report(county_report(named, counted), tmp_path / "c.docx")
    text = "\n".join(text_of(tmp_path / "c.docx"))
    assert "反映人王某" not in text and "群众原话：“" in text


def test_the_words_of_one_without_a_name_are_not_quoted(issues, counted, tmp_path):
    unnamed = [replace(issue, reporter="", walk_id=None) for issue in issues]
    write_county_report(county_report(unnamed, counted), tmp_path / "c.docx")
    assert "群众原话" not in "\n".join(text_of(tmp_path / "c.docx"))


def test_what_units_wrote_stands_in_an_annex(issues, counted, tmp_path):
    write_county_report(county_report(issues, counted), tmp_path / "c.docx")
    lines = text_of(tmp_path / "c.docx")
    at = lines.index("附：各单位总结汇编（1 个单位）")
    assert lines[at + 1 :] == [
        "还没有报送总结的单位：民政局。", "（一）医保局", f"{PARTS[0]}：", "甲措施",
        f"{PARTS[1]}：", "乙效果", f"{PARTS[2]}：", "（无）", f"{PARTS[3]}：", "丁问题",
    ]  # fmt: skip


def test_without_summaries_there_is_no_annex(issues, counted, tmp_path):
    alone = replace(county_report(issues, counted), summaries=(), missing=())
    write_county_report(alone, tmp_path / "c.docx")
    assert headings(tmp_path / "c.docx")[-1] == "五、下一步"


def test_a_list_for_inspection_says_why_each_issue_is_on_it(issues, counted, tmp_path):
    write_inspection_report(inspection_report(issues, counted), tmp_path / "i.docx")
    cells = [line.split("|") for line in text_of(tmp_path / "i.docx") if line.count("|") == 8]
    assert [row[3] for row in cells[1:4]] == [
        "超期 28 天；整改退回 2 次", "督查发现；已办结", "重新打开；延期 1 次",
    ]  # fmt: skip
    assert cells[0][5:] == ["责任主体", "责任人", "完成时限", "整改目标"]


def test_an_empty_list_for_inspection_says_so(tmp_path):
    write_inspection_report(InspectionReport(HEAD, []), tmp_path / "i.docx")
    assert "（没有应列入督查的问题）" in text_of(tmp_path / "i.docx")


@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_each_port_has_a_column_of_the_same_width(issues, tmp_path, count):
    ports = [f"端口{n}" for n in range(count)]
    write_peer_report(peer_report(issues, ports), tmp_path / "p.docx")
    table = next(
        t for t in Document(str(tmp_path / "p.docx")).tables if t.cell(0, 0).text == "环节"
    )
    assert [cell.text for cell in table.rows[0].cells] == ["环节", *ports, "对比"]
    widths = [cell.width.mm for cell in table.rows[1].cells]
    assert len(set(widths[1:-1])) == 1 and sum(widths) == pytest.approx(156, abs=1)


def test_ports_that_differ_are_marked(issues, tmp_path):
    write_peer_report(peer_report(issues), tmp_path / "p.docx")
    assert "咨询|说法0|说法1|▲不一致" in text_of(tmp_path / "p.docx")


def test_a_step_that_a_port_does_not_have_is_no_difference():
    assert not Compared("注册登录认证", ["顺利", "不涉及"]).differs
    assert not Compared("答复用时", ["5 分钟", "30 分钟"], is_measure=True).differs


def test_points_off_stand_with_the_words_they_rest_on(issues, tmp_path):
    named = [replace(issues[0], reporter="检查人甲")]
    write_peer_report(peer_report(named), tmp_path / "p.docx")
    lines = text_of(tmp_path / "p.docx")
    (row,) = (line for line in lines if line.startswith("1|流程通畅|2.5|"))
    assert "“身份证补领要交的户口簿复印件" in row
    assert "流程通畅|20|2.5|17.5" in lines and "互查评分|20|—|无可评依据" in lines
    assert any("17.5（满分 20）" in line and "检查人打分：80" in line for line in lines)


def test_both_sides_have_a_place_to_sign(issues, tmp_path):
    write_peer_report(peer_report(issues), tmp_path / "p.docx")
    lines = text_of(tmp_path / "p.docx")
    assert "检查方：民政局|被查方：城东镇便民服务中心" in lines and "签字：|签字：" in lines


def test_a_basis_that_is_not_set_is_told(issues, counted, tmp_path):
    write_inspection_report(inspection_report(issues, counted), tmp_path / "i.docx")
    assert "政策依据：未设置。" in text_of(tmp_path / "i.docx")
    write_peer_report(peer_report(issues), tmp_path / "p.docx")
    assert "政策依据：国办发〔2023〕29号。" in text_of(tmp_path / "p.docx")


def test_people_s_text_is_text_whatever_is_in_it(issues, counted, tmp_path):
    odd = [
        replace(one_, fields={n: replace(f, value=NASTY) for n, f in one_.fields.items()})
        for one_ in issues
    ]
    named = [one_._replace(category=NASTY, item=NASTY) for one_ in counted]
    write_unit_report(unit_report(odd, named), tmp_path / "u.docx")
    write_county_report(county_report(odd, named), tmp_path / "c.docx")
    for name in ("u", "c"):
        text = "\n".join(text_of(tmp_path / f"{name}.docx"))
        assert "{{ 7*7 }} <b>&{% x %}" in text and "49" not in text
        assert all("&lt;b&gt;&amp;" in chart for chart in charts(tmp_path / f"{name}.docx")[-1:])


def test_a_slip_in_an_office_s_template_is_named_with_its_tag(issues, counted, tmp_path):
    own = own_template(tmp_path / "t.docx", "{{ 整改率 }}", "{{ 整改绿 }}")
    with pytest.raises(ExportError, match="整改绿 }}：没有“整改绿”这个名字，可用的有：标题、"):
        write_unit_report(unit_report(issues, counted), tmp_path / "u.docx", template=own)


def test_every_name_that_a_template_may_use_is_documented(issues, counted, tmp_path):
    page = (Path(__file__).parents[3] / "docs" / "reports.md").read_text("utf-8")
    own = own_template(tmp_path / "t.docx", "{{ 没有这个 }}")
    writers = (
        lambda: write_unit_report(unit_report([], []), tmp_path / "r.docx", template=own),
        lambda: write_county_report(county_report([], []), tmp_path / "r.docx", template=own),
        lambda: write_peer_report(peer_report(issues), tmp_path / "r.docx", template=own),
        lambda: write_inspection_report(
            inspection_report(issues, counted), tmp_path / "r.docx", template=own
        ),
    )
    for write in writers:
        with pytest.raises(ExportError) as error:
            write()
        names = error.value.text["en"].partition("only ")[2].partition(". Mend")[0].split(", ")
        assert len(names) > 9 and [name for name in names if name not in page] == []
