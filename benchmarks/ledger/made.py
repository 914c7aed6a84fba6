"""A ledger of made issues of a made city: fields, the words they rest on, moves, a whole log.

Written by Core statements a few thousand rows at a time, for a turn of the dialogue for each of a
hundred thousand issues would take hours; `walkalong db check` finds nothing wrong with it.
"""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, update

from flows.issue_terms import CATEGORIES, SEVERITIES, STEPS
from flows.rectification import FIXING
from storage import issue_log as log
from storage.database import open_database, upgrade
from storage.findings import ASKED_BY, counter, finding, issue, issue_field, issue_log
from storage.packing import CHINA, dump, to_ms
from storage.statements import chat, message, person

WORDS = Path(__file__).with_name("words.json")
TODAY = datetime(2026, 11, 24, 17, 30, tzinfo=CHINA)
FIRST_YEAR = 2023
AT_A_TIME = 2_000
SEED = 20_261_124
STAGES = (
    ("enter", 8), ("verify", 8), ("decline", 4), ("assign", 24), ("plan", 18), ("report_fix", 8),
    ("close", 20), ("publish", 10),
)  # fmt: skip
"""How far issues have come, and how many of a hundred."""
PATHS = {
    "enter": (), "verify": ("verify",), "decline": ("decline",), "assign": ("verify", "assign"),
    "plan": ("verify", "assign", "plan"),
    "report_fix": ("verify", "assign", "plan", "report_fix"),
    "close": ("verify", "assign", "plan", "report_fix", "close"),
    "publish": ("verify", "assign", "plan", "report_fix", "close", "publish"),
}  # fmt: skip
AFTER = {
    "verify": "to_assign", "decline": "not_adopted", "report_fix": "to_recheck", "close": "closed",
    "publish": "published",
}  # fmt: skip
"""The states that moves lead to; those of a plan hang on it."""


@dataclass
class Rows:
    """Rows to be written, by table; keys are given here."""

    of: dict[Table, list[dict[str, Any]]] = field(default_factory=dict)
    keys: dict[Table, int] = field(default_factory=dict)

    def add(self, table: Table, **row: Any) -> int:
        """Keep a row; its key."""
        key = self.keys[table] = self.keys.get(table, 0) + 1
        self.of.setdefault(table, []).append({"id": key, **row})
        return key

    def write(self, conn: Connection) -> None:
        """Write what is kept, what others point at first."""
        for table in (person, chat, message, finding, issue, issue_field, issue_log):
            if rows := self.of.pop(table, None):
                conn.execute(insert(table), rows)


@dataclass
class _Issue:
    """An issue on its way: what it says, and the words that its moves are said with."""

    number: str
    at: int
    source: str
    reporter: int
    state: str = "to_verify"
    fields: dict[str, tuple[str, int | None, int, int, str]] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)


