"""The table in which an office says how long each kind gives (`flows.deadlines`).

Columns 来源, 种类, 期限 and 备注. Guards that a number that was written wrong is told, and is not
taken for one that is not set. Pure: the rows are told.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.deadlines import IN_WORKDAYS, SETTLED, Kind, Rule, Rules, period_in
from flows.errors import Detail, FlowError, FlowErrors, Place
from flows.office_table import rows_below_head, words_fault
from flows.office_texts import Office
from flows.xlsform.tables import Tables

HEADS = {
    "source": ("来源", "source"),
    "kind": ("种类", "类型", "kind"),
    "period": ("期限", "时限", "工作日", "period"),
    "note": ("备注", "依据", "note"),
}
MAX_RULES = 200
LONGEST_WORD, LONGEST_NOTE = 20, 100
NOWHERE = Place("")
"""Where a rule stands that was typed, not read."""


def read_rules(tables: Tables) -> Rules:
    """The rules of a table. Raises FlowErrors with every fault."""
    rows = rows_below_head(tables, HEADS, ("source", "kind", "period"))
    if len(rows) > MAX_RULES:
        raise FlowErrors([Place(tables.source).error(Office.TOO_MANY, limit=MAX_RULES)])
    found: dict[Kind, Rule] = {}
    errors: list[FlowError] = []
    for place, cells in rows:
        kind = Kind(cells["source"], cells["kind"])
        wrong = faults_of(kind, cells["period"], cells["note"], place)
        if kind in found:
            wrong.append(place.error(Office.TWICE, name=_told(kind)))
        errors += wrong
        if not wrong:
            found[kind] = Rule(kind, SETTLED.get(kind) or period_in(cells["period"]), cells["note"])
    if errors:
        raise FlowErrors(errors)
    return Rules(found.values())


def faults_of(kind: Kind, period: str, note: str = "", at: Place = NOWHERE) -> list[FlowError]:
    """What is wrong with one rule; an empty period is one that is not set."""
    words = ((kind.source, LONGEST_WORD), (kind.kind, LONGEST_WORD), (note, LONGEST_NOTE))
    faults = [fault for text, most in words if (fault := words_fault(at, text, most))]
    named = {"source": kind.source, "kind": kind.kind}
    heads = [HEADS[name] for name, word in named.items() if not word]
    faults += [at.error(Office.EMPTY, name={"zh": head[0], "en": head[-1]}) for head in heads]
    read = period_in(period)
    if period and read is None:
        faults.append(at.error(Office.NO_PERIOD, value=period[:20]))
    elif read is not None and kind in IN_WORKDAYS and read.unit != "workdays":
        faults.append(at.error(Office.NOT_IN_WORKDAYS, name=_told(kind)))
    if period and kind in SETTLED and read != SETTLED[kind]:
        faults.append(at.error(Office.SETTLED, name=_told(kind)))
    return faults


def _told(kind: Kind) -> Detail:
    return {"zh": kind.told("zh"), "en": kind.told("en")}


def told_rows(rules: Iterable[Rule]) -> list[tuple[str, ...]]:
    """A table that reads as these rules, its head row first."""
    head = tuple(HEADS[name][0] for name in ("source", "kind", "period", "note"))
    return [
        head,
        *(
            (
                rule.kind.source,
                rule.kind.kind,
                rule.period.told("zh") if rule.period else "",
                rule.note,
            )
            for rule in rules
        ),
    ]
