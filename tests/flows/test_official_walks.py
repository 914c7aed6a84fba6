"""推磨式互查, 主官式体验, 全链式追踪: few replies where all is well, and what each must hold.

Contract: at most 15 replies besides what repeats for a port, a case or an office; nobody
checks the own office (R26); a sit-in is on a workday, with a case followed, and with TWO
minimums of suggestions (R16, R39, R45, R46); a reply is due by the place's own number (R61).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from flows.engine import advance, begin
from flows.events import Answered, Corrected, Finished
from flows.issue_terms import CATEGORIES, SEVERITIES, STEPS
from flows.model import Flow
from flows.state import Value
from tests.flows.official_walks import (
    BAD,
    CHAIN,
    LEADER,
    OWN,
    PEER,
    PEER_CHECK,
    PORTS,
    SIT_IN,
    TRACKING,
)
from tests.flows.pack_walks import NOW, SAID, assert_complete, questions, reply, values, walk

CONFIRMATION = 1
ALL = pytest.mark.parametrize("flow", [PEER_CHECK, LEADER, TRACKING], ids=lambda flow: flow.id)


@pytest.mark.parametrize(
    ("flow", "answers", "known"),
    [
        (PEER_CHECK, PEER, OWN),
        (LEADER, SIT_IN, {"hall_suggestions": "3"}),
        (TRACKING, CHAIN, {"reply_workdays": "5"}),
    ],
    ids=["peer_check", "leader", "tracking"],
)
def test_a_walk_where_all_is_well_needs_few_replies(
    flow: Flow, answers: dict[str, Value], known: dict[str, Value]
) -> None:
    asked, step = walk(flow, answers, known, strict=True)
    once = [path for path in asked if "[" not in path]
    assert len(once) + CONFIRMATION <= 15
    assert len(asked) + CONFIRMATION <= 17
    assert step.findings == ()
    assert advance(flow, step.state, Finished(), NOW).state.status == "finished"


@ALL
def test_every_problem_that_can_be_proposed_uses_the_fixed_terms(flow: Flow) -> None:
    told = [row for row in questions(flow) if row.issue]
    choices = [c for list_ in flow.choices.values() for c in list_ if "issue_category" in c.extra]
    assert len(choices) >= 8
    for row in told:
        assert row.issue_category in CATEGORIES
        assert row.issue_severity in SEVERITIES
        assert row.issue_step in STEPS
    for choice in choices:
        assert choice.extra["issue_category"] in CATEGORIES, choice.name
        assert choice.extra["issue_severity"] in SEVERITIES, choice.name
        assert choice.extra["issue_step"] in STEPS, choice.name
        assert choice.extra["issue_text::zh"] and choice.extra["issue_text::en"]


# 推磨式互查


@pytest.mark.parametrize("unit", ["市医保局窗口", "医疗保障局", "云溪市医疗保障局"])
def test_nobody_checks_the_own_office(unit: str) -> None:
    step = begin(PEER_CHECK, NOW, OWN)
    while step.prompt is not None and step.prompt.path != "checked_unit":
        step = reply(PEER_CHECK, step, step.prompt, PEER)
    refused = advance(PEER_CHECK, step.state, Answered("checked_unit", unit, SAID), NOW)
    assert refused.refusal is not None
    assert "不查自己单位" in refused.refusal.message["zh"]
    assert "云溪市医疗保障局" in refused.refusal.message["zh"]


def test_who_has_no_office_on_record_is_asked_for_it() -> None:
    asked, _ = walk(PEER_CHECK, {**PEER, "own_unit": "云溪市税务局"}, strict=True)
    assert asked.index("own_unit") < asked.index("checked_unit")


def test_the_own_office_that_was_corrected_later_is_refused_at_the_end() -> None:
    _, step = walk(PEER_CHECK, {**PEER, "own_unit": "云溪市税务局"})
    step = advance(PEER_CHECK, step.state, Corrected("own_unit", "公安局", SAID), NOW)
    assert step.prompt is not None and step.prompt.path == "checked_unit"


def test_every_port_is_walked_and_then_compared() -> None:
    ports: dict[str, Value] = {
        f"port[{n}]/{name}": value
        for n in range(1, 6)
        for name, value in (("trouble", ("none",)), ("answer_minutes", 3))
    }
    answers = {**PEER, **ports, "channels": PORTS, "same_across": "no", "differs_what": "窗口多要"}
    asked, step = walk(PEER_CHECK, answers, OWN, strict=True)
    assert sum(path.endswith("/trouble") for path in asked) == 5
    (finding,) = step.findings
    assert finding.category == "线上线下不一致"
    assert finding.details == ("differs_what",)


def test_signing_in_is_no_matter_of_a_counter() -> None:
    names = {}
    step = begin(PEER_CHECK, NOW, OWN)
    answers = {**PEER, "channels": ("app", "window"), "port[2]/trouble": ("none",)}
    while step.prompt is not None:
        names[step.prompt.path] = {choice.name for choice in step.prompt.choices}
        step = reply(PEER_CHECK, step, step.prompt, answers)
    assert names["port[1]/trouble"] - names["port[2]/trouble"] == {
        "login",
        "login_failed",
        "fields",
    }


@pytest.mark.parametrize(
    "trouble", [c.name for c in PEER_CHECK.choices["port_troubles"] if "issue_category" in c.extra]
)
def test_each_trouble_of_a_port_is_a_problem_with_its_detail(trouble: str) -> None:
    _, step = walk(PEER_CHECK, {**PEER, "port[1]/trouble": (trouble,)}, OWN)
    (finding,) = step.findings
    assert finding.key == f"port[1]/trouble:{trouble}"
    assert len(finding.details) >= 1
    assert_complete(finding)


def test_a_hard_case_is_seen_through() -> None:
    case: dict[str, Value] = {
        "source": "hotline",
        "case_number": "GD-1024",
        "case_done": ("handled", "called"),
        "case_rating": "2",
        "case_why": "还没退钱",
        "case_state": "not_begun",
    }
    asked, step = walk(PEER_CHECK, {**PEER, **case}, OWN, strict=True)
    assert {"case_number", "case_done", "case_rating", "case_state"} <= set(asked)
    assert [finding.key for finding in step.findings] == ["case_rating", "case_state:not_begun"]


def test_praise_at_a_port_is_asked_for_at_the_end() -> None:
    answers: dict[str, Value] = {**PEER, "port[1]/trouble": ("none", "praise")}
    asked, step = walk(PEER_CHECK, {**answers, "good_practice": "有人带着填表"}, OWN, strict=True)
    assert "good_practice" in asked
    assert step.findings == ()


# 主官式体验


def test_the_day_is_a_workday_and_today_unless_it_is_told() -> None:
    _, step = walk(LEADER, SIT_IN)
    assert values(LEADER, step)["sat_on"] == "2026-03-02"
    refused = advance(LEADER, step.state, Corrected("sat_on", "2026-03-01", SAID), NOW)
    assert refused.refusal is not None and "不是工作日" in refused.refusal.message["zh"]
    made_up = advance(LEADER, step.state, Corrected("sat_on", "2026-02-14", SAID), NOW)
    assert made_up.refusal is None, "a Saturday that makes up for a holiday"


def test_on_a_day_off_the_day_is_asked_for() -> None:
    sunday = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    step = begin(LEADER, sunday, {})
    while step.prompt is not None and step.prompt.path != "sat_on":
        answer = Answered(step.prompt.path, SIT_IN[step.prompt.path], SAID)
        step = advance(LEADER, step.state, answer, sunday)
    assert step.prompt is not None


def test_a_year_without_a_calendar_is_said_aloud() -> None:
    later = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
    step = begin(LEADER, later, {})
    told = list(step.told)
    while step.prompt is not None:
        path = step.prompt.path
        value = {**SIT_IN, "hall_advice": "加凳子"}.get(path, "face")
        step = advance(LEADER, step.state, Answered(path, value, SAID), later)
        assert step.refusal is None, path
        told += step.told
    assert "calendar_unknown" in [note.path for note in told]


@pytest.mark.parametrize("handled", [1, 3])
def test_each_case_that_was_followed_is_told(handled: int) -> None:
    answers: dict[str, Value] = {**SIT_IN, "handled": handled, "followed": 2}
    for name, value in (("case_item", "社保卡"), ("face", "screen"), ("case_minutes", 20)):
        answers[f"case[2]/{name}"] = value
    answers["case[2]/points"] = ("none",)
    asked, step = walk(LEADER, answers, strict=True)
    followed = 1 if handled == 1 else 2
    assert sum(path.endswith("/points") for path in asked) == followed
    assert ("followed" in asked) is (handled > 1)
    shown = values(LEADER, step)
    assert shown["case[1]/case_item"] == SIT_IN["item"]
    assert shown["total_minutes"] == (30 if followed == 1 else 50)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("handled", 0, "至少要经办1件"),
        ("own_advice", "没有", "至少要1条"),
        ("hall_advice", "没有建议", "至少要 3 条"),
        ("measures", "没有", "一条措施"),
    ],
)
def test_what_a_sit_in_owes_is_refused_when_it_is_missing(
    path: str, value: Value, words: str
) -> None:
    step = begin(LEADER, NOW, {"hall_suggestions": "3"})
    while step.prompt is not None and step.prompt.path != path:
        step = reply(LEADER, step, step.prompt, SIT_IN)
    refused = advance(LEADER, step.state, Answered(path, value, SAID), NOW)
    assert refused.refusal is not None
    assert words in refused.refusal.message["zh"]


def test_the_eight_points_are_exactly_those_of_the_plan() -> None:
    points = [c for c in LEADER.choices["eight_points"] if "issue_category" in c.extra]
    assert [c.label["zh"] for c in points] == [
        "事项进驻",
        "申请材料",
        "承诺时限",
        "办理环节",
        "跑动次数",
        "网上可办",
        "服务态度",
        "一次性告知",
    ]
    for point in points:
        answers: dict[str, Value] = {**SIT_IN, "case[1]/points": (point.name,)}
        _, step = walk(LEADER, {**answers, "case[1]/fixed": "yes"})
        (finding,) = step.findings
        assert finding.details == (f"case[1]/{point.name}_what",)
        assert_complete(finding)


@pytest.mark.parametrize(
    ("said", "asked_more"),
    [
        (("1.加凳子 2.加饮水机 3.换指示牌",), []),
        (("加凳子", "一是加饮水机，二是换指示牌"), ["hall_second"]),
        (("加凳子", "加饮水机", "换指示牌"), ["hall_second", "hall_rest"]),
    ],
)
def test_suggestions_for_the_hall_are_counted_over_the_messages(
    said: tuple[str, ...], asked_more: list[str]
) -> None:
    names = ("hall_advice", "hall_second", "hall_rest")
    answers = {**SIT_IN, **dict(zip(names, said, strict=False))}
    asked, step = walk(LEADER, answers, {"hall_suggestions": "3"}, strict=True)
    assert [path for path in asked if path in names[1:]] == asked_more
    assert advance(LEADER, step.state, Finished(), NOW).refusal is None


def test_the_two_minimums_are_told_apart() -> None:
    _, step = walk(LEADER, SIT_IN, {"hall_suggestions": "3"})
    short = advance(LEADER, step.state, Corrected("hall_advice", "加凳子", SAID), NOW)
    assert short.prompt is not None and short.prompt.path == "hall_second"
    assert values(LEADER, short)["own_advice"] == SIT_IN["own_advice"]


@pytest.mark.parametrize("number", ["", "0"])
def test_where_no_number_is_set_none_is_owed_and_that_is_said(number: str) -> None:
    step = begin(LEADER, NOW, {"hall_suggestions": number})
    told = list(step.told)
    while step.prompt is not None and step.prompt.path != "hall_advice":
        step = reply(LEADER, step, step.prompt, SIT_IN)
        told += step.told
    assert step.prompt is not None and not step.prompt.required
    assert ("hall_not_set" in [note.path for note in told]) is (number == "")


def test_suggestions_are_typed_by_their_words_or_asked_for() -> None:
    _, step = walk(LEADER, SIT_IN)
    shown = values(LEADER, step)
    assert shown["own_kind"] == ("steps", "papers")
    assert shown["hall_kind"] == ("surroundings", "counters", "appraisal")
    asked, _ = walk(LEADER, {**SIT_IN, "own_advice": "早点开门", "hall_advice": "多笑笑"})
    assert {"own_kind", "hall_kind"} <= set(asked)


def test_a_hard_case_that_was_promised_has_a_day_to_come() -> None:
    hard: dict[str, Value] = {
        "hard_count": 1,
        "hard_cause": "两个系统不互认",
        "hard_result": "promised",
        "hard_due": "2026-03-10",
    }
    asked, step = walk(LEADER, {**SIT_IN, **hard}, strict=True)
    assert "hard_due" in asked
    assert step.findings == ()
    _, step = walk(LEADER, {**SIT_IN, **hard, "hard_result": "pushed"})
    (finding,) = step.findings
    assert finding.details == ("hard_cause",)


# 全链式追踪


def test_every_office_is_followed_through_its_six_links() -> None:
    answers: dict[str, Value] = {**CHAIN, "office[2]/link": ("papers", "waiting", "not_joined")}
    asked, step = walk(TRACKING, answers)
    assert [path for path in asked if path.endswith("/link")] == [
        "office[1]/link",
        "office[2]/link",
    ]
    keys = [finding.key for finding in step.findings]
    assert keys == [f"office[2]/link:{name}" for name in ("papers", "waiting", "not_joined")]
    assert len(step.findings[0].details) == 2


@pytest.mark.parametrize(
    "link", [c.name for c in TRACKING.choices["links"] if "issue_category" in c.extra]
)
def test_each_link_that_broke_is_a_problem(link: str) -> None:
    _, step = walk(TRACKING, {**CHAIN, "office[1]/link": (link,)})
    (finding,) = step.findings
    assert finding.key == f"office[1]/link:{link}"
    assert_complete(finding)


def test_the_offices_of_the_guide_are_proposed() -> None:
    step = begin(TRACKING, NOW, {})
    while step.prompt is not None and step.prompt.path != "offices":
        known = {"guide_partners": "公安局、卫健委"} if step.prompt.path == "item" else {}
        answer = Answered(step.prompt.path, CHAIN[step.prompt.path], SAID, "asked", known)
        step = advance(TRACKING, step.state, answer, NOW)
    assert step.prompt is not None and step.prompt.default == "公安局、卫健委"


@pytest.mark.parametrize(
    ("channel", "asked_for", "trips"), [("window", True, 1), ("app", False, 0)]
)
def test_places_counters_and_trips_are_asked_for_only_when_there_were_several(
    channel: str, asked_for: bool, trips: int
) -> None:
    asked, step = walk(TRACKING, {**CHAIN, "channels": (channel,)})
    assert ("one_all" in asked) is asked_for
    assert "places" not in asked
    assert values(TRACKING, step)["trips"] == trips
    several: dict[str, Value] = {**CHAIN, "one_all": "no", "places": 2, "counters": 3, "trips": 2}
    asked, step = walk(TRACKING, several, strict=True)
    assert {"places", "counters", "trips"} <= set(asked)
    (finding,) = step.findings
    assert finding.details == ("places", "counters")


def test_a_poor_rating_is_verified_and_answered_by_a_day() -> None:
    asked, step = walk(TRACKING, BAD, {"reply_workdays": "5"}, strict=True)
    assert {"rating_why", "verified", "replied"} <= set(asked)
    assert values(TRACKING, step)["reply_due"] == "2026-03-09"
    assert [finding.key for finding in step.findings] == ["rating", "replied:no"]
    assert not re.search(r"\$\{", step.findings[0].text["zh"])


def test_the_day_of_the_reply_stays_when_days_go_by() -> None:
    _, step = walk(TRACKING, BAD, {"reply_workdays": "5"})
    later = datetime(2026, 3, 20, tzinfo=UTC)
    step = advance(TRACKING, step.state, Corrected("rating_why", "等了太久", SAID), later)
    assert values(TRACKING, step)["reply_due"] == "2026-03-09"


@pytest.mark.parametrize("verdict", ["unfounded", "slip"])
def test_a_poor_rating_that_proved_unfounded_is_no_problem(verdict: str) -> None:
    _, step = walk(
        TRACKING, {**BAD, "verified": verdict, "replied": "yes"}, {"reply_workdays": "5"}
    )
    assert step.findings == ()


def test_where_no_number_is_set_the_day_of_the_reply_is_asked_for_and_that_is_said() -> None:
    asked, step = walk(TRACKING, {**BAD, "reply_due": "2026-03-06"}, {"reply_workdays": ""})
    assert "reply_due" in asked
    step = begin(TRACKING, NOW, {"reply_workdays": ""})
    told = []
    while step.prompt is not None and step.prompt.path != "reply_due":
        step = reply(TRACKING, step, step.prompt, BAD)
        told += step.told
    assert [note.path for note in told] == ["reply_not_set"]


def test_without_consent_nothing_is_followed() -> None:
    asked, step = walk(TRACKING, {**CHAIN, "consent": "no"})
    assert asked == ["item", "consent"]
    refused = advance(TRACKING, step.state, Finished(), NOW)
    assert refused.refusal is not None and refused.refusal.code == "minimum"
