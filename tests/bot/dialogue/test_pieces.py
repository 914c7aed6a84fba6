"""Words that point at one of the pieces of a guide that were offered, or at none of them."""

from __future__ import annotations

from bot.dialogue.context import Menu
from bot.dialogue.menu_kinds import NONE_ASKED
from bot.dialogue.messages import Option
from bot.dialogue.pointing import pointed


def test_a_no_closes_the_choice_and_a_yes_takes_the_only_one() -> None:
    one = Menu("ask", (Option("ask:a", "社保卡"), Option(NONE_ASKED, "都不是")))
    for said in ("没有", "不是", "随便", "算了", "一个都不是", "neither"):
        assert pointed(said, one) == NONE_ASKED
    for said in ("是的", "好的", "嗯"):
        assert pointed(said, one) == "ask:a"


def test_what_says_more_or_answers_the_open_question_points_at_nothing() -> None:
    pieces = (Option("ask:a#b", "办理时间"), Option("ask:a#c", "收费标准"))
    menu = Menu("ask", (*pieces, Option(NONE_ASKED, "都不是")))
    for said in ("同意", "20分钟", "办理时间写错了，要改", "那个", "是的", "好的"):
        assert pointed(said, menu) is None
    assert pointed("问的是办理时间那个", menu) == "ask:a#b"
    assert pointed("none of these", menu) == NONE_ASKED
    assert pointed("都不是", Menu("near_two", menu.options)) is None
