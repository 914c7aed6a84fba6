"""Guides from files: tables, Markdown and YAML (our own form), JSONL (published exports).

Guards the library from what files hold. Every row becomes a `Draft` or a
`Refusal` with file, line, reason and mend; nothing that a file holds raises,
and nothing aborts the rest. `files.read_drafts` is the way in; it is not imported
here, for the processes that parse one file each need a small part of this alone.
"""
