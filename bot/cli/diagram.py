"""A flow as a Mermaid flowchart: stages as boxes, questions in order, conditions on the arrows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.model import SILENT_TYPES, Flow, Group, Locale, Row, Text

INDENT = "  "


def mermaid(flow: Flow, locale: Locale) -> str:
    """The text of the diagram; renders wherever Mermaid does, and reads well as it is."""
    return "\n".join(_Drawing(flow, locale).lines())


class _Drawing:
    def __init__(self, flow: Flow, locale: Locale) -> None:
        self.flow = flow
        self.locale: Locale = locale
        self.arrows: list[str] = []
        self.last = "start"
        self.count = 0

    def lines(self) -> Iterator[str]:
        yield "flowchart TD"
        yield f"{INDENT}start([{self._quoted(self.flow.title, self.flow.id)}])"
        yield from self._rows(self.flow.rows, INDENT)
        yield from self.arrows

    def _rows(self, rows: Iterable[Row], indent: str, conditions: str = "") -> Iterator[str]:
        for row in rows:
            condition = " and ".join(filter(None, (conditions, row.relevant)))
            if isinstance(row, Group):
                yield from self._group(row, indent, condition)
            elif row.type not in SILENT_TYPES:
                name = self._next()
                yield f"{indent}{name}[{self._quoted(row.label, row.name)}]"
                self._arrow(name, condition)

    def _group(self, group: Group, indent: str, condition: str) -> Iterator[str]:
        name = self._next()
        again = " ×n" if group.repeat else ""
        yield f"{indent}subgraph {name}[{self._quoted(group.label, group.name, again)}]"
        yield from self._rows(group.rows, indent + INDENT, condition)
        yield f"{indent}end"

    def _next(self) -> str:
        """Ids of our own: a question may be called `end`, which is a word of Mermaid's."""
        self.count += 1
        return f"r{self.count}"

    def _arrow(self, name: str, condition: str) -> None:
        label = f'-. "{_escaped(condition)}" .->' if condition else "-->"
        self.arrows.append(f"{INDENT}{self.last} {label} {name}")
        self.last = name

    def _quoted(self, text: Text, name: str, suffix: str = "") -> str:
        return f'"{_escaped((text.get(self.locale) or text.get("zh") or name) + suffix)}"'


def _escaped(text: str) -> str:
    """Mermaid's own escapes; a label is one line."""
    for character, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(character, code)
    return " ".join(text.split())
