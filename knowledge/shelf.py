"""The shelf: where guides are kept as plain records, and a record as a guide again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from knowledge.model import Guide
from knowledge.versions import digest


class GuideShelf(Protocol):
    """Where guides are kept, as plain records (a guide's fields and its `digest`)."""

    def put(self, record: Mapping[str, Any], /, *, current: bool = True) -> bool:
        """Keeps a record as its id's current version; False if its digest is current already.

        With `current=False` it is kept behind the current one; False if it is kept already.
        """
        ...

    def all(self) -> Iterable[Mapping[str, Any]]:
        """The current version of every guide."""
        ...

    def get(self, guide_id: str, version: str = "", /) -> Mapping[str, Any] | None:
        """One guide in its current version, or as it last was under another `version`."""
        ...

    def versions(self, guide_id: str, /) -> Iterable[Mapping[str, Any]]:
        """All that was ever kept of a guide, the current version first."""
        ...

    def revision(self) -> int:
        """A number that changes whenever anything on the shelf changes."""
        ...


def record_of(guide: Guide) -> dict[str, Any]:
    """A guide as it is put on a shelf."""
    return {**guide.model_dump(mode="json"), "digest": digest(guide)}


def guide_of(record: Mapping[str, Any]) -> Guide:
    """The guide that a record keeps."""
    return Guide.model_validate({name: v for name, v in record.items() if name != "digest"})
