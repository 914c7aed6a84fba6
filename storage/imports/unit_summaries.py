"""Unit summaries (单位总结, R74, R75) that units have edited and sent back, read by their headings.

What is in a file is foreign: it is measured before it is unpacked, read as text and never run.
Nothing is guessed: a file without the four headings is told, with those that it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from storage.exports.text import clean, clip
from storage.imports.files import ImportFileError
from storage.packages import trick_in

if TYPE_CHECKING:
    from docx.document import Document

PARTS = ("采取的措施", "取得的效果", "建立的机制", "存在的问题和建议")
"""The four parts of R74."""
_WORDS = ("措施", "效果|成效", "机制|制度", "问题|建议")
"""What the heading of each part has in it, however it is put."""
MAX_NAME = 24
_HEADING = re.compile(rf"[一二三四五六七八九十]+\s*[、.．]\s*(?P<name>.{{2,{MAX_NAME}}})")
"""A heading of the first rank, "一、采取的措施"; "1." and "（一）" count within a part."""
MAX_FILES = 500
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts of a file together."""
MAX_TEXTS = 400
"""Paragraphs and rows of one part."""
MAX_TEXT = 2_000
_LOCK = "~$"
"""How the file begins that Word lays beside one that is open."""


@dataclass(frozen=True, slots=True)
class UnitParts:
    """A unit's summary: the paragraphs of its four parts."""

    unit: str
    file: str
    texts: tuple[tuple[str, ...], ...]


def read_summaries(folder: Path) -> list[UnitParts]:
    """The summaries in a folder, by the name of their files.

    Raises `ImportFileError` with every file that cannot be read, and how to mend it.
    """
    files = sorted(
        p for p in folder.iterdir() if p.is_file() and not p.name.startswith((_LOCK, "."))
    )
    found: list[UnitParts] = []
    faults: list[tuple[str, str]] = []
    if len(files) > MAX_FILES:
        many = f"{folder}：文件超过 {MAX_FILES} 个。"
        faults.append((many, f"{folder}: more than {MAX_FILES} files."))
    for path in files[:MAX_FILES]:
        try:
            found.append(_read(path))
        except ImportFileError as error:
            faults.append((error.text["zh"], error.text["en"]))
    faults += _twice(found)
    if not files:
        faults.append(
            (f"{folder} 里没有文件；请放入各单位报来的 .docx 总结。",
             f"There is no file in {folder}; put the units' .docx summaries there.")
        )  # fmt: skip
    if faults:
        raise ImportFileError("\n".join(zh for zh, _ in faults), "\n".join(en for _, en in faults))
    return found


def _twice(found: Sequence[UnitParts]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for one in found:
        before = first.setdefault(one.unit, one.file)
        if before != one.file:
            yield (
                f"{one.file}：{one.unit} 的总结已有 {before}。请只留一份。",
                f"{one.file}: {before} is of {one.unit}, too. Leave only one of them.",
            )


def _read(path: Path) -> UnitParts:
    if path.suffix.lower() != ".docx":
        raise ImportFileError(
            f"{path.name}：不是 .docx 文件。请在 Word 中另存为 .docx，或把它移出文件夹。",
            f"{path.name}: no .docx file. Save it as .docx, or take it out of the folder.",
        )
    document = _open(path)
    parts = _parted(document)
    missing = [name for name, texts in zip(PARTS, parts, strict=True) if texts is None]
    if missing:
        raise ImportFileError(
            f"{path.name}：没有找到标题“{'”“'.join(missing)}”。"
            f"请按“一、{PARTS[0]}”“二、{PARTS[1]}”“三、{PARTS[2]}”“四、{PARTS[3]}”的顺序写四个标题。",
            f"{path.name}: no heading {', '.join(missing)}. "
            f"Write the four headings in their order: 一、{PARTS[0]} 二、{PARTS[1]} 三、{PARTS[2]} "
            f"四、{PARTS[3]}.",
        )
    unit = clean(document.core_properties.subject or "").strip() or path.stem
    return UnitParts(unit[:100], path.name, tuple(tuple(texts or ()) for texts in parts))


def _open(path: Path) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        if trick_in(path, MAX_UNPACKED):
            raise ImportFileError(
                f"{path.name}：展开后超过 {MAX_UNPACKED // 2**20} MB 或带有实体声明，不读。"
                "请去掉大图片，在 Word 中重新另存。",
                f"{path.name}: more than {MAX_UNPACKED // 2**20} MB, or declares entities. "
                "Take large pictures out and save it anew in Word.",
            )
        return docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise ImportFileError(
            f"{path.name}：打不开，可能已损坏或有密码。请在 Word 中打开后重新另存。",
            f"{path.name}: cannot be opened; it may be broken or locked. Save it anew in Word.",
        ) from error


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Paragraphs, and rows of tables with their cells side by side; with the name of a heading."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ((row, "") for row in map(_row, block.rows) if row)
        elif text := block.text.strip():
            match = _HEADING.fullmatch(text)
            style = block.style.name if block.style is not None else ""
            yield text, match["name"] if match else text[:MAX_NAME] if style == "Heading 1" else ""


def _row(row: Any) -> str:
    cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
    return "｜".join(filter(None, cells))


def _parted(document: Document) -> list[list[str] | None]:
    """The texts of each part; None for one that has no heading.

    What stands under a heading of the unit's own goes with the part before it, or the first one.
    """
    parts: list[list[str] | None] = [None] * len(PARTS)
    before: list[str] = []
    part, is_begun = -1, False
    for text, name in _texts(document):
        later = next((n for n in range(part + 1, len(PARTS)) if re.search(_WORDS[n], name)), part)
        is_begun = is_begun or bool(name)
        if later > part:
            parts[later], part = before if part < 0 and later == 0 else [], later
        elif is_begun:
            texts = before if part < 0 else parts[part]
            if texts is not None and len(texts) < MAX_TEXTS:
                texts.append(clip(clean(text), MAX_TEXT))
    return parts
