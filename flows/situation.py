"""Where a walk stands: which rows are relevant, what each is worth, what is open.

A `Situation` is derived from everything that was ever said (`State.answers` and
`State.aside` together), never stored. An answer counts where its question is
relevant, its value still fits and its constraint still holds; the others wait
aside and count again when they can. So it makes no difference whether something
was answered at once or corrected later.

Bounded: past `MAX_STEPS` steps or `MAX_REPEATS` instances the rest is left out and
`truncated` says so; `flows.engine` refuses events that lead there, `flows.check` flows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.expressions import Expression
from flows.functions import Scalar, number, text
from flows.layout import laid_out
from flows.limits import MAX_INSTANCES, MAX_REPEATS, MAX_STEPS
from flows.model import Choice
from flows.plan import Node, Plan, Slot
from flows.standpoint import Standpoint
from flows.state import Answer, State, Value
from flows.values import UnfitError, as_scalar, normalise, tidy


class OverspentError(Exception):
    """The flow takes more steps than are allowed."""


class Situation:
    """Everything that follows from what was said.

    Once it is built, only its steps change: whoever shares one looks at it `afresh`.
    """

    def __init__(
        self,
        plan: Plan,
        state: State,
        now: datetime,
        new: tuple[Slot, Answer] | None = None,
        skipped: tuple[str, ...] | None = None,
        before: Situation | None = None,
    ) -> None:
        """`new` is said on top of the state's answers; `skipped` replaces the state's.

        `before` is what followed from the state without them. What they do not touch
        is taken from there; the result is the same as without it.
        """
        self.plan = plan
        self.started, self.now, self.known = state.started, now, state.known
        self.said: dict[str, Answer] = {**state.aside, **state.answers}
        if new is not None:
            self.said[new[0].path] = new[1]
        self.passed = dict.fromkeys(state.skipped if skipped is None else skipped)
        """Paths that were passed over and may stay so, in the form's order."""
        self.relevant: set[str] = set()
        self.values: dict[str, Scalar] = {}
        self.accepted: dict[str, Answer] = {}
        self.defaults: dict[str, Value] = {}
        """Values of `known` questions that need not be asked."""
        self.counts: dict[str, int] = {}
        """Instances of each repeat, by the repeat's path."""
        self.instances: dict[str, list[str]] = {}
        """Prefixes of all instances of a repeat, by its name."""
        self.steps, self.truncated = 0, False
        self.costs: dict[Node, int] = {}
        """Steps that deciding each row took."""
        self.slots: list[Slot] = []
        self._derive(new, before)
        decided = self.steps  # what is looked at from here on is no part of deciding
        self.open = next((slot for slot in self.slots if self.is_open(slot)), None)
        if self.passed:
            self.passed = {s.path: None for s in self.slots if self._stays_passed(s)}
        self.kept: dict[object, Any] = {}
        """What follows from it further; see `flows.memory.once`."""
        self._built = (decided, self.truncated)

    def _derive(self, new: tuple[Slot, Answer] | None, before: Situation | None) -> None:
        """Decide every row, or only those that `new` touches."""
        self._fit: Mapping[str, Answer] = before.accepted if before is not None else {}
        touched = before._touched(new) if before is not None else None
        if before is None or touched is None:
            before, touched = None, self.plan.order
            self._learn(self.known)
        else:
            self._take_over(before, touched)
        self._outside: Standpoint | None = Standpoint(self, None, "", self.now)
        for node in touched:
            spent = self.steps
            for prefix in self.instances.get(node.chain[-1], ()) if node.chain else ("",):
                self._decide(node, prefix)
            self.costs[node] = self.steps - spent
        self._outside = None  # leaves no reference cycle, so nothing waits for the collector
        if before is None or before.relevant != self.relevant:
            self.slots = laid_out(self.plan.roots, self.relevant, self.counts)

    def _touched(self, new: tuple[Slot, Answer] | None) -> list[Node] | None:
        """The rows that an answer may change; None where they cannot be told apart."""
        if self._built[1]:
            return None
        if new is None:
            return []
        slot, answer = new
        nodes = self.plan.touched_by(slot.node)
        if nodes is None or answer.known:
            return None
        said = (self.said.get(node.row.name) for node in nodes)
        return None if any(old is not None and old.known for old in said) else nodes

    def _take_over(self, before: Situation, touched: list[Node]) -> None:
        """All that `before` knows, but for the rows that are to be decided anew."""
        self.relevant = set(before.relevant)
        self.values, self.accepted = dict(before.values), dict(before.accepted)
        self.defaults, self.costs = dict(before.defaults), dict(before.costs)
        self.counts, self.instances, self.slots = before.counts, before.instances, before.slots
        self.steps = before._built[0]
        for node in touched:
            name = node.row.name
            self.relevant.discard(name)
            for kept in (self.values, self.accepted, self.defaults):
                kept.pop(name, None)
            self.steps -= before.costs[node]

    def afresh(self) -> Situation:
        """The same for one looker more, with all the steps that were left when it was built."""
        other = object.__new__(Situation)
        other.__dict__.update(self.__dict__)
        other.steps, other.truncated = self._built
        return other

    def at(self, node: Node | None, prefix: str) -> Standpoint:
        """Where a row is seen from. While deciding, rows outside of repeats share one."""
        own: Scalar = ""
        if node is not None and node.keeps:
            own = as_scalar(self.known.get(prefix + node.row.name, ""))
        elif not prefix and self._outside is not None:
            return self._outside
        return Standpoint(self, node, prefix, self.now, own)

    def spend(self, steps: int) -> None:
        """Count steps of evaluation. Raises OverspentError, which makes an expression empty."""
        self.steps += steps
        if self.steps > MAX_STEPS:
            self.truncated = True
            raise OverspentError

    def paths(self, target: Node, node: Node | None, prefix: str) -> list[str]:
        """Where `target` is, seen from `node` in `prefix`: here, or in every instance."""
        chain = target.chain
        if not chain:
            return [target.row.name]
        own = node.chain if node is not None else ()
        shared = 0
        while shared < len(chain) and shared < len(own) and chain[shared] == own[shared]:
            shared += 1
        head = "".join(part + "/" for part in prefix.split("/")[:shared])
        if shared == len(chain):
            return [head + target.row.name]
        everywhere = self.instances.get(chain[-1], [])
        self.steps += len(everywhere)
        if self.steps > MAX_STEPS:
            return []
        return [p + target.row.name for p in everywhere if p.startswith(head)]

    def _decide(self, node: Node, prefix: str) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            self.truncated = True
            return
        parent = node.parent
        if parent and not parent.is_repeat and prefix + parent.row.name not in self.relevant:
            return
        if node.relevant and not node.relevant.holds(self.at(node, prefix)):
            return
        path = prefix + node.row.name
        self.relevant.add(path)
        if node.asked:
            self._take_answer(node, prefix, path)
        elif node.is_repeat:
            self._count(node, prefix, path)
        elif not node.is_group:
            self._compute(node, prefix, path)

    def _take_answer(self, node: Node, prefix: str, path: str) -> None:
        answer = self.said.get(path)
        if answer is not None and (
            (node.is_free and self._fit.get(path) is answer)  # fit before, so it is now
            or self.misfit(node, prefix, answer.value) is None
        ):
            self.accepted[path] = answer
            self.values[path] = as_scalar(answer.value)
            if answer.known:
                self._learn(answer.known)
        elif node.known:
            value = self.default(node, prefix)
            if value is not None:
                self.defaults[path] = value
                self.values[path] = as_scalar(value)

    def _learn(self, known: Mapping[str, Value]) -> None:
        hidden = self.plan.hidden
        self.values |= {name: as_scalar(v) for name, v in known.items() if name in hidden}

    def _compute(self, node: Node, prefix: str, path: str) -> None:
        kind = node.question.type
        if kind == "start":
            self.values[path] = self.started
        elif kind == "today":
            self.values[path] = self.started[:10]
        elif path not in self.values:
            expression = node.calculation or node.default
            if expression is not None:
                self.values[path] = tidy(expression.value(self.at(node, prefix)))

    def _count(self, node: Node, prefix: str, path: str) -> None:
        if node.repeat_count is None:
            count = 1
            while count < MAX_REPEATS and self._take_offer(f"{path}[{count + 1}]"):
                count += 1
        else:
            wanted = number(node.repeat_count.value(self.at(node, prefix)))
            count = 0 if math.isnan(wanted) else int(min(max(wanted, 0), MAX_REPEATS))
            self.truncated |= wanted > MAX_REPEATS
        prefixes = self.instances.setdefault(node.row.name, [])
        if len(prefixes) + count > MAX_INSTANCES:
            self.truncated, count = True, 0
        self.counts[path] = count
        prefixes.extend(f"{path}[{n}]/" for n in range(1, count + 1))

    def _take_offer(self, path: str) -> bool:
        """Whether one more instance was wanted."""
        answer = self.said.get(path)
        if answer is None or answer.value not in ("yes", "no"):
            return False
        self.accepted[path] = answer
        return answer.value == "yes"

    def choices(self, node: Node, prefix: str) -> Mapping[str, Choice]:
        """The choices that `choice_filter` leaves, by name."""
        only = node.choice_filter
        if only is None:
            return node.choices
        place = Standpoint(self, node, prefix, self.now)
        left: dict[str, Choice] = {}
        for choice in node.listed:
            place.columns = {"name": choice.name, **choice.extra}
            if choice.name not in left and only.holds(place):
                left[choice.name] = choice
        return left

    def misfit(self, node: Node, prefix: str, value: Value) -> str | None:
        """The refusal code if the canonical `value` does not count for this question."""
        try:
            if normalise(node.question.type, value, self.choices(node, prefix)) != value:
                return "wrong_type"
        except UnfitError as unfit:
            return unfit.code
        fits = not node.constraint or self.satisfies(node.constraint, node, prefix, value)
        return None if fits else "constraint"

    def satisfies(self, rule: Expression, node: Node, prefix: str, value: Value) -> bool:
        """Whether a rule about `.` holds for a value."""
        return rule.holds(Standpoint(self, node, prefix, self.now, as_scalar(value)))

    def default(self, node: Node, prefix: str) -> Value | None:
        """The prefilled value, if there is one that fits."""
        if node.default is None:
            return None
        proposed = text(tidy(node.default.value(self.at(node, prefix))))
        try:
            value = normalise(node.question.type, proposed, self.choices(node, prefix))
        except UnfitError:
            return None
        fits = not node.constraint or self.satisfies(node.constraint, node, prefix, value)
        return value if fits else None

    def required(self, slot: Slot) -> bool:
        if slot.node.required is None:
            return slot.node.always_required or slot.more
        return slot.node.required.holds(self.at(slot.node, slot.prefix))

    # what is open, in the form's order

    def is_open(self, slot: Slot) -> bool:
        """Whether the slot waits for an answer."""
        if slot.node.is_note or self._has_value(slot):
            return False
        return slot.path not in self.passed or self.required(slot)

    def _has_value(self, slot: Slot) -> bool:
        return slot.path in self.accepted or slot.path in self.defaults

    def _stays_passed(self, slot: Slot) -> bool:
        return slot.path in self.passed and not self._has_value(slot) and not self.is_open(slot)
