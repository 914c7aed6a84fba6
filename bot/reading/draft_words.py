"""What is said about the drafts while they wait for a yes or no: which one, and what to do with it.

"登记", "第二个不登记", "把第一条的类别改成服务态度", "第1个登记，第2个改一下". A place
("第二个", "问题2", "the last one") is that of the card, as it is numbered on the screen;
"第三题" is a question of the walk and none of it. What the words come to, with the drafts
that there are, is decided by `bot.dialogue.deeds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.reading import draft_patterns as said
from bot.reading.asking import asks
from bot.reading.correction_words import EN_ORDER
from bot.reading.draft_patterns import FIELD_WORDS, Act
from bot.reading.mended import put_right
from bot.reading.numbers import value_of
from bot.reading.words import Span, clauses, core, fold, legible, trimmed

ON_SCREEN, LAST, DECIDED_LAST, CALLED = 0, -1, -2, -3
"""Places that are no number: the card on the screen, the last one, the one just decided, and the
one that tells of the words [start, end)."""
MAX_SAID = 60
"""Characters above which a message is more than a word on a draft; a new value may be longer."""
MAX_CLAUSES = 10
_BACK = ("刚才", "刚刚", "上面", "前面")
_UP_TO = {"two": 2, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to be done with one draft.

    `place` counts from 1. `field` is empty where the words name none; the new value are
    the characters [start, end). `count` is how many "两个都登记" speaks of, 0: nobody said.
    `firm`: the words can mean nothing else than a draft, whatever list is on the screen.
    """

    act: Act
    place: int = ON_SCREEN
    field: str = ""
    start: int = 0
    end: int = 0
    count: int = 0
    firm: bool = True
    unnamed: bool | None = None
    """Whether it is to be entered without, or with, the person's name; None: nobody said."""


def read(text: str) -> tuple[Deed, ...]:
    """What `text` wants done with the drafts, in the order to do it; empty: it says none of this."""
    folded = legible(fold(text))
    return _unnamed(folded) or _read(folded)


def wants_no_name(text: str) -> bool:
    """Whether a report says of itself that it is anonymous: "匿名报问题:…", "…,别写我名字"."""
    folded = legible(fold(text))
    if said.LED_UNNAMED.match(folded, *trimmed(folded)):
        return True
    found = (said.NAMED.fullmatch(folded, *span) for span in clauses(folded))
    return any(word is not None and word["with_name"] is None for word in found)


def _unnamed(folded: str) -> tuple[Deed, ...]:
    """ "匿名登记", "第二个匿名", "都登记，匿名": to enter, and under which name."""
    if len(folded) > MAX_SAID or (word := said.NAMED.search(folded)) is None:
        return ()
    unnamed = word["with_name"] is None
    rest = folded[: word.start()] + folded[word.end() :]
    if not core(rest):
        return (Deed("keep", firm=False, unnamed=unnamed),)
    if said.ALL.fullmatch(core(rest)):
        return (Deed("rest", unnamed=unnamed),)
    deeds = _read(rest)
    if any(deed.act not in ("keep", "photos", "rest", "show", "drop") for deed in deeds):
        return ()
    here = _places_beside(folded, word)
    kept = (replace(deed, act="keep") if deed.act == "show" else deed for deed in deeds)
    return tuple(
        replace(deed, unnamed=unnamed) if not here or deed.place in here else deed for deed in kept
    )


def _places_beside(folded: str, word: re.Match[str]) -> frozenset[int]:
    """The cards named in the clause that `word` stands in; empty where it speaks of all."""
    clause = next((s for s in clauses(folded) if s[0] <= word.start() < s[1]), (0, 0))
    beside = folded[clause[0] : word.start()] + folded[word.end() : clause[1]]
    return frozenset(deed.place for deed in _read(beside))


def _read(folded: str) -> tuple[Deed, ...]:
    span = trimmed(folded)
    deeds = (
        _plain(folded, span)
        or _each(folded, clauses(folded))
        or list(_with_value(folded, span))
        or _called(folded, span)
    )
    return tuple(sorted(deeds, key=_turn_of))


def place_of(text: str) -> int:
    """The place of the card that `text` begins with; 0 where it names none."""
    folded = fold(text[:MAX_SAID])
    return _placed(folded, trimmed(folded))


def _placed(folded: str, span: Span) -> int:
    led = said.LED.match(folded, *span)
    places = _places(led) if led is not None else ()
    return places[0] if len(places) == 1 else ON_SCREEN


def _turn_of(deed: Deed) -> int:
    """A draft is changed before it is entered, and what asks back comes last."""
    order: tuple[tuple[Act, ...], ...] = (
        ("set",),
        ("keep", "photos", "drop", "split"),
        ("rest", "none"),
    )
    return next((n for n, acts in enumerate(order) if deed.act in acts), len(order))


def _each(folded: str, spans: list[Span]) -> list[Deed]:
    """Several clauses, each of which is a word on a draft; a field is of the card named before."""
    if not 1 < len(spans) <= MAX_CLAUSES:
        return []
    deeds: list[Deed] = []
    for span in spans:
        found = _plain(folded, span) or list(_with_value(folded, span))
        if not found or (deeds and not found[0].place and found[0].act != "set"):
            return []
        here = deeds[-1].place if deeds else ON_SCREEN
        deeds += [
            d if d.place else replace(d, place=here, firm=d.firm or bool(here)) for d in found
        ]
    changed = {d.place for d in deeds if d.act == "set"}
    return [d for d in deeds if d.act != "edit" or d.place not in changed]


