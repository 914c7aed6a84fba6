"""Files are kept as they came and shown bare; hostile ones are refused in words."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, Base

import storage.media
from storage.media import MediaError, MediaStore
from storage.packing import CHINA
from storage.sniff import DOCX, XLSX

EXIF_IFD, GPS_IFD = 0x8769, 0x8825


@pytest.fixture
def shelf(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "media")


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, **more)
    return out.getvalue()


def photo(
    taken: str = "2026:03:02 09:30:00",
    offset: str = "",
    place: Any = None,
    turned: int = 1,
) -> bytes:
    """A JPEG as a phone makes it: 40 wide, 20 high, its left half red, its right half blue."""
    exif = Image.Exif()
    exif[Base.Orientation] = turned
    exif[Base.Make] = "Camera of 云溪"
    exif.get_ifd(EXIF_IFD)[Base.DateTimeOriginal] = taken
    if offset:
        exif.get_ifd(EXIF_IFD)[Base.OffsetTimeOriginal] = offset
    exif.get_ifd(GPS_IFD).update(place or {})
    image = Image.new("RGB", (40, 20), "red")
    image.paste("blue", (20, 0, 40, 20))
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"secret comment", quality=95)
    return out.getvalue()


YUNXI = {
    GPS.GPSLatitudeRef: "N",
    GPS.GPSLatitude: (26.0, 30.0, 36.0),
    GPS.GPSLongitudeRef: "W",
    GPS.GPSLongitude: (104.0, 15.0, 0.0),
}


def office(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<xml/>")
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + header + body + chunk(b"IEND", b"")


def test_the_original_is_kept_byte_for_byte_under_its_hash(
    shelf: MediaStore, tmp_path: Path
) -> None:
    data = photo()
    media = shelf.save(data, "窗口.jpg")
    assert (tmp_path / "media/files" / media.sha256[:2] / media.sha256).read_bytes() == data
    assert (media.mime, media.name, media.size) == ("image/jpeg", "窗口.jpg", len(data))
    assert MediaStore(tmp_path / "media").get(media.sha256) == replace(media, name="")


def test_a_file_may_come_as_a_path_and_is_kept_once(shelf: MediaStore, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photo())
    first = shelf.save(tmp_path / "a.jpg", "a.jpg")
    again = shelf.save(photo(), "b.jpg")
    assert again.sha256 == first.sha256
    assert (first.name, again.name) == ("a.jpg", "b.jpg")
    assert shelf.get(first.sha256).name == "", "a name is its sender's, not the file's"


def test_time_and_place_are_read_as_evidence(shelf: MediaStore) -> None:
    media = shelf.save(photo(place=YUNXI), "a.jpg")
    assert media.taken_at == datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)
    assert (media.latitude, media.longitude) == (26.51, -104.25)


def test_a_zone_that_the_camera_noted_is_heeded(shelf: MediaStore) -> None:
    media = shelf.save(photo(offset="+06:00"), "a.jpg")
    assert media.taken_at == datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=6)))
    assert shelf.get(media.sha256).taken_at == media.taken_at


@pytest.mark.parametrize(
    "place",
    [
        {GPS.GPSLatitudeRef: "N"},
        {**YUNXI, GPS.GPSLatitude: (95.0, 0.0, 0.0)},
        {**YUNXI, GPS.GPSLongitude: (1.0,)},
    ],
)
def test_nonsense_in_the_metadata_is_no_evidence(shelf: MediaStore, place: Any) -> None:
    media = shelf.save(photo(taken="0000:00:00 00:00:00", place=place), "a.jpg")
    assert (media.taken_at, media.latitude, media.longitude) == (None, None, None)


def test_a_picture_without_metadata_has_no_evidence(shelf: MediaStore) -> None:
    media = shelf.save(picture("PNG"), "a.png")
    assert (media.mime, media.taken_at, media.latitude) == ("image/png", None, None)


def test_the_shown_copy_is_upright_and_says_nothing_of_its_maker(shelf: MediaStore) -> None:
    media = shelf.save(photo(place=YUNXI, turned=6), "a.jpg")
    copy = shelf.shown(media.sha256)
    data = copy.read_bytes()
    assert copy.suffix == ".jpg"
    assert b"Exif" not in data
    assert b"secret" not in data
    with Image.open(copy) as shown:
        assert dict(shown.getexif()) == {}
        assert shown.size == (20, 40)
        red, _, blue = shown.convert("RGB").getpixel((10, 5))  # type: ignore[misc]
        assert red > blue, "turned clockwise, what was left is on top"


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_pictures_that_may_be_see_through_are_shown_as_png(shelf: MediaStore, form: str) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(out, form, lossless=True)
    media = shelf.save(out.getvalue(), "a")
    assert media.mime == f"image/{form.lower()}"
    with Image.open(shelf.shown(media.sha256)) as shown:
        assert (shown.format, shown.mode) == ("PNG", "RGBA")
        assert shown.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_the_text_in_a_png_is_left_behind(shelf: MediaStore) -> None:
    from PIL.PngImagePlugin import PngInfo

    note = PngInfo()
    note.add_text("Author", "secret author")
    media = shelf.save(picture("PNG", pnginfo=note), "a.png")
    assert b"secret" not in shelf.shown(media.sha256).read_bytes()


def test_the_shown_copy_is_made_once(shelf: MediaStore) -> None:
    media = shelf.save(photo(), "a.jpg")
    made = shelf.shown(media.sha256).stat().st_mtime_ns
    assert shelf.shown(media.sha256).stat().st_mtime_ns == made


@pytest.mark.parametrize(
    ("data", "claimed", "mime", "suffix"),
    [
        (b"%PDF-1.7 ...", "", "application/pdf", ".pdf"),
        (b"OggS....", "", "audio/ogg", ".ogg"),
        (b"RIFF....WAVEfmt ", "", "audio/wav", ".wav"),
        (b"\0\0\0\x10ftypisom....", "", "video/mp4", ".mp4"),
        (b"\0\0\0\x10ftypisom....", "audio/mp4", "audio/mp4", ".m4a"),
        (b"\0\0\0\x10ftypM4A ....", "", "audio/mp4", ".m4a"),
        (b"\0\0\0\x10ftypqt  ....", "", "video/quicktime", ".mov"),
        (b"\x1aE\xdf\xa3....", "video/webm", "video/webm", ".webm"),
        (office("word/document.xml"), "", DOCX, ".docx"),
        (office("xl/workbook.xml"), "", XLSX, ".xlsx"),
        ("等了很久\n".encode(), "image/png", "text/plain", ".txt"),
    ],
)
def test_other_files_are_known_by_content_and_shown_as_they_are(
    shelf: MediaStore, data: bytes, claimed: str, mime: str, suffix: str
) -> None:
    media = shelf.save(data, "holiday.jpg", claimed)
    shown = shelf.shown(media.sha256)
    assert (media.mime, shown.suffix, shown.read_bytes()) == (mime, suffix, data)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00 a program",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04 no archive",
        office("anything.txt"),
        b"RIFF....AVI ",
        b"text with \x07 a bell",
        "窗口".encode("gb18030"),
    ],
)
def test_what_no_walk_needs_is_refused(shelf: MediaStore, tmp_path: Path, data: bytes) -> None:
    with pytest.raises(MediaError, match="不支持这种文件"):
        shelf.save(data, "a.jpg", "image/jpeg")
    assert not (tmp_path / "media").exists()


def test_a_photo_that_cannot_be_cleaned_is_refused_with_a_mend(shelf: MediaStore) -> None:
    with pytest.raises(MediaError) as caught:
        shelf.save(b"\x00\x00\x00\x18ftypheic....", "IMG_1.HEIC")
    assert "兼容性最佳" in caught.value.text["zh"]
    assert "JPG" in caught.value.text["en"]


def test_a_photo_that_was_spoilt_in_the_store_is_not_shown(
    shelf: MediaStore, tmp_path: Path
) -> None:
    media = shelf.save(photo(), "a.jpg")
    kept = next(p for p in tmp_path.rglob(media.sha256) if p.is_file())
    kept.write_bytes(kept.read_bytes()[:400])
    with pytest.raises(PermissionError, match="cannot be removed"):
        shelf.shown(media.sha256)


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_a_picture_that_would_burst_when_decoded_is_refused(
    shelf: MediaStore, size: tuple[int, int]
) -> None:
    with pytest.raises(MediaError, match="像素太多"):
        shelf.save(bomb(*size), "a.png")


@pytest.mark.parametrize("data", [photo()[:400], bomb(40, 40), b"GIF89a", b"\xff\xd8\xff\xe0"])
def test_a_broken_picture_is_refused(shelf: MediaStore, data: bytes) -> None:
    with pytest.raises(MediaError, match="打不开"):
        shelf.save(data, "a.jpg")


def test_an_empty_a_large_and_a_missing_file_are_refused(
    shelf: MediaStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MediaError, match="空的"):
        shelf.save(b"", "a.jpg")
    with pytest.raises(MediaError, match="读不出来"):
        shelf.save(tmp_path / "nowhere.jpg", "a.jpg")
    monkeypatch.setattr(storage.media, "MAX_BYTES", 1_000_000)
    (tmp_path / "large.txt").write_bytes(b"x" * 1_000_001)
    with pytest.raises(MediaError, match="超过 1 MB"):
        shelf.save(tmp_path / "large.txt", "large.txt")


def test_a_name_is_no_path(shelf: MediaStore) -> None:
    media = shelf.save(photo(), "../../etc/\x1b[31m" + "很长" * 100 + ".jpg")
    assert "/" not in media.name
    assert media.name.isprintable()
    assert media.name.endswith("很长.jpg")
    assert len(media.name) == storage.media.MAX_NAME


@pytest.mark.parametrize("sha", ["0" * 64, "../../secret", ""])
def test_a_file_that_is_not_here_is_not_found(shelf: MediaStore, sha: str) -> None:
    with pytest.raises(FileNotFoundError):
        shelf.get(sha)
    with pytest.raises(FileNotFoundError):
        shelf.shown(sha)


def test_a_write_that_fails_leaves_no_half_file(
    shelf: MediaStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.unfinished.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        shelf.save(photo(), "a.jpg")
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []


def test_what_a_killed_process_left_half_written_is_deleted_once_it_is_old(
    shelf: MediaStore, tmp_path: Path
) -> None:
    kept = shelf.save(photo(), "a.jpg")
    half = tmp_path / "media" / "unfinished" / "half"
    half.write_bytes(b"\xff\xd8")
    now = datetime.now(CHINA)
    shelf.unfinished.forget(now)
    assert half.exists()
    shelf.unfinished.forget(now + timedelta(hours=2))
    assert not half.exists()
    assert shelf.shown(kept.sha256).exists()
