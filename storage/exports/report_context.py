"""From an `ExperienceReport` to what the template's tags are filled with.

The keys are the tag names that an office sees in Word, therefore Chinese; the
shape of every list is a mapping of texts. `harmless` makes each text safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.exports.columns import COLUMNS, as_date, field_name
from storage.exports.evidence import NO_QUOTE, UNVERIFIED, Evidence, evidence, fact
from storage.exports.photos import find, media_numbers
from storage.exports.report_data import Dimension, ExperienceReport, ReportStage
from storage.exports.text import clean, clip
from storage.records import IssueRecord, MediaRecord

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

BLANK = "未填写"
KNOWN = "按已知"
"""Stands for the time of a value that nobody said."""
MAX_TEXT = 20_000
"""UTF-16 units of one value; longer text is cut with a visible mark."""
PHOTO_PIXELS = 1_200
PHOTO_WIDTH, PHOTO_HEIGHT = 66, 80
"""Millimetres that a photo takes at most: two stand side by side in the text block."""
DIMENSIONS: dict[Dimension, str] = {
    "懂不懂": "政策",
    "通不通": "流程",
    "优不优": "服务",
    "好不好": "体验",
}
ALWAYS = tuple(column.key for column in COLUMNS if column.seed)
AT_ONCE = {"已当场解决": "已当场解决", "可立行立改": "立行立改"}
"""What stands for a deadline where none is needed (R71), by 整改方式."""
SHOWN = (*ALWAYS[:1], "category", "step", "severity", *ALWAYS[1:], "mode", "deadline")
Photos = Callable[[str], Path] | None
Row = dict[str, Any]


def harmless(value: Any) -> Any:
    """Jinja's last word on every value: escaped, legal XML, and no tag after rendering either.

    docxtpl turns `{_{` back into `{{` and reads `\\a` as a new paragraph of the
    same look, `\\n` as a line break (which spreads justified lines): hence both.
    """
    from markupsafe import Markup, escape

    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = str(escape(clip(clean(value), MAX_TEXT)))
    return Markup(re.sub(r"(?<=[{}%])_", "&#95;", text).replace("\n", "\a"))  # noqa: S704


def context(data: ExperienceReport, document: DocxTemplate, photos: Photos) -> Row:
    """All values by tag name. Pictures are put into `document` at once."""
    return {
        "标题": data.title,
        "单位": data.unit,
        "报告日期": _day(data.date),
        "时间": _period(data.started, data.ended),
        "地点": data.place or BLANK,
        "身份": data.role or BLANK,
        "行动": data.action,
        "事项": data.item or BLANK,
        "渠道": data.channels or BLANK,
        "件数": data.cases or BLANK,
        "用时": data.minutes or BLANK,
        "跑动": data.trips or BLANK,
        "材料": data.materials or BLANK,
        "环节清单": [_stage(n, s, data.started) for n, s in enumerate(data.stages, 1)],
        "四维评价": [
            {"维度": f"{what}“{name}”", "评价": data.ratings.get(name) or BLANK}
            for name, what in DIMENSIONS.items()
        ],
        "问题清单": [_issue(n, i, document, photos) for n, i in enumerate(data.issues, 1)],
        "本单位建议": _points(data.own_suggestions),
        "本单位建议要求": _required(data.own_suggestions, data.own_minimum),
        "大厅建议": _points(data.hall_suggestions),
        "大厅建议要求": _required(data.hall_suggestions, data.hall_minimum),
        "整改措施": [row | {"序": str(n)} for n, row in enumerate(_measures(data), 1)],
        "好做法": _points(data.good_practices),
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


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _in_chinese(text: str) -> str:
    """An ISO date as an official document writes it; any other text as it is."""
    day = as_date(text)
    return _day(day) if isinstance(day, date) else text


def _moment(at: datetime | None) -> str:
    return f"{at.month}月{at.day}日 {at:%H:%M}" if at else ""


def _clock(at: datetime | None, start: datetime) -> str:
    return f"{at:%H:%M}" if at and at.date() == start.date() else _moment(at)


def _period(start: datetime, end: datetime | None) -> str:
    text = f"{_day(start)} {start:%H:%M}"
    if end is None:
        return f"{text} 起，尚未结束"
    same = end.date() == start.date()
    return f"{text}—{end:%H:%M}" if same else f"{text}—{_day(end)} {end:%H:%M}"


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


def _stage(number: int, stage: ReportStage, start: datetime) -> Row:
    """A stage; times of the walk's first day without the date."""
    return {
        "序": numeral(number),
        "名称": stage.title,
        "记录": [
            {
                "项目": line.label,
                "内容": line.value or BLANK,
                "时间": KNOWN if line.known else _clock(line.at, start),
            }
            for line in stage.lines
        ],
    }


