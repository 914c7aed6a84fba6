"""Former names (`was`) say for certain what was renamed, or are told as errors."""

from __future__ import annotations

import pytest

from flows.errors import Code, FlowErrors
from flows.former import former_names
from tests.flows.walks import Load

LIST = """
  list:
    - {name: x, label: 一, was: former}
    - {name: y, label: 二}
"""


def test_former_names_are_separated_by_bars_or_blanks(load: Load) -> None:
    flow = load("  - {type: select_one list, name: a, label: 甲, was: ' b| c  d '}", LIST)
    assert former_names(flow.rows[0]) == ("b", "c", "d")
    assert [former_names(choice) for choice in flow.choices["list"]] == [("former",), ()]


@pytest.mark.parametrize(
    ("survey", "choices"),
    [
        ("  - {type: text, name: a, label: 甲, was: b}\n  - {type: text, name: b, label: 乙}", ""),
        ("  - {type: text, name: a, label: 甲, was: a}", ""),
        (
            "  - {type: text, name: a, label: 甲, was: c}\n"
            "  - {type: group, name: g, was: c, rows: [{type: text, name: b, label: 乙}]}",
            "",
        ),
        (
            "  - {type: select_one list, name: a, label: 甲}",
            LIST.replace("name: y,", "name: y, was: x,"),
        ),
    ],
)
def test_a_name_in_use_or_of_another_is_no_former_name(
    load: Load, survey: str, choices: str
) -> None:
    with pytest.raises(FlowErrors) as caught:
        load(survey, choices)
    assert [(e.code, e.place.column) for e in caught.value.errors] == [(Code.DUPLICATE_NAME, "was")]
