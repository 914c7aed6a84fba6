"""How a walk begins: which flow, which item, and what to do with one that is still open."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogue import actions, admission, items, reporting, walking
from bot.dialogue.house import CAPTURE_FLOW, Form
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short
from bot.dialogue.talk import Talk
from bot.reading.asking import asks
from bot.reading.words import core, fold
from flows.engine import begin
from flows.events import Prompt, Step
from flows.model import Flow, has_appearance
from flows.state import Value
from flows.volunteer_terms import ASIDE

ROLE_TITLES = {"volunteer": "政务服务体验员", "staff": "帮办代办员", "admin": "督查人员"}
"""C-HEAD c1: the walker's identity, by the role the person signed in with."""


_OF_PROCEDURE = re.compile("的(?:办事)?流程$")
"""Behind a service's name: "走一遍异地就医备案的流程"."""
_ANY_SERVICE = re.compile(
    "一[遍次趟下个]|(?:一?[个次遍趟]|某个)?(?:办事)?(?:流程|事项|业务|服务|手续|事情?)|"
    "(?:services?|procedures?|something|one|process|steps|the steps|it|that)"
)
"""No service is named: "walk through a service"."""
_IS_FOR = re.compile(r"[a-z] (?:for|of|on|about|with) (?:the |an? |my )?[a-z]")
"""Between the English names of an action and a service, which is looked up by its words."""
_ACCOMPANIED = "accompanied"
_SET_APART = re.compile(r"[\s:,，：·]")
MAX_ITEM = 100
"""Characters of a service's name that are kept while the action is chosen."""
MIN_NAME = 3
"""Characters from which a flow's name says by itself that it is to begin; less, an action's."""


def walkable(talk: Talk) -> dict[str, Flow]:
    """The flows that a person can start."""
    flows = talk.house.flows.current()
    return {id_: flow for id_, flow in flows.items() if id_ not in {CAPTURE_FLOW, *ASIDE}}


def is_named(talk: Talk) -> bool:
    """Whether, with nothing open, the message is an action's name, also with a service that the
    guides know: "主官式体验", "督查居住证申领".
    """
    text = core(talk.plan.text)
    if talk.form() is not None or not 1 < len(text) <= MAX_ITEM:
        return False
    if asks(text) in ("plain", "direct"):
        return False
    flow, item = actions.split_argument(walkable(talk), text)
    if len(text) < MIN_NAME:
        return flow is not None and flow.id in actions.ACTIONS and not item
    if flow is None or not item:
        return flow is not None
    found = talk.house.library.find_items(item)
    # "陪同式帮办 身份证": set apart from the action's name, a service need not be named in full
    apart = _SET_APART.search(text) is not None or _IS_FOR.search(text) is not None
    return any(match.exact for match in found) or (apart and asks(item) is None and bool(found))


def begin_walk(talk: Talk, argument: str) -> None:
    """ "走流程 [行动名] [事项名]": start, or ask what stands in the way."""
    form = talk.form()
    if form is not None and form.kind == "i":
        talk.say("capture_first")
        return
    if not admission.may_begin(talk):
        return
    flow, item = actions.split_argument(walkable(talk), _OF_PROCEDURE.sub("", argument))
    item = "" if _ANY_SERVICE.fullmatch(core(fold(item))) else item
    asked = talk.look(form).prompt if form is not None else None
    of_this = form is not None and (flow is None or flow.id == form.flow.id)
    if item and of_this and form and asked and has_appearance(asked.question, "item"):
        _resolve(talk, form, asked, item)
    elif form is not None:
        _ask_which_walk(talk, form, f"{flow.id if flow else form.flow.id}={item}")
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
    """Begin `flow`; where a service was named but no action, the one that fits any service."""
    if flow is not None:
        _start(talk, flow, item)
    elif item and (usual := walkable(talk).get(_ACCOMPANIED)) is not None:
        _start(talk, usual, item, is_named=False)
    else:
        _offer(talk, "choose_action", item)


def offer_actions(talk: Talk) -> None:
    """ "换个行动": all of them, for the service of the walk that is open."""
    form = talk.walk_form()
    if talk.ctx.capture:
        talk.say("capture_first")
    elif form is None or talk.walk is None:
        _offer(talk, "choose_action", "")
    else:
        title = local(form.flow.title, talk.locale)
        stay = Option("cmd:resume", talk.word("continue_walk"))
        item = talk.walk.item_name or items.still_offered_for(talk)
        _offer(talk, "other_actions", item, stay, flow=title)


def _offer(talk: Talk, key: str, item: str, *first: Option, **values: str) -> None:
    offered = actions.in_order(walkable(talk), talk.turn.person.role)
    options = tuple(
        Option(f"start:{f.id}={item}"[:200], local(f.title, talk.locale)) for f in offered
    )
    menu = talk.menu("start", (*first, *options), item=item[:MAX_ITEM])
    talk.say(key, menu, purposes=actions.purposes(offered, talk.locale), **values)


def _start(talk: Talk, flow: Flow, item: str, *, is_named: bool = True) -> None:
    step = enter(talk, flow, {})
    others = () if is_named else (Option("cmd:actions", talk.word("btn_actions")),)
    talk.say("started", others, flow=short(local(flow.title, talk.locale)))
    if who := actions.usual_walker(flow, talk.turn.person.role, talk.locale):
        talk.say("usual_walker", who=who)
    form = talk.form()
    asks_item = step.prompt is not None and has_appearance(step.prompt.question, "item")
    if item and asks_item and form is not None and step.prompt is not None:
        _resolve(talk, form, step.prompt, item)


def _resolve(talk: Talk, form: Form, prompt: Prompt, item: str) -> None:
    """Answer the question for the service with `item`, wherever that stands in the message."""
    start = max(talk.plan.text.find(item), 0)
    end = start + len(item) if item in talk.plan.text else len(talk.plan.text)
    items.resolve(talk, form, prompt.path, item, start, end)


def enter(talk: Talk, flow: Flow, known: Mapping[str, Value]) -> Step:
    """Begin `flow` as the chat's walk, with what is known beforehand."""
    person = talk.turn.person
    of_here = {"role": ROLE_TITLES[person.role], "unit": person.department, **talk.house.known}
    step = begin(flow, talk.now, {**of_here, **known})
    talk.walk = talk.turn.start_walk(flow.id, flow.version, step.state)
    talk.ctx.walk = talk.walk.id
    talk.ctx.misses = 0
    talk.told += [local(told.question.label, talk.locale) for told in step.told]
    return step
