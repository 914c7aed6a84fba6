"""Whatever comes in, wherever one is: there is an answer, and nothing raises."""

from __future__ import annotations

from itertools import count, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.dialogue.acts import COMMANDS, FROM_MENU
from bot.dialogue.messages import Inbound, Option, Outcome
from tests.bot.homes import START

WAY: tuple[str, ...] = (
    "走流程 陪同式帮办 补办身份证", "同意", "窗口和小程序", "没有", "老年人", "跳过", "不清楚",
    "没写要不要原件", "半小时", "退回，态度差", "一次", "照片不合格", "没人理", "都顺利",
    "都对得上", "办好了",
    "10分钟", "不满意", "没人理", "都满意", "确认", "修改", "类别", "服务态度", "登记",
)  # fmt: skip
"""A walk through every type of question to the read-back, the drafts and their menus."""
DETOURS: tuple[str, ...] = (
    "上一步", "更正", "记一条", "报问题", "暂停", "结束", "重新开始", "走流程", "跳过", "继续",
    "我的问题", "帮助", "转人工", "English", "中文", "要带什么材料？", "不会填怎么办", "/foo",
)  # fmt: skip
SITUATIONS = (0, 1, 2, 3, 5, 7, 8, 10, 16, 19, 20, 21, 22, 23, 24)
"""Steps of the way that differ in what is asked or shown: of questions alike one will do."""
KINDS = (
    *sorted(FROM_MENU),
    "item", "w", "i", "w1", "i1", "report", "passed", "cmd", "stay!", "nosuch", "",
)  # fmt: skip
RESTS = (
    "", "=", "!", "?", "yes", "no", "aim", "aim=", "aim=x", "nosuch=", "nosuch=x", "item=",
    "consent=no", "channels=window", "port[2]/tries=3", "[", "[[]]/x=1", "1", "1:keep", "1:edit",
    "1:problem",
    "1:category=guide", "²:keep", "9" * 40, "x" * 5000, "\ud800", "\x00", "走流程=补办身份证",
    "=" * 99, "accompanied=", "issue=", "T-GA-001", "item=T-GA-001", "problem=x", "category=guide",
    "help",
)  # fmt: skip
HOSTILE = [f"{kind}:{rest}" for kind, rest in product(KINDS, RESTS)]
PART = len(SITUATIONS)
"""Of so many crafted buttons one is tried in each situation; in which, the random test varies."""

_chats = count()


class Talker:
    """One person in a chat of their own, who can say anything."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._name = f"never{next(_chats)}"
        self._ids = count()
        self.shown: list[Option] = []

    def say(self, text: str = "", choose: str = "") -> Outcome:
        inbound = Inbound("test", self._name, str(next(self._ids)), START, text, choose)
        outcome = self._app.dialogue.handle(inbound)
        assert outcome.replies, (text, choose)
        assert all(reply.text.strip() for reply in outcome.replies)
        self.shown = [option for reply in outcome.replies for option in reply.options]
        return outcome


@pytest.mark.parametrize("place", range(len(SITUATIONS)))
def test_a_crafted_button_is_answered_wherever_one_is(app: App, place: int) -> None:
    talker = Talker(app)
    for text in WAY[: SITUATIONS[place]]:
        talker.say(text)
    for option in HOSTILE[place % PART :: PART]:
        talker.say(choose=option)


odd = st.text(max_size=30) | st.text(
    "0123456789²①一二三两半分钟小时天个没不是的吗？?，。 \n/#-+.", max_size=12
)
moves = (
    st.sampled_from(WAY).map(lambda text: ("text", text))
    | st.sampled_from(DETOURS).map(lambda text: ("text", text))
    | odd.map(lambda text: ("text", text))
    | st.sampled_from(
        ["甲" * 6_000, "👌", "。。。", "http://a.b/c?d=e", "{0}{x}%s", "\u202e好"]
    ).map(lambda text: ("text", text))
    | st.integers(0, 30).map(lambda n: ("tap", str(n)))
    | st.sampled_from(HOSTILE).map(lambda option: ("choose", option))
    | st.builds("{}:{}".format, st.sampled_from(KINDS), odd).map(lambda option: ("choose", option))
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, len(WAY)), st.lists(moves, max_size=12))
def test_any_sequence_of_messages_is_answered(
    app: App, steps: int, sequence: list[tuple[str, str]]
) -> None:
    talker = Talker(app)
    for text in WAY[:steps]:
        talker.say(text)
    for kind, value in sequence:
        if kind == "text":
            talker.say(value)
        elif kind == "choose":
            talker.say(choose=value)
        elif talker.shown:
            talker.say(choose=talker.shown[int(value) % len(talker.shown)].id)


def test_every_command_is_carried_out_in_and_outside_of_a_walk(app: App) -> None:
    for name in COMMANDS:
        talker = Talker(app)
        talker.say(choose=f"cmd:{name}")
        talker.say("走流程 陪同式帮办 补办身份证")
        talker.say(choose=f"cmd:{name}")
