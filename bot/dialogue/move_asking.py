"""What is put up while a move is put together: the next field, all of it, or which to change."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.issue_lookup import COMMAND, OFFICE
from bot.dialogue.issue_wanted import Deed, IssuesWanted
from bot.dialogue.messages import Option
from bot.dialogue.move_form import WHICH, MoveWanted, Moving
from bot.dialogue.move_values import DAYS, MODES, OFFICES
from bot.dialogue.move_words_shown import head, pair, value_words
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.dialogue.texts import TEXTS
from flows.issue_terms import CALLBACK_CONSENT
from flows.rectification import MOVES, PLAN, REPLANNING, VERIFYING, Case, Move, Step, take
from storage.class_reading import ClassQuery
from storage.exports.columns import field_name

CLASSES = 5
"""Classes that are offered, the newest."""
PROBLEM = 40
"""Characters of the problem that are told with what is asked."""
_ASKED_OTHERWISE = {"可立行立改": MODES[0], "需限期整改": MODES[1], "需系统性攻坚": MODES[2]}
"""What who reported it thinks of how it is mended: offered first."""
RATINGS = ("1", "2", "3", "4", "5")
"""In the order of their numbers: what is typed is the mark."""


def put(talk: Talk, moving: Moving, case: Case, *, back: bool) -> None:
    """Put up what is asked now; `back`: something else was said in between."""
    lead = talk.word("move_back_to") if back else ""
    if moving.asked == WHICH:
        _which(talk, moving, lead)
    elif moving.asked:
        _ask(talk, moving, case, lead)
    else:
        _sure(talk, moving, case, lead)


def look(talk: Talk, number: str) -> tuple[Option, ...]:
    """A button for the issue's card, for an office."""
    if talk.turn.person.role not in OFFICE:
        return ()
    wanted = IssuesWanted("card", number=number.removeprefix("WT-")).to_text()
    return (Option(f"{COMMAND}:{wanted}", talk.word("move_look", number=number)),)


def _look_at(talk: Talk, number: str, deed: Deed) -> Option:
    """The button for something of an issue that is only looked at."""
    wanted = IssuesWanted(deed, number=number.removeprefix("WT-")).to_text()
    return Option(f"{COMMAND}:{wanted}", talk.word(f"issue_{deed}"))


def _id(moving: Moving, what: str) -> str:
    return f"moving:{moving.number.removeprefix('WT-')}:{moving.move}:{what}"


def _menu(talk: Talk, moving: Moving, *first: Option, back: bool = True) -> tuple[Option, ...]:
    """The buttons, which a number or a label picks, and the ways out."""
    options = list(first)
    if back and moving.trail:
        options.append(Option(_id(moving, "back"), talk.word("move_back")))
    options.append(Option(_id(moving, "drop"), talk.word("move_drop")))
    return talk.menu("moving", tuple(options))


def _ask(talk: Talk, moving: Moving, case: Case, lead: str) -> None:
    name = moving.asked
    of_move = f"move_ask_{name}_{moving.move}"
    key = of_move if of_move in TEXTS else f"move_ask_{name}"
    asked = talk.turn.moves.last(moving.number).given if name == "supplement" else {}
    reason = asked.get("reason", "")
    deadline = case.fields.get("deadline", "")
    question = talk.word(key, deadline=deadline, asked=short(reason, 200))
    about = talk.word("move_about", problem=short(case.fields.get("problem", ""), PROBLEM))
    text = f"{lead}{head(talk, moving.number, moving.move)}{about}\n{question}"
    talk.say_text(text, _menu(talk, moving, *_choices(talk, moving, case)))


