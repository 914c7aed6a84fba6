"""Applications and practice are no walks: no signals, no follow-ups, nothing known is told."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import App, open_app
from bot.dialogue.messages import FileIn, Inbound, Outcome
from bot.rehearsal import said
from flows.volunteer_terms import APPLICATION, ASIDE, PRACTICE
from tests.bot.dialogue.test_afterwards import WELL
from tests.bot.dialogue.test_inspecting import photo
from tests.bot.dialogue.test_volunteers import APPLICATION as APPLYING
from tests.bot.dialogue.test_volunteers import PRACTICE as PRACTISING
from tests.bot.homes import START, app_on_copy, settings_of

OWN = """
flow: practice
title::zh: 练习走流程
synonyms: [练习]
survey:
  - type: group
    name: practice
    label::zh: 练习
    rows:
      - {type: text, name: item, appearance: item, required: "yes", label::zh: 办什么事？}
      - {type: integer, name: queue, appearance: minutes, label::zh: 排队多久？,
         short::zh: 排队时间}
      - {type: text, name: aim, appearance: aim, label::zh: 想弄清什么？}
      - {type: select_one outcomes, name: outcome, required: "yes", label::zh: 办好了吗？}
choices:
  outcomes:
    - {name: done, label::zh: 办好了}
    - {name: pending, label::zh: 等结果}
"""
"""An office's own practice, which asks all that brings up what is known and is followed up."""
FINDING_OUT = ("要带什么", "10分钟", "排队时间改成20分钟", "报问题：又要复印件", "跳过", "等结果")


@pytest.fixture
def app(own: App) -> App:
    return own


class Talking:
    """People who answer within a second: that would be a signal in any walk."""

    def __init__(self, app: App) -> None:
        self._app, self._ids, self.at = app, count(), START
        self.heard = ""

    def __call__(self, who: str, *texts: str, file: Path | None = None) -> Outcome:
        files = (FileIn(file, file.name),) if file is not None else ()
        for words in texts:
            self.at += timedelta(seconds=1)
            sent = Inbound("test", who, str(next(self._ids)), self.at, words, "", files, name=who)
            outcome = self._app.dialogue.handle(sent)
            self.heard += said(outcome)
        return outcome


def known(talk: Talking) -> None:
    """Somebody enters a problem of a service, which is known from then on."""
    talk("甲", "走流程 陪同式帮办 补办身份证", *WELL[:6], "报问题：叫号屏坏了，等了半天", *WELL[6:])
    talk("甲", "都满意", "确认", "登记")
    talk.heard = ""


def flows_of(app: App) -> set[str]:
    walks = map(app.reader.walk, range(1, 9))
    return {w.flow_id for w in walks if w is not None and w.state.status == "finished"}


def nothing_came_of_it(app: App, talk: Talking, signals: dict[str, int]) -> None:
    app.watcher.catch_up(START)
    assert app.watcher.signals.counts() == signals
    assert {one.person_name for one in app.reader.follow_ups()} == {"甲"}
    assert not any(words in talk.heard for words in ("之前有人反映", "叫号屏坏了", "这次还有吗"))
    assert "没有要跟踪的事" in said(talk("乙", "我的跟踪"))


def test_nothing_comes_of_an_application_and_of_practice(app: App) -> None:
    talk = Talking(app)
    known(talk)
    before = dict(app.watcher.signals.counts())
    talk("乙", *APPLYING, *PRACTISING)
    assert flows_of(app) >= ASIDE, "both were handed in"
    nothing_came_of_it(app, talk, before)


def test_nor_of_practice_by_a_flow_of_the_offices_own(template: Path, tmp_path: Path) -> None:
    with app_on_copy(template, tmp_path / "home"):
        pass
    (tmp_path / "home" / "flows").mkdir(exist_ok=True)
    (tmp_path / "home" / "flows" / "practice.yaml").write_text(OWN, encoding="utf-8")
    with open_app(settings_of(tmp_path / "home")) as app:
        talk = Talking(app)
        known(talk)
        before = dict(app.watcher.signals.counts())
        done = talk("乙", "练习", "补办身份证", *FINDING_OUT, "没错")
        assert done.walk.status == "finished", said(done)
        nothing_came_of_it(app, talk, before)


def test_they_do_not_wait_to_be_looked_at(app: App) -> None:
    talk = Talking(app)
    talk("乙", *APPLYING, *PRACTISING)
    assert app.watcher.signals.pending(9) == []
    for walk in (1, 2):
        record = app.reader.walk(walk)
        assert record is not None and record.flow_id in {APPLICATION, PRACTICE}
        app.watcher.look(walk, START)
    with app.engine.connect() as connection:
        assert connection.execute(text("SELECT walk_id FROM signal_look")).all() == []


def test_ones_own_photo_of_practice_may_come_again_anybody_elses_may_not(
    app: App, tmp_path: Path
) -> None:
    talk, sent = Talking(app), photo(tmp_path / "a.jpg", START)
    talk("乙", *PRACTISING[:2])
    talk("乙", "", file=sent)
    talk("乙", *PRACTISING[2:])
    for who, reused in (("乙", False), ("丙", True)):
        talk(who, "走流程 陪同式帮办 补办身份证", *WELL[:2])
        talk(who, "", file=sent)
        walk = talk(who, *WELL[2:], "都满意", "确认").walk
        assert walk.status == "finished"
        found = {one.kind for one in app.watcher.signals.latest(walk=int(walk.id))}
        assert ("reused_photo" in found) is reused
