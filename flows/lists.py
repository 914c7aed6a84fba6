"""Lists in a text, as XLSForm has them: words with blanks between.

A name of several words is one word of a list when its own blanks are `UNBROKEN`: they look
the same, and divide nothing, in ODK as here.
"""

from __future__ import annotations

import re

UNBROKEN = "\u00a0"
_WORD = re.compile(r"[^ \t\r\n]+")


def words_of(text: str) -> list[str]:
    """The words of a list."""
    return _WORD.findall(text)
