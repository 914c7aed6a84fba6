"""How entries of registers are told: tables, one in full, JSON, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.cli.output import echo, print_table
from flows.registers import KINDS, LINK_WORDS, REGISTERS, Register

if TYPE_CHECKING:
    from bot.cli.session import Session
    from storage.registers import Deed, Entry

WIDEST = 40
"""Columns of a cell in the list; `show` tells all."""
DEEDS = {
    "enter": ("登记", "entered"),
    "change": ("修改", "changed"),
    "link": ("关联", "linked"),
    "unlink": ("取消关联", "unlinked"),
    "remove": ("撤下", "removed"),
}


def print_entries(session: Session, register: Register, found: Sequence[Entry]) -> None:
    """The entries, a line each, without their long texts."""
    columns = {n: c for n, c in REGISTERS[register].columns.items() if not c.is_long}
    heads = [session.say(column.heads[0], column.en) for column in columns.values()]
    print_table(
        (*session.heads("编号 Number"), *heads, *session.heads("关联 Linked")),
        [
            (
                _number(session, one),
                *(_value(session, name, one.fields.get(name, "")) for name in columns),
                " ".join(link.ref for link in one.links),
            )
            for one in found
        ],
        widest=WIDEST,
    )


def _number(session: Session, one: Entry) -> str:
    return one.number + (session.say("（已撤下）", " (removed)") if one.removed else "")


def _value(session: Session, name: str, value: str) -> str:
    return session.say(value, KINDS.get(value, value)) if name == "kind" else value


def print_entry(session: Session, one: Entry) -> None:
    """An entry in full."""
    echo(_number(session, one))
    colon = session.say("：", ": ")
    for name, column in REGISTERS[one.register].columns.items():
        if value := one.fields.get(name):
            head = session.say(column.heads[0], column.en)
            echo(f"  {head}{colon}{_value(session, name, value)}")
    for kind, words in LINK_WORDS.items():
        if refs := one.refs(kind):
            echo(f"  {session.say(*words)}{colon}{session.say('、', ', ').join(refs)}")
    for deed in one.history:
        echo(f"  {_deed(session, deed)}")


def _deed(session: Session, deed: Deed) -> str:
    by = deed.by or session.say("（未具名）", "(no name)")
    told = f"{deed.at:%Y-%m-%d %H:%M} {by} {session.say(*DEEDS[deed.deed])}"
    detail = deed.detail or {}
    if deed.deed == "remove":
        return f"{told}{session.say('：', ': ')}{detail.get('reason', '')}"
    refs = " ".join(ref for _, ref in detail.get("links", ()))
    changed = [
        name
        for name, value in detail.get("fields", {}).items()
        if deed.deed == "change" and detail["before"].get(name, "") != value
    ]
    return " ".join(filter(None, (told, refs, ", ".join(changed))))


def entry_object(one: Entry, *, history: bool = False) -> dict[str, Any]:
    """An entry for programs."""
    told: dict[str, Any] = {
        "number": one.number,
        **{name: one.fields.get(name, "") for name in REGISTERS[one.register].columns},
        "links": [{"kind": link.kind, "ref": link.ref} for link in one.links],
        "entered": one.entered,
        "removed": one.removed,
    }
    if history:
        told["history"] = [
            {"at": deed.at, "by": deed.by, "deed": deed.deed, "detail": deed.detail}
            for deed in one.history
        ]
    return told
