"""Every prose passage of the sample guides: said word for word it holds, altered it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from knowledge.composing.grounds import Judged, judge
from knowledge.composing.passage_parts import Given
from knowledge.composing.side_by_side import folded
from knowledge.library import Library
from knowledge.passages import cite, passages_of
from knowledge.samples import samples
from knowledge.wording import Section, given, is_prose
from tests.knowledge.shelf import JsonShelf

_NUMBER = re.compile(r"\d{1,9}")


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Given]]:
    home = tmp_path_factory.mktemp("grounds")
    library = Library(home / "index", JsonShelf(home / "shelf.json"), embedder="none")
    library.add(samples())
    found = []
    for guide in library.guides():
        for one in passages_of(guide):
            section = Section(one.element, one.shown, cite(guide, one.element, one.shown))
            if is_prose(section):
                found.append((guide.name, given(section)))
    return found


def other_number(text: str) -> str:
    return _NUMBER.sub(lambda found: str(int(found[0]) + 1), text, count=1)


def swapped(text: str) -> str:
    first, second, *_ = [*_NUMBER.finditer(text), None, None]
    if first is None or second is None:
        return text
    between = text[first.end() : second.start()]
    return f"{text[: first.start()]}{second[0]}{between}{first[0]}{text[second.end() :]}"


def denied(text: str) -> str:
    return re.sub(r"可以|须|需要?|收", r"不\g<0>", text, count=1)


def obliged(text: str) -> str:
    return text.replace("可以", "必须", 1)


def other_days(text: str) -> str:
    return text.replace("工作日", "自然日", 1)


def one_for_all(text: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])或(?!者)", "和", text, count=1)


def no_condition(text: str) -> str:
    return re.sub(r"[^,;。（(]{2,}的,", "", text, count=1)


def more(text: str) -> str:
    return f"{text}，请带身份证复印件"


@pytest.mark.parametrize(
    "change", [other_number, swapped, denied, obliged, other_days, one_for_all, no_condition, more]
)
def test_no_altered_passage_holds(
    passages: list[tuple[str, Given]], change: Callable[[str], str]
) -> None:
    def held() -> Iterator[str]:
        for name, one in passages:
            body = folded(one.body)
            text = change(body)
            if text != body and judge(text, name, [one]) == Judged():
                yield text

    assert list(held()) == []


def test_passages_hold_word_for_word(passages: list[tuple[str, Given]]) -> None:
    held = sum(judge(one.body, name, [one]) == Judged() for name, one in passages)
    assert held == len(passages) > 400
