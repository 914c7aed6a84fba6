"""Tables of the guides: what was imported, and what of it was removed. Nothing in them goes."""

from __future__ import annotations

from sqlmodel import Field

from storage.tables import Base


class Guide(Base, table=True):
    """One version of a guide (JSON of `knowledge.model.Guide`), in the order of import."""

    id: int | None = Field(default=None, primary_key=True)
    guide_id: str = Field(index=True)
    digest: str
    record: str


class GuideRemoval(Base, table=True):
    """A version of a guide was removed, or came back: its newest row tells which."""

    __tablename__ = "guide_removal"
    id: int | None = Field(default=None, primary_key=True)
    guide_id: str = Field(index=True)
    digest: str
    removed: bool
