"""What the bot says of itself, of walks, of what it could not read: Chinese first, then English."""

from __future__ import annotations

TALK: dict[str, tuple[str, str]] = {
    # Greeting and help
    "welcome": (
        "您好，我是陪走。我可以陪您把一件事从头走到尾，一步一步问，随时回答办事问题，"
        "最后把发现的问题整理成清单。\n想开始就回复“走流程”，也可以直接问，比如“补身份证要带什么”。",
        "Hello, this is Walkalong. I go through a public service with you step by step, answer "
        "questions from the service guides on the way, and turn what went wrong into issue records.\n"
        "Say “walk” to begin, or just ask, for example “What do I need for a new ID card?”",
    ),
    "farewell": ("再见，祝您办事顺利。", "Goodbye, and good luck."),
    "left_so": ("好的。要办事、要问，随时来。", "All right. Come back any time."),
    "courtesy": ("不客气。", "You are welcome."),
    "help": (
        "随时可以说：\n"
        "· 走流程 — 开始陪走（后面可加事项名）\n"
        "· 直接提问 — 例如“要带什么”“多久能好”\n"
        "· 上一步 / 更正 — 改前面的回答，例如“第三个改成5分钟”\n"
        "· 跳过 / 暂停 / 继续\n"
        "· 记一条：… — 给当前环节记一笔\n"
        "· 报问题：… — 马上报一个问题\n"
        "· 我的问题 / 我的跟踪 — 报过的问题，和走完后要回头看的\n"
        "· 转人工 — 找人帮忙\n"
        "· 重新开始 / 结束\n"
        "照片、语音、文件直接发就行。回复 English 换英文，“大字版”换短句大字。",
        "At any time you can say:\n"
        "· walk — begin a guided walk (add the service's name if you like)\n"
        "· ask a question — “What do I need to bring?”\n"
        "· back / correct — change an earlier answer, e.g. “change the third to 5”\n"
        "· skip / pause / resume\n"
        "· note: … — jot something down for this stage\n"
        "· issue: … — report a problem at once\n"
        "· mine / follow-ups — the issues I reported, and what is to be looked at later\n"
        "· human — talk to a person\n"
        "· restart / end\n"
        "Photos, voice messages and files can be sent as they are. Say 中文 for Chinese, “large type” for short sentences.",
    ),
    "human": (
        "要找人帮忙，请拨打 {phone}，或到大厅咨询台、“办不成事”窗口。{item_phone}您的进度都存着，随时可以继续。",
        "To talk to a person, call {phone}, or go to the enquiry desk of the hall. {item_phone}"
        "Your progress is kept; carry on whenever you like.",
    ),
    "human_item": ("本事项咨询电话：{phone}。", "Phone of this service: {phone}. "),
    "language": ("好的，接下来用中文。", "All right, English from here on."),
    # Walk
    "started": (
        "好，我们开始「{flow}」。随时可以提问、说“暂停”或“报问题”。",
        "All right, we begin “{flow}”. Ask questions, pause, or report a problem at any time.",
    ),
    "walk_open": (
        "您有一次「{flow}」还没走完。要接着走，还是放弃它重新开始？",
        "You have a “{flow}” that is not finished. Go on with it, or give it up and start anew?",
    ),
    "continue_walk": ("接着走", "Go on"),
    "restart_walk": ("放弃，重新开始", "Give it up, start anew"),
    "no_walk": (
        "现在没有进行中的走流程。回复“走流程”就能开始。",
        "No walk is open at present. Say “walk” to begin one.",
    ),
    "paused": (
        "好，先停在这里，进度已存好。想接着走时回复“继续”，换一台设备也行。",
        "All right, we stop here; your progress is stored. Say “resume” to go on.",
    ),
    "is_paused": (
        "走流程还暂停着。回复“继续”接着走。",
        "The walk is paused. Say “resume” to go on.",
    ),
    "resumed": ("欢迎回来，我们接着走。", "Welcome back, let us go on."),
    "resume": ("继续", "Resume"),
    "end_sure": (
        "要结束这次走流程吗？已记下的内容会保留，但不算走完。",
        "End this walk? What was recorded is kept, but the walk counts as not finished.",
    ),
    "end_yes": ("结束", "End it"),
    "end_no": ("不，接着走", "No, go on"),
    "end_unsent": (
        "已经问完，还没有提交。要提交、先存着，还是放弃这一次？",
        "All is asked, but nothing is handed in yet. Hand it in, keep it, or give it up?",
    ),
    "end_unsent_yes": ("放弃这一次", "Give it up"),
    "cancelled": (
        "已结束。想再走时回复“走流程”。",
        "Ended. Say “walk” when you want to begin again.",
    ),
    "consent_no": (
        "明白，办事人不同意就不记。这次走流程已结束，填过的回答、备注和照片已删去，也不会出报告。谢谢您先问了一句。",
        "Understood: without consent this visit is not recorded. The walk is ended, its answers, "
        "notes and photos are deleted, and no report can be made of it. Thank you for asking first.",
    ),
    "consent_again": ("说错了，办事人同意，重新走", "A slip: they agree, begin again"),
    "consent_no_issues": (
        "之前已登记的问题 {numbers} 还在台账里；要撤，请找工作人员。",
        "Issues that were entered before stay in the ledger: {numbers}. Ask the staff to remove them.",
    ),
    "withdraw_sure": (
        "办事人不同意记录，是吗？是的话，这次走流程就结束，填过的回答、备注和照片会删去。",
        "The applicant does not agree to being recorded? Then this walk ends and its answers, "
        "notes and photos are deleted.",
    ),
    "withdraw_yes": ("是，不同意", "Right, they do not agree"),
    "withdraw_no": ("不是，接着走", "No, go on"),
    "nothing": ("好。", "All right."),
    "menu_again": (
        "这里要先选一项，回复编号或名称都行。",
        "Please choose one of these first; its number or name will do.",
    ),
    "menu_again_value": ("这不像新的答案。", "That is no new answer."),
    "understood": ("记下了：{label} — {value}。", "Noted: {label} — {value}."),
    "corrected": (
        "已把「{label}」从“{old}”改成“{new}”。",
        "“{label}” changed from “{old}” to “{new}”.",
    ),
    "corrected_new": ("已把「{label}」填为“{new}”。", "“{label}” set to “{new}”."),
    "set_aside": (
        "因为这一改，{labels}先放一边；再改回来时会恢复。",
        "Put aside by this change: {labels}. It comes back if it matters again.",
    ),
    "same_value": ("「{label}」本来就是“{new}”。", "“{label}” already is “{new}”."),
    "skipped": ("好，跳过「{label}」。", "All right, “{label}” is skipped."),
    "cannot_skip": (
        "「{label}」这一项不能跳过。不清楚的话，说个大概也行，或者问我。",
        "“{label}” cannot be skipped. A rough answer will do, or ask me.",
    ),
    "which_correct": ("要改哪一项？", "Which answer do you want to change?"),
    "more_answers": ("更多…", "More…"),
    "nothing_to_correct": ("前面还没有可以改的回答。", "There is no earlier answer to change yet."),
    "stay": ("不改了", "Leave it"),
    "new_value": (
        "「{label}」现在是“{old}”。请说新的答案：",
        "“{label}” is “{old}” now. What should it be?",
    ),
    "nothing_before": ("这是第一个问题，前面没有了。", "This is the first question."),
    "skip": ("跳过", "Skip"),
    "no_aim": ("没有特别的", "Nothing special"),
    "keep_default": ("对，就是 {value}", "Yes, {value}"),
    "default_hint": (
        "我这里是“{value}”，对就回“对”，不对直接改。",
        "I have “{value}”; say “yes” or correct it.",
    ),
    "proposed": (
        "我看像“{value}”，对就回“对”，不对选别的。",
        "It looks like “{value}”: say “yes”, or choose another.",
    ),
    "multi_hint": ("可以多选，例如“1 3”", "More than one is fine, e.g. “1 3”"),
    "guide_line": ("办事指南：{element} — {text}", "Guide: {element} — {text}"),
    "guide_line_old": (
        "办事指南（⚠ {mark}）：{element} — {text}",
        "Guide (⚠ {mark}): {element} — {text}",
    ),
    "expired_mark": ("已于 {day} 失效", "expired on {day}"),
    "early_mark": ("{day} 起才生效", "in force only from {day}"),
    "more": (
        "「{label}」还要再记一个吗？",
        "Is there one more for “{label}”?",
    ),
    "in_instance": ("【{name}】{label}", "[{name}] {label}"),
    "more_yes": ("再记一个", "One more"),
    "more_no": ("没有了", "That is all"),
    "old_button": (
        "这个选项已经过去了，我们看眼前这一步。",
        "That option has passed; let us look at the present step.",
    ),
    "old_button_nothing": (
        "这个选项已经过去了。要走流程，回复“走流程”。",
        "That option has passed. Say “walk” to begin a walk.",
    ),
    # Not understood
    "unclear": (
        "这句我没读懂，先帮您记在这一环节里了。",
        "I did not understand that; it is kept as a note on this stage.",
    ),
    "unclear_value": (
        "没读出这一题的答案，原话已记下。{example}",
        "I could not read an answer to this question; your words are kept as a note. {example}",
    ),
    "ambiguous_choice": (
        "“{text}”对得上不止一个选项，请再说清楚一点。",
        "“{text}” fits more than one option; please say which.",
    ),
    "dont_know": (
        "不清楚没关系，说个大概就行；也可以先暂停去问一下。",
        "That is all right: a rough answer will do, or pause and find out.",
    ),
    "no_list": (
        "眼下没有列出可以挑的。想问哪件事，说它的名称就行，比如“补身份证要带什么”。",
        "Nothing is listed to choose from just now. Name the service you ask about.",
    ),
    "unclear_outside": (
        "这句我没读懂。可以回复“走流程”开始，或者直接问办事问题，回复“帮助”看更多。",
        "I did not understand that. Say “walk” to begin, ask about a service, or say “help”.",
    ),
    "stuck": (
        "好像卡住了，您可以：",
        "We seem to be stuck. You can:",
    ),
    "btn_help": ("帮助", "Help"),
    "btn_pause": ("暂停", "Pause"),
    "btn_human": ("转人工", "Talk to a person"),
    "btn_walk": ("走流程", "Begin a walk"),
    "btn_restart": ("重新开始", "Start over"),
    "both": (
        "“{text}”是回答这一题，还是想问办事指南？",
        "Is “{text}” your answer here, or a question for the service guides?",
    ),
    "both_answer": ("是回答", "It is my answer"),
    "both_ask": ("我想问", "I am asking"),
    "refusal_constraint": (
        "这个答案对不上：{label}。请再说一次。",
        "That does not fit: {label}. Please try again.",
    ),
    "refusal_type": ("这里要的不是这样的答案。{example}", "That is not what fits here. {example}"),
    "refusal_long": (
        "太长了，请控制在 {limit} 字以内，分几条“记一条”也行。",
        "That is too long; please stay under {limit} characters, or send several notes.",
    ),
    "message_long": (
        "这一条太长了，只留下了开头的 {limit} 字。请分几条说，或者存成文件发来。",
        "That is too long; only its first {limit} characters are kept. Please say it in several "
        "messages, or send it as a file.",
    ),
    "refusal_large": (
        "这个答案太大，一次走流程记不下那么多。请核对一下，给小一点的数。",
        "That is more than one walk can hold. Please check it and give a smaller number.",
    ),
    "refusal_limit": (
        "记录已到上限，没有再加。请先走完这一次。",
        "The limit of records for one walk is reached; please finish this walk first.",
    ),
    "example_choice": (
        "点一个选项，或者回复编号、名称，比如“{label}”。",
        "Tap an option, or reply with its number or name, e.g. “{label}”.",
    ),
    # Items
    "one_item": ("您要办的是「{item}」吗？", "Is it “{item}”?"),
    "which_item": (
        "找到相近的事项，您要办的是哪一个？回复编号或名称都行。",
        "Which of these services is it? Its number or name will do.",
    ),
    "item_is_action": (
        "“{text}”是一种走法，不是事项。这次走「{flow}」，要办哪件事？",
        "“{text}” is a kind of walk, no service. This is “{flow}”: of which service?",
    ),
    "item_other": (
        "那是别的事项，请换个说法。",
        "Another service, then. Please name it in other words.",
    ),
    "item_unknown": (
        "指南里没有找到“{text}”。换个说法再说一次，或者就按这个名称走（没有指南可对照）。",
        "No guide found for “{text}”. Try other words, or go on with this name (without a guide).",
    ),
    "item_as_is": ("就按“{text}”走", "Go on with “{text}”"),
    "item_set": ("事项：{item}", "Service: {item}"),
    "item_set_bare": (
        "事项：{item}。没有指南可对照，照样走。",
        "Service: {item}. There is no guide to compare with; we walk it all the same.",
    ),
    "item_guide": (
        "指南（{version} 版）写的是：{facts}。",
        "The guide (version {version}) says: {facts}.",
    ),
    # Guides
    "back_to": ("回到刚才这一步：", "Back to where we were:"),
}
