"""The rectification ledger (整改台账) as an Excel workbook, every value with what it rests on.

Sheets: 整改台账 (the columns of `columns.COLUMNS`, header in row 1 so that
filters, sorting and other programs work on it; the title stands in the print
header), 佐证 (each exported value with message and quote, each photo), 流水 (each move of the
issues, from the hash-chained log), one for each list (`list_sheets`) and 说明.
R70, R71, R73. Datetimes are taken as the office's local time.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.issue_terms import STATES
from flows.rectification import MOVES
from storage.exports.columns import COLUMNS, ROLES, Column, Entry, field_name
from storage.exports.evidence import NO_QUOTE, UNVERIFIED, evidence
from storage.exports.files import AUTHOR, staged
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


@dataclass(frozen=True, slots=True)
class _Proof:
    """A row of 佐证: a field's value with its quote, or one of the issue's media."""

    number: str
    name: str
    value: str
    quote: str
    message: int | None
    at: datetime | None
    how: str
    state: str
    place: str = ""


def _state(state: str) -> str:
    return STATES[state][0] if state in STATES else state


def _step(move: MoveRecord) -> str:
    return MOVES[move.move].words[0] if move.move in MOVES else "登记"


def _unit(move: MoveRecord) -> str:
    return move.department or ROLES.get(move.role, move.role)


def _reason(move: MoveRecord) -> str:
    """Why, alone where that is all; else what came with it, field by field."""
    given = {name: value for name, value in move.given.items() if value}
    if set(given) == {"reason"}:
        return given["reason"]
    return "；".join(f"{field_name(name)}：{value}" for name, value in given.items())


# fmt: off
_PROOF: tuple[Column[_Proof], ...] = (
    Column("number", "问题编号", "Issue number", 15, "text", lambda p: p.number,
           "与“整改台账”表的问题编号对应"),
    Column("name", "字段", "Field", 15, "text", lambda p: p.name, "台账的哪一列；影像单列"),
    Column("value", "值", "Value", 38, "text", lambda p: p.value, "导出的值"),
    Column("quote", "原话", "Quote", 44, "text", lambda p: p.quote,
           "从所存消息中按位置重新截取，一字不改；点选或影像没有原话"),
    Column("message", "消息编号", "Message", 10, "number", lambda p: p.message,
           "所依据的消息"),
    Column("at", "时间", "Time", 17, "time", lambda p: p.at and p.at.replace(tzinfo=None),
           "消息的时间；影像为拍摄时间"),
    Column("how", "来源方式", "How", 12, "text", lambda p: p.how, "值是怎样得来的"),
    Column("state", "状态", "State", 14, "text", lambda p: p.state,
           "未核实的值不作为事实，在台账中留空"),
    Column("place", "拍摄地点", "Taken at", 19, "text", lambda p: p.place, "影像自带的纬度、经度"),
)
_MOVE: tuple[Column[MoveRecord], ...] = (
    Column("number", "问题编号", "Issue number", 15, "text", lambda m: m.number,
           "与“整改台账”表的问题编号对应"),
    Column("seq", "流水号", "Log number", 8, "number", lambda m: m.seq,
           "整本台账的连续编号，只增不改"),
    Column("at", "时间", "Time", 17, "time", lambda m: m.at.replace(tzinfo=None), "办理的时间"),
    Column("name", "办理人", "Who", 12, "text", lambda m: m.name or "（未具名）",
           "当时的称呼；匿名反映的不具名"),
    Column("department", "部门", "Department", 18, "text", _unit, "办理人当时的部门或身份"),
    Column("move", "办理", "Step", 13, "text", _step, "做了哪一步"),
    Column("before", "办理前", "From", 13, "text", lambda m: _state(m.before), "之前的状态"),
    Column("after", "办理后", "To", 13, "text", lambda m: _state(m.after), "之后的状态"),
    Column("reason", "理由", "Reason", 36, "text", _reason, "理由、依据或随同所填的内容"),
    Column("hash", "校验值", "Hash", 20, "text", lambda m: m.hash,
           "与上一条相连的 SHA-256，用 walkalong db check 核对"),
)
_NOTES: tuple[Column[tuple[str, str, str]], ...] = (
    Column("zh", "项目", "Item", 24, "text", lambda n: n[0]),
    Column("en", "English", "English", 20, "text", lambda n: n[1]),
    Column("meaning", "内容", "Content", 76, "text", lambda n: n[2]),
)
# fmt: on


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
        add_styles(book)
        book.properties.creator = book.properties.lastModifiedBy = AUTHOR
        book.properties.title = clean(title)
        book.properties.created = now.replace(tzinfo=None)
        lists = ListSheets(book, title, views or Views())
        writer = _Writer(book, title, result, photos, folder, {} if marks is None else marks)
        writer.dated, writer.photos_of = dated, photos_of
        writer.write(lists.taking(issues))
        lists.finish()
        steps = Sheet(book, "流水", _MOVE, f"{title}：流水", freeze="B2", continues=True)
        for move in moves:
            steps.add(move)
        steps.finish()
        result.moves = steps.count
        notes = Sheet(book, "说明", _NOTES, f"{title}：说明")
        for note in (*_notes(title, now, result, filters or {}, doubts), *lists.notes()):
            notes.add(note)
        notes.finish()
        save_book(book, folder / path.name)
        _move_photos(folder / _photo_folder(path), path.parent / _photo_folder(path))
    return result


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
        self.proofs = Sheet(book, "佐证", _PROOF, heading, freeze="B2", continues=True)
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
                _Proof(
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


def _media_proof(issue: IssueRecord, number: str, media: MediaRecord, state: str) -> _Proof:
    message = issue.messages.get(media.message) if media.message is not None else None
    at, place = media.taken_at or (message.at if message else None), place_of(media)
    told = (media.message, at, "随消息上传", state, place)
    return _Proof(issue.number, MEDIA_FIELD, number, "", *told)


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
    yield "影像", "Media files", f"{result.photos} 份，在 {_photo_folder(result.path)} 文件夹中"
    yield "未导出的影像", "Media not exported", missing
    yield "未核实", "Unverified", f"{result.unverified} 个值未经确认，台账中留空，见“佐证”表"
    yield "原话缺失", "Quotes missing", f"{result.missing_quotes} 个已确认的值，见“佐证”表"
    for doubt in doubts:
        yield "存疑", "Doubt", doubt
    yield "红色表头", "Red headers", "方案规定的五列：" + "、".join(c.zh for c in COLUMNS if c.seed)
    for column in COLUMNS:
        yield f"台账：{column.zh}", column.en, column.meaning
    for proof in _PROOF:
        yield f"佐证：{proof.zh}", proof.en, proof.meaning
    for move in _MOVE:
        yield f"流水：{move.zh}", move.en, move.meaning
