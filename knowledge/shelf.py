"""The shelf: where guides are kept as plain records, and a record as a guide again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from knowledge.model import Guide
from knowledge.versions import digest

MIN_DIGEST = 8
"""Characters of a digest that name a version."""


class GuideShelf(Protocol):
    """Where guides are kept, as plain records (a guide's fields and its `digest`)."""

    def put(self, record: Mapping[str, Any], /) -> bool:
        """Keeps a record as what was imported last of its id; False if it is that already."""
        ...

    def mark(self, guide_id: str, digests: Collection[str], /, *, removed: bool) -> None:
        """Takes versions of a guide off the shelf, or puts them back where they were."""
        ...

    def all(self) -> Iterable[Mapping[str, Any]]:
        """Every version that is not removed, each once, in the order of import."""
        ...

    def versions(self, guide_id: str, /) -> Iterable[Mapping[str, Any]]:
        """Every version that was ever kept of a guide, each once, in the order of import."""
        ...

    def removed(self, guide_id: str, /) -> Collection[str]:
        """Digests of the versions of a guide that are removed."""
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


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version that was ever kept, as it is on the shelf."""

    guide: Guide
    digest: str
    removed: bool


def is_called(asked: str, version: str, digest: str) -> bool:
    """Whether a version is meant: by its own name, or by how its digest begins."""
    return asked == version or (len(asked) >= MIN_DIGEST and digest.startswith(asked))


def find(shelf: GuideShelf, guide_id: str, asked: str) -> Guide | None:
    """A guide as it last was in the version that is asked for, though it were removed."""
    for record in reversed([*shelf.versions(guide_id)]):
        if is_called(asked, record["version"], record["digest"]):
            return guide_of(record)
    return None


def kept_of(shelf: GuideShelf, guide_id: str) -> list[KeptVersion]:
    """Every version that was ever kept of a guide, in the order of import."""
    gone = shelf.removed(guide_id)
    return [
        KeptVersion(guide_of(record), record["digest"], record["digest"] in gone)
        for record in shelf.versions(guide_id)
    ]


def mark(shelf: GuideShelf, guide_id: str, version: str, *, removed: bool) -> int:
    """Takes versions of a guide off the shelf, or puts them back; how many.

    `version` is that of the guide, or the beginning of its digest; "" means all.
    """
    changed = [
        each.digest
        for each in kept_of(shelf, guide_id)
        if each.removed is not removed
        and (not version or is_called(version, each.guide.version, each.digest))
    ]
    shelf.mark(guide_id, changed, removed=removed)
    return len(changed)
