"""What an issue's fields rest on: the quote, cut anew from the stored message.

The one place that decides what may be exported as fact. A value whose state
is "unverified" is no fact; it appears only as evidence, marked 未核实. The
quote is never stored beside the value: it is sliced from the message, so that
it cannot say what the message does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.state import How
from storage.records import FieldValue, IssueRecord

HOW: dict[How, str] = {
    "asked": "提问所答",
    "rule": "规则识别",
    "default": "默认值",
    "guide": "办事指南",
    "model": "模型提取",
}
UNVERIFIED = "未核实"
CONFIRMED = "已确认"
NO_QUOTE = "已确认（原话缺失）"
STATES_EN = {
    UNVERIFIED: "not verified",
    CONFIRMED: "confirmed",
    NO_QUOTE: "confirmed; its words are missing",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field of an issue with what it rests on; `key` is the field's, labels are for people."""

    number: str
    key: str
    value: str
    quote: str
    """Verbatim; empty when the value was tapped, sent as media, or came from no message."""
    message: int | None
    at: datetime | None
    how: str
    state: str


def fact(issue: IssueRecord, key: str) -> str:
    """The value of a field that may be told as fact; else empty."""
    field = issue.fields.get(key)
    return field.value if field and field.state == "confirmed" else ""


def evidence(issue: IssueRecord) -> Iterator[Evidence]:
    """Every field of `issue` that has a value, unverified ones marked, in the stored order."""
    for key, field in issue.fields.items():
        if not field.value:
            continue
        quote = _quote(issue, field)
        message = issue.messages.get(field.message) if field.message is not None else None
        yield Evidence(
            number=issue.number,
            key=key,
            value=field.value,
            quote=quote or "",
            message=field.message,
            at=message.at if message else None,
            how=HOW[field.how],
            state=_state(field, quote),
        )


def _quote(issue: IssueRecord, field: FieldValue) -> str | None:
    """The words; None when the field names a place that no stored message has."""
    if field.message is None:
        return ""
    message = issue.messages.get(field.message)
    if message is None or not 0 <= field.start <= field.end <= len(message.text):
        return None
    return message.text[field.start : field.end]


def _state(field: FieldValue, quote: str | None) -> str:
    if field.state == "unverified":
        return UNVERIFIED
    return NO_QUOTE if quote is None else CONFIRMED
