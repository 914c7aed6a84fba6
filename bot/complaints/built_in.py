"""The mappings that come with the program."""

from __future__ import annotations

from pathlib import Path

BUILT_IN = {
    "12345": "hotline.yaml",
    "好差评": "ratings.yaml",
    "办不成事": "window.yaml",
    "投诉建议": "suggestions.yaml",
}
"""By the name they are asked for with."""
FOLDER = "mappings"
"""Folder of these; and of the office's own, in the home."""


def built_in(name: str) -> Path:
    return Path(__file__).parent / FOLDER / BUILT_IN[name]
