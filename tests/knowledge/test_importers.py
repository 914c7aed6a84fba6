"""Every row of a file becomes a guide or a refusal that tells how to mend it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.importers import rows
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft, Refused

Write = Callable[[str, str], Path]

PUBLISHED = {
    "实施编码": "1144000000000000000002440101007000",
    "事项名称": "临时价格干预范围事项提价申报",
    "事项类型": "行政许可",
    "实施主体": "云溪市发展和改革委员会",
    "行使层级": "市级",
    "地区": "云溪市",
    "服务对象": ["自然人", "企业法人"],
    "受理条件": "第一条&lt;br&gt;第二条",
    "申请材料": ["提价申报申请报告", "1.成本说明"],
    "法定办结时限": "30(工作日)",
    "承诺办结时限": "7\uff08工作日\uff09",
    "到办事现场次数": "0",
    "办理地点": "办理地点\uff1a云溪市东风路 1 号",
    "咨询电话": "0999-8123456",
    "投诉电话": None,
    "支持快递": "不支持",
    "网办": "1",
    "联办机构": "",
    "收费标准": "不收费",
    "常见问题": [{"问题": "能加急吗?", "答案": "不能。"}],
    "URL": "https://example.invalid/#/x",
}
MARKDOWN = """---
id: YX-1
name: 居民身份证补领
bureau: 云溪市公安局
version: "2026-1"
published: 2026-03-01
expires: 2027-12-31
aliases: [补办身份证]
---
开头的话
## 申请材料
- 户口簿(**原件** 1 份)
- 申请表
## 办理流程
1. 取号
2. 拍照
### 小节
三、领证
## 祖传秘方
秘方
## 常见问题
### 能代领吗?
可以。
"""


def one(path: Path) -> Draft:
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    return draft


def refused(path: Path) -> list[Refused]:
    return [draft for draft in read_drafts([path]) if isinstance(draft, Refused)]


def test_a_published_row_reads_plainly(write: Write) -> None:
    draft = one(write("a.jsonl", json.dumps(PUBLISHED, ensure_ascii=False)))
    guide = draft.guide
    assert (guide.id, guide.bureau, guide.level) == (
        PUBLISHED["实施编码"],
        "云溪市发展和改革委员会",
        "市级",
    )
    assert guide.elements == {
        "事项类型": "行政许可",
        "服务对象": "自然人、企业法人",
        "受理条件": "第一条\n第二条",
        "申请材料": "提价申报申请报告\n成本说明",
        "法定办结时限": "30 个工作日",
        "承诺办结时限": "7 个工作日",
        "到办事现场次数": "0 次",
        "办理地点": "云溪市东风路 1 号",
        "咨询方式": "0999-8123456",
        "物流快递": "不支持",
        "是否网办": "是",
        "收费标准": "不收费",
        "计算机端办理地址": "https://example.invalid/#/x",
    }
    assert guide.faqs[0].answer == "不能。"
    assert len(guide.version) == 8
    assert draft.missing == ("办理流程", "监督投诉方式")
    assert draft.odd == ()


def test_a_markdown_guide_reads_plainly(write: Write) -> None:
    draft = one(write("a.md", MARKDOWN))
    guide = draft.guide
    assert (guide.version, guide.published, guide.expires) == (
        "2026-1",
        date(2026, 3, 1),
        date(2027, 12, 31),
    )
    assert guide.aliases == ("补办身份证",)
    assert guide.elements["申请材料"] == "户口簿(原件 1 份)\n申请表"
    assert guide.elements["办理流程"] == "取号\n拍照\n小节：\n三、领证"
    assert guide.elements["备注"] == "开头的话"
    assert guide.elements["祖传秘方"] == "秘方"
    assert guide.faqs[0].question == "能代领吗?"
    assert any("祖传秘方" in odd for odd in draft.odd)


LABELS: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    ("- 实施主体：甲局\n- 咨询电话：0999-8123456", {"咨询方式": "0999-8123456"}, ()),
    (
        "* **办理对象**：个人\n> 承诺办结时限: 5个工作日",
        {"服务对象": "个人", "承诺办结时限": "5 个工作日"},
        (),
    ),
    ("- 申请材料：\n  - 身份证：原件\n  - 照片", {"申请材料": "身份证：原件\n照片"}, ()),
    (
        "- 办理时间：\n- 提示：早来",
        {"备注": "- 办理时间：\n- 提示：早来"},
        ("- 办理时间", "留在备注"),
    ),
    ("欢迎。\n1. 办理地点：1 号窗口", {"备注": "欢迎。", "办理地点": "1 号窗口"}, ("“欢迎。”",)),
    ("## 概况\n- 实施主体：甲局\n- 办理形式：窗口", {"办理形式": "窗口"}, ()),
    (
        "## 概况\n- 停车：地下\n- 办理时间：节假日除外",
        {"概况": "- 停车：地下\n- 办理时间：节假日除外"},
        ("不认识的要素“概况”",),
    ),
]
"""What stands above the elements, what becomes of it, and what is told."""


@pytest.mark.parametrize(("text", "elements", "told"), LABELS)
def test_a_line_with_a_known_label_is_that_element(
    write: Write, text: str, elements: dict[str, str], told: tuple[str, ...]
) -> None:
    draft = one(write("a.md", f"# 甲\n{text}\n## 受理条件\n无\n"))
    assert draft.guide.elements == elements | {"受理条件": "无"}
    assert draft.guide.bureau == ("甲局" if "甲局" in text else "")
    assert all(any(word in odd for odd in draft.odd) for word in told)
    assert bool(told) == bool(draft.odd)


def test_a_yaml_list_holds_several_guides(write: Write) -> None:
    text = """
