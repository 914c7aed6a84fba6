"""A problem reported on the way, or outside any walk (R07): one message, where its words tell it.

What they tell is read (`bot.dialogue.report_fields`), and only what has to be known besides is
asked for, by the `issue` flow. Outside a walk the card is put up at once; in a walk one line says
what was read, the open question stays, and the card waits for the end.
"""

from __future__ import annotations

from bot.dialogue import against, own_records, practising
from bot.dialogue.cards import mend_options, summary
from bot.dialogue.followups import denies
from bot.dialogue.house import CAPTURE_FLOW, PROBLEM, Form, stage_of
from bot.dialogue.messages import Option
from bot.dialogue.prompts import short
from bot.dialogue.report_fields import STEP_NOW, fields_of, files_with, suggested, walk_fields
from bot.dialogue.talk import Talk
from bot.dialogue.unread import refused
from bot.reading.draft_words import wants_no_name
from bot.reading.problems import several
from flows.engine import begin
from flows.events import Answered, IssueRaised
from flows.model import Flow
from flows.state import Evidence, Value

MAX_PARKED = 5
"""Further problems that can wait while one is being reported."""


def begin_report(talk: Talk, words: Evidence | None = None) -> None:
    """Open a report; `words`, if any, say what happened: of this message or an earlier one."""
    if talk.ctx.capture:
        _second(talk, words)
        return
    if practising.takes_report(talk):
        return
    talk.turn.set_kind("issue")
    if words is not None and denies(talk.turn.quote(words.message, words.start, words.end)):
        words = None  # "报问题：没有" tells of none
    had_walk = talk.form() is not None
    if wants_no_name(talk.plan.text) and not own_records.is_anonymous(talk):
        own_records.set_anonymous(talk, True)
    _begin(talk, words)
    if _is_asking(talk):
        talk.say("capture_begin")
    _offer_to_part(talk, words)
    if had_walk:
        talk.ctx.files = tuple(media.sha256 for media in talk.plan.media)


def _is_asking(talk: Talk) -> bool:
    """Whether something has to be asked, since the words do not tell it."""
    form = talk.form()
    return form is not None and form.kind == "i" and talk.look(form).prompt is not None


def _begin(talk: Talk, words: Evidence | None) -> None:
    flow = talk.house.flows.current()[CAPTURE_FLOW]
    walk_form = talk.form()
    known: dict[str, Value] = {}
    if walk_form is not None:
        talk.happen(walk_form, IssueRaised(words or talk.evidence()))
        step_name = _step_now(talk, walk_form, flow)
        if step_name:
            known[STEP_NOW] = step_name
    talk.ctx.capture = begin(flow, talk.now, known).state.to_json()
    talk.ctx.reports += 1
    talk.ctx.several = ()
    if words is not None:
        _tell(talk, words)


def _tell(talk: Talk, words: Evidence) -> None:
    """Let `words` answer what happened."""
    form = talk.form()
    text = talk.turn.quote(words.message, words.start, words.end)
    if form is not None and text.strip():
        known = suggested(form, PROBLEM, text)
        step = talk.happen(form, Answered(PROBLEM, text, words, known=known))
        if step.refusal is not None:
            refused(talk, form, talk.look(form).prompt, step.refusal)


def _offer_to_part(talk: Talk, words: Evidence | None) -> None:
    """Where the words tell of several problems: one tap makes each a report of its own."""
    if words is None:
        return
    text = talk.turn.quote(words.message, words.start, words.end)
    parts = several(text)
    if not parts:
        return
    talk.ctx.several = tuple((words.message, words.start + a, words.start + b) for a, b in parts)
    lines = "\n".join(f"{n}. {short(text[a:b])}" for n, (a, b) in enumerate(parts, start=1))
    button = Option(f"several:{words.message}", talk.word("several_apart", count=len(parts)))
    talk.say("several_told", (button,), count=len(parts), lines=lines)


