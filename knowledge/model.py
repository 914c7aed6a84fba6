"""Service items, guides, passages and answers: the words that knowledge speaks in.

Elements are named by their Chinese terms (forms.md §5); `knowledge.elements`
is the one table of them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Locale = Literal["zh", "en"]
STALE_YEARS = 5
"""After so many years a guide should be looked at again, unless a place says otherwise."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Faq(_Strict):
    """One pair of 常见问题."""

    question: Annotated[str, Field(min_length=1, max_length=1_000)]
    answer: Annotated[str, Field(min_length=1, max_length=8_000)]


class Guide(_Strict):
    """One version of the guide of one service item.

    `id` is the item's stable key: 实施编码 where there is one, else derived from
    name + bureau + level. `elements` maps an element's term to its text, in the
    guide's order; a list (materials, steps) is one line an entry.
    """

    id: str
    name: str
    bureau: str = ""
    level: str = ""
    region: str = ""
    version: str = ""
    """What the guide calls its version; where it names none, its content hash's first 8 digits."""
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    elements: dict[str, str] = Field(default_factory=dict)
    faqs: tuple[Faq, ...] = ()
    aliases: tuple[str, ...] = ()
    """Names people use for the item ("补身份证")."""
    departments: tuple[str, ...] = ()
    source: str = ""
    """Where it was read from: file name, line."""
    scanned: bool = False
    """It was read from a picture, and may be misread."""
    joined: tuple[str, ...] = ()
    """Elements that another file, a table of them alone, has added (knowledge.supplements)."""


ABOUT_READING = {"source", "scanned", "joined"}
"""Fields of a guide that tell how it was read, and nothing of what it says."""


class Source(_Strict):
    """A citation: which passage of which version of which guide."""

    item: str
    """The item's name."""
    element: str
    guide: str
    """The guide's id."""
    version: str
    passage: str
    """The passage's text, as published."""
    date: str = ""
    """ISO date of publication, if known; never another date."""


class Candidate(_Strict):
    """An item that may be meant, or a piece of its guide."""

    id: str
    """The item's id."""
    name: str
    label: str
    """Name with what tells it apart (bureau, level) where names are shared; of a piece the FAQ's
    question or the element's name."""
    anchor: str = ""
    """The piece of the guide ("常见问题-3", "受理条件"); "" where the item is what is asked."""

    @property
    def pick(self) -> str:
        """What says in place of an item's id that this one was picked."""
        return f"{self.id}#{self.anchor}" if self.anchor else self.id


