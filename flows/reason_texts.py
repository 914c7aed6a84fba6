"""What the parsers of other people say of a fault, in Chinese: they speak English only.

The libraries for YAML, expressions, patterns and workbooks give no codes, so their words
are known by their form. What is not known stays as it is: better English than nothing.
"""

from __future__ import annotations

import re

from flows.model import Locale

_IN_CHINESE = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        # expressions
        (r"unexpected literal Decimal\('(.{1,60})'\)", r"“\1”不该在这里"),
        (r"unexpected (?:name|literal) '?([^']{1,60})'?", r"“\1”不该在这里"),
        (r"unexpected comma symbol", "逗号不该在这里"),
        (r"unexpected '(.{1,20})' .{1,40}", r"“\1”不该在这里"),
        (r"unexpected (.{1,20}) (?:symbol|operator|token)", r"“\1”不该在这里"),
        (r"unknown symbol '(.{1,20})'", r"不认“\1”这个符号"),
        (r"unknown function '(.{1,60})'", r"没有函数 \1()"),
        (r"axis '(.{1,60})' not found", r"不认“\1”；要按它筛选，就在 choices 表另加一列"),
        (r"prefix '(.{1,60})' is not declared", r"不认“\1:”"),
        (r"not allowed symbol if parser has strict=True", "花括号前面要有 $"),
        (r"Too few arguments.{0,20}? at least (\d+) arguments?", r"至少要 \1 个"),
        (r"Too many arguments.{0,20}? at most (\d+) arguments?", r"最多 \1 个"),
        (r"Too many arguments.{0,40}", "多了"),
        # patterns
        (r"missing ([)\]]): .*", r"少了 \1"),
        (r"unexpected ([)\]]): .*", r"多了 \1"),
        (r"bad repetition operator: (.*)", r"次数不能连着写：\1"),
        (r"no argument for repetition operator: (.*)", r"\1 前面没有字符"),
        (r"invalid repetition size: (.*)", r"次数不对：\1"),
        (r"invalid perl operator: (.*)", r"不支持 \1"),
        (r"invalid escape sequence: (.*)", r"不支持 \1"),
        (r"invalid character class range: (.*)", r"方括号里的范围不对：\1"),
        (r"invalid named capture group: (.*)", r"组的名字不对：\1"),
        (r"trailing \\", "末尾多了一个反斜线"),
        # YAML
        (r"mapping values are not allowed.*", "冒号不该在这里，或者缩进不对"),
        (r"could not find expected ':'", "少了冒号"),
        (r"expected <block end>, but found .*", "缩进和上面的对不齐"),
        (r"did not find expected .*", "缩进对不齐，或少了括号、逗号"),
        (r"found unexpected end of stream", "引号或括号没有写完"),
        (
            r"found character that cannot start any token",
            "不能用这个符号或制表符开头，要写就加引号",
        ),
        (r"found unknown escape character", "双引号里的反斜线后面不对，换成单引号"),
        (r"while scanning a simple key", "少了冒号"),
        # files
        (r"No such file or directory", "没有这个文件"),
        (r"Permission denied", "没有权限"),
        (r"Is a directory", "这是一个文件夹"),
        (r"File is not a zip file", "内容不是工作簿，可能加了密码，或只改了后缀"),
        (r"File contains no valid workbook part", "里面没有工作表，可能只改了后缀"),
        (r"There is no item named .*", "里面缺了东西，可能没存完"),
        (r"(?:Bad CRC-32|Bad magic|Error -\d|Truncated|Compressed file ended).*", "文件坏了"),
    )
)


def reason_in(told: str, locale: Locale) -> str:
    """`told` in the language of the reader, where its words are known."""
    if locale == "en":
        return told
    for pattern, words in _IN_CHINESE:
        if found := pattern.fullmatch(told):
            return found.expand(words)
    return told
