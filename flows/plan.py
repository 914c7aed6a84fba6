"""A flow made ready to run: expressions compiled, references resolved, an order found.

The order matters. XLSForm lets any row refer to any other, so rows are decided in
an order in which everything a row depends on comes first; what a person is asked
still follows the form. Values of `hidden` rows may come along with any answer (an
item brings its guide's place and limit); therefore rows that depend on them are
decided as late as possible, and of those the asked ones before the computed ones.

Assumes a flow that `flows.check` has passed, except that `Plan` itself finds cycles.
"""

from __future__ import annotations

import heapq
import re
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.expressions import Expression, compile_expression, is_dynamic
from flows.limits import MAX_EXPRESSION_LENGTH
from flows.model import SILENT_TYPES, Choice, Flow, Group, Minimum, Question, Row, Text
from flows.state import State

if TYPE_CHECKING:
    from flows.situation import Situation

ALWAYS = "yes"
"""What loaders write into `required` for a plain yes."""
_CLOCK = re.compile(r"(now|today)\s*\(")
YES_NO: Mapping[str, Choice] = {
    "yes": Choice("yes", {"zh": "是", "en": "Yes"}),
    "no": Choice("no", {"zh": "否", "en": "No"}),
}
"""The choices of the offer of one more instance of a repeat."""


class CycleError(Exception):
    """Rows depend on each other in a ring; `path` names them, the first one again at the end."""

    def __init__(self, path: tuple[Row, ...]) -> None:
        super().__init__(" → ".join(row.name for row in path))
        self.path = path


@dataclass(slots=True, eq=False)
class Node:
    """One row with all that its flow says about it, compiled."""

    row: Row
    index: int
    """Position in the form."""
    parent: Node | None
    chain: tuple[str, ...]
    """Repeats around it, outermost first."""
    stage: str
    """The outermost non-repeat group around it."""
    children: list[Node] = field(default_factory=list)
    relevant: Expression | None = None
    required: Expression | None = None
    always_required: bool = False
    constraint: Expression | None = None
    choice_filter: Expression | None = None
    calculation: Expression | None = None
    default: Expression | None = None
    issue: Expression | None = None
    repeat_count: Expression | None = None
    listed: tuple[Choice, ...] = ()
    """Its list: a name may stand there twice, with other columns for the choice_filter."""
    choices: Mapping[str, Choice] = field(default_factory=dict)
    judged_choices: bool = False
    """Whether some choice proposes an issue."""
    known: bool = False
    """Not asked while its default has a value."""
    keeps: bool = False
    """Whether its value comes from an expression with `once()`."""
    is_free: bool = False
    """Whether an answer fits is for its own value to say, and for nothing else."""
    question: Question = field(init=False)
    """The row itself, or for a repeat the offer of one more."""
    is_group: bool = field(init=False)
    is_repeat: bool = field(init=False)
    asked: bool = field(init=False)
    is_note: bool = field(init=False)
    depth: int = field(init=False)
    slot: Slot = field(init=False)
    """The row outside of repeats."""

    def __post_init__(self) -> None:
        row = self.row
        self.is_group = isinstance(row, Group)
        self.is_repeat = isinstance(row, Group) and row.repeat
        if isinstance(row, Group):
            self.question = Question(row.name, "select_one", row.row, row.label)
        else:
            self.question = row
        self.is_note = not self.is_group and self.question.type == "note"
        self.asked = not (self.is_group or self.is_note or self.question.type in SILENT_TYPES)
        self.depth = len(self.chain)
        self.slot = Slot(row.name, self, "")

    def needs(self) -> Iterator[str]:
        """Names that must be decided before this row can be. Labels and issue rules come after."""
        for expression in (
            self.relevant,
            self.constraint,
            self.choice_filter,
            self.calculation,
            self.repeat_count,
            self.default if self.known or not self.asked else None,
        ):
            if expression is not None:
                yield from expression.names


@dataclass(slots=True)
class Slot:
    """A row in one place of the walk, in the form's order: a question, a note, or an offer.

    `more` marks the offer of one more instance of a repeat.
    """

    path: str
    node: Node
    prefix: str
    """`port[2]/` inside the second instance of a repeat."""
    more: bool = False


