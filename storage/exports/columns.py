"""The columns of the rectification ledger, in the order of the 整改台账: one table, one shape.

Order and names: the full set proposed for the ledger on R70 (the five columns
that the plans name: 问题 原因 整改优化措施 工作建议 责任部门), R71 (mode and
deadline) and R73 (photos). A column without a value yet (the life cycle fills
it later) stays blank; an unverified value leaves it blank too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from storage.exports.evidence import fact
from storage.records import ISSUE_FIELDS, IssueRecord

Value = str | int | float | date | datetime | None
Kind = Literal["text", "date", "time", "number"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: `zh` is the header, `width` in characters of the sheet's default font."""

    key: str
    zh: str
    en: str
    width: float
    kind: Kind
    value: Callable[[T], Value]
    meaning: str = ""
    seed: bool = False
    """One of the five columns that the plans name (R70): told apart by its header's colour."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger: `serial` counts from 1."""

    serial: int
    issue: IssueRecord


ROLES = {"volunteer": "体验员", "staff": "工作人员", "admin": "管理员"}


def as_date(text: str) -> Value:
    """An ISO date (or date and time) as a date; any other text as it is."""
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return text


def _fact(key: str) -> Callable[[Entry], Value]:
    return lambda entry: fact(entry.issue, key)


def _date(key: str) -> Callable[[Entry], Value]:
    return lambda entry: as_date(fact(entry.issue, key))


def _reporter(entry: Entry) -> Value:
    role = ROLES.get(entry.issue.reporter_role, entry.issue.reporter_role)
    name = " ".join(entry.issue.reporter.split()) or "匿名"
    return f"{name}（{role}）" if role else name


def _photos(entry: Entry) -> Value:
    """`WT-2026-0001-1`, or `WT-2026-0001-1～3` for three (R73)."""
    count = len(entry.issue.media)
    return f"{entry.issue.number}-1" + (f"～{count}" if count > 1 else "") if count else None


def _minutes(entry: Entry) -> Value:
    minutes = fact(entry.issue, "minutes")
    return int(minutes) if minutes.isdecimal() else minutes or None


def _remark(entry: Entry) -> Value:
    """The remark, and the facts that have no column of their own."""
    parts = [fact(entry.issue, "remark")]
    for key in ("case_number", "place", "raised_at_window", "element", "guide_says", "guide"):
        value = fact(entry.issue, key)
        parts.append(f"{ISSUE_FIELDS[key]}：{value}" if value else "")
    seen = [one.seen for one in entry.issue.sightings]
    if seen:
        parts.append(
            f"之后走流程：再次遇到 {seen.count('still')} 次，没再遇到 {seen.count('gone')} 次"
        )
    return "\n".join(part for part in parts if part)


