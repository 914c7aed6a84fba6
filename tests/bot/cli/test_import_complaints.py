"""Tables of other platforms come in: each case once, without names and numbers of people (R29)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.ledgers import app_at, fields

HEAD = [
    "工单编号",
    "诉求内容",
    "受理时间",
    "诉求类型",
    "承办单位",
    "涉及事项",
    "事发地址",
    "姓名",
    "电话",
]
ROWS = [
    ["YX-1", "材料要了两遍，我电话13812345678", "2026-02-03 10:20:00", "材料", "云溪市公安局",
     "身份证补领", "政务大厅", "赵某某", "13812345678"],
    ["YX-2", "排队太久", "2026/2/4", "其它", "云溪市医保局", "", "", "钱某", ""],
]  # fmt: skip


def csv_of(rows: Sequence[Sequence[str]], mark: str = ",") -> str:
    def cell(text: str) -> str:
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(f'{mark}"\n') else text

    return "\r\n".join(mark.join(map(cell, row)) for row in rows) + "\r\n"


def hotline(path: Path, rows: Sequence[Sequence[str]] = ROWS, encoding: str = "gb18030") -> Path:
    path.write_bytes(csv_of([HEAD, *rows]).encode(encoding))
    return path


def test_cases_become_issues_once(walkalong: Walkalong, home: Path, tmp_path: Path) -> None:
    path = hotline(tmp_path / "工单.csv")
    tried = walkalong("import", "complaints", str(path), "--mapping", "12345", "--dry-run")
    assert tried.code == 0 and "会登记 2 条" in tried.out
    assert walkalong("issues", "list", "--json").out.strip() == "[]"
    done = walkalong("import", "complaints", str(path), "--mapping", "12345")
    assert done.code == 0 and "登记了 2 条" in done.out and "姓名、电话" in done.err
    one = fields(home, "WT-2026-0001")
    assert one["case_number"] == "YX-1" and one["category"] == "申请材料重复交"
    assert one["problem"] == "材料要了两遍，我电话138****5678"
    assert fields(home, "WT-2026-0002")["category"] == "其他"
    with app_at(home) as app:
        issue = app.reader.issue("WT-2026-0001")
    assert issue is not None and issue.source == "12345热线"
    assert f"{issue.found_at:%F %H:%M}" == "2026-02-03 10:20"
    place = issue.fields["department"]
    said = issue.messages[place.message or 0].text
    assert said[place.start : place.end] == "云溪市公安局" and said.startswith("工单.csv 第 2 行")
    assert "赵某某" not in said and "13812345678" not in said
    # Again, with one case changed on the platform and one new.
    changed = [["YX-1", "材料要了三遍", *ROWS[0][2:]], ROWS[1], ["YX-3", "没人", *ROWS[1][2:]]]
    again = walkalong("import", "complaints", str(hotline(path, changed)), "--mapping", "12345")
    assert "登记了 1 条；以前导入过的 2 条（其中 1 条平台上有改动）" in again.out
    assert "YX-1 已是 WT-2026-0001，平台上又改了：诉求内容" in again.err
    assert fields(home, "WT-2026-0001")["problem"].startswith("材料要了两遍")
    proved = walkalong("db", "check")
    assert proved.code == 0 and "问题流水 3 条，逐条相连" in proved.out


def test_issues_are_found_by_source_and_case(walkalong: Walkalong, tmp_path: Path) -> None:
    path = hotline(tmp_path / "工单.csv")
    assert walkalong("import", "complaints", str(path), "--mapping", "12345").code == 0

    def numbers(*wanted: str) -> list[str]:
        out = walkalong("issues", "list", *wanted).out
        return [line.split()[0] for line in out.splitlines()[1:]]

    assert numbers("--source", "12345") == ["WT-2026-0001", "WT-2026-0002"]
    assert numbers("--source", "好差评") == numbers("--source", "终端") == []
    assert numbers("--case", "yx-2") == ["WT-2026-0002"]
    assert numbers("--case", "YX") == []
    shown = walkalong("issues", "show", "WT-2026-0002").out
    assert "12345热线" in shown and "平台编号：YX-2" in shown


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_encodings_and_marks(
    walkalong: Walkalong, home: Path, tmp_path: Path, encoding: str, mark: str
) -> None:
    rows = [
        ["云溪市 12345 工单"],
        [],
        HEAD,
        [],
        ROWS[0],
        ["YX-9", '两行\n和"引号"、' + mark, *ROWS[1][2:]],
    ]
    path = tmp_path / "工单.csv"
    path.write_bytes(csv_of(rows, mark).encode(encoding))
    done = walkalong("import", "complaints", str(path), "--mapping", "12345")
    assert done.code == 0, done.err
    assert fields(home, "WT-2026-0002")["problem"] == '两行\n和"引号"、' + mark.strip()


def test_rows_that_cannot_be_read(walkalong: Walkalong, tmp_path: Path) -> None:
    rest = ROWS[1][1:]
    bad = [
        ["", *rest],
        ["YX-5", "", *rest[1:]],
        ["YX-6", rest[0], "明天", *rest[2:]],
        ["YX-7", rest[0], "2031-01-01", *rest[2:]],
        ["YX-1", *rest],
        ["Y" * 90, *rest],
        ["YX-8", "字" * 2_001, *rest[1:]],
    ]
    path = hotline(tmp_path / "工单.csv", [ROWS[0], *bad])
    refused = walkalong("import", "complaints", str(path), "--mapping", "12345")
    assert refused.code == 1 and "什么都没有改。7 个格要改" in refused.err
    assert walkalong("issues", "list", "--json").out.strip() == "[]"
    book = load_workbook(tmp_path / "工单_待改.xlsx")
    cells = [cell for row in book["工单"].iter_rows() for cell in row if cell.comment]
    told = {cell.coordinate: cell.comment.text for cell in cells}
    assert [*told] == ["A3", "B4", "C5", "C6", "A7", "A8", "B9"]
    assert "编号是空的" in told["A3"] and "还没有到" in told["C6"] and "第 2 行已有" in told["A7"]
    assert all(cell.fill.fgColor.rgb == "00FFC7CE" for cell in cells)
    done = walkalong("import", "complaints", str(path), "--mapping", "12345", "--skip-bad")
    assert done.code == 0 and "登记了 1 条" in done.out


def test_only_bad_ratings(walkalong: Walkalong, home: Path, tmp_path: Path) -> None:
    """forms.md §4: the last two of five levels."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        ["办件编号", "评价等级", "评价内容", "评价时间", "事项名称", "实施编码", "受理部门"]
    )
    for at, level in enumerate((1, "2", "3星", "满意", "非常不满意", 5), start=1):
        sheet.append(
            [f"P{at}", level, "态度差" if at == 1 else None, "2026-02-03", "社保卡", "1", "人社局"]
        )
    path = tmp_path / "评价.xlsx"
    book.save(path)
    done = walkalong("import", "complaints", str(path), "--mapping", "好差评")
    assert done.code == 0 and "登记了 3 条" in done.out and "不是差评的 3 条" in done.out
    assert fields(home, "WT-2026-0001")["problem"] == "态度差"
    assert fields(home, "WT-2026-0003")["problem"] == "“社保卡”差评：1 星"