class Plan:
    """A flow ready to run. Raises CycleError, and ExpressionError for a broken expression."""

    def __init__(self, flow: Flow) -> None:
        self.derived: OrderedDict[int, tuple[State, Situation]] = OrderedDict()
        """What `flows.memory` keeps: states by their id, each with what follows from it."""
        self._touched: dict[Node, list[Node] | None] = {}
        self.nodes: list[Node] = []
        self.lists = flow.choices
        self.roots = [self._node(row, None) for row in flow.rows]
        self.by_name = {node.row.name: node for node in self.nodes}
        self.hidden = frozenset(n.row.name for n in self.nodes if n.question.type == "hidden")
        self.order = _evaluation_order(self.nodes, self.by_name, self.hidden)
        self.minimum: tuple[tuple[Minimum, Expression], ...] = tuple(
            (minimum, compile_expression(minimum.expression)) for minimum in flow.minimum
        )
        self.timeless = not any(_CLOCK.search(source) for source in self._sources())
        """Whether where a walk stands never depends on the time of day."""
        self.keepers = [n for n in self.nodes if n.keeps]
        """Rows whose value is what it was, once it is there."""
        self.judged = [n for n in self.nodes if n.issue is not None or n.judged_choices]
        self.details: dict[str, list[Node]] = {}
        for node in self.nodes:
            for target in node.question.issue_detail.split():
                self.details.setdefault(target, []).append(node)
        self.stages: dict[str, Text] = {
            n.row.name: n.row.label for n in self.nodes if n.stage == n.row.name
        }

    def touched_by(self, node: Node) -> list[Node] | None:
        """The row and all that are decided by what it is worth, in the order of deciding.

        None where repeats or `hidden` rows, which other rows write to, are among them.
        """
        if node not in self._touched:
            found, names = [node], {node.row.name}
            for other in self.order:
                inside = other.parent is not None and other.parent in found
                if other is not node and (inside or not names.isdisjoint(other.needs())):
                    found.append(other)
                    names.add(other.row.name)
            tangled = any(n.chain or n.is_repeat or n.row.name in self.hidden for n in found)
            self._touched[node] = None if tangled else found
        return self._touched[node]

    def _sources(self) -> Iterator[str]:
        for node in self.nodes:
            row = node.row
            yield row.relevant
            if isinstance(row, Group):
                yield row.repeat_count
            else:
                yield from (row.required, row.constraint, row.choice_filter)
                yield from (row.calculation, row.default, row.issue)
        for minimum, _ in self.minimum:
            yield minimum.expression

    def _node(self, row: Row, parent: Node | None) -> Node:
        chain: tuple[str, ...] = ()
        stage = ""
        if parent is not None:
            chain = (*parent.chain, parent.row.name) if parent.is_repeat else parent.chain
            stage = parent.stage
        if isinstance(row, Group) and not row.repeat and not stage:
            stage = row.name
        node = Node(row, len(self.nodes), parent, chain, stage)
        self.nodes.append(node)
        node.relevant = _compiled(row.relevant)
        if isinstance(row, Group):
            node.repeat_count = _compiled(row.repeat_count)
            if row.repeat:
                node.choices = YES_NO
            node.children = [self._node(child, node) for child in row.rows]
        else:
            self._fill(node, row)
        return node

    def _fill(self, node: Node, row: Question) -> None:
        node.always_required = row.required == ALWAYS
        node.required = None if node.always_required else _compiled(row.required)
        node.constraint = _compiled(row.constraint)
        node.choice_filter = _compiled(row.choice_filter, columns=True)
        node.calculation = _compiled(row.calculation)
        node.default = compile_default(row.default)
        node.issue = _compiled(row.issue)
        node.listed = self.lists.get(row.list_name, ())
        node.choices = {choice.name: choice for choice in node.listed}
        node.judged_choices = any(c.extra.get("issue_category") for c in node.choices.values())
        node.known = "known" in row.appearance.split()
        source = node.calculation or node.default
        node.keeps = source is not None and source.keeps and (node.known or not node.asked)
        node.is_free = node.constraint is None and node.choice_filter is None


def _compiled(source: str, columns: bool = False) -> Expression | None:
    return compile_expression(source, columns) if source else None


def compile_default(source: str) -> Expression | None:
    """A default as an expression; a plain value (`2026-01-31`, `many`) stands for itself."""
    if not source:
        return None
    if is_dynamic(source):
        return compile_expression(source)
    value = source[:MAX_EXPRESSION_LENGTH]
    return Expression(source, frozenset(), frozenset(), 1, lambda _: value)


_plans: dict[int, Plan] = {}


def plan_of(flow: Flow) -> Plan:
    """The plan of a flow, made once and kept as long as the flow lives."""
    plan = _plans.get(id(flow))
    if plan is None:
        plan = _plans[id(flow)] = Plan(flow)
        weakref.finalize(flow, _plans.pop, id(flow), None)
    return plan


def _evaluation_order(
    nodes: list[Node], by_name: Mapping[str, Node], hidden: frozenset[str]
) -> list[Node]:
    needed = {
        node.index: {by_name[name].index for name in node.needs()}
        | ({node.parent.index} if node.parent else set())
        for node in nodes
    }
    touched: set[int] = {n.index for n in nodes if n.row.name in hidden}
    for index in _sorted(nodes, needed, lambda node: (node.index,)):
        if needed[index] & touched:
            touched.add(index)
    by_lateness = _sorted(
        nodes, needed, lambda n: (n.index in touched, not (n.asked or n.is_group), n.index)
    )
    return [nodes[index] for index in by_lateness]


def _sorted(
    nodes: list[Node], needed: Mapping[int, set[int]], rank: Callable[[Node], tuple[int, ...]]
) -> list[int]:
    """Indexes so that what is needed comes first, otherwise by rank. Raises CycleError."""
    waiting = {index: len(needs) for index, needs in needed.items()}
    awaited: dict[int, list[int]] = {}
    for index, needs in needed.items():
        for need in needs:
            awaited.setdefault(need, []).append(index)
    ready = [(rank(node), node.index) for node in nodes if not waiting[node.index]]
    heapq.heapify(ready)
    done: list[int] = []
    while ready:
        _, index = heapq.heappop(ready)
        done.append(index)
        for other in awaited.get(index, ()):
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, (rank(nodes[other]), other))
    if len(done) < len(nodes):
        raise CycleError(_ring(nodes, needed, set(needed) - set(done)))
    return done


def _ring(nodes: list[Node], needed: Mapping[int, set[int]], left: set[int]) -> tuple[Row, ...]:
    """A ring among `left`, rows that each need another one of `left`."""
    at, seen = min(left), list[int]()
    while at not in seen:
        seen.append(at)
        at = min(needed[at] & left)
    return tuple(nodes[index].row for index in (*seen[seen.index(at) :], at))
