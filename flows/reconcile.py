"""A walk under way, moved to a new version of its flow: no answer is lost.

Pure. Every answer of the old state, also one that did not count, is afterwards an answer
of the same meaning with the same evidence, or among the `dropped`, of which the walk gets
a note each. What was renamed is known by `was` alone; what is asked next follows anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from flows.engine import settle
from flows.limits import MAX_REPEATS
from flows.model import LOCALES, Flow, Text
from flows.paths import Place, place_of
from flows.plan import YES_NO, Node, plan_of
from flows.refit import refit
from flows.renaming import Renaming, Spot, chosen_by
from flows.rendering import render, shown_in_all
from flows.situation import Situation
from flows.state import Answer, Evidence, Mark, State, Value

Why = Literal["gone", "unfit"]
"""Not asked any more; or asked in a way that the answer is none to."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An answer, or a part of one, that is kept as a note."""

    path: str
    """Where it was."""
    label: Text
    value: Text
    evidence: Evidence
    why: Why
    stage: str
    """Of the new version: where the note belongs."""
    counted: bool
    """Whether it was an answer that counted; else it had been put aside before."""
    offer: bool
    """It only said whether there was one more instance of a repeat."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The walk in the new version, and what became of all that was said."""

    state: State
    renaming: Renaming
    moved: Mapping[str, str] = field(default_factory=dict)
    """The paths of the answers that are kept, by the old path."""
    dropped: tuple[Dropped, ...] = ()


def reconcile(old: Flow, new: Flow, state: State, now: datetime) -> Reconciled:
    """`state`, which is of `old`, as a state of `new`; to the same version it is the very state.

    Raises ValueError when `state` is not of `old`, or the two are not versions of one flow.
    """
    if (state.flow, state.version) != (old.id, old.version) or old.id != new.id:
        raise ValueError(f"{state.flow} {state.version} cannot be moved to {new.id} {new.version}")
    chosen = {path: answer.value for path, answer in state.answers.items()}
    renaming = Renaming(plan_of(old), plan_of(new), chosen)
    if old.version == new.version:
        said = (*state.answers, *state.aside)
        return Reconciled(state, renaming, dict(zip(said, said, strict=True)))
    return _Move(old, new, state, now, renaming).done()


@dataclass(frozen=True, slots=True)
class _Carried:
    """An answer on its way."""

    path: str
    counted: bool
    spot: Spot
    answer: Answer


