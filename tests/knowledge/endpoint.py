"""An OpenAI-compatible endpoint on loopback that answers, or misbehaves, as a test tells it to."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Payload = dict[str, Any]


@dataclass
class Scripted:
    """What the endpoint does, and what it was asked."""

    act: Callable[[Handler, Payload], None] = lambda handler, asked: None
    asked: list[Payload] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    @property
    def told(self) -> str:
        """All that the last call held, as one text."""
        return "\n".join(str(message["content"]) for message in self.asked[-1]["messages"])


class Handler(BaseHTTPRequestHandler):
    """Reads one request and hands it to the script."""

    protocol_version = "HTTP/1.0"
    scripted: Scripted

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.scripted.asked.append(asked)
        self.scripted.headers.append({name.lower(): v for name, v in self.headers.items()})
        with suppress(OSError):  # the other side has given up, as it should
            self.scripted.act(self, asked)

    def send(self, body: Any, status: int = 200, *, pause: float = 0) -> None:
        """A JSON body; with a pause between its bytes it drips."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        if not pause:
            self.wfile.write(raw)
            return
        for byte in raw:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(pause)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is printed."""


def completion(content: Any, finish: str = "stop", **more: Any) -> Payload:
    """A chat completion with this text."""
    message = {"role": "assistant", "content": content, **more}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    made = {"id": "1", "object": "chat.completion", "created": 1, "model": "scripted"}
    return {**made, "choices": [choice], "usage": usage}


def saying(text: str) -> Callable[[Handler, Payload], None]:
    """Answers every call with this text."""
    return lambda handler, asked: handler.send(completion(text))


@contextmanager
def endpoint() -> Iterator[Scripted]:
    """A running endpoint; its `act` may be changed at any time."""
    scripted = Scripted()
    handler = type("Bound", (Handler,), {"scripted": scripted})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    scripted.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()


def hang_up(handler: Handler, _: Payload) -> None:
    """Closes the connection in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "1", ')
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
