"""The head of a sheet: which column is which, in the many ways XLSForm lets one write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.columns import EXPRESSIONS, PLAIN, TEXTS
from flows.errors import guess
from flows.model import LOCALES
from flows.xlsform.languages import locale_of

SURVEY = {
    "type": "type", "command": "type", "name": "name", "tag": "name", "value": "name",
    "caption": "label", "relevance": "relevant", "calculate": "calculation",
    "constraining_message": "constraint_message", "requiredmsg": "required_message",
    "jr:constraintmsg": "constraint_message", "jr:requiredmsg": "required_message",
    "count": "repeat_count", "jr:count": "repeat_count", "repeat_count": "repeat_count",
    "readonly": "read_only", "read_only": "read_only", "trigger": "trigger",
    "parameters": "parameters", "disabled": "disabled",
    "类型": "type", "题型": "type", "名称": "name", "变量名": "name", "题目": "label",
    "问题": "label", "标签": "label", "提示": "hint", "说明": "hint", "必填": "required",
    "显示条件": "relevant", "条件": "relevant", "校验": "constraint", "约束": "constraint",
    "校验提示": "constraint_message", "公式": "calculation", "计算": "calculation",
    "默认值": "default", "选项筛选": "choice_filter", "外观": "appearance",
    "重复次数": "repeat_count",
    **{column: column for column in (*TEXTS, *EXPRESSIONS, *PLAIN)},
}  # fmt: skip
"""Columns of the survey by what they may be called."""
CHOICES = {
    "list_name": "list_name", "name": "name", "value": "name", "label": "label",
    "caption": "label", "issue_text": "issue_text", "列表": "list_name", "列表名": "list_name",
    "选项列表": "list_name", "名称": "name", "选项名": "name", "标签": "label", "选项": "label",
    "选项文字": "label",
}  # fmt: skip
SETTINGS = {
    "form_title": "title", "title": "title", "set_form_title": "title", "form_id": "flow",
    "id_string": "flow", "set_form_id": "flow", "flow": "flow", "version": "version",
    "default_language": "default_language", "synonyms": "synonyms", "标题": "title",
    "表单标题": "title", "编号": "flow", "版本": "version", "默认语言": "default_language",
}  # fmt: skip
HEADS = {"survey": ("type",), "choices": ("list_name", "name")}
"""Columns without which nothing of a sheet can be read."""
EXAMPLES = {
    "survey": "type, name, label::中文 (zh)",
    "choices": "list_name, name, label::中文 (zh)",
}
MINIMUM = {"expression": "expression", "message": "message"}
SHEETS: Mapping[str, Mapping[str, str]] = {
    "survey": SURVEY,
    "choices": CHOICES,
    "external_choices": CHOICES,
    "settings": SETTINGS,
    "minimum": MINIMUM,
}
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
    def is_proper(self) -> bool:
        """Whether its language, if any, is given in XLSForm's way."""
        return ":" in self.title or not self.language

    @property
    def is_media(self) -> bool:
        return bool(MEDIA & set(re.split("::?", self.title.lower())[:2]))


def column_of(title: str, known: Mapping[str, str]) -> Column:
    """What a head says; `known` are the columns of its sheet."""
    title = unicodedata.normalize("NFKC", title).strip()
    said, language = _parted(title, known)
    bound, _ = _parted(_PREFIX.sub("", title), known)
    if said not in known and known.get(bound, "name") not in ("name", "type"):
        said = bound
    if said in known:
        return Column(known[said], title, language)
    ours, _, locale = said.rpartition("_")
    if locale in LOCALES and known.get(ours) in LOCALISED and not language:
        return Column(known[ours], title, locale)
    return Column("", title, language)


def _parted(title: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The column's word and its language: after `::`, or, as once, after a single colon."""
    if word(title) in known:  # a name with a colon in it
        return word(title), ""
    said, _, language = title.partition("::") if "::" in title else title.partition(":")
    return word(said), " ".join(language.strip(": ").split())


def word(text: str) -> str:
    """A head as it is compared: in small letters, `_` for blanks."""
    return re.sub(r"[\s_]+", "_", text.strip().lower())


def head(row: Sequence[str], known: Mapping[str, str]) -> dict[int, Column]:
    """The columns of a sheet by where they stand.

    A column in our own way (`label_en`) beside the same in XLSForm's is the author's.
    """
    found = {at: column_of(title, known) for at, title in enumerate(row) if title.strip()}
    proper = {(each.name, locale_of(each.language)) for each in found.values() if each.is_proper}
    return {
        at: Column("", each.title)
        if not each.is_proper and (each.name, each.language) in proper
        else each
        for at, each in found.items()
    }


def misspelled(column: Column, known: Mapping[str, str]) -> str:
    """The column that was likely meant by an unknown one; '' for a column of the author's own.

    `label2` is one's own: people keep what they may want again.
    """
    said = word(column.title.partition("::")[0])
    if column.is_media or said[-1:].isdigit() or said.partition(":")[0] in QUIET:
        return ""
    return guess(said, known, _NEAR)
