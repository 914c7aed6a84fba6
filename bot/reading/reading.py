"""What came out of reading a text: a value and the very characters that gave it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.state import Value


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` was read from the characters [start, end) of the text that was given.

    `literal` is False when something was interpreted ("半小时", "大概40多分",
    "昨天"); such a value must be said back to the person.
    """

    value: Value
    start: int
    end: int
    literal: bool

    def shifted(self, by: int) -> Reading:
        """The same reading in a text that has `by` more characters in front."""
        return replace(self, start=self.start + by, end=self.end + by)
