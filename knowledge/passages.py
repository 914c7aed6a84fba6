"""A guide becomes passages: one element or one FAQ each, long ones cut, each with its anchor.

A passage has two texts: `shown`, as published, and `indexed`, "item · element
(cue words): text". The cue words are what people say when they ask for the
element; with them in the index fused retrieval found the right passage first
for 87 % of the tried questions, without for 76 % (docs: design, Knowledge).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from knowledge.elements import BY_TERM, EMBEDDED_KINDS, FAQ_TERM, kind_of
from knowledge.groups import groups
from knowledge.model import Guide, Source
from knowledge.text import fold

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

PASSAGE_CHARS = 200
"""Longest passage. An embedding costs about 0.5 ms a character, and what is longer blurs."""
MIN_VECTOR_CHARS = 8
"""Texts under it ("无条件受理", "否") say nothing that a vector could find."""
ITEM_TERM = "事项"
"""Pseudo element of the passage that stands for the item itself: its name and aliases."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable piece of a guide."""

    guide: str
    element: str
    anchor: str
    """Its place in the guide: "受理条件", "受理条件-2", "常见问题-3"."""
    shown: str
    indexed: str
    semantic: bool
    """Worth a vector; the others are found by intent and letters."""
    kind: Literal["item", "text"] = "text"

    @property
    def key(self) -> str:
        """Id of its vector: equal texts, also of different guides, share one."""
        return hashlib.sha256(self.indexed.encode()).hexdigest()[:32]


def passages_of(guide: Guide) -> Iterator[Passage]:
    """What a guide says, in passages: its elements in order, its FAQs."""
    for term, text in guide.elements.items():
        row = BY_TERM.get(term)
        cues = f"({row.hints})" if row and row.hints else ""
        semantic = kind_of(term) in EMBEDDED_KINDS
        for anchor, part in _parts(term, text):
            indexed = f"{guide.name}·{term}{cues}:{part}"
            worth = semantic and len(fold(part)) >= MIN_VECTOR_CHARS
            yield Passage(guide.id, term, anchor, part, indexed, worth)
    for number, faq in enumerate(guide.faqs, start=1):
        shown = f"问：{faq.question}\n答：{faq.answer}"
        # The question is what a question resembles; the answer's beginning helps where it is vague.
        indexed = f"{guide.name}·{faq.question} {faq.answer}"[: PASSAGE_CHARS + len(guide.name)]
        yield Passage(guide.id, FAQ_TERM, f"{FAQ_TERM}-{number}", shown, indexed, True)


def item_passage(guide: Guide) -> Passage:
    """The passage that stands for the item itself."""
    aliases = f"({'、'.join(guide.aliases)[:PASSAGE_CHARS]})" if guide.aliases else ""
    indexed = f"{guide.name}{aliases}"
    return Passage(guide.id, ITEM_TERM, ITEM_TERM, guide.name, indexed, True, "item")


def faq_number(passage: Passage) -> int | None:
    """Index into the guide's FAQs of a passage made from one, else None."""
    if passage.element != FAQ_TERM or "-" not in passage.anchor:
        return None
    return int(passage.anchor.rsplit("-", 1)[1]) - 1


def cite(guide: Guide, element: str, text: str) -> Source:
    """The citation of a text of this guide."""
    return Source(
        item=guide.name,
        element=element,
        guide=guide.id,
        version=guide.version,
        passage=text,
        date=guide.published.isoformat() if guide.published else "",
    )


def _parts(term: str, text: str) -> Iterator[tuple[str, str]]:
    if len(text) <= PASSAGE_CHARS:
        yield term, text
        return
    for number, part in enumerate(_pieces(text), start=1):
        yield f"{term}-{number}", part


def _pieces(text: str) -> Iterator[str]:
    """A long text in pieces; what a heading in it says (for whom) stands above each of its own."""
    for heading, lines in groups(text):
        for piece in _splitter().split_text("\n".join(lines)):
            yield f"{heading}\n{piece}" if heading else piece


@cache
def _splitter() -> RecursiveCharacterTextSplitter:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        chunk_size=PASSAGE_CHARS,
        chunk_overlap=0,
        separators=["\n", "。", "\uff1b", ";", "\uff0c", ",", "、", ""],
        keep_separator="end",
    )
