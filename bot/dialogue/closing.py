"""The end of a walk: drafts one by one or all at once, numbers, thanks.

A walk is finished when the person has confirmed the read-back and said yes or
no to every draft; until then each answer can still be corrected.
"""

from __future__ import annotations

from bot.dialogue.context import Context
from bot.dialogue.drafts import draft_lines, gather, shown, stage_files
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
        talk.say("old_button")
        return
    refusal = talk.probe(form, Finished()).refusal
    if refusal is not None:
        if refusal.code == "minimum":
            talk.say("minimum", message=local(refusal.message, talk.locale))
        return
    drafts = gather(talk, form)
    if not drafts:
        finish(talk, form)
        return
    talk.ctx.drafts = drafts
    if len(drafts) < MANY:
        talk.say("drafts_begin", count=len(drafts))
    else:
        talk.say("drafts_list", count=len(drafts), lines="\n".join(_listed(talk)))


def _listed(talk: Talk) -> list[str]:
    """The waiting drafts, one line each."""
    problems = (shown(talk, talk.turn.finding(id_), "problem") for id_ in talk.ctx.drafts)
    return [f"{n}. {short(text, LINE)}" for n, text in enumerate(problems, start=1)]


def show_draft(talk: Talk) -> None:
    """Put the first waiting draft to the person."""
    finding = talk.turn.finding(talk.ctx.drafts[0])
    walk_id = finding.walk_id
    done = len(
        [
            f
            for f in talk.turn.findings(walk_id)
            if f.status in ("confirmed", "dropped") and walk_id is not None
        ]
    )
    total = done + len(talk.ctx.drafts)
    options = (
        Option(f"draft:{finding.id}:keep", talk.word("draft_keep")),
        *_with_photos(talk, finding),
        Option(f"draft:{finding.id}:edit", talk.word("draft_edit")),
        Option(f"draft:{finding.id}:drop", talk.word("draft_drop")),
        *_with_the_rest(talk, finding),
    )
    lines = "\n".join(draft_lines(talk, finding))
    talk.say("draft", talk.menu("draft", options), number=done + 1, total=total, lines=lines)


def _with_photos(talk: Talk, finding: FindingRecord) -> tuple[Option, ...]:
    """The offer to enter the draft together with the files that were kept in its stage."""
    count = len(stage_files(talk, finding))
    if not count:
        return ()
    return (Option(f"draft:{finding.id}:photos", talk.word("draft_photos_too", count=count)),)


def _with_the_rest(talk: Talk, finding: FindingRecord) -> tuple[Option, ...]:
    """The offer to enter this draft and all that follow; those were listed at the beginning."""
    rest = len(talk.ctx.drafts) - 1
    if rest + 1 < MANY:
        return ()
    return (Option(f"draft:{finding.id}:rest", talk.word("draft_rest", count=rest)),)


def decide(talk: Talk, finding: FindingRecord, keep: bool) -> None:
    """Enter a draft in the ledger, or leave it out; then the next one, or the end."""
    if keep:
        talk.say("draft_kept", number=_enter(talk, finding))
    else:
        talk.turn.set_finding(finding.id, "dropped")
        talk.say("draft_dropped")
    talk.ctx.drafts = tuple(d for d in talk.ctx.drafts if d != finding.id)
    _finish_after(talk, finding)


def keep_the_rest(talk: Talk, finding: FindingRecord) -> None:
    """Enter this draft and all that follow, and say under which numbers."""
    waiting = [talk.turn.finding(id_) for id_ in talk.ctx.drafts]
    lines = [f"{_enter(talk, one)} {short(one.fields['problem'].value, LINE)}" for one in waiting]
    talk.say("drafts_kept", count=len(lines), lines="\n".join(lines))
    talk.ctx.drafts = ()
    _finish_after(talk, finding)


def _enter(talk: Talk, finding: FindingRecord) -> str:
    return talk.turn.confirm_issue(finding.id, state=INITIAL_STATE, year=talk.now.year)


def _finish_after(talk: Talk, finding: FindingRecord) -> None:
    form = talk.form()
    if not talk.ctx.drafts and form is not None and form.kind == "w" and finding.walk_id:
        finish(talk, form)


def finish(talk: Talk, form: Form) -> None:
    """End the walk and say what came of it."""
    step = talk.happen(form, Finished())
    if step.refusal is not None or talk.walk is None:
        return
    numbers = talk.turn.issue_numbers(talk.walk.id)
    talk.ctx = Context()
    talk.say("finished", walk=talk.walk.id)
    if numbers:
        joined = ("、" if talk.locale != "en" else ", ").join(numbers)
        talk.say("finished_issues", count=len(numbers), numbers=joined)
    else:
        talk.say("finished_none")
