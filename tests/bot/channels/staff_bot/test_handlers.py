"""What staff send, as the dialogue hears it."""

from __future__ import annotations

import pytest

from bot.channels.telegram.api import Heard, Refused
from bot.channels.telegram.parts import FileRef
from bot.channels.telegram.rendering import parts
from bot.dialogue.messages import Option, Outcome, Reply
from tests.bot.channels.staff_bot.conftest import Office


def test_a_talk_with_buttons(office: Office) -> None:
    person = office.member(7)
    person.say("走流程")
    office.work()
    (choice,) = person.calls()
    press = person.click(choice.buttons[0])
    office.work()
    assert person.answered(press) is not None
    heard = office.heard[-1]
    assert (heard.message.choose != "", heard.message.text) == (True, "")
    assert heard.pressed == choice.buttons[0]


def test_start_without_a_code_is_help_for_who_is_signed_in(office: Office) -> None:
    person = office.member(7)
    person.start()
    office.work()
    assert office.heard[-1].message.text == "/help"


@pytest.mark.parametrize(
    ("kind", "name", "mime", "kept"),
    [
        ("photo", "photo.jpg", "image/jpeg", "photo.jpg"),
        ("document", "整改.pdf", "application/pdf", "整改.pdf"),
        ("voice", "voice.oga", "audio/ogg", "voice.oga"),
        ("audio", "a.mp3", "audio/mpeg", "a.mp3"),
        ("video", "b.mp4", "video/mp4", "b.mp4"),
        ("video_note", "c.mp4", "video/mp4", "video.mp4"),
    ],
)
def test_files_are_heard_with_their_words(
    office: Office, kind: str, name: str, mime: str, kept: str
) -> None:
    person = office.member(7)
    about = {} if kind == "video_note" else {"caption": "门口"}
    person.send(kind, name, b"\xff\xd8\xff\xe0 something", mime, **about)
    office.work()
    (file,) = office.heard[-1].files
    assert isinstance(file, FileRef) and file.file_id
    assert (file.name, file.size) == (kept, 14)
    assert office.heard[-1].message.text == about.get("caption", "")


def test_a_place_is_heard_as_its_two_numbers(office: Office) -> None:
    office.member(7).location(36.1, 117.2)
    office.work()
    assert office.heard[-1].message.text == "纬度 36.100000 经度 117.200000"


def test_what_cannot_be_read_is_told(office: Office) -> None:
    person = office.member(7)
    person.send("sticker", "s.webp", b"RIFF", "image/webp")
    office.work()
    assert office.heard == []
    person.expect("看不懂")


def test_an_edited_message_is_heard_as_the_new_wording_of_the_old(office: Office) -> None:
    person = office.member(7)
    number = person.say("帮助")
    person.edit(number, "我的问题")
    office.work()
    first, second = (heard.message for heard in office.heard)
    assert (first.text, second.text) == ("帮助", "我的问题")
    assert second.edits == first.external_id != second.external_id


def keyboard(office: Office, *options: str) -> int:
    """A question with boxes, as it is shown; the number of its message."""
    reply = Reply("哪些？", tuple(Option(one, one[-1]) for one in options))
    payload = Outcome((reply,)).to_payload()
    payload["replies"][0]["many"] = True
    id_ = office.deliveries.add("staff_bot", "7", payload, office.now)
    (part,) = parts(payload, id_ or 0)
    return office.loop.run(office.bot.send("7", part))


def test_boxes_are_ticked_in_their_place_and_taken_together(office: Office) -> None:
    person = office.member(7)
    long = "w:" + "长" * 30
    keyboard(office, f"{long}=a", f"{long}=b", f"{long}=c")
    press = person.click("完成")
    office.work()
    answer = person.answered(press)
    assert answer is not None and "先勾选" in answer["text"]
    person.click("☐ a")
    person.click("☐ c")
    office.work()  # both as the keyboard was before: the second must not undo the first
    shown = [
        key["text"]
        for row in person.messages()[-1]["reply_markup"]["inline_keyboard"]
        for key in row
    ]
    assert shown == ["☑ a", "☐ b", "☑ c", "完成"]
    assert office.heard == []
    person.click("完成")
    office.work()
    assert office.heard[-1].message.choose == f"{long}=a c"
    assert office.heard[-1].pressed == "a、c"


def test_a_box_that_cannot_be_shown_as_ticked_does_not_count(office: Office) -> None:
    person = office.member(7)
    keyboard(office, "w:a=x", "w:a=y")
    office.telegram.fault(method="editMessageReplyMarkup", code=400, times=1)
    press = person.click("☐ x")
    office.work()
    answer = person.answered(press)
    assert answer is not None and "再点一次" in answer["text"]
    person.click("☐ y")
    person.click("完成")
    office.work()
    assert office.heard[-1].message.choose == "w:a=y"


def test_groups_are_not_served(office: Office) -> None:
    office.member(7)
    group = office.telegram.person(7, "staff_bot", chat=-100)
    group.say("医保局有哪些超期的")
    office.work()
    assert office.heard == []
    chat = {"id": -100, "type": "supergroup", "title": "群"}
    bot = {"id": 222, "is_bot": True, "first_name": "staff_bot", "username": "staff_bot"}
    user = {"id": 7, "is_bot": False, "first_name": "林"}
    member, left = ({"user": bot, "status": status} for status in ("member", "left"))
    change = {"chat": chat, "from": user, "date": 1_790_000_000}
    moved = {**change, "old_chat_member": left, "new_chat_member": member}
    office.feed({"update_id": 900, "my_chat_member": moved})
    assert office.telegram.calls(bot="staff_bot", method="leaveChat")


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 901, "poll": {"id": "1"}},
        {"update_id": 902, "what_nobody_knows_yet": {"a": 1}},
        {"update_id": 903},
    ],
)
def test_other_kinds_of_updates_change_nothing(office: Office, update: dict[str, object]) -> None:
    office.feed(update)
    assert office.heard == [] and office.woken == []


def test_an_update_that_cannot_be_read_is_refused(office: Office) -> None:
    with pytest.raises(Refused):
        office.feed({"update_id": 904, "message": {"text": "?"}})


def test_what_goes_wrong_in_hearing_is_not_swallowed(office: Office) -> None:
    person = office.member(7)
    person.say("帮助")
    (update,) = office.loop.run(office.bot.updates(office.offset, 0))

    async def fails(_: Heard) -> Outcome:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        office.loop.run(office.bot.feed(update, fails))
