"""What the bot says of problems, at the read-back and at the end: Chinese first, English second."""

from __future__ import annotations

CLOSING: dict[str, tuple[str, str]] = {
    "capture_begin": (
        "好，报一个问题，一分钟就好。说“取消”可以放弃。",
        "All right, a problem report; it takes a minute. Say “cancel” to drop it.",
    ),
    "capture_end": (
        "问题记下了：{told}。走完时再请您确认登记。",
        "The problem is noted: {told}. You will confirm it at the end of the walk.",
    ),
    "report_mended": ("改好了：{told}。", "Changed: {told}."),
    "mend": ("改{name}", "Change: {name}"),
    "mend_more": ("补充", "Add or change more"),
    "entered_at_end": (
        "好，已经记着了，走完时您再点一次登记。",
        "It is kept; you enter it at the end of the walk.",
    ),
    "named_at_end": (
        "署不署名到走完时再定：每一条下面都有按钮。",
        "With or without your name is decided at the end of the walk: each problem has a button.",
    ),
    "mend_drop": ("不报了", "Do not report it"),
    "several_told": (
        "这里说了 {count} 个问题：\n{lines}\n现在合在一起报；要分开报就点一下。",
        "These are {count} problems:\n{lines}\nThey are reported as one; one tap parts them.",
    ),
    "several_apart": ("分开报（{count} 个）", "Report them apart ({count})"),
    "capture_nothing": (
        "没有要报的？那就不报这个了，好吗？",
        "Nothing to report? Shall the report be dropped?",
    ),
    "capture_kept": ("这个问题记下了。", "That problem is noted."),
    "capture_parked": (
        "这个也记着了，报完眼前这个就接着报它。",
        "That one is kept too; its report comes right after this one.",
    ),
    "capture_next": ("接着报另一个：“{text}”。", "Now the other one: “{text}”."),
    "capture_end_sure": (
        "正在报一个问题。是不报它了，还是结束整个走流程？",
        "A problem report is under way. Drop the report, or end the whole walk?",
    ),
    "capture_drop": ("不报这个问题了", "Drop the report"),
    "capture_end_walk": ("结束走流程", "End the walk"),
    "capture_go_on": ("接着报", "Go on reporting"),
    "offer_report": ("报成问题", "Report it"),
    "capture_dropped": ("好，这个问题不报了。", "All right, the report is dropped."),
    "capture_first": (
        "正在报一个问题，先把它说完，或说“取消”放弃它。",
        "A problem report is under way: finish it first, or say “cancel”.",
    ),
    "read_back": (
        "都问完了。请核对：\n{lines}\n\n没错就确认；要改哪项直接说，例如“{example}”。",
        "That was all. Please check:\n{lines}\n\nConfirm if it is right, or say what to change, "
        "e.g. “{example}”.",
    ),
    "change_minutes": ("{name}改成20分钟", "change {name} to 20 minutes"),
    "change_anew": ("{name}改成…", "change {name} to …"),
    "read_back_changed": ("改好了，其余不变。", "Changed; all the rest is as before."),
    "read_back_follows": (
        "改好了，跟着变的有：\n{lines}\n其余不变。",
        "Changed. This changed with it:\n{lines}\nAll the rest is as before.",
    ),
    "read_back_still": (
        "还没有提交。没错就确认，要改哪项直接说。",
        "Nothing is handed in yet. Confirm if all is right, or say what to change.",
    ),
    "show_all": ("看全部", "Show all"),
    "stage_head": ("【{name}】", "[{name}]"),
    "instance_head": ("〔{name}〕", "({name})"),
    "pair": ("{name}：{value}", "{name}: {value}"),
    "read_back_photos": ("照片和文件：{count} 个", "Photos and files: {count}"),
    "read_back_notes": ("另记了 {count} 条", "Further notes: {count}"),
    "not_filled": ("（还没有填）", "(not filled in yet)"),
    "not_given": ("（跳过）", "(skipped)"),
    "by_default": ("{value}（按已知填的）", "{value} (prefilled)"),
    "by_guide": ("{value}（按指南填的）", "{value} (prefilled from the guide)"),
    "by_old_guide": (
        "{value}（按已知填的，⚠ 指南{mark}）",
        "{value} (prefilled; ⚠ the guide: {mark})",
    ),
    "confirm": ("确认提交", "Confirm"),
    "change": ("要更正", "Change something"),
    "save_draft": ("先存草稿", "Keep as a draft"),
    "not_all_asked": (
        "还差「{label}」没答，答完才能提交。",
        "“{label}” is not answered yet; then it can be handed in.",
    ),
    "unclear_end": (
        "这句我没读懂，原话留着，不写进报告。",
        "I did not understand that; your words are kept, but not put in the report.",
    ),
    "refused_kept": ("{why}原话已记下。", "{why} Your words are kept as a note."),
    "minimum": ("还差一项才能提交：{message}", "One thing is missing: {message}"),
    "drafts_begin": (
        "这次发现了 {count} 个可能的问题，请逐个确认。",
        "{count} possible problem(s) were found; please look at each.",
    ),
    "drafts_again": (
        "问题也跟着核对过了，还有 {count} 个待确认。",
        "The problems were looked at again with it: {count} to be confirmed.",
    ),
    "drafts_list": (
        "这次发现了 {count} 个可能的问题：\n{lines}\n请逐个确认；都没错，也可以一次登记。",
        "{count} possible problems were found:\n{lines}\n"
        "Please look at each; if all are right, you can enter them at once.",
    ),
    "draft": (
        "问题 {number}/{total}\n{lines}\n\n登记进台账吗？",
        "Problem {number}/{total}\n{lines}\n\nEnter it in the ledger?",
    ),
    "draft_ledger": ("台账里写：{problem}", "In the ledger: {problem}"),
    "draft_quote": ("依据：您说的“{quote}”{meant}", "Rests on your words “{quote}”{meant}"),
    "draft_meant": ("（{label}）", " ({label})"),
    "draft_by_place": (
        "{value}（没说，按当时走到的那一步）",
        "{value} (not said: the step you were at)",
    ),
    "draft_photos": ("佐证：{count} 个文件", "Evidence: {count} file(s)"),
    "draft_photos_first": (
        "佐证：{count} 个文件（同时说了几个问题，先附在这个；别的问题也要，登记时可以选附上）",
        "Evidence: {count} file(s) (told with several problems, attached to this one; "
        "the others can have them too)",
    ),
    "draft_keep": ("登记", "Enter it"),
    "draft_photos_too": (
        "登记，附上这一环节的 {count} 个文件",
        "Enter it with this stage's {count} file(s)",
    ),
    "draft_rest": (
        "这个和其余 {count} 个都登记",
        "Enter this and the other {count}",
    ),
    "drafts_kept": ("已登记 {count} 个：\n{lines}", "Entered {count}:\n{lines}"),
    "draft_also": ("也说到：{problem}", "Also said: {problem}"),
    "draft_also_listed": ("{problem}（也说到：{also}）", "{problem} (also said: {also})"),
    "draft_split": ("分开登记", "Enter them apart"),
    "drafts_split": ("好，分成 {count} 个，逐个来。", "All right, {count} of them, one by one."),
    "draft_no_split": ("这个只说了一件事，不用分开。", "This tells of one matter only."),
    "draft_drop": ("不登记", "Leave it out"),
    "no_such_term": (
        "没有“{text}”这一项，从下面选一个。",
        "There is no “{text}” here; please choose one of these.",
    ),
    "no_such_day": (
        "“{text}”不是今天或以后的一天，请说个日期，例如“12月20号”。",
        "“{text}” is no day to come; please name one, e.g. “20 December”.",
    ),
    "no_such_choice": (
        "「{label}」没有“{text}”这个选项。",
        "“{label}” has no option “{text}”.",
    ),
    "draft_field": ("要改哪一栏？", "Which field?"),
    "field_left": ("好，「{label}」没有动。", "All right, “{label}” is left as it is."),
    "draft_field_of": ("第 {place} 个问题，要改哪一栏？", "Problem {place}: which field?"),
    "draft_kept": ("已登记：{number}。", "Entered: {number}."),
    "draft_dropped": ("好，这个不登记。", "All right, left out."),
    "draft_kept_placed": ("第 {place} 个已登记：{number}。", "Problem {place} entered: {number}."),
    "draft_dropped_placed": (
        "好，第 {place} 个不登记。",
        "All right, problem {place} is left out.",
    ),
    "draft_was_kept": (
        "第 {place} 个已经登记过了：{number}。",
        "Problem {place} was entered before: {number}.",
    ),
    "draft_was_dropped": (
        "第 {place} 个刚才就说了不登记。要登记就说“第 {place} 个登记”。",
        "Problem {place} is left out already. Say “enter problem {place}” to have it after all.",
    ),
    "no_such_draft": (
        "一共 {total} 个问题，没有第 {place} 个。",
        "There are {total} problem(s), and no problem {place}.",
    ),
    "drafts_waiting": ("现在还有 {count} 个没定。", "{count} to be decided on."),
    "deeds_left": ("后面说的，等选完这个再说一次。", "Please say the rest again after this."),
    "leave_out_sure": (
        "“{text}”是说不登记吗？请选一个；想先放着就说“暂停”。",
        "“{text}”: is it to be left out? Please choose one; or say “pause”.",
    ),
    "leave_out_this": ("这个不登记", "Leave this one out"),
    "leave_out_all": ("这 {count} 个都不登记", "Leave out all {count}"),
    "which_placed": (
        "“第 {place} 个”是指哪个？",
        "Which one is number {place}?",
    ),
    "draft_placed": ("第 {place} 个问题", "Problem {place}"),
    "question_placed": ("第 {place} 题「{label}」", "Question {place}: “{label}”"),
    "draft_field_for": (
        "“{text}”写到第 {place} 个问题的哪一栏？",
        "Which field of problem {place} is to be “{text}”?",
    ),
    "drafts_dropped": ("好，这 {count} 个都不登记。", "All right, these {count} are left out."),
    "finished": (
        "走完了，谢谢您。本次编号 {walk}。",
        "The walk is complete, thank you. Its number is {walk}.",
    ),
    "finished_issues": (
        "登记问题 {count} 个：{numbers}。之后说“我的问题”就能看到进展。",
        "{count} issue(s) entered: {numbers}. Say “mine” later to see what became of them.",
    ),
    "finished_none": ("没有登记问题。", "No issues were entered."),
    "mine_none": ("您还没有登记过问题。", "You have not entered any issues yet."),
    "mine": ("您登记过 {count} 个问题：\n{lines}", "You have entered {count} issue(s):\n{lines}"),
    "mine_line": (
        "{number} [{state}] {problem}",
        "{number} [{state}] {problem}",
    ),
    "mine_pending": (
        "还有 {count} 个在本次走流程里，走完时确认。",
        "{count} more in the present walk, to be confirmed at its end.",
    ),
}
