"""What the menu shown last makes of what is said: an option picked, or the words it awaits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.dialogue import new_values, of_place, tracking
from bot.dialogue.commands import read_command
from bot.dialogue.confirming import begun, confirmed
from bot.dialogue.context import STAY, Menu
from bot.dialogue.house import Form
from bot.dialogue.meanings import View
from bot.dialogue.plan import Chosen, Given, Means
from bot.dialogue.pointing import pointed
from bot.dialogue.standing import meant_button, repeats_name
from bot.dialogue.values import answer_in
from bot.reading import both_words
from bot.reading.asking import asks
from bot.reading.choices import pick_option
from bot.reading.words import core, fold
from flows.model import Flow
from knowledge.model import ItemMatch

MAX_NAME = 12
"""Characters above which words are no name of a service that was offered."""
_STAY_WORDS = re.compile(
    "不改了?|不用改了?|先不改|算了|取消|没事了?|不记了|"
    "cancel|never ?mind|leave it|no change|nothing"
)


def meant(
    text: str,
    menu: Menu,
    form: Form | None,
    view: View,
    find: Callable[[str], Sequence[ItemMatch]],
    flows: Mapping[str, Flow],
) -> Means | None:
    """What `text` says to `menu`; None when it says nothing to it."""
    if menu.ways.can_stay and _STAY_WORDS.fullmatch(core(fold(text))):
        return Chosen(STAY)
    if menu.kind == "follow" and (said := tracking.meant(text, menu)):
        return Chosen(said)
    if menu.kind == "both" and (which := both_words.read(text)) in ("answer", "ask"):
        return Chosen(f"both:{which}")
    offered = [(o.id, o.label) for o in menu.options]
    picked = begun(text, menu) or pick_option(text, offered, yes_first=menu.ways.yes_first)
    if picked is not None and repeats_name(text, menu, picked):
        picked = None
    picked = picked or meant_button(text, menu) or pointed(text, menu)
    if picked is None and (menu.kind == "ask" or menu.ways.of_items):
        picked = of_place.picked(text, offered) or _by_another_name(text, menu, view, find)
    if picked is not None:
        return Chosen(picked)
    if said_to := confirmed(text, menu, find, flows):
        return said_to
    if not menu.ways.awaits_text or read_command(text) is not None:
        return None
    if corrects := new_values.corrects(text, menu, view):
        return corrects
    return Given(text) if new_values.fits(text, menu, form, view) else None


def _by_another_name(
    text: str, menu: Menu, view: View, find: Callable[[str], Sequence[ItemMatch]]
) -> str | None:
    """The one service of the menu that words name, though not as its button does: "驾照"."""
    answers = view.prompt is not None and answer_in(
        text, view.prompt, locale=view.locale, now=view.now
    )
    if (answers and not menu.ways.of_items) or asks(text) or len(text) > MAX_NAME:
        return None
    matches = find(text)
    if any(match.exact for match in matches):
        matches = [match for match in matches if match.exact]
    ids = {
        option.id.partition("=" if menu.ways.of_items else ":")[2]: option.id
        for option in menu.options
    }
    found = [ids[match.candidate.id] for match in matches if match.candidate.id in ids]
    surest = bool(matches) and matches[0].candidate.id in ids
    return found[0] if len(found) == 1 and (surest or not menu.ways.of_items) else None
