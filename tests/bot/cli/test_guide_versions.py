"""`guides versions, diff, remove, restore`: what was kept is told, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Walkalong

PAGE = """---
id: YX-TEST-1
name: 风筝放飞备案
version: "{version}"
{day}
---
## 承诺办结时限
{limit}
"""


@pytest.fixture
def both(walkalong: Walkalong, tmp_path: Path) -> Walkalong:
    """Two versions are imported: one that ends in June, one that begins in July."""
    for version, day, limit in (("1", "expires: 2026-06-30", 5), ("2", "effective: 2026-07-01", 3)):
        page = tmp_path / "guide.md"
        page.write_text(PAGE.format(version=version, day=day, limit=f"{limit} 个工作日"), "utf-8")
        done = walkalong("guides", "add", str(page))
    assert "到期启用 1 · " in done.out
    assert "    承诺办结时限：5 → 3 个工作日" in done.out
    return walkalong


def test_versions_are_listed_with_their_state_and_changes(both: Walkalong) -> None:
    head, first, second, *rest = both("guides", "versions", "YX-TEST-1", "--diff").out.splitlines()
    assert head.split() == ["版本", "状态", "生效", "失效", "发布", "摘要"]
    assert first.split()[:3] == ["1", "现行", "2026-06-30"]
    assert second.split()[:3] == ["2", "未生效", "2026-07-01"]
    assert "  承诺办结时限：5 → 3 个工作日" in rest
    rows = json.loads(both("guides", "versions", "YX-TEST-1", "--json").out)
    assert [(row["version"], row["state"]) for row in rows] == [("1", "in_force"), ("2", "not_yet")]
    assert rows[1]["changes"][-1]["before"] == "5 个工作日"


def test_another_day_may_be_asked_for(both: Walkalong) -> None:
    assert "5 个工作日" in both("ask", "风筝放飞备案多久办好").out
    assert "3 个工作日" in both("ask", "风筝放飞备案多久办好", "--on", "2026-07-02").out
    assert both("ask", "风筝放飞备案多久办好", "--on", "7月2日").code == 2


def test_two_versions_are_compared(both: Walkalong) -> None:
    assert "承诺办结时限：3 → 5 个工作日" in both("guides", "diff", "YX-TEST-1", "2", "1").out
    assert both("guides", "diff", "YX-TEST-1", "2", "2").out == "两版说的一样\n"
    (_, _, change) = json.loads(both("guides", "diff", "YX-TEST-1", "1", "2", "--json").out)
    assert (change["what"], change["after"]) == ("承诺办结时限", "3 个工作日")
    wrong = both("guides", "diff", "YX-TEST-1", "1", "7")
    assert (wrong.code, "没有 '7' 这一版；有：1、2。" in wrong.err) == (1, True)


def test_what_is_removed_answers_no_more_until_it_is_restored(both: Walkalong) -> None:
    done = both("guides", "remove", "YX-TEST-1", "--version", "1")
    assert done.out == "移除了 1 个版本；现在由 2 版回答\n"
    assert "2026-07-01 起才生效" in both("ask", "风筝放飞备案多久办好").out
    done = both("guides", "remove", "YX-TEST-1")
    assert done.out == "移除了 1 个版本；这个事项现在没有指南回答\n"
    assert "YX-TEST-1" not in both("guides", "list").out
    assert "已移除，不再回答" in both("guides", "show", "YX-TEST-1").out
    assert json.loads(both("ask", "风筝放飞备案多久办好", "--json").out)["status"] != "answered"
    done = both("guides", "restore", "YX-TEST-1")
    assert done.out == "恢复了 2 个版本；现在由 1 版回答\n"
    assert "5 个工作日" in both("ask", "风筝放飞备案多久办好").out


@pytest.mark.parametrize("command", ["versions", "remove", "restore"])
def test_a_guide_or_version_that_is_not_there_is_told(both: Walkalong, command: str) -> None:
    done = both("guides", command, "YX-NO-1")
    assert (done.code, "没有编码为 'YX-NO-1' 的指南" in done.err) == (1, True)
    if command != "versions":
        assert both("guides", command, "YX-TEST-1", "--version", "9").code == 1
        assert both("guides", command, "YX-TEST-1", "--version", "").code == 1, "it is not all"


def test_init_brings_no_removed_sample_back(walkalong: Walkalong) -> None:
    walkalong("guides", "remove", "YX-GA-001")
    assert "YX-GA-001 居民身份证补领：这一版已移除，没有恢复" in walkalong("init").out
    assert "YX-GA-001" not in walkalong("guides", "list").out
