"""Small bar charts for Word files, as Word's own charts (DrawingML): nothing is drawn as a picture.

A chart that is drawn needs a font with Chinese letters where the program runs, and a drawing
library; Word, WPS and LibreOffice draw these themselves, sharp in print. The numbers are in the
chart and in a workbook inside it, so an office can change them in Word ("编辑数据").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from storage.exports.text import clean

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

COLOURS = ("4472C4", "A5A5A5", "ED7D31")
"""Of the first series, the second, the third: told apart also in grey print."""
MOST_BARS = 20
MAX_NAME = 24
"""Characters of a bar's name; a longer one would leave no room for the bars."""
WIDTH_MM, BAR_MM, AROUND_MM = 150, 5, 24
EMU = 36_000
"""English metric units of a millimetre."""
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Bars(NamedTuple):
    """A chart: a name for each bar, and the values of each series in this order."""

    title: str
    names: Sequence[str]
    series: Mapping[str, Sequence[float]]


def chart(bars: Bars, document: DocxTemplate) -> Any:
    """The chart, put into `document`, as the value of a tag; "" where there is nothing to draw."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from markupsafe import Markup

    shown = _shown(bars)
    if not shown.names or not any(any(values) for values in shown.series.values()):
        return ""
    package = document.docx.part.package
    book = Part(
        package.next_partname("/word/embeddings/chart%d.xlsx"), _BOOK_TYPE, _book(shown), package
    )
    # Numbered by the workbook, which is related first: two parts of one name are one lost chart.
    number = str(book.partname).removeprefix("/word/embeddings/chart").removesuffix(".xlsx")
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
    own = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _xml(shown, own).encode()
    relation = document.docx.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return Markup(_inline(shown, relation, int(number)))  # noqa: S704 - made here, names escaped


def _shown(bars: Bars) -> Bars:
    names = [_short(" ".join(clean(name).split())) for name in bars.names[:MOST_BARS]]
    series = {name: list(values)[:MOST_BARS] for name, values in bars.series.items()}
    return Bars(clean(bars.title), names, series)


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 1]}…"


def _inline(bars: Bars, relation: str, number: int) -> str:
    """Ends the tag's own run, and begins it anew behind the chart, as docxtpl does for pictures."""
    high = (AROUND_MM + BAR_MM * len(bars.names) * len(bars.series)) * EMU
    name = escape(bars.title, {'"': "&quot;"})
    return (
        "</w:t></w:r><w:r><w:drawing>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0" xmlns:wp="http://schemas.'
        'openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="{WIDTH_MM * EMU}" cy="{high}"/>'
        f'<wp:docPr id="{9_000 + number}" name="图表 {number}" descr="{name}"/>'
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_RELS}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        '<w:r><w:t xml:space="preserve">'
    )


def _book(bars: Bars) -> bytes:
    """The numbers as the workbook that Word opens to have them changed."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Sheet")
    sheet.append(["", *bars.series])
    for row in zip(bars.names, *bars.series.values(), strict=True):
        sheet.append(list(row))
        sheet.cell(sheet.max_row, 1).data_type = "s"  # a name that begins with "=" is a name
    whole = BytesIO()
    book.save(whole)
    return whole.getvalue()


def _xml(bars: Bars, book: str) -> str:
    series = "".join(
        _series(place, name, bars.names, values)
        for place, (name, values) in enumerate(bars.series.items())
    )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_RELS}">'
        '<c:roundedCorners val="0"/><c:chart>'
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="zh-CN" sz="1200" b="0"/><a:t>{escape(bars.title)}</a:t></a:r></a:p>'
        '</c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
        '<c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axis('catAx', 1, 2, 'l', 'maxMin')}{_axis('valAx', 2, 1, 'b', 'minMax')}"
        f"</c:plotArea>{legend if len(bars.series) > 1 else ''}"
        '<c:plotVisOnly val="1"/></c:chart>'
        '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000"/></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(place: int, name: str, names: Sequence[str], values: Sequence[float]) -> str:
    column, last = "BCDEFG"[place], len(names) + 1
    told = "".join(f'<c:pt idx="{n}"><c:v>{escape(t)}</c:v></c:pt>' for n, t in enumerate(names))
    numbers = "".join(f'<c:pt idx="{n}"><c:v>{v:g}</c:v></c:pt>' for n, v in enumerate(values))
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef>'
        f'<c:f>Sheet!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{COLOURS[place]}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/><c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(names)}"/>{told}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet!${column}$2:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{numbers}'
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _axis(kind: str, own: int, other: int, side: str, order: str) -> str:
    """The names in the order that they are given in, from above; of the values no axis is drawn."""
    hidden = int(kind == "valAx")
    least = '<c:min val="0"/>' if hidden else ""
    return (
        f'<c:{kind}><c:axId val="{own}"/><c:scaling><c:orientation val="{order}"/>{least}'
        f'</c:scaling><c:delete val="{hidden}"/><c:axPos val="{side}"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/></c:{kind}>'
    )
