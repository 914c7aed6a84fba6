"""What can be wrong with an Excel form, or be told of it: what only `flows.error_texts` lacks.

The faults first; then what an import tells without refusing (`Import.IGNORED_…`).
"""

from __future__ import annotations

from flows.wording import Fault


class Sheets(Fault):
    """A fault of an Excel form: it is refused."""

    # the file
    NOT_A_WORKBOOK = (
        ("不是能读的 .xlsx 文件（{reason}）", "用 Excel 打开它，另存为 .xlsx"),
        ("not a usable .xlsx file ({reason})", "open it in Excel and save it as .xlsx"),
    )
    TOO_MUCH_INSIDE = (
        ("解开以后超过 {limit}", "删掉图片、没用的表和行"),
        ("unpacked it is more than {limit}", "remove pictures and sheets and rows of no use"),
    )
    ENTITIES = (
        ("文件里有 XML 实体声明，不读", "用 Excel 打开它，另存为 .xlsx"),
        ("it declares XML entities, and is not read", "open it in Excel and save it as .xlsx"),
    )
    TOO_MANY_CELLS = (
        ("这张表超过 {limit} 格", "删掉最后一行、最后一列以外的空白格式"),
        ("the sheet has more than {limit} cells", "delete empty rows and columns behind the form"),
    )
    NO_SHEET = (
        ("没有叫“{name}”的表", "{guess}把写问题的那张表命名为 {name}"),
        ("there is no sheet {name!r}", "{guess}name the sheet with the questions so"),
    )
    NO_HEAD = (
        (
            "这一行应该写列名，却没有“{name}”这一列",
            "上面的标题行删掉；列名写英文，如 {wanted}",
        ),
        (
            "this row should head the columns, and has no {name!r}",
            "delete a title above it; write {wanted}",
        ),
    )
    NO_VALUE = (
        ("这一格是公式，但没有存下结果", "用 Excel 打开、保存一次，或者直接写上文字"),
        ("a formula without a stored result", "open and save it in Excel, or write the text"),
    )
    BROKEN_CELL = (
        ("这一格是错误值 {value}", "改好公式，或者直接写上文字"),
        ("the cell holds the error {value}", "mend its formula, or write the text"),
    )
    # rows
    NOT_OPENED = (
        ("“{name}”前面没有对应的 begin", "删掉这一行，或补上 begin 行"),
        ("{name!r} ends what was not begun", "remove the row, or add its begin row"),
    )
    NOT_CLOSED = (
        ("“{name}”没有对应的 end 行", "在这一组最后加上 {wanted}"),
        ("{name!r} is not ended", "add a row {wanted} after the last row of it"),
    )
    WRONG_END = (
        ("这里该结束第 {other} 行的“{name}”", "把类型改成 {wanted}"),
        ("what is open here is {name!r} of row {other}", "write {wanted}"),
    )
    # types and columns that a chat cannot carry
    NO_ORDER = (
        ("不支持 rank（排先后）：回答里不保留先后", "改成几个 select_one，每个名次问一次"),
        ("rank is not supported: no order is kept", "ask a select_one for each place"),
    )
    NO_SHAPE = (
        ("不支持 {name}：聊天里画不了线和面", "改成 geopoint，或用 text 描述"),
        ("{name} is not supported: no shapes in a chat", "use geopoint, or text"),
    )
    OUTSIDE_FILE = (
        ("表格旁边没有“{name}”这个文件", "把它放进同一个文件夹，或者把里面的内容写进 choices 表"),
        ("there is no file {name!r} beside the form", "put it there, or its rows into choices"),
    )
    OTHER_FILE = (
        ("“{name}”不是能读的选项文件", "另存为 .csv，放在表格旁边，再写上它的文件名"),
        ("{name!r} is no file of choices that is read", "save it as .csv beside the form"),
    )
    LONG_TABLE = (
        ("“{name}”有 {count} 行，放不进一个公式", "把它改成选项列表，用 select_one 来选"),
        ("{name!r} has {count} rows, too many for a formula", "make it a list of choices"),
    )
    NO_LAST_SAVED = (
        ("不支持 last-saved#：不看上一份填了什么", "删掉这个引用；要默认值就直接写出来"),
        ("last-saved# is not supported: no form before is looked at", "remove it, or a default"),
    )
    NO_COLUMN = (
        ("“{file}”里没有“{name}”这一列", "改对列名；有这几列：{known}"),
        ("{file!r} has no column {name!r}", "mend the name; it has {known}"),
    )
    FROM_REPEAT = (
        ("不支持把重复组的回答作选项（{name}）", "改成 text 来问"),
        ("answers of a repeat cannot be choices ({name})", "ask with a text"),
    )
    NO_LOOP = (
        ("不支持 {name}", "改成 begin_group，把行直接写出来"),
        ("{name} is not supported", "use begin_group, and write the rows out"),
    )
    NO_TABLE = (
        ("不支持 {name}：聊天里一次只问一题", "每一行写成一个 select_one"),
        ("{name} is not supported: a chat asks one at a time", "a select_one for each of its rows"),
    )
    OLD_CASCADE = (
        ("不支持 {name}", "每一级写一个 select_one，用 choice_filter 筛选"),
        ("{name} is not supported", "a select_one for each level, with a choice_filter"),
    )
    NO_TRIGGER = (
        ("trigger 里没有写问题（{name}）", "写成 ${{问题名}}；用不着就删掉"),
        ("the trigger names no question ({name})", "write ${{name}}, or delete it"),
    )
    NO_SEARCH = (
        ("search() 这样写读不懂", "写成 search('文件名')，或用 choice_filter 筛选 choices 表"),
        ("this search() is not understood", "write search('file'), or use a choice_filter"),
    )
    BAD_RANGE = (
        ("parameters 的“{name}”不是数", "写成 start=0 end=10 step=1"),
        ("{name!r} in the parameters is no number", "write start=0 end=10 step=1"),
    )
    LABEL_COMPARED = (
        ("“{name}”是选项的文字（jr:choice-name），不能参加计算", "比较 ${{{meant}}} 的选项名"),
        ("{name!r} is the label of a choice (jr:choice-name)", "compare ${{{meant}}}, by name"),
    )
    MISSPELLED = (
        ("没有“{name}”这一列", "写成“{meant}”；不要这一列就删掉"),
        ("unknown column {name!r}", "write {meant!r}, or delete the column"),
    )
    OTHER_FILTERED = (
        ("or_other 不能和 choice_filter 一起用", "把“其他”写进选项列表，再加一个 text 问题"),
        ("or_other has no place beside a choice_filter", "write the other choice and its text"),
    )


