"""Issues that an office enters by itself: of what people asked, or of what a guide says.

They rest on copies of the questions, which belong to nobody's chat: nothing leads from an
issue to who asked, and an issue keeps its words when somebody takes back their records. What
an issue was made of is named by its key, so that none is made twice of the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, insert, select, update

from flows.characters import storable
from flows.issue_terms import INITIAL_STATE
from storage import findings
from storage.findings import finding, issue, issue_field
from storage.packing import from_ms, to_ms
from storage.records import FieldValue, FindingRecord
from storage.statements import chat, message
from storage.unmet import UnmetRecord, load_all, question, settle
from storage.withdrawing import nobody

CASE = "case:"
"""How the keys of cases begin."""
OFFICE = "admin"
"""The role of the nobody whose chat keeps what such issues rest on."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A question as an issue cites it: which message says it, and which what was missing."""

    asked: UnmetRecord
    message: int
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class OfficeIssue:
    """An issue to be entered: `key` names what it is made of, `source` is the ledger's 来源."""

    key: str
    source: str
    fields: Mapping[str, FieldValue]
    found_at: datetime | None = None


class KnownCase(NamedTuple):
    """A case of another platform that is an issue: its number, and what the case said then."""

    number: str
    text: str


def case_key(case: str, source: str) -> str:
    """What names a case of another platform, the case's own number first (R29)."""
    return f"{CASE}{case}:{source}"


class OfficeIssues:
    """The issues that one message of an office enters, inside its transaction."""

    def __init__(self, conn: Connection, person_id: int, message_id: int, at: int) -> None:
        self._conn, self._person_id = conn, person_id
        self._message_id, self._at = message_id, at
        _, self._chat_id = nobody(conn, OFFICE)
        # One office at a time: that there is no issue yet must hold until there is one.
        lock = select(chat.c.id).where(chat.c.id == self._chat_id).with_for_update()
        conn.execute(lock)

    def number_of(self, key: str) -> str:
        """The number of the issue that was made of `key`; empty when there is none."""
        query = (
            select(issue.c.number)
            .join_from(issue, finding)
            .where(
                finding.c.chat_id == self._chat_id,
                finding.c.walk_id.is_(None),
                finding.c.key == key,
            )
        )
        return self._conn.execute(query).scalar() or ""

    def known_cases(self, source: str) -> dict[str, KnownCase]:
        """The cases of a platform that are in the ledger, by the number that it has for them."""
        query = (
            select(finding.c.key, issue.c.number, message.c.text)
            .join_from(finding, issue, issue.c.finding_id == finding.c.id)
            .join(
                issue_field,
                and_(issue_field.c.issue_id == issue.c.id, issue_field.c.name == "case_number"),
            )
            .join(message, message.c.id == issue_field.c.message_id)
            .where(
                finding.c.chat_id == self._chat_id,
                finding.c.walk_id.is_(None),
                issue.c.source == source,
            )
        )
        ends = f":{source}"
        return {
            row.key.removeprefix(CASE).removesuffix(ends): KnownCase(row.number, row.text)
            for row in self._conn.execute(query)
        }

    def say(self, called: str, text: str) -> int:
        """Words that an issue rests on, as a message of nobody's; its id."""
        return self._said(called, self._at, text, "case")

    def settle(self, keys: Sequence[int], *, done: bool) -> None:
        """The questions are written up in the guides (`done`), or not to be."""
        settle(self._conn, keys, "done" if done else "ignored", self._at)

    def copies(self, keys: Sequence[int]) -> list[Copied]:
        """The questions, each as a message of nobody's; what was emptied meanwhile is none."""
        found = load_all(self._conn, question.c.id.in_(keys))
        return [self._copied(one) for one in found if one.text.strip()]

    def _copied(self, one: UnmetRecord) -> Copied:
        wanted = self._copy(f"unmet-{one.id}-wanted", one, one.wanted) if one.wanted else None
        return Copied(one, self._copy(f"unmet-{one.id}", one, one.text), wanted)

    def _copy(self, external: str, one: UnmetRecord, text: str) -> int:
        return self._said(external, to_ms(one.at), text, "question")

    def _said(self, external: str, at: int, text: str, kind: str) -> int:
        row = {
            "chat_id": self._chat_id,
            "external_id": external,
            "at": at,
            "text": storable(text),
            "kind": kind,
            "question": "",
            "walk_id": None,
        }
        added = insert(message).values(row).returning(message.c.id)
        return int(self._conn.execute(added).scalar_one())

    def enter(self, new: OfficeIssue, keys: Sequence[int] = ()) -> str:
        """Enter an issue and settle the questions `keys` by it; its number."""
        where = {"chat_id": self._chat_id, "walk_id": None, "key": new.key}
        finding_id = findings.put(self._conn, where, "", "rule", new.fields)
        record = FindingRecord(finding_id, None, new.key, "", "rule", "proposed", new.fields)
        found_at = self._at if new.found_at is None else to_ms(new.found_at)
        row = {
            "state": INITIAL_STATE,
            "found_at": found_at,
            "at": self._at,
            "person_id": self._person_id,
            "anonymous": False,
            "source": new.source,
            "message_id": self._message_id,
        }
        number = findings.confirm(self._conn, record, from_ms(self._at).year, row)
        if keys:
            settle(self._conn, keys, "issue", self._at)
            key = select(issue.c.id).where(issue.c.number == number).scalar_subquery()
            made = update(question).where(question.c.id.in_(keys)).values(issue_id=key)
            self._conn.execute(made)
        return number
