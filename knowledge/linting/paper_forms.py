"""Rules of how papers are handed in: the original or a copy, and how many, against the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.elements import CONDITIONS, PAPERS, PROCEDURE
from knowledge.linting.asked import for_everybody
from knowledge.linting.page import Flaw, Page, Piece
from knowledge.linting.papers import KNOWN, SENTENCE, Paper
from knowledge.remarks import anchor_name, remark
from knowledge.time_limits import number_of

_ROW = re.compile(r"[^\n]+")
_REFUSED = re.compile(
    "(?:不(?:要|用|需要?|收|能用|接受)|无需|无须|不必)(?:提供|提交|带|交)?(?:原件|复印件)|(?:原件|复印件)(?:不(?:行|用|需要|要|可以|收)|无效)"
)
_FORM = re.compile("复印件|影印件|原件")
_BY_CASE = re.compile("或|均可|都(?:可以|行)|核对|核验|验证|退回|如|若|的[，,]")
_ASKS_FORM = re.compile("原件|复印件")
_ASKS_COUNT = re.compile("(?:几|多少)(张|份|本)")
_COUNT = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]) ?(张|份|本)")


def paper_form(page: Page) -> Iterator[Flaw]:
    """The list wants an original and another place a copy, or two and three of them."""
    papers = page.element(PAPERS)
    if not re.search("原件|复印|[张份]", papers.text):
        return
    for piece, start, end in _where_told(page):
        for paper in KNOWN:
            if not re.compile(paper.said).search(piece.text, start, end):
                continue
            rows = [row for row in _ROW.finditer(papers.text) if re.search(paper.said, row[0])]
            if len(rows) == 1 and _differs(rows[0][0], piece, start, end, paper):
                what = remark("lint_paper_form", anchor_name(piece.anchor), paper.name)
                cited = (piece.cite(start, end), papers.cite(*rows[0].span()))
                yield Flaw("paper-form", what, cited)
                return


def _where_told(page: Page) -> Iterator[tuple[Piece, int, int]]:
    for piece in page.elements((CONDITIONS, PROCEDURE, "材料说明", "备注")):
        for found in SENTENCE.finditer(piece.text):
            if _FORM.search(found[0]) and for_everybody(found[0]):
                yield piece, *found.span()
    for piece in page.faqs():
        question = piece.text.partition("\n")[0]
        if _ASKS_FORM.search(question) or _ASKS_COUNT.search(question):
            yield piece, 0, len(piece.text)


def _differs(row: str, piece: Piece, start: int, end: int, paper: Paper) -> bool:
    text = piece.text[start:end]
    question, _, answer = text.rpartition("\n答：")
    plain = for_everybody(answer)
    if not plain or _BY_CASE.search(answer):
        return False
    if counted := _ASKS_COUNT.search(question):
        mine, theirs = _counts(row, counted[1]), _counts(plain, counted[1])
        return len(mine) == 1 and len(theirs) == 1 and mine != theirs
    if not question:
        near = re.search(f"(?:{paper.said})(?:的)?(原件|复印件)(?!及|和|、|与|或)", plain)
        plain = near[1] if near else ""
    listed, told = _forms(row), _forms(plain)
    return len(listed) == 1 and len(told) == 1 and listed != told


def _forms(text: str) -> set[str]:
    rest = _REFUSED.sub("", text)
    return {found[0].replace("影印件", "复印件") for found in _FORM.finditer(rest)}


def _counts(text: str, unit: str) -> set[float]:
    return {number_of(found[1]) for found in _COUNT.finditer(text) if found[2] == unit}
