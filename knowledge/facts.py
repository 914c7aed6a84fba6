"""The line of a guide that holds an asked fact, where the element as a whole is not the answer.

Guards against the sentence that merely holds a value: it must speak of what is
measured (knowledge.measures) too, near the value, or know all of what is asked
to be needed. The table is facts.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.elements import BY_TERM, FAQ_TERM, PAPERS, intents, kind_of
from knowledge.exclusions import without_left_out
from knowledge.measures import SUMS, TABLE, Qualifier, value_kind
from knowledge.model import Faq, Guide
from knowledge.question import Question
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks
from knowledge.words import groups_in, needed, words_of

_NUMBER = re.compile(r"\d")
_SENTENCE = re.compile(r"[^。;；!?！？\n]+")
_COLON = re.compile("[:：]")
_VALID = re.compile("[之以]?内?有效")
_IN_WORDS = re.compile(
    "不超过|上限|下限|为限|总价|总额|余额|比例|全额|[一二三四五六七八九两]成|一半|封顶|最[多高低少]"
)
"""A limit told in words, which no number is."""
_COMMA = re.compile("[,;\uff0c\uff1b]")
_BRACKET = re.compile("[(\uff08]")
_OPEN = re.compile("[;；、，,] ?$")
_ITEM = re.compile(r"[(（]?[\d一二三四五六七八九十]+[)）.、．]|[①-⑳]|[-*·]")
"""How a line of a list ends where another follows, or begins."""
_DATE = re.compile(r"\d{4} ?年(?: ?\d+ ?月)?(?: ?\d+ ?日)?|\d+ ?月 ?\d+ ?日|〔\d+〕")
GROUP_SHARE = 0.6
"""Share of a word that a known word must make up to stand for it."""
MAX_PAPERS = 3
"""Papers that one word may name ("证明") to be told of together."""
TWO_WORDS = (3, 4)
"""Characters of what may be two words, the second of two ("街道初审", "签合同")."""
APART = 12
"""Characters that may stand between the two words ("街道…初审")."""
FAR = 30
"""Characters between a word and the value that is told of it, at most."""


class Fact(NamedTuple):
    """A piece of a guide that answers: an element with one of its lines, or a FAQ."""

    element: str
    text: str


_WRITTEN = {row["kind"]: re.compile(row["written"]) for row in TABLE["value"] if "written" in row}
_NOT_IN = {row["kind"]: tuple(row["not_in"]) for row in TABLE["value"] if "not_in" in row}
"""Kinds of elements in which a value of this kind is not what is asked for."""
_DATED = frozenset(row["kind"] for row in TABLE["value"] if row.get("dated"))
_TERMS: tuple[str, ...] = tuple(TABLE["lines"]["terms"])
_BASES = frozenset(TABLE["words"]["bases"])
_RATE = re.compile(TABLE["words"]["rates"])
_GOT = re.compile(TABLE["words"]["got"])


def find(guide: Guide, asked: Qualifier, term: str) -> Fact | None:
    """The line or FAQ that tells what is measured, best first: a FAQ that asks just this, …

    … the cue's own element, another element, a FAQ about it, a FAQ that mentions it. How old a
    paper may be stands in its own row.
    """
    if asked.kind == "validity" and (rows := _dated_papers(guide, asked.word)):
        return Fact(PAPERS, "\n".join(rows))
    for told in _ways(asked):
        if ranked := list(_ranked(guide, asked, told, term)):
            return min(ranked, key=lambda row: row[:2])[2]
    return None


def _papers(guide: Guide, word: str) -> list[str]:
    """The rows of the papers that a folded word names best, if it names them well."""
    said: dict[str, int] = {}
    for row in guide.elements.get(PAPERS, "").split("\n"):
        name = fold(_BRACKET.split(row)[0])
        said[row] = sum(marks(word, groups_in(word), Vocabulary.of([name])))
    best = max(said.values())
    return [row for row, met in said.items() if met == best >= GROUP_SHARE * len(word)]


def _dated_papers(guide: Guide, word: str) -> list[str]:
    """The papers that a word names, if each of them tells a time and they are few."""
    rows = _papers(guide, word)
    told = all(holds(row, "duration") or holds(row, "validity") for row in rows)
    return rows if told and len(rows) <= MAX_PAPERS else []


def paper(guide: Guide, folded: str, span: tuple[int, int]) -> Fact | None:
    """The papers that a span of a folded question names ("没有户口本行不行"), if they are few."""
    rows = _papers(guide, folded[slice(*span)])
    return Fact(PAPERS, "\n".join(rows)) if 0 < len(rows) <= MAX_PAPERS else None


def _ranked(
    guide: Guide, asked: Qualifier, told: re.Pattern[str], term: str
) -> Iterator[tuple[int, int, Fact]]:
    for element, line in _lines(guide, _NOT_IN[asked.kind]):
        itself = bool(told.fullmatch(fold(_COLON.split(line)[0])))
        for sentence in _SENTENCE.findall(line):
            far = _distance(sentence, asked.kind, told)
            far = 0 if itself and _is_limit(line, asked.kind) else far
            if far is not None:
                yield (1 if element == term else 3), 0 if itself else far, Fact(element, line)
            elif element == term and _told_at(sentence, told) is not None:
                yield 2, 0, Fact(element, line)
            elif _by_itself(element, asked, term) and holds(sentence, asked.kind):
                yield 1, FAR, Fact(element, line)
    for number, faq in enumerate(guide.faqs):
        fact = _faq(faq)
        asks = fold(faq.question)
        about = asked.kind == "season" or _told_at(faq.question, told) is not None
        dated = asked.kind not in _DATED or holds(faq.answer, asked.kind)
        if about and dated and any(value_kind(asks, cue) == asked.kind for cue in intents(asks)):
            yield 0, number, fact
        elif about and holds(faq.answer, asked.kind):
            yield 4, number, fact
        elif any(
            _distance(part, asked.kind, told) is not None for part in _SENTENCE.findall(faq.answer)
        ):
            yield 5, number, fact


def _by_itself(element: str, asked: Qualifier, term: str) -> bool:
    """True if a value in this element needs no word beside it: days to apply on, a sum to get."""
    if asked.kind in _DATED:
        return element in (term, *BY_TERM[term].else_)
    own = element not in BY_TERM and element.endswith(SUMS)
    return own and asked.kind == "money" and bool(_GOT.search(asked.word))


def _ways(asked: Qualifier) -> Iterator[re.Pattern[str]]:
    """How guides may say what is measured: in its word, else in another of the word's group."""
    yield asked.told or re.compile(re.escape(asked.word))
    if asked.sure and not asked.told and len(asked.word) in TWO_WORDS:
        first, second = asked.word[:-2], asked.word[-2:]
        yield re.compile(f"{re.escape(first)}[^。;,，]{{0,{APART}}}{re.escape(second)}")
    for start, end, head in groups_in(asked.word) if asked.sure else ():
        if end - start >= GROUP_SHARE * len(asked.word):
            yield re.compile("|".join(map(re.escape, words_of(head))))


