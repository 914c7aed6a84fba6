"""Sentences of moving issues: what is asked, shown back, done, refused, and told to reporters."""

MOVES_TEXTS = {
    # what is asked
    "move_head": ("{number} {move}", "{number}: {move}"),
    "move_about": ("（{problem}）", " ({problem})"),
    "move_ask_department": (
        "由哪个部门负责？写部门名，可以连责任人一起写，如“医保局张科长”。",
        "Which department is to mend it? You may name the person, too.",
    ),
    "move_ask_owner": (
        "责任人是谁？写姓名或称呼，自己办就说“我”。",
        "Who is to mend it? Write a name; “me” if it is you.",
    ),
    "move_ask_mode": ("怎么改？", "How is it to be fixed?"),
    "move_ask_target": (
        "整改目标是什么？一句话，如“午间窗口不断人”。",
        "What is the target? In a sentence.",
    ),
    "move_ask_deadline": (
        "什么时候之前改好？如“下周五”“5个工作日内”“3月20日”。",
        "By when? For example “next Friday”, “in 5 working days”.",
    ),
    "move_ask_asked_deadline": (
        "想延到哪一天？现在的时限是 {deadline}。",
        "Until when? The deadline now is {deadline}.",
    ),
    "move_ask_reason": ("原因是什么？一句话。", "Why? In a sentence."),
    "move_ask_reason_send_back": (
        "请反映人补充什么？写清楚要问的，会原样转给反映人。",
        "What is the reporter to add? They will be told in your words.",
    ),
    "move_ask_reason_return_fix": ("哪里还没改好？", "What is not fixed yet?"),
    "move_ask_reason_reopen": ("为什么要重新办理？哪里还没好？", "Why? What is still wrong?"),
    "move_ask_reason_replan": ("为什么改分派？", "Why is it assigned anew?"),
    "move_ask_basis": (
        "依据是什么？写文件名和条款，或说明事实依据。",
        "On what basis? Name the rule, or the facts.",
    ),
    "move_ask_receiver": ("转给哪个部门？", "To which department?"),
    "move_ask_cause": ("问题的原因是什么？", "What caused it?"),
    "move_ask_measure": ("采取什么整改措施？", "What is done about it?"),
    "move_ask_result": (
        "改成什么样了？一句话说结果，可以连照片一起发。",
        "What is it like now? In a sentence; photos can come along.",
    ),
    "move_ask_evidence": (
        "发照片或截图作佐证；没有照片就用文字说明凭什么算改好。",
        "Send photos as evidence, or say in words what shows that it is fixed.",
    ),
    "move_ask_progress": ("现在到哪一步了？", "How far is it?"),
    "move_ask_supplement": ("请补充：{asked}", "Please add: {asked}"),
    "move_ask_reply": (
        "回复反映人什么？写清采取的整改措施，或不能办的原因和依据。",
        "What are they told? Say what was done, or why it cannot be and on what basis.",
    ),
    "move_ask_callback": (
        "整改好以后，是否同意第三方打一次电话回访？电话不在这里登记，同不同意都不影响办理。",
        "May a third party call once after it is mended? No number is kept here, and either answer "
        "changes nothing of how it is handled.",
    ),
    "move_ask_class": ("并入哪个同类编号？", "Into which class?"),
    "move_ask_satisfaction": ("打几分？5 最好，1 最差。", "How many of 5?"),
    "move_ask_problem": ("发生了什么？", "What happened?"),
    "move_ask_category": ("属于哪一类？", "Which category?"),
    "move_which": ("要改哪一项？也可以直接说，如“时限改到下周三”。", "Which one is to change?"),
    "move_office_which": ("您指的是哪个部门？", "Which department do you mean?"),
    "move_unread": ("没读懂这句。", "I did not understand that."),
    "move_unread_deadline": (
        "没读出日期。",
        "I read no day in that.",
    ),
    "move_unread_office": (
        "没认出是哪个部门，请写全称，如“云溪市民政局”。",
        "I do not know that department; write its full name.",
    ),
    "move_unread_words": (
        "这一项要写清楚，不能空着。",
        "This must be told; it cannot be left out.",
    ),
    # the buttons
    "move_ok": ("确认", "Confirm"),
    "move_edit": ("改一项", "Change something"),
    "move_must": ("标为必改", "Mark as must-fix"),
    "move_back": ("上一步", "Back"),
    "move_drop": ("算了", "Leave it"),
    "move_more": ("更多", "More"),
    "move_more_of": ("{number} 还可以：", "{number}, further steps:"),
    "move_look": ("看 {number}", "See {number}"),
    "issue_history": ("经过", "History"),
    # shown back and done
    "move_sure": ("{head}，请确认：\n{lines}", "{head}. Please confirm:\n{lines}"),
    "move_sure_bare": ("{head}，确认吗？", "{head}. Is that right?"),
    "move_day": ("{day}（{weekday}）", "{day} ({weekday})"),
    "move_rest_day": ("，这天不上班", ", no working day"),
    "move_unknown_year": (
        "，这一年的放假安排还没有公布，按周一至周五算",
        "; that year's holidays are not known yet",
    ),
    "move_doubted": (
        "（“{office}”在指南和台账里还没有出现过，请看写法对不对）",
        "(“{office}” is new to the guides and the ledger; please check its name)",
    ),
    "move_photos": ("影像 {count} 份", "{count} file(s)"),
    "move_photos_kept": ("收到影像 {count} 份，算作佐证。", "{count} file(s) kept as evidence."),
    "move_done": ("已办：{head}。现在是〔{state}〕。", "Done: {head}. It is now [{state}]."),
    "move_dropped": ("好，{number} 没有动。", "All right, {number} is as it was."),
    "move_left": ("{head}先放下了，没有提交。", "{head} was left; nothing was changed."),
    "move_back_to": ("接着办：\n", "Back to it:\n"),
    "move_no_back": ("前面没有了；不办就说“算了”。", "Nothing before; say “leave it” to stop."),
    # refusals: each says what to do instead
    "move_no_state": (
        "{number} 现在是〔{state}〕，不能“{move}”。",
        "{number} is [{state}] now; “{move}” is not possible.",
    ),
    "move_last": ("最近一步：{at} {by} {move}。", "Last step: {at} {by}: {move}."),
    "move_meanwhile": (
        "您办的时候 {number} 动过：{at} {by} {move}。请再看一遍。",
        "{number} moved meanwhile: {at} {by}: {move}. Please look again.",
    ),
    "move_no_part": (
        "“{move}”由{who}来办，您这里办不了。",
        "“{move}” is for {who}, not for you.",
    ),
    "move_no_self": (
        "整改是您报的（或责任人就是您），复核要换一个人：请同部门的同事或管理员来看。",
        "You reported the fix, or own it: somebody else has to verify it, a colleague or an admin.",
    ),
    "move_no_must_fix": (
        "{number} 是必改问题，不能不采纳；可以分派、转办，时间不够可以申请延期。",
        "{number} must be fixed and cannot be declined; assign it, pass it on, or ask for more time.",
    ),
    "move_no_late": (
        "时限 {deadline} 已经过了，不能再申请延期。请改好后报整改完成；确实要更多时间，请管理员改分派。",
        "The deadline {deadline} has passed. Report the fix, or ask an admin to assign it anew.",
    ),
    "move_no_value": ("这一项不能这样写：{names}。", "This cannot be so: {names}."),
    "move_no_deadline_past": ("时限不能早于今天。", "The deadline cannot be in the past."),
    "move_no_deadline_once": (
        "立行立改要当天改好；要更多时间，方式就选“限期整改”。",
        "“At once” means today; for more time choose “by a deadline”.",
    ),
    "move_no_asked_deadline": (
        "要延到现在的时限 {deadline} 之后才有意义。",
        "It has to be later than the deadline now, {deadline}.",
    ),
    "move_no_receiver": (
        "{number} 本来就在这个部门。",
        "{number} is with that department already.",
    ),
    "move_no_long": ("太长了，最多 {limit} 字。", "That is too long: {limit} characters at most."),
    "move_can": ("您现在可以：", "You can:"),
    "move_cannot": ("这个问题目前没有您要办的。", "There is nothing for you to do with it now."),
    "move_old": ("这个按钮过期了。", "That button has passed."),
    "part_reporter": ("反映人", "who reported it"),
    "part_department": ("责任部门（{department}）", "the department that has it ({department})"),
    "part_receiver": ("接收部门（{receiver}）", "the department it was passed to ({receiver})"),
    "part_lead": ("管理员（牵头单位）", "an admin"),
    # the history
    "history_head": ("{number} 的经过，共 {count} 步：", "History of {number}, {count} steps:"),
    "history_line": ("{place}. {at} {by} {move}{state}", "{place}. {at} {by}: {move}{state}"),
    "history_state": (" →〔{state}〕", " → [{state}]"),
    "history_given": ("    {told}", "    {told}"),
    "history_enter": ("登记", "entered"),
    "history_somebody": ("（未具名）", "(unnamed)"),
    "history_reporter": ("反映人", "the reporter"),
    "history_lead": ("牵头单位", "the lead office"),
    "history_more": ("后面的", "Later ones"),
    # what reporters hear
    "heard_send_back": (
        "您报的 {number}（{problem}）要请您补充：{reason}",
        "{number} that you reported ({problem}) needs a little more: {reason}",
    ),
    "heard_decline": (
        "您报的 {number}（{problem}）没有采纳。原因：{reason}；依据：{basis}。不同意可以请重新办理。",
        "{number} that you reported ({problem}) was not adopted. Why: {reason}; basis: {basis}.",
    ),
    "heard_assign": (
        "您报的 {number}（{problem}）已交给{department}整改，{until}。",
        "{number} that you reported ({problem}) is being fixed by {department}, {until}.",
    ),
    "heard_until": ("要求 {day} 前改好", "due {day}"),
    "heard_close": (
        "您报的 {number}（{problem}）整改完了：{result}",
        "{number} that you reported ({problem}) is fixed: {result}",
    ),
    "heard_publish": (
        "您报的 {number}（{problem}）的整改情况已经公开。",
        "What was done about {number} that you reported ({problem}) is public now.",
    ),
    "heard_reopen": (
        "您报的 {number}（{problem}）又重新打开，接着整改。",
        "{number} that you reported ({problem}) was re-opened.",
    ),
    "heard_reply": (
        "您报的 {number}（{problem}），{department}回复：{reply}",
        "{number} that you reported ({problem}), {department} replies: {reply}",
    ),
    "reply_unreached": (
        "（{number} 的反映人不在陪走里，系统没有发出；请按原平台的联系方式告诉对方。）",
        "(Who reported {number} is not here; nothing was sent. Please tell them by the platform it "
        "came from.)",
    ),
    "heard_supplement": ("补充 {number}", "Add to {number}"),
    "heard_again": ("请重新办理 {number}", "Re-open {number}"),
    "rate_ask": (
        "{number} 真的改好了吗？打个分：5 最好，1、2 会重新办理。",
        "Is {number} really better? 5 is best; with 1 or 2 it is taken up again.",
    ),
    "rate_5": ("5 很满意", "5 very good"),
    "rate_4": ("4 满意", "4 good"),
    "rate_3": ("3 一般", "3 fair"),
    "rate_2": ("2 不满意", "2 poor"),
    "rate_1": ("1 没改好", "1 not fixed"),
    "rate_thanks": ("记下了，谢谢您。", "Noted, thank you."),
    "rate_call_kept": ("好，记下了。", "All right, noted."),
    "rate_call_yes": ("可以回访", "I may be called"),
    "rate_call_no": ("不用回访", "Do not call me"),
    "rate_reopened": (
        "知道了，{number} 重新打开，会接着整改，有进展再告诉您。",
        "{number} is re-opened and will be taken up again; you will hear of it.",
    ),
    "moves_hint_staff": (
        "认领12号、12号整改好了（可带照片）、12号申请延期到下周五，缺配件、复核通过",
        "take on issue 12, issue 12 is fixed (with photos), extend issue 12 until Friday, verified",
    ),
    "moves_hint_admin": (
        "12号核实属实、12号分派给医保局张科长，限期整改，下周五前、同意延期、复核退回，照片看不清",
        "issue 12 found true, assign issue 12 to …, by next Friday, grant the extension, not fixed yet",
    ),
}
