"""Values become columns and come back; replies are small."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.packing import CHINA, dump, from_ms, load, pack, to_ms, unpack

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), plain, max_size=4))
def test_a_reply_comes_back_as_it_was_packed(payload: dict[str, Any]) -> None:
    assert unpack(pack(payload)) == payload


@pytest.mark.parametrize("text", ["好\ud83d", "\x00", "😀"])
def test_what_no_database_can_hold_is_written_in_letters_it_can(text: str) -> None:
    written = dump({text: [text]})
    assert load(written) == {text: [text]}
    assert "\x00" not in written
    written.encode()


def test_a_question_packs_into_a_quarter_of_its_json() -> None:
    payload = {
        "replies": [
            {
                "text": "(3/13) 取号排队等了多久？\n（比如“20分钟”“半小时”）",
                "options": [{"id": "w:skip", "label": "跳过"}],
                "sources": [],
                "files": [],
            }
        ],
        "walk": {
            "id": "12",
            "flow": "accompanied",
            "version": "1",
            "question": "queue",
            "status": "open",
        },
    }
    assert len(pack(payload)) * 4 < len(json.dumps(payload, ensure_ascii=False).encode())


def test_a_reply_packed_by_the_first_release_can_still_be_read() -> None:
    """Guards the preset dictionary: changing it would lose what is stored."""
    blob = bytes.fromhex(PACKED)
    assert unpack(blob) == {
        "replies": [{"text": "好，记下了：排队20分钟", "options": [], "sources": [], "files": []}]
    }


PACKED = "01c3ea2ab4bc0bcccdcffa26bd9c311f96b588756e2d00"


@pytest.mark.parametrize("blob", [b"", b"\x02abc"])
def test_a_reply_of_a_later_release_is_told(blob: bytes) -> None:
    with pytest.raises(ValueError, match="later version"):
        unpack(blob)


@pytest.mark.parametrize("blob", [b"\x01", b"\x01\xff\xff\xff", pack({"text": "好" * 50})[:-4]])
def test_a_damaged_reply_is_told(blob: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack(blob)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001
def test_a_time_is_kept_to_the_millisecond(naive: datetime, hours: int) -> None:
    at = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    back = from_ms(to_ms(at))
    assert timedelta(0) <= at - back < timedelta(milliseconds=1)
    assert back.tzinfo == CHINA


def test_before_the_epoch_times_go_on() -> None:
    assert to_ms(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)) == -1000
