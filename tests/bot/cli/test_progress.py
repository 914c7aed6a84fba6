"""`walkalong progress` and `export progress`: what goes out, byte by byte, and who decides it."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bot.office_turns import office_turn
from flows.rectification import MOVES, Step
from storage.office_issues import OfficeIssue
from storage.records import FieldValue
from storage.turn import Turn
from storage.turns import NewMessage, PersonHint
from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.ledgers import app_at, enter, move

PRIVATE = (
    "13800138000", "1101 0119 9003 0700 37", "110101199003070037", "鲁Q12345", "和平小区3号楼",
    "a.b@example.com", "abc_12345", "王小明", "欧阳雪", "李体验", "token=1", "0539-8123456",
)  # fmt: skip
TELLING = "王小明和欧阳雪说，李体验来过。" + "，".join(
    (
        "电话13800138000", "身份证1101 0119 9003 0700 37", "又写110101199003070037",
        "车牌鲁Q12345", "家住和平小区3号楼2单元501室", "邮箱a.b@example.com", "微信号abc_12345",
        "见https://example.com/?token=1", "座机0539-8123456",
    )
)  # fmt: skip


@pytest.fixture
def telling(walkalong: Walkalong, home: Path) -> Walkalong:
    """An issue of a reporter, with an owner and a reviewer, whose texts tell too much."""
    with app_at(home) as app:
        message = NewMessage("terminal", "李体验", "m1", TELLING, app.clock(), PersonHint("李体验"))
        with app.store.turn(message, expect_version=0) as turn:
            told = {"problem": TELLING, "category": "服务态度", "item": "身份证补领（王小明）"}
            fields = {key: FieldValue(value, turn.message_id) for key, value in told.items()}
            found = turn.put_finding(None, "k", "", "reported", fields)
            turn.confirm_issue(found, state="to_verify", year=2026)
    number = "WT-2026-0001"
    move(home, "牵头甲", number, "verify")
    move(home, "牵头甲", number, "assign", department="医保局", owner="王小明", mode="限期整改",
         target="有人", deadline="2026-06-30")  # fmt: skip
    fix = {"cause": TELLING, "measure": TELLING, "result": TELLING, "evidence": TELLING}
    move(home, "王小明", number, "report_fix", **fix)
    move(home, "欧阳雪", number, "close", review=TELLING)
    return walkalong


def every_text(folder: Path) -> dict[str, str]:
    """What stands in every file, workbooks unpacked."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                parts = (book.read(name).decode("utf-8", "replace") for name in book.namelist())
                found[path.name] = "\n".join(parts)
        elif path.is_file():
            found[str(path.relative_to(folder))] = path.read_text("utf-8-sig")
    return found


