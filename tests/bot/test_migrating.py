"""A flow is edited while somebody walks by it: the talk goes on, and no answer is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue import dialogue
from bot.dialogue.interpret import Interpreter
from bot.dialogue.plan import Plan
from bot.migrating import Moved
from bot.reports import experience_of
from tests.bot.editing import ABC, Office, ask, at_b, texts

# the three edits at which a checkpointed graph loses an answer, or puts it elsewhere


def test_an_answer_to_a_renamed_question_is_its_answer(office: Office) -> None:
    at_b(office)
    assert office.edit(ask("a") + ask("b2", ", was: b") + ask("c")) == Moved(1, kept=1)
    said = office.say("乙说的")
    assert texts(said).startswith("「试走」刚更新过，您答过的都留着。")
    assert said.walk.question == "c"
    assert office.values() == {"a": "甲说的", "b2": "乙说的"}


def test_an_answer_goes_to_what_was_asked_not_to_what_was_put_before_it(office: Office) -> None:
    at_b(office)
    office.edit(ask("a") + ask("x") + ask("b") + ask("c"))
    said = office.say("乙说的")
    assert said.walk.question == "x"
    assert "更新" not in texts(office.say("新的"))
    assert office.values() == {"a": "甲说的", "b": "乙说的", "x": "新的"}
    assert office.notes() == []


def test_an_answer_to_a_question_that_is_gone_is_a_note(office: Office) -> None:
    at_b(office)
    office.edit(ask("a") + ask("c"))
    said = office.say("乙说的")
    assert "刚才那句先记成备注了。" in texts(said)
    assert said.walk.question == "c"
    assert office.values() == {"a": "甲说的"}
    assert office.notes() == [("", "乙说的")]


# what was said before


def test_what_is_not_asked_any_more_is_told_once_and_stands_in_the_report(office: Office) -> None:
    at_b(office)
    assert office.edit(ask("b") + ask("c")) == Moved(1, notes=1)
    said = office.say("乙说的")
    assert texts(said).startswith("「试走」刚更新过：「a？」不再问了，原话已记成备注，其余都留着。")
    assert "更新" not in texts(office.say("丙说的"))
    assert office.say("确认提交").walk.status == "finished"
    assert office.notes() == [("", "a？：甲说的")]
    (stage,) = experience_of(office.app, office.app.reader.walks()[0]).stages
    assert ("备注", "a？：甲说的") in [(line.label, line.value) for line in stage.lines]


def test_what_does_not_fit_the_new_question_is_asked_again(office: Office) -> None:
    at_b(office)
    office.edit('  - {type: integer, name: a, label: 几次？, required: "yes"}\n' + ask("b"))
    said = office.say("乙说的")
    assert "「a？」对不上新的问法，原话已记成备注" in texts(said)
    assert said.walk.question == "a"
    assert office.say("3次").walk.question == ""
    assert office.values() == {"a": 3, "b": "乙说的"}


def test_many_are_told_by_number(office: Office) -> None:
    office.publish("".join(map(ask, "abcdef")))
    office.say("走流程 试走")
    for word in "一二三四五":
        office.say(f"第{word}句话")
    office.edit(ask("f"))
    assert "「a？」、「b？」、「c？」等 5 项不再问了" in texts(office.say("最后"))


def test_it_is_told_in_the_language_of_the_person(office: Office) -> None:
    at_b(office)
    office.say("English")
    office.edit(ask("b"))
    told = texts(office.say("the second"))
    assert told.startswith("“Tour” was just updated: “a？” is not asked any more")


def test_what_the_guide_says_for_new_rows_is_not_asked(office: Office) -> None:
    item = '  - {type: text, name: item, label: 哪个事项？, appearance: item, required: "yes"}\n'
    office.publish(item + ask("b"))
    office.say("走流程 试走")
    assert office.say("居民身份证补领").walk.question == "b"
    office.edit(
        "  - {type: hidden, name: by_guide, guide: 收费标准}\n"
        + item
        + ask("fee", ", appearance: known, default: '${by_guide}'")
        + ask("b")
    )
    assert office.say("乙说的").walk.question == ""
    assert "40" in str(office.state().answers["item"].known["by_guide"])


def test_the_evidence_stays_with_the_answer(office: Office) -> None:
    at_b(office)
    before = office.state().answers["a"].evidence
    office.edit(ask("a1", ", was: a") + ask("b"))
    assert office.state().answers["a1"].evidence == before
    office.edit(ask("b"))
    (mark,) = office.state().notes
    assert mark.evidence == before


# where one may be


def test_a_paused_walk_stays_paused_and_goes_on_by_the_new_version(office: Office) -> None:
    at_b(office)
    office.say("暂停")
    office.edit(ask("a") + ask("x") + ask("b"))
    said = office.say("喂，还在吗")
    assert said.walk.status == "paused"
    assert "刚更新过" in texts(said)
    assert office.say("继续").walk.question == "x"


def test_at_the_read_back_nothing_is_handed_in_that_was_not_shown(office: Office) -> None:
    office.publish(ask("a"))
    office.say("走流程 试走")
    assert "请核对" in texts(office.say("甲说的"))
    office.edit(ask("a1", ", was: a"))
    said = office.say("确认提交")
    assert said.walk.status == "open"
    assert "a1？：甲说的" in texts(said)
    assert office.say("确认提交").walk.status == "finished"


def test_words_at_the_read_back_are_no_answer_to_a_new_question(office: Office) -> None:
    office.publish(ask("a"))
    office.say("走流程 试走")
    office.say("甲说的")
    office.edit(ask("a") + ask("x"))
    said = office.say("没问题，就这样吧")
    assert said.walk.question == "x"
    assert office.values() == {"a": "甲说的"}
    assert office.say("新的").walk.question == ""
    assert office.say("确认提交").walk.status == "finished"


PORTS = """\
  - type: select_multiple ports
    name: ports
    label: 走了哪些渠道？
    required: "yes"
  - type: repeat
    name: port
    label: 渠道
    repeat_count: count-selected(${ports})
    rows:
      - {type: integer, name: tries, label: 登录几次？, required: "yes"}
      - {type: text, name: story, label: 怎么样？, required: "yes"}
