"""What is said of the item in focus when its guide was taken off the shelf in the meantime."""

from __future__ import annotations

from knowledge.catalogue import Catalogue
from knowledge.model import Guide, GuideAnswer, Locale
from knowledge.wording import phone_of, say

NAMED = 0.6
"""Share of a question that the names of the guide must meet for it to be meant."""


def withdrawn(question: str, gone: Guide, help_phone: str, locale: Locale) -> GuideAnswer | None:
    """That the guide is gone, where a question means its item; nothing is answered from it.

    Args:
        question: As typed.
        gone: The version that was in use when it was removed.
        help_phone: Whom to call where that version names no phone.
        locale: Language of what is said.
    """
    catalogue = Catalogue({gone.id: gone})
    read = catalogue.read(question)
    fit = catalogue.fit(read, gone.id)
    if read.about().topic and not (fit.mention or fit.covered >= NAMED):
        return None
    phone = phone_of(gone, help_phone)
    text = f"{say('withdrawn', locale, gone.name, gone.version)}\n{say('ask_phone', locale, phone)}"
    return GuideAnswer(status="refused", text=text, phone=phone, item=gone.id)
