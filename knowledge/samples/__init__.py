"""The service guides of the fictional city 云溪市 (docs/sample-guides.md)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def samples() -> list[Path]:
    """The files of all sample guides."""
    return sorted(FOLDER.glob("*.md"))
