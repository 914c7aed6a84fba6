"""Labels of choices that are filled in: `${name}` in them, and lists that a guide fills."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.errors import FlowErrors
from flows.events import Answered, Corrected
from flows.readback import choices_of, list_of, read_back
from flows.state import Evidence, State
from tests.flows.walks import NOW, Load, Walk

Start = Callable[..., Walk]

SAID = Evidence(1, 0, 2)
SURVEY = """
- {type: hidden, name: papers}
- {type: calculate, name: paper_1, calculation: "selected-at(${papers}, 0)"}
- {type: calculate, name: paper_2, calculation: "selected-at(${papers}, 1)"}
- {type: calculate, name: paper_3, calculation: "selected-at(${papers}, 2)"}
- type: select_multiple papers
  name: twice
  label: 哪几样要了两遍？
  choice_filter: at <= count-selected(${papers})
- {type: text, name: why, label: "${twice}怎么会要两遍？"}
"""
LISTS = """
  papers:
  - {name: m1, label::zh: "${paper_1}", at: 1, issue_category: 申请材料重复交}
  - {name: m2, label::zh: "${paper_2}", at: 2}
  - {name: m3, label::zh: "${paper_3}", at: 3}
"""


def test_a_label_is_filled_in_wherever_its_choice_is_seen(walk: Start) -> None:
    w = walk(SURVEY, LISTS, papers=("居民户口簿", "近期 2 寸照片"))
    assert w.step.prompt is not None
    labels = [choice.label["zh"] for choice in w.step.prompt.choices]
    assert labels == ["居民户口簿", "近期\u00a02\u00a0寸照片"]
    w.event(Answered("twice", ("m1", "m2"), SAID))
    (finding,) = w.step.findings
    assert finding.text == {"zh": "居民户口簿"}
    ((stage),) = read_back(w.flow, w.step.state, NOW)
    assert w.in_words(stage.lines[0])["zh"] == "居民户口簿、近期\u00a02\u00a0寸照片"
    assert [c.label for c in choices_of(w.flow, w.step.state, "twice", NOW)] == [
        {"zh": label} for label in labels
    ]
    assert len(list_of(w.flow, w.step.state, "twice")) == 3


def test_a_list_that_fills_a_hidden_row_survives_being_kept(walk: Start) -> None:
    w = walk(SURVEY, LISTS, papers=("居民户口簿", "近期 2 寸照片"))
    assert w.step.state.known == {"papers": ("居民户口簿", "近期\u00a02\u00a0寸照片")}
    assert State.from_json(w.step.state.to_json()) == w.step.state


def test_a_list_is_bounded(walk: Start) -> None:
    w = walk(SURVEY, LISTS, papers=tuple(f"材料{n}" * 50 for n in range(100)))
    kept = w.step.state.known["papers"]
    assert isinstance(kept, tuple)
    assert len(kept) == 20
    assert max(map(len, kept)) == 60


def test_nothing_is_kept_of_an_empty_list_or_an_empty_name(walk: Start) -> None:
    assert walk(SURVEY, LISTS, papers=()).step.state.known == {}
    assert walk(SURVEY, LISTS, papers=("户口簿", " ")).step.state.known == {}


def test_a_label_that_leads_back_to_itself_ends(walk: Start) -> None:
    survey = (
        "- {type: select_one ring, name: a, label: 哪个？}\n- {type: note, name: n, label: '${a}'}"
    )
    lists = "  ring:\n  - {name: x, label: '<${a}>'}\n  - {name: y, label: 乙}"
    w = walk(survey, lists)
    w.event(Answered("a", "x", SAID))
    ((stage),) = read_back(w.flow, w.step.state, NOW)
    assert w.in_words(stage.lines[0])["zh"] == "<x>"


def test_a_label_follows_a_correction(walk: Start) -> None:
    survey = """
- {type: text, name: who, label: 谁？}
- {type: select_one seats, name: seat, label: 坐哪儿？}
"""
    w = walk(
        survey, "  seats:\n  - {name: own, label: '${who}的座位'}\n  - {name: no, label: 没有}"
    )
    w.event(Answered("who", "老王", SAID))
    w.event(Corrected("who", "老李", SAID))
    assert w.step.prompt is not None
    assert w.step.prompt.choices[0].label == {"zh": "老李的座位"}


def test_a_label_may_only_name_rows_that_are_there(load: Load) -> None:
    lists = LISTS.replace("${paper_2}", "${papre_2}")
    with pytest.raises(FlowErrors, match="papre_2") as caught:
        load(SURVEY, lists)
    assert "paper_2" in str(caught.value)


def test_blanks_of_a_name_do_not_divide_a_list(walk: Start) -> None:
    survey = """
- {type: hidden, name: papers}
- {type: calculate, name: many, label: 几样, calculation: "count-selected(${papers})"}
- {type: text, name: q, label: 好？}
"""
    w = walk(survey, papers=("ID card", "photo"))
    w.event(Answered("q", "好", SAID))
    assert read_back(w.flow, w.step.state, NOW)[0].lines[0].value == 2
