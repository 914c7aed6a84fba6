"""How `walkalong issues show` tells the moves of an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.cli.session import Session

if TYPE_CHECKING:
    from storage.issue_history import MoveRecord


def history_lines(session: Session, moves: Iterable[MoveRecord]) -> Iterator[str]:
    """Each move with when, who, what, to which state, and what came with it."""
    from flows.issue_terms import STATES
    from flows.rectification import MOVES
    from storage.exports.columns import ROLES, field_name

    say = session.say
    yield say("  经过：", "  History:")
    for move in moves:
        done = say(*MOVES[move.move].words) if move.move in MOVES else say("登记", "Entered")
        unit = move.department or say(ROLES.get(move.role, move.role), move.role)
        who = " · ".join(filter(None, (move.name or say("未具名", "unnamed"), unit)))
        state = say(*STATES[move.after]) if move.after in STATES else move.after
        yield f"    {move.seq}. {move.at:%Y-%m-%d %H:%M} {who} {done} → {state}"
        for name, value in move.given.items():
            if value:
                yield f"        {field_name(name, session.locale)}{say('：', ': ')}{value}"
