"""`walkalong import ledger` of a file, and how long its transaction kept other writers waiting."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.ledger.measured import tell
from bot import ledger_import
from bot.app import open_app
from bot.office_turns import office_turn
from bot.settings import load_settings


def main() -> None:
    """Import FILE into the ledger at HOME."""
    home, file = map(Path, sys.argv[1:])
    held = 0.0

    def timed(*told: Any) -> Any:
        nonlocal held
        began = time.perf_counter()
        made = office_turn(*told)
        held = time.perf_counter() - began
        return made

    setattr(ledger_import, "office_turn", timed)  # noqa: B010  # it is no part of what it exports
    with open_app(load_settings({"home": home})) as app:
        found = ledger_import.import_ledger(app, file, "导入人")
    done = len(found.rows) + found.settled
    tell({"done": done, "troubles": len(found.troubles), "held": held})


if __name__ == "__main__":
    main()
