"""What an admin does about a call with a bad result that waits: re-open the issue, or let it be."""

from __future__ import annotations

from datetime import date

from bot.callbacks.entering import AddedError, reopen
from storage.callbacks import CallbackRecord
from storage.moves import Moves
from storage.turn import Turn


def _waiting(moves: Moves, number: int) -> CallbackRecord:
    found = moves.callbacks.one(number)
    if found is None:
        raise AddedError(
            f"没有第 {number} 次回访；用 callbacks list 查编号。",
            f"There is no call {number}; see callbacks list.",
        )
    if not found.call.is_poor:
        raise AddedError(
            f"第 {number} 次回访不是“不满意”，没有要定的。",
            f"Call {number} has no bad result: there is nothing to decide.",
        )
    if found.settled:
        done = {
            "reopened": ("已经重新打开过", "re-opened the issue"),
            "left": ("已定为不打开", "was left"),
        }
        zh, en = done[found.settled]
        raise AddedError(f"第 {number} 次回访{zh}。", f"Call {number} {en} before.")
    return found


def decide(turn: Turn, number: int, reason: str, today: date) -> CallbackRecord:
    """Settle a call: with a reason it is let be, without one its issue is re-opened."""
    found = _waiting(turn.moves, number)
    if reason:
        turn.moves.callbacks.settle(number, "left", reason)
        return found
    if not reopen(turn.moves, found.number, found.call, today):
        raise AddedError(
            f"{found.number} 现在不是已销号、已公开或不采纳，不用重新打开。",
            f"{found.number} is not closed now, so it need not be re-opened.",
        )
    turn.moves.callbacks.settle(number, "reopened")
    return found
