"""Filling a Word template that an office can edit: plain data, in a sandbox, all of it escaped.

What is wrong with a template is told by its tag, with how to mend it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.exports.files import ExportError
from storage.exports.text import clean, clip

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment

MAX_TEXT = 20_000
"""UTF-16 units of one value; longer text is cut with a visible mark."""


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


def open_template(source: Path) -> DocxTemplate:
    """The template in a file. Raises `ExportError` where it is none."""
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


def render(document: DocxTemplate, values: dict[str, Any], source: Path) -> None:
    """Fill its tags with `values`, each by its name. Raises `ExportError`, naming the tag."""
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
