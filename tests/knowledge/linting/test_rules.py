"""Each rule of `guides check` finds its fault, leaves alone what looks alike, and cites truly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.issue_terms import CATEGORIES
from knowledge.linting import RULES, check
from knowledge.model import Cited, Faq, Guide, GuideFinding
from knowledge.remarks import told

ON = date(2026, 6, 1)
CASES: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8")
)
SOUND: dict[str, Any] = {
    "id": "T-1",
    "name": "风筝放飞备案",
    "bureau": "云溪市气象局",
    "level": "市级",
    "region": "云溪市",
    "version": "1",
    "published": date(2026, 1, 1),
}
ELEMENTS = {
    "受理条件": "年满 18 周岁的公民。",
    "申请材料": "居民身份证（原件 1 份）\n风筝照片（2 张）",
    "办理流程": "申请：到窗口提交。\n审核：工作人员核对。",
    "法定办结时限": "20 个工作日",
    "承诺办结时限": "5 个工作日",
    "到办事现场次数": "1 次",
    "收费标准": "不收费",
    "办理地点": "云溪市湖滨路 88 号 2 楼 3 号窗口",
    "办理时间": "周一至周五 9:00—12:00",
    "咨询方式": "0999-8123401",
    "监督投诉方式": "12345",
}


def guide_of(case: dict[str, Any]) -> Guide:
    """The sound guide with what a case changes in it."""
    given = dict(case)
    pairs = given.get("faq", [])
    pairs = [pairs] if pairs and isinstance(pairs[0], str) else pairs
    faqs = tuple(Faq(question=question, answer=answer) for question, answer in pairs)
    fields = {name: given.pop(name) for name in (*Guide.model_fields,) if name in given}
    texts = {k: v for k, v in given.items() if k not in ("faq", "quote", "twin")}
    elements = {k: str(v) for k, v in {**ELEMENTS, **texts}.items() if v is not None}
    return Guide(**{**SOUND, **fields, "elements": elements, "faqs": faqs})


def found(case: dict[str, Any]) -> list[GuideFinding]:
    guide = guide_of(case)
    shelf = {guide.id: guide}
    if "twin" in case:
        shelf["T-2"] = guide.model_copy(update={"id": "T-2", **case["twin"]})
    return check(shelf, only=guide.id, on=ON)


def cases(side: str) -> Iterator[Any]:
    for rule, sides in CASES.items():
        for number, case in enumerate(sides[side], start=1):
            yield pytest.param(rule, case, id=f"{rule}-{number}")


def text_of(guide: Guide, cited: Cited) -> str:
    if cited.element == "事项":
        return guide.name
    if cited.element == "常见问题":
        faq = guide.faqs[int(cited.anchor.rsplit("-", 1)[1]) - 1]
        return f"问：{faq.question}\n答：{faq.answer}"
    return guide.elements.get(cited.element, "")


def test_the_sound_guide_has_no_findings() -> None:
    assert found({}) == []


@pytest.mark.parametrize(("rule", "case"), [*cases("finds")])
def test_a_rule_finds_its_fault_and_cites_it_word_for_word(rule: str, case: dict[str, Any]) -> None:
    mine = [finding for finding in found(case) if finding.rule == rule]
    assert mine, [finding.rule for finding in found(case)]
    if "quote" in case:
        assert mine[0].quote == case["quote"]
    for finding in mine:
        assert finding.cited
        for cited in finding.cited:
            text = text_of(guide_of(case), cited)
            assert text[cited.start : cited.end] == cited.quote


@pytest.mark.parametrize(("rule", "case"), [*cases("leaves")])
def test_a_rule_leaves_alone_what_looks_alike(rule: str, case: dict[str, Any]) -> None:
    assert [finding.text for finding in found(case) if finding.rule == rule] == []


def test_every_rule_has_cases_of_both_kinds() -> None:
    assert CASES.keys() == RULES.keys()
    for sides in CASES.values():
        assert sides["finds"] and sides["leaves"]


def test_every_rule_is_in_the_docs_with_its_severity() -> None:
    page = (Path(__file__).parents[3] / "docs" / "guide-linter.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"| `{rule.id}` | {rule.severity} |" in page


def test_every_rule_names_a_category_of_the_ledger_in_both_languages() -> None:
    for rule in RULES.values():
        assert rule.category in CATEGORIES
        for text in (rule.title, rule.mend):
            assert not any("一" <= char <= "鿿" for char in told(text, "en"))
