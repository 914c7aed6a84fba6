"""Real Excel files: pyxform takes every export for a form, and every export is the same flow."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from bot.flow_files import foreign_elements, read_flow_file, write_xlsx
from flows.catalog import built_in
from flows.errors import Code, FlowErrors
from flows.model import Flow
from flows.slip_texts import Slip
from flows.xlsform.error_texts import Import

YAML = """\
flow: kiosk
title: 自助机
survey:
  - {type: text, name: a, label: 甲, guide: 申请材科}
  - {type: text, name: b, label: 乙, guide: 申请材料}
"""


@pytest.mark.parametrize("flow", built_in().values(), ids=lambda flow: flow.id)
def test_every_built_in_flow_is_a_form_elsewhere_and_the_same_flow_here(
    flow: Flow, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    write_xlsx(flow, path)
    told = convert(path, validate=False)
    assert [text for text in told.warnings if "max-pixels" not in text] == []
    assert f'id="{flow.id}"' in told.xform
    back, slips = read_flow_file(path)
    assert (back.id, back.version, back.source) == (flow.id, flow.version, "form.xlsx")
    assert [slip for slip in slips if isinstance(slip.code, Import)] == []


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    for name, text in (("a.txt", YAML), ("a.xlsx", YAML)):
        (tmp_path / name).write_text(text, "utf-8")
        with pytest.raises(FlowErrors):
            read_flow_file(tmp_path / name)
    (tmp_path / "A.YAML").write_text(YAML, "utf-8")
    assert read_flow_file(tmp_path / "A.YAML")[0].id == "kiosk"
    with pytest.raises(FlowErrors) as wrong:
        read_flow_file(tmp_path / "gone.xlsx")
    assert wrong.value.errors[0].code is Code.UNREADABLE


def test_another_ending_is_told_with_what_to_save_it_as(tmp_path: Path) -> None:
    for name in ("a.csv", "a.xls", "a.ods"):
        (tmp_path / name).write_text("type,name,label", "utf-8")
        with pytest.raises(FlowErrors) as wrong:
            read_flow_file(tmp_path / name)
        (error,) = wrong.value.errors
        assert error.code is Code.OTHER_ENDING
        assert ".xlsx" in error.told("zh") and ".xlsx" in error.told("en")


def test_an_element_that_no_guide_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(YAML, "utf-8")
    flow, _ = read_flow_file(tmp_path / "a.yaml")
    (slip,) = foreign_elements(flow)
    assert (slip.code, slip.place.row) == (Slip.UNKNOWN_ELEMENT, 4)
    assert "申请材料" in slip.told("zh") and "申请材料" in slip.told("en")
    assert all(foreign_elements(each) == [] for each in built_in().values())
