"""Questions that ask for the same, put together: so that an office sees what to write, once.

Two questions are one when they are about the same service, do not ask for different elements, and
their wordings are near, by letters or by meaning. Each is compared with the first one of every
group, where no service is known with what all are about, in the order they were asked: a new
question joins a group or founds one, and moves no other, so that a group may be named by its first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from knowledge.question import Question, read_question

NEAR_TOPICS = 70
"""Of 100, below which what two are about differs, however alike the rest ("…要带什么") is."""
NEAR_LETTERS = 75
"""Of 100, from which on two wordings are one by their letters."""
MIN_TOPIC = 2
"""Characters of what a question is about from which on it alone tells that two are one."""
NEAR_MEANING = 0.885
"""Cosine from which on two wordings mean one thing, of the bundled embedder: of 24 questions in
seven groups the same lie above, others below unless their elements differ."""
NEAR_ABOUT = 0.87
"""The same where both ask for the same element of the same guide."""
NEAR_UNKNOWN = 0.91
"""The same where nothing else keeps two apart: the service is not known, or they share no word but
its name ("居住证能买车吗", "居住证有英文版吗")."""
MAX_COMPARED = 40
"""Groups, those whose letters come nearest, that a question is compared with by meaning."""

MEANT = 200
"""The newest questions that are compared by meaning, with one another; older ones by letters. It
bounds what is embedded: about 15 ms for each wording that is new to the process."""

Nearest = Callable[[str, Mapping[str, Sequence[str]]], list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was not met; `item` is the id of the service, empty where none is known.

    `bare` are its words without the service's own name, by which it is compared.
    """

    id: int
    text: str
    item: str
    bare: str
    named: frozenset[str] = frozenset()
    """The characters of the service's names."""


@dataclass(slots=True)
class Group:
    """Questions that ask for the same, in the order they were asked."""

    item: str
    first: Question
    asked: list[Asked] = field(default_factory=list)
    topics: set[str] = field(default_factory=set)
    """What its questions are about, each in its own words."""

    @property
    def element(self) -> str:
        """The element that most of them ask for; empty where they name none."""
        terms = (i.term for one in self.asked for i in read_question(one.bare).intents[:1])
        return next((term for term, _ in Counter(terms).most_common(1)), "")

    @property
    def wording(self) -> str:
        """The wording that was used most, of equals the first one."""
        return Counter(one.text for one in self.asked).most_common(1)[0][0]


def grouped(asked: Sequence[Asked], nearest: Nearest) -> list[Group]:
    """The groups of `asked`, in the order of their first questions.

    `nearest` gives things by how near they are to a text in meaning, or nothing where that is off.
    """
    recent = {one.id for one in asked[-MEANT:]}
    groups: list[Group] = []
    known: dict[tuple[str, str], Group] = {}
    for one in asked:
        question = read_question(one.bare)
        group = known.get((one.item, question.folded)) or _joined(
            one, question, groups, nearest, recent
        )
        if group is None:
            group = Group(one.item, question)
            groups.append(group)
        group.asked.append(one)
        group.topics.add(question.topic)
        known.setdefault((one.item, question.folded), group)
    return groups


def _joined(
    one: Asked,
    question: Question,
    groups: Sequence[Group],
    nearest: Nearest,
    recent: Collection[int],
) -> Group | None:
    """The group that a question belongs to by its wording."""
    same = [group for group in groups if group.item == one.item and _may_be(question, group, one)]
    by_letters = {id(group): _letters(question, group, one.item) for group in same}
    same.sort(key=lambda group: -by_letters[id(group)])
    if same and by_letters[id(same[0])] >= NEAR_LETTERS:
        return same[0]
    if one.id not in recent:
        return None
    same = [group for group in same if group.asked[0].id in recent][:MAX_COMPARED]
    things = {str(at): [group.first.text] for at, group in enumerate(same)}
    for at, cosine in nearest(question.text, things) if things else ():
        group = same[int(at)]
        alike = _terms(question) == _terms(group.first) != frozenset()
        shared = set(question.topic) & set(group.first.topic) - one.named
        least = NEAR_ABOUT if alike else NEAR_MEANING if shared else NEAR_UNKNOWN
        if cosine >= (least if one.item else NEAR_UNKNOWN):
            return group
    return None


def _may_be(question: Question, group: Group, one: Asked) -> bool:
    """Whether they do not ask for different things; of an unknown service anything is missing."""
    mine, theirs = _terms(question), _terms(group.first)
    return not one.item or mine == theirs or not (mine and theirs)


def _terms(question: Question) -> frozenset[str]:
    return frozenset(intent.term for intent in question.intents)


def _letters(question: Question, group: Group, item: str) -> float:
    """How near two are by letters, 0 to 100; what both are about settles it: "加急", "养狗证"."""
    mine, theirs = question.topic, group.first.topic
    if len(mine) >= MIN_TOPIC and mine == theirs:
        return 100
    if not item and any(_is_part(mine, topic) for topic in group.topics):
        return 100
    if min(len(mine), len(theirs)) >= MIN_TOPIC and fuzz.ratio(mine, theirs) < NEAR_TOPICS:
        return 0
    return fuzz.ratio(question.folded, group.first.folded)


def _is_part(mine: str, theirs: str) -> bool:
    """Whether what one is about is part of what the other is: "离婚", "离婚登记"."""
    shorter, longer = sorted((mine, theirs), key=len)
    return len(shorter) >= MIN_TOPIC and shorter in longer
