"""Where a list has one option left, whatever cannot be read is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from bot.dialogue.nearest import nearest
from flows.events import Prompt
from flows.model import Choice, Question

if TYPE_CHECKING:
    from bot.dialogue.house import House

NOBODY = cast("House", None)
"""No embedding model is asked."""


@pytest.mark.parametrize(
    ("said", "offered"), [("城都", ("cd",)), ("就那个市", ("cd",)), ("不知道", ()), ("好", ())]
)
def test_the_only_option_is_offered(said: str, offered: tuple[str, ...]) -> None:
    question = Question(name="city", type="select_one", row=0, label={"zh": "哪个市？"})
    left = (Choice("cd", {"zh": "成都市"}),)
    prompt = Prompt("city", question, "s", 1, 9, required=True, choices=left)
    assert nearest(NOBODY, prompt, said, "zh") == offered
