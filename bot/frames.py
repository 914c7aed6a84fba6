"""What two processes of ours say to each other: a length, and so many bytes of a pickle.

Both are of one version, and nobody else has an end of their pipes: what is unpickled is ours.
"""

from __future__ import annotations

import pickle
from struct import Struct
from typing import Any, BinaryIO

_LENGTH = Struct("!I")


def framed(thing: object) -> bytes:
    """As it goes through a pipe."""
    data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def read(file: BinaryIO) -> Any:
    """The next thing; waits for it. Raises `EOFError` when nothing whole comes any more."""
    head = file.read(_LENGTH.size)
    data = file.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not data:
        raise EOFError
    return pickle.loads(data)  # noqa: S301


class Frames:
    """Takes what comes as it comes, in pieces of any size."""

    def __init__(self) -> None:
        self._rest = b""

    def fed(self, data: bytes) -> list[Any]:
        """The things that are whole now."""
        data, at = self._rest + data, 0
        found = []
        while len(data) - at >= _LENGTH.size:
            begin = at + _LENGTH.size
            end = begin + _LENGTH.unpack_from(data, at)[0]
            if end > len(data):
                break
            found.append(pickle.loads(memoryview(data)[begin:end]))  # noqa: S301
            at = end
        self._rest = data[at:]
        return found
