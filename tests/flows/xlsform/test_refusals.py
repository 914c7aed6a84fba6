"""What a chat cannot carry is refused: each with its row, its column and the mend, all at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import Code, FlowErrors
from flows.limits import MAX_CHOICES, MAX_ROWS
from flows.xlsform.error_texts import Sheets
from flows.xlsform.reading import read_xlsform
from flows.xlsform.tables import Tables
from tests.flows.xlsform.forms import faults, tables


def test_everything_that_cannot_be_is_told_at_once() -> None:
    assert faults("""
| survey |
| | type | name | label | relevent | calculation | trigger | appearance | choice_filter | relevant |
| | rank l | r | Order | | | | | | |
| | geotrace | g | Walk | | | | | | |
| | select_one_from_file x.csv | f | File | | | | | a=1 | |
| | select_multiple y.xml | f2 | File | | | | | | |
| | select_one ${rep} | q | Repeat | | | | | | |
| | calculate | t | | | now() | r | | | |
| | select_one l | sea | Search | | | | search('towns') | | |
| | calculate | pd | | | pulldata('a','b','c',${r}) | | | | |
| | calculate | rnd | | | random() | | | | |
| | text | inst | Inst | | | | | | instance('l')/root/item |
| | text | abs | Abs | | | | | | /data/r = 'a' |
| | text | up | Up | | | | | | ../nowhere = 'a' |
| | begin loop over x | lo | | | | | | | |
| | end loop | | | | | | | | |
| | cascading_select z | ca | | | | | | | |
| | begin repeat | rep | R | x | | | | | |
| | text | rep_q | Q | | | | | | |
| | end group | | | | | | | | |
| | end repeat | | | | | | | | |
| | range | ran | Ran | | | | | | |
| | begin group | open | O | | | | | | |
| | textt | m | M | | | | | | |
| | text | | Nameless | | | | | | |
| | | typeless | T | | | | | | |
| choices |
| | list_name | name | label |
| | l | a | A |
| | l | a | A |
| | | c | C |
""") == [
        (Sheets.MISSPELLED, 1, "relevent"),
        (Sheets.NO_ORDER, 2, "type"),
        (Sheets.NO_SHAPE, 3, "type"),
        (Sheets.OUTSIDE_FILE, 4, "type"),
        (Sheets.OTHER_FILE, 5, "type"),
        (Sheets.FROM_REPEAT, 6, "type"),
        (Sheets.NO_TRIGGER, 7, "trigger"),
        (Sheets.NO_SEARCH, 8, "appearance"),
        (Sheets.OUTSIDE_FILE, 9, "calculation"),
        (Code.NO_CHANCE, 10, "calculation"),
        (Code.NO_PULLDATA, 11, "relevant"),
        (Code.NOT_SUPPORTED, 12, "relevant"),
        (Code.NOT_SUPPORTED, 13, "relevant"),
        (Sheets.NO_LOOP, 14, "type"),
        (Sheets.OLD_CASCADE, 16, "type"),
        (Sheets.WRONG_END, 19, "type"),
        (Sheets.NOT_OPENED, 20, "type"),
        (Sheets.NOT_CLOSED, 22, "type"),
        (Code.UNKNOWN_TYPE, 23, "type"),
        (Code.MISSING, 24, ""),
        (Code.MISSING, 25, ""),
        (Code.DUPLICATE_NAME, 3, "name"),
        (Code.MISSING, 4, ""),
    ]


def test_a_range_wants_numbers_and_a_label_of_a_choice_no_arithmetic() -> None:
    assert faults("""
| survey |
| | type | name | label | parameters | calculation | relevant |
| | range | r | R | start=a end=5 | | |
| | select_one l or_other | p | P | | | |
| | calculate | said | | | jr:choice-name(${p}, '${p}') | |
| | text | t | T | | | ${said} = 'A' |
| choices |
| | list_name | name | label |
| | l | a | A |
""") == [(Sheets.BAD_RANGE, 2, "parameters"), (Sheets.LABEL_COMPARED, 5, "relevant")]


def test_or_other_does_not_go_with_a_filter() -> None:
    form = """
| survey |
| | type | name | label | choice_filter |
| | select_one l or_other | p | P | k = 'x' |
| choices |
| | list_name | name | label | k |
| | l | a | A | x |
"""
    assert faults(form) == [(Sheets.OTHER_FILTERED, 2, "type")]


def test_a_name_stands_twice_in_a_list_only_where_every_question_filters_it() -> None:
    form = """
| survey |
| | type | name | label | choice_filter |
| | select_one l | p | P | k = 'x' |
| | select_one l | q | Q | |
| choices |
| | list_name | name | label | k |
| | l | a | A | x |
| | l | a | A | y |
| | l | b | B | x |
| | l | b | Other B | y |
"""
    both = [(Code.DUPLICATE_NAME, 3, "name"), (Code.DUPLICATE_NAME, 5, "name")]
    assert faults(form) == both
    assert faults(form.replace("| q | Q | |", "| q | Q | k = 'y' |")) == both[1:]


def test_a_column_given_twice_is_told_once() -> None:
    form = """
