"""Moving issues by chat: a life by four people, refusals, tired hands, two at once, reporters."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import App
from bot.ledger_file import export_ledger
from bot.rehearsal.pictures import photo
from storage.database import check
from tests.bot.dialogue.offices import CIVIL, MEDICAL, Person, enter, facts, place
from tests.bot.homes import START

PLAN = {
    "department": MEDICAL, "owner": "别人", "mode": "限期整改", "target": "窗口有人",
    "deadline": (START.date() + timedelta(days=9)).isoformat(), "category": "服务态度",
}  # fmt: skip
FIXED = {"cause": "没有排班", "measure": "排班", "result": "有人了", "evidence": "签到表"}


@pytest.fixture
def lead(own: App) -> Person:
    return Person(own, "牵头甲", "admin")


@pytest.fixture
def fixer(own: App) -> Person:
    return Person(own, "经办甲", "staff", "云溪市医保局")


@pytest.fixture
def verifier(own: App) -> Person:
    return Person(own, "复核甲", "staff", MEDICAL)


@pytest.fixture
def reporter(own: App) -> Person:
    return Person(own, "体验员甲")


def at(app: App, state: str, **fields: str) -> str:
    number = enter(app, "体验员甲", **{**PLAN, **fields})
    place(app, number, state)
    return number


def test_a_life_by_four_people(
    own: App, lead: Person, fixer: Person, verifier: Person, reporter: Person, tmp_path: Path
) -> None:
    """From a report to publication; each field rests on the words of the message that told it."""
    number = enter(own, reporter.name)
    lead.say("1号核实属实", "确认")
    asked = lead.say("1号分派给医保局经办甲，限期整改，下周五前")
    assert "整改目标是什么" in asked
    assert "整改时限：2026-12-04（周五）" in lead.say("中午窗口有人")
    assert "现在是〔限期整改中〕" in lead.tap("确认")
    fixer.say(number)
    fixer.tap("报整改完成")
    fixer.say("三号窗口排了午班", "没有排班表", "两人轮值")
    sent = tuple(photo(tmp_path, f"{i}", START) for i in range(2))
    fixer.hear(files=sent)
    assert "佐证：影像 2 份" in "".join(r.text for r in fixer.outcomes[-1].replies)
    assert "〔待复核〕" in fixer.say("确认")
    assert "复核要换一个人" in fixer.say("1号复核通过")
    assert "〔已销号〕" in verifier.say("1号复核通过，现场看了", "好")
    heard = reporter.say("你好")
    assert "整改完了：三号窗口排了午班" in heard and "真的改好了吗" in heard
    assert "谢谢" in reporter.say("4")
    assert "〔已公开〕" in lead.say("公开1号", "确认")
    told = facts(own, number)
    assert told["reviewer"] == "复核甲" and told["satisfaction"] == "4" and "replied" not in told
    issue = own.reader.issue(number)
    assert issue is not None and [one.stage for one in issue.media] == ["fix", "fix"]
    rests = issue.fields["measure"]
    assert issue.messages[rests.message or 0].text[rests.start : rests.end] == "两人轮值"
    assert check(own.engine) == []


def test_the_history_is_told_a_page_at_a_time_and_stands_in_the_ledger(
    own: App, lead: Person, tmp_path: Path
) -> None:
    number = at(own, "fixing_by_deadline")
    for step in range(8):
        lead.say(f"1号进展：第{step}步做完了", "确认")
    first = lead.say("1号的经过")
    assert "共 9 步" in first and "1. 2026-11-24" in first and "反映人 登记" in first
    assert "9. " not in first and "整改进展：第6步做完了" in first
    assert "9. " in lead.tap("后面的")
    export_ledger(own.house, tmp_path / "a.xlsx", own.reader.issues(), {}, own.clock())
    book = load_workbook(tmp_path / "a.xlsx")
    rows = list(book["流水"].values)
    assert rows[0][:2] == ("问题编号", "流水号")
    assert len(rows) == 10 and rows[-1][0] == number
    assert rows[-1][5] == "报进展" and rows[-1][8] == "整改进展：第7步做完了"
    assert [row[9] for row in rows[1:]] == [one.hash for one in own.reader.moves([number])]


def test_half_answers_corrections_and_the_way_back(own: App, lead: Person) -> None:
    number = at(own, "to_assign", owner="", target="", mode="不清楚", deadline="")
    assert "责任人是谁" in lead.say("把1号分派给医保局")
    assert "怎么改" in lead.say("张科长")
    assert "责任人是谁" in lead.say("上一步")
    assert "怎么改" in lead.say("李科长")
    assert "整改目标" in lead.say("2")
    assert "这一项要写清楚" in lead.say("不知道")
    assert "什么时候之前" in lead.say("窗口不断人")
    assert "时限不能早于今天" in lead.say("昨天")
    assert "没读出日期" in lead.say("尽快")
    sure = lead.say("5个工作日内")
    assert "责任人：李科长" in sure and "2026-12-01（周二）" in sure
    assert "责任人：王主任" in lead.say("不对，责任人是王主任")
    assert "要改哪一项" in lead.say("不对")
    assert "什么时候之前" in lead.tap("整改时限")
    assert "2026-12-04" in lead.say("下周五")
    assert "2026-12-07" in lead.say("时限改到12月7号")
    assert "没读懂" in lead.say("嗯哼哼")
    lead.say("确认")
    told = facts(own, number)
    assert (told["state"], told["owner"]) == ("fixing_by_deadline", "王主任")


def test_what_is_said_in_between_is_answered_and_the_move_goes_on(own: App, lead: Person) -> None:
    at(own, "to_assign")
    lead.say("1号不采纳")
    aside = lead.say("补办身份证要带什么")
    assert "申请材料" in aside and "接着办" in aside and "原因是什么" in aside
    assert "待分派：1 个" in lead.say("待分派的有哪些")
    assert "没有动" in lead.say("算了")
    assert lead.moving is None
    lead.say("1号不采纳")
    left = lead.say("走流程 陪同式帮办")
    assert "先放下了" in left and lead.moving is None


def test_another_move_leaves_the_one_under_way_and_the_same_goes_on(own: App, lead: Person) -> None:
    at(own, "to_assign")
    lead.say("1号不采纳，不属于本市")
    assert "依据是什么" in lead.say("1号不采纳")
    assert "先放下了" in lead.say("1号转给民政局，属地不对")
    assert lead.moving is not None and lead.moving.move == "transfer"


def test_the_second_of_two_is_told_who_was_quicker(
    own: App, lead: Person, verifier: Person
) -> None:
    number = at(own, "to_recheck", **FIXED)
    lead.say("1号复核通过")
    verifier.say("1号复核不通过，还没人", "确认")
    told = lead.say("确认")
    assert "现在是〔限期整改中〕" in told and f"复核甲（{MEDICAL}） 复核退回" in told
    assert facts(own, number)["state"] == "fixing_by_deadline" and lead.moving is None


def test_what_moved_meanwhile_is_looked_at_again(own: App, lead: Person, fixer: Person) -> None:
    """Both may report how far it is; the second hears of the first before it counts."""
    number = at(own, "fixing_by_deadline")
    lead.say("1号进展：问过了")
    fixer.say("1号进展：排好了", "确认")
    told = lead.say("确认")
    assert "您办的时候" in told and "经办甲" in told
    assert facts(own, number)["progress"] == "排好了"
    lead.say("确认")
    assert facts(own, number)["progress"] == "问过了"


def test_a_button_pressed_twice_or_too_late_says_what_the_issue_is_now(
    own: App, lead: Person
) -> None:
    at(own, "to_verify")
    lead.say("1号核实属实")
    lead.tap("确认")
    again = lead.tap("确认")
    assert "这个按钮过期了" in again and "〔待分派〕" in again
    late = lead.hear(choose="move:2026-0001:verify")
    assert "不能“核实属实”" in late.replies[0].text
    assert "牵头甲 核实属实" in late.replies[0].text
    assert [row.move for row in own.reader.moves(["WT-2026-0001"])] == ["enter", "verify"]


@pytest.mark.parametrize("id_", ["move:", "move:2026-0001:", "move:x:verify", "move:2026-0001:no",
                                 "moving:", "moving:2026-0001:verify:yes", "moving:a:b:c=d",
                                 "rate:", "rate:2026-0001:9", "rate:9:1", "cmd:move"])  # fmt: skip
def test_a_button_that_nobody_made_does_nothing(own: App, lead: Person, id_: str) -> None:
    at(own, "to_verify")
    assert lead.hear(choose=id_).replies
    assert [row.move for row in own.reader.moves(["WT-2026-0001"])] == ["enter"]


REFUSED = {
    "state": ("to_verify", "lead", "1号公开", "现在是〔待核实〕，不能“公开”"),
    "part": ("to_verify", "fixer", "1号核实属实", "“核实属实”由管理员（牵头单位）来办"),
    "must_fix": ("to_assign", "lead", "1号不采纳", "是必改问题，不能不采纳"),
    "late": ("fixing_by_deadline", "fixer", "1号申请延期到12月30日，缺件", "已经过了，不能再"),
    "once": ("to_assign", "lead", "1号分派给医保局，立行立改，下周五前", "立行立改要当天改好"),
    "earlier": ("fixing_systemic", "fixer", "1号申请延期到今天，缺件", "时限 2026-12-03 之后"),
    "itself": ("to_assign", "fixer", "1号转给医保局，不归我们", "本来就在这个部门"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_says_why_and_what_to_do_instead(
    what: str, own: App, lead: Person, fixer: Person
) -> None:
    state, who, words, why = REFUSED[what]
    changed = {"must_fix": {"must_fix": "是"}, "late": {"deadline": "2026-11-20"}}
    number = at(own, state, **changed.get(what, {}))
    person = {"lead": lead, "fixer": fixer}[who]
    told = person.say(words)
    assert why in told
    assert person.labels() or "目前没有您要办的" in told
    assert [row.move for row in own.reader.moves([number])] == ["enter"]


def test_what_one_may_not_see_is_as_what_is_not_there(own: App, reporter: Person) -> None:
    """R92: by its number, its buttons, its history; also for who belongs to no department."""
    at(own, "to_assign")
    police = Person(own, "经办戊", "staff", "云溪市公安局")
    nobody = Person(own, "经办己", "staff")
    other = Person(own, "体验员乙")
    said = {
        "认领{}号",
        "把{}号转给民政局，不归我们",
        "{}号的经过",
        "WT-2026-000{}",
        "重新打开{}号，又坏了",
    }
    for person in (police, nobody, other):
        for words in said if person is police else {"重新打开{}号，又坏了"}:
            seen, none = person.say(words.format(1)), person.say(words.format(9))
            assert seen.replace("0001", "0009") == none
        pressed = person.hear(choose="move:2026-0001:accept").replies[0].text
        assert pressed.replace("0001", "0009") == (
            person.hear(choose="move:2026-0009:accept").replies[0].text
        )


def test_who_it_is_passed_to_sees_it_until_they_hand_it_back(own: App, fixer: Person) -> None:
    number = at(own, "to_assign")
    civil = Person(own, "经办丙", "staff", CIVIL)
    assert "没有查到" in civil.say(number)
    fixer.say("1号转给民政局，属地不对", "确认")
    assert "转办待接收：1 个" in civil.say("转给我们的")
    assert "接收部门：云溪市民政局" in civil.say(number)
    civil.say("不接收，不归我们管", "确认")
    assert "没有查到" in civil.say(number)
    assert facts(own, number)["state"] == "fixing_by_deadline"


def test_an_office_that_nobody_knows_is_doubted(own: App, lead: Person) -> None:
    at(own, "to_assign", department="")
    told = lead.say("1号分派给云溪市气象局刘科长")
    assert "云溪市气象局”在指南和台账里还没有出现过" in told
    assert "责任部门：云溪市气象局" in told and "责任人：刘科长" in told


def test_who_takes_it_on_owns_it(own: App, fixer: Person) -> None:
    number = at(own, "to_assign", owner="", mode="")
    fixer.say("认领1号", "立行立改")
    sure = fixer.say("经过")
    assert "接着办" in sure and "责任人：经办甲" in sure and "2026-11-24（周二）" in sure
    fixer.say("确认")
    assert facts(own, number)["state"] == "fixing_at_once"


def test_a_reporter_who_is_not_content_has_it_reopened_in_their_words(
    own: App, lead: Person, reporter: Person
) -> None:
    number = at(own, "to_recheck", **FIXED)
    lead.say("1号复核通过", "确认")
    reporter.say("在吗")
    assert "重新打开" in reporter.say("还是没人，根本没改")
    last = list(own.reader.moves([number]))[-1]
    assert dict(last.given) == {"satisfaction": "1", "reason": "还是没人，根本没改"}
    assert last.after == "reopened" and "satisfaction" not in facts(own, number)


@pytest.mark.parametrize(("said", "mark"), [("5", "5"), ("挺满意的", "4"), ("3分", "3")])
def test_a_mark_in_words_or_figures(
    own: App, lead: Person, reporter: Person, said: str, mark: str
) -> None:
    number = at(own, "to_recheck", **FIXED)
    lead.say("1号复核通过", "确认")
    reporter.say("在吗", said)
    assert facts(own, number)["satisfaction"] == mark


def test_what_is_lacking_is_asked_of_who_reported_it(
    own: App, lead: Person, reporter: Person
) -> None:
    number = enter(own, reporter.name)
    lead.say("1号退回补充，是哪个窗口？", "确认")
    heard = reporter.say("在吗")
    assert "请补充：是哪个窗口？" in heard and "接着办" not in heard and "牵头甲" not in heard
    reporter.say("民政2号窗口", "确认")
    assert facts(own, number)["state"] == "to_verify"
    assert facts(own, number)["supplement"] == "民政2号窗口"


def test_who_reported_it_anonymously_is_named_nowhere(own: App, lead: Person) -> None:
    hidden = Person(own, "隐名体验员")
    hidden.say("匿名报问题：3号窗口又要了一遍户口本复印件，等了40分钟", "登记")
    number = own.reader.issues()[0].number
    lead.say("1号退回补充，哪一天？", "确认")
    hidden.say("在吗", "上周三", "确认")
    moves = list(own.reader.moves([number]))
    assert [one.move for one in moves] == ["enter", "send_back", "supplement"]
    assert "隐名" not in json.dumps([one.name for one in moves]) + lead.say("1号的经过")
    with own.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT detail FROM issue_log").scalars()
        assert "隐名" not in "".join(rows)


def test_photos_that_came_just_before_show_the_fix(own: App, fixer: Person, tmp_path: Path) -> None:
    number = at(own, "fixing_by_deadline", cause="没有排班", measure="排班")
    fixer.hear(files=(photo(tmp_path, "a", START),))
    assert "佐证：影像 1 份" in fixer.say("1号整改好了，中午有人了")
    fixer.say("确认")
    issue = own.reader.issue(number)
    assert issue is not None and [one.stage for one in issue.media] == ["fix"]


def test_the_photos_of_a_fix_stay_when_who_sent_them_takes_back_their_records(
    own: App, fixer: Person, tmp_path: Path
) -> None:
    number = at(own, "fixing_by_deadline", cause="没有排班", measure="排班")
    fixer.hear("1号整改好了，中午有人了", files=(photo(tmp_path, "a", START),))
    fixer.say("确认", "删除我的全部记录", "是")
    fixer.tap("删除")
    issue = own.reader.issue(number)
    assert issue is not None and len(issue.media) == 1
