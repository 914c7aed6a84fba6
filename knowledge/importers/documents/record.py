"""The row that one guide of a document becomes: its sections as keys with their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge.days import find_day
from knowledge.elements import ANSWER, FAQ_TERM, OTHER, QUESTION, kind_of
from knowledge.importers.documents.blocks import SCANNED, Document, Line
from knowledge.importers.documents.cases import with_headings
from knowledge.importers.documents.head import Head
from knowledge.importers.documents.outline import Outline
from knowledge.importers.documents.parting import Part
from knowledge.importers.documents.section import Section
from knowledge.importers.documents.shapes import names_of, shape_of, term_of
from knowledge.importers.documents.titles import FRAME, NAME_KEYS, name_of_file
from knowledge.importers.faqs import MAX_QUESTION, has_pair
from knowledge.importers.reading import FILLERS, field_of
from knowledge.importers.rows import MAX_NAME_CHARS, Row, keep_all
from knowledge.remarks import Remark, element_name, remark
from knowledge.text import one_line

_MARK = re.compile(r"\s*(?:问题?|答案?|解答|回答|[QqAa])\s*\d{0,3}\s*[:：.．、]\s*")
_ASKING = re.compile("吗|呢|么|什么|哪|几|多少|多久|怎|如何|是否|能否|可否|[不没]")
_ASKING_CHARS = 40
_QUESTION = re.compile(r"\s*(?:问题?|[Qq])\s*\d{0,3}\s*[:：.．、]\s*\S")
_DATES = ("发布日期", "公布日期", "更新日期", "计划生效日期", "生效日期", "实施日期")

Pair = tuple[str, Any]


def row_of(part: Part, document: Document, file: str, stem: str, odd: Sequence[Remark]) -> Row:
    """The row of one guide.

    Args:
        part: Its blocks.
        document: What its file says beside its text.
        file: What the file is called to people.
        stem: The file's name, the last thing that may name the guide.
        odd: What was odd of the file.
    """
    told = list(odd)
    head = Head(part.blocks)
    outline = Outline(head.rest)
    sections = _folded(outline.sections)
    _set_behind(sections)
    head.take_foot(sections)
    pairs = [pair for section in sections for pair in _pairs(section)]
    pairs += [(OTHER, name) for name in _silent(outline, sections)]
    pairs += [pair for text in document.edges for pair in _edge(text, pairs)]
    keys = {key for key, _ in pairs}
    named = next((str(value) for key, value in pairs if field_of(key) == "name"), "")
    name = named or part.name or head.name
    if not name:
        name = name_of_file(document.title) or name_of_file(stem)
        told.append(remark("doc_name_of_file", name[:40]))
    fields = {field_of(key) for key in keys}
    pairs += [(k, v) for k, v in head.found().items() if v and k not in fields]
    told += _empty_headings(sections, {term_of(key) for key in keys})
    rest = list(head.beside(name))
    other = "\n".join(filter(None, (*rest, *(str(value) for key, value in pairs if key == OTHER))))
    pairs = [pair for pair in pairs if pair[0] != OTHER]
    if other:
        told.append(remark("doc_other", element_name(OTHER), one_line(other)[:30]))
        pairs.append((OTHER, other))
    record = keep_all([("name", name), *pairs])
    return Row(file, part.place + 1, record, tuple(told), scanned=SCANNED in document.notes)


def _set_behind(sections: Sequence[Section]) -> None:
    """Who filled a form in is the office only where none is named as that."""
    offices = [each for each in sections if any(field_of(key) == "bureau" for key in each.keys)]
    filled = [each for each in offices if shape_of(each.heading).label in FILLERS]
    if len(filled) < len(offices):
        for each in filled:
            each.keys, each.heading = (), shape_of(each.heading).label


def _folded(sections: Sequence[Section]) -> list[Section]:
    """Labels below a heading put back where they are a list: places, each with its hours."""
    below: dict[int, list[Section]] = {}
    for section in sections:
        if section.parent is not None:
            below.setdefault(id(section.parent), []).append(section)
    kept: list[Section] = []
    for section in sections:
        siblings = below.get(id(section.parent), []) if section.parent else []
        counts = Counter(key for each in siblings for key in each.keys)
        if section.parent is None or max(counts.values()) < 2:
            kept.append(section)
            continue
        first, *more = section.lines or [Line("")]
        label = shape_of(section.heading).label
        section.parent.lines += [Line(f"{label}：{first.text}"), *more]
    return [each for each in kept if each.keys or each.heading or each.lines or each.pairs]


def _empty_headings(sections: Sequence[Section], said: set[str]) -> Iterator[Remark]:
    """Headings of elements below which there is no text: a picture may be all there is."""
    parents = {id(section.parent) for section in sections}
    for section in sections:
        empty = section.keys and not section.lines and not section.pairs
        if empty and id(section) not in parents and not said & set(map(term_of, section.keys)):
            yield remark("doc_heading_empty", one_line(section.heading)[:30])


def _silent(outline: Outline, sections: Sequence[Section]) -> Iterator[str]:
    """The names of cases that stand with no text."""
    shown = {
        section.case
        for section in sections
        if section.lines and FAQ_TERM not in section.keys and not any(map(field_of, section.keys))
    }
    yield from (case.name for case in outline.cases if case.name not in shown)


def _pairs(section: Section) -> Iterator[Pair]:
    lists = any(kind_of(term_of(key)) in ("list", "steps") for key in section.keys)
    lines = with_headings(section.lines) if lists else [line.text for line in section.lines]
    text = "\n".join(lines)
    if text and section.case and FAQ_TERM not in section.keys:
        text = f"{section.case}：\n{text}" if "\n" in text or lists else f"{section.case}：{text}"
    if not section.keys:
        if text or not FRAME.fullmatch(section.heading.strip()):
            yield OTHER, _headed(section, text)
    elif FAQ_TERM in section.keys:
        yield from ((FAQ_TERM, value) for value in _faqs(section))
    elif text:  # a heading with nothing below it says nothing
        for key in section.keys:
            yield from _keyed(key, section, text)


def _keyed(key: str, section: Section, text: str) -> Iterator[Pair]:
    if not field_of(key):
        yield key, text
        return
    first, _, more = text.removeprefix(f"{section.case}：").partition("\n")
    day = find_day(first) if field_of(key) in ("published", "effective", "expires") else ""
    if len(first) > MAX_NAME_CHARS or (key in _DATES and not day):
        yield OTHER, _headed(section, text)
        return
    yield key, day or first
    if more:
        yield OTHER, more


def _headed(section: Section, text: str) -> str:
    """A section that is not known as it stands, with what it is called above it or before it."""
    heading = section.heading.strip()
    if not heading:
        return text
    if section.by_label and text:
        return f"{heading.rstrip(':：')}：{text}"
    return f"{heading}\n{text}".strip()


def _faqs(section: Section) -> Iterator[Any]:
    """Questions with their answers; lines that are neither as text."""
    yield from ({QUESTION: question, ANSWER: answer} for question, answer in section.pairs)
    question = ""
    answer: list[str] = []
    all_bold = _asks_in_bold(section.lines)
    last = Line("")
    for line in section.lines:
        goes_on = (all_bold and line.bold) or _is_next(last, line)
        if has_pair(line.text) and not question:
            yield line.text
        elif asked := _asked(line, bool(question)) or (_unnumbered(line.text) if goes_on else ""):
            last = line
            yield from _answered(question, answer)
            question, answer = asked, []
        elif question:
            answer.append(_MARK.sub("", line.text, count=1) if not answer else line.text)
        else:
            yield line.text
    yield from _answered(question, answer)


def _asks_in_bold(lines: Sequence[Line]) -> bool:
    """Whether bold lines are the questions: all that ask are bold, and plain ones stand below."""
    asking = [line for line in lines if line.text.rstrip().endswith(("?", "？"))]
    return bool(asking) and all(line.bold for line in asking) and not all(b.bold for b in lines)


def _is_next(last: Line, line: Line) -> bool:
    """Whether a line is numbered on from the last question, and asks without a mark."""
    before, shape = shape_of(last.text), shape_of(line.text)
    counted = before.number and (shape.style, shape.number) == (before.style, before.number + 1)
    return bool(counted) and bool(_ASKING.search(shape.label)) and len(line.text) <= _ASKING_CHARS


def _answered(question: str, answer: list[str]) -> Iterator[Any]:
    if question and answer:
        yield {QUESTION: question, ANSWER: "\n".join(answer)}
    elif question:
        yield question


def _asked(line: Line, answering: bool) -> str:
    """The question that a line is, "" if it is none."""
    shape = shape_of(line.text, line.level, line.bold)
    text = line.text[len(line.text) - len(_unnumbered(line.text)) :]
    if len(text) > MAX_QUESTION:
        return ""
    if _QUESTION.match(text):
        return _MARK.sub("", text, count=1).strip()
    ends = text.rstrip().endswith(("?", "？"))
    set_off = bool(shape.style) and shape.style not in ("(d)", "circled")
    return text.strip() if ends and (set_off or not answering or len(text) <= 60) else ""


def _unnumbered(text: str) -> str:
    shape = shape_of(text)
    if not shape.number:
        return text.strip()
    start = text.find(shape.label) if shape.label else -1
    return text[start:].strip() if start > 0 else text.strip()


def _edge(text: str, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """What a running head says of the guide: labels of fields that nothing else gives."""
    shape = shape_of(text)
    have = {key for key, _ in pairs}
    for key in names_of(shape.label) if shape.text else ():
        if field_of(key) and key not in have and key not in NAME_KEYS:
            yield key, one_line(shape.text)[:MAX_NAME_CHARS]
