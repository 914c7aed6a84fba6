"""How the rows of a form name each other, put into `${name}` throughout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flows.columns import EXPRESSIONS
from flows.errors import Code, guess
from flows.expressions import references
from flows.xlsform.error_texts import Sheets
from flows.xlsform.headers import LOCALISED
from flows.xlsform.rewriting import Path, label_of, renamed, requoted, resolved, tidy, truth
from flows.xlsform.types import type_of

if TYPE_CHECKING:
    from flows.xlsform.sheets import Line, SheetReader

_TRUTHS = ("relevant", "constraint", "calculation")
_COMPUTED = (*EXPRESSIONS, "repeat_count")


class References:
    """Where every row stands, and which rows are nothing but the label of a choice.

    A label shows an answer in words by itself, so a row with `jr:choice-name` is its question.
    """

    def __init__(self, lines: Sequence[Line], choices: Mapping[str, str]) -> None:
        self.choices = choices
        """Names of choices that are others here."""
        self.paths: dict[Path, str] = {}
        self.labels: dict[str, str] = {}
        """Questions by the rows that are the label of what was chosen there."""
        self._at: dict[int, Path] = {}
        self._used: list[tuple[Line, str, str]] = []
        inside: list[str] = []
        for line in lines:
            kind, name = type_of(line.get("type")).kind, line.get("name")
            if kind == "end":
                del inside[-1:]
                continue
            path = (*inside, name)
            self._at[line.row] = path
            self.paths[path] = name
            if kind == "begin":
                inside.append(name)
            elif asked := label_of(tidy(line.get("calculation"))):
                self.labels[name] = asked

    def rewrite(self, line: Line) -> None:
        """References and quotes of a line, in place."""
        at = self._at[line.row]
        for column, text in line.texts.items():
            if column.partition("::")[0] in LOCALISED:
                line.texts[column] = renamed(text, self.labels) if self.labels else text
            elif column in _COMPUTED:
                line.texts[column] = self._computed(column, text, at)
        if asked := self.labels.get(line.get("name")):
            line.texts["calculation"] = f"${{{asked}}}"
        for column in _COMPUTED:
            for name in references(line.get(column)) & self.labels.keys():
                self._used.append((line, column, name))

    def _computed(self, column: str, text: str, at: Path) -> str:
        if column == "default":
            text = self.choices.get(text, text)
        elif column in _TRUTHS:
            text = truth(text)
        return requoted(resolved(tidy(text), at, self.paths), self.choices)

    def check_trigger(self, line: Line, reader: SheetReader) -> None:
        """Complain of a trigger by a row that is not there, and take it away."""
        names = set(self.paths.values())
        for name in sorted(references(tidy(line.get("trigger"))) - names):
            close = guess(name, names)
            reader.complain(line, "trigger", Code.UNKNOWN_REFERENCE, name=name, guess=close)
            line.take("trigger")

    def tell(self, reader: SheetReader) -> None:
        """Complain of every label of a choice that something is computed with."""
        for line, column, name in self._used:
            told = {"name": name, "meant": self.labels[name]}
            reader.complain(line, column, Sheets.LABEL_COMPARED, **told)
