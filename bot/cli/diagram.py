"""A flow as a flowchart: stages as boxes, questions in order, conditions on the arrows.

Two notations of the same drawing: Mermaid's, and DOT, which graphviz turns into pictures.
A picture is laid out in columns, so that a long flow can be read on one page: where one
ends, a circle with a number says that it goes on at the circle of that number.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.cli.wrapping import wrapped
from flows.model import SILENT_TYPES, Flow, Group, Locale, Row, Text

INDENT = "  "
LONGEST = 36
"""Columns of a line within a box of a picture."""
SHORTEST = 8
"""Boxes of a column of a picture, where there are that many."""
BROAD = 0.6
"""Columns to boxes in a column, so that a picture is about as broad as a screen."""
SECONDS = 120
"""What a picture may take; a flow of a thousand rows takes a few."""
FONT = "Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif"

Kind = Literal["start", "box", "stage", "end", "top", "bottom"]
"""A box, the beginning of a stage with its title, or its end; the ends of columns."""


class DrawingError(Exception):
    """Graphviz is not there, or could not draw: `str()` is its own words, or empty."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a drawing; an `end` has no id, an end of a column its number as its text."""

    kind: Kind
    depth: int
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to the next; `condition` where the next is not always asked."""

    start: str
    end: str
    condition: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, in order."""

    parts: list[Part]
    arrows: list[Arrow]


class _Drawer:
    """Makes the parts of a flow, and the arrows between them."""

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


def drawing(flow: Flow, locale: Locale) -> Drawing:
    """The flow as one chain of boxes."""
    drawer = _Drawer(flow, locale)
    return Drawing(drawer.parts, drawer.arrows)


def in_columns(whole: Drawing) -> Drawing:
    """The same cut into columns, between stages where that is near; a stage that is cut goes on."""
    boxes = sum(part.kind == "box" for part in whole.parts)
    tall = max(SHORTEST, round((boxes / BROAD) ** 0.5))
    sizes = _sizes(whole.parts)
    before = {arrow.end: arrow for arrow in whole.arrows}
    parts: list[Part] = []
    arrows: dict[str, Arrow] = {}
    open_: list[Part] = []
    column, height = 1, 0
    for at, part in enumerate(whole.parts):
        longer = height + sizes.get(at, 1) > tall + 1
        ends = part.kind == "box" and height >= tall
        if ends or (part.kind == "stage" and len(open_) < 1 and longer and height > tall // 2):
            column, height = column + 1, 0
            first = next(each for each in whole.parts[at:] if each.kind == "box")
            parts += _cut(open_, column)
            top = f"top{column}"
            into = before[first.id]
            arrows[f"bottom{column}"] = Arrow(into.start, f"bottom{column}", "")
            arrows[first.id] = replace(into, start=top)
        parts.append(part)
        if part.kind == "stage":
            open_.append(part)
        elif part.kind == "end":
            open_.pop()
        height += part.kind == "box"
        if part.id in before:
            arrows.setdefault(part.id, before[part.id])
    return Drawing(parts, list(arrows.values()))


def _sizes(parts: list[Part]) -> dict[int, int]:
    """How many boxes are in each stage, by where it begins."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for at, part in enumerate(parts):
        if part.kind == "stage":
            found[at] = 0
            open_.append(at)
        elif part.kind == "end":
            open_.pop()
        elif part.kind == "box":
            for begun in open_:
                found[begun] += 1
    return found


def _cut(open_: list[Part], column: int) -> Iterator[Part]:
    """The end of a column and the beginning of the next, in which the same stages are open."""
    for part in reversed(open_):
        yield Part("end", part.depth)
    yield Part("bottom", 1, f"bottom{column}", str(column))
    yield Part("top", 1, f"top{column}", str(column))
    for part in open_:
        yield replace(part, id=f"{part.id}_{column}", text=f"{part.text} …")


def _lines(whole: Drawing, form: Callable[[Part], str], arrow: Callable[[Arrow], str]) -> list[str]:
    """The drawing in a notation: a line for each part, indented as it is nested, and arrow."""
    parts = [INDENT * part.depth + form(part) for part in whole.parts]
    return [*parts, *(INDENT + arrow(each) for each in whole.arrows)]


def mermaid(flow: Flow, locale: Locale) -> str:
    """The text of the diagram; renders wherever Mermaid does, and reads well as it is."""
    return "\n".join(["flowchart TD", *_lines(drawing(flow, locale), _in_mermaid, _mermaid_arrow)])


def _in_mermaid(part: Part) -> str:
    text = f'"{_escaped(part.text)}"'
    match part.kind:
        case "start":
            return f"{part.id}([{text}])"
        case "stage":
            return f"subgraph {part.id}[{text}]"
        case "end":
            return "end"
        case _:
            return f"{part.id}[{text}]"


def _mermaid_arrow(arrow: Arrow) -> str:
    label = f'-. "{_escaped(arrow.condition)}" .->' if arrow.condition else "-->"
    return f"{arrow.start} {label} {arrow.end}"


def _escaped(text: str) -> str:
    """Mermaid's own escapes; a label is one line."""
    for character, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(character, code)
    return " ".join(text.split())


def dot(flow: Flow, locale: Locale) -> str:
    """The text of the diagram for graphviz."""
    whole = in_columns(drawing(flow, locale))
    tops = ["start", *(part.id for part in whole.parts if part.kind == "top")]
    beside = f"{INDENT}{{ rank=same; {' -> '.join(tops)} [style=invis]; }}"
    lines = [
        "digraph flow {",
        f'{INDENT}graph [fontname="{FONT}", fontsize=13, style=rounded, color="#7f8fa6", '
        "nodesep=0.4, ranksep=0.35];",
        f'{INDENT}node [fontname="{FONT}", fontsize=11, shape=box, style=rounded];',
        f'{INDENT}edge [fontname="{FONT}", fontsize=9, color="#4a5568"];',
        *_lines(whole, _in_dot, _dot_arrow),
        *([beside] if tops[1:] else []),
    ]
    return "\n".join([*lines, "}"])


def _in_dot(part: Part) -> str:
    text = _quoted(part.text)
    match part.kind:
        case "start":
            return f"{part.id} [label={text}, shape=oval];"
        case "stage":
            return f"subgraph cluster_{part.id} {{ label={text};"
        case "end":
            return "}"
        case "top" | "bottom":
            return f"{part.id} [label={text}, shape=circle, width=0.35, fixedsize=true];"
        case "box":
            return f"{part.id} [label={text}];"


def _dot_arrow(arrow: Arrow) -> str:
    label = f" [style=dashed, label={_quoted(arrow.condition)}]" if arrow.condition else ""
    return f"{arrow.start} -> {arrow.end}{label};"


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
