"""Sentences of tables that an office sends."""

TABLES = {
    "sent_yes": ("确认导入", "Bring it in"),
    "sent_no": ("不导入", "Leave it"),
    "sent_left": ("好，没有导入，什么都没有改。", "Left as it is; nothing was changed."),
    "sent_gone": (
        "{name} 已经不在了（收到的表只留一天）。请把表再发一遍。",
        "{name} is not kept any more (tables are for a day); please send it again.",
    ),
    "sent_none": (
        "{name} 不是从这里导出的整改台账，导入不了。说“发台账”，填好那一份再发来；"
        "其他平台的工单由管理员导入。",
        "{name} is no ledger that was exported here. Say “send the ledger”, fill that in and send "
        "it; complaints of other platforms are brought in by an admin.",
    ),
    "sent_which": (
        "{name} 不是从这里导出的台账。是哪个平台的表？",
        "{name} is no ledger that was exported here. Of which platform is it?",
    ),
    "sent_nothing": ("什么都没有改。", "Nothing was changed."),
    "sent_skipped": ("这些行没有登记。", "These rows were not entered."),
    "sent_conflicts": (
        "（其中 {count} 个是台账已经变了）",
        " ({count} changed in the ledger since)",
    ),
    "sent_to_mend": (
        "{head}{count} 个格要改{also}：",
        "{head} {count} cell(s) to be mended{also}:",
    ),
    "sent_cell": ("· {place} {about} {heading}：{why}", "· {place} {about} {heading}: {why}"),
    "sent_more_cells": ("… 还有 {count} 个", "… {count} more"),
    "sent_copy": (
        "都标在随附的副本里，改好那份再发来。",
        "All are marked in the copy; mend and send that.",
    ),
    "sent_skip": ("跳过这些，导入其余 {count} 条", "Leave them out, bring in the other {count}"),
    "sent_ledger_would": (
        "{name}：会改 {rows} 个问题，共 {steps} 步。还没有改，确认后才改：",
        "{name}: {rows} issue(s) would be changed, in {steps} step(s); nothing is yet:",
    ),
    "sent_ledger_done": (
        "改好了：{rows} 个问题，{steps} 步。接着改之前，请重新“发台账”。",
        "Done: {rows} issue(s), {steps} step(s). Before you go on, say “send the ledger” anew.",
    ),
    "sent_ledger_same": (
        "没有可做的：{same} 行改动台账里都已经有了。",
        "Nothing to do: the changes of {same} row(s) are in the ledger already.",
    ),
    "sent_ledger_none": (
        "没有可做的：表里没有改动。",
        "Nothing to do: no cell was changed.",
    ),
    "sent_cases_would": (
        "{name}：会登记 {rows} 条（以前导入过 {same} 条）。还没有登记，确认后才登记：",
        "{name}: {rows} case(s) would be entered ({same} were before); none is yet:",
    ),
    "sent_cases_done": (
        "登记了 {rows} 条（以前导入过 {same} 条）：",
        "{rows} case(s) entered ({same} were before):",
    ),
    "sent_cases_same": (
        "没有可登记的：{same} 条以前都导入过。",
        "Nothing to enter: all {same} case(s) were imported before.",
    ),
    "sent_cases_none": ("没有可登记的。", "Nothing to enter."),
    "sent_row": ("· {number} {told}", "· {number} {told}"),
    "sent_more_rows": ("… 还有 {count} 行", "… {count} more"),
    "sent_missing": (
        "导出时有、现在表里没有的 {count} 行，照旧不变。",
        "{count} row(s) that were exported and are not there are left as they are.",
    ),
}