choices:
  ports:
    - {name: app, label: APP}
    - {name: web, label: 网页}
    - {name: desk, label: 窗口}
"""


def test_in_a_repeat_every_answer_stays_with_its_choice(office: Office) -> None:
    office.publish(PORTS)
    office.say("走流程 试走")
    office.say("APP、网页和窗口")
    for word in ("1次", "APP的事", "2次"):
        office.say(word)
    office.edit(
        PORTS.replace("name: port\n", "name: way\n    was: port\n").replace(
            "    - {name: app, label: APP}\n    - {name: web, label: 网页}\n",
            "    - {name: site, label: 网站, was: web}\n    - {name: app, label: APP}\n",
        )
    )
    said = office.say("网页的事")
    assert office.values() == {
        "ports": ("site", "app", "desk"),
        "way[1]/tries": 2,
        "way[1]/story": "网页的事",
        "way[2]/tries": 1,
        "way[2]/story": "APP的事",
    }
    assert said.walk.question == "way[3]/tries"


def test_what_was_said_of_a_choice_that_is_gone_is_noted_with_its_name(office: Office) -> None:
    office.publish(PORTS)
    office.say("走流程 试走")
    for word in ("APP和网页", "1次", "APP的事", "2次"):
        office.say(word)
    office.edit(PORTS.replace("    - {name: app, label: APP}\n", ""))
    office.say("网页的事")
    assert office.values() == {
        "ports": ("web",), "port[1]/tries": 2, "port[1]/story": "网页的事",
    }  # fmt: skip
    noted = [text for _, text in office.notes()]
    assert noted == ["走了哪些渠道？：APP", "APP · 登录几次？：1", "APP · 怎么样？：APP的事"]


TROUBLE = """\
  - type: select_multiple troubles
    name: trouble
    label: 遇到什么了？
    required: "yes"
choices:
  troubles:
    - {name: slow, label: 太慢, issue_category: 系统不通/报错}
    - {name: rude, label: 态度差, issue_category: 服务态度}
    - {name: none, label: 都顺利}
