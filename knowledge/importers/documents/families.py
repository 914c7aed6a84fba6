"""Elements that stand together: labels of the one part the text of the other."""

from __future__ import annotations

from knowledge.importers.documents.shapes import term_of

_PLACE = frozenset({"办理地点", "办理时间", "咨询方式", "监督投诉方式"})
_LIMITS = frozenset({"承诺办结时限", "法定办结时限"})
_FEES = frozenset({"收费标准", "是否收费", "收费依据", "可否减免"})
_WAYS = frozenset(
    {
        "办理形式",
        "是否网办",
        "计算机端办理地址",
        "移动端办理地址",
        "到办事现场次数",
        "预约",
        "物流快递",
    }
)
_FAMILY: dict[str, frozenset[str]] = {
    "办理地点": _PLACE,
    "办理时间": _PLACE,
    "咨询方式": frozenset({"监督投诉方式", "办理时间"}),
    "监督投诉方式": frozenset({"咨询方式"}),
    **dict.fromkeys(_LIMITS, _LIMITS),
    **dict.fromkeys(_FEES, _FEES),
    **dict.fromkeys(_WAYS, _WAYS),
    "审批结果名称": frozenset({"审批结果类型", "审批结果样本", "有效期", "物流快递"}),
}
"""Labels that part the text of an element: what stands under one heading with it."""


def family_of(keys: tuple[str, ...]) -> frozenset[str]:
    """Elements whose labels part a section of these keys."""
    terms = [term_of(key) for key in keys]
    own = frozenset(terms if len(terms) > 1 else ())
    return own.union(*(_FAMILY.get(term, frozenset()) for term in terms))
