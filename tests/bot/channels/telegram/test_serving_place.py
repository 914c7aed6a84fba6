"""A question for a place has a key that sends it; the key goes once no place is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.channels.telegram.serving import configured, served
from tests.telegram_sim.people import Person, eventually
from tests.telegram_sim.running import VOLUNTEER, in_process

FLOW = """
flow: spots
title::zh: 找地方
title::en: Spots
synonyms: [找地方]
survey:
  - {type: geopoint, name: door, label::zh: 门口在哪儿？, label::en: Where is it?, required: "yes"}
  - {type: geopoint, name: parking, label::zh: 停车在哪儿？, label::en: Where does one park?}
  - {type: select_one yn, name: lit, label::zh: 有灯吗？, label::en: Is it lit?, required: "yes"}
  - {type: text, name: more, label::zh: 还有什么？, label::en: What else?}
choices:
  yn:
    - {name: "yes", label::zh: 有, label::en: "Yes"}
    - {name: "no", label::zh: 没有, label::en: "No"}
"""
KEY = "发送我的位置"


@pytest.fixture
def person(template: Path, tmp_path: Path) -> Iterator[Person]:
    home = Path(shutil.copytree(template, tmp_path / "home"))
    (home / "flows").mkdir(exist_ok=True)
    (home / "flows" / "spots.yaml").write_text(FLOW, encoding="utf-8")
    with in_process() as telegram, served(configured(home, telegram)):
        yield telegram.person(501, VOLUNTEER[1], first_name="小李")
        assert telegram.violations() == []


def has_key(person: Person) -> bool:
    return KEY in str(person.screen()["keyboard"])


def test_a_place_is_sent_by_a_key_that_goes_when_it_is_answered_or_passed(person: Person) -> None:
    person.say("走流程 找地方")
    person.until("门口在哪儿")
    assert has_key(person)
    person.press(KEY, latitude=30.5, longitude=114.25)
    person.until("停车在哪儿")
    eventually(lambda: has_key(person))
    person.say("跳过")
    person.until("请选")
    eventually(lambda: not has_key(person))
    person.click("有")
    person.until("还有什么")
    person.say("没有了")
    person.until("30.5")
