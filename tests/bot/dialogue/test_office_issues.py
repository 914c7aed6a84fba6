"""An office asks for issues in the talk: who sees what, in pages, by number, as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import App
from bot.dialogue.messages import FileIn, Inbound, Outcome
from bot.rehearsal import read_rehearsal
from bot.rehearsal.playing import said
from storage.records import FieldValue, Role
from storage.turns import NewMessage, PersonHint
from tests.bot.homes import START, rehearse

POLICE, CIVIL = "云溪市公安局", "云溪市民政局"
PAST, NEAR, FAR = (START.date() + timedelta(days=days) for days in (-3, 4, 40))
_ids = count()


def enter(
    app: App, fields: Mapping[str, str], *, year: int = 2026, chat: str = "甲", days: int = 0
) -> str:
    """Enter an issue as somebody reports it; its number."""
    at = START - timedelta(days=days)
    seen = app.store.peek("test", chat, "")
    words = f"问题是{fields['problem']}"
    message = NewMessage("test", chat, f"e{next(_ids)}", words, at, PersonHint(chat))
    with app.store.turn(message, expect_version=seen.version) as turn:
        told = {name: FieldValue(value) for name, value in fields.items()}
        told["problem"] = FieldValue(fields["problem"], turn.message_id, 3, len(words))
        found = turn.put_finding(None, f"k{next(_ids)}", "", "reported", told)
        return turn.confirm_issue(found, state="to_verify", year=year)


def issue(problem: str, department: str = POLICE, **fields: str) -> dict[str, str]:
    return {"problem": problem, "category": "服务态度", "department": department, **fields}


class Office:
    """Somebody who talks from an office."""

    def __init__(self, app: App, role: Role, department: str = "", locale: str = "") -> None:
        self.app, self.role, self.department, self.locale = app, role, department, locale

    def hear(self, text: str = "", choose: str = "", files: tuple[FileIn, ...] = ()) -> Outcome:
        name = f"{self.role}{self.department}{self.locale}"
        sent = Inbound(
            "test", name, f"o{next(_ids)}", START, text, choose, files, name, self.role,
            self.department, self.locale,
        )  # fmt: skip
        return self.app.dialogue.handle(sent)

    def say(self, text: str = "", choose: str = "") -> str:
        return said(self.hear(text, choose))

    def tap(self, label: str, outcome: Outcome) -> Outcome:
        options = [option for reply in outcome.replies for option in reply.options]
        return self.hear(choose=next(o.id for o in options if label in o.label))


def test_a_list_is_told_a_page_at_a_time_newest_first(own: App) -> None:
    for number in range(1, 8):
        enter(own, issue(f"第{number}件事没人管", item="居民身份证补领"))
    admin = Office(own, "admin")
    first = admin.hear("还没整改的")
    text = said(first)
    assert text.startswith("未整改：7 个\n1. WT-2026-0007〔待核实〕居民身份证补领 · 服务态度")
    assert "WT-2026-0002" not in text and "还有 2 个" in text
    for second in (admin.say("下一页"), said(admin.tap("下一页", first))):
        assert "6. WT-2026-0002" in second and "7. WT-2026-0001" in second
        assert "WT-2026-0003" not in second
    assert "后面没有了" in admin.say("下一页")
    assert "WT-2026-0001〔待核实〕" in admin.say("第七个")
    admin.say("所有问题")
    assert "WT-2026-0006〔待核实〕\n" in admin.say("2")
    admin.say("所有问题")
    assert "WT-2026-0003〔待核实〕\n" in admin.say("3号")


def test_what_is_overdue_goes_by_its_deadline_and_only_while_it_is_open(own: App) -> None:
    enter(own, issue("甲事", deadline=str(PAST)))
    enter(own, issue("乙事", deadline=str(NEAR)))
    enter(own, issue("丙事", deadline=str(FAR)))
    enter(own, issue("丁事", deadline=str(PAST - timedelta(days=9))))
    enter(own, issue("戊事", deadline="尽快"))
    admin = Office(own, "admin")
    late = admin.say("超期的")
    assert late.startswith("超期：2 个")
    assert late.index("丁事") < late.index("甲事")
    assert "〔超期〕" in late and f"时限 {PAST}" in late
    assert "乙事" in admin.say("快到期的") and "7 天内到期：1 个" in admin.say("快到期的")
    assert "已超期" in admin.say("1号问题") and "已超期" not in admin.say("2号问题")


def test_filters_add_up_and_are_shown_back(own: App) -> None:
    enter(own, issue("甲事", deadline=str(PAST)))
    enter(own, issue("乙事", CIVIL, deadline=str(PAST)))
    enter(own, issue("丙事", CIVIL, category="收费问题"))
    enter(own, issue("丁事", "民政局", item="结婚登记"), days=40)
    admin = Office(own, "admin")
    assert admin.say("民政局有哪些超期的").startswith("超期 · ")
    assert "乙事" in admin.say("民政局有哪些超期的")
    assert "：1 个" in admin.say("民政局有哪些超期的")
    told = admin.say("民政局的问题")
    assert "：3 个" in told and "丁事" in told  # however the office was written
    assert "乙事" not in admin.say("其中收费问题")
    assert "丁事" in admin.say("结婚登记的问题")
    assert "丁事" not in admin.say("本周新增") and "：3 个" in admin.say("本周新增")
    assert "没有符合的问题" in admin.say("公安局收费问题有哪些")


def test_counts_are_by_what_is_asked_of_what_was_shown(own: App) -> None:
    enter(own, issue("甲事"))
    enter(own, issue("乙事", CIVIL, category="收费问题"))
    enter(own, {"problem": "丙事", "category": "服务态度"})
    admin = Office(own, "admin")
    assert admin.say("按类别").startswith(
        "全部问题，按类别，共 3 个：\n· 服务态度：2\n· 收费问题：1"
    )
    by_office = admin.say("按部门")
    assert "· 没有写：1" in by_office and f"· {CIVIL}：1" in by_office
    admin.say("民政局的问题")
    assert "共 1 个：\n· 收费问题：1" in admin.say("按类别")
    english = Office(own, "admin", locale="en").say("by category")
    assert english.startswith("All issues, by category, 3 in all:\n· Attitude: 2\n· Fees: 1")


def test_a_list_is_gone_on_with_behind_a_card_and_with_other_filters(own: App) -> None:
    for number in range(1, 8):
        enter(own, issue(f"第{number}件事", deadline=str(PAST - timedelta(days=number))))
    enter(own, issue("民政的事", CIVIL, deadline=str(PAST)))
    admin = Office(own, "admin")
    admin.say("公安局超期的")
    assert "第7件事" in admin.say("第一个") and "第6件事" in admin.say("第二个")
    assert "“第6件事”" in admin.say("为什么")
    assert "6. WT-2026-0002" in admin.say("下一页")
    assert "民政的事" in admin.say("那民政局呢") and "超期" in admin.say("公安局的")
    assert "没有符合的问题（超期" in admin.say("收费问题呢")
    assert "民政的事" not in admin.say("那民政局呢")  # nothing was listed any more


QUESTIONS = (
    *("所有问题", "还没整改的", "超期的", "民政局的问题", "服务态度的问题", "本周新增", "按类别"),
    *("按部门", "按事项统计", "结婚登记的问题", "我们科室的问题", "{n}号问题谁在办", "{number}"),
    *("{n}号问题为什么", "WT-2026-{n}有照片吗", "issue {n}", "list all issues", "发台账"),
    *("其中民政局的", "2026年{n}号问题"),
)
TAPS = (
    *('issues:{{"departments":["云溪市民政局"]}}', 'issues:{{"deed":"card","number":"{n}"}}'),
    *('issues:{{"deed":"why","number":"2026-{n}"}}', 'issues:{{"deed":"ledger"}}', "issues:"),
    *('issues:{{"within":["云溪市民政局"]}}', 'issues:{{"person":1}}', "issues:{{", "cmd:issues"),
    'issues:{{"deed":"tally","by":"item"}}',
)


@pytest.mark.parametrize(
    ("role", "department"),
    [
        ("volunteer", ""),
        ("volunteer", CIVIL),
        ("staff", ""),
        ("staff", "  "),
        ("staff", POLICE),
        ("staff", "公安局"),
        ("staff", "局"),
        ("staff", "%"),
    ],
)
def test_nothing_of_another_department_is_told_however_it_is_asked(
    own: App, role: Role, department: str
) -> None:
    enter(own, issue("公安的事", item="居民身份证补领"))
    number = enter(own, issue("秘密的事", CIVIL, item="结婚登记", deadline=str(PAST)))
    somebody = Office(own, role, department)
    n = int(number[-4:])
    for asked in QUESTIONS:
        outcome = somebody.hear(asked.format(n=n, number=number))
        heard = said(outcome)
        assert "秘密的事" not in heard and "超期 ·" not in heard.partition("没有")[0]
        ours = role == "staff" and "公安" in department
        assert ("公安的事" in heard) <= ours
        for file in (file for reply in outcome.replies for file in reply.files):
            rows = load_workbook(file)["整改台账"].iter_rows(values_only=True)
            assert "秘密的事" not in repr(list(rows)) and ours
    for tapped in TAPS:
        heard = somebody.say(choose=tapped.format(n=n))
        assert "秘密的事" not in heard and "结婚登记" not in heard


def test_a_number_that_is_not_for_somebody_is_as_one_that_is_not_there(own: App) -> None:
    hidden = enter(own, issue("秘密的事", CIVIL))
    staff = Office(own, "staff", POLICE)
    for words in ("{n}号问题谁在办", "WT-2026-{n}", "{n}号问题为什么", "who is on issue {n}"):
        told = [staff.say(words.format(n=n)) for n in (int(hidden[-4:]), 77)]
        assert told[0].replace("0001", "#") == told[1].replace("0077", "#")


def test_who_reported_it_hears_of_it_whatever_their_department(own: App) -> None:
    staff = Office(own, "staff", POLICE)
    number = enter(own, issue("窗口没人", CIVIL), chat=f"staff{POLICE}")
    assert f"{number} [待核实] 窗口没人" in staff.say("1号问题怎么样了")
    assert "责任部门" not in staff.say("1号问题怎么样了")
    assert "窗口没人" in staff.say("我的问题")


def test_a_card_tells_who_has_it_and_its_evidence_is_asked_for_right_after(own: App) -> None:
    enter(own, issue("窗口一直没人", item="居民身份证补领", severity="多花时间", deadline=str(FAR)))
    staff = Office(own, "staff", POLICE)
    card = staff.hear("1号问题谁在办")
    for line in (
        "WT-2026-0001〔待核实〕", "问题：窗口一直没人", "影响程度：多花时间", f"责任部门：{POLICE}",
        "责任人：还没有落实到人", f"整改时限：{FAR}", "发现：2026-11-24，甲（体验员），test",
    ):  # fmt: skip
        assert line in said(card)
    assert "“窗口一直没人”——2026-11-24" in staff.say("为什么")
    assert "“窗口一直没人”" in said(staff.tap("依据", card))
    assert "没有影像" in staff.say("1号问题的照片")
    assert staff.say("为什么") != staff.say("1号问题")


def test_a_short_number_asks_for_the_year_where_several_have_it(own: App) -> None:
    enter(own, issue("去年的事"), year=2025, days=330)
    enter(own, issue("今年的事"))
    admin = Office(own, "admin")
    asked = admin.hear("1号问题谁在办")
    assert "[WT-2026-0001] [WT-2025-0001]" in said(asked)
    assert "去年的事" in said(admin.tap("WT-2025", asked))
    assert "去年的事" in admin.say("2025年1号问题") and "今年的事" in admin.say("WT-2026-1")


def test_the_ledger_comes_as_a_file_with_what_was_asked(own: App) -> None:
    enter(own, issue("甲事"))
    enter(own, issue("乙事", CIVIL))
    admin = Office(own, "admin")
    (reply,) = admin.hear("导出民政局的台账").replies
    book = load_workbook(reply.files[0])
    rows = list(book["整改台账"].iter_rows(values_only=True))
    assert len(rows) == 2 and "乙事" in rows[1]
    notes = {row[0]: row[2] for row in book["说明"].iter_rows(values_only=True)}
    assert notes["筛选条件"] == f"责任部门：{CIVIL}"
    admin.say("公安局的问题")
    (reply,) = admin.hear("发台账").replies
    rows = list(load_workbook(reply.files[0])["整改台账"].iter_rows(values_only=True))
    assert "甲事" in rows[1] and len(rows) == 2
    assert Office(own, "staff", CIVIL).hear("发台账").replies[0].files
    assert not Office(own, "staff", "云溪市医疗保障局").hear("发台账").replies[0].files


def test_in_a_walk_the_open_question_stays_and_only_what_is_asked_is_taken(own: App) -> None:
    enter(own, issue("甲事"))
    admin = Office(own, "admin")
    for line in ("走流程 陪同式帮办", "同意"):
        begun = admin.hear(line)
    asked = admin.hear("查一下还没整改的问题")
    assert "未整改：1 个" in said(asked) and asked.walk.question == begun.walk.question
    assert "未整改" not in admin.say("还没整改的")


def test_an_issue_of_somebody_unnamed_names_nobody(own: App) -> None:
    seen = own.store.peek("test", "无名", "")
    message = NewMessage("test", "无名", "x", "窗口没人", START, PersonHint("张三丰"))
    with own.store.turn(message, expect_version=seen.version) as turn:
        fields = {"problem": FieldValue("窗口没人", turn.message_id, 0, 4)}
        found = turn.put_finding(None, "k", "", "reported", fields)
        turn.confirm_issue(found, state="to_verify", year=2026, anonymous=True)
    admin = Office(own, "admin")
    card = admin.say("1号问题") + admin.say("为什么") + admin.say("所有问题")
    assert "匿名" in card and "张三丰" not in card


def test_days_are_those_of_the_office(own: App) -> None:
    assert date(2026, 11, 24) == START.date()
    enter(own, issue("昨天的事"), days=1)
    admin = Office(own, "admin")
    assert "昨天的事" in admin.say("昨天新增的问题")
    assert "昨天的事" not in admin.say("今天新增的问题")


def test_a_report_of_a_walk_is_an_admins_alone(own: App) -> None:
    admin = Office(own, "admin")
    assert "还没有走完的走流程" in admin.say("发体验报告")
    assert "没有编号为 7 的走流程" in admin.say("发走流程7的报告")
    walked = rehearsed(own, "all_well_counter")
    (reply,) = admin.hear(f"发走流程{walked}的报告").replies
    assert Path(reply.files[0]).suffix == ".docx" and Path(reply.files[0]).stat().st_size > 1000
    offered = admin.hear("导出体验报告")
    assert admin.tap(str(walked), offered).replies[0].files
    for role, department in (("staff", POLICE), ("volunteer", "")):
        somebody = Office(own, role, department)  # type: ignore[arg-type]
        for outcome in (
            somebody.hear(f"发走流程{walked}的报告"),
            somebody.hear(choose=f"walk_report:{walked}"),
            somebody.hear(choose="walk_report:"),
        ):
            assert not any(reply.files for reply in outcome.replies)


def rehearsed(app: App, name: str) -> int:
    """The walk of a rehearsal that was played to its end."""
    rehearsal = read_rehearsal(Path(__file__).parents[2] / "rehearsals" / f"{name}.md")
    assert rehearse(app, rehearsal) == []
    return app.reader.walks()[0].id
