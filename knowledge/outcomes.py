"""How outcomes are put together: several as one, a question back, a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge.elements import shown_name
from knowledge.model import Candidate, Guide, GuideAnswer, Locale
from knowledge.wording import say, validity


def together(answers: Sequence[GuideAnswer]) -> GuideAnswer:
    """Several answers as one; it answers where one of them does."""
    if len(answers) == 1:
        return answers[0]
    first = next((one for one in answers if one.status == "answered"), answers[0])
    return GuideAnswer(
        status=first.status,
        text="\n\n".join(one.text for one in answers),
        sources=tuple(source for one in answers for source in one.sources),
        candidates=tuple(candidate for one in answers for candidate in one.candidates),
        phone=first.phone,
        item=first.item,
    )


def not_written(guide: Guide, missing: Sequence[str], locale: Locale) -> str:
    """Says which of the asked elements a guide lacks."""
    names = ("、" if locale == "zh" else ", ").join(shown_name(term, locale) for term in missing)
    return say("not_written", locale, guide.name, names)


def which_of(
    head: str, near: tuple[Candidate, ...], phone: str, locale: Locale, warning: str = ""
) -> GuideAnswer:
    """Asks which of some pieces is meant."""
    lines = [
        warning,
        head,
        *(f"{number}. {one.label}" for number, one in enumerate(near, start=1)),
        say("none_of_these", locale, phone),
    ]
    text = "\n".join(line for line in lines if line)
    return GuideAnswer(status="clarify", text=text, candidates=near, phone=phone)


def refusal_of(
    guide: Guide,
    missing: Sequence[str],
    phone: str,
    on: date,
    locale: Locale,
) -> GuideAnswer:
    """The guide tells nothing of it, and whom to call."""
    lines = [
        validity(guide, on, locale),
        not_written(guide, missing, locale) if missing else say("no_basis", locale, guide.name),
        say("ask_phone", locale, phone),
    ]
    text = "\n".join(line for line in lines if line)
    return GuideAnswer(status="refused", text=text, phone=phone, item=guide.id)
