"""Presses that come early, twice, late, or on what is no more."""

from __future__ import annotations

from tests.bot.channels.both_ways.town import Town, goes
from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Person, eventually
from tests.telegram_sim.running import STAFF, VOLUNTEER

TO_FOUND = (
    ("[☐ 办事窗口]", "从哪儿办"),
    ("[完成]", "最想弄清楚"),
    ("没有", "哪种情况"),
    ("[普通群众]", "查得到"),
)


def said(person: Person, press: str) -> str:
    """The word beside the button."""
    eventually(lambda: person.answered(press) is not None)
    return str((person.answered(press) or {}).get("text", ""))


def test_a_double_tap_is_one_answer(town: Town) -> None:
    person = town.walker()
    goes(person, *TO_FOUND)
    person.click("清楚，一次就问到")
    second = person.click("清楚，一次就问到", old=True)
    calls = person.until("本来就是")
    assert "等了多久" in calls[-1].text
    assert said(person, second) == "清楚，一次就问到", "what stands on it, and nothing of a mistake"
    assert town.answers(person)["found"] == "clear"


def test_a_press_for_a_question_that_is_passed_corrects_it_and_says_so(town: Town) -> None:
    person = town.walker()
    goes(person, *TO_FOUND, ("[清楚，一次就问到]", "等了多久"))
    person.click("企业", old=True)
    [corrected] = person.calls()
    assert "从“普通群众”改成“企业”" in corrected.text
    assert "等了多久" in corrected.text
    goes(person, ("[☐ 自助终端]", "从哪儿办"), ("[完成]", "从“办事窗口”改成“办事窗口、自助终端”"))
    assert town.answers(person)["channels"] == ("window", "kiosk")


def test_a_press_on_the_keyboard_of_a_former_walk_changes_nothing(town: Town) -> None:
    person = town.walker()
    first = person.messages()[-1]["message_id"]
    goes(person, *TO_FOUND, ("结束", "结束"), ("[结束]", "走流程"))
    person.start("walk_T-GA-001")
    person.until("同意我们记录")
    goes(person, ("[同意]", "从哪儿办"), ("[☐ APP]", "从哪儿办"))
    person.click("☐ 自助终端", message_id=first, old=True)
    person.calls(method="editMessageReplyMarkup")
    person.click("完成", message_id=first, old=True)
    person.until("已经过去了")
    assert "channels" not in town.answers(person)


def test_a_press_that_overtakes_a_message_is_not_lost_and_nor_is_that(town: Town) -> None:
    person = town.walker()
    goes(person, ("窗口", "最想弄清楚"))
    if town.way == "webhook":
        town.telegram.fault(deliver="message", chat_id=person.chat, delay=0.5)
    person.say("到底要带几样材料")
    person.click("没有特别的")
    town.settled(person)
    assert "到底要带几样材料" in town.heard(person)
    assert town.answers(person)["aim"] == "没有特别的"


def test_two_quick_ticks_both_count(town: Town) -> None:
    person = town.walker()
    town.telegram.at_once(
        person.planned("click", button=box) for box in ("☐ APP", "☐ 办事窗口", "☐ 其他", "☐ APP")
    )
    person.calls(4)
    goes(person, ("[完成]", "最想弄清楚"))
    assert town.answers(person)["channels"] == ("window", "other")


def test_a_press_on_a_message_that_is_gone_is_taken_or_told(town: Town) -> None:
    person = town.walker()
    number = person.messages()[-1]["message_id"]
    Api(town.telegram, VOLUNTEER[0]).ok("deleteMessage", chat_id=person.chat, message_id=number)
    for button in ("☐ 办事窗口", "完成"):
        press = person.click(button, old=True)
        assert "太旧" in said(person, press)
    goes(person, ("继续", "从哪儿办"), ("[☐ 办事窗口]", "从哪儿办"), ("[完成]", "最想弄清楚"))
    number = person.messages()[-1]["message_id"]
    Api(town.telegram, VOLUNTEER[0]).ok("deleteMessage", chat_id=person.chat, message_id=number)
    person.click("没有特别的", old=True)  # it says all by itself
    person.until("哪种情况")


def test_the_same_holds_before_the_staff_s_bot(town: Town) -> None:
    person = town.member("林工")
    goes(person, ("走流程 陪同式帮办", "哪个"), ("居民身份证补领", "同意"))
    goes(person, ("[同意]", "从哪儿办"), ("[☐ 办事窗口]", "从哪儿办"))
    number = next(m["message_id"] for m in reversed(person.messages()) if "reply_markup" in m)
    Api(town.telegram, STAFF[0]).ok("deleteMessage", chat_id=person.chat, message_id=number)
    press = person.click("☐ APP", old=True)
    assert "太旧" in said(person, press)
    goes(person, ("继续", "从哪儿办"), ("[☐ APP]", "从哪儿办"), ("[完成]", "最想弄清楚"))
    assert town.answers(person)["channels"] == ("app",)


def test_a_press_that_was_not_answered_in_time_still_counts(town: Town) -> None:
    person = town.walker()
    goes(person, ("窗口", "最想弄清楚"))
    refused = {"code": 400, "description": "Bad Request: query is too old and response timeout"}
    town.telegram.fault(method="answerCallbackQuery", bot=person.bot, **refused)
    failed = town.measured("failures_total", bot=person.bot)
    goes(person, ("[没有特别的]", "哪种情况"))
    assert town.measured("failures_total", bot=person.bot) == failed
