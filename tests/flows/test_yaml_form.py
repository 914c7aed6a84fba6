"""A flow file is read strictly: every error says what, where and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.errors import Code, FlowErrors
from flows.model import Flow, Group, Question
from flows.yaml_form import load_flow

GOOD = """\
flow: sample
version: "1"
title::zh: 样例
title: 样例
title::en: Sample
synonyms: [样例流程, 试走]
survey:
  - {type: hidden, name: place, guide: 办理地点}
  - type: group
    name: before
    label::zh: 事前
    rows:
      - type: select_one yesno
        name: consent
        label::zh: 同意吗？
        label::en: Do you agree?
        required: yes
  - type: repeat
    name: case
    label: 案件
    rows:
      - {type: integer, name: minutes, label: 用时, required: FALSE, default: 5, constraint: . > 0}
choices:
  yesno:
    - {name: yes, label::zh: 是, label::en: "Yes", synonyms: 对|嗯}
    - {name: no, label::zh: 否, issue_category: 其他, issue_text: 未同意, only: x}
minimum:
  - {expression: "count(${case}) >= 1", message::zh: 至少一件}
"""


def write(folder: Path, text: str, name: str = "flow.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_becomes_a_flow(tmp_path: Path) -> None:
    flow = load_flow(write(tmp_path, GOOD))
    assert (flow.id, flow.title, flow.source) == (
        "sample",
        {"zh": "样例", "en": "Sample"},
        "flow.yaml",
    )
    assert flow.synonyms == ("样例流程", "试走")
    place, before, case = flow.rows
    assert isinstance(before, Group) and not before.repeat
    assert isinstance(case, Group) and case.repeat and case.label == {"zh": "案件"}
    consent, minutes = before.rows[0], case.rows[0]
    assert isinstance(consent, Question) and isinstance(minutes, Question)
    assert (place.row, consent.row, consent.required, consent.list_name) == (8, 13, "yes", "yesno")
    assert (minutes.required, minutes.default) == ("", "5")
    yes, no = flow.choices["yesno"]
    assert (yes.name, dict(yes.extra)) == ("yes", {"synonyms": "对|嗯"})
    assert dict(no.extra) == {"issue_category": "其他", "issue_text::zh": "未同意", "only": "x"}
    assert flow.minimum[0].message == {"zh": "至少一件"}


def version(folder: Path, text: str) -> str:
    return load_flow(write(folder, text)).version


def test_the_version_names_the_content_and_nothing_else(tmp_path: Path) -> None:
    first = version(tmp_path, GOOD)
    assert first.startswith("1-") and len(first) == len("1-12345678")
    assert version(tmp_path, "# a comment\n\n" + GOOD) == first
    assert version(tmp_path, GOOD.replace("用时", "时间")) != first
    assert version(tmp_path, GOOD.replace('version: "1"\n', "")) == first.removeprefix("1-")


def test_the_default_locale_takes_texts_without_one(tmp_path: Path) -> None:
    text = "flow: a\ndefault_locale: en\ntitle: A\nsurvey:\n- {type: note, name: n, label: Hi}"
    flow = load_flow(write(tmp_path, text))
    assert flow.rows[0].label == {"en": "Hi"}
    assert flow.default_locale == "en"


def errors(path: Path) -> list[tuple[Code, int, str]]:
    with pytest.raises(FlowErrors) as wrong:
        load_flow(path)
    assert len(str(wrong.value).splitlines()) == len(wrong.value.errors)
    for error in wrong.value.errors:
        assert error.place.file
        assert "{" not in (error.told("zh") + error.told("en")).replace("${", "")
    return [(e.code, e.place.row, e.place.column) for e in wrong.value.errors]


def survey(rows: str) -> str:
    return f"flow: f\ntitle: t\nsurvey:\n{rows}\n"


NOTE = "[{type: note, name: z, label: Z}]"
EMPTY = f"flow: f\ntitle: t\nsurvey: {NOTE}\n\n"
LIST = "choices:\n  l: [{name: a, label: A, issue_category: 其他}, {name: b, label: B}]\n"

WRONG: list[tuple[str, list[tuple[Code, int, str]]]] = [
    # the file
    ("", [(Code.NOT_A_MAP, 1, "")]),
    ("- a\n", [(Code.NOT_A_MAP, 1, "")]),
    ("flow: [\n", [(Code.SYNTAX, 2, "")]),
    ("flow: &a x\ntitle: *a\n", [(Code.ALIAS, 1, "")]),
    ("flow: x\ntitle: *a\n", [(Code.ALIAS, 2, "")]),
    ("flow: " + "[" * 30 + "]" * 30, [(Code.TOO_DEEP, 1, "")]),
    ("#\n" * 500_001, [(Code.TOO_LARGE, 500_001, "")]),
    ("flow: f\ntitle: t\n", [(Code.MISSING, 1, "")]),
    ("flow: f\nflow: g\ntitle: t\nsurvey: @\n", [(Code.DUPLICATE_COLUMN, 2, "flow")]),
    ("flow: f\ntitel: t\nsurvey: @\n", [(Code.UNKNOWN_COLUMN, 2, "titel")]),
    ("flow: 1f\ntitle: t\nsurvey: @\n", [(Code.BAD_NAME, 1, "flow")]),
    (
        "flow: f\ndefault_locale: fr\ntitle: t\nsurvey: @",
        [(Code.UNKNOWN_TERM, 2, "default_locale")],
    ),
    ("flow: f\nsynonyms: x\ntitle: t\nsurvey: @\n", [(Code.NOT_A_LIST, 2, "")]),
    ("flow: {}\ntitle: t\nsurvey: @\n", [(Code.NOT_A_TEXT, 1, "flow")]),
    # rows
    (survey("- x"), [(Code.NOT_A_MAP, 4, "")]),
    (
        survey("- {type: text, name: a, label: A, relevent: x}"),
        [(Code.UNKNOWN_COLUMN, 4, "relevent")],
    ),
    (survey("- {type: texte, name: a, label: A}"), [(Code.UNKNOWN_TYPE, 4, "type")]),
    (survey("- {type: text, name: a b, label: A}"), [(Code.BAD_NAME, 4, "name")]),
    (survey(f"- {{type: text, name: {'a' * 65}, label: A}}"), [(Code.BAD_NAME, 4, "name")]),
    (survey("- {type: text, label: A}"), [(Code.MISSING, 4, "")]),
    (survey("- {type: text, name: a}"), [(Code.NO_LABEL, 4, "")]),
    (survey(f"- {{type: text, name: a, label: {'x' * 2_001}}}"), [(Code.TOO_LONG, 4, "label")]),
    (
        survey("- {type: text, name: a, label: A}\n- {type: text, name: a, label: A}"),
        [(Code.DUPLICATE_NAME, 5, "name")],
    ),
    (survey("- {type: calculate, name: a}"), [(Code.MISSING, 4, "")]),
    (
        survey("- {type: calculate, name: a, calculation: 1, required: 'yes', issue_detail: b}"),
        [
            (Code.MISPLACED, 4, "required"),
            (Code.MISPLACED, 4, "issue_detail"),
        ],
    ),
    (
        survey("- {type: text, name: a, label: A, calculation: 1}"),
        [(Code.MISPLACED, 4, "calculation")],
    ),
    (
        survey("- {type: text, name: a, label: A, choice_filter: 1}"),
        [(Code.MISPLACED, 4, "choice_filter")],
    ),
    (
        survey("- {type: repeat, name: r, rows: [{type: hidden, name: h}]}"),
        [(Code.MISPLACED, 4, "type")],
    ),
    # groups
    (survey("- {type: group, name: g}"), [(Code.MISSING, 4, "")]),
    (survey("- {type: text, name: g, rows: @}"), [(Code.MISPLACED, 4, "rows")]),
    (survey("- {type: group, name: g, rows: @, hint: x}"), [(Code.UNKNOWN_COLUMN, 4, "hint")]),
    (
        survey("- {type: group, name: g, rows: @, repeat_count: 2}"),
        [(Code.UNKNOWN_COLUMN, 4, "repeat_count")],
    ),
    (survey("- {type: group, name: g, rows: x}"), [(Code.NOT_A_LIST, 4, "")]),
    # choices
    (survey("- {type: select_one, name: a, label: A}"), [(Code.NO_LIST_NAME, 4, "type")]),
    (survey("- {type: text l, name: a, label: A}"), [(Code.MISPLACED, 4, "type")]),
    (survey("- {type: select_one m, name: a, label: A}") + LIST, [(Code.UNKNOWN_LIST, 4, "type")]),
    (
        survey("- {type: select_one m, name: a, label: A}") + "choices: {m: []}",
        [(Code.EMPTY_LIST, 4, "type")],
    ),
    (EMPTY + "choices: {l: [{label: A}]}", [(Code.MISSING, 5, "")]),
    (EMPTY + "choices: {l: [{name: a}]}", [(Code.NO_LABEL, 5, "")]),
    (EMPTY + "choices: {l: [{name: a b, label: A}]}", [(Code.BAD_NAME, 5, "name")]),
    (
        EMPTY + "choices: {l: [{name: a, label: A}, {name: a, label: A}]}",
        [(Code.DUPLICATE_NAME, 5, "name")],
    ),
    (
        EMPTY + "choices: {l: [{name: a, label: A, issue_step: 喝茶}]}",
        [(Code.UNKNOWN_TERM, 5, "issue_step")],
    ),
    (
        EMPTY + f"choices: {{l: [{{name: a, label: A, synonyms: {'x' * 2_001}}}]}}",
        [(Code.TOO_LONG, 5, "synonyms")],
    ),
    (
        EMPTY + "choices: {l: [{name: a, label: A, issue_text::zh: '${gone}'}]}",
        [(Code.UNKNOWN_REFERENCE, 5, "issue_text::zh")],
    ),
    # references and expressions
    (
        survey("- {type: text, name: a, label: A, relevant: '${b} = 1'}"),
        [(Code.UNKNOWN_REFERENCE, 4, "relevant")],
    ),
    (
        survey("- {type: text, name: a, label: 'A ${b}'}"),
        [(Code.UNKNOWN_REFERENCE, 4, "label")],
    ),
    (
        survey("- {type: group, name: g, label: 'G ${b}', rows: @}"),
        [(Code.UNKNOWN_REFERENCE, 4, "label")],
    ),
    (
        survey("- {type: group, name: g, rows: @}\n- {type: text, name: a, label: '${g}'}"),
        [(Code.GROUP_REFERENCE, 5, "label")],
    ),
    (
        survey("- {type: text, name: a, label: A, constraint: '. >'}"),
        [(Code.UNFINISHED, 4, "constraint")],
    ),
    (
        survey("- {type: text, name: a, label: A, default: 'today('}"),
        [(Code.UNFINISHED, 4, "default")],
    ),
    (
        survey("- {type: repeat, name: a, rows: @, repeat_count: 'pulldata(1)'}"),
        [(Code.NO_PULLDATA, 4, "repeat_count")],
    ),
    (
        survey(f"- {{type: text, name: a, label: A, relevant: {'1' * 2_001}}}"),
        [(Code.TOO_LONG, 4, "relevant")],
    ),
    (
        survey("- {type: select_one l, name: a, label: A, choice_filter: 'regoin = 1'}") + LIST,
        [(Code.UNKNOWN_CHOICE_COLUMN, 4, "choice_filter")],
    ),
    # the column of a text is the one that was written
    (
        survey("- {type: text, name: a, label::zh: 甲, label::en: '${b}'}"),
        [(Code.UNKNOWN_REFERENCE, 4, "label::en")],
    ),
    (
        survey("- {type: text, name: a, label: '${b}'}"),
        [(Code.UNKNOWN_REFERENCE, 4, "label")],
    ),
    (
        survey('- {type: text, name: a, label: "甲\\u202E乙"}'),
        [(Code.BAD_CHARACTER, 4, "label")],
    ),
    # cycles
    (
        survey("- {type: text, name: a, label: A, relevant: '${a} = 1'}"),
        [(Code.CYCLE, 4, "relevant")],
    ),
    (
        survey(
            "- {type: text, name: a, label: A, relevant: '${c} = 1'}\n"
            "- {type: calculate, name: b, calculation: '${a}'}\n"
            "- {type: calculate, name: c, calculation: '${b}'}"
        ),
        [(Code.CYCLE, 4, "relevant")],
    ),
    (
        survey(
            "- {type: group, name: g, relevant: '${a}', rows: [{type: text, name: a, label: A}]}"
        ),
        [(Code.CYCLE, 4, "relevant")],
    ),
    # issues
    (
        survey("- {type: text, name: a, label: A, issue: '. = 1'}"),
        [(Code.NO_CATEGORY, 4, "issue")],
    ),
    (
        survey("- {type: text, name: a, label: A, issue: '1', issue_category: 态度}"),
        [(Code.UNKNOWN_TERM, 4, "issue_category")],
    ),
    (
        survey("- {type: text, name: a, label: A, issue_detail: 'b'}"),
        [(Code.UNKNOWN_DETAIL, 4, "issue_detail")],
    ),
    (
        survey(
            "- {type: select_one l, name: a, label: A}\n"
            "- {type: text, name: b, label: B, issue_detail: 'a:b'}"
        )
        + LIST,
        [(Code.UNKNOWN_DETAIL, 5, "issue_detail")],
    ),
    (
        survey(
            "- {type: group, name: g, rows: @}\n- {type: text, name: b, label: B, issue_detail: g}"
        ),
        [(Code.UNKNOWN_DETAIL, 5, "issue_detail")],
    ),
    # minimum
    (EMPTY + "minimum: [{expression: '1'}]", [(Code.MISSING, 5, "")]),
    (
        EMPTY + "minimum: [{expression: '1 +', message: m}]",
        [(Code.UNFINISHED, 5, "expression")],
    ),
    (
        EMPTY + "minimum: [{expression: '${a}', message: '${b}'}]",
        [(Code.UNKNOWN_REFERENCE, 5, "expression"), (Code.UNKNOWN_REFERENCE, 5, "message")],
    ),
    # includes
    (survey("- include: gone"), [(Code.UNKNOWN_INCLUDE, 4, "include")]),
    (survey("- include: ../flow"), [(Code.BAD_INCLUDE, 4, "include")]),
    (survey("- include: /etc/passwd"), [(Code.BAD_INCLUDE, 4, "include")]),
    (survey("- {include: gone, name: x}"), [(Code.LOADED_INCLUDE, 4, "include")]),
]


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_file_is_refused_with_its_place(
    text: str, expected: list[tuple[Code, int, str]], tmp_path: Path
) -> None:
    assert errors(write(tmp_path, text.replace("@", NOTE))) == expected


def test_a_message_says_file_line_column_and_a_guess(tmp_path: Path) -> None:
    text = survey("- type: text\n  name: a\n  label: A\n  relevent: ${a} = 1")
    with pytest.raises(FlowErrors) as wrong:
        load_flow(write(tmp_path, text))
    assert str(wrong.value) == (
        "flow.yaml:7:13: [sheet survey, column relevent] unknown column 'relevent'; "
        "did you mean 'relevant'? otherwise remove it if it is not needed"
    )


def test_all_errors_of_a_file_are_told_at_once_in_its_order(tmp_path: Path) -> None:
    text = survey(
        "- {type: text, name: a, label: A, constraint: '. >'}\n"
        "- {type: texte, name: b, label: B}\n"
        "- {type: text, name: c, label: C, hnt: x}"
    )
    assert [row for _, row, _ in errors(write(tmp_path, text))] == [4, 5, 6]


def test_too_many_rows_or_choices_are_refused(tmp_path: Path) -> None:
    rows = "\n".join(f"- {{type: note, name: n{n}, label: N}}" for n in range(1_002))
    assert errors(write(tmp_path, survey(rows))) == [(Code.TOO_MANY_ROWS, 1_004, "")]
    choices = ", ".join(f"{{name: c{n}, label: C}}" for n in range(5_001))
    text = EMPTY + f"choices: {{l: [{choices}]}}"
    assert [code for code, *_ in errors(write(tmp_path, text))] == [Code.TOO_MANY_CHOICES]


def test_groups_nested_too_deep_are_refused(tmp_path: Path) -> None:
    nested = NOTE
    for level in range(9):
        nested = f"[{{type: group, name: g{level}, rows: {nested}}}]"
    text = f"flow: f\ntitle: t\nsurvey: {nested}\n"
    assert errors(write(tmp_path, text)) == [(Code.TOO_DEEP, 3, "")]


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert errors(tmp_path / "gone.yaml") == [(Code.UNREADABLE, 0, "")]
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00flow")
    assert errors(binary) == [(Code.NOT_UTF8, 1, "")]
    control = tmp_path / "control.yaml"
    control.write_bytes(b"flow: \x01\n")
    assert errors(control) == [(Code.BAD_CHARACTER, 1, "")]


COMMON = "survey: [{type: select_one l, name: b, label: B}]\n" + LIST


def test_included_rows_and_choices_become_part_of_the_flow(tmp_path: Path) -> None:
    write(tmp_path / "common", COMMON, "part.yaml")
    path = write(tmp_path, survey("- {type: note, name: a, label: '${b}'}\n- include: part"))
    flow = load_flow(path)
    assert [row.name for row in flow.rows] == ["a", "b"]
    assert list(flow.choices) == ["l"]
    before = flow.version
    write(tmp_path / "common", COMMON.replace("label: B", "label: C"), "part.yaml")
    assert load_flow(path).version != before
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere, COMMON, "part.yaml")
    assert load_flow(path, elsewhere).version == before


def test_errors_of_an_included_file_name_that_file(tmp_path: Path) -> None:
    write(tmp_path / "common", COMMON.replace("label: B", "relevant: ${x}, label: B"), "part.yaml")
    with pytest.raises(FlowErrors) as wrong:
        load_flow(write(tmp_path, survey("- include: part")))
    assert [(e.place.file, e.place.row) for e in wrong.value.errors] == [("part.yaml", 1)]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("survey: [{include: part}]", Code.NESTED_INCLUDE),
        ("flow: x\nsurvey: [{type: note, name: n, label: N}]", Code.UNKNOWN_COLUMN),
        (LIST, Code.DUPLICATE_NAME),
        ("survey: [{type: note, name: here, label: N}]", Code.DUPLICATE_NAME),
    ],
)
def test_an_included_file_brings_only_new_rows_and_lists(
    part: str, code: Code, tmp_path: Path
) -> None:
    write(tmp_path / "common", part, "part.yaml")
    path = write(tmp_path, survey("- {type: note, name: here, label: N}\n- include: part") + LIST)
    assert [found for found, *_ in errors(path)] == [code]


def test_a_link_out_of_the_include_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, COMMON, "secret.yaml")
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "part.yaml").symlink_to(tmp_path / "secret.yaml")
    path = write(tmp_path, survey("- include: part"))
    with pytest.raises(FlowErrors, match="outside of the include folder"):
        load_flow(path)


def test_an_empty_included_file_is_no_harm_but_an_error(tmp_path: Path) -> None:
    write(tmp_path / "common", "", "part.yaml")
    path = write(tmp_path, survey("- include: part"))
    assert errors(path) == [(Code.NOT_A_MAP, 1, "")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("flow: survey[]{}-\n\t'\"&*!|>%@`#,?\\x00yes:1", max_size=80))
def test_any_text_is_a_flow_or_a_list_of_errors(tmp_path: Path, text: str) -> None:
    try:
        assert isinstance(load_flow(write(tmp_path, text)), Flow)
    except FlowErrors as wrong:
        assert wrong.errors
