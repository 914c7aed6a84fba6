"""Which walk is meant, and the programme's six actions as they are offered.

A flow is called by its title, its synonyms or its id. What an action is for and who usually
walks it is told here, to help to choose; a flow of the office's own is offered by its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.dialogue.context import Menu
from bot.dialogue.prompts import local
from bot.reading.words import core
from flows.model import Flow, Text
from storage.records import Role

_ALL: frozenset[Role] = frozenset({"volunteer", "staff", "admin"})
_OFFICIALS: frozenset[Role] = frozenset({"staff", "admin"})


@dataclass(frozen=True, slots=True)
class Action:
    """What an action is for, and whom it is meant for."""

    purpose: Text
    roles: frozenset[Role] = _ALL
    who: Text | None = None
    """Who usually walks it, where that is not everybody."""


ACTIONS: dict[str, Action] = {
    "accompanied": Action(
        {"zh": "陪办事人把一件事从头办到尾", "en": "help a real applicant through a service"}
    ),
    "open_day": Action(
        {"zh": "开放日里到处看、提意见", "en": "look around on an open day, say what you think"},
    ),
    "peer_check": Action(
        {"zh": "换个身份去走别的单位，打分", "en": "try another office in a role, and score it"},
        _OFFICIALS,
        {"zh": "承担审批和服务的管理人员", "en": "officials who run services"},
    ),
    "leader": Action(
        {"zh": "一把手坐窗口、跟件、提建议", "en": "a head of office sits at the counter"},
        _OFFICIALS,
        {"zh": "部门单位“一把手”", "en": "heads of offices"},
    ),
    "inspection": Action(
        {"zh": "三看：全不全、通不通、好不好", "en": "inspect coverage, procedure, experience"},
        _OFFICIALS,
        {"zh": "督查人员", "en": "inspectors"},
    ),
    "tracking": Action(
        {"zh": "跟一个“一件事”走遍各部门", "en": "follow a joint service through its offices"}
    ),
}
"""By the id of the flow, in the order in which they are offered: first what anyone can do today."""


def in_order(flows: Mapping[str, Flow], role: Role) -> list[Flow]:
    """The flows as they are offered: what suits the role, the other actions, the office's own."""
    actions = [flows[id_] for id_ in ACTIONS if id_ in flows]
    own = [flow for id_, flow in flows.items() if id_ not in ACTIONS]
    return sorted(actions, key=lambda flow: role not in ACTIONS[flow.id].roles) + own


def purposes(flows: Iterable[Flow], locale: str) -> str:
    """A line for each action: its name and what it is for."""
    lines = (
        f"· {local(flow.title, locale)}{' — ' if locale == 'en' else '：'}"
        f"{local(ACTIONS[flow.id].purpose, locale)}"
        for flow in flows
        if flow.id in ACTIONS
    )
    return "\n".join(lines)


def usual_walker(flow: Flow, role: Role, locale: str) -> str:
    """Who usually walks it, where that is somebody else than people of this role; else empty."""
    action = ACTIONS.get(flow.id)
    if action is None or action.who is None or role in action.roles:
        return ""
    return local(action.who, locale)


_FILLER = re.compile(
    r"(?:[我们想要请就那来选走做去搞办弄查看一个项次场遍趟下的吧了啊呀呢]|行动|流程|开始|参加|体验|进行|安排|"
    r"this|one|please|the|an?|i|we|want|to|would|like|let's|lets|do|take|try|start|begin|walk|join|"
    r"action|for|me|now|today|i'm|i'd|i'll|we'll|we're|am|will|going|gonna|wanna|could|can|you|let|us|session|visit|"
    r"round|tour|thing|director|boss|chief|here|one of those|some|my|our|[\s,，。.:：·「」《》-])*+"
)
_LEAD = re.compile(
    r"(?:(?:hi|hello|hey|ok|okay|so|now|today|please|can|could|would|may|you|we|i|i'm|i'd|i'll|we'll|we're|am|"
    r"will|like|want|wish|need|have|going|gonna|wanna|to|let's|lets|let|us|me|start|starting|begin|be|do|doing|"
    r"taking part in|take part in|taking part|participate in|attend|sign up for|go on|go to|"
    r"take|try|run|join|make|set up|an?|the|my|our|this|new)[\s,]+)++",
    re.IGNORECASE,
)
"""Before an action's English name: "let's do the"."""
_ON = re.compile(
    r"(?:(?:walk|visit|tour|session|round|thing|one|check|please|now|today)\s+)*"
    r"(?:for|of|on|about|with|at)\s+(?:an? |the |my |our |some )?(?=\S)",
    re.IGNORECASE,
)
"""Between an action's English name and the service's: "walk for the"."""
_PLEASE = re.compile(r",? (?:please|now|today|thanks|thank you)[.! ]*$", re.IGNORECASE)
MAX_NAMED = 200
"""Characters of a message that may name an action on the menu."""


def _names_of(flow: Flow) -> tuple[str, ...]:
    return (*flow.title.values(), *flow.synonyms, flow.id)


def split_argument(flows: Mapping[str, Flow], argument: str) -> tuple[Flow | None, str]:
    """The flow that `argument` begins or ends with, by its longest name, and the rest of it.

    English may say what is to be done before the name, and what it is for behind it.
    """
    text = argument.strip()
    if lead := _LEAD.match(text):
        behind = split_argument(flows, text[lead.end() :])
        if behind[0] is not None:
            return behind
    lowered = text.lower()
    found = [
        (name, flow)
        for flow in flows.values()
        for name in _names_of(flow)
        if name.lower() in lowered  # so much all of these want
        and (_begins(text, name) or _ends(text, name) or _is_all_of(text, name))
    ]
    if not found:
        return None, text
    name, flow = max(found, key=lambda pair: len(pair[0]))
    if _is_all_of(text, name):
        return flow, ""
    at = 0 if _begins(text, name) else len(text) - len(name)
    rest = _PLEASE.sub("", text[:at] + text[at + len(name) :]).strip(" ,，:：-·「」《》")
    on = _ON.match(rest)
    rest = rest[on.end() :] if on else rest
    if any(
        _begins(rest, again) for again in _names_of(flow)
    ):  # said twice; "出生一件事" is an item
        return flow, split_argument({flow.id: flow}, rest)[1]
    return flow, rest


def _is_all_of(text: str, name: str) -> bool:
    """Whether nothing but manners stands around the name: "我想走互查吧"."""
    before, found, after = text.lower().partition(name.lower())
    return bool(found) and all(_FILLER.fullmatch(words) for words in (before, after))


def _begins(text: str, name: str) -> bool:
    """Whether it stands there as a word: "tracking" is none in "trackings"."""
    rest = text[len(name) : len(name) + 1]
    cut = name[-1].isascii() and rest.isascii() and rest.isalnum()
    return text.lower().startswith(name.lower()) and not cut


def _ends(text: str, name: str) -> bool:
    before = text[: -len(name)][-1:]
    cut = name[0].isascii() and before.isascii() and before.isalnum()
    return text.lower().endswith(name.lower()) and not cut


def offered_button(text: str, flows: Mapping[str, Flow], menu: Menu) -> str | None:
    """Id of the button of the action on the menu that `text` names, by any of its names."""
    if len(text) > MAX_NAMED:
        return None
    ids = {option.id.removeprefix("start:").partition("=")[0] for option in menu.options}
    flow, item = split_argument({id_: flows[id_] for id_ in ids if id_ in flows}, core(text))
    return None if flow is None else f"start:{flow.id}={item or menu.data.get('item', '')}"
