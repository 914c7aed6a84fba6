"""走后: what is asked after a walk, when it is due, and what comes of the answer.

A walk whose result is still to come is asked about once the promised limit has passed; problems
that were entered, some days later. A person is reminded once, with the next message outside of a
walk; what is not answered stays in their list ("我的跟踪").
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.calendar_words import unknown_calendar
from bot.dialogue.commands import read_command
from bot.dialogue.context import Menu
from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.report_fields import walk_fields
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from bot.reading import afterwards
from flows.workdays import add_workdays, unknown_years
from storage.records import FieldValue, FollowUpKind, FollowUpRecord

OUTCOME, PENDING = "outcome", "pending"
"""The question, and the choice, by which a flow says that the result is still to come."""
LIMIT = "承诺办结时限"
LATE = "超承诺时限"
_DAYS = re.compile(
    r"(?P<n>[0-9]{1,4})\s*(?:个)?\s*"
    r"(?P<unit>工作日|自然日|日历日|天|日(?!期)|周|个?月|working days?|days?)"
)
_WORKING = ("工作日", "working")
_UNIT_DAYS = {"周": 7, "月": 30, "个月": 30}
ANSWERS: dict[FollowUpKind, tuple[str, ...]] = {
    "result": ("done", "not_yet", "unknown", "later"),
    "issues": ("mended", "partly", "same", "away", "later"),
}


def plan(talk: Talk, form: Form, numbers: tuple[str, ...]) -> None:
    """Have the person asked later about the walk that is being finished."""
    if talk.walk is None:
        return
    outcome = form.state.answers.get(OUTCOME)
    if outcome is not None and outcome.value == PENDING:
        limit, today = _limit(talk, talk.walk.item_id), talk.now.date()
        last = last_day(limit, today)
        day = last + timedelta(days=1) if last else _later(talk)
        talk.turn.plan_follow_up(talk.walk.id, "result", _morning(talk, day))
        key = "follow_planned" if last else "follow_planned_unknown"
        talk.say(key, day=_day(talk, last or day))
        if last is not None and (years := doubted(limit, today, last)):
            talk.say_text(unknown_calendar(years, talk.locale))
    if numbers:
        talk.turn.plan_follow_up(talk.walk.id, "issues", _morning(talk, _later(talk)))


def _limit(talk: Talk, item_id: str) -> str:
    source = talk.house.library.element(item_id, LIMIT) if item_id else None
    return source.passage if source is not None else ""


def last_day(limit: str, start: date) -> date | None:
    """The last day of a promised limit that begins after `start`; None where it names none.

    Working days are those of the calendar with 调休; a unit that is not clear counts days.
    """
    found = _DAYS.search(limit)
    if found is None:
        return start if re.search("即办|当场|即时|at once|on the spot", limit) else None
    count, unit = int(found["n"]), found["unit"]
    if not unit.startswith(_WORKING):
        return start + timedelta(days=count * _UNIT_DAYS.get(unit, 1))
    return add_workdays(start, count)


def doubted(limit: str, start: date, last: date) -> tuple[int, ...]:
    """The years through which the working days of a limit were counted by the week alone."""
    found = _DAYS.search(limit)
    counted = found is not None and found["unit"].startswith(_WORKING)
    return unknown_years(start, last) if counted else ()


def _later(talk: Talk) -> date:
    return talk.now.date() + timedelta(days=talk.house.follow_up_days)


def _morning(talk: Talk, day: date) -> datetime:
    return datetime.combine(day, time.min, talk.now.tzinfo)


def _day(talk: Talk, day: date) -> str:
    return f"{day:%Y-%m-%d}" if talk.locale == "en" else f"{day.month}月{day.day}日"


def remind(talk: Talk) -> None:
    """Put what is due to the person, once, unless something else waits for an answer."""
    if talk.ctx.menu is not None or talk.ctx.drafts:
        return
    due = talk.turn.due_follow_up()
    if due is None:
        return
    talk.turn.mark_asked(due.id)
    form = talk.form()
    if form is None:
        _put(talk, due)
        return
    _put(talk, due)  # a walk was just begun: its question comes last, and is what words answer
    talk.ctx.menu = None
    talk.replies.insert(0, talk.replies.pop())


def _put(talk: Talk, due: FollowUpRecord) -> None:
    options = tuple(
        Option(f"follow:{due.id}:{name}", talk.word(f"follow_{name}")) for name in ANSWERS[due.kind]
    )
    talk.say(f"follow_{due.kind}", talk.menu("follow", options), **_told(talk, due))


def _told(talk: Talk, due: FollowUpRecord) -> dict[str, str]:
    last = due.due.date() - timedelta(days=1 if due.kind == "result" else 0)
    return {
        "due": _day(talk, last),
        "walked": _day(talk, due.walked.date()),
        "item": due.item_name,
        "numbers": talk.joined(due.numbers),
    }


def listed(talk: Talk, _argument: str) -> None:
    """ "我的跟踪": all that is still to be asked; what is due is asked now."""
    open_ones = talk.turn.follow_ups()
    if not open_ones:
        talk.say("follow_none")
        return
    lines = "\n".join(talk.word(f"follow_line_{one.kind}", **_told(talk, one)) for one in open_ones)
    talk.say("follow_list", count=len(open_ones), lines=lines)
    due = next((one for one in open_ones if one.due <= talk.now), None)
    if due is not None and talk.form() is None:
        talk.turn.mark_asked(due.id)
        _put(talk, due)


def meant(text: str, menu: Menu) -> str:
    """The option of the follow-up on the screen that words of one's own mean; empty for none."""
    names = {option.id.rpartition(":")[2]: option.id for option in menu.options}
    kind = next((kind for kind, answers in ANSWERS.items() if names.keys() <= set(answers)), None)
    if kind is None or read_command(text) is not None:
        return ""
    return names.get(afterwards.answer(text, kind), "")


