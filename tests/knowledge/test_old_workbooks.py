"""Workbooks under the ending of old ones: by LibreOffice, or as what they really are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft


def test_old_workbooks_are_read_whatever_they_hold(tmp_path: Path) -> None:
    book = Workbook()
    rows = (
        ["填报单位：云溪市气象局    填报日期：3月1日"],
        ["序号", "事项名称", "受理条件", "承诺办结时限"],
        [1, "防雷审核", "新建工程", "5个工作日"],
    )
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "new.xls").write_bytes((tmp_path / "a.xlsx").read_bytes())
    cells = "".join(f"<td>{cell}</td>" for cell in rows[1])
    row = "".join(f"<td>{cell}</td>" for cell in rows[2])
    page = f"<html><table><tr>{cells}</tr><tr>{row}</tr></table></html>"
    (tmp_path / "page.xls").write_bytes(page.encode("gbk"))
    (tmp_path / "a.xlsx").unlink()
    new, page_ = (draft.guide for draft in read_drafts([tmp_path]) if isinstance(draft, Draft))
    assert (new.name, new.bureau) == ("防雷审核", "云溪市气象局")
    assert page_.elements == new.elements


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_an_old_workbook_is_read_by_libreoffice(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["事项名称", "受理条件", "承诺办结时限"])
    book.active.append(["防雷审核", "新建工程", "5个工作日"])
    book.save(tmp_path / "a.xlsx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless",
         "--convert-to", "xls:MS Excel 97", "--outdir", tmp_path, tmp_path / "a.xlsx"],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    (draft,) = read_drafts([tmp_path / "a.xls"])
    assert isinstance(draft, Draft)
    assert draft.guide.elements == {"受理条件": "新建工程", "承诺办结时限": "5 个工作日"}
