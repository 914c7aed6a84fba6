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

    def put(self, record: Mapping[str, Any], /) -> bool:
        held = self._read()
        old = held["guides"].get(record["id"])
        if old and old["digest"] == record["digest"]:
            return False
        held["guides"][record["id"]] = dict(record)
        held["revision"] += 1
        aside = self._path.with_suffix(".new")
        aside.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        aside.replace(self._path)  # another process reads all of it, old or new
        return True

    def all(self) -> Iterable[Mapping[str, Any]]:
        return list(self._read()["guides"].values())

    def get(self, guide_id: str, /) -> Mapping[str, Any] | None:
        guide: Mapping[str, Any] | None = self._read()["guides"].get(guide_id)
        return guide

    def revision(self) -> int:
        revision: int = self._read()["revision"]
        return revision

    def _read(self) -> dict[str, Any]:
        if not self._path.exists():
            return {"revision": 0, "guides": {}}
        held: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return held
