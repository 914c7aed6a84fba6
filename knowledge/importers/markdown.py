"""A guide in our Markdown form: front matter, then a heading for each element.

`## 常见问题` holds a `### question` for each pair. Headings take every name of an
element (knowledge.elements); one that is not known becomes an element under its
own name. A page without any known element is no guide. A page whose headings are written
as offices do ("## 一、受理条件") is read as a document (knowledge.importers.documents).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from knowledge.elements import ANSWER, QUESTION, REMARKS, find_element, is_faq
from knowledge.importers.documents.blocks import Document
from knowledge.importers.documents.nested import with_nested
from knowledge.importers.documents.parting import elements_in
from knowledge.importers.documents.plain import is_in_words, read_plain, without_bold
from knowledge.importers.documents.reader import rows_of
from knowledge.importers.labels import by_labels
from knowledge.importers.reading import is_known
from knowledge.importers.rows import Row, RowError, Rows, keep_all
from knowledge.importers.yaml_form import compose, plain
from knowledge.remarks import Remark

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)(?<=\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,3})[ \t]+(.+?)[ \t]*#*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


def read_markdown(path: Path, name: str) -> Rows:
    """The guide of a Markdown file, or the guides of a page in words; none if it is empty.

    Raises:
        RowError: The front matter is no plain YAML, or nothing in it is an element.
    """
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    if not text.strip():
        return
    front = _FRONT.match(text)
    if front is None and re.match(r"---[ \t]*\n", text):
        raise RowError("front_open", line=1)
    if front is None and (document := _in_words(text)):
        yield from rows_of(document, name, path.stem)
        return
    odd: list[Remark] = []
    meta = _front_matter(front[1], odd) if front else {}
    headings = _sections(text[front.end() :] if front else text)
    keys = [*meta, *(key for key, _ in headings)]
    sections = [
        pair
        for heading, told in headings
        for pair in (by_labels(heading, told, odd) if isinstance(told, str) else [(heading, told)])
    ]
    if any(key in meta for key in ("name", "事项名称")):
        sections = [pair for pair in sections if pair[0] != "name"]  # a title for readers
    inner = meta.get("elements")
    keys += inner if isinstance(inner, dict) else ()
    if not any(map(_is_known, keys)):
        raise RowError("no_elements", line=1)
    record = keep_all([*meta.items(), *sections])
    yield Row(name, 1, record, tuple(odd))


def _in_words(text: str) -> Document | None:
    """A page that is not in our form: headings that need reading, or none that is an element."""
    found = [match for line in text.split("\n") if (match := _HEADING.match(line))]
    headings = [match[2] for match in found]
    ours = any(_is_known(match[2]) for match in found if len(match[1]) < 3)
    if ours and not any(is_in_words(heading) and not is_known(heading) for heading in headings):
        return None
    document = read_plain(text)
    return document if elements_in(document.blocks) else None


def _front_matter(text: str, odd: list[Remark]) -> dict[str, Any]:
    node = compose(text, above=1)
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise RowError("no_pairs", line=2)
    found: dict[str, Any] = plain(node, odd, above=1)
    return found


def _colon(heading: str) -> str:
    """A heading within an element, whose lines are for what it names."""
    return heading if heading.endswith(tuple("：:。？?")) else f"{heading}："


def _is_known(key: str) -> bool:
    """Whether a heading or key tells that this is a guide; any page may have remarks."""
    element = find_element(key)
    return is_faq(key) or (element is not None and element.term != REMARKS)


def _sections(body: str) -> list[tuple[str, Any]]:
    """Headings with their text, "" above all; the first `# …` is the name."""
    sections: list[tuple[str, Any]] = []
    heading, question, lines = "", "", list[str]()
    named = fenced = False

    def close() -> None:
        text = without_bold(with_nested("\n".join(lines))).strip()
        lines.clear()
        if question:
            sections.append((heading, {QUESTION: question, ANSWER: text}))
        elif text:
            sections.append((heading, text))

    for line in body.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        match = None if fenced else _HEADING.match(line)
        depth = len(match[1]) if match else 0
        if match is None or (depth == 3 and not is_faq(heading)):
            lines.append(_colon(match[2]) if match else line)
            continue
        close()
        question = match[2] if depth == 3 else ""
        if depth == 1 and not named:
            sections.append(("name", match[2]))
            heading, named = "", True
        elif depth < 3:
            heading = match[2]
    close()
    return sections
