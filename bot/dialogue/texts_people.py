"""What the bot says of volunteers: Chinese first, English second."""

from __future__ import annotations

PEOPLE: dict[str, tuple[str, str]] = {
    # Applying
    "apply_begin": (
        "欢迎报名当政务服务体验员，几个问题就好。不用写姓名、电话和证件号。",
        "Welcome. A few questions, and that is your application. No names, phone or ID numbers.",
    ),
    "apply_invited": (
        "您是凭邀请码来的，来源记为“{route}”。",
        "You come with an invitation; the route is “{route}”.",
    ),
    "apply_bad_code": (
        "邀请码 {code} 没有，或者已经用过了。请核对一下再发“报名 邀请码”；没有邀请码也可以直接报名。",
        "There is no unused invitation {code}. Check it and say “apply CODE”, or apply without one.",
    ),
    "btn_apply": ("我要报名", "Apply"),
    "walk_first": (
        "您有一次「{flow}」还没走完。先走完，或说“结束”，再来办这个。",
        "Your “{flow}” is not finished. Finish it first, or say “end”.",
    ),
    "apply_again": (
        "您已经报过名了，不用再报。\n{line}",
        "You have applied already.\n{line}",
    ),
    "applied": (
        "报名交上去了，编号 {number}，等管理员审核；结果出来我就告诉您。",
        "Your application is in, number {number}; an admin will look at it, and you will hear the "
        "result here.",
    ),
    "applied_practise": (
        "等的时候可以先练一练：第一次正式走流程之前要练过一次。",
        "Meanwhile you may practise: it is needed once before your first real walk.",
    ),
    "btn_practice": ("练习", "Practise"),
    "end_application_sure": (
        "不报名了吗？填过的会删去。",
        "Stop applying? What you have filled in is deleted.",
    ),
    "erased_application": (
        "好，不报了，填过的都删去了。",
        "All right, no application. What you had filled in is deleted.",
    ),
    # Where an application stands
    "standing_unfinished": (
        "这次报名还没填完，填完交上去才会审核。",
        "This application is not finished yet; it is looked at once you have handed it in.",
    ),
    "standing_none": (
        "您还没有报过名。想当体验员就说“我要报名”。",
        "You have not applied. Say “I want to apply” to become a volunteer.",
    ),
    "standing_waiting": (
        "报名 {number} 号：{at} 交的，还在等审核。不想报了就说“撤回报名”。",
        "Application {number} of {at} is waiting. Say “withdraw my application” to take it back.",
    ),
    "standing_declined": (
        "报名 {number} 号没有通过{reason}。可以重新报名。",
        "Application {number} was declined{reason}. You may apply again.",
    ),
    "standing_serving": (
        "您是在任的体验员（{number} 号），任期{term}。",
        "You serve as a volunteer (number {number}), {term}.",
    ),
    "standing_expired": (
        "您的体验员任期（{number} 号）已在 {ends} 满了。想接着当，说“我要报名”申请续聘。",
        "Your term as a volunteer (number {number}) ended on {ends}. Say “I want to apply” to go on.",
    ),
    "standing_released": (
        "您的体验员聘任（{number} 号）已经结束{reason}。可以重新报名。",
        "Your appointment (number {number}) was ended{reason}. You may apply again.",
    ),
    "standing_left": (
        "您已退出体验员（{number} 号）。想再来，说“我要报名”。",
        "You are no volunteer any more (number {number}). Say “I want to apply” to come back.",
    ),
    "because": ("，原因：{reason}", ": {reason}"),
    "term_dates": ("从 {begins} 到 {ends}", "from {begins} to {ends}"),
    "term_open": (
        "从 {begins} 起，没有设到期日",
        "from {begins}, no end is set",
    ),
    "trained": ("练习过了。", "You have passed the practice walk."),
    "untrained": (
        "还没有练习过，第一次正式走之前说“练习”。",
        "You have not practised yet: say “practise” before your first real walk.",
    ),
    # What was decided, told once
    "news_approved": (
        "好消息：您的报名通过了，聘任您为政务服务体验员，{ends}。",
        "Good news: your application is approved. You are a volunteer, {ends}.",
    ),
    "news_renewed": ("您的体验员聘任续了，{ends}。", "Your appointment is renewed, {ends}."),
    "news_declined": (
        "您的报名没有通过{reason}。可以重新报名，也可以随时报问题。",
        "Your application was declined{reason}. You may apply again, and report problems at any time.",
    ),
    "news_released": (
        "您的体验员聘任结束了{reason}。谢谢您的付出；报问题、问办事随时可以。",
        "Your appointment as a volunteer has ended{reason}. Thank you for all you did.",
    ),
    "until": ("任期到 {ends}", "until {ends}"),
    "until_open": ("没有设到期日", "with no end set"),
    # May a walk begin
    "block_waiting": (
        "您的报名还在审核，正式走流程要等通过。现在可以先练习，也可以提问、报问题。",
        "Your application is waiting; real walks come after it. You may practise, ask, and report "
        "problems meanwhile.",
    ),
    "block_unfinished": (
        "报名还没填完：先填完交上去，通过了再走流程。不报了就说“结束”。",
        "Your application is not finished: hand it in first, a walk comes after it. To give it up say "
        "“end”.",
    ),
    "block_practising": (
        "正在练习，练完再正式走。不练了就说“结束”。",
        "You are practising: finish it first. To stop say “end”.",
    ),
    "block_untrained": (
        "第一次正式走流程之前，先花两分钟练一练。",
        "Before your first real walk, please practise once: two minutes.",
    ),
    "block_none": (
        "这里的走流程要先报名、通过审核。",
        "Walks here are for appointed volunteers: please apply first.",
    ),
    "block_expired": (
        "您的任期在 {ends} 满了，要续聘才能再走流程。",
        "Your term ended on {ends}; it has to be renewed before the next walk.",
    ),
    "block_ended": (
        "您现在不是在任的体验员，正式走流程要重新报名。",
        "You do not serve as a volunteer at present: please apply again before a walk.",
    ),
    # Practice
    "lesson_answer": ("回答", "answering"),
    "lesson_ask": ("提问", "asking"),
    "lesson_correct": ("改错", "correcting"),
    "lesson_report": ("报问题", "reporting a problem"),
    "lesson_skip": ("跳过或暂停", "skipping or pausing"),
    "practice_learned": ("会{lesson}了。还差：{left}。", "{lesson}: done. Still to try: {left}."),
    "practice_learned_all": ("{lesson}也会了，五样都齐了。", "{lesson}: done. That was all five."),
    "practice_report": (
        "对，报问题就这样说。正式走的时候，我会再问几句，走完一条条给您看，您说登记才登记。",
        "Right, that is how a problem is reported. In a real walk I ask a little more, show you each "
        "one at the end, and enter only what you say.",
    ),
    "practice_missing": (
        "还没练完，还差：{left}。现在就可以试：{how}",
        "Not quite done. Still to try: {left}. Try it now: {how}",
    ),
    "try_answer": ("回答一题。", "answer a question."),
    "try_ask": ("问我一句“要带什么”。", "ask me “what do I need to bring?”."),
    "try_correct": ("说“排队时间改成20分钟”。", "say “change queueing time to 20 minutes”."),
    "try_report": (
        "说“报问题：窗口又要了一遍复印件”。",
        "say “issue: the counter wanted the copy again”.",
    ),
    "try_skip": ("说“暂停”，再说“继续”。", "say “pause”, then “resume”."),
    "practice_passed": (
        "练习通过了，刚才的内容不登记、不统计。",
        "You have passed. Nothing of this practice is entered or counted.",
    ),
    "may_walk": ("现在可以正式走流程了。", "You may begin a real walk now."),
    # Admins
    "admins_only": (
        "只有管理员能看和审报名。您自己的，说“我的报名”。",
        "Only admins see and decide applications. For your own say “my application”.",
    ),
    "waiting_hint": (
        "有 {count} 份报名等您审，说“待审报名”就能看。",
        "Applications that wait for you: {count}. Say “pending applications”.",
    ),
    "btn_waiting": ("待审报名", "Pending applications"),
    "waiting_none": ("现在没有待审的报名。", "No application is waiting."),
    "waiting_list": (
        "待审报名 {count} 份：\n{lines}\n\n说“通过 编号”“聘任 编号 到 日期”或“不通过 编号 原因”。",
        "Applications waiting: {count}\n{lines}\n\nSay “approve NUMBER”, “appoint NUMBER until DATE” "
        "or “decline NUMBER reason”.",
    ),
    "which_applications": (
        "一次定 {count} 份，请先看清。都通过就说“通过 {numbers}”。",
        "That would be {count} at once, so please look at them first. For all of them say “approve "
        "{numbers}”.",
    ),
    "application_line": (
        "{number} 号 {name}：{profile}（{at}）",
        "{number} {name}: {profile} ({at})",
    ),
    "volunteers_none": ("还没有人报名。", "Nobody has applied yet."),
    "volunteers_list": ("体验员 {count} 人：\n{lines}", "Volunteers: {count}\n{lines}"),
    "volunteer_line": (
        "{number} 号 {name}：{standing}，{profile}；走完 {walks} 次，登记问题 {issues} 个",
        "{number} {name}: {standing}, {profile}; {walks} walk(s), {issues} issue(s)",
    ),
    "more_lines": (
        "还有 {count} 份，看 walkalong people list。",
        "{count} more: walkalong people list.",
    ),
    "decided_approve": (
        "{number} 号 {name} 通过，{ends}。",
        "{number} {name} is approved, {ends}.",
    ),
    "decided_renew": ("{number} 号 {name} 续聘，{ends}。", "{number} {name} is renewed, {ends}."),
    "decided_decline": (
        "{number} 号 {name} 不通过，原因会告诉本人。",
        "{number} {name} is declined; they will hear the reason.",
    ),
    "decided_release": (
        "{number} 号 {name} 解聘，原因会告诉本人。",
        "{number} {name} is released; they will hear the reason.",
    ),
    "months_unset": (
        "任期长度没有设置（WALKALONG_APPOINTMENT_MONTHS），也没说到哪天，所以没有到期日。",
        "The length of a term is not set (WALKALONG_APPOINTMENT_MONTHS) and no date was given, so "
        "there is no end.",
    ),
    "want_reason": (
        "请带上原因，本人会看到，例如“{example} {number} 资料不全”。",
        "Please give a reason, which they will read: “{example} {number} not complete”.",
    ),
    "bad_end": (
        "“{text}”不是能用的到期日。任期从 {begins} 算起，请写那以后的日期或时长，例如“到 {example}”“到明年年底”“一年”。",
        "“{text}” is no day to end on. The term begins on {begins}: say a later day or a length, e.g. "
        "“until {example}”, “until the end of next year”, “one year”.",
    ),
    "vague_end": (
        "“{text}”是到哪一天？请说全，例如“到 {example}”。",
        "“{text}”: until which day? Please say it in full, e.g. “until {example}”.",
    ),
    "say_decline": ("不通过", "decline"),
    "say_release": ("解聘", "release"),
    "no_application": ("没有 {number} 号报名。", "There is no application {number}."),
    "wrong_move": (
        "{number} 号现在是“{standing}”，这一步不能做。",
        "Application {number} is “{standing}”; that cannot be done now.",
    ),
    "coverage": (
        "在任体验员 {count} 人。\n{lines}\n还没有人的：{missing}。",
        "Volunteers serving: {count}.\n{lines}\nNobody yet: {missing}.",
    ),
}
