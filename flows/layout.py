"""The relevant rows of a walk as places to stop at, in the form's order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from flows.limits import MAX_REPEATS
from flows.plan import Node, Slot


def laid_out(
    nodes: Sequence[Node], relevant: AbstractSet[str], counts: Mapping[str, int], prefix: str = ""
) -> list[Slot]:
    """Questions, notes and offers below `nodes`; `counts` are the instances of each repeat."""
    slots: list[Slot] = []
    for node in nodes:
        path = prefix + node.row.name
        if path not in relevant:
            continue
        if node.is_repeat:
            slots += _repeat(node, relevant, counts, prefix)
        elif node.is_group:
            slots += laid_out(node.children, relevant, counts, prefix)
        elif node.asked or node.is_note:
            slots.append(Slot(path, node, prefix) if prefix else node.slot)
    return slots


def _repeat(
    node: Node, relevant: AbstractSet[str], counts: Mapping[str, int], prefix: str
) -> list[Slot]:
    path = prefix + node.row.name
    offered = node.repeat_count is None
    slots: list[Slot] = []
    for n in range(1, counts[path] + 1):
        if offered and n > 1:
            slots.append(Slot(f"{path}[{n}]", node, prefix, more=True))
        slots += laid_out(node.children, relevant, counts, f"{path}[{n}]/")
    if offered and counts[path] < MAX_REPEATS:
        slots.append(Slot(f"{path}[{counts[path] + 1}]", node, prefix, more=True))
    return slots
