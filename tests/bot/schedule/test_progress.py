"""The publication at its times: done once, in a process of its own, and tried again."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, prepare
from bot.schedule.progress import NotPublishedError, Publishing, progress_jobs, when_of
from bot.schedule.runner import Runner
from bot.schedule.times import Monthly, Weekly
from bot.settings import Settings
from storage.job_runs import JobRuns
from storage.packing import CHINA
from tests.bot.homes import START, settings_of


@pytest.mark.parametrize(
    ("now", "day", "due"),
    [
        ("2026-03-31T09:00", 31, "2026-03-31T09:00"),
        ("2026-03-31T08:59", 31, "2026-02-28T09:00"),
        ("2026-03-01T08:00", 1, "2026-02-01T09:00"),
        ("2026-01-04T10:00", 5, "2025-12-05T09:00"),
        ("2028-02-29T09:00", 30, "2028-02-29T09:00"),
    ],
)
def test_the_month_has_its_day(now: str, day: int, due: str) -> None:
    at, wanted = (datetime.fromisoformat(text).replace(tzinfo=CHINA) for text in (now, due))
    assert Monthly(day, 9).latest(at) == wanted


def test_without_a_period_or_a_folder_there_is_no_job(tmp_path: Path) -> None:
    plain = settings_of(tmp_path)
    assert progress_jobs(plain) == []
    assert progress_jobs(plain.model_copy(update={"progress_dir": tmp_path})) == []
    weekly = plain.model_copy(update={"progress_period": "weekly", "progress_day": 5})
    assert progress_jobs(weekly) == []
    assert when_of(weekly) == Weekly(5, 9, "same")
    assert when_of(plain.model_copy(update={"progress_period": "monthly"})) == Monthly(1, 9)


def set_up(app: App, folder: Path) -> Settings:
    more = {"progress_dir": folder, "progress_period": "weekly", "progress_day": 2}
    return app.settings.model_copy(update=more)


def test_it_is_published_once(own: App, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    (job,) = progress_jobs(set_up(own, folder))
    runner = Runner(JobRuns(own.engine), lambda: START)
    assert asyncio.run(runner.tick(job))
    assert (folder / "index.html").is_file()
    assert not asyncio.run(runner.tick(job))
    assert len(JobRuns(own.engine).all_done("progress")) == 1


def test_what_fails_is_tried_again(own: App, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "mine.txt").write_text("x", encoding="utf-8")
    (job,) = progress_jobs(set_up(own, folder))
    runner = Runner(JobRuns(own.engine), lambda: START)
    assert not asyncio.run(runner.tick(job))
    with pytest.raises(NotPublishedError):
        asyncio.run(Publishing(set_up(own, folder))(START))
    (folder / "mine.txt").unlink()
    assert asyncio.run(runner.tick(job))


def test_a_missed_one_is_made_up_for_only_so_long(own: App, tmp_path: Path) -> None:
    prepare(own.settings)
    (job,) = progress_jobs(set_up(own, tmp_path / "public"))
    runner = Runner(JobRuns(own.engine), lambda: START + timedelta(days=4))
    assert not asyncio.run(runner.tick(job))
