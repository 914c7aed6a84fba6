"""A mapping: which column of another platform's table is what of the ledger, in a small YAML file.

Everything in it is checked before any row is read; each fault names its line and how to mend it.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.complaints.built_in import BUILT_IN, FOLDER, built_in
from flows.errors import FlowErrors, guess
from flows.issue_terms import CALLBACK_CONSENT, CATEGORIES, SEVERITIES, STEPS
from flows.yaml_nodes import Node, read_yaml
from storage.records import ISSUE_FIELDS

CASE, FOUND, STARS = "case_number", "found_at", "stars"
_TAKEN = (
    "problem", "category", "step", "severity", "suggestion", "department", "item", "item_code",
    "channels", "place", "material", "callback",
)  # fmt: skip
TARGETS: dict[str, str] = {
    "平台编号": CASE,
    "发现日期": FOUND,
    "评分": STARS,
    **{ISSUE_FIELDS[name]: name for name in _TAKEN},
}
"""What a column may be, by the ledger's word."""
TERMS: dict[str, Mapping[str, str]] = {
    "category": CATEGORIES,
    "step": STEPS,
    "severity": SEVERITIES,
    "callback": CALLBACK_CONSENT,
}
"""Fields that have fixed terms only."""
CALL_TARGETS: dict[str, str] = {
    "问题编号": "number",
    "平台编号": CASE,
    "回访日期": "called_on",
    "回访结果": "result",
    "评分": STARS,
    "回访说明": "words",
    "拨打次数": "tries",
    "回访单位": "company",
    "回访编号": "call_number",
}
"""What a column of calls by a third party may be (R59)."""
CALLBACK = "callback"
KINDS = ("complaint", "rating", CALLBACK)
REST = "*"
"""In `values`: whatever is not listed."""
MAX_ROW = 1_000
_KEYS = ("source", "kind", "sheet", "head", "encoding", "date", "columns", "values", "constant")


@dataclass(frozen=True, slots=True)
class CaseMapping:
    """What a mapping file says. Fields go by the names of `storage.records.ISSUE_FIELDS`."""

    source: str
    kind: str = "complaint"
    sheet: str = ""
    head: int = 0
    """Row of the headings; 0: it is looked for."""
    encoding: str = ""
    shapes: tuple[str, ...] = ()
    """How times are written (`strptime`), if not as people do."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading to field; several headings may be one field."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constant: Mapping[str, str] = field(default_factory=dict)


def needed(kind: str, columns: Mapping[str, str]) -> set[str]:
    """The fields that no table of a kind can do without."""
    told = columns.values()
    if kind == CALLBACK:
        what = {"called_on", "number" if CASE not in told else CASE}
        return what if STARS in told else what | {"result"}
    return {CASE, STARS if kind == "rating" else "problem"}


class MappingError(Exception):
    """A mapping that cannot be used: a line of words for each fault, in `zh` and `en`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = {"zh": zh, "en": en}


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    zh: str
    en: str


def find_mapping(name: str, home: Path) -> Path:
    """The file of a mapping: a path, one of the office's own, or one of the program's."""
    own = home / FOLDER / f"{name}.yaml"
    if (path := Path(name)).is_file():
        return path
    if name == Path(name).name and own.is_file():
        return own
    if name in BUILT_IN:
        return built_in(name)
    known = "、".join(BUILT_IN)
    raise MappingError(
        f"没有“{name[:60]}”这份对照表：写文件的路径，或数据文件夹 {FOLDER}/ 里的名字，"
        f"或自带的：{known}。",
        f"There is no mapping {name[:60]!r}: give a path, a name in {FOLDER}/ of the home, or one "
        f"of the program's: {known}.",
    )


def read_mapping(path: Path) -> CaseMapping:
    """The mapping in a file. Raises `MappingError` with all that is wrong with it."""
    try:
        root = read_yaml(path)
    except FlowErrors as errors:
        raise MappingError(errors.told("zh"), errors.told("en")) from None
    reader = _Reader(root)
    made = reader.mapping()
    if reader.faults:
        faults = sorted(reader.faults, key=lambda one: one.line)
        raise MappingError(
            "\n".join(f"{path.name}:{one.line}：{one.zh}" for one in faults),
            "\n".join(f"{path.name}:{one.line}: {one.en}" for one in faults),
        )
    return made


