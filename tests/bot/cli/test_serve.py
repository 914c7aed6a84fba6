"""What `walkalong serve` does before it serves."""

from __future__ import annotations

import gc

from bot.app import App
from bot.settling import settle


def test_what_stays_is_not_looked_through_with_every_collection(own: App) -> None:
    before = gc.get_threshold()
    try:
        settle()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] > before[0]
        assert not any(item is own for item in gc.get_objects())
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
