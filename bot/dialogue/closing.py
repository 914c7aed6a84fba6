"""The end of a walk: read-back, drafts one by one, numbers, thanks.

A walk is finished when the person has confirmed the read-back and said yes or
no to every draft; until then each answer can still be corrected.
"""

from __future__ import annotations

from bot.dialogue.context import Context
from bot.dialogue.drafts import draft_lines, gather, stage_files
from bot.dialogue.earlier import is_prefilled
from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short, shown_line
from bot.dialogue.talk import Talk
from flows.events import Finished
from flows.issue_terms import INITIAL_STATE
from flows.readback import LineView
from flows.readback import read_back as stages_of
from storage.records import FindingRecord

READ_BACK_LENGTH = 3_500
"""Characters of a read-back; channels split further where they must."""


def read_back(talk: Talk, form: Form) -> None:
    """Show the whole walk by stage and ask for confirmation."""
    lines: list[str] = []
    for stage in stages_of(form.flow, form.state, talk.now):
        shown = [_line(form, line, talk) for line in stage.lines]
        if shown:
            lines += [f"【{local(stage.label, talk.locale)}】", *shown]
    files = len({m.sha256 for m in talk.turn.attachments(talk.walk.id)}) if talk.walk else 0
    if files:
        lines.append(talk.word("read_back_photos", count=files))
    if form.state.notes:
        lines.append(talk.word("read_back_notes", count=len(form.state.notes)))
    options = (
        Option("done:yes", talk.word("confirm")),
        Option("done:fix", talk.word("change")),
        Option("done:later", talk.word("save_draft")),
    )
    text = "\n".join(lines)[:READ_BACK_LENGTH]
    talk.say("read_back", talk.menu("read_back", options), lines=text)


def _line(form: Form, line: LineView, talk: Talk) -> str:
    value = short(shown_line(form, line, talk.locale)) or talk.word("not_given")
    if is_prefilled(line):
        value = talk.word("by_default", value=value)
    return f"· {talk.word('pair', name=local(line.label, talk.locale), value=value)}"


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
    talk.say("drafts_begin", count=len(drafts))
    talk.ctx.drafts = drafts


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
    )
    lines = "\n".join(draft_lines(talk, finding))
    talk.say("draft", talk.menu("draft", options), number=done + 1, total=total, lines=lines)


def _with_photos(talk: Talk, finding: FindingRecord) -> tuple[Option, ...]:
    """The offer to enter the draft together with the files that were kept in its stage."""
    count = len(stage_files(talk, finding))
    if not count:
        return ()
    return (Option(f"draft:{finding.id}:photos", talk.word("draft_photos_too", count=count)),)


def decide(talk: Talk, finding: FindingRecord, keep: bool) -> None:
    """Enter a draft in the ledger, or leave it out; then the next one, or the end."""
    if keep:
        number = talk.turn.confirm_issue(finding.id, state=INITIAL_STATE, year=talk.now.year)
        talk.say("draft_kept", number=number)
    else:
        talk.turn.set_finding(finding.id, "dropped")
        talk.say("draft_dropped")
    talk.ctx.drafts = tuple(d for d in talk.ctx.drafts if d != finding.id)
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
