"""Answers of the guides in large type: short, and nothing lost."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.dialogue import large_answers
from bot.dialogue.large_answers import shortened
from bot.dialogue.messages import Outcome
from tests.bot.dialogue.test_guide_gaps import button
from tests.bot.dialogue.test_inspecting import Person

LIST = "\n".join(("【申请材料】", *(f"□ 第 {n} 样材料，原件和复印件各一份" for n in range(1, 6))))
END = "—— 《甲》 · 申请材料 · 版本 2026-1\n还有疑问可拨打：0999-8123456"


def test_a_list_is_counted_and_what_cites_it_stays() -> None:
    brief = shortened(f"⚠ 注意：这份指南已失效。\n{LIST}\n{END}", "zh")
    assert brief.count("□") == 2 and "……一共 5 条" in brief
    assert brief.endswith(END) and brief.startswith("⚠ 注意")
    assert "… 5 in all" in shortened(f"{LIST}\n{END}", "en")


def test_a_long_line_ends_at_a_mark() -> None:
    told = "居住地公安派出所或社区居住证受理点；" * 8
    brief = shortened(f"【办理地点】{told}\n{END}", "zh")
    assert brief.split("\n")[0].endswith("受理点……")


def test_what_is_short_stays_as_it_is() -> None:
    text = f"【承诺办结时限】5 个工作日\n{END}"
    assert shortened(text, "zh") == text


def shown(outcome: Outcome) -> str:
    return outcome.replies[0].text


@pytest.mark.parametrize("said", ["看完整回答", "还有呢", "全部", "see all of it"])
def test_all_of_it_is_a_word_or_a_tap_away(
    said: str, own: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_answers, "LEAST_SAVED", 0)  # the guides of tests are short
    person = Person(own.dialogue, "甲")
    for line in ("走流程 陪同式帮办 补办身份证", "大字版", "同意"):
        person.say(line)
    brief = person.say("怎么办理")
    assert "……一共 4 条" in shown(brief) and "凭回执领证" not in shown(brief)
    assert "凭回执领证" in shown(person.say(said))
    late = button(brief, "看完整回答")
    person.say("窗口")
    whole = person.say(choose=late)
    assert "凭回执领证" in shown(whole) and whole.walk.question == "aim"
    assert "过去了" in shown(person.say(choose="whole:999999"))
