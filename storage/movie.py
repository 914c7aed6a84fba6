"""A copy of a film or sound file (MP4, MOV, M4A) that says nothing of place, time and maker.

The file is a tree of boxes. A box that playing does not need is overwritten with
zeros where it stands, so that nothing moves and the rest plays as before. Guards
people from what phones write beside the pictures; assumes nothing of the bytes.
What could hide more, a track that is neither picture nor sound (drones and action
cameras write where they fly into one) or a file that is no tree, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

MAX_BOXES = 50_000
"""Boxes looked at in one file: hours of film in pieces, and under a second of work."""
_KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"mfra"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex"}),
    b"trak": frozenset({b"tkhd", b"tref", b"edts", b"tapt", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"elng", b"minf"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs"}),
}
"""What is needed for playing, by the box it stands in; b"" is the file."""
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Boxes that say when something was made and changed."""
_PLAYED = frozenset({b"vide", b"soun"})


class UnclearError(Exception):
    """The file cannot be cleaned for certain."""


def bare_movie(data: bytes) -> bytes:
    """`data` with all but pictures and sound blanked. Raises UnclearError."""
    copy = bytearray(data)
    _clean(copy, 0, len(copy), b"", [0])
    return bytes(copy)


def _clean(data: bytearray, start: int, end: int, parent: bytes, seen: list[int]) -> None:
    for kind, at, body, stop in _boxes(data, start, end):
        seen[0] += 1
        if seen[0] > MAX_BOXES:
            raise UnclearError("more boxes than a film has")
        if kind not in _KEPT[parent]:
            data[at + 4 : at + 8] = b"free"
            data[body:stop] = bytes(stop - body)
        elif kind in _KEPT:
            _clean(data, body, stop, kind, seen)
        elif kind in _DATED:
            long = data[body : body + 1] == b"\1"
            dates = slice(body + 4, min(body + (20 if long else 12), stop))
            data[dates] = bytes(len(data[dates]))
        elif kind == b"hdlr" and bytes(data[body + 8 : body + 12]) not in _PLAYED:
            raise UnclearError("a track that is neither picture nor sound")


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Kind, beginning, beginning of the content, and end of each box in a range."""
    at = start
    while at < end:
        size, kind, body = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), at + 8
        if size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16]), at + 16
        stop = at + size if size else end
        if not body <= stop <= end:
            raise UnclearError("a box that reaches out of its own")
        yield kind, at, body, stop
        at = stop
