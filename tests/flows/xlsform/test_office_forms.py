"""Forms as clerks write them: names with blanks, Chinese heads, files beside, loops, triggers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from flows.errors import Code
from flows.expressions import compile_expression
from flows.xlsform.error_texts import Import, Sheets
from tests.flows.xlsform.forms import faults, notes, questions, read

FRUITS = """
| fruits.csv |
| | key | title | kind |
| | red one | 红的 | sweet |
| | lemon | 柠檬 | sour |
"""


def test_a_choice_name_with_blanks_has_an_underscore_wherever_it_stands() -> None:
    flow, slips = read("""
| survey |
| | type | name | label | choice_filter | relevant | default |
| | select_one side | s | S | | | north side |
| | select_multiple town | t | T | side = ${s} | | |
| | text | w | W | | ${s} = 'north side' and selected(${t}, "old town") | |
| | text | v | V | | ${w} = 'north sides' | |
| choices |
| | list_name | name | label | side |
| | side | north side | North side | |
| | side | south | South | |
| | town | old town | Old | north side |
""")
    assert [each.name for each in flow.choices["side"]] == ["north_side", "south"]
    assert flow.choices["side"][0].label == {"en": "North side"}
    assert flow.choices["town"][0].extra == {"side": "north_side"}
    rows = questions(flow)
    assert rows["s"].default == "north_side"
    assert rows["w"].relevant == "${s} = 'north_side' and selected(${t}, \"old_town\")"
    assert rows["v"].relevant == "${w} = 'north sides'"
    assert [s.place.row for s in slips if s.code is Import.RENAMED_CHOICE] == [2, 4]


def test_choices_are_read_from_a_file_beside_the_form() -> None:
    flow, _ = read(f"""
| survey |
| | type | name | label | choice_filter | parameters |
| | select_one_from_file fruits.csv | f | F | kind = 'sour' | value=key label=title |
| | select multiple from file fruits.csv | g | G | | value=key, label=title |
{FRUITS}""")
    rows = questions(flow)
    assert (rows["f"].list_name, rows["g"].type, rows["g"].list_name) == (
        "fruits",
        "select_multiple",
        "fruits",
    )
    assert [(c.name, c.label, c.extra) for c in flow.choices["fruits"]] == [
        ("red_one", {"en": "红的"}, {"kind": "sweet"}),
        ("lemon", {"en": "柠檬"}, {"kind": "sour"}),
    ]


def test_a_search_names_the_columns_of_its_file_in_a_list() -> None:
    flow, _ = read(f"""
| survey |
| | type | name | label | appearance |
| | text | k | K | |
| | select_one l | f | F | search('fruits', 'contains', 'kind', ${{k}}) |
| choices |
| | list_name | name | label |
| | l | key | title |
| | l | 99 | none of them |
{FRUITS}""")
    row = questions(flow)["f"]
    assert (row.list_name, row.choice_filter) == ("fruits", "contains(kind, ${k})")
    assert [c.name for c in flow.choices["fruits"]] == ["99", "red_one", "lemon"]
    assert set(flow.choices) == {"fruits"}


def test_pulldata_is_the_rows_of_a_small_file() -> None:
    flow, _ = read(f"""
| survey |
| | type | name | label | calculation |
| | text | k | K | |
| | calculate | t | | concat('(', pulldata('fruits', 'title', 'key', concat(${{k}}, '')), ')') |
{FRUITS}""")
    source = questions(flow)["t"].calculation
    value = compile_expression(source).value
    assert [value(_Scope(key)) for key in ("red one", "lemon", "x")] == ["(红的)", "(柠檬)", "()"]


def test_a_pulldata_that_cannot_be_is_told_with_its_reason() -> None:
    rows = "".join(f"| | k{number} | {'long ' * 10} | z |\n" for number in range(100))
    assert faults(f"""
