"""What was offered and is taken in other words than its button's.

"对,就是这个" takes the only service that was offered, "是社保卡" the only one so called,
"取中间" the middle figure of a range, "行动二" an action by another of its names, "负责部门" a
field of a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.dialogue.actions import offered_button
from bot.dialogue.context import Menu
from bot.dialogue.menu_kinds import NONE_OF_THESE
from bot.dialogue.plan import Chosen
from bot.dialogue.understand import CommandMeant, NotUnderstood
from bot.reading import ranges, yesno
from bot.reading.draft_words import field_named
from bot.reading.words import core, fold, trimmed
from flows.model import Flow
from knowledge.model import ItemMatch

_YES = r"(?:对的?|是的?|嗯|没错|好的?|正是|可以|行|yes|yeah|yep|right|correct|[\s,.!])"
_THIS = re.compile(
    rf"(?:{_YES}*+(?:就是|就办?|我?要|办|选)*+"
    rf"(?:这一?[个项件条]|那个|它|this(?: one)?|that(?: one|'s it)|it)|{_YES}++就是|就是)"
    r"(?:事项?|事儿|没错|对|的|了|吧|啊|呀|\s)*"
)
_LEAD = re.compile(rf"(?:就是|就|我?要?办的?是|it's|it is|{_YES})++")
"""Possessive, as the others: a long run of nods is read once, never backtracked into."""

_ASKED = re.compile(r"(?:我|就|是|要|想|问|说|指|办|的|那个|it's|it is|i mean|the|\s)++")
_THAT_ONE = re.compile(r"(?:的?(?:那|这)(?:一?[个种项件])?|的|吧|啊|呀| one| for)++$")
MAX_PART = 20
"""Characters above which words are more than a pick."""


def begun(text: str, menu: Menu) -> str | None:
    """Id of the near option whose first words are all of `text`: "没有" of "没有，都对得上".

    It answers the question, and does not deny that this option is meant.
    """
    if menu.kind not in ("near", "near_two"):
        return None
    said = core(fold(text))
    labels = [(option.id, core(fold(option.label))) for option in menu.options]
    found = [id_ for id_, label in labels if said and _begins(label, said)]
    return found[0] if len(found) == 1 else None


def _begins(label: str, said: str) -> bool:
    """Whether `said` is the first clause of `label`, which has more than one."""
    return label.startswith(said) and label[len(said) : len(said) + 1] in (",", ";")


def confirmed(
    text: str,
    menu: Menu,
    find: Callable[[str], Sequence[ItemMatch]],
    flows: Mapping[str, Flow],
) -> Chosen | CommandMeant | NotUnderstood | None:
    """What `text` says to what `menu` offers; None when it says none of this."""
    if menu.kind == "range":
        return _figure(text, menu)
    if menu.kind in ("near", "near_two"):
        return Chosen(NONE_OF_THESE) if yesno.bare(text) == "no" else None
    if menu.kind == "field":
        return _field(text, menu)
    if menu.kind == "start":
        return _action(text, menu, find, flows)
    if menu.kind == "ask":
        return _part_of_label(text, menu)
    offered = [o.id for o in menu.options if not o.id.endswith("=")]
    if not menu.ways.of_items or not offered:
        return None
    if len(offered) > 1 and (part := _part_of_label(text, menu)):
        return part
    folded = fold(text)
    start, end = trimmed(folded)
    if _THIS.fullmatch(folded, start, end):
        return Chosen(offered[0]) if len(offered) == 1 else NotUnderstood("unclear")
    lead = _LEAD.match(folded, start, end)
    if lead is None or lead.end() >= end:
        return None
    named = {match.candidate.id for match in find(text[lead.end() : end])}
    meant = [id_ for id_ in offered if id_.partition("=")[2] in named]
    return Chosen(meant[0]) if len(meant) == len(named) == 1 else None


def _part_of_label(text: str, menu: Menu) -> Chosen | None:
    """The only service with these words in its name: "租房那个", "是问购房的"."""
    if len(text) > MAX_PART:
        return None
    said = core(fold(text))
    words = said[(lead.end() if (lead := _ASKED.match(said)) else 0) :]
    words = _THAT_ONE.sub("", words)
    services = [o for o in menu.options if not o.id.endswith("=")]
    found = [o.id for o in services if words in core(fold(o.label))]
    return Chosen(found[0]) if len(words) > 1 and len(found) == 1 else None


def _action(
    text: str,
    menu: Menu,
    find: Callable[[str], Sequence[ItemMatch]],
    flows: Mapping[str, Flow],
) -> Chosen | CommandMeant | None:
    """An action by another of its names; or the service first, and the action after it."""
    if button := offered_button(text, flows, menu):
        return Chosen(button)
    named = any(match.exact for match in find(text))
    return CommandMeant("walk", text, 0) if named else None


def _field(text: str, menu: Menu) -> Chosen | None:
    """A field of a problem by another of its names: "负责部门"."""
    named = field_named(text)
    listed = [option.id for option in menu.options if option.id.rpartition(":")[2] == named]
    return Chosen(listed[0]) if named and listed else None


def _figure(text: str, menu: Menu) -> Chosen | None:
    by_figure = {int(o.id.rpartition("=")[2]): o.id for o in menu.options}
    picked = ranges.picked(text, tuple(by_figure))
    return None if picked is None else Chosen(by_figure[picked])
