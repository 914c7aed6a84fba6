"""Sentences of lists, registers and services that must be walked."""

REGISTER_TEXTS = {
    "lists_told": ("清单：\n{lines}", "The lists:\n{lines}"),
    "register_found": ("{name}：{count} 条\n{lines}", "{name}: {count}\n{lines}"),
    "register_line": ("{number} {title}{more}", "{number} {title}{more}"),
    "register_more": ("还有 {count} 条，说“下一页”。", "{count} more: say “next page”."),
    "register_next": ("下一页", "Next page"),
    "register_empty": (
        "{name}：还没有登记。说“登记制度《标题》，文号…，关联12号”就能登记。",
        "{name}: nothing is entered. Say “register rule Title, for issue 12” to enter one.",
    ),
    "register_none": ("{name}：还没有登记。", "{name}: nothing is entered."),
    "register_gone": (
        "没有查到 {number}：没有这个编号，或者不是本部门的。",
        "{number} was not found: there is none, or it is another department's.",
    ),
    "register_confirm": (
        "登记到{name}：\n{lines}\n对吗？",
        "To be entered ({name}):\n{lines}\nIs that right?",
    ),
    "register_yes": ("登记", "Enter it"),
    "register_no": ("不登记", "Do not"),
    "register_left": ("好，没有登记。", "All right, it is not entered."),
    "register_entered": ("登记了：{number} {title}", "Entered: {number} {title}"),
    "register_twice": (
        "{number} 已经是这一条，没有重复登记。",
        "That is {number} already; it is not entered twice.",
    ),
    "register_wrong": ("登记不了：\n{lines}", "It cannot be entered:\n{lines}"),
    "register_no_issue": (
        "没有查到问题 {number}：没有这个编号，或者不是本部门的，所以不能关联。",
        "Issue {number} was not found: there is none, or it is another department's.",
    ),
    "register_offer": ("登记为制度措施", "Enter the measure"),
    "register_of_issue": ("制度措施：{entries}", "Measures entered: {entries}"),
    "must_walk_told": (
        "必走清单（{span}）：{total} 项，已走 {walked} 项，"
        "覆盖 {percent}%（要求 {target}）\n{lines}",
        "Must-walk services ({span}): {total}, {walked} walked, {percent}% "
        "(wanted: {target})\n{lines}",
    ),
    "must_walk_line": ("{mark} {name}（{marks}）{who}", "{mark} {name} ({marks}){who}"),
    "must_walk_who": ("：{day} {person}", ": {day} {person}"),
    "must_walk_none": (
        "还没有必走事项；用 walkalong must-walk import 导入，或 must-walk set 标一个。",
        "No service must be walked yet; see walkalong must-walk import and must-walk set.",
    ),
    "must_walk_ever": ("全部时间", "ever"),
    "must_walk_item": (
        "这是必走事项（{marks}），谢谢您来走。",
        "This service must be walked ({marks}): thank you for doing so.",
    ),
    "not_set": ("未设置", "not set"),
    "media_told": ("媒体报道（每项行动至少 {least} 次）：\n{lines}",
                   "Media reports (at least {least} for each action):\n{lines}"),
    "media_line": ("· {action}：{count} 次{missing}", "· {action}: {count}{missing}"),
    "media_missing": ("，还差 {count} 次", ", {count} lacking"),
}  # fmt: skip
