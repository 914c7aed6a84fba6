"""A copy of a film or sound file (MP4, MOV, M4A) that says nothing of place, time and maker.

The file is a tree of boxes. A box that playing does not need is overwritten with
zeros where it stands, so that nothing moves and the rest plays as before. So is a
track that is neither picture nor sound, with what it has among the pictures: phones
and drones write where they are into one. Guards people from what is written beside
the pictures; assumes nothing of the bytes. What could hide more, a file that is no
tree or a track whose pieces cannot be found, is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAX_BOXES = 50_000
"""Boxes looked at in one file: hours of film in pieces, and under a second of work."""
MAX_CHUNKS = 50_000
"""Pieces of one track that is blanked: hours of it."""
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

Span = tuple[int, int]
"""Where something begins and ends, in bytes of the file."""


class UnclearError(Exception):
    """The file cannot be cleaned for certain."""


def bare_movie(data: bytes) -> bytes:
    """`data` with all but pictures and sound blanked. Raises UnclearError."""
    film = _Film(bytearray(data))
    film.clean((0, len(data)), b"")
    return bytes(film.data)


class _Film:
    def __init__(self, data: bytearray) -> None:
        self.data = data
        self.seen = 0
        self.blanked = 0
        whole = list(_boxes(data, (0, len(data))))
        self.media = [content for kind, _, content in whole if kind == b"mdat"]
        self.in_pieces = any(kind == b"moof" for kind, _, _ in whole)

    def clean(self, where: Span, parent: bytes) -> None:
        for kind, at, content in _boxes(self.data, where):
            self.seen += 1
            if self.seen > MAX_BOXES:
                raise UnclearError("more boxes than a film has")
            if kind == b"trak" and parent == b"moov" and not self._is_played(content):
                self._blank_pieces(content)
                self._blank(at, content)
            elif kind not in _KEPT[parent]:
                self._blank(at, content)
            elif kind in _KEPT:
                self.clean(content, kind)
            elif kind in _DATED:
                self._undate(content)
            elif kind == b"hdlr" and self._handler(content) not in _PLAYED:
                raise UnclearError("a track of two kinds")

    def _blank(self, at: int, content: Span) -> None:
        """Make a box one that players pass over."""
        self.data[at + 4 : at + 8] = b"free"
        self._zero(content)

    def _zero(self, where: Span) -> None:
        self.data[slice(*where)] = bytes(where[1] - where[0])

    def _undate(self, content: Span) -> None:
        start, end = content
        length = 16 if self.data[start : start + 1] == b"\1" else 8
        self._zero((min(start + 4, end), min(start + 4 + length, end)))

    def _is_played(self, track: Span) -> bool:
        return self._handler(_find(self.data, track, b"mdia", b"hdlr")) in _PLAYED

    def _handler(self, content: Span) -> bytes:
        return bytes(self.data[content[0] + 8 : min(content[0] + 12, content[1])])

    def _blank_pieces(self, track: Span) -> None:
        """Blank what a track has among the pictures. Raises UnclearError where it is not found."""
        if self.in_pieces:
            raise UnclearError("a film in pieces with a track that is neither picture nor sound")
        for start, end in _pieces(self.data, _find(self.data, track, b"mdia", b"minf", b"stbl")):
            self.blanked += end - start
            inside = any(first <= start and end <= last for first, last in self.media)
            if not inside or self.blanked > len(self.data):
                raise UnclearError("a track whose pieces stand where none can")
            self._zero((start, end))


def _boxes(data: bytearray, where: Span) -> Iterator[tuple[bytes, int, Span]]:
    """Kind, beginning, and content of each box in a range."""
    at, end = where
    while at < end:
        size, kind, body = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), at + 8
        if size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16]), at + 16
        stop = at + size if size else end
        if not body <= stop <= end:
            raise UnclearError("a box that reaches out of its own")
        yield kind, at, (body, stop)
        at = stop


def _find(data: bytearray, where: Span, *path: bytes) -> Span:
    """The content of the first box of each kind within the one before."""
    for wanted in path:
        found = (content for kind, _, content in _boxes(data, where) if kind == wanted)
        where = next(found, (0, 0))
        if where == (0, 0):
            raise UnclearError(f"a track without {wanted.decode()}")
    return where


def _pieces(data: bytearray, table: Span) -> Iterator[Span]:
    """Where the chunks of a track stand in the file, by its sample table."""
    try:
        kinds = {kind: content for kind, _, content in _boxes(data, table)}
        wide = b"co64" in kinds
        offsets = _numbers(data, kinds[b"co64" if wide else b"stco"], 4, "Q" if wide else "I")
        runs = _numbers(data, kinds[b"stsc"], 4, "I", each=3)
        size, count = struct.unpack_from(">4x2I", data, kinds[b"stsz"][0])
        sizes = () if size else _numbers(data, kinds[b"stsz"], 8, "I")
    except (KeyError, struct.error) as error:
        raise UnclearError("a track whose pieces cannot be found") from error
    if len(offsets) > MAX_CHUNKS:
        raise UnclearError("more pieces than a track has")
    sample, run, in_chunk = 0, 0, 0
    for chunk, offset in enumerate(offsets, start=1):
        while run < len(runs) and runs[run] == chunk:
            in_chunk, run = runs[run + 1], run + 3
        last = min(sample + in_chunk, count)
        length = size * (last - sample) if size else sum(sizes[sample:last])
        if length:
            yield offset, offset + length
        sample = last
    if sample < count:
        raise UnclearError("a track with more pieces than places")


def _numbers(
    data: bytearray, content: Span, skip: int, form: str, each: int = 1
) -> tuple[int, ...]:
    """The numbers of a table, `each` a row; `skip` bytes stand before the count of rows."""
    start, end = content[0] + skip + 4, content[1]
    count = each * int(struct.unpack_from(">I", data, start - 4)[0])
    if count * struct.calcsize(f">{form}") > end - start:
        raise UnclearError("a table that reaches out of its box")
    return struct.unpack_from(f">{count}{form}", data, start)
