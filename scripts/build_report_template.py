"""Build storage/exports/templates/experience_report.docx, the template of the 体验报告.

Not needed at run time: the docx is committed, and an office edits it (or its
own copy) in Word. The layout follows GB/T 9704-2012 (公文格式): A4, margins top
37 mm and left 28 mm, a text block of 156 x 225 mm, 22 lines of 28 points, title
in 小标宋 2号, body in 仿宋 3号, headings 黑体 一、 and 楷体 （一）, page numbers
"— 1 —" 4号 at the outer edge. Run: python scripts/build_report_template.py
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING as SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TARGET = Path(__file__).parent.parent / "storage/exports/templates/experience_report.docx"
SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋", "楷体", "黑体", "方正小标宋简体"
LATIN = "Times New Roman"
FALLBACKS = {  # what Word and WPS take when the first name is not installed
    SONG: "SimSun",
    FANG: "FangSong,仿宋_GB2312,华文仿宋",
    KAI: "KaiTi,楷体_GB2312,华文楷体",
    HEI: "SimHei,微软雅黑",
    TITLE: "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,宋体",
}
KEPT = {"Normal", "Title", "Heading 1", "Heading 2", "Footer", "Normal Table", "Table Grid"}


def build() -> Any:
    """The template as a python-docx document."""
    document = Document()
    _prune(document)
    _fonts(document)
    _styles(document)
    _page(document)
    _body(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "体验报告模板", "Walkalong 陪走", ""
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    return document


def _prune(document: Any) -> None:
    """Take out the library's samples: in Word an office sees only the styles in use."""
    for style in list(document.styles):
        if style.name not in KEPT and style.name != "Default Paragraph Font":
            style.element.getparent().remove(style.element)
        for link in style.element.findall(qn("w:link")):  # to a character style, gone by now
            style.element.remove(link)
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml")):
                del holder.rels[key]


def _fonts(document: Any) -> None:
    for part in document.part.package.iter_parts():
        if part.partname.endswith("fontTable.xml"):
            fonts = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
                f'<w:family w:val="auto"/></w:font>'
                for name, other in FALLBACKS.items()
            )
            part._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(f".//{qn('w:lang')}").set(qn("w:eastAsia"), "zh-CN")
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    fonts.getparent().replace(fonts, _fonts_of(FANG, LATIN))
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    mode = settings.find(f".//{qn('w:compatSetting')}[@{qn('w:name')}='compatibilityMode']")
    mode.set(qn("w:val"), "15")  # 14 makes Word say "compatibility mode"


def _fonts_of(east: str, latin: str) -> Any:
    """`hint` makes quotation marks and dashes Chinese ones, as wide as a character."""
    names = f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"'
    return parse_xml(f'<w:rFonts {nsdecls("w")} w:hint="eastAsia" {names}/>')


def _font(style: Any, east: str, size: float, *, latin: str = LATIN) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _fonts_of(east, latin))
    for name in ("w:spacing", "w:kern"):  # the sample Title is spread out
        for old in properties.findall(qn(name)):
            properties.remove(old)


def _paragraphs(
    style: Any,
    line: float | None,
    align: Any = ALIGN.JUSTIFY,
    *,
    indent: int = 0,
    before: float = 0,
    after: float = 0,
) -> None:
    """Spacing in points, `indent` in characters of the first line; `line` None: as needed."""
    shape = style.paragraph_format
    shape.alignment, shape.widow_control = align, False
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule = SPACING.SINGLE if line is None else SPACING.EXACTLY
    if line is not None:
        shape.line_spacing = Pt(line)
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:contextualSpacing"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    if indent:
        shape.first_line_indent = Pt(indent * style.font.size.pt)
        properties.find(qn("w:ind")).set(qn("w:firstLineChars"), str(100 * indent))


