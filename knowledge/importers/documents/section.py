"""A section of a guide in a document: the lines under one heading or label."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.importers.documents.blocks import Line
from knowledge.importers.documents.shapes import term_of


@dataclass
class Section:
    """Lines under one heading or label."""

    keys: tuple[str, ...] = ()
    """What it is called; empty for what is not known."""
    heading: str = ""
    """As it stands in the document; empty for what stands above all headings."""
    rank: int = 0
    style: str = ""
    number: int = 0
    by_label: bool = False
    parent: Section | None = None
    lines: list[Line] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    """Questions with their answers that a table has."""
    listing: bool = False
    """Its own lines are numbered like headings, from 1 on."""
    case: str = ""
    """The case that it is for, where the guide has several; "" for all."""
    cased: bool = False
    """Headings of its own style among its lines name cases."""

    @property
    def term(self) -> str:
        """The element that it is; "" where it is none, or several."""
        return term_of(self.keys[0]) if len(self.keys) == 1 else ""
