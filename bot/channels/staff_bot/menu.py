"""The commands that Telegram's apps offer in the staff's bot, by language."""

from __future__ import annotations

COMMANDS: dict[str, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("issues", "问题清单，如 /issues 医保局"),
        ("overdue", "超期的问题"),
        ("ledger", "整改台账（表格）"),
        ("help", "能问什么、能做什么"),
    ),
    "en": (
        ("issues", "Issues, such as /issues OFFICE"),
        ("overdue", "Overdue issues"),
        ("ledger", "The ledger as a workbook"),
        ("help", "What can be asked and done"),
    ),
}
