"""The options of a choice list and the levels on which words can pick one.

The levels go from the surest to the boldest: the very label or synonym, the
same without "我选 … 吧", a number, the beginning of a label, a part of it, a
label inside a sentence, a label with one slip of the finger.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from bot.reading.numbers import is_measured, value_of
from bot.reading.option import CACHED, Hit, Option, key_of
from bot.reading.praise import met_something, praised
from bot.reading.words import ASSENT, clauses, is_filler

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CJK = "[一二三四五六七八九十]{1,3}"
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBERED = re.compile(
    rf"(?:(?:我?就?选择?|要)?第(?P<cjk>[0-9]{{1,2}}|{_CJK})(?:个|项|条|种|号)?|"
    rf"(?:我?就?选择?|option|no\.?|number|#)?\s*(?P<n>[0-9]{{1,2}}|{_CJK})(?:号|项|\ufe0f?\u20e3)?|"
    rf"(?:(?:option|number|i(?:'d| would)? (?:say|choose|pick))\s+)?(?P<word>{_WORDS})|"
    rf"(?:我?就?选择?|option)?\s*(?P<letter>[a-h])|(?P<circled>[\u2460-\u2473])|"
    rf"(?P<last>最后一?[个项]|(?:the )?last(?: one)?)|"
    rf"(?:the\s+)?(?P<en>{'|'.join(_ORDINALS)})(?:\s+(?:one|option))?)(?:吧|了|的)?"
)
_BEFORE = re.compile(
    r"(?:我们?|选择?|就|应该|是|那|在|用|走|通过|属于|算|主要|去|到|i|we|choose|pick|it's|the|at|"
    r"via|\s)+"
)
_AFTER = re.compile(
    r"(?:吧|了|的|呀|啊|呢|哦|哈|嘛|咯|办|办理|就行|就好|这个|那个|please|one|\s)+$"
)
_YES_OR_NO = re.compile(
    r"(?:都|全)?(?:没有?|无|不是?|否|是的?|有|对|好的?|行|嗯|不用|不需要|yes|no|ok)"
)
_GENERIC = re.compile(rf"{_YES_OR_NO.pattern}|其[他它]|别的|差|成了|others?|nothing|left|old")
"""Words that say too little to be looked for inside a sentence."""
_NEGATED = re.compile(
    r"(?:不是|没有|并非|并不|不止|[谈算说称]不上|不太|不怎么|不算|不|没|别|非|无|除了|not|n't|no|short|hardly any|no (?:problems?|trouble|issues?) (?:with|at)(?: the| my)?)(?:很|太|大|咋|够|是|怎么|啥|什么|"
    r"那么|特别|非常|能|完全|全|用|去|走|打|让我?|叫我?|被|\s(?:so|very|too|that|really|all|at all))?(?:[弄搞问看听查整闹想][得太]?)?\s*$|"
    r"除了?[^,;.]{1,12}?(?:以外|之外|外)?[,\s]*(?:其[他它]的?|别的)?$|(?:别的|其[他它]的?|剩下的?)(?:倒|也|都)*$|(?:说是|说好|承诺)$"
)
"""Before words that are not so: denied, but for an exception, or only promised."""
_DENIAL = re.compile(r"(?:没有?|不|未|not )(?=\S{2})")
_LISTED = re.compile(r"[、,/\s]?(?:和|跟|与|及|以及|还有|and)?\s*")
"""Between two things of which the same is said: "材料和电话都没问题"."""
_UNUSED = re.compile("[我他她]?们?[也都倒]?(?:没用|没去|没走|没打|用不上)")
_COUNTED = re.compile(r"[0-9一二两三四五六七八九十几]多?$")
"""Before "个人": a number of people, not a private person."""
_SEVERAL = re.compile("(?<!好)几")
_FROM_TWO = r"(?<![0-9一二三四五六七八九十])(?:[2-9]|[1-9][0-9]|几?十[一二三四五六七八九几]?|[两二三四五六七八九几]{1,2})"
MIN_PART = 2
MOST = 0.7
"""Share of what a label adds after its first clause that stands for it."""


Level = Callable[[str, int, int, tuple[Option, ...]], list[Hit]]


def exact(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    key = key_of(folded[start:end])
    if not key:
        return []
    return [Hit(o.name, start, end, literal=True) for o in options if key in o.keys]


def stripped(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """Exact once "我选", "就是" … and "吧", "的" … are taken off."""
    if ASSENT.fullmatch(folded, start, end):
        return []
    before = _BEFORE.match(folded, start, end)
    first = before.end() if before else start
    after = _AFTER.search(folded[first:end])
    last = first + after.start() if after else end
    for a, b in ((first, end), (start, last), (first, last)):
        if hits := exact(folded, a, b, options):
            troubles = {o.name for o in options if o.is_trouble}
            return [h for h in hits if h.name not in troubles or not praised(folded[:end], a, b)]
    return []


def numbered(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    match = _NUMBERED.fullmatch(folded, start, end)
    index = _index(match, len(options)) if match else None
    if match is None or index is None or not 0 <= index < len(options):
        return []
    return [Hit(options[index].name, start, end, literal=match["word"] is None)]


def _index(match: re.Match[str], count: int) -> int | None:
    if match["letter"]:
        return ord(match["letter"]) - ord("a")
    if match["circled"]:
        return ord(match["circled"]) - 0x2460
    if match["last"]:
        return count - 1
    if match["en"]:
        return _ORDINALS.index(match["en"])
    value = value_of(match["cjk"] or match["n"] or match["word"])
    return None if value is None else int(value) - 1


def prefixed(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    key = key_of(folded[start:end])
    if len(key) < MIN_PART or _YES_OR_NO.fullmatch(key) or (key.isascii() and len(key) <= MIN_PART):
        return []

    def beginning(words: Callable[[Option], tuple[str, ...]]) -> list[Hit]:
        return [
            Hit(o.name, start, end, literal=False)
            for o in options
            if any(key_of(word).startswith(key) for word in words(o))
        ]

    return beginning(lambda o: o.labels) or beginning(lambda o: o.synonyms)


def inside(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """A part of a label; of an English one whole words, or the beginning of them."""
    said = folded[start:end]
    key = key_of(said)
    if len(key) < MIN_PART or _GENERIC.fullmatch(key) or (key.isascii() and len(key) <= MIN_PART):
        return []
    if is_filler(said):
        return []
    english = key.isascii()
    whole = "(?<![0-9])" if key[0].isdigit() else ""  # "9岁" is no part of "18—29岁"
    part = re.compile(rf"\b{re.escape(said)}" if english else whole + re.escape(key))
    return [
        Hit(o.name, start, end, literal=False)
        for o in options
        if any(_holds(label, part, english=english) for label in o.labels)
    ]


def _holds(label: str, part: re.Pattern[str], *, english: bool) -> bool:
    """Whether a label says `part`, and not its contrary: "同意" is no part of "是,不同意".

    A small part of what a label only adds is too little: "没说清" of "材料不齐,事先没说清".
    """
    words = label if english else key_of(label)
    found = part.search(words)
    if found is None or _NEGATED.search(words[: found.start()]):
        return False
    added = [len(key_of(label[a:b])) for a, b in clauses(label)][1:]
    first = len(words) - sum(added)
    small = found.end() - found.start() < min(added, default=0) * MOST
    return english or found.start() < first or not small


def contained(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """Labels and synonyms inside the text, the longest first; denied ones do not count."""
    window = folded[start:end]
    found = {
        (match.start(), match.end(), o.name, o.is_trouble)
        for o in options
        for phrase in o.phrases
        if _sign(phrase) in window and _worth_finding(phrase)
        for match in _phrase_pattern(phrase).finditer(folded, start, end)
        if not (phrase.isdecimal() and is_measured(folded, match.end()))
    }
    taken: list[tuple[int, int]] = []
    hits: list[Hit] = []
    spared: list[tuple[int, int]] = []
    for a, b, name, is_trouble in sorted(found, key=lambda one: (one[0] - one[1], one)):
        if any(a < y and x < b and (x, y) != (a, b) for x, y in taken):
            continue
        taken.append((a, b))
        if folded[a] == "个" and _COUNTED.search(folded[start:a]):
            continue
        praise = praised(folded[:end], a, b) if is_trouble else None
        if praise is not None:
            spared.append((a, praise[1]))
        elif (not is_trouble and _UNUSED.match(folded, b)) or (
            not is_trouble and met_something(folded, b)
        ):
            continue
        elif not _NEGATED.search(folded[start:a]):
            hits.append(Hit(name, a, b, literal=False))
    # "登录没问题" is said of the login: it does not say that nothing was wrong at all
    hits = [hit for hit in hits if not any(hit.start < y and x < hit.end for x, y in spared)]
    return [
        hit for hit in hits if not any(_LISTED.fullmatch(folded, hit.end, x) for x, _ in spared)
    ]


def contradicts(folded: str, name: str, options: tuple[Option, ...]) -> bool:
    """Whether the text says what the option called `name` denies: "受理了" against "没有受理"."""
    labels = next((o.labels for o in options if o.name == name), ())
    denied = [label[m.end() :] for label in labels if (m := _DENIAL.match(label))]
    return any(
        not _NEGATED.search(folded[: m.start()])
        for words in denied
        for m in _phrase_pattern(words).finditer(folded)
    )


@lru_cache(maxsize=CACHED)
def _sign(phrase: str) -> str:
    """A sign that must stand in a text that has the phrase; most have none, and are done with."""
    return next((c for c in key_of(phrase) if c != "几"), "")


@lru_cache(maxsize=CACHED)
def _worth_finding(phrase: str) -> bool:
    return len(key_of(phrase)) >= MIN_PART and not _GENERIC.fullmatch(key_of(phrase))


@lru_cache(maxsize=CACHED)
def _phrase_pattern(phrase: str) -> re.Pattern[str]:
    """A phrase wherever it stands, whatever blanks and marks are between its words.

    Its 几 stands for any figure from two on: "过几天拿到" is "过了" no more than "过3天拿到".
    """
    words = map(re.escape, re.findall(r"[^\W_]+", phrase))
    if phrase.isascii():
        return re.compile(r"(?<![a-z0-9])" + r"[\W_]+".join(words) + r"(?![a-z0-9])")
    before = "(?<![0-9.])" if phrase[0].isdigit() else ""  # no "5分" in "4.5分"
    after = "(?![钟半之])" if phrase.endswith("分") else ""
    return re.compile(before + _SEVERAL.sub(lambda _: _FROM_TWO, r"[\W_]*".join(words)) + after)


LEVELS: tuple[Level, ...] = (exact, stripped, numbered, prefixed, inside, contained)
