"""What a camera wrote into a picture: when and where it was taken. All of it may be a forgery."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from storage.packing import CHINA

_DATETIME, _OFFSET = 0x9003, 0x9011  # DateTimeOriginal, OffsetTimeOriginal
_EXIF, _GPS = 0x8769, 0x8825


def taken(exif: Any) -> datetime | None:
    """When the picture was taken; None where that is missing or nonsense."""
    found: datetime | None = _quietly(_taken, exif)
    return found


def place(exif: Any) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude in degrees; None where they are missing or nonsense."""
    return _quietly(_place, exif) or (None, None)


def _quietly(read: Callable[[Any], Any], exif: Any) -> Any:
    """What `read` finds in the metadata; None when that is missing or nonsense."""
    try:
        return read(exif)
    except Exception:  # noqa: BLE001 - a camera's (or forger's) nonsense is no reason to refuse it
        return None


def _taken(exif: Any) -> datetime | None:
    detail = exif.get_ifd(_EXIF)
    text = str(detail[_DATETIME]).strip("\x00 ") + str(detail.get(_OFFSET, "")).strip("\x00 ")
    for form in ("%Y:%m:%d %H:%M:%S%z", "%Y:%m:%d %H:%M:%S"):
        try:
            taken = datetime.strptime(text, form)  # noqa: DTZ007 - the zone follows
        except ValueError:
            continue
        return taken if taken.tzinfo else taken.replace(tzinfo=CHINA)
    return None


def _place(exif: Any) -> tuple[float, float] | None:
    from PIL.ExifTags import GPS

    gps = exif.get_ifd(_GPS)
    latitude = _degrees(gps[GPS.GPSLatitude], gps[GPS.GPSLatitudeRef] == "S")
    longitude = _degrees(gps[GPS.GPSLongitude], gps[GPS.GPSLongitudeRef] == "W")
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _degrees(parts: Any, negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return round(-value if negative else value, 6)
