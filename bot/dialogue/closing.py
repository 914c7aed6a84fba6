"""The end of a walk: drafts one by one or all at once, numbers, thanks.

A walk is finished when the person has confirmed the read-back and said yes or
no to every draft; until then each answer can still be corrected.
"""

from __future__ import annotations

from bot.dialogue import cards, merging, own_link, own_records, practising, tracking, volunteering
from bot.dialogue.draft_files import add_files, stage_files
from bot.dialogue.drafts import draft_lines, gather, shown
from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short
from bot.dialogue.talk import Talk
from flows.events import Finished
from flows.issue_terms import INITIAL_STATE
from storage.records import FindingRecord

LINE = 100
"""Characters of a problem where several are listed."""
MANY = 3
"""From so many drafts on they are listed first, and can be entered all at once."""


def confirm(talk: Talk) -> None:
    """The read-back is right: gather the drafts, or finish when there are none."""
    form = talk.form()
    if form is None or form.kind != "w":
        talk.stale()
        return
    refusal = talk.probe(form, Finished()).refusal
    if refusal is not None:
        if refusal.code == "minimum":
            talk.say("minimum", message=local(refusal.message, talk.locale))
        return
    if practising.has_more_to_learn(talk, form):
        return
    drafts = gather(talk, form)
    if not drafts:
        finish(talk, form)
        return
    _put_up(talk, drafts)
    if len(drafts) < MANY:
        talk.say("drafts_begin", count=len(drafts))
    else:
        talk.say("drafts_list", count=len(drafts), lines="\n".join(_listed(talk)))


def gather_again(talk: Talk, form: Form) -> None:
    """After a correction among the drafts: go on with those that there are now.

    Where none is left the read-back asks for the last word, as it does for any walk.
    """
    _put_up(talk, gather(talk, form))
    if talk.ctx.drafts:
        talk.say("drafts_again", count=len(talk.ctx.drafts))


def _put_up(talk: Talk, drafts: tuple[int, ...]) -> None:
    """Let `drafts` wait; their cards are numbered after those that were decided before."""
    before = decided(talk)
    talk.ctx.drafts, talk.ctx.numbered = drafts, (*before, *drafts)


def decided(talk: Talk) -> tuple[int, ...]:
    """The findings put to the person that were entered or left out, in the order of their cards."""
    return tuple(
        id_
        for id_ in talk.ctx.numbered
        if talk.turn.finding(id_).status in ("confirmed", "dropped")
    )


def place_of(talk: Talk, finding: FindingRecord) -> int:
    """The number of the finding's card."""
    return talk.ctx.numbered.index(finding.id) + 1


def _listed(talk: Talk) -> list[str]:
    """The waiting drafts, one line each, with the numbers of their cards."""
    waiting = (talk.turn.finding(id_) for id_ in talk.ctx.drafts)
    return [f"{place_of(talk, one)}. {_line(talk, one)}" for one in waiting]


def _line(talk: Talk, finding: FindingRecord) -> str:
    """The problem in short; what is merged into it must be seen here too."""
    problem = short(shown(talk, finding, "problem"), LINE)
    others = merging.merged_with(talk, finding)
    if not others:
        return problem
    also = talk.joined((short(shown(talk, o, "problem"), LINE) for o in others), clauses=True)
    return talk.word("draft_also_listed", problem=problem, also=also)


def show_draft(talk: Talk) -> None:
    """Put the first waiting draft to the person."""
    finding = talk.turn.finding(talk.ctx.drafts[0])
    if finding.id not in talk.ctx.numbered:  # a chat that an older version left at its drafts
        _put_up(talk, talk.ctx.drafts)
    options = (
        Option(f"draft:{finding.id}:keep", talk.word("draft_keep")),
        *_with_photos(talk, finding),
        *_apart(talk, finding),
        *cards.mend_options(talk, finding),
        Option(f"draft:{finding.id}:drop", talk.word("draft_drop")),
        *_with_the_rest(talk, finding),
        _other_name(talk, finding),
    )
    lines = "\n".join(draft_lines(talk, finding))
    number, total = place_of(talk, finding), len(talk.ctx.numbered)
    talk.say("draft", talk.menu("draft", options), number=number, total=total, lines=lines)


def _with_photos(talk: Talk, finding: FindingRecord) -> tuple[Option, ...]:
    """The offer to enter the draft together with the files that were kept in its stage."""
    count = len(stage_files(talk, finding))
    if not count:
        return ()
    return (Option(f"draft:{finding.id}:photos", talk.word("draft_photos_too", count=count)),)


