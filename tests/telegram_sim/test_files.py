"""Files: what may be fetched, what may be sent, and whose they are."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.seen import Json

MB = 1 << 20
KINDS = {
    "document": ("a.pdf", "application/pdf"),
    "voice": ("a.oga", "audio/ogg"),
    "audio": ("a.mp3", "audio/mpeg"),
    "video": ("a.mp4", "video/mp4"),
    "video_note": ("a.mp4", "video/mp4"),
    "animation": ("a.gif", "image/gif"),
    "sticker": ("a.webp", "image/webp"),
}


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", width, height)


def jpeg(width: int, height: int) -> bytes:
    head = b"\xff\xd8\xff\xe0\0\x04JF"
    return head + b"\xff\xc0\0\x11\x08" + struct.pack(">HH", height, width) + b"\0" * 16


def last_file(person: Person, kind: str) -> Json:
    shown: Any = person.messages()[-1][kind]
    found: Json = shown[-1] if isinstance(shown, list) else shown
    return found


def fetch(api: Api, path: str) -> tuple[int, bytes]:
    return api.request("GET", f"/file/bot{api.token}/{path}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_comes_with_its_fields(api: Api, person: Person, kind: str) -> None:
    name, mime = KINDS[kind]
    person.send(kind, name, b"content", mime, duration=7, caption="看")
    message = person.messages()[-1]
    assert message[kind]["file_size"] == 7
    assert message["caption"] == "看"
    assert message[kind].get("mime_type", mime) == mime
    assert message[kind].get("duration", 7) == 7
    assert fetch(api, api.ok("getFile", file_id=message[kind]["file_id"])["file_path"]) == (
        200,
        b"content",
    )


def test_an_animation_is_a_document_too(person: Person) -> None:
    person.send("animation", "a.gif", b"GIF8", "image/gif")
    message = person.messages()[-1]
    assert message["document"]["file_id"] == message["animation"]["file_id"]


@pytest.mark.parametrize("data", [png(640, 480), jpeg(640, 480)])
def test_a_photo_comes_in_sizes(api: Api, person: Person, data: bytes) -> None:
    person.photo(data)
    small, full = person.messages()[-1]["photo"]
    assert (full["width"], full["height"]) == (640, 480)
    assert small["file_id"] != full["file_id"]
    assert fetch(api, api.ok("getFile", file_id=full["file_id"])["file_path"])[1] == data


def test_a_file_of_over_20_megabytes_cannot_be_fetched(api: Api, person: Person) -> None:
    for size in (20 * MB, 20 * MB + 1):
        person.send("video", "a.mp4", b"v", "video/mp4", fake_size=size)
    fits, over = (message["video"]["file_id"] for message in person.messages()[-2:])
    assert api.ok("getFile", file_id=fits)["file_size"] == 20 * MB
    assert api.refused("getFile", file_id=over) == "400 Bad Request: file is too big"


def test_a_link_is_good_for_an_hour_and_has_to_be_asked_for(
    api: Api, person: Person, telegram: Telegram
) -> None:
    telegram.stop_clock()
    person.voice(b"v")
    file_id = last_file(person, "voice")["file_id"]
    path = api.ok("getFile", file_id=file_id)["file_path"]
    telegram.advance(3600)
    assert fetch(api, path)[0] == 200
    telegram.advance(1)
    assert fetch(api, path)[0] == 404
    api.ok("getFile", file_id=file_id)
    assert fetch(api, path)[0] == 200
    assert fetch(api, "photos/file_99.jpg")[0] == 404


def test_a_file_is_worth_nothing_to_another_bot(api: Api, staff: Api, person: Person) -> None:
    person.voice(b"v")
    file_id = last_file(person, "voice")["file_id"]
    path = api.ok("getFile", file_id=file_id)["file_path"]
    assert "wrong file_id" in staff.refused("getFile", file_id=file_id)
    assert fetch(staff, path)[0] == 404


def test_a_file_may_be_sent_again_as_what_it_is(api: Api, person: Person) -> None:
    person.voice(b"v")
    file_id = last_file(person, "voice")["file_id"]
    again = api.ok("sendVoice", chat_id=501, voice=file_id)
    assert again["voice"]["file_unique_id"] == last_file(person, "voice")["file_unique_id"]
    assert "can't use file of type Voice as Document" in api.refused(
        "sendDocument", chat_id=501, document=file_id
    )
    assert "wrong file identifier/HTTP URL" in api.refused(
        "sendDocument", chat_id=501, document="https://a.example/x.pdf"
    )


SENT = [
    ("document", b"x" * (50 * MB), None),
    ("document", b"x" * (50 * MB + 1), "Request Entity Too Large"),
    ("photo", jpeg(9, 9) + b"x" * (10 * MB), "Request Entity Too Large"),
    ("photo", png(8000, 2000), None),
    ("photo", png(8001, 2000), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ("photo", png(2001, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ("photo", b"%PDF", "Bad Request: IMAGE_PROCESS_FAILED"),
    ("document", b"", "Bad Request: file must be non-empty"),
]


@pytest.mark.parametrize(("kind", "data", "why"), SENT, ids=range(len(SENT)))
def test_what_a_bot_may_send(
    api: Api, person: Person, kind: str, data: bytes, why: str | None
) -> None:
    method = f"send{kind.title()}"
    answer = api.upload(method, {kind: ("file", data)}, chat_id=501, caption="a")
    assert answer.get("description") == why
    assert answer["ok"] == (why is None)


def test_a_file_that_is_attached_by_name_has_to_be_there(api: Api, person: Person) -> None:
    answer = api.upload(
        "sendDocument", {"part": ("报告.docx", b"PK")}, chat_id=501, document="attach://part"
    )
    assert answer["result"]["document"]["file_name"] == "报告.docx"
    assert api.refused("sendDocument", chat_id=501, document="attach://part") == (
        "400 Bad Request: can't find file part"
    )


def album(kinds: str, **first: Any) -> tuple[dict[str, tuple[str, bytes]], list[Json]]:
    items: list[Json] = [
        {"type": kind, "media": f"attach://f{n}"} for n, kind in enumerate(kinds.split())
    ]
    items[0].update(first)
    return {f"f{n}": (f"{n}.jpg", jpeg(9, 9)) for n in range(len(items))}, items


def test_an_album_of_a_bot(api: Api, person: Person) -> None:
    files, items = album("photo video", caption="<b>两张</b>", parse_mode="HTML")
    sent = api.upload("sendMediaGroup", files, chat_id=501, media=items)["result"]
    assert [part.get("caption") for part in sent] == ["两张", None]
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    assert person.expect("两张")[0].method == "sendMediaGroup"


@pytest.mark.parametrize(
    "kinds", ["photo", "photo " * 11, "photo document", "audio video", "voice voice"]
)
def test_what_is_no_album(api: Api, person: Person, kinds: str) -> None:
    files, items = album(kinds)
    answer = api.upload("sendMediaGroup", files, chat_id=501, media=items)
    assert not answer["ok"]
    assert len(person.messages()) == 1


def test_an_album_of_a_person(api: Api, person: Person) -> None:
    person.album([b"1", b"2", b"3"], caption="三张 /help")
    files = [("v.mp4", b"v", "video/mp4"), ("p.jpg", b"p", "image/jpeg")]
    person.act("album", files)
    person.act("album", files, as_documents=True)
    updates = [update["message"] for update in api.ok("getUpdates")[1:]]
    assert [message.get("caption") for message in updates[:4]] == ["三张 /help", None, None, None]
    kinds = [next(k for k in ("document", "photo", "video") if k in m) for m in updates]
    assert kinds == ["photo"] * 3 + ["video", "photo"] + ["document"] * 2
    assert len({message["media_group_id"] for message in updates}) == 3
    assert updates[0]["caption_entities"][0]["type"] == "bot_command"
