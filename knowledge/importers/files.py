"""Paths in, drafts out: folders walked, each file read by its form, rows bounded and told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from stat import S_ISREG

from pydantic import ValidationError

from knowledge.importers.build import build
from knowledge.importers.documents.apart import PICTURES, is_page
from knowledge.importers.documents.office import TABLES
from knowledge.importers.documents.reader import (
    MAX_DOCUMENT_BYTES,
    SUFFIXES,
    read_document,
    read_prose,
)
from knowledge.importers.jsonl import read_jsonl
from knowledge.importers.markdown import read_markdown
from knowledge.importers.rows import (
    MAX_FILE_BYTES,
    MAX_FORM_BYTES,
    MAX_GUIDES,
    MAX_TABLE_BYTES,
    Draft,
    LeftOut,
    Refused,
    Row,
    RowError,
    Rows,
)
from knowledge.importers.same_text import TOLD, compared
from knowledge.importers.tables import Mapping, read_csv, read_workbook
from knowledge.importers.walking import Found, files_in, unknown_file
from knowledge.importers.yaml_form import read_yaml
from knowledge.model import Guide
from knowledge.remarks import listed, remark
from knowledge.versions import digest, own_version

Step = Callable[[int, int], None]
"""Told how many are done, of how many."""
_READERS = {
    ".md": (read_markdown, MAX_FORM_BYTES),
    ".markdown": (read_markdown, MAX_FORM_BYTES),
    ".yaml": (read_yaml, MAX_FORM_BYTES),
    ".yml": (read_yaml, MAX_FORM_BYTES),
    ".jsonl": (read_jsonl, MAX_FILE_BYTES),
    ".ndjson": (read_jsonl, MAX_FILE_BYTES),
    ".xlsx": (read_workbook, MAX_TABLE_BYTES),
    ".xlsm": (read_workbook, MAX_TABLE_BYTES),
    ".csv": (read_csv, MAX_TABLE_BYTES),
    ".tsv": (read_csv, MAX_TABLE_BYTES),
    **dict.fromkeys(TABLES, (read_workbook, MAX_TABLE_BYTES)),
    ".txt": (read_prose, MAX_FORM_BYTES),
    **dict.fromkeys(SUFFIXES, (read_document, MAX_DOCUMENT_BYTES)),
}
_TABLES = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    **dict.fromkeys(TABLES, read_workbook),
    ".csv": read_csv,
    ".tsv": read_csv,
}
"""Forms whose reader takes a mapping, to find the head by it."""
KNOWN_FILES = tuple(_READERS)
_IN_FOLDERS = tuple(suffix for suffix in _READERS if suffix not in PICTURES)
"""Pictures in a folder are seals, photos and parts of pages: read is what is named itself."""
_UTF8 = frozenset((".md", ".markdown", ".yaml", ".yml", ".jsonl", ".ndjson"))
"""Forms that are text in UTF-8 alone; readers of the others find out what a file is."""
_SNIFFED = 256
"""Bytes looked at for zeros, which stand in UTF-16 and in no text of ours."""


def read_drafts(
    paths: Iterable[Path], *, mapping: Mapping | None = None, step: Step | None = None
) -> Iterator[Draft | Refused | LeftOut]:
    """Every guide in these files and folders, in order, as a draft or a refusal; never raises.

    The second row with an id already read is refused, unless each names another
    version or it says the very same: which of the two is right is not the import's
    to guess. Of a name shared by several items each draft after the first is marked odd.

    Args:
        paths: Files, folders of them, zip files.
        mapping: What the columns of tables, and the keys of objects, are.
        step: Told (files read, files to read).
    """
    ids: dict[str, dict[str, Guide]] = {}
    joining: list[Draft] = []
    names: dict[str, str] = {}
    count = 0
    for row in _rows(paths, mapping, step):
        if isinstance(row, LeftOut):
            yield row
            continue
        if count >= MAX_GUIDES:
            yield RowError("too_many_guides", MAX_GUIDES).at("")
            break
        count += 1
        draft = row if isinstance(row, Refused) else _draft(row, ids)
        if isinstance(draft, Draft) and draft.adds:
            joining.append(draft)  # the guides that it joins may come after it
            continue
        if isinstance(draft, Draft):
            draft = _mark_shared_name(draft, names)
        yield draft
    yield from joining


def _draft(row: Row, ids: dict[str, dict[str, Guide]]) -> Draft | Refused:
    """The draft of a row.

    Args:
        row: The row.
        ids: Of each id the guides that were read, by their own versions.
    """
    try:
        draft = build(row)
        return draft if draft.adds else _told_apart(draft, ids.setdefault(draft.guide.id, {}))
    except RowError as error:
        return error.at(row.file, row.line)
    except RecursionError:
        return RowError("too_deep").at(row.file, row.line)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        return RowError("invalid", where, fault["msg"]).at(row.file, row.line)


def _told_apart(draft: Draft, read: dict[str, Guide]) -> Draft:
    """A draft beside what other rows say under its id.

    A Word file and the PDF made of it are the same text: the one that was read first, which
    is the better one, is kept. Of a scan and a text the shelf takes the text.

    Args:
        draft: The draft.
        read: The guides that were read under this id, by their own versions.

    Raises:
        RowError: Another row says other things under the same id.
    """
    guide, version = draft.guide, own_version(draft.guide)
    content = digest(guide)
    if same := next((each for each in read.values() if digest(each) == content), None):
        return replace(draft, odd=(*draft.odd, remark("same_as", same.source)))
    if read and (not version or "" in read or version in read):
        first = read[version] if version in read else next(iter(read.values()))
        if first.scanned is guide.scanned:
            return _same_text(draft, first)
    read[version] = guide
    return draft


def _same_text(draft: Draft, first: Guide) -> Draft:
    guide = draft.guide
    found = compared(first, guide)
    if first.source.rpartition(":")[0] == draft.file or not found.same:
        told = "; ".join(f"{a[:TOLD]} / {b[:TOLD]}" for a, b in found.differs[:3])
        differs = remark("same_id_differs", told) if told else ""
        raise RowError("same_id", guide.id, first.source, differs)
    odd = [remark("near_same", first.source)]
    if found.more:
        odd.append(remark("near_same_more", listed(found.more, TOLD * 3)))
    kept = first.model_copy(update={"source": guide.source})
    return replace(draft, guide=kept, odd=(*draft.odd, *odd))


def _mark_shared_name(draft: Draft, names: dict[str, str]) -> Draft:
    guide = draft.guide
    other = names.setdefault(guide.name, guide.id)
    if other == guide.id:
        return draft
    odd = (*draft.odd, remark("same_name", other))
    return Draft(guide, draft.missing, odd, draft.file, draft.line)


def _rows(
    paths: Iterable[Path], mapping: Mapping | None, step: Step | None
) -> Iterator[Row | Refused | LeftOut]:
    """Rows of these files, folders and zip files."""
    found = sorted(files_in(paths, _IN_FOLDERS), key=_behind)
    for count, file in enumerate(found):
        if step is not None:
            step(count, len(found))
        if isinstance(file, Found):
            yield from _read(file, mapping)
        else:
            yield file
    if step is not None:
        step(len(found), len(found))


def _behind(file: Found | Refused | LeftOut) -> int:
    """PDF files come after what they were made of, pictures last of all."""
    name = file.name.lower() if isinstance(file, Found) else ""
    return 2 if name.endswith(PICTURES) else int(name.endswith((".pdf", ".txt")))


def _read(file: Found, mapping: Mapping | None) -> Rows:
    empty = True
    try:
        with file.opened() as path:
            for row in _reader(path, mapping)(path, file.name):
                empty = False
                yield row
        if empty:
            raise RowError("empty_file")
    except RowError as error:
        yield error.at(file.name)
    except OSError as error:
        yield RowError("unreadable", error.strerror).at(file.name)
    except UnicodeDecodeError:
        yield RowError("no_utf8").at(file.name)
    except RecursionError:
        yield RowError("too_deep").at(file.name)


def _reader(path: Path, mapping: Mapping | None) -> Callable[[Path, str], Rows]:
    """The reader for a file that can be read.

    Raises:
        RowError: It is none.
        OSError: It is not there, or may not be read.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise unknown_file(path.suffix, KNOWN_FILES)
    reader, limit = _READERS[suffix]
    facts = path.stat()
    if not S_ISREG(facts.st_mode):
        raise RowError("no_file")  # reading a pipe would wait for ever
    if not facts.st_size:
        raise RowError("empty_file")
    if facts.st_size > limit:
        raise RowError("file_big", limit // (1024 * 1024))
    with path.open("rb") as file:
        head = file.read(_SNIFFED)
    if suffix in _UTF8 and b"\0" in head:
        raise RowError("no_utf8")
    if suffix in TABLES and is_page(head):
        return read_document
    if mapping is not None and suffix in _TABLES:
        return partial(_TABLES[suffix], mapping=mapping)
    return partial(_mapped, reader, mapping) if mapping is not None else reader


def _mapped(reader: Callable[[Path, str], Rows], mapping: Mapping, path: Path, name: str) -> Rows:
    """Rows of objects with foreign keys."""
    for row in reader(path, name):
        yield mapping.applied(row) if isinstance(row, Row) else row
