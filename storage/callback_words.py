"""What was said in calls about issues, taken back with the records of who reported them (R89)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, select, update

from storage import follow_up_tables
from storage.findings import issue, issue_field
from storage.tables import table

callback = table(follow_up_tables.CallbackRow)


def forget(conn: Connection, which: ColumnElement[bool]) -> None:
    """Empty the words of the calls about issues, and that their reporter may be called."""
    theirs = select(issue.c.id).where(which)
    conn.execute(update(callback).where(callback.c.issue_id.in_(theirs)).values(words=""))
    agreed = (issue_field.c.issue_id.in_(theirs), issue_field.c.name == "callback")
    conn.execute(delete(issue_field).where(*agreed))
