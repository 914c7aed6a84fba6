"""Rules of the list of papers against what the rest of the guide says of papers.

Guards against the false alarm: only papers of a fixed list of names count, and only
where they are asked of everybody. What is asked in a case ("代办的", "未满 16 周岁的")
need not be in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.elements import CONDITIONS, PAPERS
from knowledge.linting.page import Flaw, Page, Piece
from knowledge.remarks import anchor_name, remark

STEPS, PROXY = "办理流程", "委托代办"


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper by the words that mean it, and by those of a list that cover it."""

    name: str
    said: str
    covered: str


_PAPERS = (
    _Paper("身份证", "身份证(?!号|明)", "身份证|身份证明|身份证件|证件|主体资格|电子凭证"),
    _Paper("户口簿", "户口[簿本]", "户口|户籍|家庭关系|亲属关系"),
    _Paper("结婚证", "结婚证(?!明)", "结婚证|婚姻|婚育"),
    _Paper("离婚证", "离婚证(?!明)", "离婚|婚姻"),
    _Paper("居住证", "(?<!暂)居住证(?!明)", "居住证|居住地|长期居住"),
    _Paper("营业执照", "营业执照", "营业执照|主体资格|执照|登记证"),
    _Paper("毕业证书", "毕业证书?", "毕业证|学历|学位"),
    _Paper("照片", "(?<!人像)照片|证件照|免冠照|[一二两12] ?寸照", "照片|证件照|合影|免冠|相片|照"),
    _Paper("授权委托书", "委托书", "委托|授权"),
    _Paper("承诺书", "承诺书", "承诺|声明"),
    _Paper("申请书", "申请书", "申请|登记书"),
    _Paper("申请表", "申请表|申请登记表|申报表|申领表", "表|申请书"),
    _Paper(
        "不动产权证书", "不动产权证书?|房产证|房屋所有权证|房本", "产权|房产|房屋|住所|权属|不动产"
    ),
    _Paper("驾驶证", "驾驶证|驾照", "驾驶证|驾照"),
    _Paper("社会保障卡", "社会保障卡|社保卡", "社会保障卡|社保卡|银行卡|账户"),
    _Paper("银行卡", "银行卡|储蓄卡|存折", "银行|储蓄|存折|账户|账号|社会保障卡|社保卡"),
    _Paper("护照", "护照", "护照|身份证|证件|旅行证"),
    _Paper("病历", "病历", "病历|诊断|病情"),
    _Paper("诊断证明", "诊断(?:证明|书)", "诊断|病历|病情"),
    _Paper("体检证明", "体检(?:证明|报告|表)|健康证明?", "体检|健康|身体条件"),
    _Paper("无犯罪记录证明", "无(?:违法)?犯罪记录证明", "犯罪"),
    _Paper("出生医学证明", "出生(?:医学)?证明?", "出生"),
    _Paper("收入证明", "收入证明", "收入|工资|流水"),
    _Paper("离职证明", "离职证明|解除劳动(?:合同|关系)证明", "离职|解除|终止"),
    _Paper("租赁合同", "(?:租赁|租房)合同", "租赁|租房|住所|住址|场所|居住"),
    _Paper("劳动合同", "劳动合同", "劳动|就业|聘用"),
    _Paper("公证书", "公证书", "公证"),
    _Paper("完税证明", "完税(?:证明|凭证)", "完税|税"),
    _Paper("公章", "公章", "章"),
)
_SENTENCE = re.compile(r"[^\n。；;！!？?]+")
_ASKED = re.compile(
    r"(?:须|必须|应当?|需要?|请|要)(?:同时|一并|当场|另|先|再|本人|申请人|另外){0,2}"
    r"(?:提供|提交|携带|带(?![动领])|带上|带好|出示|出具|交(?!费|纳|通|易|由)|持(?!续|有))"
    r"|(?:携带|出示|提交|带齐|带上|带好)"
)
_A_CASE = re.compile(
    r"的[，,：:]|的(?:须|需|应|要|还|另|请|可)|如[果需有是为]?|若|仅|除|或|任选|之一|可以?|能|未满|代|委托|受托"
    r"|丢|遗失|补[办领]|变更|换|不用|不需|无需|无须|免|不必|不交|共享|核验的|监护|异地|外[地省国籍]|部分|有的|企业|单位(?!证明)"
    r"|领取|领证|取证|取件|回执|之前|已经?(?:提交|交)|窗口(?:提供|打印)"
)
_ASKS_PAPERS = re.compile(
    "(?:带|准备|提交|提供|交|要)(?:什么|哪些|啥|几样|哪几样)|(?:什么|哪些|啥)(?:材料|证件|资料)"
)
_NOT_NEEDED = re.compile(
    r"(?:不用|不需要?|无需|无须|不必|不再需要|不再|取消)(?:再|另外|额外|申请人)?(?:提供|提交|携带|带|出示|交|要)?"
)
_ASKS_IF = re.compile(
    "(?:还|都|一定|必须)?(?:要不要|需不需要|用不用|要|需要|用|必须)(?:自己|再|另外|再自己)?(?:带|交|提供|提交|准备)"
)
_NO = re.compile(r"^(?:不用|不需要|无需|无须|不必|不要)(?:了|带|交|提供|提交)?(?=[。，,；;]|$)")
_EXEMPT = re.compile(
    "可以?不|不用|免|仅|无需|不需|的需要|的提供|的提交|的交|或|任选|之一|如|（[^）]*(?:的|可)[^）]*）|也可"
)
"""A row of the list that is not asked of everybody."""


