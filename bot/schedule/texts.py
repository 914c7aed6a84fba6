"""What is said at its time: Chinese first, English second."""

from __future__ import annotations

from flows.model import Locale

_TEXTS = {
    "pack": (
        "每周报送（{day}）：整改台账共 {total} 个问题，本周新增 {new} 个。",
        "The weekly pack ({day}): {total} issues in the ledger, {new} of them new this week.",
    ),
    "too_large": (
        "这些文件太大，发不了，请用导出命令取：{names}",
        "Too large to be sent; please export them: {names}",
    ),
    "deadlines": (
        "整改时限提醒：超期 {overdue} 个，{days} 天内到期 {close} 个。",
        "Deadlines: {overdue} overdue, {close} due within {days} days.",
    ),
    "issue": ("· {number}  {day}  {what} {office}", "· {number}  {day}  {what} {office}"),
    "more": ("……还有 {count} 个。", "… and {count} more."),
    "look": ("看这些问题", "Show them"),
    "digest": (
        "一周情况：新增 {new} 个问题，未整改 {still_open} 个，其中超期 {overdue} 个。",
        "The week: {new} new issues; {still_open} not mended, {overdue} of them overdue.",
    ),
    "most": ("新增最多的类别：{categories}", "Most of the new ones: {categories}"),
    "nudge": (
        "您的走流程{item}还没走完，答过的都留着。有空的时候接着走就行；今天不方便，说“暂停”，我就不再提醒。",
        "Your walk{item} is not finished; all that you answered is kept. Go on when you have time, "
        "or say “pause” and I will not remind you.",
    ),
    "go_on": ("继续", "Go on"),
    "pause": ("暂停", "Pause"),
}


def said(word: str, locale: Locale, **filled: object) -> str:
    """One of the sentences."""
    return _TEXTS[word][1 if locale == "en" else 0].format(**filled).strip()
