"""Moving an issue by chat: what is lacking is asked, all is shown back, and one tap makes it.

The rules are those of `flows.rectification`; here a move is put together over several messages,
mended, left, or refused with what to do instead. Nothing counts before it is confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue import class_offer, move_asking, move_refused, public_asking, registering
from bot.dialogue.commands import CommandMeant
from bot.dialogue.issue_lookup import card_of
from bot.dialogue.issue_words import state_word
from bot.dialogue.messages import Option
from bot.dialogue.move_buttons import buttons, seen
from bot.dialogue.move_form import COMMAND, EVIDENCE, WHICH, MoveWanted, Moving, Told
from bot.dialogue.move_showing import leave
from bot.dialogue.move_words_shown import head, step_words
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from flows.rectification import BEING_FIXED, MOVES, Case, Refusal, Step, take
from flows.state import How
from storage.records import FieldValue
from storage.withdrawing import FIX_STAGE

_NO_MORE = ("published", "not_adopted", "sent_back", "transferred", "reopened")
"""States in which the next step is somebody else's."""


def carry_out(talk: Talk, argument: str) -> None:
    """Do what words said of moving an issue (`move_form.MoveWanted`)."""
    wanted = MoveWanted.from_text(argument)
    moving = Moving.from_text(talk.ctx.moving)
    if wanted is None:
        talk.stale()
    elif wanted.do == "begin" and moving is not None and _is_same(moving, wanted):
        _answer(talk, moving, replace(wanted, do="give"))
    elif wanted.do == "begin":
        given = {name: _of_now(talk, one) for name, one in wanted.given.items()}
        begin(talk, wanted.number, wanted.move, given)
        move_asking.doubts(talk, wanted)
    elif wanted.do == "gone" or moving is None:
        move_refused.gone(talk, wanted.number)
    else:
        _answer(talk, moving, wanted)


def _is_same(moving: Moving, wanted: MoveWanted) -> bool:
    return (moving.number, moving.move) == (wanted.number, wanted.move)


def tapped(talk: Talk, rest: str) -> None:
    """`2026-0012:assign`, a button under a card; `…:more` for those that are not shown."""
    short, _, name = rest.partition(":")
    number = f"WT-{short}"
    case = seen(talk, number)
    if case is None:
        move_refused.gone(talk, number)
    elif name == "more":
        talk.ctx.listing = card_of(number, talk.screen.listing)
        talk.say("move_more_of", buttons(talk, number, case, every=True), number=number)
    elif name in MOVES:
        begin(talk, number, name, {})
    else:
        talk.stale()


def pressed(talk: Talk, rest: str) -> None:
    """`NUMBER:MOVE:what`, a button of a move under way; one that has passed says so."""
    short, name, what = (*rest.split(":", 2), "", "")[:3]
    moving, number = Moving.from_text(talk.ctx.moving), f"WT-{short}"
    if moving is None or (moving.number, moving.move) != (number, name):
        _passed(talk, number)
        return
    field, _, value = what.partition("=")
    if value and field in (*MOVES[name].fields, "must_fix"):
        _give(talk, moving, {field: _of_now(talk, Told(value, 0, len(talk.plan.text)))})
    elif what in ("yes", "edit", "drop", "back"):
        _answer(talk, moving, MoveWanted(what))  # type: ignore[arg-type]
    elif what in MOVES[name].fields:
        talk.ctx.moving = replace(moving, asked=what).to_text()
    else:
        _passed(talk, number)


def _passed(talk: Talk, number: str) -> None:
    case = seen(talk, number)
    if case is None:
        talk.stale()
    else:
        move_refused.old(talk, number, case)


def begin(talk: Talk, number: str, name: str, given: Mapping[str, Told]) -> None:
    """Begin a move of an issue; another one under way is left."""
    leave(talk)
    case = seen(talk, number)
    if case is None:
        move_refused.gone(talk, number)
        return
    talk.turn.set_kind("move")
    talk.ctx.listing = card_of(number, talk.screen.listing)
    if public_asking.shown_again(talk, number, name, case):
        return
    if name == "accept":
        given = {"owner": Told(talk.turn.person.name), **given}
    files = tuple(media.sha256 for media in talk.plan.media)
    if EVIDENCE in MOVES[name].fields:
        files += talk.ctx.files  # sent just before
    class_offer.offer(talk)
    seq = talk.turn.moves.last(number).seq
    _go_on(talk, Moving(number, name, seq, given=given, trail=tuple(given), files=files), case)


def _of_now(talk: Talk, told: Told) -> Told:
    return told._replace(message=talk.turn.message_id)


def _answer(talk: Talk, moving: Moving, wanted: MoveWanted) -> None:
    talk.turn.set_kind("move")
    match wanted.do:
        case "drop":
            talk.ctx.moving = ""
            talk.say("move_dropped", _look(talk, moving.number), number=moving.number)
        case "back":
            _back(talk, moving)
        case "yes":
            _make(talk, moving)
        case "edit":
            talk.ctx.moving = replace(moving, asked=WHICH).to_text()
        case "unread":
            move_asking.unread(talk, moving)
        case _:
            _give(talk, moving, {n: _of_now(talk, one) for n, one in wanted.given.items()})
            move_asking.doubts(talk, wanted)


def _give(talk: Talk, moving: Moving, given: Mapping[str, Told]) -> None:
    trail = (*(name for name in moving.trail if name not in given), *given)
    given = {**moving.given, **given}
    case = seen(talk, moving.number)
    if case is None:
        talk.ctx.moving = ""
        move_refused.gone(talk, moving.number)
        return
    _go_on(talk, replace(moving, given=given, trail=trail), case)


