"""A call that is entered, from a file, the command line or the chat: kept, with what follows.

A bad result re-opens the issue by the table of moves, as a reporter's 1 or 2 does (R60), at once
or when an admin says so, as it is set. Each call is known by a key, so that it is kept once.
"""

from __future__ import annotations

import hashlib
from datetime import date

from flows.callbacks import RESULTS, Call, Fate, fate
from flows.rectification import LONGEST, MOVES, Refusal
from storage.callbacks import Called
from storage.moves import Moves
from storage.records import FieldValue


def key_of(number: str, call: Call, again: int = 0, call_number: str = "") -> str:
    """What a call is known by: the company's number for it, else what it found of which issue.

    Its words are no part of it: a clerk may mend them, and the call is the same.
    """
    told: tuple[object, ...] = (call.company, call_number)
    if not call_number:
        told = (number, call.at.isoformat(), call.result, call.mark, call.company, again)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def enter(moves: Moves, of: Called, call: Call, key: str, today: date, *, at_once: bool) -> Fate:
    """Keep a call and do what follows from it; what became of it."""
    found = fate(call, of.closed, is_closed=of.is_closed, at_once=at_once)
    if found == "reopened" and not reopen(moves, of.number, call, today):
        found = "open"  # it was moved meanwhile
    moves.callbacks.add(of, call, key, "reopened" if found == "reopened" else "")
    return found


def reopen(moves: Moves, number: str, call: Call, today: date) -> bool:
    """Re-open an issue because of a call; False where its state does not allow that."""
    result = RESULTS[call.result][0]
    mark = f"（{call.mark} 分）" if call.mark is not None else ""
    company = f"，{call.company}" if call.company else ""
    said = f"：{call.words}" if call.words else ""
    reason = f"第三方电话回访（{call.at:%Y-%m-%d}{company}）{result}{mark}{said}"[:LONGEST]
    given = {
        "reason": FieldValue(reason, moves.message_id, how="rule"),
        "called": FieldValue(result, moves.message_id, how="rule"),
    }
    return not isinstance(moves.make(number, MOVES["reopen"], given, today), Refusal)


class AddedError(Exception):
    """A call that cannot be entered: why, in `zh` and `en`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = (zh, en)


def add(moves: Moves, number: str, call: Call, today: date, *, at_once: bool) -> Fate:
    """Enter one call about an issue. Raises `AddedError`, and LookupError for no such issue."""
    calls = moves.callbacks
    found = calls.issues([number])
    if number not in found:
        raise LookupError(number)
    of = found[number]
    key = key_of(number, call)
    if calls.known([key]):
        raise AddedError(
            f"{number} 在 {call.at:%Y-%m-%d} 已有同样结果的一次回访。同一天又打了一次，就写上时间；"
            "未接通打了几次，写拨打次数。",
            f"{number} has a call of {call.at:%Y-%m-%d} with that result. Tell the time of "
            "another one of that day, or how often it was tried.",
        )
    return enter(moves, of, call, key, today, at_once=at_once)
