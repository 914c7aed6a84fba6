"""People of offices who move issues by chat, and a reporter; each in a chat of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import text

from bot.app import App
from bot.dialogue.messages import FileIn, Inbound, Outcome
from bot.dialogue.move_form import Moving
from bot.rehearsal.playing import said
from storage.records import FieldValue, Role
from storage.turns import NewMessage, PersonHint
from tests.bot.homes import START

MEDICAL, CIVIL = "云溪市医疗保障局", "云溪市民政局"
_ids = count()


class Person:
    """One who talks; `say` gives all that was said back, as one text."""

    def __init__(
        self,
        app: App,
        name: str,
        role: Role = "volunteer",
        department: str = "",
        locale: str = "zh",
    ) -> None:
        self.app, self.name, self.role = app, name, role
        self.department = department
        self.at = START
        self.outcomes: list[Outcome] = []

    def hear(self, said: str = "", choose: str = "", files: tuple[FileIn, ...] = ()) -> Outcome:
        self.at += timedelta(seconds=1)
        outcome = self.app.dialogue.handle(
            Inbound(
                "test", self.name, f"p{next(_ids)}", self.at, said, choose, files, self.name,
                self.role, self.department,
            )
        )  # fmt: skip
        self.outcomes.append(outcome)
        return outcome

    def say(self, *words: str) -> str:
        """The reply to the last of `words`."""
        return [said(self.hear(one)) for one in words][-1]

    def tap(self, label: str) -> str:
        """Tap the newest option with this label, or with it in its label."""
        shown = [o for out in reversed(self.outcomes) for r in out.replies for o in r.options]
        best = sorted(shown, key=lambda o: o.label != label)
        return said(self.hear(choose=next(o.id for o in best if label in o.label)))

    def labels(self) -> list[str]:
        """What was offered last."""
        return [o.label for reply in self.outcomes[-1].replies for o in reply.options]

    @property
    def moving(self) -> Moving | None:
        """The move that is being put together in their chat."""
        seen = self.app.store.peek("test", self.name, "")
        return Moving.from_text(seen.context.get("moving", ""))


def enter(app: App, reporter: str, at: datetime = START, **fields: str) -> str:
    """Enter an issue as somebody reports it; its number."""
    seen = app.store.peek("test", reporter, "")
    words = fields.setdefault("problem", "三号窗口中午没人")
    message = NewMessage("test", reporter, f"p{next(_ids)}", words, at, PersonHint(reporter))
    with app.store.turn(message, expect_version=seen.version) as turn:
        told = {name: FieldValue(value) for name, value in fields.items()}
        told["problem"] = FieldValue(words, turn.message_id, 0, len(words))
        found = turn.put_finding(None, f"k{next(_ids)}", "", "reported", told)
        return turn.confirm_issue(found, state="to_verify", year=2026)


def place(app: App, number: str, state: str) -> None:
    """Put an issue in a state by hand: a test begins there."""
    with app.engine.begin() as connection:
        change = text("UPDATE issue SET state = :state WHERE number = :number")
        connection.execute(change, {"state": state, "number": number})


def facts(app: App, number: str) -> Mapping[str, str]:
    """What an issue says, and its state."""
    issue = app.reader.issue(number)
    assert issue is not None
    return {"state": issue.state} | {name: one.value for name, one in issue.fields.items()}
