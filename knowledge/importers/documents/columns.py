"""The words that head the columns of lists: materials, steps, fees, places, questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.elements import PAPERS, is_answer, is_question

# fmt: off
ORDER = frozenset({"序号", "编号", "排序", "No.", "NO", "#"})
OF = {
    PAPERS: (
        "材料名称", "申请材料", "材料", "申报材料", "所需材料", "申请材料名称", "提交材料",
        "资料名称", "材料清单", "证件名称",
    ),
    "办理流程": (
        "步骤", "环节", "环节名称", "办理环节", "办理步骤", "步骤名称", "流程", "办理流程",
    ),
    "收费标准": (
        "收费项目", "收费项目名称", "收费标准",
    ),
    "办理地点": (
        "窗口名称", "办理点", "网点", "网点名称", "办理网点", "受理点", "受理窗口",
    ),
}
_OTHER_HEADS = frozenset((
    "名称", "标准", "项目", "办理地点", "地点", "窗口", "内容", "办理内容", "工作内容",
    "具体内容", "份数", "数量", "备注", "说明", "要求", "材料要求", "规格", "材料形式", "形式",
    "介质", "材料类型", "类型", "来源", "来源渠道", "材料来源", "必要性", "是否必要", "是否必需",
    "原件/复印件", "原件", "复印件", "原件或复印件", "原件、复印件", "电子件", "纸质", "时限",
    "办理时限", "办理时间", "时间", "承办人", "岗位", "责任人", "办理人员", "审查标准",
    "办理结果", "结果", "依据", "收费依据", "单位", "计量单位", "地址", "电话", "联系电话",
    "咨询电话", "出具单位", "出具机关", "填报须知",
    "受理标准", "示例样表", "样表", "空白表格", "样本", "适用情形", "情形", "区域", "辖区",
    "部门", "单位名称",
))
# fmt: on
_FRAME = frozenset(
    {
        "项目",
        "内容",
        "要素",
        "具体内容",
        "说明",
        "事项",
        "名称",
        "栏目",
        "类别",
        "序号",
        "信息项",
        "指南要素",
    }
)
_FORM = re.compile(
    r"(?:材料)?(?:原件|复印件)(?:[/／、或和及与]\s*(?:原件|复印件))+|材料?形式|介质|材料介质|提交形式"
)
_NAME_OF_PAPER = re.compile(r".{0,6}(?:材料|资料|证件|要件|文件)名称")
_ENGLISH = {
    **dict.fromkeys(("no", "no.", "#", "number"), "序号"),
    **dict.fromkeys(("document", "documents", "documentname", "nameofdocument"), "材料名称"),
    **dict.fromkeys(("requireddocument", "requireddocuments", "material"), "材料名称"),
    **dict.fromkeys(("copies", "numberofcopies", "quantity"), "份数"),
    **dict.fromkeys(("original/copy", "originalorcopy", "originalorphotocopy", "form"), "材料形式"),
    **dict.fromkeys(("remarks", "remark", "notes", "note"), "备注"),
    **dict.fromkeys(("step", "steps"), "步骤"),
    **dict.fromkeys(("question", "questions"), "问题"),
    **dict.fromkeys(("answer", "answers"), "答案"),
}
_COPIES = re.compile(r"(?:纸质|纸质材料|材料)?(?:份数|数量)(?:[（(]份[)）])?")


def head_word(cell: str) -> str:
    """A cell as a word that may head a column."""
    word = re.sub(r"\s+", "", cell).strip("：:*")
    word = _ENGLISH.get(word.casefold(), word)
    return "材料名称" if _NAME_OF_PAPER.fullmatch(word) else word


def is_head_word(word: str) -> bool:
    """Whether a word heads columns in lists of offices."""
    told = any(word in names for names in OF.values())
    return (
        told
        or word in ORDER
        or word in _OTHER_HEADS
        or (len(word) > 1 and (is_question(word) or is_answer(word)))
        or bool(_FORM.fullmatch(word) or _COPIES.fullmatch(word))
    )


def is_frame(cells: Sequence[str]) -> bool:
    """Whether a row only says that labels and contents follow."""
    words = {head_word(cell) for cell in cells if cell.strip()}
    return words <= _FRAME and len(words) > 1 and words & {"内容", "具体内容", "说明"} != set()


def column_of(cell: str) -> str:
    """What the rows of a list call this column."""
    word = head_word(cell)
    if _FORM.fullmatch(word):
        return "材料形式"
    return "份数" if _COPIES.fullmatch(word) else word
