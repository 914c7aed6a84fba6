""" "换成社保卡", "不办这个了，改办结婚登记": the walk's service is to be another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.dialogue.meanings import CorrectionMeant
from bot.reading.naming import Earlier
from bot.reading.reading import Reading
from bot.reading.words import fold, trimmed
from flows.model import has_appearance
from knowledge.model import ItemMatch

_ANOTHER = re.compile(
    r"(?:先?不(?:想|用)?(?:办|走|弄)[^,\s]{0,12}?了[,\s]*|我|想|要|还是|那|就|请|帮我|事项|算了|[,\s])*+"
    r"[换改](?:成|为|办(?!理)|走)(?:办|走)?(?P<item>\S[^,.!?;]{1,40}?)(?:吧|了|好了|可以吗|行吗)?[\s,.!]*|"
    r"(?:(?:please|ok|no|actually|let's|can we|can you|i want to|i'd like to),? )*+"
    r"(?:switch|change)(?: (?:it|the service|this))? to "
    r"(?:the )?(?P<en>\S[^,.!?;]{2,60}?)(?: please| instead)?[\s.!]*"
)
MAX_SAID = 80
"""Characters above which a message is about more."""
NEAR = 0.5
"""How well a guide's name must fit what is said, for it to be a service at all."""


def meant(
    text: str, earlier: Sequence[Earlier], find: Callable[[str], Sequence[ItemMatch]]
) -> CorrectionMeant | None:
    """The correction of the service that was named; None where no guide has such a name."""
    path = next((e.path for e in earlier if has_appearance(e.question, "item")), None)
    if path is None or len(text) > MAX_SAID:
        return None
    folded = fold(text)
    match = _ANOTHER.fullmatch(folded, *trimmed(folded))
    if match is None:
        return None
    start, end = trimmed(folded, *match.span("item" if match["item"] else "en"))
    name = text[start:end]
    if not any(found.exact or found.score >= NEAR for found in find(name)):
        return None
    return CorrectionMeant(path, Reading(name, start, end, literal=True), name)