class Maker:
    """Makes issues, the same for the same seed (the salts of the log apart)."""

    def __init__(self, conn: Connection, count: int) -> None:
        self._conn, self._count = conn, count
        self._dice = random.Random(SEED)
        self._words: dict[str, list[str]] = json.loads(WORDS.read_text(encoding="utf-8"))
        self._rows = Rows()
        self._years: dict[int, int] = {}
        self._log: list[tuple[int, _Issue, dict[str, Any]]] = []
        self._volunteers = [self._person("体验员", i, "volunteer", "") for i in range(1, 201)]
        self._staff = {
            department: self._person("经办人", i, "staff", department)
            for i, department in enumerate(self._words["departments"], 1)
        }
        self._admin = self._person("审改办", 1, "admin", "云溪市行政审批服务局")

    def make(self) -> None:
        """All of them, and the log that links their moves in the order of time."""
        for made in range(self._count):
            self._issue(made)
            if made % AT_A_TIME == AT_A_TIME - 1:
                self._rows.write(self._conn)
        self._rows.write(self._conn)
        years = [{"year": year, "last": last} for year, last in self._years.items()]
        self._conn.execute(insert(counter), years)
        self._write_log()

    def _person(self, called: str, i: int, role: str, department: str) -> tuple[int, int, str]:
        """Id, chat and name of somebody."""
        name = f"{called}{i:03d}"
        row = {"name": name, "role": role, "department": department, "locale": "zh", "plain": False}
        key = self._rows.add(person, **row)
        told = {"channel": "made", "external": name, "person_id": key, "version": 0}
        return key, self._rows.add(chat, **told, context=None), name

    def _say(self, who: tuple[int, int, str], at: int, text: str, kind: str) -> int:
        row = {"chat_id": who[1], "at": at, "text": text, "kind": kind, "question": "problem"}
        key = self._rows.keys.get(message, 0) + 1
        return self._rows.add(message, external_id=f"{key}", walk_id=None, **row)

    def _one(self, words: str) -> str:
        return self._dice.choice(self._words[words])

    def _issue(self, made: int) -> None:
        span = (TODAY - datetime(FIRST_YEAR, 1, 3, tzinfo=CHINA)) / self._count
        at = datetime(FIRST_YEAR, 1, 3, 9, tzinfo=CHINA) + made * span
        count = self._years[at.year] = self._years.get(at.year, 0) + 1
        who = self._dice.choice(self._volunteers)
        one = _Issue(f"WT-{at.year}-{count:04d}", to_ms(at), self._one("sources"), who[0])
        said = self._reported(one, who)
        where = {"chat_id": who[1], "walk_id": None, "key": f"made:{made}", "stage": ""}
        found = self._rows.add(finding, **where, origin="reported", status="confirmed")
        one.steps.append(self._step(one, "enter", who, said, one.at, {}))
        reached = self._dice.choices([n for n, _ in STAGES], [w for _, w in STAGES])[0]
        for number, move in enumerate(PATHS[reached], 1):
            self._move(one, move, at + timedelta(days=number, minutes=made % 480))
        told = {name: one.fields[name][0] if name in one.fields else "" for name in ASKED_BY}
        row = {"number": one.number, "state": one.state, "found_at": one.at, "source": one.source}
        anonymous = self._dice.random() < 0.05
        key = self._rows.add(
            issue, **row, **told, finding_id=found, walk_id=None, person_id=who[0],
            anonymous=anonymous,
        )  # fmt: skip
        for position, (name, (value, rests, start, stop, how)) in enumerate(one.fields.items()):
            self._rows.of.setdefault(issue_field, []).append(
                {"issue_id": key, "name": name, "position": position, "value": value,
                 "message_id": rests, "start": start, "stop": stop, "how": how,
                 "state": "confirmed"}
            )  # fmt: skip
        self._log += [(key, one, step) for step in one.steps]

    def _reported(self, one: _Issue, who: tuple[int, int, str]) -> int:
        dice = self._dice
        item = self._one("items")
        problem = self._one("problems").format(
            item=item, n=dice.randint(2, 9), minutes=dice.randint(15, 240)
        )
        advice = self._one("suggestions") if dice.random() < 0.4 else ""
        text = f"{problem}。{advice}".strip()
        said = self._say(who, one.at, text, "answer")
        one.fields["problem"] = (problem, said, 0, len(problem), "asked")
        for name, terms in (("category", CATEGORIES), ("step", STEPS), ("severity", SEVERITIES)):
            one.fields[name] = (dice.choice(list(terms)), said, 0, 0, "rule")
        if advice:
            start = len(text) - len(advice)
            one.fields["suggestion"] = (advice, said, start, len(text), "asked")
        one.fields["item"] = (item, said, 0, 0, "guide")
        one.fields["channels"] = (self._one("channels"), said, 0, 0, "default")
        one.fields["place"] = (self._one("places"), said, 0, 0, "asked")
        if dice.random() < 0.3:
            one.fields["minutes"] = (str(dice.randint(10, 240)), said, 0, 0, "rule")
        return said

    def _move(self, one: _Issue, move: str, at: datetime) -> None:
        given = self._given(one, move, at)
        staff = self._staff.get(one.fields["department"][0]) if "department" in one.fields else None
        who = staff if staff and move in ("plan", "report_fix") else self._admin
        text = "；".join(given.values()) or move
        said = self._say(who, to_ms(at), text, "answer")
        step = self._step(one, move, who, said, to_ms(at), given)
        one.state = step["after"]
        one.steps.append(step)

    def _given(self, one: _Issue, move: str, at: datetime) -> dict[str, str]:
        """What comes with a move."""
        match move:
            case "verify":
                return {"department": self._one("departments")}
            case "assign":
                mode = self._dice.choice(list(FIXING))
                days = 1 if mode == "立行立改" else self._dice.randint(5, 120)
                owner, target = self._one("owners"), self._one("targets")
                until = (at + timedelta(days=days)).date().isoformat()
                return {"owner": owner, "mode": mode, "target": target, "deadline": until}
            case "plan":
                return {"cause": self._one("causes"), "measure": self._one("measures")}
            case "report_fix":
                return {"result": self._one("results"), "evidence": f"{one.number}-1"}
            case "close":
                return {"review": self._one("reviews")}
            case "decline":
                return {"reason": self._one("reasons"), "basis": self._one("bases")}
        return {}

    def _step(
        self,
        one: _Issue,
        move: str,
        who: tuple[int, int, str],
        said: int,
        at: int,
        given: dict[str, str],
    ) -> dict[str, Any]:
        changed = {n: v for n, v in given.items() if n not in ("reason", "basis")}
        if move == "close":
            day = datetime.fromtimestamp(at / 1000, CHINA).date().isoformat()
            changed |= {"reviewer": who[2], "closed_on": day}
        if move == "publish":
            changed["public"] = "是"
        start = 0
        for name, value in changed.items():
            place = (start, start + len(value)) if name in given else (0, 0)
            one.fields[name] = (value, said, *place, "asked")
            start += len(value) + 1
        before = "" if move == "enter" else one.state
        mode = one.fields.get("mode", ("",))[0]
        after = AFTER.get(move) or FIXING.get(mode, one.state)
        role = next(r for r, ids in self._roles().items() if who in ids)
        by = {"name": who[2], "role": role, "department": ""}
        detail = {} if move == "enter" else {"by": by, "given": given, "changed": changed}
        told = {"at": at, "person_id": who[0], "message_id": said, "move": move, "before": before}
        return {**told, "after": after, "detail": dump({**detail, log.PERSON: who[0]})}

    def _roles(self) -> dict[str, list[tuple[int, int, str]]]:
        return {
            "admin": [self._admin],
            "staff": list(self._staff.values()),
            "volunteer": self._volunteers,
        }

    def _write_log(self) -> None:
        """The moves of all issues in the order of time, linked as `storage.issue_log` does."""
        linked, seq = "", 0
        for rows in self._linked():
            self._conn.execute(insert(issue_log), rows)
            linked, seq = rows[-1]["hash"], rows[-1]["seq"]
        self._conn.execute(update(log.head_row).values(seq=seq, hash=linked))

    def _linked(self) -> Iterator[list[dict[str, Any]]]:
        self._log.sort(key=lambda one: one[2]["at"])
        linked = ""
        rows: list[dict[str, Any]] = []
        for seq, (key, one, step) in enumerate(self._log, 1):
            salt = secrets.token_hex(16)
            sealed = log.seal_of(salt, step["detail"])
            told = (one.number, step["at"], step["move"], step["before"], step["after"], sealed)
            linked = log.hash_of(linked, seq, *told)
            row = {name: value for name, value in step.items() if name != "after"}
            row |= {"seq": seq, "issue_id": key, "state": step["after"]}
            rows.append({**row, "salt": salt, "seal": sealed, "hash": linked})
            if len(rows) == AT_A_TIME:
                yield rows
                rows = []
        if rows:
            yield rows


def make(path: Path, count: int) -> None:
    """A new database at `path` with so many issues."""
    engine = open_database(f"sqlite:///{path}")
    upgrade(engine)
    with engine.begin() as conn:
        Maker(conn, count).make()
    engine.dispose()
