"""A guide that is a picture (.png, .jpg, .tif): scanned, or photographed from a wall.

Guards the memory: how large a picture says it is, is looked at before it is unpacked.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

from knowledge.importers.documents.blocks import SCANNED, Document, DocumentError
from knowledge.importers.documents.layout import paragraphs
from knowledge.importers.documents.pdf import MAX_SCANNED
from knowledge.importers.documents.printed import Sheet
from knowledge.importers.documents.scans import read_pictures

MAX_SIDE = 2_400
"""Pixels; a page of print is read as well from no more."""
MAX_PIXELS = 100_000_000
FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF")
"""What cameras, scanners and chats make, whatever the file is called; others run more code."""


def read_picture(data: bytes) -> Document:
    """What is printed on a picture.

    Raises:
        DocumentError: It is no picture, too large, or the engine that reads it is not installed.
    """
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with (
            warnings.catch_warnings(action="error"),
            Image.open(io.BytesIO(data), formats=FORMATS) as picture,
        ):
            frames = getattr(picture, "n_frames", 1)
            if frames > MAX_SCANNED:
                raise DocumentError("doc_scans", MAX_SCANNED)
            sheets: list[Sheet] = [*read_pictures(_frame(picture, n) for n in range(frames))]
    except DocumentError:
        raise  # which is a ValueError, too
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise DocumentError("doc_picture_big", MAX_PIXELS // 1_000_000) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise DocumentError("doc_broken") from None
    blocks, edges = paragraphs(sheets)
    return Document(tuple(blocks), tuple(edges), notes=(SCANNED,))


def _frame(picture: Any, number: int) -> Any:
    """One picture of the file, upright, no larger than can be read."""
    from numpy import asarray
    from PIL import ImageOps

    picture.seek(number)
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    return asarray(upright)[..., ::-1]
