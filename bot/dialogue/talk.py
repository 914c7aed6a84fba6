"""One turn of the conversation: what is known, what is being changed, what will be said.

A `Talk` lives inside one write transaction and is handed from function to
function; nothing in it is slow. What takes time (guides, files) was done
before and lies in `plan`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.dialogue.context import STAY, Context, Menu
from bot.dialogue.house import Form, House, form_of, stage_of, walk_form_of
from bot.dialogue.menu_kinds import Kind
from bot.dialogue.messages import Inbound, Option, Outcome, Reply, WalkView
from bot.dialogue.plan import Plan
from bot.dialogue.prompts import label_of, local
from bot.dialogue.screen import Screen
from bot.dialogue.texts import joined, say
from flows.engine import advance, look
from flows.events import Event, Step
from flows.model import Locale, Question, is_moment
from flows.state import Evidence
from storage.records import WalkRecord
from storage.turns import Turn


@dataclass(slots=True)
class Talk:
    """The turn under way. Change `ctx`, call `turn`, append to `replies`."""

    house: House
    turn: Turn
    inbound: Inbound
    plan: Plan
    ctx: Context
    walk: WalkRecord | None
    locale: str
    replies: list[Reply] = field(default_factory=list)
    back: bool = False
    """The message led away from the open question; say so when it is shown again."""
    told: list[str] = field(default_factory=list)
    """Texts of `note` rows that became due, to be said before the next question."""
    screen: Screen = field(default_factory=Screen)
    """What the person was looking at when the message came."""
    kept: Evidence | None = None
    """Words of this message that were kept as a note, or that nobody understood."""
    regather: bool = False
    """An answer was corrected while drafts were put to the person: gather them again."""
    quiet: bool = False
    """The person has their hands full: what was open is not shown again."""
    unnamed: bool | None = None
    """Whether problems are entered without the person's name; None: as the person has it always."""
    noted: int = 0
    """Notes of the walk that this message brought."""
    once: tuple[str, str] | None = None
    """What is shown this once in place of words of the replies (`Outcome.once`)."""
    known_form: tuple[WalkRecord | None, str, int, Form | None] | None = None
    """What `form` found last, behind what it follows from: a turn asks for it a dozen times."""

    @property
    def now(self) -> datetime:
        return self.inbound.at

    @property
    def plain(self) -> bool:
        """Whether the person wants large type and short sentences."""
        return self.turn.person.plain

    @property
    def walk_under_way(self) -> WalkRecord | None:
        """The chat's walk while it is open or paused; it stays the chat's when it is over."""
        return self.walk if self.walk is not None and self.walk.state.is_under_way else None

    @property
    def form_locale(self) -> Locale:
        """The person's language, as forms name it."""
        return "en" if self.locale == "en" else "zh"

    def say(self, key: str, options: tuple[Option, ...] = (), **values: object) -> None:
        """Append the sentence `key` as a reply."""
        self.replies.append(Reply(self.word(key, **values), options))

    def say_text(self, text: str, options: tuple[Option, ...] = ()) -> None:
        """Append a text that is not one of ours (a form's own message)."""
        self.replies.append(Reply(text, options))

    def say_masked(self) -> None:
        """Say which personal numbers of the message were covered."""
        if self.plan.masked:
            kinds = (self.word(f"mask_{kind}") for kind in self.plan.masked)
            self.say("masked", kinds=self.joined(kinds))

    def word(self, key: str, **values: object) -> str:
        """The sentence `key` in the person's language and manner."""
        return say(self.locale, key, plain=self.plain, **values)

    def joined(self, words: Iterable[str], *, clauses: bool = False) -> str:
        """`words` as a list in the person's language."""
        return joined(self.locale, words, clauses=clauses)

    def stale(self) -> None:
        """Say that a button has passed, and where one is; the open question follows by itself."""
        form = self.form()
        if form is None and not self.ctx.drafts:
            self.say("old_button_nothing", (Option("cmd:walk", self.word("btn_walk")),))
            return
        self.say("old_button")
        self.remind_of_pause()

    def remind_of_pause(self) -> None:
        """Say that the walk is paused, where it is."""
        form = self.form()
        if form is not None and form.state.status == "paused":
            self.still_paused()

    def still_paused(self) -> None:
        """Say that nothing is taken before the pause is over."""
        self.say("is_paused", (Option("cmd:resume", self.word("resume")),))

    def no_walk(self) -> None:
        """Say that there is nothing under way, and how to begin."""
        self.say("no_walk", (Option("cmd:walk", self.word("btn_walk")),))

    def menu(self, kind: Kind, options: tuple[Option, ...], **data: str) -> tuple[Option, ...]:
        """Remember `options` as what a typed number or label may pick next."""
        self.ctx.menu = Menu(kind, options, data)
        if self.ctx.menu.ways.can_stay:
            return (*options, Option(STAY, self.word("stay")))
        return options

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """The characters [start, end) of the present message; all of it by default."""
        return Evidence(self.turn.message_id, start, len(self.plan.text) if end is None else end)

    def form(self) -> Form | None:
        """The form that an answer would go to: a report under way, else the open walk."""
        walk, capture, number = self.walk, self.ctx.capture, self.ctx.reports
        known = self.known_form
        if known is None or known[0] is not walk or known[1:3] != (capture, number):
            form = form_of(self.house.flows, self.ctx, walk)
            known = self.known_form = (walk, capture, number, form)
        return known[3]

    def look(self, form: Form) -> Step:
        return look(form.flow, form.state, self.now)

    def happen(self, form: Form, event: Event) -> Step:
        """Let `event` happen to `form` and keep the new state; a refusal changes nothing."""
        step = advance(form.flow, form.state, event, self.now)
        if step.refusal is None and step.state is not form.state:
            if form.kind == "i":
                self.ctx.capture = step.state.to_json()
            elif self.walk is not None:
                self.turn.save_walk(self.walk.id, self.walk.state, step.state)
                self.walk = self.walk._replace(state=step.state)
            after = form._replace(state=step.state)
            self.told += [
                label_of(after, told.path, self.locale, self.now, "label") for told in step.told
            ]
        return step

    def forget(self, path: str) -> None:
        """Delete all that was answered, marked and timed in the walk but the answer at `path`."""
        if self.walk is None:
            return
        state = self.walk.state
        kept = {path: state.answers[path]} if path in state.answers else {}
        rows = self.house.flows.pinned(self.walk.flow_id, self.walk.flow_version).walk_rows()
        moments = {row.name for row in rows if isinstance(row, Question) and is_moment(row)}
        known = {name: value for name, value in state.known.items() if name not in moments}
        after = replace(state, answers=kept, aside={}, skipped=(), notes=(), issues=(), known=known)
        self.turn.save_walk(self.walk.id, state, after)
        self.turn.set_item(self.walk.id, "", "")
        self.walk = self.walk._replace(state=after, item_id="", item_name="")

    def probe(self, form: Form, event: Event) -> Step:
        """What would come of `event`; nothing is kept."""
        return advance(form.flow, form.state, event, self.now)

    def walk_form(self) -> Form | None:
        """The open or paused walk, also during a report in it."""
        return walk_form_of(self.house.flows, self.walk)

    def stage_form(self) -> Form | None:
        """The form whose stages notes and files belong to: the walk, also during a report in it."""
        return self.walk_form() or self.form()

    def stage_label(self) -> str:
        """Name of the present stage, for notes and files ("线下陪办"); empty where none is."""
        form = self.stage_form()
        stage = stage_of(form, self.now) if form is not None else ""
        if form is None or not stage:
            return ""
        label = next((row.label for row in form.flow.rows if row.name == stage), {})
        return local(label, self.locale)

    def say_kept(self, key: str, **values: object) -> None:
        """Say by `key` what was kept in the present stage; by `key_plain` where it has no name."""
        self.say_text(self.kept_word(key, self.stage_label(), **values))

    def kept_word(self, key: str, stage: str, **values: object) -> str:
        """The sentence `key` for what was kept in `stage`; `key_plain` where it has no name."""
        return self.word(key if stage else f"{key}_plain", stage=stage, **values)

    def outcome(self) -> Outcome:
        """What this turn says, and where the walk stands now."""
        question, walk = self._open_question(), self.walk
        view = WalkView(question=question)
        if walk is not None:
            status = "none" if walk.state.status == "cancelled" else walk.state.status
            view = WalkView(str(walk.id), walk.flow_id, walk.flow_version, question, status)
        was_asked, is_asked = self.screen.device, any(reply.wants for reply in self.replies)
        is_left = was_asked and (self.quiet or not self.replies)
        self.ctx.device = is_asked or is_left
        unasked = was_asked and not self.ctx.device
        return Outcome(
            tuple(self.replies), view, self.plain, self.form_locale, unasked, once=self.once
        )

    def _open_question(self) -> str:
        """Path of the open question; those of a problem report stand under `issue/`."""
        form = self.form()
        prompt = self.look(form).prompt if form is not None else None
        if form is None or prompt is None:
            return ""
        return f"{form.flow.id}/{prompt.path}" if form.kind == "i" else prompt.path