def whether(
    question: Question,
    guide: Guide,
    named: Sequence[bool],
    kept: Sequence[bool],
    span: tuple[int, int] | None,
    *,
    number: bool = False,
) -> Fact | None:
    """The line that knows all of what "要…吗", "能不能…", "…是多少" is asked for.

    A paper that some must hand in says less than what allows a thing, where none is asked for.

    Args:
        question: The question.
        guide: The guide of the item meant.
        named: The characters that its names meet.
        kept: The characters that are content beside the item's names; the line knows them all.
        span: What is asked to be needed or possible, or how much it is.
        number: There must be a number in the sentence.
    """
    if question.english or span is None or sum(kept[slice(*span)]) < 2:
        return None
    asked = [
        keep or (said and span[0] <= at < span[1] and not name)
        for at, (keep, said, name) in enumerate(zip(kept, question.said, named, strict=True))
    ]

    def known(text: str) -> bool:
        met = marks(question.folded, question.words, Vocabulary.of([fold(text)]))
        return all(hit for keep, hit in zip(asked, met, strict=True) if keep)

    if faq := next((faq for faq in guide.faqs if known(faq.question)), None):
        return _faq(faq)
    terms = _TERMS if needed(question.folded) else sorted(_TERMS, key=PAPERS.__eq__)
    lines = ((term, line) for term in terms for line in guide.elements.get(term, "").split("\n"))
    wanted = _NUMBER if number else _SENTENCE
    told = (
        Fact(*row)
        for row in lines
        if any(known(part) for part in _SENTENCE.findall(row[1]) if wanted.search(part))
    )
    return next(told, None)


