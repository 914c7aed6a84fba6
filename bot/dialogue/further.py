"""Words beside a choice that already answer what would be asked about it next.

"没有坡道,轮椅上不去" chooses "不方便" and says what was: asking "哪里不方便?" after it would
be deaf. They are taken only where nothing else can be meant: one problem was chosen, its
follow-up wants words and comes next, and another clause speaks of that kind of problem; or
"其他情况" was read from words that tell of a fault ("叫号机坏了").
"""

from __future__ import annotations

from bot.dialogue.house import Form
from bot.dialogue.talk import Talk
from bot.reading import silence
from bot.reading.asking import asks
from bot.reading.categories import guess
from bot.reading.faults import tells_of_fault
from bot.reading.option import OTHER_NAMES
from bot.reading.reading import Reading
from bot.reading.words import clauses, fold
from flows.events import Answered, Prompt


def tells(talk: Talk, form: Form, prompt: Prompt, reading: Reading) -> bool:
    """Whether the message answers the follow-up of the choice that was read from it."""
    chosen = reading.value if isinstance(reading.value, tuple) else (str(reading.value),)
    problem = next((c for c in prompt.choices if (c.name,) == chosen), None)
    category = problem.extra.get("issue_category") if problem is not None else None
    if category is None:
        return False
    untold = silence.tells(talk.plan.text) and asks(talk.plan.text) == "embedded"
    unclear = untold and silence.option(talk.plan.text, prompt.choices) == chosen[0]
    told = chosen[0] in OTHER_NAMES and tells_of_fault(talk.plan.text)
    if not (told or unclear) and guess(_beside(talk.plan.text, reading)) != category:
        return False
    event = Answered(prompt.path, reading.value, talk.evidence(reading.start, reading.end))
    follows = talk.probe(form, event).prompt
    if follows is None or follows.question.type != "text" or follows.more:
        return False
    name = prompt.question.name
    described = follows.question.issue_detail.split()
    return name in described or f"{name}:{chosen[0]}" in described


def _beside(text: str, reading: Reading) -> str:
    """`text` without the clause that the choice was read from first."""
    spans = clauses(fold(text))
    return "，".join(text[a:b] for a, b in spans if not a <= reading.start < b)
