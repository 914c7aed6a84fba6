"""The version of a flow names its content, whatever form it was read from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from flows.model import Flow

_DIGITS = 8


def version_of(flow: Flow) -> str:
    """The author's version and a hash of what the flow means."""
    content = json.dumps(_meaning(asdict(flow)), sort_keys=True, ensure_ascii=False)
    digits = hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
    return f"{flow.version}-{digits}" if flow.version else digits


def own_version(flow: Flow) -> str:
    """What the author of a loaded flow calls its version; '' where nothing was said."""
    return flow.version.rpartition("-")[0]


def _meaning(data: Any) -> Any:
    """The plain data of a flow without line numbers, the file's name and what is empty."""
    if isinstance(data, dict):
        kept = ((k, _meaning(v)) for k, v in data.items() if k not in ("row", "source", "version"))
        return {key: value for key, value in kept if value}
    if isinstance(data, list | tuple):
        return [_meaning(entry) for entry in data]
    return data
