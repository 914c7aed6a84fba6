"""What an import tells: in the reader's language, and of what looks wrong."""

from __future__ import annotations

import json
import re
import string
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge import remarks
from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf

Write = Callable[[str, str], Path]
FILES = sorted(Path(remarks.__file__).parent.glob("*.toml"))
TABLES = [tomllib.loads(file.read_text("utf-8")) for file in FILES]
TABLE = {key: row for table in TABLES for key, row in table.items()}
ON = date(2026, 6, 1)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_each_remark_stands_in_one_file() -> None:
    assert len(TABLE) == sum(map(len, TABLES)) > 200


@pytest.mark.parametrize("key", TABLE)
def test_a_remark_says_the_same_in_both_languages(key: str) -> None:
    zh, en = TABLE[key]["zh"], TABLE[key]["en"]
    assert places(zh) == places(en)
    assert en and not re.search("[，。；：]", en)


def odd(tmp_path: Path, path: Path, **options: str) -> str:
    library = Library(
        tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none", **options
    )
    report = library.add([path], on=ON)
    return "\n".join(each for guide in report.guides for each in guide.odd)


@pytest.mark.parametrize(
    ("promised", "legal", "told"),
    [
        ("20", "5", "承诺办结时限 20 大于法定 5（单位不全，按同一单位比）"),
        ("20", "5 个工作日", "承诺办结时限 20 大于法定 5 个工作日（单位不全"),
        ("2 个月", "20 个工作日", "承诺办结时限 2 个月 大于法定 20 个工作日"),
        ("20 日", "15 日", "承诺办结时限 20 日 大于法定 15 日"),
        ("5", "20", "承诺办结时限没有单位：5"),
        ("5个", "20 日", "承诺办结时限没有单位：5"),
    ],
)
def test_a_promise_over_the_legal_limit_and_a_limit_without_unit_are_told(
    tmp_path: Path, write: Write, promised: str, legal: str, told: str
) -> None:
    guide = f"name: 甲\n承诺办结时限: {promised}\n法定办结时限: {legal}\n"
    assert told in odd(tmp_path, write("a.yaml", guide))


@pytest.mark.parametrize(
    ("promised", "legal"),
    [("5", "20"), ("30 日", "20 个工作日"), ("即时办结", "20 日"), ("20 日", "20 日")],
)
def test_a_promise_that_may_be_shorter_is_not_told(
    tmp_path: Path, write: Write, promised: str, legal: str
) -> None:
    guide = f"name: 甲\n承诺办结时限: {promised}\n法定办结时限: {legal}\n"
    assert "大于" not in odd(tmp_path, write("a.yaml", guide))


def test_a_guide_out_of_force_on_the_day_of_the_import_is_told(
    tmp_path: Path, write: Write
) -> None:
    text = "name: 甲\n申请材料: x\n"
    assert "已于 2026-05-31 失效" in odd(tmp_path, write("a.yaml", f"{text}expires: 2026-05-31\n"))
    assert "2026-06-02 起才生效" in odd(tmp_path, write("b.yaml", f"{text}effective: 2026-06-02\n"))
    assert "失效" not in odd(tmp_path, write("c.yaml", f"{text}expires: 2026-06-01\n"))


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "\x07"])
def test_characters_that_are_taken_out_are_told(tmp_path: Path, write: Write, sign: str) -> None:
    row = json.dumps({"事项名称": f"甲{sign}乙", "别名": [f"丙{sign}"], "申请材料": "x"})
    told = odd(tmp_path, write("a.jsonl", row))
    assert "“事项名称”里有不能显示的字符" in told and "“别名”里有不能显示的字符" in told


def test_an_import_is_told_in_english(tmp_path: Path, write: Write) -> None:
    guide = (
        "name: X\nversion: 1\nexpires: 2025-01-01\n承诺办结时限: 9\nfaq: [a]\n咨询方式: none here\n"
    )
    library = Library(
        tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none", locale="en"
    )
    report = library.add([write("a.yaml", guide), write("b.md", "---\nx: 1\n")], on=ON)
    told = [*report.guides[0].odd, *(r.reason + r.mend for r in report.refused), report.notice]
    assert "Promised time limit (承诺办结时限) has no unit: 9" in told
    assert "expired on 2025-01-01" in "\n".join(told)
    assert report.notice == library.notice
    known = re.sub(r"\([^)]*\)", "", "\n".join(told))
    assert not re.search("[\u4e00-\u9fff]", known)
