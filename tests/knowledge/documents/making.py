"""Documents as offices make them, written by the libraries that write real ones.

Blocks: "# …" is a title, "**…**" a bold line, other text a line; a list is a table, in
which UP is merged with the cell above and LEFT with the one before.
"""

from __future__ import annotations

import html
import io
from pathlib import Path
from typing import Any

UP, LEFT = "^", "<"
Blocks = list[Any]


def guide(title: str = "# 居民身份证补领办事指南（2026年版）") -> Blocks:
    """A guide with everything that offices put into one."""
    return [
        title,
        "云溪市公安局",
        [
            ["实施编码", "YX-GA-101", "办件类型", "承诺件"],
            ["实施主体", "云溪市公安局", "服务对象", "自然人"],
            ["法定时限", "60日", "承诺时限", "20个工作日"],
        ],
        "一、受理条件",
        "（一）具有云溪市户籍；",
        "（二）身份证丢失、被盗。",
        "二、申请材料（原件核验后退回）",
        [
            ["序号", "材料名称", "原件/复印件", "份数", "备注"],
            ["1", "居民户口簿", "原件", "1", "核验后退回"],
            ["2", "申领登记表", "原件", "1份", "窗口打印"],
            ["3", "监护关系证明", "原件", "1", "未成年人"],
            ["4", UP, "复印件", "2", UP],
            ["注：军人另带身份证明。", LEFT, LEFT, LEFT, LEFT],
        ],
        "三、办理流程",
        "1.申请：到窗口提交材料。",
        "2.受理：当场核对，办理时限：当场。",
        "3.领证：凭回执领取。",
        "四、收费标准",
        "40元/证。",
        "五、办理地点及时间",
        "办理地点：云溪市湖滨路88号2楼3号窗口",
        "办理时间：周一至周五9:00—17:30",
        "六、咨询投诉电话",
        "咨询电话：0999-8123401",
        "投诉电话：0999-8123499",
        "七、补领期间的出行",
        "可以申领临时身份证。",
        "八、常见问题",
        "问：能代领吗？",
        "答：可以，带受托人身份证。",
        "2.问：照片要自己带吗？",
        "答：不用。",
        "云溪市公安局",
        "2026年3月1日",
    ]


def write(path: Path, blocks: Blocks, **how: Any) -> Path:
    """The document of this suffix."""
    {".docx": _docx, ".pdf": _pdf, ".html": _page}[path.suffix](path, blocks, **how)
    return path


def _docx(path: Path, blocks: Blocks) -> None:
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, list):
            _docx_table(document, block)
        elif block.startswith("# "):
            document.add_heading(block[2:], 0)
        elif block.startswith("**"):
            document.add_paragraph().add_run(block.strip("*")).bold = True
        else:
            document.add_paragraph(block)
    document.save(str(path))


def _docx_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == UP:
                table.cell(r - 1, c).merge(table.cell(r, c))
            elif text == LEFT:
                table.cell(r, c - 1).merge(table.cell(r, c))
            else:
                table.cell(r, c).text = text


def _pdf(path: Path, blocks: Blocks, **how: Any) -> None:
    path.write_bytes(pdf_bytes(blocks, **how))


def pdf_bytes(blocks: Blocks, head: str = "", password: str = "") -> bytes:
    """A PDF with ruled tables; `head` stands above each page, with its number below."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle("text", fontName="STSong-Light", fontSize=12, leading=18, wordWrap="CJK")
    title = ParagraphStyle("title", parent=text, fontSize=20, leading=30, alignment=1)

    def edges(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(72, 810, head)
        canvas.drawCentredString(300, 30, f"- {document.page} -")

    story: list[Any] = []
    for block in blocks:
        if isinstance(block, list):
            cells = [[_shown(cell, text) for cell in row] for row in block]
            story.append(Table(cells, style=_spans(block), repeatRows=0))
        else:
            words = html.escape(block.removeprefix("# ").strip("*"))
            story.append(Paragraph(words, title if block.startswith("# ") else text))
    made = io.BytesIO()
    lock = StandardEncryption(password, strength=128) if password else None
    document = SimpleDocTemplate(made, encrypt=lock)
    document.build(story, onFirstPage=edges, onLaterPages=edges)
    return made.getvalue()


def _shown(cell: str, style: Any) -> Any:
    from reportlab.platypus import Paragraph

    return "" if cell in (UP, LEFT) else Paragraph(html.escape(cell), style)


def _spans(rows: list[list[str]]) -> list[Any]:
    found: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == UP:
                found.append(("SPAN", (c, r - 1), (c, r)))
            elif text == LEFT and row[c - 1] != LEFT:
                end = next((n for n in range(c, len(row)) if row[n] != LEFT), len(row)) - 1
                found.append(("SPAN", (c - 1, r), (end, r)))
    return found


def _page(path: Path, blocks: Blocks, encoding: str = "utf-8") -> None:
    path.write_bytes(page_text(blocks, encoding).encode(encoding))


def page_text(blocks: Blocks, encoding: str = "utf-8") -> str:
    """The page, with a script, a style and a menu around it."""
    return (
        f'<html><head><meta charset="{encoding}"><title>云溪市政务服务网</title>'
        "<script>var a='<p>一、收费标准</p>';</script><style>p{}</style></head><body>"
        "<div class='top-nav'><a href='/'>首页</a><a href='/x'>收费标准</a></div>"
        f"{''.join(map(_tag, blocks))}<footer>云溪市人民政府</footer></body></html>"
    )


def _tag(block: Any) -> str:
    if isinstance(block, list):
        return f"<table>{''.join(map(_row, range(len(block)), [block] * len(block)))}</table>"
    if block.startswith("# "):
        return f"<h1>{html.escape(block[2:])}</h1>"
    inner = html.escape(block.strip("*"))
    return f"<p><b>{inner}</b></p>" if block.startswith("**") else f"<p>{inner}</p>"


def _row(r: int, rows: list[list[str]]) -> str:
    cells = ""
    for c, text in enumerate(rows[r]):
        if text in (UP, LEFT):
            continue
        down = next((n for n in range(r + 1, len(rows)) if rows[n][c] != UP), len(rows)) - r
        across = (
            next((n for n in range(c + 1, len(rows[r])) if rows[r][n] != LEFT), len(rows[r])) - c
        )
        cells += f"<td rowspan={down} colspan={across}>{html.escape(text)}</td>"
    return f"<tr>{cells}</tr>"
