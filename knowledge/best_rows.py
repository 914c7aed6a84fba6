"""The rows with the highest scores, for each index that scores all of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def best(scores: NDArray[np.float32], limit: int) -> list[int]:
    """Rows of the highest scores above 0, best first, equal ones in their order."""
    above = np.flatnonzero(scores > 0)
    if len(above) > limit:  # sorting 20,000 scores costs more than making them
        edge = np.partition(scores[above], -limit)[-limit]
        above = above[scores[above] >= edge]
    order = above[np.argsort(-scores[above], kind="stable")]
    return [int(row) for row in order[:limit]]
