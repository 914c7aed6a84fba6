"""The fixed terms of an issue, each in one place.

Source: walk_scripts C-ISSUE (i2, i3, i4, i9), R34 (the five named faults), R71.
The Chinese term is the value that is stored and exported.
"""

CATEGORIES: dict[str, str] = {
    "办事指南不准/缺项": "Guide wrong or incomplete",
    "事前公开不清楚": "Unclear prior information",
    "咨询引导无门路": "Guidance hard to get",
    "流程环节不透明": "Opaque procedure",
    "线上线下不一致": "Online and offline differ",
    "申请材料重复交": "Materials asked for twice",
    "材料可精简": "Materials could be cut",
    "超承诺时限": "Promised limit exceeded",
    "系统不通/报错": "System down or failing",
    "数据未共享": "Data not shared",
    "跑动次数多": "Too many trips",
    "服务态度": "Attitude",
    "一次性告知未落实": "Not told everything at once",
    "收费问题": "Fees",
    "适老助残无障碍": "Accessibility for the old and disabled",
    "环境设施": "Premises and facilities",
    "部门协同": "Coordination of departments",
    "其他": "Other",
}
STEPS: dict[str, str] = {
    "咨询": "Enquiry",
    "注册登录认证": "Registration and sign-in",
    "取号排队": "Queueing",
    "填表": "Filling in forms",
    "提交材料": "Handing in materials",
    "受理": "Acceptance",
    "审查": "Examination",
    "办结出件": "Completion and delivery",
    "进度查询": "Progress enquiry",
    "评价反馈": "Rating and feedback",
}
SEVERITIES: dict[str, str] = {
    "办不成": "Cannot be done",
    "要多跑一趟及以上": "At least one more trip",
    "多花时间": "Costs time",
    "不方便": "Inconvenient",
    "建议优化": "Could be better",
}
MODES: dict[str, str] = {
    "已当场解决": "Solved on the spot",
    "可立行立改": "Can be fixed at once",
    "需限期整改": "Needs a deadline",
    "需系统性攻坚": "Needs systemic work",
    "不清楚": "Not known",
}

PLANS: dict[str, str] = {
    "立行立改": "Fix at once",
    "限期整改": "Fix by a deadline",
    "系统攻坚": "Systemic work",
}
"""How an office means to mend an issue (R71); what a reporter thinks of it is one of `MODES`."""

INITIAL_STATE = "to_verify"
"""The state in which a confirmed issue enters the ledger."""
STATES: dict[str, tuple[str, str]] = {
    "draft": ("草稿", "Draft"),
    INITIAL_STATE: ("待核实", "To be verified"),
    "sent_back": ("退回补充", "Sent back for details"),
    "to_assign": ("待分派", "To be assigned"),
    "transferred": ("转办待接收", "Transferred, not accepted yet"),
    "fixing_at_once": ("立行立改中", "Being fixed at once"),
    "fixing_by_deadline": ("限期整改中", "Being fixed by a deadline"),
    "fixing_systemic": ("系统攻坚中", "Being fixed systemically"),
    "extension_asked": ("申请延期中", "Extension asked"),
    "appealed": ("申诉中", "Appealed"),
    "to_recheck": ("待复核", "To be re-checked"),
    "closed": ("已销号", "Closed"),
    "published": ("已公开", "Published"),
    "reopened": ("重新打开", "Re-opened"),
    "not_adopted": ("不采纳", "Not adopted"),
    "merged": ("已并入同类", "Merged into a class"),
}
"""Issue states with their names in Chinese and English, in the order of a life (R53, R54)."""
ENDED_STATES = ("closed", "published", "not_adopted")
"""States in which nothing is left to be done."""
OPEN_STATES = tuple(state for state in STATES if state not in ENDED_STATES)
"""States in which nobody has shown yet that the problem is mended."""

POOR_MARKS = ("1", "2")
"""Marks of 5 that are a bad rating and re-open an issue (R60)."""
CALLBACK_CONSENT: dict[str, str] = {"同意": "May be called", "不同意": "Not to be called"}
"""Whether who reported an issue may be called about it (R59, R90)."""
