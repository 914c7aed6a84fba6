"""Masks personal numbers before anything else sees or stores a text.

Masked: mainland resident IDs (18 characters, ISO 7064 MOD 11-2 check character,
a birth date that can be; the older ones of 15 digits, by province and birth date),
mobile phones, bank cards (16 to 19 digits, Luhn). What is called an ID or a card
("身份证号…", "卡号…") is one, whatever its check digit: a slip of the finger hides
nobody. Full-width digits, Chinese ones as voice messages bring them ("一三九…",
"幺三九…"), and blanks, dashes or unseen marks between groups count as well. Left
alone: landlines, hotlines, dates, amounts, case numbers and codes, that is digits
that belong to a longer run or to a code with capital letters.

Masking is linear in the text's length and masks nothing the second time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from flows.characters import HIDDEN

ID_LENGTH = 18
OLD_ID_LENGTHS = ((15,), (6, 6, 3), (6, 9), (12, 3))
"""Digits in the groups of an ID as it was until 1999."""
CALLED_LENGTHS = range(15, 20)
"""Of what is called an ID or a card: a digit may be missing, or be one too many."""
PHONE_LENGTH = 11
CARD_LENGTHS = range(16, 20)
SIZES = range(PHONE_LENGTH, CARD_LENGTHS[-1] + 2)
"""Characters that any of them can have, an X at the end included."""
MAX_GROUPS = 8
"""Blocks that one number may be written in ("6222 0212 3456 7890 123")."""
OLDEST, OLDEST_OLD = 1900, 1930
"""Years of birth; of the short IDs a later one, so that no date of this decade looks like one."""
FILED_SINCE = 2015
"""In a case number the place of the birth date is the day of filing, so no earlier year."""
KEPT = 4
"""Last characters that stay readable, so that people can tell which number it was."""

_SEPARATOR = (  # a comma between thousands is none
    rf"(?:[ \t\u00a0\u2000-\u200a\u2010-\u2015.·/_~{HIDDEN}\-]|,(?=[0-9]{{4}})){{1,3}}"
)
_RUN = re.compile(rf"[0-9]+[Xx]?(?:{_SEPARATOR}[0-9]+[Xx]?|{_SEPARATOR}[Xx](?![A-Za-z0-9]))*")
_GROUP = re.compile(r"[0-9]+[Xx]?|[Xx]")
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NUMERALS = "零〇○◯幺叉一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_OTHER_DIGIT = re.compile(r"\d(?<![0-9])")
_SPOKEN = str.maketrans(_NUMERALS, "00001x123456789123456789")
_NUMERAL = f"[{_NUMERALS}]"
_SIGN = re.compile(rf"[\dXx{_NUMERALS}]")
"""What any of them is made of."""
_PAUSE = re.compile(rf"(?<={_NUMERAL})[,，、](?={_NUMERAL})")
_WORD_BEGINS = re.compile(rf"{_NUMERAL}{{1,2}}(?!{_NUMERAL})[\u4e00-\u9fff]")
_WORD_ENDS = re.compile(rf"(?!{_NUMERAL})[\u4e00-\u9fff]{_NUMERAL}")
_PHONE = re.compile(r"1[3-9][0-9]{9}")
_CARD = re.compile(r"[3-69][0-9]{15,18}")
_COUNTRY = re.compile(r"(?:00)?86(?=1[3-9][0-9]{9}$)")
_PROVINCES = frozenset(
    f"{area}{place}" for area, most in zip("123456", (5, 3, 7, 6, 4, 5), strict=True)
    for place in range(1, most + 1)
)  # fmt: skip
_IS = r"[ :=(\"'“\[【是为]{0,4}$"
BEFORE = 24
"""Characters in front of a number in which it may be called something."""
_ID_CALLED = re.compile(
    rf"(?:身份证|身份|证件)(?:号码|编号|号)?{_IS}"
    rf"|\b(?:id|identity)(?: card)?(?: no\.?| number)?(?: is)?{_IS}",
    re.IGNORECASE,
)
_CARD_CALLED = re.compile(
    rf"(?:卡|账|帐)(?:号码|号|户){_IS}|(?:银行|信用|储蓄)卡{_IS}"
    rf"|\b(?:card|account)(?: no\.?| number)?(?: is)?{_IS}",
    re.IGNORECASE,
)
_CASE_CALLED = re.compile(
    rf"(?:办件|办理|受理|申请|申报|业务|流水|订单|工单|运单|快递|案件)(?:编|单)?号码?{_IS}"
)
_LISTED = re.compile("[,/~]")
"""Between numbers of their own ("5000/6000/7000/8000"), not within a card's."""
_PHONE_CALLED = re.compile("(?:TEL|PHONE|MOBILE)$")
_AMOUNT_BEGINS, _AMOUNT_ENDS = re.compile("[¥￥$] ?$"), re.compile(" ?(?:元|块钱|yuan|RMB)")


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it may be stored, and what was masked in it: "id", "phone", "card"."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    start: int
    end: int
    shown: str


def mask(text: str) -> Masked:
    """`text` with every personal number masked but for its last four characters."""
    if len(_SIGN.findall(text)) < SIZES[0]:
        return Masked(text, ())
    kinds: list[str] = []
    text = _masked(text, _digits_folded(text), kinds)
    # On their own: in "15400000000一直打不通" the 一 is no digit.
    if re.search(_NUMERAL, text):
        text = _masked(text, _numerals_folded(text), kinds)
    return Masked(text, tuple(kinds))


