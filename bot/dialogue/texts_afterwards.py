"""What the bot says of problems that were known before a walk, and after it: Chinese first."""

from __future__ import annotations

AFTERWARDS: dict[str, tuple[str, str]] = {
    # Before: what is known of this service
    "known_before": (
        "这个事项之前有人反映：\n{lines}\n{impossible}走的时候留意看看。",
        "Reported of this service before:\n{lines}\n{impossible}Please look out for it on the way.",
    ),
    "known_line": (
        "· {problem}（{number}，{count} 条）",
        "· {problem} ({number}, {count} time(s))",
    ),
    "known_impossible": (
        "其中“办不成”的有 {count} 条。",
        "{count} of them could not get it done. ",
    ),
    "known_aim": ("看看：{problem}", "See to: {problem}"),
    # At the end: is it still so
    "looked": (
        "走之前有人反映过：\n{lines}\n这次还有吗？点一下就行，不清楚可以不答。",
        "This was reported before:\n{lines}\nIs it still so? One tap will do, or pass it by.",
    ),
    "looked_many": (
        "走之前有人反映过：\n{lines}\n这次哪几条还有？比如“1、3还有”；不清楚可以不答。",
        "This was reported before:\n{lines}\n"
        "Which are still so? E.g. “1, 3 still so”, or pass it by.",
    ),
    "looked_line": ("{place}. {problem}（{number}）", "{place}. {problem} ({number})"),
    "looked_one": ("{place} 还有", "{place}: still so"),
    "looked_still": ("还有", "Still so"),
    "looked_all": ("都还有", "All of them"),
    "looked_none": ("没再遇到", "Not any more"),
    "looked_unseen": ("没留意", "Did not notice"),
    "looked_kept": (
        "记下了：{numbers} 这次还有，已记到那条问题上。",
        "Noted: {numbers} still so; it is kept with the issue.",
    ),
    "looked_kept_unseen": ("好的。", "All right."),
    "looked_kept_gone": (
        "记下了：这次没遇到，会告诉负责的人。",
        "Noted: not met this time; the staff will see that.",
    ),
    # After: what is asked later
    "follow_planned": (
        "按承诺时限，{day}前该有结果。到时我问您一句；说“我的跟踪”随时能看。",
        "By the promised limit the result should be there by {day}. I will ask you then; "
        "say “my follow-ups” at any time.",
    ),
    "follow_planned_unknown": (
        "指南没写明时限，{day}我来问您一句结果；说“我的跟踪”随时能看。",
        "The guide names no limit; I will ask you about the result on {day}. "
        "Say “my follow-ups” at any time.",
    ),
    "follow_result": (
        "{walked}您走的「{item}」，按承诺到{due}该出结果了：拿到了吗？",
        "Your walk of {walked}, “{item}”: by the promised limit ({due}) the result should be "
        "there. Is it?",
    ),
    "follow_issues": (
        "{walked}您走「{item}」时登记的问题（{numbers}），现在有变化吗？",
        "The problems you entered on {walked} with “{item}” ({numbers}): has anything changed?",
    ),
    "follow_done": ("办好了", "It is done"),
    "follow_not_yet": ("还没有", "Not yet"),
    "follow_unknown": ("不清楚", "I do not know"),
    "follow_mended": ("改好了", "Mended"),
    "follow_partly": ("改了一部分", "Partly"),
    "follow_later": ("以后再问", "Ask me later"),
    "follow_same": ("还是老样子", "As before"),
    "follow_away": ("没再去过", "I was not there again"),
    "follow_thanks": ("好的，记下了，谢谢。", "Noted, thank you."),
    "follow_again": ("记下了。{day}我再问您一次。", "Noted. I will ask again on {day}."),
    "follow_late": (
        "记下了。到期还没办好，可以作为问题登记，请看一下：",
        "Noted. Since the limit has passed it can be entered as a problem; please look at it:",
    ),
    "follow_late_problem": (
        "到{due}还没有结果（承诺办结时限：{limit}）",
        "No result by {due} (promised limit: {limit})",
    ),
    "follow_list": ("等着问您的有 {count} 件：\n{lines}", "To be asked: {count}\n{lines}"),
    "follow_none": ("现在没有要跟踪的事。", "There is nothing to follow up."),
    "follow_line_result": (
        "· {due}：「{item}」的结果（{walked}走的）",
        "· {due}: the result of “{item}” (walked on {walked})",
    ),
    "follow_line_issues": (
        "· {due}：「{item}」登记的问题有没有变化（{numbers}）",
        "· {due}: what became of the problems of “{item}” ({numbers})",
    ),
}
