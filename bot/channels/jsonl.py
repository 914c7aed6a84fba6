"""One JSON object a line in, exactly one out, in order: for other programs.

docs/commands.md has the protocols (`chat --jsonl`, `ask --jsonl`) and every
error code. Guards what is behind it from lines that are not messages: a bad
line is answered with an error on that line, and the next one is read.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from flows.characters import is_storable

MAX_LINE_BYTES = 256 * 1024
MAX_ID_LENGTH = 200

Answer = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""What a good line is answered with; raises `LineError` for one that is not good after all."""


class LineError(Exception):
    """A line that is not a message. `code` is stable; the text says what to mend."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def own_stdout() -> Iterator[BinaryIO]:
    """The real standard output, for our lines alone.

    Within the block whatever else prints, also a C library, reaches standard error.
    """
    sys.stdout.flush()
    real = os.dup(1)
    os.dup2(2, 1)
    try:
        with open(real, "wb", closefd=False) as stream:
            yield stream
    finally:
        sys.stdout.flush()
        os.dup2(real, 1)
        os.close(real)


def serve(
    lines: BinaryIO,
    out: BinaryIO,
    answer: Answer,
    *,
    reply_key: str,
    failed: Callable[[Exception], str],
) -> None:
    """Answer every line of `lines` on `out`, until the end of input.

    `reply_key` is the key under which an answer repeats the line's id. An
    unexpected exception of `answer` is handed to `failed`, which keeps it
    somewhere and returns the words for that line.
    """
    for parsed in _objects(lines):
        given: str | int | None = None
        try:
            if isinstance(parsed, LineError):
                raise parsed
            given = _identity(parsed)
            body = dict(answer(parsed))
        except LineError as error:
            body = {"error": {"code": error.code, "message": str(error)}}
        except Exception as error:  # noqa: BLE001  # one bad line must not end the others
            body = {"error": {"code": "failed", "message": failed(error)}}
        line = json.dumps({reply_key: given, **body}, ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode("utf-8", "replace") + b"\n")
        out.flush()


def _objects(lines: BinaryIO) -> Iterator[Mapping[str, Any] | LineError]:
    while raw := lines.readline(MAX_LINE_BYTES + 1):
        if len(raw) > MAX_LINE_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = lines.readline(MAX_LINE_BYTES)
            yield LineError("line_too_long", f"a line has at most {MAX_LINE_BYTES} bytes")
            continue
        try:
            yield _object(raw)
        except LineError as error:
            yield error


def _object(raw: bytes) -> Mapping[str, Any]:
    try:
        parsed = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError("bad_encoding", f"not UTF-8 at byte {error.start}") from None
    except ValueError as error:
        raise LineError("bad_json", f"not JSON: {error}") from None
    except RecursionError:
        raise LineError("bad_json", "not JSON: nested too deep") from None
    if not isinstance(parsed, dict):
        raise LineError("not_an_object", 'write one object a line: {"id": "m1", …}')
    return parsed


def _identity(parsed: Mapping[str, Any]) -> str | int:
    given = parsed.get("id")
    if given is None or given == "":
        raise LineError("missing_id", 'every line has an id: {"id": "m1", …}')
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise LineError("bad_id", "id is a text or a whole number")
    if len(str(given)) > MAX_ID_LENGTH or not is_storable(str(given)):
        raise LineError("bad_id", f"id has at most {MAX_ID_LENGTH} ordinary characters")
    return given


def check_keys(parsed: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """Raises `LineError` for a key that is neither `id` nor known."""
    for key in parsed:
        if key != "id" and key not in known:
            raise LineError("unknown_key", f"unknown key {key[:40]!r}; known: {', '.join(known)}")


def text_of(value: object, key: str) -> str:
    """`value` of `key`, once it is known to be a text that can be stored. Raises `LineError`."""
    if not isinstance(value, str):
        raise LineError("bad_type", f"{key} is a text, or left out")
    if not is_storable(value):
        raise LineError("bad_text", f"{key} has a NUL or half of a surrogate pair in it")
    return value
