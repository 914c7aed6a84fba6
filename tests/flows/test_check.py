"""How the rows of a flow fit together: all is told at once, and nothing that only follows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from flows.cycles import MAX_CYCLES
from flows.errors import Code, FlowError, FlowErrors, worded
from flows.yaml_form import load_flow, read_flow

LIST = "choices:\n  l: [{name: a, label: A}, {name: b, label: B}]\n"


def flow(folder: Path, rows: str, more: str = "") -> Path:
    path = folder / "flow.yaml"
    path.write_text(f"flow: f\ntitle: t\nsurvey:\n{rows}\n{more}", encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[Code, int]]:
    with pytest.raises(FlowErrors) as wrong:
        load_flow(path)
    return [(error.code, error.place.row) for error in wrong.value.errors]


def test_a_wrong_cell_hides_no_missing_list_no_name_given_twice_and_no_cycle(
    tmp_path: Path,
) -> None:
    path = flow(
        tmp_path,
        "- {type: select_one gone, name: a, lable: A}\n"
        "- {type: text, name: a, label: A}\n"
        "- {type: texte, name: b, label: B, relevant: '${nowhere} = 1'}\n"
        "- {type: text, name: c, label: C, constraint: '. >'}",
    )
    assert told(path) == [
        (Code.UNKNOWN_LIST, 4),
        (Code.UNKNOWN_COLUMN, 4),
        (Code.DUPLICATE_NAME, 5),
        (Code.UNKNOWN_TYPE, 6),
        (Code.UNKNOWN_REFERENCE, 6),
        (Code.UNFINISHED, 7),
    ]
    path = flow(
        tmp_path,
        "- {type: text, name: a, label: A, hnt: x}\n"
        "- {type: text, name: b, label: B, relevant: '${gone} = 1', constraint: '. >'}\n"
        "- {type: text, name: c, label: C, relevant: '${d} = 1'}\n"
        "- {type: text, name: d, label: D, relevant: '${c} = 1'}",
    )
    assert told(path) == [
        (Code.UNKNOWN_COLUMN, 4),
        (Code.UNKNOWN_REFERENCE, 5),
        (Code.UNFINISHED, 5),
        (Code.CYCLE, 6),
    ]


def test_every_cycle_is_told_with_its_path(tmp_path: Path) -> None:
    path = flow(
        tmp_path,
        "- {type: text, name: a, label: A, relevant: '${b} = 1'}\n"
        "- {type: text, name: b, label: B, relevant: '${a} = 1'}\n"
        "- {type: calculate, name: c, calculation: '${c} + 1'}\n"
        "- {type: text, name: d, label: D, relevant: '${a} = 1'}\n"
        "- type: group\n  name: g\n  relevant: ${e}\n  rows:\n"
        "  - {type: text, name: e, label: E}",
    )
    with pytest.raises(FlowErrors) as wrong:
        load_flow(path)
    assert [worded(error.code, error.details, "en")[0] for error in wrong.value.errors] == [
        "depends on itself: a → b → a",
        "depends on itself: c → c",
        "depends on itself: g → e → g",
    ]


def test_a_flow_of_nothing_but_cycles_is_told_of_as_many_as_one_can_mend(tmp_path: Path) -> None:
    rows = (f"- {{type: calculate, name: c{n}, calculation: '${{c{n}}}'}}" for n in range(900))
    assert told(flow(tmp_path, "\n".join(rows))) == [
        (Code.CYCLE, row) for row in range(4, 4 + MAX_CYCLES)
    ]


@pytest.mark.parametrize(
    ("rows", "more", "expected"),
    [
        (
            "- include: gone\n- {type: note, name: n, label: '${a}'}",
            "",
            [(Code.UNKNOWN_INCLUDE, 4)],
        ),
        ("- include: empty\n- {type: note, name: n, label: '${a}'}", "", [(Code.NOT_A_MAP, 1)]),
        (
            "- {type: select_one l, name: a, label: A}",
            "choises: {l: []}",
            [(Code.UNKNOWN_COLUMN, 5)],
        ),
        (
            "- {type: group, name: g, row: []}\n- {type: note, name: n, label: '${a}'}",
            "",
            [(Code.UNKNOWN_COLUMN, 4)],
        ),
        (
            "- {type: text, name: a, label: A, isue: '1'}\n"
            "- {type: text, name: b, label: B, issue_detail: a}",
            "",
            [(Code.UNKNOWN_COLUMN, 4)],
        ),
        (
            "- {type: select_one gone, name: a, label: A, choice_filter: 'region = 1'}",
            "",
            [(Code.UNKNOWN_LIST, 4)],
        ),
    ],
)
def test_what_only_follows_from_another_error_is_not_told(
    tmp_path: Path, rows: str, more: str, expected: list[tuple[Code, int]]
) -> None:
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "empty.yaml").touch()
    assert told(flow(tmp_path, rows, more)) == expected


def test_an_included_file_in_error_hides_no_error_of_the_flow(tmp_path: Path) -> None:
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "part.yaml").write_text("survey: [")
    path = flow(tmp_path, "- include: part\n- {type: text, name: a}")
    assert sorted(told(path), key=str) == [(Code.NO_LABEL, 5), (Code.SYNTAX, 2)]


@pytest.mark.parametrize(
    ("row", "mend"),
    [
        ("type: integer, default: abc", "a value of this type"),
        ("type: integer, default: '1.5'", "a value of this type"),
        ("type: decimal, default: many", "a value of this type"),
        ("type: date, default: today", "e.g. today()"),
        ("type: time, default: '25:00'", "a value of this type"),
        ("type: geopoint, default: here", "a value of this type"),
        ("type: select_one l, default: c", "name a choice of list 'l'"),
        ("type: select_multiple l, default: a c", "name a choice of list 'l'"),
    ],
)
def test_a_default_that_can_be_no_answer_is_an_error(tmp_path: Path, row: str, mend: str) -> None:
    path = flow(tmp_path, f"- {{name: a, label: A, {row}}}", LIST)
    with pytest.raises(FlowErrors) as wrong:
        load_flow(path)
    (error,) = wrong.value.errors
    expected = Code.DEFAULT_NO_CHOICE if "select" in row else Code.BAD_DEFAULT
    assert (error.code, error.place.column) == (expected, "default")
    assert mend in error.told("en")


@pytest.mark.parametrize(
    "row",
    [
        "type: integer, default: '5'",
        "type: integer, default: '${b}'",
        "type: text, default: 大厅",
        "type: date, default: '2026-01-31'",
        "type: date, default: today()",
        "type: time, default: '09:30'",
        "type: select_one l, default: a",
        "type: select_one l, default: \"'a'\"",
        "type: select_multiple l, default: b a",
        "type: hidden, default: anything",
        "type: image, default: photo",
    ],
)
def test_a_default_that_may_be_an_answer_is_borne(tmp_path: Path, row: str) -> None:
    rows = f"- {{name: a, label: A, {row}}}\n- {{type: text, name: b, label: B}}"
    assert load_flow(flow(tmp_path, rows, LIST)).rows


def of_rows(remarks: Iterable[FlowError]) -> list[FlowError]:
    """Without what may follow from a slip: a question that is never asked, a list left over."""
    return [remark for remark in remarks if isinstance(remark.code, Code)]


@pytest.mark.parametrize(
    ("row", "told_of"),
    [
        ("type: select_one l, appearance: rateing", "did you mean 'rating'?"),
        (
            "type: text, appearance: minutes",
            "one of: item, aim, place, dept, owner, case_item, known",
        ),
        ("type: integer, appearance: minutes known w1", "'w1' does nothing"),
        (
            "type: group, rows: [{type: text, name: n, label: N}], appearance: field-list",
            "use one of: none",
        ),
        ("type: image, appearance: known", ""),
    ],
)
def test_an_appearance_that_does_nothing_is_remarked_on_and_borne(
    tmp_path: Path, row: str, told_of: str
) -> None:
    remarks = of_rows(read_flow(flow(tmp_path, f"- {{name: a, label: A, {row}}}", LIST))[1])
    assert len(remarks) == bool(told_of)
    with pytest.raises(FlowErrors) as wrong:
        read_flow(
            flow(tmp_path, f"- {{name: a, label: A, {row}}}\n- {{type: note, name: b}}", LIST)
        )
    assert len(of_rows(wrong.value.remarks)) == bool(told_of)
    for remark in remarks:
        assert told_of in remark.told("en")
        assert remark.code is Code.IDLE_APPEARANCE
        assert (remark.place.row, remark.place.column) == (4, "appearance")


@pytest.mark.parametrize(
    ("relevant", "told_of"),
    [
        ("selected(${m}, 'aa')", "did you mean 'a'?"),
        ("${o} != 'c'", "use one of: a, b"),
        ("'c' = ${o}", "'c' is no choice of 'o'"),
        ("${t} = 'c' or selected(${m}, 'a') or ${o} = \"b\" or ${o} != ''", ""),
    ],
)
def test_a_comparison_with_what_is_no_choice_is_remarked_on(
    tmp_path: Path, relevant: str, told_of: str
) -> None:
    rows = (
        "- {type: select_one l, name: o, label: O}\n"
        "- {type: select_multiple l, name: m, label: M}\n"
        "- {type: text, name: t, label: T}\n"
        f"- {{type: note, name: n, label: N, relevant: {json.dumps(relevant)}}}"
    )
    remarks = of_rows(read_flow(flow(tmp_path, rows, LIST))[1])
    assert [r.code for r in remarks] == [Code.NEVER_CHOSEN] * bool(told_of)
    assert all(told_of in r.told("en") and r.place.column == "relevant" for r in remarks)


def test_an_answers_own_comparison_is_looked_at_too(tmp_path: Path) -> None:
    row = "- {type: select_one l, name: o, label: O, constraint: \". != 'z'\"}"
    _, (remark,) = read_flow(flow(tmp_path, row, LIST))
    assert (remark.code, remark.place.column) == (Code.NEVER_CHOSEN, "constraint")


def test_a_rating_that_has_not_five_levels_is_remarked_on(tmp_path: Path) -> None:
    row = "- {type: select_one l, name: o, label: O, appearance: rating}"
    _, (remark,) = read_flow(flow(tmp_path, row, LIST))
    assert remark.code is Code.ODD_RATING
    assert "has 5 choices, here are 2" in remark.told("en")


@pytest.mark.parametrize(
    ("question", "choices", "told_of"),
    [
        ("", "{name: x, label: 一样}, {name: y, label: 一样}", ["'y' reads as that of row 6"]),
        ("", "{name: x, label: Ｙes}, {name: y, label: ' yes'}", ["'y' reads as that of row 6"]),
        (
            "",
            "{name: x, label::en: A, label: 甲}, {name: y, label::en: A, label: 乙}",
            ["'y' reads"],
        ),
        ("", "{name: x, label: 甲, label::en: 乙}, {name: y, label: 乙}", []),
        (", choice_filter: only = ''", "{name: x, label: 一, only: a}, {name: y, label: 一}", []),
    ],
)
def test_choices_that_read_the_same_are_remarked_on(
    question: str, choices: str, told_of: list[str], tmp_path: Path
) -> None:
    row = f"- {{type: select_one l, name: a, label: A{question}}}"
    _, remarks = read_flow(flow(tmp_path, row, f"choices:\n  l: [{choices}]\n"))
    assert len(remarks) == len(told_of)
    for remark, words in zip(remarks, told_of, strict=True):
        assert words in remark.told("en") and remark.place.column.startswith("label")


@pytest.mark.parametrize(
    ("expression", "is_told"),
    [
        ("1 div 0", True),
        ("${n} mod 0.0", True),
        ("${n} div 0 + 1", True),
        ("1 div 0.5", False),
        ("${n} div 10", False),
        ("concat('1 div 0', ${n})", False),
    ],
)
def test_a_division_by_zero_is_remarked_on(expression: str, is_told: bool, tmp_path: Path) -> None:
    rows = f"""- {{type: integer, name: n, label: N}}
