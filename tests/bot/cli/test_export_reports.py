"""`walkalong export report`: what is written, and how each slip is told."""

from __future__ import annotations

from pathlib import Path

from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.ledgers import PLAN, enter, move


def assigned(home: Path) -> None:
    """Two issues of the insurance's office, planned."""
    for number in enter(home, 2):
        move(home, "牵头", number, "verify")
        told = {
            "department": PLAN["责任部门"], "owner": PLAN["责任人"], "mode": PLAN["整改方式"],
            "target": PLAN["整改目标"], "deadline": PLAN["整改时限"],
        }  # fmt: skip
        move(home, "牵头", number, "assign", **told)


def test_reports_of_the_ledger_are_written_and_say_where(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    assigned(home)
    for args, told in (
        (("inspection", "i.docx"), "写好了："),
        (("unit", "医保局", "u.docx"), "（云溪市医保局）"),
        (("county", "c.docx"), "写好了："),
    ):
        path = tmp_path / args[-1]
        done = walkalong("export", "report", *args[:-1], str(path))
        assert (done.code, told in done.out, path.exists()) == (0, True, True)
    assert "共 2 个问题" in walkalong("export", "report", "inspection", str(path)).err


def test_a_unit_that_nobody_knows_is_told_with_those_there_are(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    assigned(home)
    done = walkalong("export", "report", "unit", "税务局", str(tmp_path / "u.docx"))
    assert done.code == 1 and "没有“税务局”这个单位。有：云溪市医保局。" in done.err
    english = walkalong("--locale", "en", "export", "report", "unit", "税务局", "u.docx")
    assert "There is no unit “税务局”. There are: 云溪市医保局." in english.err
    assert not (tmp_path / "u.docx").exists()


def test_days_that_are_the_wrong_way_round_are_wrong_usage(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    days = ("--since", "2026-05-02", "--until", "2026-05-01")
    done = walkalong("export", "report", "county", str(tmp_path / "c.docx"), *days)
    assert done.code == 2 and "两个日期换过来写" in done.err


def test_a_walk_that_is_not_there_is_told(walkalong: Walkalong, tmp_path: Path) -> None:
    for kind in ("experience", "peer-check"):
        done = walkalong("export", "report", kind, "7", str(tmp_path / "r.docx"))
        assert done.code == 1 and "没有编号为 7 的走流程记录" in done.err


def test_an_office_s_file_with_a_fault_is_told_with_its_place(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    (home / "office").mkdir(exist_ok=True)
    (home / "office" / "units.csv").write_text("单位\n公安局\n公安局\n", "utf-8")
    done = walkalong("export", "report", "county", str(tmp_path / "c.docx"))
    assert done.code == 1 and "units.csv" in done.err and "公安局" in done.err


def test_summaries_that_cannot_be_read_are_told_and_nothing_is_written(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "公安局.docx").write_bytes(b"no zip")
    target = tmp_path / "c.docx"
    done = walkalong("export", "report", "county", str(target), "--units", str(folder))
    assert done.code == 1 and "公安局.docx：打不开" in done.err and not target.exists()
