"""The visit that the benchmark measures goes as walks go now."""

from __future__ import annotations

from pathlib import Path

from benchmarks.walk_steps.dialogue import SAID, Visits


def test_the_measured_visit_comes_to_its_end(tmp_path: Path) -> None:
    assert len(Visits(tmp_path).times(2)) == 2 * len(SAID)
