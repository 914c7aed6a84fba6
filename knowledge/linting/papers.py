"""Rules of the list of papers against what the rest of the guide says of papers.

Guards against the false alarm: only papers of a fixed list of names count, and only
where they are asked of everybody. What is asked in a case ("代办的", "未满 16 周岁的")
need not be in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.elements import CONDITIONS, PAPERS, PROCEDURE
from knowledge.linting.page import Flaw, Page, Piece
from knowledge.remarks import anchor_name, remark


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by the words that mean it, and by those of a list that cover it."""

    name: str
    said: str
    covered: str


KNOWN = (
    Paper("身份证", "身份证(?!号|明)", "身份证|身份证明|身份证件|证件|主体资格|电子凭证"),
    Paper("户口簿", "户口[簿本]", "户口|户籍|家庭关系|亲属关系"),
    Paper("结婚证", "结婚证(?!明)", "结婚证|婚姻|婚育"),
    Paper("离婚证", "离婚证(?!明)", "离婚|婚姻"),
    Paper("居住证", "(?<!暂)居住证(?!明)", "居住证|居住地|长期居住"),
    Paper("营业执照", "营业执照", "营业执照|主体资格|执照|登记证"),
    Paper("毕业证书", "毕业证书?", "毕业证|学历|学位"),
    Paper("照片", "(?<!人像)照片|证件照|免冠照|[一二两12] ?寸照", "照片|证件照|合影|免冠|相片|照"),
    Paper("授权委托书", "委托书", "委托|授权"),
    Paper("承诺书", "承诺书", "承诺|声明"),
    Paper("申请书", "申请书", "申请|登记书"),
    Paper("申请表", "(?:申请|申请登记|申报|申领)表(?!单)", "表|申请书"),
    Paper(
        "不动产权证书", "不动产权证书?|房产证|房屋所有权证|房本", "产权|房产|房屋|住所|权属|不动产"
    ),
    Paper("驾驶证", "驾驶证|驾照", "驾驶证|驾照"),
    Paper("社会保障卡", "社会保障卡|社保卡", "社会保障卡|社保卡|银行卡|账户"),
    Paper("银行卡", "银行卡|储蓄卡|存折", "银行|储蓄|存折|账户|账号|社会保障卡|社保卡"),
    Paper("护照", "护照", "护照|身份证|证件|旅行证"),
    Paper("病历", "病历", "病历|诊断|病情"),
    Paper("诊断证明", "诊断(?:证明|书)", "诊断|病历|病情"),
    Paper("体检证明", "体检(?:证明|报告|表)|健康证明?", "体检|健康|身体条件"),
    Paper("无犯罪记录证明", "无(?:违法)?犯罪记录证明", "犯罪"),
    Paper("出生医学证明", "出生(?:医学)?证明?", "出生"),
    Paper("收入证明", "收入证明", "收入|工资|流水"),
    Paper("离职证明", "离职证明|解除劳动(?:合同|关系)证明", "离职|解除|终止"),
    Paper("租赁合同", "(?:租赁|租房)合同", "租赁|租房|住所|住址|场所|居住"),
    Paper("劳动合同", "劳动合同", "劳动|就业|聘用"),
    Paper("公证书", "公证书", "公证"),
    Paper("完税证明", "完税(?:证明|凭证)", "完税|税"),
    Paper("公章", "公章", "章"),
)
_NAMED = re.compile(
    r"[一-龥]{2,12}?(?:证明书|证明|证书|许可证|报告书?|申请[表书]|承诺书|合同|协议书?|执照|批[文复]|批准书|登记[表证书]|委托书|清单|凭证|发票"
    r"|章程|方案|图纸|计划书|推荐[表信书]|审[批核]表|备案表|病历|[居暂]住证)"
)
"""A paper that is in no table, by how papers are called."""
_BEFORE_NAME = re.compile(
    "^(?:提供|提交|携带|出示|带上?|还有|还要|相关|有关|有效的?|本人的?|申请人的?|您的?|其|和|及|或|与|以及|的|由|个人|近期|最近|一份|加盖公章的?)+"
)
_NO_NAME = re.compile("以下|下列|上述|如下|相关|有关|身份证|的|法定代表|证明材料|等|所需")
COVERED = 0.34
"""Share of the pairs of characters of a paper's name from which on the list has it."""
SENTENCE = re.compile(r"[^\n。；;！!？?]+")
_ASKED = re.compile(
    r"(?:须|必须|应当?|需要?|请|要)(?:同时|一并|当场|另|先|再|本人|申请人|另外){0,2}"
    r"(?:提供|提交|携带|带(?![动领])|带上|带好|出示|出具|交(?!费|纳|通|易|由)|持(?!续|有))"
    r"|(?:携带|出示|提交|带齐|带上|带好)"
)
_A_CASE = re.compile(
    r"的[，,：:]|的(?:须|需|应|要|还|另|请|可)|如[果需有是为]?|若|仅|除|或|任选|之一|可以|可(?=[由凭选不提用])|(?<![功职性])能(?![力源])|未满|代|委托|受托"
    r"|丢|遗失|补[办领]|变更|换|不用|不需|无需|无须|免|不必|不交|共享|核验的|监护|异地|外[地省国籍]|部分|有的|企业|单位(?!证明)"
    r"|领取|领证|办好|办完|发[放给]|给(?:我|什么)|拿到|取证|取件|回执|之前|已经?(?:提交|交)|窗口(?:提供|打印)"
)
_ASKS_PAPERS = re.compile(
    "(?:带|准备|提交|提供|交|要)(?:什么|哪些|啥|几样|哪几样)|(?:什么|哪些|啥)(?:材料|证件|资料)"
)
_ASKS_MORE = re.compile(
    "费|钱|多久|几天|哪里|去哪|窗口|几号|地[点址]|流程|怎么|条件|谁|能不能|可以"
)
"""Beside papers: then what is answered first may be no paper."""
_NOT_NEEDED = re.compile(
    r"(?:不用|不需要?|无需|无须|不必|不再需要|不再|取消)(?:再|另外|额外|申请人)?(?:提供|提交|携带|带|出示|交|要)?"
)
_ASKS_IF = re.compile(
    "(?:还|都|一定|必须)?(?:要不要|需不需要|用不用|要|需要|用|必须)(?:自己|再|另外|再自己)?(?:带|交|提供|提交|准备)"
)
_NO = re.compile(r"^(?:不用|不需要|无需|无须|不必|不要)(?:了|带|交|提供|提交)?(?=[。，,；;]|$)")
_NEEDED = re.compile("(?:需?要|必须|须|是的|对)(?:[，,。；;的]|带|提供|提交|$)")
LEAST_NAME = 4
"""Characters of a paper that is in no table."""
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
        for name, at in _names(piece.text, start, end):
            if name in told or _covered(name, papers.text) or name in page.guide.name:
                continue
            told.add(name)
            what = remark("lint_unlisted", anchor_name(piece.anchor), name)
            yield Flaw("paper-unlisted", what, (papers.cite(), piece.cite(at, at + len(name))))


