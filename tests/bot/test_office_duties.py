"""What people walk is what duties, rotations, scores and figures count, end to end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.campaigns import figures_of, progress_of, set_campaign
from bot.duties import heads_board, window_targets
from bot.figures import samples_of
from bot.office_files import keep_units, units_in
from bot.office_folder import DUTIES, FOLDER, SCORES, propose
from bot.rotations import checks_of, pairings
from bot.scores import scores_of
from bot.sit_ins import NoSitInError, enter, listed, make_public
from flows.duties import due_this_week
from flows.rotation import rotate
from storage.campaigns import Campaigns
from storage.rotations import KeptRotation
from tests.bot.homes import START
from tests.bot.talking import ACCOMPANIED, LEADER, PEER_CHECK, say

TODAY = START.date()
POLICE, INSURANCE, TOWN = "云溪市公安局", "云溪市医疗保障局", "城东镇便民服务中心"
HOUR = timedelta(hours=1)


@pytest.fixture
def app(own: App, tmp_path: Path) -> App:
    """An office with its units and their heads."""
    table = tmp_path / "units.csv"
    table.write_text(
        f"单位,主要负责人,窗口负责人\n{POLICE},王局,张主任\n{INSURANCE},林局,\n{TOWN},赵镇长,\n",
        encoding="gb18030",
    )
    keep_units(own.settings.home, units_in(table))
    return own


def change(app: App, name: str, old: str, new: str) -> None:
    """The office edits one of its files."""
    propose(app.settings.home, name)
    path = app.settings.home / FOLDER / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def peer_check(checked: str, *, counts: str = "同意", register: str = "都登记") -> str:
    return PEER_CHECK.format(checked=checked, score=92, counts=counts, register=register)


def test_a_head_who_sat_at_the_counter_is_green_and_reminded_no_more(app: App) -> None:
    assert [line.unit for line in due_this_week(heads_board(app, TODAY, TODAY).lines, TODAY)] == [
        POLICE,
        INSURANCE,
        TOWN,
    ]
    say(app, LEADER, chat="王局", department="市公安局")
    say(app, LEADER, chat="科长", department=INSURANCE)
    found = heads_board(app, TODAY, TODAY)
    police, insurance, _ = (line.cells[0] for line in found.lines)
    assert (police.colour, police.walks) == ("green", (1,))
    assert (insurance.colour, insurance.others) == ("open", (2,)), "the head it was not"
    late = due_this_week(heads_board(app, TODAY, TODAY).lines, TODAY)
    assert [line.unit for line in late] == [INSURANCE, TOWN]
    assert found.reminder(late, "zh").endswith(
        f"还没有走的：{INSURANCE}（林局）、{TOWN}（赵镇长）。请安排时间。"
    )
    assert f"{INSURANCE}（林局）" in found.reminder(late, "en")
    assert "没有欠" in found.reminder((), "zh")


def test_a_head_of_a_window_has_walked_so_often_this_month(app: App) -> None:
    say(app, ACCOMPANIED.format(minutes=30), chat="张主任", department=POLICE)
    first, _, (target,) = window_targets(app, TODAY)
    assert first == TODAY.replace(day=1)
    assert (target.person, target.walks, target.owed) == ("张主任", (1,), None)
    change(app, DUTIES, "per: 月\n  times:", "per: 月\n  times: 4")
    _, _, (target,) = window_targets(app, TODAY)
    assert target.missing == 3


def test_a_check_that_was_walked_marks_its_pairing_once(app: App) -> None:
    units = [unit.unit for unit in units_in(app.settings.home / FOLDER / "units.csv")]
    kept = KeptRotation("互查", START, 0, False, rotate(units, 4))
    assert kept.plan.fresh == 2, "three units have two rounds; then pairs come again"
    checker, checked = POLICE, kept.plan.rounds[0][POLICE]
    say(app, peer_check(checked, register="都不登记"), chat="老王", department=checker)
    say(app, peer_check(checked), chat="老王", department=checker, at=START + HOUR)
    done = [one for one in pairings(kept, checks_of(app, kept)) if one.walk is not None]
    assert [(one.round, one.checker, one.checked, one.walk) for one in done] == [
        (1, checker, checked, 1),
        (3, checker, checked, 2),
    ]
    later = KeptRotation("下一份", START + 3 * HOUR, 0, False, kept.plan)
    assert checks_of(app, later) == [], "what was walked before the plan is none of it"


def test_only_checks_that_may_count_are_scored_and_each_point_has_its_issue(app: App) -> None:
    say(app, peer_check("公安局户政窗口"), chat="老王", department=INSURANCE)
    say(app, peer_check(TOWN, counts="不同意"), chat="小云", department=INSURANCE)
    say(
        app,
        peer_check(TOWN, register="匿名登记"),
        chat="小云",
        department=INSURANCE,
        at=START + HOUR,
    )
    unverified = scores_of(app, "hall")
    assert all(not score.deductions for score in unverified.found), "nobody found them true yet"
    change(app, SCORES, "unverified: false", "unverified: true")
    made = scores_of(app, "hall")
    assert (made.walks, made.refused, made.anonymous) == (2, 1, 1)
    town, police = made.found
    assert (town.name, town.total, town.deductions) == (TOWN, 100, ())
    (taken,) = police.deductions
    assert (police.name, police.total, police.given) == (POLICE, 92, (92,))
    assert (taken.indicator, taken.points, taken.issue, taken.walk) == (
        "流程通畅", 8, "WT-2026-0001", 1,
    )  # fmt: skip
    assert scores_of(app, "hall", since=TODAY + timedelta(days=1)).found == ()
    assert scores_of(app, "person").found == (), "nobody answers for its mending yet"


def test_a_sit_in_is_on_a_working_day_and_its_walk_is_found(app: App, tmp_path: Path) -> None:
    with pytest.raises(NoSitInError, match=r"no working day .* the next one is 2026-11-30"):
        enter(app, TODAY + timedelta(days=4), POLICE, "", "", "", "")
    with pytest.raises(NoSitInError, match="are no hours"):
        enter(app, TODAY, POLICE, "", "", "11:00", "9:00")
    with pytest.raises(NoSitInError, match="Nobody is named for '文旅局'"):
        enter(app, TODAY, "文旅局", "", "", "", "")
    change(app, DUTIES, "notice_days:", "notice_days: 5")
    number, doubts = enter(app, TODAY, "公安局", "", "8号窗口", "9:00", "11:30")
    assert "最迟是 2026-11-19" in doubts[0][0]
    far, doubts = enter(app, TODAY + timedelta(days=20), "文旅局", "钱局", "", "", "")
    assert [zh for zh, _ in doubts] == ["单位表里没有“文旅局”。", "请在 2026-12-09 前公示。"]
    say(app, LEADER, chat="王局", department=POLICE)
    page = tmp_path / "page.html"
    public, notice = make_public(app, page, None)
    assert [(one.entry.number, one.short, one.walks) for one in public] == [
        (number, 5, (1,)),
        (far, 0, ()),
    ]
    assert notice == 5
    assert "<td>王局</td><td>8号窗口</td>" in page.read_text("utf-8")
    found, _ = listed(app, TODAY, TODAY)
    assert [one.entry.announced for one in found] == [TODAY]


def test_a_campaign_counts_what_was_walked_in_its_days(app: App, tmp_path: Path) -> None:
    say(app, LEADER, chat="王局", department=POLICE)
    say(app, peer_check(TOWN), chat="老王", department=INSURANCE)
    file = tmp_path / "campaign.yaml"
    file.write_text("{name: 走流程, begins: 2026-11-01, ends: 2026-12-31}", "utf-8")
    assert set_campaign(app, file) is not None
    (kept,) = Campaigns(app.engine).every()
    campaign = set_campaign(app, file)
    assert campaign is not None
    made = progress_of(app, kept, campaign)
    assert made.figures["walks"] == {"leader": 1, "peer_check": 1}
    assert (made.figures["walkers"], made.figures["issues"], made.figures["mended"]) == (2, 1, 0)
    assert made.year_before["walks"] == {}
    assert made.year_before["until"] == "2025-11-24"
    yesterday = TODAY - timedelta(days=1)
    assert figures_of(app, yesterday, yesterday).walks == {}


def test_a_service_tells_minutes_visits_and_papers_of_its_guide(app: App) -> None:
    say(app, ACCOMPANIED.format(minutes=30), chat="张主任", department=POLICE)
    say(app, LEADER, chat="王局", department=POLICE)
    (sample,) = samples_of(app)
    assert (sample.item, sample.day) == ("居民身份证补领", TODAY)
    assert sample.values == {"minutes": 40, "visits": 1, "materials": 2}
    assert samples_of(app, "结婚") == ()