def _faq(faq: Faq) -> Fact:
    return Fact(FAQ_TERM, f"问：{faq.question}\n答：{faq.answer}")


def spoken_of(guide: Guide, term: str) -> Fact | None:
    """The line of another element that tells what the guide has no element for, first ones first.

    "预约" is asked for, and the procedure says "也可以提前在 App 预约".
    """
    row = BY_TERM.get(term)
    if row is None or not row.spoken:
        return None
    lines = ((one, line) for one in _TERMS for line in guide.elements.get(one, "").split("\n"))
    return next((Fact(*one) for one in lines if re.search(row.spoken, one[1])), None)


def holds(text: str, kind: str) -> bool:
    """True if a text has a value of this kind."""
    return bool(_WRITTEN[kind].search(_undated(text, kind)))


def holds_limit(text: str, kind: str) -> bool:
    """True if a text has such a value, in figures or as a limit in words."""
    return holds(text, kind) or bool(_IN_WORDS.search(text))


def _is_limit(line: str, kind: str) -> bool:
    """True if a line that bears the name of a sum limits it: "提取额度：不超过实际支付的房款"."""
    return kind == "money" and holds_limit(line, kind)


def states_rate(asked: Qualifier, text: str) -> bool:
    """True if what a unit costs is asked ("一年多少钱"), and this text states a sum in figures."""
    rate = asked.kind == "money" and _RATE.fullmatch(asked.word)
    return bool(rate and _NUMBER.search(text) and holds(text, asked.kind))


def with_list(text: str, line: str) -> str:
    """A line of a text; one that ends in a colon with the list that it announces."""
    lines = text.split("\n")
    if not _COLON.match(line[-1:]) or line not in lines:
        return line
    listed = [line]
    for following in lines[lines.index(line) + 1 :]:
        if len(listed) > 1 and not (_OPEN.search(listed[-1]) or _ITEM.match(following)):
            break
        listed.append(following)
    return "\n".join(listed)


def _lines(guide: Guide, without: Sequence[str]) -> Iterator[tuple[str, str]]:
    for term, text in guide.elements.items():
        if kind_of(term) not in without and term not in _BASES:
            for line in text.split("\n"):
                yield term, line


def _undated(text: str, kind: str) -> str:
    """Text without its dates, which are no durations; as long as before."""
    plain = unicodedata.normalize("NFKC", text)
    if kind in _DATED:
        return plain
    return _DATE.sub(lambda match: " " * len(match[0]), plain)


def _told_at(text: str, told: re.Pattern[str]) -> int | None:
    """Where a text speaks of what is measured, not to leave it out; None if it does not."""
    match = told.search(without_left_out(unicodedata.normalize("NFKC", text)))
    return match.start() if match else None


def _distance(sentence: str, kind: str, told: re.Pattern[str]) -> int | None:
    """How far a value of the asked kind is from what is measured, None if one is not there."""
    at = _told_at(sentence, told)
    if at is None:
        return None
    plain = _undated(sentence, kind)
    values = [
        abs(match.start() - at)
        for match in _WRITTEN[kind].finditer(plain)
        if not _COMMA.search(plain, match.end(), at)  # what ended before is told of another thing
        and not (kind == "duration" and _is_age(plain, match))
    ]
    return min((far for far in values if far <= FAR), default=None)


def _is_age(text: str, value: re.Match[str]) -> bool:
    """True if a duration is how old a paper may be, or how long it is valid."""
    return text[: value.start()].rstrip().endswith("近") or bool(_VALID.match(text, value.end()))
