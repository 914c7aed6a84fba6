"""One's own records in words, as the tables of the workbook that is taken along (R89)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.dialogue.house import Form, House
from bot.dialogue.prompts import local, shown_line
from bot.dialogue.texts import joined, say
from bot.dialogue.texts_book import BOOK
from bot.dialogue.volunteering import in_words
from flows.issue_terms import CATEGORIES, SEVERITIES, STATES, STEPS
from flows.readback import read_back
from flows.volunteer_terms import APPLICATION, STANDINGS
from storage.exports.records_book import Head, Row, Table
from storage.own_records import OwnRecords
from storage.records import WalkRecord
from storage.volunteers import PROFILE

_TERMS = {**CATEGORIES, **SEVERITIES, **STEPS}
_ROLES = {"volunteer": ("体验员", "volunteer"), "staff": ("工作人员", "staff"),
          "admin": ("管理员", "admin")}  # fmt: skip
_STATES: dict[str, tuple[str, str]] = {
    "appointed": ("已聘任", "appointed"),
    **{str(name): words for name, words in STANDINGS.items()},
}


class RecordsBook:
    """The tables of one person, in their language."""

    def __init__(self, house: House, records: OwnRecords, locale: str, now: datetime) -> None:
        self._house, self._data = house, records.data
        self._files = records.files
        self._locale, self._now = locale, now

    def tables(self, walks: list[WalkRecord]) -> tuple[Table, ...]:
        """All of them; one that has no rows shows that nothing of the kind is kept."""
        heads: dict[str, tuple[Head, ...]] = {
            "me": (Head(self._word("what"), 22), Head(self._word("told"), 70)),
            "walks": (
                Head(self._word("number"), 8, "number"), Head(self._word("flow"), 18),
                Head(self._word("item"), 26), Head(self._word("began"), 17, "time"),
                Head(self._word("ended"), 17, "time"), Head(self._word("status"), 10),
            ),
            "answers": (
                Head(self._word("walk"), 8, "number"), Head(self._word("stage"), 18),
                Head(self._word("question"), 26), Head(self._word("answer"), 60),
            ),
            "issues": (
                Head(self._word("number"), 16), Head(self._word("status"), 12),
                Head(self._word("at"), 17, "time"), Head(self._word("problem"), 44),
                Head(self._word("category"), 20), Head(self._word("severity"), 18),
                Head(self._word("name"), 12),
            ),
            "messages": (
                Head(self._word("at"), 17, "time"), Head(self._word("said"), 46),
                Head(self._word("replied"), 62),
            ),
            "files": (
                Head(self._word("file"), 12), Head(self._word("walk"), 10, "number"),
                Head(self._word("kind"), 18), Head(self._word("taken"), 17, "time"),
            ),
        }  # fmt: skip
        rows: dict[str, Iterator[Row]] = {
            "me": self._me(),
            "walks": map(self._walk, walks),
            "answers": (row for walk in walks for row in self._answers(walk)),
            "issues": map(self._issue, self._data["issues"]),
            "messages": self._messages(),
            "files": map(self._file, self._data["files"]),
        }
        return tuple(
            Table(self._word(f"sheet_{name}"), heads[name], tuple(rows[name])) for name in heads
        )

    def _word(self, key: str) -> str:
        return self._either(BOOK[key])

    def _either(self, words: tuple[str, str]) -> str:
        return words[self._locale == "en"]

    def _me(self) -> Iterator[Row]:
        person, volunteer = self._data["person"], self._data["volunteer"]
        yield self._word("name"), person.get("name", "")
        yield self._word("role"), self._either(_ROLES.get(person.get("role", ""), ("", "")))
        if department := person.get("department"):
            yield self._word("department"), department
        for chat in self._data["chats"]:
            yield self._word("chat"), f"{chat['channel']} · {chat['external']}"
        for known in volunteer["known"]:
            trained = known["trained_at"]
            yield self._word("trained"), trained[:10] if trained else self._word("no")
            yield self._word("unnamed"), self._word("yes" if known["anonymous"] else "no")
        flow = self._house.flows.current()[APPLICATION]
        for one in volunteer["applications"]:
            profile = {name: one[name] for name in PROFILE}
            state = self._either(_STATES.get(one["state"], (one["state"],) * 2))
            told = [state, *in_words(flow, profile, self._locale), one["reason"]]
            head = f"{self._word('application')} {one['id']} · {one['at'][:10]}"
            yield head, joined(self._locale, filter(None, told))
        for term in volunteer["terms"]:
            ends = term["ends"] or self._word("open")
            yield f"{self._word('term')} {term['application_id']}", f"{term['begins']} — {ends}"

    def _walk(self, walk: WalkRecord) -> Row:
        flow = self._house.flows.pinned(walk.flow_id, walk.flow_version)
        ended = walk.ended and walk.ended.replace(tzinfo=None)
        status = say(self._locale, f"status_{walk.state.status}")
        title = local(flow.title, self._locale)
        began = walk.started.replace(tzinfo=None)
        return walk.id, title, walk.item_name, began, ended, status

    def _answers(self, walk: WalkRecord) -> Iterator[Row]:
        """As they are read back to the person; what was asked and skipped has no value."""
        flow = self._house.flows.pinned(walk.flow_id, walk.flow_version)
        form = Form("w", flow, walk.state, walk.id)
        for stage in read_back(flow, walk.state, walk.ended or self._now):
            for line in stage.lines:
                label = local(line.label, self._locale)
                told = shown_line(form, line, self._locale)
                yield walk.id, local(stage.label, self._locale), label, told

    def _issue(self, one: dict[str, Any]) -> Row:
        fields = one["fields"]
        category, severity = fields.get("category", ""), fields.get("severity", "")
        if self._locale == "en":
            category, severity = _TERMS.get(category, category), _TERMS.get(severity, severity)
        name = self._word("unnamed") if one["anonymous"] else self._data["person"].get("name", "")
        state = self._either(STATES.get(one["state"], (one["state"],) * 2))
        problem, at = fields.get("problem", ""), _time(one["found_at"])
        return one["number"], state, at, problem, category, severity, name

    def _messages(self) -> Iterator[Row]:
        """What was said, and what the bot said of its own accord, in the order of time."""
        said = (*self._data["messages"], *self._data["told"])
        for one in sorted(said, key=lambda one: str(one["at"])):
            yield _time(one["at"]), one.get("text", ""), "\n".join(one["replies"])

    def _file(self, one: dict[str, Any]) -> Row:
        place = self._files.index(one["media_sha256"]) + 1
        return f"files/{place:03d}", one["walk_id"], one["mime"], _time(one["taken_at"])


def _time(iso: str | None) -> datetime | None:
    return None if not iso else datetime.fromisoformat(iso).replace(tzinfo=None)
