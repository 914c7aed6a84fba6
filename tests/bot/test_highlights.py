"""What was praised in a walk becomes a highlight that names nobody, and goes with the walk."""

from __future__ import annotations

from datetime import timedelta

from bot.app import App
from bot.highlights import cases_of, enter_praised, praised, praised_in
from bot.must_walk import coverage_of, mark_one
from flows.must_walk import MustWalk
from storage.exports.case_text import case_text
from storage.registers import Registers
from tests.bot.homes import START
from tests.bot.talking import ACCOMPANIED, say

PRAISED = ACCOMPANIED.replace("都顺利", "有好做法").replace(
    "都满意\n确认", "都满意\n窗口主动帮忙复印材料\n确认"
)


def test_what_was_praised_becomes_a_highlight_without_a_name(own: App) -> None:
    say(own, PRAISED.format(minutes=30), chat="张某某", department="云溪市公安局")
    (found,) = praised(own, 9)
    assert (found.walk, found.text) == (1, "窗口主动帮忙复印材料")
    assert praised_in(own, 2) is None
    number = enter_praised(own, found, "", by="林")
    assert praised(own, 9) == [], "it is taken"
    (case,) = cases_of(own, None)
    told = case_text(case)
    assert told.startswith(f"窗口主动帮忙复印材料（{number}）")
    assert "张某某" not in told
    assert cases_of(own, 9) == []
    later = START + timedelta(hours=2)
    say(own, "撤回 1\n确定撤回", chat="张某某", department="云溪市公安局", at=later)
    left = [one.fields for one in Registers(own.engine).entries("highlights", removed=True)]
    assert left == [{}], "a walk that is taken back takes its words along"


def test_a_walk_covers_the_service_that_must_be_walked(own: App) -> None:
    guide = next(one for one in own.library.guides() if one.name == "居民身份证补领")
    assert isinstance(mark_one(own, guide.id, {}, by="林"), MustWalk)
    assert coverage_of(own).whole.walked == 0
    say(own, ACCOMPANIED.format(minutes=30), chat="张某某", department="云溪市公安局")
    found = coverage_of(own, department="公安")
    assert [(one.name, one.percent) for one in found.departments] == [("云溪市公安局", 100)]
    (visit,) = found.services[0].visits
    assert (visit.walk, visit.person) == (1, "张某某")
