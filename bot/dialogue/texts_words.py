"""What the bot says where words are wanted: edited texts, names, what was answered so far."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "said_so_far": ("到现在记了这些：\n{lines}", "So far you said:\n{lines}"),
    "said_to": ("您答的是：\n{lines}", "You answered:\n{lines}"),
    "said_not_yet": ("「{label}」还没有回答。", "“{label}” has no answer yet."),
    "said_nothing": ("还没有记下什么。", "Nothing is noted yet."),
    "said_problems": ("走完时要确认的问题：{count} 个", "Problems to confirm at the end: {count}"),
    "no_name": (
        "“{text}”像是一件事，不像名称，先记成备注了。\n{label}",
        "“{text}” tells something and is no name; it is kept as a note.\n{label}",
    ),
    "name_after_all": ("就叫这个名称", "That is the name"),
    "grumble": (
        "抱歉，让您费劲了。想歇就说“暂停”，不想答的可以说“跳过”，要找人就说“转人工”。",
        "Sorry for the trouble. Say “pause” to take a break, “skip” to leave a question out, "
        "“human” to talk to a person.",
    ),
    "wants_example": (
        "用自己的话说一两句就行，想到几条说几条。",
        "A sentence or two in your own words will do, as many points as you like.",
    ),
    "must_answer": (
        "这一题要答一句，说个大概也行。",
        "This one needs an answer; a rough one will do.",
    ),
    "may_skip": ("可以不答，说“跳过”就行。", "You may leave it out: say “skip”."),
    "thinks": ("好，不着急，想好了再说。", "Take your time."),
    "no_picture": ("没有照片也行。", "No photo is needed."),
    "which_draft": ("提到“{text}”的不止一条，是哪一条？", "Several tell of “{text}”. Which one?"),
    "no_draft_called": ("没有哪条问题提到“{text}”。", "No problem here tells of “{text}”."),
    "nothing_yet": (
        "这一题还没有回答，没有可以删改的。",
        "This question has no answer yet, so there is nothing to take out.",
    ),
    "text_now": ("改好了，「{label}」现在是：“{text}”", "Done. “{label}” is now: “{text}”"),
    "text_now_points": (
        "改好了，「{label}」现在有 {count} 条：“{text}”",
        "Done. “{label}” now holds {count} points: “{text}”",
    ),
}
