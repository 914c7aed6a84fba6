"""The list that a company calls by, as a table that comes back filled in: numbers, no people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.xlsform.tables import Tables
from storage.callbacks import ToCall
from storage.exports.workbook import write_tables

HEAD = ("问题编号", "平台编号", "事项名称", "销号日期", "已拨打次数",
        "回访日期", "回访结果", "评分", "回访说明", "拨打次数")  # fmt: skip
_NOTES = (
    ("怎样填",),
    (
        "每打一次填一行；没打的不填。回访结果写：满意、一般、不满意、未接通；"
        "也可以在评分里写 1 到 5。",
    ),
    ("问法不要带倾向，例如：“您反映的问题，处理结果您觉得怎么样？”不提示、不劝评。",),
    ("本表不含姓名、电话。联系方式由平台按平台编号查，不要写进本表。",),
    ("填好后：walkalong callbacks import 本表.xlsx --company 回访单位",),
)


def write_to_call(listed: Sequence[ToCall], path: Path) -> None:
    """Write who is to be called. Raises `ExportError`."""
    rows = [
        [one.number, one.case, one.item, f"{one.closed:%Y-%m-%d}", str(one.tries), *[""] * 5]
        for one in listed
    ]
    notes = [list(line) for line in _NOTES]
    write_tables(Tables(path.name, {"回访名单": [list(HEAD), *rows], "说明": notes}), path)
