"""Findings and texts: what looks like a problem, and how things are said to people."""

from __future__ import annotations

from collections.abc import Callable

from flows.events import Answered
from flows.readback import correctable, read_back, text_of
from flows.state import Evidence
from tests.flows.walks import NOW, YESNO, Walk

Start = Callable[..., Walk]

LISTS = (
    YESNO
    + """
  troubles:
  - name: late
    label::zh: 超时
    label::en: Late
    issue_category: 超承诺时限
    issue_severity: 多花时间
    issue_step: 办结出件
    issue_text::zh: 超过${limit}天
  - {name: rude, label::zh: 态度差, issue_category: 服务态度}
  - {name: none, label::zh: 没有}
"""
)
TROUBLES = """
- {type: hidden, name: limit}
- type: group
  name: counter
  label::zh: 窗口
  label::en: Counter
  rows:
  - type: integer
    name: queue
    label::zh: 排队几分钟？
    label::en: Minutes queueing?
    short::zh: 排队
    short::en: Queue
    issue: . > 30
    issue_category: 流程环节不透明
    issue_severity: 多花时间
    issue_step: 取号排队
    issue_text::zh: 排队${queue}分钟
    issue_text::en: Queued ${queue} minutes
  - {type: text, name: queue_why, label: 为什么？, issue_detail: queue, relevant: "${queue} > 30"}
  - {type: select_multiple troubles, name: trouble, label: 遇到什么？}
  - {type: text, name: rude_what, label: "怎么${trouble}？", issue_detail: "trouble:rude"}
  - {type: text, name: any_what, label: 还有呢？, issue_detail: trouble}
- {type: image, name: photo, label: 照片}
"""


def test_rules_propose_findings_with_their_evidence_and_details(walk: Start) -> None:
    w = walk(TROUBLES, LISTS, limit=60)
    assert w.step.findings == ()
    w.event(Answered("queue", 45, Evidence(3, 1, 3)))
    (finding,) = w.step.findings
    assert (finding.key, finding.path, finding.stage) == ("queue", "queue", "counter")
    assert (finding.category, finding.severity) == ("流程环节不透明", "多花时间")
    assert finding.step == "取号排队"
    assert finding.text == {"zh": "排队45分钟", "en": "Queued 45 minutes"}
    assert (finding.evidence, finding.details) == (Evidence(3, 1, 3), ())
    w.say("系统慢", ("late", "rude"), "不理人", "都说了")
    assert [(f.key, f.text["zh"], f.details) for f in w.step.findings] == [
        ("queue", "排队45分钟", ("queue_why",)),
        ("trouble:late", "超过60天", ("any_what",)),
        ("trouble:rude", "态度差", ("rude_what", "any_what")),
    ]
    assert w.step.findings[1].step == "办结出件"


def test_a_corrected_answer_takes_its_finding_back(walk: Start) -> None:
    w = walk(TROUBLES, LISTS)
    w.say(45)
    w.correct("queue", 5)
    assert w.step.findings == ()
    w.say(("none",))
    assert w.step.findings == ()


def test_a_finding_in_a_repeat_keeps_to_its_instance(walk: Start) -> None:
    w = walk("""
- type: repeat
  name: case
  repeat_count: 2
  rows:
  - {type: integer, name: days, label: 几天？, issue: ". > 5", issue_category: 其他}
  - {type: text, name: why, label: 为什么？, issue_detail: days}
- {type: text, name: overall, label: 总的？, issue_detail: days}
""")
    w.say(9, "甲", 7, "乙", "丙")
    assert [(f.key, f.details) for f in w.step.findings] == [
        ("case[1]/days", ("case[1]/why", "overall")),
        ("case[2]/days", ("case[2]/why", "overall")),
    ]


def test_a_known_default_can_be_a_finding(walk: Start) -> None:
    w = walk(
        """
- {type: hidden, name: measured}
- type: integer
  name: minutes
  label: 用时
  appearance: known
  default: ${measured}
  issue: . > 60
  issue_category: 其他
""",
        measured=90,
    )
    (finding,) = w.step.findings
    assert (finding.evidence, finding.text) == (Evidence(0), {"zh": "用时：90"})


