"""Which column of a table of calls is what, by the headings that people write."""

from __future__ import annotations

from pathlib import Path

from bot.complaints.mapping import CALL_TARGETS, CALLBACK, CASE, STARS, CaseMapping
from bot.complaints.tables import HEAD_WITHIN, open_grids, plain
from knowledge.importers.tables.grid import Line
from storage.imports.files import ImportFileError

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("问题编号", "陪走编号", "台账编号", "编号", "issue", "number"),
    CASE: ("平台编号", "工单编号", "工单号", "办件编号", "诉求编号", "投诉编号", "case"),
    "called_on": ("回访日期", "回访时间", "通话时间", "拨打时间", "日期", "时间", "date", "called"),
    "result": ("回访结果", "满意情况", "满意度", "回访情况", "结果", "result"),
    STARS: ("评分", "打分", "分数", "星级", "mark", "stars"),
    "words": ("回访说明", "反馈意见", "群众意见", "意见建议", "意见", "说明", "备注", "words"),
    "tries": ("拨打次数", "呼叫次数", "次数", "tries"),
    "company": ("回访单位", "回访公司", "调查公司", "第三方", "company"),
    "call_number": ("回访编号", "回访单号", "录音编号", "通话编号"),
}
"""What each column is called, the likeliest first. Names and phones are not among them (R90)."""


def guessed(path: Path) -> CaseMapping:
    """The mapping that the headings of a file tell. Raises `ImportFileError`."""
    lines = [line for grid in open_grids(path) for line in grid.lines[:HEAD_WITHIN]]
    found = max(map(_columns, lines), key=len, default={})
    told = set(found.values())
    lacking = [
        name
        for name, is_there in (
            ("问题编号", told & {"number", CASE}),
            ("回访日期", "called_on" in told),
            ("回访结果", told & {"result", STARS}),
        )
        if not is_there
    ]
    if lacking:
        names = "、".join(lacking)
        raise ImportFileError(
            f"{path.name} 里没有找到这些列：{names}。改表头，或用 --mapping 说明各列是什么"
            f"（可以写：{'、'.join(CALL_TARGETS)}）。",
            f"{path.name} lacks columns: {names}. Change the headings, or say with --mapping what "
            f"the columns are ({', '.join(CALL_TARGETS)}).",
        )
    return CaseMapping("", CALLBACK, columns=found)


def _columns(line: Line) -> dict[str, str]:
    """The headings of a line that are known, and what they are; each thing once."""
    titles = {plain(cell).casefold(): cell for cell in line.cells if cell}
    found: dict[str, str] = {}
    for name, words in HEADINGS.items():
        if heading := next((titles[word] for word in words if word in titles), None):
            found.setdefault(heading, name)
    return found
