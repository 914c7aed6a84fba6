"""`walkalong measures`: the register of measures and mechanisms (R76, R82)."""

from __future__ import annotations

from bot.cli.register_commands import of_register

command = of_register(
    "measures",
    """制度清单 · Rules, standards, measures and policies, and the issues they came of.

    \b
    Example:
      walkalong measures add --kind 制度 --title 午间值班制度 --document 云政服〔2026〕3号
      walkalong measures link ZD-0001 --issue WT-2026-0001
    """,
)
