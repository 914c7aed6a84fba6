"""Rules of the text itself: what was never filled in, broke off, says nothing, stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from knowledge.elements import CONDITIONS, PAPERS, kind_of
from knowledge.linting.page import Flaw, Page, Piece
from knowledge.remarks import anchor_name, element_name, remark
from knowledge.text import fold

PROSE = frozenset({"text", "list", "steps"})
SHOWN = 30
"""Characters of a text that a finding repeats; the citation has all of them."""
LEAST_TWICE = 10
"""Characters (folded) of a sentence that is not there twice by chance."""

_UNFILLED = re.compile(
    r"^(?:待补充|待完善|待定|待填写?|待确认|略|同上|同前|见上|暂无(?:内容|数据|信息)?"
    r"|测试(?:数据|内容)?|test|todo|tbd"
    r"|请(?:输入|填写|选择)[^\n]{0,20}|此处(?:填写|输入)[^\n]{0,20}|[.。?？!！…—_]+|x{2,}|×{2,})$",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK = re.compile(
    r"[Xx×Ｘ]{2,}(?=[省市县区镇乡村街路号局年月日元项工公单同])|[Xx×Ｘ]{3,}|\*{3,}|_{3,}|[?？]{3,}"
    r"|某某(?!人)|待补充|待完善|此处填写|\b(?:TODO|TBD)\b|Lorem ipsum"
)
_OF_A_FORM = re.compile(r"[Xx×Ｘ]{2,}(?:工程|项目|公司|单位|同志|企业)|_{3}")
"""Blanks of a paper's title ("关于××工程的函"), which the applicant fills in."""
_MARKUP = re.compile(
    r"&(?:[a-z]{2,8}|#\d{2,5});|</?[a-z][a-z0-9]*(?: [^<>\n]{0,80})?/?>|(?<!\\)\\[nrt](?![a-z])"
    r"|\bundefined\b|\bnull\b|\bNaN\b|\[object [A-Z]|\{\{|\$\{|javascript:|(?:style|class)=\""
    r"|�|锟斤拷|烫烫烫"
)
_OPEN_END = re.compile(
    r"[:：,，、]\s*$|(?<![a-zA-Z0-9])(?:[(（][\d一二三四五六七八九十]{1,2}[)）]|[a-z]\)|\d{1,2}[.、])\s*$"
)
_ELSEWHERE = re.compile(
    r"(?:详|参|具体|另)?见(?:本?附件|附表|附录|附图|填报[须需]知|官网|网站|公告|通知|文件)"
    r"[一二三四五六七八九\d]{0,2}"
    r"|(?:时间|地点|日期)另行通知|以(?:窗口|工作人员|实际|现场)(?:告知|通知|要求|解释)为准"
)
_REST = re.compile(
    r"^(?:\d+[.、])?(?:其[他它]|相关|有关)(?:[^\n（(，,、]{0,8}?)(?:材料|资料|文件|证明)[。；;]?(?=$|[（(])"
    r"|(?:等|及|以及|和|或|、)(?:其[他它]|相关|有关)(?:的|相关|有关|需要|需|应当?|要求|所需|提交|提供|佐证|证明)*(?:材料|资料|文件)"
    r"|视(?:具体)?情况(?:而定|提供|提交|需)?|(?:根据|按照?)(?:实际|具体)?(?:需要|情况|要求)(?:另行?)?(?:提供|提交|补充)"
    r"|(?:认为|要求)(?:需要|应当?|必要|必须)?(?:提供|提交|补充)?的其[他它][^\n。；，]{0,6}(?:材料|资料|文件)"
    r"|(?:规定|要求)的其[他它](?:相关|有关|证明|申请)*(?:材料|资料|文件)",
    re.MULTILINE,
)
_REST_OF_CONDITIONS = re.compile(
    r"(?:规定|要求|认为|认定|需要|符合)的?其[他它](?:有关|相关|准入|应当具备的|必要的?|限制性?)*(?:条件|情形|要求|规定)"
    r"|(?:符合|满足|具备)其[他它](?:有关|相关)?(?:条件|要求|规定)|视(?:具体)?情况而定"
)
_CODE = re.compile(r"^[A-Za-z]?\d{1,6}(?:[,，、;；|/ \n][A-Za-z]?\d{1,6})*$")
_CODE_OF = re.compile(
    r"(?:必要性|材料形式|材料类型|来源渠道|材料必要性|是否必需) ?[:：]? ?\d{1,3}(?![\d 份张个])"
)
_LINE = re.compile(r"[^\n。；;]+")


def unfilled(page: Page) -> Iterator[Flaw]:
    """What was to be filled in and was not: "待补充", "XX区", "同上"."""
    for piece in chain(page.elements(), page.faqs()):
        if kind_of(piece.element) in ("link", "phone"):
            continue
        for found in chain(_UNFILLED.finditer(piece.text), _BLANK.finditer(piece.text)):
            if piece.element == PAPERS and _OF_A_FORM.match(piece.text, found.start()):
                continue
            what = remark("lint_unfilled", element_name(piece.element), found[0][:SHOWN])
            yield Flaw("unfilled", what, (piece.cite(*found.span()),))
            break


