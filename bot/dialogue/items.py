"""Which service item a person means, and what is then known from its guide."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import actions
from bot.dialogue import known as known_problems
from bot.dialogue.context import Menu
from bot.dialogue.gist import listed, rows
from bot.dialogue.house import GUIDE_BUREAU, GUIDE_VERSION, Form
from bot.dialogue.item_called import called_so
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, question_at, short
from bot.dialogue.talk import Talk
from bot.dialogue.understand import AnswerMeant
from bot.dialogue.unread import keep_note, miss
from bot.dialogue.walking import correct, give
from bot.reading import service_names, yesno
from bot.reading.neither import is_neither
from bot.reading.service_names import NoName
from flows.model import Flow, Question, has_appearance
from flows.state import Value
from knowledge.elements import find_element, shown_name
from knowledge.glosses import shown_item
from knowledge.model import Candidate
from knowledge.wording import validity

FACTS = ("承诺办结时限", "到办事现场次数", "收费标准", "办理地点")
"""Elements told as soon as the item is chosen: what people ask first."""
FACT_LENGTH, FACT_ROWS = 40, 80
"""Characters of one row of an element, and of all its rows, that are told at once."""
PLAIN_LENGTH = 30
"""The same of all of it, in large type."""
ITEM_NAME_LENGTH = 200


def names_service(question: Question) -> bool:
    """Whether the answer is looked up among the services: of the walk, or of one case in it."""
    return has_appearance(question, "item") or has_appearance(question, "case_item")


def _is_of_case(form: Form, path: str) -> bool:
    return has_appearance(question_at(form, path), "case_item")


def resolve(talk: Talk, form: Form, path: str, text: str, start: int, end: int) -> None:
    """Answer the item question at `path` with the item that `text` names; ask when unsure."""
    if service_names.is_figure(text):
        _names_none(talk, path, "nothing", text)
        return
    matches = talk.house.library.find_items(text)
    exact = [m for m in matches if m.exact] or called_so(text, matches)
    if not exact and (action := _action_named(talk, text)) is not None:
        flow, named = action
        if named:
            resolve(talk, form, path, named, *_within(text, named, start))
            return
        title = local(flow.title, talk.locale)
        _names_action(talk, form, path, title)
        return
    if not matches and _is_of_case(form, path):
        _set(talk, form, path, text, {}, start, end)
        return
    if len(exact) == 1:
        set_item(talk, form, path, exact[0].candidate, start, end)
        return
    if not matches and (told := service_names.unnamed(text)) is not None:
        _names_none(talk, path, told, text)
        return
    as_is = Option(f"item:{path}=", talk.word("item_as_is", text=short(text, 20)))
    options = tuple(
        option(talk, f"item:{path}={m.candidate.id}", m.candidate) for m in (exact or matches)
    )
    data = {"text": text[:ITEM_NAME_LENGTH], **_held(talk.screen.menu)}
    if len(options) == 1:
        menu = talk.menu("one_item", (*options, as_is), **data)
        talk.say("one_item", menu, item=options[0].label)
    elif options:
        talk.say("which_item", talk.menu("item", (*options, as_is), **data))
    else:
        ways = (*offered(talk.screen.menu), as_is)
        talk.say("item_unknown", talk.menu("item", ways, **data), text=short(text))
        miss(talk)


def _action_named(talk: Talk, text: str) -> tuple[Flow, str] | None:
    """The kind of walk that is named, alone or before a service: no service is called so."""
    flows = {id_: f for id_, f in talk.house.flows.current().items() if id_ in actions.ACTIONS}
    flow, named = actions.split_argument(flows, text)
    behind = flow is not None and (not named or text.endswith(named))
    return (flow, named) if flow is not None and behind and named != text else None


def _within(text: str, named: str, start: int) -> tuple[int, int]:
    """The characters of `named`, a part of `text` that stands at `start` of the message."""
    at = start + max(text.find(named), 0)
    return at, at + len(named)


def _names_action(talk: Talk, form: Form, path: str, named: str) -> None:
    """Say that a kind of walk is no service, and which one this is."""
    talk.turn.set_kind("unclear", path)
    own = local(form.flow.title, talk.locale)
    other = Option("cmd:actions", talk.word("btn_actions"))
    talk.say("item_is_action", (other,), text=short(named), flow=own)


def option(talk: Talk, id_: str, item: Candidate) -> Option:
    """A button for an item, told in the person's language as far as its name can be."""
    return Option(id_, shown_item(item.label, talk.locale, item.name))


