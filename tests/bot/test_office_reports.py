"""Reports of a real ledger and real walks: their figures, and who may have which."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from bot.app import App
from bot.county_reports import county_report_of, export_county
from bot.office_files import keep_units, units_in
from bot.office_reports import Days, export_inspection, export_unit, unit_report_of
from bot.office_turns import office_turn
from bot.peer_reports import export_peer_check, peer_check_of
from bot.report_units import NoUnitError, Unit, unit_called
from bot.scores import score_of, scores_of
from flows.issue_query import IssueQuery
from flows.rectification import MOVES, Step
from flows.registers import Link
from storage.exports.files import ExportError
from storage.exports.unit_report import Mechanism, write_unit_report
from storage.imports.files import ImportFileError
from storage.records import FieldValue
from tests.bot.dialogue.test_office_issues import Office, enter, issue
from tests.bot.homes import START
from tests.bot.talking import LEADER, PEER_CHECK, say
from tests.storage.exports.test_office_reports import FOUR, headings
from tests.storage.exports.test_report import text_of

TODAY = START.date()
POLICE, INSURANCE, TOWN = "云溪市公安局", "云溪市医疗保障局", "城东镇便民服务中心"
EVER = Days()
PLAN = {"owner": "王某", "mode": "系统攻坚", "target": "少跑一趟", "deadline": str(TODAY)}
FIX = {"cause": "没排班", "measure": "午间排班制度", "result": "中午有人了", "evidence": "照片"}


@pytest.fixture
def app(own: App, tmp_path: Path) -> App:
    """An office with three units."""
    table = tmp_path / "units.csv"
    table.write_text(f"单位\n{POLICE}\n{INSURANCE}\n{TOWN}\n", "utf-8")
    keep_units(own.settings.home, units_in(table))
    return own


def move(app: App, number: str, who: str, name: str, **given: str) -> None:
    def act(turn: object) -> None:
        values = {key: FieldValue(value, how="rule") for key, value in given.items()}
        step = turn.moves.make(number, MOVES[name], values, TODAY)  # type: ignore[attr-defined]
        assert isinstance(step, Step), step

    office_turn(app, who, who, f"{name} {number}", "move", act)


def assigned(app: App, problem: str, department: str = POLICE, **more: str) -> str:
    number = enter(app, issue(problem, department, item="身份证补领", **more))
    move(app, number, "牵头", "verify")
    move(app, number, "牵头", "assign", department=department, **PLAN)
    return number


def closed(app: App, problem: str, department: str = POLICE, **more: str) -> str:
    number = assigned(app, problem, department, **more)
    move(app, number, "经办", "report_fix", **FIX)
    move(app, number, "复核", "close")
    return number


@pytest.fixture
def ledger(app: App) -> App:
    """Four issues of the police, one closed; one of the insurance; one of nobody yet."""
    closed(app, "中午没人", suggestion="排午班")
    back = assigned(app, "下午没人")
    move(app, back, "经办", "report_fix", **FIX)
    move(app, back, "复核", "return_fix", reason="还是没人")
    assigned(app, "早上没人", suggestion="早点开门")
    enter(app, issue("晚上没人"), days=40)
    closed(app, "要复印件", INSURANCE)
    enter(app, {"problem": "不知道谁管", "category": "其他"})
    return app


def count(app: App, **asked: object) -> int:
    return len(app.reader.issues_asked(IssueQuery(on=TODAY, **asked)))  # type: ignore[arg-type]


def test_the_figures_of_a_unit_are_those_of_its_lists(ledger: App) -> None:
    told = unit_report_of(ledger, unit_called(ledger, "公安局"), EVER).figures
    assert told.found == count(ledger, department=POLICE) == 4
    assert told.closed == count(ledger, department=POLICE, state="closed") == 1
    assert told.open == count(ledger, department=POLICE, standing="open") == 3
    assert told.overdue == count(ledger, department=POLICE, standing="overdue") == 0


def test_units_of_the_county_sum_up_to_the_whole_ledger(ledger: App) -> None:
    told = county_report_of(ledger, EVER)
    lines = {line.ranked.unit: line.ranked.figures for line in told.units}
    assert sum(one.found for one in lines.values()) == told.figures.found == count(ledger) == 6
    assert sum(one.open for one in lines.values()) == count(ledger, standing="open") == 4
    assert list(lines) == [INSURANCE, POLICE, "（未分派）", TOWN]
    assert [line.ranked.place for line in told.units] == [1, 2, 3, None]


def test_a_report_is_of_the_days_that_are_named(ledger: App) -> None:
    unit = unit_called(ledger, POLICE)
    before = Days(until=TODAY - timedelta(days=1))
    assert unit_report_of(ledger, unit, before).figures.found == 1
    assert unit_report_of(ledger, unit, Days(since=TODAY)).figures.found == 3


def test_the_four_parts_are_filled_from_the_ledger(ledger: App, tmp_path: Path) -> None:
    export_unit(ledger, unit_called(ledger, POLICE), EVER, tmp_path / "u.docx")
    lines = text_of(tmp_path / "u.docx")
    assert headings(tmp_path / "u.docx") == FOUR
    assert any("午间排班制度" in line and line.endswith("|已销号") for line in lines)
    assert "1|系统攻坚|午间排班制度|WT-2026-0001" in lines, (
        "a mechanism of what was mended for good"
    )
    assert "1. 早点开门（WT-2026-0003）" in lines


def test_what_a_unit_registered_are_its_mechanisms(ledger: App, tmp_path: Path) -> None:
    """Also of an issue whose measure would be one by itself: it is told once (R76)."""
    told = {"kind": "制度", "title": "午间不断岗制度", "document": "云公〔2026〕3号"}
    with ledger.registers.turn("甲", ledger.clock()) as turn:
        turn.enter("measures", {**told, "department": POLICE}, [Link("issue", "WT-2026-0001")])
        turn.enter("measures", {**told, "title": "别人的", "department": INSURANCE})
    report = unit_report_of(ledger, unit_called(ledger, POLICE), EVER)
    named = "午间不断岗制度（云公〔2026〕3号）"
    assert report.mechanisms == [Mechanism("制度", named, "WT-2026-0001")]
    assert county_report_of(ledger, EVER).mechanisms == 2
    before = Days(until=TODAY - timedelta(days=1))
    assert county_report_of(ledger, before).mechanisms == 0


def test_an_inspection_lists_what_is_open_the_worst_first(ledger: App, tmp_path: Path) -> None:
    unit = unit_called(ledger, POLICE)
    assert export_inspection(ledger, unit, EVER, tmp_path / "i.docx") == 3
    rows = [line.split("|") for line in text_of(tmp_path / "i.docx") if "WT-2026-" in line]
    assert [(row[1], row[3]) for row in rows] == [
        ("WT-2026-0002", "整改退回 1 次"), ("WT-2026-0003", "未整改"), ("WT-2026-0004", "未整改"),
    ]  # fmt: skip
    assert rows[0][5:] == [POLICE, "王某", str(TODAY), "少跑一趟"]
    assert export_inspection(ledger, None, EVER, tmp_path / "all.docx") == 4


def test_a_county_s_case_is_one_that_was_mended_and_names_nobody(
    ledger: App, tmp_path: Path
) -> None:
    export_county(ledger, EVER, tmp_path / "c.docx")
    text = "\n".join(text_of(tmp_path / "c.docx"))
    assert "群众原话：“中午没人”" in text and "成效：中午有人了" in text
    assert not [name for name in ("甲", "王某", "经办") if name in text]


def test_next_steps_follow_from_the_figures(ledger: App) -> None:
    steps = county_report_of(ledger, EVER).next_steps
    assert any("2 个还没有明确" in step for step in steps)
    assert any("1 个未结问题开展专项督查" in step for step in steps)
    assert steps[-1].endswith("共有 4 个未整改。") and "超期" not in "".join(steps)


def test_summaries_that_units_edited_go_into_the_county_s_report(
    ledger: App, tmp_path: Path
) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    export_unit(ledger, unit_called(ledger, POLICE), EVER, folder / "a.docx")
    document = Document(str(folder / "a.docx"))
    document.paragraphs[3].text = "我局自己写的一段"
    document.save(str(folder / "a.docx"))
    missing = export_county(ledger, EVER, tmp_path / "c.docx", summaries=folder)
    lines = text_of(tmp_path / "c.docx")
    annex = lines[lines.index("附：各单位总结汇编（1 个单位）") :]
    assert f"（一）{POLICE}" in annex and "我局自己写的一段" in annex
    assert missing == [INSURANCE, TOWN]
    (folder / "b.docx").write_bytes(b"")
    with pytest.raises(ImportFileError, match=r"b\.docx"):
        export_county(ledger, EVER, tmp_path / "d.docx", summaries=folder)
    assert not (tmp_path / "d.docx").exists()


def test_a_unit_is_known_by_what_people_call_it(ledger: App) -> None:
    assert unit_called(ledger, "医保局").name == unit_called(ledger, "市医保局").name == INSURANCE
    with pytest.raises(NoUnitError) as unknown:
        unit_called(ledger, "税务局")
    assert unknown.value.text["zh"].startswith("没有“税务局”这个单位。有：")


def test_an_empty_unit_has_a_report_that_says_so(ledger: App, tmp_path: Path) -> None:
    report = unit_report_of(ledger, Unit(TOWN, (TOWN,)), EVER)
    write_unit_report(report, tmp_path / "u.docx")
    assert "（没有未整改的问题）" in text_of(tmp_path / "u.docx")


def test_a_check_s_report_has_the_points_of_the_scores(app: App, tmp_path: Path) -> None:
    talk = PEER_CHECK.format(checked=TOWN, score=92, counts="同意", register="都登记")
    say(app, talk, chat="老王", department=INSURANCE)
    (number,) = (one.number for one in app.reader.issues())
    move(app, number, "牵头", "verify")
    walk = app.reader.walks()[0]
    told, (all_,) = peer_check_of(app, walk), scores_of(app, "hall").found
    assert {one.name: one.points for one in told.score.scored} == dict(all_.points)
    assert [(one.number, one.points) for one in told.score.points_off] == [(number, 8)]
    assert score_of(app, walk)[0].total == all_.total == 92
    assert (told.own_unit, told.checked_unit, told.score.given) == (INSURANCE, TOWN, 92)
    assert {one.step for one in told.compared} >= {"注册登录认证", "咨询", "填表", "提交材料"}
    export_peer_check(app, walk.id, tmp_path / "p.docx")
    assert any(line.startswith("1|流程通畅|8|") for line in text_of(tmp_path / "p.docx"))


def test_a_check_s_report_leaves_out_what_was_entered_without_a_name(app: App) -> None:
    talk = PEER_CHECK.format(checked=TOWN, score=92, counts="同意", register="匿名登记")
    say(app, talk, chat="老王", department=INSURANCE)
    told = peer_check_of(app, app.reader.walks()[0])
    assert (told.issues, told.score.points_off, told.score.anonymous) == ([], [], 1)


def test_another_walk_has_no_such_report(app: App, tmp_path: Path) -> None:
    say(app, LEADER, chat="王局", department=POLICE)
    walk = app.reader.walks()[0]
    with pytest.raises(ExportError, match="不是推磨式互查"):
        export_peer_check(app, walk.id, tmp_path / "p.docx")
    with pytest.raises(LookupError):
        export_peer_check(app, 99, tmp_path / "p.docx")


def test_an_admin_has_every_report_by_chat(ledger: App) -> None:
    admin = Office(ledger, "admin")
    for said, name in (
        ("出公安局的总结", "单位总结-公安局-"),
        ("督查问题清单", "督查问题清单-"),
        ("出工作报告", "县级工作报告-"),
    ):
        (reply,) = admin.hear(said).replies
        (path,) = map(Path, reply.files)
        assert path.name.startswith(name) and path.stat().st_size > 5_000
    assert "要哪个单位的总结" in admin.say("总结")
    assert "没有“税务局”这个单位" in admin.say("出税务局的总结")
    assert "没有编号为 7 的互查" in admin.say("互查报告 7")


def test_staff_have_the_reports_of_their_own_unit_alone(ledger: App) -> None:
    staff = Office(ledger, "staff", "市公安局")
    (reply,) = staff.hear("出本单位的总结").replies
    text = "\n".join(text_of(Path(reply.files[0])))
    assert "发现问题 4 个" in text and "要复印件" not in text
    (reply,) = staff.hear("督查问题清单").replies
    assert "不知道谁管" not in "\n".join(text_of(Path(reply.files[0])))
    other, none = staff.say("出医保局的总结"), staff.say("出税务局的总结")
    assert other.replace("医保局", "税务局") == none, (
        "what is not theirs is as if it were not there"
    )
    assert "由管理员出" in staff.say("出工作报告")
    assert "没有总结" not in Office(ledger, "volunteer").say("出公安局的总结")


def test_a_check_is_seen_by_both_its_units_and_by_nobody_else(app: App) -> None:
    talk = PEER_CHECK.format(checked=TOWN, score=92, counts="同意", register="都登记")
    say(app, talk, chat="老王", department=INSURANCE)
    walk = app.reader.walks()[0].id
    for department in (INSURANCE, TOWN):
        offered = Office(app, "staff", department).hear("互查报告")
        assert Office(app, "staff", department).tap(TOWN, offered).replies[0].files
    others = Office(app, "staff", POLICE)
    assert others.say(f"互查报告 {walk}") == f"没有编号为 {walk} 的互查。"
    assert others.say("互查报告") == "还没有走完的互查。"
    for somebody in (others, Office(app, "volunteer")):
        outcome = somebody.hear(choose=f"office_report:{walk}")
        assert not any(reply.files for reply in outcome.replies)


def test_words_for_a_unit_that_nobody_knows_ask_for_no_report(ledger: App) -> None:
    assert not Office(ledger, "admin").hear("问题总结").replies[0].files
