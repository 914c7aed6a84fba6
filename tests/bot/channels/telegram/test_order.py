"""Lanes, albums, pacing, group commits and logs, each by itself."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram import albums
from bot.channels.telegram.fetching import folder_in
from bot.channels.telegram.lanes import Lane, Lanes, Waiting
from bot.channels.telegram.logs import NAME, Lines
from bot.channels.telegram.pacing import Pace, Pacing
from bot.channels.telegram.receiving import id_of, lane_of
from bot.channels.telegram.together import Together
from storage.updates import UpdateRecord

AT = datetime(2026, 11, 24, tzinfo=UTC)
CHATS = "abc"


def record(number: int, lane: str = "a", album: str = "", late: float = 0.0) -> UpdateRecord:
    message = {"media_group_id": album} if album else {"text": "x"}
    at = AT + timedelta(seconds=late)
    return UpdateRecord("volunteer_bot", number, lane, {"message": message}, at)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(CHATS), max_size=30), st.randoms(use_true_random=False))
def test_what_waits_of_a_chat_is_handled_by_its_numbers(chats: list[str], dice: object) -> None:
    done: dict[str, list[int]] = {chat: [] for chat in CHATS}

    async def work(lane: Lane) -> None:
        one = lane.pop()
        await asyncio.sleep(0)
        done[one.record.lane].append(one.update_id)

    async def all_of_it() -> None:
        lanes = Lanes(work)
        records = [record(number, chat) for number, chat in enumerate(chats)]
        dice.shuffle(records)  # type: ignore[attr-defined]
        for each in records:
            lanes.put(each)
        await lanes.empty()

    asyncio.run(all_of_it())
    for chat, numbers in done.items():
        assert numbers == [n for n, name in enumerate(chats) if name == chat]


def taken(records: Sequence[UpdateRecord]) -> list[list[int]]:
    """What is handled together."""

    async def take() -> list[list[int]]:
        lane, found = Lane(), []
        for each in records:
            lane.put(Waiting(each.update_id, 0.0, each))
        while lane:
            found.append([one.update_id for one in await albums.next_of(lane)])
        return found

    return asyncio.run(take())


def test_pictures_of_an_album_are_taken_together() -> None:
    first, second = [record(n, album="x") for n in (1, 2)], [record(n, album="y") for n in (4, 5)]
    assert taken([*first, record(3), *second]) == [[1, 2], [3], [4, 5]]


def text(number: int, said: str, **about: object) -> UpdateRecord:
    message = {"text": said, "date": 5, **about}
    return UpdateRecord("volunteer_bot", number, "a", {"message": message}, AT)


def test_pieces_of_a_text_that_an_app_has_cut_are_taken_together() -> None:
    long = "长" * 4096
    assert taken([text(1, long), text(2, long), text(3, "完"), text(4, "再")]) == [[1, 2, 3], [4]]
    assert taken([text(1, "短"), text(2, "完")]) == [[1], [2]]
    assert taken([text(1, long), text(2, "后来", date=60)]) == [[1], [2]]
    assert taken([text(1, long), text(2, "转来", forward_origin={})]) == [[1], [2]]
    assert taken([text(1, long), record(2, album="x"), record(3, album="x")]) == [[1], [2, 3]]
    assert albums.joined([long, "完"]) == long + "完"
    assert albums.joined(["前 " * 1100, "", "后"]) == "前 " * 1100 + "\n后"


def test_a_press_that_overtook_a_picture_does_not_part_the_album() -> None:
    press = UpdateRecord("volunteer_bot", 9, "a", {"callback_query": {"data": "x"}}, AT)

    async def take() -> list[list[int]]:
        lane, found = Lane(), []
        for each in (record(1, album="x"), press):
            lane.put(Waiting(each.update_id, 0.0, each))
        late = Waiting(2, 0.0, record(2, album="x"))
        asyncio.get_running_loop().call_later(0.05, lane.put, late)
        while lane:
            found.append([one.update_id for one in await albums.next_of(lane)])
        return found

    assert asyncio.run(take()) == [[1, 2], [9]]


def test_a_chat_waits_after_a_burst_and_others_do_not() -> None:
    async def sent() -> list[float]:
        pacing = Pacing(Pace(per_second=1000, at_once=10, chat_per_second=20, chat_at_once=3))
        loop = asyncio.get_running_loop()
        began, times = loop.time(), []
        for chat in ("a", "a", "a", "b", "a"):
            await pacing.turn(chat)
            times.append(loop.time() - began)
        pacing.later("b", 0.2)
        await pacing.turn("b")
        return [*times, loop.time() - began]

    *burst, fourth, later = asyncio.run(sent())
    assert max(burst) < 0.045 <= fourth
    assert later >= fourth + 0.19


def test_what_arrives_late_does_not_come_together_with_what_follows() -> None:
    async def sent() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        pacing = Pacing(Pace(per_second=1, at_once=1, chat_per_second=100, chat_at_once=100))
        await pacing.turn("a")
        await asyncio.sleep(0.3)
        pacing.arrived("a")
        first = loop.time()
        await pacing.turn("b")
        pacing.arrived("b")
        await pacing.turn("c")  # two are taken within a second of their arriving, no third
        over_all = loop.time() - first
        slow = Pacing(Pace(per_second=1000, at_once=10, chat_per_second=5, chat_at_once=1))
        await slow.turn("a")
        await asyncio.sleep(0.3)
        slow.arrived("a")
        first = loop.time()
        await slow.turn("a")
        return over_all, loop.time() - first

    over_all, here = asyncio.run(sent())
    assert over_all >= 0.99
    assert here >= 0.19


def test_commits_that_come_together_are_one_and_failures_are_told_to_all() -> None:
    commits: list[list[int]] = []

    def commit(items: Sequence[int]) -> int:
        commits.append(list(items))
        if 13 in items:
            raise OSError("no room")
        return len(items)

    async def run() -> list[object]:
        with ThreadPoolExecutor(1) as threads:
            together = Together(commit, threads)
            good = await asyncio.gather(*(together.do([n]) for n in range(5)))
            bad = await asyncio.gather(together.do([13]), return_exceptions=True)
            return [*good, type(bad[0])]

    assert asyncio.run(run()) == [*[5] * 5, OSError]
    assert commits == [[0, 1, 2, 3, 4], [13]]


def test_an_update_names_its_chat_and_its_number() -> None:
    chat = {"chat": {"id": 7, "type": "private"}}
    assert lane_of({"update_id": 1, "message": chat}) == "7"
    assert lane_of({"update_id": 1, "callback_query": {"from": {"id": 9}, "message": chat}}) == "7"
    assert lane_of({"update_id": 1, "inline_query": {"from": {"id": 9}}}) == "9"
    assert lane_of({"update_id": 1, "of_next_year": 3}) == ""
    assert [id_of({"update_id": n}) for n in (5, True, "5", -1, 2**63)] == [5, *[None] * 4]


def test_logs_tell_no_words_of_an_error_and_no_token() -> None:
    try:
        raise ValueError("补办身份证 111:secret")
    except ValueError as error:
        about = (type(error), error, error.__traceback__)
    ours = logging.LogRecord(NAME, logging.ERROR, "x", 1, "not handled", (), about)
    ours.about = {"bot": "volunteer_bot", "what": "at 111:secret"}
    line = Lines(["111:secret"]).format(ours)
    assert json.loads(line)["error"] == "ValueError"
    assert json.loads(line)["bot"] == "volunteer_bot"
    assert "secret" not in line
    assert "身份证" not in line
    foreign = logging.LogRecord("aiogram", logging.ERROR, "x", 1, "said 补办", (), None)
    assert "补办" not in Lines([]).format(foreign)


def test_files_stay_where_a_thread_may_still_read_them(tmp_path: Path) -> None:
    with suppress(asyncio.CancelledError), folder_in(tmp_path) as stopped:
        raise asyncio.CancelledError
    with folder_in(tmp_path) as done:
        assert done.exists()
    assert (stopped.exists(), done.exists()) == (True, False)
