"""How models behind OpenAI's interface are reached: bounded, and nobody else is told anything.

An endpoint may be broken, or somebody else's by now. So what it sends is counted while it comes,
and packed answers, of which a kilobyte may unpack to gigabytes, are not unpacked. It cannot send
what people asked on to another host by a redirect, nor have it traced by a service that a variable
of the environment names; and to an address of one's own nothing goes through a proxy of the
environment. Tracing is off whatever the provider; the rest is for `openai:`, whose client is ours.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import httpx2
from langsmith import tracing_context

from knowledge.endpoints import Endpoint

_ACCOUNT = ("OpenAI-Organization", "OpenAI-Project")
"""What the environment may hold of an account at OpenAI: no matter of an address of one's own."""


class Bounded(httpx2.SyncByteStream):
    """The bytes of an answer, until there are too many of them or they come too slowly."""

    def __init__(self, stream: httpx2.SyncByteStream, max_bytes: int, seconds: float) -> None:
        self._stream, self._max_bytes = stream, max_bytes
        self._ends = time.monotonic() + seconds

    def __iter__(self) -> Iterator[bytes]:
        """Raises: httpx2.ReadError: Where the bound is reached."""
        size = 0
        for part in self._stream:
            size += len(part)
            if size > self._max_bytes:
                raise httpx2.ReadError(f"more than {self._max_bytes} bytes")
            if time.monotonic() > self._ends:
                raise httpx2.ReadTimeout("it drips")
            yield part

    def close(self) -> None:
        """Gives the connection back."""
        self._stream.close()


@dataclass(frozen=True, slots=True)
class _Guard:
    """What is done to each request and each answer of an endpoint."""

    endpoint: Endpoint
    max_bytes: int

    def asks(self, request: httpx2.Request) -> None:
        request.headers["Accept-Encoding"] = "identity"
        for name in _ACCOUNT if self.endpoint.url else ():
            request.headers.pop(name, None)

    def answers(self, response: httpx2.Response) -> None:
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise httpx2.DecodingError("a packed answer, which was not asked for")
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = Bounded(response.stream, self.max_bytes, self.endpoint.seconds)


def client_for(endpoint: Endpoint, max_bytes: int) -> dict[str, Any]:
    """What langchain is given of it, beside `Endpoint.options`; nothing for other interfaces.

    Args:
        endpoint: The model; its `seconds` end an answer that drips.
        max_bytes: Longest answer that is read.
    """
    if not endpoint.model.startswith("openai:"):
        return {}
    guard = _Guard(endpoint, max_bytes)
    hooks: dict[str, list[Callable[..., None]]] = {
        "request": [guard.asks],
        "response": [guard.answers],
    }
    proxy = os.environ.get("OPENAI_PROXY") or None  # langchain's, which takes no client beside it
    # With a transport of its own a client asks the environment for certificates, not for proxies.
    way = {"transport": httpx2.HTTPTransport()} if endpoint.url else {"proxy": proxy}
    client = httpx2.Client(follow_redirects=False, event_hooks=hooks, **way)
    return {"http_client": client, "openai_proxy": ""}


def untraced() -> AbstractContextManager[None]:
    """A block whose calls langchain sends to no tracing service, whatever the environment says."""
    return tracing_context(enabled=False)
