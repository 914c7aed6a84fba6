"""The rectification ledger (整改台账) as an Excel workbook, every value with what it rests on.

Sheets: 整改台账 (the columns of `columns.COLUMNS`, header in row 1 so that
filters, sorting and other programs work on it; the title stands in the print
header), 佐证 (each exported value with message and quote, each photo), 流水 (each move of the
issues, from the hash-chained log), one for each list (`list_sheets`) and 说明.
R70, R71, R73. Datetimes are taken as the office's local time.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.exports.columns import COLUMNS, Entry, field_name
from storage.exports.evidence import NO_QUOTE, UNVERIFIED, evidence
from storage.exports.files import AUTHOR, staged
from storage.exports.ledger_sheets import MOVE, NOTES, PROOF, Proof
from storage.exports.list_sheets import ListSheets, Views
from storage.exports.marks import Mark, Marks
from storage.exports.photos import copy_photos, link, media_numbers, place_of, state_of
from storage.exports.sheet import Sheet, add_styles, closing_sheets, save_book
from storage.exports.text import clean
from storage.issue_history import MoveRecord
from storage.records import IssueRecord, MediaRecord

if TYPE_CHECKING:
    from openpyxl import Workbook

MEDIA_FIELD = "影像"
PAGES = 3
"""A4 pages side by side for the ledger's columns: on one, the print would be 3 points high."""


@dataclass
class LedgerResult:
    """What was written, counted. `missing_photos` are media whose file could not be found."""

    path: Path
    issues: int = 0
    evidence: int = 0
    moves: int = 0
    photos: int = 0
    unverified: int = 0
    """Values left blank in the ledger since nothing confirmed them."""
    missing_quotes: int = 0
    """Confirmed values whose message is gone or does not have the quoted place."""
    missing_photos: tuple[str, ...] = ()
    continued: list[str] = field(default_factory=list)
    """Sheets that go on where another has all the rows that Excel takes."""


def write_ledger(
    issues: Iterable[IssueRecord],
    path: Path,
    *,
    now: datetime,
    photos: Callable[[str], Path] | None = None,
    title: str = "整改台账",
    filters: Mapping[str, str] | None = None,
    doubts: Iterable[str] = (),
    moves: Iterable[MoveRecord] = (),
    marks: Mapping[str, Mark] | None = None,
    views: Views | None = None,
    dated: bool = False,
    photos_of: Container[str] | None = None,
) -> LedgerResult:
    """Write `issues`, in the order given, to `path`, and their media to `<stem>_影像/` beside it.

    Nothing is held: issues, moves and doubts are asked for one by one, marks as they are needed.
    `photos` gives the shown copy of a medium by its SHA-256 (None: media are listed, not copied),
    `photos_of` the issues whose media are copied (None: all); `dated`: their names tell the time.
    `filters` (label to value) and `doubts` are told on the sheet 说明; `moves` are how these issues
    moved, for the sheet 流水. `marks`, by number, let the ledger come back filled in
    (`storage.exports.marks`). `views` are the lists, each a sheet of its own. Other files in the
    media folder are left alone. Raises `ExportError`, also rather than overwrite somebody's file.
    """
    from openpyxl import Workbook

    result = LedgerResult(path)
    with staged(path, ".xlsx") as folder, closing_sheets(Workbook(write_only=True)) as book:
        _begin(book, title, now)
        lists = ListSheets(book, title, views or Views())
        writer = _Writer(book, title, result, photos, folder, {} if marks is None else marks)
        writer.dated, writer.photos_of = dated, photos_of
        writer.write(lists.taking(issues))
        lists.finish()
        steps = Sheet(book, "流水", MOVE, f"{title}：流水", freeze="B2", continues=True)
        for move in moves:
            steps.add(move)
        steps.finish()
        result.moves = steps.count
        result.continued += steps.titles[1:]
        notes = Sheet(book, "说明", NOTES, f"{title}：说明")
        for note in (*_notes(title, now, result, filters or {}, doubts), *lists.notes()):
            notes.add(note)
        notes.finish()
        save_book(book, folder / path.name)
        _move_photos(folder / _photo_folder(path), path.parent / _photo_folder(path))
    return result


def _begin(book: Workbook, title: str, now: datetime) -> None:
    """Its styles, and what it is called and by whom it was made."""
    add_styles(book)
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    book.properties.title = clean(title)
    book.properties.created = now.replace(tzinfo=None)