guides:
  - {name: 甲, elements: {申请材料: [身份证, 照片], 是否收费: no}}
  - {name: 乙, 承诺办结时限: 5, 承诺办结时限单位: 工作日, faqs: [{question: 问, answer: 答}]}
"""
    first, second = read_drafts([write("a.yaml", text)])
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.guide.elements == {"申请材料": "身份证\n照片", "是否收费": "否"}
    assert second.guide.elements["承诺办结时限"] == "5 个工作日"
    assert second.guide.faqs[0].question == "问"


def test_the_same_guide_has_the_same_id_and_version_wherever_it_was_read(write: Write) -> None:
    first = one(write("a.yaml", "{name: 甲, bureau: 局, 申请材料: [身份证]}"))
    second = one(write("b.yaml", "{bureau: 局, 事项名称: 甲, elements: {材料: 身份证}}"))
    assert first.guide.id == second.guide.id
    assert first.guide.version == second.guide.version


BAD_FILES = [
    ("a.jsonl", "{broken", "不是 JSON"),
    ("a.jsonl", "[1, 2]", "不是一个"),
    ("a.jsonl", '{"申请材料": ["身份证"]}', "没有事项名称"),
    ("a.jsonl", '{"事项名称": "甲"}', "没有任何指南内容"),
    ("a.jsonl", '{"事项名称": "甲", "申请材料": null, "受理条件": "  "}', "没有任何指南内容"),
    ("a.jsonl", "[" * 100_000, "太深"),
    ("a.jsonl", "", "没有指南"),
    ("a.jsonl", " \n\n", "没有指南"),
    ("a.yaml", "", "没有指南"),
    ("a.yaml", "guides: []", "没有指南"),
    ("a.md", "\n\n", "没有指南"),
    ("a.yaml", "{elements: " * 300 + "1" + "}" * 300, "没有事项名称"),
    ("a.yaml", "[" * 100_000, "太深"),
    ("a.md", "---\nx: " + "[" * 100_000 + "\n---\n", "太深"),
    ("a.yaml", "a: [1", "YAML 写法不对"),
    ("a.yaml", "a: 1\n  b: 2", "YAML 写法不对"),
    ("a.yaml", "- 1\n- 2", "不是一份指南"),
    ("a.yaml", "a: &x [1]\nb: *x", "别名"),
    ("a.yaml", "!!python/object/apply:os.getcwd {}", "没有事项名称"),
    ("a.yaml", "2026-99-99", "不是一份指南"),
    ("a.yaml", "a: \x00", "不是 UTF-8"),
    ("a.yaml", "a: \x01", "不是 YAML 文本"),
    ("a.md", "---\n- 1\n---\n## 申请材料\n身份证", "键: 值"),
    ("a.md", "---\nname: [\n---\n", "YAML 写法不对"),
    ("a.md", "---\nname: 甲\n## 申请材料\n身份证", "没有结束"),
    ("a.md", "# 说明\n这个文件夹放指南。\n## 注意事项\n无", "没有认出任何指南要素"),
    ("a.md", "## 申请材料\n身份证", "没有事项名称"),
    ("a.odp", "name: 甲", "不认识的文件类型"),
]


@pytest.mark.parametrize(("name", "text", "reason"), BAD_FILES)
def test_what_cannot_be_read_is_refused_with_a_mend(
    write: Write, name: str, text: str, reason: str
) -> None:
    refusals = refused(write(name, text))
    assert refusals
    assert reason in refusals[0].reason
    assert refusals[0].mend
    assert refusals[0].file == name


AT_LINES = [
    ("a.md", "---\nid: 1\nname: 甲\n bureau: 局\n---\n## 申请材料\n身份证", 4),
    ("a.md", "---\nid: 1\nname: &x 甲\nbureau: *x\n---\n## 申请材料\n身份证", 4),
    ("a.yaml", "guides:\n  - name: 甲\n    申请材料: x\n\n  - 字符串\n", 5),
    ("a.yaml", "guides:\n  - name: 甲\n    申请材料: x\n  - 申请材料: x\n", 4),
    ("a.yaml", "name: 甲\n申请材料: x\nb: *a\n", 3),
    ("a.yaml", "name: 甲\n\tb: 1\n", 2),
    ("a.odp", "name: 甲", 0),
]


@pytest.mark.parametrize(("name", "text", "line"), AT_LINES)
def test_a_refusal_names_the_line_of_the_file(
    write: Write, name: str, text: str, line: int
) -> None:
    assert [refusal.line for refusal in refused(write(name, text))] == [line]


def test_a_file_in_utf16_is_refused_once(tmp_path: Path) -> None:
    row = json.dumps({"事项名称": "甲", "申请材料": "身份证"}, ensure_ascii=False)
    for name in ("a.jsonl", "a.md", "a.yaml"):
        (tmp_path / name).write_bytes(f"{row}\n{row}".encode("utf-16"))
        (refusal,) = refused(tmp_path / name)
        assert ("UTF-16" in refusal.reason, refusal.line) == (True, 0)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert "不是普通文件" in refused(tmp_path / "a.md")[0].reason
    assert "没有指南文件" in refused(tmp_path)[0].reason


def test_scalars_of_yaml_are_kept_as_they_were_written(write: Write) -> None:
    text = "name: 甲\nversion: 1.10\n办理时间: 12:30\n数量限制: 007\n备注: yes\n办理地点: null\n"
    guide = one(write("a.yaml", text)).guide
    assert guide.version == "1.10"
    assert guide.elements == {"办理时间": "12:30", "数量限制": "007", "备注": "yes"}


def test_numbers_of_json_are_kept_as_they_were_written(write: Write) -> None:
    guide = one(write("a.jsonl", '{"name": "甲", "version": 1.10, "备注": 3.50, "a": NaN}')).guide
    assert (guide.version, guide.elements) == ("1.10", {"备注": "3.50"})


REPEATED = [
    (
        "a.jsonl",
        '{"name": "甲", "受理条件": "一", "受理条件": "二", "受理条件": "三"}',
        "键“受理条件”",
    ),
    (
        "a.yaml",
        "name: 甲\nelements:\n  受理条件: 一\n  受理条件: 二\n  受理条件: 三\n",
        "第 3 行起",
    ),
    (
        "a.md",
        "---\nname: 甲\n受理条件: 一\n受理条件: 二\n---\n## 受理条件\n三\n",
        "第 2 行起“受理条件”",
    ),
]


@pytest.mark.parametrize(("name", "text", "odd"), REPEATED)
def test_a_key_given_twice_loses_nothing_and_is_told(
    write: Write, name: str, text: str, odd: str
) -> None:
    draft = one(write(name, text))
    assert draft.guide.elements["受理条件"] == "一\n二\n三"
    assert sum(odd in said for said in draft.odd) == 1


def test_what_stands_beside_guides_is_told(write: Write) -> None:
    text = "bureau: 局\nguides:\n  - {name: 甲, 申请材料: x}\n"
    assert one(write("a.yaml", text)).odd == ("“bureau”写在 guides 之外，没有收入",)


def test_a_page_of_markdown_loses_nothing(write: Write) -> None:
    text = (
        "# 甲\n## 常见问题\n先看这里\n### 问一?\n答一\n# 备注\n完\n"
        "## 申请材料\n```\n## 不是标题\n```\n## 申请材料\n照片\n"
    )
    guide = one(write("a.md", text)).guide
    assert guide.name == "甲"
    assert guide.elements == {"备注": "完\n先看这里", "申请材料": "## 不是标题\n照片"}
    assert [(faq.question, faq.answer) for faq in guide.faqs] == [("问一?", "答一")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.yaml"])
def test_nesting_of_any_depth_is_read_or_refused(write: Write, name: str) -> None:
    for depth in (100, *range(800, 1000, 8)):
        nested = '{"name": "甲", "申请材料": "x", "elements": ' * depth + "1" + "}" * depth
        (found,) = read_drafts([write(name, nested)])
        assert isinstance(found, Draft) or "太深" in found.reason


def test_a_bad_line_does_not_cost_the_others(write: Write) -> None:
    good = json.dumps({"事项名称": "甲", "申请材料": ["身份证"]}, ensure_ascii=False)
    path = write("a.jsonl", f"{good}\n\nbroken\n{good.replace('甲', '乙')}")
    drafts = list(read_drafts([path]))
    assert [type(draft).__name__ for draft in drafts] == ["Draft", "Refused", "Draft"]
    assert isinstance(drafts[1], Refused)
    assert drafts[1].line == 3


def test_a_line_in_another_encoding_does_not_cost_the_others(tmp_path: Path) -> None:
    good = json.dumps({"事项名称": "甲", "申请材料": ["身份证"]}, ensure_ascii=False)
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"事项名称": "乙"}\n'.encode("gb18030") + good.encode())
    bad, kept = read_drafts([path])
    assert isinstance(bad, Refused)
    assert "UTF-8" in bad.reason
    assert isinstance(kept, Draft)


def test_a_markdown_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(MARKDOWN.encode("gb18030"))
    assert "UTF-8" in refused(path)[0].reason


def test_a_bare_question_mark_in_braces_is_told(write: Write) -> None:
    text = "name: 甲\nelements: {申请材料: 身份证}\nfaqs:\n  - {question: 行吗?, answer: 行}\n"
    (refusal,) = refused(write("a.yaml", text))
    assert (refusal.line, "问号" in refusal.reason) == (4, True)


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.yaml").write_text(
            f"{{id: 1, name: 甲, 申请材料: {folder}}}", "utf-8"
        )
    kept, second = read_drafts([tmp_path, tmp_path / "a" / "x.yaml"])
    assert isinstance(kept, Draft)
    assert isinstance(second, Refused)
    assert (second.file, "a/x.yaml:1" in second.reason) == ("b/x.yaml", True)


def test_a_readme_in_a_folder_is_no_guide(write: Write) -> None:
    folder = write("README.md", MARKDOWN).parent
    write("a.md", MARKDOWN)
    assert [draft.file for draft in read_drafts([folder])] == ["a.md"]
    assert one(folder / "README.md").guide.id == "YX-1", "asked for by name"


def test_a_shared_name_is_told(write: Write) -> None:
    lines = [{"实施编码": str(n), "事项名称": "甲", "申请材料": "身份证"} for n in (1, 2)]
    path = write("a.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    first, second = read_drafts([path])
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.odd == ()
    assert "同名" in second.odd[0]


def test_bounds_hold(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.importers.jsonl.MAX_LINE_CHARS", 100)
    monkeypatch.setattr("knowledge.importers.files.MAX_GUIDES", 2)
    row = '{"实施编码": "%d", "事项名称": "甲", "申请材料": "身份证"}'
    path = write("a.jsonl", "\n".join(["x" * 250, *(row % n for n in range(5))]))
    long, kept, over = read_drafts([path])
    assert isinstance(long, Refused)
    assert "100" in long.reason
    assert isinstance(kept, Draft)
    assert isinstance(over, Refused)
    assert "2 份" in over.reason


def test_a_file_over_the_bound_is_refused_unread(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.md", MARKDOWN)
    with path.open("r+b") as file:
        file.truncate(rows.MAX_FORM_BYTES + 1)
    assert "MB" in refused(path)[0].reason


def test_a_folder_gives_all_its_guides(write: Write) -> None:
    write("a.md", MARKDOWN)
    folder = write("b.yaml", "{name: 乙, 申请材料: 身份证}").parent
    write("notes.txt", "x")
    drafts = [draft for draft in read_drafts([folder]) if isinstance(draft, Draft)]
    assert [draft.guide.name for draft in drafts] == ["居民身份证补领", "乙"]


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    (empty,) = read_drafts([tmp_path])
    (missing,) = read_drafts([tmp_path / "none.md"])
    assert isinstance(empty, Refused)
    assert isinstance(missing, Refused)
    assert "没有指南文件" in empty.reason
    assert "读不了" in missing.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(["a.md", "a.yaml", "a.jsonl"]),
    start=st.sampled_from([b"", b"---\nname: x\n---\n## y\n", b'{"name": "x", ', b"guides:\n - "]),
    content=st.binary(max_size=200),
)
def test_no_file_breaks_the_import(tmp_path: Path, name: str, start: bytes, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(start + content)
    for draft in read_drafts([path]):
        assert isinstance(draft, Draft) or draft.mend
