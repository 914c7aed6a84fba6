"""What is said about the guides' answers and their gaps: Chinese first, English second."""

from __future__ import annotations

GUIDES: dict[str, tuple[str, str]] = {
    "btn_unhelpful": ("没帮上忙", "Not helpful"),
    "btn_whole": ("看完整回答", "See all of it"),
    "unhelpful_kept": (
        "谢谢，记下了；想马上问清楚，可以打 {phone}。\n还想知道哪一点？补一句就行，不补也可以。",
        "Thank you, noted; to ask a person now, call {phone}.\n"
        "What was missing? A sentence will do, or nothing.",
    ),
    "unhelpful_unclear": (
        "对不起，没帮上忙。想问什么直接问，比如“补办身份证要带什么”；"
        "想找人就说“转人工”，或者打 {phone}。",
        "Sorry that I was of no help. Just ask, such as “what to bring for an ID card”; for a "
        "person say “human”, or call {phone}.",
    ),
    "lack_nothing": ("好，不用补了。", "All right."),
    "unhelpful_again": ("这一条已经记下了，谢谢。", "That one is noted already, thank you."),
    "btn_lack": ("补一句", "Say what was missing"),
    "lack_what": ("好，还想知道哪一点？", "What was missing?"),
    "lack_kept": (
        "谢谢，也记下了，写指南的人会看到。",
        "Thank you, noted for those who write the guide.",
    ),
    "gaps_none": (
        "指南眼下没有缺口：没有还没处理的、没答上的问题。",
        "There are no gaps: no unanswered question is waiting.",
    ),
    "gaps": (
        "指南缺口 {count} 处，问得多的在前：\n{lines}\n\n"
        "说“指南缺口”加编号看一处；walkalong guides gaps 看全部。",
        "{count} gaps of the guides, the most asked first:\n{lines}\n\n"
        "“guide gap” with a number shows one; walkalong guides gaps shows all.",
    ),
    "gap_line": (
        "· {number} {item}：“{wording}”，{kind}，{count} 次",
        "· {number} {item}: “{wording}”, {kind}, {count}×",
    ),
    "gap": (
        "缺口 {number}：{item}\n“{wording}”\n{kind}，共问 {count} 次，最近 {last}",
        "Gap {number}: {item}\n“{wording}”\n{kind}, asked {count} times, last on {last}",
    ),
    "gap_no_item": ("未知事项", "unknown service"),
    "gap_element": ("问的像是：{element}", "It seems to ask for: {element}"),
    "gap_others": ("也这样问：{wordings}", "Also asked as: {wordings}"),
    "gap_wanted": ("大家说缺的：{wanted}", "Said to be missing: {wanted}"),
    "gap_rewritten": (
        "问过之后指南更新了（{version}），可再看看还缺不缺。",
        "The guide was changed since ({version}): see whether it still lacks it.",
    ),
    "gap_again": (
        "处理过之后又问了 {again} 次。",
        "Asked {again} times again since it was settled.",
    ),
    "gap_has_issue": ("已转为问题 {number}。", "It is issue {number}."),
    "gap_gone": (
        "没有 {number} 号缺口；说“指南缺口”看有哪些。",
        "There is no gap {number}; “guide gaps” lists them.",
    ),
    "gap_issue": ("转为问题", "Make it an issue"),
    "gap_done": ("已补写", "Written"),
    "gap_ignored": ("忽略", "Ignore"),
    "gap_made": (
        "已登记为问题 {number}（事前公开不清楚），责任部门：{department}。",
        "Entered as issue {number} (unclear prior information); responsible: {department}.",
    ),
    "gap_department_unknown": ("待定", "not known"),
    "gap_already": (
        "这处缺口已经是问题 {number}，不再重复登记。",
        "This gap is issue {number} already; it is not entered twice.",
    ),
    "gap_settled": (
        "好，{number} 号缺口不再列出；再有人问会重新出现。",
        "Gap {number} is not listed any more; it comes back if it is asked again.",
    ),
    "check_no_guide": (
        "指南库里没有“{named}”；说“检查指南”查全部。",
        "No guide is called “{named}”; “check guides” reads all.",
    ),
    "check_clean": ("检查过了，没有发现问题。", "Checked: nothing was found."),
    "check_error": ("错误", "errors"),
    "check_warning": ("存疑", "warnings"),
    "check_note": ("建议", "notes"),
    "check_found": (
        "指南检查发现 {count} 处（{sums}），重的在前：\n{lines}",
        "{count} findings in the guides ({sums}), the worst first:\n{lines}",
    ),
    "check_line": (
        "{place}. {item}（{version}）：{text}  [{id}]",
        "{place}. {item} ({version}): {text}  [{id}]",
    ),
    "check_enter": ("第 {place} 条转为问题", "Make {place} an issue"),
    "check_dated_clean": ("没有过期的指南。", "No guide is out of date."),
    "check_one": (
        "{item}（{version}）：{text}\n怎么改：{mend}  [{id}]",
        "{item} ({version}): {text}\nTo mend it: {mend}  [{id}]",
    ),
    "list_ends": ("后面没有了。", "That was all."),
    "for_admins": (
        "指南检查和指南缺口由管理员看，工作人员看本部门的。您发现指南哪里不对，可以报成问题；办事问题直接问就行。",
        "Guide checks and gaps are for admins, and for staff those of their department. If a guide "
        "is wrong you can report it; questions about a service you can just ask.",
    ),
    "btn_issue": ("报问题", "Report a problem"),
    "switch_to_what": (
        "换成哪个事项？说它的名称，比如“换成社保卡”。",
        "Of which service instead? Its name will do: “switch to the residence permit”.",
    ),
    "check_gone": (
        "没有编号为 {id} 的发现，可能已经改好；说“检查指南”再看。",
        "There is no finding {id}; it may be mended. “check guides” shows those there are.",
    ),
    "check_made": (
        "已登记为问题 {number}（{category}），责任部门：{department}。",
        "Entered as issue {number} ({category}); responsible: {department}.",
    ),
    "check_already": (
        "这一条已经是问题 {number}，不再重复登记。",
        "That is issue {number} already; it is not entered twice.",
    ),
}
