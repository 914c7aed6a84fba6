"""A flow is edited while a question, a list or a button is on somebody's screen."""

from __future__ import annotations

import pytest

from tests.bot.editing import ABC, Office, ask, at_b, texts

CHOICE = """\
  - {type: select_one yesno, name: first, label: 一？, required: "yes"}
  - {type: select_one yesno, name: second, label: 二？, required: "yes"}
choices:
  yesno:
    - {name: "yes", label: 行}
    - {name: "no", label: 不行}
"""
SECOND = "  - {type: select_one yesno, name: second"


@pytest.mark.parametrize("said", [{"choose": "w1:second=no"}, {"text": "不行"}, {"text": "2"}])
def test_a_button_that_was_shown_still_answers(office: Office, said: dict[str, str]) -> None:
    office.publish(CHOICE)
    office.say("走流程 试走")
    office.say("行")
    office.edit(CHOICE.replace(SECOND, ask("x") + SECOND))
    assert office.say(**said).walk.question == "x"
    assert office.values() == {"first": "yes", "second": "no"}


def test_to_skip_what_was_on_the_screen_skips_nothing_that_was_not(office: Office) -> None:
    x, b = (f"  - {{type: text, name: {name}, label: 还有吗？}}\n" for name in "xb")
    office.publish(ask("a") + b)
    office.say("走流程 试走")
    office.say("甲说的")
    office.edit(ask("a") + x + b)
    assert office.say("跳过").walk.question == "x"
    assert office.state().skipped == ()


# menus that were open


def test_words_that_were_left_open_as_answer_or_question_are_a_note(office: Office) -> None:
    at_b(office)
    assert "是回答" in str(office.say("要带户口本还是身份证？").replies)
    office.edit(ask("a") + ask("c"))
    assert office.say("是回答").walk.question == "c"
    assert [text for _, text in office.notes()] == ["要带户口本还是身份证？"]
    assert office.values() == {"a": "甲说的"}


def test_a_new_value_that_was_asked_for_goes_to_its_answer(office: Office) -> None:
    at_b(office)
    assert "a？" in texts(office.say("上一步"))
    office.edit(ask("a1", ", was: a") + ask("b"))
    assert office.say("另一句话").walk.question == "b"
    assert office.values() == {"a1": "另一句话"}


def test_a_new_value_of_what_is_gone_is_a_note(office: Office) -> None:
    at_b(office)
    office.say("上一步")
    office.edit(ask("b") + ask("c"))
    assert office.say("另一句话").walk.question == "b"
    assert [text for _, text in office.notes()] == ["a？：甲说的", "另一句话"]


def test_a_list_of_answers_by_their_old_names_has_passed(office: Office) -> None:
    at_b(office)
    options = office.say("更正").replies[-1].options
    office.edit(ask("a1", ", was: a") + ask("b"))
    assert "过" in texts(office.say(choose=options[0].id))
    assert office.values() == {"a1": "甲说的"}


def test_whether_to_end_is_still_asked(office: Office) -> None:
    at_b(office)
    assert len(office.say("结束").replies[-1].options) == 2
    office.edit(ask("a") + ask("x") + ask("b"))
    assert office.say("乙说的").walk.question == "x", "it goes behind the menu, to what was there"
    assert office.values() == {"a": "甲说的", "b": "乙说的"}


@pytest.mark.parametrize("menu", ["", "结束"])
def test_two_edits_before_a_word_is_said(office: Office, menu: str) -> None:
    at_b(office)
    if menu:
        office.say(menu)
    office.edit(ask("a") + ask("x") + ask("b"))
    office.edit(ask("y") + ask("a") + ask("x") + ask("b2", ", was: b"))
    said = office.say("乙说的")
    assert texts(said).count("刚更新过") == 1
    assert said.walk.question == "y"
    assert office.values() == {"a": "甲说的", "b2": "乙说的"}


def test_a_new_value_may_still_be_thought_better_of(office: Office) -> None:
    at_b(office)
    office.say("上一步")
    office.edit(ABC + ask("d"))
    assert office.say("不改了").walk.question == "b"
    assert office.values() == {"a": "甲说的"}
    assert office.notes() == []


def test_the_menu_whether_to_end_takes_its_own_answers(office: Office) -> None:
    at_b(office)
    _, stay = office.say("结束").replies[-1].options
    office.edit(ask("a") + ask("x") + ask("b"))
    assert office.say(stay.label).walk.question == "x"
    assert office.values() == {"a": "甲说的"}
