"""What each event makes of a walk, and what is asked next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from flows.engine import advance, begin, look
from flows.events import (
    Answered,
    Cancelled,
    Corrected,
    Event,
    Finished,
    IssueRaised,
    Noted,
    Paused,
    Resumed,
    Skipped,
)
from flows.limits import MAX_NOTES
from flows.state import Evidence
from tests.flows.walks import NOW, YESNO, Walk

Start = Callable[..., Walk]

QUEUE = """
- {type: note, name: hello, label: 您好}
- type: group
  name: counter
  label: 窗口
  rows:
  - {type: select_one yesno, name: queued, label: 排队了吗？, required: yes}
  - type: integer
    name: minutes
    label: 排了多久？
    relevant: ${queued} = 'yes'
    constraint: . >= 0 and . <= 600
    constraint_message: 请说分钟数，您说的是${queued}
    required: yes
    required_message: 请说多久
  - {type: note, name: sorry, label: 辛苦了, relevant: "${minutes} > 30"}
  - {type: text, name: why, label: 为什么这么久？, relevant: "${minutes} > 30"}
- {type: text, name: wish, label: 建议}
"""


def test_a_walk_begins_with_its_first_question_and_the_notes_before_it(walk: Start) -> None:
    step = walk(QUEUE, YESNO).step
    assert (step.state.flow, step.state.started) == ("test", "2026-03-02T10:30:00+00:00")
    assert [told.path for told in step.told] == ["hello"]
    prompt = step.prompt
    assert prompt is not None
    assert (prompt.path, prompt.stage, prompt.required) == ("queued", "counter", True)
    assert (prompt.number, prompt.total) == (1, 2)
    assert [choice.name for choice in prompt.choices] == ["yes", "no"]


def test_what_is_asked_follows_from_what_was_said(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.say("yes", 45)
    assert w.asked == "why"
    assert [told.path for told in w.step.told] == ["sorry"]
    assert w.step.prompt is not None
    assert (w.step.prompt.number, w.step.prompt.total) == (3, 4)
    w.say("系统慢", "多开窗口")
    assert w.asked is None
    assert w.values() == {"queued": "yes", "minutes": 45, "why": "系统慢", "wish": "多开窗口"}
    assert w.event(Finished()).state.status == "finished"


def test_a_correction_decides_everything_after_it_anew(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.say("yes", 45, "系统慢", "多开窗口")
    w.correct("queued", "no")
    assert w.values() == {"queued": "no", "wish": "多开窗口"}
    assert set(w.step.state.aside) == {"minutes", "why"}
    w.correct("queued", "yes")
    assert w.values()["why"] == "系统慢"
    assert w.step.state.aside == {}


def test_an_answer_keeps_its_evidence_and_how_it_came(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.event(Answered("queued", "yes", Evidence(7, 2, 5), how="rule"))
    answer = w.step.state.answers["queued"]
    assert (answer.evidence, answer.how) == (Evidence(7, 2, 5), "rule")


@pytest.mark.parametrize(
    ("event", "code", "message"),
    [
        (Answered("minutes", 700, Evidence(1)), "constraint", {"zh": "请说分钟数，您说的是是"}),
        (Answered("minutes", "soon", Evidence(1)), "wrong_type", {}),
        (Answered("queued", "yes", Evidence(1)), "not_asked", {}),
        (Answered("wish", "x", Evidence(1)), "not_asked", {}),
        (Answered("gone", "x", Evidence(1)), "not_asked", {}),
        (Corrected("queued", "maybe", Evidence(1)), "not_a_choice", {}),
        (Corrected("wish", "x" * 4_001, Evidence(1)), "too_long", {}),
        (Corrected("why", "x", Evidence(1)), "not_asked", {}),
        (Corrected("hello", "x", Evidence(1)), "not_asked", {}),
        (Skipped("minutes"), "required", {"zh": "请说多久"}),
        (Skipped("wish"), "not_asked", {}),
        (Finished(), "unanswered", {}),
    ],
)
def test_an_event_that_does_not_fit_is_refused_and_changes_nothing(
    walk: Start, event: Event, code: str, message: dict[str, str]
) -> None:
    w = walk(QUEUE, YESNO)
    before = w.say("yes").state
    step = w.event(event)
    assert step.refusal is not None
    assert (step.refusal.code, step.refusal.message) == (code, message)
    assert step.state is before
    assert step.prompt is not None and step.prompt.path == "minutes"
    assert step.told == ()


def test_a_skipped_question_can_be_answered_later(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.say("no")
    w.skip()
    assert (w.asked, w.step.state.skipped) == (None, ("wish",))
    w.correct("wish", "多开窗口")
    assert (w.values()["wish"], w.step.state.skipped) == ("多开窗口", ())


def test_a_later_question_may_be_answered_ahead(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.correct("wish", "多开窗口")
    assert w.asked == "queued"
    w.say("no")
    assert w.asked is None


def test_a_skipped_question_that_becomes_required_is_asked_again(walk: Start) -> None:
    w = walk("""
