"""The table of moves in docs/rectification.md is the table that is followed."""

from __future__ import annotations

from pathlib import Path

from flows.issue_terms import STATES
from flows.rectification import BACK, MOVES, SAME, Move
from storage.exports.columns import field_name

PAGE = Path(__file__).parents[1] / "docs" / "rectification.md"
WHO = {
    "reporter": "反映人",
    "department": "责任部门",
    "receiver": "接收部门",
    "lead": "管理员",
}
TARGETS = {BACK: "按原计划整改；没有计划的待分派", SAME: "不变"}


def row(move: Move) -> str:
    """A line of the table."""
    cells = (
        f"{move.words[0]} · {move.words[1]}",
        "、".join(STATES[state][0] for state in move.sources),
        TARGETS.get(move.target) or STATES[move.target][0],
        "、".join(WHO[part] for part in move.by),
        "、".join(field_name(name) for name in dict.fromkeys((*move.asks, *move.needs))) or "—",
    )
    return f"| {' | '.join(cells)} |"


def table() -> str:
    head = "| 办理 · Step | 从 · From | 到 · To | 谁 · Who | 要有 · Needs |"
    return "\n".join([head, "|---|---|---|---|---|", *map(row, MOVES.values())])


def test_the_table_of_moves_is_the_one_that_is_followed() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), f"put this in:\n{table()}"
