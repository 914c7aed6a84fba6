"""What stands in the columns of the ledger's other sheets: 佐证, 流水 and 说明."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.issue_terms import STATES
from flows.rectification import MOVES
from storage.exports.columns import ROLES, Column, field_name
from storage.issue_history import MoveRecord


@dataclass(frozen=True, slots=True)
class Proof:
    """A row of 佐证: a field's value with its quote, or one of the issue's media."""

    number: str
    name: str
    value: str
    quote: str
    message: int | None
    at: datetime | None
    how: str
    state: str
    place: str = ""


def _state(state: str) -> str:
    return STATES[state][0] if state in STATES else state


def _step(move: MoveRecord) -> str:
    return MOVES[move.move].words[0] if move.move in MOVES else "登记"


def _unit(move: MoveRecord) -> str:
    return move.department or ROLES.get(move.role, move.role)


def _reason(move: MoveRecord) -> str:
    """Why, alone where that is all; else what came with it, field by field."""
    given = {name: value for name, value in move.given.items() if value}
    if set(given) == {"reason"}:
        return given["reason"]
    return "；".join(f"{field_name(name)}：{value}" for name, value in given.items())


# fmt: off
PROOF: tuple[Column[Proof], ...] = (
    Column("number", "问题编号", "Issue number", 15, "text", lambda p: p.number,
           "与“整改台账”表的问题编号对应"),
    Column("name", "字段", "Field", 15, "text", lambda p: p.name, "台账的哪一列；影像单列"),
    Column("value", "值", "Value", 38, "text", lambda p: p.value, "导出的值"),
    Column("quote", "原话", "Quote", 44, "text", lambda p: p.quote,
           "从所存消息中按位置重新截取，一字不改；点选或影像没有原话"),
    Column("message", "消息编号", "Message", 10, "number", lambda p: p.message,
           "所依据的消息"),
    Column("at", "时间", "Time", 17, "time", lambda p: p.at and p.at.replace(tzinfo=None),
           "消息的时间；影像为拍摄时间"),
    Column("how", "来源方式", "How", 12, "text", lambda p: p.how, "值是怎样得来的"),
    Column("state", "状态", "State", 14, "text", lambda p: p.state,
           "未核实的值不作为事实，在台账中留空"),
    Column("place", "拍摄地点", "Taken at", 19, "text", lambda p: p.place, "影像自带的纬度、经度"),
)
MOVE: tuple[Column[MoveRecord], ...] = (
    Column("number", "问题编号", "Issue number", 15, "text", lambda m: m.number,
           "与“整改台账”表的问题编号对应"),
    Column("seq", "流水号", "Log number", 8, "number", lambda m: m.seq,
           "整本台账的连续编号，只增不改"),
    Column("at", "时间", "Time", 17, "time", lambda m: m.at.replace(tzinfo=None), "办理的时间"),
    Column("name", "办理人", "Who", 12, "text", lambda m: m.name or "（未具名）",
           "当时的称呼；匿名反映的不具名"),
    Column("department", "部门", "Department", 18, "text", _unit, "办理人当时的部门或身份"),
    Column("move", "办理", "Step", 13, "text", _step, "做了哪一步"),
    Column("before", "办理前", "From", 13, "text", lambda m: _state(m.before), "之前的状态"),
    Column("after", "办理后", "To", 13, "text", lambda m: _state(m.after), "之后的状态"),
    Column("reason", "理由", "Reason", 36, "text", _reason, "理由、依据或随同所填的内容"),
    Column("hash", "校验值", "Hash", 20, "text", lambda m: m.hash,
           "与上一条相连的 SHA-256，用 walkalong db check 核对"),
)
NOTES: tuple[Column[tuple[str, str, str]], ...] = (
    Column("zh", "项目", "Item", 24, "text", lambda n: n[0]),
    Column("en", "English", "English", 20, "text", lambda n: n[1]),
    Column("meaning", "内容", "Content", 76, "text", lambda n: n[2]),
)
# fmt: on
