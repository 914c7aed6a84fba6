"""A drawing says what the flow says, whatever its texts are made of."""

from __future__ import annotations

from bot.cli.diagram import dot, mermaid
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
