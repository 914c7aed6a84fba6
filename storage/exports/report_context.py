"""From an `ExperienceReport` to what the template's tags are filled with.

The keys are the tag names that an office sees in Word, therefore Chinese; the
shape of every list is a mapping of texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from storage.exports.columns import COLUMNS, as_date, field_name
from storage.exports.evidence import HOW, NO_QUOTE, UNVERIFIED, Evidence, evidence, fact
from storage.exports.report_data import Dimension, ExperienceReport, ReportStage
from storage.exports.report_pictures import Photos, Row, file_lines, issue_rows, photo_rows
from storage.exports.words import clock, day_of, moment
from storage.records import IssueRecord

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

Picked = Mapping[tuple[int, str], str]
BLANK = "未填写"
DIMENSIONS: dict[Dimension, str] = {
    "懂不懂": "政策",
    "通不通": "流程",
    "优不优": "服务",
    "好不好": "体验",
}
ALWAYS = tuple(column.key for column in COLUMNS if column.seed)
AT_ONCE = {"已当场解决": "已当场解决", "可立行立改": "立行立改"}
"""What stands for a deadline where none is needed (R71), by 整改方式."""
SHOWN = (
    *ALWAYS[:1], "element", "guide_says", "category", "step", "severity", *ALWAYS[1:], "mode",
    "deadline", "target",
)  # fmt: skip

OF_THE_WALK = ("item", "item_code", "channels")
OF_THE_GUIDE = ("element", "guide_says")


def context(data: ExperienceReport, document: DocxTemplate, photos: Photos) -> Row:
    """All values by tag name. Pictures are put into `document` at once."""
    return {
        "标题": data.title,
        "单位": data.unit,
        "报告日期": day_of(data.date),
        "时间": period_of(data.started, data.ended),
        "地点": data.place or BLANK,
        "身份": data.role or BLANK,
        "行动": data.action,
        "事项": data.item or BLANK,
        "渠道": data.channels or BLANK,
        "件数": data.cases or BLANK,
        "用时": data.minutes or BLANK,
        "跑动": data.trips or BLANK,
        "指南材料": data.guide_materials,
        "指南版本": data.guide_version,
        "环节清单": list(_stages(data)),
        "四维评价": [
            {"维度": f"{what}“{name}”", "评价": data.ratings.get(name) or BLANK}
            for name, what in DIMENSIONS.items()
        ],
        "问题清单": [
            issue_section(n, i, data.picked, document, photos) for n, i in enumerate(data.issues, 1)
        ],
        "本单位建议": _points(data.own_suggestions),
        "本单位建议要求": _required(data.own_suggestions, data.own_minimum),
        "大厅建议": _points(data.hall_suggestions),
        "大厅建议要求": _required(data.hall_suggestions, data.hall_minimum),
        "整改措施": [row | {"序": str(n)} for n, row in enumerate(_measures(data), 1)],
        "好做法": _points(data.good_practices),
        "影像": photo_rows(data.files, data.started, document, photos),
        "文件": file_lines(data.files, data.started),
        "走流程编号": str(data.walk_id),
        "流程版本": data.flow_version,
    }


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals, as headings count; above that plain digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones else "")


def _in_chinese(text: str) -> str:
    """An ISO date as an official document writes it; any other text as it is."""
    day = as_date(text)
    return day_of(day) if isinstance(day, date) else text


def period_of(start: datetime, end: datetime | None) -> str:
    text = f"{day_of(start)} {start:%H:%M}"
    if end is None:
        return f"{text} 起，尚未结束"
    same = end.date() == start.date()
    return f"{text}—{end:%H:%M}" if same else f"{text}—{day_of(end)} {end:%H:%M}"


def _points(texts: Sequence[str] | None) -> list[Row]:
    if texts is None:
        return [{"序": "", "内容": BLANK}]
    return [{"序": f"{n}. ", "内容": text} for n, text in enumerate(texts, 1)] or [
        {"序": "", "内容": "（无）"}
    ]


def _required(texts: Sequence[str] | None, minimum: int | None) -> str:
    """A word on the required number of suggestions; empty when it is met (R45, R46)."""
    if minimum is None:
        return "（应提条数尚未设置）"
    have = len(texts or ())
    return f"（应提 {minimum} 条以上，现有 {have} 条）" if have < minimum else ""


def _stages(data: ExperienceReport) -> Iterator[Row]:
    """The stages; those that have a title are counted."""
    number = 0
    for stage in data.stages:
        number += bool(stage.title)
        yield _stage(number, stage, data.started)


def _stage(number: int, stage: ReportStage, start: datetime) -> Row:
    """A stage; times of the walk's first day without the date."""
    return {
        "序": numeral(number),
        "名称": stage.title,
        "记录": [
            {
                "项目": line.label,
                "内容": line.value or BLANK,
                "时间": line.source or clock(line.at, start),
            }
            for line in stage.lines
        ],
    }


