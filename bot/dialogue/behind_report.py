"""While a report is under way: a correction of the walk that waits behind it, "渠道加上窗口"."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.earlier import earlier
from bot.dialogue.house import Form
from bot.dialogue.meanings import AnswerMeant, CorrectionMeant, NotUnderstood
from bot.dialogue.plan import Means
from bot.reading import corrections
from flows.events import Prompt
from flows.model import Locale


def corrects(
    text: str,
    meaning: Means,
    walk: Form | None,
    prompt: Prompt | None,
    locale: Locale,
    now: datetime,
) -> CorrectionMeant | None:
    """The correction of `walk` that names what it corrects; None where the report takes `text`."""
    told = isinstance(meaning, AnswerMeant) and isinstance(meaning.reading.value, str)
    words = prompt is not None and prompt.question.type == "text"
    if walk is None or not (isinstance(meaning, NotUnderstood) or (told and words)):
        return None
    found = corrections.read_named(text, earlier(walk, now), prompt, locale=locale, now=now)
    if found is None:
        return None
    said = text[found.start : found.end]
    return CorrectionMeant(found.path, found.reading, said, of_walk=True)
