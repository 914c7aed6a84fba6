"""What who reported an issue hears of it, and is asked: to add to it, and whether it is better.

Also who reported it anonymously: it is said in their own chat, and names them nowhere. Each thing
is said once; what is asked waits until nothing else is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogue import move_showing, moving, public_asking
from bot.dialogue.messages import Option
from bot.dialogue.move_asking import RATINGS
from bot.dialogue.move_form import COMMAND, POOR, Told
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.dialogue.volunteering import tell_news
from flows.rectification import MOVES, Refusal
from storage.exports.evidence import fact
from storage.notices import ISSUE
from storage.records import FieldValue, IssueRecord

RESULT, PROBLEM, REASON, REPLY = 120, 40, 300, 2_000
"""Characters of what is told."""
_AS = {"accept": "assign"}
"""Moves that sound the same to who reported it."""
_MAY_CALL = {"yes": "同意", "no": "不同意"}


def hear(talk: Talk) -> None:
    """Say what was decided about the person and their issues since they last wrote."""
    issues: dict[str, dict[str, str]] = {}
    for kind, data in talk.turn.people.hear(talk.turn.person.id, talk.turn.message_id):
        if kind == ISSUE:  # of an issue the last step counts, and every reply
            reply = f" {len(issues)}" if data["move"] == "reply" else ""
            issues[data["number"] + reply] = data
        else:
            tell_news(talk, kind, data)
    for data in issues.values():
        number = data["number"]
        issue = talk.house.reader.issue(number)
        case = talk.turn.moves.case(number)
        if issue is not None and case.reporter == talk.turn.person.id:  # it leads to them still
            _tell(talk, issue, data)


def _tell(talk: Talk, issue: IssueRecord, data: Mapping[str, str]) -> None:
    move = _AS.get(data["move"], data["move"])
    department = fact(issue, "department") or talk.word("gap_department_unknown")
    told = {
        "number": issue.number,
        "problem": short(fact(issue, "problem"), PROBLEM),
        "reason": short(data.get("reason", ""), REASON),
        "basis": short(data.get("basis", ""), REASON),
        "department": department,
        "until": talk.word("heard_until", day=fact(issue, "deadline")),
        "result": short(fact(issue, "result"), RESULT),
        "reply": short(data.get("reply", ""), REPLY),
    }
    options: tuple[Option, ...] = ()
    if move == "decline":
        label = talk.word("heard_again", number=issue.number)
        options = (Option(f"move:{issue.number.removeprefix('WT-')}:reopen", label),)
    talk.say(f"heard_{move}", options, **told)
    asks = {"close": "rate", "send_back": "supplement"}.get(move)
    if asks is not None:
        talk.ctx.due = (*talk.ctx.due, f"{asks}:{issue.number}")


def remind(talk: Talk) -> None:
    """Ask, once, what is to be asked of one of the person's issues."""
    if not talk.ctx.due or talk.ctx.menu is not None or talk.ctx.drafts or talk.ctx.moving:
        return
    if talk.form() is not None:
        return
    first, *talk_later = talk.ctx.due
    talk.ctx.due = tuple(talk_later)
    asks, _, number = first.partition(":")
    if asks == "supplement":
        moving.begin(talk, number, "supplement", {})
        move_showing.show(talk, first=True)
        return
    short_number = number.removeprefix("WT-")
    options = tuple(
        Option(f"rate:{short_number}:{one}", talk.word(f"rate_{one}")) for one in RATINGS
    )
    talk.say("rate_ask", talk.menu("rate", options), number=number)


def rated(talk: Talk, rest: str) -> None:
    """`2026-0012:4`: what the person thinks of the fix; a poor one re-opens the issue."""
    number, _, rating = rest.partition(":")
    number = f"WT-{number}"
    if rating not in RATINGS:
        talk.stale()
        return
    given = {"satisfaction": Told(rating, 0, len(talk.plan.text), talk.turn.message_id)}
    if rating in POOR:
        moving.begin(talk, number, "reopen", given)
        return
    value = FieldValue(rating, talk.turn.message_id, 0, len(talk.plan.text))
    try:
        made = talk.turn.moves.make(number, MOVES["rate"], {"satisfaction": value}, talk.now.date())
    except LookupError:
        talk.stale()
        return
    talk.turn.set_kind("answer", "rate")
    if isinstance(made, Refusal):
        moving.begin(talk, number, "rate", given)  # says why not
    else:
        options = tuple(
            Option(f"call:{number.removeprefix('WT-')}:{one}", talk.word(f"rate_call_{one}"))
            for one in _MAY_CALL
        )
        talk.say("rate_thanks", options)


def _may_be_called(talk: Talk, rest: str) -> None:
    """`2026-0012:yes`: whether the person may be called about it (R59)."""
    number, _, said = rest.partition(":")
    if said not in _MAY_CALL:
        talk.stale()
        return
    given = {"callback": FieldValue(_MAY_CALL[said], talk.turn.message_id, 0, len(talk.plan.text))}
    try:
        made = talk.turn.moves.make(f"WT-{number}", MOVES["agree_call"], given, talk.now.date())
    except LookupError:
        talk.stale()
        return
    if isinstance(made, Refusal):
        talk.stale()
        return
    talk.turn.set_kind("answer", "call")
    talk.say("rate_call_kept")


def handlers(talk: Talk, rest: str) -> dict[str, Callable[[], None]]:
    """What the buttons of moves do, by how their ids begin."""
    return {
        "move": lambda: moving.tapped(talk, rest),
        "moving": lambda: moving.pressed(talk, rest),
        "rate": lambda: rated(talk, rest),
        "call": lambda: _may_be_called(talk, rest),
    }


COMMANDS: dict[str, Callable[[Talk, str], None]] = {
    COMMAND: moving.carry_out,
    **public_asking.COMMANDS,
}