- {type: integer, name: a, label: A}
- {type: text, name: b, label: B, required: "${a} > 5"}
""")
    w.say(1)
    w.skip()
    assert w.asked is None
    w.correct("a", 9)
    assert (w.asked, w.step.state.skipped) == ("b", ())
    w.skip()
    assert w.refused() == "required"


def test_skipping_may_be_undone_by_irrelevance(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.say("yes", 45)
    w.skip()
    assert w.step.state.skipped == ("why",)
    w.correct("minutes", 5)
    assert w.step.state.skipped == ()


def test_an_answer_that_a_correction_makes_impossible_waits_aside(walk: Start) -> None:
    w = walk("""
- {type: integer, name: limit, label: L}
- {type: integer, name: used, label: U, constraint: ". <= ${limit}"}
""")
    w.say(10, 8)
    w.correct("limit", 5)
    assert (w.asked, set(w.step.state.aside)) == ("used", {"used"})
    w.correct("limit", 9)
    assert (w.asked, w.values()) == (None, {"limit": 9, "used": 8})
    w.correct("limit", 5)
    w.say(4)
    assert (w.values(), w.step.state.aside) == ({"limit": 5, "used": 4}, {})


def test_a_choice_that_the_filter_takes_away_waits_aside(walk: Start) -> None:
    w = walk(
        """
- {type: select_one areas, name: area, label: A}
- type: select_multiple places
  name: places
  label: P
  choice_filter: in = ${area} or name = 'home'
""",
        """
  areas: [{name: north, label: N}, {name: south, label: S}]
  places:
  - {name: hill, label: H, in: north}
  - {name: lake, label: L, in: south}
  - {name: home, label: O}
""",
    )
    w.say("north")
    assert w.step.prompt is not None
    assert [choice.name for choice in w.step.prompt.choices] == ["hill", "home"]
    w.say(("lake",))
    assert w.refused() == "not_a_choice"
    w.say(("home", "hill"))
    assert w.values()["places"] == ("hill", "home")
    w.correct("area", "south")
    assert w.asked == "places"
    w.correct("area", "north")
    assert w.asked is None


def test_relevance_may_look_ahead(walk: Start) -> None:
    w = walk("""
- {type: text, name: first, label: A, relevant: "${last} = 'x'"}
- {type: text, name: last, label: B}
""")
    assert w.asked == "last"
    w.say("x")
    assert w.asked == "first"


def test_calculations_chain_and_feed_what_is_asked(walk: Start) -> None:
    w = walk("""
