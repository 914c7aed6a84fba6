"""A mark that is that of the question before: "跟上面一样", "same as before"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.meanings import View
from bot.reading import ratings
from bot.reading.reading import Reading
from bot.reading.words import fold, trimmed
from flows.model import has_appearance

_SAME = re.compile(
    r"(?:也|还是|都)?(?:跟|和|与|同)(?:上面|前面|上一?[个题条]|前一?[个题条]|刚才|之前)的?(?:那[个题条])?(?:都|也)?(?:是)?"
    r"(?:一样|一致|相同|差不多)?[的吧啊呀]*|同上|(?:也|还是|都)?(?:一样|照旧|差不多就这样)[的吧啊呀]*|也?是?这个分[数吧]*|"
    r"(?:the |about the )?same(?: (?:again|here|mark))?"
    r"(?: as (?:before|above|the (?:last|first|other)(?: one)?))?|ditto|likewise"
)


def read(text: str, view: View) -> Reading | None:
    """The option at the mark that was given last, where `text` says "the same"."""
    last = view.earlier[-1] if view.earlier else None
    if view.prompt is None or last is None or not has_appearance(last.question, "rating"):
        return None
    start, end = trimmed(fold(text))
    if not _SAME.fullmatch(fold(text), start, end):
        return None
    given = ratings.read(last.said, view.prompt.choices)
    return replace(given, start=start, end=end, literal=False) if given else None
