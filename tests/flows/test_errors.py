"""Every fault is told in both languages, in one line, with its place and its mend."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from flows.error_texts import FOUND
from flows.errors import MAX_TOLD, Code, FlowErrors, Place, guess, worded
from flows.model import LOCALES, Locale
from flows.office_texts import Office
from flows.slip_texts import Slip
from flows.wording import Fault
from flows.xlsform.error_texts import Import, Sheets

HAN = "[\u4e00-\u9fff]"
FAULTS: list[Fault] = [*Code, *Slip, *Sheets, *Import, *Office]


def fields(code: Fault, locale: Locale) -> set[str]:
    return {
        name for text in code.wording(locale) for _, name, *_ in Formatter().parse(text) if name
    }


@pytest.mark.parametrize("code", FAULTS, ids=lambda code: code.name)
def test_every_code_has_both_languages_with_the_same_details(code: Fault) -> None:
    assert len(code.value) == len(LOCALES)
    assert fields(code, "zh") == fields(code, "en")
    for locale in LOCALES:
        message, mend = code.wording(locale)
        assert message and mend
        assert bool(re.search(HAN, message)) == (locale == "zh")
        assert "{guess}" not in message
        assert "{guess}" not in mend or mend.startswith("{guess}")


@pytest.mark.parametrize("code", FAULTS, ids=lambda code: code.name)
def test_chinese_is_punctuated_as_chinese_is(code: Fault) -> None:
    half = re.compile(rf"{HAN} ?[,;!?(]|[,;!?)] ?{HAN}|{HAN}: |{HAN}\.$")
    for text in code.wording("zh"):
        prose = re.sub(r"[\w{}-]+\([^()]*\)|“键: 值”", "x", text)  # no calls, no YAML
        assert not half.search(prose), text


def test_no_two_codes_say_the_same() -> None:
    assert len({code.wording("zh") for code in FAULTS}) == len(FAULTS)
    members = [each for kind in (Code, Slip, Sheets, Import, Office) for each in kind.__members__]
    assert len(members) == len(FAULTS), "one that says the same is an alias"


@pytest.mark.parametrize("found", ["map", "list", "text", "nothing"])
def test_what_stands_in_a_place_has_a_word_in_both_languages(found: str) -> None:
    assert set(FOUND[found]) == set(LOCALES)


def test_a_line_says_file_row_character_sheet_column_fault_and_mend() -> None:
    place = Place("kiosk.yaml", "survey", 7, "relevent", 13)
    error = place.error(Code.UNKNOWN_COLUMN, name="relevent", guess="relevant")
    assert error.told("zh") == (
        "kiosk.yaml:7:13：〔survey 表、relevent 列〕没有“relevent”这一列；"
        "是不是想写“relevant”？不是的话，用不着就删掉"
    )
    assert error.told("en") == (
        "kiosk.yaml:7:13: [sheet survey, column relevent] unknown column 'relevent'; "
        "did you mean 'relevant'? otherwise remove it if it is not needed"
    )
    bare = Place("kiosk.yaml").error(Code.NOT_A_MAP, found="nothing")
    assert bare.told("zh").startswith("kiosk.yaml：这里应是“键: 值”，现在是空的；")


def test_several_words_are_joined_as_the_language_does() -> None:
    details = {"name": "x", "type": "text", "guess": "", "known": ("item", "aim")}
    assert "item、aim" in worded(Code.IDLE_APPEARANCE, details, "zh")[1]
    assert "item, aim" in worded(Code.IDLE_APPEARANCE, details, "en")[1]
    none = worded(Code.IDLE_APPEARANCE, details | {"known": ()}, "en")[1]
    assert "use one of: none" in none


def test_a_strangers_text_is_one_bounded_line() -> None:
    error = Place("a.yaml").error(Code.BAD_NAME, name="{x}\n" * 900, limit=64)
    for locale in LOCALES:
        assert "\n" not in error.told(locale)
        assert len(error.told(locale)) < MAX_TOLD + 200


def test_a_far_word_is_not_guessed() -> None:
    assert (guess("relevent", ["relevant"]), guess("x", ["relevant"])) == ("relevant", "")


def test_all_errors_are_told_in_the_files_order() -> None:
    places = [Place("b", row=1), Place("a", row=2), Place("a", row=1, offset=9)]
    errors = FlowErrors(place.error(Code.NO_LABEL) for place in places)
    assert [line.partition("：")[0] for line in errors.told("zh").splitlines()] == [
        "a:1:9",
        "a:2",
        "b:1",
    ]
    assert str(errors) == errors.told("en")


def test_what_parsers_say_is_chinese_to_those_who_read_chinese() -> None:
    """Expressions, patterns: whatever is wrong with them, no English is left."""
    from flows.expressions import ExpressionError, compile_expression

    sources = (
        "label::English = 'x'", "1 2", "a b", "1)", "= 3", "selected(1,)", "a@b", "x!y", "a:b",
        "not 1", "5%", "if(1)", "1,2", "{x}", "concat(1;2)", "string-length(1 2)", "ab()cd",
        "round(1, 2, 3)", "regex('a', '(')", "regex('a', '[')", "regex('a', 'b**')",
        "regex('a', '(?=x)')", r"regex('a', '\1')", "regex('a', '*a')", "regex('a', 'a{3,1}')",
        "regex('a', 'x)')", "regex('a', '[z-a]')",
    )  # fmt: skip
    for source in sources:
        with pytest.raises(ExpressionError) as wrong:
            compile_expression(source)
        error = Place("f.xlsx").error(wrong.value.code, **wrong.value.details)
        english = "unexpected|unknown|invalid|missing|expected|arguments|allowed|found|bad "
        assert not re.search(english, error.told("zh")), error.told("zh")
