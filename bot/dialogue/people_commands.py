"""The commands of volunteers and their admins, for the table of all commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.dialogue import deciding, own_link, own_records, volunteering
from bot.dialogue.talk import Talk
from flows.volunteer_terms import NEWS

PEOPLE_COMMANDS: dict[str, Callable[[Talk, str], None]] = {
    "apply": volunteering.apply,
    "my_application": volunteering.stands,
    "practice": volunteering.practise,
    "leave": own_records.ask_leave,
    "my_records": own_records.show,
    own_records.EXPORT: own_records.export,
    "withdraw": own_records.ask_withdraw,
    "delete_mine": own_records.ask_delete,
    "always_anonymous": lambda talk, _: own_records.set_anonymous(talk, True),
    "named": lambda talk, _: own_records.set_anonymous(talk, False),
    **own_link.COMMANDS,
    "waiting": deciding.waiting,
    "volunteers": deciding.volunteers,
    "coverage": deciding.covered,
    "decide_which": deciding.which,
    **{f"{decision}_volunteer": partial(deciding.decide, decision=decision) for decision in NEWS},
}
"""By the names that `bot.reading.volunteer_words` gives."""
NUMBERED = frozenset({"withdraw", *(name for name in PEOPLE_COMMANDS if "_volunteer" in name)})
"""Those that are said with a number, of a walk, issue or application: they can be no button."""
