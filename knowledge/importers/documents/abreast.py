"""Labels side by side in one line: "法定时限：10日；承诺时限：5日", "填报单位：… 填报日期：…"."""

from __future__ import annotations

import re

from knowledge.importers.documents.blocks import Line
from knowledge.importers.documents.shapes import names_of, shape_of, term_of
from knowledge.importers.reading import field_of
from knowledge.importers.values import limits_in

# fmt: off
_SHORT = frozenset((
    "承诺办结时限", "法定办结时限", "办理地点", "办理时间", "咨询方式", "监督投诉方式", "是否收费",
    "收费标准", "到办事现场次数", "服务对象", "事项类型", "办件类型",
))
# fmt: on
"""Elements of a few words, beside which another may stand."""
_NEXT = re.compile(r"(?:[；;，,]\s?|\s)(?P<label>[\u4e00-\u9fff]{2,10})\s?[:：]")
_CHARS = 300


def abreast(line: Line) -> list[Line]:
    """The labels of a line, each with its own text; a line that is no row of them as it is.

    "法定时限20日，承诺时限5日" says by itself what it is. Else the line begins with a label
    whose text is short. Beside a field (an office, a date) any label ends it. A label that
    comes twice is of a list, which stays together.
    """
    shape = shape_of(line.text)
    if not shape.labelled and len(limits_in(shape.label)) > 1:
        number = line.text[: line.text.find(shape.label)]
        limits = limits_in(shape.label).items()
        return [Line(f"{number}{term}：{text}", line.level, line.bold) for term, text in limits]
    keys = names_of(shape.label) if shape.labelled and shape.text else ()
    if len(keys) != 1 or len(line.text) > _CHARS or not _is_short(keys[0]):
        return [line]
    begin = len(line.text.rstrip()) - len(shape.text.rstrip())
    terms, starts = [term_of(keys[0])], [0]
    for found in _NEXT.finditer(line.text, begin):
        names = names_of(found["label"])
        if field_of(keys[0]) or (len(names) == 1 and _is_short(names[0])):
            terms.append(term_of(names[0]) if names else found["label"])
            starts.append(found.start("label"))
    if len(set(terms)) < len(terms):
        return [line]
    texts = (line.text[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True))
    return [Line(text.strip(" ；;，,\u3000\t"), line.level, line.bold) for text in texts]


def _is_short(key: str) -> bool:
    return bool(field_of(key)) or term_of(key) in _SHORT
