"""Drafts at the end of a walk: merged and parted, edited by words, kept when gathered anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bot.app import App
from bot.dialogue.merging import same
from bot.dialogue.messages import Outcome
from bot.rehearsal import said
from storage.records import PART, FieldValue, FindingRecord, IssueRecord
from tests.bot.dialogue.conftest import Say

BEFORE = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有", "普通群众")
AFTER = ("都对得上", "办好了", "10分钟", "满意", "都满意", "确认")
REPORT = ("报问题：问了两遍都没有人理我", "不方便")


def talk(say: Say, *texts: str) -> Outcome:
    for text in texts:
        outcome = say(text)
    return outcome


def rude(say: Say, report: tuple[str, ...] = REPORT) -> Outcome:
    """A walk with one report on the way and one rule of the same category, up to the drafts."""
    talk(say, *BEFORE, "清楚", "20分钟", *report, "态度不好", "问了两遍没人理")
    return talk(say, *AFTER)


def unclear(say: Say) -> Outcome:
    talk(say, *BEFORE, "不清楚", "没写要不要原件", "20分钟", "都顺利")
    return talk(say, *AFTER)


def issues_of(app: App, outcome: Outcome) -> list[IssueRecord]:
    return app.reader.issues(walk=int(outcome.walk.id))


def quote(issue: IssueRecord, field: FieldValue) -> str:
    assert field.message is not None
    return issue.messages[field.message].text[field.start : field.end]


def parts_of(issue: IssueRecord) -> dict[str, str]:
    """What a problem is put together from, each with the words that it rests on."""
    return {v.value: quote(issue, v) for n, v in issue.fields.items() if n.startswith(PART)}


def test_a_merged_draft_shows_both_wordings_and_can_be_parted(app: App, say: Say) -> None:
    card = said(rude(say))
    assert "问题：问了两遍都没有人理我" in card
    assert "也说到：窗口服务态度不好；态度问题：问了两遍没人理" in card
    assert "[分开登记]" in card
    parted = said(say("分开登记"))
    assert "分成 2 个" in parted
    assert "也说到" not in parted
    end = talk(say, "登记", "登记")
    assert [i.fields["problem"].value for i in issues_of(app, end)] == [
        "问了两遍都没有人理我",
        "窗口服务态度不好；态度问题：问了两遍没人理",
    ]


def test_what_was_parted_stays_apart_after_a_correction(say: Say) -> None:
    rude(say)
    again = talk(say, "分开登记", "排队用时改成30分钟")
    assert "还有 2 个待确认" in said(again)
    assert "问题 1/2" in said(again)


@pytest.mark.parametrize(
    "words",
    ["不是,排队时间是35分钟", "排队时间改成35分钟", "说错了，排队是35分钟", "第7个改成35分钟"],
)
def test_a_correction_among_the_drafts_goes_on_with_them(app: App, say: Say, words: str) -> None:
    rude(say)
    again = say(words)
    assert "从“20 分钟”改成“35 分钟”" in said(again)
    assert "问题 1/1" in again.replies[-1].text
    end = say("登记")
    assert end.walk.status == "finished"
    walk = app.reader.walk(int(end.walk.id))
    assert walk is not None
    assert walk.state.answers["queue"].value == 35


def test_a_correction_that_leaves_no_draft_comes_back_to_the_read_back(say: Say) -> None:
    unclear(say)
    again = say("事前了解改成清楚")
    assert again.walk.status == "open"
    assert "确认提交" in [option.label for option in again.replies[-1].options]


def test_a_merged_draft_is_entered_with_both_wordings_as_evidence(app: App, say: Say) -> None:
    rude(say)
    issue = issues_of(app, say("登记"))[0]
    parts = parts_of(issue)
    assert parts == {
        "问了两遍都没有人理我": "问了两遍都没有人理我",
        "窗口服务态度不好": "态度不好",
        "态度问题：问了两遍没人理": "问了两遍没人理",
    }


def test_other_words_of_the_same_category_are_another_matter(say: Say) -> None:
    report = ("报问题：保安不让带水杯进大厅", "服务态度", *REPORT[1:])
    assert "2 个可能的问题" in said(rude(say, report))


def test_a_merged_draft_that_is_left_out_does_not_come_back(app: App, say: Say) -> None:
    rude(say)
    end = say("不登记")
    assert end.walk.status == "finished"
    assert issues_of(app, end) == []


@pytest.mark.parametrize(
    "words", ["都不登记", "其余的都不用登记了", "算了，全部不报了", "none of them"]
)
def test_all_drafts_can_be_left_out_at_once(app: App, say: Say, words: str) -> None:
    talk(say, *BEFORE, "不清楚", "没写要不要原件", "20分钟", "态度不好", "没人理", *AFTER)
    end = say(words)
    assert "这 2 个都不登记" in said(end)
    assert end.walk.status == "finished"
    assert issues_of(app, end) == []


def finding(
    id_: int, origin: str, problem: str, key: str = "k", step: str = "受理"
) -> FindingRecord:
    values = {"problem": problem, "category": "服务态度", "step": step}
    fields = {name: FieldValue(value) for name, value in values.items()}
    return FindingRecord(id_, 1, "k", "s", origin, "proposed", fields)  # type: ignore[arg-type]


def test_two_options_that_were_both_chosen_are_two_matters() -> None:
    register = replace(finding(1, "rule", "注册环节不通畅"), key="links:register")
    login = replace(finding(2, "rule", "登录环节不通畅"), key="links:login")
    assert not same(register, replace(login, fields=register.fields))
    assert same(register, replace(login, key="other:login", fields=register.fields))


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (finding(2, "rule", "窗口服务态度不好；态度问题：问了两遍没人理"), True),
        (finding(2, "rule", "窗口服务态度不好；态度问题：问了两遍没人理", step="填表"), False),
        (finding(2, "rule", "窗口服务态度不好；态度问题：让去别的窗口"), False),
        (finding(2, "reported", "问了两遍都没有人理"), True),
        (finding(2, "reported", "保安不让进"), False),
    ],
)
def test_only_alike_words_of_one_category_and_step_are_one_matter(
    other: FindingRecord, alike: bool
) -> None:
    ours = finding(1, "reported", "问了两遍都没有人理我")
    assert same(ours, other) is alike
    elsewhere = {**other.fields, "category": FieldValue("收费问题")}
    assert not same(ours, replace(other, fields=elsewhere))


@pytest.mark.parametrize(
    ("says", "shows"),
    [
        ("问题改成指南没写要不要原件", "问题：指南没写要不要原件"),
        ("部门改成云溪市公安局户政科", "责任部门：云溪市公安局户政科"),
        ("把类别改成办事指南不准", "类别：办事指南不准/缺项"),
        ("影响程度应该是多花时间", "影响程度：多花时间"),
        ("建议：在官网写清楚", "工作建议：在官网写清楚"),
        ("change the category to attitude", "类别：服务态度"),
    ],
)
def test_a_field_of_a_draft_is_changed_in_one_sentence(say: Say, says: str, shows: str) -> None:
    unclear(say)
    assert shows in said(say(says))


@pytest.mark.parametrize("says", ["改类别", "修改一下类别", "类别不对", "edit the category"])
def test_a_field_that_is_named_is_asked_for(say: Say, says: str) -> None:
    unclear(say)
    assert "「类别」现在是“事前公开不清楚”" in said(say(says))
    assert "类别：服务态度" in said(say("服务态度"))


def test_a_term_that_there_is_not_is_asked_for_again(say: Say) -> None:
    unclear(say)
    answer = said(say("类别改成蓝色的"))
    assert "没有“蓝色的”这一项" in answer
    assert "[服务态度]" in answer


def test_a_question_about_a_field_changes_nothing(say: Say) -> None:
    unclear(say)
    assert "类别：事前公开不清楚" in said(say("类别改成服务态度可以吗"))


def test_an_edited_field_outlives_a_correction(app: App, say: Say) -> None:
    unclear(say)
    talk(say, "部门改成户政科", "问题改成指南没写要不要原件")
    card = said(say("排队用时改成30分钟"))
    assert "问题：指南没写要不要原件" in card
    assert "责任部门：户政科" in card
    issue = issues_of(app, say("登记"))[0]
    assert quote(issue, issue.fields["problem"]) == "指南没写要不要原件"
    assert quote(issue, issue.fields["department"]) == "户政科"
    assert not [name for name in issue.fields if name.startswith(PART)]


def test_a_rule_that_holds_again_proposes_again(say: Say) -> None:
    unclear(say)
    talk(say, "事前了解改成清楚", "事前了解改成不清楚")
    assert "1 个可能的问题" in said(say("确认"))


def test_each_part_of_a_problem_rests_on_the_words_that_say_it(app: App, say: Say) -> None:
    unclear(say)
    issue = issues_of(app, say("登记"))[0]
    parts = parts_of(issue)
    assert parts == {
        "事前公开的信息不清楚": "不清楚",
        "不清楚的地方：没写要不要原件": "没写要不要原件",
    }
    assert issue.fields["problem"].value == "；".join(parts)


def test_a_question_that_was_not_cleared_up_rests_on_the_words_that_asked_it(
    app: App, say: Say
) -> None:
    talk(say, *BEFORE[:3], "到底要带几样材料", "普通群众", "清楚", "20分钟", "都顺利")
    talk(say, *AFTER[:-1], "没弄清", "确认")
    issue = issues_of(app, say("登记"))[0]
    assert issue.fields["problem"].value == "走完仍没弄清开头的问题：到底要带几样材料"
    assert parts_of(issue) == {
        "走完仍没弄清开头的问题：到底要带几样材料": "没弄清",
        "到底要带几样材料": "到底要带几样材料",
    }


@pytest.mark.parametrize(
    ("why", "category"),
    [
        ("申请表没写清楚要填哪几项", "事前公开不清楚"),
        ("系统报错，说打不开附件", "系统不通/报错"),
        ("照片不合格，让去楼下重拍", "其他"),
    ],
)
def test_why_papers_were_sent_back_says_what_kind_of_problem_it_is(
    app: App, say: Say, why: str, category: str
) -> None:
    talk(say, *BEFORE, "清楚", "20分钟", "材料被退回", "1次", why, *AFTER)
    field = issues_of(app, say("登记"))[0].fields["category"]
    assert (field.value, field.how) == (category, "rule")


def test_the_department_is_the_bureau_of_the_guide_with_its_version(app: App, say: Say) -> None:
    assert "责任部门：云溪市公安局" in said(unclear(say))
    issue = issues_of(app, say("登记"))[0]
    department, guide = issue.fields["department"], issue.fields["guide"]
    assert (department.value, department.how) == ("云溪市公安局", "guide")
    assert quote(issue, department) == "补办身份证"
    walked = app.library.guide(issue.fields["item_code"].value)
    assert walked is not None
    assert guide.value == f"{walked.id} · {walked.version}"


def test_a_department_that_was_said_in_the_report_is_kept(app: App, say: Say) -> None:
    talk(say, *BEFORE, "清楚", "20分钟", "报问题：住建局的电梯坏了", "不方便")
    talk(say, "都顺利", *AFTER)
    (issue,) = issues_of(app, say("登记"))
    assert (issue.fields["department"].value, issue.fields["department"].how) == ("住建局", "rule")
    assert quote(issue, issue.fields["department"]) == "住建局"


def test_a_photo_sent_at_a_card_is_of_its_issue_under_the_name_it_was_sent_with(
    app: App, say: Say, tmp_path: Path
) -> None:
    photo = tmp_path / "窗口.jpg"
    Image.new("RGB", (60, 40), "red").save(photo)
    unclear(say)
    say(files=(photo,))
    (issue,) = issues_of(app, say("登记"))
    assert [media.name for media in issue.media] == ["窗口.jpg"]


def test_a_field_in_words_is_bound_however_it_is_said(app: App, say: Say) -> None:
    unclear(say)
    assert "「原因」没有动" in said(say("原因改成没有"))
    assert "4000" in said(say("原因改成" + "很乱" * 2_001))
    assert "cause" not in issues_of(app, say("登记"))[0].fields


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("负责部门", "责任部门"),
        ("部门", "责任部门"),
        ("建议", "工作建议"),
        ("分类", "类别"),
        ("时长", "用时"),
        ("department", "责任部门"),
    ],
)
def test_a_field_is_picked_by_any_of_its_names(say: Say, name: str, asked: str) -> None:
    unclear(say)
    say("修改")
    assert f"「{asked}」现在是" in said(say(name))


@pytest.mark.parametrize("words", ["部门太多", "不知道", "建议部门"])
def test_what_only_speaks_of_a_field_picks_none(say: Say, words: str) -> None:
    unclear(say)
    say("修改")
    assert "现在是" not in said(say(words))
