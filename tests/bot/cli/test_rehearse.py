"""`walkalong flows rehearse`: what an author sees, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Walkalong

FLOWS = Path(__file__).parents[1] / "dialogue" / "flows"
KINDS = ("yaml", "markdown")
TABLE = "| who | says | holds |\n|---|---|---|\n"
GOOD = (
    "| user | 走流程 陪同式帮办 补办身份证 | answer=item:居民身份证补领 |\n| bot | 办事人同意 | |\n"
)
WALK = GOOD + (
    "| user | 同意 | answer=consent:yes |\n"
    "| user | 窗口，小程序 | answer=channels:mini_program,window |\n"
    "| user | [later 90] | |\n"
    "| user | 记一条：3号窗口没人 | note=没人 |\n"
    "| bot | 记下了 | |\n"
    "| user | [voice] 他们说的 | |\n"
    "| bot | 收到 1 条语音 | |\n"
    "| user | [file] | |\n"
    "| bot | | |\n"
    "| user | 报问题：那边不太对劲 | question=issue/category |\n"
    "| user | 其他 | |\n"
    "| user | 不方便 | question=profile |\n"
)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return tmp_path / "talks" / "一.md"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_talk_that_goes_as_written_is_one_line(
    walkalong: Walkalong, talk: Path, home: Path
) -> None:
    write(talk, TABLE + WALK)
    files = sorted(home.rglob("*"))
    for what in (talk, talk.parent):
        done = walkalong("flows", "rehearse", str(what))
        assert (done.code, done.out, done.err) == (0, f"{talk}：14 行，都对\n", "")
    assert sorted(home.rglob("*")) == files, "nobody's home is touched"


def test_what_does_not_hold_is_told_with_its_line_in_the_persons_language(
    walkalong: Walkalong, talk: Path
) -> None:
    wrong = (
        "| user | 同意 | answer=consent:no; note=x; category=其他; note=z |\n| bot | 没这句 | |\n"
    )
    write(talk, TABLE + GOOD + wrong)
    done = walkalong("flows", "rehearse", str(talk))
    assert done.code == 1
    assert f"{talk}:5：要有\n    answer=consent:no\n  得到\n    answer=consent:yes\n" in done.out
    assert f"{talk}:6：要有\n    没这句\n  得到\n    (3/11) 从哪儿办" in done.out
    assert "1 个排练没有照着走" in done.err
    done = walkalong("--locale", "en", "flows", "rehearse", str(talk))
    assert "4 rows, 5 wrong" in done.out
    assert "1 rehearsal(s) did not go as written" in done.err


def test_update_writes_what_is_said_and_then_all_holds(walkalong: Walkalong, talk: Path) -> None:
    prose = "# 一次陪办\n\n说明。\n\n"
    write(talk, prose + TABLE + GOOD.replace("办事人同意", "旧话") + "| user | 窗口 | |\n")
    assert walkalong("flows", "rehearse", str(talk)).code == 1
    done = walkalong("flows", "rehearse", "--update", str(talk))
    assert (done.code, done.out) == (0, f"{talk}：改写了\n{talk}：6 行，都对\n")
    text = talk.read_text("utf-8")
    assert text.startswith(prose + TABLE + "| user | 走流程 陪同式帮办 补办身份证 |")
    assert "| bot | (2/11) 办事人同意我们记录这次过程吗？" in text
    assert "<br>[同意] [不同意] | |\n| user | 窗口 | |\n" in text
    assert walkalong("flows", "rehearse", "--update", str(talk)).out == f"{talk}：6 行，都对\n"
    assert talk.read_text("utf-8") == text


def test_what_must_hold_is_not_rewritten(walkalong: Walkalong, talk: Path) -> None:
    write(
        talk, TABLE + "| user | 走流程 陪同式帮办 补办身份证 | status=paused |\n| bot | 旧话 | |\n"
    )
    done = walkalong("flows", "rehearse", "--update", str(talk))
    assert done.code == 1
    assert "status=paused" in talk.read_text("utf-8")


def test_the_whole_talk_can_be_read(walkalong: Walkalong, talk: Path) -> None:
    write(talk, TABLE + GOOD + "| bot | 没这句 | |\n")
    done = walkalong("flows", "rehearse", "--talk", str(talk))
    assert "   3 ✓ user > 走流程 陪同式帮办 补办身份证  (answer=item:居民身份证补领)" in done.out
    assert "        [同意] [不同意]" in done.out
    assert "   5 ✗ bot > 没这句" in done.out


def test_a_flow_of_ones_own_is_brought_by_the_rehearsal_or_the_command(
    walkalong: Walkalong, talk: Path
) -> None:
    flow = FLOWS / "ports.yaml"
    write(talk, TABLE + "| user | 走流程 端口体验 | question=ports |\n")
    assert walkalong("flows", "rehearse", str(talk)).code == 1
    assert walkalong("flows", "rehearse", str(talk), "--flow", str(flow)).code == 0
    write(talk, f"flow: {flow}\n\n{talk.read_text('utf-8')}")
    assert walkalong("flows", "rehearse", str(talk)).code == 0


def test_guides_can_be_brought(walkalong: Walkalong, talk: Path) -> None:
    write(
        talk,
        TABLE + "| user | 走流程 补办身份证 | |\n| bot | 云溪市政务服务中心 1 楼户政窗口 | |\n",
    )
    assert walkalong("flows", "rehearse", str(talk)).code == 1
    guides = Path(__file__).parents[2] / "knowledge" / "guides"
    assert walkalong("flows", "rehearse", str(talk), "--guides", str(guides)).code == 0
    samples = write(
        talk.parent / "二.md", TABLE + "| user | 残疾人证在哪办 | |\n| bot | 残疾人证办理 | |\n"
    )
    assert walkalong("flows", "rehearse", str(samples)).code == 0
    write(talk, f"guides: {guides}\n\n{talk.read_text('utf-8')}")
    assert walkalong("flows", "rehearse", str(talk.parent)).code == 0, "each by its own"
    assert walkalong("flows", "rehearse", str(samples), "--guides", str(guides)).code == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("| cat | 喵 | |", "一.md:1：〔who 列〕who 写 user 或 bot，不是 'cat'"),
        ("没有表", "一.md：没有 user 行"),
        ("flow: nosuch.yaml\n| user | 好 | |", "nosuch.yaml：没有这个流程文件"),
        ("flow: broken.yaml\n| user | 好 | |", "broken.yaml"),
        ("guides: nowhere\n| user | 好 | |", "nowhere：没有这些指南"),
    ],
)
def test_what_cannot_be_played_is_told_without_a_traceback(
    walkalong: Walkalong, talk: Path, text: str, told: str
) -> None:
    write(talk.with_name("broken.yaml"), "flow: broken\nsurvey: [{type: nosuch, name: x}]\n")
    write(talk, text)
    done = walkalong("flows", "rehearse", str(talk))
    assert (done.code, told in done.err) == (1, True), done.err


def test_a_folder_without_rehearsals_is_told(walkalong: Walkalong, tmp_path: Path) -> None:
    done = walkalong("flows", "rehearse", str(tmp_path / "home"))
    assert (done.code, "没有 .md 文件" in done.err) == (1, True)


def test_the_example_of_the_manual_goes_as_it_is_written(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "flows.md").read_text("utf-8")
    blocks = {kind: manual.partition(f"```{kind}\n")[2].partition("```")[0] for kind in KINDS}
    write(tmp_path / "talks" / "kiosk_check.yaml", blocks["yaml"])
    talk = write(tmp_path / "talks" / "kiosk.md", blocks["markdown"])
    done = walkalong("flows", "rehearse", "--talk", str(talk))
    assert done.code == 0, done.out
