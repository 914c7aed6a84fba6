"""What an office calls the ledger's terms, and offices in English, when it asks for issues."""

from __future__ import annotations

from flows.issue_terms import CATEGORIES, INITIAL_STATE, SEVERITIES, STATES, STEPS

_ALSO = {
    "办事指南不准/缺项": "指南不准|指南有错|指南错误|指南缺项|guide is wrong|wrong guides?",
    "事前公开不清楚": "公开不清楚|事前公开|unclear information",
    "咨询引导无门路": "咨询引导|引导无门路",
    "流程环节不透明": "流程不透明|不透明",
    "线上线下不一致": "线上线下不一样|线上线下",
    "申请材料重复交": "材料重复(?:提交|交)?|重复交材料|重复提交|papers asked for twice",
    "材料可精简": "材料精简|精简材料|材料太多",
    "超承诺时限": "超时限|承诺时限|超过承诺时限|promised limit",
    "系统不通/报错": "系统不通|系统(?:老是?|总是?|又)?报错|系统故障|system (?:down|errors?|failures?)",
    "数据未共享": "数据共享|数据不共享|数据没共享",
    "跑动次数多": "跑动次数|多次跑动|多跑腿|跑了?(?:好几|多|几)趟|too many trips",
    "服务态度": "态度(?:不好|差|问题)?|attitude",
    "一次性告知未落实": "一次性告知|没有?一次性告知",
    "收费问题": "乱收费|收费|fees",
    "适老助残无障碍": "适老助残|适老|助残|无障碍|accessibility",
    "环境设施": "环境和?设施|设施|premises",
    "部门协同": "部门协同不畅|推诿|coordination",
}
"""Patterns besides the term itself and its English name, by category."""
NOT_CALLED = ("其他", "Other")
"""Terms that mean anything, and are none of their own in a sentence: "其他问题"."""


def _table(terms: dict[str, str], also: dict[str, str]) -> dict[str, str]:
    return {
        term: "|".join(filter(None, (term.lower(), en.lower(), also.get(term, ""))))
        for term, en in terms.items()
        if term not in NOT_CALLED
    }


CATEGORY = _table(CATEGORIES, _ALSO)
"""Pattern of each category, on folded text."""
SEVERITY = _table(
    {term: en for term, en in SEVERITIES.items() if term != "建议优化"},
    {"要多跑一趟及以上": "要?多跑一趟(?:以上)?", "办不成": "办不成事?"},
)
_STATE_ALSO = {
    INITIAL_STATE: (
        "还?(?:没有?|未)(?:被)?核实(?:过)?|等着?核实",
        "wait(?:ing)? (?:for verification|to be verified)",
        "not (?:yet )?verified",
    ),
    "sent_back": ("退回补充", "sent back"),
    "fixing_at_once": ("立行立改",),
    "fixing_by_deadline": ("限期整改",),
    "fixing_systemic": ("系统攻坚",),
    "appealed": ("(?:在|正在)?申诉(?!过)",),
    "reopened": ("重新打开(?!过)|(?<!被)重开(?!过)", "re-?opened"),
    "to_assign": (
        "还?(?:没有?|未)(?:被)?(?:分派|派单|认领|派出去)|没人认领",
        "not (?:yet )?assigned",
        "unassigned",
    ),
    "to_recheck": (
        "待验收|待销号|等着?(?:我们?)?复核|待我们?复核",
        "wait(?:ing)? (?:for|to be) re-?check(?:ed)?",
        "还?(?:没有?|未)(?:被)?复核",
        "to (?:be )?verified again",
    ),
    "extension_asked": ("(?:申请|要)了?延期", "asked for (?:more time|an extension)"),
    "transferred": ("转办中", "没接收"),
    "published": ("已经公开|公开了", "public"),
    "not_adopted": ("没采纳", "未采纳", "not adopted"),
}
STEP = {
    term: rf"(?:{'|'.join(words)})(?:的|这个?)?(?:环节|阶段|步骤|这?一步|步)|"
    rf"(?:环节|阶段)(?:是|为|:)?{term}|at the {en.lower()} step"
    for (term, en), words in zip(
        STEPS.items(),
        (
            ("咨询",), ("注册登录认证", "注册", "登录", "认证"), ("取号排队", "取号", "排队"), ("填表", "填写表格"),
            ("提交材料", "交材料"), ("受理",), ("审查", "审核"), ("办结出件", "办结", "出件", "取件"),
            ("进度查询", "查进度"), ("评价反馈", "评价"),
        ),
        strict=True,
    )
}  # fmt: skip
"""Pattern of where in a visit it was, which is only told by such a word: "填表环节"."""
SOURCE = (
    r"(?P<source_name>12345|(?:政务|便民|服务)*热线|好差评|办不成事(?=反映|窗口|专窗|平台|来|转)|投诉建议)"
    r"(?:反映)?(?:窗口|专窗|平台|系统| ?热线| hotline)?(?:转办?|派|交办)?(?:过?来)?|"
    r"(?P<source_of>互学互查|互查|开放日|暗访|督查|领导走流程)(?:时|中)?(?:发现|查出|反映|报)(?:来)?|"
    r"来源(?:是|为|:)?(?P<source_told>[^\s,的?]{1,12})|(?P<source_en>hotline)"
)
"""Pattern of the action or platform that issues came by."""
STATE = {
    name: "|".join((*map(str.lower, words), *_STATE_ALSO.get(name, ())))
    for name, words in STATES.items()
}
BUREAUS = {
    "医保局": r"medical (?:insurance|security)(?: (?:bureau|office))?|health insurance(?: (?:bureau|office))?",
    "公安局": r"public security(?: bureau)?|police(?: (?:bureau|office))?",
    "民政局": r"civil affairs(?: (?:bureau|office))?",
    "人力资源和社会保障局": r"human resources(?: and social security)?(?: bureau)?|social security(?: (?:bureau|office))?",
    "市场监督管理局": r"market (?:regulation|supervision)(?: (?:bureau|office))?",
    "住房公积金管理中心": r"housing (?:provident )?fund(?: (?:centre|center|office))?",
    "卫生健康委员会": r"health commission",
    "自然资源和规划局": r"natural resources(?: and planning)?(?: bureau)?",
}
"""Patterns of what offices are called in English."""
