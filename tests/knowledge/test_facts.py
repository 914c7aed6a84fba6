"""An element by its own name, and the line that tells what a cue measures beside the element."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.elements import Intent
from knowledge.facts import holds
from knowledge.library import Library
from knowledge.measures import qualifier
from knowledge.model import GuideAnswer
from knowledge.samples import samples
from knowledge.vocabulary import marks
from tests.knowledge.shelf import JsonShelf
from tests.patience import soon

ON = date(2026, 6, 1)
GLIDER = """---
id: T-glider
name: 滑翔伞活动审批
bureau: 云溪市体育局
---
## 受理条件
有固定的起飞场地；活动前 7 日提出。
## 起飞场地要求
坡度 15 至 30 度，净空 200 米。
## 气象
风速每秒 6 米以下。
## 主题分类
体育
## 承诺办结时限
5 个工作日
"""

TOLD = [  # question, element, what is in the line, what is not shown
    ("居住证住多久才能办", "受理条件", "居住半年以上", "5 个工作日"),
    ("居住多久可以办居住证", "受理条件", "居住半年以上", "5 个工作日"),
    ("残疾证公示几天", "办理流程", "公示 5 个工作日", "20 个工作日"),
    ("残疾证评定去哪里", "办理流程", "指定医院", "湖滨路"),
    ("创业担保贷款能贷几年", "受理条件", "期限不超过 3 年", "7 个工作日"),
    ("房产过户要交多少税", "常见问题", "契税", "80 元"),
    ("灵活就业人员养老保险交多少", "收费标准", "20%", "即时办结"),
    ("社保卡邮寄要几天", "承诺办结时限", "邮寄的 7 个工作日", "20 个工作日"),
    ("身份证补领快递几天到", "物流快递", "邮政快递送达", "20 个工作日"),
    ("驾照换证要体检吗", "申请材料", "身体条件证明", "70 周岁"),
    ("生育登记要不要结婚证", "申请材料", "结婚证", "承诺书"),
    ("灵活就业缴费基数是多少", "办理流程", "60% 至 300%", "不收费"),
]
PLAIN = [  # what stands beside the cue is the item's name or the office's own doing
    ("身份证补领多久能取", "承诺办结时限"),
    ("材料交齐以后多久能办好居住证", "承诺办结时限"),
    ("失业金几天能审核下来", "承诺办结时限"),
    ("外地人落户要多久", "承诺办结时限"),
    ("过户费多少", "收费标准"),
    ("我家附近哪里能办居住证", "办理地点"),
    ("在云溪哪个地方办结婚登记", "办理地点"),
]
UNTOLD = [
    "身份证补领停车费多少",
    "居民身份证补领附近在哪吃饭",
    "结婚登记公告几天",
    "创业担保贷款多久放款",
    "出生证丢了多久能补",
    "补身份证要几个月工资",
    "公司可以卖吗",
    "补身份证能选号码吗",
]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The sample guides without an embedder: all of this is decided by letters."""
    home = tmp_path_factory.mktemp("plain")
    library = Library(home / "index", JsonShelf(home / "shelf.json"), embedder="none")
    library.add(samples())
    return library


def elements(answer: GuideAnswer) -> list[str]:
    return [source.element for source in answer.sources]


def test_every_element_of_every_sample_is_found_by_its_own_name(plain: Library) -> None:
    asked = [
        (guide.id, term, question, item)
        for guide in plain.guides()
        for term in guide.elements
        for question, item in (
            (f"{guide.name}的{term}", None),
            (f"{guide.name}{term}", None),
            (f"{term}是什么？", guide.id),
        )
    ]
    missed = []
    for id_, term, question, item in asked:
        answer = plain.ask(question, item=item, on=ON)
        if term not in elements(answer) or {s.guide for s in answer.sources} != {id_}:
            missed.append((question, answer.status, elements(answer)))
    assert len(asked) > 1_000
    assert missed == []


@pytest.mark.parametrize(
    ("question", "item", "element"),
    [
        ("滑翔伞活动审批的起飞场地要求", None, "起飞场地要求"),
        ("起飞场地要求是什么", "T-glider", "起飞场地要求"),
        ("气象", "T-glider", "气象"),
        ("滑翔伞活动审批主题分类", None, "主题分类"),
        ("受理条件", "T-glider", "受理条件"),
    ],
)
def test_a_guides_own_name_for_an_element_finds_it(
    letters: Library, write: Callable[[str, str], Path], question: str, item: str, element: str
) -> None:
    letters.add([write("glider.md", GLIDER)])
    answer = letters.ask(question, item=item, on=ON)
    assert elements(answer) == [element]
    assert answer.sources[0].guide == "T-glider"


