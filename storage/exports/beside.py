"""CSV files that lie beside a form, as plain tables: Excel's (GBK) as well as others' (UTF-8)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from flows.errors import Code, FlowErrors, Place
from flows.limits import MAX_FLOW_BYTES
from flows.xlsform.tables import Grid


def files_beside(form: Path, names: Iterable[str]) -> dict[str, Path]:
    """Those of the named files that are there: plain names, in the folder of the form."""
    there = {name: form.parent / name for name in names if name == Path(name).name}
    return {name: path for name, path in there.items() if path.is_file()}


def read_beside(form: Path, names: Iterable[str]) -> dict[str, Grid]:
    """Their rows, by name. Raises FlowErrors where one is too large, or no text."""
    return {name: _rows(path) for name, path in files_beside(form, names).items()}


def _rows(path: Path) -> Grid:
    place = Place(path.name)
    try:
        if path.stat().st_size > MAX_FLOW_BYTES:
            raise FlowErrors([place.error(Code.TOO_LARGE, limit=MAX_FLOW_BYTES)])
        return list(csv.reader(_text(path.read_bytes()).splitlines(keepends=True)))
    except OSError as error:
        reason = error.strerror or str(error)
        raise FlowErrors([place.error(Code.UNREADABLE, reason=reason)]) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise FlowErrors([place.error(Code.UNREADABLE, reason=str(error)[:200])]) from None


def _text(data: bytes) -> str:
    """Excel saves a CSV in the encoding of the country unless it is told not to."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
