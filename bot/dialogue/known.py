"""走前 and at the end: what is already known to be wrong with the service that is walked.

It is told when the service is chosen, offered as the aim, and asked about once beside the
read-back, which nobody has to answer. Of other people's issues the number is told and what kind of
problem it is, never who reported it, and none of the words in which somebody may be named (R92).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import walking
from bot.dialogue.house import Form, House
from bot.dialogue.messages import Option
from bot.dialogue.prompts import minutes
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from bot.reading.paper_names import common_name
from flows.issue_terms import CATEGORIES, STEPS
from flows.model import has_appearance
from flows.volunteer_terms import ASIDE

MOST = 3
"""Problems that are told: the kinds reported most often."""
MAX_DIGITS = 5
OTHER = "其他"
IMPOSSIBLE = "办不成"


def told_words(fields: Mapping[str, str], locale: str) -> str:
    """A problem as others may hear of it: its kind, step, paper and minutes.

    Nobody can be named in it, whatever was written: of the words of who reported it none are
    told. Kinds and steps are of fixed lists, papers are known ones, minutes are figures.
    """
    english = locale == "en"
    category, step = fields.get("category", ""), fields.get("step", "")
    kind = category if category in CATEGORIES else OTHER
    told = [CATEGORIES[kind] if english else kind]
    if step in STEPS:
        told.append(STEPS[step] if english else step)
    if paper := common_name(fields.get("material", "")):
        told.append(paper)
    if (spent := fields.get("minutes", "")).isdecimal() and len(spent) <= MAX_DIGITS:
        told.append(minutes(int(spent), locale))
    return " · ".join(told)


def _words_of(house: House, number: str, locale: str) -> str:
    fields = house.reader.issue_fields(number)
    return number if fields is None else told_words(fields, locale)


def tell(talk: Talk) -> None:
    """Say what is known of the service that was just chosen; nothing where nothing is."""
    talk.ctx.known, talk.ctx.known_asked = (), False
    if talk.walk is None or talk.ctx.capture or talk.walk.flow_id in ASIDE:
        return
    must = talk.house.must_walks.of(talk.walk.item_id, talk.walk.item_name)
    if must is not None:
        talk.say("must_walk_item", marks=must.marks(talk.locale))
    problems, severities = talk.house.reader.known_problems(
        talk.walk.item_id, talk.walk.item_name, MOST
    )
    if not problems:
        return
    talk.ctx.known = tuple(one.number for one in problems)
    lines = [
        talk.word(
            "known_line",
            problem=told_words(one.fields, talk.locale),
            number=one.number,
            count=one.count,
        )
        for one in problems
    ]
    count = severities.get(IMPOSSIBLE, 0)
    impossible = talk.word("known_impossible", count=count) if count else ""
    talk.say("known_before", lines="\n".join(lines), impossible=impossible)


def aim_words(house: House, number: str, locale: str) -> str:
    """A known problem as what the walk is to find out."""
    return say(locale, "known_aim", problem=_words_of(house, number, locale))


def aim_options(talk: Talk, form: Form) -> tuple[Option, ...]:
    """The known problems as buttons of the question for the aim."""
    prompt = talk.look(form).prompt
    if prompt is None or not has_appearance(prompt.question, "aim"):
        return ()
    return tuple(
        Option(f"look:{number}", aim_words(talk.house, number, talk.locale))
        for number in talk.ctx.known
    )


def look(talk: Talk, number: str) -> None:
    """A problem that is known of the service is what the walk is to find out."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    asked = prompt is not None and has_appearance(prompt.question, "aim")
    if form is None or prompt is None or not asked or number not in talk.ctx.known:
        talk.stale()
        return
    talk.turn.set_kind("answer", prompt.path)
    walking.give(talk, form, prompt, aim_words(talk.house, number, talk.locale))


def ask(talk: Talk) -> None:
    """Ask, once and beside the read-back, which of the problems that were known are still so."""
    numbers = talk.ctx.known
    if not numbers or talk.ctx.known_asked:
        return
    talk.ctx.known_asked = True
    lines = "\n".join(
        talk.word(
            "looked_line",
            place=place,
            problem=_words_of(talk.house, number, talk.locale),
            number=number,
        )
        for place, number in enumerate(numbers, start=1)
    )
    none = Option("looked:none", talk.word("looked_none"))
    unseen = Option("looked:unseen", talk.word("looked_unseen"))
    if len(numbers) == 1:
        still = Option(f"looked:{numbers[0]}", talk.word("looked_still"))
        talk.say("looked", (still, none, unseen), lines=lines)
        return
    each = (
        Option(f"looked:{number}", talk.word("looked_one", place=place))
        for place, number in enumerate(numbers, start=1)
    )
    every = Option(f"looked:{'+'.join(numbers)}", talk.word("looked_all"))
    talk.say("looked_many", (*each, every, none, unseen), lines=lines)


def looked(talk: Talk, which: str) -> None:
    """What the person saw of the known problems: numbers joined by +, `none` or `unseen`."""
    walk, still = talk.walk_under_way, set(which.split("+")) - {"none", "unseen"}
    if walk is None or not talk.ctx.known or not still <= set(talk.ctx.known):
        talk.stale()
        return
    talk.turn.set_kind("answer", "known")
    if which == "unseen":
        talk.say("looked_kept_unseen")
        return
    for number in talk.ctx.known:
        talk.turn.see_issue(number, walk.id, "still" if number in still else "gone")
    if still:
        talk.say("looked_kept", numbers=talk.joined(sorted(still)))
    else:
        talk.say("looked_kept_gone")