def test_nobody_can_be_told_by_any_byte_of_it(telling: Walkalong, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = telling("export", "progress", str(out))
    assert (done.code, done.out) == (0, f"写好了：{out}（1 个问题）\n")
    texts = every_text(out)
    assert "整改措施" in texts["issue/2026/0001.html"]
    for name, text in texts.items():
        assert [each for each in PRIVATE if each in text] == [], name
        assert not re.search(r"1[3-9][0-9]{9}", text), name
    told = json.loads(texts["progress.json"])["issues"][0]
    assert told["problem"].startswith("某某和某某说，某某来过。电话［号码略］")
    assert told["item"] == "身份证补领（某某）"
    assert set(told) == {
        "number", "state", "state_name", "department", "item", "category", "problem", "measure",
        "result", "found", "deadline", "closed",
    }  # fmt: skip


def test_an_admin_sees_before_what_goes_out(telling: Walkalong) -> None:
    done = telling("progress", "list")
    assert "隐去：问题、整改措施、整改结果、事项" in done.out
    (one,) = json.loads(telling("progress", "list", "--json").out)
    assert (one["number"], one["state"], one["held"]) == ("WT-2026-0001", "closed", False)
    assert one["masked"] == ["problem", "measure", "result", "item"]
    assert [each for each in PRIVATE if each in f"{one}"] == []
    assert telling("progress", "list", "--held").out == "没有要公开的问题。\n"
    assert json.loads(telling("progress", "list", "--held", "--json").out) == []


def test_held_back_released_and_reworded(telling: Walkalong, tmp_path: Path) -> None:
    number, out = "WT-2026-0001", tmp_path / "out"
    assert telling("progress", "hold", number, "--reason", "涉及个人13800138000").code == 0
    (one,) = json.loads(telling("progress", "list", "--held", "--json").out)
    assert (one["reason"], one["by"]) == ("涉及个人138****8000", "定期公开")
    telling("export", "progress", str(out))
    assert [name for name, text in every_text(out).items() if number in text] == []
    telling("progress", "release", number)
    telling("progress", "reword", number, "--problem", "=午间无人<b>，王小明", "--measure", "")
    telling("export", "progress", str(out))
    texts = every_text(out)
    assert "=午间无人&lt;b&gt;，某某" in texts["issue/2026/0001.html"]
    assert "'=午间无人<b>" in texts["progress.csv"]
    (one,) = json.loads(telling("progress", "list", "--json").out)
    assert one["reworded"] == ["problem"]
    assert telling("issues", "show", number).out.count("=午间") == 0


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("hold", "WT-2026-0099", "--reason", "x"), 1, "没有编号为 'WT-2026-0099' 的问题"),
        (("release", "nonsense"), 1, "没有编号为 'nonsense' 的问题"),
        (("reword", "WT-2026-0099", "--problem", "x"), 1, "没有编号为"),
        (("hold", "WT-2026-0001", "--reason", "  "), 2, "--reason 要写理由"),
        (("hold", "WT-2026-0001"), 2, "--reason"),
        (("reword", "WT-2026-0001"), 2, "--problem"),
        (("reword", "WT-2026-0001", "--problem", "长" * 2001), 2, "2000"),
        (("publish",), 1, "WALKALONG_PROGRESS_DIR 未设置"),
        (("link", "--as", "李体验"), 1, "WALKALONG_PUBLIC_URL 未设置"),
    ],
)
def test_what_is_wrong_is_told(
    telling: Walkalong, args: tuple[str, ...], code: int, told: str
) -> None:
    done = telling("progress", *args)
    assert (done.code, told in done.err) == (code, True), done.err