def test_a_short_name_of_an_element_must_be_all_that_is_asked(
    letters: Library, write: Callable[[str, str], Path]
) -> None:
    letters.add([write("glider.md", GLIDER)])
    answer = letters.ask("气象台离得远要多久", item="T-glider", on=ON)
    assert answer.status == "refused"


@pytest.mark.parametrize(("question", "element", "told", "hidden"), TOLD)
def test_the_line_that_tells_what_is_measured_answers(
    plain: Library, question: str, element: str, told: str, hidden: str
) -> None:
    answer = plain.ask(question, on=ON)
    assert elements(answer) == [element]
    assert told in answer.text
    assert hidden not in answer.text


@pytest.mark.parametrize(("question", "element"), PLAIN)
def test_the_offices_own_doing_asks_for_the_element(
    plain: Library, question: str, element: str
) -> None:
    assert element in elements(plain.ask(question, on=ON))


@pytest.mark.parametrize("question", UNTOLD)
def test_what_is_measured_and_told_nowhere_is_not_answered(sampled: Library, question: str) -> None:
    assert sampled.ask(question, on=ON).status != "answered"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("居住证签注要钱吗", ["收费标准"]),
        ("社保卡丢了补要钱吗", ["收费标准"]),
        ("外地户口迁入云溪要多长时间", ["承诺办结时限", "法定办结时限"]),
        ("补身份证法定时限和承诺时限分别是多少", ["法定办结时限", "承诺办结时限"]),
        ("结婚要带几张照片", ["申请材料"]),
    ],
)
def test_nothing_off_the_point_stands_beside_the_answer(
    sampled: Library, question: str, expected: list[str]
) -> None:
    assert elements(sampled.ask(question, on=ON)) == expected


@pytest.mark.parametrize("text", ["就一次", "还能再来一次", "密码忘了", "贷了一次"])
def test_a_statement_pulls_no_faq_of_whatever_item(sampled: Library, text: str) -> None:
    assert sampled.ask(text, on=ON).status != "answered"


def test_what_is_asked_to_be_needed_does_not_name_the_item(plain: Library) -> None:
    assert {s.guide for s in plain.ask("过户要结婚证吗", on=ON).sources} == {"YX-ZR-001"}
    assert {s.guide for s in plain.ask("要结婚证吗", item="YX-ZR-001", on=ON).sources} == {
        "YX-ZR-001"
    }


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("居住证住多久才能办", "住"),
        ("残疾证公示几天", "公示"),
        ("残疾证申请要几天", None),
        ("残疾证多久能办好", None),
        ("残疾证在哪里打印", "打印"),
        ("残疾证要几张照片", "照片"),
    ],
)
def test_the_word_beside_a_cue_says_what_is_measured(
    plain: Library, question: str, word: str | None
) -> None:
    guide = plain.guide("YX-CL-001" if "残疾" in question else "YX-GA-003")
    assert guide is not None
    catalogue = Catalogue({guide.id: guide})
    read = catalogue.read(question)
    named = marks(read.folded, read.words, catalogue.vocabulary(guide.id))
    found = qualifier(read, read.intents[-1], named, guide)
    assert (found.word if found else None) == word


def test_an_english_cue_is_measured_by_nothing(plain: Library) -> None:
    guide = plain.guides()[0]
    read = Catalogue({guide.id: guide}).read("how long does the publication take")
    named = [False] * len(read.folded)
    assert qualifier(read, Intent("承诺办结时限", 0, 8), named, guide) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("公示 5 个工作日", "duration", True),
        ("居住半年以上", "duration", True),
        ("2025 年 5 月 10 日起施行", "duration", False),
        ("年满 60 周岁", "duration", False),
        ("每证 40 元", "money", True),
        ("共 3 人", "money", False),
        ("到指定医院做评定", "place", True),
        ("照片３张", "count", True),
    ],
)
def test_a_value_is_known_by_how_it_is_written(text: str, kind: str, value: bool) -> None:
    assert holds(text, kind) is value


@pytest.mark.parametrize(
    "part",
    ["需要", "要需要", "还要", "领证", "是不是可以也能", "大概大约一般最快", "能不能可不可以"],
)
def test_no_question_takes_long_to_read(plain: Library, part: str) -> None:
    """Words that can be cut in two ways ("需要" is "需" and "要") are never tried in all ways."""
    with soon():
        for text in (part * 250, f"身份证补领{part * 120}多久", f"{part * 120}多久{part * 120}"):
            plain.ask(text, on=ON)
