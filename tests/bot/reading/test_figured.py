"""Ages are read in whatever signs they are written; minutes and visits are no ages."""

from __future__ import annotations

import pytest

from bot.reading import choices
from flows.model import Choice
from tests.patience import soon

AGES = tuple(
    Choice(name, {"zh": label, "en": label}, {"synonyms": "|".join(map(str, years))})
    for name, label, years in (
        ("young", "18—44岁", range(18, 45)),
        ("older", "45—69岁", range(45, 70)),
    )
)


OLDER = (
    "62|六十二|我今年六十二了|我四十五|四十五周岁|"
    "sixty two|I am sixty-two|I am 62 and retired|62 years old"
)
YOUNG = "35|thirty|三十出头|20多岁"
NEITHER = (
    "等了20分钟|20多分钟|等了二十分钟|跑了20趟|我是62年的|waited 20 minutes|sixty people|"
    "62 years ago|62元"
)


@pytest.mark.parametrize(("texts", "name"), [(OLDER, "older"), (YOUNG, "young"), (NEITHER, None)])
def test_a_figure_is_an_age_unless_it_counts_something_else(texts: str, name: str | None) -> None:
    for text in texts.split("|"):
        reading = choices.exact(text, AGES) or choices.read(text, AGES)
        assert (reading and reading.value) == name, text


def test_figures_without_end_take_no_long_time() -> None:
    with soon():
        choices.read("20 " * 100, AGES)
        choices.read("二十" * 150, AGES)
