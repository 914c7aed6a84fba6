"""What the bot says when it asks again, with examples by type: Chinese first, English second."""

from __future__ import annotations

ASKING: dict[str, tuple[str, str]] = {
    "guide_rows": ("办事指南这样写：", "The guide says:"),
    "guide_rows_old": ("办事指南（⚠ {mark}）这样写：", "The guide (⚠ {mark}) says:"),
    "guide_row": ("· {element} — {text}", "· {element} — {text}"),
    "unknown_command": (
        "没有“{text}”这个命令。要看能说什么，回复“帮助”。",
        "There is no command “{text}”. Say “help” to see what there is.",
    ),
    "range_value": (
        "“{text}”不是一个数，大概取一个就行，比如取中间的。",
        "“{text}” is not one figure. A rough one will do, say the middle.",
    ),
    "several_figures": (
        "这里不止一个数，请说一个总数。",
        "There is more than one figure here. Please give the total.",
    ),
    "unfinished": (
        "还没办完，就先说到现在为止用了多久，大概就行；想等办完再答，回“暂停”。",
        'If it is not over, say roughly how long so far. To answer later, say "pause".',
    ),
    "refers_back": (
        "每一条要单独看得懂，请用几个字再说一遍。",
        "Each answer has to make sense by itself. Please say it again in a few words.",
    ),
    "range_pick": ("“{text}”取哪一个数？", "“{text}”: which figure shall I take?"),
    "near_one": ("没读准这一句。您是说“{label}”吗？", "I am not sure. Do you mean “{label}”?"),
    "near_two": ("没读准这一句。您是说哪一个？", "I am not sure. Which of these do you mean?"),
    "near_none": ("都不是", "None of these"),
    "none_asked": (
        "那指南里没有写您问的这一点，我不猜。请拨打 {phone} 咨询。",
        "Then the guide does not say it, and I do not guess. Please call {phone}.",
    ),
    "which_item_first": (
        "先选定是哪个事项，选好就回答您问的。回复编号或名称都行。",
        "Which of these services is it? Its number or name will do, and I answer what you asked.",
    ),
    "none_of_items": (
        "好，那都不是。带上事项名称再问一次，或者打 {phone} 咨询。",
        "None of these, then. Ask again with the name of the service, or call {phone}.",
    ),
    "full_stop": ("。", "."),
    "wordless": (
        "这一题还等您说一句。{example}",
        "This question still waits for your words. {example}",
    ),
    "example_other": (
        "{first}都对不上，就选“{label}”。",
        "{first} If none fits, choose “{label}”.",
    ),
    "example_integer": ("说一个整数就行，比如“3”。", "A whole number will do, e.g. “3”."),
    "example_decimal": ("说一个数就行，比如“2.5”。", "A number will do, e.g. “2.5”."),
    "example_minutes": ("比如“20分钟”“半小时”。", "E.g. “20 minutes”, “half an hour”."),
    "example_date": ("说日期就行，比如“11月3日”“昨天”。", "A day, e.g. “2026-11-03”, “yesterday”."),
    "example_time": ("说时间就行，比如“下午两点半”。", "A time of day, e.g. “14:30”."),
    "example_date_time": (
        "说日期和时间，比如“昨天下午两点半”“11月3日14:30”。",
        "A day and a time, e.g. “2026-11-03 14:30”.",
    ),
    "example_geopoint": (
        "发位置，或者说经纬度，比如“北纬23.1 东经113.3”。",
        "Send a location, or say where it is: “23.1 N 113.3 E”.",
    ),
    "example_image": ("直接发照片或截图就行。", "Just send a photo or screenshot."),
    "example_audio": ("直接发一条语音就行。", "Just send a voice message."),
    "example_video": ("直接发一段视频就行。", "Just send a video."),
    "example_file": ("直接发文件就行。", "Just send the file."),
    "plain_on": (
        "好，换成大字版：话说短，一次问一件。要换回来，说“普通版”。",
        "All right: short sentences, large type. Say “normal type” to go back.",
    ),
    "plain_offer": (
        "字小、话长看着费劲的话，可以换成大字版。还是说现场的东西看不清？",
        "If this is hard to read, I can use large type and short sentences. Or do you mean "
        "something in the hall?",
    ),
    "plain_yes": ("换成大字版", "Large type"),
    "plain_of_hall": ("是现场的，报成问题", "In the hall: report it"),
    "plain_no": ("不用", "No, thanks"),
    "plain_already": (
        "已经是大字版了。还看不清，请拨打 {phone}，或让身边的人帮忙看。",
        "This is the large type already. If it is still hard to read, call {phone}, or let "
        "somebody read it to you.",
    ),
    "far": (
        "现在是第 {number} 题，一共 {total} 题左右，连这一题还剩 {left} 题。随时可以说“暂停”。",
        "This is question {number} of about {total}; {left} left, with this one. You can say "
        "“pause” at any time.",
    ),
    "all_saved": (
        "说过的每一句都已存好，不会丢。随时可以说“暂停”，回来说“继续”，换一台设备也行。",
        "All you said is stored, nothing gets lost. Say “pause” at any time and “resume” when "
        "you are back, from another device too.",
    ),
    "far_asked": ("都问完了，只差您确认。", "All is asked; it only waits for your confirmation."),
    "far_drafts": (
        "都问完了，还有 {count} 个问题等您定。",
        "All is asked; {count} problem(s) wait for your decision.",
    ),
    "far_time": (
        "要是问办事要多久，就说“多久能办好”。",
        "If you mean the service, ask “how long does it take”.",
    ),
    "plain_off": ("好，换回普通版。", "All right, back to the usual manner."),
    "here": ("在的。", "I am here."),
    "why_record": (
        "记录是为了把办事不顺的地方说清楚，推动改进。只记过程和问题，不记姓名，证件号、手机号隐去后才保存；"
        "给组织活动和负责整改的工作人员看。不同意就不记，不影响办事。",
        "The record is there to show what does not run smoothly, so that it gets mended. It holds "
        "the procedure and its problems, no names; id and phone numbers are masked before anything "
        "is stored. The staff who run this and who mend it can see it. Without consent nothing is "
        "recorded, and the case goes on as usual.",
    ),
    "why_ask": (
        "问这些，是为了把办事的经过和不顺的地方记准，推动改进。给组织活动和负责整改的工作人员看；"
        "不记姓名，证件号、手机号隐去后才保存。可以跳过的题，不想答就说“跳过”。",
        "I ask so that the procedure, and what went wrong in it, is recorded as it was and gets "
        "mended. The staff who run this and who mend it can see it; no names are recorded, id and "
        "phone numbers are masked. Where a question can be skipped, say “skip”.",
    ),
    "why_outside": (
        "走流程时问的那些，是为了把办事的经过和不顺的地方记准，推动改进；给组织活动和负责整改的"
        "工作人员看，不记姓名，证件号、手机号隐去后才保存。现在没有在走流程，什么也没记。",
        "What I ask in a walk is asked so that the procedure, and what went wrong in it, is "
        "recorded as it was and gets mended. The staff who run this and who mend it can see it; "
        "no names are recorded, id and phone numbers are masked. No walk is open now.",
    ),
    "state_unknown": (
        "您报过的问题里没有 {number}。说“我的问题”看您报过的；别的问题请拨打 {phone}。",
        "{number} is not among the issues you reported. Say “mine” to see those; for any other "
        "call {phone}.",
    ),
    "entered_change": (
        "{number} 已经登记，要改由工作人员来改：请拨打 {phone}，报上编号和要改的地方。",
        "{number} is in the ledger, where the staff can change it: call {phone} and tell them the "
        "number and what to change.",
    ),
    "entered_change_any": (
        "登记过的问题，要改由工作人员来改：请拨打 {phone}，报上编号和要改的地方。"
        "说“我的问题”能看到编号。",
        "What is in the ledger the staff can change: call {phone} and tell them the number and "
        "what to change. Say “mine” to see the numbers.",
    ),
    "item_no_name": (
        "“{text}”不像事项的名称。",
        "“{text}” does not look like the name of a service.",
    ),
    "item_anew": ("好，请说要办哪个事项。", "All right: which service shall it be?"),
    "item_channel": (
        "“{text}”是办理渠道，先记下了，后面会问到。这里请说要办的事。",
        "“{text}” is a way to do it, which I wrote down; I will ask about it later. Here I need "
        "the service.",
    ),
    "item_kept": (
        "“{text}”，先记下了。这里请说要办的是哪件事。",
        "“{text}”: I wrote it down. Here I need the service that it is about.",
    ),
    "too_little": (
        "这样别人看不出是什么事，再多说几个字。",
        "Nobody could tell from this what it was; a few more words, please.",
    ),
    "nothing_wrong": (
        "没有的话，「{label}」的“{value}”要改吗？",
        "If there was nothing: is “{value}” under “{label}” to be changed?",
    ),
    "change_answer": ("改「{label}」", "Change “{label}”"),
    "take_away": ("去掉“{value}”", "Take “{value}” away"),
    "say_after_all": ("不改，我说说是什么", "No, I will say what it was"),
    "and_more_rows": ("等，共 {count} 项", " and more, {count} in all"),
    "who_am_i": (
        "我是陪走，一个陪您走流程、记问题的程序，不是真人。要找人，说“转人工”。",
        "I am Walkalong, a program that goes through a service with you and notes its problems, "
        "not a person. To talk to one, say “human”.",
    ),
    "restart_sure": (
        "要放弃这一次「{flow}」，从头再来吗？",
        "Give this “{flow}” up and start over?",
    ),
    "going_on": ("好，接着走。", "All right, we go on."),
    "give_up_sure": (
        "那就放弃刚才那一次，重新开始？",
        "Give that one up, then, and start anew?",
    ),
}
