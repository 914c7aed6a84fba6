"""The ledger goes out, is filled in by hand and comes back (issue 6, point 6; R53, R54, R71)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.ledgers import (
    FIX,
    PLAN,
    app_at,
    columns,
    comments,
    edit,
    enter,
    fields,
    fill,
    move,
    moves,
)
from tests.storage.test_media import picture

AS = ("--as", "李敏")


@pytest.fixture
def ledger(walkalong: Walkalong, home: Path, tmp_path: Path) -> Path:
    """A ledger of six issues, as exported."""
    enter(home, 6)
    path = tmp_path / "台账.xlsx"
    assert walkalong("export", "ledger", str(path)).code == 0
    return path


def number(count: int) -> str:
    return f"WT-2026-{count:04d}"


def anew(walkalong: Walkalong, ledger: Path) -> None:
    """Export the ledger once more, under the same name."""
    ledger.unlink()
    assert walkalong("export", "ledger", str(ledger)).code == 0


def copy_of(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.stem}_待改.xlsx")


def test_round_trip_with_three_conflicts(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    """Three cells that changed meanwhile stop the import; mended in the copy, it goes through."""
    # While the office fills in its sheet …
    fill(ledger, {number(n): PLAN | {"责任人": f"填表{n}"} for n in range(1, 6)})
    before = ledger.read_bytes()
    # … somebody assigns three of the same issues by chat.
    plan = {
        "department": "云溪市公安局",
        "mode": "系统攻坚",
        "target": "开通共享",
        "deadline": "2026-12-31",
    }
    for n in (1, 2, 3):
        move(home, "牵头乙", number(n), "verify")
    move(home, "牵头乙", number(1), "assign", owner="赵某", **plan)
    move(home, "牵头乙", number(2), "decline", reason="重复", basis="制度第三条")

    refused = walkalong("import", "ledger", str(ledger), *AS)

    assert refused.code == 1 and "什么都没有改" in refused.err
    assert ledger.read_bytes() == before, "the original is not touched"
    assert moves(home)[-1] == (number(2), "decline"), "nothing half-applied"
    told = comments(copy_of(ledger))
    at = columns(ledger)
    # The department, owner … of the first; the states of all three.
    plan_heads = ("责任部门", "责任人", "整改方式", "整改目标", "整改时限")
    places = {f"{_letter(at[head])}2" for head in plan_heads}
    places |= {f"{_letter(at['状态'])}{row}" for row in (2, 3, 4)}
    assert set(told) == places
    state = told[f"{_letter(at['状态'])}3"]
    assert "现在是：不采纳" in state and "牵头乙" in state and "不采纳" in state
    # In the copy the office takes over what the ledger says, and imports the copy.
    fill(copy_of(ledger), {
        number(1): dict.fromkeys(("责任部门",), "云溪市公安局") | {
            "责任人": "赵某", "整改方式": "系统攻坚", "整改目标": "开通共享",
            "整改时限": date(2026, 12, 31), "状态": "系统攻坚中"},
        number(2): dict.fromkeys(("责任部门", "责任人", "整改方式", "整改目标", "整改时限"))
        | {"状态": "不采纳"},
        number(3): {"状态": "待分派"} | dict.fromkeys(
            ("责任部门", "责任人", "整改方式", "整改目标", "整改时限")),
    })  # fmt: skip
    done = walkalong("import", "ledger", str(copy_of(ledger)), *AS)
    assert done.code == 0, done.err
    assert moves(home)[-4:] == [
        (number(4), "verify"), (number(4), "assign"), (number(5), "verify"), (number(5), "assign"),
    ]  # fmt: skip
    assert fields(home, number(1))["owner"] == "赵某"
    assert fields(home, number(5))["owner"] == "填表5"
    again = walkalong("import", "ledger", str(copy_of(ledger)), *AS)
    assert again.code == 0 and again.out.startswith("没有可做的")
    assert walkalong("db", "check").code == 0


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def test_a_life_in_excel(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    """From found true to public in three fillings; who fixed it does not verify it (R54)."""
    one = number(1)
    folder = ledger.with_name("台账_影像")
    folder.mkdir()
    (folder / "整改后.jpg").write_bytes(picture())
    fill(ledger, {one: PLAN})
    assert walkalong("import", "ledger", str(ledger), *AS).code == 0
    fill(ledger, {one: FIX | {"佐证（影像编号）": "整改后.jpg"}})
    fixed = walkalong("import", "ledger", str(ledger), "--as", "王某")
    assert fixed.code == 0, fixed.err
    assert fields(home, one)["state"] == "to_recheck"
    with app_at(home) as app:
        issue = app.reader.issue(one)
        assert issue is not None and len(issue.media) == 1, "the photo is the issue's now"
    anew(walkalong, ledger)
    fill(ledger, {one: {"状态": "已公开", "复核意见": "看过了，属实", "是否公开": "是"}})
    by_fixer = walkalong("import", "ledger", str(ledger), "--as", "王某")
    assert by_fixer.code == 1 and "整改的人不能复核自己的整改" in by_fixer.err
    by_nobody = walkalong("import", "ledger", str(ledger))
    assert by_nobody.code == 1 and "--as" in by_nobody.err
    closed = walkalong("import", "ledger", str(ledger), "--as", "复核丙")
    assert closed.code == 0, closed.err
    assert [name for _, name in moves(home)] == [
        "verify", "assign", "report_fix", "close", "publish",
    ]  # fmt: skip
    now = fields(home, one)
    assert (now["reviewer"], now["closed_on"], now["public"]) == ("复核丙", "2026-06-01", "是")
    again = walkalong("import", "ledger", str(ledger), "--as", "复核丙")
    assert again.out.startswith("没有可做的"), again.out + again.err


def test_each_field_rests_on_its_cell(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    fill(ledger, {number(2): PLAN | {"整改时限": "6月30日", "责任人": "王某，13812345678"}})
    sha = hashlib.sha256(ledger.read_bytes()).hexdigest()
    assert walkalong("import", "ledger", str(ledger), *AS).code == 0
    with app_at(home) as app:
        issue = app.reader.issue(number(2))
    assert issue is not None
    deadline = issue.fields["deadline"]
    message = issue.messages[deadline.message or 0]
    assert deadline.value == "2026-06-30"
    assert message.text[deadline.start : deadline.end] == "6月30日"
    at = _letter(columns(ledger)["整改时限"])
    assert message.text.startswith("台账.xlsx · ") and sha in message.text
    assert f"\n整改台账!{at}3 整改时限：6月30日" in message.text
    assert issue.fields["owner"].value == "王某，138****5678", "personal numbers are masked"
    assert "13812345678" not in message.text


def test_a_dry_run_changes_nothing(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    fill(ledger, {number(1): PLAN})
    tried = walkalong("import", "ledger", str(ledger), *AS, "--dry-run")
    assert (tried.code, moves(home)) == (0, [])
    assert "核实属实、分派" in tried.out and "试算" in tried.out
    english = walkalong("--locale", "en", "import", "ledger", str(ledger), *AS, "--dry-run")
    assert "Found true, Assign" in english.out


def test_rows_and_columns_anywhere(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    """Titles above, sorted rows, moved, added and deleted columns, deleted rows: the same moves."""

    def rework(sheet: object) -> None:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]  # type: ignore[attr-defined]
        head, *body = rows
        keep = [at for at, title in enumerate(head) if title not in ("用时（分钟）", "备注")]
        order = [*keep[5:], *keep[:5]]
        sheet.delete_rows(1, 100)  # type: ignore[attr-defined]
        sheet.append(["云溪市整改台账（6月）"])  # type: ignore[attr-defined]
        sheet.append([])  # type: ignore[attr-defined]
        sheet.append([*(head[at] for at in order), "科室自用"])  # type: ignore[attr-defined]
        for row in reversed(body[:5]):
            sheet.append([*(row[at] for at in order), "x"])  # type: ignore[attr-defined]

    fill(ledger, {number(3): PLAN})
    edit(ledger, rework)
    done = walkalong("import", "ledger", str(ledger), *AS)
    assert done.code == 0, done.err
    assert moves(home) == [(number(3), "verify"), (number(3), "assign")]
    assert "科室自用" in done.err and "备注" in done.err and number(6) in done.err


@pytest.mark.parametrize(
    ("cells", "place", "said"),
    [
        ({"问题": "另一句话"}, "问题", "不能在台账里改"),
        ({"备注": "自己写的"}, "备注", "改动说明"),
        ({"状态": "办完了"}, "状态", "没有“办完了”这个状态"),
        ({"状态": "已销号"}, "原因", "“当场整改”要写“原因”"),
        ({"状态": "不采纳"}, "改动说明", "依据"),
        ({"责任人": "王某"}, "责任人", "“待核实”时不能改“责任人”"),
        (PLAN | {"整改方式": "尽快"}, "整改方式", "立行立改、限期整改、系统攻坚"),
        (PLAN | {"整改时限": "月底前"}, "整改时限", "看不出是哪一天"),
        (PLAN | {"整改时限": "3月9日"}, "整改时限", "没写是哪一年"),
        (PLAN | {"整改时限": "03/09/2026"}, "整改时限", "分不清"),
        (PLAN | {"整改时限": date(2026, 5, 31)}, "整改时限", "不能早于今天"),
        (PLAN | {"整改目标": "=1+1"}, "整改目标", "是公式"),
        (PLAN | {"整改目标": "字" * 2_001}, "整改目标", "超过 2000 个字"),
        (PLAN | {"类别": None}, "类别", "不能在台账里改"),
        (PLAN | {"责任部门": None}, "责任部门", "“分派”要写“责任部门”"),
        (PLAN | {"复核人": "王某"}, "复核人", "不能替“王某”复核"),
        ({"问题编号": "WT-2026-0099"}, "问题编号", "编号被改过"),
        ({"问题编号": number(2)}, "问题编号", "只留一行"),
        ({"问题编号": None}, "问题编号", "没有问题编号"),
    ],
)
def test_what_cannot_be_is_told_at_its_cell(
    walkalong: Walkalong, home: Path, ledger: Path, cells: dict[str, object], place: str, said: str
) -> None:
    heads = columns(ledger)
    fill(ledger, {number(1): cells})
    done = walkalong("import", "ledger", str(ledger), *AS)
    assert (done.code, moves(home)) == (1, [])
    told = comments(copy_of(ledger))
    row = 3 if cells.get("问题编号") == number(2) else 2
    assert said in told[f"{_letter(heads[place])}{row}"]
    marked = load_workbook(copy_of(ledger))
    fill_of = marked["整改台账"][f"{_letter(heads[place])}{row}"].fill
    assert isinstance(fill_of, PatternFill | object) and fill_of.fgColor.rgb == "00FFC7CE"
    listed = [row[0].value for row in marked["要改的地方"].iter_rows(min_row=2)]
    assert f"整改台账!{_letter(heads[place])}{row}" in listed


@pytest.mark.parametrize(
    "written",
    ["2026年6月30日", "2026/6/30", "2026.6.30", "20260630", "６月３０日", 46203, date(2026, 6, 30),
     datetime.fromisoformat("2026-06-30T17:30")],
)  # fmt: skip
def test_days_as_they_are_written(
    walkalong: Walkalong, home: Path, ledger: Path, written: object
) -> None:
    fill(ledger, {number(1): PLAN | {"整改时限": written}})
    done = walkalong("import", "ledger", str(ledger), *AS)
    assert done.code == 0, done.err
    assert fields(home, number(1))["deadline"] == "2026-06-30"


def test_merged_cells_and_double_headings(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    heads = columns(ledger)
    owner, target = heads["责任人"], heads["整改目标"]
    edit(ledger, lambda sheet: sheet.merge_cells(
        start_row=2, end_row=4, start_column=owner, end_column=owner))  # fmt: skip
    edit(ledger, lambda sheet: setattr(sheet.cell(1, target), "value", "责任人"))
    done = walkalong("import", "ledger", str(ledger), *AS)
    told = comments(copy_of(ledger))
    assert (done.code, moves(home)) == (1, [])
    assert "合并了单元格" in told[f"{_letter(owner)}2"]
    assert "表头重复" in told[f"{_letter(target)}1"]


def test_a_reason_is_written_beside(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    fill(ledger, {
        number(1): PLAN,
        number(2): {"状态": "不采纳", "改动说明": "理由：与 1 重复；依据：台账制度第三条"},
        number(3): {"状态": "退回补充", "改动说明": "哪个窗口？"},
    })  # fmt: skip
    assert walkalong("import", "ledger", str(ledger), *AS).code == 0
    anew(walkalong, ledger)
    fill(ledger, {number(1): {"责任人": "赵某", "整改时限": "2026-07-15"}})
    lacking = walkalong("import", "ledger", str(ledger), *AS)
    assert lacking.code == 1 and "“改分派”要写“改动说明”" in lacking.err
    fill(ledger, {number(1): {"改动说明": "人员调动"}})
    done = walkalong("import", "ledger", str(ledger), *AS)
    assert done.code == 0, done.err
    assert moves(home)[-1] == (number(1), "replan")
    assert [state for n in (2, 3) for state in [fields(home, number(n))["state"]]] == [
        "not_adopted", "sent_back",
    ]  # fmt: skip


def test_evidence_must_be_there(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    fill(ledger, {number(1): PLAN})
    assert walkalong("import", "ledger", str(ledger), *AS).code == 0
    fill(ledger, {number(1): FIX | {"佐证（影像编号）": "../secret.jpg、没有.jpg"}})
    done = walkalong("import", "ledger", str(ledger), "--as", "王某")
    assert done.code == 1 and "没有“没有.jpg”" in done.err and "没有“../secret.jpg”" in done.err
    (ledger.with_name("台账_影像")).mkdir()
    (ledger.with_name("台账_影像") / "没有.jpg").write_bytes(b"")
    fill(ledger, {number(1): {"佐证（影像编号）": "没有.jpg"}})
    empty = walkalong("import", "ledger", str(ledger), "--as", "王某")
    assert empty.code == 1 and "没有.jpg：文件是空的" in empty.err
    assert len(moves(home)) == 2, "nothing half-applied"


def test_a_ledger_of_another_home(walkalong: Walkalong, home: Path, ledger: Path) -> None:
    """The same numbers, other issues: the log's hash tells."""
    with app_at(home) as app, app.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE issue_log SET hash = 'f' || substr(hash, 2)")
    fill(ledger, {number(1): PLAN})
    done = walkalong("import", "ledger", str(ledger), *AS)
    assert done.code == 1 and "重新导出" in done.err


def test_nothing_filled_in(walkalong: Walkalong, ledger: Path) -> None:
    done = walkalong("import", "ledger", str(ledger), *AS)
    assert (done.code, done.out) == (0, "没有可做的：表里没有改动。\n")
