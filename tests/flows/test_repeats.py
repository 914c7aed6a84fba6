"""Repeats: one instance per channel or case, counted or asked for, at any depth."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.events import Finished, Skipped
from flows.limits import MAX_REPEATS
from flows.readback import read_back
from tests.flows.walks import NOW, Walk

Start = Callable[..., Walk]
CHANNELS = """
  channels: [{name: app, label: APP}, {name: web, label: 网站}, {name: desk, label: 窗口}]
"""
PORTS = """
- {type: select_multiple channels, name: ports, label: P}
- type: repeat
  name: port
  label: 渠道
  repeat_count: count-selected(${ports})
  rows:
  - {type: calculate, name: channel, calculation: "selected-at(${ports}, position(..) - 1)"}
  - {type: integer, name: tries, label: "${channel}试了几次？"}
  - {type: text, name: why, label: 为什么？, relevant: "${tries} > 3"}
- {type: calculate, name: total, label: 合计, calculation: "sum(${tries})"}
- type: text
  name: many
  label: ${tries}
  relevant: ${total} > 5 and count(${port}) > 1 and max(${tries}) > 3
"""


def test_a_counted_repeat_asks_its_rows_once_per_instance(walk: Start) -> None:
    w = walk(PORTS, CHANNELS)
    w.say(("app", "desk"))
    assert w.asked == "port[1]/tries"
    w.say(4)
    assert w.asked == "port[1]/why"
    w.say("慢", 2)
    assert w.asked == "many"
    assert w.values() == {
        "ports": ("app", "desk"),
        "port[1]/tries": 4,
        "port[1]/why": "慢",
        "port[2]/tries": 2,
    }


def test_answers_beyond_a_shrunken_count_wait_aside(walk: Start) -> None:
    w = walk(PORTS, CHANNELS)
    w.say(("app", "desk"), 4, "慢", 2, "多")
    w.correct("ports", ("app",))
    assert set(w.step.state.aside) == {"port[2]/tries", "many"}
    w.correct("ports", ("app", "web", "desk"))
    assert w.values()["port[2]/tries"] == 2
    assert w.asked == "port[3]/tries"


def test_a_label_in_a_repeat_speaks_of_its_own_instance(walk: Start) -> None:
    w = walk(PORTS, CHANNELS)
    w.say(("app", "desk"), 1, 2)
    lines = [line for stage in read_back(w.flow, w.step.state, NOW) for line in stage.lines]
    assert [(line.path, line.label["zh"], w.in_words(line)["zh"]) for line in lines] == [
        ("ports", "P", "APP、窗口"),
        ("port[1]/tries", "app试了几次？", "1"),
        ("port[2]/tries", "desk试了几次？", "2"),
        ("total", "合计", "3"),
    ]


CASES = """
- type: repeat
  name: case
  label::zh: 案件
  rows:
  - {type: text, name: what, label: 什么事？}
  - {type: text, name: note, label: 补充}
