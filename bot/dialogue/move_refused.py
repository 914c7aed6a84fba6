"""Why a move is not made, in plain words, each time with what can be done instead."""

from __future__ import annotations

from bot.dialogue.issue_words import state_word
from bot.dialogue.messages import Option
from bot.dialogue.move_buttons import buttons
from bot.dialogue.move_words_shown import move_word, step_words
from bot.dialogue.talk import Talk
from bot.dialogue.texts import joined
from flows.rectification import LONGEST, Case, Move, Refusal
from storage.exports.columns import field_name


def tell(talk: Talk, number: str, move: Move, case: Case, refusal: Refusal) -> None:
    """Say why, and what the person may do with the issue now."""
    told = {"number": number, "move": move_word(move.name, talk.locale)}
    options = buttons(talk, number, case)
    can = "move_can" if options else "move_cannot"
    lines = [_why(talk, move, case, refusal, told), talk.word(can)]
    talk.say_text("\n".join(lines), options)


def _why(talk: Talk, move: Move, case: Case, refusal: Refusal, told: dict[str, str]) -> str:
    match refusal.kind:
        case "state":
            state = state_word(case.state, talk.locale)
            why = talk.word("move_no_state", state=state, **told)
            last = talk.turn.moves.last(told["number"])
            return why + "\n" + talk.word("move_last", **step_words(talk, last))
        case "part":
            return talk.word("move_no_part", who=_who(talk, move, case), **told)
        case "late":
            return talk.word("move_no_late", deadline=case.fields.get("deadline", ""))
        case _:
            return talk.word(f"move_no_{refusal.kind}", **told)


def _who(talk: Talk, move: Move, case: Case) -> str:
    """Who makes such a move."""
    unknown = talk.word("issue_no_department")
    known = {name: case.fields.get(name, unknown) for name in ("department", "receiver")}
    return joined(talk.locale, (talk.word(f"part_{part}", **known) for part in move.by))


def wrong_values(talk: Talk, number: str, case: Case, wrong: Refusal, given: dict[str, str]) -> str:
    """What is wrong with values that cannot be so, and how they can be."""
    lines = []
    for name in wrong.fields:
        if len(given.get(name, "")) > LONGEST:
            lines.append(talk.word("move_no_long", limit=LONGEST))
        elif name == "deadline":
            at_once = given.get("mode", case.fields.get("mode")) == "立行立改"
            later = given.get(name, "") > talk.now.date().isoformat()
            lines.append(talk.word(f"move_no_deadline_{'once' if at_once and later else 'past'}"))
        elif name == "asked_deadline":
            known = case.fields.get("deadline", "")
            lines.append(talk.word("move_no_asked_deadline", deadline=known))
        elif name == "receiver":
            lines.append(talk.word("move_no_receiver", number=number))
        else:
            called = field_name(name, talk.locale)
            lines.append(talk.word("move_no_value", names=called))
    return "\n".join(lines)


def gone(talk: Talk, number: str) -> None:
    """Say that there is no such issue: also of one that the person may not see (R92)."""
    role = talk.turn.person.role
    if role == "admin":
        talk.say("issue_none", number=number)
    elif role == "staff" and talk.turn.person.department:
        talk.say("issue_gone", number=number)
    else:
        talk.say("state_unknown", number=number, phone=talk.house.help_phone)


def old(talk: Talk, number: str, case: Case) -> None:
    """Say that a button has passed, and what can be done now."""
    state = state_word(case.state, talk.locale)
    options: tuple[Option, ...] = buttons(talk, number, case)
    text = talk.word("move_old") + talk.word("issue_head", number=number, state=state)
    talk.say_text(text, options)
