"""How the framework reaches the server: over aiohttp, several times as fast as its own transport.

Guards the token: it stands in every address, so no address gets into a message of an error.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

READ = 10.0
"""Seconds without a byte after which a call is given up."""
CONNECT = 5.0
UPLOAD = 120.0
"""Seconds for a whole call that sends a file."""
CONNECTIONS = 64
UNDERSTOOD = {400, 401, 403, 404, 409, 429}
"""Refusals that the framework tells apart. It takes others for a fault of the network."""


class AiohttpRequest(BaseRequest):
    """Calls of the Bot API. Opened in the loop that uses it."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        if self._session is None:
            self._session = ClientSession(connector=TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # the framework's port
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the connections are not open")
        read = read_timeout if isinstance(read_timeout, int | float) else READ
        sends_file = request_data is not None and request_data.contains_files
        timeout = ClientTimeout(
            total=UPLOAD if sends_file else None,
            sock_connect=CONNECT,
            sock_read=UPLOAD if sends_file else read,
        )
        body = None if request_data is None else _form(request_data)
        try:
            async with self._session.request(method, url, data=body, timeout=timeout) as answer:
                return _told_apart(answer.status), await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _form(data: RequestData) -> FormData | dict[str, str]:
    if not data.contains_files:
        return data.json_parameters
    form = FormData(quote_fields=False)  # names of files in Chinese are sent as they are
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def _told_apart(status: int) -> int:
    """Such as 413: what the server refuses once it refuses again."""
    refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return int(HTTPStatus.BAD_REQUEST) if refused and status not in UNDERSTOOD else status
