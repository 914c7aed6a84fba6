"""A guide that changes, or goes, while somebody walks by it."""

from __future__ import annotations

from pathlib import Path

from bot.app import App
from bot.dialogue.asking_guides import Asking, answer
from tests.bot.editing import Office, texts
from tests.bot.homes import START
from tests.knowledge.shelf import GUIDES

BEGIN = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有", "普通群众", "清楚", "20分钟")


def changed(tmp_path: Path) -> Path:
    """The next version of the guide that the walk goes by: two fees and an element less."""
    file = tmp_path / "next.md"
    text = (GUIDES / "id_card.md").read_text("utf-8").replace("2026-1", "2026-2")
    file.write_text(text.replace("40 元", "20 元"), "utf-8")
    return file


def test_a_walk_keeps_to_its_version_and_answers_tell_what_changed(
    office: Office, own: App, tmp_path: Path
) -> None:
    for text in BEGIN:
        office.say(text)
    (report,) = own.library.add([changed(tmp_path)]).guides
    assert [change.text for change in report.changes] == [
        "收费标准：丢失补领 40 元/证 → 丢失补领 20 元/证"
    ]
    answer = texts(office.say("补办身份证多少钱？"))
    assert "20 元" in answer
    assert "开始时用的是版本 2026-1，之后指南有变：收费标准：丢失补领 40 元/证" in answer
    assert "之后指南有变" not in texts(office.say("补办身份证要带什么？"))
    assert "40 元" in texts(office.say("没有")), (
        "what the walk is compared with is what it began with"
    )


def test_a_question_without_a_name_is_of_the_version_in_force(
    office: Office, own: App, tmp_path: Path
) -> None:
    for text in BEGIN:
        office.say(text)
    own.library.add([changed(tmp_path)])
    told = texts(office.say("要交多少？"))
    assert "20 元" in told and "开始时用的是版本 2026-1，之后指南有变" in told


def test_a_piece_that_is_called_otherwise_by_now_is_not_shown(
    office: Office, own: App, tmp_path: Path
) -> None:
    for text in BEGIN:
        office.say(text)
    asked = Asking("急用呢", "T-GA-001#常见问题-1", True, None, "补领期间急用身份证怎么办？")
    seen = own.store.peek("test", "小云", "x")
    assert "临时居民身份证" in answer(own.library, asked, seen, START.date(), "zh").text
    file = tmp_path / "next.md"
    text = (GUIDES / "id_card.md").read_text("utf-8").replace("2026-1", "2026-2")
    file.write_text(text.replace("### 补领期间急用身份证怎么办？", "### 周日开门吗？"), "utf-8")
    own.library.add([file])
    assert "周日开门" not in answer(own.library, asked, seen, START.date(), "zh").text


def test_a_walk_goes_on_by_a_guide_that_was_removed(office: Office, own: App) -> None:
    for text in BEGIN:
        office.say(text)
    own.library.remove("T-GA-001")
    for asked in ("补办身份证多少钱？", "几天？", "要带什么"):
        told = texts(office.say(asked))
        assert "《居民身份证补领》的指南（版本 2026-1）已经撤下" in told, asked
        assert "0999-8123456" in told
    assert "《结婚登记》" in texts(office.say("结婚登记要带什么？"))
    assert "撤下" not in texts(office.say("养狗证在哪办？"))
    assert "40 元" in texts(office.say("没有"))
    office.say("退出")
    assert "T-GA-001" not in [guide.id for guide in own.library.guides()]
