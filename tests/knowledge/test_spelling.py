"""Traditional characters and typing errors: what is mended for sure, and what must stay."""

from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from knowledge.samples import samples
from knowledge.script import simplified
from knowledge.spelling import Spelling


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    drafts = (draft for draft in read_drafts(samples()) if isinstance(draft, Draft))
    return Catalogue({draft.guide.id: draft.guide for draft in drafts})


MENDED = {
    "深份证丢了": "身份证丢了",
    "深分证": "身份证",
    "局住证在哪里办": "居住证在哪里办",
    "结昏登记": "结婚登记",
    "社宝卡补办": "社保卡补办",
    "退修手续": "退休手续",
    "公机金提取": "公积金提取",
    "残急人证": "残疾人证",
    "异地就一备案": "异地就医备案",
    "食品精营许可": "食品经营许可",
    "不动缠登记": "不动产登记",
    "申清材料": "申请材料",
    "要待什么": "要带什么",
    "零时身份证": "临时身份证",
    "二首房过户": "二手房过户",
    "失叶保险金": "失业保险金",
    "食品经迎许可": "食品经营许可",
    "户口迁一": "户口迁移",
    "去窗囗吗": "去窗口吗",
    "咨旬电活": "咨询电话",
    "才料": "材料",
    "创业坦保贷款在那里办里": "创业担保贷款在哪里办理",
    "首机上能申清吗": "手机上能申请吗",
    "需要遇约吗": "需要预约吗",
    "几点下般": "几点下班",
    "周未上班吗": "周末上班吗",
    "收废标准": "收费标准",
    "要跑几汤": "要跑几趟",
    "需不需要本仁去": "需不需要本人去",
    "材料青单": "材料清单",
    "领结婚正要不要交前": "领结婚证要不要交钱",
    "身分证": "身份证",
    "身份證遺失": "身份证遗失",
    "結婚登記": "结婚登记",
}

KEPT = [
    "零时", "到家照相", "跨市异地就医", "市内迁入", "药品经营许可", "我在那里办的",
    "事业金", "二手车过户", "公正处", "收养登记",
    "拘留证", "烟草证", "养犬证", "出租车", "执业医师",
    "卖房的人", "评残", "离婚登记", "护照", "火车票", "想换地方住怎么办", "孩子上学要什么",
    "找到工作了", "听证", "拍照", "一套房", "人家认不认", "差多少钱",
    "批下来几天", "还能在网上办吗",
    "今天天气怎么样", "我要投诉", "工商局在哪", "介绍信", "租金",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), MENDED.items())
def test_what_is_sure_is_mended(catalogue: Catalogue, typed: str, meant: str) -> None:
    assert catalogue.read(typed).folded == meant


@pytest.mark.parametrize("typed", KEPT)
def test_a_real_word_never_becomes_another(catalogue: Catalogue, typed: str) -> None:
    assert catalogue.read(typed).folded == typed


def test_where_two_known_characters_would_do_none_is_taken() -> None:
    assert Spelling(["登记"]).mended("登及", ()) == "登记"
    assert Spelling(["登记", "登机"]).mended("登及", ()) == "登及"


def test_a_name_is_known_but_for_a_character_that_sounds_alike() -> None:
    names = Spelling([], ["工商登记", "养犬证", "市外迁入"])
    assert names.mended("工尚登记", ()) == "工商登记"
    assert names.mended("工伤登记", {1}) == "工伤登记"
    assert names.mended("工事登记", ()) == "工事登记"
    assert names.mended("室外迁入", ()) == "市外迁入"
    assert Spelling(["室外"], ["市外迁入"]).mended("室外迁入", ()) == "室外迁入"
    assert Spelling([], ["房产过户", "房车过户"]).mended("房岑过户", ()) == "房岑过户"


def test_conversion_keeps_the_length() -> None:
    text = "補辦身份證需要帶什麼資料?乾淨 瞭解 著作權 abc"
    assert len(simplified(text)) == len(text)
    assert simplified("plain text") == "plain text"


def test_a_pair_across_two_words_of_a_name_mends_nothing() -> None:
    assert Spelling(["文旅", "旅所"]).mended("律所", ()) == "律所"


def test_a_long_name_is_known_by_its_sound_as_a_whole() -> None:
    spelling = Spelling([], ["新生儿出生一件事", "灵活就业人员参保登记"])
    assert spelling.mended("新声儿出生一件是要什么", ()) == "新生儿出生一件事要什么"
    assert spelling.mended("办灵活就业人员餐保登及", ()) == "办灵活就业人员参保登记"
    assert (
        spelling.mended("新声而楚升一件是", ()) == "新声而楚升一件是"
    )  # too little of it is right
    assert (
        Spelling([], ["动产抵押登记", "动产低押登记"]).mended("动产底押登记", ()) == "动产底押登记"
    )
