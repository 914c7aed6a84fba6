"""XLSForm expressions: `${wait} > 30 and selected(${channels}, 'app')`.

elementpath parses them (the XPath 1.0 grammar, with ODK's functions registered);
this module turns its token tree into nested Python closures, once per text. Only
tokens named here are compiled, so axes, paths, predicates and unknown functions
are refused when the flow is loaded and there is nothing to reach at run time:
no files, no network, no environment.

Evaluation is total: an `Expression` never raises, and costs at most what its
length allows (`flows.limits`). Regular expressions run on RE2, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from flows.errors import guess
from flows.functions import (
    ARITHMETIC,
    FUNCTIONS,
    Nodes,
    Result,
    Scalar,
    comparison,
    number,
    scalar,
    text,
    truth,
)
from flows.limits import MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH, MAX_REGEX_LENGTH

if TYPE_CHECKING:
    from elementpath import XPathToken
    from elementpath.xpath1 import XPath1Parser


class Scope(Protocol):
    """Where an expression is evaluated: what its names stand for, and when."""

    own: Scalar
    now: datetime
    columns: Mapping[str, str]

    def value(self, name: str) -> Result: ...
    def nodes(self, name: str) -> Nodes: ...
    def in_instance(self, name: str, repeat: str, number: float) -> Scalar: ...
    def position(self) -> int: ...
    def at_start(self) -> Scope: ...


Run = Callable[[Any], Result]


class ExpressionError(Exception):
    """The expression cannot be used: why, and how to mend it."""

    def __init__(self, reason: str, mend: str = "correct the expression") -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression. `names` are its `${}`; `columns` its bare words (choice_filter)."""

    source: str
    names: frozenset[str]
    columns: frozenset[str]
    run: Run

    def value(self, scope: Scope) -> Result:
        """The value; empty text where the expression fails."""
        try:
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


@lru_cache(maxsize=8_192)
def compile_expression(source: str, columns: bool = False) -> Expression:
    """Parse and compile; `columns` allows bare words, the columns of a choice.

    Raises ExpressionError.
    """
    if len(source) > MAX_EXPRESSION_LENGTH:
        raise ExpressionError(f"longer than {MAX_EXPRESSION_LENGTH} characters", "use calculates")
    names: list[str] = []

    def variable(match: re.Match[str]) -> str:
        found = match[0]
        if found[0] in "'\"":
            if REFERENCE.search(found):
                raise ExpressionError(f"a reference inside quotes: {found}", "use concat()")
            return found
        if found == "$":
            raise ExpressionError("a stray $", "write ${name} for a question")
        names.append(match[1])
        return f"$v{len(names) - 1} "

    compiler = _Compiler(names, columns)
    run = compiler.compile(_parse(_LITERAL_OR_REFERENCE.sub(variable, source)), 1)
    return Expression(source, frozenset(names), frozenset(compiler.columns), run)


def _parse(source: str) -> XPathToken:
    try:
        return _parser()().parse(source)
    except RecursionError:
        raise ExpressionError("nested too deep", "split it into calculates") from None
    except Exception as error:  # noqa: BLE001 - elementpath raises kinds of four built-in errors
        reason = str(error).partition("] ")[2] or str(error)
        raise ExpressionError(reason, _mend_parse(source)) from None


def _mend_parse(source: str) -> str:
    for name in re.findall(r"([\w.-]+)\s*\(", source):
        if name in _UNSUPPORTED:
            return f"{name}() is not supported; {_UNSUPPORTED[name]}"
        if name not in FUNCTIONS and name not in _SPECIAL:
            return f"{guess(name, [*FUNCTIONS, *_SPECIAL])}there is no function {name}()"
    return "check brackets, quotes and operators"


_UNSUPPORTED = {
    "pulldata": "put the data into a choice list with further columns",
    "random": "a walk must give the same result every time",
    "uuid": "a walk must give the same result every time",
}


@lru_cache(maxsize=1)
def _parser() -> type[XPath1Parser]:
    """elementpath's XPath 1.0 parser with our functions instead of its own.

    Built on first use: importing elementpath takes a noticeable part of a second.
    """
    from elementpath.tdop import Parser
    from elementpath.xpath1 import XPath1Parser

    class OdkParser(XPath1Parser):
        def parse(self, source: str) -> XPathToken:
            # Without the evaluation that XPath1Parser.parse does on the side.
            if self.tokenizer is None:
                type(self).tokenizer = self.create_tokenizer(self.symbol_table)
            return Parser.parse(self, source)

    for symbol, token in list(OdkParser.symbol_table.items()):
        if token.label == "function":
            del OdkParser.symbol_table[symbol]
    arities = {name: (f.least, f.most) for name, f in FUNCTIONS.items()}
    for name, (least, most) in (arities | _SPECIAL).items():
        OdkParser.function(name, nargs=least if least == most else (least, most))
    OdkParser.tokenizer = None
    return OdkParser