def test_other_headings_and_columns_that_lack(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    """Another city's table: its own headings, no kind of problem; what it is, the words say."""
    rows = [
        ["12345热线工单明细", "", "", ""],
        ["工单号", "来电时间", "诉求内容（必填）*", "满意度"],
        ["YX-9", "2026年2月3日 9:12", "窗口的人态度恶劣", "不满意"],
        ["YX-10", "", "请尽快处理", ""],
    ]
    path = tmp_path / "邻市.csv"
    path.write_bytes(csv_of(rows).encode("gb18030"))
    done = walkalong("import", "complaints", str(path), "--mapping", "12345")
    assert done.code == 0 and "登记了 2 条" in done.out, done.err
    assert "没有导入的列：满意度" in done.err
    assert "按空处理的列：诉求类型、承办单位、涉及事项、事发地址" in done.err
    assert fields(home, "WT-2026-0001")["category"] == "服务态度"
    assert fields(home, "WT-2026-0002")["category"] == "其他"
    with app_at(home) as app:
        issue = app.reader.issue("WT-2026-0001")
    assert issue is not None
    kind = issue.fields["category"]
    said = issue.messages[kind.message or 0].text
    assert said[kind.start : kind.end] == "窗口的人态度恶劣"


@pytest.mark.parametrize("name", ["12345", "好差评", "办不成事", "投诉建议"])
def test_mappings_that_come_along(
    walkalong: Walkalong, home: Path, tmp_path: Path, name: str
) -> None:
    """Shown, put into the home, changed, and used by name."""
    text = walkalong("import", "mapping", name).out
    assert text.startswith("#") and "source:" in text
    own = home / "mappings"
    own.mkdir()
    (own / "本市.yaml").write_text(text.replace("平台编号", "case_number"), encoding="utf-8")
    done = walkalong("import", "complaints", str(hotline(tmp_path / "x.csv")), "--mapping", "本市")
    assert done.code == (0 if name == "12345" else 1)
    assert name == "12345" or "没有对照表要的列" in done.err


FAULTS = {
    "columns: [a]": "一行一个“名称: 内容”",
    "source: a\nkid: b\ncolumns: {编号: 平台编号, 话: 问题}": "2：不认得“kid”，是不是 kind；",
    "source: a\ncolumns:\n  编号: 平台编\n  话: 问题": "3：台账里没有“平台编”，是不是“平台编号”；",
    "columns: {编号: 平台编号, 话: 问题}": "缺 source",
    "source: a\ncolumns: {话: 问题}": "哪一列是“平台编号”",
    "source: a\nkind: rating\ncolumns: {编号: 平台编号}": "哪一列是“评分”",
    "source: a\nkind: x\ncolumns: {编号: 平台编号, 话: 问题}": "kind 只能是",
    "source: a\nhead: 0\ncolumns: {编号: 平台编号, 话: 问题}": "第几行",
    "source: a\ndate: abc\ncolumns: {编号: 平台编号, 话: 问题}": "不是日期的写法",
    "source: a\nencoding: 甲\ncolumns: {编号: 平台编号, 话: 问题}": "没有“甲”这种编码",
    "source: a\ncolumns: {编号: 平台编号, 话: 问题}\nvalues:\n  类别:\n    费: 收费": (
        "5：没有“收费”，是不是“收费问题”；"
    ),
    "source: &x a\ncolumns: {编号: *x}": "",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_mapping_is_checked_with_its_lines(
    walkalong: Walkalong, tmp_path: Path, text: str
) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text, encoding="utf-8")
    done = walkalong(
        "import", "complaints", str(hotline(tmp_path / "x.csv")), "--mapping", str(mapping)
    )
    assert done.code == 1 and "m.yaml:" in done.err
    assert FAULTS[text] in done.err
    english = walkalong(
        "--locale", "en", "import", "complaints", str(tmp_path / "x.csv"), "--mapping", str(mapping)
    )
    assert english.code == 1 and "m.yaml:" in english.err


def broken(change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(change(csv_of([HEAD, *ROWS]).encode()))
        return path

    return write


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("x.csv", lambda data: data + b'\r\n"', "引号不成对"),
        ("x.csv", lambda data: data + b"\0\xff", "不是 UTF-8"),
        ("x.csv", lambda data: b"", "没有对照表要的列"),
        ("x.xlsx", lambda data: data, "不是能读的 Excel 工作簿"),
        ("x.xlsx", lambda data: b"\xd0\xcf\x11\xe0" + data, "密码"),
    ],
)
def test_files_that_cannot_be_read(
    walkalong: Walkalong, tmp_path: Path, name: str, change: Callable[[bytes], bytes], said: str
) -> None:
    path = broken(change)(tmp_path / name)
    done = walkalong("import", "complaints", str(path), "--mapping", "12345")
    assert done.code == 1 and said in done.err, done.err
    unknown = walkalong("import", "complaints", str(path), "--mapping", "没有的")
    assert unknown.code == 1 and "自带的：12345" in unknown.err


def test_many_rows(walkalong: Walkalong, home: Path, tmp_path: Path) -> None:
    rows = [[f"YX-{n}", f"排队太久 {n}", *ROWS[1][2:]] for n in range(1_000)]
    path = hotline(tmp_path / "工单.csv", rows)
    done = walkalong("import", "complaints", str(path), "--mapping", "12345")
    assert done.code == 0 and "登记了 1000 条" in done.out
    assert fields(home, "WT-2026-1000")["case_number"] == "YX-999"
    again = walkalong("import", "complaints", str(path), "--mapping", "12345")
    assert "登记了 0 条；以前导入过的 1000 条（其中 0 条" in again.out
