"""How values become columns: times, texts, JSON and packed replies.

Guards that whatever a person typed can be stored in both databases, and that
what is read back is what was written. Assumes nothing about the text.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from pydantic_core import to_json

from storage.preset import PRESET_1

CHINA = timezone(timedelta(hours=8))
"""The one time that offices, deadlines and ledgers go by; all datetimes given out are in it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).astimezone(CHINA)
_MILLISECOND = timedelta(milliseconds=1)
_encode_ascii = json.JSONEncoder(separators=(",", ":")).encode
# A small window and hash table: copying large ones costs more than the packing.
_READY = zlib.compressobj(6, zlib.DEFLATED, -12, 4, zlib.Z_DEFAULT_STRATEGY, PRESET_1)
"""Has read the dictionary; copies of it need not."""


def to_ms(at: datetime) -> int:
    """UTC epoch milliseconds of an aware datetime; ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone; pass an aware datetime")
    return (at - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """The inverse of `to_ms`, in `CHINA`'s time."""
    return _EPOCH + ms * _MILLISECOND


def dump(value: Any) -> str:
    """Compact JSON that any database can hold; `load` gives the same back (tuples as lists)."""
    return _encode(value).decode()


def _encode(value: Any) -> bytes:
    try:
        return to_json(value)  # three times as quick as `json`; writes \x00 in ASCII, as that does
    except ValueError:  # surrogates, which UTF-8 cannot hold
        return _encode_ascii(value).encode()


load = json.loads


def pack(payload: Mapping[str, Any]) -> bytes:
    """JSON, deflated with a preset dictionary; the first byte names the dictionary."""
    squeeze = _READY.copy()
    return b"\x01" + squeeze.compress(_encode(payload)) + squeeze.flush()


def unpack(blob: bytes) -> dict[str, Any]:
    """The inverse of `pack`; ValueError for bytes of a later version or broken ones."""
    if blob[:1] != b"\x01":
        raise ValueError("packed by a later version of Walkalong; upgrade this one")
    inflate = zlib.decompressobj(-zlib.MAX_WBITS, PRESET_1)
    try:
        text = inflate.decompress(blob[1:]) + inflate.flush()
        payload: dict[str, Any] = load(text)
    except (zlib.error, ValueError) as error:
        raise ValueError(f"a stored reply is damaged: {error}") from error
    return payload


def readable(blob: bytes | None) -> dict[str, Any]:
    """As `unpack`; empty for what cannot be unpacked, or is not there."""
    try:
        return unpack(blob or b"")
    except ValueError:
        return {}
