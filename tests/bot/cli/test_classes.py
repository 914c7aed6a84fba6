"""`walkalong classes`: what is alike is proposed; a class is made, fixed and closed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.settings import load_settings
from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.ledgers import app_at, enter, move

PLAN = ("--department", "云溪市医保局", "--owner", "王某", "--measure", "午间排班",
        "--deadline", "2026-06-30", "--cause", "没有排班")  # fmt: skip


@pytest.fixture
def numbers(walkalong: Walkalong) -> list[str]:
    """Four issues that tell of the same."""
    return enter(load_settings().home, 4)


def told(walkalong: Walkalong, *args: str) -> object:
    return json.loads(walkalong(*args, "--json").out)


def test_what_is_alike_is_proposed_and_nothing_is_merged_before(
    walkalong: Walkalong, numbers: list[str]
) -> None:
    shown = walkalong("classes", "propose").out
    assert "1. 4 件；都说到：中午没人" in shown
    (proposal,) = told(walkalong, "classes", "propose")  # type: ignore[misc]
    assert (proposal["proposal"], proposal["size"], proposal["class"]) == (1, 4, "")
    assert [one["number"] for one in proposal["issues"]] == numbers
    assert told(walkalong, "issues", "list", "--state", "merged") == []
    done = walkalong("classes", "propose", "--accept", "1", "--name", "中午没人", "--as", "李敏")
    assert "TL-2026-0001：4 件并入" in done.out
    assert walkalong("classes", "propose").out.startswith("没有可提议的")
    again = walkalong("classes", "propose", "--accept", "1")
    assert (again.code, "没有 1 号提议" in again.err) == (1, True)
    of_class = told(walkalong, "issues", "list", "--class", "TL-1")
    assert [one["number"] for one in of_class] == numbers  # type: ignore[union-attr, attr-defined]
    assert told(walkalong, "issues", "list", "--class", "TL-9") == []


def test_what_was_declined_comes_back_with_new_ones(
    walkalong: Walkalong, numbers: list[str], home: Path
) -> None:
    walkalong("classes", "propose")
    assert "不再提出" in walkalong("classes", "propose", "--decline", "1").out
    assert "没有可提议的" in walkalong("classes", "propose").out
    assert walkalong("classes", "propose", "--decline", "1").code == 1
    assert walkalong("classes", "propose", "--accept", "1", "--decline", "2").code == 2


def test_more_of_a_class_are_proposed_for_it(walkalong: Walkalong, numbers: list[str]) -> None:
    made = walkalong("classes", "add", "中午没人", numbers[0])
    assert "1 件并入" in made.out
    assert "3 件，像 TL-2026-0001 一类" in walkalong("classes", "propose").out
    assert "3 件并入" in walkalong("classes", "propose", "--accept", "1").out


def test_an_issue_says_what_it_is_like(walkalong: Walkalong, numbers: list[str]) -> None:
    shown = walkalong("issues", "show", numbers[1]).out
    assert f"像 {numbers[0]}（中午没人 1），是同一类吗" in shown
    for other in (numbers[0], numbers[2], numbers[3]):
        assert "不再问" in walkalong("classes", "unlike", numbers[1], other).out
    assert "是同一类吗" not in walkalong("issues", "show", numbers[1]).out
    assert walkalong("classes", "unlike", numbers[1], "WT-2026-0099").code == 1
    assert walkalong("classes", "unlike", numbers[1], "TL-9").code == 1


def test_a_class_is_fixed_and_closed_by_two(
    walkalong: Walkalong, numbers: list[str], home: Path
) -> None:
    walkalong("classes", "add", "中午没人", *numbers[:2], *PLAN)
    fix = ("classes", "fix", "TL-1", "--as", "李敏")
    assert "还差" in walkalong(*fix, "--result", "有人").err
    done = walkalong(*fix, "--result", "中午有人", "--evidence", "排班表").out
    assert "2 件可以报整改完成" in done
    own = walkalong(*fix, numbers[0], "--result", "一号窗口有人")
    assert "1 件报了整改完成，待复核" in own.out
    assert "1 件报了整改完成" in walkalong(*fix, "--all").out
    assert "没有等着报" in walkalong(*fix).out
    issue = told(walkalong, "issues", "show", numbers[0])
    values = {n: one["value"] for n, one in issue["fields"].items()}  # type: ignore[index, call-overload]
    assert values["result"] == "一号窗口有人"
    assert values["evidence"] == "TL-2026-0001：排班表"
    assert "没有了结" in walkalong("classes", "close", "TL-1", "--as", "赵强").err
    for number in numbers[:2]:
        move(home, "复核甲", number, "close")
    assert "不能自己销号" in walkalong("classes", "close", "TL-1", "--as", "李敏").err
    assert "已销号" in walkalong("classes", "close", "TL-1", "--as", "赵强").out
    assert "整改中" in walkalong("classes", "reopen", "TL-1", "--reason", "又没人").out
    assert walkalong("db", "check").code == 0


def test_places_are_added_and_ticked_off(walkalong: Walkalong, numbers: list[str]) -> None:
    walkalong("classes", "add", "中午没人", numbers[0])
    assert "还没有要查的地点" in walkalong("classes", "place", "TL-1").out
    hall = ("classes", "place", "TL-1", "--hall", "云溪镇中心", "--department", "医保局")
    assert "1. 云溪镇中心 · 医保局 — 未查" in walkalong(*hall).out
    looked = walkalong("classes", "place", "TL-1", "1", "--found", "--note", "中午也没人").out
    assert "登记为问题 WT-2026-0005" in looked
    again = walkalong("classes", "place", "TL-1", "1", "--clear")
    assert (again.code, "已经登记为问题" in again.err) == (1, True)
    assert walkalong("classes", "place", "TL-1", "7", "--clear").code == 1
    assert walkalong("classes", "place", "TL-1", "1").code == 2
    assert walkalong(*hall, "2", "--clear").code == 2
    assert "单位表" in walkalong("classes", "place", "TL-1", "--every-unit").err
    (place,) = told(walkalong, "classes", "place", "TL-1")  # type: ignore[misc]
    assert (place["found"], place["issue"]) == (True, "WT-2026-0005")
    assert "像 TL-2026-0001，是同一类吗" in walkalong("issues", "show", "WT-2026-0005").out


def test_what_cannot_be_done_says_why(walkalong: Walkalong, numbers: list[str]) -> None:
    walkalong("classes", "add", "中午没人", numbers[0])
    missing = walkalong("classes", "join", "TL-1", "WT-2026-0077", numbers[0])
    assert missing.code == 1
    assert "没有问题 WT-2026-0077" in missing.err
    assert "现在是“已并入同类”" in missing.err
    assert "1 件移出" in walkalong("classes", "leave", "TL-1", "1", "--reason", "不是").out
    assert "1 件并入" in walkalong("classes", "join", "1", "1").out
    assert "没有编号为" in walkalong("classes", "show", "TL-9").err
    late = walkalong("classes", "set", "TL-1", "--deadline", "2020-01-01")
    assert "填得不对：整改时限" in late.err
    assert "名称最多 60 个字" in walkalong("classes", "add", "问" * 61).err
    assert "重名" in walkalong("classes", "add", "中午没人").err
    assert walkalong("classes", "set", "TL-1").code == 1
    assert walkalong("classes", "add", " ").code == 1


def test_personal_numbers_are_covered(walkalong: Walkalong, numbers: list[str]) -> None:
    walkalong("classes", "add", "找 13800138000 王某", numbers[0], "--measure", "电话13800138000")
    assert "13800138000" not in walkalong("classes", "show", "TL-1").out


def test_who_reported_anonymously_is_named_nowhere(
    walkalong: Walkalong, numbers: list[str], home: Path
) -> None:
    with app_at(home) as app:
        from sqlalchemy import text

        with app.engine.begin() as connection:
            connection.execute(text("UPDATE issue SET anonymous = true"))
    walkalong("classes", "add", "中午没人", *numbers, "--as", "李敏")
    outputs = [walkalong("classes", *args).out for args in (
        ("show", "TL-1"), ("show", "TL-1", "--json"), ("list",), ("propose",),
    )]  # fmt: skip
    assert all("登记甲" not in out for out in outputs)
    assert "李敏" in outputs[0]


def test_in_english(walkalong: Walkalong, numbers: list[str]) -> None:
    assert "4 issues; all of: 中午没人" in walkalong("--locale", "en", "classes", "propose").out
    made = walkalong("--locale", "en", "classes", "add", "Noon", *numbers[:2])
    assert "TL-2026-0001: 2 merged" in made.out
    shown = walkalong("--locale", "en", "classes", "show", "TL-1").out
    assert "[No plan yet] Noon" in shown
    assert "Issues and places" in walkalong("--locale", "en", "classes", "list").out