| survey |
| | type | name | label | calculation |
| | calculate | a | | pulldata('nosuch', 'a', 'b', 'c') |
| | calculate | b | | pulldata('fruits', 'price', 'key', 'lemon') |
| | calculate | c | | pulldata('long', 'title', 'key', 'k1') |
| | calculate | d | | pulldata('fruits', 'title') |
| | calculate | e | | ${{last-saved#a}} |
{FRUITS}
| long.csv |
| | key | title | kind |
{rows}""") == [
        (Sheets.OUTSIDE_FILE, 2, "calculation"),
        (Sheets.NO_COLUMN, 3, "calculation"),
        (Sheets.LONG_TABLE, 4, "calculation"),
        (Code.NO_PULLDATA, 5, "calculation"),
        (Sheets.NO_LAST_SAVED, 6, "calculation"),
    ]


class _Scope:
    """Where `${k}` is `key`, and nothing else is known."""

    own = ""
    now = datetime(2026, 3, 2, tzinfo=UTC)
    columns: ClassVar[dict[str, str]] = {}

    def __init__(self, key: str) -> None:
        self.key = key

    def value(self, _: str) -> str:
        return self.key

    def nodes(self, _: str) -> tuple[str, ...]:
        return (self.key,)

    def in_instance(self, *_: object) -> str:
        return self.key

    def position(self) -> int:
        return 1

    def spend(self, _: int) -> None:
        pass


def test_what_is_wrong_with_a_file_is_told_at_the_row_that_asks_for_it() -> None:
    assert faults(f"""
| survey |
| | type | name | label | appearance | parameters | trigger |
| | select_one_from_file towns.csv | a | A | | | |
| | select_one_from_file fruits.csv | b | B | | value=id label=title | |
| | select_one l | c | C | search('fruits', 'near', 'kind', 'x') | | |
| | select_one_from_file ../fruits.csv | d | D | | | |
| choices |
| | list_name | name | label |
| | l | key | title |
{FRUITS}""") == [
        (Sheets.OUTSIDE_FILE, 2, "type"),
        (Sheets.NO_COLUMN, 3, "type"),
        (Sheets.NO_SEARCH, 4, "appearance"),
        (Sheets.OUTSIDE_FILE, 5, "type"),
    ]


def test_a_trigger_keeps_the_time_of_the_first_answer_and_all_else_follows() -> None:
    form = """
| survey |
| | type | name | label | calculation | trigger |
| | integer | a | A | | |
| | calculate | at | | now() | ${a} |
| | calculate | twice | | ${a} * 2 | ${a} |
"""
    rows = questions(read(form)[0])
    assert rows["at"].calculation == "if(${a} != '', once(now()), '')"
    assert rows["twice"].calculation == "${a} * 2"
    assert [each for each in notes(form) if each[2] == "trigger"] == [
        (Import.TRIGGERED, 3, "trigger"),
        (Import.TRIGGERED, 4, "trigger"),
    ]


def test_a_loop_is_its_rows_for_each_choice() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | constraint |
| | begin loop over cars | l | | |
| | integer | total | How many %(label)s? | |
| | integer | fit | How many run? | . <= ../total and ${total} > 0 |
| | end loop | | | |
| choices |
| | list_name | name | label |
| | cars | car | cars |
| | cars | bus | buses |
""")
    rows = questions(flow)
    assert list(rows) == ["total_car", "fit_car", "total_bus", "fit_bus"]
    assert rows["total_bus"].label == {"en": "How many buses?"}
    assert rows["fit_bus"].constraint == ". <= ${total_bus} and ${total_bus} > 0"
    assert [row.name for row in flow.rows] == ["l_car", "l_bus"]


def test_chinese_heads_types_and_signs_are_understood() -> None:
    flow, _ = read("""
| survey |
| | 类型 | 名称 | 标签：：简体中文（zh-CN） | 必填 | 显示条件 |
| | 单选　yn | ok | 好吗？ | 是 | |
| | 整数 | wait | 等了多久？ | 否 | （${ok}＝'no'） |
| | 文本 | why | 为什么？ | | ${ok} != '＝' |
| choices |
| | 列表名 | 名称 | 标签::中文 |
| | yn | yes | 好 |
| | yn | no | 不好 |
""")
    rows = questions(flow)
    assert (rows["ok"].type, rows["ok"].label, rows["ok"].required) == (
        "select_one",
        {"zh": "好吗？"},
        "yes",
    )
    assert (rows["wait"].type, rows["wait"].relevant) == ("integer", "(${ok}='no')")
    assert rows["why"].relevant == "${ok} != '＝'"


def test_quotes_of_a_word_processor_are_quotes_where_the_others_do_not_fit() -> None:
    rows = questions(
        read("""
| survey |
| | type | name | label | relevant |
| | text | a | A | |
| | text | b | B | ${a} = ’x’ or ${a} = ’y' |
| | text | c | C | ${a} = 'don’t' |
""")[0]
    )
    assert rows["b"].relevant == "${a} = 'x' or ${a} = 'y'"
    assert rows["c"].relevant == "${a} = 'don’t'"


def test_true_and_false_as_excel_writes_them_are_conditions() -> None:
    rows = questions(
        read("""
| survey |
| | type | name | label | relevant | default |
| | text | a | A | TRUE | TRUE |
| | text | b | B | no | |
""")[0]
    )
    assert [rows[name].relevant for name in "ab"] == ["true()", "false()"]
    assert rows["a"].default == "TRUE"


def test_a_label_of_ours_beside_that_of_xlsform_is_the_authors_own() -> None:
    flow, _ = read("""
| survey |
| | type | name | label::English (en) | label_en |
| | text | a | A | mine |
""")
    assert questions(flow)["a"].label == {"en": "A"}


def test_errors_stand_in_the_order_of_the_sheets() -> None:
    assert faults("""
| choices |
| | list_name | name | label |
| | l | a | A |
| | l | a | B |
| survey |
| | type | name | label |
| | select_one m | a | A |
| | text | b c | B |
""") == [
        (Code.UNKNOWN_LIST, 2, "type"),
        (Code.BAD_NAME, 3, "name"),
        (Code.DUPLICATE_NAME, 3, "name"),
    ]


def test_a_list_may_begin_with_a_word_of_a_type() -> None:
    flow, _ = read("""
| survey |
| | type | name | label |
| | select_one external_town | a | A |
| | select_one from_town | b | B |
| choices |
| | list_name | name | label |
| | external_town | x | X |
| | from_town | y | Y |
""")
    assert [row.list_name for row in questions(flow).values()] == ["external_town", "from_town"]


def test_sheets_may_have_chinese_names_where_those_of_xlsform_are_not_there() -> None:
    form = """
| 问题 |
| | 类型 | 名称 | 题目 |
| | 单选 yn | ok | 好吗？ |
| 选项 |
| | 列表名 | 名称 | 标签 |
| | yn | yes | 好 |
| 设置 |
| | 编号 | 标题 |
| | asked | 试办 |
"""
    flow, slips = read(form)
    assert (flow.id, flow.title, list(questions(flow))) == ("asked", {"zh": "试办"}, ["ok"])
    assert not slips
    beside = read(form + "| survey |\n| | type | name | label |\n| | text | why | 为什么？ |")
    assert list(questions(beside[0])) == ["why"]
    assert [slip.place.sheet for slip in beside[1] if slip.code is Import.IGNORED_SHEET] == ["问题"]


def test_a_trigger_by_a_row_that_is_not_there_is_told_where_it_stands() -> None:
    assert faults("""
| survey |
| | type | name | label | calculation | trigger |
| | integer | aged | A | | |
| | calculate | twice | | ${aged} * 2 | ${ages} |
| | calculate | at | | now() | ${aged}, ${gone} |
""") == [(Code.UNKNOWN_REFERENCE, 3, "trigger"), (Code.UNKNOWN_REFERENCE, 4, "trigger")]


def test_select1_may_have_its_from() -> None:
    flow, _ = read("""
| survey |
| | type | name | label |
| | select1 from sex | a | A |
| choices |
| | list_name | name | label |
| | sex | x | X |
""")
    assert [row.list_name for row in questions(flow).values()] == ["sex"]
