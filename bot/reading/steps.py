"""The step of a procedure that a report's own words speak of.

`CUES` is the one table: the Chinese terms of `flows.issue_terms.STEPS`, with what
people say when they mean them, over folded text. Where the words speak of two steps,
or of none, nothing is guessed: the person is asked.
"""

from __future__ import annotations

import re

from bot.reading.words import Span, fold

CUES: dict[str, str] = {
    "咨询": r"咨询|热线|12345|打电话问|没人接电话|导办|指示牌|引导员|问讯|enquir|inquir|hotline|help desk",
    "注册登录认证": r"注册|登[录陆]|实名|人脸|刷脸|验证码|认证失败|\blog(?:ging)? ?in\b|sign[- ]?(?:in|up)|"
    r"verification code|face check|password",
    "取号排队": r"取号|叫号|排队|排了.{0,6}?(?:小时|分钟|钟头)|等号|过号|插队|queue|ticket machine|call(?:ing)? screen|"
    r"waited in line",
    "填表": r"填表|填写|表格|样表|填错|\bforms?\b|filling in",
    "提交材料": r"(?:交|递|提交|补|退|要)了?的?材料|材料被?退|退材料|退回|复印(?!费|机|收|店|要钱)|原件|上传|upload|photocop|papers? "
    r"(?:was|were|sent|rejected)|hand(?:ed|ing)? in",
    "受理": r"受理|收件|\baccept(?:ed|ance)\b",
    "审查": r"审核|审查|审批|核验|reviewed|under review|approval",
    "办结出件": r"出件|取证|领证|拿证|取件|制证|寄出|邮寄|快递|collect(?:ion|ing)?\b|pick(?:ed|ing)? up|deliver",
    "进度查询": r"进度|progress",
    "评价反馈": r"评价器|好差评|打分|评价完|回访|rating|feedback",
}  # fmt: skip
_CUES = {term: re.compile(words) for term, words in CUES.items()}
MAX_LOOKED_AT = 500
"""Characters of a report in which cues are looked for."""


def locate_step(text: str) -> tuple[str, Span] | None:
    """The step (its Chinese term) that `text` speaks of, and where it does.

    None where it is none, or not one only.
    """
    folded = fold(text[:MAX_LOOKED_AT])
    found = [(term, m.span()) for term, words in _CUES.items() if (m := words.search(folded))]
    return found[0] if len(found) == 1 else None


def guess_step(text: str) -> str | None:
    """The step (its Chinese term) that `text` speaks of; None where it is none, or not one only."""
    found = locate_step(text)
    return found[0] if found else None
