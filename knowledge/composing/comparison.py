"""A text beside the clauses of passages: which of them it is, one behind the other, if it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from knowledge.composing.passage_parts import Given, Part, parts_of
from knowledge.composing.side_by_side import MAY, NO, YES, clauses, folded

MIN_TOPIC = 2
"""Shortest piece of an item's name or of a head that may open a clause as its topic."""
MIN_TORN = 2
"""Letters on both sides of a stop that the guide does not have."""
_CLINGS = frozenset("不未只或另&0123456789第满约")
"""Letters that no stop may follow."""
MAX_FULLER = 6
"""Letters by which a clause may be fuller than the guide has it."""
MAX_TRIES = 20_000
"""Clauses laid beside clauses; a text of an answer takes some hundred."""
MAX_TOPIC = 40
"""Letters of an item's name or head that are looked at."""
MAX_TOPICS = 2
"""Of those before one clause."""

_SENTENCE = re.compile(r"[。;!?\n]")
_WHERE = "办理地点"
"""Its clauses are of one place each; they may stand in any order."""
_BOUNDED = re.compile(r"[\d不未或只除]")
"""No topic: what turns round or bounds is told in the clause that it belongs to."""
_OFFERS = frozenset(("办理地点", "办理形式", "办理时间", "咨询方式", "监督投诉方式", "通办范围"))
"""Elements that are an offer, so that "可以" may stand before what they list."""
_HOW = re.compile(r"怎么|如何|哪里|哪儿|去哪|在哪")
_IS_THERE = re.compile(r"有没有|有[^没]{1,20}吗")
_UNSURE = re.compile(r"[不只除]|^未")
"""In a guide's first clause: it may be no yes, though it tells what may be done."""
_ASKS = re.compile(r"是否|要不要|能不能|可不可以|会不会|用不用|有没有")
_MAY_I = re.compile(r"(?:可以|行|能.*|可不可以.*|能不能.*|可否.*)吗?$")


