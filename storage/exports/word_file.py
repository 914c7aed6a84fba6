"""Filling in a Word template that an office can edit: the same way for every report.

The template is a docx whose tags have Chinese names (`{{ 事项 }}`); it gets
plain data only, in a sandbox, and every value is escaped: people's text with
`<`, `&` or `{{ }}` stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.exports.files import AUTHOR, ExportError, save, staged
from storage.exports.text import clean, clip

if TYPE_CHECKING:
    from docx.table import Table
    from docxtpl import DocxTemplate
    from jinja2 import Environment

KEPT_ROWS = 6
"""A table of so many rows stands on one page, head included. Were it more, a page would often end
half empty; a longer table goes on with its head on the next page."""
MAX_TEXT = 20_000
"""UTF-16 units of one value; longer text is cut with a visible mark."""
TEMPLATES = Path(__file__).parent / "templates"


def write_word(
    source: Path,
    path: Path,
    values: Callable[[DocxTemplate], dict[str, Any]],
    *,
    title: str,
    day: date,
    subject: str = "",
) -> None:
    """Fill the template `source` with `values`, which may put pictures into it, and write `path`.

    Raises `ExportError`: for a template that cannot be read or used (naming the
    tag), or a target that cannot be written.
    """
    with staged(path, ".docx") as folder:
        document = _open(source)
        _render(document, values(document), source)
        for table in document.docx.tables:
            _keep_together(table)
            _share_room(table, _text_width(document))
        properties = document.docx.core_properties
        properties.title, properties.subject = clean(title)[:200], clean(subject)[:200]
        properties.author = properties.last_modified_by = AUTHOR
        properties.created = properties.modified = datetime.combine(day, datetime.min.time())
        save(document, folder / path.name)


def harmless(value: Any) -> Any:
    """Jinja's last word on every value: escaped, legal XML, and no tag after rendering either.

    docxtpl turns `{_{` back into `{{` and reads `\\a` as a new paragraph of the
    same look, `\\n` as a line break (which spreads justified lines): hence both.
    """
    from markupsafe import Markup, escape

    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = str(escape(clip(clean(value), MAX_TEXT)))
    return Markup(re.sub(r"(?<=[{}%])_", "&#95;", text).replace("\n", "\a"))  # noqa: S704


def _open(source: Path) -> DocxTemplate:
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    document = DocxTemplate(source)
    try:
        document.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise ExportError(
            f"无法读取报告模板 {source}。请确认它存在，并且是 Word 的 .docx 文件。",
            f"Cannot read the report template {source}. It must exist and be a Word .docx file.",
        ) from error
    return document


def _render(document: DocxTemplate, values: dict[str, Any], source: Path) -> None:
    from jinja2 import TemplateError

    environment = _environment()
    try:
        document.render(values, environment)
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        tags = _tags(error, environment)
        zh, en = _reason(error, values)
        raise ExportError(
            f"报告模板 {source} 有错，标签 {tags}：{zh}。"
            "请在 Word 中改正这个标签，或改用自带的模板。",
            f"The report template {source} is broken at {tags}: {en}. "
            "Mend the tag in Word, or use the built-in template.",
        ) from error


def _reason(error: Exception, values: dict[str, Any]) -> tuple[str, str]:
    """What is wrong with a tag: its name, with those there are, or what the parser says."""
    unknown = re.fullmatch("'(.+)' is undefined", str(error))
    if unknown:
        return (
            f"没有“{unknown[1]}”这个名字，可用的有：{'、'.join(values)}",
            f"there is no {unknown[1]!r}, only {', '.join(values)}",
        )
    told = str(error) or type(error).__name__
    return told, told


def _keep_together(table: Table) -> None:
    """Let a table with a head break across pages only where it is long, and leave no row alone.

    A row stays on the page of the next one if that is asked of all its paragraphs.
    """
    if not table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader"):
        return
    rows = table._tbl.tr_lst
    kept = rows[:-1] if len(rows) <= KEPT_ROWS else [*rows[:2], rows[-2]]
    for row in kept:
        for paragraph in row.xpath("./w:tc/w:p"):
            paragraph.get_or_add_pPr().keepNext_val = True


def _text_width(document: DocxTemplate) -> int:
    section = document.docx.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    whole, left, right = (int(side or 0) for side in sides)
    return whole - left - right


def _share_room(table: Table, width: int) -> None:
    """Give columns that a template made without a width, one for each port, what others leave."""
    from docx.shared import Length

    heads = [cell.width or 0 for cell in table._tbl.tr_lst[0].tc_lst]
    free = heads.count(0)
    if not 0 < free < len(heads):
        return
    shared = max(width - sum(heads), 0) // free
    for row in table._tbl.tr_lst:
        for cell, wide in zip(row.tc_lst, heads, strict=False):
            cell.width = Length(wide or shared)
    for column, wide in zip(table._tbl.tblGrid.gridCol_lst, heads, strict=False):
        column.w = Length(wide or shared)


def _environment() -> Environment:
    """A sandbox that escapes, refuses unknown names, and remembers what it compiled last."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    class Remembering(SandboxedEnvironment):
        compiled = ""

        def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
            self.compiled = source
            return super().from_string(source, *args, **kwargs)

    return Remembering(autoescape=True, undefined=StrictUndefined, finalize=harmless)


def _tags(error: Exception, environment: Environment) -> str:
    """The tags of the paragraph where a template failed (docxtpl puts each on a line)."""
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    lines = getattr(environment, "compiled", "").splitlines()
    place = lines[line - 1] if line is not None and line <= len(lines) else ""
    tags = re.findall(r"\{[{%].*?[%}]\}", re.sub(r"<[^>]+>", "", place))
    return " ".join(dict.fromkeys(tags)) or "（位置不明）"