| survey |
| | type | name | label | calculation | calculate |
| | calculate | a | | 1 | 2 |
| | calculate | b | | 1 | 2 |
| | text | c | C | | |
"""
    assert faults(form) == [(Code.DUPLICATE_COLUMN, 1, "calculate")]


def test_unseen_characters_are_refused() -> None:
    form = "| survey |\n| | type | name | label |\n| | text | a | A\u202e |"
    assert faults(form) == [(Code.BAD_CHARACTER, 2, "label")]


def test_a_workbook_without_a_survey_is_refused() -> None:
    assert faults("| surveys |\n| | type |\n| choices |\n| | name |")[0][0] is Sheets.NO_SHEET
    assert faults("| survey |\n| | type | name |")[0][0] is Code.EMPTY_SURVEY
    assert faults("| survey |")[0][0] is Code.EMPTY_SURVEY


def test_too_much_is_refused_where_it_begins() -> None:
    head = "| survey |\n| | type | name | label |\n"
    rows = "".join(f"| | text | q{n} | Q |\n" for n in range(MAX_ROWS + 5))
    assert faults(head + rows) == [(Code.TOO_MANY_ROWS, MAX_ROWS + 2, "")]
    deep = "".join(f"| | begin group | g{n} | G |\n" for n in range(200))
    assert faults(head + deep)[0][0] is Code.TOO_DEEP
    many = "".join(f"| | l | c{n} | C |\n" for n in range(MAX_CHOICES + 1))
    form = f"{head}| | select_one l | a | A |\n| choices |\n| | list_name | name | label |\n{many}"
    assert (Code.TOO_MANY_CHOICES, MAX_CHOICES + 2, "") in faults(form)


WORDS = """
    type name label label::zh relevant select_one l text begin_group end_group begin_repeat
    end_repeat ${a} a b ../a > ‘ ' regex(., rank note calculate 1 <b> list_name choice_filter
    jr:choice-name(${a},'${a}') l=${a} parameters start=1 range or_other hint default
"""
CELLS = st.sampled_from(["\u202e", "select_one l or_other", "begin group", "", *WORDS.split()])


@given(st.lists(st.lists(CELLS, max_size=7), max_size=9), st.lists(st.lists(CELLS), max_size=4))
def test_any_cells_make_a_flow_or_errors(survey: list[list[str]], choices: list[list[str]]) -> None:
    head = ["type", "name", "label", "relevant", "calculation", "choice_filter", "parameters"]
    form = Tables("f.xlsx", {"survey": [head, *survey], "choices": choices})
    try:
        flow, _ = read_xlsform(form)
    except FlowErrors as wrong:
        assert wrong.told("zh") and wrong.told("en")
    else:
        assert flow.version


@pytest.mark.parametrize("text", ["(" * 20_000, "../" * 6_000 + "a", "'" * 19_999, "${" * 9_000])
def test_long_cells_are_refused_soon(text: str) -> None:
    form = tables("| survey |\n| | type | name | label | relevant |\n| | text | a | A | ? |")
    grid = [[cell.replace("?", text) for cell in row] for row in form.sheets["survey"]]
    with pytest.raises(FlowErrors):
        read_xlsform(Tables("f.xlsx", {"survey": grid}))


def test_a_sheet_without_its_columns_is_told_once_at_its_first_row() -> None:
    """A title above the columns, or columns of other names; nothing is told that follows."""
    choices = "| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n"
    for head in (
        "| | 接水走访（第二版） | | |\n| | type | name | label |",
        "| | 栏目 | 叫法 | 写法 |",
    ):
        form = f"| survey |\n{head}\n| | select_one yn | ok | OK? |\n{choices}"
        assert faults(form) == [(Sheets.NO_HEAD, 1, "")]
    assert faults("""
| survey |
| | type | name | label |
| | select_one yn | ok | OK? |
| choices |
| | list | value | text |
| | yn | y | Yes |
""") == [(Sheets.NO_HEAD, 1, "")]
    assert faults("| survey |\n| | type | name | label |") == [(Code.EMPTY_SURVEY, 0, "")]


def test_tables_of_kobo_are_refused_by_their_name() -> None:
    assert faults("""
| survey |
| | type | name | label |
| | begin_kobomatrix | m | Matrix |
| | end_kobomatrix | | |
| | begin_score | s | Marks |
| | score__row | r | Clean |
| | end_score | | |
| | text | begin_score_why | Why? |
""") == [(Sheets.NO_TABLE, 2, "type"), (Sheets.NO_TABLE, 4, "type"), (Sheets.NO_TABLE, 5, "type")]
