"""What an office hears of the gaps of the guides, and makes of them: an issue, written, ignored.

An admin hears of all, staff of those of their own department's guides; for a volunteer the words
mean what they mean to the guides. The gaps are
put together before the turn, in the plan; what is done with one is done in the turn.
"""

from __future__ import annotations

from collections.abc import Callable

from bot import office_issues
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context, Listing
from bot.dialogue.messages import Option, id_named
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.guide_gaps import KINDS, Gap, GuideGaps, find
from bot.reading import gap_words
from knowledge.elements import shown_name
from storage.records import Role

COMMAND = "gaps"
ONE = "gap"
"""Names the gap shown last, which its buttons' words are said of."""
NEXT = "+"
"""Before how many gaps stand before those that are wanted."""
SHOWN = 10
"""Gaps told in the talk; the command line gives all."""
WORDING = 60
"""Characters of a question in the list."""
OTHERS = 4
"""Other wordings told of a gap."""
DEEDS = ("issue", "done", "ignored")
OFFICE: tuple[Role, ...] = ("admin", "staff")
"""Who hears of the guides' faults."""


def meant(text: str, ctx: Context, *, in_form: bool) -> CommandMeant | None:
    """The command, if it is all that an office says; "转问题" is said of the gap shown last."""
    deed, shown = gap_words.deed(text), ctx.listing
    if deed and shown is not None and shown.command == ONE:
        return CommandMeant(COMMAND, f"{shown.argument}:{deed}")
    if in_form and gap_words.is_bare(text):
        return None
    wanted = gap_words.meant(text)
    return None if wanted is None else CommandMeant(COMMAND, wanted)


def wanted(gaps: GuideGaps, meaning: Means, role: Role, department: str) -> tuple[Gap, ...]:
    """The gaps that somebody may hear of, settled ones too, where they ask; it takes its time."""
    asked = isinstance(meaning, CommandMeant) and meaning.name == COMMAND
    tapped = isinstance(meaning, Chosen) and meaning.id.startswith("gap:")
    if role not in OFFICE or not (asked or tapped):
        return ()
    found = gaps.all(settled=True)
    return tuple(gap for gap in found if is_for(gap.bureau, role, department))


def is_for(bureau: str, role: Role, department: str) -> bool:
    """Whether what a guide of this office lacks is for somebody to hear of."""
    return role == "admin" or (role == "staff" and bool(bureau) and bureau == department)


def tell(talk: Talk, argument: str) -> None:
    """List the gaps, or tell of one ("3"), or do something with it ("3:issue")."""
    if talk.turn.person.role not in OFFICE:
        talk.stale()
        return
    talk.back = talk.form() is not None
    number, _, deed = argument.partition(":")
    figure = id_named(number.removeprefix(NEXT) or "0")
    if figure is not None and (not number or number.startswith(NEXT)):
        _list(talk, figure)
        return
    talk.ctx.listing = talk.screen.listing
    gap = find(talk.plan.gaps, figure) if figure is not None else None
    if gap is None or (deed and deed not in DEEDS):
        talk.say("gap_gone", number=number[:12])
    elif deed:
        _DO[deed](talk, gap)
    else:
        _one(talk, gap)


def _list(talk: Talk, start: int) -> None:
    gaps = [gap for gap in talk.plan.gaps if gap.is_open]
    shown = gaps[start : start + SHOWN]
    if not shown:
        talk.ctx.listing = talk.screen.listing
        talk.say("list_ends" if gaps else "gaps_none")
        return
    talk.ctx.listing = Listing(COMMAND, "", start, tuple(str(gap.number) for gap in shown))
    lines = [
        talk.word(
            "gap_line",
            number=gap.number,
            item=_item(talk, gap),
            wording=short(gap.wording, WORDING),
            kind=_kind(talk, gap),
            count=gap.count,
        )
        for gap in shown
    ]
    talk.say("gaps", count=len(gaps), lines="\n".join(lines))


def _one(talk: Talk, gap: Gap) -> None:
    head = talk.word(
        "gap",
        number=gap.number,
        item=_item(talk, gap),
        wording=gap.wording,
        kind=_kind(talk, gap),
        count=gap.count,
        last=f"{gap.last:%Y-%m-%d}",
    )
    said = dict.fromkeys(one.text for one in gap.questions)
    others = [short(words, WORDING) for words in said if words != gap.wording][:OTHERS]
    element = shown_name(gap.element, talk.locale) if gap.element else ""
    lines = [
        head,
        talk.word("gap_element", element=element) if element else "",
        talk.word("gap_others", wordings=talk.joined(others, clauses=True)) if others else "",
        talk.word("gap_wanted", wanted=talk.joined(gap.wanted, clauses=True)) if gap.wanted else "",
        talk.word("gap_rewritten", version=gap.guide_version) if gap.is_rewritten else "",
        talk.word("gap_again", again=gap.again) if gap.again else "",
        talk.word("gap_has_issue", number=gap.issue) if gap.issue else "",
    ]
    deeds = DEEDS[1:] if gap.issue else DEEDS
    options = tuple(Option(f"gap:{gap.number}:{deed}", talk.word(f"gap_{deed}")) for deed in deeds)
    if not talk.back:  # in a walk its question stays the one that a number answers
        talk.menu("gap", options)
    talk.ctx.listing = Listing(ONE, str(gap.number), 0, ())
    talk.say_text("\n".join(line for line in lines if line), options)


def _item(talk: Talk, gap: Gap) -> str:
    return gap.item_name or talk.word("gap_no_item")


def _kind(talk: Talk, gap: Gap) -> str:
    return KINDS[gap.kind][talk.locale == "en"]


def _issue(talk: Talk, gap: Gap) -> None:
    try:
        number = office_issues.enter_gap(talk.turn.office, gap, talk.house.library)
    except office_issues.AlreadyIssueError as known:
        talk.say("gap_already", number=known.number)
        return
    except LookupError:
        talk.say("gap_gone", number=gap.number)
        return
    guide = talk.house.library.guide(gap.item_id) if gap.item_id else None
    department = guide.bureau if guide is not None else ""
    talk.turn.set_kind("issue")
    talk.say(
        "gap_made", number=number, department=department or talk.word("gap_department_unknown")
    )


def _settle(how: str) -> Callable[[Talk, Gap], None]:
    def do(talk: Talk, gap: Gap) -> None:
        talk.turn.office.settle([one.id for one in gap.questions], done=how == "done")
        talk.say("gap_settled", number=gap.number)

    return do


_DO: dict[str, Callable[[Talk, Gap], None]] = {
    "issue": _issue,
    "done": _settle("done"),
    "ignored": _settle("ignored"),
}
