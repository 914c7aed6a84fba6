"""Expressions mean what they mean in XLSForm, refuse what they must, and never fail."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.expressions import ExpressionError, compile_expression, is_dynamic
from flows.functions import FUNCTIONS, Nodes, Result, Scalar
from tests.patience import soon

NODES: dict[str, Nodes] = {"minutes": (10, 25, ""), "none": (), "names": ("b", "a")}
VALUES: dict[str, Scalar] = {
    "wait": 40,
    "limit": 30.5,
    "channels": "app window",
    "empty": "",
    "five": "5",
    "day": "2026-02-28",
    "at": "2026-03-01T18:00:00+08:00",
    "leave": "09:45",
    "word": "  一 次 ",
    "odd": "nan",
}


@dataclass
class Scope:
    own: Scalar = "own"
    now: datetime = datetime(2026, 3, 2, 10, 30, 15, tzinfo=UTC)
    columns: dict[str, str] = field(default_factory=lambda: {"region": "north"})

    def value(self, name: str) -> Result:
        return NODES.get(name, VALUES.get(name, ""))

    def nodes(self, name: str) -> Nodes:
        return NODES.get(name, (VALUES.get(name, ""),))

    def in_instance(self, name: str, repeat: str, number: float) -> Scalar:
        return f"{repeat}[{number:g}]/{name}"

    def position(self) -> int:
        return 3

    def spend(self, steps: int) -> None:
        assert steps > 0


MEANINGS = [
    ("${wait} > 30 and selected(${channels}, 'app')", True),
    ("${wait} > 30 and selected(${channels}, 'kiosk') or true()", True),
    ("${wait} > 30 and (selected(${channels}, 'kiosk') or false())", False),
    ("${limit} * 2 + 1 - -2", 64),
    ("7 mod 4", 3),
    ("7 mod 0", math.nan),
    ("7 div 2", 3.5),
    ("1 div 0", math.inf),
    ("-1 div 0", -math.inf),
    ("0 div 0", math.nan),
    ("+${five}", 5),
    ("-${five}", -5),
    (".5e1", 5),
    # comparisons: numbers where it matters, '' is no number
    ("'5' > 3", True),
    ("'10' > '9'", True),
    ("${empty} > 3", False),
    ("${empty} < 3", False),
    ("${empty} = 0", False),
    ("${empty} != 0", True),
    ("${empty} = ''", True),
    ("${five} = 5", True),
    ("${five} = '5.0'", False),
    ("'a' < 'b'", False),
    ("true() = 'anything'", True),
    ("true() != ''", True),
    ("${channels} = 'app'", False),
    (". = 'own'", True),
    ("(1 = 1) = (2 = 2)", True),
    # chains are read from the left, order before equality
    ("1 < 2 < 3", True),
    ("3 > 2 > 1", False),
    ("1 = 1 = 1", True),
    ("1 < 2 = true()", True),
    ("true() = 1 < 2", True),
    ("0 = 1 < 0", True),
    ("5 - 3 > 1 and 2 != 3 != 0", True),
    # node sets: any node will do
    ("${minutes} = 25", True),
    ("${minutes} > 30", False),
    ("${minutes} != 25", True),
    ("${none} = ''", False),
    ("${minutes} + 1", 11),
    ("${none} + 1", math.nan),
    ("count(${minutes})", 3),
    ("count(${none})", 0),
    ("count(1)", 1),
    ("count-non-empty(${minutes})", 2),
    ("sum(${minutes})", 35),
    ("sum(${none})", 0),
    ("min(${minutes})", 10),
    ("max(${minutes}, 100)", 100),
    ("max(${none})", math.nan),
    ("join(', ', ${names}, 'c')", "b, a, c"),
    ("concat(${names}, 1, true())", "ba1true"),
    # selections
    ("selected(., 'own')", True),
    ("selected(${channels}, 'ap')", False),
    ("selected-at(${channels}, 1)", "window"),
    ("selected-at(${channels}, 9)", ""),
    ("selected-at(${channels}, -1)", ""),
    ("selected-at(${channels}, 'x')", ""),
    ("count-selected(${channels})", 2),
    ("count-selected(${empty})", 0),
    # lazy ones
    ("if(${wait} > 30, 'long', 'short')", "long"),
    ("if(${empty}, 'long', 'short')", "short"),
    ("coalesce(${empty}, ${five}, 1)", "5"),
    ("coalesce(${empty}, '')", ""),
    ("once('first')", "own"),
    ("position(..)", 3),
    ("position()", 3),
    ("indexed-repeat(${minutes}, ${names}, 1 + 1)", "names[2]/minutes"),
    # text
    ("regex(${leave}, '[0-9]{2}:[0-9]{2}')", True),
    ("regex(${leave}, '[0-9]{2}')", False),
    ("regex('云溪', '[\\u4e00-\\u9fa5]+')", True),
    ("string-length(${word})", 6),
    ("normalize-space(${word})", "一 次"),
    ("contains('abc', 'b')", True),
    ("starts-with('abc', 'b')", False),
    ("ends-with('abc', 'c')", True),
    ("substring-before('a-b-c', '-')", "a"),
    ("substring-before('abc', '-')", ""),
    ("substring-after('a-b-c', '-')", "b-c"),
    ("substring-after('abc', '')", "abc"),
    ("substr('hello', 1, 3)", "el"),
    ("substr('hello', 2)", "llo"),
    ("substr('hello', -2)", "lo"),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 2)", "2345"),
    ("substring('12345', 'x')", ""),
    ("string(${five} * 1)", "5"),
    ("string(1 div 3)", "0.3333333333333333"),
    ("string(1 div 0)", "Infinity"),
    ("string(0.00001)", "0.00001"),
    ("string(-1 div 3000000)", "-0.00000033333333333333335"),
    ("string(1e21)", "1000000000000000000000"),
    ("number(string(0.00000125)) * 8", 0.00001),
    ("string(-1 div 0)", "-Infinity"),
    ("string(number('x'))", "NaN"),
    ("string(true())", "true"),
    ("string(false())", "false"),
    # truths
    ("boolean('false')", True),
    ("boolean(number('x'))", False),
    ("boolean(0)", False),
    ("not(${empty})", True),
    ("not(1)", False),
    # numbers
    ("number('12.50')", 12.5),
    ("number('1e3')", math.nan),
    ("number('1_000')", math.nan),
    ("number(true())", 1.0),
    ("number(true()) = 5", False),
    ("concat(number(1 = 1))", "1"),
    ("max(true(), 0)", 1.0),
    ("sum(true())", 1.0),
    ("abs(true())", 1.0),
    ("number('\uff11\uff12')", math.nan),
    ("number(${odd})", math.nan),
    ("int(-3.7)", -3),
    ("int('x')", math.nan),
    ("round(2.5)", 3),
    ("round(-2.5)", -2),
    ("round(3.14159, 2)", 3.14),
    ("round(1 div 0)", math.inf),
    ("floor(-1.5)", -2),
    ("ceiling(1.2)", 2),
    ("abs(-3)", 3),
    # dates
    ("today()", "2026-03-02"),
    ("now()", "2026-03-02T10:30:15+00:00"),
    ("today() - ${day}", 2),
    ("${day} < today()", True),
    ("${day} = '2026-02-28'", True),
    ("today() >= '2026-03-02'", True),
    ("date(${at})", "2026-03-01"),
    ("date(0)", "1970-01-01"),
    ("date('2026-02-30')", ""),
    ("date('soon')", ""),
    ("date(1e300)", ""),
    ("date-time(${day})", "2026-02-28T00:00:00"),
    ("decimal-date-time('1970-01-02T12:00')", 1.5),
    ("decimal-date-time('never')", math.nan),
    ("round((decimal-time('10:30') - decimal-time(${leave})) * 1440)", 45),
    ("round((${leave} - '09:00') * 1440)", 45),
    ("decimal-time('25:00')", math.nan),
    ("decimal-time('18:00:00.000+08:00')", 0.75),
    ("decimal-time('06:00Z')", 0.25),
    ("decimal-time('06:00+24:00')", math.nan),
    # an offset is dropped: all times are the wall clock of one place
    ("decimal-date-time('1970-01-02T12:00:00+08:00')", 1.5),
    ("format-date(${day}, '%Y年%n月%e日')", "2026年2月28日"),
    ("format-date-time(${at}, '%y%m%d %H%h:%M:%S.%3 %a %b %d %q %')", None),
    ("format-date('soon', '%Y')", ""),
]


@pytest.mark.parametrize(("source", "meaning"), MEANINGS)
def test_an_expression_means_what_xlsform_says(source: str, meaning: Result | None) -> None:
    value = compile_expression(source).value(Scope())
    if meaning is None:
        assert value == "260301 1818:00:00.000 Sun Mar 01 %q %"
    elif isinstance(meaning, float) and math.isnan(meaning):
        assert isinstance(value, float) and math.isnan(value)
    else:
        assert value == meaning
        assert isinstance(value, str) == isinstance(meaning, str)
        assert isinstance(value, bool) == isinstance(meaning, bool)


def test_once_is_what_is_there_and_its_argument_only_where_nothing_is() -> None:
    once = compile_expression("if(true(), once(today()), '')")
    assert once.value(Scope(own="")) == "2026-03-02"
    assert once.value(Scope(own="2026-01-01")) == "2026-01-01"
    assert once.keeps and not compile_expression("today()").keeps


def test_a_bare_word_is_a_column_of_the_choice_in_a_choice_filter_only() -> None:
    expression = compile_expression("region = 'north' and other = ''", columns=True)
    assert expression.holds(Scope())
    assert expression.columns == {"region", "other"}
    assert expression.names == frozenset()


def test_the_names_an_expression_refers_to_are_known() -> None:
    assert compile_expression("${a} > count(${ b.c-d })").names == {"a", "b.c-d"}


REFUSED = [
    ("", "empty"),
    ("1 +", "not finished"),
    ("'open", "a quote ' is not closed"),
    ("wait > 30", "bare word"),
    ("$wait > 30", "stray $"),
    ("concat('${wait}', 1)", "inside quotes"),
    ("${a} == 'x'", "write ="),
    ("${a} = ‘x’", "write '"),
    ("${a} = “x”", 'write "'),
    ("${a} = '是' AND ${b} = '，'", "write and"),
    ("${a} = 1 && ${b} = 2", "write and"),
    ("if(${a} = 1，2, 3)", "write ,"),
    ("＄｛a｝ = 1", "write $"),
    ("${a} ≥ 2", "write >="),
    ("${a} <> 2", "write !="),
    ("pulldata('f', 'a', 'b', ${wait})", "pulldata"),
    ("random()", "random"),
    ("selectd(${channels}, 'app')", "selectd"),
    ("count(${a}, ${b})", "Too many arguments"),
    ("if(1, 2)", "Too few arguments"),
    ("position(1)", "position()"),
    ("once()", "argument"),
    ("concat('seleced(', 1) + ", "not finished"),
    ("indexed-repeat(1, ${r}, 1)", "two references"),
    ("regex(., ${pattern})", "not a text"),
    (r"regex(., '(a)\1')", "not usable"),
    ("regex(., '(?=a)')", "not usable"),
    (f"regex(., '{'a' * 201}')", "longer than 200"),
    ("1" + " + 1" * 40, "deeper than 40"),
    ("(" * 900 + "1" + ")" * 900, "deeper than 40"),
    ("1" * 2_001, "longer than 2000"),
    # nothing of XPath that could reach beyond the form
    ("doc('file:///etc/passwd')", "doc"),
    ("document('a.xml')", "document"),
    ("unparsed-text('/etc/passwd')", "unparsed-text"),
    ("environment-variable('HOME')", "environment-variable"),
    ("collection()", "collection"),
    ("current-dateTime()", "current-dateTime"),
    ("id('a')", "id"),
    ("//secret", "not supported"),
    ("/root", "not supported"),
    ("${wait}/..", "not supported"),
    ("${wait}[1]", "not supported"),
    ("@attribute", "not supported"),
    ("self::node()", "not supported"),
    ("text()", "not supported"),
    ("..", "not supported"),
    ("*", "not supported"),
    ("${a} | ${b}", "not supported"),
    ("xs:int('5')", "xs"),
]


@pytest.mark.parametrize(("source", "word"), REFUSED)
def test_what_cannot_be_used_is_refused_when_loaded(source: str, word: str) -> None:
    with pytest.raises(ExpressionError) as refusal:
        compile_expression(source)
    assert word in str(refusal.value)


def test_a_misspelt_function_is_guessed() -> None:
    with pytest.raises(ExpressionError) as refusal:
        compile_expression("selectd(${channels}, 'app')")
    assert "did you mean 'selected'?" in str(refusal.value)


def test_a_long_chain_of_alternatives_is_not_deep() -> None:
    chain = " or ".join(f"${{c}} = 'n{n}'" for n in range(100))
    assert not compile_expression(chain).holds(Scope())


@pytest.mark.parametrize(
    ("default", "dynamic"),
    [
        ("5", False),
        ("many", False),
        ("2026-01-31", False),
        ("不清楚 (以后再说)", False),
        ("${wait}", True),
        ("today()", True),
        ("concat('a', 'b')", True),
        ("'quoted'", True),
        ('"quoted"', True),
    ],
)
def test_a_default_is_a_value_or_an_expression(default: str, dynamic: bool) -> None:
    assert is_dynamic(default) is dynamic


SOURCES = st.recursive(
    st.sampled_from(["${wait}", "${minutes}", "${none}", ".", "'x'", "''", "7", "${at}", "1e300"]),
    lambda inner: st.one_of(
        st.builds(
            "({0} {2} {1})".format,
            inner,
            inner,
            st.sampled_from(["+", "-", "*", "div", "=", "<", "and"]),
        ),
        st.sampled_from(sorted(FUNCTIONS)).flatmap(
            lambda name: st.lists(
                inner,
                min_size=FUNCTIONS[name].least,
                max_size=3 if FUNCTIONS[name].most is None else FUNCTIONS[name].most,
            ).map(lambda arguments: f"{name}({', '.join(arguments)})")
        ),
    ),
    max_leaves=8,
)
ODD = st.one_of(
    st.text(max_size=20),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.sampled_from(["1e999", "24:99"]),
)


@given(SOURCES, ODD)
def test_any_expression_has_a_value_for_any_answer(source: str, own: Scalar) -> None:
    value = compile_expression(source).value(Scope(own=own))
    assert isinstance(value, str | float | int | tuple)


@given(st.text(max_size=60))
def test_any_text_compiles_or_is_refused(source: str) -> None:
    try:
        compile_expression(source)
    except ExpressionError as refusal:
        assert refusal.code


def test_an_expression_that_fails_is_empty_and_false() -> None:
    class Broken(Scope):
        def value(self, name: str) -> Result:
            raise LookupError(name)

    expression = compile_expression("${gone} = 1")
    assert expression.value(Broken()) == ""
    assert not expression.holds(Broken())


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a|a)*", "(a|aa)+b", "a*a*a*a*a*a*b", "(.*)(.*)(.*)x"]
)
def test_a_hostile_pattern_takes_linear_time(pattern: str) -> None:
    expression = compile_expression(f"regex(., '{pattern}')")
    with soon():  # a backtracking matcher would not come back
        assert not expression.holds(Scope(own="a" * 4_000 + "!"))


def test_concatenation_cannot_grow_without_end() -> None:
    value = compile_expression(f"concat({', '.join(['.'] * 200)})").value(Scope(own="x" * 4_000))
    assert isinstance(value, str)
    assert len(value) == 4_000
