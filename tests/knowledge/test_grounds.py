"""What passages bear of a text, and what they do not: by the tables of grounds.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.composing.grounds import MAX_CHARS, Given, unfounded
from tests.patience import soon


def _tables() -> tuple[dict[str, list[Given]], list[tuple[str, bool, str]]]:
    page = (Path(__file__).parent / "grounds.md").read_text("utf-8")
    rows = [[c.strip() for c in line.split("|")[1:-1]] for line in page.split("\n") if "| " in line]
    passages: dict[str, list[Given]] = {}
    texts: list[tuple[str, bool, str]] = []
    for name, second, third in rows:
        if second in ("yes", "no"):
            texts.append((name, second == "yes", third))
        elif name != "passages":
            passages.setdefault(name, []).append(Given(second, third.replace("<br>", "\n")))
    return passages, texts


PASSAGES, TEXTS = _tables()


@pytest.mark.parametrize(("passages", "holds", "text"), TEXTS)
def test_a_text_is_borne_by_its_passages_or_not(passages: str, holds: bool, text: str) -> None:
    assert (unfounded(text, "居民身份证补领", PASSAGES[passages]) == "") is holds


@pytest.mark.parametrize("text", ["", " ", "。", "丢失补领40元/证" * 100])
def test_nothing_and_too_much_are_no_answers(text: str) -> None:
    assert unfounded(text, "居民身份证补领", PASSAGES["fee"])


@pytest.mark.parametrize("name", PASSAGES)
def test_a_guides_own_words_are_borne(name: str) -> None:
    given = PASSAGES[name]
    assert unfounded("\n".join(one.body for one in given), "甲", given) == ""


@pytest.mark.parametrize("text", ["40元，" * 200, "((" * MAX_CHARS, "1" * MAX_CHARS, "不、" * 300])
def test_no_text_takes_long(text: str) -> None:
    long = [Given("收费标准", "、".join(["40元/证，丢失补领的"] * 150))]
    with soon():
        unfounded(text[:MAX_CHARS], "甲", long)
