"""Every row of issue_moves.md is read as it says; whatever is typed, nothing breaks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import deadlines, history_words, move_pieces, move_words
from bot.reading.move_verbs import VERBS
from flows.rectification import MOVES
from tests.patience import soon

SHEET = (Path(__file__).parents[1] / "issue_moves.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in SHEET.splitlines()
    if line.startswith("| ") and not line.startswith("| says")
]
MONDAY = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
PIECES = (
    *(
        "12号",
        "认领",
        "分派给",
        "医保局",
        "张科长",
        "，",
        "下周五前",
        "限期整改",
        "责任人是",
        "退回",
        "不",
    ),
    *(
        "转给",
        "民政局",
        "原因",
        "是",
        "整改好了",
        "复核",
        "通过",
        "的",
        "吗",
        "5个工作日内",
        "issue 12 ",
        " ",
    ),
    *(
        "is fixed",
        "assign ",
        "to ",
        "because ",
        "由于",
        "目标",
        "号",
        "WT-2026-0012",
        "？",
        "1" * 7,
    ),
)


@pytest.mark.parametrize(("text", "moves", "number", "told"), ROWS, ids=[r[0] for r in ROWS])
def test_what_is_said_moves_what_it_says(text: str, moves: str, number: str, told: str) -> None:
    said = move_words.read(text, now=MONDAY, locale="zh", of_shown=True)
    if moves == "-":
        assert said is None
        return
    assert said is not None
    found = {name: piece.value for name, piece in said.told.fields.items()}
    if said.to is not None:
        found["to"] = said.to.value
    if said.told.rest:
        found["rest"] = text[said.told.rest[0][0] : said.told.rest[-1][1]]
    for name, piece in said.told.fields.items():  # what is kept is what was said
        if name not in ("day", "mode", "must_fix"):
            assert text[piece.start : piece.end] == piece.value
    wanted = dict(part.split("=", 1) for part in told.split(" ") if "=" in part)
    if "rest" in wanted:
        wanted["rest"] = told.partition("rest=")[2]
    assert (" ".join(said.moves), said.number) == (moves, int(number))
    assert found == wanted


def test_the_table_has_many_that_move_nothing_and_every_verb_means_moves_there_are() -> None:
    assert len([row for row in ROWS if row[1] == "-"]) > 20
    assert {name for _, names in VERBS for name in names} <= set(MOVES)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("下周五前", "2026-03-13"), ("周五", "2026-03-06"), ("9号", "2026-03-09"),
        ("1号", "2026-04-01"), ("5个工作日内", "2026-03-09"), ("三天内", "2026-03-05"),
        ("月底前", "2026-03-31"), ("半个月", "2026-03-17"), ("两个月内", "2026-05-02"),
        ("3月9号之前完成", "2026-03-09"), ("within two weeks", "2026-03-16"),
        ("in 5 working days", "2026-03-09"), ("明天", "2026-03-03"), ("今天", "2026-03-02"),
        ("缺配件", None), ("3号窗口", None), ("第2周", None), ("2月30日", None),
    ],
)  # fmt: skip
def test_until_when(words: str, day: str | None) -> None:
    found = deadlines.read(words, now=MONDAY)
    assert (found.value if found is not None else None) == day


def test_a_month_s_end_is_no_day_that_is_not_there() -> None:
    last = datetime.fromisoformat("2026-01-31T09:00:00+08:00")
    found = deadlines.read("一个月内", now=last)
    assert found is not None and found.value == "2026-02-28"


@pytest.mark.parametrize(
    ("text", "number"),
    [("12号的经过", 12), ("经过", 0), ("WT-2026-0012的流水", 12), ("history of issue 12", 12),
     ("issue 12 history", 12), ("都谁办过", 0), ("走流程的经过", None), ("经过3号窗口", None)],
)  # fmt: skip
def test_a_history_that_is_asked_for(text: str, number: int | None) -> None:
    asked = history_words.read(text)
    assert (asked.number if asked is not None else None) == number


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_whatever_pieces_are_put_together_they_are_read_quickly(text: str) -> None:
    with soon():
        said = move_words.read(text, now=MONDAY, locale="zh", of_shown=True)
    assert said is None or (said.moves and said.number >= 0)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_has_its_places_in_the_text(text: str) -> None:
    told = move_pieces.read(text, now=MONDAY, locale="zh")
    for piece in told.fields.values():
        assert 0 <= piece.start <= piece.end <= len(text)
    assert all(0 <= start < end <= len(text) for start, end in told.rest)


@pytest.mark.parametrize(
    "piece", ["12号", "整改好了", "分派给", "因为", "的经过", "个工作日", "1", "请把"]
)
def test_a_long_message_takes_no_time(piece: str) -> None:
    with soon():
        assert move_words.read(piece * 7_000, now=MONDAY, locale="zh") is None
        move_words.read((piece * 900)[:900], now=MONDAY, locale="zh", of_shown=True)
        assert history_words.read(piece * 7_000) is None