def _plain(folded: str, span: Span) -> list[Deed]:
    """A deed without a new value: "登记", "第二个不登记", "改第一条"."""
    if span[1] - span[0] > MAX_SAID:
        return []
    if asks(folded[slice(*span)]) in ("plain", "direct"):
        return [d for d in _led(folded, span) if d.act == "show"]
    for table, firm in ((said.FIRM, True), (said.AT_CARD, False)):
        if (found := _act_in(table, folded, span)) is not None:
            return [Deed(found, firm=firm)]
    if counted := said.COUNTED.fullmatch(folded, *span):
        all_: Act = "rest" if counted["keep"] else "none"
        return [Deed(all_, count=int(value_of(counted["count"]) or 0))]
    if verb := said.VERB_FIRST.fullmatch(folded, *span):
        act = next(act for act, way in said.VERBS if way.match(verb["verb"]))
        field = _field_of(verb) if act == "edit" else ""
        firm = act in ("keep", "drop") or bool(field)
        return [Deed(act, place, field, firm=firm) for place in _places(verb)]
    return _led(folded, span) or list(_edit_field(folded, span))


def _act_in(table: Mapping[Act, re.Pattern[str]], folded: str, span: Span) -> Act | None:
    return next((act for act, way in table.items() if way.fullmatch(folded, *span)), None)


def _led(folded: str, span: Span) -> list[Deed]:
    """A place, and what is to be done with the cards there."""
    led = said.LED.match(folded, *span)
    if led is None:
        return []
    rest = trimmed(folded, led.end(), span[1])
    for table in (said.FIRM, said.PLACED):
        if (found := _act_in(table, folded, rest)) is not None:
            act = said.ONE_OF_ALL.get(found, found)
            firm = act not in ("show", "edit")
            return [Deed(act, place, firm=firm) for place in _places(led)]
    return [replace(d, place=place) for place in _places(led) for d in _edit_field(folded, rest)]


def _edit_field(folded: str, span: Span) -> Iterator[Deed]:
    """ "改类别", "部门不对": a field is named, and no value."""
    for pattern in said.EDIT_FIELD:
        if match := pattern.fullmatch(folded, *span):
            yield Deed("edit", field=_field_of(match))
            return


def _with_value(folded: str, span: Span) -> Iterator[Deed]:
    """ "类别改成服务态度", "第一个改成…": a new value, of a field that may not be named."""
    if said.ASKED.search(folded, *span):
        return
    if (here := _field_set(folded, span)) is not None:
        yield here
        return
    if span[1] - span[0] <= MAX_SAID and put_right(folded[slice(*span)]):
        yield Deed("set", _placed(folded, span), "mode", *span, firm=False)
        return
    led = said.LED.match(folded, *span)
    places = _places(led) if led is not None else ()
    if led is None or len(places) != 1:
        return
    rest = trimmed(folded, led.end(), span[1])
    found = _field_set(folded, rest)
    if found is None and (match := said.SET_ANY.fullmatch(folded, *rest)):
        group = "new" if match["new"] else "new_en"
        found = Deed("set", ON_SCREEN, "", *trimmed(folded, *match.span(group)))
    if found is not None:
        yield replace(found, place=places[0], firm=True)


def _called(folded: str, span: Span) -> list[Deed]:
    """ "叫号屏那个不登": one draft by what it tells."""
    if span[1] - span[0] > MAX_SAID or asks(folded[slice(*span)]) in ("plain", "direct"):
        return []
    match = next((m for way in said.CALLED if (m := way.fullmatch(folded, *span))), None)
    if match is None:
        return []
    return [Deed("drop" if match["drop"] else "keep", CALLED, "", *match.span("about"))]


def _field_set(folded: str, span: Span) -> Deed | None:
    for pattern in said.SET:
        if match := pattern.fullmatch(folded, *span):
            of = match.groupdict().get("of")
            place = _place(of) if of else ON_SCREEN
            value = trimmed(folded, *match.span("new"))
            return Deed("set", place, _field_of(match), *value, firm=match["firm"] is not None)
    return None


def field_named(text: str) -> str:
    """The field that is all that `text` says, by any of its names; empty for none."""
    if len(text) > MAX_SAID:
        return ""
    match = said.FIELD.fullmatch(core(legible(fold(text))))
    return _field_of(match) if match is not None else ""


def _field_of(match: re.Match[str]) -> str:
    named = match.groupdict()
    return next((name for name in FIELD_WORDS if named[name] or named.get(f"{name}_")), "")


def _places(match: re.Match[str]) -> tuple[int, ...]:
    """The cards that a match names, each once."""
    if upto := match["upto"] or match["upto_en"]:
        return tuple(range(1, _UP_TO.get(upto, int(value_of(upto) or 0)) + 1))
    found = (_place(m[0]) for m in said.EACH_PLACE.finditer(match["places"]))
    return tuple(dict.fromkeys(place for place in found if place))


def _place(words: str) -> int:
    """The number in `words`; `LAST`, or `DECIDED_LAST`."""
    if "最后" in words or "last" in words:
        return LAST
    if any(word in words for word in _BACK):
        return DECIDED_LAST
    if order := next((n for n, w in enumerate(EN_ORDER, start=1) if w in words), 0):
        return order
    figure = said.FIGURE.search(words)
    return int(value_of(figure[0]) or 0) if figure else 0
