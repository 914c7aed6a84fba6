"""A place's own guide answers before that of the place around it; others only with a warning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.model import Before, Guide
from knowledge.places import Places
from knowledge.regions import is_place, units
from tests.knowledge.shelf import JsonShelf

Write = Callable[[str, str], Path]
DAY = date(2026, 6, 1)
GUIDES = """guides:
- {id: city, name: 高龄津贴发放, bureau: 云溪市民政局, level: 市级, region: 云溪市,
   承诺办结时限: 10 个工作日, 收费标准: 不收费, 受理条件: 年满 80 周岁}
- {id: green, name: 高龄津贴发放, bureau: 青禾县民政局, level: 县级, region: 云溪市青禾县,
   承诺办结时限: 5 个工作日, 收费标准: 不收费, 受理条件: 年满 80 周岁}
- {id: north, name: 高龄津贴发放, bureau: 北山县民政局, level: 县级, region: 云溪市北山县,
   承诺办结时限: 7 个工作日, 收费标准: 不收费, 受理条件: 年满 80 周岁}
- {id: heat, name: 热力管道接入, bureau: 云溪市住房和城乡建设局, level: 市级, region: 云溪市,
   承诺办结时限: 9 个工作日}
- {id: boat, name: 渔船登记, bureau: 青禾县农业农村局, level: 县级, region: 云溪市青禾县,
   承诺办结时限: 8 个工作日}