def _other_name(talk: Talk, finding: FindingRecord) -> Option:
    """The offer to enter it without one's name; with it, where one stays unnamed always."""
    if own_records.is_anonymous(talk):
        return Option(f"draft:{finding.id}:named", talk.word("draft_named"))
    return Option(f"draft:{finding.id}:unnamed", talk.word("draft_anonymous"))


def _apart(talk: Talk, finding: FindingRecord) -> tuple[Option, ...]:
    """The offer to enter by themselves what was merged."""
    if not merging.merged_with(talk, finding):
        return ()
    return (Option(f"draft:{finding.id}:split", talk.word("draft_split")),)


def _with_the_rest(talk: Talk, finding: FindingRecord) -> tuple[Option, ...]:
    """The offer to enter this draft and all that follow; those were listed at the beginning."""
    rest = len(talk.ctx.drafts) - 1
    if rest + 1 < MANY:
        return ()
    return (Option(f"draft:{finding.id}:rest", talk.word("draft_rest", count=rest)),)


def decide(talk: Talk, finding: FindingRecord, *, keep: bool, place: int = 0) -> None:
    """Enter a draft in the ledger, or leave it out; then the next one, or the end.

    `place` is the number of its card, where the person called it by that.
    """
    if keep:
        key = "draft_kept_placed" if place else "draft_kept"
        talk.say(key, number=enter(talk, finding), place=place)
        _say_unnamed(talk)
    else:
        talk.turn.set_finding(finding.id, "dropped")
        talk.say("draft_dropped_placed" if place else "draft_dropped", place=place)
    talk.ctx.drafts = tuple(d for d in talk.ctx.drafts if d != finding.id)
    _finish_after(talk, finding)


def keep_the_rest(talk: Talk, finding: FindingRecord) -> None:
    """Enter this draft and all that follow, and say under which numbers."""
    waiting = [talk.turn.finding(id_) for id_ in talk.ctx.drafts]
    lines = [f"{enter(talk, one)} {short(one.fields['problem'].value, LINE)}" for one in waiting]
    talk.say("drafts_kept", count=len(lines), lines="\n".join(lines))
    _say_unnamed(talk)
    talk.ctx.drafts = ()
    _finish_after(talk, finding)


def drop_the_rest(talk: Talk, finding: FindingRecord) -> None:
    """Leave out this draft and all that follow."""
    for id_ in talk.ctx.drafts:
        talk.turn.set_finding(id_, "dropped")
    talk.say("drafts_dropped", count=len(talk.ctx.drafts))
    talk.ctx.drafts, talk.ctx.merged = (), ()
    _finish_after(talk, finding)


def enter(talk: Talk, finding: FindingRecord) -> str:
    """Enter the draft with all that is merged into it; its number, which it keeps."""
    one = merging.whole(talk, finding)
    if one is not finding:
        talk.turn.set_finding(finding.id, "proposed", one.fields)
        add_files(talk, finding, (media.sha256 for media in one.media))
        merging.settled(talk, finding)
    unnamed, year = _is_unnamed(talk), talk.now.year
    return talk.turn.confirm_issue(finding.id, state=INITIAL_STATE, year=year, anonymous=unnamed)


def _is_unnamed(talk: Talk) -> bool:
    """Whether what is entered now is without the person's name, as said now or for always."""
    return own_records.is_anonymous(talk) if talk.unnamed is None else talk.unnamed


def _say_unnamed(talk: Talk) -> None:
    if _is_unnamed(talk):
        talk.say("kept_anonymously")


def _finish_after(talk: Talk, finding: FindingRecord) -> None:
    if talk.ctx.drafts:
        return
    talk.ctx.numbered = ()
    form = talk.form()
    if form is not None and form.kind == "w" and finding.walk_id:
        finish(talk, form)
    elif talk.turn.finding(finding.id).status == "confirmed":
        own_link.offer(talk)


def finish(talk: Talk, form: Form) -> None:
    """End the walk and say what came of it."""
    step = talk.happen(form, Finished())
    if step.refusal is not None or talk.walk is None:
        return
    for finding in talk.turn.findings(talk.walk.id):
        if finding.status == "proposed":  # a rule's, and it does not hold any more
            talk.turn.set_finding(finding.id, "dropped")
    numbers = talk.turn.issue_numbers(talk.walk.id)
    talk.ctx = talk.ctx.fresh()
    if volunteering.closed(talk, form._replace(state=step.state)):
        return
    talk.say("finished", walk=talk.walk.id)
    if numbers:
        talk.say("finished_issues", count=len(numbers), numbers=talk.joined(numbers))
        own_link.offer(talk)
    else:
        talk.say("finished_none")
    tracking.plan(talk, form, numbers)
