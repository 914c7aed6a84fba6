"""What of a message is asked of the guides, of which item, and what it leans on.

Reads only, with no transaction open. The walk's item is in focus, so a question that names
none is of it; what was picked from a list is meant for sure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue import of_place
from bot.dialogue.context import Context, Menu
from bot.dialogue.house import Form, guide_version_of
from bot.dialogue.menu_kinds import NONE_ASKED
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.understand import Ambiguous, AnswerMeant, AskMeant, NotUnderstood
from knowledge.library import Library
from knowledge.model import Before, Candidate, GuideAnswer, Locale
from storage.turns import Seen

NAMED = 0.7
"""How well a service's name must fit a question that is of another one than those offered."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the guides."""

    question: str
    item: str
    """Id of the item in focus, or what was picked; empty where there is neither."""
    picked: bool = False
    before: Before | None = None
    label: str = ""
    """What the picked piece of a guide was called when it was offered."""
    offered: tuple[Candidate, ...] = ()
    """The services that are to be chosen from for the walk, of which it asks if it names none."""
    among: tuple[str, ...] = ()
    """Ids of those that the question before was asked back about, outside of a walk."""


def asked(meaning: Means, ctx: Context, form: Form | None, seen: Seen, text: str) -> Asking | None:
    """The question for the guides, if the message is one."""
    focus = seen.walk.item_id if form and seen.walk else ""
    before = _before(ctx, in_walk=form is not None)
    if isinstance(meaning, AskMeant | Ambiguous):
        among = _asked_about(ctx.menu) if form is None else ()
        return Asking(meaning.question, focus, False, before, "", _offered(ctx.menu), among)
    if isinstance(meaning, AnswerMeant):
        return Asking(meaning.ask, focus, before=before) if meaning.ask else None
    if isinstance(meaning, Chosen):
        return _picked(meaning.id, ctx, focus, before)
    unread = isinstance(meaning, NotUnderstood) and meaning.reason == "unclear"
    return Asking(text, "", before=before) if unread and form is None and text else None


def _before(ctx: Context, *, in_walk: bool) -> Before | None:
    """What a question may lean on: the one before, or the topic."""
    if ctx.asked is not None:
        return ctx.asked.before
    return Before(question="", item=ctx.topic) if ctx.topic and not in_walk else None


def _offered(menu: Menu | None) -> tuple[Candidate, ...]:
    """The services that the menu shown last offers for the walk."""
    if menu is None or not menu.ways.of_items:
        return ()
    ids = ((one.id.partition("=")[2], one.label) for one in menu.options)
    return tuple(Candidate(id=id_, name=label, label=label) for id_, label in ids if id_)


def _asked_about(menu: Menu | None) -> tuple[str, ...]:
    """The services that the last question was asked back about; pieces of a guide are none."""
    if menu is None or menu.kind != "ask":
        return ()
    ids = (one.id.removeprefix("ask:") for one in menu.options)
    return tuple(id_ for id_ in ids if id_ and "#" not in id_)


def _picked(option: str, ctx: Context, focus: str, before: Before | None) -> Asking | None:
    """The question that a button of the menu answers which item is meant of, or that it is one."""
    data = ctx.menu.data if ctx.menu is not None else {}
    options = ctx.menu.options if ctx.menu is not None else ()
    if option == "both:ask" and data.get("text"):
        return Asking(data["text"], focus, before=before)
    kind, _, item = option.partition("=")
    if kind.startswith("item:") and item and data.get("asked"):
        return Asking(data["asked"], item, True, before)
    if not option.startswith("ask:") or option == NONE_ASKED or not data.get("question"):
        return None
    first = Before(question=data.get("before", ""))  # what was asked back about may lean, too
    pick = option.removeprefix("ask:")
    label = next((one.label for one in options if one.id == option), "") if "#" in pick else ""
    return Asking(data["question"], pick, True, first, label)


def answer(library: Library, asking: Asking, seen: Seen, on: date, locale: Locale) -> GuideAnswer:
    """What the guides say to it; a piece that the guide calls otherwise by now is not shown."""
    told = _answer(library, asking, seen, on, locale)
    if asking.among and told.status == "refused" and not told.item:
        each = [replace(asking, item=id_, picked=True, before=None) for id_ in asking.among]
        known = [one for of in each if _knows(one := _answer(library, of, seen, on, locale))]
        return known[0] if len(known) == 1 else told
    if asking.offered and not _is_of_named(library, asking, told):
        return _of_offered(library, asking, seen, on, locale)
    if asking.label and asking.label not in told.text:
        anew = replace(asking, item=asking.item.partition("#")[0], picked=False, label="")
        return _answer(library, anew, seen, on, locale)
    return told


def _knows(told: GuideAnswer) -> bool:
    return told.status == "answered"


def _is_of_named(library: Library, asking: Asking, told: GuideAnswer) -> bool:
    """Whether an answer is of a service offered, or of one that the question names itself."""
    found = library.find_items(asking.question)
    named = {match.candidate.id for match in found if match.score >= NAMED}
    meant = named | {one.id for one in asking.offered}
    of = {source.guide for source in told.sources} or ({told.item} - {""})
    return bool(of) and of <= meant


def _of_offered(
    library: Library, asking: Asking, seen: Seen, on: date, locale: Locale
) -> GuideAnswer:
    """The answer of the only service offered, or of that of the place named; else none is sure."""
    rows = [(one.id, one.label) for one in asking.offered]
    only = rows[0][0] if len(rows) == 1 else of_place.named(asking.question, rows)
    if only is None:
        return GuideAnswer(status="clarify", text="")
    sure = replace(asking, item=only, picked=True, before=Before(question=""))
    return _answer(library, sure, seen, on, locale)


def _answer(library: Library, asking: Asking, seen: Seen, on: date, locale: Locale) -> GuideAnswer:
    walk = seen.walk
    of_walk = walk is not None and walk.item_id == asking.item.partition("#")[0]
    return library.ask(
        asking.question,
        item=asking.item or None,
        picked=asking.picked,
        before=asking.before,
        on=on,
        locale=locale,
        began=guide_version_of(walk.state) if walk is not None and of_walk else "",
    )
