"""A ledger that is played on given days: who does what, for tests of calls, replies and rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Engine

from flows.callbacks import Call
from flows.rectification import MOVES, Refusal, Step
from storage.office_issues import OfficeIssue
from storage.records import FieldValue
from storage.turns import NewMessage, PersonHint, Store, Turn
from tests.storage.support import NINE

REPORTER = PersonHint("体验员甲", locale="zh")
LEAD = PersonHint("牵头甲", "admin", "", "zh")
FIXER = PersonHint("经办甲", "staff", "医保局", "zh")
VERIFIER = PersonHint("复核甲", "staff", "医保局", "zh")
PEOPLE = (REPORTER, LEAD, FIXER, VERIFIER)
FIX = {"cause": "没有排班", "measure": "午间排班", "result": "有人了", "evidence": "照片 1"}


@dataclass
class Played:
    """The ledger of an engine; `now` is when the next thing happens."""

    store: Store
    engine: Engine
    now: datetime = NINE

    def __post_init__(self) -> None:
        self._ids = count(1)

    def days(self, many: int) -> None:
        """So many days go by."""
        self.now += timedelta(days=many)

    def turn(self, who: PersonHint, act: object, words: str = "做事") -> object:
        """Do `act(turn)` in a message of somebody, a second after what was before."""
        self.now += timedelta(seconds=1)
        seen = self.store.peek("terminal", who.name, "")
        new = NewMessage("terminal", who.name, f"m{next(self._ids)}", words, self.now, who)
        with self.store.turn(new, expect_version=seen.version) as turn:
            return act(turn)  # type: ignore[operator]

    def enter(self, problem: str = "没人", who: PersonHint = REPORTER, **fields: str) -> str:
        """An issue that somebody reported in a chat; its number."""

        def act(turn: Turn) -> str:
            told = {"problem": problem, "category": "服务态度", **fields}
            values = {name: FieldValue(value, turn.message_id) for name, value in told.items()}
            found = turn.put_finding(None, f"k{turn.message_id}", "", "reported", values)
            return turn.confirm_issue(found, state="to_verify", year=2026)

        return str(self.turn(who, act, problem))

    def case(self, case: str, source: str = "12345热线", **fields: str) -> str:
        """A case of another platform; its number."""

        def act(turn: Turn) -> str:
            told = {"problem": "收费不清", "category": "收费问题", "case_number": case, **fields}
            values = {name: FieldValue(value, turn.message_id) for name, value in told.items()}
            return turn.office.enter(OfficeIssue(f"case:{case}:{source}", source, values))

        return str(self.turn(LEAD, act))

    def move(
        self, who: PersonHint, number: str, name: str, given: Mapping[str, str] | None = None
    ) -> Step | Refusal:
        """Somebody makes a move, or is refused."""

        def act(turn: Turn) -> Step | Refusal:
            told = {key: FieldValue(value, turn.message_id) for key, value in (given or {}).items()}
            return turn.moves.make(number, MOVES[name], told, self.now.date())

        result = self.turn(who, act)
        assert isinstance(result, Step | Refusal)
        return result

    def close(self, number: str, days: int = 7) -> None:
        """Four people bring an issue to its end, on one day, with a deadline so many days on."""
        deadline = (self.now.date() + timedelta(days=days)).isoformat()
        plan = {
            "department": "医保局", "owner": "经办甲", "mode": "限期整改", "target": "窗口有人",
            "deadline": deadline,
        }  # fmt: skip
        for who, name, given in (
            (LEAD, "verify", {}),
            (LEAD, "assign", plan),
            (FIXER, "report_fix", FIX),
            (VERIFIER, "close", {}),
        ):
            assert isinstance(self.move(who, number, name, given), Step), name

    def called(self, number: str, call: Call, key: str, settled: str = "") -> int:
        """A call is entered; its number."""

        def act(turn: Turn) -> int:
            calls = turn.moves.callbacks
            return calls.add(calls.issues([number])[number], call, key, settled)

        found = self.turn(LEAD, act)
        assert isinstance(found, int)
        return found
