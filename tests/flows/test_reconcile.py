"""What becomes of the answers of a walk when its flow is edited, case by case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.engine import begin, look
from flows.events import IssueRaised, Noted, Paused
from flows.model import Flow
from flows.reconcile import Reconciled, reconcile
from flows.state import Evidence, State, Value
from tests.flows.walks import NOW, Load, Walk

Edit = Callable[..., Reconciled]
ABC = """
  abc:
    - {name: a, label: 甲}
    - {name: b, label: 乙, synonyms: 第二个|二}
    - {name: c, label: 丙}
"""


def q(name: str, type_: str = "text", more: str = "") -> str:
    return f"  - {{type: {type_}, name: {name}, label: 问{name}{more}}}\n"


def group(name: str, rows: str, kind: str = "group", more: str = "") -> str:
    inside = "".join(f"    {line}\n" for line in rows.splitlines())
    return f"  - type: {kind}\n    name: {name}\n    label: 组{name}\n{more}    rows:\n{inside}"


def version(flow: Flow, name: str) -> Flow:
    return replace(flow, version=name)


@pytest.fixture
def edit(load: Load) -> Edit:
    """`edit(old, new, answers…)`: the walk by the survey `old` with these answers, by `new`."""

    def make(old: str, new: str, *said: Value, lists: tuple[str, str] = (ABC, ABC)) -> Reconciled:
        before, after = (version(load(s, c), s) for s, c in zip((old, new), lists, strict=True))
        return reconcile(before, after, walked(before, *said).step.state, NOW)

    return make


def walked(flow: Flow, *said: Value) -> Walk:
    walk = Walk(flow, begin(flow, NOW))
    walk.say(*said)
    return walk


def values(state: State) -> dict[str, Value]:
    return {path: answer.value for path, answer in state.answers.items()}


def dropped(done: Reconciled) -> list[tuple[str, str, str]]:
    return [(one.path, one.value["zh"], one.why) for one in done.dropped]


@pytest.mark.parametrize(
    ("old", "new", "said", "kept"),
    [
        ("integer", "decimal", 3, 3.0),
        ("decimal", "integer", 3.0, 3),
        ("decimal", "integer", 2.5, None),
        ("integer", "text", 3, "3"),
        ("text", "integer", "１２", 12),
        ("text", "integer", "十二", None),
        ("text", "date", "2026-03-01", "2026-03-01"),
        ("text", "time", "2026", None),
        ("date", "dateTime", "2026-03-01", None),
        ("dateTime", "date", "2026-03-01T10:00:00", None),
        ("date", "text", "2026-03-01", "2026-03-01"),
        ("text", "select_one abc", "乙", "b"),
        ("text", "select_one abc", " 第二个", "b"),
        ("text", "select_multiple abc", "b", ("b",)),
        ("text", "select_one abc", "甲和乙", None),
        ("select_one abc", "text", "b", "乙"),
        ("select_multiple abc", "text", ("a", "c"), "甲、丙"),
        ("select_one abc", "select_multiple abc", "b", ("b",)),
        ("select_multiple abc", "select_one abc", ("b",), "b"),
        ("select_multiple abc", "select_one abc", ("a", "b"), None),
        ("select_one abc", "integer", "b", None),
        ("image", "file", ("1.jpg",), ("1.jpg",)),
        ("image", "audio", ("1.jpg",), None),
        ("file", "image", ("1.jpg",), None),
        ("image", "text", ("1.jpg",), None),
        ("text", "image", "1.jpg", None),
        ("text", "geopoint", "30.27, 120.15", "30.27 120.15"),
    ],
)
def test_a_retyped_question_keeps_what_means_the_same(
    edit: Edit, old: str, new: str, said: Value, kept: Value | None
) -> None:
    done = edit(q("a", old), q("a", new), said)
    assert values(done.state) == ({} if kept is None else {"a": kept})
    assert [one.why for one in done.dropped] == ([] if kept is not None else ["unfit"])


def test_a_retyped_question_that_is_not_asked_any_more_gives_a_note(edit: Edit) -> None:
    for new in ("note", "hidden"):
        assert dropped(edit(q("a"), q("a", new) + q("b"), "话")) == [("a", "话", "gone")]


@pytest.mark.parametrize("word", ["item", "consent"])
def test_nobody_is_taken_to_have_chosen_a_service_or_agreed(edit: Edit, word: str) -> None:
    yes = 'yes_no:\n    - {name: "yes", label: 是}\n    - {name: "no", label: 否}\n'
    kind = "text" if word == "item" else "select_one yes_no"
    done = edit(
        q("a", kind), q("a", kind, f", appearance: {word}"), "yes", lists=(f"  {yes}", f"  {yes}")
    )
    assert [one.why for one in done.dropped] == ["unfit"]


def test_choices_are_found_by_former_name_else_by_what_they_read_like(edit: Edit) -> None:
    new = """
  other:
    - {name: x, label: 乙}
    - {name: y, label: 别的, was: a}
    - {name: c, label: 其他}