class Import(Fault):
    """What an import tells: the form can be used, and something of it is other than elsewhere."""

    IGNORED_COLUMN = (
        ("“{name}”这一列这里用不上", "可以留着"),
        ("the column {name!r} is not used here", "it may stay"),
    )
    NOT_SHOWN = (
        ("“{name}”里的图片、声音、视频不会显示", "要紧的内容写进文字"),
        ("pictures and sounds of {name!r} are not shown", "put what matters into words"),
    )
    IGNORED_SETTING = (
        ("这些设置这里用不上：{known}", "可以留着"),
        ("settings that are not used here: {known}", "they may stay"),
    )
    IGNORED_SHEET = (
        ("“{name}”这张表这里用不上", "{guess}可以留着"),
        ("the sheet {name!r} is not used here", "{guess}it may stay"),
    )
    OTHER_LANGUAGE = (
        ("“{name}”的文字不显示，只用 {known}", "可以留着"),
        ("texts in {name!r} are not shown, only {known}", "they may stay"),
    )
    ONLY_LANGUAGE = (
        ("没有中文和英文的文字，显示“{name}”的", "最好加上 label::zh"),
        ("no Chinese and no English: texts in {name!r} are shown", "add label::en"),
    )
    NO_DEVICE = (
        ("聊天里没有 {name}，这一项总是空的", "可以留着"),
        ("a chat knows no {name}: it stays empty", "it may stay"),
    )
    NO_WORDS = (
        ("没有给人看的文字，显示成“{name}”", "加上 label"),
        ("no label: it reads {name!r}", "add a label"),
    )
    PREFILLED = (
        ("calculation 当作默认值，人可以改", "不要问就把类型改成 calculate"),
        ("its calculation is a default that people may change", "or make the type calculate"),
    )
    COMPUTED = (
        ("这一行只算不问", "要给人看就加一行 note，写上 ${{{name}}}"),
        ("this row is calculated and not asked", "to show it, add a note with ${{{name}}}"),
    )
    IDLE_PARAMETERS = (
        ("parameters（{name}）这里不起作用", "可以留着"),
        ("parameters ({name}) do nothing here", "they may stay"),
    )
    LAST_SAVED = (
        ("不从上一份里取默认值", "可以留着"),
        ("nothing is taken from the form before", "it may stay"),
    )
    RENAMED_CHOICE = (
        ("选项名“{name}”里有空格，记作“{meant}”，表达式里的也跟着改", "可以留着"),
        ("the choice name {name!r} has blanks and is kept as {meant!r}, throughout", "it may stay"),
    )
    TRIGGERED = (
        ("trigger 用不上：值总是随回答重新计算，时间取第一次回答时的", "可以留着"),
        ("no trigger here: values follow the answers, a time is that of the first", "it may stay"),
    )
    DISABLED = (("这一行停用了，没有读", "可以留着"), ("a disabled row: not read", "it may stay"))
    EMPTY_GROUP = (
        ("这个分组里一行也没有，没有读", "可以留着"),
        ("a group without rows: not read", "it may stay"),
    )
    NO_TYPE = (
        ("这一行没有类型，没有读", "要问就写上类型"),
        ("a row without a type: not read", "give it a type if it is to be asked"),
    )
    OTHER_ID = (
        ("流程的 id 记作“{name}”", "要别的就改 settings 表的 form_id"),
        ("the id of the flow is {name!r}", "change form_id in the sheet settings if you like"),
    )
    PLAIN_WORDS = (
        ("文字里的 HTML 标记去掉了", "可以留着"),
        ("HTML tags were taken out of texts", "they may stay"),
    )
    NEVER_REQUIRED = (
        ("不问的行不能必填，required 没有用", "可以留着"),
        ("what is not asked cannot be required", "it may stay"),
    )
    NO_FILE_DEFAULT = (
        ("文件不能作默认值", "可以留着"),
        ("a file cannot be a default", "it may stay"),
    )
    UNORDERED = (
        ("选项不打乱", "可以留着"),
        ("choices are not shuffled", "it may stay"),
    )
