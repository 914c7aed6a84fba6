"""The lists that an office has set, as they are now; how issues are counted in them (R69)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.office_folder import DEFAULTS, LISTS, place_of
from flows.errors import FlowError, FlowErrors
from flows.issue_lists import KEYS, ListRule, ListScheme, Reason, Terms
from flows.issue_query import IssueQuery
from flows.issue_terms import CATEGORIES, SEVERITIES, STATES
from flows.lists_file import Known, read_lists
from storage.exports.columns import COLUMNS, FIELD_NAMES, field_name
from storage.records import ISSUE_FIELDS, IssueRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.reading import Reader

_COLUMNS = {column.key: column.zh for column in COLUMNS}
_FIELDS = {name: FIELD_NAMES[name] for name in (*ISSUE_FIELDS, *FIELD_NAMES) if ":" not in name}


class ListsFile:
    """The scheme of a home, read anew when its file has changed.

    A file with faults is not followed: what was read before holds, else what is proposed.
    """

    def __init__(self, home: Path, actions: Callable[[], Mapping[str, str]]) -> None:
        self._home, self._actions = home, actions
        self._seen: object = None
        self._scheme = ListScheme((), {})
        self.faults: tuple[FlowError, ...] = ()

    @property
    def scheme(self) -> ListScheme:
        """What holds now."""
        path = place_of(self._home, LISTS)
        found = path.stat()
        now = (path, found.st_mtime_ns, found.st_size)
        if now != self._seen:
            self._read(path)
            self._seen = now
        return self._scheme

    def _read(self, path: Path) -> None:
        known = Known(_FIELDS, _COLUMNS, self._actions())
        try:
            self._scheme, self.faults = read_lists(path, known), ()
        except FlowErrors as wrong:
            self.faults = tuple(wrong.errors)
            if not self._scheme.lists:
                self._scheme = read_lists(DEFAULTS / LISTS, known)


def resolved(lists: ListsFile, query: IssueQuery) -> IssueQuery:
    """The question with the list that it names, as it is set now."""
    if query.listing is None:
        return query
    return replace(query, listed=lists.scheme.named(query.listing))


class ListCount(NamedTuple):
    """A list, and how many entries it has."""

    rule: ListRule
    entries: int


def counts(
    reader: Reader, scheme: ListScheme, query: IssueQuery, registered: int
) -> tuple[ListCount, ...]:
    """How many of the issues of a question stand in each list; `registered` in the register."""
    return tuple(
        ListCount(
            rule,
            registered
            if rule.register
            else reader.issue_page(replace(query, listing=rule.name, listed=rule), 0, 1).total,
        )
        for rule in scheme.lists
    )


def lists_of(scheme: ListScheme, issue: IssueRecord) -> list[tuple[ListRule, tuple[Reason, ...]]]:
    """The lists that an issue stands in, with the reasons; none where all issues do."""
    from storage.issue_lists import facts_of

    facts = facts_of(issue)
    found = ((rule, rule.reasons(facts)) for rule in scheme.lists)
    return [(rule, reasons) for rule, reasons in found if reasons is not None]


def reason_words(reason: Reason, locale: str) -> str:
    """ "影响程度：建议优化", "填了工作建议"."""
    head = KEYS[reason.key][locale == "en"]
    value = _value(reason, locale)
    if reason.key == "filled":
        return f"{head} {value}" if locale == "en" else f"{head}“{value}”"
    return f"{head}: {value}" if locale == "en" else f"{head}：{value}"


def _value(reason: Reason, locale: str) -> str:
    if reason.key == "filled":
        return field_name(reason.value, locale)
    if reason.key == "states":
        return STATES[reason.value][locale == "en"]
    terms = {**SEVERITIES, **CATEGORIES}
    return terms.get(reason.value, reason.value) if locale == "en" else reason.value


def rule_words(rule: ListRule, locale: str) -> str:
    """What makes an issue stand in the list, in words."""
    en = locale == "en"
    if rule.register:
        return "the register of measures" if en else "登记的制度、标准、措施、政策"
    between, comma = ("; ", ", ") if en else ("；", "、")
    told = between.join(_all_words(rule.any, locale)) or ("all issues" if en else "全部问题")
    never = comma.join(_all_words(rule.none, locale))
    if not never:
        return told
    return f"{told}; none of: {never}" if en else f"{told}；不含：{never}"


def _all_words(terms: Terms, locale: str) -> Sequence[str]:
    return [
        reason_words(Reason(key, value), locale) for key in KEYS for value in getattr(terms, key)
    ]
