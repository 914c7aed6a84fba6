"""Build storage/exports/templates/weekly_note.docx, the template of the news note (信息简讯).

Looks like the other papers (build_report_template.py). Run: python scripts/build_note_template.py
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from docx import Document

from scripts.build_report_template import _fonts, _page, _prune, _styles, _table

TARGET = Path(__file__).parent.parent / "storage/exports/templates/weekly_note.docx"
COUNTS = ("本期新增", "本期销号", "在办", "超期", "累计")


def build() -> Any:
    """The template as a python-docx document."""
    document = Document()
    _prune(document)
    _fonts(document)
    _styles(document)
    _page(document)
    _body(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "信息简讯模板", "Walkalong 陪走", ""
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    return document


def _body(document: Any) -> None:
    def add(text: str, style: str = "公文正文") -> None:
        document.add_paragraph(text, document.styles[style])

    document._body.clear_content()
    add("{{ 标题 }}", "Title")
    add("（{{ 期号 }}　{{ 日期 }}）", "公文副题")
    _table(
        document,
        [156 / len(COUNTS)] * len(COUNTS),
        (COUNTS, ["{{ " + name + " }}" for name in COUNTS]),
        styles=["公文表格居中"] * len(COUNTS),
    )
    add("{%p for 段 in 正文 %}")
    add("{%p if 段.是标题 %}")
    add("{{ 段.内容 }}", "Heading 1")
    add("{%p else %}")
    add("{{ 段.内容 }}")
    add("{%p endif %}")
    add("{%p endfor %}")
    add("")
    add("{%p if 单位 %}")
    add("{{ 单位 }}", "公文落款")
    add("{%p endif %}")
    add("{{ 日期 }}", "公文落款")
    document.paragraphs[-1].paragraph_format.keep_with_next = False
    add("{%p if 更正 %}")
    add("更正：{{ 更正 }}", "公文附注")
    add("{%p endif %}")
    add("注：数字取自整改台账 {{ 截至 }} 的记录，统计自 {{ 起自 }} 起。", "公文附注")


if __name__ == "__main__":
    build().save(sys.argv[1] if len(sys.argv) > 1 else TARGET)
