"""The grammar of expressions: elementpath's XPath 1.0 parser with ODK's functions.

Only a token tree comes out of here; nothing is evaluated. Functions that are not
in our tables are errors at this point, with a word on what to write instead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.errors import guess
from flows.functions import FUNCTIONS

if TYPE_CHECKING:
    from elementpath import XPathToken
    from elementpath.xpath1 import XPath1Parser


class ExpressionError(Exception):
    """The expression cannot be used: why, and how to mend it."""

    def __init__(self, reason: str, mend: str = "correct the expression") -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


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
    "pulldata": "put the data into a choice list with further columns",
    "random": "a walk must give the same result every time",
    "uuid": "a walk must give the same result every time",
}


def parse_expression(source: str) -> XPathToken:
    try:
        return _parser()().parse(source)
    except RecursionError:
        raise ExpressionError("nested too deep", "split it into calculates") from None
    except Exception as error:  # noqa: BLE001 - elementpath raises kinds of four built-in errors
        reason = str(error).partition("] ")[2] or str(error)
        raise ExpressionError(reason, _mend(source)) from None


def _mend(source: str) -> str:
    for name in re.findall(r"([\w.-]+)\s*\(", source):
        if name in _UNSUPPORTED:
            return f"{name}() is not supported; {_UNSUPPORTED[name]}"
        if name not in FUNCTIONS and name not in SPECIAL:
            return f"{guess(name, [*FUNCTIONS, *SPECIAL])}there is no function {name}()"
    return "check brackets, quotes and operators"


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
        if token.label == "function":
            del OdkParser.symbol_table[symbol]
    arities = {name: (f.least, f.most) for name, f in FUNCTIONS.items()}
    for name, (least, most) in (arities | SPECIAL).items():
        OdkParser.function(name, nargs=least if least == most else (least, most))
    OdkParser.tokenizer = OdkParser.create_tokenizer(OdkParser.symbol_table)
    return OdkParser
