"""Chinese words, which are not looked for in a text that has none.

A reader knows the words of both languages, and its text is written in one. That a text is
ASCII alone is known for nothing, and it takes longer to find no Chinese word in a long one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable


class Chinese:
    """A pattern that matches no text, and no part of a text, which is ASCII alone."""

    __slots__ = ("pattern",)

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = re.compile(pattern, flags)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return None if text.isascii() else self.pattern.search(text)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return None if text.isascii() else self.pattern.fullmatch(text, start, end)

    def sub(self, put: Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return text if text.isascii() else self.pattern.sub(put, text)


Pattern = re.Pattern[str] | Chinese
"""What a reader tries on a text."""
