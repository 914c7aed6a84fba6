"""What somebody may do with an issue that they may see: buttons, the likeliest first, then 更多."""

from __future__ import annotations

from bot.dialogue.messages import Option
from bot.dialogue.move_words_shown import move_word
from bot.dialogue.talk import Talk
from flows.rectification import MOVES, Case, Move, open_to, parts

SHOWN = 3
"""Moves under a card."""
_LIKELY = (
    "verify", "accept", "assign", "report_fix", "close", "grant_extension", "take_over", "publish",
    "rate", "supplement", "send_back", "return_fix", "refuse_extension", "refuse_appeal",
    "ask_extension", "reply", "report_progress", "hand_back", "transfer", "plan", "reopen",
)  # fmt: skip
_WORK = ("report_fix", "report_progress", "plan", "fix_on_the_spot", "transfer", "supplement",
         "merge")  # fmt: skip
"""What an admin may do, and a department does."""
_RANK = {name: place for place, name in enumerate(_LIKELY)}


def likely(talk: Talk, case: Case) -> list[Move]:
    """What the person may do now, the likeliest first."""
    actor, order = talk.turn.moves.actor, list(MOVES)
    others = _WORK if actor.role == "admin" else ()
    return sorted(
        open_to(actor, case),
        key=lambda move: (
            move.name in others, _RANK.get(move.name, len(_RANK)), order.index(move.name)
        ),
    )  # fmt: skip


def buttons(talk: Talk, number: str, case: Case, *, every: bool = False) -> tuple[Option, ...]:
    """A button for each; only the likeliest, with one for the others, unless `every` is wanted."""
    may, short = likely(talk, case), number.removeprefix("WT-")
    shown = may if every or len(may) <= SHOWN + 1 else may[:SHOWN]
    told = [
        Option(f"move:{short}:{move.name}", move_word(move.name, talk.locale)) for move in shown
    ]
    if len(shown) < len(may):
        told.append(Option(f"move:{short}:more", talk.word("move_more")))
    return tuple(told)


def seen(talk: Talk, number: str) -> Case | None:
    """The issue as its moves see it; None where there is none, or none that the person may see."""
    try:
        case = talk.turn.moves.case(number)
    except LookupError:
        return None
    return case if parts(talk.turn.moves.actor, case) else None
