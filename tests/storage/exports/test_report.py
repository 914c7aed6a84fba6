"""The experience report as Word reads it: files are written, opened again and read."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts import build_note_template, build_office_templates, build_report_template
from scripts.official_document import build
from storage.exports.files import ExportError
from storage.exports.report import (
    ExperienceReport,
    Measure,
    ReportFile,
    ReportLine,
    ReportStage,
    write_experience_report,
)
from storage.exports.report_context import numeral
from storage.exports.text import clean
from storage.exports.word_file import TEMPLATES
from storage.records import FieldValue, MediaRecord

HEADINGS = [
    "一、基本情况",
    "二、过程",
    "三、四维评价",
    "四、发现的问题",
    "五、本单位整改建议",
    "六、对大厅建议",
    "七、整改优化措施与时限",
    "八、好做法",
]


@pytest.fixture
def report(issues, now) -> ExperienceReport:
    begin = now - timedelta(hours=8)
    return ExperienceReport(
        title="“居民身份证补领”体验报告",
        date=date(2026, 11, 24),
        walk_id=12,
        action="主官式体验",
        flow_version="1-3fa9c2",
        started=begin,
        ended=begin + timedelta(minutes=74),
        unit="云溪市行政审批服务局",
        place="市政务服务中心",
        role="主要负责人/一把手",
        item="居民身份证补领",
        channels="办事窗口",
        cases="1 件",
        minutes="74 分钟",
        trips="2 次",
        stages=[
            ReportStage("坐班", [ReportLine("排队用时", "45 分钟", begin), ReportLine("备注", "")]),
            ReportStage("疑难办件", []),
        ],
        ratings={"懂不懂": "不满意"},
        issues=issues,
        own_suggestions=["先查后要", "一次告知"],
        own_minimum=1,
        hall_suggestions=["设引导员"],
        hall_minimum=2,
        measures=[Measure("写进操作规范", "2026-11-30"), Measure("全员培训")],
        good_practices=[],
    )


def bare(**more: object) -> ExperienceReport:
    values: dict = {
        "title": "体验报告",
        "date": date(2026, 11, 24),
        "walk_id": 1,
        "action": "陪同式帮办",
        "flow_version": "1",
        "started": datetime.fromisoformat("2026-11-23T09:05"),
    }
    return ExperienceReport(**(values | more))


def text_of(path: Path) -> list[str]:
    """The paragraphs in order, also those in tables, a table's row as `a|b|c`."""
    out: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        if hasattr(block, "rows"):
            out += ["|".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            out.append(block.text)
    return out


def under(path: Path, heading: str) -> list[str]:
    lines = text_of(path)
    start = lines.index(heading)
    later = [i for i, line in enumerate(lines) if line in HEADINGS and i > start]
    return lines[start + 1 : later[0] if later else None]


def test_the_report_has_the_eight_parts_in_order(report, shown, tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(report, path, photos=shown)
    document = Document(str(path))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads == HEADINGS
    assert document.paragraphs[0].text == report.title
    facts = "\n".join(under(path, "一、基本情况"))
    for said in ("2026年11月24日 09:30—10:44", "市政务服务中心", "主要负责人/一把手", "1 件"):
        assert said in facts
    process = under(path, "二、过程")
    assert process[0] == "合计用时：74 分钟；跑动次数：2 次。"
    assert process[1:] == [
        "（一）坐班",
        "项目|内容|时间",
        "排队用时|45 分钟|09:30",
        "备注|未填写|",
        "（二）疑难办件",
        "（无）",
    ]
    assert under(path, "三、四维评价")[1:] == [
        "政策“懂不懂”|不满意",
        "流程“通不通”|未填写",
        "服务“优不优”|未填写",
        "体验“好不好”|未填写",
    ]
    assert document.core_properties.title == report.title
    assert "{" not in "".join(text_of(path))


def test_each_issue_is_told_with_its_words_and_their_message(report, shown, tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(report, path, photos=shown)
    lines = under(path, "四、发现的问题")
    assert lines[0] == "（一）申请材料重复交（WT-2026-0001，待核实）"
    assert "类别|申请材料重复交|消息 #13" in lines
    assert "整改时限|2026年12月15日|消息 #37" in lines
    for issue in report.issues:
        field = issue.fields["problem"]
        quote = issue.messages[field.message].text[field.start : field.end]
        at = issue.messages[field.message].at
        where = f"（问题，消息 #{field.message}，11月24日 {at:%H:%M}）"
        assert f"“{quote}”{where}" in lines
    captions = "|".join(lines)
    assert "WT-2026-0001-3　11月24日 09:30" in captions
    assert len(Document(str(path)).inline_shapes) == 8


def test_an_unverified_value_is_not_told_as_fact(report, tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(report, path)
    lines = under(path, "四、发现的问题")
    assert "原因|未核实，见佐证|模型提取" in lines
    assert "原因（未核实，不作为事实）：平台厂商升级所致" in lines
    assert sum("平台厂商升级所致" in line for line in text_of(path)) == 1


def test_a_value_that_is_not_the_words_themselves_is_told_with_the_words(issues, tmp_path):
    spoken = replace(
        issues[0],
        fields={
            "department": FieldValue("公安局", 12, 2, 5),
            "measure": FieldValue("人少", 999, 0, 2),
            "place": FieldValue("二楼", 12, 2, 7),
            "problem": FieldValue("身份证补领", 12, 2, 7),
            "problem:1": FieldValue("身份证补领", 12, 2, 7),
        },
    )
    path = tmp_path / "r.docx"
    write_experience_report(bare(issues=[spoken]), path)
    lines = under(path, "四、发现的问题")
    assert lines[0] == "（一）类别未定（WT-2026-0001，待核实）"
    assert "原因|未填写|" in lines
    assert "“身份证”（责任部门，消息 #12，11月24日 09:30）" in lines
    assert "“身份证补领”（地点、问题，消息 #12，11月24日 09:30）" in lines
    assert "整改优化措施|人少|消息 #999（原话缺失）" in lines


def test_a_value_that_nobody_said_is_marked(tmp_path):
    at = datetime.fromisoformat("2026-11-24T09:30")
    place = ReportLine("地点", "二楼", None, "place", source="按指南")
    told = [place, ReportLine("渠道", "窗口", at)]
    write_experience_report(bare(stages=[ReportStage("准备", told)]), tmp_path / "r.docx")
    lines = under(tmp_path / "r.docx", "二、过程")
    assert "地点|二楼|按指南" in lines
    assert "渠道|窗口|11月24日 09:30" in lines


def test_what_the_guide_lists_is_told_as_the_guides(tmp_path):
    data = bare(guide_materials="居民户口簿；申请表", guide_version="2026-1")
    write_experience_report(data, tmp_path / "r.docx")
    lines = under(tmp_path / "r.docx", "二、过程")
    assert lines[1] == "指南列明的材料（版本 2026-1）：居民户口簿；申请表。"


def test_only_stages_with_a_title_are_counted(tmp_path):
    line = ReportLine("甲", "乙")
    stages = [ReportStage(title, [line]) for title in ("", "坐班", "", "收尾")]
    write_experience_report(bare(stages=stages), tmp_path / "r.docx")
    lines = under(tmp_path / "r.docx", "二、过程")
    assert [line for line in lines if line[0] == "（"] == ["（一）坐班", "（二）收尾"]
    assert lines.count("甲|乙|") == 4


def test_all_that_was_sent_stands_at_the_end_by_stage(shown, tmp_path):
    at = datetime.fromisoformat("2026-11-24T09:30")
    files = [
        ReportFile("a1" * 32, "image/jpeg", "a.jpg", "事前", at + timedelta(days=1)),
        ReportFile("b2" * 32, "image/jpeg", "b.jpg", "", None, "WT-2026-0001-1"),
        ReportFile("c3" * 32, "audio/ogg", "", "收尾", at),
        ReportFile("d4" * 32, "application/pdf", "告知单.pdf", ""),
        ReportFile("e5" * 32, "image/png", "e.png", "收尾", at, "WT-2026-0001-2"),
        ReportFile("f6" * 32, "image/png", "f.png", "收尾", at),
    ]
    path = tmp_path / "r.docx"
    write_experience_report(bare(files=files, started=at), path, photos=shown)
    document = Document(str(path))
    lines = text_of(path)
    end = lines[lines.index("附：佐证影像和文件") + 1 :]
    assert [cell.strip() for cell in end[0].split("|")] == [
        "事前　11月25日 09:30",
        "WT-2026-0001-1",
        "收尾　09:30\nWT-2026-0001-2",
    ]
    assert end[2:4] == ["（无文件名）（收尾，09:30）", "告知单.pdf"]
    assert len(document.inline_shapes) == 4
    assert all(max(s.width.mm, s.height.mm) <= 46.1 for s in document.inline_shapes)
    write_experience_report(bare(), tmp_path / "none.docx")
    assert "附：佐证影像和文件" not in text_of(tmp_path / "none.docx")


def test_suggestions_are_numbered_and_short_ones_are_told(report, tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(report, path)
    assert under(path, "五、本单位整改建议") == ["1. 先查后要", "2. 一次告知"]
    assert under(path, "六、对大厅建议") == ["1. 设引导员", "（应提 2 条以上，现有 1 条）"]
    assert under(path, "八、好做法")[0] == "（无）"
    assert text_of(path)[-3:-1] == ["云溪市行政审批服务局", "2026年11月24日"]


def test_measures_are_told_with_deadline_department_and_issue(report, tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(report, path)
    rows = [line.split("|") for line in under(path, "七、整改优化措施与时限")]
    assert rows[0] == ["序号", "整改优化措施", "时限", "责任部门", "来源"]
    assert rows[1] == ["1", "写进操作规范", "2026年11月30日", "云溪市行政审批服务局", "体验人提出"]
    assert rows[2][2] == "未填写"
    by_issue = {row[4][:12]: (row[2], row[3]) for row in rows[3:]}
    assert rows[3][4] == "WT-2026-0001（待核实）", "as the issue stands now"
    assert by_issue["WT-2026-0001"] == ("待明确", "云溪市公安局")
    assert by_issue["WT-2026-0002"] == ("2026年12月15日", "云溪市医疗保障局")
    assert by_issue["WT-2026-0005"][0] == "已当场解决"
    assert by_issue["WT-2026-0008"] == ("立行立改", "待分派")


def test_what_nobody_said_is_told_as_not_said(tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(bare(hall_minimum=None), path)
    lines = text_of(path)
    assert "（2026年11月24日）" in lines
    assert "体验时间|2026年11月23日 09:05 起，尚未结束|体验地点|未填写" in lines
    assert under(path, "二、过程")[1:] == ["（无）"]
    assert under(path, "四、发现的问题") == ["（无）"]
    assert under(path, "五、本单位整改建议") == ["未填写"]
    assert under(path, "六、对大厅建议") == ["未填写", "（应提条数尚未设置）"]
    assert under(path, "七、整改优化措施与时限") == ["（无）"]


def test_a_walk_over_two_days_says_both_days(tmp_path):
    path = tmp_path / "r.docx"
    start = bare().started
    stage = ReportStage("事后", [ReportLine("取件", "是", start + timedelta(days=1))])
    write_experience_report(bare(ended=start + timedelta(days=1), stages=[stage]), path)
    assert "2026年11月23日 09:05—2026年11月24日 09:05" in "".join(text_of(path))
    assert "取件|是|11月24日 09:05" in text_of(path)


def test_media_that_cannot_be_shown_are_told_so(issues, tmp_path):
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    blank = MediaRecord("a", "image/jpeg", "", 1, None, None, None)
    media = (blank, replace(blank, mime="audio/ogg", message=12), replace(blank, sha256="gone"))
    issue = replace(issues[0], media=media)

    def shown(sha256: str) -> Path:
        return tmp_path / ("bad.jpg" if sha256 == "a" else "gone.jpg")

    path = tmp_path / "r.docx"
    write_experience_report(bare(issues=[issue]), path, photos=shown)
    text = "\n".join(text_of(path))
    assert "WT-2026-0001-1（影像未能显示）" in text
    assert "WT-2026-0001-2　11月24日 09:30（录音、录像或文件，见影像资料）" in text
    assert "WT-2026-0001-3（影像未能显示）" in text
    assert len(Document(str(path)).inline_shapes) == 0


def test_photos_fit_beside_each_other_whatever_their_shape(report, shown, tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(report, path, photos=shown)
    sizes = [(shape.width.mm, shape.height.mm) for shape in Document(str(path)).inline_shapes]
    assert all(width <= 66.1 and height <= 80.1 for width, height in sizes)
    assert any(height > width for width, height in sizes)


@given(st.text(max_size=60))
@example("{{ 7*7 }}{% for x in y %}{# c #}")
@example("{_{ x }_} {_% y %_}")
@example("<w:p/>&amp;<b>&lt;</w:t>")
@example("第一行\r\n第二行\t列\a\f\x00")
@settings(max_examples=40, deadline=None)
def test_any_text_in_a_report_stays_text(text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "r.docx"
        stage = ReportStage("甲", [ReportLine("乙", f"[{text}]")])
        write_experience_report(bare(title=f"[{text}]", stages=[stage]), path)
        cell = Document(str(path)).tables[1].rows[1].cells[1].text
        assert cell == f"[{clean(text)}]"


def test_very_long_text_is_cut_with_a_mark(tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(bare(place="长" * 30_000), path)
    assert "…（已截断，全文见系统记录）" in "".join(text_of(path))


def test_the_page_is_that_of_an_official_document(tmp_path):
    write_experience_report(bare(), tmp_path / "r.docx")
    document = Document(str(tmp_path / "r.docx"))
    page = document.sections[0]
    assert [round(side.mm) for side in (page.page_width, page.page_height)] == [210, 297]
    assert [round(side.mm) for side in (page.top_margin, page.left_margin)] == [37, 28]
    text = page.page_width - page.left_margin - page.right_margin
    height = page.page_height - page.top_margin - page.bottom_margin
    assert (round(text / 36_000), round(height / 36_000)) == (156, 225)
    fonts = {
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体", 16),
        "公文正文": ("仿宋", 16),
        "Footer": ("宋体", 14),
    }
    for name, (font, size) in fonts.items():
        style = document.styles[name]
        names = style.element.rPr.find(qn("w:rFonts"))
        assert (names.get(qn("w:eastAsia")), style.font.size.pt) == (font, size)
    body = document.styles["公文正文"]
    assert body.paragraph_format.line_spacing.pt == 28
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((page.footer, "RIGHT"), (page.even_page_footer, "LEFT")):
        assert footer.paragraphs[0].alignment.name == side
        assert footer.paragraphs[0].text == "—  —"
        assert " PAGE " in footer._element.xml
    for table in document.tables[1:]:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


BUILT = {**build_report_template.ALL, **build_office_templates.ALL, **build_note_template.ALL}


@pytest.mark.parametrize("name", [*BUILT])
def test_the_committed_templates_are_what_the_scripts_build(name: str, tmp_path: Path) -> None:
    title, body = BUILT[name]
    build(title, body).save(tmp_path / "t.docx")
    with zipfile.ZipFile(TEMPLATES / name) as old, zipfile.ZipFile(tmp_path / "t.docx") as new:
        assert old.namelist() == new.namelist()
        changed = [part for part in old.namelist() if old.read(part) != new.read(part)]
    assert changed == []


def own_template(path: Path, *texts: str, footer: str = "") -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.sections[0].footer.paragraphs[0].text = footer
    document.save(str(path))
    return path


def test_an_office_can_use_its_own_template(tmp_path):
    own = own_template(
        tmp_path / "t.docx", "我局报告：{{ 事项 }}", "{%p for 问题 in 问题清单 %}", "{%p endfor %}",
        footer="{{ 单位 }}",
    )  # fmt: skip
    report = bare(item="<补领>", unit="云溪市数据局")
    write_experience_report(report, tmp_path / "r.docx", template=own)
    document = Document(str(tmp_path / "r.docx"))
    assert [p.text for p in document.paragraphs] == ["我局报告：<补领>"]
    assert document.sections[0].footer.paragraphs[0].text == "云溪市数据局"


@pytest.mark.parametrize(
    ("texts", "footer", "named"),
    [
        (["甲 {{ 事项 }}", "乙 {{ 事相 }}"], "", "{{ 事相 }}"),
        (["{{ 事项", "}} {{ 地点 | 大写 }}"], "", "大写"),
        (["{%p for 问题 in 问题清单 %}", "{{ 问题.编号 }}"], "", "endfor"),
        (["{{ 事项 + 1 }}"], "", "{{ 事项 + 1 }}"),
        (["{{ 1 // 0 }}"], "", "{{ 1 // 0 }}"),
        (["{{ 事项.__class__.__mro__ }}"], "", "__class__"),
        (["正文"], "{{ 页角 }}", "{{ 页角 }}"),
    ],
)
def test_a_broken_template_is_told_by_its_tag(texts, footer, named, tmp_path):
    own = own_template(tmp_path / "t.docx", *texts, footer=footer)
    with pytest.raises(ExportError) as error:
        write_experience_report(bare(), tmp_path / "r.docx", template=own)
    assert named in str(error.value)
    assert named in error.value.text["en"]
    assert "t.docx" in str(error.value)
    assert not (tmp_path / "r.docx").exists()


@pytest.mark.parametrize("content", [None, b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_template_that_is_no_word_file_is_refused(content, tmp_path):
    own = tmp_path / "t.docx"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(ExportError, match="无法读取报告模板"):
        write_experience_report(bare(), tmp_path / "r.docx", template=own)


def test_a_report_needs_a_docx_name(tmp_path):
    with pytest.raises(ExportError, match=r"\.docx"):
        write_experience_report(bare(), tmp_path / "r.doc")


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0")],
)
def test_headings_count_in_chinese_numerals(number, said):
    assert numeral(number) == said
