"""Options that words come near to by meaning, though none was named: offered, never taken.

The last resort at a list of options, after all that reading by letters makes of the words: with
"一路绿灯" at "有没有哪里不顺？" the person is asked whether "没有，都顺利" is meant. What they pick
rests on the words they said. Without an embedding model nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogue import consent, none_of_list, walking
from bot.dialogue.buttons import as_value
from bot.dialogue.house import House
from bot.dialogue.meanings import NotUnderstood
from bot.dialogue.menu_kinds import NONE_OF_THESE
from bot.dialogue.messages import Option
from bot.dialogue.plan import Means
from bot.dialogue.prompts import local
from bot.dialogue.talk import Talk
from bot.dialogue.unread import miss
from bot.reading import durations, free_text, yesno
from bot.reading.all_well import says_all_well
from bot.reading.asking import asks
from bot.reading.faults import tells_of_fault
from bot.reading.option import OTHER_NAMES, SYNONYMS
from bot.reading.praise import is_praise
from bot.reading.small_talk import is_small_talk
from bot.reading.words import clauses, core, fold
from flows.events import Answered, Prompt
from flows.model import Choice, Locale
from flows.state import Evidence

MIN_SAID, MAX_SAID = 2, 40
"""Characters of words that may mean an option: fewer say nothing, more say several things."""
MAX_CLAUSES = 2
"""More than that tell a story."""
MAX_OPTIONS = 20
_OVER = re.compile(
    r"(?:那|好|好的|行|all right|ok(?:ay)?|well|[\s,])*+"
    r"(?:(?:就|只有)?(?:这些|这样|到这)(?:了|吧)*|"
    r"(?:确认|直接)?提交(?:吧|了)*|都?登记(?:吧|了)*|确认(?:吧|了)*|(?:没有?|没啥|没什么)(?:别的|其[他它余]的?|了|补充)*|"
    r"(?:完|说完|结束)了?|"
    r"that(?:'s| is) (?:it|all)|submit(?: it)?|enter(?: it)?|nothing(?: else)?|done|finished)"
)
"""Words that say one has done, or has nothing to say: they mean no option."""
_NO_TO_ALL = re.compile(
    r"(?:我?说的)?(?:都|也|全)*(?:不是|不对|没有?|不算)(?:这个|这些|的|啊|呀|吧)*|"
    r"neither|none of (?:these|them)"
)
"""A denial names no option: it may be said of those that were offered before."""


def with_nearest(
    meaning: Means, house: House, prompt: Prompt | None, text: str, locale: Locale
) -> Means:
    """`meaning`; where the words could not be read, with the options that they come near to."""
    unread = isinstance(meaning, NotUnderstood) and meaning.reason in ("unclear", "ambiguous")
    near = nearest(house, prompt, text, locale) if unread else ()
    return NotUnderstood("unclear", near) if near else meaning


def nearest(house: House, prompt: Prompt | None, text: str, locale: Locale) -> tuple[str, ...]:
    """Names of the one or two options that `text` may mean; empty where it is not to be guessed."""
    if prompt is None:
        return ()
    if either := none_of_list.may_mean(text, prompt):
        return either
    said = core(fold(text))
    if not 1 <= len(prompt.choices) <= MAX_OPTIONS or not MIN_SAID <= len(said) <= MAX_SAID:
        return ()
    if _is_not_to_be_guessed(prompt, text, said):
        return ()
    if len(prompt.choices) == 1:  # the last town of a cascade: it is this one or none
        return (prompt.choices[0].name,)
    well = is_praise(said)  # names no trouble
    things = {
        choice.name: _wordings(choice, ascii_=said.isascii(), locale=locale)
        for choice in prompt.choices
        if choice.name not in OTHER_NAMES and not (well and choice.extra.get("issue_category"))
    }
    found = house.library.nearest(said, things)[:2]
    scale = house.library.tuning.thresholds
    if len(found) < 2 or scale is None or found[0][1] < scale.option:
        return ()
    (first, most), (second, next_most) = found
    return (first,) if most - next_most >= scale.option_gap else (first, second)


def _is_not_to_be_guessed(prompt: Prompt, text: str, said: str) -> bool:
    """Whether the question is one of consent, or the words mean something, and no option of it."""
    if prompt.more or any(consent.refuses(prompt.question, c.name) for c in prompt.choices):
        return True
    if asks(text) or is_small_talk(text) or free_text.is_dont_know(text):
        return True
    if yesno.bare(text) == "no" or _OVER.fullmatch(said) or _NO_TO_ALL.fullmatch(said):
        return True
    if any(durations.amounts(said)) or len(clauses(said)) > MAX_CLAUSES:
        return True
    # What was not read as "all well" where a list has troubles is said by none of its options.
    troubles = any(choice.extra.get("issue_category") for choice in prompt.choices)
    return says_all_well(said) if troubles else tells_of_fault(text)


def _wordings(choice: Choice, *, ascii_: bool, locale: Locale) -> list[str]:
    """How an option is put in the language of what was said, its label first."""
    synonyms = [word.strip() for word in choice.extra.get(SYNONYMS, "").split("|")]
    alike = [word for word in synonyms if word and word.isascii() == ascii_]
    return [local(choice.label, "en" if ascii_ else locale), *alike]


def offer(talk: Talk, names: tuple[str, ...]) -> None:
    """Ask whether one of these options of the open question was meant."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if prompt is None:
        return
    talk.turn.set_kind("unclear", prompt.path)
    labels = {choice.name: local(choice.label, talk.locale) for choice in prompt.choices}
    options = (
        *(Option(f"near:{prompt.path}={name}", labels[name]) for name in names),
        Option(NONE_OF_THESE, talk.word("near_none")),
    )
    data = {"text": talk.plan.text, "message": str(talk.turn.message_id)}
    if len(names) == 1:
        talk.say("near_one", talk.menu("near", options, **data), label=labels[names[0]])
    else:
        talk.say("near_two", talk.menu("near_two", options, **data))
    miss(talk)


def picked(talk: Talk, rest: str, data: Mapping[str, str]) -> None:
    """One of the options was meant (`path=name`): the words that were said answer the question."""
    path, _, name = rest.partition("=")
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if not rest:
        talk.turn.set_kind("unclear", prompt.path if prompt is not None else "")
    elif form is None or prompt is None or prompt.path != path or "message" not in data:
        talk.stale()
    else:
        talk.turn.set_kind("answer", path)
        said = Evidence(int(data["message"]), 0, len(data["text"]))
        value = as_value(prompt.question, name)
        walking.is_taken(talk, form, prompt, Answered(path, value, said))
