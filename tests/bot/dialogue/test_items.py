"""A service counts for the walk only where the flow takes it."""

from __future__ import annotations

from bot.app import App
from bot.dialogue.messages import Inbound
from bot.rehearsal import said
from tests.bot.dialogue.with_flows import dialogue_with
from tests.bot.homes import START


def test_a_service_that_the_flow_refuses_is_not_the_walks(app: App) -> None:
    dialogue = dialogue_with(app, "picky")

    def say(number: int, text: str) -> str:
        outcome = dialogue.handle(Inbound("test", "picky", str(number), START, text, name="云"))
        return said(outcome)

    told = say(1, "走流程 挑着办 补办身份证")
    assert "这一项不走" in told
    assert "承诺办结时限" not in told
    seen = app.dialogue._house.store.peek("test", "picky", "2")
    assert seen.walk is not None and seen.walk.item_id == ""
