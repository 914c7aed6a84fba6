"""Questions to a ledger as offices put them: sixty kinds, several pages of each, and counts."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ledger.made import TODAY, WORDS
from benchmarks.ledger.measured import tell
from flows.issue_query import By, IssueQuery
from flows.issue_terms import CATEGORIES, SEVERITIES, STATES
from storage.database import open_database
from storage.packing import load
from storage.reading import Reader

PAGES = (0, 1, 2, 5, 20)
SHOWN = 5
"""Issues of a page, as in a chat."""
BY: tuple[By, ...] = ("category", "department", "severity", "state")


def questions() -> list[IssueQuery]:
    """Sixty, from those that find everything to those that find nothing."""
    on = TODAY.date()
    words = load(WORDS.read_text(encoding="utf-8"))
    health, police = "云溪市医疗保障局", "云溪市公安局"
    year = TODAY.replace(month=1, day=1)
    standings = ("open", "closed", "overdue", "due", "week", "fixing", "passed")
    asked = [IssueQuery(standing=one, on=on) for one in standings]  # type: ignore[arg-type]
    asked += [IssueQuery(within=(health,), standing=one, on=on) for one in standings]  # type: ignore[arg-type]
    asked += [IssueQuery(state=one) for one in itertools.islice(STATES, 1, 13)]
    asked += [IssueQuery(department=one[3:7]) for one in words["departments"][:6]]
    asked += [IssueQuery(departments=(one,)) for one in words["departments"][:4]]
    asked += [IssueQuery(category=one) for one in itertools.islice(CATEGORIES, 6)]
    asked += [IssueQuery(severity=one) for one in itertools.islice(SEVERITIES, 3)]
    asked += [IssueQuery(item=one) for one in ("身份证", "医疗保险", "没有的事项")]
    asked += [IssueQuery(owner=one) for one in ("赵科长", "没有的人")]
    asked += [
        IssueQuery(),
        IssueQuery(within=(health, police)),
        IssueQuery(source="12345"),
        IssueQuery(must_fix=True),
        IssueQuery(returned=True),
        IssueQuery(since=year),
        IssueQuery(until=year),
        IssueQuery(person=17),
        IssueQuery(department="医疗", category="服务态度", standing="open", on=on),
        IssueQuery(item="身份证", severity="办不成", state="to_assign"),
    ]
    return asked


def _measured(reader: Reader) -> Iterator[tuple[str, float]]:
    for query in questions():
        for number in PAGES:
            began = time.perf_counter()
            reader.issue_page(query, number * SHOWN, SHOWN)
            yield "page", time.perf_counter() - began
        for by in BY:
            began = time.perf_counter()
            reader.issue_tally(query, by)
            yield "count", time.perf_counter() - began
    for number in range(1, 201):
        began = time.perf_counter()
        reader.issue(f"WT-2025-{number * 37:04d}")
        list(reader.moves([f"WT-2025-{number * 37:04d}"]))
        yield "one", time.perf_counter() - began


def main() -> None:
    """Print p50 and p99 of each in ms."""
    reader = Reader(open_database(f"sqlite:///{Path(sys.argv[1]) / 'walkalong.db'}"))
    for query in questions():  # once for the cache of the disk
        reader.issue_page(query, 0, SHOWN)
    found: dict[str, list[float]] = {}
    for kind, seconds in _measured(reader):
        found.setdefault(kind, []).append(seconds * 1000)
    told: dict[str, float] = {"questions": len(questions())}
    for kind, times in found.items():
        times.sort()
        told |= {f"{kind}_{p}": times[int(len(times) * p / 100)] for p in (50, 99)}
    tell(told)


if __name__ == "__main__":
    main()
