"""Pages of the listener for people: one's own issues by a private link, and public progress.

Guards that a link which leads nowhere tells nothing of why, that guessing is slow, that nothing of
a private page is kept or passed on by a browser, and that of a folder only what was published in
it is shown.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from storage.exports.own_page import own_page, style_hash
from storage.private_links import OwnPages

if TYPE_CHECKING:
    from bot.app import App

MINE, PROGRESS = "/mine/{token}", "/progress"
GUESSES, WINDOW = 30, 60.0
"""Links that led nowhere, so many in so many seconds, from one address."""
ADDRESSES = 10_000
"""Addresses of which that is known; the oldest is forgotten."""
AT_ONCE = 4
"""Pages that are made at a time: the bots are served, too."""
_SAME = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
_NONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PUBLIC = {
    **_SAME,
    "Content-Security-Policy": f"{_NONE}; style-src 'self'; img-src 'self'",
    "Cache-Control": "public, max-age=300",
}
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What is shown of a folder; nothing else."""


@dataclass
class Guesses:
    """Who tried too many links that lead nowhere. `now` in seconds, any that only grow."""

    now: Callable[[], float]
    tried: dict[str, deque[float]] = field(default_factory=dict)

    def are_too_many(self, address: str) -> bool:
        """Whether this address has to wait."""
        times = self.tried.get(address)
        while times and times[0] <= self.now() - WINDOW:
            times.popleft()
        return times is not None and len(times) >= GUESSES

    def add(self, address: str) -> None:
        """One more that led nowhere."""
        if address not in self.tried and len(self.tried) >= ADDRESSES:
            self.tried.pop(next(iter(self.tried)))
        self.tried.setdefault(address, deque(maxlen=GUESSES)).append(self.now())


class PeoplesPages:
    """What is shown to people. `folder`: that of public progress, None where it is not served."""

    def __init__(
        self, own: OwnPages, find: Callable[[str], int | None], folder: Path | None
    ) -> None:
        self._own, self._find = own, find
        self._folder = None if folder is None else folder.absolute()
        self._making = asyncio.Semaphore(AT_ONCE)
        self._guesses = Guesses(asyncio.get_running_loop().time)

    @classmethod
    def of(cls, app: App) -> PeoplesPages:
        """As it is set."""
        own, settings = OwnPages(app.engine), app.settings
        folder = settings.progress_dir if settings.progress_served else None
        return cls(own, lambda token: own.person(token, app.clock()), folder)

    def put_on(self, app: web.Application) -> None:
        """Add the pages to the listener."""
        app.router.add_get(MINE, self._mine)
        if self._folder is not None:
            app.router.add_get(PROGRESS, self._to_index)
            app.router.add_get(PROGRESS + "/{path:.*}", self._progress)

    async def _mine(self, request: web.Request) -> web.Response:
        address = request.remote or ""
        if self._guesses.are_too_many(address):
            return _private(429, "too many requests", {"Retry-After": f"{WINDOW:.0f}"})
        async with self._making:
            page = await asyncio.to_thread(self._page, request.match_info["token"])
        if page is None:
            self._guesses.add(address)
            return _private(404, "链接无效或已过期 · This link leads nowhere (any more).")
        return _private(200, page)

    def _page(self, token: str) -> str | None:
        person = self._find(token)
        if person is None:
            return None
        is_english = self._own.locale(person) == "en"
        return own_page(self._own.issues(person), "en" if is_english else "zh")

    async def _to_index(self, _: web.Request) -> web.Response:
        return web.Response(status=308, headers={"Location": f"{PROGRESS}/", **_SAME})

    async def _progress(self, request: web.Request) -> web.StreamResponse:
        path = await asyncio.to_thread(self._published, request.match_info["path"])
        if path is None:
            return web.Response(status=404, text="not found\n", headers=_SAME)
        kind = TYPES[path.suffix]
        text = "" if path.suffix == ".xlsx" else "; charset=utf-8"
        return web.FileResponse(path, headers={**_PUBLIC, "Content-Type": f"{kind}{text}"})

    def _published(self, path: str) -> Path | None:
        """A published file; None for whatever else is asked for."""
        if self._folder is None or "\x00" in path:
            return None
        found = self._folder / (path if path and not path.endswith("/") else f"{path}index.html")
        try:
            real = found.resolve()
            is_ours = real.is_relative_to(self._folder.resolve()) and real.is_file()
        except (OSError, RuntimeError):  # a name that is too long, links in a circle
            return None
        return real if is_ours and real.suffix in TYPES else None


def _private(status: int, text: str, more: dict[str, str] | None = None) -> web.Response:
    headers = {
        **_SAME,
        "Content-Security-Policy": f"{_NONE}; style-src {style_hash()}",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        **(more or {}),
    }
    kind = "text/html" if status == 200 else "text/plain"
    return web.Response(
        status=status, text=text, content_type=kind, charset="utf-8", headers=headers
    )
