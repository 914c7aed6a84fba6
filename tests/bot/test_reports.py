"""Reports of real walks: what was only known is marked, and what may not be told is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from bot.app import App
from bot.rehearsal import Stage, play, read_rehearsal
from bot.report_lines import first_of
from bot.reports import experience_of, export_experience
from storage.exports.files import ExportError
from storage.exports.report_data import ExperienceReport, ReportLine
from storage.records import WalkRecord
from storage.turns import NewMessage, PersonHint
from tests.bot.dialogue.with_flows import dialogue_with
from tests.bot.homes import GUIDES, START, rehearse

REHEARSALS = Path(__file__).parents[1] / "rehearsals"
HALL = "云溪市政务服务中心 1 楼户政窗口"
ROW = "| user | {says} | |\n"

Walk = Callable[..., WalkRecord]


@pytest.fixture
def app(own: App) -> App:
    return own


@pytest.fixture
def walked(app: App, tmp_path: Path) -> Walk:
    """Holds a talk, given as a rehearsal or as what the person says; its last walk."""

    def walk(*said: str, rehearsal: str = "") -> WalkRecord:
        path = REHEARSALS / f"{rehearsal}.md"
        if said:
            path = tmp_path / "said.md"
            path.write_text("".join(ROW.format(says=says) for says in said), "utf-8")
        assert not rehearse(app, read_rehearsal(path))
        return app.reader.walks()[0]

    return walk


def lines(report: ExperienceReport) -> list[ReportLine]:
    return [line for stage in report.stages for line in stage.lines]


def test_what_nobody_said_is_marked_and_what_was_said_has_its_time(app: App, walked: Walk) -> None:
    report = experience_of(app, walked(rehearsal="all_well_counter"))
    told = {line.question: line for line in lines(report)}
    assert all(line.at is None for line in told.values() if line.source)
    assert (told["item"].source, told["item"].at is not None) == ("", True)
    assert told["total_minutes"].source == "按已知"
    assert (told["place"].value, told["place"].source) == (HALL, "按指南")
    assert report.place == f"{HALL}（按指南）"


def test_the_place_is_the_one_that_was_said(app: App, walked: Walk) -> None:
    said = (
        "走流程 陪同式帮办 补办身份证",
        "同意",
        "窗口",
        "没有",
        "普通群众",
        "清楚,一次就问到",
        "没等",
    )
    walk = walked(*said, "态度不好", "问了两遍没人理", "地点改成一楼12号窗口")
    assert experience_of(app, walk).place == "一楼12号窗口"


def test_a_leader_s_report_tells_both_kinds_of_suggestions(app: App, walked: Walk) -> None:
    report = experience_of(app, walked(rehearsal="leader_all_well"))
    assert report.own_suggestions == ["户口本复印件不要了", "两个科室并联审"]
    assert report.hall_suggestions == ["取号机旁加凳子"]
    assert (report.own_minimum, report.hall_minimum) == (1, None), "x of R46 is not set"
    assert [one.text for one in report.measures] != []
    assert (report.title, report.cases, report.place) == (
        "主官式体验报告",
        "1",
        "政务大厅8号窗口",
    )


def test_where_nobody_says_the_place_there_is_none(app: App, walked: Walk) -> None:
    report = experience_of(
        app, walked("走流程 陪同式帮办 敲锣打鼓的手续", "就按“敲锣打鼓的手续”走")
    )
    assert (report.place, report.guide_materials) == ("", "")


@pytest.mark.parametrize(
    ("places", "first"),
    [
        ("市民中心一楼；各派出所也可以", "市民中心一楼"),
        ("- 市民中心，湖滨路 88 号\n- 派出所", "市民中心，湖滨路 88 号"),
        ("1. 市民中心。2. 派出所", "1. 市民中心"),
        ("88 号院", "88 号院"),
        ("", ""),
    ],
)
def test_of_a_guides_places_the_first_is_told(places: str, first: str) -> None:
    assert first_of(places) == first.removeprefix("1. ")


def test_every_photo_of_the_walk_is_in_the_report_and_other_files_by_name(
    app: App, walked: Walk, tmp_path: Path
) -> None:
    walk = walked(rehearsal="photos")
    (sound,) = (app.media.save(b"ID3" + b"\0" * 200, "窗口的话.mp3"),)
    at = walk.started
    message = NewMessage(
        "rehearsal", "演练", "late", "", at, PersonHint("演练", "volunteer", "", "zh")
    )
    version = app.store.peek("rehearsal", "演练", "late").version
    with app.store.turn(message, expect_version=version) as turn:
        for _ in range(2):
            turn.attach(sound.sha256, walk.id, "counter", None, name=sound.name)
    report = experience_of(app, walk)
    of_walk = {media.sha256 for media in app.reader.attachments(walk.id)}
    assert sorted(file.sha256 for file in report.files) == sorted(of_walk), "each once"
    of_issues = {media.sha256 for issue in report.issues for media in issue.media}
    assert {file.sha256 for file in report.files if file.number} == of_issues
    export_experience(app, walk.id, tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    photos = [file for file in report.files if file.mime.startswith("image/")]
    assert len(document.inline_shapes) == len(photos) + len(of_issues - {sound.sha256})
    assert any(p.text == "窗口的话.mp3（线下陪办）" for p in document.paragraphs)


def test_a_flow_without_stages_makes_no_empty_heading(app: App, tmp_path: Path) -> None:
    dialogue = dialogue_with(app, "plain")
    talk = tmp_path / "talk.md"
    talk.write_text(
        "".join(ROW.format(says=s) for s in ("走流程 一行一题", "11月3日", "记一条:人多"))
    )
    play(read_rehearsal(talk), Stage(dialogue.handle, lambda: 0, START, "端口体验员"))
    (walk,) = app.reader.walks()
    ours = replace(app, flows=dialogue._house.flows)
    (stage,) = experience_of(ours, walk).stages
    assert (stage.title, [line.value for line in stage.lines]) == ("", ["2026年11月3日", "人多"])
    export_experience(ours, walk.id, tmp_path / "report.docx")
    heads = [p for p in Document(str(tmp_path / "report.docx")).paragraphs if p.text[:2] == "（一"]
    assert heads == []


def test_the_materials_are_those_of_the_guide_that_the_walk_used(
    app: App, walked: Walk, tmp_path: Path
) -> None:
    walk = walked("走流程 陪同式帮办 补办身份证", "同意")
    before = experience_of(app, walk)
    assert before.item == "居民身份证补领（办事指南版本 2026-1）"
    assert before.guide_version == "2026-1"
    assert "居民户口簿" in before.guide_materials
    newer = (GUIDES / "id_card.md").read_text("utf-8")
    newer = newer.replace("2026-1", "2027-1").replace("居民户口簿", "电子户口簿")
    (tmp_path / "newer.md").write_text(newer, "utf-8")
    assert app.library.add([tmp_path / "newer.md"]).count("updated") == 1
    assert app.library.element(walk.item_id, "申请材料", "2026-1") is not None
    assert "电子户口簿" in str(app.library.element(walk.item_id, "申请材料"))
    assert experience_of(app, walk) == before


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("走流程 陪同式帮办 补办身份证", "不同意"), "不同意记录"),
        (("走流程 陪同式帮办 补办身份证", "同意", "结束", "是"), "中途放弃"),
    ],
)
def test_no_report_is_made_of_a_walk_that_was_refused_or_given_up(
    app: App, walked: Walk, tmp_path: Path, said: tuple[str, ...], why: str
) -> None:
    walk = walked(*said)
    assert walk.state.status == "cancelled"
    with pytest.raises(ExportError, match=why):
        export_experience(app, walk.id, tmp_path / "report.docx")
    assert not (tmp_path / "report.docx").exists()


def test_the_answers_of_a_repeat_stand_under_the_name_of_their_instance(app: App) -> None:
    dialogue = dialogue_with(app, "ports")
    talk = read_rehearsal(Path(__file__).parent / "dialogue" / "repeats.md")
    play(
        replace(talk, lines=talk.lines[:12]), Stage(dialogue.handle, lambda: 0, START, "端口体验员")
    )
    (walk,) = app.reader.walks()
    labels = [
        line.label for line in lines(experience_of(replace(app, flows=dialogue._house.flows), walk))
    ]
    assert labels[:4] == ["端口", "小程序 · 登录次数", "窗口 · 登录次数", "窗口 · 卡住的情况"]
    assert any(label.startswith("受访群众 1 · ") for label in labels)


@pytest.mark.parametrize(
    ("note", "told"),
    [("记一条:1", False), ("记一条:??", False), ("记一条:3号", True), ("记一条:31.2,121.4", True)],
)
def test_a_note_that_tells_nothing_is_not_in_the_report(
    app: App, walked: Walk, note: str, told: bool
) -> None:
    walk = walked("走流程 陪同式帮办 补办身份证", "同意", note)
    said = note.partition(":")[2]
    assert any(line.value == said for line in lines(experience_of(app, walk))) is told


def test_few_words_are_told_with_the_option_they_picked(app: App, walked: Walk) -> None:
    walk = walked("走流程 陪同式帮办 补办身份证", "同意", "1")
    told = experience_of(app, walk).picked
    assert [label for (_, words), label in told.items() if words == "1"] == ["政务服务网（电脑）"]


def test_of_an_open_walk_only_what_was_said_is_told(app: App, walked: Walk) -> None:
    report = experience_of(
        app, walked("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有", "普通群众")
    )
    assert report.ended is None
    assert {line.source for line in lines(report)} == {""}
    assert (report.minutes, report.trips, report.place) == ("", "", "")
    assert all(stage.lines for stage in report.stages)


def test_what_follows_from_an_answer_says_so(app: App, walked: Walk) -> None:
    report = experience_of(app, walked(rehearsal="all_well_counter"))
    told = {line.question: line for line in lines(report)}
    assert {told[mark].source for mark in ("dong", "tong", "you", "hao")} == {"按所答"}


def test_several_numbers_are_told_with_the_options_they_picked(app: App, walked: Walk) -> None:
    walk = walked("走流程 陪同式帮办 补办身份证", "同意", "1,2,4,5")
    told = experience_of(app, walk).picked
    labels = [label for (_, words), label in told.items() if words == "1,2,4,5"]
    assert labels == ["政务服务网（电脑）、APP、办事窗口、自助终端"]


def test_an_inspection_is_reported_under_its_own_title_with_who_mends_what(
    app: App, walked: Walk, tmp_path: Path
) -> None:
    walk = walked(rehearsal="inspection_tired")
    path = tmp_path / "report.docx"
    export_experience(app, walk.id, path)
    document = Document(str(path))
    assert document.paragraphs[0].text == "沉浸式督查报告"
    rows = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
    measures = [row for row in rows if row[1].startswith("达到：")]
    assert len(measures) == 9
    changed = ["达到：答复和指南一致", "2026年12月31日", "12345热线中心"]
    assert [row[1:4] for row in measures if row[3] != "云溪市公安局"] == [changed]
    assert ["整改目标", "答复和指南一致"] in [row[:2] for row in rows]


def test_an_open_day_reports_where_one_was_and_what_was_suggested(app: App, walked: Walk) -> None:
    report = experience_of(app, walked(rehearsal="open_day_tired"))
    assert report.title == "开放式观摩体验报告"
    assert report.place == "行政审批服务窗口、重点项目建设现场"
    assert report.hall_suggestions == ["饮水机修一下"]
    assert [i.fields["category"].value for i in report.issues[2:3]] == ["环境设施"]
