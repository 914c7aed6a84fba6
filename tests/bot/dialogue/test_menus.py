"""While a menu asks, nothing slips through it to the question behind."""

from __future__ import annotations

import pytest

from tests.bot.dialogue.conftest import Say

BARE = ("是", "好", "不", "嗯", "1", "2", "9", "可以", "no", "ok")
AT_CONSENT = ("走流程 补办身份证",)
MENUS: dict[str, tuple[str, ...]] = {
    "walk_open": ("走流程",),
    "restart": ("重新开始",),
    "giveup": ("走流程", "不"),
    "end": ("结束",),
    "which": ("更正",),
    "value": ("上一步",),
    "value of a choice": ("同意", "上一步"),
    "note": ("记一条",),
    "withdraw": ("不太好吧",),
    "end_report": ("报问题：停车难", "结束"),
    "report and restart": ("报问题：停车难", "重新开始"),
}


@pytest.mark.parametrize("reply", BARE)
@pytest.mark.parametrize("menu", MENUS)
def test_a_bare_reply_to_a_menu_answers_no_question_behind_it(
    say: Say, menu: str, reply: str
) -> None:
    for text in (*AT_CONSENT, *MENUS[menu]):
        before = say(text)
    after = say(reply)
    places = {before.walk.question, "issue/category", "issue/severity", "item", ""}
    assert after.walk.question in places or after.walk.question == "consent"
    assert "明白，办事人不同意" not in after.replies[0].text or menu == "withdraw"


@pytest.mark.parametrize("reply", BARE)
def test_an_ambiguous_text_is_not_answered_by_a_nod_or_a_wrong_number(say: Say, reply: str) -> None:
    for text in (*AT_CONSENT, "同意", "窗口", "没有", "普通群众", "不清楚"):
        say(text)
    asked = say("要带户口本还是身份证？")
    assert [option.id for option in asked.replies[-1].options] == ["both:answer", "both:ask"]
    after = say(reply)
    if reply == "1":
        assert after.walk.question == "queue"
    else:
        assert after.walk.question == "found_unclear"
        if reply != "2":
            assert next(option.id for option in after.replies[-1].options) == "both:answer"


@pytest.mark.parametrize("reply", ["我再想想", "不知道", "随便"])
def test_who_hesitates_at_a_menu_tells_no_story(say: Say, reply: str) -> None:
    for text in (*AT_CONSENT, "同意", "窗口", "没有", "普通群众", "不清楚", "结束"):
        say(text)
    after = say(reply)
    assert after.walk.question == "found_unclear"
    assert [option.id for option in after.replies[0].options] == ["end:yes", "end:no"]


@pytest.mark.parametrize("reply", [*BARE, "同意", "他同意"])
def test_a_bare_reply_is_asked_again_by_the_menu_itself(say: Say, reply: str) -> None:
    for text in (*AT_CONSENT, "更正"):
        say(text)
    after = say(reply)
    if reply == "同意":  # the very words of the open question's option
        assert after.walk.question == "channels"
    else:
        assert after.walk.question == "consent"
        assert "(2/" not in after.replies[-1].text


def test_a_menu_that_is_dodged_again_and_again_offers_ways_out(say: Say) -> None:
    for text in (*AT_CONSENT, "更正", "好", "嗯"):
        say(text)
    assert "转人工" in [option.label for option in say("好").replies[-1].options]


def test_an_answer_in_so_many_words_passes_a_menu(say: Say) -> None:
    for text in (*AT_CONSENT, "同意", "更正"):
        say(text)
    assert say("办事窗口").walk.question == "aim"


@pytest.mark.parametrize("late", ["确认提交", "再加一个", "先存草稿", "分开登记", "Confirm"])
def test_words_of_a_button_that_has_passed_are_no_text_answer(say: Say, late: str) -> None:
    for text in (*AT_CONSENT, "同意", "窗口", "没有", "普通群众", "不清楚"):
        say(text)
    after = say(late)
    assert after.walk.question == "found_unclear"
