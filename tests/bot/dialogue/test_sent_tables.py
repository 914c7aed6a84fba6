"""Tables that an office sends in the talk: tried, told, confirmed; what does not fit is marked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.app import App
from bot.dialogue.messages import FileIn
from bot.dialogue.sent_words import Sent
from bot.rehearsal.playing import said
from bot.tidying import clear_files
from tests.bot.cli.ledgers import comments, fill
from tests.bot.dialogue.offices import CIVIL, MEDICAL, Person, enter, facts, place
from tests.bot.homes import START

DAY = (START.date() + timedelta(days=30)).isoformat()
PLAN = {
    "责任部门": MEDICAL, "责任人": "经办甲", "整改方式": "限期整改", "整改目标": "窗口有人",
    "整改时限": DAY,
}  # fmt: skip
HOTLINE = "工单编号,诉求内容,受理时间,诉求类型,承办单位,涉及事项,事发地址\n"
ROW = "YX20260{n},窗口没人{n},2026-11-20 10:00,态度,医保局,,一楼\n"


@pytest.fixture
def lead(own: App) -> Person:
    return Person(own, "牵头甲", "admin")


@pytest.fixture
def fixer(own: App) -> Person:
    return Person(own, "经办甲", "staff", "云溪市医保局")


def ledger(who: Person, tmp_path: Path) -> Path:
    """The ledger as the person is sent it, where they may fill it in."""
    outcome = who.hear("发台账")
    (made,) = (path for reply in outcome.replies for path in reply.files)
    book = tmp_path / "填好的台账.xlsx"
    book.write_bytes(Path(made).read_bytes())
    return book


def send(who: Person, path: Path, words: str = "") -> str:
    return said(who.hear(words, files=(FileIn(path, path.name),)))


def test_a_filled_in_ledger_is_tried_and_made_when_confirmed(
    own: App, lead: Person, tmp_path: Path
) -> None:
    number = enter(own, "体验员甲")
    lead.say("1号核实属实", "确认")
    book = ledger(lead, tmp_path)
    fill(book, {number: PLAN})
    told = send(lead, book)
    assert "会改 1 个问题，共 1 步" in told and f"{number} 分派" in told
    assert facts(own, number)["state"] == "to_assign", "nothing is done before the yes"
    assert "改好了：1 个问题，1 步" in lead.say("确认")
    assert facts(own, number)["owner"] == "经办甲"
    assert "台账里都已经有了" in send(lead, book)
    assert own.reader.issue(number) is not None


def test_left_alone_it_changes_nothing(own: App, lead: Person, tmp_path: Path) -> None:
    number = enter(own, "体验员甲")
    book = ledger(lead, tmp_path)
    fill(book, {number: {"状态": "待分派"}})
    send(lead, book, "台账填好了")
    assert "什么都没有改" in lead.say("不")
    assert facts(own, number)["state"] == "to_verify"


def test_what_cannot_be_is_marked_in_a_copy(own: App, lead: Person, tmp_path: Path) -> None:
    number = enter(own, "体验员甲")
    book = ledger(lead, tmp_path)
    fill(book, {number: {"整改时限": "昨天", "状态": "待分派"}})
    told = send(lead, book)
    assert "什么都没有改。1 个格要改" in told and "整改时限" in told
    assert not lead.labels(), "a ledger is all or nothing"
    (copy,) = (path for reply in lead.outcomes[-1].replies for path in reply.files)
    assert "昨天" in next(iter(comments(Path(copy)).values()))


def test_staff_bring_back_what_is_theirs(
    own: App, lead: Person, fixer: Person, tmp_path: Path
) -> None:
    mine, others = enter(own, "体验员甲", department=MEDICAL), enter(own, "乙", department=CIVIL)
    for number in (mine, others):
        place(own, number, "to_assign")
    book = ledger(lead, tmp_path)  # an admin's, with the issues of all
    fill(book, {mine: {**PLAN, "责任人": "经办甲"}})
    assert f"{mine} 认领" in send(fixer, book)
    assert "改好了" in fixer.say("好")
    assert facts(own, mine)["owner"] == "经办甲"
    fill(book, {others: {**PLAN, "责任部门": CIVIL}})
    unknown = send(fixer, book)
    assert f"没有 {others}" in unknown, "as one that is not there"
    assert facts(own, others)["state"] == "to_assign"


def test_staff_do_by_it_no_more_than_in_chat(own: App, fixer: Person, tmp_path: Path) -> None:
    number = enter(own, "体验员甲", department=MEDICAL)
    book = ledger(fixer, tmp_path)
    fill(book, {number: {"状态": "待分派"}})
    assert "什么都没有改" in send(fixer, book)
    assert facts(own, number)["state"] == "to_verify"


def test_complaints_are_entered_when_it_is_said_what_they_are(
    own: App, lead: Person, tmp_path: Path
) -> None:
    table = tmp_path / "工单.csv"
    table.write_text(HOTLINE + ROW.format(n=1) + ROW.format(n=2), encoding="gb18030")
    assert "是哪个平台的表" in send(lead, table)
    assert "会登记 2 条" in lead.tap("12345")
    assert own.reader.issues() == []
    assert "登记了 2 条" in lead.say("确认")
    assert [issue.source for issue in own.reader.issues()] == ["12345热线"] * 2
    assert "以前都导入过" in send(lead, table, "导入12345")


def test_rows_that_cannot_be_read_are_left_out_when_that_is_wanted(
    own: App, lead: Person, tmp_path: Path
) -> None:
    table = tmp_path / "工单.csv"
    table.write_text(HOTLINE + ROW.format(n=1) + ",没有编号,,,,,\n", encoding="utf-8")
    told = send(lead, table, "12345")
    assert "1 个格要改" in told and own.reader.issues() == []
    assert "登记了 1 条" in lead.tap("跳过这些")


def test_other_files_are_what_they_always_were(
    own: App, lead: Person, fixer: Person, tmp_path: Path
) -> None:
    plain = tmp_path / "排班.xlsx"
    Workbook().save(plain)
    assert "先存下了" in send(fixer, plain)
    assert "不是从这里导出的整改台账" in send(fixer, plain, "导入台账")
    assert "先存下了" in send(Person(own, "体验员甲"), plain)
    assert "是哪个平台的表" in send(lead, plain)
    damaged = tmp_path / "坏.xlsx"
    damaged.write_bytes(b"PK\x03\x04 nothing")
    assert "坏.xlsx" in send(lead, damaged)


def test_a_table_that_was_cleared_away_is_asked_for_again(
    own: App, lead: Person, tmp_path: Path
) -> None:
    number = enter(own, "体验员甲")
    book = ledger(lead, tmp_path)
    fill(book, {number: {"状态": "待分派"}})
    send(lead, book)
    clear_files(own.house.outgoing, START.replace(year=2100))
    assert "请把表再发一遍" in lead.say("确认")
    assert facts(own, number)["state"] == "to_verify"


def test_a_volunteer_presses_no_such_button(own: App, lead: Person, tmp_path: Path) -> None:
    number = enter(own, "体验员甲")
    book = ledger(lead, tmp_path)
    fill(book, {number: {"状态": "待分派"}})
    send(lead, book)
    yes = lead.outcomes[-1].replies[0].options[0].id
    Person(own, "体验员甲").hear(choose=yes)
    assert facts(own, number)["state"] == "to_verify"


def test_the_same_message_imports_once(own: App, lead: Person, tmp_path: Path) -> None:
    number = enter(own, "体验员甲")
    book = ledger(lead, tmp_path)
    fill(book, {number: {"状态": "待分派"}})
    send(lead, book)
    sent = Sent.from_text(lead.outcomes[-1].replies[0].options[0].id.partition(":")[2])
    assert sent is not None
    path = own.house.outgoing / "tables" / sent.sha256[:32] / sent.name
    from bot.dialogue.messages import Inbound

    who = Inbound("test", "牵头甲", "again", START, role="admin", name="牵头甲")
    first = own.house.tables_in.ledger(path, sent, who)
    assert first.done and own.house.tables_in.ledger(path, sent, who) is first


@given(st.text(max_size=400) | st.text("make:0123456789abcdef/.\\x", max_size=120))
def test_a_button_that_nobody_made_names_no_file_elsewhere(text: str) -> None:
    sent = Sent.from_text(text)
    assert sent is None or sent.deed == "no" or not set("/\\:") & set(sent.name)


def test_a_button_says_again_what_was_sent() -> None:
    sent = Sent("make", "0" * 64, "12345", "台账 (2).xlsx")
    assert Sent.from_text(sent.to_text()) == sent
    assert Sent.from_text(f"make:{'0' * 64}::..") is None
