"""An answer from the guides, shown in mid-step; and what is said of one that did not help.

Under an answer stands a button that names by itself which answer to which words it is about
(`unhelpful:answer.question.start.stop`, two message ids and the place of the question), so that
it works however late it is tapped. Nothing here touches the walk: the open question follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dialogue import items, large_answers, unread
from bot.dialogue.context import Asked, Menu
from bot.dialogue.guide_words import LACKS, LACKS_NOTHING, UNHELPFUL, tells_nothing
from bot.dialogue.menu_kinds import NONE_ASKED
from bot.dialogue.messages import Option, SourceLine, id_named
from bot.dialogue.plan import Chosen, Plan
from bot.dialogue.talk import Talk
from bot.reading.guide_questions import names_element
from bot.reading.neither import is_neither
from flows.model import Group
from knowledge.model import Candidate, GuideAnswer
from knowledge.ordinals import pointing
from knowledge.wording import phone_of
from storage.unmet import NewUnmet, Place

_NAMED = re.compile(r"(\d{1,12})\.(\d{1,12})\.(\d{1,6})\.(\d{1,6})", re.ASCII)
_MAX_ASKED = 200
"""Characters of a guide question that are remembered for the one after it."""


def asked(talk: Talk) -> None:
    """A question for the guides, already answered in the plan; then back to the open question."""
    answer = talk.plan.answer
    if talk.plan.meaning == Chosen(NONE_ASKED):
        _none_meant(talk)
        return
    if answer is None:
        talk.turn.set_kind("question")
        talk.stale()
        return
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    talk.turn.set_kind("question", prompt.path if prompt is not None else "")
    if _waits_for_item(talk, answer):
        return
    talk.ctx.misses = 0
    talk.back = form is not None
    if not talk.back and (answer.sources or answer.candidates):
        talk.ctx.topic = answer.sources[0].guide if answer.sources else answer.item
    talk.ctx.asked = _remembered(talk, answer)
    place = _place(talk)
    _keep(talk, answer, place)
    talk.ctx.answered = (talk.turn.message_id, place.message, place.start, place.stop)
    _show(talk, talk.plan, answer, place)


def _waits_for_item(talk: Talk, answer: GuideAnswer) -> bool:
    """A question that names no service, while services are offered: it is of the one picked."""
    menu = talk.screen.menu
    if menu is None or not items.offered(menu) or isinstance(talk.plan.meaning, Chosen):
        return False
    offers = any(not option.id.endswith("=") for option in menu.options)
    if not offers or answer.sources or answer.candidates or answer.item:
        return False
    asked = "，".join(filter(None, (menu.data.get("asked"), talk.plan.question)))[:_MAX_ASKED]
    waits = {"asked": asked, "asked_in": str(talk.turn.message_id)}
    options = talk.menu(menu.kind, menu.options, **{**menu.data, **waits})
    talk.say("which_item_first", options)
    return True


def _remembered(talk: Talk, answer: GuideAnswer) -> Asked:
    """What the next question may lean on: this one, its item, and the list shown last."""
    before, question = talk.screen.asked, talk.plan.question[:_MAX_ASKED]
    pointed = pointing(question) if before is not None and before.listed else None
    leans = answer.status != "refused" and not names_element(question)
    if pointed is not None:
        question = pointed.rest
    if before is not None and (leans or not question):  # "那老人呢" asks what was asked before
        question = f"{question}，{before.question}".removeprefix("，")[:_MAX_ASKED]
    told = {source.guide for source in answer.sources}
    item = told.pop() if len(told) == 1 else answer.item
    if answer.candidates:
        return Asked(question, item, tuple(one.pick for one in answer.candidates))
    listed, picked = (before.listed, before.picked) if before is not None else ((), "")
    meaning = talk.plan.meaning
    meant = pointed.of(listed, picked) if pointed else []
    if isinstance(meaning, Chosen) and meaning.id.startswith("ask:"):
        picked = meaning.id.removeprefix("ask:")
    elif len(meant) == 1 or item in listed:
        picked = meant[0] if len(meant) == 1 else item
    return Asked(question, item, listed, picked)


def _show(talk: Talk, plan: Plan, answer: GuideAnswer, place: Place) -> None:
    options: tuple[Option, ...] = ()
    if answer.candidates:
        choices = tuple(_option(talk, candidate) for candidate in answer.candidates)
        choices = (*choices, Option(NONE_ASKED, talk.word("near_none")))
        where = {"message": str(place.message), "start": str(place.start), "item": answer.item}
        before = talk.screen.asked
        where["before"] = before.question if before is not None else ""
        options = talk.menu("ask", choices, question=plan.question, **where)
    if answer.status == "answered":
        named = ".".join(map(str, talk.ctx.answered))
        options = (*options, Option(f"unhelpful:{named}", talk.word("btn_unhelpful")))
    sources = tuple(SourceLine(s.item, s.element, s.guide, s.version) for s in answer.sources)
    talk.replies.append(large_answers.reply_of(talk, answer.text, options, sources))


def _option(talk: Talk, candidate: Candidate) -> Option:
    """A button for a service, or for a piece of a guide as the guide calls it."""
    id_ = f"ask:{candidate.pick}"
    if candidate.anchor:
        return Option(id_, candidate.label)
    return items.option(talk, id_, candidate)


def _none_meant(talk: Talk) -> None:
    """None of what was offered is meant: the guide does not tell it, so whom to call."""
    menu = talk.screen.menu
    guide = talk.house.library.guide(menu.data.get("item", "")) if menu is not None else None
    phone = phone_of(guide, talk.house.help_phone) if guide else talk.house.help_phone
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    talk.turn.set_kind("question", prompt.path if prompt is not None else "")
    talk.back = form is not None
    talk.say("none_asked" if guide is not None else "none_of_items", phone=phone)


def _place(talk: Talk) -> Place:
    """Where the question stands: in this message, or in the one that a menu was about."""
    menu, asked_for = talk.screen.menu, talk.plan.question
    if isinstance(talk.plan.meaning, Chosen) and menu is not None and "asked_in" in menu.data:
        return Place(int(menu.data["asked_in"]), 0, len(asked_for))
    if isinstance(talk.plan.meaning, Chosen) and menu is not None and "message" in menu.data:
        start = int(menu.data.get("start", "0"))
        return Place(int(menu.data["message"]), start, start + len(asked_for))
    start = max(talk.plan.text.find(asked_for), 0)
    stop = min(start + len(asked_for), len(talk.plan.text))
    return Place(talk.turn.message_id, start, stop)


def keep_in_passing(talk: Talk, answer: GuideAnswer) -> None:
    """Keep a question that the guides do not answer where nobody needs to be told so."""
    _keep(talk, answer, _place(talk))


def _keep(talk: Talk, answer: GuideAnswer, place: Place) -> None:
    """Keep a question that was not answered; one that is, now that the service is named, is met."""
    if answer.status == "answered":
        if isinstance(talk.plan.meaning, Chosen):
            talk.turn.unmet.met_after_all(place.message)
        return
    if answer.status == "clarify" and not answer.candidates:
        return  # a greeting, or words that name nothing
    guide = talk.house.library.guide(answer.item) if answer.item else None
    walk = talk.walk_under_way
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    talk.turn.unmet.keep(
        NewUnmet(
            place,
            answer.status,
            walk_id=walk.id if walk is not None else None,
            question=prompt.path if prompt is not None else "",
            stage=unread.stage_name(talk) if walk is not None else "",
            item_id=answer.item,
            item_name=guide.name if guide is not None else "",
            guide_version=guide.version if guide is not None else "",
        )
    )


def unhelpful(talk: Talk, named: str, menu: Menu | None = None) -> None:
    """An answer did not help: keep that, once, and ask once what was missing.

    A menu that was open stays open, unless it is put up again by itself.
    """
    found = _NAMED.fullmatch(named)
    place = Place(*map(int, found.groups()[1:])) if found else None
    kept = _mark(talk, int(found[1]), place) if found and place else None
    if kept is None and talk.inbound.choose:
        talk.stale()
        return
    talk.back = talk.form() is not None
    again = menu is not None and (menu.ways.shown_again or menu.ways.of_items)
    if menu is not None and not (again or menu.ways.keeps_words):
        talk.ctx.menu = menu
    if kept is None:
        talk.say("unhelpful_unclear", phone=_phone_of_walk(talk))
        return
    talk.turn.set_kind("feedback")
    talk.ctx.asked = talk.screen.asked
    key, is_new, phone = kept
    if not is_new:
        talk.say("unhelpful_again")
        return
    talk.ctx.lacking = key
    button = Option(f"lack:{key}", talk.word("btn_lack"))
    talk.say("unhelpful_kept", (button,), phone=phone)


def _phone_of_walk(talk: Talk) -> str:
    guide = talk.house.library.guide(talk.screen.item) if talk.screen.item else None
    return phone_of(guide, talk.house.help_phone) if guide else talk.house.help_phone


def _mark(talk: Talk, answer: int, place: Place) -> tuple[int, bool, str] | None:
    """The kept question, whether that is new, and whom to call; None when there is none."""
    unmet = talk.turn.unmet
    if not talk.turn.quote(place.message, place.start, place.stop).strip():
        return None  # of another chat, or taken back meanwhile
    known, shown = unmet.find(place.message), unmet.shown(answer)
    if known is None and shown is None:
        return None
    item = known.item_id if known is not None else ""
    if shown is not None:
        item = shown.sources[0]["guide"]
    guide = talk.house.library.guide(item) if item else None
    phone = phone_of(guide, talk.house.help_phone) if guide else talk.house.help_phone
    if known is not None and known.unhelpful:
        return known.id, False, phone
    new = NewUnmet(place, "answered", unhelpful=True)
    if shown is not None:
        first = shown.sources[0]
        new = NewUnmet(
            place,
            "answered",
            walk_id=shown.walk_id,
            question=shown.question,
            stage=_stage(talk, shown.walk_id, shown.question),
            item_id=first["guide"],
            item_name=first["item"],
            guide_version=first["version"],
            sources=shown.sources,
            unhelpful=True,
        )
    return unmet.keep(new), True, phone


def _stage(talk: Talk, walk_id: int | None, path: str) -> str:
    """The stage of the walk that a question belongs to; empty for a walk that is not this one."""
    walk = talk.walk
    if walk is None or walk.id != walk_id or not path:
        return ""
    flow = talk.house.flows.pinned(walk.flow_id, walk.flow_version)
    name = path.rpartition("/")[2]
    groups = (row for row in flow.rows if isinstance(row, Group))
    return next((group.name for group in groups if _holds(group, name)), "")


def _holds(group: Group, name: str) -> bool:
    rows = group.rows
    return any(_holds(r, name) if isinstance(r, Group) else r.name == name for r in rows)


def said_unhelpful(talk: Talk, _words: str) -> None:
    """The same in words, right after the answer."""
    menu = talk.screen.menu
    passed = menu is not None and menu.kind == "ask" and is_neither(talk.plan.text)
    unhelpful(talk, ".".join(map(str, talk.screen.answered)), None if passed else menu)


def ask_what(talk: Talk, key: str) -> None:
    """Ask what was missing, so that the next words are it."""
    if id_named(key) is None:
        talk.stale()
        return
    talk.ctx.asked = talk.screen.asked
    talk.say("lack_what", talk.menu("lacking", (), unmet=key))


def lacks(talk: Talk, key: int) -> None:
    """The message says what was missing."""
    talk.turn.set_kind("feedback")
    talk.ctx.asked = talk.screen.asked
    talk.back = talk.form() is not None
    if tells_nothing(talk.plan.text):
        talk.say("lack_nothing")
        return
    talk.turn.unmet.want(key, talk.turn.message_id)
    talk.say("lack_kept")


COMMANDS: dict[str, Callable[[Talk, str], None]] = {
    UNHELPFUL: said_unhelpful,
    LACKS: lambda talk, _: lacks(talk, talk.screen.lacking),
    LACKS_NOTHING: lambda talk, _: lacks(talk, talk.screen.lacking),
}