_SPECIAL: dict[str, tuple[int, int | None]] = {
    "if": (3, 3),
    "coalesce": (2, None),
    "once": (1, 1),
    "regex": (2, 2),
    "position": (0, 1),
    "indexed-repeat": (3, 3),
    "today": (0, 0),
    "now": (0, 0),
}
"""Functions that are more than a call on values: lazy, or bound to the place or the clock."""

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


class _Compiler:
    """Token tree → closure. One shape: each kind of token gives a function of the scope."""

    def __init__(self, names: list[str], bare_words: bool) -> None:
        self.names = names
        self.bare_words = bare_words
        self.columns: set[str] = set()

    def compile(self, token: XPathToken, depth: int) -> Run:
        if depth > MAX_EXPRESSION_DEPTH:
            raise ExpressionError(
                f"nested deeper than {MAX_EXPRESSION_DEPTH}", "split it into calculates"
            )
        symbol, deeper = token.symbol, depth + 1
        if symbol == "(" and len(token) == 1:
            return self.compile(token[0], deeper)
        if symbol in ("and", "or"):
            return self._logic(symbol, token, deeper)
        if symbol in _COMPARISONS and len(token) == 2:
            a, b = self.compile(token[0], deeper), self.compile(token[1], deeper)
            compare = comparison(symbol)
            return lambda s: compare(a(s), b(s))
        if symbol in ARITHMETIC and token:
            return self._arithmetic(symbol, token, deeper)
        if symbol in FUNCTIONS:
            return self._call(symbol, token, deeper)
        if symbol in _SPECIAL:
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
        raise ExpressionError(f"{symbol!r} is not supported here", "use ${name}, values, functions")

    def _column(self, word: str) -> Run:
        if not self.bare_words:
            raise ExpressionError(
                f"{word!r} is a bare word", f"write ${{{word}}} for a question or '{word}' for text"
            )
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
        if symbol == "and":
            return lambda s: all(truth(part(s)) for part in parts)
        return lambda s: any(truth(part(s)) for part in parts)

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
                raise ExpressionError("position() takes .. only", "write position(..)")
            return lambda s: s.position()
        if symbol == "indexed-repeat":
            return self._indexed(token, depth)
        arguments = [self.compile(argument, depth) for argument in token]
        return _BUILDERS[symbol](*arguments)

    def _regex(self, token: XPathToken, depth: int) -> Run:
        if token[1].symbol != "(string)":
            raise ExpressionError("the pattern of regex() is not a text", "write it in quotes")
        matches = compile_regex(str(token[1].value))
        value = self.compile(token[0], depth)
        return lambda s: matches(text(value(s)))

    def _indexed(self, token: XPathToken, depth: int) -> Run:
        if token[0].symbol != "$" or token[1].symbol != "$":
            raise ExpressionError(
                "indexed-repeat() wants two references",
                "write indexed-repeat(${question}, ${repeat}, number)",
            )
        name, repeat = self._name(token[0]), self._name(token[1])
        index = self.compile(token[2], depth)
        return lambda s: s.in_instance(name, repeat, number(index(s)))


def compile_regex(pattern: str) -> Callable[[str], bool]:
    r"""A test whether a whole text matches, as ODK's regex(). RE2: linear time, bounded memory.

    `\u4e00` (Java's, JavaScript's) is understood. Raises ExpressionError.
    """
    import re2  # type: ignore[import-untyped]

    if len(pattern) > MAX_REGEX_LENGTH:
        raise ExpressionError(f"a pattern longer than {MAX_REGEX_LENGTH} characters", "shorten it")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        compiled = re2.compile(re.sub(r"\\u([0-9A-Fa-f]{4})", r"\\x{\1}", pattern), options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise ExpressionError(
            f"the pattern is not usable: {reason}", "no lookaround, no back-references"
        ) from None
    return lambda value: compiled.fullmatch(value) is not None


def _constant(value: Scalar) -> Run:
    return lambda _: value


def _if(test: Run, then: Run, otherwise: Run) -> Run:
    return lambda s: then(s) if truth(test(s)) else otherwise(s)


def _coalesce(*arguments: Run) -> Run:
    def first(scope: Scope) -> Result:
        return next((v for v in (text(a(scope)) for a in arguments) if v != ""), "")

    return first


def _once(argument: Run) -> Run:
    """What is there already, else the value as of the beginning of the walk."""
    return lambda s: s.own if s.own != "" else argument(s.at_start())


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
