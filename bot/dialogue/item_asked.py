"""The service just asked about, taken for the walk: "就办这个", "the one I asked about"."""

from __future__ import annotations

import re

from bot.dialogue import items
from bot.dialogue.talk import Talk
from bot.reading.words import core, fold
from flows.model import has_appearance

_OF_BEFORE = (
    r"(?:刚才|刚刚|刚|上面|前面)(?:我)?(?:问|说|讲|查)?(?:过|到)?的?(?:这|那)?个?(?:事项?|服务)?"
)
_THIS = re.compile(
    r"(?:我?(?:就|还是|也|要|想|是|走|办理?|帮他|帮她|[\s])*+)(?:办理?|走|弄)?"
    rf"(?:{_OF_BEFORE}|(?:这|那)(?:一)?(?:个|件|项)(?:事项?|服务)?)(?:就行|吧|啊|呀|了|的|[\s,.!])*|"
    r"(?:(?:the|that|this) (?:same )?one(?: i (?:just )?asked(?: about)?)?|"
    r"what i (?:just )?asked about|the same(?: one)?)[\s.!]*"
)
MAX_SAID = 30
"""Characters above which a message tells more."""


def take(talk: Talk) -> bool:
    """Answer the question for the service with it, where nothing else is offered; whether so."""
    text = talk.plan.text
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if form is None or prompt is None or not has_appearance(prompt.question, "item"):
        return False
    if items.offered(talk.screen.menu) or len(text) > MAX_SAID:
        return False
    asked = talk.screen.asked
    guide = talk.house.library.guide((asked.item if asked else "") or talk.ctx.topic)
    if guide is None or not _THIS.fullmatch(core(fold(text))):
        return False
    items.resolve(talk, form, prompt.path, guide.name, 0, len(text))
    return True