# fmt: off
COLUMNS: tuple[Column[Entry], ...] = (
    Column("serial", "序号", "No.", 5.5, "number", lambda e: e.serial, "本次导出中的顺序号"),
    Column("number", "问题编号", "Issue number", 14.5, "text", lambda e: e.issue.number,
           "年度内连续编号，一经编定不再改变"),
    Column("source", "来源", "Source", 15, "text", lambda e: e.issue.source,
           "发现问题的行动或反映渠道"),
    Column("found_at", "发现日期", "Found on", 11.5, "date", lambda e: e.issue.found_at.date(),
           "说出问题那条消息的日期（北京时间）"),
    Column("reporter", "发现人", "Found by", 17, "text", _reporter,
           "称呼和身份；反映人要求匿名的写“匿名”"),
    Column("item", "事项名称", "Service item", 22, "text", _fact("item"), "所办的政务服务事项"),
    Column("item_code", "实施编码", "Item code", 14, "text", _fact("item_code"),
           "事项的实施编码"),
    Column("channels", "渠道", "Channel", 14, "text", _fact("channels"),
           "办理渠道：窗口、网页、APP、小程序、自助终端等"),
    Column("step", "环节", "Step", 12, "text", _fact("step"), "问题发生在哪个办事环节"),
    Column("problem", "问题", "Problem", 33, "text", _fact("problem"),
           "发生了什么，以反映人原话为据", seed=True),
    Column("category", "类别", "Category", 11.5, "text", _fact("category"), "问题类别"),
    Column("severity", "影响程度", "Severity", 10, "text", _fact("severity"),
           "对办事人的影响"),
    Column("cause", "原因", "Cause", 22, "text", _fact("cause"), "问题的原因", seed=True),
    Column("mode", "整改方式", "Mode", 10, "text", _fact("mode"),
           "立行立改、限期整改或系统攻坚"),
    Column("measure", "整改优化措施", "Measure", 25, "text", _fact("measure"),
           "怎样整改、优化", seed=True),
    Column("suggestion", "工作建议", "Suggestion", 23, "text", _fact("suggestion"),
           "反映人或工作人员的建议", seed=True),
    Column("department", "责任部门", "Department", 12.5, "text", _fact("department"),
           "负责整改的部门", seed=True),
    Column("owner", "责任人", "Owner", 9, "text", _fact("owner"), "部门内负责的人"),
    Column("partners", "协同单位", "Partners", 10.5, "text", _fact("partners"),
           "需要配合的单位"),
    Column("target", "整改目标", "Target", 12, "text", _fact("target"), "整改要达到什么"),
    Column("deadline", "整改时限", "Deadline", 11.5, "date", _date("deadline"),
           "应在哪一天前完成；系统攻坚的必须明确"),
    Column("progress", "整改进展", "Progress", 15, "text", _fact("progress"), "目前做到哪一步"),
    Column("result", "整改结果/成效", "Result", 16, "text", _fact("result"), "改成了什么样"),
    Column("photos", "佐证（影像编号）", "Evidence", 16, "text", _photos,
           "影像文件编号（1～3 即第 1 至第 3 份）；点击打开第一份，其余见“佐证”表"),
    Column("reviewer", "复核人", "Reviewer", 9.5, "text", _fact("reviewer"),
           "复核整改结果的人，不能是整改人"),
    Column("review", "复核意见", "Review", 13, "text", _fact("review"), "复核的结论"),
    Column("state", "状态", "State", 9.5, "text", lambda e: e.issue.state, "问题目前的状态"),
    Column("closed_on", "销号日期", "Closed on", 11.5, "date", _date("closed_on"),
           "复核通过、销号的日期"),
    Column("replied", "是否回复反映人", "Replied", 9.5, "text", _fact("replied"),
           "是否已把结果告诉反映人"),
    Column("satisfaction", "反映人满意度", "Satisfaction", 9.5, "text", _fact("satisfaction"),
           "反映人对整改结果的评价"),
    Column("similar", "同类问题编号", "Similar issues", 14, "text", _fact("class"),
           "并入的同类问题（一类问题一起整改）"),
    Column("public", "是否公开", "Public", 7, "text", _fact("public"), "是否对外公开"),
    Column("remark", "备注", "Remark", 22, "text", _remark,
           "其他说明，以及没有单独成列的内容（如地点）"),
    Column("material", "涉及材料", "Paper", 16, "text", _fact("material"), "问题涉及的材料"),
    Column("minutes", "用时（分钟）", "Minutes", 9, "number", _minutes, "反映人为此花的时间"),
    Column("reply", "回复内容", "The reply", 18, "text", _fact("reply"),
           "对反映人回复的整改措施或说明；填上再导入就是回复了反映人"),
    Column("note", "改动说明", "Why it is changed", 18, "text", lambda _: None,
           "导出时留空；填好再导入时，改分派、退回、不采纳、重新打开等要的理由写在这里"),
)
# fmt: on

_OF_MOVES = {
    "evidence": ("佐证", "Evidence"),
    "reason": ("理由", "Reason"),
    "basis": ("依据", "Basis"),
    "supplement": ("补充", "Added"),
    "receiver": ("接收部门", "Passed to"),
    "asked_deadline": ("申请延到", "More time until"),
    "must_fix": ("必改", "Must be fixed"),
    "called": ("第三方回访", "Call by a third party"),
    "replied_on": ("回复日期", "Replied on"),
    "reply_kind": ("回复依据", "Reply owed by"),
    "reply_from": ("回复期限起算日", "Reply counted from"),
    "class": ("同类问题编号", "Class"),
}
"""Fields that come with moves and have no column of their own."""
FIELD_NAMES: dict[str, str] = (
    ISSUE_FIELDS
    | {c.key: c.zh for c in COLUMNS}
    | {name: words[0] for name, words in _OF_MOVES.items()}
)
"""What a field is called in the files: its column's header, or its own name."""


FIELD_NAMES_EN: dict[str, str] = {
    "case_number": "Case number",
    "place": "Place",
    "raised_at_window": "Raised at the window for unresolved matters",
    "element": "Element of the guide",
    "guide_says": "The guide says",
    "guide": "By the guide",
    "callback": "May be called",
    **{c.key: c.en for c in COLUMNS},
    **{name: words[1] for name, words in _OF_MOVES.items()},
}


def field_name(key: str, locale: str = "zh") -> str:
    """What a field, or a part of one (`problem:2`), is called."""
    name, _, part = key.partition(":")
    if locale == "en":
        return FIELD_NAMES_EN.get(name, name) + (f" ({part})" if part else "")
    called = FIELD_NAMES.get(name, name)
    return f"{called}（{part}）" if part else called