def issue_section(
    number: int, issue: IssueRecord, picked: Picked, document: DocxTemplate, photos: Photos
) -> Row:
    lines = {line.key: line for line in evidence(issue)}
    return {
        "序": numeral(number),
        "编号": issue.number,
        "类别": fact(issue, "category") or "类别未定",
        "状态": issue.state,
        "要素": [row for key in SHOWN if (row := _element(key, lines.get(key)))],
        "佐证": list(_quotes(lines, picked)),
        "影像": issue_rows(issue, document, photos),
    }


def _element(key: str, line: Evidence | None) -> Row | None:
    """A row of the issue's table; the five columns of R70 are told also when they are empty."""
    if line is None:
        return {"项目": field_name(key), "内容": BLANK, "依据": ""} if key in ALWAYS else None
    value = "未核实，见佐证" if line.state == UNVERIFIED else _in_chinese(line.value)
    return {"项目": field_name(key), "内容": value, "依据": _source(line)}


def _source(line: Evidence) -> str:
    """Where a value comes from: its message, or how it came when there is none."""
    if line.message is None or line.key in OF_THE_GUIDE:
        return line.how
    place = f"消息 #{line.message}"
    return f"{place}（原话缺失）" if line.state == NO_QUOTE else place


def _quotes(lines: dict[str, Evidence], picked: Picked) -> Iterator[Row]:
    """The words, each once, with all the fields that rest on them, and what few words picked.

    Those of the problem always, others where they are not the value itself; none of what
    is the same for every issue of the walk.
    """
    together: dict[tuple[str, int | None], list[str]] = {}
    for line in lines.values():
        whole = line.key.partition(":")[0]
        name = field_name(whole)
        if line.state == UNVERIFIED:
            yield {"原话": "", "出处": f"{name}（未核实，不作为事实）：{line.value}"}
        elif whole in OF_THE_WALK or line.how == HOW["guide"]:
            continue  # told under 基本情况, or the guide's word, and no one's
        elif line.quote and (whole == "problem" or line.quote != line.value):
            together.setdefault((line.quote, line.message), []).append(name)
    moments = {line.message: moment(line.at) for line in lines.values()}
    for (quote, message), names in together.items():
        place = f"消息 #{message}，{moments[message]}"
        label = picked.get((message or 0, quote), quote)
        meant = "" if label == quote else f"（{label}）"
        yield {"原话": quote, "出处": f"{meant}（{'、'.join(dict.fromkeys(names))}，{place}）"}


def _measures(data: ExperienceReport) -> Iterator[Row]:
    """The walker's own measures, then each issue's; a missing deadline is told (R71)."""
    for measure in data.measures:
        deadline = _in_chinese(measure.deadline) or BLANK
        yield {"措施": measure.text, "时限": deadline, "部门": data.unit, "来源": "体验人提出"}
    for issue in data.issues:
        target = fact(issue, "target")
        if text := fact(issue, "measure") or (f"达到：{target}" if target else ""):
            yield {
                "措施": text,
                "时限": _in_chinese(fact(issue, "deadline"))
                or AT_ONCE.get(fact(issue, "mode"), "待明确"),
                "部门": fact(issue, "department") or "待分派",
                "来源": issue.number,
            }
