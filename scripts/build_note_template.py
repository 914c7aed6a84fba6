"""Build storage/exports/templates/weekly_note.docx, the template of the news note (信息简讯).

Not needed at run time, as the other templates' scripts are not. Run:
python -m scripts.build_note_template
"""

from __future__ import annotations

from typing import Any

from scripts.official_document import save, table

COUNTS = ("本期新增", "本期销号", "在办", "超期", "累计")


def _body(document: Any) -> None:
    def add(text: str, style: str = "公文正文") -> None:
        document.add_paragraph(text, document.styles[style])

    add("{{ 标题 }}", "Title")
    add("（{{ 期号 }}　{{ 日期 }}）", "公文副题")
    table(
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


ALL = {"weekly_note.docx": ("信息简讯模板", _body)}

if __name__ == "__main__":
    save(ALL)
