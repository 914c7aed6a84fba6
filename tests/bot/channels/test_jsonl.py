"""The line protocol: one line in, exactly one out, whatever the line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.jsonl import (
    MAX_ID_LENGTH,
    MAX_LINE_BYTES,
    check_keys,
    serve,
    text_of,
)


def _answer(parsed: Mapping[str, Any]) -> Mapping[str, Any]:
    check_keys(parsed, ("text",))
    text = text_of(parsed.get("text", ""), "text")
    if text == "break":
        raise RuntimeError("the store is on fire")
    return {"said": text}


def talk(raw: bytes) -> list[dict[str, Any]]:
    out = io.BytesIO()
    serve(io.BytesIO(raw), out, _answer, reply_key="in_reply_to", failed=lambda e: f"sorry: {e}")
    written = out.getvalue()
    assert not written or written.endswith(b"\n")
    return [json.loads(line) for line in written.splitlines()]


def test_each_line_is_answered_in_order_with_its_id() -> None:
    lines = talk(b'{"id": "a", "text": "one"}\n{"id": 7, "text": "two"}\n')
    assert lines == [{"in_reply_to": "a", "said": "one"}, {"in_reply_to": 7, "said": "two"}]


@pytest.mark.parametrize(
    ("line", "code", "reply_to"),
    [
        (b"", "bad_json", None),
        (b"   ", "bad_json", None),
        (b"hello", "bad_json", None),
        (b'{"id": "a"', "bad_json", None),
        (b"[" * 100_000, "bad_json", None),
        (b'{"id": 1' + b"0" * 5000 + b"}", "bad_json", None),
        (b'["a"]', "not_an_object", None),
        (b"null", "not_an_object", None),
        (b"\xff\xfe", "bad_encoding", None),
        (b"{}", "missing_id", None),
        (b'{"id": null}', "missing_id", None),
        (b'{"id": ""}', "missing_id", None),
        (b'{"id": true}', "bad_id", None),
        (b'{"id": 1.5}', "bad_id", None),
        (b'{"id": ["a"]}', "bad_id", None),
        (b'{"id": "a\\u0000"}', "bad_id", None),
        (b'{"id": "\\ud800"}', "bad_id", None),
        (b'{"id": "' + b"a" * (MAX_ID_LENGTH + 1) + b'"}', "bad_id", None),
        (b'{"id": "a", "txt": "x"}', "unknown_key", "a"),
        (b'{"id": "a", "\\ud800": "x"}', "unknown_key", "a"),
        (b'{"id": "a", "text": 5}', "bad_type", "a"),
        (b'{"id": "a", "text": null}', "bad_type", "a"),
        (b'{"id": "a", "text": "\\ud83d"}', "bad_text", "a"),
        (b'{"id": "a", "text": "a\\u0000b"}', "bad_text", "a"),
        (b'{"id": "a", "text": "' + b"x" * MAX_LINE_BYTES + b'"}', "line_too_long", None),
        (b'{"id": "a", "text": "break"}', "failed", "a"),
    ],
)
def test_a_bad_line_is_answered_with_its_error_and_the_next_line_is_read(
    line: bytes, code: str, reply_to: str | None
) -> None:
    bad, good = talk(line + b'\n{"id": "next", "text": "hi"}\n')
    assert bad["in_reply_to"] == reply_to
    assert bad["error"]["code"] == code
    assert bad["error"]["message"]
    assert good == {"in_reply_to": "next", "said": "hi"}


def test_a_line_at_the_limit_is_read() -> None:
    head, tail = b'{"id": "a", "text": "', b'"}\n'
    line = head + b"x" * (MAX_LINE_BYTES - len(head) - len(tail)) + tail
    assert "said" in talk(line)[0]


def test_the_last_line_needs_no_line_end_and_an_empty_input_no_answer() -> None:
    assert talk(b'{"id": "a", "text": "x"}') == [{"in_reply_to": "a", "said": "x"}]
    assert talk(b"") == []


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert talk(b'\xef\xbb\xbf{"id": "a", "text": "x"}\r\n')[0]["said"] == "x"


def test_an_answer_is_one_line_of_readable_text() -> None:
    out = io.BytesIO()
    serve(
        io.BytesIO('{"id": "a", "text": "第一行\\n第二行\\u2028"}'.encode()),
        out,
        _answer,
        reply_key="id",
        failed=str,
    )
    assert out.getvalue().count(b"\n") == 1
    assert "第一行".encode() in out.getvalue()


@given(st.lists(st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b"")), max_size=8))
def test_any_bytes_give_exactly_one_line_each(lines: list[bytes]) -> None:
    assert len(talk(b"".join(line + b"\n" for line in lines))) == len(lines)


def test_what_libraries_print_never_reaches_our_lines() -> None:
    program = """
import os, subprocess, sys
from bot.channels.jsonl import own_stdout
with own_stdout() as out:
    print("a library says hello")
    os.write(1, b"a C library too\\n")
    subprocess.run(["echo", "and a child"])
    out.write(b"ours\\n"); out.flush()
print("after")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "ours\nafter\n"
    assert {"a library says hello", "a C library too", "and a child"} <= set(
        done.stderr.splitlines()
    )
