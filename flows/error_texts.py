"""Every fault that a flow file can have, with its words: what is wrong, and how to mend it.

One table for both languages; `tests/flows/test_errors.py` holds it together. `{…}` are
the error's details. `{reason}` is what a parser says (`flows.reason_texts`); `{guess}`
is "did you mean …?" or nothing, and stands first in a mend.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.model import Locale
from flows.wording import Fault


class Code(Fault):
    """What can be wrong with a flow, whatever form it was read from."""

    # the file
    UNREADABLE = (
        ("读不了这个文件（{reason}）", "看看文件在不在，能不能打开"),
        ("the file cannot be read ({reason})", "check that it exists and may be opened"),
    )
    OTHER_ENDING = (
        ("只能读 {known} 文件", "用 Excel 或 WPS 打开，另存为 .xlsx"),
        ("only {known} files are read", "open it in Excel or LibreOffice and save it as .xlsx"),
    )
    NOT_UTF8 = (
        ("不是 UTF-8 文本，这里是字节 {byte}", "用记事本“另存为”，编码选 UTF-8"),
        ("not UTF-8 text: here is the byte {byte}", "save it again with the encoding UTF-8"),
    )
    BAD_CHARACTER = (
        ("这里有一个看不见的控制字符 {character}", "删掉这个字符"),
        ("a control character, {character}", "remove it"),
    )
    TOO_LARGE = (
        ("文件超过 {limit} 字节", "拆成几个文件，或者把文字写短"),
        ("the file is larger than {limit} bytes", "split it, or shorten its texts"),
    )
    SYNTAX = (
        ("YAML 写法不对（{reason}）", "检查这里的缩进、引号和冒号"),
        ("not valid YAML ({reason})", "check indentation, quotes and colons here"),
    )
    ALIAS = (
        ("不能用锚点（&）和别名（*）", "把内容直接写出来；要写这个符号就加引号"),
        ("anchors (&) and aliases (*) are not allowed", "write the value out; quote a sign"),
    )
    TOO_DEEP = (
        ("嵌套超过 {limit} 层", "减少分组的层数"),
        ("nested deeper than {limit} levels", "flatten the groups"),
    )
    NOT_A_MAP = (
        ("这里应是“键: 值”，现在是{found}", "每行写成“键: 值”，冒号后面空一格"),
        ("expected keys with values, found {found}", "write it as `key: value` lines"),
    )
    NOT_A_LIST = (
        ("这里应是一个列表，现在是{found}", "每一项以“- ”开头"),
        ("expected a list, found {found}", "begin each entry with `- `"),
    )
    NOT_A_TEXT = (
        ("这里应是一段文字，现在是{found}", "只写一个值，拿不准就加引号"),
        ("expected a text, found {found}", "write one value; quote it where in doubt"),
    )
    BAD_INCLUDE = (
        ("include 的“{name}”不是文件名", "只写 common 文件夹里的文件名，不带路径和后缀"),
        ("{name!r} is not the plain name of a file", "name a file of the include folder"),
    )
    UNKNOWN_INCLUDE = (
        ("没有可以包含的文件“{name}”", "{guess}写这些中的一个：{known}"),
        ("there is no file {name!r} to include", "{guess}use one of: {known}"),
    )
    OUTSIDE_INCLUDE = (
        ("“{name}”在 include 文件夹之外", "把文件放进 common 文件夹"),
        ("{name!r} is outside of the include folder", "put the file into that folder"),
    )
    NESTED_INCLUDE = (
        ("被包含的文件不能再包含“{name}”", "在流程文件里包含它"),
        ("an included file cannot include {name!r}", "include it in the flow itself"),
    )
    LOADED_INCLUDE = (
        ("include 这一行不能有别的键", "只留 include，其余的另起一行写"),
        ("an include row has no other keys", "leave `include` alone on its row"),
    )
    TAKEN_ID = (
        ("已经有一个流程叫“{name}”", "flow 换一个名字"),
        ("there is a flow {name!r} already", "choose another id for `flow`"),
    )
    # rows and cells
    EMPTY_SURVEY = (
        ("survey 里一行也没有", "至少写一个问题"),
        ("the survey has no rows", "add at least one question"),
    )
    EMPTY_GROUP = (
        ("这个分组里一行也没有", "在 rows 里写上问题，或者删掉这个分组"),
        ("the group has no rows", "add questions to its rows, or remove the group"),
    )
    UNKNOWN_COLUMN = (
        ("没有“{name}”这一列", "{guess}用不着就删掉"),
        ("unknown column {name!r}", "{guess}remove it if it is not needed"),
    )
    DUPLICATE_COLUMN = (
        ("“{name}”写了两次", "只留一个"),
        ("column {name!r} is given twice", "keep one of them"),
    )
    MISSING = (("缺少“{name}”", "补上"), ("{name!r} is missing", "add it"))
    MISPLACED = (
        ("“{name}”不能用在 {type} 上", "删掉"),
        ("{name!r} does not belong on a row of type {type!r}", "remove it"),
    )
    BAD_NAME = (
        ("“{name}”不能作名字", "以字母或 _ 开头，后面用字母、数字、_、.、-，最多 {limit} 个字符"),
        ("{name!r} is not a name", "a letter or _, then letters, digits, _ . -; at most {limit}"),
    )
    DUPLICATE_NAME = (
        ("名字“{name}”在第 {other} 行已经用过", "换一个名字"),
        ("the name {name!r} is already used in row {other}", "choose another name"),
    )
    UNKNOWN_TYPE = (
        ("没有“{name}”这种类型", "{guess}写这些中的一个：{known}"),
        ("unknown type {name!r}", "{guess}use one of: {known}"),
    )
    NO_LIST_NAME = (
        ("{type} 后面没有写选项列表的名字", "写成“{type} 列表名”"),
        ("no choice list after {type!r}", "write `{type} LIST`"),
    )
    UNKNOWN_LIST = (
        ("没有选项列表“{name}”", "{guess}在 choices 下加上这个列表"),
        ("there is no choice list {name!r}", "{guess}add the list under choices"),
    )
    EMPTY_LIST = (
        ("选项列表“{name}”是空的", "至少写一个选项"),
        ("the choice list {name!r} is empty", "add at least one choice"),
    )
    NO_LABEL = (
        ("没有给人看的文字", "加上 label::zh（最好也有 label::en）"),
        ("nothing to say: no label", "add label::zh (and label::en)"),
    )
    TOO_LONG = (
        ("超过 {limit} 个字符", "写短一些"),
        ("longer than {limit} characters", "shorten it"),
    )
    TOO_MANY_ROWS = (
        ("超过 {limit} 行", "拆成几个流程"),
        ("more than {limit} rows", "split the flow"),
    )
    TOO_MANY_CHOICES = (
        ("选项超过 {limit} 个", "减少选项"),
        ("more than {limit} choices", "take fewer choices"),
    )
    TOO_MANY_STEPS = (
        ("看一遍要算 {steps} 步，上限 {limit}；最费的行：{rows}", "把这些行的表达式写短"),
        ("up to {steps} steps for one look, over {limit}; most in: {rows}", "shorten those rows"),
    )
    TOO_MANY_INSTANCES = (
        ("超过 {each} 次，或者连同外层的重复超过 {limit} 次", "减少重复的次数"),
        ("over {each} instances, or {limit} with the repeats around it", "take fewer"),
    )
    UNKNOWN_TERM = (
        ("“{name}”不能作 {what}", "{guess}写这些中的一个：{known}"),
        ("{name!r} is no {what}", "{guess}use one of: {known}"),
    )
    NO_CATEGORY = (
        ("有 issue 就要有 issue_category", "加上，写这些中的一个：{known}"),
        ("`issue` needs an issue_category", "add one of: {known}"),
    )
    UNKNOWN_DETAIL = (
        ("“{name}”不是会提出问题的题目或“题目:选项”", "{guess}改对名字"),
        ("{name!r} is no question (or question:choice) with an issue", "{guess}correct it"),
    )
    BAD_DEFAULT = (
        ("默认值“{value}”不能作 {type} 的答案", "写这种类型的值，或 today() 这样的表达式"),
        ("the default {value!r} is no {type}", "write a value of this type, or e.g. today()"),
    )
    DEFAULT_NO_CHOICE = (
        ("默认值“{value}”不是选项", "{guess}写列表“{list}”里的选项名"),
        ("the default {value!r} is no choice", "{guess}name a choice of list {list!r}"),
    )
    IDLE_APPEARANCE = (
        ("“{name}”在 {type} 上不起作用", "{guess}写这些中的一个：{known}；不然就留着"),
        ("{name!r} does nothing on {type!r}", "{guess}use one of: {known}; or leave it"),
    )
    NEVER_CHOSEN = (
        ("“{value}”不是“{name}”的选项，这个比较永远不成立", "{guess}写这些中的一个：{known}"),
        ("{value!r} is no choice of {name!r}: it never is", "{guess}use one of: {known}"),
    )
    ODD_RATING = (
        ("评分要 {wanted} 个选项，这里有 {count} 个", "改成 {wanted} 个，或去掉 rating"),
        ("a rating has {wanted} choices, here are {count}", "make them {wanted}, or drop rating"),
    )
    SAME_LABEL = (
        ("选项“{name}”和第 {other} 行的文字一样，分不清", "把文字改得不一样，或删掉一个"),
        ("the choice {name!r} reads as that of row {other}", "word it otherwise, or drop one"),
    )
    ASKS_NOTHING = (
        ("这个流程一个问题也不问，一开始就结束", "加上要问的行"),
        ("the flow asks nothing and ends where it begins", "add a row that is asked"),
    )
    # references and expressions
    BY_ZERO = (
        ("除以 0 没有结果，当作没有填", "改掉除数"),
        ("a division by 0 has no result and counts as empty", "mend the divisor"),
    )
    UNKNOWN_REFERENCE = (
        ("${{{name}}}：流程里没有这个名字的行", "{guess}改对名字"),
        ("${{{name}}} names no row of this flow", "{guess}correct the name"),
    )
    GROUP_REFERENCE = (
        ("${{{name}}} 是分组，没有值", "改成分组里的一个问题"),
        ("${{{name}}} is a group and has no value", "refer to a question in it"),
    )
    UNKNOWN_CHOICE_COLUMN = (
        ("列表“{list}”的选项都没有“{name}”这一列", "{guess}加上这一列；指文字就写 '{name}'"),
        ("no choice of list {list!r} has a column {name!r}", "{guess}add it; a text is '{name}'"),
    )
    CYCLE = (
        ("绕成了圈：{path}", "只让后面的行引用前面的行；这一行自己的值写 ."),
        ("depends on itself: {path}", "let later rows refer to earlier ones; . is the own value"),
    )
    BAD_EXPRESSION = (
        ("表达式不能用（{reason}）", "检查括号、引号和运算符"),
        ("the expression cannot be used ({reason})", "check brackets, quotes and operators"),
    )
    UNFINISHED = (
        ("表达式没写完", "补上后半截：运算符右边的值，或右括号"),
        ("the expression is not finished", "add the value after its operator, or a bracket"),
    )
    OPEN_QUOTE = (
        ("引号 {sign} 不成对", "文字前后各写一个，如 'yes'"),
        ("a quote {sign} is not closed", "put one before and one after the text: 'yes'"),
    )
    FOREIGN_SIGN = (
        ("表达式里不认“{sign}”", "改成 {plain}（半角符号、小写字母）"),
        ("{sign!r} is no sign of an expression", "write {plain}"),
    )
    DEEP_EXPRESSION = (
        ("表达式嵌套超过 {limit} 层", "分成几个 calculate 来写"),
        ("the expression is nested deeper than {limit}", "split it into calculates"),
    )
    UNKNOWN_FUNCTION = (
        ("没有函数 {name}()", "{guess}能用的函数见 docs/flows.md"),
        ("there is no function {name}()", "{guess}docs/flows.md names those there are"),
    )
    NO_PULLDATA = (
        ("不支持 {name}()", "把数据写进选项列表，每项数据一列"),
        ("{name}() is not supported", "put the data into a choice list with further columns"),
    )
    NO_CHANCE = (
        ("不支持 {name}()", "同样的回答，每次都要得到同样的结果；换一种写法"),
        ("{name}() is not supported", "a walk must give the same result every time; do without"),
    )
    BAD_ARITY = (
        ("函数 {name}() 的参数个数不对（{reason}）", "对照 docs/flows.md 补上或删掉参数"),
        ("{name}() has a wrong number of arguments ({reason})", "add or remove arguments"),
    )
    NOT_SUPPORTED = (
        ("表达式里不能用“{symbol}”", "用 ${{名字}}、值和函数来写"),
        ("{symbol!r} is not supported in an expression", "use ${{name}}, values, functions"),
    )
    BARE_WORD = (
        ("不知道“{name}”指什么", "指问题就写 ${{{name}}}，指文字就写 '{name}'"),
        ("{name!r} is a bare word", "write ${{{name}}} for a question or '{name}' for text"),
    )
    STRAY_DOLLAR = (
        ("多了一个 $", "指问题就写 ${{名字}}"),
        ("a stray $", "write ${{name}} for a question"),
    )
    QUOTED_REFERENCE = (
        ("引号里不能引用问题：{quoted}", "用 concat() 连起来"),
        ("a reference inside quotes: {quoted}", "use concat()"),
    )
    BAD_POSITION = (
        ("position() 的参数只能是 ..", "写成 position(..)"),
        ("position() takes .. only", "write position(..)"),
    )
    BAD_INDEXED_REPEAT = (
        ("indexed-repeat() 前两个参数要写成引用", "写成 indexed-repeat(${{问题}}, ${{组}}, 序号)"),
        ("indexed-repeat() wants two references", "indexed-repeat(${{a}}, ${{r}}, number)"),
    )
    PATTERN_NOT_TEXT = (
        ("regex() 的格式要直接写成文字", "写在引号里"),
        ("the pattern of regex() is not a text", "write it in quotes"),
    )
    PATTERN_TOO_LONG = (
        ("regex() 的格式超过 {limit} 个字符", "写短一些"),
        ("the pattern of regex() is longer than {limit} characters", "shorten it"),
    )
    BAD_PATTERN = (
        ("regex() 的格式不能用（{reason}）", "不能用环视和反向引用；检查括号和次数"),
        ("the pattern is not usable ({reason})", "no lookaround, no back-references"),
    )


FOUND: Mapping[str, Mapping[Locale, str]] = {
    "map": {"zh": "一组“键: 值”", "en": "a map"},
    "list": {"zh": "一个列表", "en": "a list"},
    "text": {"zh": "一段文字", "en": "a text"},
    "nothing": {"zh": "空的", "en": "nothing"},
}
"""Words for what stands in a place, the detail `found`."""
