"""How a walk begins: which flow, which item, and what to do with one that is still open."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogue import admission, items, reporting, walking
from bot.dialogue.house import CAPTURE_FLOW, Form
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short
from bot.dialogue.talk import Talk
from bot.reading.words import fold
from flows.engine import begin
from flows.events import Step
from flows.model import Flow, has_appearance
from flows.state import Value
from flows.volunteer_terms import ASIDE

ROLE_TITLES = {"volunteer": "政务服务体验员", "staff": "帮办代办员", "admin": "督查人员"}
"""C-HEAD c1: the walker's identity, by the role the person signed in with."""


_OF_PROCEDURE = re.compile("的(?:办事)?流程$")
"""Behind a service's name: "走一遍异地就医备案的流程"."""
NOT_YET: dict[tuple[str, str], re.Pattern[str]] = {
    ("开放式观摩", "Open observation"): re.compile("开放式?观摩|^(观摩|行动一)|openobservation"),
    ("推磨式互查", "Round-robin peer check"): re.compile(
        "推磨式?互查|^(推磨|互查|行动二)|round-?robin|peercheck"
    ),
    ("主官式体验", "Leader at the counter"): re.compile(
        "主官式?体验|局长走流程|^(主官|行动四)|leaderatthecounter"
    ),
    ("沉浸式督查", "Immersive inspection"): re.compile(
        "沉浸式?督查|^(沉浸|督查|行动五)|immersiveinspection"
    ),
    ("全链式追踪", "End-to-end tracking"): re.compile(
        "全链式?追踪|^(全链|追踪|行动六)|end-to-endtracking"
    ),
}
"""The programme's other actions (walk_scripts A1, A2, A4 to A6) and how people call them."""


def walkable(talk: Talk) -> dict[str, Flow]:
    """The flows that a person can start."""
    flows = talk.house.flows.current()
    return {id_: flow for id_, flow in flows.items() if id_ not in {CAPTURE_FLOW, *ASIDE}}


def names_of(flow: Flow) -> tuple[str, ...]:
    return (*flow.title.values(), *flow.synonyms, flow.id)


def split_argument(flows: Mapping[str, Flow], argument: str) -> tuple[Flow | None, str]:
    """The flow that `argument` begins or ends with, by its longest name, and the rest of it."""
    text = argument.strip()
    found = [
        (name, flow)
        for flow in flows.values()
        for name in names_of(flow)
        if text.lower().startswith(name.lower()) or text.lower().endswith(name.lower())
    ]
    if not found:
        return None, text
    name, flow = max(found, key=lambda pair: len(pair[0]))
    at = 0 if text.lower().startswith(name.lower()) else len(text) - len(name)
    return flow, (text[:at] + text[at + len(name) :]).strip(" ,，:：-·「」《》")


def missing_action(argument: str, locale: str) -> str:
    """Name of the action that `argument` asks for and that cannot be walked yet; else empty."""
    said = fold(argument).replace(" ", "")
    names = next((names for names, way in NOT_YET.items() if way.search(said)), ("", ""))
    return names[locale == "en"]


def _say_not_yet(talk: Talk, action: str) -> None:
    """Never begin another action than the one that was asked for: offer those there are."""
    talk.say("not_yet", action=action)
    if talk.form() is not None:
        return
    flows = walkable(talk).values()
    options = tuple(Option(f"start:{f.id}=", local(f.title, talk.locale)) for f in flows)
    talk.say("only_these", talk.menu("start", options))


def begin_walk(talk: Talk, argument: str) -> None:
    """ "走流程 [行动名] [事项名]": start, or ask what stands in the way."""
    form = talk.form()
    if form is not None and form.kind == "i":
        talk.say("capture_first")
        return
    if not admission.may_begin(talk):
        return
    flow, item = split_argument(walkable(talk), _OF_PROCEDURE.sub("", argument))
    if flow is None and (action := missing_action(argument, talk.locale)):
        _say_not_yet(talk, action)
    elif form is not None:
        _ask_which_walk(talk, form, f"{flow.id if flow else ''}={item}")
    else:
        _start_or_choose(talk, flow, item)


def _ask_which_walk(talk: Talk, form: Form, other: str) -> None:
    """A walk is open: go on with it, or begin `other` (`flow=item`) instead?"""
    options = (
        Option("cmd:resume", talk.word("continue_walk")),
        Option(f"start:{other}"[:200], talk.word("restart_walk")),
    )
    title = local(form.flow.title, talk.locale)
    talk.say("walk_open", talk.menu("walk_open", options), flow=title)


def ask_whether_to_give_up(talk: Talk, rest: str) -> None:
    """A bare no to going on with the open walk may mean either: ask once more."""
    talk.say("give_up_sure", _give_up_menu(talk, rest))


def _give_up_menu(talk: Talk, rest: str) -> tuple[Option, ...]:
    options = (
        Option(f"start:{rest}", talk.word("restart_walk")),
        Option("cmd:resume", talk.word("end_no")),
    )
    return talk.menu("giveup", options)


def restart(talk: Talk) -> None:
    """Give the present walk up and begin the same flow anew, after a yes; else the report."""
    form = talk.walk_form()
    if form is not None:
        title = local(form.flow.title, talk.locale)
        talk.say("restart_sure", _give_up_menu(talk, f"{form.flow.id}="), flow=title)
    elif talk.ctx.capture:
        talk.ctx.capture = ""
        reporting.begin_report(talk)
    else:
        begin_walk(talk, "")


def picked(talk: Talk, rest: str) -> None:
    """A flow was picked: `flow=item text`. An open walk is given up for it."""
    flow_id, _, item = rest.partition("=")
    if flow_id and flow_id not in walkable(talk):
        talk.stale()
        return
    if not admission.may_begin(talk):
        return
    if talk.walk_form() is not None:
        walking.leave(talk)
        talk.replies.pop()
    _start_or_choose(talk, walkable(talk).get(flow_id), item)


def _start_or_choose(talk: Talk, flow: Flow | None, item: str) -> None:
    flows = walkable(talk)
    if flow is None and len(flows) == 1:
        flow = next(iter(flows.values()))
    if flow is None:
        options = tuple(
            Option(f"start:{f.id}={item}"[:200], local(f.title, talk.locale))
            for f in flows.values()
        )
        talk.say("choose_flow", talk.menu("start", options))
        return
    _start(talk, flow, item)


def _start(talk: Talk, flow: Flow, item: str) -> None:
    step = enter(talk, flow, {})
    talk.say("started", flow=short(local(flow.title, talk.locale)))
    form = talk.form()
    asks_item = step.prompt is not None and has_appearance(step.prompt.question, "item")
    if item and asks_item and form is not None and step.prompt is not None:
        start = max(talk.plan.text.find(item), 0)
        end = start + len(item) if item in talk.plan.text else len(talk.plan.text)
        items.resolve(talk, form, step.prompt.path, item, start, end)


def enter(talk: Talk, flow: Flow, known: Mapping[str, Value]) -> Step:
    """Begin `flow` as the chat's walk, with what is known beforehand."""
    step = begin(flow, talk.now, {"role": ROLE_TITLES[talk.turn.person.role], **known})
    talk.walk = talk.turn.start_walk(flow.id, flow.version, step.state)
    talk.ctx.walk = talk.walk.id
    talk.ctx.misses = 0
    talk.told += [local(told.question.label, talk.locale) for told in step.told]
    return step
