"""What `walkalong serve` does before it serves."""

from __future__ import annotations

import gc

from bot.app import App
from bot.cli.serve import settle


def test_what_stays_is_not_looked_through_with_every_collection(own: App) -> None:
    try:
        settle(own)
        assert gc.get_freeze_count() > 10_000
        assert not any(item is own for item in gc.get_objects())
    finally:
        gc.unfreeze()
