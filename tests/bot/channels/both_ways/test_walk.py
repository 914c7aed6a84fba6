"""A whole walk of a built-in flow, as a person does it in Telegram, to its record in the ledger."""

from __future__ import annotations

import re

from tests.bot.channels.both_ways.town import Town, goes, picture
from tests.telegram_sim.people import Person


def test_a_walk_with_all_that_telegram_has_ends_in_the_ledger(town: Town) -> None:
    person = town.volunteer()
    _prepare(person)
    _at_the_counter(person)
    _by_the_way(person)
    _to_the_end(person)
    end = person.until("走完了")[-1].text
    number = re.search(r"WT-\d+-\d+", end)
    assert number
    issue = town.app.reader.issue(number[0])
    assert issue
    told = {name: field.value for name, field in issue.fields.items()}
    assert told["problem"] == "申请材料被退回；退了 1 次；退回原因：照片不合格"
    assert (told["item"], told["department"]) == ("居民身份证补领", "云溪市公安局")
    assert issue.messages[issue.fields["problem"].message].text == "照片不合格"
    answers = town.answers(person)
    assert town.status(person) == "finished"
    assert answers["channels"] == ("mini_program", "window")
    assert answers["counter_trouble"] == ("returned",)
    assert answers["queue"] == 40


def _prepare(person: Person) -> None:
    person.start("walk_T-GA-001")
    person.until("同意我们记录")
    shown = goes(person, ("[同意]", "从哪儿办"))[-1]
    assert shown.buttons[-1] == "完成"
    nothing = person.click("完成")  # only a word beside the button
    for box in ("☐ 小程序", "☐ 自助终端", "☐ 办事窗口"):
        goes(person, (f"[{box}]", "从哪儿办"))
    answer = person.answered(nothing)
    assert answer is not None
    assert "勾选" in answer["text"]
    [ticked] = goes(person, ("[☑ 自助终端]", "从哪儿办"))
    assert ticked.method == "editMessageReplyMarkup"
    assert ticked.buttons[2:5] == ["☑ 小程序", "☑ 办事窗口", "☐ 自助终端"]
    goes(
        person,
        ("[完成]", "最想弄清楚"),
        ("[没有特别的]", "哪种情况"),
        ("[普通群众]", "查得到"),
        ("[清楚，一次就问到]", "等了多久"),
    )


def _at_the_counter(person: Person) -> None:
    number = person.say("半小时")
    person.until("在现场办的时候")
    person.edit(number, "四十分钟")
    assert "从“30 分钟”改成“40 分钟”" in person.until("在现场办的时候")[-1].text
    person.album([picture(number) for number in range(3)], caption="取号机坏了")
    person.until("收到 3 张照片")
    for kind, name, mime in (
        ("voice", "v.oga", "audio/ogg"),
        ("video", "排队.mp4", "video/mp4"),
        ("video_note", "n.mp4", "video/mp4"),
        ("document", "单子.pdf", "application/pdf"),
    ):
        person.send(kind, name, f"{kind} of {person.user}".encode(), mime)
        person.until("收到 1 ")
    person.location(30.1, 120.2)
    person.until("原话已记下")
    person.act("contact", phone_number="+00 000", first_name="窗口")
    person.until("在现场办的时候")


def _by_the_way(person: Person) -> None:
    """A question in mid-step is answered with its source, and the same step is asked again."""
    person.say("要带什么材料？")
    answer, again = person.until("回到刚才这一步")[-2:]
    assert "居民身份证丢失补领申请表" in answer.text
    assert "版本 2026-1" in answer.text
    assert "在现场办的时候" in again.text


def _to_the_end(person: Person) -> None:
    goes(
        person,
        ("[☐ 材料被退回]", "在现场办的时候"),
        ("[完成]", "退回了几次"),
        ("一次", "为什么退"),
        ("照片不合格", "网上办的时候"),
        ("没有，都顺利", "跟办事指南比"),
        ("[☐ 没有，都对得上]", "跟办事指南比"),
        ("[完成]", "办成了吗"),
        ("[当场办结]", "用了多久"),
        ("10分钟", "满意吗"),
        ("满意", "总体感觉"),
        ("都满意", "请核对"),
        ("[确认提交]", "登记进台账吗"),
    )
    person.click("登记")


def test_a_text_that_the_app_cuts_is_one_message(town: Town) -> None:
    person = town.walker()
    long = "门口的指示牌太小，老人看不清。" * 300
    person.say(f"记一条：{long}")
    person.until("从哪儿办")
    assert person.quiet()
    [whole] = [said for said in town.heard(person) if "指示牌" in said]
    assert whole == f"记一条：{long}"


def test_words_and_labels_are_in_the_language_of_the_person(town: Town) -> None:
    person = town.volunteer(language_code="en-GB")
    person.start("walk_T-GA-001")
    person.until("(2/")
    assert goes(person, ("yes", "(3/"))[-1].buttons[-1] == "Done"
