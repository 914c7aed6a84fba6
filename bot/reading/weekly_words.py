"""What an office says of weekly packs: "周报谁没交", "本周周报", "重发医保局周报 原因：…"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.reading.words import core, fold

Do = Literal["status", "pack", "send", "note", "resend"]
MAX_SAID, MAX_WITH_WORDS = 60, 600
"""Characters above which a message tells more; a reason may be longer."""
_PACK = r"(?:周报包?|每周报送|周报送|weekly packs?|week's packs?|packs?(?= of| for))"
_LEAD = (
    r"(?:请|帮我|给我|麻烦|我要|我想|看一?下?|查一?下?|发(?:给我|我)?|要|把|show|send|give|get|me|please|"
    r"can you|i want|the|my|a|[\s,])*+"
)
_TAIL = r"(?:一下|吧|了|吗|呢|谢谢|please|[\s,.!?])*+"
_WEEK = (
    r"(?P<week>本周|这周|上周|(?:\d{4}\s*年?\s*-?\s*)?(?:w|第)\s*\d{1,2}\s*周?|this|last)(?:的|\s)*"
)
_NOT = r"(?:没有?|还没有?|未|没有按时)(?:有)?(?:交|报送|报|发|送)"
_STATUS = re.compile(
    rf"{_LEAD}(?:{_WEEK})?(?:"
    rf"{_PACK}(?:的|还有|都有|有|[\s,])*(?:谁|哪些(?:单位|部门)?|哪几个?(?:单位|部门)?|哪个(?:单位|部门)?)(?:还|都|[\s,])*{_NOT}|"
    rf"(?:还有|都有|有|[\s,])*(?:谁|哪些(?:单位|部门)?|哪几个?(?:单位|部门)?|哪个(?:单位|部门)?)(?:还|都|[\s,])*{_NOT}(?:的|[\s,])*(?P<w2>本周|这周|上周)?的?{_PACK}|"
    rf"{_PACK}(?:的|都|[\s,])*(?:报送|上报|交)?(?:情况|状态|进度|名单|齐了?没?有?|(?:都)?(?:交|报)(?:齐|全)?了(?:没有?)?)|"
    rf"(?:未|没)(?:交|报送?){_PACK}的?(?:单位|部门|名单)|"
    rf"who (?:has|have|did) ?(?:not|n't)(?: yet)? (?:sent|handed in|submitted|send|submit|hand in)(?: in)?(?: the| this| their)? ?{_PACK}|"
    rf"(?:status of )?{_PACK}(?: status)?(?: of this week)?(?<=status)|status of {_PACK}|weekly status"
    rf"){_TAIL}"
)
_SHOW = re.compile(
    rf"{_LEAD}(?:{_WEEK})?(?P<unit>(?!weekly)[^\s,。，:：]{{2,30}}?)?(?:的|[\s])*{_PACK}(?: (?:of|for) (?P<of>[^,:]{{2,30}}))?{_TAIL}|"
    r"/weekly"
)
_SEND = re.compile(
    rf"{_LEAD}(?:(?:现在)?报送(?:了)?{_PACK}|(?:确认|已经?)报送(?:了)?{_PACK}?|{_PACK}(?:已经?|我们?|[\s,])*(?:报送|报|交)了|"
    rf"(?P<unit>[^\s,。，:：]{{2,30}}?)的?{_PACK}(?:已经?)(?:报送|报|交)了?|"
    rf"(?:confirm|hand in|handed in) {_LEAD}{_PACK})了?{_TAIL}"
)
_NOTE = re.compile(
    rf"{_LEAD}(?:改一?下?|修改|重写|更改|change|edit|rewrite) ?{_LEAD}(?:{_PACK}(?:里|的|[\s])*)?(?:信息|news )?(?:简讯|note)"
    rf"(?:{_TAIL}|(?:\s*[:,]\s*|\s+|[为成]\s*:?\s*)(?P<rest>.+))",
    re.DOTALL,
)
_RESEND = re.compile(
    rf"{_LEAD}(?:重新?(?:发|报|做|报送)|更正|resend|correct|redo) ?{_LEAD}(?:{_WEEK})?"
    rf"(?:(?P<unit>(?!weekly)[^\s,。，:：]{{2,30}}?)?(?:的|[\s])*(?:{_WEEK.replace('<week>', '<week2>')})?{_PACK}(?: (?:of|for) (?P<of>[^,:]{{2,30}}?))?)"
    r"(?:(?:[\s,，。;；:：]+|(?=原因|理由|因为))(?:原因是?|理由是?|因为|because|reason)?[\s:：,，]*(?P<rest>.*))?",
    re.DOTALL,
)
_WEEKS = {"this": "本周", "这周": "本周", "last": "上周"}


@dataclass(frozen=True, slots=True)
class WeeklyAsked:
    """What is wanted of a pack; `rest` is a reason, or the words of a note."""

    do: Do
    unit: str = ""
    week: str = ""
    rest: str = ""


def read(text: str, *, in_form: bool) -> WeeklyAsked | None:
    """What of this all of `text` asks for; None where it is anything else.

    `in_form`: a question is open, which words may answer that are no command for sure.
    """
    if len(text) > MAX_WITH_WORDS and not _NOTE.match(fold(text[:MAX_WITH_WORDS])):
        return None
    folded = fold(text)
    said = core(folded)
    if (found := _NOTE.fullmatch(said)) is not None:
        return WeeklyAsked("note", rest=_as_said(text, folded, found["rest"] or ""))
    if (found := _RESEND.fullmatch(said)) is not None:
        rest = _as_said(text, folded, (found["rest"] or "").strip())
        return WeeklyAsked("resend", found["unit"] or found["of"] or "", _week(found), rest)
    if len(text) > MAX_SAID:
        return None
    if (found := _STATUS.fullmatch(said)) is not None:
        return WeeklyAsked("status", week=_week(found))
    if (found := _SEND.fullmatch(said)) is not None:
        return WeeklyAsked("send", found["unit"] or "")
    found = None if in_form else _SHOW.fullmatch(said)
    if found is None:
        return None
    return WeeklyAsked("pack", found["unit"] or found["of"] or "", _week(found))


def _as_said(text: str, folded: str, words: str) -> str:
    """Words as they were typed: folding makes letters small, and keeps their places."""
    at = folded.rfind(words) if words else -1
    return text[at : at + len(words)] if at >= 0 and len(text) == len(folded) else words


def _week(found: re.Match[str]) -> str:
    groups = found.groupdict()
    week = next(filter(None, (groups.get(name) for name in ("week", "week2", "w2"))), "")
    return _WEEKS.get(week, week)
