"""A message that may correct something, with the answers it may correct; shared by the readers
of corrections. Offsets are those of the message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from bot.reading import correction_words as said
from bot.reading.answers import read_answer
from bot.reading.chinese import Pattern
from bot.reading.naming import Earlier
from bot.reading.reading import Reading
from bot.reading.words import Span, fold, trimmed
from flows.events import Prompt
from flows.model import Locale
from flows.state import Value

Edit = Literal["", "points", "sentence", "point"]
"""How a text is edited: further points, one more sentence, one of its points; empty: replaced."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`path` None: it is not clear which answer is meant. `reading` None: the value is not clear.

    `path` may be that of the open question, which is answered in these words for the first time.
    [start, end) are the words of the new value, empty when there are none. `among` are
    the answers that may be meant, where the words name more than one. By an `edit` the reading
    is the whole text as it becomes.
    """

    path: str | None
    reading: Reading | None
    start: int
    end: int
    among: tuple[str, ...] = ()
    edit: Edit = ""


class Scene(NamedTuple):
    """A message and the answers it may correct."""

    text: str
    folded: str
    span: Span
    """Where a correction is looked for."""
    earlier: tuple[Earlier, ...]
    open_prompt: Prompt | None
    locale: Locale
    now: datetime

    @classmethod
    def of(
        cls,
        text: str,
        earlier: Sequence[Earlier],
        open_prompt: Prompt | None,
        locale: Locale,
        now: datetime,
    ) -> Scene:
        """The whole of a message."""
        folded = fold(text)
        return cls(text, folded, trimmed(folded), tuple(earlier), open_prompt, locale, now)

    def within(self, span: Span) -> Scene:
        """The same message, looked at from `span` alone."""
        return self._replace(span=span)

    def match(self, pattern: Pattern) -> re.Match[str] | None:
        return pattern.fullmatch(self.folded, *self.span)

    def reads(self, prompt: Prompt | None, span: Span) -> Reading | None:
        """What the characters of `span` would answer to `prompt`."""
        start, end = span
        if prompt is None or start >= end:
            return None
        words = self.text[start:end]
        reading = read_answer(prompt, words, locale=self.locale, now=self.now)
        return reading.shifted(start) if reading else None

    def value(self, earlier: Earlier, span: Span) -> Reading | None:
        """What the characters of `span` would be as an answer to an earlier question."""
        question, choices = earlier.question, earlier.choices
        return self.reads(
            Prompt(earlier.path, question, "", 0, 0, required=True, choices=choices), span
        )

    def given(self, earlier: Earlier) -> Value | None:
        """The value of an earlier answer, as it was shown."""
        question, choices = earlier.question, earlier.choices
        prompt = Prompt(earlier.path, question, "", 0, 0, required=True, choices=choices)
        reading = read_answer(prompt, earlier.said, locale="zh", now=self.now)
        return reading.value if reading else None

    def value_span(self, match: re.Match[str]) -> Span:
        """Where the new value stands, without "应该是" and the like."""
        if match.groupdict().get("value") is None:
            return match.end(), match.end()
        start, end = trimmed(self.folded, *match.span("value"))
        lead = said.LEAD.match(self.folded, start, end)
        start = lead.end() if lead else start
        polite = said.TRAIL.search(self.folded, start, end)
        return trimmed(self.folded, start, polite.start() if polite else end)
