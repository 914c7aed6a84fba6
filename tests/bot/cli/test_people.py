"""`walkalong people`: what an office decides at the command line is what the talk knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import Settings
from storage.turns import NewMessage, PersonHint
from storage.volunteers import people_of
from tests.bot.cli.conftest import NOW, Walkalong

PROFILE = {
    "kind": "congress", "age_band": "a45_59", "sector": "education", "route": "recommended",
    "unit": "云溪市餐饮行业协会", "times": "weekend,evening",
}  # fmt: skip


@pytest.fixture
def applied(home: Path, walkalong: Walkalong) -> Walkalong:
    """A home in which 小云 has applied, number 1."""
    with open_app(Settings(home=home, embedder="none", now=NOW)) as app:  # type: ignore[arg-type]
        new = NewMessage("terminal", "小云", "m1", "你好", app.clock(), PersonHint("小云"))
        with app.store.turn(new, expect_version=0) as turn:
            person = turn.person.id
        with people_of(app.engine, app.clock()) as people:
            people.apply(person, PROFILE)
    return walkalong


def test_an_application_is_listed_decided_and_shown(applied: Walkalong) -> None:
    listed = json.loads(applied("people", "list", "--standing", "waiting", "--json").out)
    assert [(one["number"], one["person"], one["kind"]) for one in listed] == [
        (1, "小云", "congress")
    ]
    done = applied("people", "approve", "1", "--until", "2027-05-31")
    assert (done.code, done.out) == (0, "1 小云：在任，到 2027-05-31\n")
    assert applied("people", "list", "--standing", "waiting").out == "没有符合条件的人。\n"
    renewed = applied("people", "renew", "1", "--until", "2028-05-31")
    assert "到 2028-05-31" in renewed.out
    shown = json.loads(applied("people", "show", "1", "--json").out)
    assert [(t["begins"], t["ends"]) for t in shown["terms"]] == [
        ("2026-06-01", "2027-05-31"),
        ("2027-06-01", "2028-05-31"),
    ]
    told = applied("people", "show", "1").out
    assert "单位推荐（云溪市餐饮行业协会）" in told
    assert "还没有练习" in told
    assert "已解聘" in applied("people", "release", "1", "--reason", "长期不来").out
    assert "原因：长期不来" in applied("people", "show", "1").out
    assert "released" in applied("--locale", "en", "people", "list").out


def test_a_term_that_is_not_set_is_said_aloud(
    applied: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = applied("people", "approve", "1")
    assert done.code == 0
    assert "WALKALONG_APPOINTMENT_MONTHS" in done.err


@pytest.mark.parametrize(
    ("said", "ends"),
    [("到明年年底", "2027-12-31"), ("一年", "2027-05-31"), ("至2027年11月30日", "2027-11-30")],
)
def test_a_term_ends_in_the_words_of_chat(applied: Walkalong, said: str, ends: str) -> None:
    assert ends in applied("people", "approve", "1", "--until", said).out


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("show", "9"), 1, "没有 9 号报名"),
        (("approve", "9"), 1, "没有 9 号报名"),
        (("renew", "1"), 1, "“待审”"),
        (("approve", "1", "--until", "2026-06-01"), 2, "任期从 2026-06-01 算起"),
        (("approve", "1", "--until", "明年"), 2, "请写全"),
        (("approve", "1", "--until", "随便"), 2, "--until 要写那以后的日期或时长"),
        (("decline", "1", "--reason", " "), 2, "--reason 不能是空的"),
        (("approve", "99999999999"), 2, "NUMBER"),
        (("show", "-1"), 2, "-1"),
        (("decline", "1"), 2, "--reason"),
        (("invite", "--route", "路过"), 2, "定向邀约 (invited)"),
    ],
)
def test_what_cannot_be_done_says_why(
    applied: Walkalong, args: tuple[str, ...], code: int, told: str
) -> None:
    done = applied("people", *args)
    assert (done.code, told in done.err) == (code, True), done.err


def test_an_invitation_is_a_code_to_apply_with(applied: Walkalong) -> None:
    made = json.loads(
        applied("people", "invite", "--route", "定向邀约", "--note", "餐饮", "--json").out
    )
    assert made["route"] == "invited" and len(made["code"]) == 8
    assert applied("people", "invite").out.startswith("报名 ")
    listed = json.loads(applied("people", "invitations", "--json").out)
    assert (listed[0]["code"], listed[0]["used"]) == (made["code"], None)
    assert "还没有用" in applied("people", "invitations").out


def test_coverage_says_who_is_missing_whatever_the_language(applied: Walkalong) -> None:
    applied("people", "approve", "1")
    out = [applied("--locale", loc, "people", "coverage", "--json").out for loc in ("zh", "en")]
    assert out[0] == out[1]
    found = json.loads(out[0])
    assert found["serving"] == 1
    assert found["counts"]["kind"]["congress"] == 1
    assert found["counts"]["kind"]["public"] == 0
    assert found["cross"] == [
        {"kind": "congress", "age_band": "a45_59", "sector": "education", "count": 1}
    ]
    told = applied("people", "coverage").out
    missing = told.rpartition("还没有人：")[2]
    assert "群众代表" in missing
    assert "人大代表" not in missing


def test_what_waits_is_told_where_an_office_looks(applied: Walkalong) -> None:
    assert "待审 1 份；通过：walkalong people approve 1" in applied("people", "list").out
    assert "1 份报名等着审" in applied("doctor").out
    applied("people", "approve", "1")
    assert "待审" not in applied("people", "list").out
    assert "没有等着审的" in applied("doctor").out
