"""Paths in, drafts out: folders walked, each file read by its form, rows bounded and told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

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
_SNIFFED = 256
"""Bytes looked at for zeros, which stand in UTF-16 and in no text of ours."""
_TOO_DEEP = ("嵌套太深", "一份指南只用一层键和值")
_NO_UTF8 = ("不是 UTF-8 文本（可能是 UTF-16 或 GBK）", "另存为 UTF-8 再导入")


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
        if draft.guide.id in ids:
            raise RowError(
                f"编码 {draft.guide.id} 与 {ids[draft.guide.id]} 重复",
                "给两份指南不同的实施编码，或删去旧的一份",
            )
        ids[draft.guide.id] = row.source
    except RowError as error:
        return error.at(row.file, row.line)
    except RecursionError:
        return RowError(*_TOO_DEEP).at(row.file, row.line)
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
    """Rows of these files and folders; a file that is named twice is read once."""
    read: set[Path] = set()
    for path in paths:
        for file, name in _files_in(path) if path.is_dir() else [(path, path.name)]:
            if path.is_dir() and _leads_out(file, path):
                yield Refusal(
                    file=name,
                    line=0,
                    reason="是指向文件夹之外的链接，没有跟过去",
                    mend="把文件本身放进文件夹，或直接写出它的路径",
                )
            elif file.resolve() not in read:
                read.add(file.resolve())
                yield from _read(file, name)
        if path.is_dir() and not _files_in(path):
            yield Refusal(
                file=path.name,
                line=0,
                reason="文件夹里没有指南文件",
                mend=f"放入这些文件之一：{'、'.join(KNOWN_FILES)}",
            )


def _files_in(folder: Path) -> list[tuple[Path, str]]:
    """What may be guides, with what it is called in the folder; links out of it that may be, too.

    README files tell people about the folder: they are no guides.
    """
    found = (
        (p, p.relative_to(folder).as_posix())
        for p in sorted(folder.rglob("*"))
        if (p.suffix.lower() in _READERS and p.is_file() and p.stem.casefold() != "readme")
        or (p.is_symlink() and _leads_out(p, folder))
    )
    return [file for _, file in zip(range(MAX_FILES), found, strict=False)]


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a folder that someone else has packed wants a file read that is not in it."""
    return not path.resolve().is_relative_to(folder.resolve())


def _read(path: Path, name: str) -> Rows:
    empty = True
    try:
        for row in _checked(path)(path, name):
            empty = False
            yield row
        if empty:
            raise RowError("文件里没有指南", "写入指南再导入")
    except RowError as error:
        yield error.at(name)
    except OSError as error:
        yield RowError(f"读不了：{error.strerror}", "检查路径和权限").at(name)
    except UnicodeDecodeError:
        yield RowError(*_NO_UTF8).at(name)
    except RecursionError:
        yield RowError(*_TOO_DEEP).at(name)


def _checked(path: Path) -> Callable[[Path, str], Rows]:
    """The reader for a file that can be read.

    Raises:
        RowError: It is none.
        OSError: It is not there, or may not be read.
    """
    if path.suffix.lower() not in _READERS:
        raise RowError(
            f"不认识的文件类型 {path.suffix or '（无）'}", f"用这些之一：{'、'.join(KNOWN_FILES)}"
        )
    reader, limit = _READERS[path.suffix.lower()]
    facts = path.stat()
    if not S_ISREG(facts.st_mode):
        raise RowError("不是普通文件", "写出指南文件的路径")  # reading a pipe would wait for ever
    if facts.st_size > limit:
        raise RowError(f"文件大于 {limit // (1024 * 1024)} MB", "拆成几个小文件")
    with path.open("rb") as file:
        if b"\0" in file.read(_SNIFFED):
            raise RowError(*_NO_UTF8)
    return reader
