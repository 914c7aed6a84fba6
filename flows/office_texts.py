"""What can be wrong with a file that an office edits (units, scores, duties, a campaign).

What only `flows.error_texts` lacks: a value of the wrong kind, and rows that contradict others.
"""

from __future__ import annotations

from flows.wording import Fault


class Office(Fault):
    """A fault of an office's own file: all of it is refused, and what counted before still does."""

    # values
    UNKNOWN_KEY = (
        ("没有“{name}”这一项", "{guess}写这些中的一个：{known}"),
        ("there is no {name!r} here", "{guess}use one of: {known}"),
    )
    EMPTY = (("“{name}”是空的", "写上内容"), ("{name!r} is empty", "fill it in"))
    NO_NUMBER = (
        ("“{value}”不是 {low} 到 {high} 的数", "写一个 {low} 到 {high} 的数"),
        ("{value!r} is no number from {low} to {high}", "write a number from {low} to {high}"),
    )
    NO_WHOLE_NUMBER = (
        ("“{value}”不是 {low} 到 {high} 的整数", "写一个 {low} 到 {high} 的整数"),
        (
            "{value!r} is no whole number from {low} to {high}",
            "write a whole number from {low} to {high}",
        ),
    )
    NO_DAY = (
        ("“{value}”不是日期", "写成 2026-09-01 这样"),
        ("{value!r} is no day", "write it like 2026-09-01"),
    )
    NO_FLAG = (
        ("“{value}”不是 true 或 false", "写 true 或 false"),
        ("{value!r} is neither true nor false", "write true or false"),
    )
    NOT_KNOWN = (
        ("没有“{value}”", "{guess}写这些中的一个：{known}"),
        ("there is no {value!r}", "{guess}use one of: {known}"),
    )
    TOO_LONG = (
        ("超过 {limit} 个字", "写短一些"),
        ("longer than {limit} characters", "shorten it"),
    )
    TWICE = (
        ("“{name}”前面已经写过", "只留一个"),
        ("{name!r} was given before", "keep one of them"),
    )
    TOO_MANY = (
        ("超过 {limit} 行", "删掉多余的"),
        ("more than {limit} rows", "remove some"),
    )
    # days that contradict each other
    ENDS_FIRST = (
        ("结束（{ends}）在开始（{begins}）之前", "改对日期"),
        ("it ends ({ends}) before it begins ({begins})", "mend the days"),
    )
    OUTSIDE = (
        ("{day} 不在 {begins} 到 {ends} 之间", "改到这段时间里，或者把行动的起止日期改宽"),
        ("{day} is not from {begins} to {ends}", "move it there, or widen the campaign's days"),
    )
    OVERLAPS = (
        ("和“{name}”的日期重叠", "各阶段的日期前后接起来"),
        ("its days overlap those of {name!r}", "let one phase begin after the other"),
    )
    # tables
    OTHER_TABLE = (
        ("只能读 .xlsx 和 .csv 文件", "用 Excel 或 WPS 打开，另存为 .xlsx"),
        ("only .xlsx and .csv files are read", "open it in a spreadsheet, save it as .xlsx"),
    )
    NO_TEXT = (
        ("认不出文字编码", "用 Excel 打开，另存为 .xlsx，或“CSV UTF-8”"),
        ("the encoding is not known", "save it as .xlsx, or as CSV UTF-8"),
    )
    QUOTES = (
        ("引号没有成对", "用 Excel 打开，另存为 .xlsx"),
        ("its quotes do not match", "open it in a spreadsheet, save it as .xlsx"),
    )
    NO_ROWS = (
        ("一行内容也没有", "表头下面写上内容"),
        ("it has no rows", "write rows below the heads"),
    )
    NO_HEAD = (
        ("第一行里没有“{name}”这一列", "第一行写列名：{known}"),
        ("the first row has no column {name!r}", "write the heads into it: {known}"),
    )
    UNKNOWN_UNIT = (
        ("表里没有“{name}”这个单位", "{guess}写成表里的名称"),
        ("there is no unit {name!r} in the table", "{guess}write it as in the table"),
    )
    # scores
    NO_BASIS = (
        ("指标“{name}”没有说凭什么打分", "写 categories、mending 或 peer_score 中的一个"),
        ("nothing tells what {name!r} rests on", "give categories, mending or peer_score"),
    )
    SEVERAL_BASES = (
        ("指标“{name}”的打分依据写了不止一种", "categories、mending、peer_score 只留一个"),
        ("{name!r} rests on several things", "keep one: categories, mending or peer_score"),
    )
    NOWHERE = (
        ("没有指标管“{name}”这类问题", "写进一个指标的 categories"),
        ("no indicator has the category {name!r}", "put it into the categories of one"),
    )
