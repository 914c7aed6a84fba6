"""What is said of cells of a ledger that cannot be taken: what, why, and what would do."""

from __future__ import annotations

from collections.abc import Sequence

from flows.filling_in import Obstacle, Wish
from flows.issue_terms import PLANS, STATES
from flows.rectification import MOVES, Actor, Case, Move, open_to
from storage.exports.columns import COLUMNS
from storage.imports.ledger_book import Fault

Words = tuple[str, str]
"""Chinese and English."""
COLUMN_OF = {"evidence": "photos", "reason": "note", "basis": "note", "supplement": "note"}
"""The columns that fields have which are called otherwise."""
_HEADINGS = {column.key: (column.zh, column.en) for column in COLUMNS}
_ELSEWHERE = {
    "asked_deadline": ("申请延到哪一天", "the day asked for"),
    "receiver": ("转给哪个部门", "the department it goes to"),
    "class": ("并入哪一类", "the class"),
}
_WITHIN = {
    "reason": ("改动说明", "改动说明"),
    "supplement": ("改动说明", "改动说明"),
    "basis": ("改动说明里的“依据：…”", "改动说明, after 依据："),
}
"""Where fields of a step alone are written."""
"""Fields that have no column: such steps are made by chat."""


def heading(field: str) -> Words:
    """What the column of a field is called."""
    return _HEADINGS.get(COLUMN_OF.get(field, field)) or _ELSEWHERE.get(field, (field, field))


def named(field: str) -> Words:
    """Where a field is written."""
    return _WITHIN.get(field) or heading(field)


def listed(names: Sequence[Words]) -> Words:
    return "、".join(zh for zh, _ in names), ", ".join(en for _, en in names)


def state_words(state: str) -> Words:
    return STATES.get(state, (state, state))


def of_fault(fault: Fault) -> Words:
    """Of a cell that is wrong whatever the ledger says."""
    other, text = fault.other, fault.cell.text
    return {
        "heading_twice": (
            f"表头重复：{other} 也是这一列。删掉一列。",
            f"This heading stands twice, at {other}, too: delete one column.",
        ),
        "merged": (
            f"合并了单元格（{text}），看不出各行写的是什么。取消合并，每行各写各的。",
            f"Merged cells ({text}): what each row says cannot be told. Unmerge them.",
        ),
        "formula": (
            f"这里是公式（{text}），不是值。复制后“选择性粘贴—数值”。",
            f"A formula ({text}) and no value: copy it and paste the value alone.",
        ),
        "error": (
            f"这里是错误值（{text}）。写上该写的内容。",
            f"An error value ({text}): write what is meant.",
        ),
        "no_number": (
            "这一行有内容，没有问题编号。新问题不从这里登记；删掉这一行，或把编号补回来。",
            "This row says something and has no issue number. New issues are not entered here: "
            "delete the row, or put its number back.",
        ),
        "number_twice": (
            f"这个编号在 {other} 已有一行。每个编号只留一行。",
            f"This number stands at {other}, too: leave one row of each.",
        ),
        "not_exported": (
            f"导出这份表时没有 {text}：编号被改过，或者是从别处贴来的。"
            "改回原来的编号，或重新导出。",
            f"{text} was not in this file when it was exported: the number was changed, or pasted "
            "from elsewhere. Put the number back, or export anew.",
        ),
    }[fault.kind]


def fixed(key: str) -> Words:
    """Of a column that no step changes."""
    zh, en = _HEADINGS[key]
    if key == "remark":
        more = (
            "进展写“整改进展”，改动的理由写“改动说明”。",
            "Progress goes into 整改进展, why into 改动说明.",
        )
    elif key == "similar":
        more = ("并入同类在聊天里办。", "Issues are merged by chat.")
    else:
        more = ("要更正，请在聊天里说明。", "To correct it, tell the bot.")
    return (
        f"“{zh}”不能在台账里改。改回原来的内容。{more[0]}",
        f"{en} cannot be changed in the ledger: put back what it said. {more[1]}",
    )


def conflict(key: str, now: str, said: Words | None) -> Words:
    """Of a cell that was changed in the ledger, too, since the export."""
    zh, en = _HEADINGS[key]
    by_zh, by_en = (f"（{said[0]}）", f" ({said[1]})") if said else ("", "")
    told = now or "（空）"
    return (
        f"导出以后，台账里的“{zh}”已经改过{by_zh}，现在是：{told}。没有覆盖。"
        "要以台账为准，就照它改这一格；要改成您写的，请重新导出再填。",
        f"Since the export {en} was changed in the ledger{by_en}; it is now: {now or '(empty)'}. "
        "Nothing was overwritten. Let the cell say that, or export anew and fill in again.",
    )


def unknown_state(text: str) -> Words:
    names = "、".join(zh for zh, _ in STATES.values())
    return (f"没有“{text[:30]}”这个状态。可以写：{names}。", f"No such state. There are: {names}.")


def unknown_mode(text: str) -> Words:
    names = "、".join(PLANS)
    return (
        f"“{text[:30]}”不是整改方式。可以写：{names}。",
        f"That is no mode. There are: {names}.",
    )


def unread_day(text: str, why: str) -> Words:
    example = "请写成 2026-03-09 这样"
    more = {
        "which_year": (
            "没写是哪一年，今年的已经过了",
            "the year is lacking, and this year's is past",
        ),
        "which_order": ("分不清哪个是月、哪个是日", "which is the month, which the day?"),
    }.get(why, ("看不出是哪一天", "that is no day"))
    return (
        f"“{text[:30]}”{more[0]}。{example}。",
        f"{text[:30]!r}: {more[1]}. Write it like 2026-03-09.",
    )