def _choices(talk: Talk, moving: Moving, case: Case) -> tuple[Option, ...]:
    """What may be tapped as the field's value."""
    name, fields = moving.asked, case.fields
    if name == "mode":
        liked = _ASKED_OTHERWISE.get(fields.get("mode", ""))
        values = sorted(MODES, key=lambda mode: mode != liked)
    elif name == "target" and fields.get("suggestion"):
        values = [fields["suggestion"]]
    elif name in OFFICES and name == "department" and fields.get(name):
        values = [fields[name]]
    elif name == "callback":
        values = list(CALLBACK_CONSENT)
    elif name == "satisfaction":
        return tuple(Option(_id(moving, f"{name}={v}"), talk.word(f"rate_{v}")) for v in RATINGS)
    elif name == "class":
        _, classes = talk.house.classes.page(ClassQuery(is_open=True), 0, CLASSES)
        return tuple(
            Option(_id(moving, f"class={one.number}"), f"{one.number} {short(one.fields['name'])}")
            for one in classes
        )
    else:
        values = []
    return tuple(
        Option(_id(moving, f"{name}={value}"), short(value_words(talk, name, value)))
        for value in values
    )


def _sure(talk: Talk, moving: Moving, case: Case, lead: str) -> None:
    """All that would be done, to be confirmed by one tap."""
    move = MOVES[moving.move]
    given = {name: one.value for name, one in moving.given.items()}
    step = take(move, talk.turn.moves.actor, case, given, talk.now.date())
    if isinstance(step, Step):  # also what follows from it: at once is today
        given = {name: value for name, value in step.changes.items() if value} | given
    lines = [pair(talk, name, value) for name, value in _told(given, move, case).items()]
    about = talk.word("move_about", problem=short(case.fields.get("problem", ""), PROBLEM))
    title = f"{lead}{head(talk, moving.number, moving.move)}{about}"
    options = [Option(_id(moving, "yes"), talk.word("move_ok"))]
    if lines:
        options.append(Option(_id(moving, "edit"), talk.word("move_edit")))
    if "must_fix" in move.fields and not (
        case.fields.get("must_fix") or "must_fix" in moving.given
    ):
        options.append(Option(_id(moving, "must_fix=是"), talk.word("move_must")))
    if move.name in VERIFYING:
        options.append(_look_at(talk, moving.number, "photos"))
    menu = _menu(talk, moving, *options, back=False)
    key = "move_sure" if lines else "move_sure_bare"
    talk.say(key, menu, head=title, lines="\n".join(lines))


def _told(given: Mapping[str, str], move: Move, case: Case) -> Mapping[str, str]:
    """The fields as they would be: those of a plan all together."""
    names = dict.fromkeys((*(PLAN if move.name in REPLANNING else ()), *move.needs, *move.fields))
    told = {name: given.get(name) or _known(move, case, name) for name in names}
    return {name: value for name, value in told.items() if value}


def _known(move: Move, case: Case, name: str) -> str:
    """What the issue says already, where the move rests on it."""
    return case.fields.get(name, "") if name in move.needs else ""


def _which(talk: Talk, moving: Moving, lead: str) -> None:
    move = MOVES[moving.move]
    names = [name for name in move.fields if name in moving.given or name in move.needs]
    options = tuple(Option(_id(moving, name), field_name(name, talk.locale)) for name in names)
    talk.say_text(lead + talk.word("move_which"), _menu(talk, moving, *options, back=False))


def unread(talk: Talk, moving: Moving) -> None:
    """Say that nothing was read for what is asked."""
    asked = moving.asked
    if asked in DAYS:
        talk.say("move_unread_deadline")
    elif asked in OFFICES:
        talk.say("move_unread_office")
    else:
        talk.say("move_unread_words" if asked and asked not in (WHICH, "mode") else "move_unread")


def doubts(talk: Talk, wanted: MoveWanted) -> None:
    """Say what is not clear about an office: which of several, or that it is a new one."""
    moving = Moving.from_text(talk.ctx.moving)
    if moving is None:
        return
    if wanted.offered:
        name = next((name for name in OFFICES if name in MOVES[moving.move].fields), OFFICES[0])
        options = tuple(Option(_id(moving, f"{name}={one}"), one) for one in wanted.offered)
        talk.say("move_office_which", _menu(talk, moving, *options))
    elif wanted.doubted:
        talk.say("move_doubted", office=short(wanted.doubted))
