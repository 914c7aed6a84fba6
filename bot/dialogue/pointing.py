"""Words that point at one of the things offered for a question: "住酒店那条", "都不是"."""

from __future__ import annotations

import re

from bot.dialogue.context import Asked, Menu
from bot.dialogue.menu_kinds import NONE_ASKED
from bot.reading import free_text, yesno
from bot.reading.asking import asks
from bot.reading.choices import pick_option
from bot.reading.neither import is_neither
from bot.reading.words import ASSENT, core, fold
from knowledge.ordinals import pointing

MAX_POINTING = 60
"""Characters above which words say more than which one is meant."""
_BEFORE = re.compile(r"(?:就|我|要|想|是)*+(?:问|说|选)?(?:的)?(?:就)?是?")
_AFTER = re.compile(r"的?(?:[那这]一?|一)?[个条项](?:问题)?$|的$")
_NONE = re.compile(
    r"(?:上面|以上|这些|这几个|我问的)?(?:都|全)(?:不是|不对)(?:这些|这几个|的|了|啊|呀|吧)*|不是这(?:些|几个|个)|"
    r"算了(?:吧|不问了)?|不问了|"
    r"neither|none(?: of (?:these|them|the above))?"
)
_GOES_ON = re.compile(r"(?:呢|咧|嘞)[\s?!.,]*$|\?\s*$|^(?:那|and |what about |how about )")
"""What makes a question of "第二个", which is an option's number else."""
_AND_WHAT = re.compile(
    r"(?:那|那么|如果|要是)(?:要是|如果|是|对|像)*\S{1,12}呢[\s?!.,]*|"
    r"(?:and |but |so )?(?:what|how) about .{2,60}|and (?:for|if) .{2,60}\?"
)
"""The same asked of another case: "那老人呢"."""
_PLACES = re.compile(
    r"(?:我|就|要|选|想选|那|看|点|[\s,])*+(?P<one>第?(?:[0-9]{1,2}|[一二三四五六七八九十]|[①-⑩])[个条项号.、]?的?)"
    r"(?:(?:[和跟与、,\s]|还有)+第?(?:[0-9]{1,2}|[一二三四五六七八九十]|[①-⑩])[个条项号.、]?的?)*"
    r"(?:呢|吧|咧|那个|[\s?!.])*+"
)
"""Nothing but places of a list: "第二个和第六个", "选1"."""
_LEANS = re.compile(r"(?:那(?!里|边|个|次|天|时|位|种)|还有|and )")
"""How a question goes on from the one before: "那要几天"."""


def pointed(text: str, menu: Menu) -> str | None:
    """Id of the button that words point at; of several that it may be none."""
    if not (menu.kind == "ask" or menu.ways.of_items) or len(text) > MAX_POINTING:
        return None
    ids = [o.id for o in menu.options if o.id != NONE_ASKED and not o.id.endswith("=")]
    by_place = pointing(text)
    if by_place is not None and not by_place.rest:
        return next(iter(by_place.of(ids, "")), None)
    if menu.ways.of_items:
        return None
    said = core(fold(text))
    if len(ids) == 1 and (yesno.bare(text) == "yes" or ASSENT.fullmatch(said)):
        return ids[0]
    refuses = yesno.bare(text) == "no" or is_neither(text) or free_text.is_indifferent(text)
    if _NONE.fullmatch(said) or refuses:
        return NONE_ASKED if menu.offers(NONE_ASKED) else None
    plain = _AFTER.sub("", _BEFORE.sub("", said, count=1))
    if plain in ("", said):
        return None
    offered = [(o.id, o.label) for o in menu.options if o.id != NONE_ASKED]
    return pick_option(plain, offered) or pick_option(_BEFORE.sub("", said, count=1), offered)


_STEP = re.compile(
    r"(?:那|还有|[\s,])*+(?:(?:下一|最后一|第[一二三四五六七八九1-9])个?步)"
    r"(?:呢|(?:是|要|该)?(?:什么|啥|怎么[办弄]?|干[啥嘛吗]|做什么)(?:呢|啊)?)[\s?!.,]*|"
    r"(?:and |what(?:'s| is| about) )*(?:the )?"
    r"(?:(?:second|third|fourth|fifth|last) step|step [2-9])\s*\?*"
)
"""A step of the procedure that was told: "第二步呢"."""


def only_points(text: str) -> bool:
    """Whether words say no more than which of several: that asks nothing where none were listed."""
    if len(text) > MAX_POINTING:
        return False
    meant = pointing(text)
    bare = meant is not None and meant.at is not None and not meant.rest
    return bare or _PLACES.fullmatch(core(fold(text))) is not None


def follows_up(text: str, asked: Asked | None, *, bare: bool) -> bool:
    """Whether words go on from the guide question before: "那老人呢", "第二个呢" of a list.

    `bare`: nothing else is asked, so "第二个" alone will do.
    """
    if asked is None or len(text) > MAX_POINTING:
        return False
    if not asked.listed and only_points(text):
        return False
    said = fold(text)
    if (
        _STEP.fullmatch(said)
        or _AND_WHAT.fullmatch(said)
        or (_LEANS.match(said) and asks(text) == "plain")
    ):
        return True
    meant = pointing(text) if asked.listed else None
    return meant is not None and not meant.rest and (bare or _GOES_ON.search(said) is not None)
