"""Guides from files: tables, Markdown and YAML (our own form), JSONL (published exports).

Guards the library from what files hold. Every row becomes a `Draft` or a
`Refusal` with file, line, reason and mend; nothing that a file holds raises,
and nothing aborts the rest.
"""

from __future__ import annotations

from knowledge.importers.files import read_drafts

__all__ = ["read_drafts"]
