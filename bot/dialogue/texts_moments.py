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
    "moment_busy": (
        "您先办，回头接着说就行。",
        "Go ahead; just go on talking when you are done.",
    ),
}