def _names(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The papers of a stretch with their places, those of the table first."""
    taken: list[tuple[int, int]] = []
    for paper in KNOWN:
        if found := re.compile(paper.said).search(text, start, end):
            taken.append(found.span())
            yield found[0], found.start()
    for found in _NAMED.finditer(text, start, end):
        if any(low < found.end() and found.start() < high for low, high in taken):
            continue
        name = _BEFORE_NAME.sub("", found[0])
        if len(name) >= LEAST_NAME and not _NO_NAME.search(name):
            yield name, found.end() - len(name)


def _covered(name: str, papers: str) -> bool:
    known = next((paper for paper in KNOWN if re.fullmatch(paper.said, name)), None)
    if known is not None:
        return bool(re.search(known.covered, papers))
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return sum(pair in papers for pair in pairs) >= COVERED * len(pairs)


def _where_papers_are_asked(page: Page) -> Iterator[tuple[Piece, int, int]]:
    """Where everybody is asked for papers: sentences, answers, questions answered yes."""
    for piece in page.elements((CONDITIONS, PROCEDURE, "材料说明", "备注")):
        for found in SENTENCE.finditer(piece.text):
            if (asked := _ASKED.search(found[0])) and not _A_CASE.search(found[0]):
                yield piece, found.start() + asked.end(), found.end()
    for piece in page.faqs():
        question, answer = piece.text.index("\n"), piece.text.index("\n答：") + 3
        if _A_CASE.search(_asked_of(piece.text[2:question])):
            continue
        if _ASKS_PAPERS.search(piece.text, 0, question):
            for number, found in enumerate(SENTENCE.finditer(piece.text, answer)):
                asked = _ASKED.search(found[0])
                plain = number == 0 and not _ASKS_MORE.search(piece.text, 0, question)
                if (asked or plain) and not _A_CASE.search(found[0]):
                    yield piece, found.start() + (asked.end() if asked else 0), found.end()
        elif _ASKS_IF.search(piece.text, 0, question) and _NEEDED.match(piece.text, answer):
            yield piece, 2, question


def _asked_of(question: str) -> str:
    """A question without "需不需要", which is no case."""
    return re.sub("需不需要|要不要|用不用|能不能|可不可以|是否需要", "", question)


def not_needed(page: Page) -> Iterator[Flaw]:
    """A paper in the list, asked of everybody, of which the guide says that it is not needed."""
    papers = page.element(PAPERS)
    for piece, said in _where_not_needed(page):
        for paper in KNOWN:
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
    for piece in page.elements((CONDITIONS, PROCEDURE, "材料说明", "备注")):
        for found in SENTENCE.finditer(piece.text):
            said = _NOT_NEEDED.search(found[0])
            if said and not re.search(r"的[，,]|如|若|仅|除|未满|代|可以|能", found[0]):
                rest = re.compile(r"[^，,。；;\n]{1,20}").search(
                    piece.text, found.start() + said.start()
                )
                if rest:
                    yield piece, rest