def markup(page: Page) -> Iterator[Flaw]:
    """What belongs to a web page or a program: tags, entities, "undefined"."""
    for piece in chain(page.elements(), page.faqs()):
        if kind_of(piece.element) != "link" and (found := _MARKUP.search(piece.text)):
            what = remark("lint_markup", element_name(piece.element), found[0][:SHOWN])
            yield Flaw("markup", what, (piece.cite(*found.span()),))


def broken_off(page: Page) -> Iterator[Flaw]:
    """A text that ends where a list was to begin, or inside a bracket.

    Seen on 1,500 published guides: see docs/guide-linter.md.
    """
    for piece in chain(_prose(page), page.faqs()):
        found = _OPEN_END.search(piece.text[-12:])
        start = len(piece.text) - 12 + found.start() if found else _open_bracket(piece.text)
        if found and len(piece.text) < 12:
            start = found.start()
        if start >= 0:
            begin = max(0, start - SHOWN, piece.text.rfind("\n", 0, start) + 1)
            what = remark("lint_broken_off", element_name(piece.element), piece.text[-SHOWN:])
            yield Flaw("broken-off", what, (piece.cite(begin),))


def _open_bracket(text: str) -> int:
    """Where a bracket stands open at the end of a text, -1 if none does."""
    for opening, closing in (("（(", "）)"), ("《", "》"), ("“", "”")):
        depth, start = 0, -1
        for at, char in enumerate(text):
            if char in opening:
                depth, start = depth + 1, at
            elif char in closing:
                depth = max(0, depth - 1)
        if depth and start >= 0 and not any(char in closing for char in text[start:]):
            return start
    return -1


def points_away(page: Page) -> Iterator[Flaw]:
    """What the reader is sent elsewhere for: an annex that is not here, what the counter says."""
    for piece in _prose(page):
        if found := _ELSEWHERE.search(piece.text):
            what = remark("lint_points_away", element_name(piece.element), found[0])
            yield Flaw("points-away", what, (piece.cite(*found.span()),))


def vague_papers(page: Page) -> Iterator[Flaw]:
    """A paper that nobody can prepare (兜底条款): "其他材料", "等相关材料", "视情况提供"."""
    for piece in page.elements((PAPERS, "材料说明")):
        for found in _REST.finditer(piece.text):
            what = remark("lint_vague_papers", found[0].strip()[:SHOWN])
            yield Flaw("vague-papers", what, (piece.cite(*found.span()),))


def vague_conditions(page: Page) -> Iterator[Flaw]:
    """A condition that nobody can check (兜底条款): "法律法规规定的其他条件"."""
    for piece in page.elements((CONDITIONS,)):
        for found in _REST_OF_CONDITIONS.finditer(piece.text):
            what = remark("lint_vague_conditions", found[0][:SHOWN])
            yield Flaw("vague-conditions", what, (piece.cite(*found.span()),))


def code_only(page: Page) -> Iterator[Flaw]:
    """A code where people need a word: 服务对象 "1,2", 必要性 "1"."""
    for piece in page.elements():
        kind = kind_of(piece.element)
        if piece.element.endswith(("编码", "代码")) or kind in ("link", "phone", "limit", "count"):
            continue
        found = _CODE.match(piece.text) or _CODE_OF.search(piece.text)
        if found:
            what = remark("lint_code_only", element_name(piece.element), found[0][:SHOWN])
            yield Flaw("code-only", what, (piece.cite(*found.span()),))


def repeated(page: Page) -> Iterator[Flaw]:
    """The same sentence, paper or question twice, or one text under two elements."""
    for piece in _prose(page):
        seen: set[str] = set()
        for found in _LINE.finditer(piece.text):
            folded = fold(found[0])
            least = 4 if piece.element == PAPERS else LEAST_TWICE
            if len(folded) >= least and folded in seen:
                what = remark("lint_twice", element_name(piece.element), found[0].strip()[:SHOWN])
                yield Flaw("repeated", what, (piece.cite(*found.span()),))
            seen.add(folded)
    yield from _same_text(page)


def _same_text(page: Page) -> Iterator[Flaw]:
    by_text: dict[str, Piece] = {}
    questions = zip(page.faqs(), page.guide.faqs, strict=True)
    named = ((fold(f"问{faq.question}"), piece) for piece, faq in questions)
    texts = ((fold(piece.text), piece) for piece in _prose(page))
    for folded, piece in chain(texts, named):
        first = by_text.setdefault(folded, piece) if len(folded) >= LEAST_TWICE // 2 else piece
        if first is not piece and (len(folded) >= LEAST_TWICE or first.element == piece.element):
            what = remark("lint_same_text", anchor_name(first.anchor), anchor_name(piece.anchor))
            yield Flaw("repeated", what, (piece.cite(), first.cite()))


def _prose(page: Page) -> Iterator[Piece]:
    return (piece for piece in page.elements() if kind_of(piece.element) in PROSE)
