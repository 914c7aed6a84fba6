"""How public progress stands, for `walkalong doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.settings import Settings

SUBJECT = "Public progress"


def published(settings: Settings, say: Say) -> Iterator[Finding]:
    """Whether it is published at its times, and can be looked at where that is set."""
    folder, period = settings.progress_dir, settings.progress_period
    names = {"WALKALONG_PROGRESS_DIR": folder, "WALKALONG_PROGRESS_PERIOD": period}
    missing = [name for name, value in names.items() if value is None]
    if missing:
        told = "、".join(missing)
        by_hand = say(
            f"未设置 {told}，只手工发布", f"not set: {', '.join(missing)}; published by hand alone"
        )
        yield Finding("ok", SUBJECT, by_hand)
    if folder is not None:
        yield _last(settings, folder, say)
    if (settings.progress_served or settings.public_url) and not _listens(settings):
        told = say("没有监听，公开页面和私人链接打不开", "nothing listens: no page can be opened")
        yield Finding("warn", SUBJECT, told, say("设 WALKALONG_LISTEN", "set WALKALONG_LISTEN"))


def _listens(settings: Settings) -> bool:
    return settings.listen is not None or settings.telegram_webhook is not None


def _last(settings: Settings, folder: Path, say: Say) -> Finding:
    """When it was published last, against when it was due last."""
    from bot.app import clock_of
    from bot.schedule.progress import LATE, when_of

    at, now = _published_at(folder), clock_of(settings)()
    when = when_of(settings)
    due = when.latest(now) if when is not None else None
    mend = say.run("progress publish")
    if at is None:
        told = say(f"{folder}：还没有发布过", f"{folder}: not published yet")
        return Finding("warn", SUBJECT, told, mend)
    told = say(f"{folder}，上次发布 {at:%Y-%m-%d %H:%M}", f"{folder}, last {at:%Y-%m-%d %H:%M}")
    if due is not None and at < due and now - due > LATE:
        return Finding("warn", SUBJECT, say(f"{told}，已误期", f"{told}, overdue"), mend)
    return Finding("ok", SUBJECT, told)


def _published_at(folder: Path) -> datetime | None:
    from datetime import datetime

    from storage.exports.swapped import MARK

    try:
        return datetime.fromisoformat((folder / MARK).read_text("utf-8").strip())
    except (OSError, ValueError):
        return None