def _styles(document: Any) -> None:
    styles = document.styles

    def new(name: str) -> Any:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        return style

    def define(
        style: Any, east: str, size: float, line: float | None, *rest: Any, **more: Any
    ) -> None:
        _font(style, east, size)
        _paragraphs(style, line, *rest, **more)

    define(styles["Normal"], FANG, 16, 28)
    define(styles["Title"], TITLE, 22, 36, ALIGN.CENTER, after=10)
    define(styles["Heading 1"], HEI, 16, 28, indent=2, before=6)
    define(styles["Heading 2"], KAI, 16, 28, indent=2, before=4)
    define(new("公文副题"), KAI, 16, 28, ALIGN.CENTER, after=12)
    define(new("公文正文"), FANG, 16, 28, indent=2)
    define(new("公文落款"), FANG, 16, 28, ALIGN.RIGHT)
    # Not justified: a message's number that does not break would spread the line before it.
    define(new("公文佐证"), KAI, 14, 24, ALIGN.LEFT, indent=2)
    define(new("公文佐证题"), KAI, 14, 24, ALIGN.LEFT, indent=2)
    define(new("公文表头"), HEI, 12, 20, ALIGN.CENTER, before=2, after=2)
    define(new("公文表格"), FANG, 12, 20, ALIGN.LEFT, before=2, after=2)
    define(new("公文表格居中"), FANG, 12, 20, ALIGN.CENTER, before=2, after=2)
    define(new("公文影像"), FANG, 12, None, ALIGN.CENTER, before=6)
    define(new("公文图注"), FANG, 10.5, 16, ALIGN.CENTER, after=4)
    define(new("公文附注"), FANG, 10.5, 18, before=12)
    define(styles["Footer"], SONG, 14, None)
    _font(styles["Footer"], SONG, 14, latin=SONG)
    for name in ("Heading 1", "Heading 2", "公文佐证题", "公文落款"):
        styles[name].paragraph_format.keep_with_next = True
    styles["公文落款"].paragraph_format.right_indent = Pt(4 * 16)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(210 - 28 - 156), Mm(297 - 37 - 225)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = document.styles["Footer"], align
        side = paragraph.paragraph_format
        side.left_indent = side.right_indent = Pt(14)
        paragraph.add_run("— ")
        for text in ("begin", "PAGE", "end"):
            run = paragraph.add_run()
            run._r.append(
                parse_xml(
                    f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'
                    if text == "PAGE"
                    else f'<w:fldChar {nsdecls("w")} w:fldCharType="{text}"/>'
                )
            )
        paragraph.add_run(" —")


def _table(
    document: Any,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    head: bool = True,
    styles: Sequence[str] = (),
) -> Any:
    """A bordered table, `widths` in mm; a row of one text is a `{%tr %}` tag of its own."""
    table = document.add_table(len(rows), len(widths))
    table.style, table.autofit = document.styles["Table Grid"], False
    table.alignment = 1
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for index, texts in enumerate(rows):
        row = table.rows[index]
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if head and index == 0:
            row._tr.trPr.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width, cell.vertical_alignment = Mm(width), 1
            cell.text = texts[place] if place < len(texts) else ""
            style = styles[place] if styles else "公文表格"
            cell.paragraphs[0].style = document.styles["公文表头" if head and index == 0 else style]
    return table


def _merge(table: Any, row: int, first: int, last: int) -> None:
    cell, text = table.cell(row, first), table.cell(row, first).text
    style = cell.paragraphs[0].style
    cell = cell.merge(table.cell(row, last))
    cell.text = text
    cell.paragraphs[0].style = style


