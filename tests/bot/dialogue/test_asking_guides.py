"""What was asked back about is asked of before a question is told to be of no service."""

from __future__ import annotations

from typing import Any, cast

from bot.dialogue.asking_guides import answer, asked
from bot.dialogue.context import Context, Menu
from bot.dialogue.messages import Option
from bot.dialogue.understand import AskMeant
from knowledge.library import Library
from knowledge.model import GuideAnswer
from storage.turns import Seen
from tests.bot.homes import START


class Guides:
    """Guides that tell a question only when it is asked of one of these items."""

    def __init__(self, *knowing: str) -> None:
        self.knowing = knowing

    def ask(self, _question: str, *, item: str | None, **_: object) -> GuideAnswer:
        status: Any = "answered" if item in self.knowing else "refused"
        return GuideAnswer(status=status, text=item or "none", item=item or "")


def told(guides: Guides, *ids: str) -> str:
    menu = Menu("ask", tuple(Option(id_, id_) for id_ in ids))
    seen = cast(Seen, type("Nobody", (), {"walk": None})())
    asking = asked(AskMeant("do I need a certificate"), Context(menu=menu), None, seen, "")
    assert asking is not None
    return answer(cast(Library, guides), asking, seen, START.date(), "en").text


def test_the_only_one_that_tells_it_is_meant() -> None:
    assert told(Guides("a"), "ask:a", "ask:") == "a"
    assert told(Guides("b"), "ask:a", "ask:b", "ask:") == "b"


def test_where_none_or_several_tell_it_no_guide_is_found() -> None:
    assert told(Guides("c"), "ask:a", "ask:") == "none"
    assert told(Guides("a", "b"), "ask:a", "ask:b") == "none"
    assert told(Guides("a"), "ask:a#收费标准") == "none"
