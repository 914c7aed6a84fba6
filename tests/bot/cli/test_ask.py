"""The forms of `ask` and `guides` that other programs read, key by key (docs/commands.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.conftest import Walkalong, environment
from tests.processes import carried_out

GUIDE = "YX-GA-001"
ANSWER = ["status", "text", "sources", "candidates", "phone", "item"]
SOURCE = ["item", "element", "guide", "version", "passage", "date"]
CANDIDATE = ["id", "name", "label", "anchor"]
ASKED = [
    ("补领身份证要带什么材料", "answered", True, False),
    ("公积金怎么提取", "clarify", False, True),
    ("要带什么", "clarify", False, False),
    ("火星上怎么养猫", "refused", False, False),
    ("离婚登记要带什么", "refused", False, True),
]


def lines_of(home: Path, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    raw = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    asked = carried_out("ask", "--jsonl", said=raw, environment=environment(home))
    assert asked.returncode == 0, asked.stderr
    return [json.loads(line) for line in asked.stdout.splitlines()]


@pytest.mark.parametrize(("question", "status", "cited", "offered"), ASKED)
def test_an_answer_has_these_keys(
    walkalong: Walkalong, question: str, status: str, cited: bool, offered: bool
) -> None:
    answer = json.loads(walkalong("ask", question, "--json").out)
    assert list(answer) == ANSWER
    assert answer["status"] == status
    assert (bool(answer["sources"]), bool(answer["candidates"])) == (cited, offered)
    assert all(list(source) == SOURCE for source in answer["sources"])
    assert all(list(candidate) == CANDIDATE for candidate in answer["candidates"])
    assert answer["phone"]


def test_a_candidate_is_asked_again_by_its_id(walkalong: Walkalong) -> None:
    first = json.loads(walkalong("ask", "公积金怎么提取", "--json").out)
    assert len(first["candidates"]) > 1
    for candidate in first["candidates"]:
        args = ("ask", "公积金怎么提取", "--item", candidate["id"], "--json")
        again = json.loads(walkalong(*args).out)
        assert {source["guide"] for source in again["sources"]} == {candidate["id"]}


def test_lines_are_the_same_objects_with_the_id_in_front(home: Path, walkalong: Walkalong) -> None:
    sent = [{"id": number, "question": row[0]} for number, row in enumerate(ASKED)]
    sent.append({"id": "last", "question": "要带什么", "item": GUIDE})
    received = lines_of(home, sent)
    assert [line["id"] for line in received] == [line["id"] for line in sent]
    for row, line in zip(ASKED, received, strict=False):
        assert list(line) == ["id", *ANSWER]
        assert line == {"id": line["id"]} | json.loads(walkalong("ask", row[0], "--json").out)
    assert received[-1]["sources"][0]["element"] == "申请材料"


def test_what_is_found_is_a_source_with_its_score(walkalong: Walkalong) -> None:
    found = json.loads(walkalong("guides", "search", "户口簿", "--limit", "3", "--json").out)
    assert 0 < len(found) <= 3
    assert all(list(hit) == [*SOURCE, "score"] for hit in found)
    assert [hit["score"] for hit in found] == sorted((hit["score"] for hit in found), reverse=True)
    assert json.loads(walkalong("guides", "search", "?", "--json").out) == []


def test_a_guide_is_shown_in_full(walkalong: Walkalong) -> None:
    guide = json.loads(walkalong("guides", "show", GUIDE, "--json").out)
    shown = walkalong("guides", "show", GUIDE).out
    assert guide["name"] in shown.splitlines()[0]
    assert all(f"【{term}】\n{text}" in shown for term, text in guide["elements"].items())
    assert all(faq["question"] in shown and faq["answer"] in shown for faq in guide["faqs"])


def test_without_guides_it_says_how_to_get_some(walkalong: Walkalong, tmp_path: Path) -> None:
    new = ("--home", str(tmp_path / "new"))
    assert walkalong(*new, "db", "upgrade").code == 0
    done = walkalong(*new, "ask", "补领身份证要带什么材料")
    assert (done.code, done.err) == (0, "")
    assert "guides add" in done.out


def test_an_import_counts_what_is_missing_and_names_what_is_odd(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    rows = [
        {"事项名称": f"风筝放飞备案{n}", "申请材料": ["风筝"], "咨询电话": "8123456"}
        for n in range(30)
    ]
    path = tmp_path / "guides.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = walkalong("guides", "add", str(path)).out.splitlines()
    assert lines[0].startswith("新增 30")
    assert "受理条件 30" in lines[1]
    assert lines[2] == "  30 份：咨询方式没有区号：8123456", "what many have alike is told once"
    assert lines[3].startswith("  风筝放飞备案0（guides.jsonl:1）：缺 受理条件")
    assert any("还有 10 份" in line for line in lines)


def test_a_line_leans_on_an_earlier_one(home: Path) -> None:
    lines = [
        {"id": "q1", "question": "居住证能找人代办吗"},
        {"id": "q2", "question": "那多少钱", "before": "q1"},
        {"id": "q3", "question": "那多少钱", "before": "结婚登记要带什么"},
        {"id": "q4", "question": "那多少钱"},
        {"id": "q5", "question": "那多少钱", "before": 7},
    ]
    _, *leaning, alone, wrong = lines_of(home, lines)
    assert [answer["sources"][0]["item"] for answer in leaning] == ["居住证申领", "结婚登记"]
    assert alone["status"] == "clarify"
    assert wrong["error"]["code"] == "bad_type"
