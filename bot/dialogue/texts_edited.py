"""What the bot says when the flow of a walk under way was edited: Chinese first, English second."""

from __future__ import annotations

EDITED: dict[str, tuple[str, str]] = {
    "edited": (
        "「{flow}」刚更新过，您答过的都留着。",
        "“{flow}” was just updated; all your answers are kept.",
    ),
    "edited_gone": (
        "「{flow}」刚更新过：{gone}不再问了，原话已记成备注，其余都留着。",
        "“{flow}” was just updated: {gone} is not asked any more, what you said is kept as a "
        "note; all the rest stays.",
    ),
    "edited_unfit": (
        "「{flow}」刚更新过：{unfit}对不上新的问法，原话已记成备注，其余都留着。",
        "“{flow}” was just updated: {unfit} does not fit the new question, what you said is kept "
        "as a note; all the rest stays.",
    ),
    "edited_both": (
        "「{flow}」刚更新过：{gone}不再问了，{unfit}对不上新的问法，原话都已记成备注，其余都留着。",
        "“{flow}” was just updated: {gone} is not asked any more and {unfit} does not fit the new "
        "question; what you said is kept as notes, all the rest stays.",
    ),
    "edited_name": ("「{name}」", "“{name}”"),
    "edited_more": ("{labels}等 {count} 项", "{labels} and others, {count} in all,"),
    "edited_note": ("{label}：{value}", "{label}: {value}"),
    "edited_note_aside": (
        "{label}：{value}（先前已不算数）",
        "{label}: {value} (did not count before)",
    ),
    "reworded_note": ("您改了记的那句，现在记的是“{text}”。", "Your note says “{text}” now."),
    "reworded_nothing": (
        "您改了前面那条消息，但它不是这次走流程里的答案，所以什么都没有改。"
        "要改答案，直接说“把……改成……”。",
        "You edited an earlier message, but it is no answer in this walk, so nothing was changed. "
        "To change an answer, say “change … to …”.",
    ),
    "edited_kept": (
        "刚才那句先记成备注了。",
        "Your words are kept as a note.",
    ),
}
