"""What the talk tells of registers and of services that must be walked, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.context import Listing
from bot.dialogue.messages import Option, id_named
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from flows.registers import LINK_WORDS, REGISTERS, Register, number_read
from storage.registers import Entry

SHOWN = 10
"""Entries of a page."""


def measures(talk: Talk, start: str, within: tuple[str, ...] | None) -> None:
    """The register of measures."""
    found = talk.house.registers.entries("measures", within=within)
    _page(talk, "measures", found, start, "register_empty")


def highlights(talk: Talk, start: str) -> None:
    """The highlights."""
    found = talk.house.registers.entries("highlights")
    _page(talk, "highlights", found, start, "register_none")


def _page(talk: Talk, register: Register, found: Sequence[Entry], start: str, nothing: str) -> None:
    name = REGISTERS[register].words[talk.locale == "en"]
    first = id_named(start) or 0
    shown = found[first : first + SHOWN]
    talk.ctx.listing = talk.screen.listing
    if not shown:
        talk.say("list_ends" if found else nothing, name=name)
        return
    lines = [
        talk.word(
            "register_line", number=one.number, title=short(one.fields["title"]), more=_more(one)
        )
        for one in shown
    ]
    left = len(found) - first - len(shown)
    options = [Option(f"registers:show:{one.number}", one.number) for one in shown]
    if left:
        after = f"registers:{register}:{first + SHOWN}"
        options.append(Option(after, talk.word("register_next")))
        lines.append(talk.word("register_more", count=left))
        talk.ctx.listing = Listing("registers", register, first, tuple(one.number for one in shown))
    talk.say("register_found", tuple(options), name=name, count=len(found), lines="\n".join(lines))


def _more(one: Entry) -> str:
    told = [one.fields.get(name, "") for name in ("document", "department", "date")]
    words = " · ".join(short(word) for word in told if word)
    return f"（{words}）" if words else ""


def show(talk: Talk, number: str, within: tuple[str, ...] | None) -> None:
    """One entry in full."""
    talk.ctx.listing = talk.screen.listing
    register = next(
        (name for name, kind in REGISTERS.items() if number.upper().startswith(kind.prefix)), None
    )
    figure = number_read(register, number) if register else None
    one = talk.house.registers.entry(register, figure) if register and figure else None
    is_own = one is not None and (
        within is None
        or (register == "measures" and one.fields.get("department", "") in ("", *within))
    )
    if one is None or one.removed is not None or not is_own:
        talk.say("register_gone", number=number[:12])
        return
    en = talk.locale == "en"
    lines = [one.number]
    for name, column in REGISTERS[one.register].columns.items():
        if value := one.fields.get(name, ""):
            head = column.en if en else column.heads[0]
            lines.append(talk.word("pair_line", name=head, value=short(value, 500)))
    for kind, words in LINK_WORDS.items():
        if refs := one.refs(kind):
            lines.append(talk.word("pair_line", name=words[en], value=talk.joined(refs)))
    talk.say_text("\n".join(lines))


def must_walk(talk: Talk, start: str) -> None:
    """How far the services that must be walked are; those that nobody walked stand first."""
    talk.ctx.listing = talk.screen.listing
    found = talk.house.coverage()
    if not found.services:
        talk.say("must_walk_none")
        return
    first = id_named(start) or 0
    ordered = sorted(found.services, key=lambda one: bool(one.visits))
    lines = []
    for one in ordered[first : first + SHOWN]:
        who = ""
        if one.visits:
            last = one.visits[0]
            person = last.person or talk.word("issue_unnamed")
            who = talk.word("must_walk_who", day=last.day, person=short(person))
        told = {"name": short(one.service.name), "marks": one.service.marks(talk.locale)}
        lines.append(talk.word("must_walk_line", mark="✓" if one.visits else "□", who=who, **told))
    left = len(ordered) - first - len(lines)
    options = []
    if left > 0:
        options.append(Option(f"registers:must_walk:{first + SHOWN}", talk.word("register_next")))
        talk.ctx.listing = Listing("registers", "must_walk", first, tuple(lines))
        lines.append(talk.word("register_more", count=left))
    days = f"{found.since}～{found.until}" if found.since or found.until else ""
    target = talk.word("not_set") if found.target is None else f"{found.target}%"
    talk.say(
        "must_walk_told",
        tuple(options),
        span=f"{found.campaign} {days}".strip() or talk.word("must_walk_ever"),
        total=found.whole.total,
        walked=found.whole.walked,
        percent=found.whole.percent,
        target=target,
        lines="\n".join(lines),
    )


def media(talk: Talk) -> None:
    """How often the media told of each action, and how much is lacking."""
    talk.ctx.listing = talk.screen.listing
    least = talk.house.lists.scheme.media
    lines = []
    for one in talk.house.media_reports():
        lacking = one.missing(least)
        missing = talk.word("media_missing", count=lacking) if lacking else ""
        lines.append(
            talk.word("media_line", action=one.action, count=len(one.reports), missing=missing)
        )
    shown = talk.word("not_set") if least is None else least
    talk.say("media_told", least=shown, lines="\n".join(lines))
