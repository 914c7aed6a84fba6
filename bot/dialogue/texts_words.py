"""What the bot says where words are wanted: edited texts, names, what was answered so far."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "nothing_yet": (
        "这一题还没有回答，没有可以删改的。",
        "This question has no answer yet, so there is nothing to take out.",
    ),
    "text_now": ("改好了，「{label}」现在是：“{text}”", "Done. “{label}” is now: “{text}”"),
    "text_now_points": (
        "改好了，「{label}」现在有 {count} 条：“{text}”",
        "Done. “{label}” now holds {count} points: “{text}”",
    ),
}