def test_what_nobody_verified_stays_inside(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    first, second, third = enter(home, 3)
    move(home, "牵头甲", first, "verify")
    move(home, "牵头甲", second, "decline", reason="重复", basis="规定")
    out = tmp_path / "out"
    assert "（1 个问题）" in walkalong("export", "progress", str(out)).out
    texts = "".join(every_text(out).values())
    assert first in texts
    assert second not in texts
    assert third not in texts


def test_which_states_are_public_is_a_setting(
    walkalong: Walkalong, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(home, 2)
    monkeypatch.setenv("WALKALONG_PROGRESS_STATES", "待核实，published")
    out = tmp_path / "out"
    assert "（2 个问题）" in walkalong("export", "progress", str(out)).out
    monkeypatch.setenv("WALKALONG_PROGRESS_STATES", "nonsense")
    done = walkalong("export", "progress", str(out))
    assert (done.code, "WALKALONG_PROGRESS_STATES=nonsense" in done.err) == (2, True)


def test_a_time_is_chosen_by_when_they_were_found(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    (number,) = enter(home, 1)
    move(home, "牵头甲", number, "verify")
    out = str(tmp_path / "out")
    span = ("--since", "2026-06-01", "--until", "2026-06-01")
    assert "（1 个问题）" in walkalong("export", "progress", out, *span).out
    assert "（0 个问题）" in walkalong("export", "progress", out, "--since", "2026-06-02").out
    assert "（0 个问题）" in walkalong("export", "progress", out, "--until", "2026-05-31").out
    done = walkalong("export", "progress", out, "--since", "2026-06-02", "--until", "2026-06-01")
    assert (done.code, "换过来" in done.err) == (2, True)
    assert walkalong("export", "progress", out, "--since", "6月1日").code == 2


def test_a_folder_of_others_is_left_alone(walkalong: Walkalong, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    done = walkalong("export", "progress", str(tmp_path))
    assert (done.code, "不动它" in done.err) == (1, True)


def test_published_with_the_move_where_an_admin_says_so(
    walkalong: Walkalong, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = enter(home, 3)
    for number in numbers:
        move(home, "牵头甲", number, "verify")
        move(home, "经办甲", number, "fix_on_the_spot", department="医保局", cause="无排班",
             measure="排班", result="有人", evidence="照片")  # fmt: skip
        move(home, "复核甲", number, "close")
    walkalong("progress", "hold", numbers[1], "--reason", "再看看")
    monkeypatch.setenv("WALKALONG_PROGRESS_DIR", str(tmp_path / "public"))
    assert walkalong("progress", "publish").out == f"发布了：{tmp_path / 'public'}（2 个问题）\n"
    assert states(walkalong) == ["closed"] * 3
    monkeypatch.setenv("WALKALONG_PROGRESS_MOVES", "true")
    assert "转为已公开：2 个" in walkalong("progress", "publish").out
    assert states(walkalong) == ["published", "closed", "published"]
    assert walkalong("db", "check").code == 0
    assert "定期公开" in walkalong("issues", "show", numbers[0]).out
    assert "转为" not in walkalong("progress", "publish").out


def states(walkalong: Walkalong) -> list[str]:
    words = {"已销号": "closed", "已公开": "published"}
    found = json.loads(walkalong("issues", "list", "--json").out)
    return [words[one["state"]] for one in found]


def test_templates_are_laid_out_once_and_used(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    assert "issue.html" in walkalong("progress", "templates").out
    style = home / "office" / "progress" / "style.css"
    style.write_text("body { color: #123; }", encoding="utf-8")
    assert "都已经有了" in walkalong("progress", "templates").out
    walkalong("export", "progress", str(tmp_path / "out"))
    assert "color: #123" in (tmp_path / "out" / "style.css").read_text("utf-8")
    (style.parent / "list.html").write_text("{{ nothing", encoding="utf-8")
    done = walkalong("export", "progress", str(tmp_path / "out"))
    assert (done.code, "list.html:1" in done.err) == (1, True)
    assert "color: #123" in (tmp_path / "out" / "style.css").read_text("utf-8")


def test_a_link_from_the_terminal(
    walkalong: Walkalong, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_PUBLIC_URL", "https://walk.example/")
    assert "没有和“小云”的聊天" in walkalong("progress", "link", "--as", "小云").err
    with app_at(home) as app:
        message = NewMessage("terminal", "小云", "m1", "你好", app.clock(), PersonHint("小云"))
        with app.store.turn(message, expect_version=0):
            pass
    first = walkalong("progress", "link", "--as", "小云").out
    assert re.search(r"https://walk\.example/mine/[\w-]{43}\n到 2026-11-28", first)
    assert "已经有进展链接" in walkalong("progress", "link", "--as", "小云").out
    assert "/mine/" in walkalong("progress", "link", "--as", "小云", "--renew").out
    assert "撤回了" in walkalong("progress", "link", "--as", "小云", "--revoke").out


def test_the_doctor_tells_how_it_stands(
    walkalong: Walkalong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> list[tuple[str, str]]:
        found = json.loads(walkalong("doctor", "--json").out)
        return [(f["level"], f["detail"]) for f in found if f["subject"] == "Public progress"]

    unset = "not set: WALKALONG_PROGRESS_DIR, WALKALONG_PROGRESS_PERIOD; published by hand alone"
    assert told() == [("ok", unset)]
    monkeypatch.setenv("WALKALONG_PROGRESS_DIR", str(tmp_path / "public"))
    monkeypatch.setenv("WALKALONG_PROGRESS_PERIOD", "weekly")
    monkeypatch.setenv("WALKALONG_PROGRESS_SERVED", "true")
    assert [level for level, _ in told()] == ["warn", "warn"]
    walkalong("progress", "publish")
    assert "last 2026-06-01 09:00" in told()[0][1]
    monkeypatch.setenv("WALKALONG_NOW", "2026-06-20T09:00:00+08:00")
    assert told()[0][1].endswith("overdue")


def test_an_imported_name_of_a_head_is_hidden_too(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    """A name that is only an owner's, of one who never talked here."""
    (number,) = enter(home, 1)

    def act(turn: Turn) -> None:
        told = {"problem": "诸葛青云在窗口发火", "category": "服务态度"}
        fields = {key: FieldValue(value, how="rule") for key, value in told.items()}
        turn.office.enter(OfficeIssue("k", "群众提问", fields))
        for name in (number, "WT-2026-0002"):
            assert isinstance(turn.moves.make(name, MOVES["verify"], {}, date(2026, 6, 1)), Step)

    with app_at(home) as app:
        office_turn(app, "牵头甲", "牵头甲", "登记", "issue", act)
    move(home, "牵头乙", number, "assign", department="医保局", owner="诸葛青云", mode="限期整改",
         target="有人", deadline="2026-06-30")  # fmt: skip
    walkalong("export", "progress", str(tmp_path / "out"))
    assert [n for n, t in every_text(tmp_path / "out").items() if "诸葛青云" in t] == []
