"""What a picture looks like, in a few bytes, so that one sent again is known though it was changed.

A difference hash: the picture upright, in grey, shrunk to a grid; of each field it is kept
whether it is clearly lighter or darker than the next, or neither. Saving again, shrinking and
other messengers' doings change few of these; another picture of the same counter, most.
Measured on 64 drawn counters and 36 drawn screens (JPEG of quality 30 to 95, sizes of 20 to 80 %,
WebP, 15 % brighter): 12 % of the marks differ at most, 34 % where 1 % of each edge was cut off.
Of other pictures of the same counter 52 % differ at least, of other screens of one app 38 %.
What was cropped by 5 % differs by 40 % and more: that is for `storage.cropping`, whose marks of the
middle stand behind the others.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from storage.cropping import middle

if TYPE_CHECKING:
    from PIL import Image

GRID = 24
"""Fields of the grid in a row, and rows."""
CLEARLY = 6
"""Shades of 256 by which one field is clearly lighter than the next."""
PLAIN = 40
"""Marks that a picture has at least; with fewer it is all of one colour, and like all such."""
_BYTES = GRID * GRID // 8


def upright(image: Image.Image) -> Image.Image:
    """The decoded `image` in grey, small, and held as the camera says."""
    from PIL import Image, ImageOps

    small = image.convert("L")
    small.thumbnail((16 * GRID, 16 * GRID), Image.Resampling.BOX)
    small.info["exif"] = image.info.get("exif", b"")
    return ImageOps.exif_transpose(small)


def likeness(image: Image.Image) -> bytes:
    """What the decoded `image` looks like; empty where it shows next to nothing."""
    from PIL import Image

    held = upright(image)
    shades = held.resize((GRID + 1, GRID), Image.Resampling.LANCZOS).tobytes()
    clear = lighter = 0
    for top in range(0, len(shades), GRID + 1):
        for one, other in pairwise(shades[top : top + GRID + 1]):
            clear = clear * 2 + (abs(one - other) >= CLEARLY)
            lighter = lighter * 2 + (other - one >= CLEARLY)
    if clear.bit_count() < PLAIN:
        return b""
    return clear.to_bytes(_BYTES, "big") + lighter.to_bytes(_BYTES, "big") + middle(held)


def middle_of(kept: bytes) -> bytes:
    """The marks of the middle in a likeness; empty of one that was kept before there were any."""
    return kept[2 * _BYTES :]


def difference(one: bytes, other: bytes) -> float:
    """How much two likenesses differ: 0 not at all, 1 altogether. Nothing is like an empty one."""
    if not one or not other:
        return 1.0
    clear, other_clear = (int.from_bytes(each[:_BYTES], "big") for each in (one, other))
    lighter, other_lighter = (
        int.from_bytes(each[_BYTES : 2 * _BYTES], "big") for each in (one, other)
    )
    differs = (clear ^ other_clear) | (lighter ^ other_lighter)
    return differs.bit_count() / (clear | other_clear).bit_count()
