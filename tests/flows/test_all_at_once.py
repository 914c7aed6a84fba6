"""One slip does not hide the others, wherever it is; and what only follows from it is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import Code, FlowErrors
from flows.yaml_form import load_flow

ROWS = (
    "- {type: text, name: a, label: A, relevant: '${nix}'}\n"
    "- {type: select_one no, name: b, label: B}\n"
)
HERE = [(Code.UNKNOWN_REFERENCE, "nix"), (Code.UNKNOWN_LIST, "no")]
"""What is wrong with these rows, whatever else is wrong."""


def told(folder: Path, text: str, **parts: str) -> list[tuple[Code, object]]:
    """Each error's code, and the first word of its details."""
    (folder / "common").mkdir(exist_ok=True)
    for name, part in parts.items():
        (folder / "common" / f"{name}.yaml").write_text(part, "utf-8")
    path = folder / "flow.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FlowErrors) as wrong:
        load_flow(path)
    return [(e.code, next(iter(e.details.values()), "")) for e in wrong.value.errors]


def flow(rows: str, top: str = "title: T", more: str = "") -> str:
    return f"flow: f\n{top}\nsurvey:\n{rows}\n{more}"


@pytest.mark.parametrize(
    ("top", "more", "slips"),
    [
        ("titel::zh: T", "", [(Code.UNKNOWN_COLUMN, "titel::zh")]),
        ("title: T\nfoo: bar", "", [(Code.UNKNOWN_COLUMN, "foo")]),
        ("title: [T]", "", [(Code.NOT_A_TEXT, "list")]),
        ("title: T\ntitle: U", "", [(Code.DUPLICATE_COLUMN, "title")]),
        ("title: T\nsynonyms: a", "", [(Code.NOT_A_LIST, "text")]),
        ("title: T\nsynonyms: [[a]]", "", [(Code.NOT_A_TEXT, "list")]),
        ("title: T", "minimum: x", [(Code.NOT_A_LIST, "text")]),
        (
            "title: T",
            "minimum: [x, {message: M}]",
            [(Code.NOT_A_MAP, "text"), (Code.MISSING, "expression")],
        ),
        (
            "title: T",
            "choices: {l: [{name: x, name: y, label: X}]}",
            [(Code.DUPLICATE_COLUMN, "name")],
        ),
        (
            "title: T",
            "choices: {l: x, m: [y]}",
            [(Code.NOT_A_LIST, "text"), (Code.NOT_A_MAP, "text")],
        ),
        ("title: T", "choices: {l: [], l: []}", [(Code.DUPLICATE_COLUMN, "l")]),
    ],
)
def test_a_slip_in_another_sheet_hides_nothing_of_the_rows(
    tmp_path: Path, top: str, more: str, slips: list[tuple[Code, object]]
) -> None:
    assert sorted(told(tmp_path, flow(ROWS, top, more)), key=str) == sorted(
        [*slips, *HERE], key=str
    )


@pytest.mark.parametrize(
    ("row", "slips"),
    [
        ("- {type: text, type: note, name: c, label: C}", [(Code.DUPLICATE_COLUMN, "type")]),
        ("- {type: text, name: c, label: [C]}", [(Code.NOT_A_TEXT, "list")]),
        ("- {type: text, name: c, label: C, [x]: y}", [(Code.NOT_A_TEXT, "list")]),
        ("- {type: text, name: c, lable: C}", [(Code.UNKNOWN_COLUMN, "lable")]),
        ("- {type: text, name: c, hnt: C}", [(Code.UNKNOWN_COLUMN, "hnt"), (Code.NO_LABEL, "")]),
        ("- {tpye: text, name: c, label: C}", [(Code.UNKNOWN_COLUMN, "tpye")]),
        (
            "- {type: select_one, name: c, lable: C}",
            [(Code.NO_LIST_NAME, "select_one"), (Code.UNKNOWN_COLUMN, "lable")],
        ),
        (
            "- {type: integer, name: c, default: x, hnt: C, calculation: '1'}",
            [
                (Code.UNKNOWN_COLUMN, "hnt"),
                (Code.NO_LABEL, ""),
                (Code.BAD_DEFAULT, "x"),
                (Code.MISPLACED, "calculation"),
            ],
        ),
        (
            "- {type: group, name: g, hint: G, rows: []}",
            [(Code.UNKNOWN_COLUMN, "hint"), (Code.EMPTY_GROUP, "")],
        ),
        (f"- {{type: calculate, name: c, calculation: {'1' * 2001}}}", [(Code.TOO_LONG, 2000)]),
    ],
)
def test_a_slip_in_a_cell_hides_nothing_of_other_cells_or_rows(
    tmp_path: Path, row: str, slips: list[tuple[Code, object]]
) -> None:
    assert sorted(told(tmp_path, flow(ROWS + row)), key=str) == sorted([*slips, *HERE], key=str)


