"""What a dialogue may do while one message is handled: all of it, inside one transaction.

Made and closed by `storage.turns.Store`; nothing is kept unless the turn ends
without an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from sqlalchemy import Engine, bindparam, func, insert, select, update

from flows.characters import storable
from flows.state import State
from storage import afterwards, erasing, findings, withdrawing
from storage.findings import attachment, issue, media
from storage.handling import Handling
from storage.inbox import NewMessage
from storage.lines import Wire
from storage.media import MediaStore
from storage.moves import Moves
from storage.office_issues import OfficeIssues
from storage.packing import from_ms, to_ms
from storage.ready import Ready
from storage.records import (
    PART,
    FieldValue,
    FindingOrigin,
    FindingRecord,
    FindingStatus,
    FollowUpKind,
    FollowUpRecord,
    MediaRecord,
    Seen,
)
from storage.statements import INSERT, Statements, message, walk
from storage.unmet import Unmet
from storage.volunteers import People

TELLING = ("problem", "category", "step", "severity")
"""Fields that say what is wrong; the others (service, channels …) are of the whole walk."""
_NUMBERS = Ready(
    select(issue.c.number).where(issue.c.walk_id == bindparam("walk_id_")).order_by(issue.c.id)
)


class Turn(Handling):
    """The changes of one message, with its media, findings and issues."""

    def __init__(
        self,
        engine: Engine,
        wire: Wire,
        statements: Statements,
        new: NewMessage,
        store: MediaStore,
    ) -> None:
        super().__init__(engine, wire, statements, new)
        self._media = store

    def attach(
        self,
        media_sha: str,
        walk_id: int | None,
        stage: str,
        path: str | None,
        finding_id: int | None = None,
        *,
        name: str | None = None,
    ) -> int:
        """Attach a file that is in the media store to a stage, a question or a finding.

        `name` is what this sender called it; None: as it was called in this chat before.
        A file that already came in this chat and is now given to a finding
        stays one attachment, of the message it came with.
        """
        known = self._unclaimed(media_sha, walk_id) if finding_id is not None else None
        if known is not None:
            query = update(attachment).where(attachment.c.id == known)
            at = {"stage": storable(stage)} if stage else {}
            self._conn.execute(query.values(finding_id=finding_id, **at))
            return known
        self._keep_media(media_sha)
        row = {
            "media_sha256": media_sha,
            "name": storable(self._called(media_sha) if name is None else name),
            "message_id": self.message_id,
            "walk_id": walk_id,
            "stage": storable(stage),
            "path": path,
            "finding_id": finding_id,
        }
        add = insert(attachment).values(row).returning(attachment.c.id)
        return int(self._conn.execute(add).scalar_one())

    def _keep_media(self, sha: str) -> None:
        one = self._media.get(sha)
        row = {
            "sha256": one.sha256,
            "mime": one.mime,
            "size": one.size,
            "taken_at": None if one.taken_at is None else to_ms(one.taken_at),
            "latitude": one.latitude,
            "longitude": one.longitude,
            "likeness": None if one.likeness is None else bytes.fromhex(one.likeness),
        }
        add = INSERT[self._conn.dialect.name](media).values(row)
        self._conn.execute(add.on_conflict_do_nothing())

    def _called(self, sha: str) -> str:
        """What the file was last called in this chat; another chat's name for it is not told."""
        query = (
            select(attachment.c.name)
            .join_from(attachment, message, message.c.id == attachment.c.message_id)
            .where(message.c.chat_id == self.chat_id, attachment.c.media_sha256 == sha)
            .order_by(attachment.c.id.desc())
            .limit(1)
        )
        return self._conn.execute(query).scalar() or ""

    def _unclaimed(self, sha: str, walk_id: int | None) -> int | None:
        query = (
            select(func.min(attachment.c.id))
            .join_from(attachment, message, message.c.id == attachment.c.message_id)
            .where(
                message.c.chat_id == self.chat_id,
                attachment.c.media_sha256 == sha,
                attachment.c.walk_id.is_not_distinct_from(walk_id),
                attachment.c.finding_id.is_(None),
            )
        )
        found: int | None = self._conn.execute(query).scalar()
        return found

    def attachments(self, walk_id: int) -> list[MediaRecord]:
        """The walk's media so far, those of this message among them, in the order they came."""
        return findings.files_of(self._conn, walk_id)

    def put_finding(
        self,
        walk_id: int | None,
        key: str,
        stage: str,
        origin: FindingOrigin,
        fields: Mapping[str, FieldValue],
    ) -> int:
        """Keep a finding; one of the same walk and key gets the new fields, its status stays."""
        where = {"chat_id": self.chat_id, "walk_id": walk_id, "key": storable(key)}
        return findings.put(self._conn, where, storable(stage), origin, fields)

    def set_finding(
        self,
        finding_id: int,
        status: FindingStatus,
        fields: Mapping[str, FieldValue] | None = None,
    ) -> None:
        """Say what became of a finding; `fields`, if given, replace all of its fields."""
        findings.set_status(self._conn, finding_id, status, fields)

    def finding(self, finding_id: int) -> FindingRecord:
        """A finding of this chat; LookupError when there is none."""
        which = findings.ONE_IN_CHAT
        found = findings.load(self._conn, which, chat=self.chat_id, one=finding_id)
        if not found:
            raise LookupError(f"no finding {finding_id} in this chat")
        return found[0]

    def findings(self, walk_id: int | None) -> list[FindingRecord]:
        """The findings of a walk, or (None) those of this chat outside any walk, oldest first."""
        which = findings.OF_WALK_IN_CHAT
        return findings.load(self._conn, which, chat=self.chat_id, walk=walk_id)

    def confirm_issue(
        self,
        finding_id: int,
        *,
        state: str,
        year: int,
        anonymous: bool = False,
    ) -> str:
        """Enter a finding in the ledger with its evidence; the issue's number.

        It was found when it was first told: at the time of the earliest message that what
        it says (`TELLING`) rests on, or now where it rests on none.

        Numbers are `WT-{year}-{count}`, without gaps. Its source is the walk's flow, or
        the channel outside of any walk. The reporter of an `anonymous` one is named
        nowhere. A finding that is in the ledger already keeps its number. Raises LookupError
        as `finding` does.
        """
        record = self.finding(finding_id)
        flow = select(walk.c.flow_id).where(walk.c.id == record.walk_id)
        new = {
            "state": state,
            "found_at": self._told_at(record),
            "at": self._at,
            "person_id": self.person.id,
            "anonymous": anonymous,
            "source": self._conn.execute(flow).scalar() or self._new.channel,
            "message_id": self.message_id,
        }
        return findings.confirm(self._conn, record, year, new)

    def _told_at(self, record: FindingRecord) -> int:
        told = {
            field.message
            for name, field in record.fields.items()
            if name in TELLING or name.startswith(PART)
        }
        query = select(func.min(message.c.at)).where(
            message.c.id.in_(told), message.c.chat_id == self.chat_id
        )
        found: int | None = self._conn.execute(query).scalar()
        return self._at if found is None else found

    def erase_walk(self, walk_id: int) -> None:
        """Take back what the walk recorded (`storage.erasing`); this message keeps its words.

        Its state must have been emptied before. The files are gone from the media store
        at once: a message that fails after this is sent again, and erases the rest.
        """
        for sha in erasing.erase(self._conn, walk_id, self.message_id):
            self._media.remove(sha)

    def withdraw_walk(self, walk_id: int) -> None:
        """Take back a walk that its person wants to have gone (`storage.withdrawing`)."""
        for sha in withdrawing.withdraw_walk(self._conn, walk_id, self.message_id):
            self._media.remove(sha)
        if self.walk is not None and self.walk.id == walk_id:
            self._empty()

    def withdraw_issue(self, number: str) -> None:
        """Let an issue of the person's lead to them no more; it stays in the ledger."""
        withdrawing.withdraw_issue(self._conn, number)

    def withdraw_all(self) -> None:
        """Take back all that is kept of this chat's person."""
        for sha in withdrawing.withdraw_all(self._conn, self.person.id, self.message_id):
            self._media.remove(sha)
        self.person = replace(self.person, name="")
        self._empty()

    def _empty(self) -> None:
        """The chat's walk as it is without its records."""
        if self.walk is not None:
            was = self.walk.state
            state = State(was.flow, was.version, was.started, status="cancelled")
            self.walk = self.walk._replace(state=state, item_id="", item_name="")

    @cached_property
    def people(self) -> People:
        """Volunteers, in this message's transaction."""
        return People(self._conn, from_ms(self._at))

    @cached_property
    def unmet(self) -> Unmet:
        """This chat's questions that the guides did not meet."""
        return Unmet(self._conn, self.chat_id, self.person.role)

    @cached_property
    def office(self) -> OfficeIssues:
        """Issues that an office enters by this message."""
        return OfficeIssues(self._conn, self.person.id, self.message_id, self._at)

    @cached_property
    def moves(self) -> Moves:
        """The moves of issues that this message makes."""
        return Moves(self._conn, self.person, self.message_id, self._at)

    def see_issue(self, number: str, walk_id: int, seen: Seen) -> None:
        """Keep what the walk met of a problem that was known before."""
        afterwards.see(self._conn, number, walk_id, self.message_id, self._at, seen)

    def plan_follow_up(self, walk_id: int, kind: FollowUpKind, due: datetime) -> None:
        """Have this person asked about the walk from `due` on."""
        afterwards.plan(self._conn, walk_id, self.person.id, kind, due)

    def follow_ups(self) -> list[FollowUpRecord]:
        """What this person is still to be asked, the earliest due first."""
        ours = afterwards.follow_up.c.person_id == self.person.id
        return afterwards.open_ones(self._conn, ours)

    def due_follow_up(self) -> FollowUpRecord | None:
        """What is due by now and this person was not reminded of yet."""
        return next(iter(afterwards.due(self._conn, self.person.id, self._at)), None)

    def mark_asked(self, follow_up: int) -> None:
        """This person was reminded of it."""
        afterwards.mark_asked(self._conn, follow_up, self._at)

    def answer_follow_up(self, follow_up: int, said: str) -> None:
        """Keep what this person said to it, by this message."""
        afterwards.answer(self._conn, follow_up, self._at, self.message_id, said)

    def issue_numbers(self, walk_id: int) -> tuple[str, ...]:
        """Numbers of the issues that came of a walk, in the order they were confirmed."""
        return tuple(_NUMBERS(self._conn, {"walk_id_": walk_id}).scalars())
