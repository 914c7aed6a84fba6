"""Comparing and calculating as XPath 1.0 does it. Total, like `flows.functions`."""

from __future__ import annotations

import math
from collections.abc import Callable

from flows.functions import NAN, Result, Scalar, nodes, number, truth


def _equal(a: Scalar, b: Scalar) -> bool:
    if isinstance(a, bool) or isinstance(b, bool):
        return truth(a) == truth(b)
    if isinstance(a, str) and isinstance(b, str):
        return a == b  # nodes of a set; `comparison` has its own short cut
    return number(a) == number(b)


_TESTS: dict[str, Callable[[Scalar, Scalar], bool]] = {
    "=": _equal,
    "!=": lambda a, b: not _equal(a, b),
    "<": lambda a, b: number(a) < number(b),
    "<=": lambda a, b: number(a) <= number(b),
    ">": lambda a, b: number(a) > number(b),
    ">=": lambda a, b: number(a) >= number(b),
}


def comparison(symbol: str) -> Callable[[Result, Result], bool]:
    """XPath 1.0: numbers where one is a number or the order matters; any node will do."""
    test, equality = _TESTS[symbol], symbol in ("=", "!=")

    def compare(a: Result, b: Result) -> bool:
        if equality and isinstance(a, str) and isinstance(b, str):
            return (a == b) is (symbol == "=")
        if isinstance(a, tuple) or isinstance(b, tuple):
            return any(test(x, y) for x in nodes(a) for y in nodes(b))
        return test(a, b)

    return compare


def _divide(a: float, b: float) -> float:
    if b:
        return a / b
    return NAN if not a or math.isnan(a) or math.isnan(b) else math.copysign(math.inf, a)


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "div": _divide,
    "mod": lambda a, b: math.fmod(a, b) if b and math.isfinite(a) else NAN,
}