class GuideAnswer(_Strict):
    """The outcome of a question: passages with citation, a question back, or a refusal."""

    status: Literal["answered", "clarify", "refused"]
    text: str
    """Ready to show, in the asked locale; answered: copied from the passages, not rephrased."""
    sources: tuple[Source, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    phone: str = ""
    """Whom to call."""
    item: str = ""
    """Id of the item that was meant; empty where none was for sure."""


class ItemMatch(_Strict):
    """How well a catalogue item fits what a person called it."""

    candidate: Candidate
    score: float
    """0..1."""
    exact: bool
    """The text is the item's name or one of its aliases (after folding)."""


class Before(_Strict):
    """The question before this one, as it was typed (untrusted), on which this one may lean."""

    question: str
    item: str = ""
    """Id of the item that it was answered for; "" where that is to be found out again."""
    listed: tuple[str, ...] = ()
    """The `pick` of each candidate listed last, in its order; `picked` was answered last."""
    picked: str = ""


class Hit(_Strict):
    """A passage found by search, best first."""

    source: Source
    score: float
    """0..1 within one search; not comparable between searches."""


Outcome = Literal["created", "updated", "unchanged", "older", "upcoming", "removed"]
"""older, upcoming: kept as a version, but another one answers today; removed: it stays so."""

State = Literal["in_force", "not_yet", "expired", "behind", "removed"]
"""What a version is on a day; behind: in force by its dates, but a newer one has its place."""


class Change(_Strict):
    """What a version of a guide says otherwise than another one."""

    what: str
    """The element's term, 常见问题, or the field of the guide's head ("expires")."""
    question: str = ""
    """The FAQ whose answer changed."""
    before: str = ""
    """The whole value; "" where there was none."""
    after: str = ""
    added: tuple[str, ...] = ()
    """Entries of a list, or questions, that are new; one that was changed is in `lost`, too."""
    lost: tuple[str, ...] = ()
    text: str = ""
    """The change in short, for people."""


class VersionState(_Strict):
    """One version of a guide, and what it is on a day."""

    version: str
    digest: str
    state: State
    name: str
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    source: str = ""
    changes: tuple[Change, ...] = ()
    """From the version that was imported before it."""


class GuideReport(_Strict):
    """What became of one guide on import."""

    id: str
    name: str
    source: str
    """File name and line."""
    outcome: Outcome
    missing: tuple[str, ...] = ()
    """Main elements it lacks."""
    odd: tuple[str, ...] = ()
    """What looks wrong in it, for people."""
    changes: tuple[Change, ...] = ()
    """What it says otherwise than the version that answered before it."""


class Refusal(_Strict):
    """A row or file that was not imported, and how to mend it."""

    file: str
    line: int
    reason: str
    mend: str


class ImportReport(_Strict):
    """The outcome of an import: every guide is in `guides` or in `refused`."""

    guides: tuple[GuideReport, ...] = ()
    refused: tuple[Refusal, ...] = ()
    left_out: tuple[str, ...] = ()
    """Files in folders and archives that are of no kind that has guides (pictures, programs)."""
    indexed: int = 0
    """Passages of the new and changed guides, which can be searched now."""
    embedded: int = 0
    """Passages newly turned into vectors; equal texts share one, short facts need none."""
    notice: str = ""
    """Said aloud: why search by meaning is off, if it is."""
    switched: str = ""
    """Said aloud: which embedder took the place of which, or changed under its name."""

    def count(self, outcome: Outcome) -> int:
        """Guides with this outcome."""
        return sum(1 for guide in self.guides if guide.outcome == outcome)


class IndexPlaceError(Exception):
    """The place of the indexes cannot be used; the text says why and how to mend it (zh)."""


class LibraryStatus(_Strict):
    """What the library holds and what works, for `doctor`."""

    guides: int
    passages: int
    embedder: str
    """The model's id, empty if none could be loaded."""
    vectors: int
    missing_vectors: int
    """Passages waiting to be embedded; `add` (also with nothing new) makes up for them."""
    notice: str = ""
    waits: str = ""
    """Said while the index of the embedder that is set is not complete, and another answers."""
    calibrated: bool = True
    """Whether it is known what the embedder's cosines mean; letters decide where it is not."""


FindingSeverity = Literal["error", "warning", "note"]
"""error: people are misled or cannot act on it; warning: someone must look at it; note: it could
be better."""


class Cited(_Strict):
    """A piece of a guide's text that a finding rests on, word for word."""

    element: str
    """The element's term; 常见问题 for a FAQ; 事项 for the guide's head (name, dates)."""
    anchor: str
    """Its place in the guide: "受理条件", "常见问题-3", "事项"."""
    quote: str
    """The exact piece; "" where the fault is that there is none."""
    start: int
    """`quote` is `text[start:end]` of the element, of a FAQ's "问：…\n答：…", of the name."""
    end: int


class GuideFinding(_Strict):
    """What a rule of `guides check` found in one version of a guide; nobody has confirmed it yet.

    Holds all that an issue needs; the texts are in the locale that was asked for.
    """

    id: str
    """Stays the same while rule, guide and the cited words do, also over versions."""
    rule: str
    title: str
    """The rule's name for people."""
    severity: FindingSeverity
    guide: str
    """The guide's id."""
    item: str
    bureau: str
    version: str
    text: str
    """What is wrong, in a sentence."""
    mend: str
    """What to do about it."""
    category: str
    """The ledger's category (flows.issue_terms) that an issue made of it would have."""
    cited: tuple[Cited, ...]
    """What it rests on, the piece to be mended first; of a contradiction both sides."""

    @property
    def element(self) -> str:
        """The element to be mended."""
        return self.cited[0].element

    @property
    def quote(self) -> str:
        """The piece to be mended, "" where something is missing."""
        return self.cited[0].quote