"""
ASK = "高龄津贴发放多久办好"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("云溪市青禾县民政局", ("云溪市", "青禾县")),
        ("广东省广州市越秀区", ("广东省", "广州市", "越秀区")),
        ("新疆维吾尔自治区", ("新疆维吾尔自治区",)),
        ("云溪市市场监督管理局", ("云溪市",)),
        ("市场监督管理局", ()),
        ("民政局城镇低保科", ()),
        ("北京市区", ("北京市",)),
        ("江南省新乡市景德镇市", ("江南省", "新乡市", "景德镇市")),
        ("", ()),
    ],
)
def test_a_place_is_read_from_the_large_to_the_small(text: str, place: tuple[str, ...]) -> None:
    assert units(text) == place


def test_what_is_more_than_a_place_is_none() -> None:
    assert is_place("云溪市青禾县")
    assert not any(map(is_place, ("", "青禾", "云溪市民政局", "Yunxi")))


def test_a_place_that_is_all_guides_tells_none_apart() -> None:
    one = Guide(id="a", name="高龄津贴发放", region="云溪市")
    text = "能在云溪自己交吗，云溪市的卡呢"
    assert Places({"a": one}).unplaced(text) == "能自己交吗，卡呢"
    other = Guide(id="b", name="高龄津贴发放", region="云溪市青禾县")
    assert Places({"a": one, "b": other}).unplaced(text) == text


def test_of_two_authorities_in_a_place_that_of_its_own_level_is_meant() -> None:
    head = {"name": "高龄津贴发放", "region": "云溪市青禾县"}
    guides = {level: Guide(id=level, level=level, **head) for level in ("市级", "县级", "")}
    assert Places(guides).nearest([*guides], ("云溪市", "青禾县")) == ("县级",)
    del guides["县级"]
    assert Places(guides).nearest([*guides], ("云溪市", "青禾县")) == ("市级", "")


@pytest.fixture
def at(tmp_path: Path, write: Write) -> Callable[[str], Library]:
    """A library for people of a region."""

    def _at(region: str) -> Library:
        shelf = JsonShelf(tmp_path / "shelf.json")
        library = Library(tmp_path / "index", shelf, embedder="none", region=region)
        library.add([write("a.yaml", GUIDES)])
        return library

    return _at


@pytest.mark.parametrize(
    ("region", "question", "item", "answers"),
    [
        ("云溪市", ASK, None, "city"),
        ("云溪市青禾县", ASK, None, "green"),
        ("青禾县", ASK, None, "green"),
        ("云溪市", "青禾县" + ASK, None, "green"),
        ("云溪市青禾县", "云溪市北山县的" + ASK, None, "north"),
        ("云溪市青禾县", "云溪市" + ASK, None, "city"),
        ("", "青禾的" + ASK, None, "green"),
        ("", "我在北山，" + ASK, None, "north"),
        ("云溪市青禾县", "市级的" + ASK, None, "city"),
        ("云溪市青禾县", "多久办好", "north", "north"),
        ("云溪市青禾县", ASK, "north", "north"),
        ("", "青禾县的要多久办好", "north", "green"),
        ("云溪市青禾县", "热力管道接入多久办好", None, "heat"),
        ("云溪市青禾县", "热力管道接入多久办好", "green", "heat"),
        ("", "青禾县热力管道接入多久办好", None, "heat"),
        ("云溪市", "青禾县渔船登记多久办好", None, "boat"),
    ],
)
def test_the_guide_of_the_place_answers_without_a_warning(
    at: Callable[[str], Library], region: str, question: str, item: str | None, answers: str
) -> None:
    answer = at(region).ask(question, item=item, on=DAY)
    assert answer.status == "answered", answer.text
    assert {source.guide for source in answer.sources} == {answers}
    assert "⚠" not in answer.text


def test_an_answer_names_the_place_where_there_are_others(at: Callable[[str], Library]) -> None:
    library = at("云溪市青禾县")
    assert library.ask(ASK, on=DAY).text.startswith("按云溪市青禾县的指南：\n")
    assert library.ask(ASK, on=DAY, locale="en").text.startswith("By the guide of 云溪市青禾县:\n")
    assert "按云溪市" not in library.ask("热力管道接入多久办好", on=DAY).text


def test_where_no_place_is_known_it_is_asked_for_if_the_guides_differ(
    at: Callable[[str], Library],
) -> None:
    answer = at("").ask(ASK, on=DAY)
    assert answer.status == "clarify"
    assert {candidate.id for candidate in answer.candidates} == {"city", "green", "north"}
    same = at("").ask("高龄津贴发放要收费吗", on=DAY)
    assert same.status == "answered"
    assert "不收费" in same.text


@pytest.mark.parametrize("question", ["高龄补贴领取多久办好", "渔船检验多久办好", "船怎么登记"])
def test_no_place_makes_a_guess_sure(at: Callable[[str], Library], question: str) -> None:
    assert at("").ask(question, on=DAY).status != "answered"
    assert at("云溪市青禾县").ask(question, on=DAY).status != "answered"


def test_another_places_guide_answers_with_a_warning(at: Callable[[str], Library]) -> None:
    answer = at("云溪市北山县").ask("渔船登记多久办好", on=DAY)
    assert "这是云溪市青禾县的指南，云溪市北山县可能不同" in answer.text
    assert "8 个工作日" in answer.text


def test_the_services_to_choose_from_are_those_of_the_place(at: Callable[[str], Library]) -> None:
    def found(region: str, text: str) -> set[str]:
        return {match.candidate.id for match in at(region).find_items(text)}

    assert found("云溪市青禾县", "高龄津贴发放") == {"green"}
    assert found("云溪市青禾县", "北山县高龄津贴发放") == {"north"}
    assert found("", "高龄津贴发放") == {"city", "green", "north"}


def test_guides_of_two_counties_are_two_items_though_they_have_no_code(
    tmp_path: Path, write: Write
) -> None:
    library = Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")
    for county in ("青禾县", "北山县"):
        head = f"name: 高龄津贴发放, bureau: 民政局, level: 县级, region: 云溪市{county}"
        library.add([write("a.yaml", f"{{{head}, 收费标准: 不收费}}")])
    labels = {match.candidate.label for match in library.find_items("高龄津贴发放")}
    assert labels == {
        f"高龄津贴发放（云溪市{county}·民政局·县级）" for county in ("青禾县", "北山县")
    }


def test_where_all_is_of_one_place_no_place_is_taken_out_of_a_question() -> None:
    guides = {"1": Guide(id="1", name="落户", region="云溪市")}
    assert Places(guides).read("云溪市落户") == ((), "云溪市落户")


def test_a_place_in_the_name_of_an_item_names_it_still() -> None:
    guides = {
        "1": Guide(id="1", name="云溪市人才公寓申请", region="云溪市"),
        "2": Guide(id="2", name="落户", region="青禾县"),
    }
    assert Places(guides).read("云溪市人才公寓申请要什么")[1] == "云溪市人才公寓申请要什么"
    assert Places(guides).read("青禾县落户") == (("青禾县",), "落户")


def test_namesakes_that_answered_alike_are_asked_back_about_once_they_differ(
    at: Callable[[str], Library],
) -> None:
    asked = "高龄津贴发放要什么条件"
    told = at("").ask(asked, on=DAY)
    before = Before(question=asked, item=told.item)
    answer = at("").ask("那要几天", before=before, on=DAY)
    assert answer.status == "clarify"
    assert {candidate.id for candidate in answer.candidates} == {"city", "green", "north"}
    picked = before.model_copy(update={"picked": told.item})
    assert at("").ask("那要几天", before=picked, on=DAY).item == told.item
    assert at("").ask("那收费吗", before=before, on=DAY).status == "answered"
