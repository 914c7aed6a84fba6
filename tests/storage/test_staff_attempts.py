"""Wrong codes are counted for each chat, over restarts, and slowed down."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine

from storage.staff_attempts import FORGOTTEN, FREE, LONGEST, StaffAttempts
from tests.storage.support import NINE

BOT = "staff_bot"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def attempts(engine: Engine) -> StaffAttempts:
    return StaffAttempts(engine)


def test_a_few_wrong_codes_cost_nothing(attempts: StaffAttempts) -> None:
    assert [attempts.wrong(BOT, "7", NINE) for _ in range(FREE)] == [None] * FREE
    assert attempts.wait(BOT, "7", NINE) is None


def test_each_further_one_waits_twice_as_long_up_to_the_longest(
    engine: Engine, attempts: StaffAttempts
) -> None:
    for _ in range(FREE):
        attempts.wrong(BOT, "7", NINE)
    waits = [(attempts.wrong(BOT, "7", NINE) or NINE) - NINE for _ in range(8)]
    assert waits[:3] == [MINUTE, 2 * MINUTE, 4 * MINUTE]
    assert waits[-1] == LONGEST
    again = StaffAttempts(engine)
    assert again.wait(BOT, "7", NINE + LONGEST - MINUTE) == NINE + LONGEST
    assert again.wait(BOT, "7", NINE + LONGEST) is None
    assert again.wait(BOT, "8", NINE) is None, "another chat's wrong codes are not one's own"


def test_counting_begins_anew_once_signed_in_and_after_a_day(attempts: StaffAttempts) -> None:
    for _ in range(FREE + 1):
        attempts.wrong(BOT, "7", NINE)
    later = NINE + FORGOTTEN + MINUTE
    assert attempts.wrong(BOT, "7", later) is None
    for _ in range(FREE):
        attempts.wrong(BOT, "7", later)
    attempts.forget(BOT, "7")
    assert attempts.wait(BOT, "7", later) is None
    assert attempts.wrong(BOT, "7", later) is None


def test_wrong_codes_at_the_same_moment_are_all_counted(attempts: StaffAttempts) -> None:
    tries = [Thread(target=attempts.wrong, args=(BOT, "7", NINE)) for _ in range(FREE + 1)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert attempts.wait(BOT, "7", NINE) == NINE + MINUTE
