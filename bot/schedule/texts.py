"""What is said at its time: Chinese first, English second."""

from __future__ import annotations

from flows.model import Locale

_TEXTS = {
    "too_large": (
        "这些文件太大，发不了，请用导出命令取：{names}",
        "Too large to be sent; please export them: {names}",
    ),
    "reminders": ("整改时限提醒（{day}）", "Deadlines ({day})"),
    "reply_reminders": ("回复反映人的期限提醒（{day}）", "Replies to who reported them ({day})"),
    "heads_own": (
        "【走流程提醒】第{week}周（{first:%m-%d}至{last:%m-%d}），您（{unit}）还没有走够。请安排时间。",
        "Week {week} ({first:%m-%d} to {last:%m-%d}): {unit} still owes a walk of its head.",
    ),
    "sit_in": (
        "【坐班提醒】{day}：{unit} {head}{place}{hours}。",
        "Sit-in on {day}: {unit}, {head}{place}{hours}.",
    ),
    "sit_in_at": ("，在{place}", ", at {place}"),
    "sit_in_hours": ("，{begins}—{ends}", ", {begins} to {ends}"),
    "sit_in_secret": (
        "还没有公示，请先公示（walkalong duties sit-in publish）。",
        "It is not public yet (walkalong duties sit-in publish).",
    ),
    "milestone": (
        "【{campaign}】节点“{name}”{by} 到，还有 {days} 天。",
        "{campaign}: the milestone “{name}” is on {by}, in {days} days.",
    ),
    "milestone_on": (
        "【{campaign}】节点“{name}”{by} 到，请核对完成情况。",
        "{campaign}: the milestone “{name}” is on {by}. Please look how far it is.",
    ),
    "plans_owed": (
        "【{campaign}】行动方案 {by} 前报，还没有报的：{actions}。",
        "{campaign}: plans are due by {by}. Not handed in: {actions}.",
    ),
    "remind_lead": (
        "超期较久，报牵头单位：{count} 个",
        "Long overdue, for the lead office: {count}",
    ),
    "remind_head": (
        "超期未办，请部门负责人督办：{count} 个",
        "Overdue, for the head of the department: {count}",
    ),
    "remind_late": ("已超期：{count} 个", "Overdue: {count}"),
    "remind_on": (
        "今天是到期前最后一个工作日：{count} 个",
        "Last working day before the deadline: {count}",
    ),
    "remind_before": ("快到期：{count} 个", "Due soon: {count}"),
    "late_by": ("超期 {days} 个工作日", "{days} working days late"),
    "for_others": (
        "其中 {count} 个该提醒的人没有登录，所以也发给您。",
        "{count} of them are for somebody who is not signed in, so you are told, too.",
    ),
    "more": ("……还有 {count} 个。", "… and {count} more."),
    "look": ("看这些问题", "Show them"),
    "digest": (
        "一周情况：新增 {new} 个问题，未整改 {still_open} 个，其中超期 {overdue} 个。",
        "The week: {new} new issues; {still_open} not mended, {overdue} of them overdue.",
    ),
    "old": (
        "拖了 {bound} 天以上的 {count} 个，最久的 {number} 有 {days} 天。",
        "Open for {bound} days or more: {count}; the oldest, {number}, for {days} days.",
    ),
    "covered": (
        "必走事项 {total} 项，已走 {walked} 项，覆盖 {percent}%。",
        "Of {total} must-walk services {walked} were walked ({percent}%).",
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