def unlisted(page: Page) -> Iterator[Flaw]:
    """A paper that the guide asks of everybody in another place, and that the list has not."""
    papers = page.element(PAPERS)
    if not papers.text:
        return
    told: set[str] = set()
    for piece, start, end in _where_papers_are_asked(page):
        sentence = piece.text[start:end]
        asked = _ASKED.search(sentence)
        if asked is None or _A_CASE.search(sentence):
            continue
        for paper in _PAPERS:
            found = re.search(paper.said, sentence[asked.end() :])
            if found is None or paper.name in told or re.search(paper.covered, papers.text):
                continue
            if re.search(paper.said, page.guide.name):
                continue  # it is what the item itself is about
            told.add(paper.name)
            what = remark("lint_unlisted", anchor_name(piece.anchor), found[0])
            at = start + asked.end() + found.start()
            yield Flaw("paper-unlisted", what, (papers.cite(), piece.cite(at, at + len(found[0]))))


def _where_papers_are_asked(page: Page) -> Iterator[tuple[Piece, int, int]]:
    for piece in page.elements((CONDITIONS, STEPS)):
        for found in _SENTENCE.finditer(piece.text):
            yield piece, *found.span()
    for piece in page.faqs():
        question, answer = piece.text.index("\n"), piece.text.index("\n答：") + 3
        if _ASKS_PAPERS.search(piece.text, 0, question) and not _A_CASE.search(
            piece.text, 2, question
        ):
            for found in _SENTENCE.finditer(piece.text, answer):
                yield piece, *found.span()


def not_needed(page: Page) -> Iterator[Flaw]:
    """A paper in the list, asked of everybody, of which the guide says that it is not needed."""
    papers = page.element(PAPERS)
    for piece, said in _where_not_needed(page):
        for paper in _PAPERS:
            if not re.search(paper.said, said[0]):
                continue
            for row in re.finditer(r"[^\n]+", papers.text):
                if re.search(paper.said, row[0]) and not _EXEMPT.search(row[0]):
                    what = remark("lint_not_needed", anchor_name(piece.anchor), paper.name)
                    cited = (papers.cite(*row.span()), piece.cite(*said.span()))
                    yield Flaw("paper-not-needed", what, cited)


def _where_not_needed(page: Page) -> Iterator[tuple[Piece, re.Match[str]]]:
    """Sentences that say so of everybody, and questions whose answer begins with no."""
    for piece in page.faqs():
        question, _, answer = piece.text.partition("\n答：")
        asked = re.compile(r"[^，,。；;\n]+").search(question, 2)
        asks = asked and _ASKS_IF.search(asked[0]) and not _A_CASE.search(asked[0])
        if asked and asks and _NO.match(answer):
            yield piece, asked
    for piece in page.elements((CONDITIONS, STEPS, "材料说明", "备注")):
        for found in _SENTENCE.finditer(piece.text):
            said = _NOT_NEEDED.search(found[0])
            if said and not re.search(r"的[，,]|如|若|仅|除|未满|代|可以|能", found[0]):
                rest = re.compile(r"[^，,。；;\n]{1,20}").search(
                    piece.text, found.start() + said.start()
                )
                if rest:
                    yield piece, rest
