"""Traditional characters as simplified ones, so that a question in either finds a guide in either.

Only what is compared is converted; what is shown stays in the guide's own script.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def simplified(text: str) -> str:
    """A text in simplified characters; of the same length, words of a region stay."""
    return text if text.isascii() else str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
