"""What any kind of fault has: its words in both languages, as templates."""

from __future__ import annotations

from enum import Enum

from flows.model import LOCALES, Locale

Wording = tuple[str, str]
"""Message and mend."""


class Fault(Enum):
    """A kind of fault; its value are the wordings in the order of `LOCALES`."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def wording(self, locale: Locale) -> Wording:
        """Message and mend in a language, as templates."""
        wording: Wording = self.value[LOCALES.index(locale)]
        return wording
