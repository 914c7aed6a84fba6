"""What the bot says when it asks again, with examples by type: Chinese first, English second."""

from __future__ import annotations

ASKING: dict[str, tuple[str, str]] = {
    "unknown_command": (
        "没有“{text}”这个命令。要看能说什么，回复“帮助”。",
        "There is no command “{text}”. Say “help” to see what there is.",
    ),
    "wordless": (
        "这一题还等您说一句。{example}",
        "This question still waits for your words. {example}",
    ),
    "example_other": (
        "{first}都对不上，就选“{label}”。",
        "{first} If none fits, choose “{label}”.",
    ),
    "example_integer": ("说一个整数就行，比如“3”。", "A whole number will do, e.g. “3”."),
    "example_decimal": ("说一个数就行，比如“2.5”。", "A number will do, e.g. “2.5”."),
    "example_minutes": ("比如“20分钟”“半小时”。", "E.g. “20 minutes”, “half an hour”."),
    "example_date": ("说日期就行，比如“11月3日”“昨天”。", "A day, e.g. “2026-11-03”, “yesterday”."),
    "example_time": ("说时间就行，比如“下午两点半”。", "A time of day, e.g. “14:30”."),
    "example_date_time": (
        "说日期和时间，比如“昨天下午两点半”“11月3日14:30”。",
        "A day and a time, e.g. “2026-11-03 14:30”.",
    ),
    "example_geopoint": (
        "发位置，或者说经纬度，比如“北纬23.1 东经113.3”。",
        "Send a location, or say where it is: “23.1 N 113.3 E”.",
    ),
    "example_image": ("直接发照片或截图就行。", "Just send a photo or screenshot."),
    "example_audio": ("直接发一条语音就行。", "Just send a voice message."),
    "example_video": ("直接发一段视频就行。", "Just send a video."),
    "example_file": ("直接发文件就行。", "Just send the file."),
    "here": ("在的。", "I am here."),
    "give_up_sure": (
        "那就放弃刚才那一次，重新开始？",
        "Give that one up, then, and start anew?",
    ),
}
