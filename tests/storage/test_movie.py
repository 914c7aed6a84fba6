"""A film is shown without the place, time and maker that a phone wrote into it, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.media import MediaStore
from storage.movie import MAX_BOXES, UnclearError, bare_movie

PLACE = b"+26.5100+104.2500/"
PIXELS = b"pictures and sound" * 9


def box(kind: bytes, *content: bytes, long: bool = False) -> bytes:
    body = b"".join(content)
    if long:
        return b"\0\0\0\1" + kind + (16 + len(body)).to_bytes(8) + body
    return (8 + len(body)).to_bytes(4) + kind + body


def dated(kind: bytes, version: int = 0) -> bytes:
    """A header box that says twice when: 4 bytes each, in version 1 eight."""
    return box(kind, bytes([version, 0, 0, 0]), b"TIME" * (4 if version else 2), b"the rest")


def track(handler: bytes, *more: bytes) -> bytes:
    handled = box(b"hdlr", bytes(4), b"mhlr", handler, bytes(12))
    media = box(b"mdia", dated(b"mdhd"), handled, box(b"minf", box(b"stbl", b"offsets")))
    return box(b"trak", dated(b"tkhd", 1), media, *more)


TOLD = box(b"udta", box(b"\xa9xyz", PLACE)) + box(b"meta", box(b"ilst", PLACE))
MOOF = box(b"moof", box(b"mfhd", bytes(8)), box(b"traf", box(b"tfhd", bytes(8)), TOLD))


def film(
    *tracks: bytes, brand: bytes = b"qt  ", media: bytes = PIXELS, pieces: bytes = b""
) -> bytes:
    """As a phone writes it: its place in every box that may have one."""
    return b"".join(
        (
            box(b"ftyp", brand, bytes(4)),
            box(b"wide"),
            box(b"mdat", media, long=True),
            box(b"moov", dated(b"mvhd"), *tracks, TOLD),
            box(b"uuid", bytes(16), PLACE),
            pieces,
            b"\0\0\0\0free" + PLACE,
        )
    )


FILM = film(track(b"vide", box(b"udta", PLACE)), track(b"soun", box(b"meta", PLACE)), pieces=MOOF)

WHERE = 40
"""Where the content of `mdat` begins in a film of ours."""
NOTED = PIXELS + PLACE + PIXELS + PLACE * 2 + PIXELS
CHUNKS = (WHERE + len(PIXELS), WHERE + 2 * len(PIXELS) + len(PLACE))


def numbers(*values: int, width: int = 4) -> bytes:
    return b"".join(value.to_bytes(width) for value in values)


def placed(
    *,
    chunks: tuple[int, ...] = CHUNKS,
    runs: tuple[int, ...] = (1, 1, 1, 2, 2, 1),
    sizes: tuple[int, ...] = (len(PLACE),) * 3,
    alike: bool = False,
    wide: bool = False,
    lacks: bytes = b"",
) -> bytes:
    """A track with a place at every moment, in two chunks of one and of two samples."""
    count = numbers(0, len(chunks))
    where = box(b"co64", count, numbers(*chunks, width=8))
    if not wide:
        where = box(b"stco", count, numbers(*chunks))
    table = {
        b"stco": where,
        b"stsc": box(b"stsc", numbers(0, len(runs) // 3, *runs)),
        b"stsz": box(
            b"stsz",
            numbers(0, sizes[0], len(sizes)) if alike else numbers(0, 0, len(sizes), *sizes),
        ),
    }
    kept = [each for name, each in table.items() if name != lacks]
    handled = box(b"hdlr", bytes(8), b"meta", bytes(12))
    media = box(b"mdia", dated(b"mdhd"), handled, box(b"minf", box(b"stbl", *kept)))
    return box(b"trak", dated(b"tkhd"), media)


def test_place_and_times_go_and_all_else_stays_where_it_is() -> None:
    bare = bare_movie(FILM)
    assert FILM.count(PLACE) == 8
    assert PLACE not in bare
    assert b"TIME" not in bare
    assert len(bare) == len(FILM), "offsets into the pictures still hold"
    assert bare.index(PIXELS) == FILM.index(PIXELS)
    assert bare.count(b"the rest") == FILM.count(b"the rest")
    assert bare.count(b"offsets") == 2
    assert bare_movie(bare) == bare


@pytest.mark.parametrize("alike", [True, False])
@pytest.mark.parametrize("wide", [True, False])
def test_a_track_that_tells_the_place_all_along_is_blanked_between_the_pictures(
    alike: bool, wide: bool
) -> None:
    data = film(track(b"vide"), placed(alike=alike, wide=wide), media=NOTED)
    assert data.index(NOTED) == WHERE
    bare = bare_movie(data)
    assert PLACE not in bare
    assert bare[WHERE : WHERE + len(NOTED)] == NOTED.replace(PLACE, bytes(len(PLACE)))
    assert len(bare) == len(data)
    assert b"meta" not in bare, "the track itself is gone, too"
    assert b"vide" in bare


@pytest.mark.parametrize("brand", [b"qt  ", b"isom", b"M4A "])
def test_the_shown_copy_of_a_film_or_sound_is_bare_and_the_original_whole(
    tmp_path: Path, brand: bytes
) -> None:
    shelf = MediaStore(tmp_path)
    data = film(track(b"soun"), brand=brand)
    media = shelf.save(data, "IMG_1.MOV")
    assert shelf.shown(media.sha256).read_bytes() == bare_movie(data)
    assert (tmp_path / "files" / media.sha256[:2] / media.sha256).read_bytes() == data


@pytest.mark.parametrize(
    "data",
    [
        film(track(b"vide"), track(b"meta")),
        film(track(b"vide"), box(b"trak", dated(b"tkhd"))),
        film(track(b"vide"), placed(), media=NOTED, pieces=MOOF),
        film(track(b"vide"), placed(chunks=(8, 9)), media=NOTED),
        film(track(b"vide"), placed(chunks=(WHERE, 1 << 31)), media=NOTED),
        film(track(b"vide"), placed(chunks=CHUNKS[:1]), media=NOTED),
        film(track(b"vide"), placed(chunks=CHUNKS * 30_000), media=NOTED),
        film(track(b"vide"), placed(runs=(2, 2, 1)), media=NOTED),
        film(track(b"vide"), placed(runs=(1, 1 << 31, 1)), media=PIXELS),
        film(track(b"vide"), placed(lacks=b"stco"), media=NOTED),
        film(track(b"vide"), placed(lacks=b"stsc"), media=NOTED),
        film(track(b"vide"), placed(lacks=b"stsz"), media=NOTED),
        film(
            track(b"vide"), placed().replace(b"stsz\0\0\0\0\0\0\0\0\0", b"stsz" + bytes(8) + b"\1")
        ),
        film(track(b"vide", box(b"mdia", box(b"hdlr", bytes(8), b"meta")))),
        FILM[:-30],
        FILM[: FILM.index(PIXELS) + 5],
        box(b"ftyp", b"isom") + b"\0\0\0\x07moov",
        box(b"ftyp", b"isom") + b"\0\0\0\1moov",
        box(b"ftyp", b"isom") + b"rest",
        box(b"ftyp", b"isom") + box(b"moov", b"\0\0\1\0trak"),
        box(b"ftyp", b"isom") + box(b"free") * MAX_BOXES,
    ],
)
def test_a_film_that_cannot_be_cleaned_for_certain_is_kept_and_not_shown(
    tmp_path: Path, data: bytes
) -> None:
    with pytest.raises(UnclearError):
        bare_movie(data)
    shelf = MediaStore(tmp_path)
    media = shelf.save(data, "a.mp4")
    with pytest.raises(PermissionError, match="cannot be removed"):
        shelf.shown(media.sha256)
    assert shelf.get(media.sha256) == replace(media, name="")
    assert not (tmp_path / "shown").exists()


BOXES = st.recursive(
    st.binary(max_size=12),
    lambda inner: st.builds(
        lambda kind, parts, long: box(kind, *parts, long=long),
        st.sampled_from([b"moov", b"trak", b"mdia", b"mvhd", b"hdlr", b"udta", b"free"]),
        st.lists(inner, max_size=3),
        st.booleans(),
    ),
)


@given(st.lists(BOXES, max_size=4).map(b"".join))
def test_any_bytes_are_cleaned_in_place_or_refused(data: bytes) -> None:
    try:
        bare = bare_movie(data)
    except UnclearError:
        return
    assert len(bare) == len(data)
    assert bare_movie(bare) == bare