def _masked(text: str, folded: str, kinds: list[str]) -> str:
    out: list[str] = []
    at = 0
    for run in _RUN.finditer(folded):
        groups = [(m.start(), m.end()) for m in _GROUP.finditer(folded, *run.span())]
        for found in _in_groups(text, folded, groups):
            out += [text[at : found.start], found.shown]
            at = found.end
            if found.kind not in kinds:
                kinds.append(found.kind)
    return "".join([*out, text[at:]])


def _digits_folded(text: str) -> str:
    """`text` with every decimal digit and full-width sign in ASCII, character for character."""
    if text.isascii():
        return text
    wide = text.translate(_WIDTH)
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), wide)


def _numerals_folded(text: str) -> str:
    """The same with Chinese numerals, and the pauses between them as blanks."""
    return _digits_folded(_PAUSE.sub(" ", text)).translate(_SPOKEN)


def _in_groups(text: str, folded: str, groups: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    """Personal numbers made of whole neighbouring groups, from left to right."""
    first = 0
    while first < len(groups):
        for last in range(min(len(groups), first + MAX_GROUPS), first, -1):
            found = _in_whole(text, folded, groups[first:last])
            if found is not None:
                yield found
                first = last
                break
        else:
            first += 1


def _in_whole(text: str, folded: str, groups: Sequence[tuple[int, int]]) -> _Found | None:
    """The number that `groups` are, perhaps but for a numeral that belongs to a word beside it."""
    size = sum(b - a for a, b in groups)
    if size not in SIZES:
        return None
    found = _number(folded, groups)
    start, end = groups[0][0], groups[-1][1]
    for cut in (1, 2):  # 一三八…〇一直打不通
        begins = end - cut > groups[-1][0] and _WORD_BEGINS.fullmatch(text, end - cut, end + 1)
        if found is None and begins:
            found = _number(folded, [*groups[:-1], (groups[-1][0], end - cut)])
    if found is None and start and _WORD_ENDS.fullmatch(text, start - 1, start + 1):
        found = _number(folded, [(start + 1, groups[0][1]), *groups[1:]])  # 老三一三八…
    return found


def _number(folded: str, groups: Sequence[tuple[int, int]]) -> _Found | None:
    start, end = groups[0][0], groups[-1][1]
    # What stands beside a star is the readable end of a number that is masked already.
    if folded[start - 1 : start] == "*" or folded[end : end + 1] == "*":
        return None
    before = folded[max(0, start - BEFORE) : start]
    lengths = tuple(b - a for a, b in groups)
    whole = "".join(folded[a:b] for a, b in groups).upper()
    is_case = _CASE_CALLED.search(before) is not None
    called = len(whole) in CALLED_LENGTHS and not is_case
    if _is_id(whole, FILED_SINCE if is_case else date.max.year) or (
        called and _ID_CALLED.search(before)
    ):
        return _Found("id", start, end, _starred(whole))
    digits = whole.rstrip("X")
    end -= len(whole) - len(digits)
    if _is_code(folded, start, end):
        return None
    if not is_case and _is_old_id(digits, lengths):
        return _Found("id", start, end, _starred(digits))
    is_list = _LISTED.search(folded, start, end)
    is_card = not (is_case or is_list) and _is_card(digits, lengths)
    if is_card or (called and _CARD_CALLED.search(before)):
        return _Found("card", start, end, _starred(digits))
    if _AMOUNT_BEGINS.search(before) or _AMOUNT_ENDS.match(folded, end):
        return None
    return _phone(groups, digits, end)


def _phone(groups: Sequence[tuple[int, int]], digits: str, end: int) -> _Found | None:
    start = groups[0][0]
    country = _COUNTRY.match(digits)
    if country:
        digits = digits[country.end() :]
        if groups[0][1] - start == country.end():
            start = groups[1][0] if len(groups) > 1 else start
            groups = groups[1:]
        else:
            start += country.end()
    if not _PHONE.fullmatch(digits) or groups[0][1] - start < len("138"):
        return None
    return _Found("phone", start, end, f"{digits[:3]}{'*' * KEPT}{digits[-KEPT:]}")


def _is_id(whole: str, before: int) -> bool:
    """Whether it is the ID of someone who was born before that year."""
    if len(whole) != ID_LENGTH or not whole[:-1].isdigit() or whole[0] == "0":
        return False
    born = _year_of(whole[6:14])
    return OLDEST <= born < before and bool(mod_11_2.is_valid(whole))


def _is_old_id(digits: str, lengths: tuple[int, ...]) -> bool:
    if lengths not in OLD_ID_LENGTHS or digits[:2] not in _PROVINCES:
        return False
    return _year_of(f"19{digits[6:12]}") >= OLDEST_OLD


def _year_of(day: str) -> int:
    """The year of a day (`19900131`) that can be; 0 for any other."""
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:])).year
    except ValueError:
        return 0


def _is_card(digits: str, lengths: Sequence[int]) -> bool:
    blocks = (
        len(lengths) == 1 or all(n == KEPT for n in lengths[:-1]) or lengths[0] == len("622202")
    )
    return blocks and _CARD.fullmatch(digits) is not None and bool(luhn.is_valid(digits))


def _is_code(folded: str, start: int, end: int) -> bool:
    """Whether capital letters stick to the digits, and do not say that they are a phone's."""
    beside = folded[start - 1 : start] + folded[end : end + 1]
    called = _PHONE_CALLED.search(folded[max(0, start - BEFORE) : start])
    return not called and any("A" <= c <= "Z" for c in beside)


def _starred(number: str) -> str:
    return "*" * (len(number) - KEPT) + number[-KEPT:]
