"""What an inspector asks in the talk: the signals that walks may have been staged.

For an admin alone. For anybody else the words mean what they mean to the guides, and the
command is not there.
"""

from __future__ import annotations

from bot.dialogue.commands import CommandMeant
from bot.dialogue.talk import Talk
from bot.reading.words import core, fold
from bot.signal_words import HEAD, UNNAMED, evidence, figures, name_of
from flows.signals import KINDS
from storage.records import Role

COMMAND = "signals"
SHOWN = 10
"""Signals told in the talk; the command line gives all."""
LINES = 3
"""Lines of evidence of each."""
_ASKED = ("可疑信号", "看可疑信号", "/可疑信号", "/signals", "suspicious signals", "show signals")
_ASKED_OUTSIDE = ("信号", "signals")
"""Words that may be an answer while a question is open."""


def meant(text: str, role: Role, *, in_form: bool) -> CommandMeant | None:
    """The command, if it is all that an admin says."""
    said = core(fold(text))
    if role != "admin" or (said not in _ASKED and (in_form or said not in _ASKED_OUTSIDE)):
        return None
    return CommandMeant(COMMAND)


def signals(talk: Talk, _argument: str) -> None:
    """Tell how many signals there are, and the latest with what they rest on."""
    if talk.turn.person.role != "admin":
        talk.stale()
        return
    store, locale = talk.house.watcher.signals, talk.form_locale
    counts = store.counts()
    talk.back = talk.form() is not None
    if not counts:
        talk.say("signals_none")
        return
    kinds = [
        talk.word("pair", name=name_of(k, locale), value=counts[k]) for k in KINDS if k in counts
    ]
    lines = []
    for one in store.latest(limit=SHOWN):
        told = {
            "walk": one.walk_id,
            "item": one.item_name,
            "person": one.person_name or UNNAMED[locale == "en"],
        }
        head = talk.word("signal", **told, kind=name_of(one.kind, locale))
        lines.append(head + figures(one, locale))
        lines += (f"    {line}" for line in evidence(one, locale)[:LINES])
    head = HEAD[locale == "en"]
    talk.say("signals", head=head, kinds=talk.joined(kinds), lines="\n".join(lines))
