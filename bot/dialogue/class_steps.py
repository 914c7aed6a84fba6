"""Steps of classes by chat: made, joined, set, looked at, fixed, closed.

What an issue is like is asked by `class_offer`, and answered here.

The rules are those of `flows.problem_classes` and `flows.rectification`; here they are said.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.classes import Done, accept_like, found_class, look_at, offered, report_members
from bot.dialogue import class_talk, issue_offices, moving
from bot.dialogue.class_talk import button, gone, named, seen, shown, state_word
from bot.dialogue.class_wanted import CARD, COMMAND, GONE, ClassWanted
from bot.dialogue.messages import Option
from bot.dialogue.move_asking import look
from bot.dialogue.move_buttons import seen as seen_issue
from bot.dialogue.move_form import Told
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from flows.problem_classes import CLASS_MOVES
from flows.rectification import Refusal
from storage.class_reading import ClassRecord
from storage.classes import Place

NAMED = 10
"""Issues that are named in a sentence."""


def tell(talk: Talk, argument: str) -> None:
    """Do what words said of classes (`ClassWanted`)."""
    wanted = ClassWanted.from_text(argument)
    if wanted is None or talk.turn.person.role not in ("admin", "staff"):
        talk.stale()
        return
    talk.back = talk.form() is not None
    if wanted.do == "list":
        class_talk.page(talk, wanted)
        return
    if wanted.do == "make":
        _make(talk, wanted)
        return
    one = seen(talk, wanted.number) if wanted.do != GONE else None
    if one is None:
        gone(talk, wanted.number)
        return
    talk.turn.set_kind(CARD)
    talk.ctx.listing = shown(one.number)
    done: dict[str, Callable[[], None]] = {
        "card": lambda: class_talk.show(talk, one),
        "places": lambda: class_talk.places(talk, one.number),
        "members": lambda: _members(talk, one),
        "add": lambda: _add(talk, one, wanted),
        "look": lambda: _look(talk, one, wanted),
    }
    done.get(wanted.do, lambda: _step(talk, one, wanted))()


def tapped(talk: Talk, rest: str) -> None:
    """`2026-0001`, a class; `2026-0001:what:more`, something of it; `more:start:state`, a page."""
    short_number, _, what = rest.partition(":")
    what, _, more = what.partition(":")
    if short_number == "more" and what.isdecimal():
        class_talk.page(talk, ClassWanted("list", start=int(what), state=more))
        return
    one = seen(talk, f"TL-{short_number}") if talk.turn.person.role != "volunteer" else None
    if one is None:
        talk.stale()
        return
    talk.ctx.listing = shown(one.number)
    at = int(more) if more.isascii() and more.isdecimal() and len(more) < 6 else 0
    done: dict[str, Callable[[], None]] = {
        "": lambda: class_talk.show(talk, one),
        "places": lambda: class_talk.places(talk, one.number, at),
        "members": lambda: _members(talk, one),
        "report": lambda: _report(talk, one, f"WT-{more}"),
        "all": lambda: _report_all(talk, one),
        "close": lambda: _step(talk, one, ClassWanted("close", one.number)),
        "yes": lambda: _look(talk, one, ClassWanted("look", one.number, place=at, found=True)),
        "no": lambda: _look(talk, one, ClassWanted("look", one.number, place=at)),
    }
    done.get(what, talk.stale)()


def _make(talk: Talk, wanted: ClassWanted) -> None:
    name = wanted.name.strip()
    done = found_class(talk.turn.moves, name, wanted.issues, talk.now.date(), {})
    if isinstance(done, Refusal):
        keys = {"part": "class_no_lead", "needs": "class_no_name"}
        talk.say(keys.get(done.kind, "class_no_value"), names=named(talk, done.fields))
        return
    options = (button(talk, done.number),)
    talk.say("class_made", options, number=done.number, name=short(name))
    if wanted.issues:
        _joined(talk, done)


def _joined(talk: Talk, done: Done) -> None:
    if done.moved:
        issues = talk.joined(done.moved[:NAMED])
        talk.say("class_joined", (button(talk, done.number),), number=done.number, issues=issues)
    if done.not_done:
        talk.say("class_not_joined", issues=talk.joined(one.number for one in done.not_done))


def _step(talk: Talk, one: ClassRecord, wanted: ClassWanted) -> None:
    """Take a step of `CLASS_MOVES`."""
    if wanted.offered:
        talk.say("class_office_which", names=talk.joined(wanted.offered))
        return
    if wanted.do == "set" and not wanted.given:
        talk.say("class_unread", number=one.number)
        return
    move = CLASS_MOVES[wanted.do]
    given = {name: value for name, value in wanted.given.items() if name in move.fields}
    step = talk.turn.moves.classes.change(one.number, move, given, talk.now.date())
    if isinstance(step, Refusal):
        _refused(talk, one, step)
        return
    state = state_word(talk, step.state)
    talk.say("class_changed", (button(talk, one.number),), number=one.number, state=state)
    if wanted.do == "fix":
        _fixed(talk, one)


def _fixed(talk: Talk, one: ClassRecord) -> None:
    waiting = class_talk.waiting_members(talk, one.number)
    label = talk.word("class_btn_members", count=len(waiting))
    short_number = one.number.removeprefix("TL-")
    options = (Option(f"{CARD}:{short_number}:members", label),) if waiting else ()
    talk.say("class_fixed", options, number=one.number)


def _refused(talk: Talk, one: ClassRecord, why: Refusal) -> None:
    told = {
        "number": one.number,
        "state": state_word(talk, one.state),
        "names": named(talk, why.fields),
        "department": one.fields.get("department") or talk.word("class_unset"),
    }
    key = "class_still" if why.kind == "needs" else f"class_no_{why.kind}"
    talk.say(key, (button(talk, one.number),), **told)


def _add(talk: Talk, one: ClassRecord, wanted: ClassWanted) -> None:
    """Places by their words: an office that is known is a department, all else a hall."""
    new = []
    for words in wanted.places:
        office = issue_offices.named(talk.house, words)
        is_office = office is not None and len(office.departments) > 0
        new.append(Place("", words) if is_office else Place(words))
    done = talk.turn.moves.classes.add_places(one.number, new)
    if isinstance(done, Refusal):
        _refused(talk, one, done)
        return
    short_number = one.number.removeprefix("TL-")
    label = talk.word("class_btn_places", count=max(done, default=one.places))
    talk.say(
        "class_added",
        (Option(f"{CARD}:{short_number}:places", label),),
        number=one.number,
        places=talk.joined(
            f"{at}. {short(words)}" for at, words in zip(done, wanted.places, strict=True)
        ),
    )


def _look(talk: Talk, one: ClassRecord, wanted: ClassWanted) -> None:
    like = next(iter(talk.house.alike.members(one.number)), None)
    found, note = wanted.found, wanted.name
    try:
        done = look_at(talk.turn, one.number, wanted.place, found=found, note=note, like=like)
    except LookupError:
        where = short(next(iter(wanted.places), ""))
        talk.say("class_look_which", (button(talk, one.number),), number=one.number, where=where)
        return
    if isinstance(done, Refusal) and done.kind == "value":
        talk.say("class_look_twice", place=wanted.place)
    elif isinstance(done, Refusal):
        _refused(talk, one, done)
    elif done.entered:
        options = (*look(talk, done.entered), button(talk, one.number))
        told = {"place": done.place, "issue": done.entered}
        talk.say("class_looked_yes", options, number=one.number, **told)
    else:
        options = (button(talk, one.number),)
        talk.say("class_looked_no", options, number=one.number, place=done.place)


def _members(talk: Talk, one: ClassRecord) -> None:
    """Propose that the members be reported fixed, each by itself or all with the same result."""
    waiting = class_talk.waiting_members(talk, one.number)
    if one.state not in ("fixed", "closed") or not waiting:
        talk.say("class_no_members", (button(talk, one.number),), number=one.number)
        return
    short_number = one.number.removeprefix("TL-")
    options = [
        Option(f"{CARD}:{short_number}:report:{issue.removeprefix('WT-')}", issue)
        for issue in waiting[:NAMED]
    ]
    label = talk.word("class_btn_all", count=len(waiting))
    options.append(Option(f"{CARD}:{short_number}:all", label))
    talk.say("class_members_wait", tuple(options), number=one.number)


def _report(talk: Talk, one: ClassRecord, issue: str) -> None:
    """Put the report of a member together, with what the class offers; it may be changed."""
    case = seen_issue(talk, issue)
    if case is None or one.state not in ("fixed", "closed"):
        talk.stale()
        return
    own = {name for name in ("cause", "measure") if case.fields.get(name)}
    offer = offered(one.fields, one.number)
    given = {
        name: Told(value, message=talk.turn.message_id)
        for name, value in offer.items()
        if name not in own
    }
    moving.begin(talk, issue, "report_fix", given)


def _report_all(talk: Talk, one: ClassRecord) -> None:
    waiting = class_talk.waiting_members(talk, one.number)
    if one.state not in ("fixed", "closed") or not waiting:
        talk.say("class_no_members", (button(talk, one.number),), number=one.number)
        return
    done = report_members(talk.turn.moves, one.number, waiting, {}, talk.now.date())
    told = {"number": one.number, "issues": talk.joined(done.moved[:NAMED])}
    if done.moved:
        talk.say("class_reported", (button(talk, one.number),), **told)
    if done.not_done:
        talk.say("class_not_reported", issues=talk.joined(each.number for each in done.not_done))


def alike_answered(talk: Talk, rest: str) -> None:
    """`2026-0012:yes:WT-2026-0003`: an issue is of one class with another, or with a class."""
    short_number, what, other = (*rest.split(":", 2), "", "")[:3]
    number = f"WT-{short_number}"
    if talk.turn.person.role != "admin" or what not in ("yes", "no"):
        talk.stale()
        return
    try:
        if what == "no":
            talk.turn.moves.classes.deny(number, other)
            talk.say("alike_denied", look(talk, number), number=number, other=short(other))
            return
        done = accept_like(talk.turn.moves, talk.house.alike, number, other, talk.now.date())
    except LookupError:
        talk.stale()
        return
    if isinstance(done, Refusal) or not done.moved:
        talk.say("alike_past", look(talk, number))
        return
    _joined(talk, done)


COMMANDS: dict[str, Callable[[Talk, str], None]] = {COMMAND: tell}


def handlers(talk: Talk, rest: str) -> dict[str, Callable[[], None]]:
    """What each kind of button does; `rest` is what stands behind the kind in its id."""
    return {
        CARD: lambda: tapped(talk, rest),
        "alike": lambda: alike_answered(talk, rest),
    }
