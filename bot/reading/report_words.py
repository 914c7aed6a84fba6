"""What an admin says to have a walk's report: "发走流程3的报告", "send the report of walk 3"."""

from __future__ import annotations

import re

from bot.reading.words import core, fold

_WALK = r"(?:走流程|walk)(?:记录)?"
_N = r"(?:no\.?|number|#|第|编号|\s)*+(?P<{}>[0-9]{{1,9}})号?"
_LEAD = r"(?:请|帮我|给我|麻烦|发(?:我|给我)?|导出|下载|生成|出|要|把|一下|一?份|send|give|export|download|make|me|the|a|an|please|\s)*+"
_NAME = r"(?:体验|督查)?报告|(?:(?:walk|experience|inspection) )?reports?"
_TAIL = r"(?:发(?:给)?我|导出来?|下载|文件|word|please|一下|吧|谢谢|[\s,.])*+"
_SHAPE = re.compile(
    rf"{_LEAD}(?:{_WALK}\s*{_N.format('a')}|第?(?P<b>[0-9]{{1,9}})号?(?:次)?{_WALK})\s*的?\s*(?:{_NAME}){_TAIL}|"
    rf"{_LEAD}(?:{_NAME})\s*(?:of|for|on) (?:the )?{_WALK}\s*{_N.format('c')}{_TAIL}|"
    rf"/report {_N.format('d')}|"
    rf"(?P<any>(?:发|导出|下载|出|要|给我|send|export|download|give){_LEAD}(?:走流程的?|体验|督查)报告{_TAIL}|"
    rf"(?:send|export|download|give|show){_LEAD}(?:walk|experience|inspection) reports?{_TAIL})"
)
_BARE = re.compile(rf"{_LEAD}(?:看看?)?(?:走流程的?|体验|督查)?报告{_TAIL}|{_LEAD}reports?{_TAIL}")
"""May be an answer as well, where something is asked."""
MAX_SAID = 60
"""Characters above which a message tells more."""


def read(text: str, *, in_form: bool) -> str | None:
    """The walk whose report is wanted, "" where none is named; None where no report is."""
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    match = _SHAPE.fullmatch(said)
    if match is None:
        return "" if not in_form and _BARE.fullmatch(said) else None
    return next(filter(None, map(match.group, "abcd")), "")