def part(talk: Talk, message: str) -> None:
    """Report the problems of one message one by one, instead of as one."""
    parts, walk = talk.ctx.several, talk.walk_under_way
    reported = [
        finding
        for finding in talk.turn.findings(walk.id if walk else None)
        if finding.key.startswith(f"reported:{message}:")
    ]
    is_entered = any(finding.status == "confirmed" for finding in reported)
    if not parts or str(parts[0][0]) != message or is_entered:
        talk.stale()
        return
    talk.turn.set_kind("issue")
    talk.ctx.several, talk.ctx.capture = (), ""
    for finding in reported:
        talk.turn.set_finding(finding.id, "dropped")
        talk.ctx.drafts = tuple(id_ for id_ in talk.ctx.drafts if id_ != finding.id)
        talk.ctx.numbered = tuple(id_ for id_ in talk.ctx.numbered if id_ != finding.id)
    first, *rest = parts
    talk.ctx.parked = (*rest, *talk.ctx.parked)[:MAX_PARKED]
    _begin(talk, Evidence(*first))


def _second(talk: Talk, words: Evidence | None) -> None:
    """A problem told while another is being reported: its report comes right after."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if words is None or prompt is None:
        talk.say("capture_first")
    elif prompt.path == PROBLEM:
        talk.turn.set_kind("issue")
        _tell(talk, words)
    elif len(talk.ctx.parked) < MAX_PARKED:
        talk.turn.set_kind("issue")
        talk.ctx.parked = (*talk.ctx.parked, (words.message, words.start, words.end))
        talk.say("capture_parked")
    else:
        talk.say("capture_first")


def _begin_parked(talk: Talk) -> None:
    """The report of the next problem that was told meanwhile, if one was."""
    if not talk.ctx.parked:
        return
    (message, start, end), *rest = talk.ctx.parked
    talk.ctx.parked = tuple(rest)
    _begin(talk, Evidence(message, start, end))
    talk.say("capture_next", text=short(talk.turn.quote(message, start, end)))


def offered_words(talk: Talk) -> Evidence | None:
    """The words that a report was offered for last; they are taken once."""
    if talk.ctx.offer is None:
        return None
    message, start, end = talk.ctx.offer
    talk.ctx.offer = None
    return Evidence(message, start, end)


def _step_now(talk: Talk, walk_form: Form, flow: Flow) -> str:
    """The choice of the report's `steps` list that the open question of the walk belongs to."""
    prompt = talk.look(walk_form).prompt
    term = prompt.question.issue_step if prompt is not None else ""
    steps = flow.choices.get("steps", ())
    return next((c.name for c in steps if term and c.label.get("zh") == term), "")


def drop_report(talk: Talk) -> None:
    """Forget the report under way."""
    talk.ctx.capture, talk.ctx.files = "", ()
    talk.say("capture_dropped")
    _begin_parked(talk)


def captured(talk: Talk, form: Form) -> None:
    """All is known: keep the report as a finding; outside a walk put it to the person at once."""
    talk.ctx.capture = ""
    walk = talk.walk_under_way
    fields = fields_of(talk, form)
    walk_form = talk.form()
    if walk is not None and walk_form is not None:
        of_walk = walk_fields(talk, walk, walk_form)
        fields |= {name: value for name, value in of_walk.items() if name not in fields}
        told, code = fields[PROBLEM].value, fields.get("item_code")
        fields |= against.papers_demanded(talk, walk, told, code)
    at = fields[PROBLEM]
    finding = talk.turn.put_finding(
        walk.id if walk else None,
        f"reported:{at.message}:{at.start}",
        stage_of(walk_form, talk.now) if walk_form else "",
        "reported",
        fields,
    )
    talk.turn.set_finding(finding, "proposed")  # also after it was parted from others
    files = (*talk.ctx.files, *files_with(talk, fields))
    for sha in dict.fromkeys(files):
        talk.turn.attach(sha, walk.id if walk else None, "", None, finding)
    talk.ctx.files = ()
    talk.back = talk.back and walk is None
    if walk is None or talk.ctx.drafts:
        talk.ctx.drafts = (*talk.ctx.drafts, finding)
        talk.ctx.numbered = (*talk.ctx.numbered, finding)
        if talk.ctx.parked:
            talk.say("capture_kept")
    else:
        talk.ctx.reported = talk.ctx.photos_for = finding
        say_noted(talk, finding)
    _begin_parked(talk)


def say_noted(talk: Talk, finding: int, key: str = "capture_end") -> None:
    """One line with what is known of a problem that waits for the walk's end, to be mended."""
    record = talk.turn.finding(finding)
    drop = Option(f"mend:{finding}:drop", talk.word("mend_drop"))
    talk.say(key, (*mend_options(talk, record), drop), told=summary(talk, record))
