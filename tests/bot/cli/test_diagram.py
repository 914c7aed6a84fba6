"""A drawing says what the flow says, whatever its texts are made of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from bot.cli.diagram import dot, drawing, in_columns, mermaid, picture
from flows.catalog import built_in
from flows.model import Flow, Group, Question

FLOW = Flow(
    "f",
    "1",
    {"en": 'A "title" \\ <x>'},
    (
        Group(
            "g",
            1,
            (
                Question("end", "text", 2, {"zh": "问{}"}, relevant="${a} = 'x' or ${b} = 'y'"),
                Question("c", "calculate", 3, calculation="1"),
            ),
            relevant="${z} = 1",
            repeat=True,
        ),
    ),
)


def test_conditions_of_group_and_question_are_joined_without_changing_them() -> None:
    joined = "${z} = 1 and (${a} = 'x' or ${b} = 'y')"
    assert f'start -. "{joined}" .-> r2' in mermaid(FLOW, "zh")
    assert " ".join(dot(FLOW, "zh").replace("\\n", " ").split()).count(joined) == 1


def test_texts_cannot_end_a_label() -> None:
    drawn = dot(FLOW, "en")
    assert 'start [label="A \\"title\\" \\\\ <x>", shape=oval];' in drawn
    assert "A #quot;title#quot; \\ #lt;x#gt;" in mermaid(FLOW, "en")
    assert "问{}" in drawn, "a text in another language is better than a name"


@pytest.mark.parametrize("name", sorted(built_in()))
def test_a_long_flow_is_cut_into_columns_and_loses_nothing(name: str) -> None:
    whole = drawing(built_in()[name], "zh")
    cut = in_columns(whole)
    boxes = [part.id for part in whole.parts if part.kind == "box"]
    assert [part.id for part in cut.parts if part.kind == "box"] == boxes
    columns: list[int] = [0]
    depth = 0
    for part in cut.parts:
        depth += {"stage": 1, "end": -1}.get(part.kind, 0)
        if part.kind == "top":
            assert depth == 0, "no stage reaches over two columns"
            columns.append(0)
        columns[-1] += part.kind == "box"
    assert depth == 0
    assert all(columns) and sum(columns) == len(boxes)
    assert max(columns) <= max(8, 2 * len(columns) + 2), columns
    ids = [part.id for part in cut.parts if part.id]
    assert len(ids) == len(set(ids))
    goes = {arrow.end: arrow.start for arrow in cut.arrows}
    for at, box in enumerate(boxes):
        before = goes[box]
        if before.startswith("top"):
            before = goes[before.replace("top", "bottom")]
        assert before == (boxes[at - 1] if at else "start")
    conditions = [arrow.condition for arrow in whole.arrows]
    assert sorted(filter(None, conditions)) == sorted(
        arrow.condition for arrow in cut.arrows if arrow.condition
    )


@pytest.mark.skipif(shutil.which("dot") is None, reason="graphviz is not installed")
def test_the_picture_of_a_long_flow_is_about_as_broad_as_a_page(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(picture(built_in()["accompanied"], "zh", "png"))
    with Image.open(tmp_path / "x.png") as image:
        broad, tall = image.size
    assert 0.6 < broad / tall < 2.4, (broad, tall)
