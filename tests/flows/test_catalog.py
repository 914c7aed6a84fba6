"""Flows of a folder are read with those that are built in; a bad one is told and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.catalog import PACKS, flows_in, include_folder, read_file, stamp_of
from flows.errors import Code, FlowErrors


def write(
    folder: Path, name: str, id_: str, rows: str = "- {type: note, name: n, label: N}"
) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"flow: {id_}\ntitle: T\nsurvey:\n{rows}", "utf-8")


def test_the_flows_of_a_folder_are_read_and_what_is_wrong_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "kiosk")
    write(tmp_path, "b.yaml", "kiosk")
    write(tmp_path, "c.yaml", "issue")
    write(tmp_path, "d.yaml", "broken", "- {type: txt, name: a, label: A}")
    needed = "- {type: calculate, name: with_applicant, calculation: \"'no'\"}\n"
    write(tmp_path, "e.yaml", "whole", f"{needed}- include: opening")
    write(tmp_path, "f.txt", "other")
    found, faults = flows_in(tmp_path)
    assert list(found) == ["kiosk", "issue", "whole"], "one may stand in for a built-in flow"
    assert found["kiosk"].source == "a.yaml"
    told = [(wrong.errors[0].place.file, wrong.errors[0].code) for wrong in faults]
    assert told == [
        ("b.yaml", Code.TAKEN_ID),
        ("d.yaml", Code.UNKNOWN_TYPE),
    ]


def test_a_folder_that_is_not_there_has_no_flows(tmp_path: Path) -> None:
    assert flows_in(tmp_path / "gone") == ({}, [])
    assert stamp_of(tmp_path / "gone") == stamp_of(None) == ()


def test_every_edit_of_a_folder_is_seen(tmp_path: Path) -> None:
    stamps = [stamp_of(tmp_path)]
    for name, rows in (("a.yaml", "one"), ("common/b.yaml", "one"), ("common/b.yaml", "other")):
        write((tmp_path / name).parent, Path(name).name, "kiosk", rows)
        stamps.append(stamp_of(tmp_path))
    (tmp_path / "a.yaml").unlink()
    stamps.append(stamp_of(tmp_path))
    (tmp_path / "ghost.yaml").symlink_to(tmp_path / "nowhere")
    stamps.append(stamp_of(tmp_path))
    assert len(set(stamps)) == len(stamps)


def test_a_file_of_no_known_form_is_told(tmp_path: Path) -> None:
    (tmp_path / "flow.txt").write_text("flow: a", "utf-8")
    with pytest.raises(FlowErrors, match=r"only \.yaml files are read"):
        read_file(tmp_path / "flow.txt")


def test_a_flow_includes_from_its_own_folder_before_the_built_in_one(tmp_path: Path) -> None:
    assert include_folder(tmp_path / "flow.yaml") == PACKS / "common"
    (tmp_path / "common").mkdir()
    assert include_folder(tmp_path / "flow.yaml") == tmp_path / "common"
