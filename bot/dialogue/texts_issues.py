"""Sentences of the issues that an office asks for in the talk."""

ISSUES = {
    "issues_all": ("全部问题", "All issues"),
    "issues_found": ("{asked}：{count} 个\n{lines}", "{asked}: {count}\n{lines}"),
    "issue_line": (
        "{place}. {number}〔{state}〕{about}\n    {problem}\n    {owner}",
        "{place}. {number} [{state}] {about}\n    {problem}\n    {owner}",
    ),
    "issue_by": ("时限 {day}", "due {day}"),
    "issues_more": ("还有 {count} 个，说“下一页”。", "{count} more: say “next page”."),
    "issues_next": ("下一页", "Next page"),
    "issues_tally": ("按类别", "By category"),
    "issues_ledger": ("发台账", "Send the ledger"),
    "issues_none": ("没有符合的问题（{asked}）。", "No issue fits ({asked})."),
    "issues_own_only": (
        "您能看的是本部门（{department}）的问题。",
        "You can see those of your own department ({department}).",
    ),
    "issues_with_deadline": (
        "只有写明整改时限的问题才算得出超期；说“还没整改的”看全部未整改的。",
        "Only issues with a deadline can be overdue; “not fixed yet” shows all that are open.",
    ),
    "issues_no_department": (
        "还不知道您在哪个部门，所以看不了问题；请管理员按部门邀请您。",
        "Your department is not known, so no issues can be shown; ask an admin for an invite.",
    ),
    "issues_which_office": ("您指的是哪个部门？", "Which department do you mean?"),
    "issues_near": (
        "这句没有全读懂：{unread}。读懂的是：{asked}。",
        "Not all of that was understood: {unread}. What was: {asked}.",
    ),
    "issues_near_list": ("就查：{asked}", "Look for: {asked}"),
    "issues_near_text": ("查问题里有“{text}”的", "Problems that say “{text}”"),
    "issues_missing": ("没有查到：{numbers}。", "Not found: {numbers}."),
    "issues_change": ("改条件", "Change the question"),
    "issues_change_head": (
        "现在查的是：{asked}。可以点，也可以直接说，比如“其中必改的”“那医保局呢”“按时限排”。",
        "Asked now: {asked}. Tap one, or say it: “only must-fix”, “and the police?”, "
        "“sort by deadline”.",
    ),
    "issues_drop": ("不限“{what}”", "Without “{what}”"),
    "issues_add": ("其中{what}", "Only {what}"),
    "issues_which_year": ("好几年都有这个编号，您指哪一个？", "Several years have it; which one?"),
    "issues_tallied": (
        "{asked}，{by}，共 {count} 个：\n{lines}",
        "{asked}, {by}, {count} in all:\n{lines}",
    ),
    "issues_count": ("· {name}：{count}", "· {name}: {count}"),
    "issues_more_values": (
        "… 还有 {count} 项，发台账看全部。",
        "… {count} more; the ledger has all.",
    ),
    "issues_not_told": ("没有写", "not told"),
    "by_category": ("按类别", "by category"),
    "by_department": ("按责任部门", "by department"),
    "by_severity": ("按影响程度", "by severity"),
    "by_item": ("按事项", "by service"),
    "by_state": ("按状态", "by state"),
    "by_owner": ("按责任人", "by owner"),
    "by_source": ("按来源", "by source"),
    "issues_ledger_made": (
        "整改台账：{asked}，{count} 个问题。影像不随表发，在问题卡片上看。",
        "The ledger: {asked}, {count} issue(s). Photos are not in it; see each issue's card.",
    ),
    "standing_open": ("未整改", "open"),
    "standing_closed": ("已整改", "mended"),
    "standing_overdue": ("超期", "overdue"),
    "standing_due": ("7 天内到期", "due within 7 days"),
    "standing_week": ("本周到期", "due this week"),
    "standing_fixing": ("整改中", "being fixed"),
    "standing_passed": ("转办待接收", "passed on, not taken over"),
    "query_must_fix": ("必改", "must be fixed"),
    "query_returned": ("退回过", "returned before"),
    "query_reopened": ("重新打开过", "re-opened before"),
    "query_appealed": ("申诉过", "appealed before"),
    "query_extended": ("延过期", "given more time before"),
    "query_except": ("除了{names}", "except {names}"),
    "query_step": ("{step}环节", "at the step {step}"),
    "query_text": ("问题里有“{text}”", "the problem says “{text}”"),
    "query_source": ("来源：{source}", "source: {source}"),
    "query_due": ("时限 {days}", "due {days}"),
    "query_due_from": ("时限 {day} 起", "due {day} or later"),
    "query_due_to": ("时限 {day} 前（含当天）", "due by {day}"),
    "lacks_department": ("没有责任部门", "no department"),
    "lacks_owner": ("没有责任人", "no owner"),
    "lacks_deadline": ("没有整改时限", "no deadline"),
    "order_newest": ("最新的在前", "newest first"),
    "order_oldest": ("最早的在前", "oldest first"),
    "order_deadline": ("按时限先后", "by deadline"),
    "order_severity": ("最严重的在前", "most severe first"),
    "found_since": ("{day} 以来", "since {day}"),
    "issue_gone": (
        "没有查到 {number}：没有这个编号，或者不是本部门的。",
        "{number} was not found: there is none, or it is another department's.",
    ),
    "issue_none": ("没有编号为 {number} 的问题。", "There is no issue {number}."),
    "issue_head": ("{number}〔{state}〕", "{number} [{state}]"),
    "issue_late": ("，已超期", ", overdue"),
    "pair_line": ("{name}：{value}", "{name}: {value}"),
    "issue_no_department": ("待定", "not known"),
    "issue_no_owner": ("还没有落实到人", "nobody yet"),
    "issue_no_deadline": ("没有写", "not told"),
    "issue_found": ("发现：{at}，{by}（{role}），{source}", "Found: {at}, {by} ({role}), {source}"),
    "rates_head": (
        "闭环率（{asked}，截至 {until}，纳入统计 {count} 个）：",
        "The closed loop ({asked}, by {until}, {count} counted):",
    ),
    "rates_none": ("没有可统计的问题（{asked}）。", "No issue to count ({asked})."),
    "rates_more": ("……还有 {count} 个，导出表里都有。", "… and {count} more, in the export."),
    "rates_small": (
        "* 纳入统计不足 {small} 个，比率供参考，排在后面。",
        "* Fewer than {small} counted: of little weight, ranked last.",
    ),
    "rates_unset": (
        "该回复、期限未设置的 {count} 个，不计入按期回复率。",
        "{count} replies are owed with no time set, and are not counted.",
    ),
    "rates_hidden": (
        "打分不足 {small} 个，不显示分布（免得看出是谁打的）。",
        "Fewer than {small} marks: which they are is not shown.",
    ),
    "rates_marks": ("打分分布（5 到 1）：{marks}", "Marks (5 to 1): {marks}"),
    "rates_days": ("平均办理天数（中位数）：{days}", "Days to close, mean (median): {days}"),
    "call_kept": ("{number} 回访：{fate}。", "Call about {number}: {fate}."),
    "call_for_admins": ("回访由管理员登记。", "Calls are entered by an admin."),
    "issue_reply": ("回复反映人：{told}", "Reply to who reported it: {told}"),
    "issue_unnamed": ("匿名", "unnamed"),
    "issue_media": ("影像：{count} 份", "Media: {count}"),
    "issue_why": ("依据", "What it rests on"),
    "issue_photos": ("看影像", "Photos"),
    "issue_evidence": ("{number} 的依据：", "What {number} rests on:"),
    "issue_proof": ("· {name}：{value}（{state}）", "· {name}: {value} ({state})"),
    "issue_quote": ("    “{quote}”——{at}", "    “{quote}” — {at}"),
    "issue_no_quote": (
        "没有原话：各项都是点选或按指南填的。",
        "No words: all was tapped or is of the guide.",
    ),
    "issue_photos_sent": ("{number} 的影像，{count} 份。", "{count} file(s) of {number}."),
    "issue_no_photos": ("{number} 没有影像。", "{number} has no photos."),
    "help_office": (
        "问题清单可以直接问：\n"
        "· 还没整改的、超期的、本周新增、医保局的\n"
        "· 12号问题谁在办、第一个、为什么、经过\n"
        "· 我负责的、转给我们的、整改中的、退回过的\n"
        "办问题也直接说：{moves}\n"
        "· 按类别、按部门\n"
        "· 发台账 — 发一份 Excel{more}\n"
        "· 本单位总结、督查问题清单、互查报告 — 发 Word 报告\n"
        "工作人员看本部门的，管理员看全部。\n"
        "办事指南也可以直接问；“走流程”“报问题：…”和体验员一样用。",
        "Ask for issues in plain words:\n"
        "· open issues, overdue issues, new this week, those of a department\n"
        "· who has issue 12, the first one, why, history\n"
        "· mine, passed to us, being fixed, returned\n"
        "Move them in words, too: {moves}\n"
        "· by category, by department\n"
        "· send the ledger — as an Excel file{more}\n"
        "· our summary, inspection list, peer check report — as Word files\n"
        "Staff see those of their department, admins all.\n"
        "Ask the service guides, too; “walk” and “issue: …” work as they do for volunteers.",
    ),
    "help_admin": (
        "\n· 发走流程3的报告 — 发一份 Word\n· 检查指南、指南缺口、报名名单、体验员名单、人员覆盖",
        "\n· send the report of walk 3 — as a Word file\n"
        "· check the guides, guide gaps, applications, volunteers, coverage",
    ),
    "look_overdue": ("超期的问题", "Overdue issues"),
    "look_open": ("还没整改的", "Open issues"),
    "look_tally": ("按类别", "By category"),
    "look_ledger": ("发台账", "Send the ledger"),
    "unclear_office": (
        "这句我没读懂。可以问“还没整改的”“12号问题谁在办”，或者直接问办事指南，回复“帮助”看更多。",
        "I did not understand that. Ask for “open issues” or “issue 12”, ask the guides, or say "
        "“help”.",
    ),
}
