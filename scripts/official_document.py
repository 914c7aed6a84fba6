"""Word templates in the layout of an official document, for the scripts that build them.

The layout follows GB/T 9704-2012 (公文格式): A4, margins top 37 mm and left 28 mm, a text block of
156 x 225 mm, 22 lines of 28 points, title in 小标宋 2号, body in 仿宋 3号, headings 黑体 一、 and
楷体 （一）, page numbers "— 1 —" 4号 at the outer edge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

TEMPLATES = Path(__file__).parent.parent / "storage/exports/templates"
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


def build(title: str, body: Callable[[Any], None]) -> Any:
    """A template as a python-docx document, filled by `body`."""
    document = Document()
    _prune(document)
    _fonts(document)
    _styles(document)
    _page(document)
    document._body.clear_content()
    body(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "Walkalong 陪走", ""
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    return document


def save(templates: Mapping[str, tuple[str, Callable[[Any], None]]]) -> None:
    """Build templates by the name of their file: each with its title, and what fills it."""
    for name, (title, body) in templates.items():
        build(title, body).save(TEMPLATES / name)


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
    define(new("公文小表头"), HEI, 10.5, 18, ALIGN.CENTER, before=2, after=2)
    define(new("公文小表"), FANG, 10.5, 18, ALIGN.LEFT, before=2, after=2)
    define(new("公文小表居中"), FANG, 10.5, 18, ALIGN.CENTER, before=2, after=2)
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


def landscape(document: Any) -> None:
    """Lay the page on its side, for tables of many columns."""
    section = document.sections[0]
    section.orientation = 1
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin = section.right_margin = Mm(27)


def table(
    document: Any,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    head: bool = True,
    head_style: str = "公文表头",
    styles: Sequence[str] = (),
) -> Any:
    """A bordered table, `widths` in mm; a row of one text is a `{%tr %}` tag of its own."""
    made = document.add_table(len(rows), len(widths))
    made.style, made.autofit = document.styles["Table Grid"], False
    made.alignment = 1
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for index, texts in enumerate(rows):
        row = made.rows[index]
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if head and index == 0:
            row._tr.trPr.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width, cell.vertical_alignment = Mm(width), 1
            cell.text = texts[place] if place < len(texts) else ""
            style = styles[place] if styles else "公文表格"
            cell.paragraphs[0].style = document.styles[head_style if head and index == 0 else style]
    return made


def merge(made: Any, row: int, first: int, last: int) -> None:
    cell, text = made.cell(row, first), made.cell(row, first).text
    style = cell.paragraphs[0].style
    cell = cell.merge(made.cell(row, last))
    cell.text = text
    cell.paragraphs[0].style = style


def loop(
    document: Any,
    widths: Sequence[float],
    keys: Sequence[str],
    source: str,
    *,
    heads: Sequence[str] = (),
    head_style: str = "公文表头",
    styles: Sequence[str] = (),
) -> None:
    """A table with one row per mapping in `source`; `keys` are its keys, and its headers."""
    rows = (
        heads or keys,
        ("{%tr for 行 in " + source + " %}",),
        ["{{ 行." + key + " }}" for key in keys],
        ("{%tr endfor %}",),
    )
    table(document, widths, rows, head_style=head_style, styles=styles)


def photos(document: Any, source: str, places: Sequence[str]) -> None:
    """Photos side by side, without lines, each with its caption."""
    rows = (
        ("{%tr for 行 in " + source + " %}",),
        ["{{ 行." + place + ".图 }}" for place in places],
        ("{%tr endfor %}",),
    )
    count = len(places)
    made = table(document, [156 / count] * count, rows, head=False, styles=["公文影像"] * count)
    made.style = document.styles["Normal Table"]
    for cell, place in zip(made.rows[1].cells, places, strict=True):
        cell.vertical_alignment = 0
        cell.add_paragraph("{{ 行." + place + ".图注 }}", document.styles["公文图注"])