class Comparison:
    """A text on one side, the clauses of the passages on the other."""

    def __init__(self, said: str, item: str, passages: Sequence[Given]) -> None:
        self.letters, self._starts, self._marks = "", {0}, list[tuple[float, str]]()
        self._sentences: set[int] = set()
        for sentence in _SENTENCE.split(said):
            self._sentences.add(len(self.letters))
            for clause in clauses(sentence):
                self._marks += [(at + len(self.letters), mark) for at, mark in clause.marks]
                self.letters += clause.letters
                self._starts.add(len(self.letters))
        self.parts = [part for n, given in enumerate(passages) for part in parts_of(n, given)]
        self._heads = [folded(given.head) for given in passages]
        self._names = [_name(head) for head in self._heads]
        """Of a passage that is an element its name, in letters; of a FAQ a blank."""
        self._topics = [
            [*_ends_of(_topics(item)), *_ends_of(_topics(head)), *_starts_of(name)]
            for head, name in zip(self._heads, self._names, strict=True)
        ]
        self._known: dict[tuple[int, Part | None], list[Part] | None] = {}
        self._behind: dict[tuple[int, int], list[int]] = {}
        self._tries = 0
        self.reached = 0
        """How far the text is borne, for the log."""

    def told(self, start: int, last: Part | None) -> list[Part] | None:
        """The clauses of the passages that the text is, from a place on; None where it is not."""
        self.reached = max(self.reached, start)
        if start == len(self.letters):
            return None if last is not None and self._dangles(last) else []
        key = (start, last)
        if key not in self._known:
            self._known[key] = None
            self._known[key] = next(self._ways(start, last), None)
        return self._known[key]

    def _ways(self, start: int, last: Part | None) -> Iterator[list[Part]]:
        for part in self.parts:
            self._tries += 1
            if self._tries > MAX_TRIES:
                return
            for end in self._ends(start, part):
                if self._follows(part, last, start) and self._bears(part, start, end):
                    rest = self.told(end, part)
                    if rest is not None:
                        yield [part, *rest]
        for lead, end in self._openers(start):
            rest = self.told(end, lead)
            if rest is not None:
                yield [*([lead] if lead.bare else []), *rest]

    def _ends(self, start: int, part: Part) -> Iterator[int]:
        """Where a clause of a passage ends that the text has from here on."""
        if (start, part.passage) not in self._behind:
            self._behind[start, part.passage] = self._behind_topics(start, part.passage)
        for at in self._behind[start, part.passage]:
            yield from self._read(part.clause.letters, at, part.passage)

    def _read(self, letters: str, at: int, passage: int) -> Iterator[int]:
        """Where these letters end in the text, if they are here, be it with an element's name."""
        if self.letters.startswith(letters, at):
            yield at + len(letters)
            return
        pairs = zip(letters, self.letters[at:], strict=False)
        size = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        for cut in range(max(0, size - MAX_FULLER), size + 1):
            for more in range(MIN_TOPIC, MAX_FULLER + 1):
                word = self.letters[at + cut : at + cut + more]
                if self._names[passage].startswith(word) and self.letters.startswith(
                    letters[cut:], at + cut + more
                ):
                    yield at + len(letters) + more

    def _behind_topics(self, start: int, passage: int) -> list[int]:
        """From where a clause may begin: here, or behind what it is about."""
        topics = self._topics[passage]
        found, ways = [start], [start] if start in self._starts else []
        for _ in range(MAX_TOPICS):
            ways = [
                at + len(topic)
                for at in ways
                for topic in topics
                if self.letters.startswith(topic, at)
                if not any(at <= mark < at + len(topic) for mark, _ in self._marks)
            ]
            found += ways
        return list(dict.fromkeys(found))

    def _bears(self, part: Part, start: int, end: int) -> bool:
        if any(self._tears(start, at, end) for at in self._starts if start < at < end):
            return False
        marks = {mark for at, mark in self._marks if start <= at < end}
        head = self._heads[part.passage]
        return part.bears(marks, offers=head in _OFFERS or bool(_HOW.search(head)))

    def _follows(self, part: Part, last: Part | None, start: int) -> bool:
        """Whether a clause may stand behind another: nothing that it hangs on was jumped over.

        What is of another passage begins a sentence, for in one they would be told of one thing.
        """
        mine = [p for p in self.parts if (p.passage, p.unit) == (part.passage, part.unit)]
        before = [p for p in mine if p.at < part.at and not p.bare]
        inside = last is not None and (last.passage, last.unit) == (part.passage, part.unit)
        if last is not None and self._dangles(last) and not inside:
            return False
        elsewhere = last is not None and last.passage != part.passage
        if elsewhere and start not in self._sentences:
            return False
        if part.bare:  # behind another clause it would turn that one round
            return last is None or elsewhere
        if not before or last is None or not inside:
            return not before
        if self._heads[part.passage] == _WHERE:
            return True
        jumped = [p for p in before if p.at > last.at]
        return last.at < part.at and not any(p.binds for p in jumped)

    def _dangles(self, part: Part) -> bool:
        """Whether a condition waits for what it is the condition of."""
        return part.binds and any(
            (p.passage, p.unit) == (part.passage, part.unit) and p.at > part.at for p in self.parts
        )

    def _tears(self, start: int, at: int, end: int) -> bool:
        """Whether a stop in a clause parts what belongs together: "不,收费"."""
        return at - start < MIN_TORN or end - at < MIN_TORN or self.letters[at - 1] in _CLINGS

    def _openers(self, start: int) -> Iterator[tuple[Part, int]]:
        """Answers of yes or no in words of the head ("不用单独申请"), each with its lead."""
        if start not in self._sentences or start == len(self.letters):
            return
        end = min(at for at in self._starts if at > start)
        clause = self.letters[start:end]
        marks = {mark for at, mark in self._marks if start <= at < end}
        for number, head in enumerate(self._heads):
            lead = next((p for p in self.parts if p.passage == number), None)
            if lead is not None and self._opens(clause, marks, head, lead):
                yield lead, end

    def _opens(self, clause: str, marks: set[str], head: str, lead: Part) -> bool:
        asked = _asked(head)
        no = next((no for no in NO if clause.startswith(no)), "")
        rest = clause.removeprefix(no) if no else clause
        if lead.clause.letters not in (YES, *NO, no) and clause.startswith(lead.clause.letters):
            return lead.bears(marks, offers=False) and asked.endswith(rest)
        if rest not in ("", YES, asked) and not (len(rest) > 1 and asked.startswith(rest)):
            return False
        mine = {mark for _, mark in lead.clause.marks}
        if lead.clause.letters == YES:
            return not no and marks == mine
        if lead.bare:
            return no == lead.clause.letters or (no == NO[0] and lead.clause.letters == NO[2])
        allowed = MAY in mine and not _UNSURE.search(lead.clause.letters)
        asks = _MAY_I if marks else _IS_THERE
        return not no and marks <= {MAY} and allowed and bool(asks.search(head))


def _asked(head: str) -> str:
    """What a head asks for, without how: "申请贷款" of "…,还能申请贷款吗?"."""
    last = [*clauses(_ASKS.sub("可以", head))][-1:]
    return "".join(one.letters[int(max((at for at, _ in one.marks), default=0)) :] for one in last)


def _name(head: str) -> str:
    letters = "" if head.endswith("?") else "".join(one.letters for one in clauses(head))
    return " " if not letters or _BOUNDED.search(letters) else letters


def _ends_of(topics: Iterable[str]) -> Iterator[str]:
    """Of "临时居民身份证" also "居民身份证", but not "临时", which makes the next another thing."""
    return (topic[at:] for topic in topics for at in range(len(topic) - MIN_TOPIC + 1))


def _starts_of(name: str) -> Iterator[str]:
    return (name[:end] for end in range(MIN_TOPIC, len(name) + 1))


def _topics(text: str) -> list[str]:
    """What may be said before a clause: of a question not what is asked, which is no fact yet."""
    found = [one.letters for one in clauses(folded(text))]
    asks = folded(text).endswith("?")
    kept = found[: -1 if asks else None]
    return [letters[:MAX_TOPIC] for letters in kept if not _BOUNDED.search(letters)]
