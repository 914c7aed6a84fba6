"""The ledger as Excel reads it: files are written, opened again and compared."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from storage.exports import rows, sheet
from storage.exports.columns import COLUMNS, as_date
from storage.exports.evidence import evidence, fact
from storage.exports.files import ExportError
from storage.exports.ledger import write_ledger
from storage.exports.text import CUT_MARK, clean, clip, width
from storage.media import MediaStore
from storage.records import FieldValue, IssueRecord, MediaRecord, MessageRecord
from tests.storage.test_movie import FILM, PLACE

HEADERS = [
    "序号",
    "问题编号",
    "来源",
    "发现日期",
    "发现人",
    "事项名称",
    "实施编码",
    "渠道",
    "环节",
    "问题",
    "类别",
    "影响程度",
    "原因",
    "整改方式",
    "整改优化措施",
    "工作建议",
    "责任部门",
    "责任人",
    "协同单位",
    "整改目标",
    "整改时限",
    "整改进展",
    "整改结果/成效",
    "佐证（影像编号）",
    "复核人",
    "复核意见",
    "状态",
    "销号日期",
    "是否回复反映人",
    "反映人满意度",
    "同类问题编号",
    "是否公开",
    "备注",
    "涉及材料",
    "用时（分钟）",
    "回复内容",
    "改动说明",
]


def one_issue(problem: str = "排队太久", **fields: FieldValue) -> IssueRecord:
    at = datetime.fromisoformat("2026-11-24T09:30")
    return IssueRecord(
        number="WT-2026-0001",
        state="待核实",
        found_at=at,
        reporter="",
        reporter_role="",
        source="陪同式帮办",
        walk_id=1,
        fields={"problem": FieldValue(problem, 7, 0, len(problem)), **fields},
        messages={7: MessageRecord(7, at, problem, "answer", "", "")},
    )


def rows_of(path: Path, title: str) -> list[dict[str, object]]:
    rows = list(load_workbook(path)[title].iter_rows(values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def test_the_columns_stand_in_the_order_of_the_form_and_five_are_red(issues, tmp_path, now):
    write_ledger(issues, tmp_path / "a.xlsx", now=now)
    header = load_workbook(tmp_path / "a.xlsx")["整改台账"][1]
    assert [cell.value for cell in header] == HEADERS
    base = header[0].fill.fgColor.rgb
    seeds = [cell.value for cell in header if cell.fill.fgColor.rgb != base]
    assert seeds == ["问题", "原因", "整改优化措施", "工作建议", "责任部门"]
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)


def test_the_sheet_filters_freezes_and_prints(issues, tmp_path, now):
    write_ledger(issues, tmp_path / "a.xlsx", now=now, title="A & B 台账")
    ledger = load_workbook(tmp_path / "a.xlsx")["整改台账"]
    assert ledger.freeze_panes == "C2"
    assert ledger.auto_filter.ref == "A1:AK9"
    assert ledger.print_title_rows == "$1:$1"
    assert ledger.print_title_cols == "$A:$B"
    setup = ledger.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0)
    assert ledger.sheet_properties.pageSetUpPr.fitToPage
    assert "A && B 台账" in ledger.oddHeader.center.text
    assert ledger["J6"].alignment.wrap_text
    assert ledger.row_dimensions[6].height > ledger.row_dimensions[7].height >= 20


def test_dates_are_dates_and_numbers_are_numbers(issues, tmp_path, now):
    write_ledger(issues, tmp_path / "a.xlsx", now=now)
    book = load_workbook(tmp_path / "a.xlsx")
    rows = rows_of(tmp_path / "a.xlsx", "整改台账")
    assert [row["序号"] for row in rows] == list(range(1, 9))
    assert rows[1]["整改时限"] == datetime.fromisoformat("2026-12-15")
    assert rows[0]["发现日期"] == datetime.fromisoformat("2026-11-24")
    assert book["整改台账"]["D2"].number_format == "yyyy-mm-dd"
    assert isinstance(book["佐证"]["E2"].value, int)
    assert isinstance(book["佐证"]["F2"].value, datetime)


def test_what_is_not_a_date_stays_text_and_nothing_stays_nothing():
    assert as_date("2026-12-15T09:00") == date(2026, 12, 15)
    assert as_date("节后") == "节后"
    assert as_date("") is None


def test_rows_say_who_found_it_and_keep_facts_without_a_column(issues, tmp_path, now):
    write_ledger([*issues, one_issue()], tmp_path / "a.xlsx", now=now)
    rows = rows_of(tmp_path / "a.xlsx", "整改台账")
    assert rows[0]["发现人"] == "体验员甲（体验员）"
    assert rows[2]["发现人"] == "匿名（体验员）"
    assert rows[8]["发现人"] == "匿名"
    assert rows[0]["备注"] == "地点：市政务服务中心二楼 18 号窗口"
    assert rows[8]["备注"] is None


def test_every_exported_value_has_its_message_and_the_words_cut_from_it(issues, tmp_path, now):
    result = write_ledger(issues, tmp_path / "a.xlsx", now=now)
    proofs = [row for row in rows_of(tmp_path / "a.xlsx", "佐证") if row["字段"] != "影像"]
    texts = {m.id: m.text for issue in issues for m in issue.messages.values()}
    assert result.evidence == len(rows_of(tmp_path / "a.xlsx", "佐证"))
    for row in proofs:
        if row["状态"] == "未核实":
            continue
        assert row["消息编号"] in texts
        assert (row["原话"] or "") in texts[row["消息编号"]]
        if row["来源方式"] == "提问所答" and row["字段"] != "整改时限":
            assert row["原话"] == row["值"]
    by_field = {(row["问题编号"], row["字段"]) for row in proofs}
    for row in rows_of(tmp_path / "a.xlsx", "整改台账"):
        for name in ("问题", "类别", "原因", "整改优化措施", "工作建议", "责任部门", "事项名称"):
            assert row[name] is None or (row["问题编号"], name) in by_field


def test_an_unverified_value_is_no_fact_but_is_listed(issues, tmp_path, now):
    result = write_ledger(issues, tmp_path / "a.xlsx", now=now)
    row = rows_of(tmp_path / "a.xlsx", "整改台账")[3]
    assert row["原因"] is None
    marked = [p for p in rows_of(tmp_path / "a.xlsx", "佐证") if p["状态"] == "未核实"]
    assert [(p["问题编号"], p["字段"], p["来源方式"]) for p in marked] == [
        ("WT-2026-0004", "原因", "模型提取")
    ]
    assert result.unverified == 1
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert "平台厂商升级所致" not in archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    "place", [(8, 0, 4), (7, 2, 1), (7, 0, 99), (7, -1, 2)], ids=["gone", "order", "end", "start"]
)
def test_a_quote_that_the_message_does_not_have_is_told_as_missing(place, tmp_path, now):
    issue = one_issue(cause=FieldValue("人少", *place), item=FieldValue("", 7), odd=FieldValue("x"))
    lines = {line.key: line for line in evidence(issue)}
    assert (lines["cause"].quote, lines["cause"].state) == ("", "已确认（原话缺失）")
    assert lines["odd"].message is None and lines["odd"].state == "已确认"
    assert "item" not in lines
    assert fact(issue, "cause") == "人少"
    assert write_ledger([issue], tmp_path / "a.xlsx", now=now).missing_quotes == 1


def test_photos_stand_beside_the_ledger_and_links_lead_to_them(issues, shown, tmp_path, now):
    path = tmp_path / "云溪 台账#1.xlsx"
    result = write_ledger(issues, path, now=now, photos=shown)
    folder = tmp_path / "云溪 台账#1_影像"
    assert sorted(p.name for p in folder.iterdir())[:3] == [
        f"WT-2026-0001-{n}.jpg" for n in (1, 2, 3)
    ]
    assert result.photos == len(list(folder.iterdir())) == 8
    book = load_workbook(path)
    cell = book["整改台账"]["X2"]
    assert cell.value == "WT-2026-0001-1～3"
    assert book["整改台账"]["X3"].value == "WT-2026-0002-1"
    links = [c.hyperlink.target for row in book["佐证"].iter_rows() for c in row if c.hyperlink]
    assert len(links) == 8
    for target in [cell.hyperlink.target, *links]:
        assert not re.search(r"[\s#]|^/|^[a-z]+:", target)
        assert (tmp_path / unquote(target)).is_file()


def test_media_carry_time_and_place_and_those_that_are_gone_are_told(tmp_path, now):
    def missing(sha256: str) -> Path:
        if sha256 == "b":
            raise FileNotFoundError(sha256)
        return tmp_path / "nothing"

    at = datetime(2026, 11, 24, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    blank = MediaRecord("a", "audio/ogg", "", 1, None, None, None)
    media = (
        replace(blank, taken_at=at, latitude=34.26, longitude=108.94),
        replace(blank, sha256="b", message=7),
    )
    issue = replace(one_issue(), media=media)
    result = write_ledger([issue], tmp_path / "a.xlsx", now=now, photos=missing)
    assert result.missing_photos == ("WT-2026-0001-1", "WT-2026-0001-2")
    first, second = (p for p in rows_of(tmp_path / "a.xlsx", "佐证") if p["字段"] == "影像")
    assert (first["时间"], first["拍摄地点"]) == (
        datetime.fromisoformat("2026-11-24T08:00"),
        "34.2600, 108.9400",
    )
    assert (second["时间"], second["状态"]) == (
        datetime.fromisoformat("2026-11-24T09:30"),
        "未导出（缺失或无法清除定位）",
    )
    assert not (tmp_path / "a_影像").exists()


def test_a_film_is_exported_without_its_place_or_not_at_all(tmp_path, now):
    shelf = MediaStore(tmp_path / "media")
    good, bad = shelf.save(FILM, "IMG_1.MOV"), shelf.save(FILM[:-30], "IMG_2.MOV")
    media = tuple(
        MediaRecord(m.sha256, m.mime, m.name, m.size, None, None, None) for m in (good, bad)
    )
    issue = replace(one_issue(), media=media)
    result = write_ledger([issue], tmp_path / "a.xlsx", now=now, photos=shelf.shown)
    assert (result.photos, result.missing_photos) == (1, ("WT-2026-0001-2",))
    (copy,) = (tmp_path / "a_影像").iterdir()
    assert copy.name == "WT-2026-0001-1.mov"
    assert PLACE in FILM and PLACE not in copy.read_bytes()
    states = [p["状态"] for p in rows_of(tmp_path / "a.xlsx", "佐证") if p["字段"] == "影像"]
    assert states == ["已存档", "未导出（缺失或无法清除定位）"]


def test_a_name_is_one_line(tmp_path, now):
    issue = replace(one_issue(), reporter="云溪\n体验员", reporter_role="volunteer")
    write_ledger([issue], tmp_path / "a.xlsx", now=now)
    (row,) = rows_of(tmp_path / "a.xlsx", "整改台账")
    assert row["发现人"] == "云溪 体验员（体验员）"


def test_a_part_of_a_problem_and_its_guide_have_names(tmp_path, now):
    part = FieldValue("太久", 7, 2, 4)
    guide = FieldValue("YX-GA-001 2026-1", 7, how="guide")
    issue = one_issue(**{"problem:1": part, "guide": guide})
    write_ledger([issue], tmp_path / "a.xlsx", now=now)
    (row,) = rows_of(tmp_path / "a.xlsx", "整改台账")
    assert (row["问题"], row["备注"]) == ("排队太久", "所依指南：YX-GA-001 2026-1")
    proofs = {p["字段"]: p["原话"] for p in rows_of(tmp_path / "a.xlsx", "佐证")}
    assert proofs == {"问题": "排队太久", "问题（1）": "太久", "所依指南": None}


def test_a_file_without_a_suffix_gets_the_one_of_its_type(tmp_path, now):
    (tmp_path / "blob").write_bytes(b"x")
    medium = MediaRecord("a", "image/png", "", 1, None, None, None)
    issue = replace(one_issue(), number="../x", media=(medium,))
    write_ledger([issue], tmp_path / "a.xlsx", now=now, photos=lambda _: tmp_path / "blob")
    assert [p.name for p in (tmp_path / "a_影像").iterdir()] == [".._x-1.png"]


def test_a_second_export_replaces_its_photos_and_leaves_other_files_alone(
    issues, shown, tmp_path, now
):
    folder = tmp_path / "a_影像"
    folder.mkdir()
    (folder / "mine.txt").write_text("keep")
    write_ledger(issues, tmp_path / "a.xlsx", now=now, photos=shown)
    write_ledger(issues, tmp_path / "a.xlsx", now=now, photos=shown)
    assert (folder / "mine.txt").read_text() == "keep"
    assert len(list(folder.iterdir())) == 9


def test_above_excels_number_of_links_the_text_stays(issues, shown, tmp_path, now, monkeypatch):
    monkeypatch.setattr(sheet, "MAX_LINKS", 2)
    write_ledger(issues, tmp_path / "a.xlsx", now=now, photos=shown)
    cells = [c for row in load_workbook(tmp_path / "a.xlsx")["佐证"].iter_rows() for c in row]
    assert sum(1 for c in cells if c.hyperlink) == 2
    assert any(c.value == "WT-2026-0007-1" and not c.hyperlink for c in cells)


def test_more_rows_than_a_sheet_holds_are_refused_with_the_mend(issues, tmp_path, now, monkeypatch):
    monkeypatch.setattr(sheet, "MAX_ROWS", 5)
    with pytest.raises(ExportError, match="按部门或日期") as error:
        write_ledger(issues, tmp_path / "a.xlsx", now=now)
    assert "in parts" in error.value.text["en"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x.invalid","点我")',
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "＝1+1",
        "正常\n=1+1",
        "#N/A",
        "#REF!",
        "'=1",
        "1e5",
        "2026-11-24",
        "TRUE",
        " 前后有空格 ",
    ],
)
def test_dangerous_text_is_harmless_text(text, tmp_path, now):
    write_ledger([one_issue(text)], tmp_path / "a.xlsx", now=now, title=text)
    for title, place in (("整改台账", "J2"), ("佐证", "C2"), ("佐证", "D2"), ("说明", "C2")):
        cell = load_workbook(tmp_path / "a.xlsx")[title][place]
        assert cell.data_type == "s"
        assert cell.value == text.replace("\r", "\n")
        risky = text[0] in "=+-@\t\r＝"
        assert bool(cell.quotePrefix) is risky
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheets = [archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2, 3)]
    assert not any("<f>" in xml or "<f " in xml for xml in sheets)


@given(st.text(max_size=60))
@example("\x00\x07\x1f\ufffe\uffff正文")
@example("_x0041_ ]]> <b>&amp;")
@example("_x005F_x0041_x000D_ __x00e9__")
@example("\u2028\x85\x0b")
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_from_a_cell_as_it_went_in(text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_ledger([one_issue(text)], path, now=datetime.fromisoformat("2026-11-24"))
        cell = load_workbook(path)["整改台账"]["J2"]
        # as Excel reads it; openpyxl leaves encoded characters to its users
        told = re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), cell.value or "")
        assert told == clean(text)
        assert cell.value is None or cell.data_type == "s"


def test_text_beyond_excels_limit_is_cut_with_a_mark(tmp_path, now):
    write_ledger([one_issue("长" * 40_000)], tmp_path / "a.xlsx", now=now)
    ledger = load_workbook(tmp_path / "a.xlsx")["整改台账"]
    value = ledger["J2"].value
    assert len(value) == rows.MAX_CELL
    assert value.endswith(CUT_MARK)
    assert ledger.row_dimensions[2].height == sheet.MAX_HEIGHT
    assert ledger["J2"].alignment.vertical == "top", "its beginning can be read"


@given(st.text(max_size=80), st.integers(len(CUT_MARK), 60))
@example("😀" * 30, 31)
def test_a_cut_text_keeps_within_the_limit_and_stays_valid(text, limit):
    cut = clip(clean(text), limit)
    assert len(cut.encode("utf-16-le")) <= 2 * limit
    if cut != clean(text):
        assert cut.endswith(CUT_MARK)
        assert clean(text).startswith(cut.removesuffix(CUT_MARK))


def test_a_chinese_character_is_two_columns_wide():
    assert width("政务ab，") == 8


def test_the_notes_say_what_was_chosen_and_what_columns_mean(issues, tmp_path, now):
    write_ledger(issues, tmp_path / "a.xlsx", now=now, filters={"部门": "云溪市公安局"})
    notes = {row["项目"]: row["内容"] for row in rows_of(tmp_path / "a.xlsx", "说明")}
    assert notes["生成时间"] == "2026-11-24 17:30"
    assert notes["筛选条件"] == "部门：云溪市公安局"
    assert notes["问题条数"] == "8"
    assert all(notes[f"台账：{name}"] for name in HEADERS)


def test_the_notes_tell_what_is_doubtful(issues, tmp_path, now):
    write_ledger(issues, tmp_path / "a.xlsx", now=now, doubts=["2031 年的安排还没有"])
    notes = {row["项目"]: row["内容"] for row in rows_of(tmp_path / "a.xlsx", "说明")}
    assert notes["存疑"] == "2031 年的安排还没有"
    write_ledger(issues, tmp_path / "b.xlsx", now=now)
    assert "存疑" not in {row["项目"] for row in rows_of(tmp_path / "b.xlsx", "说明")}


def test_an_empty_ledger_is_still_a_ledger(tmp_path, now):
    result = write_ledger([], tmp_path / "a.xlsx", now=now)
    assert (result.issues, result.evidence) == (0, 0)
    assert load_workbook(tmp_path / "a.xlsx")["整改台账"].auto_filter.ref == "A1:AK1"