class _Reader:
    """Goes once through the file and notes what is wrong."""

    def __init__(self, root: Node) -> None:
        self.faults: list[_Fault] = []
        self._root = root
        self._targets = TARGETS
        self._parts: dict[str, Node] = {}
        for key, value in self._entries(root):
            name = key.text() or ""
            if name not in _KEYS:
                near = guess(name, _KEYS)
                self._fault(
                    key,
                    f"不认得“{name[:40]}”{f'，是不是 {near}' if near else ''}；"
                    f"可以写：{'、'.join(_KEYS)}。",
                    f"{name[:40]!r} is not known; there are: {', '.join(_KEYS)}.",
                )
            self._parts[name] = value

    def mapping(self) -> CaseMapping:
        kind = self._word("kind") or "complaint"
        self._targets = CALL_TARGETS if kind == CALLBACK else TARGETS
        columns = self._columns()
        if kind not in KINDS:
            told = "、".join(KINDS)
            self._fault(self._parts["kind"], f"kind 只能是 {told}。", f"kind is one of {told}.")
        source = self._word("source")
        if not source:
            self._fault(self._root, "缺 source：写来源，如 12345热线。", "source is lacking.")
        self._complete(columns, kind)
        return CaseMapping(
            source=source,
            kind=kind,
            sheet=self._word("sheet"),
            head=self._head(),
            encoding=self._encoding(),
            shapes=tuple(self._shapes()),
            columns=columns,
            values=self._values(),
            constant=self._constant(),
        )

    def _complete(self, columns: Mapping[str, str], kind: str) -> None:
        names = {field: word for word, field in self._targets.items()}
        for lacks in sorted(needed(kind, columns) - set(columns.values())):
            where = self._parts.get("columns", self._root)
            self._fault(
                where,
                f"columns 里没有哪一列是“{names[lacks]}”；加上这一列。",
                f"No column is {names[lacks]}; add the one that is.",
            )

    def _fault(self, node: Node, zh: str, en: str) -> None:
        self.faults.append(_Fault(node.line, zh, en))

    def _entries(self, node: Node | None) -> list[tuple[Node, Node]]:
        if node is None or node.kind == "nothing":
            return []
        found = node.entries()
        if found is None:
            self._fault(
                node, "这里要一行一个“名称: 内容”。", "Pairs of name: value are wanted here."
            )
        return found or []

    def _word(self, name: str) -> str:
        node = self._parts.get(name)
        text = node.text() if node is not None else ""
        if node is not None and text is None:
            self._fault(node, f"{name} 要写一个词。", f"{name} takes one word.")
        return (text or "").strip()

    def _target(self, node: Node) -> str:
        """The field that a word stands for; "" and a fault for none."""
        word = (node.text() or "").strip()
        targets = self._targets
        if word in targets or word in targets.values():
            return targets.get(word, word)
        near = guess(word, targets)
        self._fault(
            node,
            f"台账里没有“{word[:40]}”{f'，是不是“{near}”' if near else ''}；"
            f"可以写：{'、'.join(targets)}。",
            f"{word[:40]!r} is nothing of the ledger; there are: {', '.join(targets)}.",
        )
        return ""

    def _columns(self) -> dict[str, str]:
        pairs = self._entries(self._parts.get("columns"))
        found = {(key.text() or "").strip(): self._target(value) for key, value in pairs}
        return {heading: target for heading, target in found.items() if heading and target}

    def _head(self) -> int:
        text = self._word("head")
        if not text:
            return 0
        if not text.isdecimal() or not 1 <= int(text[:9]) <= MAX_ROW:
            self._fault(self._parts["head"], "head 要写表头在第几行。", "head is a row's number.")
            return 0
        return int(text)

    def _encoding(self) -> str:
        name = self._word("encoding")
        try:
            codecs.lookup(name or "utf-8")
        except LookupError:
            told = "gb18030、utf-8、big5"
            self._fault(
                self._parts["encoding"],
                f"没有“{name[:40]}”这种编码；可以写：{told}。",
                f"There is no encoding {name[:40]!r}; there are: {told}.",
            )
        return name

    def _shapes(self) -> Iterator[str]:
        node = self._parts.get("date")
        items = (node.items() or [node]) if node is not None else []
        for item in items:
            shape = (item.text() or "").strip()
            try:
                now = datetime(2026, 3, 9, 10, 20)  # noqa: DTZ001  # of any zone
                datetime.strptime(now.strftime(shape), shape)  # noqa: DTZ007
                is_day = "%d" in shape or "%j" in shape or "%x" in shape
            except ValueError:
                is_day = False
            if is_day:
                yield shape
            else:
                self._fault(
                    item,
                    f"“{shape[:40]}”不是日期的写法；例如 %Y/%m/%d %H:%M。",
                    f"{shape[:40]!r} is no shape of a date, as %Y/%m/%d %H:%M is.",
                )

    def _values(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, value in self._entries(self._parts.get("values")):
            target = self._target(key)
            pairs = self._entries(value)
            told = {(k.text() or "").strip(): self._term(target, v) for k, v in pairs}
            if target:
                found[target] = told
        return found

    def _constant(self) -> dict[str, str]:
        pairs = self._entries(self._parts.get("constant"))
        found = {self._target(key): (key, value) for key, value in pairs}
        return {name: self._term(name, value) for name, (_, value) in found.items() if name}

    def _term(self, target: str, node: Node) -> str:
        """A value that a field may have."""
        word = (node.text() or "").strip()
        known = TERMS.get(target, {})
        is_stars = target == STARS and word not in ("1", "2", "3", "4", "5")
        if (known and word not in known) or is_stars:
            names = list(known) or ["1", "2", "3", "4", "5"]
            near = guess(word, names)
            self._fault(
                node,
                f"没有“{word[:40]}”{f'，是不是“{near}”' if near else ''}；"
                f"可以写：{'、'.join(names)}。",
                f"There is no {word[:40]!r}; there are: {', '.join(names)}.",
            )
        return word
