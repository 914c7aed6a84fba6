"""What was due is done once, and what was begun and not done is begun again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from storage.job_runs import JobRuns
from tests.storage.support import NINE


def test_a_run_is_to_be_done_until_it_is_done(engine: Engine) -> None:
    runs = JobRuns(engine)
    assert runs.begin("pack", NINE)
    assert JobRuns(engine).begin("pack", NINE), "it was begun, and the process ended"
    runs.done("pack", NINE, NINE + timedelta(minutes=1))
    assert not JobRuns(engine).begin("pack", NINE)
    assert runs.begin("pack", NINE + timedelta(weeks=1))
    assert runs.begin("digest", NINE)
    assert runs.all_done("pack") == [NINE + timedelta(minutes=1)]
    assert runs.all_done("digest") == []