- {type: calculate, name: slow, calculation: "if(${twice} > 60, 'yes', 'no')"}
- {type: calculate, name: twice, calculation: "${minutes} * 2"}
- {type: start, name: begun}
- {type: today, name: day}
- {type: integer, name: minutes, label: M}
- {type: text, name: why, label: "${twice}：${day} ${begun}", relevant: "${slow} = 'yes'"}
""")
    w.say(31)
    assert w.asked == "why"
    assert w.step.state.answers.keys() == {"minutes"}


def test_a_stage_that_is_irrelevant_takes_its_rows_with_it(walk: Start) -> None:
    w = walk("""
- {type: integer, name: n, label: N}
- type: group
  name: g
  relevant: ${n} > 0
  rows:
  - type: group
    name: inner
    rows:
    - {type: text, name: a, label: A}
    - {type: calculate, name: c, calculation: "'set'"}
- {type: text, name: b, label: B, relevant: "${c} = 'set'"}
""")
    w.say(0)
    assert w.asked is None
    w.correct("n", 1)
    assert w.asked == "a"
    assert w.step.prompt is not None and w.step.prompt.stage == "g"
    w.say("x")
    assert w.asked == "b"


KNOWN = """
- {type: hidden, name: role}
- {type: hidden, name: guide_place, guide: 办理地点}
- {type: hidden, name: fallback, default: "'大厅'"}
- {type: text, name: item, label: 事项}
- {type: text, name: place, label: 地点, appearance: known, default: "${guide_place}"}
- {type: text, name: hall, label: 厅, default: "${fallback}"}
"""


def test_a_known_question_is_asked_only_while_nothing_is_known(walk: Start) -> None:
    w = walk(KNOWN)
    assert w.step.prompt is not None and w.step.prompt.total == 3
    w.say("补办身份证")
    assert w.asked == "place"
    w.say("二楼")
    assert w.asked == "hall"
    assert w.step.prompt is not None and w.step.prompt.default == "大厅"


def test_values_that_come_with_an_answer_live_and_die_with_it(walk: Start) -> None:
    w = walk(KNOWN, role="volunteer", item="not hidden")
    assert w.step.state.known == {"role": "volunteer"}
    w.event(Answered("item", "补办身份证", Evidence(1), known={"guide_place": "一楼", "hall": "x"}))
    assert w.step.state.answers["item"].known == {"guide_place": "一楼"}
    assert w.asked == "hall"
    assert w.step.prompt is not None and w.step.prompt.total == 2
    w.correct("place", "三楼")
    assert w.values()["place"] == "三楼"
    w.correct("item", "别的")
    assert (w.asked, w.values()["place"]) == ("hall", "三楼")


def test_a_known_default_must_fit_like_an_answer(walk: Start) -> None:
    w = walk(
        """
