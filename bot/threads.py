"""Threads that can be left behind: one of them may wait for a language model."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Threads(ThreadPoolExecutor):
    """An executor that knows what is under way."""

    def __init__(self, most: int, name: str) -> None:
        super().__init__(most, name)
        self._under_way: set[Future[Any]] = set()

    def submit(
        self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        future = super().submit(work, *args, **kwargs)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def end(self, seconds: float) -> bool:
        """Take nothing more, and wait so long for what has begun; whether all of it ended."""
        self.shutdown(wait=False, cancel_futures=True)
        return not wait(list(self._under_way), seconds).not_done