- {{type: calculate, name: c, calculation: "{expression}"}}"""
    _, remarks = read_flow(flow(tmp_path, rows))
    found = [(remark.code, remark.place.row, remark.place.column) for remark in remarks]
    assert found == [(Code.BY_ZERO, 5, "calculation")] * is_told


@pytest.mark.parametrize(
    "row", ["{type: note, name: n, label: N}", "{type: calculate, name: n, calculation: '1'}"]
)
def test_a_flow_that_asks_nothing_is_remarked_on(row: str, tmp_path: Path) -> None:
    (remark,) = read_flow(flow(tmp_path, f"- {row}"))[1]
    assert (remark.code, remark.place.row) == (Code.ASKS_NOTHING, 4)


def test_a_cycle_is_told_at_the_column_that_closes_it(tmp_path: Path) -> None:
    rows = """- type: group
  name: g
  rows: [{type: text, name: a, label: A, constraint: "${b} = ."}]
- type: repeat
  name: r
  label: R
  relevant: ${a}
  repeat_count: '2'
  rows: [{type: calculate, name: b, calculation: "1"}]"""
    with pytest.raises(FlowErrors) as wrong:
        read_flow(flow(tmp_path, rows))
    (error,) = wrong.value.errors
    assert (error.code, error.place.row, error.place.column) == (Code.CYCLE, 6, "constraint")
