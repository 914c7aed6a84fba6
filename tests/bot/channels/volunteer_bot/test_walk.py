"""A whole walk of a built-in flow, over HTTP, as a person does it in Telegram."""

from __future__ import annotations

from pathlib import Path

from bot.app import App
from bot.rehearsal.pictures import photo
from tests.bot.channels.volunteer_bot.desk import at_work
from tests.bot.homes import START
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import VOLUNTEER, in_process

FILES = "照片和文件：4 个"


def test_a_walk_with_keyboards_album_voice_edit_and_place(own: App, tmp_path: Path) -> None:
    with in_process() as telegram, at_work(own, telegram, tmp_path):
        person = telegram.person(501, VOLUNTEER[1], first_name="小李", language_code="zh-hans")
        _prepare(telegram, person)
        _at_the_counter(person, tmp_path)
        _finish(person)
        assert telegram.violations() == []
    [walk] = own.reader.walks()
    assert walk.state.status == "finished"
    assert walk.item_id == "T-GA-001"
    answers = {path: answer.value for path, answer in walk.state.answers.items()}
    assert answers["channels"] == ("mini_program", "window")
    assert answers["queue"] == 40
    assert answers["counter_trouble"] == ("none",)


def _prepare(telegram: Telegram, person: Person) -> None:
    person.start("walk_T-GA-001")
    person.until("同意我们记录")
    person.click("同意")
    asked = person.until("从哪儿办")[-1]
    assert asked.buttons[-1] == "完成"
    person.click("完成")  # nothing is ticked yet: only a word beside the button
    for box in ("☐ 小程序", "☐ 自助终端", "☐ 办事窗口"):
        person.click(box)
        person.until("从哪儿办")
    person.click("☑ 自助终端")
    [shown] = person.calls(method="editMessageReplyMarkup")
    assert shown.buttons[2:5] == ["☑ 小程序", "☑ 办事窗口", "☐ 自助终端"]
    person.click("完成")
    person.until("最想弄清楚")


def _at_the_counter(person: Person, folder: Path) -> None:
    person.click("没有特别的")
    person.until("哪种情况")
    person.click("普通群众")
    person.until("查得到")
    press = person.click("清楚，一次就问到")
    person.until("等了多久")
    assert person.answered(press) == {"callback_query_id": press, "text": "清楚，一次就问到"}
    number = person.say("半小时")
    assert "30 分钟" in person.until("在现场办的时候")[-1].text
    person.edit(number, "四十分钟")
    assert "从“30 分钟”改成“40 分钟”" in person.until("在现场办的时候")[-1].text
    pictures = [photo(folder, f"{n}.jpg", START).path.read_bytes() for n in "ab"]
    person.album(pictures, caption="取号机坏了")
    person.until("收到 1 张照片")
    person.until("收到 1 张照片")
    person.voice(b"OggS a voice")
    assert "我听不了" in person.until("收到 1 条语音")[-1].text
    person.send("document", "单子.pdf", b"%PDF-1.7 a paper", "application/pdf")
    person.until("收到 1 个文件")
    person.location(30.1, 120.2)
    person.until("原话已记下")


def _finish(person: Person) -> None:
    for said, then in (
        ("都顺利", "网上办的时候"),
        ("没有，都顺利", "办成了吗"),
        ("当场办好了", "用了多久"),
        ("10分钟", "满意吗"),
        ("满意", "总体感觉"),
        ("都满意", FILES),
        ("确认", "走完了"),
    ):
        person.say(said)
        person.until(then)
