"""What can be wrong with a file that an office edits (its tables, duties, scores, a campaign).

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
    NOT_READ = (
        ("读不了：{reason}", "{mend}"),
        ("it cannot be read: {reason}", "{mend}"),
    )
    LOST_CELLS = (
        (
            "这些格子读不出内容：{cells}",
            "改好公式并用 Excel 保存一次，长数字改成文本，或者直接写上文字",
        ),
        (
            "nothing can be read from these cells: {cells}",
            "mend formulas and save it in Excel, make long numbers texts, or write the text",
        ),
    )
    NO_ROWS = (
        ("一行内容也没有", "表头下面写上内容"),
        ("it has no rows", "write rows below the heads"),
    )
    NO_HEAD = (
        ("没有表头", "表的第一行写列名，要有：{known}"),
        ("there is no head row", "write the names of columns into row 1, among them: {known}"),
    )
    NO_WORDS = (
        ("“{value}”用不了", "最多 {limit} 个字，不以 = + - @ 开头，没有控制字符"),
        (
            "{value!r} cannot be used",
            "write at most {limit} characters, none of = + - @ first, no control characters",
        ),
    )
    NO_ADDRESS = (
        ("“{value}”不是网址", "写以 http:// 或 https:// 开头的网址"),
        ("{value!r} is no address", "write one that begins with http:// or https://"),
    )
    UNKNOWN_UNIT = (
        ("表里没有“{name}”这个单位", "{guess}写成表里的名称"),
        ("there is no unit {name!r} in the table", "{guess}write it as in the table"),
    )
    # the calendar
    NO_DAY_OF_YEARS = (
        ("“{value}”不是 {first} 到 {last} 年的日期", "写成 2027-01-01"),
        ("{value!r} is no day of the years {first} to {last}", "write 2027-01-01"),
    )
    NO_RUN_OF_DAYS = (
        ("从 {begins} 到 {ends} 不是 1 到 {limit} 天", "写对两个日期，或分成几行"),
        ("{begins} to {ends} is not 1 to {limit} days", "mend the dates, or write several rows"),
    )
    NEITHER_OFF_NOR_WORK = (
        ("类型是“{value}”", "写 休 或 班"),
        ("the kind is {value!r}", "write off or work"),
    )
    OFF_AND_WORK = (
        ("{day} 前面写的不一样", "一天只能是一样，休或者班"),
        ("{day} was told otherwise above", "let a day be one thing only, off or work"),
    )
    WORKS_ANYHOW = (
        ("{day} 本来就上班", "调休上班在周末或假日，查一下日期"),
        ("{day} is a working day anyhow", "look at the day: make-up days are days off"),
    )
    NO_FEASTS = (
        ("{year} 年的安排不全：休 {off} 天，没有写 {days}", "写全年公布的放假和调休"),
        ("{year} is not whole: {off} days off, without {days}", "write all that was announced"),
    )
    FEW_DAYS_OFF = (
        ("{year} 年的安排不全：只休 {off} 天", "写全年公布的放假和调休"),
        ("{year} is not whole: only {off} days off", "write all that was announced"),
    )
    # deadlines
    NO_PERIOD = (
        ("期限“{value}”看不懂", "写 5个工作日、3天、1个月、当日 或 2027-06-30"),
        (
            "the period {value!r} is none",
            "write 5 working days, 3 days, 1 month, same day or a day (2027-06-30)",
        ),
    )
    NOT_IN_WORKDAYS = (
        ("{name} 按工作日算", "写 5个工作日"),
        ("{name} is counted in working days", "write 5 working days"),
    )
    SETTLED = (
        ("{name} 就是当日，不能改", "期限写 当日，或空着"),
        ("{name} is the same day always", "write same day, or leave it empty"),
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
