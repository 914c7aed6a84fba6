"""Rows of one id: the same guide, versions of it, or a slip; and ids made where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft, Refused

Write = Callable[[str, str], Path]


def id_of(path: Path) -> str:
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    return draft.guide.id


def refused(path: Path) -> list[Refused]:
    return [draft for draft in read_drafts([path]) if isinstance(draft, Refused)]


@pytest.mark.parametrize(("first", "second"), [("", "2"), ("2", ""), ("", ""), ("2", "2")])
def test_of_two_rows_with_one_id_each_needs_a_version_of_its_own(
    first: str, second: str, write: Write
) -> None:
    rows = [
        {"id": "1", "事项名称": "甲", "版本": version, "受理条件": text}
        for version, text in ((first, "旧"), (second, "新"))
    ]
    _, refused = read_drafts([write("a.jsonl", "\n".join(map(json.dumps, rows)))])
    assert isinstance(refused, Refused)
    assert "1" in refused.reason
    rows[0]["版本"], rows[1]["版本"] = "1", "2"
    drafts = list(read_drafts([write("b.jsonl", "\n".join(map(json.dumps, rows)))]))
    assert all(isinstance(draft, Draft) for draft in drafts)


def test_an_id_made_of_the_office_is_the_same_whether_the_place_is_told_again(
    write: Write,
) -> None:
    row = {"事项名称": "甲", "实施主体": "云溪市民政局", "受理条件": "无"}
    plain = id_of(write("a.jsonl", json.dumps(row)))
    assert id_of(write("b.jsonl", json.dumps({**row, "地区": "云溪市"}))) == plain
    assert id_of(write("c.jsonl", json.dumps({**row, "地区": "青禾县"}))) != plain


def test_the_second_row_of_an_id_is_refused_unless_it_says_the_same(write: Write) -> None:
    row = json.dumps({"实施编码": "1", "事项名称": "甲", "申请材料": "身份证"}, ensure_ascii=False)
    path = write("a.jsonl", f"{row}\n{row.replace('身份证', '照片')}\n{row}")
    assert [(r.line, "重复" in r.reason) for r in refused(path)] == [(2, True)]
    drafts = [draft for draft in read_drafts([path]) if isinstance(draft, Draft)]
    assert drafts[1].odd == ("与 a.jsonl:1 完全一样",)


def test_two_versions_of_one_id_are_no_repetition(write: Write) -> None:
    row = {"实施编码": "1", "事项名称": "甲", "申请材料": "身份证"}
    rows = [json.dumps({**row, "事项版本": version}) for version in ("2026-1", "2024-1")]
    rows.append(json.dumps({**row, "事项版本": "2026-1", "申请材料": "照片"}))
    refusals = refused(write("a.jsonl", "\n".join(rows)))
    assert [r.line for r in refusals] == [3]
