"""`walkalong people invite --role staff`, `staff` and `revoke`: who may use the staff's bot."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from bot.app import open_app
from bot.settings import load_settings
from storage.staff_invites import StaffInvites
from tests.bot.cli.conftest import NOW, Walkalong

LIN = ("--name", "林工", "--department", "医疗保障局")


def sign_in(code: str) -> tuple[str, str, str] | None:
    with open_app(load_settings()) as app:
        invites = StaffInvites(app.engine)
        invites.use(code, "staff_bot", "77", datetime.fromisoformat(NOW))
        return invites.who("staff_bot", "77")


def test_a_code_is_told_once_and_signs_one_person_in(walkalong: Walkalong) -> None:
    made = walkalong("people", "invite", "--role", "staff", *LIN)
    assert made.code == 0
    code = made.out.removeprefix("/start ").strip()
    assert "只能用一次" in made.err
    assert "还没有用" in walkalong("people", "staff").out
    assert sign_in(code) == ("林工", "staff", "医疗保障局")
    assert "2026-06-01 登录" in walkalong("people", "staff").out
    told = walkalong("people", "staff", "--json").out
    assert code not in told
    assert (json.loads(told)[0]["chat"], json.loads(told)[0]["role"]) == ("77", "staff")


def test_the_head_of_a_department_is_told_apart(walkalong: Walkalong) -> None:
    made = walkalong("people", "invite", "--role", "staff", "--head", "--json", *LIN)
    assert json.loads(made.out)["head"] is True
    assert "林工  部门负责人  医疗保障局" in walkalong("people", "staff").out
    assert json.loads(walkalong("people", "staff", "--json").out)[0]["head"] is True
    for role in ("admin", "volunteer"):
        refused = walkalong("people", "invite", "--role", role, "--head", "--name", "王姐")
        assert (refused.code, "--head 要和 --role staff 一起用" in refused.err) == (2, True)


def test_who_is_revoked_is_out(walkalong: Walkalong) -> None:
    made = json.loads(
        walkalong("people", "invite", "--role", "admin", "--name", "王姐", "--json").out
    )
    about = {
        "role": "admin",
        "name": "王姐",
        "department": "",
        "head": False,
        "until": "2026-06-08T09:00:00+08:00",
    }
    assert made == {"code": made["code"], **about}
    assert sign_in(made["code"]) == ("王姐", "admin", "")
    assert walkalong("people", "revoke", "1").out == "1 号作废了。\n"
    assert sign_in(made["code"]) is None
    assert "作废" in walkalong("people", "staff").out
    again = walkalong("people", "revoke", "1")
    assert (again.code, "没有 1 号，或已经作废" in again.err) == (1, True)


def test_a_code_that_nobody_used_goes_out(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_STAFF_INVITE_DAYS", "2")
    made = walkalong("people", "invite", "--role", "staff", *LIN)
    assert "2026-06-03 09:00 前" in made.err
    english = walkalong("--locale", "en", "people", "invite", "--role", "staff", *LIN)
    assert "until 2026-06-03 09:00" in english.err
    monkeypatch.setenv("WALKALONG_NOW", "2026-06-04T09:00:00+08:00")
    assert "2026-06-03 过期" in walkalong("people", "staff").out
    assert "expired 2026-06-03" in walkalong("--locale", "en", "people", "staff").out


def test_where_nobody_was_invited_that_is_said(walkalong: Walkalong) -> None:
    assert walkalong("--locale", "en", "people", "staff").out == "No staff was invited yet.\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--role", "staff"), "--name、--department"),
        (("--role", "staff", "--name", "林工", "--department", " "), "--department"),
        (("--role", "admin"), "--name"),
        (("--role", "admin", "--name", "长" * 101), "最多 100 个字"),
        (("--name", "林工"), "--role staff"),
        (("--role", "boss"), "'boss'"),
    ],
)
def test_what_cannot_be_made_says_why(
    walkalong: Walkalong, args: tuple[str, ...], told: str
) -> None:
    done = walkalong("people", "invite", *args)
    assert (done.code, told in done.err) == (2, True), done.err
    assert walkalong("people", "staff", "--json").out == "[]\n"