class _Move:
    """One reconciliation; collects what is dropped on the way."""

    def __init__(
        self, old: Flow, new: Flow, state: State, now: datetime, renaming: Renaming
    ) -> None:
        self.old, self.new, self.state, self.now = old, new, state, now
        self.renaming = renaming
        self.before = Situation(plan_of(old), state, now)
        self.dropped: list[Dropped] = []

    def done(self) -> Reconciled:
        carried = list(self._without_rivals(self._carried()))
        while True:
            state = self._state(carried)
            situation = Situation(plan_of(self.new), state, self.now)
            unfit = [one for one in carried if not _stands(one, situation)]
            if not unfit:
                break
            for one in unfit:
                self._drop(one.path, self._said(one.path), "unfit")
            carried = [one for one in carried if one not in unfit]
        settled = settle(self.new, state, self.now)
        dropped = tuple(sorted(self.dropped, key=self._in_form))
        notes = (*settled.notes, *(Mark(one.stage, one.evidence) for one in dropped))
        moved = {one.path: one.spot.path for one in carried}
        return Reconciled(replace(settled, notes=notes), self.renaming, moved, dropped)

    def _said(self, path: str) -> Answer:
        found = self.state.answers.get(path)
        return found if found is not None else self.state.aside[path]

    def _in_form(self, one: Dropped) -> tuple[object, ...]:
        node = self.before.plan.by_name.get(place_of(one.path).name)
        return (node.index if node is not None else -1, place_of(one.path).steps, one.path)

    # one answer after the other

    def _carried(self) -> Iterator[_Carried]:
        for counted, answers in ((True, self.state.answers), (False, self.state.aside)):
            for path in sorted(answers):
                one = self._carry(path, answers[path], counted)
                if one is not None:
                    yield one

    def _carry(self, path: str, answer: Answer, counted: bool) -> _Carried | None:
        place = place_of(path)
        old = self.before.plan.by_name.get(place.name)
        row = self.renaming.row(place.name)
        if old is None or row is None or not (row.is_repeat if place.offer else row.asked):
            self._drop(path, answer, "gone")
            return None
        spot = self.renaming.spot(path)
        if spot is None:
            self._drop(path, answer, "unfit")
            return None
        value: Value | None = answer.value
        if not place.offer:
            found = refit(answer.value, old, spot.node, self.new.default_locale)
            value = found.value
            if found.left is not None:
                self._drop(path, replace(answer, value=found.left), "unfit")
        known = self._known(answer.known)
        if value is None:
            return None
        if (type(value), value, known) != (type(answer.value), answer.value, answer.known):
            answer = replace(answer, value=value, known=known)  # else it stays the very same
        return _Carried(path, counted, spot, answer)

    def _without_rivals(self, carried: Iterator[_Carried]) -> Iterator[_Carried]:
        """One answer for each place: none is preferred where several that count differ."""
        by_path: dict[str, list[_Carried]] = {}
        for one in carried:
            by_path.setdefault(one.spot.path, []).append(one)
        for rivals in by_path.values():
            best = [one for one in rivals if one.counted] or rivals
            differ = any(one.answer.value != best[0].answer.value for one in best)
            for one in rivals:
                if one is best[0] and not differ:
                    yield one
                else:
                    self._drop(one.path, self._said(one.path), "unfit")

    def _known(self, known: Mapping[str, Value]) -> dict[str, Value]:
        """Values for `hidden` rows, by their names now."""
        found = {self.renaming.row(name): value for name, value in known.items()}
        return {n.row.name: v for n, v in found.items() if n and n.question.type == "hidden"}

    # the whole

    def _state(self, carried: list[_Carried]) -> State:
        state, stage = self.state, self.renaming.stage
        return State(
            flow=self.new.id,
            version=self.new.version,
            started=state.started,
            status=state.status,
            answers={one.spot.path: one.answer for one in carried if one.counted},
            aside={one.spot.path: one.answer for one in carried if not one.counted},
            skipped=tuple(spot.path for spot in map(self.renaming.spot, state.skipped) if spot),
            known=self._known(state.known) | dict(self._kept()),
            notes=tuple(Mark(stage(mark.stage), mark.evidence) for mark in state.notes),
            issues=tuple(Mark(stage(mark.stage), mark.evidence) for mark in state.issues),
        )

    def _kept(self) -> Iterator[tuple[str, Value]]:
        """What `once()` keeps, by the path of its row now."""
        for path, value in self.state.known.items():
            old, spot = self.before.plan.by_name.get(place_of(path).name), self.renaming.spot(path)
            if old is not None and spot is not None and old.keeps and spot.node.keeps:
                yield spot.path, value

    def _drop(self, path: str, answer: Answer, why: Why) -> None:
        place = place_of(path)
        node = self.before.plan.by_name.get(place.name)
        stage = self.renaming.stage(node.stage if node is not None else "")
        self.dropped.append(
            Dropped(
                path,
                self._label(place, node),
                self._value(place, node, answer.value),
                answer.evidence,
                why,
                stage,
                path in self.state.answers,
                bool(place.offer),
            )
        )

    def _label(self, place: Place, node: Node | None) -> Text:
        if node is None:
            return dict.fromkeys(LOCALES, place.name)
        words = node.question.short or node.question.label
        return render(words, self.before, node, _prefix(place)) or {
            self.old.default_locale: place.name
        }

    def _value(self, place: Place, node: Node | None, value: Value) -> Text:
        if place.offer and value in YES_NO:
            return YES_NO[str(value)].label
        if node is None:
            return dict.fromkeys(LOCALES, str(value))
        told = shown_in_all(self.before, node, _prefix(place), value)
        return {locale: words or str(value) for locale, words in told.items()}


def _prefix(place: Place) -> str:
    """The instances that a place is in, as a path begins with them."""
    return "".join(f"{name}[{number}]/" for name, number in place.steps)


def _stands(one: _Carried, situation: Situation) -> bool:
    """Whether the answer counts where it is now, or may yet; else it is to be dropped."""
    place = place_of(one.spot.path)
    if any(situation.counts.get(repeat) != 1 for repeat in one.spot.entered):
        return False  # nobody knows of which instance it was said
    for at, (name, number) in enumerate(place.steps):
        count = situation.counts.get(str(Place(place.steps[:at], name)), number)
        by_choice = chosen_by(situation.plan, situation.plan.by_name[name].row)
        if by_choice and count < number <= MAX_REPEATS:
            return False  # it would become another option's
        if one.counted and 0 < count < number:
            return False
    asked = one.spot.path in situation.relevant and not place.offer
    return not (asked and one.counted) or one.spot.path in situation.accepted
