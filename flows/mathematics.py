"""ODK's functions of school mathematics on plain numbers; NaN where there is no result."""

from __future__ import annotations

import math
from collections.abc import Callable

Number = Callable[..., float]


def _total(call: Callable[..., object]) -> Number:
    """The function, made to give NaN (or infinity) where Python raises."""

    def safe(*values: float) -> float:
        try:
            result = call(*values)
        except (ValueError, ZeroDivisionError):
            return math.nan
        except OverflowError:
            return math.inf
        return result if isinstance(result, float) else math.nan  # a root of a negative number

    return safe


MATHEMATICS: dict[str, tuple[Number, int]] = {
    "pow": (_total(lambda a, b: float(a) ** b), 2),
    "sqrt": (_total(math.sqrt), 1),
    "exp": (_total(math.exp), 1),
    "log": (_total(math.log), 1),
    "log10": (_total(math.log10), 1),
    "sin": (_total(math.sin), 1),
    "cos": (_total(math.cos), 1),
    "tan": (_total(math.tan), 1),
    "asin": (_total(math.asin), 1),
    "acos": (_total(math.acos), 1),
    "atan": (_total(math.atan), 1),
    "atan2": (_total(math.atan2), 2),
    "pi": (_total(lambda: math.pi), 0),
}
"""By name, with the number of arguments."""