def _back(talk: Talk, moving: Moving) -> None:
    """The field that was answered last is asked anew."""
    if not moving.trail:
        talk.say("move_no_back")
        return
    *trail, last = moving.trail
    given = {name: one for name, one in moving.given.items() if name != last}
    talk.ctx.moving = replace(moving, given=given, trail=tuple(trail), asked=last).to_text()


def _go_on(talk: Talk, moving: Moving, case: Case) -> None:
    """Ask for what is lacking next, show all back, or say why it does not go."""
    moving = _with_files(talk, moving)
    move, given = MOVES[moving.move], {name: one.value for name, one in moving.given.items()}
    result = take(move, talk.turn.moves.actor, case, given, talk.now.date())
    asked = ""
    if isinstance(result, Refusal) and result.kind not in ("needs", "value"):
        talk.ctx.moving = ""
        move_refused.tell(talk, moving.number, move, case, result)
        return
    if isinstance(result, Refusal):
        asked = next((name for name in move.fields if name in result.fields), result.fields[0])
    if isinstance(result, Refusal) and result.kind == "value":
        talk.say_text(move_refused.wrong_values(talk, moving.number, case, result, given))
        kept = {name: one for name, one in moving.given.items() if name not in result.fields}
        moving = replace(moving, given=kept)
    talk.ctx.moving = replace(moving, asked=asked).to_text()
    if isinstance(result, Step) and "satisfaction" in moving.given:
        _make(talk, moving)  # who reported it has said enough


def _with_files(talk: Talk, moving: Moving) -> Moving:
    """Files are evidence, unless words were given as such."""
    told = moving.given.get(EVIDENCE)
    if not moving.files or EVIDENCE not in MOVES[moving.move].fields:
        return moving
    if told is not None and told.end:
        return moving
    value = say("zh", "move_photos", count=len(moving.files))
    message = told.message if told is not None else talk.turn.message_id
    return replace(moving, given={**moving.given, EVIDENCE: Told(value, 0, 0, message)})


def takes_files(talk: Talk) -> bool:
    """Whether the message's files are for a move: they show a fix."""
    meaning = talk.plan.meaning
    begins = isinstance(meaning, CommandMeant) and meaning.name == COMMAND
    moving = Moving.from_text(talk.ctx.moving)
    if begins or moving is None:
        return begins
    if EVIDENCE not in MOVES[moving.move].fields or talk.plan.text:
        return False
    files = (*moving.files, *(media.sha256 for media in talk.plan.media))
    files = tuple(dict.fromkeys(files))
    talk.say("move_photos_kept", count=len(files))
    _give(talk, replace(moving, files=files), {})
    return True


def _make(talk: Talk, moving: Moving) -> None:
    """Make the move, unless the issue moved meanwhile: then who sees it decides anew."""
    case, move = seen(talk, moving.number), MOVES[moving.move]
    if case is None:
        talk.ctx.moving = ""
        move_refused.gone(talk, moving.number)
        return
    last = talk.turn.moves.last(moving.number)
    if last.seq != moving.seq:
        _go_on(talk, replace(moving, seq=last.seq), case)
        if talk.ctx.moving:
            told = {"number": moving.number, **step_words(talk, last)}
            talk.say("move_meanwhile", (), **told)
        return
    given = {name: _field(talk, one) for name, one in moving.given.items()}
    result = talk.turn.moves.make(moving.number, move, given, talk.now.date())
    if isinstance(result, Refusal):  # what was given holds no more, as a class that was closed
        kept = {name: one for name, one in moving.given.items() if name not in result.fields}
        _go_on(talk, replace(moving, given=kept), case)
        return
    talk.ctx.moving = ""
    finding = talk.turn.moves.finding_of(moving.number)
    for sha in moving.files:
        talk.turn.attach(sha, None, FIX_STAGE, None, finding)
    talk.ctx.files = ()
    _done(talk, moving, result.state)


def _field(talk: Talk, told: Told) -> FieldValue:
    """The value with its words; where these are others ("下周五"), a rule read them."""
    words = talk.turn.quote(told.message, told.start, told.end)
    how: How = "asked" if words == told.value else "rule"
    return FieldValue(told.value, told.message or None, told.start, told.end, how)


def _done(talk: Talk, moving: Moving, state: str) -> None:
    """Say what it is now, with what can be done next."""
    talk.ctx.listing = card_of(moving.number, talk.screen.listing)
    if moving.move == "reopen" and talk.turn.person.role == "volunteer":
        talk.say("rate_reopened", number=moving.number)
        return
    case = seen(talk, moving.number)
    if moving.move == "reply" and not talk.turn.moves.reaches(moving.number):
        talk.say("reply_unreached", number=moving.number)
    is_theirs = state in BEING_FIXED and talk.turn.person.role == "admin"
    is_theirs = is_theirs or state in _NO_MORE
    further = buttons(talk, moving.number, case) if case is not None and not is_theirs else ()
    told = head(talk, moving.number, moving.move)
    shown = state_word(state, talk.locale)
    entered = registering.offer(talk, moving.number) if moving.move == "close" else ()
    options = (*further, *_look(talk, moving.number), *entered)
    talk.say("move_done", options, head=told, state=shown)


def _look(talk: Talk, number: str) -> tuple[Option, ...]:
    return move_asking.look(talk, number)
