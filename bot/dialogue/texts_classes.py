"""Sentences of classes of problems: lists, one class, its steps, what an issue is like."""

CLASSES = {
    "classes_none": (
        "没有同类问题。说“建一类：中午窗口没人”就建一类。",
        "There are no classes. “new class: NAME” makes one.",
    ),
    "classes_none_yours": ("没有您能看的同类问题。", "There are no classes that you can see."),
    "classes_found": ("同类问题：{count} 类\n{lines}", "Classes of problems: {count}\n{lines}"),
    "class_line": (
        "{place}. {number}〔{state}〕{name}\n    {about}",
        "{place}. {number} [{state}] {name}\n    {about}",
    ),
    "class_about": (
        "问题 {open}/{members} 件未了结，地点 {unchecked}/{places} 处未查",
        "{open} of {members} issues open, {unchecked} of {places} places not looked at",
    ),
    "class_gone": (
        "没有 {number}，或者不归您看。说“同类问题”看有哪些。",
        "There is no {number} that you can see. Say “classes” for a list.",
    ),
    "class_head": ("{number}〔{state}〕{name}", "{number} [{state}] {name}"),
    "class_unset": ("未设置", "not set"),
    "class_hint": (
        "可以说：{number} 措施：…；责任人是…；加地点：…；整改完成：…，佐证：…",
        "You may say: {number} measure: …; owner is …; add place: …; fixed: …, evidence: …",
    ),
    "class_btn_issues": ("看 {count} 个问题", "Its {count} issues"),
    "class_btn_places": ("看地点（{count}）", "Places ({count})"),
    "class_btn_members": ("给成员报整改完成（{count}）", "Report its issues fixed ({count})"),
    "class_btn_close": ("销号", "Close"),
    "class_btn_look": ("看 {number}", "Look at {number}"),
    "class_btn_more": ("下一页", "Next page"),
    "class_made": ("建好了：{number} {name}。", "Made: {number} {name}."),
    "class_joined": ("并入 {number}：{issues}。", "Merged into {number}: {issues}."),
    "class_not_joined": ("没有并入：{issues}。", "Not merged: {issues}."),
    "class_changed": ("{number}：{state}。", "{number}: {state}."),
    "class_still": ("还差：{names}。", "Still needed: {names}."),
    "class_no_part": (
        "这一步由管理员或责任部门（{department}）做。",
        "An admin or its department ({department}) does that.",
    ),
    "class_no_lead": ("建类、并入、销号由管理员做。", "Classes are made and closed by admins."),
    "class_no_state": (
        "{number} 现在是“{state}”，这一步做不了。",
        "{number} is “{state}”: this cannot be done now.",
    ),
    "class_no_self": (
        "报整改完成的人和责任人不能自己销号，请另一位管理员来。",
        "Not by who reported it fixed, nor by its owner: another admin is to close it.",
    ),
    "class_no_value": (
        "这几项不对，或由管理员定：{names}（时限要从今天起，名称最多 60 个字）。",
        "These cannot be so, or are an admin's: {names} (a deadline from today on).",
    ),
    "class_no_name": ("这一类叫什么？写“建一类：名称”。", "What is it called? “new class: NAME”"),
    "class_unread": (
        "没读懂要改哪一项。写成“{number} 措施：…”“责任人是…”“责任部门是…”“时限是…”“原因是…”。",
        "Which field? Write “{number} measure: …”, “owner is …”, “deadline is …”.",
    ),
    "class_office_which": (
        "责任部门指哪一个？写全名：{names}。",
        "Which department? Write it in full: {names}.",
    ),
    "class_members": ("还有成员问题没有了结", "issues of it are still open"),
    "class_places_open": ("还有地点没有查", "places were not looked at"),
    "class_fixed": (
        "{number} 报了整改完成。成员问题要逐个报，结果和佐证可用这一类的，每件都由别人复核。",
        "{number} is reported fixed. Its issues are reported one by one, each verified by others.",
    ),
    "class_places": ("{number} 要查的地点：\n{lines}", "{number}: places to look at\n{lines}"),
    "class_no_places": (
        "{number} 还没有要查的地点。说“{number} 加地点：云溪镇中心、青禾镇中心”。",
        "{number} has no places yet. Say “{number} add place: …”.",
    ),
    "class_place": ("{place}. {where} — {met}", "{place}. {where} — {met}"),
    "class_unchecked": ("未查", "not looked at yet"),
    "class_met": ("也有{issue}（{day} {by}）{note}", "met{issue} ({day} {by}) {note}"),
    "class_clear": ("没有（{day} {by}）{note}", "not met ({day} {by}) {note}"),
    "class_btn_yes": ("{place} 也有", "{place}: met"),
    "class_btn_no": ("{place} 没有", "{place}: not met"),
    "class_added": ("{number} 加了地点：{places}。", "{number}: places added: {places}."),
    "class_looked_yes": (
        "记下了：{number} 第 {place} 处也有，登记为 {issue}，核实后可以并入。",
        "Kept: met at place {place} of {number}; entered as {issue}, to be verified and merged.",
    ),
    "class_looked_no": (
        "记下了：{number} 第 {place} 处没有。",
        "Kept: not met at place {place} of {number}.",
    ),
    "class_look_which": (
        "{number} 里没有找到“{where}”这一处；说第几处，如“第2处也有”。",
        "No place “{where}” in {number}; say its number: “place 2 checked: also”.",
    ),
    "class_look_twice": (
        "第 {place} 处已经登记为问题，不再改。",
        "An issue was entered of place {place} already.",
    ),
    "class_reported": (
        "{number}：{issues} 报了整改完成，待复核。",
        "{number}: {issues} reported fixed, to be re-checked.",
    ),
    "class_not_reported": ("没有报上：{issues}。", "Not reported: {issues}."),
    "class_no_members": (
        "{number} 没有等着报整改完成的问题。",
        "No issue of {number} waits to be reported fixed.",
    ),
    "class_members_wait": (
        "{number} 的成员，逐个报整改完成（可改成自己的结果）：",
        "Issues of {number}: report each fixed, with a result of its own if need be:",
    ),
    "class_btn_all": ("全部报整改完成（{count}）", "Report all fixed ({count})"),
    "alike_ask": (
        "像 {other}（{problem}），是同一类吗？",
        "Like {other} ({problem}): one class of problems?",
    ),
    "alike_ask_class": ("像 {other} {problem}，是同一类吗？", "Of the class {other} {problem}?"),
    "alike_yes": ("是同一类", "Same class"),
    "alike_no": ("不是", "No"),
    "alike_denied": (
        "记下了：{number} 和 {other} 不是一类，不再问。",
        "Kept: {number} and {other} are not of one class; it is not asked again.",
    ),
    "alike_past": ("现在不能并入了。", "They cannot be merged any more."),
}
