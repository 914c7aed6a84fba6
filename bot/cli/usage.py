"""Wrong usage in words: click speaks English alone, the people here read Chinese first.

What click found is told by the kind of its error; of the words with which its types
refuse a value, those are known that this command line can bring about.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import click

from flows.model import Locale

_PLAINER = (
    (r"is not a valid (?:integer|integer range)\.", "is not a whole number."),
    (r"is not in the range (\d+)<=x<=(\d+)\.", r"is not between \1 and \2."),
    (r"does not match the formats? .*\.", "is not a date; write it like 2026-03-01."),
)
"""What click says in the words of programmers, for those who read English."""

_REFUSALS: tuple[tuple[str, str], ...] = (
    (r"(?P<v>'.*') is not one of (?P<k>.*)\.", "没有 {v} 这一个，可以写：{k}"),
    (r"(?P<v>'.*') is not a valid (?:integer|integer range)\.", "{v} 不是整数"),
    (r"(?P<v>'.*') is not a valid float(?: range)?\.", "{v} 不是数"),
    (r"(?P<v>\S+) is not in the range (?P<a>\d+)<=x<=(?P<b>\d+)\.", "{v} 不在 {a} 到 {b} 之间"),
    (r"(?P<v>'.*') does not match the formats? (?P<k>.*)\.", "{v} 不是日期，照这样写：2026-03-01"),
    (r"\w+ (?P<v>'.*') does not exist\.", "{v} 不存在"),
    (r"\w+ (?P<v>'.*') is a file\.", "{v} 是文件，这里要文件夹"),
    (r"\w+ (?P<v>'.*') is a directory\.", "{v} 是文件夹，这里要文件"),
    (r"\w+ (?P<v>'.*') is not readable\.", "{v} 读不了"),
    (r"\w+ (?P<v>'.*') is not writable\.", "{v} 写不进去"),
    (r"Option (?P<v>'.*') requires an argument\.", "选项 {v} 后面要写一个值"),
    (r"Option (?P<v>'.*') does not take a value\.", "选项 {v} 后面不写值"),
    (r"Got unexpected extra arguments? \((?P<v>.*)\)", "多写了：{v}"),
    (r"Missing command\.", "缺少命令"),
)


class _Folder(click.Path):
    """A folder; click takes an empty word for the folder one is in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            self.fail("Directory '' does not exist.", param, ctx)
        return super().convert(value, param, ctx)


FOLDER = _Folder(file_okay=False, path_type=Path)


def told(error: click.ClickException, locale: Locale) -> str:
    """What is shown of `error`: for wrong usage how it is written, and then what is wrong."""
    if locale == "en" or isinstance(error, click.exceptions.NoArgsIsHelpError):
        shown = io.StringIO()
        error.show(shown)
        text = shown.getvalue().rstrip("\n")
        for pattern, plain in _PLAINER:
            text = re.sub(pattern, plain, text)
        return text
    lines = [f"错误：{_in_chinese(error)}"]
    if isinstance(error, click.UsageError) and error.ctx is not None:
        usage = error.ctx.get_usage().replace("Usage: ", "用法：", 1)
        lines = [usage, f"怎么用，看 {error.ctx.command_path} --help", "", *lines]
    return "\n".join(lines)


def _in_chinese(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"；是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    if (command := re.match(r"No such command '(.*?)'", error.message)) is not None:
        return f"没有 {command[1]} 这个命令"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error)}"
    if isinstance(error, click.BadParameter):
        return f"{_name(error)} 的值不对：{_refusal(error.message)}"
    return _refusal(error.message)


def _name(error: click.BadParameter) -> str:
    """The argument or option as click names it: `'--limit'`."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "参数")
    return error.param.get_error_hint(error.ctx)


def _refusal(message: str) -> str:
    for pattern, words in _REFUSALS:
        if (match := re.fullmatch(pattern, message, re.DOTALL)) is not None:
            return words.format(**match.groupdict())
    return message
