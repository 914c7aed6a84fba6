"""A bot of no framework: single calls, for what a framework would hide."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from tests.telegram_sim.people import Telegram
from tests.telegram_sim.seen import Json


class Api:
    """The methods of the Bot API, as one token may call them."""

    def __init__(self, telegram: Telegram, token: str) -> None:
        self.telegram, self.token = telegram, token

    def ask(self, method: str, **args: Any) -> tuple[int, Json]:
        """Status and body of the answer."""
        body = json.dumps(args).encode()
        headers = {"Content-Type": "application/json"}
        status, read = self.request("POST", f"/bot{self.token}/{method}", body, headers)
        answer: Json = json.loads(read)
        return status, answer

    def ok(self, method: str, **args: Any) -> Any:
        """The result of a call that has to be done."""
        status, answer = self.ask(method, **args)
        assert answer["ok"], f"{method}: {status} {answer}"
        return answer["result"]

    def refused(self, method: str, **args: Any) -> str:
        """The words of a call that has to be refused, with the code before them."""
        status, answer = self.ask(method, **args)
        assert not answer["ok"], f"{method} was done: {answer}"
        assert answer["error_code"] == status
        return f"{status} {answer['description']}"

    def upload(self, method: str, files: dict[str, tuple[str, bytes]], **args: Any) -> Any:
        """A call with files, as a form; the answer's body."""
        border, lines = "border-of-the-test", []
        for name, value in args.items():
            text = value if isinstance(value, str) else json.dumps(value)
            lines.append(f'--{border}\r\nContent-Disposition: form-data; name="{name}"'.encode())
            lines[-1] += f"\r\n\r\n{text}\r\n".encode()
        for name, (file, data) in files.items():
            head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"'
            lines.append(f"{head}\r\n\r\n".encode() + data + b"\r\n")
        whole = b"".join(lines) + f"--{border}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={border}"}
        return json.loads(self.request("POST", f"/bot{self.token}/{method}", whole, headers)[1])

    def request(
        self, verb: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Anything at all."""
        place = urlsplit(self.telegram.base)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=90)
        try:
            connection.request(verb, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()
