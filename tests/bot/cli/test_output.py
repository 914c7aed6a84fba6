"""What is printed: nothing in it steers a terminal, and a program reads exactly what is kept."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.output import as_json, columns, echo, print_table
from flows.characters import unsteered
from tests.bot.cli.conftest import ROOT, Walkalong

ESCAPE = "\x1b[2J"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.characters(codec=None)))
def test_what_is_printed_can_neither_move_the_cursor_nor_turn_around(text: str) -> None:
    shown = unsteered(text)
    for character in shown:
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(character) not in (
            *("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"),
        )
    letters = text.translate(dict.fromkeys((0xFFFE, 0xFFFF)))  # these are none
    kept = [c for c in letters if unicodedata.category(c) not in ("Cc", "Cs", "Cf")]
    assert [c for c in shown if unicodedata.category(c) not in ("Cc", "Cf")] == kept


def test_what_one_can_see_stays() -> None:
    assert unsteered("一\t二\n👨\u200d👩") == "一\t二\n👨\u200d👩"
    assert unsteered(f"a{ESCAPE}b\x07\x9bc\rd\udc80{BIDI}e") == "a[2Jbcde"


def test_both_outputs_are_guarded(capsys: pytest.CaptureFixture[str]) -> None:
    echo(f"{ESCAPE}甲")
    echo(f"{ESCAPE}乙", err=True)
    assert capsys.readouterr() == ("[2J甲\n", "[2J乙\n")


def test_json_escapes_what_a_terminal_would_obey_and_loses_nothing() -> None:
    value = {"text": f"{ESCAPE}\x9b\x7f{BIDI}\u2028甲\udc80\n"}
    told = as_json(value)
    assert unsteered(told) == told
    assert json.loads(told) == value


def test_a_table_is_aligned_whatever_stands_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("名称", "b"), [(f"甲{ESCAPE}\n乙", "x"), ("c", "y")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "甲[2J 乙  x"
    assert len({columns(line) for line in lines}) == 1


@pytest.mark.parametrize("room", ["bot", "flows", "knowledge", "storage"])
def test_everything_is_printed_by_the_one_echo(room: str) -> None:
    bare = re.compile(
        r"click\.(?:s?echo|echo_via_pager|style)|(?<![\w.])print\(|std(?:out|err)\.write"
    )
    found = [p for p in (ROOT / room).rglob("*.py") if bare.search(p.read_text("utf-8"))]
    assert found == [ROOT / "bot" / "cli" / "output.py"][: room == "bot"]


def test_a_file_name_does_not_reach_the_terminal_raw(walkalong: Walkalong, tmp_path: Path) -> None:
    bad = tmp_path / "a\x07\u202eb.yaml"
    bad.write_text("flow: 1", "utf-8")
    done = walkalong("flows", "check", str(bad))
    assert done.code == 1
    assert "\nab.yaml:1" in done.err
    for args in (["flows", "check"], ["guides", "add"]):
        done = walkalong(*args, str(bad.with_name(f"{ESCAPE}gone.yaml")))
        assert (done.code, unsteered(done.err)) == (2, done.err)


def test_the_words_of_the_commands_are_punctuated_as_chinese_is() -> None:
    han = "[\u4e00-\u9fff]"
    half = re.compile(rf"{han}[,;!?(]|{han}: ?(?:{han}|{{)|[,;!?(]{han}|{han}\.$", re.MULTILINE)
    for path in (ROOT / "bot" / "cli").glob("*.py"):
        assert not half.search(path.read_text("utf-8")), path.name
