"""What Telegram takes no more of: long texts and labels, large files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.channels.telegram.parts import MAX_FETCH, MAX_FILE, MAX_PHOTO, MAX_PRESS
from bot.channels.telegram.splitting import units
from bot.dialogue.messages import Option, Reply
from bot.publishing import publish
from tests.bot.channels.both_ways.town import Town, founded, goes, picture
from tests.telegram_sim.people import Person

LONG = "the_service_centre_of_the_subdistrict_on_the_second_floor"
PLACES = [f"{LONG}_{number}" for number in range(3)]
FLOW = f"""flow: tour
title::zh: 试走
title::en: Tour
survey:
  - {{type: select_multiple places, name: where, label: "去了哪几处？", required: "yes"}}
  - {{type: select_one places, name: best, label: "哪一处最好？", required: "yes"}}
choices:
  places:
    - {{name: {PLACES[0]}, label: "{"很长的名字" * 30}"}}
    - {{name: {PLACES[1]}, label: "云溪市政务服务中心上海路街道便民服务站（二楼）"}}
    - {{name: {PLACES[2]}, label: "一处"}}
"""


@pytest.mark.parametrize("bot", ["volunteer", "staff"])
def test_long_texts_come_in_pieces_that_the_server_takes(town: Town, bot: str) -> None:
    person = _known(town, bot)
    text = "".join(f"第{number}句话，带一个😀。" for number in range(900))
    town.tell(person, Reply(text, (Option("cmd:help", "帮助"),)))
    calls = [person.calls()[0]]
    while not calls[-1].buttons:
        calls += person.calls()
    assert all(call.ok and units(call.text) <= 4096 for call in calls)
    assert "".join(call.text for call in calls) == text
    assert all(call.text.endswith("。") for call in calls)


@pytest.mark.parametrize("bot", ["volunteer", "staff"])
def test_more_and_longer_buttons_than_a_message_takes(town: Town, bot: str) -> None:
    person = _known(town, bot)
    options = tuple(Option(f"w9:where={LONG}{n}", f"第{n}处" + "远" * 150) for n in range(40))
    town.tell(person, Reply("去了哪一处？", options))
    labels: list[str] = []
    while len(labels) < len(options):
        [call] = person.calls()
        assert call.ok
        labels += call.buttons
    assert labels == [option.label for option in options]
    person.click(labels[-1])
    assert "已经过去了" in person.calls()[0].text


def test_options_with_long_names_are_chosen_and_ticked(template: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(template, tmp_path / "home"))
    with founded(home, "webhook") as town:
        (tmp_path / "tour.yaml").write_text(FLOW, encoding="utf-8")
        publish(town.app, tmp_path / "tour.yaml")
        person = town.volunteer()
        [asked] = goes(person, ("走流程 试走", "去了哪几处"))
        assert len(asked.buttons[0]) < 205
        goes(person, (f"[{asked.buttons[0]}]", "去了哪几处"), ("[☐ 一处]", "去了哪几处"))
        [best] = goes(person, ("[完成]", "哪一处最好"))
        goes(person, (f"[{best.buttons[1]}]", "请核对"))
        assert town.answers(person) == {"where": (PLACES[0], PLACES[2]), "best": PLACES[1]}
        pressed = [
            button["callback_data"]
            for call in town.telegram.calls(chat=person.chat, method="sendMessage")
            for row in call.args.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]
        assert max(len(data.encode()) for data in pressed) <= MAX_PRESS
        assert any("~" in data for data in pressed)


def test_a_file_that_is_too_large_to_fetch_is_told(town: Town) -> None:
    person = town.walker()
    about = {"fake_size": MAX_FETCH + 1}
    person.send("video", "long.mp4", b"a video", "video/mp4", **about)
    [told] = person.calls()
    assert "20 MB" in told.text
    goes(person, ("窗口", "最想弄清楚"))


@pytest.mark.parametrize("bot", ["volunteer", "staff"])
def test_a_picture_that_is_no_photo_goes_as_a_file(town: Town, bot: str, tmp_path: Path) -> None:
    person = _known(town, bot)
    large, strange, good = (tmp_path / name for name in ("large.png", "strange.jpg", "good.png"))
    large.write_bytes(picture(1) + b"\0" * MAX_PHOTO)
    strange.write_bytes(b"no picture at all")
    good.write_bytes(picture(2))
    town.tell(person, Reply("看", files=(str(large), str(strange), str(good))))
    sent = [(call.method, call.ok) for call in person.calls(5)]
    assert sent == [
        ("sendMessage", True),
        ("sendDocument", True),
        ("sendPhoto", False),
        ("sendDocument", True),
        ("sendPhoto", True),
    ]


@pytest.mark.parametrize("bot", ["volunteer", "staff"])
def test_a_file_that_cannot_be_sent_is_told_and_its_buttons_stay(
    town: Town, bot: str, tmp_path: Path
) -> None:
    person = _known(town, bot)
    large = tmp_path / "large.zip"
    with large.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    gone = str(tmp_path / "gone.xlsx")
    town.tell(person, Reply("台账", (Option("cmd:help", "帮助"),), files=(str(large),)))
    town.tell(person, Reply("还有", files=(gone,)))
    [first, second] = person.calls(2)
    assert first.text.startswith("台账\n\n（这里有一个文件没能发出来")
    assert first.buttons == ["帮助"]
    assert "没能发出来" in second.text
    assert town.dead(person) == []


def _known(town: Town, bot: str) -> Person:
    """Somebody to whom the bot may write."""
    if bot == "staff":
        return town.member("林工")
    person = town.volunteer()
    goes(person, ("帮助", "随时可以说"))
    return person