- {type: hidden, name: n}
- {type: hidden, name: m}
- {type: integer, name: a, label: A, appearance: known, default: "${n}", constraint: ". < 10"}
- {type: select_one yesno, name: b, label: B, default: "${m}"}
- {type: select_multiple yesno, name: c, label: C, default: no yes}
""",
        YESNO,
        n=12,
        m="maybe",
    )
    assert w.asked == "a"
    w.say(5)
    assert w.step.prompt is not None and w.step.prompt.default is None
    w.say("yes")
    assert w.step.prompt is not None and w.step.prompt.default == ("yes", "no")


def test_notes_and_issues_belong_to_the_present_stage(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.event(Noted(Evidence(4)))
    w.say("no")
    w.event(IssueRaised(Evidence(5)))
    w.skip()
    w.event(Noted(Evidence(6)))
    state = w.step.state
    assert [(mark.stage, mark.evidence.message) for mark in state.notes] == [
        ("counter", 4),
        ("", 6),
    ]
    assert [(mark.stage, mark.evidence.message) for mark in state.issues] == [("", 5)]


def test_a_note_to_a_walk_without_questions_has_no_stage(walk: Start) -> None:
    w = walk("- {type: calculate, name: a, calculation: 1}")
    assert w.event(Noted(Evidence(1))).state.notes[0].stage == ""


def test_notes_are_bounded(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    for n in range(MAX_NOTES):
        w.event(Noted(Evidence(n)) if n % 2 else IssueRaised(Evidence(n)))
    assert w.refused() is None
    w.event(Noted(Evidence(1)))
    assert w.refused() == "limit"


def test_a_paused_walk_waits_and_goes_on_where_it_was(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.say("yes")
    before = w.step
    assert w.event(Paused()).prompt is None
    assert w.step.state.status == "paused"
    assert w.event(Paused()).refusal is None
    for event in (
        Answered("minutes", 5, Evidence(1)),
        Corrected("queued", "no", Evidence(1)),
        Skipped("minutes"),
        Noted(Evidence(1)),
        IssueRaised(Evidence(1)),
        Finished(),
    ):
        assert w.event(event).refusal is not None
        assert w.refused() == "not_open"
    resumed = w.event(Resumed())
    assert (resumed.state, resumed.prompt) == (before.state, before.prompt)
    assert w.event(Resumed()).state == before.state


@pytest.mark.parametrize("end", [Finished(), Cancelled()])
def test_an_ended_walk_takes_no_event(walk: Start, end: Event) -> None:
    w = walk(QUEUE, YESNO)
    w.say("no", "无")
    w.event(end)
    for event in (
        Answered("wish", "x", Evidence(1)),
        Corrected("wish", "x", Evidence(1)),
        Skipped("wish"),
        Noted(Evidence(1)),
        Paused(),
        Resumed(),
        Finished(),
        Cancelled(),
    ):
        assert w.event(event).refusal is not None
        assert w.refused() == "not_open"


def test_a_paused_walk_can_be_cancelled(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.event(Paused())
    assert w.event(Cancelled()).state.status == "cancelled"


def test_a_walk_finishes_only_with_its_required_outputs(walk: Start) -> None:
    w = walk(
        "- {type: integer, name: n, label: N}",
        more="""
minimum:
- {expression: "${n} >= 2", message::zh: "只有${n}条", message::en: "only ${n}"}
""",
    )
    w.say(1)
    refusal = w.event(Finished()).refusal
    assert refusal is not None
    assert (refusal.code, refusal.message) == ("minimum", {"zh": "只有1条", "en": "only 1"})
    w.correct("n", 2)
    assert w.event(Finished()).state.status == "finished"


def test_looking_changes_nothing(walk: Start) -> None:
    w = walk(QUEUE, YESNO)
    w.say("yes")
    seen = look(w.flow, w.step.state, NOW + timedelta(days=3))
    assert seen.state is w.step.state
    assert (seen.prompt, seen.told) == (w.step.prompt, ())


def test_the_clock_is_the_one_that_is_given(walk: Start) -> None:
    w = walk("""
- {type: date, name: day, label: D, constraint: ". <= today()"}
- {type: calculate, name: began, calculation: "once(today())"}
- {type: calculate, name: hour, calculation: "format-date-time(now(), '%h')"}
- {type: text, name: late, label: "${hour} ${began}", relevant: "${hour} >= 18"}
""")
    w.say("2026-03-03")
    assert w.refused() == "constraint"
    tomorrow = NOW + timedelta(days=1, hours=8)
    said = Answered("day", "2026-03-03", Evidence(1))
    step = advance(w.flow, w.step.state, said, tomorrow)
    assert step.prompt is not None and step.prompt.path == "late"
    assert look(w.flow, step.state, NOW).prompt is not None  # earlier, the date is out of bounds


def test_a_plan_dies_with_its_flow(walk: Start) -> None:
    import gc

    from flows import plan

    w = walk(QUEUE, YESNO)
    key = id(w.flow)
    assert key in plan._plans
    del w
    gc.collect()
    assert key not in plan._plans


def test_begin_may_be_given_nothing(walk: Start) -> None:
    flow = walk(QUEUE, YESNO).flow
    assert begin(flow, NOW).state == begin(flow, NOW, {}).state
