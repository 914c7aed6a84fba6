"""What is said of calls: every row's fate, and how many found what, never a mean alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.cli.importing import told_troubles
from bot.cli.output import echo
from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.callbacks.importing import CallsImport
    from flows.callbacks import Call


def spread(session: Session, calls: Sequence[Call]) -> str:
    """How many calls found what, and the marks."""
    from flows.callbacks import RESULTS

    counts = Counter(call.result for call in calls)
    told = session.say("，", ", ").join(
        f"{session.say(*words)} {counts[result]}" for result, words in RESULTS.items()
    )
    marks = Counter(call.mark for call in calls if call.mark is not None)
    stars = " ".join(f"{mark}:{marks[mark]}" for mark in range(5, 0, -1)) if marks else ""
    return told + (session.say(f"；评分 {stars}", f"; marks {stars}") if stars else "")


def tell(
    session: Session, found: CallsImport, *, dry_run: bool, skip_bad: bool, quiet: bool
) -> None:
    """Each row's fate, then the sums; `quiet`: standard output is a program's."""
    say, table = session.say, found.table
    if table.unread:
        names = say("、", ", ").join(name[:20] for name in table.unread[:20])
        echo(say(f"没有读的列：{names}", f"Columns not read: {names}"), err=True)
    if table.troubles:
        came = say("这些行没有登记。", "These rows were not entered.") if skip_bad else ""
        told_troubles(session, table.troubles, 0, found.copy, came)
        if not skip_bad:
            return
    if quiet:
        return
    for one in found.fates:
        echo(f"{say('第', 'row ')}{one.row.row}{say(' 行', '')}  {one.number}  {say(*one.words)}")
    new = len(found.fates) - found.count(None)
    reopened, proposed = found.count("reopened"), found.count("proposed")
    head = say("试算：会登记", "Tried: would enter") if dry_run else say("登记了", "Entered")
    echo(
        say(
            f"{head} {new} 次回访：重新打开 {reopened} 个问题，待管理员定 {proposed} 个；"
            f"以前导入过的 {found.count(None)} 次；没打的 {table.unfilled} 行。",
            f"{head} {new} calls: {reopened} issues re-opened, {proposed} for an admin to decide; "
            f"{found.count(None)} were imported before; {table.unfilled} rows not filled in.",
        )
    )


def object_of(found: CallsImport) -> dict[str, Any]:
    """The same for a program."""
    return {
        "done": found.is_done,
        "rows": [
            {"row": one.row.row, "number": one.number, "fate": one.fate or "same",
             "result": one.row.call.result, "words": one.words[0]}
            for one in found.fates
        ],
        "refused": [
            {"row": one.row, "place": one.place, "column": one.heading, "value": one.value,
             "why": one.words[0]}
            for one in found.table.troubles
        ],
        "unfilled": found.table.unfilled,
        "copy": found.copy,
    }  # fmt: skip