def too_long(most: int) -> Words:
    return (f"超过 {most} 个字。请写短些。", f"Longer than {most} characters: shorten it.")


def no_evidence(name: str, folder: str) -> Words:
    return (
        f"没有“{name[:60]}”：写这个问题已有的影像编号，或者把文件放进“{folder}”文件夹、写上文件名。",
        f"No {name[:60]!r}: write a number of this issue's media, or put the file into {folder} "
        "and write its name.",
    )


def unnamed_verifier() -> Words:
    return (
        "复核要写明是谁：导入时加 --as 姓名（不能是整改人）。",
        "Who verifies must be named: import with --as NAME (not who fixed it).",
    )


def other_verifier(value: str, who: str) -> Words:
    return (
        f"复核人就是用 --as 导入的人（现在是：{who or '没写'}），不能替“{value[:30]}”复核，"
        "也不能是整改人。",
        f"Who verifies is who imports with --as (now: {who or 'nobody'}), not somebody else, and "
        "not who fixed it.",
    )


def other_day(today: str) -> Words:
    return (
        f"销号日期由“复核通过”那天自动填（今天 {today}）。改回原来的，或清空。",
        f"It is filled in with the day of the verification (today, {today}): put back what it "
        "said.",
    )


def allowed(actor: Actor, case: Case) -> Words:
    """What may be done now, with the columns that it takes."""
    now_zh, now_en = state_words(case.state)
    moves = [move for move in open_to(actor, case) if not set(move.asks) & _ELSEWHERE.keys()]
    if not moves:
        return (
            f"现在是“{now_zh}”，牵头单位这时不能办什么。",
            f"It is now: {now_en}; nothing is to be done by the lead office.",
        )
    told = [_told(move, case) for move in moves]
    return (
        f"现在是“{now_zh}”，可以：{'；'.join(zh for zh, _ in told)}。",
        f"It is now: {now_en}. Possible: {'; '.join(en for _, en in told)}.",
    )


def _told(move: Move, case: Case) -> Words:
    lacks = [name for name in move.needs if not case.fields.get(name)]
    zh, en = listed([named(name) for name in dict.fromkeys((*move.asks, *lacks))])
    return (
        f"{move.words[0]}（要写{zh}）" if zh else move.words[0],
        f"{move.words[1]} (takes {en})" if en else move.words[1],
    )


def takers(field: str) -> Words:
    """In which states a column can be filled in."""
    states = [s for move in MOVES.values() if field in move.fields for s in move.sources]
    return listed([state_words(state) for state in dict.fromkeys(states)])


def in_the_way(obstacle: Obstacle, field: str, wish: Wish, case: Case) -> Words:
    """Why the moves that a row would take cannot be made, told at the cell of a field."""
    match obstacle.kind:
        case "needs":
            return _needed(obstacle, field)
        case "part":
            return _for_others(obstacle)
        case "self":
            return (
                "整改的人不能复核自己的整改：请由别人复核后，用 --as 写复核人的姓名导入。",
                "Who fixed it does not verify it: let somebody else, and import it --as them.",
            )
        case "must_fix":
            return "这是必须改的问题，不能不采纳。", "It must be fixed, and cannot be not adopted."
        case "value" | "late":
            return _impossible(field, wish.fields.get(field, case.fields.get(field, "")))
        case _:
            return _no_way(field, wish, case)


def _needed(obstacle: Obstacle, field: str) -> Words:
    zh, en = obstacle.move.words if obstacle.move else ("", "")
    head_zh, head_en = named(field)
    if field in _ELSEWHERE:
        return (
            f"“{zh}”要说{head_zh}，这一步在聊天里办。",
            f"“{en}” takes {head_en}: that is done by chat.",
        )
    return f"“{zh}”要写“{head_zh}”。", f"“{en}” takes {head_en}."


def _for_others(obstacle: Obstacle) -> Words:
    zh, en = obstacle.move.words if obstacle.move else ("", "")
    if obstacle.move and "department" in obstacle.move.by:
        return f"“{zh}”由责任部门在聊天里办。", f"“{en}” is for the department in charge, by chat."
    return f"“{zh}”由反映人自己办。", f"“{en}” is for who reported it."


def _impossible(field: str, value: str) -> Words:
    if field == "deadline":
        return (
            f"整改时限 {value} 不行：不能早于今天；立行立改的就是当天。",
            f"The deadline {value} cannot be: not before today; fixed at once is today.",
        )
    zh, en = heading(field)
    return f"“{zh}”不能是“{value[:40]}”。", f"{en} cannot be {value[:40]!r}."


def _no_way(field: str, wish: Wish, case: Case) -> Words:
    head_zh, head_en = heading(field)
    now_zh, now_en = state_words(case.state)
    if wish.state:
        to_zh, to_en = state_words(wish.state)
        return (
            f"不能从“{now_zh}”改成“{to_zh}”。",
            f"No step leads from “{now_en}” to “{to_en}”.",
        )
    states_zh, states_en = takers(field)
    where = (f"要在这些状态下填：{states_zh}。", f"It is filled in while: {states_en}.")
    if not states_zh:
        where = ("它由办理时自动填。", "It is filled in by the step itself.")
    return (
        f"“{now_zh}”时不能改“{head_zh}”。{where[0]}",
        f"{head_en} cannot be changed while it is “{now_en}”. {where[1]}",
    )


def emptied(field: str) -> Words:
    zh, en = heading(field)
    return (
        f"“{zh}”不能清空。写上新的内容，或改回原来的。",
        f"{en} cannot be emptied: write what is right, or put back what it said.",
    )