def _issue(number: int, issue: IssueRecord, document: DocxTemplate, photos: Photos) -> Row:
    lines = {line.key: line for line in evidence(issue)}
    return {
        "序": numeral(number),
        "编号": issue.number,
        "类别": fact(issue, "category") or "类别未定",
        "状态": issue.state,
        "要素": [row for key in SHOWN if (row := _element(key, lines.get(key)))],
        "佐证": list(_quotes(lines)),
        "影像": _photo_rows(issue, document, photos),
    }


def _element(key: str, line: Evidence | None) -> Row | None:
    """A row of the issue's table; the five columns of R70 are told also when they are empty."""
    if line is None:
        return {"项目": field_name(key), "内容": BLANK, "依据": ""} if key in ALWAYS else None
    value = "未核实，见佐证" if line.state == UNVERIFIED else _in_chinese(line.value)
    return {"项目": field_name(key), "内容": value, "依据": _source(line)}


def _source(line: Evidence) -> str:
    """Where a value comes from: its message, or how it came when there is none."""
    if line.message is None:
        return line.how
    place = f"消息 #{line.message}"
    return f"{place}（原话缺失）" if line.state == NO_QUOTE else place


def _quotes(lines: dict[str, Evidence]) -> Iterator[Row]:
    """The words, each once, with all the fields that rest on them.

    Those of the problem always, others where they are not the value itself.
    """
    together: dict[tuple[str, int | None], list[str]] = {}
    for line in lines.values():
        whole = line.key.partition(":")[0]
        name = field_name(whole)
        if line.state == UNVERIFIED:
            yield {"原话": "", "出处": f"{name}（未核实，不作为事实）：{line.value}"}
        elif line.quote and (whole == "problem" or line.quote != line.value):
            together.setdefault((line.quote, line.message), []).append(name)
    moments = {line.message: _moment(line.at) for line in lines.values()}
    for (quote, message), names in together.items():
        place = f"消息 #{message}，{moments[message]}"
        yield {"原话": quote, "出处": f"（{'、'.join(dict.fromkeys(names))}，{place}）"}


def _measures(data: ExperienceReport) -> Iterator[Row]:
    """The walker's own measures, then each issue's; a missing deadline is told (R71)."""
    for measure in data.measures:
        deadline = _in_chinese(measure.deadline) or BLANK
        yield {"措施": measure.text, "时限": deadline, "部门": data.unit, "来源": "体验人提出"}
    for issue in data.issues:
        if text := fact(issue, "measure"):
            yield {
                "措施": text,
                "时限": _in_chinese(fact(issue, "deadline"))
                or AT_ONCE.get(fact(issue, "mode"), "待明确"),
                "部门": fact(issue, "department") or "待分派",
                "来源": issue.number,
            }


def _photo_rows(issue: IssueRecord, document: DocxTemplate, photos: Photos) -> list[Row]:
    """Media in pairs: `左` and `右`, each a picture with its caption."""
    shown = [
        _photo(number, media, issue, document, photos)
        for number, media in zip(media_numbers(issue), issue.media, strict=True)
    ]
    shown += [{"图": "", "图注": ""}] * (len(shown) % 2)
    return [{"左": a, "右": b} for a, b in zip(shown[::2], shown[1::2], strict=True)]


def _photo(
    number: str, media: MediaRecord, issue: IssueRecord, document: DocxTemplate, photos: Photos
) -> Row:
    message = issue.messages.get(media.message) if media.message is not None else None
    caption = f"{number}　{_moment(media.taken_at or (message.at if message else None))}".rstrip()
    if not media.mime.startswith("image/"):
        return {"图": "", "图注": f"{caption}（录音、录像或文件，见影像资料）"}
    path = find(photos, media.sha256) if photos else None
    picture = _picture(path, document) if path else None
    return {"图": picture or "", "图注": caption if picture else f"{caption}（影像未能显示）"}


def _picture(path: Path, document: DocxTemplate) -> Any:
    """A small JPEG of the photo, placed in the document; None when it is no readable picture."""
    from docx.shared import Mm
    from docxtpl import InlineImage
    from markupsafe import Markup
    from PIL import Image

    small = BytesIO()
    try:
        with Image.open(path) as image:
            image.thumbnail((PHOTO_PIXELS, PHOTO_PIXELS))
            image.convert("RGB").save(small, "JPEG", quality=82)
            wide = image.width * PHOTO_HEIGHT >= image.height * PHOTO_WIDTH
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    size = {"width": Mm(PHOTO_WIDTH)} if wide else {"height": Mm(PHOTO_HEIGHT)}
    document.current_rendering_part = document.docx.part
    return Markup(str(InlineImage(document, small, **size)))  # noqa: S704 - made here, no one's text
