"""The golden conversations: each table is played through the real dialogue and store.

A row that does not hold any more means that people are told something else
than before; change it only when that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.flow_files import write_xlsx
from bot.rehearsal import RehearsalError, play, read_rehearsal
from bot.rehearsal.stages import rehearsal_home, stage_on
from flows.catalog import built_in
from tests.bot.homes import GUIDES
from tests.evidence import check, of_walkers

FOLDER = Path(__file__).parent
REHEARSALS = sorted(FOLDER.glob("*.md"))
ALL_WELL = (
    "all_well_counter",
    "all_well_online",
    "open_day_all_well",
    "peer_check_all_well",
    "leader_all_well",
    "inspection_all_well",
    "tracking_all_well",
)


@pytest.fixture(scope="session")
def template() -> Iterator[Path]:
    """As `walkalong flows rehearse --guides` makes it."""
    with rehearsal_home([GUIDES]) as home:
        yield home


@pytest.mark.parametrize("path", REHEARSALS, ids=lambda path: path.stem)
def test_a_rehearsal_goes_as_written(path: Path, template: Path) -> None:
    rehearsal = read_rehearsal(path)
    with stage_on(template, rehearsal.cast.flow) as stage:
        failures = play(rehearsal, stage)
        assert stage.reader is not None
        for issue in of_walkers(stage.reader.issues()):
            check(issue)
    told = "\n\n".join(
        f"{path.name}:{one.number}\n  wanted: {one.wanted}\n  got: {one.got}" for one in failures
    )
    assert not failures, told


def test_a_walk_where_all_is_well_takes_at_most_fifteen_replies() -> None:
    for name in ALL_WELL:
        lines = read_rehearsal(FOLDER / f"{name}.md").lines
        users = [line for line in lines if line.who == "user"]
        begun = next(i for i, line in enumerate(users) if line.says.startswith("走流程"))
        replies = users[begun + 1 :]
        assert len(replies) <= 15, name
        assert "status=finished" in replies[-1].holds


def written(folder: Path, *rows: str) -> Path:
    path = folder / "a.md"
    path.write_text("\n".join(("| who | says | holds |", "|---|---|---|", *rows)), encoding="utf-8")
    return path


def test_a_rehearsal_that_does_not_go_as_written_says_where(template: Path, tmp_path: Path) -> None:
    rows = (
        "| user | 走流程 陪同式帮办 补办身份证 | question=aim; status=open; issues=3; not=同意 |",
        "| bot | 没有这句话 | |",
    )
    with stage_on(template) as stage:
        failures = play(read_rehearsal(written(tmp_path, *rows)), stage)
    assert [(f.number, f.wanted) for f in failures] == [
        (3, "question=aim"),
        (3, "issues=3"),
        (3, "not=同意"),
        (4, "没有这句话"),
    ]
    assert failures[0].got == "question=consent"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (("| bot | 您好 | |",), "no user row"),
        (("| cat | 喵 | |",), "who is user or bot"),
        (("| user |",), "three cells"),
        (("| user | 好 | |",) * 2_000, "2000 lines"),
        (("| user | [later soon] | |",), r"a\.md:3: .*later soon.* name the minutes"),
        (("| user | 好 | |", "| user | [later] | |"), r"a\.md:4: .*name the minutes"),
        (("| user | [photo many] | |",), r"a\.md:3: .*photo x3"),
        (("| user | [photo x21] | |",), "at most 20"),
        (("| user | [tap ] | |",), "name the option"),
        (("| user | [again 2] | |",), r"write \[again\]"),
        (("| user | [voice note] | |",), r"write \[voice\]"),
        (("| user | [file x] | |",), r"write \[file\]"),
        (("| user | [Tap 好] | |",), r"column says\] .*write \[tap"),
        (("| user | 【photo】 | |",), r"write \[photo"),
        (("| user | [picture x2] 门口 | |",), r"write \[photo"),
        (("| user | 好 | mood=good |",), r"a\.md:3: \[column holds\] 'mood=good' is no condition"),
        (("| user | 好 | question＝item；issues=1 |",), r"\[column holds\] .*is no condition"),
        (("| user | 好 | question=item；issues=1 |",), "'question=item；issues=1' cannot hold"),
        (("| user | 好 | status=done |",), "it is one of: none, open, paused, finished"),
        (("| user | 好 | issues=two |",), "issues=2"),
        (("| user | 好 | answer=item |",), "answer=QUESTION:VALUE"),
        (("| user | 好 | category=慢 |",), "it is one of: "),
        (("| user | 好 | |", "| bot | 少了尾巴"), r"a\.md:4: the row is not whole"),
        (("| user | a | b | |",), r"4 cells, .* a \| in words is"),
        (("| cat | 喵 | |", "| user | 好 | x=1 |"), r"(?s)a\.md:3: .*a\.md:4: "),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_mend(
    tmp_path: Path, rows: tuple[str, ...], wanted: str
) -> None:
    with pytest.raises(RehearsalError, match=wanted):
        read_rehearsal(written(tmp_path, *rows))


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RehearsalError, match="UTF-8"):
        read_rehearsal(path)


def test_the_flow_of_a_rehearsal_may_be_an_excel_form(template: Path, tmp_path: Path) -> None:
    flow = replace(built_in()["practice"], id="mine", title={"zh": "我的练习单"}, synonyms=())
    write_xlsx(flow, tmp_path / "mine.XLSX")
    path = written(tmp_path, "| user | 走流程 我的练习单 | status=open |")
    with stage_on(template, tmp_path / "mine.XLSX") as stage:
        assert play(read_rehearsal(path), stage) == []
    with (
        pytest.raises(RehearsalError) as wrong,
        stage_on(template, tmp_path / "mine.csv"),
    ):
        pass
    assert ".xlsx" in wrong.value.text["zh"] and ".xlsx" in wrong.value.text["en"]


def test_a_tap_on_an_option_that_was_never_shown_is_told_with_those_there_are(
    template: Path, tmp_path: Path
) -> None:
    rows = ("| user | 走流程 陪同式帮办 补办身份证 | |", "| user | [tap 赞成] | |")
    with stage_on(template) as stage:
        (failure,) = play(read_rehearsal(written(tmp_path, *rows)), stage)
    assert (failure.number, failure.wanted) == (4, "[tap 赞成]")
    assert "[同意]" in failure.got
