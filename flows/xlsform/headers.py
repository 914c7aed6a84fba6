"""The head of a sheet: which column is which, in the many ways XLSForm lets one write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.columns import EXPRESSIONS, PLAIN, TEXTS
from flows.errors import guess
from flows.model import LOCALES

SURVEY = {
    "type": "type", "command": "type", "name": "name", "tag": "name", "value": "name",
    "caption": "label", "relevance": "relevant", "calculate": "calculation",
    "constraining_message": "constraint_message", "requiredmsg": "required_message",
    "jr:constraintmsg": "constraint_message", "jr:requiredmsg": "required_message",
    "count": "repeat_count", "jr:count": "repeat_count", "repeat_count": "repeat_count",
    "readonly": "read_only", "read_only": "read_only", "trigger": "trigger",
    "parameters": "parameters", "disabled": "disabled",
    **{column: column for column in (*TEXTS, *EXPRESSIONS, *PLAIN)},
}  # fmt: skip
"""Columns of the survey by what they may be called."""
CHOICES = {
    "list_name": "list_name", "name": "name", "value": "name", "label": "label",
    "caption": "label", "issue_text": "issue_text",
}  # fmt: skip
SETTINGS = {
    "form_title": "title", "title": "title", "set_form_title": "title", "form_id": "flow",
    "id_string": "flow", "set_form_id": "flow", "flow": "flow", "version": "version",
    "default_language": "default_language", "synonyms": "synonyms",
}  # fmt: skip
HEADS = {"survey": ("type",), "choices": ("list_name", "name")}
"""Columns without which nothing of a sheet can be read."""
EXAMPLES = {
    "survey": "type, name, label::中文 (zh)",
    "choices": "list_name, name, label::中文 (zh)",
}
MINIMUM = {"expression": "expression", "message": "message"}
LOCALISED = frozenset({*TEXTS, "title", "message"})
MEDIA = frozenset({"image", "big-image", "audio", "video", "media"})
QUIET = frozenset({"guidance_hint", "bind", "body", "control", "instance", "save_to", "autoplay"})
"""Columns of XLSForm that say nothing here, or nothing that is a slip."""
_PREFIX = re.compile(r"^(?:bind|body|control)::?(?=\w)", re.IGNORECASE)
_NEAR = 0.85


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` is ours, '' for one that is not known; `title` is what stands there."""

    name: str
    title: str
    language: str = ""

    @property
    def is_media(self) -> bool:
        return bool(MEDIA & set(re.split("::?", self.title.lower())[:2]))


def column_of(title: str, known: Mapping[str, str]) -> Column:
    """What a head says; `known` are the columns of its sheet."""
    title = title.strip()
    word, language = _parted(title, known)
    bound, _ = _parted(_PREFIX.sub("", title), known)
    if word not in known and known.get(bound, "name") not in ("name", "type"):
        word = bound
    if word in known:
        return Column(known[word], title, language)
    ours, _, locale = word.rpartition("_")
    if locale in LOCALES and known.get(ours) in LOCALISED and not language:
        return Column(known[ours], title, locale)
    return Column("", title, language)


def _parted(title: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The column's word and its language: after `::`, or, as once, after a single colon."""
    if _word(title) in known:  # a name with a colon in it
        return _word(title), ""
    word, _, language = title.partition("::") if "::" in title else title.partition(":")
    return _word(word), " ".join(language.strip(": ").split())


def _word(text: str) -> str:
    return re.sub(r"[\s_]+", "_", text.strip().lower())


def head(row: Sequence[str], known: Mapping[str, str]) -> dict[int, Column]:
    """The columns of a sheet by where they stand."""
    return {at: column_of(title, known) for at, title in enumerate(row) if title.strip()}


def misspelled(column: Column, known: Mapping[str, str]) -> str:
    """The column that was likely meant by an unknown one; '' for a column of the author's own.

    `label2` is one's own: people keep what they may want again.
    """
    word = _word(column.title.partition("::")[0])
    if column.is_media or word[-1:].isdigit() or word.partition(":")[0] in QUIET:
        return ""
    return guess(word, known, _NEAR)
