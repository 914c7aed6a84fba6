"""Rehearsals: a conversation as a Markdown table, played through the real dialogue.

A flow author writes (and reads) rows like

    | who | says | holds |
    |---|---|---|
    | user | 走流程 陪同式帮办 | question=item |
    | bot | 今天走哪个事项 | |
    | user | [tap 办事窗口] | |
    | user | [photo x3] 门口的样子 | |

`user` rows are sent in order; each `bot` row names words that must stand in
what the bot said to the last `user` row. docs/flows.md tells authors all of it.
`tables` reads a file, `playing` plays it, `rewriting` puts into it what the bot
really said, and `stages` gives it a home of its own to be played in.
"""

from bot.rehearsal.playing import Failure, Stage, play, said
from bot.rehearsal.tables import Cast, Line, Rehearsal, RehearsalError, read_rehearsal

__all__ = [
    "Cast", "Failure", "Line", "Rehearsal", "RehearsalError", "Stage", "play", "read_rehearsal",
    "said",
]  # fmt: skip
