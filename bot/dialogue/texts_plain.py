"""The sentences of `texts` said shorter, for people who asked for it: Chinese, then English.

One thought a sentence, words of every day, no brackets. What is not here is short enough.
"""

from __future__ import annotations

PLAIN: dict[str, tuple[str, str]] = {
    "help": (
        "您可以说：\n"
        "走流程：我陪您办\n"
        "直接问：要带什么\n"
        "上一步：改刚才的\n"
        "跳过：这题不答\n"
        "暂停：歇一会儿\n"
        "报问题：哪里不好\n"
        "转人工：找真人\n"
        "普通版：换回小字",
        "You can say:\n"
        "walk: I go with you\n"
        "ask: what to bring\n"
        "back: change the last answer\n"
        "skip: no answer\n"
        "pause: have a rest\n"
        "issue: what went wrong\n"
        "human: talk to a person\n"
        "normal type: as before",
    ),
    "human": (
        "请打 {phone}，或去大厅咨询台。{item_phone}记下的都在。",
        "Call {phone}, or ask at the enquiry desk. {item_phone}Nothing is lost.",
    ),
    "started": ("好，我们开始。有事随时问我。", "All right, we begin. Ask me anything."),
    "paused": ("好，先歇着。说“继续”再走。", "All right, have a rest. Say “resume” to go on."),
    "is_paused": ("现在停着。说“继续”再走。", "We have stopped. Say “resume” to go on."),
    "walk_open": (
        "上次的还没走完。接着走，还是重新来？",
        "The last walk is not finished. Go on, or start anew?",
    ),
    "cannot_skip": ("这一题要答。说个大概就行。", "This one needs an answer. Roughly will do."),
    "default_hint": ("是“{value}”吗？对就说“对”。", "Is it “{value}”? Then say “yes”."),
    "proposed": ("是“{value}”吗？对就说“对”。", "Is it “{value}”? Then say “yes”."),
    "multi_hint": ("可以选几个。", "You can choose several."),
    "unclear": ("没听懂，先记下了。", "I did not understand. I wrote it down."),
    "unclear_value": (
        "没听懂，先记下了。{example}",
        "I did not understand. I wrote it down. {example}",
    ),
    "item_unknown": (
        "没找到“{text}”。换个说法，或者就这么走。",
        "“{text}” was not found. Say it in other words, or go on with it.",
    ),
    "which_item": ("是下面哪一个？", "Which of these is it?"),
    "item_guide": ("指南上写：\n{facts}", "The guide says:\n{facts}"),
    "names_shown": (
        "不公开。台账里有您的名字，工作人员看得到。不想写，就说“以后都匿名”。",
        "Not in public. The ledger has your name; staff see it. Say “anonymous” to leave it out.",
    ),
    "names_left_out": (
        "不会。您选了匿名，以后不写名字。",
        "No. You are anonymous from now on.",
    ),
    "why_ask": (
        "问清楚，好让办事更顺。工作人员看，证件号、手机号会隐去。",
        "It helps to mend what goes wrong. Staff see it; id and phone numbers are masked.",
    ),
    "why_record": (
        "记下来，好让办事更顺。工作人员看，证件号、手机号会隐去。不同意就不记，照样办事。",
        "It helps to mend what goes wrong. Staff see it; id and phone numbers are masked. Without "
        "consent nothing is recorded.",
    ),
    "read_back": (
        "问完了。请看看：\n{lines}\n\n对就点“确认”。要改就说“{example}”。",
        "That was all. Is it right?\n{lines}\n\nIf so, confirm. To change one: “{example}”.",
    ),
    "example_choice": ("请点一个，比如“{label}”。", "Tap one, e.g. “{label}”."),
    "example_other": ("{first}都不是，就点“{label}”。", "{first} If none fits: “{label}”."),
    "consent_no": (
        "好，不记了。填过的都删了。",
        "All right, nothing is recorded. It is all deleted.",
    ),
}
