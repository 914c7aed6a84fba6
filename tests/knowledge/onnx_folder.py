"""A tiny ONNX model in a folder: each character has a vector of its own. Written byte by byte.

(The `onnx` package would be 30 MB for one node.)
"""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path
from typing import Any

LETTERS = "abcdefghijklmnopqrstuvwxyz犬只登记养狗宠物上证受理条件居民类第饲要怎么0123456789"
INT64, FLOAT = 7, 1


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def _field(number: int, value: int | bytes | str) -> bytes:
    """One field of a protobuf message."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(raw)) + raw


def _named(name: str, kind: int, *dims: str | int) -> bytes:
    """A graph's input or output (ValueInfoProto)."""
    sizes = (_field(1, dim) if isinstance(dim, int) else _field(2, dim) for dim in dims)
    shape = b"".join(_field(1, size) for size in sizes)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def model(dimensions: int = 16, seed: str = "") -> bytes:
    """ModelProto of one Gather: `last_hidden_state` = weights[`input_ids`]."""
    rows = len(LETTERS) + 2
    values = [
        hashlib.sha256(f"{seed}{row}-{column}".encode()).digest()[0] / 128 - 1
        for row in range(rows)
        for column in range(dimensions)
    ]
    weights = _field(1, rows) + _field(1, dimensions) + _field(2, FLOAT) + _field(8, "weights")
    weights += _field(9, struct.pack(f"<{len(values)}f", *values))
    node = _field(1, "weights") + _field(1, "input_ids") + _field(2, "last_hidden_state")
    node += _field(4, "Gather")
    graph = _field(1, node) + _field(2, "tiny") + _field(5, weights)
    graph += _field(11, _named("input_ids", INT64, "batch", "tokens"))
    graph += _field(11, _named("attention_mask", INT64, "batch", "tokens"))
    graph += _field(12, _named("last_hidden_state", FLOAT, "batch", "tokens", dimensions))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 17))


def make_folder(folder: Path, seed: str = "", dimensions: int = 16, **own: Any) -> str:
    """Writes such a folder; the setting that names it."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model(dimensions, seed))
    vocabulary = {"[PAD]": 0, "[UNK]": 1, **{c: n for n, c in enumerate(LETTERS, start=2)}}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    if own:
        (folder / "walkalong.json").write_text(json.dumps(own), encoding="utf-8")
    return f"onnx:{folder}"
