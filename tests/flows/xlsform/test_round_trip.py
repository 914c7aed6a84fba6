"""A flow written as an Excel form and read again is the same flow, with the same version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.catalog import built_in
from flows.model import Flow
from flows.xlsform.error_texts import Import
from flows.xlsform.reading import read_xlsform
from flows.xlsform.tables import Tables
from flows.xlsform.writing import write_xlsform
from tests.flows.walks import Load


def again(flow: Flow) -> Flow:
    read, slips = read_xlsform(write_xlsform(flow))
    assert [slip.told("en") for slip in slips if isinstance(slip.code, Import)] == []
    return read


@pytest.mark.parametrize("flow", built_in().values(), ids=lambda flow: flow.id)
def test_every_built_in_flow_comes_back(flow: Flow) -> None:
    back = again(flow)
    assert back.version == flow.version
    assert [(row.name, type(row)) for row in back.walk_rows()] == [
        (row.name, type(row)) for row in flow.walk_rows()
    ]


SURVEY = """
  - type: group
    name: g
    label::zh: 组
    appearance: some words
    was: former
    relevant: 1 = 1
    rows:
      - type: repeat
        name: r
        label: 每次
        repeat_count: "2"
        rows:
          - {type: select_multiple l, name: a, label::en: Only English, short::zh: 甲, short::en: A,
             hint: 提示, choice_filter: "kind = '' or kind = 'x'", required: "1 = 1",
             required_message::en: must, constraint: "count-selected(.) < 3",
             constraint_message::zh: 太多, issue: "selected(., 'x')", issue_category: 其他,
             issue_severity: 不方便, issue_text::zh: "文 ${a}", issue_step: 填表}
          - {type: text, name: b, was: bb, label: "1\\n2 = 3", default: "=1+1", guide: 申请材料,
             issue_detail: "a:y", appearance: place}
  - {type: hidden, name: h, guide: 办理地点, default: "'x'"}
  - {type: calculate, name: c, calculation: "concat('“', ${h}, \\"'\\")"}
"""
CHOICES = """
  l:
    - {name: "1", label::zh: 一, label::en: One, synonyms: 一|头一个, kind: x, note: =A1}
    - {name: x, label::zh: 叉, issue_category: 其他, issue_text: 坏了, kind: ''}
    - {name: y, was: z, label::zh: 丫, issue_category: 收费问题, issue_text::en: bad}
  lone: [{name: a, label: 甲}]
"""
MORE = """
synonyms: [一个, 另一个]
version: v-1
title::en: Test
minimum:
  - {expression: "${c} != ''", message::zh: 要有, message::en: needed}
"""


@pytest.mark.parametrize("more", [MORE, "", "default_locale: en"])
def test_everything_that_a_flow_can_say_comes_back(load: Load, more: str) -> None:
    flow = load(SURVEY, CHOICES, more)
    back = again(flow)
    assert back.version == flow.version
    plain = {"source": "", "rows": (), "minimum": (), "choices": {}}
    assert replace(back, **plain) == replace(flow, **plain)  # type: ignore[arg-type]


def test_other_programs_find_their_columns_and_ours_have_plain_names(load: Load) -> None:
    form: Tables = write_xlsform(load(SURVEY, CHOICES, MORE))
    head = form.sheets["survey"][0]
    assert head[:4] == ["type", "name", "label::中文 (zh)", "label::English (en)"]
    assert {"short_zh", "short_en", "issue_text_zh", "guide", "issue_detail"} <= {*head}
    assert form.sheets["choices"][0][:3] == ["list_name", "name", "label::中文 (zh)"]
    assert {"issue_text_zh", "issue_text_en", "synonyms", "kind"} <= {*form.sheets["choices"][0]}
    assert dict(zip(*form.sheets["settings"], strict=True)) == {
        "form_title": "测试",
        "title_en": "Test",
        "form_id": "test",
        "version": "v-1",
        "default_language": "中文 (zh)",
        "synonyms": "一个|另一个",
    }
    assert form.sheets["survey"][1][:2] == ["begin_group", "g"]
    assert form.sheets["survey"][-3][:2] == ["end_group", "g"]
