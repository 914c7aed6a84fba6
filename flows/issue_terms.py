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

INITIAL_STATE = "to_verify"
"""The state in which a confirmed issue enters the ledger."""
STATES: dict[str, tuple[str, str]] = {INITIAL_STATE: ("待核实", "To be verified")}
"""Issue states with their names in Chinese and English."""
OPEN_STATES = (INITIAL_STATE,)
"""States in which nobody has shown yet that the problem is mended."""
