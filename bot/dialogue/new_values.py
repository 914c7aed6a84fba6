"""Words typed while a menu waits for some: are they what it waits for, or a correction?

While the new value of a text is asked for, anything could be it. "排队那个不对，是一个小时" is a
correction all the same, and "再加一条：…" adds to the text that is being changed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.context import Menu
from bot.dialogue.house import Form
from bot.dialogue.meanings import CorrectionMeant, View
from bot.dialogue.prompts import question_prompt
from bot.dialogue.standing import is_only_button, says_which
from bot.dialogue.understand import understand
from bot.dialogue.values import answer_in
from bot.reading.asking import asks
from bot.reading.words import fold

_CHANGES = re.compile(
    r"不对|[填选写说打点搞弄答报]错|错了|有误|改[成为到]|换成|更正|应该是|"
    r"wrong|change|should (?:be|have)|correct"
)


def corrects(text: str, menu: Menu, view: View) -> CorrectionMeant | None:
    """The correction that `text` makes, by name and value, while `menu` asks for a new value."""
    path = menu.data.get("path") if menu.kind == "value" else None
    if path is None:
        return None
    in_order = sorted(view.earlier, key=lambda e: e.path == path)  # the one asked about is last
    meaning = understand(text, replace(view, earlier=tuple(in_order), prompt=None))
    if not isinstance(meaning, CorrectionMeant) or meaning.path is None or meaning.reading is None:
        return None
    return meaning if meaning.edit or _CHANGES.search(fold(text)) else None


def fits(text: str, menu: Menu, form: Form | None, view: View) -> bool:
    """Whether `text` can be what `menu` waits for: words, or an answer's new value."""
    if is_only_button(text):
        return False
    if says_which(text) and isinstance(understand(text, view), CorrectionMeant):
        return False  # "第三题改成5分钟" is no other answer
    if menu.kind != "value" or form is None:
        return asks(text) != "direct"
    prompt = question_prompt(form, menu.data["path"])
    return answer_in(text, prompt, locale=view.locale, now=view.now) is not None
