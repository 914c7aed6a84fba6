"""The public page of heads at the counters (R42): one HTML file that needs nothing beside it.

What stands in it was written by the office; it is shown as text, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

from storage.exports.files import sealed, staged
from storage.exports.text import clean
from storage.sit_ins import SitIn

SUFFIX = ".html"
TITLE = "部门单位“一把手”坐班公示"
WEEKDAYS = "一二三四五六日"
_HEADS = ("日期", "时间", "单位", "坐班领导", "窗口")
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.25rem/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }}
h1 {{ font-size: 1.8rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid #767676; padding: .5rem .7rem; text-align: left; }}
th {{ background: #2f5277; color: #fff; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{intro}</p>
{table}
<p>公示日期：{today}</p>
</body>
</html>
"""


def write_page(entries: Sequence[SitIn], path: Path, today: date) -> None:
    """Write the page to `path`, whole or not at all. Raises `ExportError`."""
    intro = "欢迎到窗口反映办事中的难点堵点问题。" if entries else "近期没有坐班安排。"
    page = _PAGE.format(title=TITLE, intro=intro, table=_table(entries), today=_day(today))
    with staged(path, SUFFIX) as folder:
        (folder / path.name).write_text(sealed(page), encoding="utf-8")


def _table(entries: Sequence[SitIn]) -> str:
    if not entries:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    rows = "\n".join(f"<tr>{_row(entry)}</tr>" for entry in entries)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(entry: SitIn) -> str:
    hours = "—".join(filter(None, (entry.begins, entry.ends)))
    cells = (_day(entry.day), hours, entry.unit, entry.head, entry.place)
    return "".join(f"<td>{escape(clean(cell))}</td>" for cell in cells)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"
