"""The log of classes of problems: append-only and chained as the ledger's is (`issue_log`).

A chain of its own, for the ledger's rows are of issues.
"""

from __future__ import annotations

from storage import class_tables
from storage.issue_log import Chain
from storage.tables import table

problem_class, class_log = table(class_tables.ProblemClass), table(class_tables.ClassLog)
_CLASSES = Chain(class_log, table(class_tables.ClassLogHead), problem_class, "class_id")
append, check = _CLASSES.append, _CLASSES.check
