"""The words by which people ask for what is still to be followed up after their walks."""

from __future__ import annotations

CORE = {"tracking": "我的跟踪|follow-ups"}
"""The taught words, as `bot.dialogue.commands` has its own."""
SPOKEN = {
    "tracking": "待办|我的待办|跟踪|跟踪事项|我要跟踪|待办事项|还有什么要跟踪|有什么待办|"
    "我的跟踪事项|my follow-ups|my follow ups|follow ups|followups|what is due|anything due"
}
"""What people say instead."""
