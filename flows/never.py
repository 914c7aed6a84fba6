"""Conditions that cannot hold, whatever is answered: told from the expression alone.

Careful: what is not certain may hold. A row that is never asked has no value, so that
what compares with it cannot hold either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.expression_compiler import Compiler
from flows.expression_parser import parse_expression
from flows.expressions import numbered
from flows.functions import truth

if TYPE_CHECKING:
    from elementpath import XPathToken

_COMPARING = frozenset({"=", "<", "<=", ">", ">="})
_MOVING = frozenset({"$", ".", "..", "today", "now", "once", "position", "(name)"})
"""Tokens whose value is not there before the walk."""


@dataclass(slots=True)
class Knowledge:
    """What is certain of the values in a flow: `options` of selects, rows without any value."""

    options: Mapping[str, Collection[str]]
    empty: set[str] = field(default_factory=set)
    several: Collection[str] = ()
    """Rows in repeats, which may have many values at once."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The columns of the choice that is looked at."""

    def never(self, source: str) -> bool:
        """Whether the expression cannot hold. One that cannot be read is not judged."""
        try:
            plain, names = numbered(source)
            return _Judge(self, names).never(parse_expression(plain))
        except Exception:  # noqa: BLE001 - what is wrong with it is told by `flows.check`
            return False


class _Judge:
    def __init__(self, knowledge: Knowledge, names: list[str]) -> None:
        self.known = knowledge
        self.names = names

    def never(self, token: XPathToken) -> bool:
        symbol, parts = token.symbol, list(token)
        if symbol == "(" and len(parts) == 1:
            return self.never(parts[0])
        if symbol == "and":
            return any(map(self.never, parts)) or self._contradict(token)
        if symbol == "or":
            return all(map(self.never, parts))
        if symbol in _COMPARING and len(parts) == 2:
            return self._apart(*parts) or self._apart(*reversed(parts)) or self._is_false(token)
        if symbol == "selected" and len(parts) == 2:
            return self._apart(*parts)
        return self._is_false(token)

    def _apart(self, asked: XPathToken, other: XPathToken) -> bool:
        """Whether an answer can never be that word."""
        name, word = self._name(asked), self._word(other)
        if name is None or word in (None, ""):
            return False
        options = self.known.options.get(name)
        return name in self.known.empty or (options is not None and word not in options)

    def _contradict(self, token: XPathToken) -> bool:
        """`${a} = 'x' and ${a} = 'y'`."""
        wanted: dict[str, set[str]] = {}
        for part in _chain(token):
            if part.symbol == "=" and len(part) == 2:
                name, word = self._name(part[0]), self._word(part[1])
                if name is not None and word is not None and name not in self.known.several:
                    wanted.setdefault(name, set()).add(word)
        return any(len(words) > 1 for words in wanted.values())

    def _name(self, token: XPathToken) -> str | None:
        if token.symbol != "$":
            return None
        return self.names[int(str(token[0].value)[1:])]

    def _word(self, token: XPathToken) -> str | None:
        if token.symbol == "(string)":
            return str(token.value)
        if token.symbol in ("(integer)", "(decimal)"):
            return str(token.value)
        if token.symbol == "(name)" and self.known.columns:
            return self.known.columns.get(str(token.value), "")
        return None

    def _is_false(self, token: XPathToken) -> bool:
        """A constant that is not true."""
        if any(each.symbol in _MOVING for each in token.iter()):
            return False
        nothing: Any = _Nothing()
        return not truth(Compiler(self.names, False).compile(token, 1)(nothing))


class _Nothing:
    """A scope for constants: there is nothing to ask it but to bear the steps."""

    def spend(self, steps: int) -> None:
        """Constants are few."""


def _chain(token: XPathToken) -> Iterator[XPathToken]:
    """The terms of a chain of `and`, brackets around one taken off."""
    waiting = [token]
    while waiting:
        each = waiting.pop()
        if each.symbol == "and" or (each.symbol == "(" and len(each) == 1):
            waiting.extend(each)
        else:
            yield each