def answered(talk: Talk, rest: str) -> None:
    """`ID:answer`: keep it; what is late becomes a draft, what is open is asked again."""
    id_, _, said = rest.partition(":")
    due = next((one for one in talk.turn.follow_ups() if str(one.id) == id_), None)
    if due is None or said not in ANSWERS[due.kind]:
        talk.stale()
        return
    talk.turn.set_kind("answer", "follow_up")
    talk.turn.answer_follow_up(due.id, said)
    if due.kind == "issues":
        seen = {"mended": "gone", "same": "still"}.get(said, "")
        if said == "partly" and len(due.numbers) == 1:
            seen = "still"  # of several nobody said which
        for number in due.numbers if seen else ():
            talk.turn.see_issue(number, due.walk_id, "gone" if seen == "gone" else "still")
    if said in ("done", "mended", "same"):
        talk.say("follow_thanks")
        return
    ahead = afterwards.days_until(talk.plan.text) if said == "later" else 0
    day = talk.now.date() + timedelta(days=ahead) if ahead else _later(talk)
    talk.turn.plan_follow_up(due.walk_id, due.kind, _morning(talk, day))
    if said == "not_yet":
        _propose(talk, due)
    else:
        talk.say("follow_again", day=_day(talk, day))


def _propose(talk: Talk, due: FollowUpRecord) -> None:
    """Put up as a problem that the result has not come within the promised limit."""
    walk = talk.house.reader.walk(due.walk_id)
    if walk is None or any(
        one.key == _key(due) and one.status == "confirmed"
        for one in talk.turn.findings(due.walk_id)
    ):
        talk.say("follow_again", day=_day(talk, _later(talk)))
        return
    form = Form("w", talk.house.flows.pinned(walk.flow_id, walk.flow_version), walk.state, walk.id)
    at = talk.evidence()
    told: dict[str, Any] = {**_told(talk, due), "limit": _limit(talk, walk.item_id) or "—"}
    terms = {
        "problem": say("zh", "follow_late_problem", **told),
        "category": LATE,
        "severity": "多花时间",
        "step": "审查",
    }
    fields = {
        name: FieldValue(value, at.message, at.start, at.end, "rule")
        for name, value in terms.items()
    }
    of_walk = walk_fields(talk, walk, form)
    finding = talk.turn.put_finding(walk.id, _key(due), "", "rule", {**fields, **of_walk})
    talk.turn.set_finding(finding, "proposed")
    talk.say("follow_late")
    talk.ctx.drafts = (*talk.ctx.drafts, finding)
    talk.ctx.numbered = (*talk.ctx.numbered, finding)


def _key(due: FollowUpRecord) -> str:
    """One finding of a walk however often its result is asked for."""
    return f"follow_up:{due.walk_id}"