@pytest.mark.parametrize(
    "row",
    [
        "- {type: text, nmae: nix, label: C}",
        "- {type: text, name: nix, name: nyx, label: C}",
        "- {type: text, label: C}",
        "- {type: group, name: g, row: [{type: text, name: nix, label: N}]}",
        "- {type: group, name: g, rows: nix}",
        "- nix",
        "- include: gone",
        "- include: broken",
        "- include: ''",
    ],
)
def test_a_name_that_may_stand_in_what_could_not_be_read_is_not_unknown(
    tmp_path: Path, row: str
) -> None:
    errors = told(tmp_path, flow(ROWS + row), broken="- [")
    assert (Code.UNKNOWN_REFERENCE, "nix") not in errors
    assert len(errors) == 2 - ("include" in row)


def test_a_misspelt_include_is_read_as_the_one_that_was_meant(tmp_path: Path) -> None:
    part = "survey: [{type: text, name: p, label: P}]\nchoices: {no: [{name: x, label: X}]}"
    rows = ROWS + "- include: oppening\n- {type: text, name: d, label: '${p}', relevant: '${q}'}"
    assert sorted(told(tmp_path, flow(rows), opening=part), key=str) == sorted(
        [
            (Code.UNKNOWN_INCLUDE, "oppening"),
            (Code.UNKNOWN_REFERENCE, "nix"),
            (Code.UNKNOWN_REFERENCE, "q"),
        ],
        key=str,
    )


def test_a_list_that_may_stand_under_a_misspelt_key_is_not_unknown(tmp_path: Path) -> None:
    for key in ("choises", "选项"):
        text = flow(ROWS, more=f"{key}: {{no: [{{name: x, label: X}}]}}")
        assert told(tmp_path, text) == [(Code.UNKNOWN_REFERENCE, "nix"), (Code.UNKNOWN_COLUMN, key)]
    text = flow("- {type: select_one no, name: b, label: B, default: z}", more="choices: {no: x}")
    assert told(tmp_path, text) == [(Code.NOT_A_LIST, "text")]
    text = flow("- {type: select_one no, name: b, label: B}", more="choices: [no]")
    assert told(tmp_path, text) == [(Code.NOT_A_MAP, "list")]


def test_a_name_given_twice_hides_no_cycle_but_its_own(tmp_path: Path) -> None:
    rows = (
        "- {type: text, name: a, label: A, relevant: '${a} = 1'}\n"
        "- {type: text, name: a, label: A}\n"
        "- {type: text, name: b, label: B, relevant: '${c} = 1'}\n"
        "- {type: text, name: c, label: C, relevant: '${b} = 1 and ${d} = 1'}\n"
        "- {type: text, name: d, label: D, relevant: '${d} = 1'}\n"
    )
    assert told(tmp_path, flow(rows)) == [
        (Code.DUPLICATE_NAME, "a"),
        (Code.CYCLE, "b → c → b"),
        (Code.CYCLE, "d → d"),
    ]


@pytest.mark.parametrize(
    ("raw", "code", "row", "offset"),
    [
        ("flow: f\ntitle: 自助机\n".encode("gbk"), Code.NOT_UTF8, 2, 8),
        ("flow: f\n".encode("utf-16"), Code.NOT_UTF8, 1, 1),
        (b"\xef\xbb\xbfflow: f\r\ntitle: \xff\r\n", Code.NOT_UTF8, 2, 8),
        (b"flow: f\n\ntitle: a\x00b\n", Code.BAD_CHARACTER, 3, 9),
        ("flow: f\ntitle: 办事\x07\n".encode(), Code.BAD_CHARACTER, 2, 10),
        (b"flow: f\n" * 125_001, Code.TOO_LARGE, 125_001, 1),
        (b"flow: f\rtitle: [\r", Code.SYNTAX, 3, 1),
    ],
)
def test_what_is_no_text_is_told_with_its_row_and_character(
    tmp_path: Path, raw: bytes, code: Code, row: int, offset: int
) -> None:
    path = tmp_path / "flow.yaml"
    path.write_bytes(raw)
    with pytest.raises(FlowErrors) as wrong:
        load_flow(path)
    (error,) = wrong.value.errors
    assert (error.code, error.place.row, error.place.offset) == (code, row, offset)


def test_a_byte_order_mark_is_no_character(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + flow("- {type: note, name: n, label: N}").encode())
    assert load_flow(path).id == "f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flow: f\ntitle: T\nsurvey: []", [(Code.EMPTY_SURVEY, "")]),
        ("flow: f\ntitle: T\nsurvey:\n", [(Code.NOT_A_LIST, "nothing")]),
        (
            "flow: f\ntitle: T\nsurvey:\n- {type: repeat, name: g, rows: []}",
            [(Code.EMPTY_GROUP, "")],
        ),
        (
            "flow: f\ntitle: T\nsurvey:\n- {type: group, name: g, rows: }",
            [(Code.NOT_A_LIST, "nothing")],
        ),
        ("flow: f\ntitle: T\nsurvey:\n- {include: part}", [(Code.EMPTY_SURVEY, "")]),
    ],
)
def test_a_flow_that_asks_nothing_is_refused(
    tmp_path: Path, text: str, expected: list[tuple[Code, object]]
) -> None:
    assert told(tmp_path, text, part="survey: []") == expected
