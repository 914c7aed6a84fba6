"""A shelf in a JSON file, and where the guides of these tests are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

GUIDES = Path(__file__).parent / "guides"


class JsonShelf:
    """A `GuideShelf` in one JSON file: what storage does in tables, as small as can be."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, record: Mapping[str, Any], /) -> bool:
        held = self._read()
        kept = held["guides"].setdefault(record["id"], [])
        if kept and kept[-1]["digest"] == record["digest"]:
            return False
        others = [each for each in kept if each["digest"] != record["digest"]]
        held["guides"][record["id"]] = [*others, dict(record)]
        self._write(held)
        return True

    def mark(self, guide_id: str, digests: Collection[str], /, *, removed: bool) -> None:
        held = self._read()
        gone = {*held["removed"].get(guide_id, ())}
        changed = gone | {*digests} if removed else gone - {*digests}
        if changed != gone:
            held["removed"][guide_id] = sorted(changed)
            self._write(held)

    def all(self) -> Iterable[Mapping[str, Any]]:
        held = self._read()
        return [
            each
            for id_, kept in held["guides"].items()
            for each in kept
            if each["digest"] not in held["removed"].get(id_, ())
        ]

    def versions(self, guide_id: str, /) -> list[Mapping[str, Any]]:
        kept: list[Mapping[str, Any]] = self._read()["guides"].get(guide_id, [])
        return kept

    def removed(self, guide_id: str, /) -> Collection[str]:
        gone: list[str] = self._read()["removed"].get(guide_id, [])
        return gone

    def revision(self) -> int:
        revision: int = self._read()["revision"]
        return revision

    def _write(self, held: dict[str, Any]) -> None:
        held["revision"] += 1
        aside = self._path.with_suffix(".new")
        aside.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        aside.replace(self._path)  # another process reads all of it, old or new

    def _read(self) -> dict[str, Any]:
        if not self._path.exists():
            return {"revision": 0, "guides": {}, "removed": {}}
        held: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return held


def many_in(folder: Path, count: int) -> Path:
    """The folder, with so many guides in guides.jsonl: two vectors each."""
    rows = [
        {"id": f"S-{n}", "name": f"犬只登记第{n}类", "受理条件": f"饲养第{n}类犬只的居民"}
        for n in range(count)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "guides.jsonl").write_text(lines, encoding="utf-8")
    return folder
