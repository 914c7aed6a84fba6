"""A code signs one chat in, once; who is revoked is out at once."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text

from storage.staff_invites import StaffInvite, StaffInvites
from tests.storage.support import NINE

BOT = "staff_bot"


@pytest.fixture
def invites(engine: Engine) -> StaffInvites:
    return StaffInvites(engine)


def test_a_code_signs_a_chat_in_as_what_its_invite_says(invites: StaffInvites) -> None:
    code = invites.make("林工", "staff", "医疗保障局", NINE)
    assert invites.who(BOT, "7") is None
    assert invites.use(code, BOT, "7", NINE) == StaffInvite(
        1, "林工", "staff", "医疗保障局", NINE, NINE, BOT, "7"
    )
    assert invites.who(BOT, "7") == ("林工", "staff", "医疗保障局")
    assert invites.who(BOT, "8") is None
    assert invites.who("volunteer_bot", "7") is None


def test_a_code_is_used_once(invites: StaffInvites) -> None:
    code = invites.make("林工", "admin", "", NINE)
    assert invites.use(code, BOT, "7", NINE) is not None
    assert invites.use(code, BOT, "8", NINE) is None
    assert invites.use(code, "volunteer_bot", "7", NINE) is None
    assert invites.use(code, BOT, "7", NINE) is not None, "its own may come twice"
    assert invites.who(BOT, "8") is None


def test_a_code_that_nobody_used_in_time_signs_nobody_in(invites: StaffInvites) -> None:
    until = NINE + timedelta(days=7)
    used, unused = (invites.make("林工", "admin", "", NINE, until) for _ in range(2))
    assert invites.use(used, BOT, "7", until - timedelta(seconds=1)) is not None
    assert invites.use(unused, BOT, "8", until) is None
    later = until + timedelta(weeks=50)
    assert invites.use(used, BOT, "7", later) is not None, "who is signed in stays so"
    assert [one.is_late(later) for one in invites.list()] == [False, True]
    assert [one.is_late(NINE) for one in invites.list()] == [False, False]


@pytest.mark.parametrize("typed", ["", "abc", "\x00\ud800", "x" * 20_000, "' OR 1=1 --"])
def test_what_is_no_code_signs_nobody_in(invites: StaffInvites, typed: str) -> None:
    invites.make("林工", "staff", "医疗保障局", NINE)
    assert invites.use(typed, BOT, "7", NINE) is None
    assert invites.who(BOT, "7") is None


def test_a_code_may_be_typed_as_a_phone_types_it(invites: StaffInvites) -> None:
    code = invites.make("林工", "staff", "医疗保障局", NINE)
    assert invites.use(f" {code.capitalize()}\n", BOT, "7", NINE) is not None


def test_codes_cannot_be_guessed_and_are_not_kept(invites: StaffInvites, engine: Engine) -> None:
    codes = {invites.make("林工", "staff", "医疗保障局", NINE) for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 26 and code.isascii() and code.isalnum() for code in codes)
    with engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM staff_invite")).all())
    assert not any(code in rows for code in codes)


def test_who_is_revoked_is_out(invites: StaffInvites) -> None:
    used, unused = (invites.make("林工", "staff", "医疗保障局", NINE) for _ in range(2))
    invites.use(used, BOT, "7", NINE)
    assert [invites.revoke(id_, NINE) for id_ in (1, 2, 2, 3)] == [True, True, False, False]
    assert invites.who(BOT, "7") is None
    assert invites.use(used, BOT, "7", NINE) is None, "not even its own chat"
    assert invites.use(unused, BOT, "8", NINE) is None
    assert [one.revoked for one in invites.list()] == [NINE, NINE]


def test_a_later_invite_stands_for_the_earlier_one(invites: StaffInvites) -> None:
    first = invites.make("林工", "staff", "医疗保障局", NINE)
    second = invites.make("林工", "admin", "", NINE)
    invites.use(first, BOT, "7", NINE)
    invites.use(second, BOT, "7", NINE)
    assert invites.who(BOT, "7") == ("林工", "admin", "")
    invites.revoke(2, NINE)
    assert invites.who(BOT, "7") is None, "the earlier one does not come back"


def test_of_two_chats_at_once_one_is_signed_in(invites: StaffInvites) -> None:
    for _ in range(10):
        code = invites.make("林工", "staff", "医疗保障局", NINE)
        start, signed = Barrier(4), []

        def sign_in(chat: str) -> None:
            start.wait()  # noqa: B023  # joined within the round
            if invites.use(code, BOT, chat, NINE) is not None:  # noqa: B023
                signed.append(chat)  # noqa: B023

        threads = [Thread(target=sign_in, args=(str(n),)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(signed) == 1