"""


def test_a_decided_problem_stays_decided_and_a_waiting_one_is_put_again(office: Office) -> None:
    office.publish(TROUBLE)
    office.say("走流程 试走")
    office.say("太慢，态度差")
    office.say("确认提交")
    assert "问题 2/2" in texts(office.say("登记"))
    office.edit(
        TROUBLE.replace("name: trouble\n", "name: bad\n    was: trouble\n").replace(
            "name: slow,", "name: sluggish, was: slow,"
        )
    )
    said = office.say("登记")
    assert "请核对" in texts(said), "the card is of the old version: the walk is shown again"
    said = office.say("确认提交")
    assert "1 个可能的问题" in texts(said) and "问题：态度差" in texts(said)
    assert office.say("登记").walk.status == "finished"
    assert len(office.app.reader.issues()) == 2


def test_a_report_under_way_goes_on(office: Office) -> None:
    at_b(office)
    office.say("报问题：3号窗口的叫号屏坏了")
    own = (Path("flows/packs/issue.yaml")).read_text(encoding="utf-8")
    asked = office.say("大厅里看不清号").walk.question
    own = own.replace("survey:\n", "survey:\n" + ask("urgent"), 1)
    office.publish(own, "issue.yaml", head="")
    moved = office.migrate("issue")
    assert (moved.walks, moved.reports) == (0, 1)
    said = office.say("不知道")
    assert asked.startswith("issue/") and said.walk.question == "issue/urgent"
    assert "「报问题」刚更新过" in texts(said)


def test_a_report_in_a_walk_is_not_disturbed_by_an_edit_of_the_walk(office: Office) -> None:
    at_b(office)
    asked = office.say("报问题：那边不太对劲").walk.question
    office.edit(ask("x") + ask("b"))
    said = office.say("2")
    assert texts(said).startswith("「试走」刚更新过：「a？」不再问了")
    assert asked.startswith("issue/") and said.walk.question.startswith("issue/")
    assert said.walk.question != asked
    assert office.notes() == [("", "a？：甲说的")]


def test_a_report_in_a_walk_gives_its_notes_to_the_walk(office: Office) -> None:
    own = Path("flows/packs/issue.yaml").read_text(encoding="utf-8")
    office.publish(own.replace("survey:\n", "survey:\n" + ask("urgent"), 1), "issue.yaml", head="")
    at_b(office)
    office.say("报问题")
    office.say("很急")
    office.publish(own, "issue.yaml", head="")
    assert office.migrate("issue").notes == 1
    assert office.notes() == [("", "urgent？：很急")]
    assert len(office.state().notes) == 1
    assert "「urgent？」不再问了" in texts(office.say("叫号屏坏了"))


# together with everything else that goes on


def test_nobody_is_moved_who_is_on_it_or_has_ended(office: Office) -> None:
    at_b(office)
    office.say("走流程 试走", who="老王")
    office.say("结束", who="老王")
    office.say("结束走流程", who="老王")
    office.edit(ask("b"))
    again = office.migrate()
    assert again == Moved()
    assert texts(office.say("乙说的")).count("刚更新过") == 1


def test_without_moving_a_walk_ends_on_its_own_version(office: Office) -> None:
    at_b(office)
    first = office.app.reader.walks()[0].flow_version
    second = office.publish(ask("z"))
    assert office.app.edits.under_way("tour") == {first: 1}
    assert office.say("乙说的").walk.question == "c"
    assert office.say("走流程 试走", who="老王").walk.version == second
    assert office.app.edits.under_way("tour") == {first: 1, second: 1}


def test_a_message_thought_about_meanwhile_is_thought_about_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_b(office)
    moved: list[Moved] = []

    class Slow(Interpreter):
        def plan(self) -> Plan:
            plan = super().plan()
            if not moved:
                moved.append(office.edit(ask("a") + ask("x") + ask("b")))
            return plan

    monkeypatch.setattr(dialogue, "Interpreter", Slow)
    said = office.say("乙说的")
    assert (moved[0].walks, said.walk.question) == (1, "x")
    assert office.values() == {"a": "甲说的", "b": "乙说的"}


def test_what_was_not_done_for_a_failure_is_done_by_the_same_command(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.publish(ABC)
    for who in ("甲", "乙", "丙"):
        office.say("走流程 试走", who=who)
        office.say("说过了", who=who)
    done = iter(range(2))

    def failing(*_: object) -> None:
        if next(done, None) is None:
            raise OSError("the disk is full")

    monkeypatch.setattr("storage.editing.Edit.set_context", failing)
    with pytest.raises(OSError, match="full"):
        office.edit(ask("b") + ask("c"))
    monkeypatch.undo()
    assert office.migrate().walks == 1
    walks = office.app.reader.walks()
    assert {walk.flow_version for walk in walks} == {office.app.flows.current()["tour"].version}
    assert [len(office.app.reader.notes(walk.id)) for walk in walks] == [1, 1, 1]
