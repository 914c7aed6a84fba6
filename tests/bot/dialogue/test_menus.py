"""While a menu asks, nothing slips through it to the question behind."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.bot.dialogue.conftest import Say

BARE = ("是", "好", "不", "嗯", "1", "2", "9", "可以", "no", "ok")
AT_CONSENT = ("走流程 陪同式帮办 补办身份证",)
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
    asked = say("没写要不要带户口本？")
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


AT_DRAFTS = (
    *(
        "走流程 陪同式帮办 补办身份证",
        "同意",
        "窗口",
        "没有",
        "普通群众",
        "不清楚",
        "没写要不要原件",
    ),
    *(
        "20分钟",
        "态度不好",
        "问了两遍没人理",
        "都对得上",
        "办好了",
        "10分钟",
        "满意",
        "都满意",
        "确认",
    ),
)
OVER_A_DRAFT: dict[str, tuple[str, ...]] = {
    "item": ("事项改成社保",),
    "item that no guide knows": ("事项改成影响程度是多花时间",),
    "which": ("更正",),
    "value": ("上一步",),
    "value in words": ("把不清楚的地方改一下",),
    "note": ("记一条",),
    "end": ("结束",),
    "walk_open": ("走流程",),
    "restart": ("重新开始",),
    "leave_out": ("跳过",),
    "field": ("修改",),
    "term": ("修改", "类别"),
    "field_value": ("修改", "原因"),
    "field for a value": ("第二个改成蓝色的",),
    "ask": ("多久能办好",),
}


@pytest.mark.parametrize("words", ["登记", "登计", "不登记", "第二个不登记", "第1个登记", "都登记"])
@pytest.mark.parametrize("menu", OVER_A_DRAFT)
def test_words_on_a_draft_are_understood_whatever_list_is_open(
    app: App, say: Say, menu: str, words: str
) -> None:
    for text in (*AT_DRAFTS, *OVER_A_DRAFT[menu]):
        before = say(text)
    assert before.walk.status == "open"
    after = say(words)
    found = {f.status for f in app.reader.findings(int(before.walk.id))}
    assert found & {"confirmed", "dropped"}
    assert after.walk.status == ("finished" if words == "都登记" else "open")


def test_a_place_is_that_of_the_list_on_the_screen(say: Say) -> None:
    for text in (*AT_DRAFTS, "修改"):
        say(text)
    assert "「类别」现在是" in say("第二个").replies[0].text
    assert "第 2 个问题，要改哪一栏" in say("第二个改一下").replies[0].text
    assert "「类别」现在是" in say("改第二个").replies[0].text


def test_what_number_means_a_card_or_a_question_is_asked(say: Say) -> None:
    for text in AT_DRAFTS:
        say(text)
    say("第一个登记")
    asked = say("第2个改成不同意")
    assert [o.label for o in asked.replies[-1].options][:2] == [
        "第 2 个问题",
        "第 2 题「同意记录」",
    ]
    assert "写到第 2 个问题的哪一栏" in say("1").replies[0].text
    assert "问题：不同意" in say("问题").replies[-1].text


def test_words_for_a_new_value_are_no_answer_behind_it(say: Say) -> None:
    for text in (*AT_CONSENT, "同意", "窗口", "没有", "普通群众", "清楚", "5分钟", "态度差"):
        say(text)
    assert "请说新的答案" in say("上一步").replies[0].text
    after = say("半小时")
    assert after.walk.question == "attitude_what"
    assert "请说新的答案" in after.replies[-1].text


def test_a_question_named_by_its_number_is_no_new_value_of_another(say: Say) -> None:
    for text in (*AT_CONSENT, "同意", "窗口", "没有", "普通群众", "不清楚", "没写原件", "上一步"):
        say(text)
    assert "「办理渠道」从“办事窗口”改成“APP”" in say("第三题改成APP").replies[0].text


@pytest.mark.parametrize("opened", [("记一条",), ("把不清楚的地方改一下",)])
def test_a_button_of_the_read_back_is_no_text_that_is_awaited(
    say: Say, opened: tuple[str, ...]
) -> None:
    for text in (*AT_DRAFTS[:-1], *opened):
        say(text)
    assert "2 个可能的问题" in say("确认提交").replies[0].text


@pytest.mark.parametrize("words", ["登记", "都登记", "第二个登记"])
def test_nothing_enters_the_ledger_while_consent_is_in_doubt(
    app: App, say: Say, words: str
) -> None:
    for text in (*AT_DRAFTS, "他不同意了"):
        say(text)
    after = say(words)
    assert [option.id for option in after.replies[-1].options] == ["withdraw:yes", "withdraw:no"]
    assert app.reader.issues(walk=int(after.walk.id)) == []
