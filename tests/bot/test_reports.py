"""Reports of real walks: what was only known is marked, and what may not be told is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.dialogue.dialogue import Dialogue
from bot.rehearsal import Stage, play, read_rehearsal
from bot.reports import experience_of, export_experience
from storage.exports.files import ExportError
from storage.exports.report_data import ExperienceReport, ReportLine
from storage.flows import FlowSources
from storage.records import WalkRecord
from tests.bot.dialogue.test_repeats import PORTS, WithPorts
from tests.bot.homes import GUIDES, START, app_on_copy, make_home, rehearse

REHEARSALS = Path(__file__).parents[1] / "rehearsals"
ROW = "| user | {says} | |\n"

Walk = Callable[..., WalkRecord]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reports") / "home"
    make_home(home)
    return home


@pytest.fixture
def app(template: Path, tmp_path: Path) -> Iterator[App]:
    with app_on_copy(template, tmp_path / "home") as app:
        yield app


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
    told = lines(experience_of(app, walked(rehearsal="all_well_counter")))
    known = [line for line in told if line.known]
    assert any("市政务服务中心" in line.value for line in known), "the place is the guide's"
    assert all(line.at is None for line in known)
    item = next(line for line in told if line.question == "item")
    assert (item.known, item.at is not None) == (False, True)


def test_the_materials_are_those_of_the_guide_that_the_walk_used(
    app: App, walked: Walk, tmp_path: Path
) -> None:
    walk = walked("走流程 补办身份证", "同意")
    before = experience_of(app, walk)
    assert before.item == "居民身份证补领（办事指南版本 2026-1）"
    assert "居民户口簿" in before.materials
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
        (("走流程 补办身份证", "不同意"), "不同意记录"),
        (("走流程 补办身份证", "同意", "结束", "是"), "中途放弃"),
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
    flows: Any = WithPorts(app.flows)
    FlowSources(app.engine).keep(PORTS.id, PORTS.version, "{}")
    dialogue = Dialogue(replace(app.dialogue._house, flows=flows))
    talk = read_rehearsal(Path(__file__).parent / "dialogue" / "repeats.md")
    play(talk[:12], Stage(dialogue.handle, lambda: 0, START, "端口体验员"))
    (walk,) = app.reader.walks()
    labels = [line.label for line in lines(experience_of(replace(app, flows=flows), walk))]
    assert labels[:4] == ["端口", "小程序 · 登录次数", "窗口 · 登录次数", "窗口 · 卡住的情况"]
    assert any(label.startswith("受访群众 1 · ") for label in labels)
