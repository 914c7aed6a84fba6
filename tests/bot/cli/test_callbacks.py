"""Calls by a third party on the command line: each once, every row told, bad results re-open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.ledgers import app_at, enter, fields, move

PLAN = {
    "department": "云溪市医保局", "owner": "王某", "mode": "限期整改", "target": "有人",
    "deadline": "2026-06-30",
}  # fmt: skip
FIX = {"cause": "没有排班", "measure": "排班", "result": "有人了", "evidence": "照片"}


@pytest.fixture
def closed(home: Path, walkalong: Walkalong) -> list[str]:  # its clock is set
    """Three issues: two are closed, the first agreed to be called."""
    numbers = enter(home, 3)
    move(home, "牵头甲", numbers[0], "agree_call", callback="同意")
    for number in numbers[:2]:
        move(home, "牵头甲", number, "verify")
        move(home, "牵头甲", number, "assign", **PLAN)
        move(home, "牵头甲", number, "report_fix", **FIX)
        move(home, "牵头乙", number, "close")
    return numbers


def table(
    path: Path, *rows: str, head: str = "问题编号,回访日期,回访结果,反馈意见,姓名,电话"
) -> Path:
    path.write_text("\n".join(["电话回访记录表,,,,,", head, *rows]) + "\n", encoding="gb18030")
    return path


def test_a_file_is_entered_once_and_each_row_s_fate_is_told(
    walkalong: Walkalong, home: Path, tmp_path: Path, closed: list[str]
) -> None:
    path = table(
        tmp_path / "回访.csv",
        f"{closed[0]},2026-06-01,未接通,,张三,13812345678",
        f"{closed[0]},2026-06-01,未接通,,张三,13812345678",
        f"{closed[0]},2026-06-01,不满意,还在排队 13812345678,张三,13812345678",
        f"{closed[1]},2026-05-20,1,早先的,,",
        f"{closed[2]},2026-06-01,2分,没动静,,",
        f"{closed[1]},,,,,",
    )
    tried = walkalong("callbacks", "import", str(path), "--dry-run")
    assert tried.code == 0 and "会登记 5 次" in tried.out
    assert walkalong("callbacks", "list", "--json").out.strip() == "[]"
    done = walkalong("callbacks", "import", str(path), "--company", "云溪民意", "--as", "李敏")
    assert done.code == 0, done.err
    assert [line.split("  ")[-1] for line in done.out.splitlines()[:-1]] == [
        "已记录，没有接通",
        "已记录，没有接通",
        "已记录，问题重新打开",
        "已记录；这次回访在最近一次销号之前，不重新打开",
        "已记录；问题还没销号，不用重新打开",
    ]
    assert "重新打开 1 个问题" in done.out and "没打的 1 行" in done.out
    assert "姓名、电话" in done.err
    states = [fields(home, number) for number in closed]
    assert _state(home, closed[0]) == "reopened" and _state(home, closed[1]) == "closed"
    assert states[0]["reply_kind"] == "差评"
    shown = walkalong("issues", "show", closed[0]).out
    assert "第三方电话回访（2026-06-01，云溪民意）不满意：还在排队 138****5678" in shown
    listed = json.loads(walkalong("callbacks", "list", "--json").out)
    assert len(listed) == 5 and "13812345678" not in str(listed) and "张三" not in str(listed)
    again = walkalong("callbacks", "import", str(path), "--company", "云溪民意")
    assert again.code == 0 and "登记了 0 次" in again.out and "以前导入过的 5 次" in again.out
    assert len(json.loads(walkalong("callbacks", "list", "--json").out)) == 5
    assert walkalong("db", "check").code == 0


def _state(home: Path, number: str) -> str:
    with app_at(home) as app:
        issue = app.reader.issue(number)
    assert issue is not None
    return issue.state


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("WT-2026-0099,2026-06-01,满意,,,", "台账里没有“WT-2026-0099”"),
        ("WT-2026-0001,2027-06-01,满意,,,", "这个日期还没有到"),
        ("WT-2026-0001,去年,满意,,,", "看不懂这个日期"),
        ("WT-2026-0001,,满意,,,", "没有写哪天回访的"),
        ("WT-2026-0001,2026-06-01,,说挺好,,", "没有结果"),
        ("WT-2026-0001,2026-06-01,挺好,,,", "看不懂“挺好”"),
        (",2026-06-01,满意,,,", "没有写是哪个问题"),
    ],
)
def test_a_row_that_cannot_be_taken_leaves_all_as_it_was(
    walkalong: Walkalong, tmp_path: Path, closed: list[str], row: str, told: str
) -> None:
    good = f"{closed[1]},2026-06-01,满意,,,"
    path = table(tmp_path / "回访.csv", good, row)
    refused = walkalong("callbacks", "import", str(path))
    assert refused.code == 1 and told in refused.err and "什么都没有改" in refused.err
    assert walkalong("callbacks", "list", "--json").out.strip() == "[]"
    book = load_workbook(tmp_path / "回访_待改.xlsx")
    assert any(told in str(cell.value) for cells in book["要改的地方"] for cell in cells)
    left_out = walkalong("callbacks", "import", str(path), "--skip-bad", "--json")
    assert left_out.code == 0
    found = json.loads(left_out.out)
    assert [one["fate"] for one in found["rows"]] == ["kept"] and len(found["refused"]) == 1


def test_results_and_marks_have_to_agree(
    walkalong: Walkalong, tmp_path: Path, closed: list[str]
) -> None:
    head = "编号,日期,结果,评分,次数"
    path = table(tmp_path / "a.csv", f"{closed[1]},2026-06-01,满意,2,1", head=head)
    assert "对不上" in walkalong("callbacks", "import", str(path)).err
    path = table(tmp_path / "b.csv", f"{closed[1]},2026-06-01,满意,5,1", head=head)
    assert walkalong("callbacks", "import", str(path)).code == 0
    [one] = json.loads(walkalong("callbacks", "list", "--json").out)
    assert (one["result"], one["mark"]) == ("satisfied", 5)
    path = table(tmp_path / "c.csv", f"{closed[1]},2026-06-01,未接通,,很多", head=head)
    assert "拨打次数要写" in walkalong("callbacks", "import", str(path)).err


def test_a_file_without_the_columns_says_which_are_lacking(
    walkalong: Walkalong, tmp_path: Path, closed: list[str]
) -> None:
    path = table(tmp_path / "a.csv", f"{closed[0]},x", head="问题编号,姓名")
    refused = walkalong("callbacks", "import", str(path))
    assert refused.code == 1 and "回访日期、回访结果" in refused.err and "--mapping" in refused.err


def test_a_mapping_says_what_odd_columns_are_and_cases_are_found(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    cases = tmp_path / "工单.csv"
    cases.write_text(
        "工单编号,诉求内容,受理时间,诉求类型,承办单位,涉及事项,事发地址\nYX-1,排队,2026-05-01,态度,云溪市医保局,,\n",
        "utf-8",
    )
    assert walkalong("import", "complaints", str(cases), "--mapping", "12345").code == 0
    mapping = tmp_path / "民意.yaml"
    mapping.write_text(
        "kind: callback\nsource: 云溪民意\ncolumns:\n  流水: 回访编号\n  案件: 平台编号\n"
        "  打电话: 回访日期\n  态度: 回访结果\nvalues:\n  回访结果: {好: 满意, 差: 不满意}\n",
        "utf-8",
    )  # fmt: skip
    calls = tmp_path / "calls.csv"
    head = "流水,案件,打电话,态度\n"
    calls.write_text(f"{head}7,yx-1,2026-05-20,好\n8,YX-2,2026-05-20,好\n", "utf-8")
    options = ("--mapping", str(mapping))
    refused = walkalong("callbacks", "import", str(calls), *options)
    assert refused.code == 1 and "YX-2" in refused.err
    assert walkalong("callbacks", "import", str(calls), *options, "--skip-bad").code == 0
    calls.write_text(f"{head}7,yx-1,2026-05-20,差\n", "utf-8")
    changed = walkalong("callbacks", "import", str(calls), *options)
    assert changed.code == 0 and "结果不同（没有覆盖" in changed.out
    [one] = json.loads(walkalong("callbacks", "list", "--json").out)
    assert (one["company"], one["result"]) == ("云溪民意", "satisfied")
    wrong = walkalong("import", "complaints", str(calls), "--mapping", str(mapping))
    assert wrong.code == 1 and "callbacks import" in wrong.err
    other = walkalong("callbacks", "import", str(calls), "--mapping", "12345")
    assert other.code == 1 and "import complaints" in other.err
    mapping.write_text("kind: callback\nsource: x\ncolumns:\n  态度: 满意程度\n", "utf-8")
    faulty = walkalong("callbacks", "import", str(calls), *options)
    assert faulty.code == 1 and "回访结果" in faulty.err and home.exists()


def test_what_is_proposed_is_decided_by_an_admin(
    walkalong: Walkalong, home: Path, closed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_CALLBACK_REOPEN", "proposed")
    assert "待管理员定" not in walkalong("callbacks", "add", closed[0], "满意").out
    assert "是否重新打开待管理员定" in walkalong("callbacks", "add", closed[0], "1").out
    added = walkalong("callbacks", "add", closed[1], "不满意", "--words", "别的事")
    assert added.code == 0
    waiting = json.loads(walkalong("callbacks", "list", "--to-decide", "--json").out)
    assert [one["number"] for one in waiting] == closed[:2]
    first, second = (str(one["id"]) for one in waiting)
    assert walkalong("callbacks", "reopen", first).code == 0
    assert _state(home, closed[0]) == "reopened"
    assert walkalong("callbacks", "reopen", first).code == 1
    assert walkalong("callbacks", "leave", second, "--reason", " ").code == 2
    assert walkalong("callbacks", "leave", second, "--reason", "另一件事").code == 0
    assert _state(home, closed[1]) == "closed"
    assert walkalong("callbacks", "list", "--to-decide").out.strip() == "没有回访。"
    assert walkalong("callbacks", "leave", "99", "--reason", "x").code == 1
    assert "没有要定的" in walkalong("callbacks", "reopen", "1").err


def test_one_call_is_entered_by_hand_once(walkalong: Walkalong, closed: list[str]) -> None:
    assert walkalong("callbacks", "add", closed[2].lower(), "无人接听", "--tries", "3").code == 0
    twice = walkalong("callbacks", "add", closed[2], "未接通")
    assert twice.code == 1 and "已有同样结果" in twice.err
    timed = walkalong("callbacks", "add", closed[2], "未接通", "--on", "2026-05-31 15:00")
    assert timed.code == 0
    told = walkalong("callbacks", "list").out
    assert "未接通 2" in told and "未接通  3" in told
    assert walkalong("callbacks", "add", closed[2], "还行吧").code == 2
    assert walkalong("callbacks", "add", "第十二号", "满意").code == 2
    assert walkalong("callbacks", "add", "WT-2026-0099", "满意").code == 1
    assert walkalong("callbacks", "add", closed[2], "满意", "--on", "2026-06-02").code == 2


def test_the_list_for_the_company_has_numbers_and_comes_back(
    walkalong: Walkalong, tmp_path: Path, closed: list[str]
) -> None:
    path = tmp_path / "回访名单.xlsx"
    made = walkalong("callbacks", "due", "--out", str(path), "--json")
    assert [one["number"] for one in json.loads(made.out)] == closed[:1]
    assert "未设置" in made.err
    book = load_workbook(path)
    sheet = book["回访名单"]
    head = [cell.value for cell in sheet[1]]
    assert head[:2] == ["问题编号", "平台编号"] and not {"姓名", "电话"} & set(head)
    assert "不提示、不劝评" in str([cell.value for row in book["说明"] for cell in row])
    sheet.cell(2, head.index("回访日期") + 1, "2026-06-01")
    sheet.cell(2, head.index("回访结果") + 1, "一般")
    book.save(path)
    assert walkalong("callbacks", "import", str(path)).code == 0
    assert walkalong("callbacks", "due").out.strip() == "没有要回访的。"


def test_rates_are_told_with_their_counts(
    walkalong: Walkalong, tmp_path: Path, closed: list[str]
) -> None:
    walkalong("callbacks", "add", closed[0], "满意")
    told = walkalong("rates")
    assert told.code == 0 and "66.7%（2/3）" in told.out and "—" in told.out
    assert "供参考" in told.out and "÷" in told.err
    out = tmp_path / "闭环率.xlsx"
    made = json.loads(walkalong("rates", "--by", "source", "--json", "--out", str(out)).out)
    assert made["total"]["closed"] == {"part": 2, "of": 3, "share": 2 / 3}
    assert made["total"]["on_time"] == {"part": 2, "of": 2, "share": 1.0}
    assert made["total"]["content"]["of"] == 1 and made["total"]["replied"]["share"] is None
    assert [row["name"] for row in made["rows"]] == ["群众提问"]
    assert load_workbook(out).sheetnames == ["闭环率", "评价分布", "说明"]
    none = walkalong("rates", "--until", "2020-01-01")
    assert none.code == 0 and "没有问题" in none.out
    wrong = walkalong("rates", "--since", "2026-02-01", "--until", "2026-01-01")
    assert wrong.code == 2 and "换过来" in wrong.err
    month = json.loads(walkalong("rates", "--by", "month", "--json").out)
    assert [row["name"] for row in month["rows"]] == ["2026-06"]


def test_replies_are_listed_by_where_they_stand(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    cases = tmp_path / "工单.csv"
    cases.write_text(
        "工单编号,诉求内容,受理时间,诉求类型,承办单位,涉及事项,事发地址\n"
        "YX-1,排队,2026-05-06,态度,云溪市医保局,,\nYX-2,收费,2026-05-29,收费,云溪市公安局,,\n",
        "utf-8",
    )  # fmt: skip
    assert walkalong("import", "complaints", str(cases), "--mapping", "12345").code == 0

    def numbers(*wanted: str) -> list[str]:
        told = walkalong("issues", "list", *wanted, "--json").out
        return [one["number"] for one in json.loads(told)]

    assert numbers("--reply-overdue") == [], "no time is set"
    assert len(numbers("--reply-due")) == 2
    assert "期限未设置" in walkalong("issues", "list", "--reply-due").out
    assert walkalong("deadlines", "set", "12345热线", "批评投诉", "13个工作日").code == 0
    assert numbers("--reply-overdue") == ["WT-2026-0001"]
    shown = walkalong("issues", "show", "WT-2026-0001").out
    assert "回复反映人：超期未回复（2026-05-22 前）" in shown
    move(home, "牵头甲", "WT-2026-0001", "reply", reply="已加开窗口")
    assert numbers("--reply-overdue") == [] and numbers("--replied") == ["WT-2026-0001"]
    one = json.loads(walkalong("issues", "show", "WT-2026-0001", "--json").out)["reply"]
    assert (one["state"], one["due"], one["replied"]) == ("replied", "2026-05-22", "2026-06-01")
    exported = tmp_path / "a.xlsx"
    assert walkalong("export", "ledger", str(exported), "--replied").code == 0
    rates = json.loads(walkalong("rates", "--json").out)["total"]
    assert rates["replied"] == {"part": 0, "of": 1, "share": 0.0}
