"""The commands that Telegram's apps offer in the staff's bot, by language."""

from __future__ import annotations

COMMANDS: dict[str, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("help", "能问什么、能做什么"),
        ("menu", "菜单"),
        ("stop", "退出登录"),
    ),
    "en": (
        ("help", "What can be asked and done"),
        ("menu", "The menu"),
        ("stop", "Sign out"),
    ),
}
