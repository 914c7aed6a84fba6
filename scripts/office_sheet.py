"""A template that grows from above: headings, conditions, loops, tables of issues, charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scripts.official_document import loop

MIDDLE, LEFT, HEAD = "公文表格居中", "公文表格", "公文表头"
SMALL, SMALL_MIDDLE, SMALL_HEAD = "公文小表", "公文小表居中", "公文小表头"


class Sheet:
    """A template that grows from above."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def add(self, text: str, style: str = "公文正文") -> Any:
        return self.document.add_paragraph(text, self.document.styles[style])

    def head(self, subtitle: str) -> None:
        self.add("{{ 标题 }}", "Title")
        self.add(subtitle, "公文副题")

    def part(self, text: str) -> None:
        self.add(text, "Heading 1")

    def when(self, condition: str, fill: Callable[[], None], otherwise: str = "") -> None:
        """`fill` where the condition holds, else a line of text where there is one."""
        self.add("{%p if " + condition + " %}")
        fill()
        if otherwise:
            self.add("{%p else %}")
            self.add(otherwise)
        self.add("{%p endif %}")

    def each(self, name: str, source: str, fill: Callable[[], None], none: str = "") -> None:
        self.add("{%p for " + name + " in " + source + " %}")
        fill()
        if none:
            self.add("{%p else %}")
            self.add(none)
        self.add("{%p endfor %}")

    def points(self, source: str) -> None:
        self.each("条", source, lambda: self.add("{{ 条.序 }}{{ 条.内容 }}"))

    def chart(self, name: str) -> None:
        self.when(name, lambda: self.add("{{ " + name + " }}", "公文影像"))

    def issues(self, source: str, columns: Mapping[str, tuple[float, str]], none: str) -> None:
        """A table of issues: each column by the name of its tag, with its width and heading."""
        wide = ("问题", "措施", "情形", "目标", "内容", "证据", "事项")
        self.when(
            source,
            lambda: loop(
                self.document,
                [width for width, _ in columns.values()],
                list(columns),
                source,
                heads=[head for _, head in columns.values()],
                head_style=SMALL_HEAD,
                styles=[SMALL if name in wide else SMALL_MIDDLE for name in columns],
            ),
            none,
        )

    def note(self, text: str) -> None:
        self.add(text, "公文附注")

    def basis(self) -> None:
        self.add("政策依据：{{ 政策依据 }}。")

    def signed(self) -> None:
        self.add("")
        self.when("单位", lambda: self.add("{{ 单位 }}", "公文落款"))
        last = self.add("{{ 报告日期 }}", "公文落款")
        last.paragraph_format.keep_with_next = False
