"""What to write instead of a setting that cannot be used, in Chinese and English."""

from __future__ import annotations

MENDS = {
    "locale": ("写 zh 或 en", "write zh or en"),
    "now": (
        "写成 2026-03-02T09:00:00+08:00 这样的时间",
        "write a time like 2026-03-02T09:00:00+08:00",
    ),
    "guide_years": ("写 1 到 50 的年数", "write a number of years from 1 to 50"),
    "hall_suggestions": ("写一个 0 到 20 的数", "write a number from 0 to 20"),
    "appointment_months": ("写 1 到 120 的月数", "write a number of months from 1 to 120"),
    "appointed_only": ("写 true 或 false", "write true or false"),
    **dict.fromkeys(
        ("llm_url", "embedder_url"), ("写成 http://host:port/v1", "write http://host:port/v1")
    ),
    **dict.fromkeys(
        ("telegram_api", "telegram_webhook"), ("写成 https://主机", "write https://host")
    ),
    "embedder_seconds": ("写 0 到 600 之间的秒数", "write seconds, more than 0, up to 600"),
    "llm_seconds": ("写 0 到 60 之间的秒数", "write seconds, more than 0, up to 60"),
    "follow_up_days": ("写 1 到 365 的天数", "write a number of days from 1 to 365"),
    **dict.fromkeys(
        ("remind_before", "remind_again"),
        (
            "写 0 到 60 的工作日数，0 就是不提醒",
            "write working days from 0 to 60; 0 switches it off",
        ),
    ),
    **dict.fromkeys(
        ("escalate_head", "escalate_lead"),
        (
            "写 0 到 250 的工作日数，0 就是不上报",
            "write working days from 0 to 250; 0 switches it off",
        ),
    ),
    "callback_reopen": ("写 at_once 或 proposed", "write at_once or proposed"),
    "callback_tries": ("写 1 到 20 的次数", "write a number of calls from 1 to 20"),
    "satisfied_from": ("写 3、4 或 5", "write 3, 4 or 5"),
    "small_number": ("写 1 到 100 的数", "write a number from 1 to 100"),
    "duty_weekday": ("写 1 到 7，1 是星期一；0 就是不提醒", "write 1 to 7; 1 is Monday, 0 never"),
    "sit_in_remind": (
        "写 0 到 60 的工作日数，0 就是不提醒",
        "write working days from 0 to 60; 0 switches it off",
    ),
    "pack_weekday": ("写 1 到 7，1 是星期一", "write 1 to 7; 1 is Monday"),
    "duty_hour": ("写 0 到 23 的钟点", "write an hour from 0 to 23"),
    "pack_hour": ("写 0 到 23 的钟点", "write an hour from 0 to 23"),
    "pack_moved": ("写 before、after 或 same", "write before, after or same"),
    "classes_alike": ("写 20 到 100 的整数", "write a whole number from 20 to 100"),
    "classes_least": ("写 2 到 1000 的整数", "write a whole number from 2 to 1000"),
    "progress_period": ("写 weekly 或 monthly", "write weekly or monthly"),
    "progress_day": (
        "写 1 到 31：每周的星期几（1 到 7），或每月的几号",
        "write 1 to 31: the day of the week (1 to 7) or of the month",
    ),
    "progress_hour": ("写 0 到 23 的钟点", "write an hour from 0 to 23"),
    "progress_kept": ("写 0 到 100 的数", "write a number from 0 to 100"),
    **dict.fromkeys(
        ("progress_moves", "progress_served"), ("写 true 或 false", "write true or false")
    ),
    "public_url": ("写成 https://主机", "write https://host"),
    "link_days": ("写 1 到 3650 的天数", "write a number of days from 1 to 3650"),
    "pack_zero": ("写 true 或 false", "write true or false"),
    "pack_photos": ("写 week 或 all", "write week or all"),
    "pack_zip_mb": ("写 1 到 2000 的兆数", "write megabytes from 1 to 2000"),
    "pack_overdue_days": (
        "写 0 到 30 的工作日数，0 就是不提醒",
        "write working days from 0 to 30; 0 switches it off",
    ),
    "staff_invite_days": ("写 1 到 365 的天数", "write a number of days from 1 to 365"),
    "nudge_hours": ("写 0 到 336 的小时数", "write hours from 0 to 336"),
    "signals_photo_percent": ("写 0 到 35 的整数", "write a whole number from 0 to 35"),
    **dict.fromkeys(
        (
            "signals_answer_seconds",
            "signals_walk_seconds",
            "signals_photo_hours",
            "signals_photo_km",
        ),
        ("写 0 或更大的数，0 就是不看这一项", "write 0 or more; 0 switches it off"),
    ),
    **dict.fromkeys(
        ("signals_text_chars", "signals_top_walks"),
        (
            "写 0 或更大的整数，0 就是不看这一项",
            "write a whole number, 0 or more; 0 switches it off",
        ),
    ),
    "help_phone": ("写 3 到 30 位的电话号码", "write a phone number of 3 to 30 digits"),
}
