"""Paths in, drafts out: folders walked, each file read by its form, rows bounded and told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from knowledge.importers.build import build
from knowledge.importers.jsonl import read_jsonl
from knowledge.importers.markdown import read_markdown
from knowledge.importers.rows import (
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_FORM_BYTES,
    MAX_GUIDES,
    Draft,
    Row,
    RowError,
    Rows,
)
from knowledge.importers.yaml_form import read_yaml
from knowledge.model import Refusal

_READERS = {
    ".md": (read_markdown, MAX_FORM_BYTES),
    ".markdown": (read_markdown, MAX_FORM_BYTES),
    ".yaml": (read_yaml, MAX_FORM_BYTES),
    ".yml": (read_yaml, MAX_FORM_BYTES),
    ".jsonl": (read_jsonl, MAX_FILE_BYTES),
    ".ndjson": (read_jsonl, MAX_FILE_BYTES),
}
KNOWN_FILES = tuple(_READERS)


def read_drafts(paths: Iterable[Path]) -> Iterator[Draft | Refusal]:
    """Every guide in these files and folders, in order, as a draft or a refusal; never raises.

    The second row with an id already read is refused: which of the two is
    right is not the import's to guess. Of a name shared by several items each
    draft after the first is marked odd.
    """
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for count, row in enumerate(_rows(paths)):
        if count >= MAX_GUIDES:
            yield Refusal(
                file="", line=0, reason=f"一次导入超过 {MAX_GUIDES} 份指南", mend="分几次导入"
            )
            return
        draft = row if isinstance(row, Refusal) else _draft(row, ids)
        if isinstance(draft, Draft):
            draft = _mark_shared_name(draft, names)
        yield draft


def _draft(row: Row, ids: dict[str, str]) -> Draft | Refusal:
    try:
        draft = build(row)
        first = ids.setdefault(draft.guide.id, row.source)
        if first != row.source:
            raise RowError(
                f"编码 {draft.guide.id} 与 {first} 重复", "给两份指南不同的实施编码，或删去旧的一份"
            )
    except RowError as error:
        return error.at(row.file, row.line)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        return RowError(f"{where}：{fault['msg']}", "照指南格式改正这一项").at(row.file, row.line)
    return draft


def _mark_shared_name(draft: Draft, names: dict[str, str]) -> Draft:
    guide = draft.guide
    other = names.setdefault(guide.name, guide.id)
    if other == guide.id:
        return draft
    odd = (*draft.odd, f"与 {other} 同名，选择时以部门和层级区分")
    return Draft(guide, draft.missing, odd, draft.file, draft.line)


def _rows(paths: Iterable[Path]) -> Rows:
    for path in paths:
        files = _files_in(path) if path.is_dir() else [path]
        if path.is_dir() and not files:
            yield Refusal(
                file=path.name,
                line=0,
                reason="文件夹里没有指南文件",
                mend=f"放入这些文件之一：{'、'.join(KNOWN_FILES)}",
            )
        for file in files:
            yield from _read(file)


def _files_in(folder: Path) -> list[Path]:
    found = (p for p in sorted(folder.rglob("*")) if p.suffix.lower() in _READERS and p.is_file())
    return [path for _, path in zip(range(MAX_FILES), found, strict=False)]


def _read(path: Path) -> Rows:
    try:
        if path.suffix.lower() not in _READERS:
            raise RowError(
                f"不认识的文件类型 {path.suffix or '(无)'}", f"用这些之一：{'、'.join(KNOWN_FILES)}"
            )
        reader, limit = _READERS[path.suffix.lower()]
        if path.stat().st_size > limit:
            raise RowError(f"文件大于 {limit // (1024 * 1024)} MB", "拆成几个小文件")
        yield from reader(path)
    except RowError as error:
        yield error.at(path.name, 1)
    except OSError as error:
        yield RowError(f"读不了：{error.strerror}", "检查路径和权限").at(path.name, 0)
    except UnicodeDecodeError:
        yield RowError("不是 UTF-8 文本", "另存为 UTF-8 再导入").at(path.name, 1)
