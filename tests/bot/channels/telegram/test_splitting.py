import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parts import MAX_TEXT
from bot.channels.telegram.splitting import clean, split, units

TEXTS = st.text(alphabet=st.sampled_from("办理。！？\n ,.;a😀👨‍👩‍👧\u0301🏽"), max_size=300)


@given(TEXTS, st.integers(min_value=8, max_value=60))
def test_nothing_but_blanks_is_lost_and_no_piece_is_too_long(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(TEXTS, st.integers(min_value=8, max_value=60))
def test_the_same_text_is_always_cut_in_the_same_places(text: str, limit: int) -> None:
    assert split(text, limit) == split(text, limit)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("第一句。第二句说得长。", ["第一句。", "第二句说得长。"]),
        ("先到窗口。再取号！", ["先到窗口。", "再取号！"]),
        ("甲乙丙丁\n戊己庚辛壬", ["甲乙丙丁", "戊己庚辛壬"]),
        ("One, two. Three", ["One,", "two.", "Three"]),
        ("no blank at all", ["no blank", "at all"]),
        ("甲乙丙丁戊己庚辛壬癸", ["甲乙丙丁戊己庚辛", "壬癸"]),
        ("他说“走吧。”我就走", ["他说“走吧。”", "我就走"]),
        ("   ", []),
        ("", []),
    ],
)
def test_a_text_is_cut_where_a_reader_pauses(text: str, pieces: list[str]) -> None:
    assert split(text, 8) == pieces


def test_length_is_counted_as_telegram_counts_it() -> None:
    assert units("a办😀") == 4
    assert [units(piece) for piece in split("😀" * 4096)] == [MAX_TEXT, MAX_TEXT]


def test_what_is_seen_as_one_character_stays_whole() -> None:
    family = "👨\u200d👩\u200d👧"
    assert split("甲乙丙丁" + family, 9) == ["甲乙丙丁", family]


def test_control_characters_never_reach_the_server() -> None:
    assert clean("a\x00b\x1b[31m\r\nc\td\ud800") == "ab[31m\nc d"


def test_a_very_long_text_is_cut_quickly() -> None:
    text = "不带任何标点的长文" * 20_000
    assert "".join(split(text)) == text
