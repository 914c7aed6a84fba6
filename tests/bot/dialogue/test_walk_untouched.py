"""Whatever is asked of the guides in mid-walk, and however it is answered, the walk is untouched.

At every step of two walks through the sample guides: questions that are answered, asked back
about by item and by piece of a guide, and refused; picked by button, by number and in words,
also after a restart; followed up, found of no help. Rows of storage are compared.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import App, open_app, prepare
from bot.dialogue.messages import Option, Outcome
from knowledge.samples import samples
from tests.bot.dialogue.test_inspecting import Person
from tests.bot.homes import settings_of

KEPT = ("walk", "answer", "note", "finding", "issue", "attachment", "media")
PIECES, ITEMS = "户口簿丢了咋整？", "居住证和结婚登记要带什么？"
TALKS = (
    (PIECES, "[2]", "第一个呢", "另一个呢", "没用"),
    (PIECES, "第二个", "[没帮上忙]", "没有了", "第一个呢"),
    (PIECES, "都不是"),
    (PIECES, "申请材料那条", "那老人呢"),
    (ITEMS, "那要几天", "[1]", "那多少钱", "第二个呢", "[没帮上忙]", "另一个呢"),
    (ITEMS, "第二个多少钱", "谢谢", "第一个呢"),
    (ITEMS, "结婚登记", "那老人呢"),
    ("要多少钱？", "[没帮上忙]", "[补一句]", "加急的钱没说", "第三个呢？"),
    ("停车位有吗？", "没用", "没有了"),
    ("How long does it take?", "what about the elderly?", "not helpful"),
    ("要多少钱？", "不是这个，我问的是要带什么", "我说的是居住证", "第二步呢"),
    ("How much is it?", "I meant how long does it take", "I meant the residence permit"),
)
"""A question, and what is said after it; in brackets the button, by its place or its label."""
WALKS = {
    "accompanied": (
        "走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有特别的", "普通群众", "不清楚",
        "没写要不要户口本复印件", "20分钟", "都顺利", "都对得上", "办好了", "10分钟", "非常满意",
        "都非常满意", "弄清了", "确认提交", "登记",
    ),
    "peer_check": (
        "走流程 推磨式互查 补办身份证", "APP", "没有特别的", "群众", "云溪市医保局",
        "公安局户政窗口", "都顺利", "5分钟", "没选", "92", "同意", "都满意", "40分钟", "确认提交",
    ),
}  # fmt: skip
ALSO_ANSWERS = ("aim", "persona")
"""Steps at which a question answers, too: what one wants to find out, and as whom one asks."""


@pytest.fixture(scope="module")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("samples") / "home"
    prepare(settings_of(home))
    with open_app(settings_of(home)) as app:
        app.library.add(samples())
    return home


class Chat:
    """Somebody who walks, over an application that may be restarted in between."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._open = open_app(settings_of(home))
        self.app: App = self._open.__enter__()
        self._person = Person(self.app.dialogue, "甲")
        self._shown: list[Option] = []

    def close(self) -> None:
        self._open.__exit__(None, None, None)

    def restart(self) -> None:
        self.close()
        self._open = open_app(settings_of(self._home))
        self.app = self._open.__enter__()
        self._person._dialogue = self.app.dialogue

    def say(self, said: str) -> Outcome:
        """Words or a tap; where words may be an answer, too, they are said to be a question."""
        outcome = self._person.say(choose=self._button(said)) if said[0] == "[" else None
        outcome = outcome or self._person.say(said)
        options = [option for reply in outcome.replies for option in reply.options]
        if any(option.id == "both:ask" for option in options):
            outcome = self._person.say(choose="both:ask")
            options = [option for reply in outcome.replies for option in reply.options]
        self._shown = options
        return outcome

    def _button(self, said: str) -> str:
        name = said.strip("[]")
        if name.isdigit():
            picks = [one for one in self._shown if one.id.startswith("ask:")]
            return picks[int(name) - 1].id
        return next(one.id for one in self._shown if one.label == name)

    def rows(self) -> list[tuple[object, ...]]:
        with self.app.engine.connect() as connection:
            return [
                tuple(row)
                for table in KEPT
                for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))
            ]


@pytest.fixture
def chat(sample_home: Path, tmp_path: Path) -> Iterator[Chat]:
    made = Chat(Path(shutil.copytree(sample_home, tmp_path / "home")))
    yield made
    made.close()


@pytest.mark.parametrize("name", WALKS)
def test_no_talk_with_the_guides_moves_a_walk(name: str, chat: Chat) -> None:
    *steps, last = WALKS[name]
    for at, step in enumerate(steps):
        asked_at = chat.say(step).walk
        if asked_at.question in ALSO_ANSWERS:
            continue
        before = chat.rows()
        for number, (question, *said) in enumerate(TALKS):
            if step == "确认提交" and any("个呢" in words for words in said):
                continue  # where cards are shown a place is that of a card
            chat.say(question)
            if number == at % len(TALKS):
                chat.restart()
            for words in said:
                outcome = chat.say(words)
                assert outcome.walk == asked_at, (step, question, words)
            assert chat.rows() == before, (step, question)
    assert chat.say(last).walk.status == "finished"


def test_no_talk_with_the_guides_moves_a_walk_that_is_paused(chat: Chat) -> None:
    for step in WALKS["accompanied"][:8]:
        asked_at = chat.say(step).walk
    assert chat.say("先停一下").walk.status == "paused"
    before = chat.rows()
    for question, *said in TALKS:
        for words in (question, *said):
            assert chat.say(words).walk.status == "paused", words
        assert chat.rows() == before, question
    assert chat.say("第八个呢").walk.status == "paused"
    assert chat.rows() == before
    assert chat.say("继续").walk == asked_at
