"""From a token tree to nested Python closures, each a function of a `Scope`.

The whitelist of what an expression may do: tokens that are not named here (axes,
paths, predicates, node tests) are refused, so there is nothing to reach at run
time. Regular expressions run on RE2: linear time, whatever the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from flows.errors import Code
from flows.expression_parser import SPECIAL, ExpressionError
from flows.functions import FUNCTIONS, Result, Scalar, number, scalar, text, truth
from flows.limits import MAX_EXPRESSION_DEPTH, MAX_REGEX_LENGTH
from flows.operators import ARITHMETIC, comparison

if TYPE_CHECKING:
    from elementpath import XPathToken

    from flows.expressions import Scope

Run = Callable[[Any], Result]


_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


class Compiler:
    """One shape: each kind of token gives a function of the scope.

    `names` are what the variables `$v0`, `$v1` … stand for; `bare_words` allows the
    columns of a choice, which `columns` collects.
    """

    def __init__(self, names: list[str], bare_words: bool) -> None:
        self.names = names
        self.bare_words = bare_words
        self.columns: set[str] = set()
        self.weight = 0
        self.keeps = False

    def compile(self, token: XPathToken, depth: int) -> Run:
        if depth > MAX_EXPRESSION_DEPTH:
            raise ExpressionError(Code.DEEP_EXPRESSION, limit=MAX_EXPRESSION_DEPTH)
        self.weight += 1
        symbol, deeper = token.symbol, depth + 1
        if symbol == "(" and len(token) == 1:
            return self.compile(token[0], deeper)
        if symbol in ("and", "or"):
            return self._logic(symbol, token, deeper)
        if symbol in _COMPARISONS and len(token) == 2:
            a, b = self.compile(token[0], deeper), self.compile(token[1], deeper)
            return _comparing(symbol, a, b)
        if symbol in ARITHMETIC and token:
            return self._arithmetic(symbol, token, deeper)
        if symbol in FUNCTIONS:
            return self._call(symbol, token, deeper)
        if symbol in SPECIAL:
            return self._special(symbol, token, deeper)
        return self._leaf(token)

    def _leaf(self, token: XPathToken) -> Run:
        symbol = token.symbol
        if symbol == "(string)":
            return _constant(str(token.value))
        if symbol in ("(integer)", "(decimal)", "(float)"):
            return _constant(float(str(token.value)))
        if symbol == "$":
            name = self._name(token)
            return lambda s: s.value(name)
        if symbol == ".":
            return lambda s: s.own
        if symbol == "(name)":
            return self._column(str(token.value))
        raise ExpressionError(Code.NOT_SUPPORTED, symbol=symbol)

    def _column(self, word: str) -> Run:
        if not self.bare_words:
            raise ExpressionError(Code.BARE_WORD, name=word)
        self.columns.add(word)
        return lambda s: s.columns.get(word, "")

    def _name(self, token: XPathToken) -> str:
        return self.names[int(str(token[0].value)[1:])]

    def _logic(self, symbol: str, token: XPathToken, depth: int) -> Run:
        """A chain of `and` or `or` is one step deep, however long it is."""
        terms: list[Run] = []
        while token.symbol == symbol:
            terms.append(self.compile(token[1], depth))
            token = token[0]
        terms.append(self.compile(token, depth))
        parts = tuple(reversed(terms))
        return _all(parts) if symbol == "and" else _any(parts)

    def _arithmetic(self, symbol: str, token: XPathToken, depth: int) -> Run:
        a = self.compile(token[0], depth)
        if len(token) == 1:
            return (lambda s: -number(a(s))) if symbol == "-" else (lambda s: number(a(s)))
        b, work = self.compile(token[1], depth), ARITHMETIC[symbol]
        return lambda s: work(number(a(s)), number(b(s)))

    def _call(self, symbol: str, token: XPathToken, depth: int) -> Run:
        function = FUNCTIONS[symbol]
        call = function.call
        each = self._nodes if function.nodes else self.compile
        arguments = tuple(each(argument, depth) for argument in token)
        if len(arguments) == 1:
            only = arguments[0]
            return lambda s: call(only(s))
        if len(arguments) == 2:
            first, second = arguments
            return lambda s: call(first(s), second(s))
        return lambda s: call(*[argument(s) for argument in arguments])

    def _nodes(self, token: XPathToken, depth: int) -> Run:
        """A reference as a node set: every instance, and nothing for an irrelevant one."""
        if token.symbol == "$":
            name = self._name(token)
            return lambda s: s.nodes(name)
        run = self.compile(token, depth)
        return lambda s: (scalar(run(s)),)

    def _special(self, symbol: str, token: XPathToken, depth: int) -> Run:
        if symbol == "regex":
            return self._regex(token, depth)
        if symbol == "position":
            if len(token) == 1 and token[0].symbol != "..":
                raise ExpressionError(Code.BAD_POSITION)
            return lambda s: s.position()
        if symbol == "indexed-repeat":
            return self._indexed(token, depth)
        self.keeps |= symbol == "once"
        arguments = [self.compile(argument, depth) for argument in token]
        return _BUILDERS[symbol](*arguments)

    def _regex(self, token: XPathToken, depth: int) -> Run:
        if token[1].symbol != "(string)":
            raise ExpressionError(Code.PATTERN_NOT_TEXT)
        matches = compile_regex(str(token[1].value))
        value = self.compile(token[0], depth)
        return lambda s: matches(text(value(s)))

    def _indexed(self, token: XPathToken, depth: int) -> Run:
        if token[0].symbol != "$" or token[1].symbol != "$":
            raise ExpressionError(Code.BAD_INDEXED_REPEAT)
        name, repeat = self._name(token[0]), self._name(token[1])
        index = self.compile(token[2], depth)
        return lambda s: s.in_instance(name, repeat, number(index(s)))


def compile_regex(pattern: str) -> Callable[[str], bool]:
    r"""A test whether a whole text matches, as ODK's regex(). RE2: linear time, bounded memory.

    `\u4e00` (Java's, JavaScript's) is understood. Raises ExpressionError.
    """
    import re2  # type: ignore[import-untyped]

    if len(pattern) > MAX_REGEX_LENGTH:
        raise ExpressionError(Code.PATTERN_TOO_LONG, limit=MAX_REGEX_LENGTH)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        compiled = re2.compile(re.sub(r"\\u([0-9A-Fa-f]{4})", r"\\x{\1}", pattern), options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise ExpressionError(Code.BAD_PATTERN, reason=reason) from None
    return lambda value: compiled.fullmatch(value) is not None


def _constant(value: Scalar) -> Run:
    return lambda _: value


def _comparing(symbol: str, a: Run, b: Run) -> Run:
    compare = comparison(symbol)

    def run(scope: Scope) -> bool:
        x, y = a(scope), b(scope)
        if isinstance(x, tuple) and isinstance(y, tuple):
            scope.spend(len(x) * len(y))
        return compare(x, y)

    return run


def _all(parts: tuple[Run, ...]) -> Run:
    def run(scope: Scope) -> bool:
        for part in parts:  # noqa: SIM110 - a loop: this is where walks spend their time
            if not truth(part(scope)):
                return False
        return True

    return run


def _any(parts: tuple[Run, ...]) -> Run:
    def run(scope: Scope) -> bool:
        for part in parts:  # noqa: SIM110 - as above
            if truth(part(scope)):
                return True
        return False

    return run


def _if(test: Run, then: Run, otherwise: Run) -> Run:
    return lambda s: then(s) if truth(test(s)) else otherwise(s)


def _coalesce(*arguments: Run) -> Run:
    def first(scope: Scope) -> Result:
        return next((v for v in (text(a(scope)) for a in arguments) if v != ""), "")

    return first


def _once(argument: Run) -> Run:
    """What is there already, else the value: see `flows.keeping`."""
    return lambda s: s.own if s.own != "" else argument(s)


def _today() -> Run:
    return lambda s: date.isoformat(s.now)


def _now() -> Run:
    return lambda s: s.now.isoformat(timespec="seconds")


_BUILDERS: dict[str, Callable[..., Run]] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "today": _today,
    "now": _now,
}
