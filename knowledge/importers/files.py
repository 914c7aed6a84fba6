"""Paths in, drafts out: folders walked, each file read by its form, rows bounded and told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

from pydantic import ValidationError

from knowledge.importers.build import build
from knowledge.importers.documents.reader import MAX_DOCUMENT_BYTES, SUFFIXES, read_document
from knowledge.importers.jsonl import read_jsonl
from knowledge.importers.markdown import read_markdown
from knowledge.importers.rows import (
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_FORM_BYTES,
    MAX_GUIDES,
    MAX_NAME_CHARS,
    Draft,
    Refused,
    Row,
    RowError,
    Rows,
)
from knowledge.importers.yaml_form import read_yaml
from knowledge.remarks import listed, remark
from knowledge.versions import own_version

_READERS = {
    ".md": (read_markdown, MAX_FORM_BYTES),
    ".markdown": (read_markdown, MAX_FORM_BYTES),
    ".yaml": (read_yaml, MAX_FORM_BYTES),
    ".yml": (read_yaml, MAX_FORM_BYTES),
    ".jsonl": (read_jsonl, MAX_FILE_BYTES),
    ".ndjson": (read_jsonl, MAX_FILE_BYTES),
    **dict.fromkeys(SUFFIXES, (read_document, MAX_DOCUMENT_BYTES)),
}
KNOWN_FILES = tuple(_READERS)
_SNIFFED = 256
"""Bytes looked at for zeros, which stand in UTF-16 and in no text of ours."""


def read_drafts(paths: Iterable[Path]) -> Iterator[Draft | Refused]:
    """Every guide in these files and folders, in order, as a draft or a refusal; never raises.

    The second row with an id already read is refused, unless each names another
    version: which of the two is right is not the import's to guess. Of a name
    shared by several items each draft after the first is marked odd.
    """
    ids: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for count, row in enumerate(_rows(paths)):
        if count >= MAX_GUIDES:
            yield RowError("too_many_guides", MAX_GUIDES).at("")
            return
        draft = row if isinstance(row, Refused) else _draft(row, ids)
        if isinstance(draft, Draft):
            draft = _mark_shared_name(draft, names)
        yield draft


def _draft(row: Row, ids: dict[str, dict[str, str]]) -> Draft | Refused:
    """The draft of a row; `ids` holds the versions that were read of each id and their sources."""
    try:
        draft = build(row)
        version = own_version(draft.guide)
        read = ids.setdefault(draft.guide.id, {})
        if read and (not version or "" in read or version in read):
            first = version if version in read else next(iter(read))
            raise RowError("same_id", draft.guide.id, read[first])
        read[version] = row.source
    except RowError as error:
        return error.at(row.file, row.line)
    except RecursionError:
        return RowError("too_deep").at(row.file, row.line)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        return RowError("invalid", where, fault["msg"]).at(row.file, row.line)
    return draft


def _mark_shared_name(draft: Draft, names: dict[str, str]) -> Draft:
    guide = draft.guide
    other = names.setdefault(guide.name, guide.id)
    if other == guide.id:
        return draft
    odd = (*draft.odd, remark("same_name", other))
    return Draft(guide, draft.missing, odd, draft.file, draft.line)


def _rows(paths: Iterable[Path]) -> Rows:
    """Rows of these files and folders; a file that is named twice is read once."""
    read: set[Path] = set()
    for path in paths:
        for file, name in _files_in(path) if path.is_dir() else [(path, path.name)]:
            if path.is_dir() and _leads_out(file, path):
                yield RowError("leads_out").at(name)
            elif file.resolve() not in read:
                read.add(file.resolve())
                yield from _read(file, name)
        if path.is_dir() and not _files_in(path):
            files = listed([*KNOWN_FILES], MAX_NAME_CHARS)
            yield RowError("empty_folder", mend=remark("empty_folder_mend", files)).at(path.name)


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
            raise RowError("empty_file")
    except RowError as error:
        yield error.at(name)
    except OSError as error:
        yield RowError("unreadable", error.strerror).at(name)
    except UnicodeDecodeError:
        yield RowError("no_utf8").at(name)
    except RecursionError:
        yield RowError("too_deep").at(name)


def _checked(path: Path) -> Callable[[Path, str], Rows]:
    """The reader for a file that can be read.

    Raises:
        RowError: It is none.
        OSError: It is not there, or may not be read.
    """
    if path.suffix.lower() not in _READERS:
        mend = remark("unknown_file_mend", listed([*KNOWN_FILES], MAX_NAME_CHARS))
        raise RowError("unknown_file", path.suffix or remark("none"), mend=mend)
    reader, limit = _READERS[path.suffix.lower()]
    facts = path.stat()
    if not S_ISREG(facts.st_mode):
        raise RowError("no_file")  # reading a pipe would wait for ever
    if facts.st_size > limit:
        raise RowError("file_big", limit // (1024 * 1024))
    if path.suffix.lower() in SUFFIXES:
        return reader  # no text of ours: zeros belong there
    with path.open("rb") as file:
        if b"\0" in file.read(_SNIFFED):
            raise RowError("no_utf8")
    return reader
