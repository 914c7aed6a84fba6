"""What people want done with the problems that wait for their word, whatever list is shown."""

from __future__ import annotations

import re

from bot.dialogue.cards import MENDED
from bot.dialogue.context import Context, Menu
from bot.dialogue.field_names import terms_of
from bot.dialogue.house import Form
from bot.dialogue.meanings import CorrectionMeant
from bot.dialogue.plan import AtDrafts, Chosen
from bot.dialogue.texts import say
from bot.reading import choices, draft_words
from bot.reading.draft_patterns import Act
from bot.reading.draft_words import CALLED, DECIDED_LAST, Deed
from bot.reading.option import key_of
from bot.reading.words import fold
from flows.events import Prompt
from flows.model import LOCALES, Flow

_UNDER_IT = {
    key_of(say(locale, f"mend_{name}")): name for name in ("more", "drop") for locale in LOCALES
}
"""The buttons under a report that name no field, by their words."""

_ENTERS = re.compile(r"登|报|\b(?:enter|register|record)\b")
_DECIDING: tuple[Act, ...] = ("keep", "photos", "rest", "drop", "none")


def _drafts_wait(ctx: Context, form: Form | None) -> bool:
    """Whether drafts are put to the person: no report is under way, and no pause."""
    return bool(ctx.drafts) and not ctx.capture and (form is None or form.state.status == "open")


def at_drafts(
    text: str, ctx: Context, form: Form | None, prompt: Prompt | None, fields: Flow
) -> AtDrafts | Chosen | None:
    """What `text` wants done with the drafts that wait, whatever list is on the screen.

    `fields`: the flow whose questions are a draft's fields.

    The list's own words and numbers go before: "第二个" is its second option, "原因：…" the
    text that is asked for. At the card itself a place is that of a card.
    """
    if ctx.reported and not ctx.drafts and not ctx.capture and ctx.menu is None:
        return _just_reported(text, ctx, prompt) or _at_reported(text, ctx, prompt, fields)
    deeds, menu = draft_words.read(text) if _drafts_wait(ctx, form) else (), ctx.menu
    if not deeds or any(_is_of_an_answer(deed, ctx) for deed in deeds):
        return None
    if menu is None or menu.kind == "draft":
        return AtDrafts(deeds)
    if key_of(text) in {key_of(option.label) for option in menu.options}:
        return None
    only = deeds[0] if len(deeds) == 1 else None
    if only is not None and only.place > 0 and _only_names(only):
        listed = menu.options[only.place - 1 : only.place]
        if only.act == "show" or (listed and menu.kind in ("which", "field")):
            return Chosen(listed[0].id) if listed else None
        return AtDrafts(deeds)
    if menu.ways.awaits_text and only is not None and _may_be_told(only, menu):
        return None
    return AtDrafts(deeds) if all(deed.firm for deed in deeds) else None


def _just_reported(text: str, ctx: Context, prompt: Prompt | None) -> AtDrafts | Chosen | None:
    """ "登记", "不登记" right after a report: of it, and no answer to the question behind it.

    So is "当场就改好了", unless the question asks that. Deciding words are of it also later,
    where any words would be an answer: nobody answers in those of a card.
    """
    deeds = draft_words.read(text)
    deed = deeds[0] if len(deeds) == 1 else None
    if deed is not None and deed.place == CALLED:
        return AtDrafts(deeds) if _ENTERS.search(fold(text)) else None
    if ctx.photos_for != ctx.reported and not _in_words(prompt):
        return None
    if deed is not None and deed.act == "set" and deed.field == "mode" and not deed.place:
        asked = prompt is not None and choices.read(text, prompt.choices) is not None
        return None if asked or ctx.photos_for != ctx.reported else AtDrafts(deeds)
    if deed is None or deed.place or not deed.firm or deed.act not in _DECIDING:
        return None
    if ctx.photos_for != ctx.reported and not _ENTERS.search(fold(text)):
        return None
    return Chosen(f"mend:{ctx.reported}:drop") if deed.act in ("drop", "none") else AtDrafts(deeds)


def _at_reported(
    text: str, ctx: Context, prompt: Prompt | None, fields: Flow
) -> AtDrafts | Chosen | None:
    """ "改类别", "影响程度改成办不成": of the problem reported last, while the walk goes on.

    Where words are asked for they are the answer ("步骤改成网上办" is a suggestion), unless they
    come right after it and can be nothing else. So the other buttons under it ("补充", "不报了").
    """
    just = ctx.photos_for == ctx.reported
    if just and (button := _UNDER_IT.get(key_of(text))):
        return Chosen(f"mend:{ctx.reported}:{button}")
    deeds = draft_words.read(text) if just or not _in_words(prompt) else ()
    deed = deeds[0] if len(deeds) == 1 else None
    if deed is None or deed.place or deed.field not in MENDED or not deed.firm:
        return None
    if deed.act != "set":
        return Chosen(f"mend:{ctx.reported}:{deed.field}")
    new = text[deed.start : deed.end]
    is_term = choices.read(new, terms_of(fields, deed.field)) is not None
    return AtDrafts(deeds) if is_term or not _in_words(prompt) else None


def _in_words(prompt: Prompt | None) -> bool:
    return prompt is not None and prompt.question.type == "text" and not prompt.more


def of_a_card(
    text: str, said: CorrectionMeant, ctx: Context, form: Form | None
) -> AtDrafts | CorrectionMeant:
    """A correction that only a place names, while cards with such places are shown."""
    place = draft_words.place_of(text) if _drafts_wait(ctx, form) else 0
    in_instance = "[" in (said.path or "")  # "第二个受访群众的岁数改成60"
    found = 0 < place <= len(ctx.numbered) and not in_instance
    return AtDrafts((Deed("edit", place),)) if found else said


def _only_names(deed: Deed) -> bool:
    """Whether it says no more than which one: "第二个", "改第二个"."""
    return deed.act in ("edit", "show") and not deed.field


def _may_be_told(deed: Deed, menu: Menu) -> bool:
    """Whether it may be the text that is asked for: "部门不对", "建议改成网上办"."""
    field = menu.data.get("field", "")
    return deed.act == "edit" or (deed.act == "set" and not deed.place and deed.field == field)


def _is_of_an_answer(deed: Deed, ctx: Context) -> bool:
    """Whether "刚才那个" may be the last answer: no draft was decided, or it is changed."""
    nothing_decided = len(ctx.numbered) == len(ctx.drafts)
    return deed.place == DECIDED_LAST and (nothing_decided or deed.act not in ("keep", "drop"))