- {type: text, name: end, label: "共${case}件：${what}"}
"""


def test_an_open_repeat_offers_one_more_after_each_instance(walk: Start) -> None:
    w = walk(CASES)
    w.say("办证", "无")
    prompt = w.step.prompt
    assert prompt is not None
    assert (prompt.path, prompt.more, prompt.required) == ("case[2]", True, True)
    assert [choice.name for choice in prompt.choices] == ["yes", "no"]
    assert (prompt.question.label, prompt.number, prompt.total) == ({"zh": "案件"}, 2, 3)
    w.say("maybe")
    assert w.refused() == "not_a_choice"
    w.event(Skipped("case[2]"))
    assert w.refused() == "required"
    w.say("yes", "退税")
    w.skip()
    assert w.asked == "case[3]"
    w.say("no")
    assert w.asked == "end"
    assert w.values()["case[2]/what"] == "退税"


def test_an_offer_can_be_corrected_both_ways(walk: Start) -> None:
    w = walk(CASES)
    w.say("办证", "无", "yes", "退税", "无", "no", "完")
    assert w.asked is None
    w.correct("case[2]", "no")
    assert set(w.step.state.aside) == {"case[2]/what", "case[2]/note", "case[3]"}
    assert w.asked is None
    w.correct("case[2]", "yes")
    assert w.asked is None
    w.correct("case[3]", "yes")
    assert w.asked == "case[3]/what"


def test_an_open_repeat_ends_at_the_limit(walk: Start) -> None:
    w = walk("- {type: repeat, name: r, rows: [{type: integer, name: a, label: A}]}")
    for n in range(1, MAX_REPEATS + 1):
        assert w.asked == f"r[{n}]/a"
        w.say(n)
        if n < MAX_REPEATS:
            w.say("yes")
    assert w.asked is None
    assert w.event(Finished()).state.status == "finished"


NESTED = """
- type: repeat
  name: day
  repeat_count: 2
  rows:
  - {type: integer, name: cases, label: C}
  - type: repeat
    name: case
    repeat_count: ${cases}
    rows:
    - {type: integer, name: minutes, label: M}
    - {type: calculate, name: share, calculation: "${minutes} div sum(${minutes})"}
    - {type: calculate, name: day_cases, calculation: "${cases}"}
  - {type: calculate, name: day_minutes, calculation: "sum(${minutes})"}
- {type: calculate, name: all, label: A, calculation: "sum(${minutes})"}
- {type: calculate, name: best, label: B, calculation: "max(${day_minutes})"}
- {type: calculate, name: instances, label: I, calculation: "count(${case})"}
- type: calculate
  name: second
  label: S
  calculation: indexed-repeat(${day_minutes}, ${day}, 2)
- type: calculate
  name: no_such
  label: N
  calculation: indexed-repeat(${day_minutes}, ${day}, 'x')
- {type: calculate, name: any, label: Y, calculation: "${minutes} = 7"}
"""


def test_nested_repeats_sum_over_the_instances_around_them(walk: Start) -> None:
    w = walk(NESTED)
    w.say(2, 10, 20)
    assert w.asked == "day[2]/cases"
    w.say(1, 7)
    lines = [line for stage in read_back(w.flow, w.step.state, NOW) for line in stage.lines]
    values = {line.path: line.value for line in lines if line.answer is None}
    assert values == {
        "all": 37,
        "best": 30,
        "instances": 3,
        "second": 7,
        "any": "true",
    }
    assert w.step.state.answers.keys() == {
        "day[1]/cases",
        "day[1]/case[1]/minutes",
        "day[1]/case[2]/minutes",
        "day[2]/cases",
        "day[2]/case[1]/minutes",
    }


def test_more_instances_than_are_allowed_are_refused(walk: Start) -> None:
    w = walk("""
- {type: integer, name: n, label: N}
- {type: repeat, name: r, repeat_count: "${n}", rows: [{type: text, name: a, label: A}]}
""")
    w.say(MAX_REPEATS + 1)
    assert (w.refused(), w.asked) == ("limit", "n")
    w.say(MAX_REPEATS)
    assert w.asked == "r[1]/a"


@pytest.mark.parametrize(("count", "asked"), [("-1", None), ("'x'", None), ("1.9", "r[1]/a")])
def test_a_count_is_a_whole_number_or_nothing(walk: Start, count: str, asked: str | None) -> None:
    rows = "rows: [{type: text, name: a, label: A}]"
    assert walk(f'- {{type: repeat, name: r, repeat_count: "{count}", {rows}}}').asked == asked


def test_an_irrelevant_repeat_has_no_instances(walk: Start) -> None:
    w = walk("""
- {type: integer, name: n, label: N}
- type: repeat
  name: r
  relevant: ${n} > 0
  rows: [{type: group, name: g, rows: [{type: text, name: a, label: A}]}]
- {type: calculate, name: c, label: C, calculation: "count(${r})"}
""")
    w.say(0)
    assert w.asked is None
    w.correct("n", 1)
    assert w.asked == "r[1]/a"
    assert w.step.prompt is not None and w.step.prompt.stage == "g"
