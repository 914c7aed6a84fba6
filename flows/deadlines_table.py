"""The table in which an office says how long each kind gives (`flows.deadlines`).

Columns 来源, 种类, 期限 and 备注. Guards that a number that was written wrong is told, and is not
taken for one that is not set. Pure: the rows are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.deadlines import IN_WORKDAYS, SETTLED, Kind, Rule, Rules, period_in
from flows.table_rows import RowFault, TableFaults, TableRow, by_head, words_fault

HEADS = {
    "source": ("来源", "source"),
    "kind": ("种类", "类型", "kind"),
    "period": ("期限", "时限", "工作日", "period"),
    "note": ("备注", "依据", "note"),
}
MAX_RULES = 200
LONGEST_WORD, LONGEST_NOTE = 20, 100


def read_rules(rows: Sequence[TableRow]) -> Rules:
    """The rules of a table. Raises `TableFaults` with every fault."""
    told = by_head(rows, HEADS, ("source", "kind", "period"))
    if len(told) > MAX_RULES:
        raise TableFaults([RowFault(0, f"最多 {MAX_RULES} 行", f"of at most {MAX_RULES} rows")])
    found: dict[Kind, Rule] = {}
    faults: list[RowFault] = []
    for number, cells in told:
        kind = Kind(cells["source"], cells["kind"])
        wrong = faults_of(kind, cells["period"], cells["note"], number)
        if kind in found:
            zh, en = f"{kind.told('zh')} 写了两次", f"{kind.told('en')} is there twice"
            wrong.append(RowFault(number, zh, en))
        faults += wrong
        if not wrong:
            found[kind] = Rule(kind, SETTLED.get(kind) or period_in(cells["period"]), cells["note"])
    if faults:
        raise TableFaults(faults)
    return Rules(found.values())


def faults_of(kind: Kind, period: str, note: str = "", row: int = 0) -> list[RowFault]:
    """What is wrong with one rule; an empty period is one that is not set."""
    words = ((kind.source, LONGEST_WORD), (kind.kind, LONGEST_WORD), (note, LONGEST_NOTE))
    faults = [fault for text, most in words if (fault := words_fault(row, text, most))]
    if not kind.source or not kind.kind:
        faults.append(RowFault(row, "来源和种类都要写", "both the source and the kind are needed"))
    read, given = period_in(period), repr(period[:20])
    if period and read is None:
        zh = f"期限 {given} 看不懂；写 5个工作日、3天、1个月、当日 或 2027-06-30"
        en = f"the period {given} is none; write 5 working days, 3 days, 1 month, same day or a day"
        faults.append(RowFault(row, zh, en))
    elif read is not None and kind in IN_WORKDAYS and read.unit != "workdays":
        zh = f"{kind.told('zh')} 按工作日算；写 5个工作日"
        en = f"{kind.told('en')} is counted in working days; write 5 working days"
        faults.append(RowFault(row, zh, en))
    if period and kind in SETTLED and read != SETTLED[kind]:
        zh, en = f"{kind.told('zh')} 就是当日，不能改", f"{kind.told('en')} is the same day always"
        faults.append(RowFault(row, zh, en))
    return faults


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
