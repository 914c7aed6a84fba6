"""The library's door to the linter: one guide or all, by locale, with ids that stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf

ON = date(2026, 6, 1)
PAGE = """---
id: T-1
name: 风筝放飞备案
version: "{version}"
---
## 受理条件
{conditions}
## 承诺办结时限
8
"""


def library(tmp_path: Path, page: Path) -> Library:
    made = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")
    made.add([page])
    return made


def test_a_finding_keeps_its_id_while_its_words_stay(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    page = write("a.md", PAGE.format(version="1", conditions="申请人应符合以下条件："))
    guides = library(tmp_path, page)
    before = {found.rule: found for found in guides.check("T-1", on=ON)}
    guides.add([write("a.md", PAGE.format(version="2", conditions="年满 18 周岁。"))])
    after = {found.rule: found for found in guides.check("T-1", on=ON)}
    assert after["no-unit"].id == before["no-unit"].id
    assert (before["no-unit"].version, after["no-unit"].version) == ("1", "2")
    assert "broken-off" in before and "broken-off" not in after


def test_one_guide_or_all_in_either_language(letters: Library) -> None:
    all_of_them = letters.check(on=ON)
    one = all_of_them[0].guide
    assert letters.check(one, on=ON) == [each for each in all_of_them if each.guide == one]
    assert letters.check("NO-SUCH", on=ON) == []
    english = letters.check(one, on=ON, locale="en")
    assert [each.id for each in english] == [each.id for each in letters.check(one, on=ON)]
    assert english[0].title.isascii() and not all_of_them[0].title.isascii()


def test_how_old_a_guide_may_be_is_given(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    text = PAGE.format(version="1", conditions="年满 18 周岁。")
    page = write("a.md", text.replace("version", "published: 2023-01-01\nversion"))
    made = library(tmp_path, page)
    assert "old" not in {found.rule for found in made.check(on=ON)}
    strict = Library(
        tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none", stale_years=2
    )
    assert "old" in {found.rule for found in strict.check(on=ON)}


def test_an_import_tells_what_the_check_tells(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    page = write("a.md", PAGE.format(version="1", conditions="年满 18 周岁。"))
    made = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")
    told = made.add([page]).guides[0].odd
    found = {each.rule: each.text for each in made.check(on=ON)}
    assert found["no-unit"] in told
