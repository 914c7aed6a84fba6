"""XLSForm expressions: `${wait} > 30 and selected(${channels}, 'app')`.

Parsed by elementpath (`flows.expression_parser`), compiled to Python closures
(`flows.expression_compiler`), once per text. Only what the compiler names can be
reached, so a flow cannot touch files, network or environment.

Evaluation is total: an `Expression` never raises, and costs at most what its
length allows (`flows.limits`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from flows.errors import Code
from flows.expression_compiler import Compiler, Run
from flows.expression_parser import ExpressionError, parse_expression
from flows.functions import Nodes, Result, Scalar, truth
from flows.limits import MAX_EXPRESSION_LENGTH

__all__ = [
    "REFERENCE",
    "Expression",
    "ExpressionError",
    "Scope",
    "compile_expression",
    "is_dynamic",
    "references",
]


class Scope(Protocol):
    """Where an expression is evaluated: what its names stand for, and when."""

    own: Scalar
    now: datetime
    columns: Mapping[str, str]

    def value(self, name: str) -> Result: ...
    def nodes(self, name: str) -> Nodes: ...
    def in_instance(self, name: str, repeat: str, number: float) -> Scalar: ...
    def position(self) -> int: ...
    def spend(self, steps: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression.

    `names` are its `${}`, `columns` its bare words (choice_filter), `weight` the steps it takes;
    `keeps`: it has a `once()`, and is given the value it had.
    """

    source: str
    names: frozenset[str]
    columns: frozenset[str]
    weight: int
    run: Run
    keeps: bool = False

    def value(self, scope: Scope) -> Result:
        """The value; empty text where the expression fails, or the steps are used up."""
        try:
            scope.spend(self.weight)
            return self.run(scope)
        except Exception:  # noqa: BLE001 - totality: a form's mistake must not stop a walk
            return ""

    def holds(self, scope: Scope) -> bool:
        """The value as a truth; false where the expression fails."""
        return truth(self.value(scope))


REFERENCE = re.compile(r"\$\{\s*([^{}]*?)\s*\}")
_LITERAL_OR_REFERENCE = re.compile(rf"'[^']*'|\"[^\"]*\"|{REFERENCE.pattern}|\$")
_DYNAMIC = re.compile(r"\$\{|^'.*'$|^\".*\"$|(?:^|[^\w.-])[a-z][a-z-]*\(", re.DOTALL)


def references(label: str) -> frozenset[str]:
    """The names that a label refers to by `${name}`."""
    return frozenset(REFERENCE.findall(label))


def is_dynamic(default: str) -> bool:
    """Whether a `default` is an expression; otherwise it is the value itself (`2026-01-31`)."""
    return _DYNAMIC.search(default.strip()) is not None


def numbered(source: str) -> tuple[str, list[str]]:
    """The expression with the variables `$v0`, `$v1` … for its references, and their names.

    Raises ExpressionError.
    """
    names: list[str] = []

    def variable(match: re.Match[str]) -> str:
        found = match[0]
        if found[0] in "'\"":
            if REFERENCE.search(found):
                raise ExpressionError(Code.QUOTED_REFERENCE, quoted=found)
            return found
        if found == "$":
            raise ExpressionError(Code.STRAY_DOLLAR)
        names.append(match[1])
        return f"$v{len(names) - 1} "

    return _LITERAL_OR_REFERENCE.sub(variable, source), names


@lru_cache(maxsize=8_192)
def compile_expression(source: str, columns: bool = False) -> Expression:
    """Parse and compile; `columns` allows bare words, the columns of a choice.

    Raises ExpressionError.
    """
    if len(source) > MAX_EXPRESSION_LENGTH:
        raise ExpressionError(Code.TOO_LONG, limit=MAX_EXPRESSION_LENGTH)
    plain, names = numbered(source)
    compiler = Compiler(names, columns)
    run = compiler.compile(parse_expression(plain), 1)
    return Expression(
        source,
        frozenset(names),
        frozenset(compiler.columns),
        compiler.weight,
        run,
        compiler.keeps,
    )
