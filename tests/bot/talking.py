"""Walks that an office's people make, a line a message: what duties and scores count."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import App
from bot.dialogue.messages import Inbound, Outcome
from tests.bot.homes import START

LEADER = """走流程 主官式体验 补办身份证
到底要带几样材料
公示了
政务大厅8号窗口
12个
一件
面对面
半小时
没有问题
没有
1.户口本复印件不要了 2.两个科室并联审
取号机旁加凳子
12月15日前取消户口本复印件
都满意
弄清了
确认"""
PEER_CHECK = """走流程 推磨式互查 补办身份证
APP
到底要带几样材料
群众
{checked}
登不上
验证码收不到
5分钟
跳过
没选
{score}
{counts}
都满意
40分钟
弄清了
确认
{register}"""
ACCOMPANIED = """走流程 陪同式帮办 补办身份证
同意
窗口
没有特别的
普通群众
清楚，一次就问到
{minutes}分钟
都顺利
都对得上
当场办好了
10分钟
满意
都满意
确认"""


def say(
    app: App,
    words: str,
    *,
    chat: str,
    department: str = "",
    at: datetime = START,
    name: str = "",
) -> list[Outcome]:
    """What a member of staff says in a chat, a line a message and a minute; what came of each."""
    return [
        app.dialogue.handle(
            Inbound(
                "rehearsal",
                chat,
                f"{at:%m%d%H%M}-{number}",
                at + timedelta(minutes=number),
                text=line,
                name=name or chat,
                role="staff",
                department=department,
            )
        )
        for number, line in enumerate(words.splitlines())
    ]