class _Writer:
    """Goes once through the issues and writes the ledger and the evidence side by side."""

    def __init__(
        self,
        book: Workbook,
        title: str,
        result: LedgerResult,
        shown: Callable[[str], Path] | None,
        folder: Path,
        marks: Mapping[str, Mark],
    ) -> None:
        self.ledger = Sheet(book, "整改台账", COLUMNS, title, freeze="C2", pages=PAGES)
        heading = f"{title}：佐证"
        self.proofs = Sheet(book, "佐证", PROOF, heading, freeze="B2", continues=True)
        self.marks = Marks(book, marks)
        self.result = result
        self.shown = shown
        self.folder = folder / _photo_folder(result.path)
        self.dated = False
        self.photos_of: Container[str] | None = None

    def write(self, issues: Iterable[IssueRecord]) -> None:
        for issue in issues:
            self._issue(issue)
        self.ledger.finish()
        self.proofs.finish()
        self.marks.finish()
        self.result.evidence = self.proofs.count
        self.result.continued += self.proofs.titles[1:]

    def _issue(self, issue: IssueRecord) -> None:
        self.result.issues += 1
        links = self._links(issue)
        first = next(iter(links.values()), "")
        entry = Entry(self.result.issues, issue)
        values = self.ledger.add(entry, {"photos": first})
        self.marks.add(issue.number, values)
        for line in evidence(issue):
            self.result.unverified += line.state == UNVERIFIED
            self.result.missing_quotes += line.state == NO_QUOTE
            name = field_name(line.key)
            self.proofs.add(
                Proof(
                    line.number, name, line.value, line.quote,
                    line.message, line.at, line.how, line.state,
                )
            )  # fmt: skip
        for number, media in zip(media_numbers(issue), issue.media, strict=True):
            there = number in links or self.shown is None
            state = state_of(is_there=there, is_wanted=self._wants_photos(issue))
            proof = _media_proof(issue, number, media, state)
            self.proofs.add(proof, {"value": links.get(number, "")})

    def _wants_photos(self, issue: IssueRecord) -> bool:
        return self.photos_of is None or issue.number in self.photos_of

    def _links(self, issue: IssueRecord) -> dict[str, str]:
        """Copy the media; number to relative link of those that are there."""
        if self.shown is None or not issue.media or not self._wants_photos(issue):
            return {}
        self.folder.mkdir(exist_ok=True)
        files = copy_photos(issue, self.shown, self.folder, dated=self.dated)
        self.result.photos += len(files)
        self.result.missing_photos += tuple(n for n in media_numbers(issue) if n not in files)
        return {number: link(self.folder.name, name) for number, name in files.items()}


def _media_proof(issue: IssueRecord, number: str, media: MediaRecord, state: str) -> Proof:
    message = issue.messages.get(media.message) if media.message is not None else None
    at, place = media.taken_at or (message.at if message else None), place_of(media)
    told = (media.message, at, "随消息上传", state, place)
    return Proof(issue.number, MEDIA_FIELD, number, "", *told)


def _photo_folder(path: Path) -> str:
    return f"{path.stem}_影像"


def _move_photos(staging: Path, target: Path) -> None:
    """Photos first, the workbook after them: its links never point at nothing."""
    files = list(staging.iterdir()) if staging.is_dir() else []
    if files:
        target.mkdir(exist_ok=True)
    for file in files:
        file.replace(target / file.name)


def _notes(
    title: str,
    now: datetime,
    result: LedgerResult,
    filters: Mapping[str, str],
    doubts: Iterable[str],
) -> Iterable[tuple[str, str, str]]:
    """The lines of 说明: what this is, what was left out and why, what each column means."""
    chosen = "；".join(f"{name}：{value}" for name, value in filters.items()) or "（无，全部问题）"
    missing = "、".join(result.missing_photos) or "（无）"
    yield "名称", "Title", title
    yield "生成时间", "Generated", f"{now:%Y-%m-%d %H:%M}"
    yield "筛选条件", "Filters", chosen
    yield "问题条数", "Issues", str(result.issues)
    yield "佐证条数", "Evidence lines", str(result.evidence)
    yield "流水条数", "Log lines", str(result.moves)
    if result.continued:
        yield "续表", "Continued in", f"一张表装不下，接在：{'、'.join(result.continued)}"
    yield "影像", "Media files", f"{result.photos} 份，在 {_photo_folder(result.path)} 文件夹中"
    yield "未导出的影像", "Media not exported", missing
    yield "未核实", "Unverified", f"{result.unverified} 个值未经确认，台账中留空，见“佐证”表"
    yield "原话缺失", "Quotes missing", f"{result.missing_quotes} 个已确认的值，见“佐证”表"
    for doubt in doubts:
        yield "存疑", "Doubt", doubt
    yield "红色表头", "Red headers", "方案规定的五列：" + "、".join(c.zh for c in COLUMNS if c.seed)
    for column in COLUMNS:
        yield f"台账：{column.zh}", column.en, column.meaning
    for proof in PROOF:
        yield f"佐证：{proof.zh}", proof.en, proof.meaning
    for move in MOVE:
        yield f"流水：{move.zh}", move.en, move.meaning
