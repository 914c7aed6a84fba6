"""A shelf in a JSON file, and where the guides of these tests are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

GUIDES = Path(__file__).parent / "guides"


class JsonShelf:
    """A `GuideShelf` in one JSON file: what storage does in tables, as small as can be."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, record: Mapping[str, Any], /, *, current: bool = True) -> bool:
        held = self._read()
        kept = held["guides"].setdefault(record["id"], [])
        if record["digest"] in [each["digest"] for each in (kept[:1] if current else kept)]:
            return False
        kept.insert(0 if current else 1, dict(record))
        held["revision"] += 1
        aside = self._path.with_suffix(".new")
        aside.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        aside.replace(self._path)  # another process reads all of it, old or new
        return True

    def all(self) -> Iterable[Mapping[str, Any]]:
        return [kept[0] for kept in self._read()["guides"].values()]

    def get(self, guide_id: str, version: str = "", /) -> Mapping[str, Any] | None:
        kept = self.versions(guide_id)
        return next((each for each in kept if version in ("", each["version"])), None)

    def versions(self, guide_id: str, /) -> list[Mapping[str, Any]]:
        kept: list[Mapping[str, Any]] = self._read()["guides"].get(guide_id, [])
        return kept

    def revision(self) -> int:
        revision: int = self._read()["revision"]
        return revision

    def _read(self) -> dict[str, Any]:
        if not self._path.exists():
            return {"revision": 0, "guides": {}}
        held: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return held
