"""Asking how far one is, and what looks like it and goes to the guides or is an answer."""

from __future__ import annotations

import pytest

from bot.reading.how_far import asks_how_far
from tests.patience import soon

FAR = (
    "how many more?|how many questions are left|还有几个问题|还有几题|还剩多少|还要问多少|问完了没|"
    "快完了吗|第几题了|走到哪了|到哪一步了|多久能弄完|还要多久能填完|"
    "how much longer|are we done yet|"
    "一共几题|"
    "一共要问多少题|还有多少没问|what's left?|"
    "is this the last question|好累，还有几题？|"
    "累死了，这都要到什么时候才能完？|这些都问完了没|结束了吗|办完了没有|办完了吗|都办完了没|"
    "还有哪些要看的？"
)
OTHER = (
    "还有多少人排队|还要几份材料|多久能办好|还差什么材料|要多久|how long does it take|"
    "how many copies|还要跑几趟|有几个问题没解决|还要等多久|几个问题都没人管|问了三个问题|"
    "到哪一步了都不知道|how many are there|完了|结束|表填完了没|什么时候能办完|"
    "办证还有哪些要填的材料"
)


@pytest.mark.parametrize("text", FAR.split("|"))
def test_far(text: str) -> None:
    assert asks_how_far(text) == "far"


def test_the_length_of_the_procedure_may_be_meant() -> None:
    assert asks_how_far("还要多久") == "time"


@pytest.mark.parametrize("text", OTHER.split("|"))
def test_other(text: str) -> None:
    assert asks_how_far(text) == ""


def test_a_long_text_is_no_such_question() -> None:
    with soon():
        assert asks_how_far("还有" * 10_000) == ""
