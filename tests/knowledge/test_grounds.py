"""What passages bear of a text, and what they do not: by the tables of grounds.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.composing.grounds import MAX_CHARS, Judged, judge
from knowledge.composing.passage_parts import Given
from tests.patience import soon


def _tables() -> tuple[dict[str, list[Given]], list[tuple[str, str, str]]]:
    page = (Path(__file__).parent / "grounds.md").read_text("utf-8")
    rows = [[c.strip() for c in line.split("|")[1:-1]] for line in page.split("\n") if "| " in line]
    passages: dict[str, list[Given]] = {}
    texts: list[tuple[str, str, str]] = []
    for name, second, third in rows:
        if second in ("yes", "beside", "no"):
            texts.append((name, second, third))
        elif name != "passages":
            passages.setdefault(name, []).append(Given(second, third.replace("<br>", "\n")))
    return passages, texts


PASSAGES, TEXTS = _tables()


@pytest.mark.parametrize(("passages", "shown", "text"), TEXTS)
def test_a_text_is_borne_by_its_passages_or_not(passages: str, shown: str, text: str) -> None:
    judged = judge(text, "居民身份证补领", PASSAGES[passages])
    assert ("no" if judged.fault else "beside" if judged.left_out else "yes") == shown, judged


@pytest.mark.parametrize("text", ["", " ", "。", "丢失补领40元/证" * 100])
def test_nothing_and_too_much_are_no_answers(text: str) -> None:
    assert judge(text, "居民身份证补领", PASSAGES["fee"]).fault


@pytest.mark.parametrize("name", PASSAGES)
def test_a_guides_own_words_are_borne(name: str) -> None:
    given = PASSAGES[name]
    assert judge("\n".join(one.body for one in given), "甲", given) == Judged()


@pytest.mark.parametrize(
    "text",
    [
        "40元，" * 200,
        "((" * MAX_CHARS,
        "1" * MAX_CHARS,
        "不、" * 300,
        "丢失补领" * 150,
        "补领，" * 50,
    ],
)
@pytest.mark.parametrize("piece", ["、40元/证，丢失补领的", "补领。", "补领补领，"])
def test_no_text_takes_long(text: str, piece: str) -> None:
    long = [Given("居民身份证补领" * 20, piece * 200)] * 3
    with soon():
        judge(text[:MAX_CHARS], "补领" * 100, long)
