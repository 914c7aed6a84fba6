"""Words by which an issue is moved: "认领12号", "复核通过", "退回，照片看不清", "assign issue 12 to …".

Each pattern, on folded text, stands for the moves that it may mean, the likeliest first; which of
them is meant is told by the state of the issue. Patterns that hold others stand before them.
"""

from __future__ import annotations

import re

VERBS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"不同意延期|不准延期|延期不同意|refuse the extension|no extension", ("refuse_extension",)),
    (r"同意延期|准予延期|批准延期|延期同意|grant (?:the )?extension", ("grant_extension",)),
    (r"撤回公开|取消公开|撤下公开|withdraw (?:it )?from the public|unpublish", ("unpublish",)),
    (r"驳回申诉|申诉(?:不成立|驳回)|refuse the appeal", ("refuse_appeal",)),
    (r"(?:已经?)?(?:回复|答复)(?:了)?(?:给)?(?:反映人|群众|办事人|当事人|投诉人|体验员|来电人)(?:说)?了?|"
     r"reply to (?:the |who )?report(?:er|ed it)|tell the reporter", ("reply",)),
    (r"(?:反映人)?(?:不同意|不接受|不用|不要|同意|可以|接受)(?:电话)?回访|may (?:not )?be called|回访意愿",
     ("agree_call",)),
    (r"接收不了|不接收|拒收|退回转办|转办退回|hand (?:it )?back", ("hand_back",)),
    (r"接收转办|转办接收|接收|take (?:it )?over", ("take_over",)),
    (r"移出同类|unmerge|take (?:it )?out of (?:the )?class", ("unmerge",)),
    (r"(?:并入|合并到|归入)(?:同类)?|merge (?:it )?(?:in)?to|merge", ("merge",)),
    (r"(?:改分派|改派|重新分派|重新指派|重新交办)(?:给|到)?|re-?assign(?: (?:it )?to)?|assign anew",
     ("replan", "assign")),
    (r"(?:分派|指派|交办|派发|派单|分配|交给|派给|分给)(?:给|到)?|assign(?: (?:it )?to)?",
     ("assign", "replan")),
    (r"不予?采纳|不予受理|not adopt(?:ed)?|do not adopt|don't adopt|decline", ("decline",)),
    (r"(?:申请|请求|想要?)?(?:延期|延长|宽限|延后|推迟)(?:到|至)?|延到|more time(?: until)?|"
     r"(?:ask for |request )?(?:an )?extension(?: until| to)?|extend(?: it)?(?: until| to)?",
     ("ask_extension", "grant_extension")),
    (r"(?:转办|移交|转交|转派)(?:给|到|至)?|转(?:给|到|至)|转(?=\S{2,12}?(?:局|委|办|中心|处|科|所|队))|pass (?:it )?(?:on )?to|transfer(?: it)? to",
     ("transfer",)),
    (r"申诉|appeal", ("appeal",)),
    (r"重新打开|重开|重新办理?|重新整改|re-?open", ("reopen",)),
    (r"当场(?:整改|改|解决|处理)(?:好|完)?了?|fixed on the spot", ("fix_on_the_spot", "report_fix")),
    (r"复核(?:不通过|没通过|未通过|不合格|退回)|整改不到位|没(?:有)?(?:整)?改(?:好|到位)|not fixed(?: yet)?",
     ("return_fix",)),
    (r"复核(?:通过|合格|无误|没问题|同意)|验收通过|(?:可以|同意|予以)?销号|verified|found fixed|"
     r"close(?: it)?", ("close",)),
    (r"(?:已经?|都)?(?:整改|改|修|解决|处理|办|弄)(?:完成|完毕|好|到位|完|妥)了?|已整改|已解决|"
     r"整改完成|报整改完成|(?:is |has been |it's )?(?:fixed|mended|solved)(?: now)?|report (?:it )?fixed",
     ("report_fix", "fix_on_the_spot")),
    (r"(?:报|有|最新)?进展(?=是|为|[:,]|\s)|report progress|progress(?=:| is)", ("report_progress",)),
    (r"定措施|(?:整改)?措施(?=是|为|:)|set the measure|measure(?=:| is)", ("plan",)),
    (r"(?:核实|情况)?属实|核实(?:通过|无误)|found true|it is true|confirmed", ("verify",)),
    (r"(?:退回|打回)(?:去|补充|重报|重改)?|请补充|send (?:it )?back|return(?: it)?",
     ("return_fix", "send_back", "hand_back")),
    (r"不通过|不合格|不行|reject", ("return_fix", "refuse_extension", "refuse_appeal")),
    (r"驳回", ("refuse_appeal", "refuse_extension", "return_fix")),
    (r"不同意|不准", ("refuse_extension", "refuse_appeal", "return_fix")),
    (r"(?:审核)?通过|pass(?:ed)?|approve(?:d)?", ("close", "verify", "grant_extension")),
    (r"同意|批准|准了", ("grant_extension", "close", "verify")),
    (r"(?:对外)?公开|publish", ("publish",)),
    (r"认领|(?:由?我|我们)(?:来|负责|接|认)(?:办|改|处理|整改|手|下|领|了)*|接(?:手|单|下)了?|"
     r"(?:i'?ll |i will )?take (?:it |this )?(?:on)?|claim|accept(?: it)?|(?:i'?ll |i will )do it",
     ("accept", "take_over")),
    (r"补充", ("supplement",)),
)  # fmt: skip
"""Patterns in the order they are tried, with the moves each may mean."""
VERB = re.compile(
    "|".join(
        rf"(?P<v{place}>(?<![a-z])(?:{pattern})(?:(?<![a-z])|(?![a-z])))"
        for place, (pattern, _) in enumerate(VERBS)
    )
)


def moves_of(match: re.Match[str]) -> tuple[str, ...]:
    """What a verb that was found may mean."""
    place = next(name for name, words in match.groupdict().items() if words and name[1:].isdigit())
    return VERBS[int(place[1:])][1]
