"""One issue for an office: what it says, who has it, what each field rests on, what can be done.

`ACTIONS` is the place for what an office can ask of an issue: a row is a button under the card,
and the deed that it is (`issue_wanted.Deed`). What moves it (`move_buttons`) stands before them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from bot.dialogue import class_offer, explaining, issue_history, registering
from bot.dialogue.issue_lookup import COMMAND, card_of
from bot.dialogue.issue_wanted import Deed, IssuesFound, IssuesWanted
from bot.dialogue.issue_words import is_overdue, state_word, term
from bot.dialogue.messages import Option, Reply
from bot.dialogue.move_buttons import buttons
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.issue_sources import told
from bot.replies import reply_of
from storage.exports.columns import ROLES, field_name
from storage.exports.evidence import STATES_EN, evidence, fact
from storage.records import PART, IssueRecord

FIELDS = ("problem", "category", "severity", "step", "item", "channels", "place", "material",
          "supplement", "suggestion", "guide_says", "must_fix", "cause", "mode", "measure",
          "target", "partners", "progress", "result", "evidence", "receiver",
          "asked_deadline", "review", "reviewer", "closed_on", "reply",
          "satisfaction", "class")  # fmt: skip
"""Fields told on a card where they are known; who has it and by when is always told."""
RATED = ("satisfaction",)
"""What departments are told in numbers only: of one issue it would lead to who rated it (R59)."""
VALUE, QUOTE = 300, 200
"""Characters of a field, and of the words it rests on."""
LINES = 12
"""Fields of which the evidence is told; the ledger has all."""


class Action(NamedTuple):
    """Something an office can do with an issue: when it is offered, and what it does."""

    deed: Deed
    is_offered: Callable[[IssueRecord], bool]
    do: Callable[[Talk, IssuesFound, IssueRecord], None]


def button(number: str, deed: Deed = "card") -> str:
    """Id of the button for an issue."""
    return f"{COMMAND}:{IssuesWanted(deed, number=number.removeprefix('WT-')).to_text()}"


def tell(talk: Talk, found: IssuesFound) -> None:
    """Tell of the issue, or say that there is none, or ask which year's is meant.

    One of another department is as one that is not there, but for who reported it, who hears
    of it what they always do.
    """
    number = found.wanted.number
    if found.issue is not None:
        talk.ctx.listing = card_of(found.issue.number, talk.screen.listing)
        action = next((one for one in ACTIONS if one.deed == found.wanted.deed), None)
        (action.do if action is not None else _card)(talk, found, found.issue)
    elif found.numbers:
        options = tuple(Option(button(one, found.wanted.deed), one) for one in found.numbers)
        talk.say("issues_which_year", options)
    elif found.scope == () or any(
        one.number == number for one in talk.house.reader.issues_of(talk.turn.person.id)
    ):
        explaining.state(talk, number)
    else:
        talk.say("issue_gone" if found.scope is not None else "issue_none", number=number)


def _card(talk: Talk, _found: IssuesFound, issue: IssueRecord) -> None:
    late = is_overdue(issue, talk.now.date())
    state = state_word(issue.state, talk.locale)
    state += talk.word("issue_late") if late else ""
    lines = [talk.word("issue_head", number=issue.number, state=state)]
    told_all = talk.turn.person.role != "staff"
    facts = [(key, fact(issue, key)) for key in FIELDS if told_all or key not in RATED]
    lines += [_pair(talk, key, term(value, talk.locale)) for key, value in facts if value]
    for key in ("department", "owner", "deadline"):
        unknown = talk.word(f"issue_no_{key}")
        lines.append(_pair(talk, key, fact(issue, key) or unknown))
    if (reply := reply_of(issue, talk.house.tables.rules, talk.now.date())) is not None:
        lines.append(talk.word("issue_reply", told=reply.told(talk.locale)))
    lines.append(_found_by(talk, issue))
    if issue.media:
        lines.append(talk.word("issue_media", count=len(issue.media)))
    lines += registering.entered_of(talk, issue.number)
    options = tuple(
        Option(button(issue.number, one.deed), talk.word(f"issue_{one.deed}"))
        for one in ACTIONS
        if one.is_offered(issue)
    )
    moves = buttons(talk, issue.number, talk.turn.moves.case(issue.number))
    talk.say_text("\n".join(lines), (*moves, *options))
    class_offer.offer(talk)


def _pair(talk: Talk, key: str, value: str) -> str:
    return talk.word("pair_line", name=field_name(key, talk.locale), value=short(value, VALUE))


def _found_by(talk: Talk, issue: IssueRecord) -> str:
    source = told(talk.house, issue, talk.locale).source
    role = issue.reporter_role if talk.locale == "en" else ROLES.get(issue.reporter_role, "")
    by = short(issue.reporter) or talk.word("issue_unnamed")
    return talk.word(
        "issue_found", at=f"{issue.found_at:%Y-%m-%d}", by=by, role=role, source=source
    )


def _why(talk: Talk, found: IssuesFound, issue: IssueRecord) -> None:
    """The words that each field rests on, and the photos."""
    lines = [talk.word("issue_evidence", number=issue.number)]
    hidden = RATED if talk.turn.person.role == "staff" else ()
    proofs = [
        one
        for one in evidence(issue)
        if one.key not in hidden and (one.quote or one.key.startswith(PART))
    ]
    for one in proofs[:LINES]:
        state = STATES_EN[one.state] if talk.locale == "en" else one.state
        name = field_name(one.key, talk.locale)
        value = short(term(one.value, talk.locale), VALUE)
        lines.append(talk.word("issue_proof", name=name, value=value, state=state))
        at = f"{one.at:%Y-%m-%d %H:%M}" if one.at else ""
        if one.quote:
            lines.append(talk.word("issue_quote", quote=short(one.quote, QUOTE), at=at))
    if not proofs:
        lines.append(talk.word("issue_no_quote"))
    talk.replies.append(Reply("\n".join(lines), files=found.files))


def _photos(talk: Talk, found: IssuesFound, issue: IssueRecord) -> None:
    key = "issue_photos_sent" if found.files else "issue_no_photos"
    text = talk.word(key, number=issue.number, count=len(found.files))
    talk.replies.append(Reply(text, files=found.files))


def _history(talk: Talk, found: IssuesFound, issue: IssueRecord) -> None:
    after = replace(found.wanted, start=found.wanted.start + issue_history.SHOWN)
    further = Option(f"{COMMAND}:{after.to_text()}", talk.word("history_more"))
    issue_history.tell(talk, found, issue, further)


ACTIONS: tuple[Action, ...] = (
    Action("history", lambda _: True, _history),
    Action("why", lambda _: True, _why),
    Action("photos", lambda issue: bool(issue.media), _photos),
)