def _body(document: Any) -> None:
    def add(text: str, style: str = "公文正文") -> None:
        document.add_paragraph(text, document.styles[style])

    def points(name: str) -> None:
        add("{%p for 条 in " + name + " %}")
        add("{{ 条.序 }}{{ 条.内容 }}")
        add("{%p endfor %}")

    document._body.clear_content()
    add("{{ 标题 }}", "Title")
    add("（{{ 单位 }}{% if 单位 %}　{% endif %}{{ 报告日期 }}）", "公文副题")
    add("一、基本情况", "Heading 1")
    facts = _table(
        document,
        (22, 56, 22, 56),
        (
            ("体验时间", "{{ 时间 }}", "体验地点", "{{ 地点 }}"),
            ("体验身份", "{{ 身份 }}", "所属行动", "{{ 行动 }}"),
            ("办理渠道", "{{ 渠道 }}", "经办件数", "{{ 件数 }}"),
            ("办理事项", "{{ 事项 }}"),
        ),
        head=False,
        styles=("公文表头", "公文表格", "公文表头", "公文表格"),
    )
    _merge(facts, 3, 1, 3)
    add("二、过程", "Heading 1")
    add("合计用时：{{ 用时 }}；跑动次数：{{ 跑动 }}。")
    add("{%p if 指南材料 %}")
    add("指南列明的材料（版本 {{ 指南版本 }}）：{{ 指南材料 }}。")
    add("{%p endif %}")
    add("{%p for 环节 in 环节清单 %}")
    add("{%p if 环节.名称 %}")
    add("（{{ 环节.序 }}）{{ 环节.名称 }}", "Heading 2")
    add("{%p endif %}")
    add("{%p if 环节.记录 %}")
    _loop(
        document,
        (52, 80, 24),
        ("项目", "内容", "时间"),
        "环节.记录",
        styles=("公文表格", "公文表格", "公文表格居中"),
    )
    add("{%p else %}")
    add("（无）")
    add("{%p endif %}")
    add("{%p else %}")
    add("（无）")
    add("{%p endfor %}")
    add("三、四维评价", "Heading 1")
    _loop(document, (78, 78), ("维度", "评价"), "四维评价", styles=("公文表头", "公文表格居中"))
    add("四、发现的问题", "Heading 1")
    add("{%p for 问题 in 问题清单 %}")
    add("（{{ 问题.序 }}）{{ 问题.类别 }}（{{ 问题.编号 }}，{{ 问题.状态 }}）", "Heading 2")
    _loop(
        document,
        (32, 94, 30),
        ("项目", "内容", "依据"),
        "问题.要素",
        styles=("公文表头", "公文表格", "公文表格居中"),
    )
    add("佐证：{% if not 问题.佐证 and not 问题.影像 %}（无）{% endif %}", "公文佐证题")
    add("{%p for 证 in 问题.佐证 %}")
    add("{% if 证.原话 %}“{{ 证.原话 }}”{% endif %}{{ 证.出处 }}", "公文佐证")
    add("{%p endfor %}")
    add("{%p if 问题.影像 %}")
    _photos(document, "问题.影像", ("左", "右"))
    add("{%p endif %}")
    add("{%p else %}")
    add("（无）")
    add("{%p endfor %}")
    add("五、本单位整改建议", "Heading 1")
    points("本单位建议")
    add("{%p if 本单位建议要求 %}")
    add("{{ 本单位建议要求 }}")
    add("{%p endif %}")
    add("六、对大厅建议", "Heading 1")
    points("大厅建议")
    add("{%p if 大厅建议要求 %}")
    add("{{ 大厅建议要求 }}")
    add("{%p endif %}")
    add("七、整改优化措施与时限", "Heading 1")
    add("{%p if 整改措施 %}")
    titles = ("序", "措施", "时限", "部门", "来源")
    heads = ("序号", "整改优化措施", "时限", "责任部门", "来源")
    middle = "公文表格居中"
    _loop(
        document,
        (14, 49, 32, 26, 35),
        titles,
        "整改措施",
        heads=heads,
        styles=(middle, "公文表格", middle, middle, middle),
    )
    add("{%p else %}")
    add("（无）")
    add("{%p endif %}")
    add("八、好做法", "Heading 1")
    points("好做法")
    add("")
    add("{%p if 单位 %}")
    add("{{ 单位 }}", "公文落款")
    add("{%p endif %}")
    add("{{ 报告日期 }}", "公文落款")
    document.paragraphs[-1].paragraph_format.keep_with_next = False  # what follows is an annex
    add("{%p if 影像 or 文件 %}")
    add("附：佐证影像和文件", "Heading 1")
    add("{%p endif %}")
    add("{%p if 影像 %}")
    _photos(document, "影像", ("左", "中", "右"))
    add("{%p endif %}")
    add("{%p for 件 in 文件 %}")
    add("{{ 件 }}", "公文佐证")
    add("{%p endfor %}")
    add(
        "注：本报告根据走流程记录 #{{ 走流程编号 }}（{{ 行动 }}，流程版本 {{ 流程版本 }}）生成；"
        "“依据”所列消息编号可在系统中查证。",
        "公文附注",
    )


def _loop(
    document: Any,
    widths: Sequence[float],
    keys: Sequence[str],
    source: str,
    *,
    heads: Sequence[str] = (),
    styles: Sequence[str] = (),
) -> None:
    """A table with one row per mapping in `source`; `keys` are its keys, and its headers."""
    rows = (
        heads or keys,
        ("{%tr for 行 in " + source + " %}",),
        ["{{ 行." + key + " }}" for key in keys],
        ("{%tr endfor %}",),
    )
    _table(document, widths, rows, styles=styles)


def _photos(document: Any, source: str, places: Sequence[str]) -> None:
    """Photos side by side, without lines, each with its caption."""
    rows = (
        ("{%tr for 行 in " + source + " %}",),
        ["{{ 行." + place + ".图 }}" for place in places],
        ("{%tr endfor %}",),
    )
    count = len(places)
    table = _table(document, [156 / count] * count, rows, head=False, styles=["公文影像"] * count)
    table.style = document.styles["Normal Table"]
    for cell, place in zip(table.rows[1].cells, places, strict=True):
        cell.vertical_alignment = 0
        cell.add_paragraph("{{ 行." + place + ".图注 }}", document.styles["公文图注"])


if __name__ == "__main__":
    build().save(sys.argv[1] if len(sys.argv) > 1 else TARGET)
