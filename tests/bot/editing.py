"""An office that edits a flow of its own while people walk by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.app import App
from bot.dialogue.messages import Inbound, Outcome
from bot.migrating import Moved, Mover
from bot.publishing import publish
from flows.state import State, Value
from tests.bot.homes import START

HEAD = "flow: tour\ntitle::zh: 试走\ntitle::en: Tour\nsurvey:\n"


@dataclass
class Office:
    """Publishes versions of the flow `tour`, and is talked to."""

    app: App
    folder: Path
    ids: Callable[[], int] = field(default_factory=lambda: count().__next__)

    def publish(self, survey: str, name: str = "tour.yaml", head: str = HEAD) -> str:
        """Put a version to use; its name."""
        file = self.folder / name
        file.write_text(head + survey, encoding="utf-8")
        return publish(self.app, file).flow.version

    def migrate(self, flow: str = "tour") -> Moved:
        return Mover(self.app.edits, self.app.flows, self.app.library).move(flow, START)

    def edit(self, survey: str) -> Moved:
        """A new version, and everybody on it."""
        self.publish(survey)
        return self.migrate()

    def say(self, text: str = "", *, choose: str = "", who: str = "小云") -> Outcome:
        ident = str(self.ids())
        return self.app.dialogue.handle(Inbound("test", who, ident, START, text, choose, name=who))

    def state(self) -> State:
        """Of the latest walk."""
        return self.app.reader.walks()[0].state

    def values(self) -> dict[str, Value]:
        return {path: answer.value for path, answer in self.state().answers.items()}

    def notes(self) -> list[tuple[str, str]]:
        """Stage and text of each note of the latest walk."""
        walk = self.app.reader.walks()[0]
        return [(note.stage, note.text) for note in self.app.reader.notes(walk.id)]


def texts(outcome: Outcome) -> str:
    return "\n".join(reply.text for reply in outcome.replies)


def ask(name: str, more: str = "") -> str:
    """A required question for words."""
    return f'  - {{type: text, name: {name}, label: "{name}？", required: "yes"{more}}}\n'


ABC = ask("a") + ask("b") + ask("c")


def at_b(office: Office) -> None:
    """A walk that waits at `b`, as in `benchmarks` of others: `a` is answered."""
    office.publish(ABC)
    office.say("走流程 试走")
    assert office.say("甲说的").walk.question == "b"
