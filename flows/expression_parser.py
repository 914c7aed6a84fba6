"""The grammar of expressions: elementpath's XPath 1.0 parser with ODK's functions.

Only a token tree comes out of here; nothing is evaluated. Functions that are not
in our tables are errors at this point, with a word on what to write instead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.errors import Code, Detail, guess, worded
from flows.functions import FUNCTIONS
from flows.limits import MAX_EXPRESSION_DEPTH

if TYPE_CHECKING:
    from elementpath import XPathToken
    from elementpath.xpath1 import XPath1Parser


class ExpressionError(Exception):
    """The expression cannot be used: the code and details of the fault. `str()` is in English."""

    def __init__(self, code: Code, **details: Detail) -> None:
        super().__init__("; ".join(worded(code, details, "en")))
        self.code = code
        self.details = details


SPECIAL: dict[str, tuple[int, int | None]] = {
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
_UNSUPPORTED = {
    "pulldata": Code.NO_PULLDATA,
    "instance": Code.NO_PULLDATA,
    "random": Code.NO_CHANCE,
    "uuid": Code.NO_CHANCE,
}
_COMPARISONS = {"=": 28, "!=": 28, "<": 30, "<=": 30, ">": 30, ">=": 30}
"""How strongly each binds: `1 < 2 = true()` is `(1 < 2) = true()`. elementpath takes no chains."""
_CALLED = re.compile(r"(?<![$\w.-])([^\W\d][\w.-]*)\s*\(")
_OPERATORS = frozenset({"and", "or", "div", "mod"})
_FOREIGN = {
    "==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "≠": "!=", "≤": "<=", "≥": ">=",
    "＝": "=", "＜": "<", "＞": ">", "&&": "and", "||": "or", "AND": "and", "OR": "or",
    "DIV": "div", "MOD": "mod", "×": "*", "÷": "div", "＋": "+", "－": "-", "—": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"', "（": "(", "）": ")", "，": ",", "、": ",",
    "＄": "$", "｛": "{", "｝": "}", "。": ".",
    "》": ">", "《": "<", "且": "and", "并且": "and", "或": "or", "或者": "or",
}  # fmt: skip
"""Signs of other languages and of a Chinese keyboard, and what XLSForm writes instead."""
_FOREIGN_SIGN = re.compile(
    "|".join(rf"\b{sign}\b" if sign.isalpha() else re.escape(sign) for sign in _FOREIGN)
)


def parse_expression(source: str) -> XPathToken:
    """The token tree of an expression. Raises ExpressionError."""
    try:
        return _parser()().parse(source)
    except RecursionError:
        raise ExpressionError(Code.DEEP_EXPRESSION, limit=MAX_EXPRESSION_DEPTH) from None
    except Exception as error:  # noqa: BLE001 - elementpath raises kinds of four built-in errors
        raise _fault(source, str(error)) from None


def _fault(source: str, told: str) -> ExpressionError:
    """What the author is told instead of what elementpath says, where that can be found out."""
    reason = told.partition("] ")[2] or told
    known = [*FUNCTIONS, *SPECIAL]
    unquoted = re.sub("'[^']*'|\"[^\"]*\"", "''", source)
    if foreign := _FOREIGN_SIGN.search(unquoted):
        return ExpressionError(Code.FOREIGN_SIGN, sign=foreign[0], plain=_FOREIGN[foreign[0]])
    if quote := re.search("['\"]", unquoted.replace("''", "")):
        return ExpressionError(Code.OPEN_QUOTE, sign=quote[0])
    for name in _CALLED.findall(unquoted):
        if name in _UNSUPPORTED:
            return ExpressionError(_UNSUPPORTED[name], name=name)
        if name not in known and name not in _OPERATORS:
            return ExpressionError(Code.UNKNOWN_FUNCTION, name=name, guess=guess(name, known))
    arity = re.search(r"'fn:([\w-]+)' function[^\[]*(?:\[[^\]]*\] .*?)?(Too .*)", told)
    if arity:
        return ExpressionError(Code.BAD_ARITY, name=arity[1], reason=arity[2])
    if reason == "unexpected end of source":
        return ExpressionError(Code.UNFINISHED)
    return ExpressionError(Code.BAD_EXPRESSION, reason=reason)


@lru_cache(maxsize=1)
def _parser() -> type[XPath1Parser]:
    """elementpath's XPath 1.0 parser with our functions instead of its own.

    Built on first use: importing elementpath takes a noticeable part of a second.
    """
    from elementpath.tdop import Parser
    from elementpath.xpath1 import XPath1Parser

    class OdkParser(XPath1Parser):
        def parse(self, source: str) -> XPathToken:
            return Parser.parse(self, source)  # XPath1Parser.parse would evaluate, too

    for symbol, token in list(OdkParser.symbol_table.items()):
        if token.label == "function" or symbol in _COMPARISONS:
            del OdkParser.symbol_table[symbol]
    for symbol, strength in _COMPARISONS.items():
        OdkParser.infix(symbol, bp=strength)
    arities = {name: (f.least, f.most) for name, f in FUNCTIONS.items()}
    for name, (least, most) in (arities | SPECIAL).items():
        OdkParser.function(name, nargs=least if least == most else (least, most))
    OdkParser.tokenizer = OdkParser.create_tokenizer(OdkParser.symbol_table)
    return OdkParser
