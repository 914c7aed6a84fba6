"""A flow as a flowchart: stages as boxes, questions in order, conditions on the arrows.

Two notations of the same drawing: Mermaid's, and DOT, which graphviz turns into pictures.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.cli.wrapping import wrapped
from flows.model import SILENT_TYPES, Flow, Group, Locale, Row, Text

INDENT = "  "
LONGEST = 36
"""Columns of a line within a box of a picture."""
SECONDS = 120
"""What a picture may take; a flow of a thousand rows takes a few."""
FONT = "Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif"


class DrawingError(Exception):
    """Graphviz is not there, or could not draw: `str()` is its own words, or empty."""


@dataclass(frozen=True, slots=True)
class Part:
    """A box, the beginning of a stage with its title, or its end."""

    kind: Literal["start", "box", "stage", "end"]
    depth: int
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to the next; `condition` where the next is not always asked."""

    start: str
    end: str
    condition: str


class _Drawing:
    """The parts of a flow and its arrows, whatever they are written in."""

    def __init__(self, flow: Flow, locale: Locale) -> None:
        self.locale: Locale = locale
        self.arrows: list[Arrow] = []
        self.last = "start"
        self.count = 0
        start = Part("start", 1, "start", self._text(flow.title, flow.id))
        self.parts = [start, *self._rows(flow.rows, 1)]

    def _rows(self, rows: Iterable[Row], depth: int, conditions: str = "") -> Iterator[Part]:
        for row in rows:
            condition = _both(conditions, row.relevant)
            if isinstance(row, Group):
                yield from self._group(row, depth, condition)
            elif row.type not in SILENT_TYPES:
                name = self._next()
                yield Part("box", depth, name, self._text(row.label, row.name))
                self.arrows.append(Arrow(self.last, name, condition))
                self.last = name

    def _group(self, group: Group, depth: int, condition: str) -> Iterator[Part]:
        again = " ×n" if group.repeat else ""
        yield Part("stage", depth, self._next(), self._text(group.label, group.name) + again)
        yield from self._rows(group.rows, depth + 1, condition)
        yield Part("end", depth)

    def _next(self) -> str:
        """Ids of our own: a question may be called `end`, which is a word of Mermaid's."""
        self.count += 1
        return f"r{self.count}"

    def _text(self, text: Text, name: str) -> str:
        """In one line."""
        return " ".join((text.get(self.locale) or next(iter(text.values()), name)).split())


def _both(one: str, other: str) -> str:
    """Two conditions as one; an `or` in them binds weaker than the `and` between."""
    parts = [part for part in (one, other) if part]
    if len(parts) > 1:
        parts = [f"({part})" if " or " in part else part for part in parts]
    return " and ".join(parts)


def mermaid(flow: Flow, locale: Locale) -> str:
    """The text of the diagram; renders wherever Mermaid does, and reads well as it is."""
    drawing = _Drawing(flow, locale)
    lines = ["flowchart TD"]
    for part in drawing.parts:
        text = f'"{_escaped(part.text)}"'
        forms = {
            "start": f"{part.id}([{text}])",
            "box": f"{part.id}[{text}]",
            "stage": f"subgraph {part.id}[{text}]",
            "end": "end",
        }
        lines.append(INDENT * part.depth + forms[part.kind])
    for arrow in drawing.arrows:
        label = f'-. "{_escaped(arrow.condition)}" .->' if arrow.condition else "-->"
        lines.append(f"{INDENT}{arrow.start} {label} {arrow.end}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Mermaid's own escapes; a label is one line."""
    for character, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(character, code)
    return " ".join(text.split())


def dot(flow: Flow, locale: Locale) -> str:
    """The text of the diagram for graphviz."""
    drawing = _Drawing(flow, locale)
    lines = [
        "digraph flow {",
        f'{INDENT}graph [fontname="{FONT}", fontsize=13, style=rounded, color="#7f8fa6"];',
        f'{INDENT}node [fontname="{FONT}", fontsize=11, shape=box, style=rounded];',
        f'{INDENT}edge [fontname="{FONT}", fontsize=9, color="#4a5568"];',
    ]
    for part in drawing.parts:
        text = _quoted(part.text)
        forms = {
            "start": f"{part.id} [label={text}, shape=oval];",
            "box": f"{part.id} [label={text}];",
            "stage": f"subgraph cluster_{part.id} {{ label={text};",
            "end": "}",
        }
        lines.append(INDENT * part.depth + forms[part.kind])
    for arrow in drawing.arrows:
        label = f" [style=dashed, label={_quoted(arrow.condition)}]" if arrow.condition else ""
        lines.append(f"{INDENT}{arrow.start} -> {arrow.end}{label};")
    return "\n".join([*lines, "}"])


def _quoted(text: str) -> str:
    """A text in lines that fit a box, as DOT writes it: `\\` would begin an escape of its own."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"{}"'.format(wrapped(plain, LONGEST).replace("\n", "\\n"))


def picture(flow: Flow, locale: Locale, form: Literal["svg", "png"]) -> bytes:
    """The drawing as a picture, made by graphviz. Raises DrawingError."""
    program = shutil.which("dot")
    if program is None:
        raise DrawingError
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the flow is its input, no argument
            [program, f"-T{form}"],
            input=dot(flow, locale).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingError(f"timeout {SECONDS} s") from error
    except (subprocess.CalledProcessError, OSError) as error:
        told = getattr(error, "stderr", b"") or str(error).encode()
        raise DrawingError(" ".join(told.decode(errors="replace").split())[:300]) from error
    return done.stdout
