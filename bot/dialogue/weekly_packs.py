"""Weekly packs in the talk: looked at, handed in, corrected; and who has not handed in.

Staff have to do with their own unit's pack, admins with all. What takes time, and what is kept of
a pack, is done before the turn: each is done once however often it is asked for (a version by the
message that asks, a sending by its version), so a turn that is tried again says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Menu
from bot.dialogue.menu_kinds import Kind
from bot.dialogue.messages import Inbound, Option, Reply
from bot.dialogue.plan import Chosen, Given, Means
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from bot.dialogue.weekly_wanted import COMMAND, WeeklyFound, WeeklyWanted
from bot.reading import weekly_words
from bot.weekly.board import Line, board
from bot.weekly.notes import MAX_NOTE, words_to_come, write_note
from bot.weekly.packs import NoPack, WeeklyPacks
from bot.weekly.units import unit_called
from bot.weekly.words import (
    button,
    moved_words,
    pack_buttons,
    pack_words,
    sent_words,
    status_words,
)
from flows.errors import FlowErrors
from flows.model import Locale
from flows.weekly import LEAD, read_week
from storage.exports.files import ExportError
from storage.weekly import PackRecord

MENU: Kind = "weekly_note"
OFFICE = ("admin", "staff")


def meant(text: str, who: Inbound, *, in_form: bool) -> CommandMeant | None:
    """What an office wants of a pack; None for everything else, and for everybody else."""
    asked = weekly_words.read(text, in_form=in_form) if who.role in OFFICE else None
    if asked is None:
        return None
    week = read_week(asked.week, who.at.date()) or "" if asked.week else ""
    wanted = WeeklyWanted(asked.do, week, 0, asked.unit, asked.rest)
    return CommandMeant(COMMAND, wanted.to_text())


def found(
    weekly: WeeklyPacks, meaning: Means, menu: Menu | None, who: Inbound, locale: str
) -> WeeklyFound | None:
    """What is wanted, done for who asks; None where nothing is, or not by an office."""
    wanted = _wanted(meaning, menu)
    if wanted is None or who.role not in OFFICE or (who.role == "staff" and not who.department):
        return None
    desk = _Desk(weekly, who, locale, wanted.week or weekly.current())
    try:
        return desk.do(wanted)
    except NoPack as none:
        return desk.none(none)
    except (ExportError, FlowErrors) as error:
        spoken: Locale = "en" if locale == "en" else "zh"
        why = error.text[spoken] if isinstance(error, ExportError) else error.told(spoken)
        return WeeklyFound(say(locale, "weekly_failed", why=why))


def _wanted(meaning: Means, menu: Menu | None) -> WeeklyWanted | None:
    if isinstance(meaning, CommandMeant) and meaning.name == COMMAND:
        return WeeklyWanted.from_text(meaning.argument)
    if isinstance(meaning, Chosen) and meaning.id.startswith(f"{COMMAND}:"):
        return WeeklyWanted.from_text(meaning.id.removeprefix(f"{COMMAND}:"))
    if isinstance(meaning, Given) and menu is not None and menu.kind == MENU:
        return WeeklyWanted("note", menu.data["week"], 0, menu.data["unit"], meaning.text)
    return None


@dataclass(frozen=True, slots=True)
class _Desk:
    """Does what one person wants of the packs of a week."""

    weekly: WeeklyPacks
    who: Inbound
    locale: str
    week: str

    def do(self, wanted: WeeklyWanted) -> WeeklyFound:
        deeds: dict[str, Callable[[WeeklyWanted], WeeklyFound]] = {
            "status": self._status,
            "pack": self._pack,
            "send": self._send,
            "note": self._note,
            "resend": self._resend,
            "later": self._later,
        }
        if wanted.do != "later":
            self.weekly.see_to(self.week)
        if wanted.do not in ("later", "note") and not self.weekly.latest(self.week):
            return self._not_made()
        return deeds[wanted.do](wanted)

    def none(self, none: NoPack) -> WeeklyFound:
        """Why there is no such pack."""
        if none.kind == "free":
            return self._said("weekly_free", unit=none.unit, week=none.week)
        if none.kind == "unit":
            return self._said("weekly_no_unit", unit=none.unit[:40], week=none.week)
        return self._not_made()

    @property
    def _is_admin(self) -> bool:
        return self.who.role == "admin"

    @property
    def _today(self) -> date:
        return self.who.at.date()

    @property
    def _by(self) -> str:
        return self.who.name or say(self.locale, "weekly_unnamed")

    def _said(self, key: str, *options: Option, **told: object) -> WeeklyFound:
        text = say(self.locale, key, plain=False, **told)
        return WeeklyFound(text, options)

    def _not_made(self) -> WeeklyFound:
        due = self.weekly.due(self.week)
        if due <= self.who.at:
            return self._said("weekly_none", week=self.week)
        moved = moved_words(self.weekly, self.week, self.locale)
        note = () if self._is_admin else (button("note", self.week, self.locale),)
        told = {"week": self.week, "due": f"{due:%m-%d %H:%M}", "moved": moved}
        return self._said("weekly_to_come", *note, **told)

    def _unit(self, named: str) -> str:
        """The unit that may be meant: of staff their own, whatever is named.

        Another unit's is answered as one that does not exist.
        """
        if self._is_admin:
            return named or LEAD
        units = list(self.weekly.latest(self.week))
        units = [name for name in units if name != LEAD]
        if named and unit_called(named, units) != unit_called(self.who.department, units):
            raise NoPack("unit", self.week, named)
        return self.who.department

    def _one(self, named: str) -> PackRecord:
        pack = self.weekly.one(self.week, self._unit(named))
        if pack.unit == LEAD and not self._is_admin:
            raise NoPack("unit", self.week, named)
        return pack

    def _line(self, pack: PackRecord) -> Line:
        lines = board(self.weekly, self.week, self._today)
        return next(line for line in lines if line.pack.unit == pack.unit)

    def _status(self, _: WeeklyWanted) -> WeeklyFound:
        lines = board(self.weekly, self.week, self._today)
        if not self._is_admin:
            own = self._one("")
            lines = [line for line in lines if line.pack.unit == own.unit]
        text = status_words(self.weekly, self.week, lines, self.locale)
        return WeeklyFound(text, (button("pack", self.week, self.locale),))

    def _pack(self, wanted: WeeklyWanted) -> WeeklyFound:
        pack = self._one(wanted.unit)
        line = self._line(pack)
        words = (pack_words(self.weekly, pack, self.locale), sent_words(line, self.locale))
        buttons = pack_buttons(pack, self.locale, is_sent=not line.is_missing)
        if self._is_admin:
            buttons = (button("status", self.week, self.locale),)
        files = tuple(map(str, self.weekly.files(pack)))
        return WeeklyFound("\n".join(filter(None, words)), buttons, files)

    def _send(self, wanted: WeeklyWanted) -> WeeklyFound:
        pack = self._one(wanted.unit)
        if pack.unit == LEAD:
            return self._status(wanted)
        if wanted.version and wanted.version != pack.version:
            show = button("pack", self.week, self.locale)
            old = {"version": wanted.version, "newest": pack.version}
            return self._said("weekly_old", show, **old)
        how = "marked" if self._is_admin else "pressed"
        self.weekly.send(pack, self._by, how)
        return WeeklyFound(sent_words(self._line(pack), self.locale))

    def _note(self, wanted: WeeklyWanted) -> WeeklyFound:
        unit = self._unit(wanted.unit)
        if not wanted.rest:
            return self._ask_note(unit)
        if len(wanted.rest) > MAX_NOTE:
            told = {"most": MAX_NOTE, "count": len(wanted.rest)}
            return replace(self._said("weekly_note_long", **told), asks=(self.week, unit))
        before = self.weekly.latest(self.week).get(self._named(unit))
        pack = write_note(self.weekly, self.week, unit, self._by, wanted.rest, self._key)
        if pack is None:
            return self._said("weekly_note_kept", due=f"{self.weekly.due(self.week):%m-%d %H:%M}")
        if pack == before and pack.key != self._key:
            return self._said("weekly_note_same")
        send = button("send", self.week, self.locale, pack.version)
        return self._said("weekly_note_done", send, version=pack.version)

    def _named(self, unit: str) -> str:
        return unit_called(unit, list(self.weekly.latest(self.week))) or unit

    def _ask_note(self, unit: str) -> WeeklyFound:
        if self.weekly.latest(self.week):
            text = self.weekly.text_of(self.weekly.one(self.week, unit))
        else:
            text = words_to_come(self.weekly, self.week, unit)
        return replace(self._said("weekly_note_ask", text=text), asks=(self.week, unit))

    def _resend(self, wanted: WeeklyWanted) -> WeeklyFound:
        if not wanted.rest.strip(" …") or (self._is_admin and not wanted.unit):
            return self._said("weekly_resend_what")
        unit = self._unit(wanted.unit)
        pack = self.weekly.correct(self.week, unit, self._by, wanted.rest, key=self._key)
        told = {"unit": pack.unit, "week": pack.week, "version": pack.version}
        files = tuple(map(str, self.weekly.files(pack)))
        send = () if self._is_admin else pack_buttons(pack, self.locale)
        return replace(self._said("weekly_resent", *send, **told), files=files)

    def _later(self, _: WeeklyWanted) -> WeeklyFound:
        return self._said("weekly_later", due=f"{self.weekly.due(self.week):%m-%d}")

    @property
    def _key(self) -> str:
        return f"{self.who.channel}:{self.who.chat}:{self.who.external_id}"


def tell(talk: Talk, _argument: str = "") -> None:
    """Say what came of it."""
    told = talk.plan.weekly
    if told is None:
        talk.stale()
        return
    talk.back = talk.form() is not None and not told.asks
    options = told.options
    if told.asks:
        week, unit = told.asks
        options = talk.menu(MENU, options, week=week, unit=unit)
    talk.replies.append(Reply(told.text, options, files=told.files))