def _names_none(talk: Talk, path: str, told: NoName, text: str) -> None:
    """Say that no service is called `text`, keep what it tells, and ask again."""
    talk.turn.set_kind("unclear", path)
    said = talk.plan.text if isinstance(talk.plan.meaning, AnswerMeant) else text
    at = talk.plan.text.find(said)
    if told == "nothing" or at < 0 or not keep_note(talk, at, at + len(said), quiet=True):
        talk.say("item_no_name", text=short(text))
    else:
        talk.say("item_channel" if told == "channel" else "item_kept", text=short(said))
    miss(talk)


def offered(menu: Menu | None) -> tuple[Option, ...]:
    """The services that were to be chosen from, which a name that no guide knows leaves there."""
    if menu is None or not menu.ways.of_items:
        return ()
    return tuple(option for option in menu.options if not option.id.endswith("="))


def still_offered_for(talk: Talk) -> str:
    """The name whose services are on the screen to be chosen from; empty where none are."""
    menu = talk.screen.menu
    return menu.data["text"] if menu is not None and menu.ways.of_items else ""


def ask_again(talk: Talk, menu: Menu) -> None:
    """The offered items are still to be chosen from, unless the person said that it is none."""
    if _says_none(talk):
        talk.say("item_other")
    else:
        talk.say("which_item", talk.menu("item", menu.options, **menu.data))


def _held(menu: Menu | None) -> dict[str, str]:
    """The question that waits for a service to be chosen, and where it was said."""
    held = menu is not None and menu.ways.of_items and "asked" in menu.data
    return {key: menu.data[key] for key in ("asked", "asked_in")} if menu and held else {}


def _says_none(talk: Talk) -> bool:
    """Whether none of the services offered is meant."""
    return yesno.bare(talk.plan.text) == "no" or is_neither(talk.plan.text)


def offer_again(talk: Talk, menu: Menu | None) -> None:
    """The services that were to be chosen from outlive a question or a note in between."""
    form = talk.form()
    if form is None or form.state.status != "open" or talk.ctx.menu is not None:
        return
    if menu is None or not offered(menu):
        return
    path = menu.options[0].id.removeprefix("item:").partition("=")[0]
    if not _asked_for(talk, form, path) or _says_none(talk):
        return
    options = talk.menu(menu.kind, menu.options, **menu.data)
    if menu.kind == "one_item":
        talk.say("one_item", options, item=menu.options[0].label)
    else:
        talk.say("which_item", options)


def chosen(talk: Talk, option: str, menu: Menu | None) -> None:
    """An item was picked from the candidates, or the name is to be taken as it is.

    A candidate of an earlier list still counts while the item is asked for.
    """
    form = talk.form()
    path, _, item_id = option.removeprefix("item:").partition("=")
    is_offered = menu is not None and menu.offers(option)
    guide = talk.house.library.guide(item_id)
    if form is None or not (is_offered or _asked_for(talk, form, path)):
        talk.stale()
    elif guide is not None:
        item = Candidate(id=guide.id, name=guide.name, label=guide.name)
        set_item(talk, form, path, item, 0, None)
    elif is_offered and menu is not None and not item_id:
        name = menu.data["text"]
        if _set(talk, form, path, name, {}, 0, None) and not _is_of_case(form, path):
            talk.say("item_set_bare", item=short(name))
            known_problems.tell(talk)
    else:
        talk.stale()


