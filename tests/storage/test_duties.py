"""Rotations, sit-ins and campaigns come back as they were kept, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from flows.campaign import FiledPlan
from flows.rotation import Unit, rotate
from storage.campaigns import Campaigns
from storage.database import check
from storage.exports.files import ExportError
from storage.exports.sit_in_page import write_page
from storage.rotations import KeptRotation, Rotations
from storage.sit_ins import SitIn, SitIns
from tests.storage.support import NINE

DAY = date(2026, 3, 2)
ENTRY = SitIn(DAY, "医疗保障局", "林局长", "二楼8号窗口", "09:00", "11:30")


def test_the_tables_are_those_of_the_migration(engine: Engine) -> None:
    assert check(engine) == []


def test_a_rotation_is_kept_once_and_read_back_whole(engine: Engine) -> None:
    plan = rotate([Unit(name) for name in ("甲", "乙", "丙", "丁")], 2, seed=7)
    kept = KeptRotation("十一月", NINE, 7, True, plan)
    rotations = Rotations(engine)
    assert rotations.keep(kept)
    assert not rotations.keep(replace(kept, seed=8)), "a plan that is out is not changed"
    later = replace(kept, name="十二月", made=NINE + timedelta(days=30), apart=False)
    assert rotations.keep(later)
    assert rotations.names() == ["十二月", "十一月"]
    assert rotations.get("十一月") == kept
    assert rotations.get() == later
    assert rotations.get("一月") is None


def test_days_at_the_counter_are_listed_by_day_and_announced_once(engine: Engine) -> None:
    sit_ins = SitIns(engine)
    second = sit_ins.add(replace(ENTRY, day=DAY + timedelta(days=2)))
    first = sit_ins.add(ENTRY)
    assert [one.number for one in sit_ins.between()] == [first, second]
    assert sit_ins.between(until=DAY) == [replace(ENTRY, number=first)]
    sit_ins.announce([first], DAY - timedelta(days=5))
    sit_ins.announce([first, second], DAY - timedelta(days=1))
    announced = [one.announced for one in sit_ins.between()]
    assert announced == [DAY - timedelta(days=5), DAY - timedelta(days=1)]
    assert sit_ins.drop(first) == replace(ENTRY, number=first, announced=announced[0])
    assert sit_ins.drop(first) is None
    assert sit_ins.add(ENTRY) > second, "numbers of days that are gone are not given again"


def test_a_campaign_is_replaced_until_it_is_archived(engine: Engine) -> None:
    campaigns = Campaigns(engine)
    assert campaigns.set("走流程", "name: 走流程", NINE)
    assert campaigns.set("走流程", "name: 走流程\n", NINE + timedelta(hours=1))
    assert campaigns.archive("走流程", {"walks": 3}, NINE + timedelta(days=1))
    assert not campaigns.set("走流程", "name: 别的", NINE + timedelta(days=2))
    assert not campaigns.archive("走流程", {}, NINE + timedelta(days=2))
    (kept,) = campaigns.every()
    assert kept == campaigns.get("走流程")
    assert (kept.definition, kept.figures) == ("name: 走流程\n", {"walks": 3})
    assert campaigns.get("没有的") is None


def test_a_plan_is_reviewed_once_and_handed_in_again(engine: Engine) -> None:
    campaigns = Campaigns(engine)
    campaigns.set("走流程", "…", NINE)
    (kept,) = campaigns.every()
    first = FiledPlan("leader", DAY, "业务指导科", "方案.docx", "ab" * 32)
    campaigns.file_plan(kept.id, first)
    assert campaigns.review_plan(kept.id, "leader", "returned", DAY, "没有写时限")
    assert not campaigns.review_plan(kept.id, "leader", "passed", DAY, "")
    campaigns.file_plan(kept.id, replace(first, filed=DAY + timedelta(days=1)))
    returned, again = campaigns.plans(kept.id)
    assert returned == replace(first, state="returned", reviewed=DAY, reason="没有写时限")
    assert again.state == "filed"
    assert not campaigns.review_plan(kept.id, "open_day", "passed", DAY, "")


def test_a_page_is_replaced_until_somebody_changes_it(tmp_path: Path) -> None:
    page = tmp_path / "坐班公示.html"
    write_page([ENTRY], page, DAY)
    write_page([replace(ENTRY, head="<b>林</b>")], page, DAY)
    text = page.read_text("utf-8")
    assert "<td>&lt;b&gt;林&lt;/b&gt;</td>" in text
    page.write_text(text.replace("欢迎", "热烈欢迎"), encoding="utf-8")
    with pytest.raises(ExportError, match="有人改存过"):
        write_page([], page, DAY)
    assert "热烈欢迎" in page.read_text("utf-8")
