"""Every command on real data: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from bot.app import open_app
from bot.cli.walks import STATUS
from bot.settings import load_settings
from flows.engine import begin
from flows.issue_terms import INITIAL_STATE
from flows.state import Status
from storage.records import FieldValue
from storage.turns import NewMessage, PersonHint
from tests.bot.cli.conftest import NOW, Walkalong, environment
from tests.processes import ROOT, carried_out

GUIDE = "YX-GA-001"
TEXT = "排队排了两个小时,只开一个窗口"


@pytest.fixture
def number(home: Path, walkalong: Walkalong) -> str:
    """The number of an issue in the ledger, said in a walk of its own."""
    at = datetime.fromisoformat(NOW)
    with open_app(load_settings()) as app:
        flow = app.flows.current()["accompanied"]
        who = PersonHint("云溪体验员", "volunteer", "", "zh")
        message = NewMessage("terminal", "me", "m1", TEXT, at, who)
        with app.store.turn(message, expect_version=0) as turn:
            walk = turn.start_walk(flow.id, flow.version, begin(flow, at).state)
            turn.set_item(walk.id, GUIDE, "居民身份证补领")
            fields = {
                "problem": FieldValue("排队排了两个小时", turn.message_id, 0, 8),
                "category": FieldValue("环境设施", turn.message_id, 0, 0),
                "item": FieldValue("居民身份证补领", None, how="guide"),
                "cause": FieldValue("也许人手不够", None, how="model", state="unverified"),
            }
            found = turn.put_finding(walk.id, "queue", "opening", "reported", fields)
            issued = turn.confirm_issue(found, state=INITIAL_STATE, year=at.year)
            turn.reply({"replies": [], "walk": {}})
    return issued


def test_init_can_be_repeated_and_changes_nothing(walkalong: Walkalong) -> None:
    before = walkalong("guides", "list", "--json").out
    assert walkalong("init").code == 0
    assert walkalong("guides", "list", "--json").out == before
    assert len(json.loads(before)) >= 10


@pytest.mark.parametrize("made", [False, True], ids=["no home", "an empty folder"])
@pytest.mark.parametrize(
    "command",
    [
        ["issues", "list"],
        ["ask", "补身份证"],
        ["ask", "--jsonl"],
        ["chat"],
        ["chat", "--jsonl"],
        ["guides", "list"],
        ["guides", "add", str(ROOT / "knowledge" / "samples")],
        ["walks", "list"],
        ["export", "ledger", "never.xlsx"],
    ],
    ids=" ".join,
)
def test_a_command_before_init_says_what_to_do_and_makes_nothing(
    walkalong: Walkalong, tmp_path: Path, command: list[str], made: bool
) -> None:
    new = tmp_path / "新 家"
    if made:
        new.mkdir()
    done = walkalong("--home", str(new), *command)
    assert (done.code, done.out) == (1, "")
    assert f"{new} 还没有初始化" in done.err
    assert f"walkalong --home '{new}' init" in done.err
    assert new.exists() is made
    assert not made or list(new.iterdir()) == []


def test_ask_answers_with_its_source(walkalong: Walkalong) -> None:
    done = walkalong("ask", "补领身份证要带什么材料", "--json")
    answer = json.loads(done.out)
    assert done.code == 0
    assert answer["status"] == "answered"
    assert {"item", "element", "guide", "version", "passage"} <= answer["sources"][0].keys()
    assert answer["sources"][0]["guide"] == GUIDE
    assert walkalong("ask", "补领身份证要带什么材料").out.strip() == answer["text"]


def test_ask_refuses_what_no_guide_says_and_that_is_no_failure(walkalong: Walkalong) -> None:
    done = walkalong("ask", "火星上怎么养猫", "--json")
    assert (done.code, json.loads(done.out)["status"]) == (0, "refused")


def test_ask_about_an_item_that_is_not_there_fails(walkalong: Walkalong) -> None:
    done = walkalong("ask", "要带什么", "--item", "nowhere")
    assert done.code == 1
    assert "guides list" in done.err


@pytest.mark.parametrize("args", [[], ["  "], ["要带什么", "--jsonl"], ["--jsonl", "--json"]])
def test_ask_wants_one_question_one_way(walkalong: Walkalong, args: list[str]) -> None:
    assert walkalong("ask", *args).code == 2


def test_ask_in_lines_answers_each_line(home: Path) -> None:
    lines = [
        {"id": 1, "question": "要带什么材料", "item": GUIDE},
        {"id": "q2", "question": "要带什么", "item": "nowhere"},
        {"id": "q3", "question": " "},
    ]
    raw = "\n".join(map(json.dumps, lines))
    asked = carried_out("ask", "--jsonl", said=raw, environment=environment(home))
    assert asked.returncode == 0, asked.stderr
    first, second, third = map(json.loads, asked.stdout.splitlines())
    assert (first["id"], first["status"]) == (1, "answered")
    assert second == {"id": "q2", "error": second["error"]}
    assert second["error"]["code"] == "no_such_item"
    assert third["error"]["code"] == "empty"


def test_a_guide_is_imported_shown_and_found(walkalong: Walkalong, tmp_path: Path) -> None:
    page = tmp_path / "guide.md"
    page.write_text(
        "---\nid: YX-TEST-1\nname: 风筝放飞备案\nbureau: 云溪市体育局\n---\n"
        "## 申请材料\n- 风筝一只\n\n## 收费标准\n不收费\n",
        encoding="utf-8",
    )
    assert walkalong("guides", "add", str(page)).code == 0
    again = json.loads(walkalong("guides", "add", str(page), "--json").out)
    assert [guide["outcome"] for guide in again["guides"]] == ["unchanged"]
    assert "风筝一只" in walkalong("guides", "show", "YX-TEST-1").out
    assert json.loads(walkalong("guides", "show", "YX-TEST-1", "--json").out)["name"]
    assert "风筝放飞备案" in walkalong("guides", "list").out
    found = json.loads(walkalong("guides", "search", "风筝放飞要什么材料", "--json").out)
    assert found[0]["guide"] == "YX-TEST-1"
    assert "风筝放飞备案" in walkalong("guides", "search", "风筝").out


def test_a_guide_that_is_refused_is_named_and_fails(walkalong: Walkalong, tmp_path: Path) -> None:
    page = tmp_path / "bad.yaml"
    page.write_text("name: [", encoding="utf-8")
    done = walkalong("guides", "add", str(page))
    assert done.code == 1
    assert "bad.yaml" in done.err


def test_a_guide_that_is_not_there_fails(walkalong: Walkalong) -> None:
    assert walkalong("guides", "show", "nowhere").code == 1
    assert walkalong("guides", "add", "nowhere.md").code == 2


def test_an_empty_folder_is_refused_by_its_name_alone(walkalong: Walkalong, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = walkalong("guides", "add", str(tmp_path / "empty"))
    assert done.code == 1
    assert done.err.startswith("empty：文件夹里没有指南文件；")


def test_a_link_that_leads_out_of_a_folder_is_told_and_not_followed(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    folder, outside = tmp_path / "mine", tmp_path / "others"
    (folder / "sub").mkdir(parents=True)
    outside.mkdir()
    guide = (ROOT / "knowledge" / "samples" / f"{GUIDE}.md").read_text("utf-8")
    (folder / "sub" / "own.md").write_text(guide.replace(GUIDE, "T-1"), "utf-8")
    (outside / "out.md").write_text(guide.replace(GUIDE, "T-2"), "utf-8")
    (folder / "file.md").symlink_to(outside / "out.md")
    (folder / "all").symlink_to(outside)
    (folder / "gone.md").symlink_to(outside / "gone.md")
    (folder / "again.txt").symlink_to(folder / "sub" / "own.md")
    done = walkalong("guides", "add", str(folder), "--json")
    report = json.loads(done.out)
    assert done.code == 1
    assert [guide["id"] for guide in report["guides"]] == ["T-1"]
    assert [row["file"] for row in report["refused"]] == ["all", "file.md", "gone.md"]
    assert walkalong("guides", "show", "T-2").code == 1
    (folder / "named.md").symlink_to(outside / "out.md")
    assert walkalong("guides", "add", str(folder / "named.md")).code == 0, "asked for by name"


def test_flows_are_listed_and_drawn(walkalong: Walkalong) -> None:
    assert "陪同式帮办" in walkalong("flows", "list").out
    assert "陪同帮办" in walkalong("flows", "list").out, "its other names"
    assert "陪" not in walkalong("--locale", "en", "flows", "list").out
    assert {flow["id"] for flow in json.loads(walkalong("flows", "list", "--json").out)} >= {
        "accompanied"
    }
    drawing = walkalong("flows", "show", "accompanied").out
    assert drawing.startswith("flowchart TD")
    assert drawing.count("subgraph") == sum(line.strip() == "end" for line in drawing.splitlines())
    assert walkalong("flows", "show", "nowhere").code == 1


def test_a_flow_file_is_checked_with_the_place_of_every_fault(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    good = ROOT / "flows" / "packs" / "accompanied.yaml"
    assert walkalong("flows", "check", str(good)).code == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "flow: bad\ntitle::zh: 坏\nsurvey:\n  - {type: txt, name: a, label::zh: 甲}\n", "utf-8"
    )
    done = walkalong("flows", "check", str(bad))
    assert done.code == 1
    assert "bad.yaml:4" in done.err
    bad.write_text(bad.read_text("utf-8").replace("txt", "text, appearance: plase"), "utf-8")
    done = walkalong("flows", "check", str(bad))
    assert (done.code, "是不是想写“place”？" in done.err) == (0, True)
    with bad.open("a", encoding="utf-8") as file:
        file.write("  - {type: txt, name: b, appearance: plase, label::zh: 乙}\n")
    done = walkalong("flows", "check", str(bad))
    assert (done.code, done.err.count("留意"), "bad.yaml:5" in done.err) == (1, 1, True)
    assert "没有“txt”这种类型" in done.err
    assert "unknown type 'txt'" in walkalong("--locale", "en", "flows", "check", str(bad)).err
    copy = tmp_path / "mine.yaml"
    copy.write_text(good.read_text("utf-8"), "utf-8")
    assert walkalong("flows", "check", str(copy)).code == 0, "built-in modules can be included"


def test_every_status_of_a_walk_has_a_word() -> None:
    assert set(STATUS) == set(get_args(Status))


def test_what_people_are_to_be_asked_after_their_walks_is_listed(
    walkalong: Walkalong, number: str
) -> None:
    assert walkalong("walks", "due").out == "没有要跟踪的。\n"
    at = datetime.fromisoformat(NOW)
    with open_app(load_settings()) as app:
        who = PersonHint("云溪体验员", "volunteer", "", "zh")
        message = NewMessage("terminal", "me", "m2", "确认", at, who)
        with app.store.turn(message, expect_version=1) as turn:
            assert turn.walk is not None
            turn.plan_follow_up(turn.walk.id, "issues", at)
            turn.plan_follow_up(turn.walk.id, "result", at + timedelta(days=3))
            turn.see_issue(number, turn.walk.id, "still")
    (due,) = json.loads(walkalong("walks", "due", "--json").out)
    assert (due["kind"], due["asked"], due["issues"]) == ("issues", None, [number])
    kinds = [one["kind"] for one in json.loads(walkalong("walks", "due", "--all", "--json").out)]
    assert kinds == ["issues", "result"]
    assert "登记的问题" in walkalong("walks", "due").out
    shown = json.loads(walkalong("issues", "show", number, "--json").out)
    assert [one["seen"] for one in shown["sightings"]] == ["still"]
    assert "再次遇到" in walkalong("issues", "show", number).out


def test_walks_and_issues_are_listed(walkalong: Walkalong, number: str) -> None:
    (walk,) = json.loads(walkalong("walks", "list", "--json").out)
    assert (walk["flow"], walk["item"], walk["status"]) == ("accompanied", "居民身份证补领", "open")
    table = walkalong("walks", "list").out
    assert all(word in table for word in ("居民身份证补领", "陪同式帮办", "进行中"))
    assert "Accompanied assistance" in walkalong("--locale", "en", "walks", "list").out
    (issue,) = json.loads(walkalong("issues", "list", "--json").out)
    assert (issue["number"], issue["walk"]) == (number, walk["id"])
    assert issue["fields"]["problem"] == {
        "value": "排队排了两个小时",
        "how": "asked",
        "state": "confirmed",
    }
    table = walkalong("issues", "list").out
    assert number in table and "排队排了两个小时" in table
    assert "编号" in table and "待核实" in table and "Number" not in table
    for command in (["issues", "list"], ["issues", "show", number]):
        assert "To be verified" in walkalong("--locale", "en", *command).out
    shown = walkalong("--locale", "en", "issues", "show", number).out
    assert "Accompanied assistance" in shown and "Problem: 排队排了两个小时 (confirmed)" in shown
    assert "      “排队排了两个小时” — 2026-06-01 09:00, message " in shown


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (["--state", "待核实"], True),
        (["--state", "to_verify"], True),
        (["--state", "To Be Verified"], True),
        (["--standing", "open"], True),
        (["--standing", "closed"], False),
        (["--standing", "overdue"], False),
        (["--category", "环境设施"], True),
        (["--category", "premises and Facilities"], True),
        (["--category", "其他"], False),
        (["--item", "身份证"], True),
        (["--item", "社保卡"], False),
        (["--department", "公安"], False),
        (["--severity", "办不成"], False),
        (["--walk", "1"], True),
        (["--walk", "2"], False),
        (["--since", "2026-06-01", "--until", "2026-06-01"], True),
        (["--since", "2026-06-02"], False),
        (["--until", "2026-05-31"], False),
    ],
)
def test_filters_add_up(walkalong: Walkalong, number: str, filters: list[str], fits: bool) -> None:
    found = json.loads(walkalong("issues", "list", *filters, "--json").out)
    assert [issue["number"] for issue in found] == ([number] if fits else [])


@pytest.mark.parametrize("command", [["issues", "list"], ["export", "ledger", "l.xlsx"]])
@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (["--state", "foo"], "没有 'foo'；有：草稿 (draft)、待核实 (to_verify)"),
        (["--state", "核实"], "是不是：待核实 (to_verify)"),
        (["--category", "服务"], "是不是：服务态度"),
        (["--category", "环境设备"], "是不是：环境设施"),
        (["--category", ""], "有：办事指南不准/缺项、"),
        (["--severity", "很严重"], "有：办不成、"),
    ],
)
def test_a_term_that_is_none_is_wrong_usage_and_names_the_nearest(
    walkalong: Walkalong, command: list[str], filters: list[str], told: str
) -> None:
    done = walkalong(*command, *filters)
    assert done.code == 2
    assert told in done.err


def test_an_issue_is_shown_with_the_words_it_rests_on(walkalong: Walkalong, number: str) -> None:
    issue = json.loads(walkalong("issues", "show", number, "--json").out)
    problem = issue["fields"]["problem"]
    assert problem["quote"] == TEXT[problem["start"] : problem["end"]] == "排队排了两个小时"
    assert isinstance(problem["message"], int)
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    documented = page.partition("A field is `")[2].partition("Times are")[0]
    assert all(f'"{key}"' in documented for key in problem)
    assert problem["at"].startswith("2026-06-01T09:00")
    shown = walkalong("issues", "show", number.lower()).out
    assert "“排队排了两个小时”" in shown
    assert "云溪体验员 · 体验员" in shown
    assert "原因：也许人手不够（未核实）" in shown
    assert walkalong("issues", "show", "WT-2026-9999").code == 1


def test_the_ledger_and_the_report_are_written(
    walkalong: Walkalong, number: str, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    ledger, report = tmp_path / "ledger.xlsx", tmp_path / "report.docx"
    filters = ["--since", "2026-06-01", "--state", "to_verify"]
    done = walkalong("export", "ledger", str(ledger), *filters)
    assert done.code == 0
    assert str(ledger) in done.out
    book = load_workbook(ledger)
    cells = [cell for row in book["整改台账"].iter_rows(values_only=True) for cell in row]
    assert number in cells and "也许人手不够" not in cells
    notes = [str(row[2]) for row in book["说明"].iter_rows(values_only=True)]
    assert any("发现时间从：2026-06-01" in note and "状态：待核实" in note for note in notes)
    assert walkalong("export", "report", "experience", "1", str(report)).code == 0
    assert report.read_bytes()[:2] == b"PK"
    report.write_bytes(b"mine")
    done = walkalong("--locale", "en", "export", "report", "experience", "1", str(report))
    assert (done.code, "is there already" in done.err) == (1, True)
    assert report.read_bytes() == b"mine"


def test_an_export_that_cannot_be_made_says_why(walkalong: Walkalong, tmp_path: Path) -> None:
    done = walkalong("--locale", "en", "export", "ledger", str(tmp_path / "ledger.txt"))
    assert done.code == 1
    assert ".xlsx" in done.err
    done = walkalong("export", "report", "experience", "99", str(tmp_path / "r.docx"))
    assert done.code == 1
    assert "walks list" in done.err


def test_the_database_is_checked_and_brought_up_to_date(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    new = ["--home", str(tmp_path / "new")]
    done = walkalong(*new, "db", "check")
    assert (done.code, (tmp_path / "new").exists()) == (1, False)
    assert f"walkalong {' '.join(new)} init" in done.err
    in_english = walkalong("--locale", "en", *new, "db", "check").err
    assert f"{tmp_path / 'new'} is not initialised" in in_english
    assert walkalong(*new, "db", "upgrade").code == 0
    assert walkalong(*new, "db", "check").code == 0


def test_a_fault_of_the_database_is_told_with_its_name(walkalong: Walkalong, home: Path) -> None:
    with closing(sqlite3.connect(home / "walkalong.db")) as database:
        database.execute("ALTER TABLE issue ADD COLUMN spare TEXT")
    done = walkalong("db", "check")
    file = home / "walkalong.db"
    assert done.code == 1
    assert f"sqlite {file}：多出 issue.spare（column），不是这个程序建的；停下陪走" in done.err
    assert (
        f"sqlite {file}: the column issue.spare" in walkalong("--locale", "en", "db", "check").err
    )


def test_a_list_without_a_row_says_so(walkalong: Walkalong) -> None:
    assert walkalong("issues", "list").out == "没有符合条件的问题。\n"
    assert walkalong("--locale", "en", "issues", "list").out == "No issue fits.\n"
    assert walkalong("walks", "list").out == "还没有人走过流程。开始：walkalong chat\n"
    assert walkalong("walks", "list", "--json").out == "[]\n"


def test_the_last_day_of_the_calendar_is_a_day(walkalong: Walkalong) -> None:
    done = walkalong("issues", "list", "--since", "0001-01-01", "--until", "9999-12-31")
    assert (done.code, done.err) == (0, "")
