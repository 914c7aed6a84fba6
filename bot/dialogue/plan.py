"""What the first half of a turn hands to the second: the meaning, and all that took time."""

from __future__ import annotations

from dataclasses import dataclass

from bot.classes import Like
from bot.dialogue.issue_wanted import IssuesFound
from bot.dialogue.sent_words import Imported
from bot.dialogue.understand import Meaning
from bot.dialogue.weekly_wanted import WeeklyFound
from bot.guide_gaps import Gap
from bot.reading.draft_words import Deed
from bot.reading.manner import Manner
from bot.reading.moments import Said
from bot.reading.words import Span
from knowledge.model import GuideAnswer, GuideFinding
from storage.media import Media


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option was tapped, or picked from the last menu by number or name."""

    id: str


@dataclass(frozen=True, slots=True)
class Given:
    """The text that the last menu waits for."""

    text: str


@dataclass(frozen=True, slots=True)
class AtDrafts:
    """What is to be done with the drafts that wait."""

    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """Files came with no words."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A message was edited that gave no answer which could be changed; it may have left a note."""

    noted: tuple[int, ...] = ()
    """The messages that the note may rest on: it is to say `words` of the new wording."""
    words: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Moments:
    """Nothing was said but that moments of the walk have come."""


Means = Meaning | Chosen | Given | AtDrafts | Files | Manner | Moments | Unchanged
"""Everything a message can be: `understand` reads words, the rest comes before it."""


@dataclass(frozen=True, slots=True)
class WalkReport:
    """The file, or why there is none."""

    path: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a message means and everything slow that its answer needs."""

    text: str
    """The message as it is stored: personal numbers masked; for a tap, the option's label."""
    masked: tuple[str, ...]
    media: tuple[Media, ...]
    rejected: tuple[tuple[str, str], ...]
    """Files that were not stored: (name, reason)."""
    meaning: Means
    answer: GuideAnswer | None = None
    like: tuple[str, Like] | None = None
    """An issue that an admin is about to look at, verify or assign, and what it is like."""
    question: str = ""
    locale: str = "zh"
    made: str = ""
    """Path of a file that was made for the person."""
    moments: tuple[Said, ...] = ()
    """Moments of the walk that were told, alone or beside what is meant."""
    gaps: tuple[Gap, ...] = ()
    """The gaps of the guides, where an admin asks for them."""
    findings: tuple[GuideFinding, ...] = ()
    """What the linter finds in the guides, where an admin asks for it."""
    rewords: int = 0
    """The message of which this one is the new wording; 0: it is none."""
    issues: IssuesFound | None = None
    """The issues of the ledger that an office asks for."""
    report: WalkReport | None = None
    """The report that an office asks for."""
    imported: Imported | None = None
    """What came of a table that an office sent, or would."""
    """The report of a walk that an admin asks for."""
    weekly: WeeklyFound | None = None
    """What an office wants of a weekly pack."""
    first: bool = False
    """It is the chat's first message."""
