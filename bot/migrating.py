"""Walks under way, moved to a new version of their flow (`flows import --migrate`).

Each chat is one transaction and is locked in it, so that a talk that goes on at the same
time is thought about anew. Whoever was moved before is left alone: after a kill the same
command does the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.dialogue.context import Context
from bot.dialogue.edited import carry_over, note_on
from bot.dialogue.house import FlowSource, Form, guide_version_of, stage_of
from flows.memory import state_from
from flows.model import Flow, Question
from flows.reconcile import Reconciled, reconcile
from flows.state import Evidence, Mark, State, Value
from flows.values import usable_known
from knowledge.library import Library
from storage.editing import Edit, Edits
from storage.records import WalkRecord


@dataclass(slots=True)
class Moved:
    """What was done, in all chats."""

    walks: int = 0
    reports: int = 0
    """Problems that were just being reported."""
    kept: int = 0
    """Answers that are answers still."""
    renamed: int = 0
    """Those of them that stand at another place now."""
    notes: int = 0
    """Answers that were kept as notes."""

    def count(self, done: Reconciled) -> None:
        self.kept += len(done.moved)
        self.renamed += sum(old != new for old, new in done.moved.items())
        self.notes += len(done.dropped)


class Mover:
    """Moves what is under way to the current version of a flow."""

    def __init__(self, edits: Edits, flows: FlowSource, library: Library) -> None:
        self._edits, self._flows, self._library = edits, flows, library

    def move(self, flow_id: str, now: datetime) -> Moved:
        """Every walk, and every report of a problem, that is under way by the flow."""
        new, moved = self._flows.current()[flow_id], Moved()
        reporting = self._edits.remembering(lambda memory: _reports(memory, new))
        for chat_id in sorted({*self._edits.walking(flow_id), *reporting}):
            with self._edits.chat(chat_id) as edit:
                _Chat(self, edit, new, now, moved).move()
        return moved

    def pinned(self, state: State) -> Flow:
        """The version that a state is of."""
        return self._flows.pinned(state.flow, state.version)

    def learned(self, old: Flow, state: State, new: Flow, item_id: str) -> State:
        """With what the guide of the chosen service says for rows that are new."""
        if not item_id:
            return state
        told: dict[str, Value] = {"item_id": item_id}
        for row in new.walk_rows():
            if isinstance(row, Question) and row.type == "hidden" and row.guide:
                source = self._library.element(item_id, row.guide, guide_version_of(state))
                if source is not None:
                    told[row.name] = source.passage
        items = {row.name for row in old.walk_rows() if "item" in row.appearance.split()}
        usable = usable_known(told, told)
        answers = {
            path: replace(answer, known={**usable, **answer.known}) if path in items else answer
            for path, answer in state.answers.items()
        }
        return replace(state, answers=answers)


def _reports(memory: Mapping[str, Any], new: Flow) -> bool:
    """Whether a problem is being reported by another version of the flow."""
    capture = memory.get("capture")
    state = state_from(capture) if capture else None
    return state is not None and state.flow == new.id and state.version != new.version


class _Chat:
    """One chat, within its transaction."""

    def __init__(self, mover: Mover, edit: Edit, new: Flow, now: datetime, moved: Moved) -> None:
        self.mover, self.edit, self.new, self.now, self.moved = mover, edit, new, now, moved
        self.ctx = Context.from_dict(edit.context)
        self.walk = edit.walk

    def move(self) -> None:
        menu, shown = self.ctx.menu, self._shown()
        moves = [*self._walk(), *self._report()]
        for before, after, done in moves:
            self.moved.count(done)
            told = (before, after, done, self.now, self.edit.person.locale)
            carry_over(self.ctx, *told, shown=before.kind == shown)
        if moves:
            if menu is not None and menu.ways.keeps_words and self.ctx.menu is not menu:
                self._keep_unanswered(menu.data)
            self.edit.set_context(self.ctx.to_dict())

    def _shown(self) -> str:
        """Kind of the form on the screen: a report before its walk; of a paused walk nothing."""
        if self.walk is not None and self.walk.state.status == "paused":
            return ""
        return "i" if self.ctx.capture else "w"

    def _walk(self) -> Iterator[tuple[Form, Form, Reconciled]]:
        walk = self.walk
        if walk is None or not walk.state.is_under_way or walk.flow_id != self.new.id:
            return
        if walk.flow_version == self.new.version:
            return
        before = Form("w", self.mover.pinned(walk.state), walk.state, walk.id)
        state = self.mover.learned(before.flow, walk.state, self.new, walk.item_id)
        done = reconcile(before.flow, self.new, state, self.now)
        self._save(walk, done.state)
        names = done.renaming
        self.edit.rename(walk.id, names.stage, done.moved.get, names.key)
        for one in done.dropped:
            self.edit.add_note(walk.id, one.stage, note_on(before, one), one.evidence)
        self.moved.walks += 1
        yield before, Form("w", self.new, done.state, walk.id), done

    def _report(self) -> Iterator[tuple[Form, Form, Reconciled]]:
        if not _reports({"capture": self.ctx.capture}, self.new):
            return
        state = state_from(self.ctx.capture)
        before = Form("i", self.mover.pinned(state), state, self.ctx.reports)
        done = reconcile(before.flow, self.new, state, self.now)
        self.ctx.capture = done.state.to_json()
        for one in done.dropped:
            self._note(note_on(before, one), one.evidence)
        self.moved.reports += 1
        yield before, Form("i", self.new, done.state, self.ctx.reports), done

    def _keep_unanswered(self, said: Mapping[str, str]) -> None:
        """Words that might have been an answer, of which nobody can say so any more."""
        self._note(said["text"], Evidence(int(said["message"]), 0, len(said["text"])))

    def _note(self, text: str, at: Evidence) -> None:
        """Keep a note in the present stage of the walk, or outside of any."""
        walk, stage = self.walk, ""
        if walk is not None and walk.state.is_under_way:
            stage = stage_of(Form("w", self.mover.pinned(walk.state), walk.state), self.now)
            marks = (*walk.state.notes, Mark(stage, at))
            self._save(walk, replace(walk.state, notes=marks))
        else:
            walk = None
        self.edit.add_note(walk.id if walk is not None else None, stage, text, at)

    def _save(self, walk: WalkRecord, after: State) -> None:
        self.edit.save_walk(walk.id, walk.state, after)
        self.walk = walk._replace(state=after, flow_id=after.flow, flow_version=after.version)
