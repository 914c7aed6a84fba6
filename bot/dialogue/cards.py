"""How a problem is put before the person: in one line, and with which buttons it is mended."""

from __future__ import annotations

from bot.dialogue.drafts import shown
from bot.dialogue.field_names import field_name
from bot.dialogue.messages import Option
from bot.dialogue.talk import Talk
from storage.records import FindingRecord

MENDED = ("category", "severity", "step")
"""Fields that one tap at the card changes; the others are behind "补充"."""
_TOLD = ("category", "severity", "step", "place", "material", "minutes", "mode", "suggestion")


def mend_options(talk: Talk, finding: FindingRecord) -> tuple[Option, ...]:
    """The buttons by which what was read is mended, while the problem is not entered."""
    fields = (
        Option(f"mend:{finding.id}:{name}", talk.word("mend", name=field_name(name, talk.locale)))
        for name in MENDED
    )
    return (*fields, Option(f"mend:{finding.id}:more", talk.word("mend_more")))


def summary(talk: Talk, finding: FindingRecord) -> str:
    """What is known of a problem, in one line."""
    return talk.joined(shown(talk, finding, name) for name in _TOLD if name in finding.fields)