def test_the_read_back_shows_every_stage_with_what_was_said(walk: Start) -> None:
    w = walk(TROUBLES, LISTS)
    w.say(45, "系统慢", ("rude", "late"))
    w.skip()
    w.skip()
    w.say(("a.jpg", "b.jpg"))
    counter, rest = read_back(w.flow, w.step.state, NOW)
    assert (counter.stage, counter.label) == ("counter", {"zh": "窗口", "en": "Counter"})
    assert [(line.label["zh"], w.in_words(line), line.skipped) for line in counter.lines] == [
        ("排队", {"zh": "45", "en": "45"}, False),
        ("为什么？", {"zh": "系统慢", "en": "系统慢"}, False),
        ("遇到什么？", {"zh": "超时、态度差", "en": "Late, 态度差"}, False),
        ("怎么超时、态度差？", {"zh": "", "en": ""}, True),
        ("还有呢？", {"zh": "", "en": ""}, True),
    ]
    assert (rest.stage, rest.label) == ("", {})
    assert w.in_words(rest.lines[0]) == {"zh": "2 个文件", "en": "2 file(s)"}
    assert rest.lines[0].answer == w.step.state.answers["photo"]


def test_what_can_be_corrected_is_what_was_asked_so_far(walk: Start) -> None:
    w = walk(
        """
- {type: hidden, name: place}
- {type: text, name: hall, label: 厅, appearance: known, default: "${place}"}
- {type: text, name: a, label: A}
- {type: calculate, name: c, label: C, calculation: "concat(${a}, '!')"}
- {type: calculate, name: quiet, calculation: "1"}
- {type: text, name: b, label: B}
- {type: text, name: d, label: D}
""",
        place="一楼",
    )
    w.say("x")
    w.skip()
    lines = correctable(w.flow, w.step.state, NOW)
    assert [(line.path, line.skipped) for line in lines] == [
        ("hall", False),
        ("a", False),
        ("b", True),
    ]
    assert lines[0].answer is not None and lines[0].answer.how == "default"
    (stage,) = read_back(w.flow, w.step.state, NOW)
    assert [(line.path, line.value) for line in stage.lines] == [
        ("hall", "一楼"),
        ("a", "x"),
        ("c", "x!"),
        ("b", None),
    ]


def test_a_text_is_filled_with_what_people_see(walk: Start) -> None:
    w = walk(
        """
- {type: hidden, name: limit}
- {type: select_one yesno, name: sure, label: 确定？}
- {type: image, name: photo, label: 照片}
- type: repeat
  name: case
  label: 第${count}件
  rows: [{type: decimal, name: cost, label: "多少钱？(${sure})"}]
- {type: calculate, name: count, calculation: "count(${case}) + 1"}
- type: text
  name: end
  label::zh: ${sure}｜${photo}｜${cost}｜${limit}｜${case}
  label::en: ${sure}|${cost}
  hint: ${ end }
  required_message: 请说
""",
        YESNO,
    )
    said = ("yes", ("a.jpg",), 2.5, "yes", 3, "no")
    w.say(*said)

    def text(path: str, which: str = "label") -> object:
        return text_of(w.flow, w.step.state, path, which, NOW)  # type: ignore[arg-type]

    assert text("end") == {"zh": "是｜1 个文件｜2.5、3｜｜2", "en": "Yes|2.5, 3"}
    assert text("end", "hint") == {"zh": ""}
    assert text("end", "required_message") == {"zh": "请说"}
    assert text("end", "constraint_message") == {}
    assert text("case[2]/cost") == {"zh": "多少钱？(是)"}
    assert text("case[3]") == {"zh": "第3件"}
    assert text("gone") == {}


def test_what_a_person_said_is_no_template_and_is_cut(walk: Start) -> None:
    w = walk("""
- {type: text, name: a, label: A}
- {type: text, name: b, label: "<${a}>"}
""")
    w.say("${a}${b}")
    assert text_of(w.flow, w.step.state, "b", "label", NOW) == {"zh": "<${a}${b}>"}
    w.correct("a", "长" * 4_000)
    assert text_of(w.flow, w.step.state, "b", "label", NOW) == {"zh": f"<{'长' * 500}>"}


def test_a_rule_without_words_of_its_own_tells_the_answer(walk: Start) -> None:
    rows = """
- {type: select_one l, name: clean, label: 这里干净吗？, issue: ". = 'b'", issue_category: 环境设施}
"""
    w = walk(rows, YESNO + "  l: [{name: a, label: 好}, {name: b, label: 有点脏}]\n")
    w.say("b")
    assert [f.text["zh"] for f in w.step.findings] == ["这里干净吗：有点脏"]