def _asked_for(talk: Talk, form: Form, path: str) -> bool:
    prompt = talk.look(form).prompt
    asked = prompt is not None and names_service(prompt.question)
    return asked and prompt is not None and prompt.path == path


def set_item(
    talk: Talk, form: Form, path: str, item: Candidate, start: int, end: int | None
) -> None:
    """Take `item` as the answer, with everything that its guide already knows.

    The walk is of its own service still where it is only that of one case.
    """
    if _is_of_case(form, path):
        if _set(talk, form, path, item.name, {}, start, end):
            talk.say("item_set", item=item.label)
        return
    known: dict[str, Value] = {"item_id": item.id}
    if (guide := talk.house.library.guide(item.id)) is not None:
        known[GUIDE_VERSION] = guide.version
    for row in form.flow.walk_rows():
        if isinstance(row, Question) and row.type == "hidden" and row.guide:
            source = talk.house.library.element(item.id, row.guide)
            if source is not None and _is_stated(row.guide, source.element):
                one_by_one = has_appearance(row, "list")
                known[row.name] = listed(source.passage) if one_by_one else source.passage
        elif guide is not None and row.name == GUIDE_BUREAU and guide.bureau:
            known[GUIDE_BUREAU] = guide.bureau
    if _set(talk, form, path, item.name, known, start, end):
        _tell_facts(talk, item)
        known_problems.tell(talk)


def _is_stated(element: str, found: str) -> bool:
    """Whether the guide states the element itself, and not only one that answers as well."""
    wanted = find_element(element)
    return found == (wanted.term if wanted is not None else element)


def _set(
    talk: Talk,
    form: Form,
    path: str,
    name: str,
    known: Mapping[str, Value],
    start: int,
    end: int | None,
) -> bool:
    """Answer the item question with `name`, where the form takes it; whether it does."""
    prompt = talk.look(form).prompt
    talk.turn.set_kind("answer", path)
    if prompt is not None and prompt.path == path:
        give(talk, form, prompt, name, start, end, known=known)
    else:
        correct(talk, form, path, name, talk.evidence(start, end), known)
    after = talk.form()
    held = after.state.answers.get(path) if after is not None else None
    if held is None or held.value != name:
        return False
    if form.kind == "w" and talk.walk is not None and not _is_of_case(form, path):
        item_id = str(known.get("item_id", ""))
        talk.turn.set_item(talk.walk.id, item_id, name)
        talk.walk = talk.walk._replace(item_id=item_id, item_name=name)
    return True


def _in_short(talk: Talk, told: list[str]) -> str:
    """All rows of an element, or the first one and how many there are."""
    whole = talk.joined(told)
    if len(whole) <= FACT_ROWS or len(told) == 1:
        return short(whole, FACT_ROWS)
    return short(told[0], FACT_LENGTH) + talk.word("and_more_rows", count=len(told))


def _tell_facts(talk: Talk, item: Candidate) -> None:
    """Say what the guide says on the things people ask first, so that nobody has to ask."""
    facts: list[str] = []
    guide = talk.house.library.guide(item.id)
    version = guide.version if guide is not None else ""
    for term in FACTS:
        source = talk.house.library.element(item.id, term)
        if source is not None:
            name = shown_name(source.element, talk.locale)
            told = _in_short(talk, rows(source.passage))
            facts.append(f"{name} {short(told, PLAIN_LENGTH) if talk.plain else told}")
    talk.say("item_set", item=shown_item(item.label, talk.locale, item.name))
    if facts:
        lines = "\n".join(f"· {fact}" for fact in facts)
        told = lines if talk.plain else talk.joined(facts, clauses=True)
        talk.say("item_guide", version=version, facts=told)
    if guide is not None and (warning := validity(guide, talk.now.date(), talk.form_locale)):
        talk.say_text(warning)
