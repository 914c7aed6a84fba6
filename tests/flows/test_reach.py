"""What nobody will ever meet is told, and only where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.never import Knowledge
from flows.slip_texts import Slip
from flows.wording import Fault
from flows.yaml_form import read_flow

NEVER = [
    "false()", "1 = 2", "'a' = 'b'", "''", "not(true())", "string-length('') > 0", "${a} = 'z'",
    "'z' = ${a}", "selected(${a}, 'z')", "${a} = 'x' and ${a} = 'y'", "${a} = 'q' or ${a} = 'z'",
    "(${a} = 'x') and (${b} = '1' and ${a} = 'y')", "${gone} > 3", "3 < ${gone}", "${gone} = 'x'",
    "selected(${gone}, 'x')", "${b} = '1' and ${a} = 'z'",
]  # fmt: skip
PERHAPS = [
    "true()", "${a} = 'x'", "${a} != 'z'", "${b} = 'x' or ${a} = 'z'", "${gone} = ''", "${gone}",
    "not(${gone} = 'x')", "today() > '2020-01-01'", "${a} = ${b}", ". > 3", "no", "broken(", "${a",
    "selected(${a}, 'x') and selected(${a}, 'y')", "${many} = '1' and ${many} = '2'",
    "not(selected(${a}, 'z'))", "count(${gone}) = 0", "${b} = 'z'", "once(${b}) = 'z'",
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "never"), [(s, True) for s in NEVER] + [(s, False) for s in PERHAPS]
)
def test_a_condition_that_cannot_hold_is_known(source: str, never: bool) -> None:
    knowledge = Knowledge({"a": ["x", "y"]}, {"gone"}, several={"many"})
    assert knowledge.never(source) is never


FLOW = """\
flow: f
title: t
survey:
  - {type: select_one m, name: d, label: D}
  - {type: text, name: own, label: B, relevant: . > 3}
  - {type: select_one l, name: c, label: C, choice_filter: "p = ${d}"}
  - type: group
    name: g
    relevant: ${d} = 'q'
    rows:
      - {type: text, name: e, label: E, relevant: "false()"}
  - {type: text, name: f, label: F, relevant: "${e} = 'q'"}
  - {type: text, name: h, label: LONG}
choices:
  l:
    - {name: x, label: X, p: r}
    - {name: y, label: Y, p: s}
    - {name: z, label: Z}
  m: [{name: r, label: R}, {name: long, label: OPTION}]
  n: [{name: r, label: R}]
"""


def slips(path: Path, text: str) -> list[tuple[Fault, int, str]]:
    path.write_text(text, "utf-8")
    return [
        (slip.code, slip.place.row, slip.place.column)
        for slip in read_flow(path)[1]
        if isinstance(slip.code, Slip)
    ]


def test_what_is_never_met_is_told_once_where_it_begins(tmp_path: Path) -> None:
    assert slips(tmp_path / "f.yaml", FLOW) == [
        (Slip.OWN_VALUE, 5, "relevant"),
        (Slip.NEVER_ASKED, 9, "relevant"),
        (Slip.NEVER_ASKED, 12, "relevant"),
        (Slip.NEVER_OFFERED, 17, ""),
        (Slip.UNUSED_LIST, 20, ""),
    ]


def test_what_is_too_long_for_a_chat_is_told(tmp_path: Path) -> None:
    plain = [code for code, _, _ in slips(tmp_path / "f.yaml", FLOW)]
    for long, fits, told in (
        ("长" * 121, "长" * 120, Slip.LONG_LABEL),
        ("a" * 241, "a" * 240, Slip.LONG_LABEL),
    ):
        for text, expected in ((long, [told]), (fits, [])):
            found = slips(tmp_path / "f.yaml", FLOW.replace("LONG", text))
            assert [code for code, _, _ in found if code not in plain] == expected
    found = slips(tmp_path / "f.yaml", FLOW.replace("OPTION", "选" * 25))
    assert (Slip.LONG_OPTION, 19, "label") in found
    many = ", ".join(f"{{name: c{n}, label: C{n}}}" for n in range(21))
    found = slips(tmp_path / "f.yaml", FLOW.replace("m: [", f"m: [{many}, "))
    assert (Slip.MANY_OPTIONS, 4, "type") in found
