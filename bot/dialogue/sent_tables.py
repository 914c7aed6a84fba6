"""A table that an office sends: a ledger that was filled in, or complaints of another platform.

It is tried at once, which changes nothing, and told what it would change; a tap makes it so. What
cannot be taken is told cell by cell, in a marked copy, too. An admin may do what the command line
does; staff may bring back a ledger, and move by it what they may move by chat. All that takes time
is done before the turn, and what is made is made in a transaction of its own (`bot.office_turns`).
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context
from bot.dialogue.house import Form, House
from bot.dialogue.issue_lookup import OFFICE
from bot.dialogue.messages import FileIn, Inbound, Option, Reply
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.prompts import short
from bot.dialogue.sent_words import Imported, Sent
from bot.dialogue.talk import Talk

COMMAND = "sent"
BRINGS = CommandMeant(COMMAND)
KINDS = (".xlsx", ".csv")
MAX_BYTES = 20_000_000
"""What a bot may fetch, too."""
FOLDER = "tables"
"""Among files that are made to be sent: they are not kept for longer."""
SHOWN = 8
"""Rows, and cells, that are told; the copy has all."""
_TABLE = re.compile(
    r"导入|台账|台帐|填好|填完|改好的?表|工单|诉求|评价|差评|import|ledger|filled in", re.I
)
"""Words beside a table that is to be brought in; others make it the evidence of something else."""
_UNSAFE = re.compile(r"[^\w\-.()（）·一-鿿 ]")


def of_file(house: House, who: Inbound, ctx: Context, form: Form | None) -> Imported | None:
    """What would come of the table that was sent; None where none was that can be brought in."""
    is_free = form is None and not (ctx.drafts or ctx.moving)
    if who.role not in OFFICE or not who.files or not is_free:
        return None
    sent = _of_file(house, who)
    return None if sent is None else _tried(house, sent, who)


def of_button(house: House, meaning: Means, who: Inbound) -> Imported | None:
    """What comes of the table whose button was pressed, or meant; None for all else."""
    if not isinstance(meaning, Chosen) or who.role not in OFFICE:
        return None
    kind, _, rest = meaning.id.partition(":")
    sent = Sent.from_text(rest) if kind == COMMAND else None
    return None if sent is None or sent.deed == "no" else _tried(house, sent, who)


def _of_file(house: House, who: Inbound) -> Sent | None:
    """The one table that came, put where it can be read again until it is confirmed."""
    (file, *more) = who.files
    if more or not _is_table(file) or (who.text.strip() and not _is_named(house, who.text)):
        return None
    with file.path.open("rb") as data:
        sha256 = hashlib.file_digest(data, "sha256").hexdigest()
    name = _UNSAFE.sub("_", Path(file.name).name)[-60:]
    where = _place(house, sha256, name)
    if not where.exists():
        where.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.path, where)
    mapping = next((one for one in house.tables_in.mappings() if one in who.text), "")
    return Sent("look", sha256, mapping if who.role == "admin" else "", name)


def _is_table(file: FileIn) -> bool:
    try:
        size = file.path.stat().st_size
    except OSError:
        return False
    return file.name.lower().endswith(KINDS) and 0 < size <= MAX_BYTES


def _is_named(house: House, text: str) -> bool:
    """Whether words beside a table say that it is to be brought in."""
    return _TABLE.search(text) is not None or any(n in text for n in house.tables_in.mappings())


def _place(house: House, sha256: str, name: str) -> Path:
    return house.outgoing / FOLDER / sha256[:32] / name


def _tried(house: House, sent: Sent, who: Inbound) -> Imported | None:
    path = _place(house, sent.sha256, sent.name)
    if not path.is_file():
        return Imported(replace(sent, deed="gone"))
    if sent.mapping and who.role == "admin":
        return house.tables_in.cases(path, sent, who)
    if path.suffix.lower() == ".xlsx" and house.tables_in.is_ledger(path):
        return house.tables_in.ledger(path, sent, who)
    if who.role == "admin":
        return Imported(sent, mappings=house.tables_in.mappings())
    return Imported(replace(sent, deed="none")) if who.text.strip() else None


def tell(talk: Talk) -> None:
    """Say what came of it."""
    found = talk.plan.imported
    if found is None:
        talk.say("sent_left")
        return
    talk.turn.set_kind("command")
    talk.back = talk.form() is not None
    name = short(found.sent.name)
    if found.sent.deed in ("gone", "none"):
        talk.say(f"sent_{found.sent.deed}", name=name)
    elif found.refused:
        talk.say_text(found.refused[talk.locale == "en"])
    elif found.mappings:
        options = (*(_option(one, found.sent, mapping=one) for one in found.mappings), _no(talk))
        talk.say("sent_which", talk.menu("sent", options), name=name)
    elif found.troubles:
        _tell_troubles(talk, found)
    else:
        _tell_rows(talk, found)


def _option(label: str, sent: Sent, **changes: str) -> Option:
    return Option(f"{COMMAND}:{replace(sent, **changes).to_text()}", label)  # type: ignore[arg-type]


def _no(talk: Talk) -> Option:
    return Option(f"{COMMAND}:{Sent('no').to_text()}", talk.word("sent_no"))


def _tell_troubles(talk: Talk, found: Imported) -> None:
    """What is to be mended; rows of complaints may be left out instead."""
    count = len(found.troubles) + found.more
    conflicts = sum(one.conflict for one in found.troubles)
    also = talk.word("sent_conflicts", count=conflicts) if conflicts else ""
    head = talk.word("sent_skipped" if found.done else "sent_nothing")
    lines = [talk.word("sent_to_mend", head=head, count=count, also=also)]
    for one in found.troubles[:SHOWN]:
        words = {"place": one.place, "about": one.about, "heading": one.heading}
        lines.append(talk.word("sent_cell", **words, why=one.words[talk.locale == "en"]))
    if count > SHOWN:
        lines.append(talk.word("sent_more_cells", count=count - SHOWN))
    lines.append(talk.word("sent_copy")) if found.copy else None
    options: tuple[Option, ...] = ()
    if found.sent.mapping and found.rows and not found.done:
        label = talk.word("sent_skip", count=len(found.rows))
        options = talk.menu("sent", (_option(label, found.sent, deed="skip"), _no(talk)))
    files = (str(found.copy),) if found.copy else ()
    talk.replies.append(Reply("\n".join(lines), options, files=files))
    if found.done:
        _tell_rows(talk, found)


def _tell_rows(talk: Talk, found: Imported) -> None:
    """What would be changed, or was."""
    english = talk.locale == "en"
    kind = "cases" if found.sent.mapping else "ledger"
    said = {"rows": len(found.rows), "steps": found.steps, "same": found.same,
            "name": short(found.sent.name)}  # fmt: skip
    if not found.rows:
        talk.say(f"sent_{kind}_same" if found.same else f"sent_{kind}_none", (), **said)
        return
    lines = [talk.word(f"sent_{kind}_{'done' if found.done else 'would'}", **said)]
    lines += [
        talk.word("sent_row", number=number, told=short(told[english]))
        for number, told in found.rows[:SHOWN]
    ]
    left = len(found.rows) - SHOWN
    lines += [talk.word("sent_more_rows", count=left)] if left > 0 else []
    if found.missing:
        lines.append(talk.word("sent_missing", count=len(found.missing)))
    options: tuple[Option, ...] = ()
    if not found.done:
        yes = _option(talk.word("sent_yes"), found.sent, deed="make")
        options = talk.menu("sent", (yes, _no(talk)))
    talk.say_text("\n".join(lines), options)