"""
    done = edit(
        q("a", "select_multiple abc"), q("a", "select_multiple other"), ("a", "b", "c"),
        lists=(ABC, new),
    )  # fmt: skip
    assert values(done.state) == {"a": ("x", "y")}
    assert dropped(done) == [("a", "丙", "unfit")], "a name alone says little in another list"


def test_what_the_new_constraint_or_filter_refuses_is_a_note(edit: Edit) -> None:
    done = edit(q("a", "integer"), q("a", "integer", ", constraint: . < 10"), 25)
    assert dropped(done) == [("a", "25", "unfit")]
    only = ", choice_filter: name != 'b'"
    done = edit(q("a", "select_one abc"), q("a", "select_one abc", only), "b")
    assert dropped(done) == [("a", "乙", "unfit")]


def test_what_is_not_relevant_any_more_waits_aside(edit: Edit) -> None:
    done = edit(q("a") + q("b"), q("a") + q("b", "text", ", relevant: \"${a} = 'x'\""), "1", "2")
    assert (values(done.state), [*done.state.aside], done.dropped) == ({"a": "1"}, ["b"], ())


def test_what_waited_aside_counts_when_its_question_is_asked_again(load: Load) -> None:
    old = load(q("a") + q("b", "text", ", relevant: \"${a} != 'x'\""))
    walk = walked(old, "1", "2")
    walk.correct("a", "x")
    assert [*walk.step.state.aside] == ["b"]
    done = reconcile(old, version(load(q("a") + q("b")), "2"), walk.step.state, NOW)
    assert values(done.state) == {"a": "x", "b": "2"}


def test_an_answer_that_did_not_count_is_marked_as_such(load: Load) -> None:
    old = load(q("a") + q("b", "text", ", relevant: \"${a} != 'x'\""))
    walk = walked(old, "1", "2")
    walk.correct("a", "x")
    done = reconcile(old, version(load(q("a")), "2"), walk.step.state, NOW)
    assert [(one.path, one.counted) for one in done.dropped] == [("b", False)]


# repeats


def test_a_question_that_moves_into_a_repeat_is_in_its_only_instance(edit: Edit) -> None:
    done = edit(q("a"), group("r", q("a"), "repeat"), "话")
    assert values(done.state) == {"r[1]/a": "话"}
    counted = group("r", q("a"), "repeat", '    repeat_count: "2"\n')
    assert dropped(edit(q("a"), counted, "话")) == [("a", "话", "unfit")], "nobody knows which"


def test_a_question_that_moves_out_of_a_repeat_keeps_what_was_said_once(edit: Edit) -> None:
    repeat = group("r", q("a"), "repeat")
    assert values(edit(repeat, q("a"), "话", "no").state) == {"a": "话"}
    done = edit(repeat, q("a"), "一", "yes", "二", "no")
    assert values(done.state) == {}
    assert [path for path, _, why in dropped(done)] == ["r[2]", "r[3]", "r[1]/a", "r[2]/a"]


def test_a_renamed_repeat_keeps_its_instances(edit: Edit) -> None:
    new = group("s", q("b", "text", ", was: a"), "repeat", "    was: r\n")
    done = edit(group("r", q("a"), "repeat"), new, "一", "yes", "二")
    assert values(done.state) == {"s[1]/b": "一", "s[2]": "yes", "s[2]/b": "二"}


def test_a_repeat_that_is_counted_now_keeps_as_many(edit: Edit) -> None:
    new = group("r", q("a"), "repeat", '    repeat_count: "2"\n')
    done = edit(group("r", q("a"), "repeat"), new, "一", "yes", "二", "yes", "三", "no")
    assert values(done.state) == {"r[1]/a": "一", "r[2]/a": "二"}
    assert dropped(done) == [("r[3]/a", "三", "unfit")]
    assert {*done.state.aside} == {"r[2]", "r[3]", "r[4]"}, "they count if it is open again"


def test_instances_by_number_are_not_given_to_choices(edit: Edit) -> None:
    chosen = q("p", "select_multiple abc")
    new = chosen + group("r", q("a"), "repeat", "    repeat_count: count-selected(${p})\n")
    done = edit(chosen + group("r", q("a"), "repeat"), new, ("b", "c"), "一", "no")
    assert values(done.state) == {"p": ("b", "c")}
    assert ("r[1]/a", "一", "unfit") in dropped(done)


def test_two_questions_that_become_one_are_asked_again_unless_only_one_was_answered(
    edit: Edit,
) -> None:
    one = q("c", "text", ', was: "a b"')
    assert values(edit(q("a") + q("b"), one, "一").state) == {"c": "一"}
    done = edit(q("a") + q("b"), one, "一", "二")
    assert (values(done.state), len(done.dropped)) == ({}, 2)
    assert values(edit(q("a") + q("b"), one, "一", "一").state) == {"c": "一"}


# all that is no answer


def test_stages_of_notes_and_problems_go_with_their_rows(load: Load) -> None:
    old = load(group("s", q("a")) + group("t", q("b")) + group("u", q("c")))
    walk = walked(old)
    walk.event(Noted(Evidence(7)))
    walk.say("1")
    walk.event(IssueRaised(Evidence(8)))
    walk.say("2")
    walk.event(Noted(Evidence(9)))
    survey = group("n", q("a"), more="    was: s\n") + group("v", q("b"))
    done = reconcile(old, version(load(survey), "2"), walk.step.state, NOW)
    assert [mark.stage for mark in done.state.notes] == ["n", "v"]
    assert [mark.stage for mark in done.state.issues] == ["v"]


def test_keys_of_findings_go_with_question_and_choice(edit: Edit) -> None:
    new = ABC.replace("name: b,", "name: d, was: b,")
    done = edit(
        q("a", "select_one abc"), q("x", "select_one abc", ", was: a"), "b", lists=(ABC, new)
    )
    keys = ("a", "a:b", "a:c", "reported:5:0", "gone:b")
    assert [*map(done.renaming.key, keys)] == ["x", "x:d", "x:c", "reported:5:0", "gone:b"]


def test_hidden_and_once_values_go_with_their_rows(load: Load) -> None:
    old = load(
        q("h", "hidden") + q("a") + "  - {type: calculate, name: n, calculation: 'once(${a})'}\n"
    )
    walk = Walk(old, begin(old, NOW, {"h": "窗口"}))
    walk.say("1")
    survey = (
        q("k", "hidden", ", was: h")
        + q("a")
        + "  - {type: calculate, name: m, was: n, calculation: 'once(${a})'}\n"
    )
    done = reconcile(old, version(load(survey), "2"), walk.step.state, NOW)
    assert done.state.known == {"k": "窗口", "m": "1"}


def test_skipped_questions_stay_skipped_unless_they_are_required_now(load: Load) -> None:
    old = load(q("a") + q("b") + q("c"))
    walk = walked(old)
    walk.skip()
    walk.skip()
    survey = q("x", "text", ", was: a") + q("b", "text", ', required: "yes"') + q("c")
    new = version(load(survey), "2")
    done = reconcile(old, new, walk.step.state, NOW)
    assert done.state.skipped == ("x",)
    step = look(new, done.state, NOW)
    assert step.prompt is not None and step.prompt.path == "b"


def test_a_paused_walk_stays_paused(load: Load) -> None:
    old = load(q("a"))
    walk = walked(old)
    walk.event(Paused())
    done = reconcile(old, version(load(q("b")), "2"), walk.step.state, NOW)
    assert done.state.status == "paused"


def test_to_its_own_version_a_walk_is_not_moved(load: Load) -> None:
    flow = load(q("a"))
    state = walked(flow, "1").step.state
    done = reconcile(flow, flow, state, NOW)
    assert done.state is state and done.moved == {"a": "a"}


def test_only_a_walk_of_that_flow_and_version_can_be_moved(load: Load) -> None:
    flow = load(q("a"))
    state = walked(flow, "1").step.state
    for old, new in (
        (version(flow, "0"), flow),
        (flow, replace(flow, id="other", version="2")),
    ):
        with pytest.raises(ValueError, match="cannot be moved"):
            reconcile(old, new, state, NOW)
