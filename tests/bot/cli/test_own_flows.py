"""A flow in the home's folder `flows` can be walked; a faulty one is told and left out."""

from __future__ import annotations

import json
from pathlib import Path

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
    assert "issue.yaml" in done.err and "已经有一个流程叫“issue”" in done.err
    assert "unknown type 'txt'" in walkalong("--locale", "en", "flows", "list").err
    told = json.loads(walkalong("doctor", "--json").out)
    assert [(f["level"], "bad.yaml" in f["detail"]) for f in told if f["subject"] == "Flows"] == [
        ("ok", False),
        ("warn", True),
        ("warn", False),
    ]
