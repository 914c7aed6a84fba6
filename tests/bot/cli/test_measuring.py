"""`walkalong guides evaluate` and `calibrate`: the rates are told, bad lines and models refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Walkalong

ROWS = [
    {
        "id": "1",
        "kind": "many",
        "question": "补身份证要带什么，多少钱？",
        "expect": "answered",
        "guide": "YX-GA-001",
        "elements": ["申请材料", "收费标准"],
    },
    {"id": "2", "kind": "far", "question": "今天天气怎么样", "expect": "refused"},
    {"id": "3", "kind": "near", "question": "离婚登记要带什么", "expect": "refused"},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)) + "\n", "utf-8")
    return file


def test_rates_are_told_as_a_table_and_as_an_object(walkalong: Walkalong, questions: Path) -> None:
    done = walkalong("guides", "evaluate", str(questions))
    assert done.code == 0
    assert "召回@1：100.0%" in done.out
    assert "无关的拒答：100.0%" in done.out
    assert "语义模型：无（只按字面）" in done.out
    rates = json.loads(walkalong("guides", "evaluate", str(questions), "--json").out)
    assert (rates["questions"], rates["recall_1"], rates["in_scope_served"]) == (3, 1.0, 1.0)
    assert rates["kinds"]["far"]["refused"] == 1


def test_a_ranking_without_a_part_says_so(walkalong: Walkalong, questions: Path) -> None:
    args = ("guides", "evaluate", str(questions), "--json", "--without", "cues")
    assert json.loads(walkalong(*args, "--without", "catalogue").out)["without"] == [
        "cues",
        "catalogue",
    ]


def test_each_question_that_went_wrong_is_told(walkalong: Walkalong, questions: Path) -> None:
    wrong = {"id": "4", "kind": "formal", "question": "补身份证多少钱", "expect": "refused"}
    questions.write_text(questions.read_text("utf-8") + json.dumps(wrong) + "\n", "utf-8")
    told = walkalong("guides", "evaluate", str(questions), "--missed").out
    assert "4（formal）补身份证多少钱\n  应：拒；实际：答 居民身份证补领 · 收费标准" in told
    assert "今天天气怎么样" not in told
    as_object = walkalong("guides", "evaluate", str(questions), "--missed", "--json").out
    (only,) = json.loads(as_object)["missed"]
    assert (only["id"], only["status"], only["served"]) == ("4", "answered", False)
    assert "missed" not in json.loads(walkalong("guides", "evaluate", str(questions), "--json").out)


def test_a_line_that_is_no_question_is_told_with_its_place(
    walkalong: Walkalong, questions: Path
) -> None:
    questions.write_text(questions.read_text("utf-8") + '{"id": "4"}\n', "utf-8")
    done = walkalong("guides", "evaluate", str(questions))
    assert done.code == 1
    assert f"{questions}:4：" in done.err
    assert "召回@1：100.0%" in done.out


@pytest.mark.parametrize("content", [b"", b"\xff\xfe"])
def test_a_file_without_questions_is_told(
    walkalong: Walkalong, questions: Path, content: bytes
) -> None:
    questions.write_bytes(content)
    done = walkalong("guides", "evaluate", str(questions))
    assert done.code == 1
    assert str(questions) in done.err


def test_without_an_embedder_there_is_nothing_to_calibrate(
    walkalong: Walkalong, questions: Path
) -> None:
    done = walkalong("guides", "calibrate", str(questions))
    assert done.code == 1
    assert "语义" in done.err
