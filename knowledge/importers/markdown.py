"""A guide in our Markdown form: front matter, then a heading for each element.

`## 常见问题` holds a `### question` for each pair. Headings take every name of an
element (knowledge.elements); one that is not known becomes an element under its
own name.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from knowledge.elements import is_faq
from knowledge.importers.rows import Row, RowError, Rows
from knowledge.importers.yaml_form import parse_yaml

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,3})[ \t]+(.+?)[ \t]*#*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read_markdown(path: Path) -> Rows:
    """The one guide of a Markdown file.

    Raises:
        RowError: The front matter is no plain YAML.
    """
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    front = _FRONT.match(text)
    meta = parse_yaml(front[1]) if front else {}
    if not isinstance(meta, dict):
        raise RowError("开头 --- 之间不是“键: 值”", "照样例写 id、name、bureau …")
    yield Row(path.name, 1, {**_sections(text[front.end() :] if front else text), **meta})


def _sections(body: str) -> dict[str, Any]:
    """Headings with their text; `# …` is the name unless the front matter has one."""
    record: dict[str, Any] = {}
    faqs: list[dict[str, str]] = []
    heading, question, lines = "", "", list[str]()

    def close() -> None:
        text = _BOLD.sub(r"\2", "\n".join(lines)).strip()
        lines.clear()
        if question:
            faqs.append({"问题": question, "答案": text})
        elif text:
            key = heading or "备注"
            record[key] = f"{record[key]}\n{text}" if key in record else text

    for line in body.split("\n"):
        match = _HEADING.match(line)
        depth = len(match[1]) if match else 0
        if match is None or (depth == 3 and not is_faq(heading)):
            lines.append(match[2] if match else line)
            continue
        close()
        question = match[2] if depth == 3 else ""
        if depth == 1:
            record.setdefault("name", match[2])
            heading = ""
        elif depth == 2:
            heading = match[2]
    close()
    return {**record, "常见问题": faqs} if faqs else record
