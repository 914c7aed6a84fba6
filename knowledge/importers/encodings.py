"""The bytes of a file as text, in the encodings in which Chinese files are written."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes, named: str = "") -> str | None:
    """A text by its mark of order; without one as UTF-8, as it is `named`, or as GB18030.

    GB18030 holds GBK and GB2312, and is tried last: it takes much for text that is none.
    None where none of them fits.
    """
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), "")
    for codec in (marked,) if marked else filter(None, ("utf-8", named, "gb18030")):
        try:
            return data.decode(codec)
        except (UnicodeError, LookupError):
            continue
    return None
