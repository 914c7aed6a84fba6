"""What an office calls the ledger's terms, and offices in English, when it asks for issues."""

from __future__ import annotations

from flows.issue_terms import CATEGORIES, INITIAL_STATE, SEVERITIES, STATES

_ALSO = {
    "办事指南不准/缺项": "指南不准|指南有错|指南错误|指南缺项|guide is wrong|wrong guides?",
    "事前公开不清楚": "公开不清楚|事前公开|unclear information",
    "咨询引导无门路": "咨询引导|引导无门路",
    "流程环节不透明": "流程不透明|不透明",
    "线上线下不一致": "线上线下不一样|线上线下",
    "申请材料重复交": "材料重复交|重复交材料|重复提交|材料重复|papers asked for twice",
    "材料可精简": "材料精简|精简材料|材料太多",
    "超承诺时限": "超时限|承诺时限|超过承诺时限|promised limit",
    "系统不通/报错": "系统不通|系统报错|系统故障|system (?:down|errors?|failures?)",
    "数据未共享": "数据共享|数据不共享|数据没共享",
    "跑动次数多": "跑动次数|多次跑动|多跑腿|too many trips",
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
    INITIAL_STATE: ("还?(?:没有?|未)(?:被)?核实(?:过)?", "not (?:yet )?verified"),
    "to_assign": (
        "还?(?:没有?|未)(?:被)?(?:分派|派单|认领)",
        "not (?:yet )?assigned",
        "unassigned",
    ),
    "to_recheck": ("待验收", "还?(?:没有?|未)(?:被)?复核", "to (?:be )?verified again"),
    "extension_asked": ("(?:申请|要)了?延期", "asked for (?:more time|an extension)"),
    "transferred": ("转办中", "没接收"),
    "published": ("公开了", "public"),
    "not_adopted": ("没采纳", "未采纳", "not adopted"),
}
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
