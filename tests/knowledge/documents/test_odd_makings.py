"""Files as offices make them, odd each in its own way: nothing is lost or lands elsewhere."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from knowledge.importers.documents.page_columns import parted
from knowledge.importers.documents.printed import Cell, Printed, Sheet
from knowledge.importers.documents.titles import title_of
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from knowledge.model import Guide
from tests.knowledge.documents.making import write

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = "# 犬类免疫登记办事指南"


def read(path: Path, text: str = "") -> Guide:
    if text:
        path.write_text(text, encoding="utf-8")
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    assert "其他" not in draft.guide.elements
    return draft.guide


def row(top: float, *cells: tuple[float, str]) -> Printed:
    placed = tuple(Cell(left, left + 10 * len(text), text) for left, text in cells)
    text = "  ".join(cell.text for cell in placed)
    return Printed(text, placed[0].left, placed[-1].right, top, 10, cells=placed)


LEFT = ["一、受理条件", "有住所。", "二、申请材料", "身份证", "户口簿"]
RIGHT = ["三、办理时限", "5个工作日", "四、收费标准", "不收费", "五、办理地点"]


def page(left: list[str], right: list[str]) -> Sheet:
    rows = [row(n, (60, a), (315, b)) for n, (a, b) in enumerate(zip(left, right, strict=True))]
    return Sheet([row(-1, (250, "养犬登记办事指南")), *rows], 595)


def test_a_page_of_two_columns_is_read_column_by_column() -> None:
    sheets = parted([page(LEFT, RIGHT)])
    texts = [[each.text for each in sheet.items if isinstance(each, Printed)] for sheet in sheets]
    assert texts == [["养犬登记办事指南"], LEFT, RIGHT]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # a table without rules: labels and what they say; labels side by side
        (["受理条件", "申请材料", "办理时限", "收费"], ["有住所", "身份证", "5日", "免费"]),
        (["一、条件", "有住所", "三、时限", "5日"], ["二、材料", "身份证", "四、收费", "免费"]),
        (["1.身份证", "2.户口簿", "3.照片", "4.表"], ["1份", "1份", "2张", "1份"]),
    ],
)
def test_a_table_without_rules_is_no_page_of_columns(left: list[str], right: list[str]) -> None:
    assert len(parted([page(left, right)])) == 1


def test_a_footnote_stands_where_it_is_cited(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", [TITLE, "一、收费标准", "每只30元", "二、办理时限", "当场"])
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    mark = b'\xe5\x85\x83</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    body = parts["word/document.xml"].replace(b"\xe5\x85\x83</w:t></w:r>", mark)
    parts["word/document.xml"] = body
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>绝育犬减半。</w:t></w:r></w:p></w:footnote>'
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    types = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    parts["[Content_Types].xml"] = types
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rF" Type="{link}" Target="footnotes.xml"/></Relationships>'
    links = "word/_rels/document.xml.rels"
    parts[links] = parts[links].replace(b"</Relationships>", relation.encode())
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    assert read(path).elements == {
        "收费标准": "每只30元（注：绝育犬减半）",
        "承诺办结时限": "当场",
    }


PORTAL = """<h1>护士执业注册</h1>
<ul class="tabs"><li>基本信息</li><li>申请材料</li><li>常见问题</li></ul>
<div><table><tr><td><table><tr><th>实施主体</th><td>云溪市卫生健康委员会</td></tr>
<tr><th>承诺办结时限</th><td>3（工作日）</td></tr>
<tr><th>到办事现场次数</th><td>0</td><th>咨询方式</th><td><table><tr><td>电话</td>
<td>0999-8123666</td></tr><tr><td>地址</td><td>湖滨路88号</td></tr></table></td></tr></table></td></tr></table></div>
<div style="display:none"><h3>申请材料</h3><p>申请表</p></div>"""


def test_the_tabs_of_a_portal_are_no_headings(tmp_path: Path) -> None:
    guide = read(tmp_path / "a.html", PORTAL)
    assert guide.bureau == "云溪市卫生健康委员会"
    assert guide.elements == {
        "承诺办结时限": "3 个工作日",
        "到办事现场次数": "0 次",
        "咨询方式": "电话：0999-8123666\n地址：湖滨路88号",
        "申请材料": "申请表",
    }


def test_questions_in_bold_are_questions_also_without_a_mark(tmp_path: Path) -> None:
    pairs = [
        ("1. 多少钱？", "30元。"),
        ("2. 可以代办吗", "可以。\n带证件。"),
        ("3. 去哪儿", "窗口。"),
    ]
    above = [TITLE, "二、申请材料", "身份证", "三、常见问题"]
    lines = [text for q, a in pairs for text in (f"**{q}**", *a.split("\n"))]
    guide = read(write(tmp_path / "a.docx", [*above, *lines]))
    asked = [faq.question for faq in guide.faqs]
    assert asked == ["多少钱？", "可以代办吗", "去哪儿"]
    assert guide.faqs[1].answer == "可以。\n带证件。"
    plain = [line.strip("*") for line in lines]
    guide = read(write(tmp_path / "b.docx", [*above, *plain]))
    assert [faq.question for faq in guide.faqs] == asked


def test_numbered_lines_of_an_answer_are_no_questions(tmp_path: Path) -> None:
    above = [TITLE, "一、申请材料", "证件", "二、常见问题"]
    lines = ["1.怎么办？", "分三步：", "（1）没带证件的先打印", "（2）取号", "2.多久？", "两天。"]
    guide = read(write(tmp_path / "a.docx", [*above, *lines]))
    assert [faq.question for faq in guide.faqs] == ["怎么办？", "多久？"]


CHAT = """【办事指南】老旧小区加装电梯
云溪市住房和城乡建设局　2026年5月1日
◆申请条件◆
业主同意
◆要带的材料◆
申请表
◆多久办好◆ 一个月内
"""


def test_headings_between_signs_and_a_title_behind_its_kind(tmp_path: Path) -> None:
    guide = read(tmp_path / "a.txt", CHAT)
    assert (guide.name, guide.bureau) == ("老旧小区加装电梯", "云溪市住房和城乡建设局")
    assert guide.published == date(2026, 5, 1)
    assert [*guide.elements] == ["受理条件", "申请材料", "承诺办结时限"]
    assert title_of("【温馨提示】请带证件") is None


@pytest.mark.parametrize("corner", ["情形", "项目"])
def test_cases_are_columns_of_a_form_in_excel(tmp_path: Path, corner: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for line in (
        ["事项名称", "出租车资格证核发", None],
        [corner, "首次申领", "补证"],
        ["申请材料", "申请表\n身份证", "遗失声明"],
        ["承诺办结时限", "3个工作日", "3个工作日"],
        ["办理地点", "湖滨路88号", "环城路1号"],
        ["收费标准", "不收费", None],
    ):
        book.active.append(line)
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("B6:C6")
    book.save(tmp_path / "a.xlsx")
    guide = read(tmp_path / "a.xlsx")
    assert guide.name == "出租车资格证核发"
    assert guide.elements == {
        "申请材料": "首次申领：\n申请表\n身份证\n补证：\n遗失声明",
        "承诺办结时限": "3 个工作日",
        "办理地点": "首次申领：湖滨路88号\n补证：环城路1号",
        "收费标准": "不收费",
    }
