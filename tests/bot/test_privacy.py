"""Personal numbers never reach the store; other numbers stay as they are."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from bot.privacy import mask
from tests.patience import soon


def an_id(body: str = "99990119900101001") -> str:
    """A resident ID of a place that does not exist, with its check character."""
    return body + mod_11_2.calc_check_digit(body)


def a_card(body: str = "622202000000000000") -> str:
    return body + luhn.calc_check_digit(body)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


ID = an_id()
ID_WITH_X = next(i for n in range(1000) if (i := an_id(f"99990119900101{n:03}")).endswith("X"))
PHONE = "138" + "0" * 8
CARD = a_card()


def test_an_id_keeps_its_last_four_characters() -> None:
    assert mask(f"身份证{ID}。").text == f"身份证{'*' * 14}{ID[-4:]}。"
    assert mask(ID).kinds == ("id",)


def test_an_id_may_end_in_a_large_or_small_x() -> None:
    for written in (ID_WITH_X, ID_WITH_X.lower()):
        assert mask(f"我的{written}啊").text == f"我的{'*' * 14}{ID_WITH_X[-4:]}啊"


@pytest.mark.parametrize("gap", [" ", "-", "  ", "\u3000", "\u00a0", "—", "."])
def test_groups_may_stand_apart(gap: str) -> None:
    assert mask(gap.join([ID[:6], ID[6:14], ID[14:]])).text == "*" * 14 + ID[-4:]
    assert mask(gap.join([PHONE[:3], PHONE[3:7], PHONE[7:]])).text == "138****0000"
    assert mask(gap.join(re.findall("....|.+", CARD))).text == "*" * 15 + CARD[-4:]


def test_full_width_digits_are_digits() -> None:
    assert mask(wide(ID)).text == "*" * 14 + ID[-4:]
    assert mask(wide(PHONE)).text == "138****0000"


def spoken(text: str, one: str = "一") -> str:
    """`text` as a voice message brings it."""
    return text.translate(str.maketrans("0123456789", f"〇{one}二三四五六七八九"))


@pytest.mark.parametrize(
    ("written", "shown", "kind"),
    [
        (spoken(PHONE), "138****0000", "phone"),
        (spoken(PHONE, one="幺"), "138****0000", "phone"),
        (spoken(PHONE).replace("〇", "零"), "138****0000", "phone"),
        (spoken(PHONE).replace("〇", "○"), "138****0000", "phone"),
        (
            " ".join([spoken(PHONE[:3]), spoken(PHONE[3:7]), spoken(PHONE[7:])]),
            "138****0000",
            "phone",
        ),
        (
            "，".join([spoken(PHONE[:3]), spoken(PHONE[3:7]), spoken(PHONE[7:])]),
            "138****0000",
            "phone",
        ),
        (spoken(PHONE[:4]) + PHONE[4:], "138****0000", "phone"),
        (PHONE[:6] + wide(PHONE[6:9]) + spoken(PHONE[9:]), "138****0000", "phone"),
        (spoken(ID), "*" * 14 + ID[-4:], "id"),
        (spoken(ID_WITH_X), "*" * 14 + ID_WITH_X[-4:], "id"),
        (spoken(ID_WITH_X[:-1]) + "叉", "*" * 14 + ID_WITH_X[-4:], "id"),
        (ID[:6] + spoken(ID[6:]), "*" * 14 + ID[-4:], "id"),
        (spoken(CARD), "*" * 15 + CARD[-4:], "card"),
    ],
)
def test_chinese_numerals_are_digits(written: str, shown: str, kind: str) -> None:
    masked = mask(f"我的号码{written}。")
    assert (masked.text, masked.kinds) == (f"我的号码{shown}。", (kind,))


@pytest.mark.parametrize(
    ("before", "after"),
    [("电话", "一直打不通"), ("", "二楼那位的"), ("", "二十个人"), ("老三", "")],
)
def test_a_numeral_of_a_word_beside_it_hides_no_number(before: str, after: str) -> None:
    for number in (PHONE, spoken(PHONE)):
        assert mask(before + number + after).text == f"{before}138****0000{after}"


SLIP = ID[:-1] + ("0" if ID[-1] != "0" else "1")
"""An ID with one digit wrong."""
OLD = "110000900101000"
"""A short ID by form; no one was ever number 000."""


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"身份证号：{SLIP}", f"身份证号：{'*' * 14}{SLIP[-4:]}"),
        (f"我的身份证是{SLIP[:6]} {SLIP[6:14]} {SLIP[14:]}", f"我的身份证是{'*' * 14}{SLIP[-4:]}"),
        (f"身份证号码为 {ID[:-1]}", f"身份证号码为 {'*' * 13}{ID[-5:-1]}"),
        (f"证件号【{ID_WITH_X[:-1]}X】", f"证件号【{'*' * 14}{ID_WITH_X[-4:]}】"),
        (f"my ID card number is {SLIP}", f"my ID card number is {'*' * 14}{SLIP[-4:]}"),
        (f"卡号{CARD[:-1]}1", f"卡号{'*' * 15}{CARD[-4:-1]}1"),
        (f"银行卡 {CARD[:-1]}", f"银行卡 {'*' * 14}{CARD[-5:-1]}"),
        (OLD, f"{'*' * 11}1000"),
        (f"他是{OLD[:6]} {OLD[6:12]} {OLD[12:]}", f"他是{'*' * 11}1000"),
        (spoken(OLD), f"{'*' * 11}1000"),
        (f"办件编号{ID}", f"办件编号{'*' * 14}{ID[-4:]}"),
    ],
)
def test_what_is_called_a_personal_number_or_is_an_old_id_is_masked(said: str, shown: str) -> None:
    assert mask(said).text == shown
    assert mask(shown).kinds == ()


@pytest.mark.parametrize(
    "gap",
    ["_", "/", ",", "，", "~", " - ", "   ", "\u202d", "\u2060", "\ufeff", "\u00ad", "\u200b"],
)
def test_marks_between_groups_hide_no_number(gap: str) -> None:
    assert mask(gap.join([PHONE[:3], PHONE[3:7], PHONE[7:]])).text == "138****0000"
    assert mask(gap.join([ID[:6], ID[6:14], ID[14:]])).text == "*" * 14 + ID[-4:]


@pytest.mark.parametrize("name", ["IMG_{}.jpg", "{}_1.png", "扫描_{}_正面.pdf", "TEL{}"])
def test_the_name_of_a_file_hides_no_number(name: str) -> None:
    assert mask(name.format(PHONE)).text == name.format("138****0000")
    assert mask(name.format(CARD)).text == name.format("*" * 15 + CARD[-4:])


@pytest.mark.parametrize("country", ["+86", "+86 ", "86", "0086", "86-"])
def test_a_country_code_does_not_hide_a_phone(country: str) -> None:
    assert mask(f"电话{country}{PHONE}").text == f"电话{country}138****0000"


def test_words_beside_a_phone_do_not_hide_it() -> None:
    assert mask(f"电话{PHONE}打不通").text == "电话138****0000打不通"
    assert mask(f"tel{PHONE}").text == "tel138****0000"


def test_several_numbers_are_told_apart() -> None:
    masked = mask(f"{PHONE} {ID} {CARD}")
    assert masked.kinds == ("phone", "id", "card")
    assert masked.text == f"138****0000 {'*' * 14}{ID[-4:]} {'*' * 15}{CARD[-4:]}"


@pytest.mark.parametrize(
    "text",
    [
        "0999-8123456",
        "拨打12345",
        "WT-2026-0001",
        "11990000MB00000000000119001000",
        "YX-GA-001",
        "2026-11-03 09:30",
        f"编号{PHONE}00",
        f"A{PHONE}",
        f"{PHONE[:10]}",
        "20分钟,3次,1440",
        SLIP,
        f"身份证到期了，办件编号是{SLIP}",
        "办件编号" + an_id("99000020261124000"),
        f"受理号：{CARD}",
        "330000261124001",
        "990000900101000",
        "138,000,000.00",
        f"{PHONE}元",
        f"￥{PHONE}",
        "IMG_20261124_093000_1.jpg",
        "mmexport1790000000000.jpg",
        "20,30,40分钟",
        *(mark.join(re.findall("....", a_card("400050006000700"))) for mark in ",/~"),
        CARD[:-1] + str((int(CARD[-1]) + 1) % 10),
        an_id("99990119901301001"),
        spoken("2026") + "年" + spoken("13800"),
        "一百三十八万八千八百八十八次",
        "一、三、八、二、二、二、二、二、二、二",
        spoken(ID[:-1] + ("0" if ID[-1] != "0" else "1")),
        spoken(PHONE[:10]),
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).kinds == ()


PIECES = st.one_of(
    st.sampled_from([ID, ID_WITH_X, PHONE, CARD, wide(ID), wide(PHONE), "+86", "86", "*", "**"]),
    st.sampled_from([spoken(ID), spoken(PHONE), spoken(CARD), "一", "二楼", "，", "叉"]),
    st.text(alphabet="0123456789Xx*- .A中", max_size=20),
    st.text(max_size=5),
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)


@given(TEXTS)
def test_masking_twice_masks_no_more(text: str) -> None:
    once = mask(text)
    assert mask(once.text) == type(once)(once.text, ())


@given(TEXTS)
def test_no_number_that_stands_alone_is_left(text: str) -> None:
    left = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c
        for c in unicodedata.normalize("NFKC", mask(text).text)
    )
    for run in re.findall(r"(?<![0-9A-Z_*.$¥\-])(?<![$¥] )[0-9]+[Xx]?(?![0-9A-Za-z_*])", left):
        assert not re.fullmatch("1[3-9][0-9]{9}", run)
        plausible = re.fullmatch("[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]", run)
        if plausible and 1 <= int(run[10:12]) <= 12 and 1 <= int(run[12:14]) <= 28:
            assert not mod_11_2.is_valid(run.upper())


def test_a_long_hostile_text_is_masked_in_time() -> None:
    for one in "1一":
        text = f"{one} " * 200_000 + one * 200_000 + "-." * 100_000 + PHONE
        with soon():
            assert mask(text).text.endswith("138****0000")
