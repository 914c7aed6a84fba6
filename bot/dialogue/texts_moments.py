"""What the bot says of moments that it keeps, and of the guide's words beside a problem."""

from __future__ import annotations

MOMENTS: dict[str, tuple[str, str]] = {
    "of_version": ("{name}（{version} 版）", "{name} (version {version})"),
    "moment": ("记下了：{time} {what}。", "Noted: {what} at {time}."),
    "moment_follows": (
        "记下了：{time} {what}（{follows}）。",
        "Noted: {what} at {time} ({follows}).",
    ),
    "moment_again": (
        "记下了：{time} {what}，原来记的是 {was}。",
        "Noted: {what} at {time}; it was {was} before.",
    ),
    "moment_round": (
        "记下了：{time} 又{what}。前面已经排了 {minutes} 分钟，会一起算。",
        "Noted: {what} again at {time}. The {minutes} minutes before it are counted, too.",
    ),
    "by_clock": ("{value}（按说的时刻算的）", "{value} (by the times that were told)"),
    "moment_busy": (
        "您先办，回头接着说就行。",
        "Go ahead; just go on talking when you are done.",
    ),
}
