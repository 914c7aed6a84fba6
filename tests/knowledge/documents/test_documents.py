"""A guide reads the same from Word, PDF, a saved page and a page in words."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from knowledge.importers.documents import office
from knowledge.importers.documents.blocks import grid
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from tests.knowledge.documents.making import LEFT, UP, guide, page_text, write

ELEMENTS = {
    "办件类型": "承诺件",
    "服务对象": "自然人",
    "法定办结时限": "60 日",
    "承诺办结时限": "20 个工作日",
    "受理条件": "（一）具有云溪市户籍；\n（二）身份证丢失、被盗。",
    "申请材料": "原件核验后退回\n居民户口簿（原件，1 份，备注 核验后退回）\n"
    "申领登记表（原件，1 份，备注 窗口打印）\n监护关系证明（原件，1 份，备注 未成年人）\n"
    "监护关系证明（复印件，2 份，备注 未成年人）\n注：军人另带身份证明。",
    "办理流程": "申请：到窗口提交材料。\n受理：当场核对，办理时限：当场。\n领证：凭回执领取。",
    "收费标准": "40元/证。",
    "办理地点": "云溪市湖滨路88号2楼3号窗口",
    "办理时间": "周一至周五9:00—17:30",
    "咨询方式": "0999-8123401",
    "监督投诉方式": "0999-8123499",
    "其他": "七、补领期间的出行\n可以申领临时身份证。",
}


def read(path: Path) -> Draft:
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft), draft
    return draft


def same(draft: Draft) -> None:
    found = draft.guide
    assert found.name == "居民身份证补领"
    assert (found.id, found.bureau, found.version) == ("YX-GA-101", "云溪市公安局", "2026年版")
    assert found.published == date(2026, 3, 1)
    assert found.elements == ELEMENTS
    assert [(faq.question, faq.answer) for faq in found.faqs] == [
        ("能代领吗？", "可以，带受托人身份证。"),
        ("照片要自己带吗？", "不用。"),
    ]
    (odd,) = draft.odd
    assert odd.startswith("没认出属于哪个要素的内容留在“其他”")


@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf"])
def test_the_guide_reads_the_same_from_every_kind_of_document(suffix: str, tmp_path: Path) -> None:
    same(read(write(tmp_path / f"身份证{suffix}", guide())))


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_a_page_is_read_in_the_encoding_that_it_has(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(page_text(guide()).encode(encoding))
    same(read(path))


def test_a_page_that_names_the_wrong_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page_text(guide(), "utf-8").encode("gb18030"))
    same(read(path))


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_an_old_word_file_is_read_by_libreoffice(tmp_path: Path) -> None:
    made = write(tmp_path / "a.docx", guide())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "doc",
            "--outdir",
            tmp_path,
            made,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    same(read(tmp_path / "a.doc"))


def test_a_page_under_the_suffix_of_an_old_word_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_text(page_text(guide()), encoding="utf-8")
    same(read(path))


def test_a_new_word_file_under_the_suffix_of_an_old_one_is_read_without_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ())
    path = write(tmp_path / "a.docx", guide()).rename(tmp_path / "a.doc")
    same(read(path))


def test_markdown_with_the_headings_of_offices_is_read_as_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("\n\n".join(map(markdown, guide())), encoding="utf-8")
    same(read(path))


def markdown(block: str | list[list[str]]) -> str:
    """A block in Markdown, which has no merged cells."""
    if isinstance(block, str):
        return block
    full = grid([(text, 1, 1) for text in row] for row in block).rows
    for r, row in enumerate(full):
        for c, text in enumerate(row):
            spread = full[r - 1][c] if text == UP else full[r][c - 1] if text == LEFT else text
            full = (*full[:r], (*full[r][:c], spread, *full[r][c + 1 :]), *full[r + 1 :])
    return "\n".join(f"| {' | '.join(row)} |" for row in full)


def test_running_heads_and_page_numbers_of_a_pdf_are_no_content(tmp_path: Path) -> None:
    long = [
        "# 户口迁移办事指南",
        "一、受理条件",
        *(f"（{n}）第{n}种情形，在云溪市有住所。" for n in range(1, 120)),
    ]
    path = write(tmp_path / "a.pdf", long, head="发布单位：云溪市公安局")
    found = read(path).guide
    assert found.bureau == "云溪市公安局"
    assert found.elements["受理条件"].count("\n") == 118
    assert set(found.elements) == {"受理条件"}


def test_a_paragraph_of_a_pdf_goes_on_in_the_next_row_and_page(tmp_path: Path) -> None:
    words = "在云溪市有合法稳定住所、合法稳定就业并连续居住满一年的人员，可以申请。" * 40
    found = read(write(tmp_path / "a.pdf", ["# 户口迁移办事指南", "一、受理条件", words])).guide
    assert found.elements["受理条件"] == words


def test_without_a_title_the_file_gives_the_name_and_that_is_told(tmp_path: Path) -> None:
    draft = read(write(tmp_path / "老年优待证办理.docx", ["一、受理条件", "年满60周岁。"]))
    assert draft.guide.name == "老年优待证办理"
    assert "正文里没有事项名称，用了文件的名字“老年优待证办理”" in draft.odd


def test_a_document_that_is_no_guide_is_refused(tmp_path: Path) -> None:
    (refused,) = read_drafts([write(tmp_path / "a.docx", ["# 关于放假的通知", "国庆放假七天。"])])
    assert not isinstance(refused, Draft)
    assert refused.reason == "没有认出任何指南要素"
