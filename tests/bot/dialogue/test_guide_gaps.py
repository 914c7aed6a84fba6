"""What people say of the guides' answers is kept for the office, and nothing of who said it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from bot.app import App
from bot.dialogue.messages import Outcome
from bot.ledger_file import export_ledger
from bot.rehearsal import said
from bot.reports import export_experience
from storage.unmet import UnmetReader, UnmetRecord
from tests.bot.dialogue.test_inspecting import Person
from tests.bot.homes import START

BEGUN = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有特别的")
REST = (
    "普通群众", "清楚", "20分钟", "都顺利", "都对得上", "办好了", "10分钟", "非常满意",
    "都非常满意", "确认提交",
)  # fmt: skip


@pytest.fixture
def app(own: App) -> App:
    return own


def button(outcome: Outcome, label: str) -> str:
    return next(o.id for reply in outcome.replies for o in reply.options if o.label == label)


def state(app: App) -> list[tuple[object, ...]]:
    """All that is kept of walks and their answers."""
    with app.engine.connect() as connection:
        walks = connection.execute(text("SELECT * FROM walk ORDER BY id")).all()
        answers = connection.execute(text("SELECT * FROM answer ORDER BY walk_id, path")).all()
    return [tuple(row) for row in (*walks, *answers)]


def test_the_walk_is_byte_for_byte_what_it_was(app: App) -> None:
    person = Person(app.dialogue, "甲")
    for line in BEGUN:
        person.say(line)
    before = state(app)
    answered = person.say("要多少钱？")
    for outcome in (
        person.say(choose=button(answered, "没帮上忙")),
        person.say("加急的钱没说"),
        person.say("要带什么材料？"),
        person.say("看不懂"),
    ):
        assert outcome.walk.question == "profile"
    assert state(app) == before
    notes = app.reader.notes(int(outcome.walk.id))
    assert notes == []


def test_it_tells_where_the_walk_stood_and_what_was_shown(app: App) -> None:
    person = Person(app.dialogue, "甲")
    for line in BEGUN:
        person.say(line)
    person.say(choose=button(person.say("要多少钱？"), "没帮上忙"))
    (gap,) = app.gaps.all()
    (one,) = gap.questions
    assert (one.text, one.role, one.stage) == ("要多少钱？", "volunteer", "before")
    assert (one.outcome, one.unhelpful, one.guide_version) == (
        "answered", True, gap.guide_version,
    )  # fmt: skip
    assert [source["element"] for source in one.sources] == ["收费标准"]
    assert (gap.kind, gap.item_name, gap.element) == ("unhelpful", "居民身份证补领", "收费标准")


def test_pressed_twice_it_counts_once_and_late_it_still_counts(app: App) -> None:
    person = Person(app.dialogue, "甲")
    first = button(person.say("补办身份证要多少钱"), "没帮上忙")
    second = button(person.say("补办身份证要带什么"), "没帮上忙")
    for line in (*BEGUN, *REST):
        person.say(line)
    assert "谢谢，记下了" in said(person.say(choose=first))
    assert "已经记下了" in said(person.say(choose=first))
    assert "谢谢，记下了" in said(person.say(choose=second))
    assert [gap.count for gap in app.gaps.all()] == [1, 1]


def test_the_words_count_only_right_after_an_answer(app: App) -> None:
    person = Person(app.dialogue, "甲")
    for line in (*BEGUN, "要多少钱？", "普通群众", "看不懂"):
        person.say(line)
    assert app.gaps.all() == []


def test_an_option_of_that_name_is_the_option(app: App) -> None:
    person = Person(app.dialogue, "甲")
    for line in (*BEGUN, "普通群众", "要多少钱？"):
        person.say(line)
    outcome = person.say("不清楚")
    assert outcome.walk.question == "found_unclear"
    assert app.gaps.all() == []


def test_an_answer_to_the_open_question_is_not_what_was_missing(app: App) -> None:
    person = Person(app.dialogue, "甲")
    for line in (*BEGUN, "要多少钱？", "没用"):
        person.say(line)
    assert person.say("普通群众").walk.question == "found"
    assert app.gaps.all()[0].wanted == ()


def test_what_was_missing_is_kept_from_a_button_too(app: App) -> None:
    person = Person(app.dialogue, "甲")
    person.say("补办身份证要多少钱")
    pressed = person.say("没帮上忙")
    person.say(choose=button(pressed, "补一句"))
    person.say("加急要不要另外收钱")
    assert app.gaps.all()[0].wanted == ("加急要不要另外收钱",)


def test_a_button_of_another_chat_is_nothing(app: App) -> None:
    pressed = button(Person(app.dialogue, "甲").say("补办身份证要多少钱"), "没帮上忙")
    other = Person(app.dialogue, "乙")
    other.say("你好")
    for forged in (pressed, "unhelpful:1.1.0.99999", "unhelpful:x", "lack:1", "gap:1:issue"):
        other.say(choose=forged)
    other.say("别的话")
    assert app.gaps.all() == []
    assert app.reader.issues() == []


@pytest.mark.parametrize("forged", ["gap:+x", "gap:+", "gap:" + "9" * 30, "lack:" + "9" * 30])
def test_a_button_that_names_no_number_is_answered(forged: str, app: App) -> None:
    office = Person(app.dialogue, "管", role="admin")
    assert office.say(choose=forged).replies
    assert office.say("别的话").replies


def test_personal_numbers_are_masked_and_nobody_is_named(app: App) -> None:
    person = Person(app.dialogue, "王大妈")
    phone = "138" + "0013" + "8000"
    person.say(f"离婚登记要带什么材料？我电话是{phone}")
    (gap,) = app.gaps.all()
    assert phone not in gap.wording
    with app.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM unmet_question")).mappings().all()
    assert "王大妈" not in json.dumps([dict(row) for row in rows], ensure_ascii=False, default=str)


def test_refused_questions_are_kept_unasked(app: App) -> None:
    Person(app.dialogue, "甲").say("离婚登记要带什么材料")
    assert [(gap.kind, gap.item_name) for gap in app.gaps.all()] == [("no_guide", "")]


@pytest.mark.parametrize(
    ("words", "kinds"), [("公积金提取要带什么", []), ("公积金怎么提取", ["lacks"])]
)
def test_which_service_is_meant_is_unclear_until_it_is_picked(
    app: App, words: str, kinds: list[str]
) -> None:
    person = Person(app.dialogue, "甲")
    asked_back = person.say(words)
    assert [gap.kind for gap in app.gaps.all()] == ["unclear"]
    answer = person.say(choose=asked_back.replies[-1].options[0].id)
    assert [gap.kind for gap in app.gaps.all()] == kinds
    if not kinds:
        person.say(choose=button(answer, "没帮上忙"))
        (gap,) = app.gaps.all()
        assert (gap.kind, gap.wording) == ("unhelpful", words)


def test_staff_hear_of_their_own_departments_guides_alone(app: App) -> None:
    Person(app.dialogue, "甲").say("补办身份证有停车位吗")
    number = app.gaps.all()[0].number
    police = Person(app.dialogue, "警", "staff", "云溪市公安局")
    civil = Person(app.dialogue, "民", "staff", "云溪市民政局")
    assert "补办身份证有停车位吗" in said(police.say("指南缺口"))
    assert "没有" in said(civil.say("指南缺口"))
    assert "没有" in said(civil.say(f"缺口{number}转问题"))
    civil.say(choose=f"gap:{number}:issue")
    told = said(civil.say("指南检查"))
    assert "老年人优待证" in told
    assert "公积金" not in told
    assert "老年人优待证" not in said(police.say("指南检查"))
    assert app.reader.issues() == []
    assert "WT-2026-0001（事前公开不清楚）" in said(police.say(f"缺口{number}转问题"))


def test_for_anybody_but_an_office_the_words_are_words(app: App) -> None:
    Person(app.dialogue, "甲").say("离婚登记要带什么材料")
    for role in ("volunteer", "staff"):
        person = Person(app.dialogue, role, role)
        for words in ("指南缺口", "缺口1转问题", "检查指南", "F-000000000000 转为问题"):
            assert "缺口 1" not in said(person.say(words))
        for tapped in ("gap:1", "gap:1:issue", "gap:1:done", "flaw:F-000000000000"):
            person.say(choose=tapped)
    assert app.reader.issues() == []
    assert len(app.gaps.all()) == 1


def test_a_gap_becomes_an_issue_with_its_questions_for_the_office_that_the_guide_names(
    app: App, tmp_path: Path
) -> None:
    person = Person(app.dialogue, "甲")
    for line in (*BEGUN, "有停车位吗？"):
        person.say(line)
    walk = ""
    for line in REST:
        walk = person.say(line).walk.id
    admin = Person(app.dialogue, "督查", "admin")
    number = app.gaps.all()[0].number
    told = said(admin.say(f"缺口{number}转问题"))
    assert "WT-2026-0001（事前公开不清楚），责任部门：云溪市公安局" in told
    (issue,) = app.reader.issues()
    values = {name: field.value for name, field in issue.fields.items()}
    assert (values["category"], values["step"]) == ("事前公开不清楚", "咨询")
    assert (values["department"], values["problem:1"]) == ("云溪市公安局", "有停车位吗？")
    assert values["guide"].startswith(values["item_code"])
    assert (issue.walk_id, issue.source) == (None, "群众提问")
    export_ledger(app.house, tmp_path / "ledger.xlsx", [issue], {}, app.clock())
    export_experience(app, int(walk), tmp_path / "report.docx")
    assert _words(tmp_path / "ledger.xlsx") >= {"有停车位吗？", "事前公开不清楚"}
    document = ZipFile(tmp_path / "report.docx").read("word/document.xml").decode()
    assert "WT-2026-0001" in document and "有停车位吗？" in document


def _words(book: Path) -> set[object]:
    from openpyxl import load_workbook

    return {cell for sheet in load_workbook(book) for row in sheet.values for cell in row}


def test_a_finding_becomes_an_issue_with_what_the_guide_says(app: App) -> None:
    admin = Person(app.dialogue, "督查", "admin")
    outcome = admin.say("检查指南")
    admin.say(choose=button(outcome, "第 1 条转为问题"))
    (issue,) = app.reader.issues()
    values: Mapping[str, str] = {name: field.value for name, field in issue.fields.items()}
    assert values["problem"] in said(outcome)
    assert values["guide"].startswith(values["item_code"])
    assert {"element", "department", "measure", "category"} <= set(values)
    assert "已经是问题" in said(admin.say(choose=button(outcome, "第 1 条转为问题")))
    assert len(app.reader.issues()) == 1


def test_a_settled_gap_comes_back_when_it_is_asked_again(app: App) -> None:
    person, admin = Person(app.dialogue, "甲"), Person(app.dialogue, "督查", "admin")
    person.say("离婚登记要带什么材料")
    admin.say("缺口1已补")
    assert app.gaps.all() == []
    assert len(app.gaps.all(settled=True)) == 1
    person.say("离婚登记要带什么证件")
    (gap,) = app.gaps.all()
    assert (gap.number, gap.count, gap.again, gap.settled) == (1, 2, 1, "done")
    assert "又问了 1 次" in said(admin.say("指南缺口 1"))


def test_of_a_service_that_was_clear_pieces_were_offered(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = UnmetRecord(
        1, "身份证补领看哪里", START, "volunteer", None, "", "T-GA-001", "", "", "clarify", False
    )  # fmt: skip
    unclear = replace(asked, id=2, text="补领", item_id="")
    monkeypatch.setattr(UnmetReader, "all", lambda *_: [asked, unclear])
    assert {gap.number: gap.kind for gap in app.gaps.all()} == {1: "offered", 2: "unclear"}


def test_a_line_of_the_list_is_not_the_walks_answer_and_a_bare_number_is(app: App) -> None:
    person = Person(app.dialogue, "乙", role="admin")
    for line in (*BEGUN, "检查指南"):
        person.say(line)
    assert person.say("第一条转问题").walk.question == "profile"
    assert person.say("看第二条").walk.question == "profile"
    assert len(app.reader.issues()) == 1
    assert person.say("1").walk.question == "found"


def test_an_answer_in_between_ends_the_list(app: App) -> None:
    person = Person(app.dialogue, "乙", role="admin")
    for line in (*BEGUN, "检查指南", "普通群众", "第一条转问题"):
        person.say(line)
    assert app.reader.issues() == []
