"""A flow in the home's folder `flows` can be walked; a faulty one is told and left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from flows.catalog import PACKS
from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.test_chat import lines, said

KIOSK = """\
flow: kiosk
title::zh: 自助机体验
synonyms: [走自助机]
survey:
  - {type: text, name: machine, label::zh: 哪一台自助机？, required: "yes"}
"""


def put(home: Path, name: str, text: str) -> None:
    (home / "flows").mkdir(exist_ok=True)
    (home / "flows" / name).write_text(text, "utf-8")


def test_an_own_flow_is_listed_drawn_and_walked_to_its_end(
    walkalong: Walkalong, home: Path
) -> None:
    put(home, "kiosk.yaml", KIOSK)
    done = walkalong("flows", "list", "--json")
    assert {"accompanied", "kiosk"} <= {flow["id"] for flow in json.loads(done.out)}
    assert done.err == ""
    assert "自助机" in walkalong("flows", "show", "kiosk").out
    (line,) = said(home, lines({"id": "m1", "text": "走流程 自助机体验"}))
    assert (line["walk"]["flow"], line["walk"]["question"]) == ("kiosk", "machine")
    assert "哪一台自助机？" in "".join(reply["text"] for reply in line["replies"])
    (home / "flows" / "kiosk.yaml").unlink()
    (line,) = said(home, lines({"id": "m2", "text": "三号机"}))
    assert line["walk"]["flow"] == "kiosk", "a walk ends on the version it began with"
    assert not line["walk"]["question"]


def test_a_faulty_own_flow_is_told_at_the_start_and_by_doctor(
    walkalong: Walkalong, home: Path
) -> None:
    put(home, "bad.yaml", KIOSK.replace("type: text", "type: txt"))
    put(home, "issue.yaml", KIOSK.replace("kiosk", "issue"))
    done = walkalong("flows", "list")
    assert done.code == 0
    assert "bad.yaml:5" in done.err and "没有“txt”这种类型" in done.err
    assert "issue.yaml" in done.err and "缺少“problem: text" in done.err
    assert "内置" in next(line for line in done.out.splitlines() if line.startswith("issue"))
    assert "unknown type 'txt'" in walkalong("--locale", "en", "flows", "list").err
    told = json.loads(walkalong("doctor", "--json").out)
    assert [(f["level"], "bad.yaml" in f["detail"]) for f in told if f["subject"] == "Flows"] == [
        ("ok", False),
        ("warn", True),
        ("warn", False),
    ]


def listed(walkalong: Walkalong, flow: str) -> dict[str, object]:
    """Where a flow comes from; empty when there is none."""
    flows = {f["id"]: f for f in json.loads(walkalong("flows", "list", "--json").out)}
    keys = ("origin", "replaces_built_in") if flow in flows else ()
    return {key: flows[flow][key] for key in keys}


def test_an_own_flow_is_imported_and_removed(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "my flow.yaml"
    file.write_text(KIOSK, "utf-8")
    done = walkalong("flows", "import", str(file))
    assert (done.code, done.err) == (0, "") and done.out.startswith("可以走了：kiosk ")
    assert (home / "flows" / "kiosk.yaml").read_text("utf-8") == KIOSK
    assert listed(walkalong, "kiosk") == {"origin": "own", "replaces_built_in": False}
    assert "和原来的一样" in walkalong("flows", "import", str(file)).out
    assert walkalong("flows", "remove", "kiosk").code == 0
    assert listed(walkalong, "kiosk") == {}
    done = walkalong("--locale", "en", "flows", "remove", "kiosk")
    assert done.code == 1 and "There is no own flow 'kiosk'" in done.err


def test_an_own_flow_stands_in_for_a_built_in_one_until_it_is_removed(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    file = tmp_path / "accompanied.yaml"
    pack = (PACKS / "accompanied.yaml").read_text("utf-8")
    file.write_text(pack.replace("title::zh: 陪同式帮办", "title::zh: 本局帮办"), "utf-8")
    done = walkalong("flows", "import", str(file))
    assert "它代替内置的 accompanied；要换回内置的：walkalong flows remove" in done.out
    assert listed(walkalong, "accompanied") == {"origin": "own", "replaces_built_in": True}
    assert "本局帮办" in walkalong("flows", "list").out
    assert "换回内置的" in walkalong("flows", "remove", "accompanied").out
    assert listed(walkalong, "accompanied") == {"origin": "built-in", "replaces_built_in": False}


def test_an_imported_file_takes_the_place_of_the_one_that_had_its_flow(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    put(home, "by_hand.yaml", KIOSK)
    file = tmp_path / "kiosk.yaml"
    file.write_text(KIOSK.replace("哪一台", "几号"), "utf-8")
    done = walkalong("flows", "import", str(file))
    assert done.code == 0
    assert [p.name for p in (home / "flows").iterdir()] == ["kiosk.yaml"]
    assert "几号" in walkalong("flows", "show", "kiosk").out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (KIOSK.replace("type: text", "type: txt"), "没有“txt”这种类型"),
        (KIOSK.replace("flow: kiosk", "flow: issue"), "缺少“problem: text"),
        (KIOSK + "  - include: nothing\n", "没有可以包含的文件“nothing”"),
    ],
)
def test_what_is_no_good_flow_is_told_and_not_imported(
    walkalong: Walkalong, home: Path, tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "kiosk.yaml"
    file.write_text(text, "utf-8")
    done = walkalong("flows", "import", str(file))
    assert done.code == 1 and told in done.err
    assert not list((home / "flows").iterdir())
    assert not [p for p in home.iterdir() if p.name.startswith("tmp")]


def test_what_is_included_must_be_the_same_in_the_home(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    part = "survey:\n  - {type: text, name: window, label: 哪个窗口？}\n"
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "opening.yaml").write_text(part, "utf-8")
    needed = "  - {type: calculate, name: with_applicant, calculation: '1'}\n"
    file = tmp_path / "kiosk.yaml"
    file.write_text(f"{KIOSK}{needed}  - include: opening\n", "utf-8")
    done = walkalong("flows", "import", str(file))
    assert done.code == 1 and "common" in done.err
    (home / "flows" / "common").mkdir()
    put(home, "common/opening.yaml", part)
    assert walkalong("flows", "import", str(file)).code == 0


def test_walks_under_way_are_told_and_moved_when_that_is_asked_for(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    put(home, "kiosk.yaml", KIOSK)
    said(home, lines({"id": "m1", "text": "走流程 自助机体验"}))
    file = tmp_path / "kiosk.yaml"
    file.write_text(KIOSK.replace("name: machine,", "name: number, was: machine,"), "utf-8")
    done = walkalong("--locale", "en", "flows", "import", str(file))
    assert "1 walk(s) under way on the older version" in done.out
    done = walkalong("flows", "import", str(file), "--migrate")
    assert done.code == 2 and "请加 --yes" in done.err
    done = walkalong("flows", "import", str(file), "--migrate", "--yes")
    assert done.code == 0 and "换到新版：走流程 1 个" in done.out
    (line,) = said(home, lines({"id": "m2", "text": "三号机"}))
    assert line["replies"][0]["text"] == "「自助机体验」刚更新过，您答过的都留着。"
    current = json.loads(walkalong("flows", "list", "--json").out)[-1]
    assert line["walk"]["version"] == current["version"]
    assert "没有要换的" in walkalong("flows", "import", str(file), "--migrate", "--yes").out


def test_what_looks_renamed_is_told_when_it_is_imported(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    file = tmp_path / "kiosk.yaml"
    file.write_text(KIOSK, "utf-8")
    assert "改了名" not in walkalong("flows", "import", str(file)).err
    file.write_text(KIOSK.replace("name: machine", "name: which"), "utf-8")
    done = walkalong("flows", "import", str(file))
    assert done.code == 0
    assert "kiosk.yaml:5：〔survey 表、was 列〕“which”像是原来的“machine”改了名" in done.err
    assert "在 was 列写 machine" in done.err
    file.write_text(KIOSK.replace("name: machine", "name: old, was: which"), "utf-8")
    assert "改了名" not in walkalong("flows", "import", str(file)).err


def test_a_form_is_imported_with_the_file_that_it_reads(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    """Saved by a Chinese Excel; in the home it stands alone, and is the same flow."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label"), ("select_one_from_file offices.csv", "o", "哪家？")):
        sheet.append(row)
    book.save(tmp_path / "towns.xlsx")
    assert "offices.csv" in walkalong("flows", "import", str(tmp_path / "towns.xlsx")).err
    (tmp_path / "offices.csv").write_bytes("name,label\na,公安局\nb,医保局\n".encode("gb18030"))
    done = walkalong("flows", "import", str(tmp_path / "towns.xlsx"))
    assert done.code == 0, done.err
    assert [path.name for path in (home / "flows").iterdir() if path.is_file()] == ["towns.xlsx"]
    assert "和原来的一样" in walkalong("flows", "import", str(tmp_path / "towns.xlsx")).out
    shown = walkalong("flows", "check", str(home / "flows" / "towns.xlsx")).out
    assert shown.split("：")[1] == done.out.split("：")[1]
