"""Which findings of the linter an office hears of when it asks for some of them."""

from __future__ import annotations

from pathlib import Path

from bot.dialogue import check_list
from bot.dialogue.commands import CommandMeant
from bot.dialogue.messages import Inbound
from bot.reading import check_words
from knowledge.library import Library
from knowledge.linting import RULES
from tests.bot.homes import START
from tests.knowledge.shelf import JsonShelf

GUIDE = """---
id: T-1
name: 技能培训补贴申领
bureau: 云溪市人力资源和社会保障局
---
## 受理条件
失业人员。截至 2023 年底前提交申请。
"""


def test_out_of_date_is_a_guide_with_a_term_that_is_over(tmp_path: Path) -> None:
    file = tmp_path / "guide.md"
    file.write_text(GUIDE, encoding="utf-8")
    library = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")
    library.add([file])
    who = Inbound("test", "office", "1", START, role="admin")
    asked = CommandMeant(check_list.COMMAND, check_words.STALE)
    found = check_list.wanted(library, asked, who, "zh")
    assert [one.rule for one in found] == ["past-date"]


def test_what_counts_as_out_of_date_are_rules() -> None:
    assert RULES.keys() >= check_list.OUT_OF_DATE
